//! What one cell of a sheet holds, before it is written.

use super::style::{Kind, Tone, decimal, yuan};
use crate::sums::figure;
use crate::words::{Lang, Words};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The result of a formula, stored beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    /// A whole number.
    Count(i64),
    /// Money in fen.
    Yuan(i64),
    /// Millionths.
    Decimal(i64),
    /// A part of a whole; of nothing it is no number.
    Share(i64, i64),
}

impl Stored {
    /// As the file stores it.
    pub(super) fn text(self) -> String {
        match self {
            Stored::Count(count) => count.to_string(),
            Stored::Yuan(fen) => yuan(fen).to_string(),
            Stored::Decimal(millionths) => decimal(millionths).to_string(),
            Stored::Share(_, 0) => DASH.to_string(),
            Stored::Share(part, whole) => (part as f64 / whole as f64).to_string(),
        }
    }
}

/// What stands where there is nothing.
pub(super) const DASH: &str = "—";

/// One cell's contents.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    /// There is nothing: —.
    None,
    /// Left empty.
    Blank,
    /// Text.
    Text(String),
    /// Text in a colour.
    Toned(String, Tone),
    /// The number of a line.
    Order(i64),
    /// A whole number.
    Count(i64),
    /// Money in fen.
    Yuan(i64),
    /// Millionths.
    Decimal(i64),
    /// A day, or a month by its first day.
    Date(Date),
    /// Text that leads to a place in this workbook, `'会员'!D17`.
    Link(String, String),
    /// A formula and its result.
    Calc(String, Stored),
    /// Worked out by the column's own formula.
    Computed,
}

impl Cell {
    /// Words in the colour of what they say.
    pub(super) fn toned((word, tone): (Words, Tone), lang: Lang) -> Cell {
        Cell::Toned(word.get(lang).to_string(), tone)
    }

    /// How a number is shown; for the rest the column says.
    pub(super) fn kind(&self) -> Option<Kind> {
        match self {
            Cell::Order(_) => Some(Kind::Order),
            Cell::Count(_) | Cell::Calc(_, Stored::Count(_)) => Some(Kind::Count),
            Cell::Yuan(_) | Cell::Calc(_, Stored::Yuan(_)) => Some(Kind::Yuan),
            Cell::Decimal(_) | Cell::Calc(_, Stored::Decimal(_)) => Some(Kind::Decimal),
            Cell::Calc(_, Stored::Share(..)) => Some(Kind::Share),
            _ => None,
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_string())
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Cell {
        Cell::Date(date)
    }
}

/// What is not there is —.
impl<C: Into<Cell>> From<Option<C>> for Cell {
    fn from(cell: Option<C>) -> Cell {
        cell.map_or(Cell::None, Into::into)
    }
}

/// Cells that other sheets refer to, by name: a formula that reads the cell, and its result.
pub(super) type Anchors = BTreeMap<&'static str, (String, Stored)>;

/// One label and its value in a form.
pub(super) struct Field {
    /// What it is.
    pub(super) label: Words,
    /// What it holds.
    pub(super) cell: Cell,
    /// How it is shown.
    pub(super) kind: Kind,
}

impl Field {
    /// A field of a number, or of short text.
    pub(super) fn new(label: Words, cell: impl Into<Cell>) -> Field {
        let cell = cell.into();
        let kind = cell.kind().unwrap_or(Kind::Centre);
        Field { label, cell, kind }
    }

    /// A field of a count.
    pub(super) fn count(label: Words, count: usize) -> Field {
        Field::new(label, Cell::Count(figure(count)))
    }
}
