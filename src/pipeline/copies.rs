//! A school's own sheets, read once more for its feedback workbook.

use super::archive::bytes_of_input;
use crate::outcome::Outcome;
use crate::read::{Limits, ReadError, Value, guarded, open_named};
use crate::sheet_copy::{CopyValue, SheetCopy};

/// The most cells of a school's sheets that are copied into its feedback; what is above is left out.
const MOST_CELLS: usize = 400_000;

/// The most rows, each of which the workbook's writer keeps at some 700 bytes until it is done.
const MOST_ROWS: usize = 100_000;

/// How much may still be copied.
struct Room {
    cells: usize,
    rows: usize,
}

/// The sheets of the unit at `unit`, as its readable files hold them. A file that has gone since it
/// was read, or that breaks off, gives what could be read.
pub fn sheet_copies(outcome: &Outcome, unit: u32, limits: &Limits) -> Vec<SheetCopy> {
    let mut copies = Vec::new();
    let mut room = Room {
        cells: MOST_CELLS,
        rows: MOST_ROWS,
    };
    for (number, input) in (0_u32..).zip(&outcome.inputs) {
        if !input.counts_for(unit) {
            continue;
        }
        // What cannot be read now was read, and checked, before.
        let again = guarded(|| {
            let bytes = bytes_of_input(input, limits)?;
            copy(&bytes, &input.path, number, limits, &mut room)
        });
        copies.extend(again.unwrap_or_default());
    }
    copies
}

fn copy(
    bytes: &[u8],
    path: &str,
    input: u32,
    limits: &Limits,
    room: &mut Room,
) -> Result<Vec<SheetCopy>, ReadError> {
    let mut workbook = open_named(bytes, path, limits)?;
    let mut copies = Vec::new();
    for (index, sheet) in workbook.sheets().into_iter().enumerate() {
        // A sheet whose merged cells cannot be had is copied without them.
        let merges = workbook.merges(index).unwrap_or_default();
        let mut cells = Vec::new();
        let mut stream = workbook.cells(index)?;
        let mut row = None;
        while let Some(cell) = stream.next_cell()? {
            let next_row = row != Some(cell.row);
            if room.cells == 0 || next_row && room.rows == 0 {
                break;
            }
            row = Some(cell.row);
            room.cells -= 1;
            room.rows -= usize::from(next_row);
            cells.push((cell.row, cell.column, copied(cell.value)));
        }
        copies.push(SheetCopy {
            input,
            name: sheet.name,
            cells,
            merges,
        });
    }
    Ok(copies)
}

fn copied(value: Value<'_>) -> CopyValue {
    match value {
        Value::Text(text) => CopyValue::Text(text.as_str().to_string()),
        Value::Number(number) => CopyValue::Number(number),
        Value::Date(date) => CopyValue::Date(date.date()),
        Value::Bool(bool) => CopyValue::Bool(bool),
        Value::Error(error) => CopyValue::Error(error),
        // The copy holds values and no formulas.
        Value::Uncalculated => CopyValue::Text(String::new()),
    }
}
