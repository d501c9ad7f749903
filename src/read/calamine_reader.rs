//! The reader of xlsb and xls: calamine behind [`Workbook`]. Its types stay in this file.

use super::values::{iso, settled, some_text};
use super::{
    Cell, Cells, Kind, Looks, Merge, NumberFormat, ReadError, Sheet, Text, Value, Visibility,
    Workbook,
};
use crate::finding::Code;
use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Range, Reader, SheetType, SheetVisible, Xls, Xlsb,
};
use jiff::civil::Date;
use std::cell::OnceCell;
use std::io::Cursor;
use std::rc::Rc;

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
    let sheet = sheets(metadata).into_iter().nth(index);
    sheet
        .map(|sheet| sheet.name)
        .ok_or_else(|| ReadError::new(Code::F003, format!("no sheet {index}")))
}

/// Opens the workbook of `kind`, which is xls or xlsb.
pub(super) fn open(bytes: &[u8], kind: Kind) -> Result<Box<dyn Workbook + '_>, ReadError> {
    let bytes = Cursor::new(bytes);
    Ok(match kind {
        Kind::Xlsb => Box::new(XlsbBook(Xlsb::new(bytes).map_err(damaged)?)),
        Kind::Xls => Box::new(XlsBook {
            xls: Xls::new(bytes).map_err(damaged)?,
            worked_out: OnceCell::new(),
        }),
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
                let dated = matches!(cell.get_value(), DataRef::DateTime(_));
                return Ok(Some(Cell {
                    row,
                    column,
                    value,
                    looks: Looks::default(),
                    format: dated.then(unknown_format),
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
struct XlsBook<'b> {
    xls: Xls<Bytes<'b>>,
    /// Whether its formulas were worked out; not known before the first sheet is asked for.
    worked_out: OnceCell<bool>,
}

impl XlsBook<'_> {
    /// Whether the formulas were worked out. A program that works them out puts its name to what it saves;
    /// libraries that write an xls mostly put none, and store 0 or the empty text with each formula that
    /// they are given no result of.
    ///
    /// # Errors
    /// When calamine does not find a sheet that it has named.
    fn were_worked_out(&mut self) -> Result<bool, ReadError> {
        if let Some(known) = self.worked_out.get() {
            return Ok(*known);
        }
        let properties = self.xls.workbook_properties().unwrap_or_default();
        let worked_out = properties.application.is_some() || self.any_result()?;
        Ok(*self.worked_out.get_or_init(|| worked_out))
    }

    /// Whether any formula of any sheet has another result than 0 and the empty text.
    fn any_result(&mut self) -> Result<bool, ReadError> {
        for sheet in sheets(self.xls.sheets_metadata()) {
            let formulas = self.xls.worksheet_formula(&sheet.name).map_err(damaged)?;
            let Some((first_row, first_column)) = formulas.start() else {
                continue;
            };
            let results = self.xls.worksheet_range(&sheet.name).map_err(damaged)?;
            let found = formulas.used_cells().any(|(row, column, _)| {
                let place = place((first_row, first_column), (row, column));
                let result = place.and_then(|place| results.get_value(place));
                result
                    .and_then(own_value)
                    .is_some_and(|result| result != Value::Number(0.0))
            });
            if found {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Workbook for XlsBook<'_> {
    fn sheets(&self) -> Vec<Sheet> {
        sheets(self.xls.sheets_metadata())
    }

    fn cells<'a>(&'a mut self, index: usize) -> Result<Box<dyn Cells<'a> + 'a>, ReadError> {
        let name = sheet_name(self.xls.sheets_metadata(), index)?;
        let not_worked_out = match self.were_worked_out()? {
            true => Range::empty(),
            false => self.xls.worksheet_formula(&name).map_err(damaged)?,
        };
        Ok(Box::new(WholeCells {
            range: self.xls.worksheet_range(&name).map_err(damaged)?,
            not_worked_out,
            next: (0, 0),
        }))
    }

    fn saved(&mut self) -> Option<String> {
        self.xls.workbook_properties().ok()?.modified
    }

    fn category(&mut self) -> Option<String> {
        self.xls.workbook_properties().ok()?.category
    }

    fn merges(&mut self, index: usize) -> Result<Vec<Merge>, ReadError> {
        let name = sheet_name(self.xls.sheets_metadata(), index)?;
        let merged = self
            .xls
            .merge_cells_by_sheet_name(&name)
            .unwrap_or_default();
        let corners = |m: &Dimensions| (m.start.0, m.start.1, m.end.0, m.end.1);
        Ok(merged.iter().map(corners).collect())
    }
}

/// Where in the sheet the cell is that is so many rows and columns from a range's `first`.
fn place(first: (u32, u32), (rows, columns): (usize, usize)) -> Option<(u32, u32)> {
    let row = first.0.checked_add(u32::try_from(rows).ok()?)?;
    Some((row, first.1.checked_add(u32::try_from(columns).ok()?)?))
}

struct WholeCells {
    range: Range<Data>,
    /// The formulas whose results are none.
    not_worked_out: Range<String>,
    /// The cell to be looked at next, counted from the range's first.
    next: (usize, usize),
}

impl WholeCells {
    fn next_value(&mut self) -> Option<Cell<'static>> {
        let first = self.range.start()?;
        let (height, width) = self.range.get_size();
        while self.next.0 < height {
            let (row, column) = self.next;
            self.next = match column + 1 < width {
                true => (row, column + 1),
                false => (row + 1, 0),
            };
            let place = place(first, (row, column))?;
            let formula = self.not_worked_out.get_value(place);
            let held = self.range.get((row, column));
            let value = match formula.is_some_and(|formula| !formula.is_empty()) {
                true => Some(Value::Uncalculated),
                false => held.and_then(own_value),
            };
            if let Some(value) = value {
                let dated = matches!(held, Some(Data::DateTime(_)));
                return Some(Cell {
                    row: place.0,
                    column: place.1,
                    value,
                    looks: Looks::default(),
                    format: dated.then(unknown_format),
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
    match value {
        DataRef::SharedString(text) => some_text(Text::shared(text)),
        other => own_value(&other.clone().into()),
    }
}

/// A value that no other cell shares, as ours; none for a cell that holds nothing.
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

/// calamine tells that a format is a day's or a time's, and nothing else of formats.
fn unknown_format() -> Rc<NumberFormat> {
    Rc::new(NumberFormat::unknown())
}

/// A number in a date's format. A duration, or a serial outside of Excel's calendar, stays a number.
fn date_value(date: ExcelDateTime) -> Value<'static> {
    let serial = date.as_f64();
    if date.is_datetime() && (1.0..2_958_466.0).contains(&serial) {
        let (year, month, day, hour, minute, second, thousandths) = date.to_ymd_hms_milli();
        let time = [
            (hour.into(), 3_600_000),
            (minute.into(), 60_000),
            (second.into(), 1_000),
        ];
        let time: i64 = time.iter().map(|(part, of): &(i64, i64)| part * of).sum();
        let (month, day) = (month.cast_signed(), day.cast_signed());
        let date = Date::new(year.cast_signed(), month, day).ok();
        let settled = date.and_then(|date| settled(date, time + i64::from(thousandths)));
        if let Some(date) = settled {
            return Value::Date(date);
        }
    }
    Value::Number(serial)
}
