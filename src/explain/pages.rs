//! One page for each kind of thing that can be asked for.

use super::layout::Page;
use super::words;
use crate::metric::{Metric, metric};
use crate::plan::{PeriodKind, default_rows, split_list};
use crate::rule::{Example, Rule};
use crate::schema::{Column, Table, schema};
use crate::words::{Lang, Words};
use std::collections::BTreeMap;

/// A row of the built-in plan's targets.
pub(super) type TargetRow = BTreeMap<String, String>;

/// The width of the labels.
fn labels(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 10,
        Lang::En => 13,
    }
}

/// `title（id）`.
fn named(title: &str, id: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{title}（{id}）"),
        Lang::En => format!("{title} ({id})"),
    }
}

/// A title as a reader of `lang` takes it, beside what stands in the workbook.
fn both(words: &crate::words::Words, lang: Lang) -> String {
    match lang {
        Lang::Zh => words.zh.to_string(),
        Lang::En => format!("{} {}", words.zh, words.en),
    }
}

/// A page that begins with what it is about.
fn page(kind: Words, about: &str, lang: Lang) -> Page {
    let mut page = Page::new(labels(lang));
    page.heading(&format!("{}  {about}", kind.get(lang)));
    page.gap();
    page
}

/// A rule: what it weighs, why, what to do, and examples.
pub(super) fn rule(rule: &Rule, lang: Lang) -> String {
    let about = format!("{}  {}", rule.code, rule.title.get(lang));
    let mut page = page(words::KIND_RULE, &about, lang);
    let meaning = words::severity_meaning(rule.severity);
    page.field(words::SEVERITY.get(lang), meaning.get(lang));
    page.field(words::WHY.get(lang), rule.why.get(lang));
    page.field(words::HINT.get(lang), &rule.hint_in_general(lang));
    if let Some(basis) = &rule.basis {
        page.field(words::BASIS.get(lang), basis.get(lang));
    }
    if let Some(table) = rule.table() {
        let column = rule.cell.as_deref().and_then(|id| table.column(id));
        page.field(words::LOOKS_AT.get(lang), &place(table, column, lang));
    }
    if let Some(condition) = &rule.condition {
        let condition = condition.split_whitespace().collect::<Vec<_>>().join(" ");
        page.field(words::CONDITION.get(lang), &condition);
        page.field("", words::CONDITION_NOTE.get(lang));
    }
    for (heading, rows) in [(words::WRONG, &rule.wrong), (words::RIGHT, &rule.right)] {
        if !rows.is_empty() {
            page.heading(heading.get(lang));
            examples(&mut page, rule, rows, lang);
        }
    }
    page.finish()
}

/// A table, or one of its columns.
fn place(table: &Table, column: Option<&Column>, lang: Lang) -> String {
    match column {
        None => named(&both(&table.title, lang), &table.id, lang),
        Some(column) => {
            let title = format!(
                "{} · {}",
                both(&table.title, lang),
                both(&column.title, lang)
            );
            named(&title, &format!("{}.{}", table.id, column.id), lang)
        }
    }
}

/// Example rows, those of one table and unit together.
fn examples(page: &mut Page, rule: &Rule, rows: &[Example], lang: Lang) {
    let mut rest = rows;
    while let Some(first) = rest.first() {
        let of_one = |row: &&Example| {
            row.get("@table") == first.get("@table") && row.get("@unit") == first.get("@unit")
        };
        let (group, after) = rest.split_at(rest.iter().take_while(of_one).count());
        rest = after;
        let own = rule.table();
        let other = first.get("@table").and_then(|id| schema().table(id));
        let table = other.or(own);
        let caption: Vec<&str> = [
            first.get("@unit").map(String::as_str),
            other.map(|table| table.title.zh),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !caption.is_empty() {
            page.line(2, &caption.join(" · "));
        }
        example_table(page, table, group, lang);
        if !rest.is_empty() {
            page.gap();
        }
    }
}

/// Example rows of one table, in the order of its columns.
fn example_table(page: &mut Page, table: Option<&Table>, rows: &[Example], lang: Lang) {
    let given = |id: &str| rows.iter().any(|row| row.contains_key(id));
    let declared = table.map_or(&[][..], |table| table.columns.as_slice());
    let mut ids: Vec<&str> = declared
        .iter()
        .map(|c| c.id.as_str())
        .filter(|id| given(id))
        .collect();
    for id in rows.iter().flat_map(BTreeMap::keys) {
        if !id.starts_with('@') && !ids.contains(&id.as_str()) {
            ids.push(id);
        }
    }
    let headers: Vec<String> = ids
        .iter()
        .map(|id| match table.and_then(|table| table.column(id)) {
            Some(column) => column.title.get(lang).to_string(),
            None => (*id).to_string(),
        })
        .collect();
    let cell = |row: &Example, id: &str| row.get(id).cloned().unwrap_or_default();
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| ids.iter().map(|id| cell(row, id)).collect())
        .collect();
    page.table(2, &headers, &cells);
}

/// A metric: what it counts over what, from where, and which targets name it.
pub(super) fn metric_page(metric: &Metric, lang: Lang) -> String {
    let about = named(metric.title.get(lang), &metric.id, lang);
    let mut page = page(words::KIND_METRIC, &about, lang);
    metric_fields(&mut page, metric, lang);
    let periods: Vec<&str> = metric.periods().map(|kind| kind.title(lang)).collect();
    page.field(words::PERIODS.get(lang), &lang.list(&periods));
    let targets: Vec<String> = default_rows("targets")
        .iter()
        .filter(|row| row.get("metric") == Some(&metric.id))
        .map(|row| format!("{} {}", cell(row, "title"), goal(row, lang)))
        .collect();
    if !targets.is_empty() {
        page.field(words::NAMED_BY.get(lang), &lang.list(&targets));
    }
    page.finish()
}

fn metric_fields(page: &mut Page, metric: &Metric, lang: Lang) {
    let counts = metric.counts.get(lang);
    match &metric.over {
        Some(over) => {
            page.field(words::NUMERATOR.get(lang), counts);
            page.field(words::DENOMINATOR.get(lang), over.get(lang));
        }
        None => page.field(words::COUNTS.get(lang), counts),
    }
    let tables: Vec<String> = metric
        .tables
        .iter()
        .map(|id| match schema().table(id) {
            Some(table) => place(table, None, lang),
            None => id.clone(),
        })
        .collect();
    page.field(words::FROM_TABLES.get(lang), &lang.list(&tables));
}

fn cell<'a>(row: &'a TargetRow, column: &str) -> &'a str {
    row.get(column).map_or("", String::as_str)
}

/// A target's comparison and goal: `= 100%`, `1 – 2`.
pub(super) fn goal(row: &TargetRow, lang: Lang) -> String {
    match row.get("goal_max") {
        Some(max) => words::FROM_TO.fill(lang, &[("min", cell(row, "goal")), ("max", max)]),
        None => format!("{} {}", cell(row, "op"), cell(row, "goal")),
    }
}

/// The kinds of period that a target is judged for.
fn periods(row: &TargetRow, lang: Lang) -> String {
    let kinds: Vec<&str> = split_list(cell(row, "period"))
        .iter()
        .filter_map(|kind| PeriodKind::parse(kind))
        .map(|kind| kind.title(lang))
        .collect();
    lang.list(&kinds)
}

/// A target of the built-in plan.
pub(super) fn target(row: &TargetRow, lang: Lang) -> String {
    let about = named(cell(row, "title"), cell(row, "target"), lang);
    let mut page = page(words::KIND_TARGET, &about, lang);
    page.field(words::GOAL.get(lang), &goal(row, lang));
    page.field(words::PERIODS.get(lang), &periods(row, lang));
    if let Some(metric) = metric(cell(row, "metric")) {
        let title = named(metric.title.get(lang), &metric.id, lang);
        page.field(words::METRIC.get(lang), &title);
        metric_fields(&mut page, metric, lang);
    }
    if let Some(basis) = row.get("basis") {
        page.field(words::BASIS.get(lang), basis);
    }
    page.gap();
    page.line(2, words::NO_DATA.get(lang));
    page.line(2, words::CHANGE.get(lang));
    page.finish()
}

/// A table and all its columns.
pub(super) fn table(table: &Table, lang: Lang) -> String {
    let mut page = page(words::KIND_TABLE, &place(table, None, lang), lang);
    page.field(words::ROW.get(lang), table.row.get(lang));
    page.field(words::HELP.get(lang), table.help.get(lang));
    page.field(
        words::FILLED_BY.get(lang),
        words::filled_by(table.kind).get(lang),
    );
    if !table.aliases.is_empty() {
        page.field(words::ALIASES.get(lang), &lang.list(&table.aliases));
    }
    if !table.key.is_empty() {
        let key: Vec<String> = table
            .key
            .iter()
            .filter_map(|id| table.column(id))
            .map(|column| both(&column.title, lang))
            .collect();
        page.field(words::KEY.get(lang), &key.join(" + "));
    }
    page.heading(words::COLUMNS.get(lang));
    for column in &table.columns {
        page.gap();
        let title = both(&column.title, lang);
        page.line(
            2,
            &format!("{}  {title}  {}", column.id, type_of(column, lang)),
        );
        page.line(4, column.help.get(lang));
        let mut detail = |label: Words, text: &str| {
            page.entry(4, &[(label.get(lang), labels(lang) - 2)], text);
        };
        if !column.aliases.is_empty() {
            detail(words::ALIASES, &lang.list(&column.aliases));
        }
        if !column.values.is_empty() {
            detail(words::VALUES, &column.values_listed(lang));
        }
        detail(words::EXAMPLE, &column.example);
    }
    page.finish()
}

/// A column's type, and whether it must be filled in.
fn type_of(column: &Column, lang: Lang) -> String {
    let kind = column.kind.title(lang);
    match (column.required, lang) {
        (false, _) => kind.to_string(),
        (true, Lang::Zh) => format!("{kind}，{}", words::REQUIRED.get(lang)),
        (true, Lang::En) => format!("{kind}, {}", words::REQUIRED.get(lang)),
    }
}

/// One column of one table, its values with their spellings.
pub(super) fn column(table: &Table, column: &Column, lang: Lang) -> String {
    let mut page = page(words::KIND_COLUMN, &place(table, Some(column), lang), lang);
    page.field(words::TYPE.get(lang), &type_of(column, lang));
    page.field(words::HELP.get(lang), column.help.get(lang));
    if let Some((min, max)) = column.min.as_ref().zip(column.max.as_ref()) {
        let bounds = words::FROM_TO.fill(lang, &[("min", min), ("max", max)]);
        page.field(words::BOUNDS.get(lang), &bounds);
    }
    if !column.aliases.is_empty() {
        page.field(words::ALIASES.get(lang), &lang.list(&column.aliases));
    }
    page.field(words::EXAMPLE.get(lang), &column.example);
    if let Some(privacy) = column.privacy {
        page.field(words::PRIVACY.get(lang), words::privacy(privacy).get(lang));
    }
    for (number, value) in column.values.iter().enumerate() {
        let label = if number == 0 {
            words::VALUES.get(lang)
        } else {
            ""
        };
        let title = match lang {
            Lang::Zh => value.value.clone(),
            Lang::En => format!("{} ({})", value.value, value.en),
        };
        let text = match value.aliases.is_empty() {
            true => title,
            false => format!("{title} ← {}", lang.list(&value.aliases)),
        };
        page.field(label, &text);
    }
    page.finish()
}
