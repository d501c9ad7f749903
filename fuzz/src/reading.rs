//! Everything that a workbook holds, read twice.

use gonghui::finding::Code;
use gonghui::read::{Kind, Merge, ReadError, Sheet, Workbook, kind};
use std::collections::HashSet;

/// Excel's own bounds, which no format that is read goes beyond.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// Whether a file of this content is read by the project's own code, in the process that asks; the
/// other formats are held by a process of their own, which is allowed to fall over.
pub fn is_ours(bytes: &[u8]) -> bool {
    !matches!(kind(bytes), Kind::Xls | Kind::Xlsb)
}

/// All that a workbook says when it is asked for everything, as text.
#[derive(Debug, PartialEq)]
struct Said {
    sheets: Vec<Sheet>,
    saved: Option<String>,
    category: Option<String>,
    of_sheets: Vec<(
        Result<Vec<Merge>, ReadError>,
        Vec<String>,
        Option<ReadError>,
    )>,
}

/// Opens a workbook twice and reads everything in it; stops the fuzzer where the two differ, or where
/// what comes out cannot be.
pub fn read_twice<'b>(open: impl Fn() -> Result<Box<dyn Workbook + 'b>, ReadError>) {
    let read = || match open() {
        Ok(mut workbook) => Ok(everything(workbook.as_mut())),
        Err(error) => {
            no_panic(&error);
            Err(error)
        }
    };
    assert_eq!(read(), read(), "read otherwise the second time");
}

fn everything(workbook: &mut dyn Workbook) -> Said {
    let sheets = workbook.sheets();
    let mut of_sheets = Vec::new();
    for index in 0..sheets.len() {
        let merges = workbook.merges(index);
        if let Err(error) = &merges {
            no_panic(error);
        }
        let (cells, error) = cells(workbook, index);
        of_sheets.push((merges, cells, error));
    }
    // There is no sheet behind the last one.
    assert!(workbook.cells(sheets.len()).is_err(), "a sheet too many");
    Said {
        saved: workbook.saved(),
        category: workbook.category(),
        sheets,
        of_sheets,
    }
}

/// The cells of a sheet, and what it broke off with.
fn cells(workbook: &mut dyn Workbook, index: usize) -> (Vec<String>, Option<ReadError>) {
    let mut found = Vec::new();
    let mut stream = match workbook.cells(index) {
        Ok(stream) => stream,
        Err(error) => return (found, Some(error)),
    };
    let mut before = None;
    let mut places: HashSet<u32> = HashSet::new();
    let broken = loop {
        match stream.next_cell() {
            Ok(Some(cell)) => {
                assert!(cell.row < ROWS && cell.column < COLUMNS, "{cell:?}");
                assert!(before <= Some(cell.row), "{cell:?} after row {before:?}");
                if before != Some(cell.row) {
                    places.clear();
                }
                before = Some(cell.row);
                assert!(
                    places.insert(cell.column),
                    "two cells at one place: {cell:?}"
                );
                found.push(format!("{cell:?} {}", cell.value.shown()));
            }
            Ok(None) => break None,
            Err(error) => {
                no_panic(&error);
                break Some(error);
            }
        }
    };
    let after = stream.next_cell();
    assert!(matches!(after, Ok(None)), "it goes on: {after:?}");
    (found, broken)
}

fn no_panic(error: &ReadError) {
    assert_ne!(error.code, Code::F007, "a panic: {error}");
}
