//! What stands in `content.xml` as a whole: its styles, and its sheets one behind the other. It is read
//! once when the workbook is opened, for what has to be known before any cell.

use super::row::{count, is_container};
use super::styles::{Family, Styles};
use crate::finding::Code;
use crate::read::grid::{COLUMNS, LONGEST_SHEET_NAME, ROWS};
use crate::read::meter::Meter;
use crate::read::package::{Event, Tag, Xml, value};
use crate::read::{Limit, Merge, ReadError, Sheet, Visibility};
use memchr::memmem::Finder;

/// How deep the sheets stand: in the body of the document's content.
pub(super) const SHEETS: usize = 3;

/// A sheet, and what of it is asked for before its cells.
pub(super) struct Table {
    pub(super) sheet: Sheet,
    pub(super) merges: Vec<Merge>,
}

/// A sheet's tag.
pub(super) struct Head {
    pub(super) name: String,
    style: Vec<u8>,
    /// Whether nothing is in it.
    pub(super) empty: bool,
}

/// The sheets in `xml`; its styles are taken into `styles`.
///
/// # Errors
/// When the XML is damaged, is of no workbook, or holds too much.
pub(super) fn read(
    xml: &mut Xml<'_>,
    styles: &mut Styles,
    meter: &Meter,
) -> Result<Vec<Table>, ReadError> {
    begin(xml, Some(styles))?;
    styles.settle();
    let mut tables = Vec::new();
    let mut merged = 0;
    while let Some(head) = next_table(xml)? {
        let visibility = match styles.get(Family::Table, &head.style).hidden {
            true => Visibility::Hidden,
            false => Visibility::Visible,
        };
        let merges = match head.empty {
            true => Vec::new(),
            false => Merges::new(meter, merged).read(xml)?,
        };
        merged += merges.len();
        let name = head.name;
        let sheet = Sheet { name, visibility };
        tables.push(Table { sheet, merges });
        meter.check(Limit::Sheets, tables.len() as u64)?;
    }
    Ok(tables)
}

fn no_workbook() -> ReadError {
    ReadError::new(Code::F003, "no <office:spreadsheet>")
}

/// Comes to where the sheets begin.
///
/// # Errors
/// When the XML is damaged, or is of no workbook.
pub(super) fn begin(xml: &mut Xml<'_>, mut styles: Option<&mut Styles>) -> Result<(), ReadError> {
    loop {
        let depth = xml.depth();
        match xml.next()? {
            Event::Start(tag) => match (depth, tag.name) {
                (0, b"document-content") | (1, b"body") => {}
                (0, _) => return Err(no_workbook()),
                (1, b"automatic-styles") => match &mut styles {
                    Some(styles) => styles.read(xml)?,
                    None => xml.skip()?,
                },
                (2, b"spreadsheet") => return Ok(()),
                _ => xml.skip()?,
            },
            Event::Empty(tag) if (depth, tag.name) == (2, b"spreadsheet") => return Ok(()),
            Event::Eof => return Err(no_workbook()),
            _ => {}
        }
    }
}

/// Comes to the next sheet, over whatever is left of the one before; none behind the last.
///
/// # Errors
/// When the XML is damaged.
pub(super) fn next_table(xml: &mut Xml<'_>) -> Result<Option<Head>, ReadError> {
    loop {
        let depth = xml.depth();
        match xml.next()? {
            Event::Start(tag) if depth == SHEETS => match tag.name {
                b"table" => return Ok(Some(head(tag, false)?)),
                _ => xml.skip()?,
            },
            Event::Empty(tag) if depth == SHEETS && tag.name == b"table" => {
                return Ok(Some(head(tag, true)?));
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

fn head(tag: Tag<'_>, empty: bool) -> Result<Head, ReadError> {
    let mut head = Head {
        name: String::new(),
        style: Vec::new(),
        empty,
    };
    for (name, written) in tag.attributes() {
        match name {
            b"name" => head.name = value(written)?.into_owned(),
            b"style-name" => head.style = written.to_vec(),
            _ => {}
        }
    }
    match head.name.chars().count() > LONGEST_SHEET_NAME {
        true => Err(ReadError::new(Code::F003, "a sheet's name is too long")),
        false => Ok(head),
    }
}

/// The merged ranges of one sheet, as they are found.
struct Merges<'w> {
    meter: &'w Meter,
    /// What stands in the name of everything that [`extent`] asks for.
    number: Finder<'static>,
    /// How many there are in the sheets before.
    before: usize,
    found: Vec<Merge>,
}

/// What a row's or a cell's tag says of its place. What is no number counts as one here, and is said
/// when the cells are read.
struct Extent {
    repeated: u64,
    rows: u64,
    columns: u64,
}

/// As the tag says; most say nothing of it.
fn extent(tag: Tag<'_>, asked: &Finder<'_>) -> Extent {
    let (mut repeated, mut rows, mut columns) = (1, 1, 1);
    if !tag.mentions(asked) {
        return Extent {
            repeated,
            rows,
            columns,
        };
    }
    for (name, value) in tag.attributes() {
        let number = match name {
            b"number-columns-repeated" | b"number-rows-repeated" => &mut repeated,
            b"number-rows-spanned" => &mut rows,
            b"number-columns-spanned" => &mut columns,
            _ => continue,
        };
        *number = count(value).unwrap_or(1).into();
    }
    Extent {
        repeated,
        rows,
        columns,
    }
}

/// Up to the end of `from` and `length` more, within `most`; none where it begins beyond.
fn within(from: u64, length: u64, most: u32) -> Option<(u32, u32)> {
    let last = from
        .saturating_add(length)
        .min(most.into())
        .checked_sub(1)?;
    let first = u32::try_from(from).ok().filter(|first| *first < most)?;
    Some((first, u32::try_from(last).ok()?))
}

impl<'w> Merges<'w> {
    fn new(meter: &'w Meter, before: usize) -> Merges<'w> {
        Merges {
            meter,
            number: Finder::new("number-"),
            before,
            found: Vec::new(),
        }
    }

    /// Reads the sheet that has just begun, up to its end.
    fn read(mut self, xml: &mut Xml<'_>) -> Result<Vec<Merge>, ReadError> {
        let inside = xml.depth();
        let mut row: u64 = 0;
        while let Some(event) = xml.next_in(inside)? {
            match event {
                Event::Start(tag) if tag.name == b"table-row" => {
                    let rows = extent(tag, &self.number).repeated;
                    self.row(xml, row, rows)?;
                    row = row.saturating_add(rows);
                }
                Event::Empty(tag) if tag.name == b"table-row" => {
                    row = row.saturating_add(extent(tag, &self.number).repeated);
                }
                Event::Start(tag) if is_container(tag.name) => {}
                Event::Start(_) => xml.skip()?,
                _ => {}
            }
        }
        Ok(self.found)
    }

    /// Reads a row that stands `rows` times from `row` on.
    fn row(&mut self, xml: &mut Xml<'_>, row: u64, rows: u64) -> Result<(), ReadError> {
        let inside = xml.depth();
        let mut column: u64 = 0;
        while let Some(event) = xml.next_in(inside)? {
            let (Event::Start(tag) | Event::Empty(tag)) = event else {
                continue;
            };
            let cell = extent(tag, &self.number);
            if let Event::Start(_) = event {
                xml.skip()?;
            }
            self.cell((row, rows), column, &cell)?;
            column = column.saturating_add(cell.repeated);
        }
        Ok(())
    }

    /// Takes note of a cell that may be merged with those beside and below it.
    fn cell(&mut self, rows: (u64, u64), column: u64, cell: &Extent) -> Result<(), ReadError> {
        if cell.rows <= 1 && cell.columns <= 1 {
            return Ok(());
        }
        for row in rows.0..rows.0.saturating_add(rows.1) {
            for column in column..column.saturating_add(cell.repeated) {
                let across = within(column, cell.columns, COLUMNS);
                let (Some((top, bottom)), Some((left, right))) =
                    (within(row, cell.rows, ROWS), across)
                else {
                    return Ok(());
                };
                self.found.push((top, left, bottom, right));
                let found = self.found.len();
                self.meter.check(Limit::Merges, found as u64)?;
                // Each has a first cell, whatever that holds.
                self.meter
                    .check(Limit::Cells, (self.before + found) as u64)?;
            }
        }
        Ok(())
    }
}
