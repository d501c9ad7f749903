//! Number formats beside the cells of a reader that does not tell them: what says more than the number, by the
//! place of the cell. Where they stand in a file, `xls_formats` and `xlsb_formats` know.

use super::{Cell, Cells, Merge, Note, NumberFormat, ReadError, Sheet, Value, Workbook};
use std::collections::HashMap;
use std::rc::Rc;

/// The most cells whose formats are kept.
pub(super) const MOST: usize = 1_000_000;

/// What a cell's format says.
pub(super) type Says = Option<Rc<NumberFormat>>;

/// The cells of numbers (row and column, 0-based) of a sheet whose format says more.
pub(super) type OfSheet = HashMap<(u32, u32), Rc<NumberFormat>>;

/// By the sheet's index.
pub(super) type Formats = Vec<OfSheet>;

/// `workbook` with its cells' `formats`; as it is where they are not known.
pub(super) fn with<'b>(
    workbook: Box<dyn Workbook + 'b>,
    formats: Option<Formats>,
) -> Box<dyn Workbook + 'b> {
    match formats {
        Some(formats) => Box::new(Formatted { workbook, formats }),
        None => workbook,
    }
}

/// What the format of each of `styles` says, by its number: as `codes` declare it, or as Excel has it built in.
pub(super) fn known_formats(styles: &[u32], codes: &HashMap<u32, String>) -> Vec<Says> {
    let mut known: HashMap<u32, Says> = HashMap::new();
    let says = styles.iter().map(|id| {
        let found = known.entry(*id).or_insert_with(|| {
            let code = codes.get(id).map(String::as_str);
            let code = code.unwrap_or_else(|| super::xlsx::built_in_code(*id));
            NumberFormat::of(code).map(Rc::new)
        });
        found.clone()
    });
    says.collect()
}

struct Formatted<'b> {
    workbook: Box<dyn Workbook + 'b>,
    formats: Formats,
}

impl Workbook for Formatted<'_> {
    fn sheets(&self) -> Vec<Sheet> {
        self.workbook.sheets()
    }

    fn cells<'a>(&'a mut self, index: usize) -> Result<Box<dyn Cells<'a> + 'a>, ReadError> {
        Ok(Box::new(FormattedCells {
            cells: self.workbook.cells(index)?,
            formats: self.formats.get(index),
        }))
    }

    fn saved(&mut self) -> Option<String> {
        self.workbook.saved()
    }

    fn date1904(&self) -> bool {
        self.workbook.date1904()
    }

    fn category(&mut self) -> Option<String> {
        self.workbook.category()
    }

    fn notes(&mut self, index: usize) -> Vec<Note> {
        self.workbook.notes(index)
    }

    fn merges(&mut self, index: usize) -> Result<Vec<Merge>, ReadError> {
        self.workbook.merges(index)
    }
}

struct FormattedCells<'a> {
    cells: Box<dyn Cells<'a> + 'a>,
    formats: Option<&'a OfSheet>,
}

impl<'a> Cells<'a> for FormattedCells<'a> {
    fn next_cell(&mut self) -> Result<Option<Cell<'a>>, ReadError> {
        let mut cell = self.cells.next_cell()?;
        if let Some(cell) = &mut cell
            && matches!(cell.value, Value::Number(_) | Value::Date(_))
            && let Some(formats) = self.formats
        {
            cell.format = formats.get(&(cell.row, cell.column)).cloned();
        }
        Ok(cell)
    }
}
