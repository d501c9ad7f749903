//! The columns that every table of dues has.

use crate::outcome::DuesMonth;
use crate::render::workbook::cell::Cell;
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::Table;
use crate::render::workbook::words;
use crate::words::Words;

/// What is added up of dues.
pub(super) struct Counted {
    /// Its header.
    pub(super) title: Words,
    /// How it is shown.
    pub(super) kind: Kind,
    /// The name by which its column of 会费明细 is referred to.
    pub(super) range: &'static str,
    /// The figure.
    pub(super) of: fn(&DuesMonth) -> i64,
}

/// What is added up of dues, in the order of its columns.
pub(super) const COUNTED: [Counted; 4] = [
    Counted {
        title: words::ROWS,
        kind: Kind::Count,
        range: "dues.rows",
        of: |month| month.rows,
    },
    Counted {
        title: words::DUE,
        kind: Kind::Yuan,
        range: "dues.due",
        of: |month| month.due,
    },
    Counted {
        title: words::PAID,
        kind: Kind::Yuan,
        range: "dues.paid",
        of: |month| month.paid,
    },
    Counted {
        title: words::CREDITED,
        kind: Kind::Yuan,
        range: "dues.credited",
        of: |month| month.credited,
    },
];

impl Counted {
    /// The figure as a cell.
    pub(super) fn cell(&self, month: &DuesMonth) -> Cell {
        match self.kind {
            Kind::Yuan => Cell::Yuan((self.of)(month)),
            _ => Cell::Count((self.of)(month)),
        }
    }
}

/// Adds the columns; `cell` answers what stands in those of [`COUNTED`].
pub(super) fn columns<'a, T: Copy + 'a>(
    table: &mut Table<'a, T>,
    cell: impl Fn(T, &Counted) -> Cell + Copy + 'a,
) {
    for counted in &COUNTED {
        table.summed(counted.title, counted.kind, move |row| cell(row, counted));
    }
    table.less(words::ARREARS, words::DUE, words::CREDITED);
    table.share(words::DUES_RATE, words::CREDITED, words::DUE);
}

/// The totals that the first sheet reads.
pub(super) const ANCHORS: [(Words, &str); 4] = [
    (words::DUE, "due"),
    (words::PAID, "paid"),
    (words::DUES_RATE, "dues_rate"),
    (words::ARREARS, "arrears"),
];
