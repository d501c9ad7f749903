//! A sheet's cells, one row after the other as `content.xml` is inflated. Of what is repeated one is
//! held, however often it stands.

use super::cell::CellTag;
use super::content::{SHEETS, begin, next_table};
use super::row::{Columns, Line, is_container, is_folded, wrong};
use super::styles::{Style, Styles};
use super::text::{Found, Reading};
use crate::finding::column_letters;
use crate::read::grid::{COLUMNS, ROWS};
use crate::read::meter::{Meter, SheetMeter};
use crate::read::package::{Event, Xml, ends_early};
use crate::read::values::Struck;
use crate::read::{Cell, Cells, Limit, Looks, ReadError, Value};
use std::rc::Rc;

/// Where in `content.xml` the reading of cells has come to. Sheets are asked for in their order, and
/// so it is inflated once for all of them.
pub(super) struct Cursor<'b> {
    xml: Xml<'b>,
    /// The index of the sheet that comes next.
    next: usize,
    /// Whether nothing more can be read from here.
    broken: bool,
}

impl<'b> Cursor<'b> {
    /// At the start of `xml`.
    ///
    /// # Errors
    /// When the XML is damaged.
    pub(super) fn new(mut xml: Xml<'b>) -> Result<Cursor<'b>, ReadError> {
        begin(&mut xml, None)?;
        Ok(Cursor {
            xml,
            next: 0,
            broken: false,
        })
    }

    /// Whether the sheet at `index` is still to come.
    pub(super) fn is_before(&self, index: usize) -> bool {
        !self.broken && self.next <= index
    }

    /// Comes into the sheet at `index`; whether there is anything in it.
    ///
    /// # Errors
    /// When the XML is damaged or has no such sheet.
    pub(super) fn enter(&mut self, index: usize) -> Result<bool, ReadError> {
        loop {
            let head = next_table(&mut self.xml)?;
            let head =
                head.ok_or_else(|| wrong("its part of the file is not there".to_string()))?;
            self.next += 1;
            if self.next > index {
                return Ok(!head.empty);
            }
        }
    }
}

/// The cells of one sheet.
pub(super) struct SheetCells<'a, 'b> {
    cursor: &'a mut Cursor<'b>,
    styles: &'a Styles,
    meter: Rc<Meter>,
    held: SheetMeter,
    /// Whether a 0 as the result of a formula stands for none.
    zeros_stand_in: bool,
    done: bool,
    columns: Columns,
    /// How deep the folded groups begin that are open.
    folded: Vec<usize>,
    row: Row,
    /// The number (0-based) of the row that comes next, counted with those that hold nothing.
    next_row: u64,
    /// A cell's text.
    shown: String,
}

/// A row that is being handed on.
#[derive(Default)]
struct Row {
    line: Option<Line>,
    index: u32,
    /// How often it still stands, with this time.
    left: u32,
    cells: Vec<Held>,
    /// Bytes of the texts in `cells`.
    text_bytes: u64,
    /// The next cell of `cells`, and how often it was handed on in this row.
    at: (usize, u32),
}

/// A cell that holds something.
struct Held {
    column: u32,
    repeated: u32,
    /// None once it has been handed on for the last time.
    value: Option<Value<'static>>,
    style: Option<Style>,
    struck: Struck,
}

impl<'a, 'b> SheetCells<'a, 'b> {
    /// The cells of the sheet that `cursor` has come into; none where it is `empty`.
    pub(super) fn new(
        cursor: &'a mut Cursor<'b>,
        styles: &'a Styles,
        meter: &Rc<Meter>,
        zeros_stand_in: bool,
        empty: bool,
    ) -> SheetCells<'a, 'b> {
        SheetCells {
            cursor,
            styles,
            held: SheetMeter::new(Rc::clone(meter)),
            meter: Rc::clone(meter),
            zeros_stand_in,
            done: empty,
            columns: Columns::default(),
            folded: Vec::new(),
            row: Row::default(),
            next_row: 0,
            shown: String::new(),
        }
    }

    /// Comes to the next row that holds something; to the sheet's end where there is none.
    fn find_row(&mut self) -> Result<(), ReadError> {
        loop {
            let depth = self.cursor.xml.depth();
            match self.cursor.xml.next()? {
                Event::Start(tag) => match tag.name {
                    b"table-row" => {
                        let line = Line::of(tag, self.styles)?;
                        if self.read_row(line)? {
                            return Ok(());
                        }
                    }
                    b"table-column" => {
                        let line = Line::of(tag, self.styles)?;
                        self.add_columns(line);
                        self.cursor.xml.skip()?;
                    }
                    name if is_container(name) => {
                        if is_folded(tag) {
                            self.folded.push(depth + 1);
                        }
                    }
                    b"table" => return Err(wrong("a table in a table".to_string())),
                    _ => self.cursor.xml.skip()?,
                },
                Event::Empty(tag) => match tag.name {
                    b"table-row" => {
                        let line = Line::of(tag, self.styles)?;
                        self.pass(line);
                    }
                    b"table-column" => {
                        let line = Line::of(tag, self.styles)?;
                        self.add_columns(line);
                    }
                    _ => {}
                },
                Event::End if depth == SHEETS + 1 => {
                    self.done = true;
                    return Ok(());
                }
                Event::End => {
                    self.folded.pop_if(|began| *began == depth);
                }
                Event::Eof => return Err(ends_early()),
                _ => {}
            }
        }
    }

    fn add_columns(&mut self, mut line: Line) {
        line.hidden |= !self.folded.is_empty();
        self.columns.add(line);
    }

    fn pass(&mut self, line: Line) {
        self.next_row = self.next_row.saturating_add(line.repeated.into());
    }

    /// Reads the row that has just begun, up to its end; whether it holds anything.
    fn read_row(&mut self, mut line: Line) -> Result<bool, ReadError> {
        let inside = self.cursor.xml.depth();
        self.row.cells.clear();
        self.row.text_bytes = 0;
        let (mut column, mut filled) = (0, 0);
        while let Some(event) = self.cursor.xml.next_in(inside)? {
            let (mut tag, ends) = match event {
                Event::Start(tag) if is_cell(tag.name) => {
                    (CellTag::of(tag, self.styles, &self.meter)?, false)
                }
                Event::Empty(tag) if is_cell(tag.name) => {
                    (CellTag::of(tag, self.styles, &self.meter)?, true)
                }
                Event::Start(tag) if tag.name == b"table" => {
                    return Err(wrong("a table in a row".to_string()));
                }
                Event::Start(_) => {
                    self.cursor.xml.skip()?;
                    continue;
                }
                _ => continue,
            };
            self.shown.clear();
            let found = match ends {
                true => Found::default(),
                false => Reading::new(self.styles, &self.meter, &mut self.shown)
                    .cell(&mut self.cursor.xml)?,
            };
            if let Some(mut value) = tag.value(&self.shown, found.any) {
                if self.zeros_stand_in && tag.formula && value == Value::Number(0.0) {
                    value = Value::Uncalculated;
                }
                filled += u64::from(tag.repeated);
                self.hold(column, &tag, value, found.struck)?;
                self.meter.check(Limit::Columns, filled)?;
            }
            column = column.saturating_add(u64::from(tag.repeated));
        }
        let first = self.next_row;
        self.pass(line);
        if self.row.cells.is_empty() {
            return Ok(false);
        }
        if self.next_row > ROWS.into() {
            return Err(wrong(format!("no row {}", self.next_row)));
        }
        line.hidden |= !self.folded.is_empty();
        // Below the number of rows.
        self.row.index = u32::try_from(first).unwrap_or(ROWS);
        (self.row.left, self.row.line, self.row.at) = (line.repeated, Some(line), (0, 0));
        Ok(true)
    }

    /// Takes a cell that holds something into the row.
    fn hold(
        &mut self,
        column: u64,
        tag: &CellTag,
        value: Value<'static>,
        struck: Struck,
    ) -> Result<(), ReadError> {
        let last = column.saturating_add(u64::from(tag.repeated));
        let column = u32::try_from(column).ok();
        let Some(column) = column.filter(|_| last <= COLUMNS.into()) else {
            let (row, columns) = (self.next_row + 1, column_letters(COLUMNS - 1));
            return Err(wrong(format!("row {row} goes on behind column {columns}")));
        };
        if let Value::Text(text) = &value {
            self.row.text_bytes += text.as_str().len() as u64;
            self.meter.check(Limit::TextBytes, self.row.text_bytes)?;
        }
        self.row.cells.push(Held {
            column,
            repeated: tag.repeated,
            value: Some(value),
            style: tag.style,
            struck,
        });
        Ok(())
    }

    /// The next cell of the row; none when the row has been handed on as often as it stands.
    fn next_in_row(&mut self) -> Result<Option<Cell<'static>>, ReadError> {
        while self.row.left > 0 {
            let (at, times) = self.row.at;
            let Some(held) = self.row.cells.get_mut(at) else {
                self.row.left -= 1;
                self.row.index += 1;
                self.row.at = (0, 0);
                continue;
            };
            let again = times + 1 < held.repeated;
            self.row.at = match again {
                true => (at, times + 1),
                false => (at + 1, 0),
            };
            let value = match again || self.row.left > 1 {
                true => held.value.clone(),
                false => held.value.take(),
            };
            let Some(value) = value else { continue };
            let (row, column) = (self.row.index, held.column + times);
            self.held.cell(row, &value)?;
            let (of_row, of_column) = (self.row.line.as_ref(), self.columns.at(column));
            let style = held
                .style
                .or_else(|| of_row?.style)
                .or_else(|| of_column?.style);
            let by_cell = || match style {
                Some(style) => style.struck == Some(true),
                None => self.styles.of_cells(),
            };
            let looks = Looks {
                hidden_row: of_row.is_some_and(|line| line.hidden),
                hidden_column: of_column.is_some_and(|line| line.hidden),
                struck: held.struck.seen(by_cell),
                struck_in_part: held.struck == Struck::InPart,
                ..Looks::default()
            };
            return Ok(Some(Cell {
                row,
                column,
                value,
                looks,
                format: style.and_then(|style| self.styles.format(style)),
            }));
        }
        Ok(None)
    }

    fn next(&mut self) -> Result<Option<Cell<'static>>, ReadError> {
        loop {
            if let Some(cell) = self.next_in_row()? {
                return Ok(Some(cell));
            }
            if self.done {
                return Ok(None);
            }
            self.find_row()?;
        }
    }
}

fn is_cell(name: &[u8]) -> bool {
    matches!(name, b"table-cell" | b"covered-table-cell")
}

impl<'a> Cells<'a> for SheetCells<'a, '_> {
    fn next_cell(&mut self) -> Result<Option<Cell<'a>>, ReadError> {
        let next = self.next();
        if next.is_err() {
            (self.done, self.cursor.broken, self.row.left) = (true, true, 0);
        }
        next
    }
}
