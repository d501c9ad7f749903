//! Vocabulary: findings as they are collected. A column of half a million wrong cells is one mistake
//! and not half a million: beyond a number the findings of one code in one column are counted and no
//! longer kept, and `T020` says how many there were. So memory has a bound whatever a file holds.

use crate::finding::{Arg, Code, Finding, Place};
use std::collections::BTreeMap;

/// The code that says how many findings are not listed.
pub const UNLISTED: Code = Code::T020;

/// How many findings of one code in one column of a sheet are kept.
pub const MOST_OF_COLUMN: u64 = 1_000;

/// How many findings of one file are kept.
pub const MOST_OF_FILE: u64 = 20_000;

/// What counts together: the code, the input, the sheet, the table and the column.
type Key = (
    Code,
    Option<u32>,
    u32,
    Option<&'static str>,
    Option<&'static str>,
);

/// Findings, in the order in which they were pushed.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    columns: BTreeMap<Key, Column>,
    /// How many are kept of each file.
    files: BTreeMap<u32, u64>,
}

#[derive(Debug, Default)]
struct Column {
    kept: u64,
    left_out: u64,
    /// Where the first that was left out stands.
    from: Place,
}

impl Findings {
    /// Keeps a finding, or counts it.
    pub fn push(&mut self, finding: Finding) {
        let place = &finding.place;
        // What is about a file or a unit alone is one of a kind, and what is counted stays counted.
        let Some(input) = place.input.filter(|_| place.cell.is_some()) else {
            self.list.push(finding);
            return;
        };
        if finding.code == UNLISTED {
            self.list.push(finding);
            return;
        }
        let key = (
            finding.code,
            place.input,
            place.sheet_index,
            place.table,
            place.column,
        );
        let column = self.columns.entry(key).or_default();
        let file = self.files.entry(input).or_default();
        if column.kept < MOST_OF_COLUMN && *file < MOST_OF_FILE {
            column.kept += 1;
            *file += 1;
            self.list.push(finding);
        } else {
            if column.left_out == 0 {
                column.from = finding.place;
            }
            column.left_out += 1;
        }
    }

    /// How many were pushed.
    pub fn pushed(&self) -> u64 {
        let left_out: u64 = self.columns.values().map(|column| column.left_out).sum();
        self.list.len() as u64 + left_out
    }

    /// What was kept, and for what was not a finding that says so, where the first of it stands.
    pub fn finish(self) -> Vec<Finding> {
        let mut list = self.list;
        for ((code, ..), column) in self.columns {
            if column.left_out > 0 {
                list.push(
                    Finding::new(UNLISTED, column.from)
                        .arg("count", Arg::count(column.left_out))
                        .arg("code", Arg::Code(code)),
                );
            }
        }
        list
    }
}

impl Extend<Finding> for Findings {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        for finding in findings {
            self.push(finding);
        }
    }
}

/// The code whose findings `finding` counts and does not list, and how many; none for a finding that
/// stands for itself.
pub fn unlisted(finding: &Finding) -> Option<(Code, u64)> {
    if finding.code != UNLISTED {
        return None;
    }
    let arg = |name| finding.args.iter().find(|(key, _)| *key == name);
    match (arg("code"), arg("count")) {
        (Some((_, Arg::Code(code))), Some((_, Arg::Count(count)))) => {
            Some((*code, u64::try_from(*count).unwrap_or(0)))
        }
        _ => None,
    }
}

/// How many mistakes a finding stands for.
pub fn weight(finding: &Finding) -> usize {
    let count = unlisted(finding).map_or(1, |(_, count)| count);
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(row: u32, column: &'static str) -> Place {
        Place {
            input: Some(3),
            cell: Some((row, 2)),
            column: Some(column),
            ..Place::default()
        }
    }

    #[test]
    fn what_is_not_kept_is_counted() {
        let mut findings = Findings::default();
        let all = u32::try_from(MOST_OF_COLUMN).expect("small") + 5;
        for row in 0..all {
            findings.push(Finding::new(Code::C130, at(row, "paid")));
            findings.push(Finding::new(Code::C130, at(row, "due")));
        }
        findings.push(Finding::new(Code::C131, at(0, "paid")));
        assert_eq!(findings.pushed(), u64::from(all) * 2 + 1);
        let list = findings.finish();
        assert_eq!(list.len() as u64, MOST_OF_COLUMN * 2 + 1 + 2);
        let counted: Vec<_> = list.iter().filter_map(unlisted).collect();
        assert_eq!(counted, [(Code::C130, 5), (Code::C130, 5)]);
        let first = u32::try_from(MOST_OF_COLUMN).expect("small");
        assert_eq!(list.last().expect("one").place, at(first, "paid"));
        let weights: usize = list.iter().map(weight).sum();
        assert_eq!(weights as u64, u64::from(all) * 2 + 1);
    }

    #[test]
    fn a_file_of_many_columns_has_its_own_bound() {
        let mut findings = Findings::default();
        for sheet in 0..50 {
            for row in 0..500 {
                let mut place = at(row, "paid");
                place.sheet_index = sheet;
                findings.push(Finding::new(Code::C130, place));
            }
        }
        let list = findings.finish();
        let listed = list.iter().filter(|finding| unlisted(finding).is_none());
        assert_eq!(listed.count() as u64, MOST_OF_FILE);
        assert_eq!(list.iter().map(weight).sum::<usize>(), 25_000);
    }
}
