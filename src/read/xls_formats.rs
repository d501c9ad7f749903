//! The number formats of an xls's cells, which its reader does not tell: which format each cell of a number
//! has, from the records of the workbook's stream. Nothing that the file says of itself is believed: what does
//! not fit ends the reading, and the cells keep the look that the reader tells of.

use super::Workbook;
use super::cell_formats::{Formats, MOST, OfSheet, Says, known_formats, with};
use super::package::number;
use std::collections::HashMap;
use std::rc::Rc;

/// Records of a workbook's stream.
const BOUND_SHEET: u16 = 0x85;
const FORMAT: u16 = 0x41e;
const XF: u16 = 0xe0;
const NUMBER: u16 = 0x203;
const RK: u16 = 0x27e;
const MULTIPLE_RK: u16 = 0xbd;
const FORMULA: u16 = 0x06;
const END: u16 = 0x0a;

/// `workbook`, which is the xls in `bytes`, with its cells' formats; without them where the file does not
/// show them.
pub(super) fn with_formats<'b>(
    workbook: Box<dyn Workbook + 'b>,
    bytes: &[u8],
) -> Box<dyn Workbook + 'b> {
    with(workbook, stream(bytes).and_then(|stream| formats(&stream)))
}

/// The workbook's stream in the compound file `bytes`.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let shift = number::<2>(bytes, 0x1e).filter(|shift| matches!(shift, 9 | 12))?;
    let size = 1_usize << shift;
    let sector = |at: u64| {
        let from = usize::try_from(at)
            .ok()?
            .checked_add(1)?
            .checked_mul(size)?;
        // The last one may be cut off.
        bytes.get(from..bytes.len().min(from.checked_add(size)?))
    };
    // The table of what sector follows which: the first 109 of its sectors stand in the header.
    let mut table: Vec<u64> = Vec::new();
    for at in 0..109 {
        let Some(part) = number::<4>(bytes, 0x4c + at * 4).and_then(sector) else {
            break;
        };
        table.extend((0..part.len() / 4).filter_map(|at| number::<4>(part, at * 4)));
    }
    let chain = |first: u64| {
        let (mut all, mut next, mut left) = (Vec::new(), first, bytes.len() / size + 1);
        while let (Some(part), true) = (sector(next), left > 0) {
            all.extend_from_slice(part);
            left -= 1;
            let Some(behind) = usize::try_from(next).ok().and_then(|at| table.get(at)) else {
                break;
            };
            next = *behind;
        }
        all
    };
    let directory = chain(number::<4>(bytes, 0x30)?);
    let named = |entry: &[u8], name: &str| {
        let wide = name.encode_utf16().flat_map(u16::to_le_bytes);
        let length = number::<2>(entry, 0x40).unwrap_or(0);
        length == (name.len() as u64 + 1) * 2 && wide.eq(entry[..name.len() * 2].iter().copied())
    };
    let mut entries = directory.chunks_exact(128);
    let entry = entries.find(|entry| named(entry, "Workbook"))?;
    let length = usize::try_from(number::<4>(entry, 0x78)?).ok()?;
    let first = number::<4>(entry, 0x74)?;
    let mut stream = match length < SMALL {
        false => chain(first),
        true => {
            // The first entry is the root, whose own stream holds the small ones.
            let all = chain(number::<4>(&directory, 0x74)?);
            let follows = chain(number::<4>(bytes, 0x3c)?);
            small(&all, &follows, first)
        }
    };
    stream.truncate(length);
    Some(stream)
}

/// Streams of fewer bytes stand together, in sectors of 64 bytes.
const SMALL: usize = 4_096;

/// The small stream that begins at the sector `first` of `all`, whose table of what follows what is `follows`.
fn small(all: &[u8], follows: &[u8], first: u64) -> Vec<u8> {
    let (mut stream, mut next) = (Vec::new(), usize::try_from(first).ok());
    for _ in 0..=SMALL / 64 {
        let Some(at) = next else { break };
        let part = at.checked_mul(64).and_then(|from| all.get(from..from + 64));
        let Some(part) = part else { break };
        stream.extend_from_slice(part);
        let behind = at.checked_mul(4).and_then(|at| number::<4>(follows, at));
        next = behind.and_then(|behind| usize::try_from(behind).ok());
    }
    stream
}

/// The records of a stream from `at` on: what each is, and what it holds.
fn records(stream: &[u8], mut at: usize) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let head: [u8; 4] = stream.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let data = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((u16::from_le_bytes([head[0], head[1]]), data))
    })
}

fn short(data: &[u8], at: usize) -> Option<u32> {
    let number = number::<2>(data, at)?;
    u32::try_from(number).ok()
}

/// The formats of the cells of each sheet; none where the stream does not hold what it says.
fn formats(stream: &[u8]) -> Option<Formats> {
    let mut codes: HashMap<u32, String> = HashMap::new();
    let (mut styles, mut starts) = (Vec::new(), Vec::new());
    for (record, data) in records(stream, 0) {
        match record {
            FORMAT => {
                if let Some((id, code)) = short(data, 0).zip(text(data.get(2..)?)) {
                    codes.insert(id, code);
                }
            }
            XF => styles.push(short(data, 2)?),
            BOUND_SHEET if data.get(5) == Some(&0) => starts.push(number::<4>(data, 0)?),
            END => break,
            _ => {}
        }
    }
    let says = known_formats(&styles, &codes);
    let mut left = MOST;
    let sheets = starts.iter().map(|start| {
        let start = usize::try_from(*start).ok()?;
        cells(stream, start, &says, &mut left)
    });
    sheets.collect()
}

/// The formats of the cells of numbers of the sheet whose records begin at `start`; none where there are more
/// than are `left`.
fn cells(stream: &[u8], start: usize, says: &[Says], left: &mut usize) -> Option<OfSheet> {
    let mut found = HashMap::new();
    let mut put = |row: u32, column: u32, style: Option<u32>| {
        let style = style.and_then(|style| usize::try_from(style).ok());
        if let Some(Some(says)) = style.and_then(|style| says.get(style)) {
            *left = left.checked_sub(1)?;
            found.insert((row, column), Rc::clone(says));
        }
        Some(())
    };
    for (record, data) in records(stream, start) {
        let cell = short(data, 0).zip(short(data, 2));
        match (record, cell) {
            (END, _) => break,
            (NUMBER | RK | FORMULA, Some((row, column))) => put(row, column, short(data, 4))?,
            (MULTIPLE_RK, Some((row, column))) => {
                let count = data.len().saturating_sub(6) / 6;
                for (column, at) in (column..).zip(0..count) {
                    put(row, column, short(data, 4 + at * 6))?;
                }
            }
            _ => {}
        }
    }
    Some(found)
}

/// A text of Excel 97: its length, whether its characters take one byte or two, its characters.
fn text(data: &[u8]) -> Option<String> {
    let length = usize::try_from(short(data, 0)?).ok()?;
    let chars = data.get(3..)?;
    let units: Vec<u16> = match data.get(2)? & 1 {
        0 => chars
            .get(..length)?
            .iter()
            .map(|byte| u16::from(*byte))
            .collect(),
        _ => {
            let wide = chars.get(..length * 2)?.chunks_exact(2);
            wide.map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                .collect()
        }
    };
    Some(String::from_utf16_lossy(&units))
}
