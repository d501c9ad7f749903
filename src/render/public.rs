//! What of a finding may go up to the district (个人信息保护法), in a sentence.

use crate::finding::Finding;
use crate::personal;
use crate::rule::{self, Rule};
use crate::schema::{Privacy, Table, schema};
use crate::words::{Lang, Words};

/// What is wrong, in a sentence that may go up: of a column that stays with the school no more
/// than the rule's title.
pub fn message(finding: &Finding, lang: Lang) -> String {
    message_of(finding, table_of(finding), lang)
}

fn message_of(finding: &Finding, table: Option<&Table>, lang: Lang) -> String {
    let column = table.zip(finding.place.column);
    let column = column.and_then(|(table, id)| table.column(id));
    match (
        column.and_then(|column| column.privacy),
        rule::rule(finding.code),
    ) {
        (Some(Privacy::Identity | Privacy::Reason), Some(rule)) => rule.title.get(lang).to_string(),
        (Some(Privacy::Identity | Privacy::Reason), None) => finding.code.to_string(),
        _ => sentence(finding, table, |rule| &rule.message, lang),
    }
}

/// What to do about it, in a sentence that may go up; empty for a code without a rule.
pub fn hint(finding: &Finding, lang: Lang) -> String {
    match rule::rule(finding.code) {
        Some(_) => sentence(finding, table_of(finding), |rule| &rule.hint, lang),
        None => String::new(),
    }
}

fn sentence(
    finding: &Finding,
    table: Option<&Table>,
    words: impl Fn(&'static Rule) -> &'static Words,
    lang: Lang,
) -> String {
    rule::sentence(finding, words, lang, |arg| {
        personal::goes_up(arg, table, lang)
    })
}

/// The table that a finding is about.
fn table_of(finding: &Finding) -> Option<&'static Table> {
    finding.place.table.and_then(|id| schema().table(id))
}
