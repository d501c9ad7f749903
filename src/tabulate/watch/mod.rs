//! Observers of a table's rows: each looks for one thing below a header and, when the table is done, says
//! what there is to say of it, or hands it on for `check`. None changes a row or decides what one is, and
//! none knows of another.
//!
//! A new one is a file and its line in [`WATCHES`].

mod adds_up;
mod empty;
mod examples;
mod footnotes;
mod formats;
mod inline_totals;
mod items;
mod left;
mod overlong;
mod record_totals;
mod row_totals;
pub(super) mod rows;
mod states;
mod unknown;
mod unnamed;
mod unread;
mod visibility;

pub(super) use rows::Rows;

use super::kinds::Answer;
use crate::finding::Finding;
use crate::parse::BlockParser;
use crate::recognise::{Lines, Recognised, Row};
use crate::rows::{InlineTotal, RowTotalColumn};
use std::collections::BTreeMap;

/// Begins a watch of a table's rows; none, which costs nothing, where it has nothing to look for there.
type Begin = fn(&Recognised, &Lines) -> Option<Box<dyn Watch>>;

/// What is watched in a table under a header.
const WATCHES: &[Begin] = &[
    visibility::watch,
    formats::watch,
    overlong::watch,
    states::watch,
    left::watch,
    unknown::watch,
    unnamed::watch,
    unread::watch,
    row_totals::watch,
    inline_totals::watch,
    items::watch,
    record_totals::watch,
    adds_up::watch,
    examples::watch,
    footnotes::watch,
    empty::watch,
];

/// A row below a header, and what it was taken for.
pub(super) struct Judged<'r, 'a> {
    pub(super) row: &'r Row<'a>,
    pub(super) answer: Answer,
    /// How many rows of data stand above it.
    pub(super) position: usize,
}

/// What a watch found, for the table that is done.
#[derive(Default)]
pub(super) struct Told {
    pub(super) findings: Vec<Finding>,
    pub(super) row_totals: Vec<RowTotalColumn>,
    pub(super) inline_totals: Vec<InlineTotal>,
    /// Texts that go into the column at a position of the declaration, in the sheet's row (1-based): what a
    /// remark says, and a name without it.
    pub(super) texts: Vec<(usize, u32, String)>,
    /// What stands under unknown headers, as a number for each of the sheet's rows (1-based).
    pub(super) unread: BTreeMap<u32, u64>,
}

/// An observer of the rows of one table. `months` are the table's parsers, one or one for each month of
/// a wide sheet.
pub(super) trait Watch {
    /// Takes note of a row, before it is parsed.
    fn row(&mut self, judged: &Judged<'_, '_>, months: &[BlockParser]);

    /// The money in the sheet's `column` (0-based) stands in a unit of so many yuan.
    fn rescale(&mut self, _column: u32, _scale: i64) {}

    /// What was seen from the sheet's `row` (0-based) on stands over the next table.
    fn up_to(&mut self, _row: u32) {}

    /// The table is done.
    fn done(self: Box<Self>, months: &[BlockParser], told: &mut Told);
}

/// The watches of a table under the header `recognised`, whose lines above are `lines`.
pub(super) fn watches(recognised: &Recognised, lines: &Lines) -> Vec<Box<dyn Watch>> {
    let watches = WATCHES.iter();
    watches
        .filter_map(|watch| watch(recognised, lines))
        .collect()
}
