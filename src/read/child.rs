//! The process that reads: a file in, its cells out, one question after the other, until nobody
//! asks any more. It trusts calamine with nothing but itself: what an ill-made file does to it ends
//! this process and no other.

use super::wire::{CELLS, Head, MERGES, Reading, Writing, kind_of};
use super::{ReadError, Workbook, calamine_reader, guarded};
use std::io::{self, BufWriter, Read, Write};

/// The first argument by which the program knows that it is to read for another process.
pub const CHILD_ARGUMENT: &str = "read-for-another-process";

/// The memory (bytes) that such a process may ask for. What it is given is up to half as much again,
/// since a short text takes more than it asks for; with the process that waits for it that stays
/// under half a gibibyte.
pub const CHILD_MEMORY: usize = 224 * 1024 * 1024;

/// Reads the file that `input` holds and answers the questions that follow it on `output`. Answers
/// the exit code.
pub fn serve_child(input: impl Read, output: impl Write) -> u8 {
    match serve(input, Writing(BufWriter::with_capacity(1 << 16, output))) {
        Ok(()) => 0,
        // Whoever asked has gone, or sends nonsense: there is nobody to tell.
        Err(_) => 1,
    }
}

fn serve<W: Write>(input: impl Read, mut output: Writing<W>) -> io::Result<()> {
    let mut input = Reading(input);
    let kind = kind_of(input.byte()?).ok_or(io::ErrorKind::InvalidData)?;
    let length = u64::from_le_bytes(input.bytes()?);
    let mut bytes = Vec::new();
    bytes.reserve_exact(usize::try_from(length).unwrap_or(usize::MAX));
    let read = (&mut input.0).take(length).read_to_end(&mut bytes)?;
    if read as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let opened = guarded(|| {
        let mut workbook = calamine_reader::open(&bytes, kind)?;
        let head = Head {
            sheets: workbook.sheets(),
            category: workbook.category(),
            saved: workbook.saved(),
        };
        Ok((workbook, head))
    });
    let mut workbook = match opened {
        Ok((workbook, head)) => {
            output.head(&head)?;
            workbook
        }
        Err(error) => return output.failed(&error),
    };
    // The asking side closes its end when it has had enough.
    while let Ok(question) = input.byte() {
        let index = usize::try_from(input.number()?).unwrap_or(usize::MAX);
        let answered = guarded(|| answer(workbook.as_mut(), question, index, &mut output));
        match answered {
            Ok(written) => written?,
            Err(error) => output.failed(&error)?,
        }
    }
    Ok(())
}

/// # Errors
/// The file's faults; within, those of the way out.
fn answer<W: Write>(
    workbook: &mut dyn Workbook,
    question: u8,
    index: usize,
    output: &mut Writing<W>,
) -> Result<io::Result<()>, ReadError> {
    match question {
        MERGES => {
            for merge in workbook.merges(index)? {
                if let Err(error) = output.merge(merge) {
                    return Ok(Err(error));
                }
            }
        }
        CELLS => {
            let mut cells = workbook.cells(index)?;
            while let Some(cell) = cells.next_cell()? {
                if let Err(error) = output.cell(&cell) {
                    return Ok(Err(error));
                }
            }
        }
        _ => return Ok(Err(io::ErrorKind::InvalidData.into())),
    }
    Ok(output.end())
}
