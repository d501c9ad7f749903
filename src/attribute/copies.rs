//! Files that hold the same bytes: they are one, unless their names say of which month each is.

use super::facts::FileFacts;
use crate::finding::{Arg, Code, Finding, Place};
use crate::recognise::FileName;
use std::collections::{BTreeMap, HashMap};

/// Files that hold the same bytes as an earlier one, by position: the earlier one's position. Where a month
/// is taken from the files' names, and these say two, they are not the same.
pub(super) fn repeated(files: &[FileFacts<'_>]) -> BTreeMap<usize, usize> {
    let mut first: HashMap<(&str, Option<String>), usize> = HashMap::new();
    let mut repeated = BTreeMap::new();
    for (number, file) in files.iter().enumerate() {
        if file.sha256.is_empty() || file.unreadable {
            continue;
        }
        let earlier = *first.entry((file.sha256, month_of(file))).or_insert(number);
        if earlier != number {
            repeated.insert(number, earlier);
        }
    }
    repeated
}

/// What the file's name says of the month of its rows, where no column of theirs says it: that name without
/// marks of a version, if it speaks of a month.
fn month_of(file: &FileFacts<'_>) -> Option<String> {
    let mut tables = file.tables.iter();
    tables.find(|rows| rows.block.month_in_title.is_some())?;
    let bare = FileName::read(file.path).bare;
    let month = bare
        .split('月')
        .next()
        .filter(|before| before.len() < bare.len());
    let digits = |c: char| c.is_ascii_digit() || "元正一二三四五六七八九十".contains(c);
    let before = month?.trim_end_matches(digits);
    month?
        .get(before.len()..)
        .filter(|month| !month.is_empty())
        .map(str::to_string)
}

/// F011: the input `number` is the same as the one at the path `other`.
pub(super) fn same_as(number: u32, other: &str) -> Finding {
    Finding::new(Code::F011, Place::of_input(number)).arg("other", Arg::Thing(other.to_string()))
}
