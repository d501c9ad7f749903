//! What is put into a row's cells before it is parsed, since a person who reads the sheet sees it there:
//! what a merged cell holds for the rows below its first, what a number format shows beside the number, the
//! date of an account book, an amount out of its digits, the unit that a column of units says. No value is interpreted; dittos from above are
//! parse's.
//!
//! A new one is a file and its line in [`MENDS`].

mod digits;
pub(super) mod merged;
mod money_column;
pub(super) mod overlong;
mod parts;
pub(super) mod shown;
mod split_date;
mod wide_label;

use crate::recognise::{Recognised, Row};
use crate::rows::Block;
use merged::Merged;

/// Begins a mend of a table's rows; none where it has nothing to do in that table.
type Begin = fn(&Recognised) -> Option<Box<dyn Mend>>;

/// What mends the rows under a header, in this order.
const MENDS: &[Begin] = &[
    wide_label::mend,
    merged::mend,
    shown::mend,
    overlong::mend,
    split_date::mend,
    digits::mend,
    money_column::mend,
    parts::mend,
];

/// Changes rows of one table before they are parsed.
pub(super) trait Mend {
    /// A row of totals stands among the rows: what it says may hold for those below.
    fn pass(&mut self, _row: &Row<'_>) {}

    /// A row of totals of `block`, whose figures are held against the rows.
    fn total(&mut self, _row: &mut Row<'_>, _block: &Block) {}

    /// A row of data of `block`, in a sheet with the cells `merged`.
    fn mend(&mut self, row: &mut Row<'_>, block: &Block, merged: &Merged);
}

/// The mends of a table under the header `recognised`.
pub(super) fn mends(recognised: &Recognised) -> Vec<Box<dyn Mend>> {
    MENDS.iter().filter_map(|mend| mend(recognised)).collect()
}
