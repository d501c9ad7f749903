//! Vocabulary: the rules (规则) as declared in `check/rules/*.toml`, one item a rule: its code, how
//! much it weighs, what it asks, and every sentence that a person reads about it. `check` runs
//! them, `explain` and the reports print them; nothing is evaluated here.

use crate::declared::declared;
use crate::finding::{Arg, Code, Finding, Severity};
use crate::findings::unlisted;
use crate::messages;
use crate::schema::{Table, schema};
use crate::words::{Lang, Words, fill};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The declarations: the name and text of every file there, as `build.rs` lists them.
const DECLARATIONS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/declarations.rs"));

/// One rule as declared.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its code, never reused.
    pub code: Code,
    /// How much a finding of it weighs.
    pub severity: Severity,
    /// The id of the table whose rows it looks at; none for a rule about files or sheets.
    pub table: Option<String>,
    /// Ids of the columns of `table` that a sheet must have for the rule to be asked of it.
    #[serde(default)]
    pub needs: Vec<String>,
    /// For a row rule: the condition, in SQL over the table's columns, that is true where a row is
    /// wrong. Money is in fen, decimals in millionths; `period_start`, `period_end`, `reach_start`
    /// and `reach_end` are the dates of the period asked for and of all that is judged with it.
    /// A rule without one is a function of `check`, `parse` or an earlier stage.
    #[serde(rename = "where")]
    pub condition: Option<String>,
    /// The id of the column whose cell is pointed at.
    pub cell: Option<String>,
    /// Columns: of the wrong rows that are alike in them only the first is a finding.
    #[serde(default)]
    pub once: Vec<String>,
    /// Whether its findings of one sheet are alike for a person, whatever each says: they are one entry.
    #[serde(default)]
    pub alike: bool,
    /// A few words.
    pub title: Words,
    /// What is wrong here; `{column}` names the row's own values.
    pub message: Words,
    /// Why it matters.
    pub why: Words,
    /// The one thing to do.
    pub hint: Words,
    /// The clause it comes from.
    pub basis: Option<Words>,
    /// Rows that break it.
    #[serde(default)]
    pub wrong: Vec<Example>,
    /// The same rows, mended.
    #[serde(default)]
    pub right: Vec<Example>,
}

/// One row of an example: from column id to the cell as a person types it. `@table` names another
/// table than the rule's own, `@unit` another unit than 示例小学.
pub type Example = BTreeMap<String, String>;

impl Rule {
    /// The table whose rows the rule looks at.
    pub fn table(&self) -> Option<&'static Table> {
        self.table.as_deref().and_then(|id| schema().table(id))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    #[serde(default)]
    rule: Vec<Rule>,
}

/// Every rule, read once from the declarations, in the order of the codes.
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let mut rules: Vec<Rule> = Vec::new();
    for (name, text) in DECLARATIONS {
        rules.extend(declared::<Declared>(name, text).rule);
    }
    rules.sort_by_key(|rule| rule.code);
    rules
});

/// All rules, in the order of their codes.
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// The rule `code`.
pub fn rule(code: Code) -> &'static Rule {
    &RULES[code as usize]
}

impl Rule {
    /// What to do where it is not known what was found: of a file that is no workbook, what is
    /// most often to be done.
    pub fn hint_in_general(&self, lang: Lang) -> String {
        let todo = messages::TODO_SAVE_AS.get(lang);
        fill(self.hint.get(lang), |name| {
            (name == "todo").then(|| todo.to_string())
        })
    }
}

/// The severity of a finding, as its rule declares it; of one that counts others, theirs.
pub fn severity(finding: &Finding) -> Severity {
    rule(unlisted(finding).map_or(finding.code, |(code, _)| code)).severity
}

/// One of a rule's sentences with the finding's values put in, each as `show` shows it.
pub fn sentence(
    finding: &Finding,
    words: impl Fn(&'static Rule) -> Words,
    lang: Lang,
    show: impl Fn(&Arg) -> String,
) -> String {
    fill(words(rule(finding.code)).get(lang), |name| {
        finding
            .args
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, arg)| show(arg))
            .or_else(|| match name {
                "value" => value(finding).map(|value| show(&value)),
                "cell_title" => column_title(finding, lang),
                _ => None,
            })
    })
}

/// What the cell holds, as what it is by the declaration of the column that the finding is about.
fn value(finding: &Finding) -> Option<Arg> {
    let column = finding.place.column;
    let table = finding.place.table.and_then(|id| schema().table(id));
    let column = table.zip(column).and_then(|(table, id)| table.column(id));
    let value = finding.value.clone()?;
    Some(Arg::of_column(column, value))
}

/// The title of the column that the finding is about.
fn column_title(finding: &Finding, lang: Lang) -> Option<String> {
    let table = schema().table(finding.place.table?)?;
    let column = table.column(finding.place.column?)?;
    Some(column.title.get(lang).to_string())
}

/// What is wrong, in a sentence for the school that sent.
pub fn message(finding: &Finding, lang: Lang) -> String {
    sentence(finding, |rule| rule.message, lang, |arg| arg.show(lang))
}

/// What to do about it, likewise.
pub fn hint(finding: &Finding, lang: Lang) -> String {
    sentence(finding, |rule| rule.hint, lang, |arg| arg.show(lang))
}

/// The clause it comes from, if any.
pub fn basis(finding: &Finding, lang: Lang) -> Option<&'static str> {
    rule(finding.code)
        .basis
        .as_ref()
        .map(|basis| basis.get(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_declaration_is_sound() {
        assert!(
            rules()
                .iter()
                .map(|rule| rule.code)
                .eq(Code::ALL.iter().copied())
        );
        for rule in rules() {
            assert!(
                "FTCMDLWASUVXP".contains(rule.code.letter()),
                "{}",
                rule.code
            );
            if let Some(id) = &rule.table {
                let table = schema().table(id).expect("a declared table");
                for column in rule.needs.iter().chain(&rule.cell).chain(&rule.once) {
                    assert!(table.column(column).is_some(), "{}: {column}", rule.code);
                }
            }
            assert!(
                rule.condition.is_none() || (rule.cell.is_some() && rule.table.is_some()),
                "{}: a row rule points at a cell of a table",
                rule.code
            );
        }
    }
}
