//! Findings as a list for a person has them: what must be mended first, and notes that are alike in one
//! entry. The JSON has each by itself.

use crate::finding::{Code, Finding, Severity, a1};
use crate::rule;
use crate::words::{Lang, Words};
use std::collections::HashMap;

/// The most places that an entry names beside its first.
const MOST_PLACES: usize = 8;

const OTHERS: Words = Words::new(
    "另有 {count} 处同样的提示：{places}。",
    "There are {count} more notes like it: {places}.",
);

/// A finding, or several notes that are alike.
pub(super) struct Entry<'f> {
    /// The first of them.
    pub(super) first: &'f Finding,
    /// The others, in their order.
    pub(super) others: Vec<&'f Finding>,
}

/// The findings, the gravest first and else in their order. Notes of one rule about whole files are alike,
/// so are notes about cells that say the same, and those of one sheet that the rule declares so; those that `alone` picks stay by themselves.
pub(super) fn entries<'f>(
    findings: impl IntoIterator<Item = &'f Finding>,
    lang: Lang,
    alone: impl Fn(&Finding) -> bool,
) -> Vec<Entry<'f>> {
    let mut sorted: Vec<&Finding> = findings.into_iter().collect();
    sorted.sort_by_key(|finding| rule::severity(finding));
    let mut known: HashMap<(Code, Option<String>), usize> = HashMap::new();
    let mut entries: Vec<Entry<'_>> = Vec::with_capacity(sorted.len());
    for first in sorted {
        if rule::severity(first) == Severity::Info && !alone(first) {
            let said = match rule::rule(first.code).alike {
                true => Some(format!("{:?} {:?}", first.place.input, first.place.sheet)),
                false => first.place.cell.map(|_| rule::message(first, lang)),
            };
            let at = *known.entry((first.code, said)).or_insert(entries.len());
            if let Some(entry) = entries.get_mut(at) {
                entry.others.push(first);
                continue;
            }
        }
        let others = Vec::new();
        entries.push(Entry { first, others });
    }
    entries
}

impl Entry<'_> {
    /// The sentence that counts the others and says where they stand, each as `path` names its file; none
    /// where there are none.
    pub(super) fn others(
        &self,
        lang: Lang,
        path: impl Fn(&Finding) -> Option<String>,
    ) -> Option<String> {
        let count = self.others.len();
        let place = |finding: &&Finding| {
            let file = path(finding).unwrap_or_default();
            let sheet = finding.place.sheet.as_deref().unwrap_or_default();
            let cell = finding.place.cell.map(|(row, column)| a1(row, column));
            let parts = [file.as_str(), sheet, cell.as_deref().unwrap_or_default()];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let value = finding.value.as_ref();
            match value.filter(|_| rule::rule(finding.code).alike) {
                Some(value) => format!("{} “{value}”", parts.join(" ")),
                None => parts.join(" "),
            }
        };
        let places: Vec<String> = self.others.iter().take(MOST_PLACES).map(place).collect();
        let places: Vec<&str> = places.iter().map(String::as_str).collect();
        let mut listed = lang.list(&places);
        if count > MOST_PLACES {
            listed.push_str(" …");
        }
        let values = [("count", count.to_string()), ("places", listed)];
        let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
        (count > 0).then(|| OTHERS.fill(lang, &values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Arg, Place};

    #[test]
    fn errors_come_first_and_notes_that_are_alike_are_one() {
        let note = |input| {
            let unit = Arg::Thing(format!("第{input}小学"));
            Finding::new(Code::F013, Place::of_input(input)).arg("unit", unit)
        };
        let error = Finding::new(Code::F003, Place::of_input(7));
        let findings = [note(0), note(1), error, note(2)];
        let entries = entries(&findings, Lang::Zh, |_| false);
        let codes: Vec<(Code, usize)> = entries
            .iter()
            .map(|e| (e.first.code, e.others.len()))
            .collect();
        assert_eq!(codes, [(Code::F003, 0), (Code::F013, 2)]);
        let path = |finding: &Finding| finding.place.input.map(|input| format!("{input}.xlsx"));
        assert_eq!(
            entries[1].others(Lang::Zh, path).as_deref(),
            Some("另有 2 处同样的提示：1.xlsx、2.xlsx。")
        );
        assert_eq!(entries[0].others(Lang::Zh, path), None);
    }
}
