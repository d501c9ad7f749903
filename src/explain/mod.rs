//! `gonghui explain`: what a rule's code, a metric, a target, a table or a column means, why, and
//! what to do, put together from the declarations for a terminal of 80 columns; and what each sheet of a file
//! is taken for (`file.rs`). The only words of this room are its labels (`words.rs`); it reads no input.

mod file;
mod index;
mod layout;
mod pages;
mod words;

#[cfg(test)]
mod tests;

pub use file::explain_file;

use crate::finding::Code;
use crate::metric::{Metric, metrics};
use crate::plan::default_rows;
use crate::rule::{Rule, rules};
use crate::schema::{Column, Table, normalise_label, schema};
use crate::words::{Lang, Words};
use pages::TargetRow;

/// How many names are offered for one that is not known.
const OFFERED: usize = 3;

/// Nothing has the name that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// What was asked for.
    pub asked: String,
    /// Up to three names close to it, the closest first.
    pub near: Vec<String>,
}

impl NotFound {
    /// What to tell the person who asked, and where to look.
    pub fn message(&self, lang: Lang) -> String {
        let mut sentences = vec![words::NOT_FOUND.fill(lang, &[("asked", &self.asked)])];
        if !self.near.is_empty() {
            let near = lang.list(&self.near);
            sentences.push(words::NEAR.fill(lang, &[("near", &near)]));
        }
        sentences.push(words::SEE_INDEX.get(lang).to_string());
        sentences.join(match lang {
            Lang::Zh => "",
            Lang::En => " ",
        })
    }
}

/// What `id` means, or without one the list of all that can be asked for.
///
/// An id is a rule's code, the id of a metric, a target, a table or a column (`dues.paid`, or
/// `paid` for every table that has it), or the title of any of these; upper and lower case are
/// alike. A name that several things bear gives a page for each of them.
///
/// # Errors
/// When nothing bears that name.
pub fn explain(id: Option<&str>, lang: Lang) -> Result<String, NotFound> {
    let Some(asked) = id else {
        return Ok(index::index(lang));
    };
    let things = find(asked);
    if things.is_empty() {
        return Err(NotFound {
            asked: asked.trim().to_string(),
            near: near(asked),
        });
    }
    let pages: Vec<String> = things.iter().map(|thing| thing.page(lang)).collect();
    Ok(pages.join("\n"))
}

/// The page about one rule.
pub fn explain_rule(rule: &Rule, lang: Lang) -> String {
    pages::rule(rule, lang)
}

/// Something that can be asked for.
enum Thing {
    Rule(&'static Rule),
    Table(&'static Table),
    Metric(&'static Metric),
    Target(&'static TargetRow),
    Column(&'static Table, &'static Column),
}

impl Thing {
    fn page(&self, lang: Lang) -> String {
        match self {
            Thing::Rule(rule) => pages::rule(rule, lang),
            Thing::Table(table) => pages::table(table, lang),
            Thing::Metric(metric) => pages::metric_page(metric, lang),
            Thing::Target(row) => pages::target(row, lang),
            Thing::Column(table, column) => pages::column(table, column, lang),
        }
    }
}

/// A name as it was asked for, to be compared with others.
struct Name(String);

impl Name {
    fn new(asked: &str) -> Name {
        Name(normalise_label(asked))
    }

    fn is(&self, name: &str) -> bool {
        !self.0.is_empty() && self.0 == normalise_label(name)
    }

    fn is_any(&self, id: &str, title: &Words) -> bool {
        self.is(id) || self.is(title.zh) || self.is(title.en)
    }
}

/// Everything that bears the name: by id and title, and where nothing does by another spelling of
/// a title.
fn find(asked: &str) -> Vec<Thing> {
    let name = Name::new(asked);
    let mut things: Vec<Thing> = Vec::new();
    things.extend(
        rules()
            .iter()
            .filter(|r| name.is(r.code.as_str()))
            .map(Thing::Rule),
    );
    let tables = schema().tables().iter();
    things.extend(
        tables
            .filter(|t| name.is_any(&t.id, &t.title))
            .map(Thing::Table),
    );
    let metrics = metrics().iter();
    things.extend(
        metrics
            .filter(|m| name.is_any(&m.id, &m.title))
            .map(Thing::Metric),
    );
    let targets = default_rows("targets").iter();
    things.extend(
        targets
            .filter(|row| ["target", "title"].iter().any(|id| is_cell(&name, row, id)))
            .map(Thing::Target),
    );
    things.extend(columns(asked, |name, id, title, _| name.is_any(id, title)));
    if things.is_empty() {
        let by_alias = |aliases: &[String]| aliases.iter().any(|alias| name.is(alias));
        let tables = schema().tables().iter();
        things.extend(tables.filter(|t| by_alias(&t.aliases)).map(Thing::Table));
        things.extend(columns(asked, |name, id, title, aliases| {
            name.is_any(id, title) || aliases.iter().any(|alias| name.is(alias))
        }));
    }
    things
}

fn is_cell(name: &Name, row: &TargetRow, column: &str) -> bool {
    row.get(column).is_some_and(|cell| name.is(cell))
}

/// The columns that are named alone, or as `table.column`, as `matches` compares names.
fn columns(asked: &str, matches: impl Fn(&Name, &str, &Words, &[String]) -> bool) -> Vec<Thing> {
    let (table_name, column_name) = match asked.split_once('.') {
        Some((table, column)) => (Some(Name::new(table)), Name::new(column)),
        None => (None, Name::new(asked)),
    };
    let mut found = Vec::new();
    for table in schema().tables() {
        let named = table_name
            .as_ref()
            .is_none_or(|name| matches(name, &table.id, &table.title, &table.aliases));
        if named {
            let columns = table.columns.iter();
            found.extend(
                columns
                    .filter(|c| matches(&column_name, &c.id, &c.title, &c.aliases))
                    .map(|column| Thing::Column(table, column)),
            );
        }
    }
    found
}

/// Names close to one that is not known: those that contain it or are contained in it, and those
/// a few slips of the hand away.
fn near(asked: &str) -> Vec<String> {
    let wanted = normalise_label(asked);
    let length = wanted.chars().count();
    if length == 0 {
        return Vec::new();
    }
    let slips = (length / 3).max(1);
    let mut close: Vec<(usize, String)> = Vec::new();
    for candidate in candidates() {
        let name = normalise_label(&candidate);
        let within = length > 1 && (name.contains(&wanted) || wanted.contains(&name));
        let distance = strsim::damerau_levenshtein(&wanted, &name);
        let score = if within {
            distance.min(slips)
        } else {
            distance
        };
        let known = close.iter().any(|(_, other)| *other == candidate);
        if !known && score <= slips {
            close.push((score, candidate));
        }
    }
    close.sort_by_key(|(score, _)| *score);
    close
        .into_iter()
        .take(OFFERED)
        .map(|(_, name)| name)
        .collect()
}

/// Every name that can be asked for: ids, and Chinese titles.
fn candidates() -> Vec<String> {
    let mut names: Vec<String> = Code::ALL.iter().map(Code::to_string).collect();
    for table in schema().tables() {
        names.extend([table.id.clone(), table.title.zh.to_string()]);
    }
    for metric in metrics() {
        names.extend([metric.id.clone(), metric.title.zh.to_string()]);
    }
    for row in default_rows("targets") {
        names.extend(
            ["target", "title"]
                .iter()
                .filter_map(|id| row.get(*id).cloned()),
        );
    }
    for table in schema().tables() {
        for column in &table.columns {
            let full = format!("{}.{}", table.id, column.id);
            names.extend([full, column.id.clone(), column.title.zh.to_string()]);
        }
    }
    names
}
