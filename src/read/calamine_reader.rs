//! The reader of xlsb and xls: calamine behind [`Workbook`]. Its types stay in this file.

use super::values::{iso, some_text};
use super::{Cell, Cells, Kind, Looks, Merge, ReadError, Sheet, Text, Value, Visibility, Workbook};
use crate::finding::Code;
use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Range, Reader, SheetType, SheetVisible, Xls, Xlsb,
};
use jiff::civil::Date;
use std::io::Cursor;

type Bytes<'b> = Cursor<&'b [u8]>;

/// A library's error as ours: its own words, under the code for a damaged file.
fn damaged(error: impl std::fmt::Display) -> ReadError {
    let detail = error.to_string();
    let code = match detail.to_ascii_lowercase().contains("password") {
        true => Code::F004,
        false => Code::F003,
    };
    ReadError::new(code, detail)
}

fn sheets(metadata: &[calamine::Sheet]) -> Vec<Sheet> {
    metadata
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| Sheet {
            name: sheet.name.clone(),
            visibility: match sheet.visible {
                SheetVisible::Visible => Visibility::Visible,
                SheetVisible::Hidden => Visibility::Hidden,
                SheetVisible::VeryHidden => Visibility::VeryHidden,
            },
        })
        .collect()
}

fn sheet_name(metadata: &[calamine::Sheet], index: usize) -> Result<String, ReadError> {
    sheets(metadata)
        .get(index)
        .map(|sheet| sheet.name.clone())
        .ok_or_else(|| ReadError::new(Code::F003, format!("no sheet {index}")))
}

/// Opens the workbook of `kind`, which is xls or xlsb.
pub(super) fn open(bytes: &[u8], kind: Kind) -> Result<Box<dyn Workbook + '_>, ReadError> {
    let bytes = Cursor::new(bytes);
    Ok(match kind {
        Kind::Xlsb => Box::new(XlsbBook(Xlsb::new(bytes).map_err(damaged)?)),
        Kind::Xls => Box::new(XlsBook(Xls::new(bytes).map_err(damaged)?)),
        _ => return Err(ReadError::new(Code::F003, "no reader")),
    })
}

/// Cells streamed by one of calamine's readers, whose types have no name outside of it.
struct StreamedCells<F>(F);

impl<'a, F> Cells<'a> for StreamedCells<F>
where
    F: FnMut() -> Result<Option<calamine::Cell<DataRef<'a>>>, ReadError>,
{
    fn next_cell(&mut self) -> Result<Option<Cell<'a>>, ReadError> {
        while let Some(cell) = (self.0)()? {
            let (row, column) = cell.get_position();
            if let Some(value) = lent_value(cell.get_value()) {
                let looks = Looks::default();
                return Ok(Some(Cell {
                    row,
                    column,
                    value,
                    looks,
                }));
            }
        }
        Ok(None)
    }
}

struct XlsbBook<'b>(Xlsb<Bytes<'b>>);

impl Workbook for XlsbBook<'_> {
    fn sheets(&self) -> Vec<Sheet> {
        sheets(self.0.sheets_metadata())
    }

    fn cells<'a>(&'a mut self, index: usize) -> Result<Box<dyn Cells<'a> + 'a>, ReadError> {
        let name = sheet_name(self.0.sheets_metadata(), index)?;
        let mut reader = self.0.worksheet_cells_reader(&name).map_err(damaged)?;
        Ok(Box::new(StreamedCells(move || {
            reader.next_cell().map_err(damaged)
        })))
    }

    fn saved(&mut self) -> Option<String> {
        self.0.workbook_properties().ok()?.modified
    }

    fn category(&mut self) -> Option<String> {
        self.0.workbook_properties().ok()?.category
    }

    /// calamine does not read them.
    fn merges(&mut self, _index: usize) -> Result<Vec<Merge>, ReadError> {
        Ok(Vec::new())
    }
}

/// calamine reads an xls a whole sheet at a time.
struct XlsBook<'b>(Xls<Bytes<'b>>);

impl Workbook for XlsBook<'_> {
    fn sheets(&self) -> Vec<Sheet> {
        sheets(self.0.sheets_metadata())
    }

    fn cells<'a>(&'a mut self, index: usize) -> Result<Box<dyn Cells<'a> + 'a>, ReadError> {
        let name = sheet_name(self.0.sheets_metadata(), index)?;
        let range = self.0.worksheet_range(&name).map_err(damaged)?;
        Ok(Box::new(WholeCells {
            range,
            next: (0, 0),
        }))
    }

    fn saved(&mut self) -> Option<String> {
        self.0.workbook_properties().ok()?.modified
    }

    fn category(&mut self) -> Option<String> {
        self.0.workbook_properties().ok()?.category
    }

    fn merges(&mut self, index: usize) -> Result<Vec<Merge>, ReadError> {
        let name = sheet_name(self.0.sheets_metadata(), index)?;
        let merged = self.0.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let corners = |m: &Dimensions| (m.start.0, m.start.1, m.end.0, m.end.1);
        Ok(merged.iter().map(corners).collect())
    }
}

struct WholeCells {
    range: Range<Data>,
    /// The cell to be looked at next, counted from the range's first.
    next: (usize, usize),
}

impl WholeCells {
    fn next_value(&mut self) -> Option<Cell<'static>> {
        let (first_row, first_column) = self.range.start()?;
        let (height, width) = self.range.get_size();
        while self.next.0 < height {
            let (row, column) = self.next;
            self.next = match column + 1 < width {
                true => (row, column + 1),
                false => (row + 1, 0),
            };
            if let Some(value) = self.range.get((row, column)).and_then(own_value) {
                return Some(Cell {
                    row: u32::try_from(row).ok()?.checked_add(first_row)?,
                    column: u32::try_from(column).ok()?.checked_add(first_column)?,
                    value,
                    looks: Looks::default(),
                });
            }
        }
        None
    }
}

impl<'a> Cells<'a> for WholeCells {
    fn next_cell(&mut self) -> Result<Option<Cell<'a>>, ReadError> {
        Ok(self.next_value())
    }
}

/// A streamed value as ours; none for a cell that holds nothing.
fn lent_value<'a>(value: &DataRef<'a>) -> Option<Value<'a>> {
    Some(match value {
        DataRef::SharedString(text) => return some_text(Text::shared(text)),
        DataRef::String(text) => return some_text(Text::own(text.clone())),
        DataRef::Int(int) => Value::Number(*int as f64),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::Bool(bool) => Value::Bool(*bool),
        DataRef::DateTime(date) => date_value(*date),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => return iso(text),
        DataRef::Error(error) => Value::Error(error.to_string()),
        DataRef::Empty => return None,
    })
}

/// A value of a sheet read as a whole, as ours; none for a cell that holds nothing.
fn own_value(value: &Data) -> Option<Value<'static>> {
    Some(match value {
        Data::String(text) => return some_text(Text::own(text.clone())),
        Data::Int(int) => Value::Number(*int as f64),
        Data::Float(number) => Value::Number(*number),
        Data::Bool(bool) => Value::Bool(*bool),
        Data::DateTime(date) => date_value(*date),
        Data::DateTimeIso(text) | Data::DurationIso(text) => return iso(text),
        Data::Error(error) => Value::Error(error.to_string()),
        Data::Empty => return None,
    })
}

/// A number in a date's format. A duration, or a serial outside of Excel's calendar, stays a number.
fn date_value(date: ExcelDateTime) -> Value<'static> {
    let serial = date.as_f64();
    if date.is_datetime() && (1.0..2_958_466.0).contains(&serial) {
        let (year, month, day, ..) = date.to_ymd_hms_milli();
        if let Ok(date) = civil(year, month, day) {
            return Value::Date(date);
        }
    }
    Value::Number(serial)
}

fn civil(year: u16, month: u8, day: u8) -> Result<Date, Box<dyn std::error::Error>> {
    Ok(Date::new(
        i16::try_from(year)?,
        i8::try_from(month)?,
        i8::try_from(day)?,
    )?)
}
