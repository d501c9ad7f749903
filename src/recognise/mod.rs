//! recognise: the first rows of a sheet → which table it is, where its header stands and which
//! column is which; and of each row below, whether it is data. No value is interpreted here.

mod form;
mod header;
mod lines;
mod row;

pub use lines::{Lines, unit_from_path};
pub use row::{RowKind, row_kind};

use crate::read::{Cell, Cells, ReadError, Value};
use crate::rows::Layout;
use crate::schema::{GUIDE_SHEET, OPTIONS_SHEET, Table, normalise_label};
use std::collections::BTreeMap;

/// How many rows from the top are searched for a header.
pub const HEAD_ROWS: u32 = 30;

/// One row of a sheet that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// 0-based.
    pub index: u32,
    /// From left to right.
    pub cells: Vec<Cell<'a>>,
}

impl<'a> Row<'a> {
    /// The value in `column` (0-based).
    pub fn at(&self, column: u32) -> Option<&Value<'a>> {
        self.cells
            .binary_search_by_key(&column, |cell| cell.column)
            .ok()
            .map(|index| &self.cells[index].value)
    }

    /// The row's texts with their columns.
    fn texts(&self) -> impl Iterator<Item = (u32, &str)> {
        self.cells.iter().filter_map(|cell| match &cell.value {
            Value::Text(text) => Some((cell.column, text.as_str())),
            _ => None,
        })
    }
}

/// Groups a stream of cells into rows.
pub struct Rows<'a> {
    cells: Box<dyn Cells<'a> + 'a>,
    next: Option<Cell<'a>>,
    started: bool,
}

impl<'a> Rows<'a> {
    /// The rows of `cells`.
    pub fn new(cells: Box<dyn Cells<'a> + 'a>) -> Rows<'a> {
        Rows {
            cells,
            next: None,
            started: false,
        }
    }

    /// The next row that holds something; none at the end. The cells that come with one row number
    /// are one row, sorted by column; of two cells at one place the later one stands.
    ///
    /// # Errors
    /// When the sheet breaks off.
    pub fn next_row(&mut self) -> Result<Option<Row<'a>>, ReadError> {
        if !self.started {
            self.started = true;
            self.next = self.cells.next_cell()?;
        }
        let Some(first) = self.next.take() else {
            return Ok(None);
        };
        let index = first.row;
        let mut cells = vec![first];
        while let Some(cell) = self.cells.next_cell()? {
            if cell.row != index {
                self.next = Some(cell);
                break;
            }
            cells.push(cell);
        }
        cells.sort_by_key(|cell| cell.column);
        cells.dedup_by(|later, earlier| {
            let same = later.column == earlier.column;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
        Ok(Some(Row { index, cells }))
    }
}

/// What the head of a sheet turned out to be.
#[derive(Debug, Clone)]
pub struct Recognised {
    /// Which table.
    pub table: &'static Table,
    /// Where its columns are.
    pub layout: Layout,
    /// The header's first cell, 0-based.
    pub header: (u32, u32),
    /// The header's last row, 0-based: the same unless groups stand over their parts.
    pub last_header_row: u32,
    /// By how much the unit in each column's header multiplies money, by column of the declaration.
    pub scales: BTreeMap<usize, i64>,
    /// Headers that stand for no column.
    pub unknown: Vec<UnknownHeader>,
    /// Required columns that the sheet does not have, by column of the declaration.
    pub missing: Vec<usize>,
}

/// A header that stands for no column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownHeader {
    /// As written, line breaks as spaces.
    pub label: String,
    /// Its cell, 0-based.
    pub cell: (u32, u32),
    /// What to say of it.
    pub why: UnknownWhy,
}

/// Why a header stands for no column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnknownWhy {
    /// A remark of the school's own (备注): nothing to say.
    Remark,
    /// Another header stands for the same column of the declaration already.
    Twice(usize),
    /// Not known; the column of the declaration that it is near to, if any.
    NotKnown(Option<usize>),
}

/// Recognises the table in the head of the sheet called `sheet`; none when there is no header.
pub fn recognise(sheet: &str, head: &[Row<'_>], lines: &Lines) -> Option<Recognised> {
    let found = header::find(sheet, head);
    // A form's labels stand under each other; a header's stand side by side.
    match form::find(sheet, head) {
        Some((form, labels)) if found.as_ref().is_none_or(|(_, matched)| labels > *matched) => {
            Some(form)
        }
        _ => found.map(|(candidate, _)| header::lay_out(candidate, lines)),
    }
}

/// Recognises `row`, below a table already begun in the sheet called `sheet`, as the header of
/// another one; `lines` are those of the sheet.
pub fn recognise_below(sheet: &str, row: &Row<'_>, lines: &Lines) -> Option<Recognised> {
    header::below(sheet, row).map(|candidate| header::lay_out(candidate, lines))
}

/// Whether a sheet is one that the templates bring along and nobody fills in.
pub fn is_template_page(sheet: &str) -> bool {
    let sheet = normalise_label(sheet);
    [GUIDE_SHEET, OPTIONS_SHEET, "填报说明", "说明"].contains(&sheet.as_str())
}

/// A header's text as it is quoted: line breaks as spaces.
fn quoted(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}
