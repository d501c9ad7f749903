//! Where a cell stands: the numbers of rows and cells as written, or counted where they are not.

use super::address;
use crate::finding::Code;
use crate::finding::a1;
use crate::read::ReadError;
use crate::read::grid;
use crate::read::package::{Tag as Element, is_true, quoted, whole};

/// The row being read.
#[derive(Default)]
pub(super) struct Row {
    /// 1-based; 0 before the first.
    number: u32,
    /// The number of the row before it.
    before: u32,
    /// Whether its number is written, on itself or on a cell.
    given: bool,
    pub(super) hidden: bool,
    /// The column of the next cell that does not say its own.
    next_column: u32,
    /// The columns of the cells that hold something.
    filled: Vec<u32>,
    /// Behind the last of these.
    end: u32,
}

/// What a cell's type is written as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Error,
    Iso,
}

/// A cell's tag.
#[derive(Clone, Copy)]
pub(super) struct Tag {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) style: u32,
    pub(super) kind: Kind,
}

/// A fault of a sheet.
pub(super) fn wrong(detail: String) -> ReadError {
    ReadError::new(Code::F016, detail)
}

impl Row {
    /// The next row, by its tag.
    pub(super) fn begin(&mut self, tag: Element<'_>) -> Result<(), ReadError> {
        let (mut written, mut hidden) = (None, false);
        for (name, value) in tag.attributes() {
            match name {
                b"r" => written = Some(value),
                b"hidden" => hidden |= is_true(value),
                b"ht" => hidden |= is_below(value, THINNEST_ROW),
                _ => {}
            }
        }
        let before = self.number;
        // Its room is used again.
        let mut filled = std::mem::take(&mut self.filled);
        filled.clear();
        let number = match written {
            Some(written) => whole(written),
            None => Some(before + 1),
        };
        let number = number
            .filter(|number| (1..=grid::ROWS).contains(number))
            .ok_or_else(|| outside(written.unwrap_or_default()))?;
        *self = Row {
            number,
            before,
            given: written.is_some(),
            hidden,
            filled,
            ..Row::default()
        };
        self.in_order()
    }

    fn in_order(&self) -> Result<(), ReadError> {
        match self.number > self.before {
            true => Ok(()),
            false => Err(wrong(format!(
                "row {} after row {}",
                self.number, self.before
            ))),
        }
    }

    /// The next cell of the row, by its tag.
    pub(super) fn cell(&mut self, tag: Element<'_>) -> Result<Tag, ReadError> {
        let (mut written, mut style, mut kind) = (None, 0, Kind::Number);
        for (name, value) in tag.attributes() {
            match name {
                b"r" => written = Some(value),
                b"s" if !value.is_empty() => style = whole(value).unwrap_or(u32::MAX),
                b"t" => kind = kind_of(value),
                _ => {}
            }
        }
        let column = match written {
            None => self.next_column,
            Some(written) => {
                let (row, column) = address::cell(written).ok_or_else(|| outside(written))?;
                if row + 1 != self.number {
                    self.take_number(row + 1)?;
                }
                self.given = true;
                column
            }
        };
        if column >= grid::COLUMNS {
            return Err(wrong(format!("row {} has too many cells", self.number)));
        }
        self.next_column = column + 1;
        Ok(Tag {
            row: self.number - 1,
            column,
            style,
            kind,
        })
    }

    /// Takes note that the cell of `tag` holds something.
    ///
    /// # Errors
    /// `F016` when another one at its place does: which of them holds cannot be told.
    pub(super) fn fill(&mut self, tag: Tag) -> Result<(), ReadError> {
        // Cells may come out of order, and hardly ever do.
        if tag.column < self.end && self.filled.contains(&tag.column) {
            let cell = a1(tag.row, tag.column);
            return Err(wrong(format!("{cell} comes twice")));
        }
        self.end = self.end.max(tag.column + 1);
        self.filled.push(tag.column);
        Ok(())
    }

    /// A row that does not say its number has that of its first cell.
    fn take_number(&mut self, number: u32) -> Result<(), ReadError> {
        if self.given || self.next_column > 0 {
            return Err(wrong(format!(
                "a cell of row {number} in row {}",
                self.number
            )));
        }
        self.number = number;
        self.in_order()
    }
}

/// No person sees a row of fewer points, nor a column of fewer characters.
const THINNEST_ROW: f64 = 1.0;
/// As above.
pub(super) const THINNEST_COLUMN: f64 = 0.2;

/// Whether a height or width is less than the `least` that a person sees.
pub(super) fn is_below(written: &[u8], least: f64) -> bool {
    let size = std::str::from_utf8(written)
        .ok()
        .and_then(|size| size.parse::<f64>().ok());
    size.is_some_and(|size| size.abs() < least)
}

fn outside(written: &[u8]) -> ReadError {
    wrong(format!("no row or cell {}", quoted(written)))
}

/// The type that is written as `t`.
pub(super) fn kind_of(written: &[u8]) -> Kind {
    match written {
        b"s" => Kind::Shared,
        b"str" => Kind::Text,
        b"inlineStr" => Kind::Inline,
        b"b" => Kind::Bool,
        b"e" => Kind::Error,
        b"d" => Kind::Iso,
        b"n" => Kind::Number,
        // Of a type that there is not, what is written says the most.
        _ => Kind::Text,
    }
}
