//! The number formats of an xlsb's cells, which its reader does not tell: which format each cell of a number has,
//! from the records of the workbook's parts. Nothing that the file says of itself is believed: what does not fit
//! ends the reading, and the cells keep the look that the reader tells of.

use super::cell_formats::{Formats, MOST, OfSheet, Says, known_formats, with};
use super::meter::Meter;
use super::package::{Package, number};
use super::xlsx::Relations;
use super::{Limits, Workbook};
use std::collections::HashMap;
use std::io::Read;
use std::rc::Rc;

/// Records of the parts.
const ROW: u16 = 0;
const RK: u16 = 2;
const REAL: u16 = 5;
const NUMBER_OF_FORMULA: u16 = 9;
const FORMAT: u16 = 44;
const XF: u16 = 47;
const BUNDLED_SHEET: u16 = 156;
const STYLES_OF_CELLS: u16 = 617;
const END_OF_STYLES: u16 = 618;

/// No record that is asked for is longer.
const LONGEST: usize = 64 * 1024;
/// After so many records the time is looked at.
const RECORDS: usize = 10_000;

/// `workbook`, which is the xlsb in `bytes`, with its cells' formats; without them where the file does not
/// show them.
pub(super) fn with_formats<'b>(
    workbook: Box<dyn Workbook + 'b>,
    bytes: &[u8],
    limits: &Limits,
) -> Box<dyn Workbook + 'b> {
    with(workbook, formats(bytes, limits))
}

/// The formats of the cells of each sheet; none where no style's says more than its number.
fn formats(bytes: &[u8], limits: &Limits) -> Option<Formats> {
    let meter = Rc::new(Meter::new(limits));
    let package = Package::open(bytes, &meter).ok()?;
    let root = Relations::read(&package, "", &meter).ok()?;
    let main = root.target("officeDocument")?;
    let relations = Relations::read(&package, main, &meter).ok()?;
    let says = styles(&package, relations.target("styles")?, &meter)?;
    if says.iter().all(Option::is_none) {
        return None;
    }
    let mut left = MOST;
    let mut sheets = Vec::new();
    let mut records = Records::of(&package, main, &meter)?;
    while let Some(record) = records.next()? {
        if record == BUNDLED_SHEET {
            let (id, _) = text(&records.data, 8)?;
            let sheet = relations.by_id(id.as_bytes())?;
            // The reader leaves other kinds of sheets out.
            if sheet.kind == "worksheet" {
                sheets.push(cells(&package, &sheet.target, &says, &mut left, &meter)?);
            }
        }
    }
    Some(sheets)
}

/// What the format of each style says.
fn styles(package: &Package<'_>, part: &str, meter: &Rc<Meter>) -> Option<Vec<Says>> {
    let mut codes = HashMap::new();
    let (mut styles, mut of_cells) = (Vec::new(), false);
    let mut records = Records::of(package, part, meter)?;
    while let Some(record) = records.next()? {
        let data = &records.data;
        match record {
            FORMAT => {
                codes.insert(short(data, 0)?, text(data, 2)?.0);
            }
            STYLES_OF_CELLS => of_cells = true,
            END_OF_STYLES => break,
            XF if of_cells && styles.len() < MOST => styles.push(short(data, 2)?),
            _ => {}
        }
    }
    Some(known_formats(&styles, &codes))
}

/// The formats of the cells of numbers of the sheet in `part`; none where there are more than are `left`.
fn cells(
    package: &Package<'_>,
    part: &str,
    says: &[Says],
    left: &mut usize,
    meter: &Rc<Meter>,
) -> Option<OfSheet> {
    let mut found = HashMap::new();
    let mut row = 0;
    let mut records = Records::of(package, part, meter)?;
    while let Some(record) = records.next()? {
        let data = &records.data;
        match record {
            ROW => row = u32::try_from(number::<4>(data, 0)?).ok()?,
            RK | REAL | NUMBER_OF_FORMULA => {
                let column = u32::try_from(number::<4>(data, 0)?).ok()?;
                let style = usize::try_from(number::<3>(data, 4)?).ok()?;
                if let Some(Some(says)) = says.get(style) {
                    *left = left.checked_sub(1)?;
                    found.insert((row, column), Rc::clone(says));
                }
            }
            _ => {}
        }
    }
    Some(found)
}

fn short(data: &[u8], at: usize) -> Option<u32> {
    u32::try_from(number::<2>(data, at)?).ok()
}

/// The text at `at` of a record, and where it ends: its length, then its characters.
fn text(data: &[u8], at: usize) -> Option<(String, usize)> {
    let length = usize::try_from(number::<4>(data, at)?).ok()?;
    let (from, end) = (at + 4, length.checked_mul(2)?.checked_add(at + 4)?);
    let wide = data.get(from..end)?.chunks_exact(2);
    let units: Vec<u16> = wide
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    Some((String::from_utf16_lossy(&units), end))
}

/// The records of a part, as they are inflated.
struct Records<'b> {
    source: Box<dyn Read + 'b>,
    /// What the last one holds; of one that is too long, nothing.
    data: Vec<u8>,
    read: usize,
    meter: Rc<Meter>,
}

impl<'b> Records<'b> {
    fn of(package: &Package<'b>, part: &str, meter: &Rc<Meter>) -> Option<Records<'b>> {
        let source = package.bytes(part, meter)?;
        Some(Records {
            source: Box::new(std::io::BufReader::new(source)),
            data: Vec::new(),
            read: 0,
            meter: Rc::clone(meter),
        })
    }

    /// The type of the next record; none inside at the end of the part, none outside where it breaks off.
    fn next(&mut self) -> Option<Option<u16>> {
        self.read += 1;
        if self.read.is_multiple_of(RECORDS) {
            self.meter.time().ok()?;
        }
        let Some(first) = self.byte()? else {
            return Some(None);
        };
        let kind = match first & 0x80 {
            0 => u16::from(first),
            _ => u16::from(first & 0x7f) | u16::from(self.byte()??) << 7,
        };
        let (mut length, mut shift) = (0_usize, 0);
        loop {
            let byte = self.byte()??;
            length |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 || shift == 28 {
                break;
            }
        }
        self.data.clear();
        let wanted = length as u64;
        let mut part = self.source.by_ref().take(wanted);
        let taken = match length > LONGEST {
            true => std::io::copy(&mut part, &mut std::io::sink()).ok()?,
            false => part.read_to_end(&mut self.data).ok()? as u64,
        };
        (taken == wanted).then_some(Some(kind))
    }

    /// The next byte; none inside at the end.
    fn byte(&mut self) -> Option<Option<u8>> {
        let mut byte = [0];
        match self.source.read(&mut byte).ok()? {
            0 => Some(None),
            _ => Some(Some(byte[0])),
        }
    }
}
