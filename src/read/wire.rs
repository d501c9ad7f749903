//! What a process that reads a workbook and the one that asked for it say to each other. First the
//! file goes in: its kind, its length, its bytes. Then questions of five bytes, each with one answer
//! that ends itself. The asking side believes no length: whatever it reads is bounded by the limits.

use super::values::settled;
use super::{
    Cell, Code, Kind, Looks, Merge, NumberFormat, ReadError, Sheet, Text, Value, Visibility,
};
use jiff::civil::{Date, Time};
use std::io::{self, Read, Write};
use std::rc::Rc;

/// Asks for the merged cells of a sheet.
pub(super) const MERGES: u8 = b'm';
/// Asks for the cells of a sheet.
pub(super) const CELLS: u8 = b'c';

const SHEETS: u8 = 1;
const MERGE: u8 = 2;
const TEXT: u8 = 3;
const NUMBER: u8 = 4;
const DATE: u8 = 5;
const BOOL: u8 = 6;
const ERROR: u8 = 7;
const UNCALCULATED: u8 = 8;
const END: u8 = 9;
const FAILED: u8 = 10;
const TIME: u8 = 11;

/// The most bytes of what a library says of an error.
const DETAIL: usize = 2_000;

/// The most bytes of a sheet's name or a property of the document.
const NAME: usize = 64 * 1024;

/// What an answer holds, piece by piece.
pub(super) enum Piece {
    Cell(Cell<'static>),
    Merge(Merge),
    End,
    Failed(ReadError),
}

/// What stands at the head of a workbook.
pub(super) struct Head {
    pub(super) sheets: Vec<Sheet>,
    pub(super) category: Option<String>,
    pub(super) saved: Option<String>,
}

/// Why an answer cannot be understood.
pub(super) enum Broken {
    /// It breaks off, or is no answer.
    Off,
    /// A text is longer than is allowed.
    TooLong,
    /// More sheets than are allowed.
    TooManySheets,
}

impl From<io::Error> for Broken {
    fn from(_: io::Error) -> Broken {
        Broken::Off
    }
}

/// The byte that names a kind; none for a kind that no other process reads.
pub(super) fn kind_byte(kind: Kind) -> Option<u8> {
    match kind {
        Kind::Xls => Some(1),
        Kind::Xlsb => Some(2),
        _ => None,
    }
}

/// The kind that a byte names.
pub(super) fn kind_of(byte: u8) -> Option<Kind> {
    [Kind::Xls, Kind::Xlsb]
        .into_iter()
        .find(|kind| kind_byte(*kind) == Some(byte))
}

/// The asking side's end.
pub(super) struct Reading<R>(pub(super) R);

impl<R: Read> Reading<R> {
    pub(super) fn bytes<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    pub(super) fn byte(&mut self) -> io::Result<u8> {
        self.bytes::<1>().map(|[byte]| byte)
    }

    pub(super) fn number(&mut self) -> io::Result<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    /// A text of at most `most` bytes.
    fn text(&mut self, most: usize) -> Result<String, Broken> {
        let length = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        if length > most {
            return Err(Broken::TooLong);
        }
        let mut bytes = vec![0; length];
        self.0.read_exact(&mut bytes)?;
        String::from_utf8(bytes).map_err(|_| Broken::Off)
    }

    fn property(&mut self) -> Result<Option<String>, Broken> {
        let text = self.text(NAME).map_err(|_| Broken::Off)?;
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    /// The head of a workbook of at most `most_sheets`, or why there is none.
    pub(super) fn head(&mut self, most_sheets: u64) -> Result<Result<Head, ReadError>, Broken> {
        match self.byte()? {
            SHEETS => {}
            FAILED => return Ok(Err(self.failed()?)),
            _ => return Err(Broken::Off),
        }
        let count = self.number()?;
        if u64::from(count) > most_sheets {
            return Err(Broken::TooManySheets);
        }
        let mut sheets = Vec::new();
        for _ in 0..count {
            let visibility = match self.byte()? {
                0 => Visibility::Visible,
                1 => Visibility::Hidden,
                _ => Visibility::VeryHidden,
            };
            let name = self.text(NAME).map_err(|_| Broken::Off)?;
            sheets.push(Sheet { name, visibility });
        }
        Ok(Ok(Head {
            sheets,
            category: self.property()?,
            saved: self.property()?,
        }))
    }

    fn failed(&mut self) -> Result<ReadError, Broken> {
        let code = code_of(&self.bytes()?);
        Ok(ReadError::new(code, self.text(DETAIL)?))
    }

    /// The next piece of an answer; a cell's text has at most `most_text` bytes.
    pub(super) fn piece(&mut self, most_text: usize) -> Result<Piece, Broken> {
        let tag = self.byte()?;
        match tag {
            END => return Ok(Piece::End),
            FAILED => return Ok(Piece::Failed(self.failed()?)),
            MERGE => {
                let mut ends = [0; 4];
                for end in &mut ends {
                    *end = self.number()?;
                }
                let [row, column, last_row, last_column] = ends;
                return Ok(Piece::Merge((row, column, last_row, last_column)));
            }
            _ => {}
        }
        let (row, column) = (self.number()?, self.number()?);
        let value = match tag {
            TEXT => Value::Text(Text::own(self.text(most_text)?)),
            NUMBER | TIME => Value::Number(f64::from_le_bytes(self.bytes()?)),
            DATE => {
                let [low, high, month, day] = self.bytes()?;
                let year = i16::from_le_bytes([low, high]);
                let date = Date::new(year, month.cast_signed(), day.cast_signed());
                let time = i64::from(self.number()?);
                let date = date.ok().and_then(|date| settled(date, time));
                Value::Date(date.ok_or(Broken::Off)?)
            }
            BOOL => Value::Bool(self.byte()? != 0),
            ERROR => Value::Error(self.text(most_text)?),
            UNCALCULATED => Value::Uncalculated,
            _ => return Err(Broken::Off),
        };
        Ok(Piece::Cell(Cell {
            row,
            column,
            value,
            looks: Looks::default(),
            // The reader on the other side knows no more of formats.
            format: matches!(tag, DATE | TIME).then(|| Rc::new(NumberFormat::unknown())),
        }))
    }
}

/// The code that four bytes of the wire are; of any that a reading does not end with, that the file
/// is damaged.
fn code_of(written: &[u8; 4]) -> Code {
    match written {
        b"F004" => Code::F004,
        b"F007" => Code::F007,
        _ => Code::F003,
    }
}

/// A time of day in milliseconds.
fn milliseconds(time: Time) -> u32 {
    let parts = [time.hour(), time.minute(), time.second()].map(i8::unsigned_abs);
    let seconds = parts
        .iter()
        .fold(0, |all, part| all * 60 + u32::from(*part));
    seconds * 1_000 + u32::from(time.millisecond().unsigned_abs())
}

/// The answering side's end.
pub(super) struct Writing<W>(pub(super) W);

impl<W: Write> Writing<W> {
    fn number(&mut self, number: u32) -> io::Result<()> {
        self.0.write_all(&number.to_le_bytes())
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        // A text of 4 GiB is beyond the memory that there is.
        self.number(u32::try_from(text.len()).unwrap_or(u32::MAX))?;
        self.0.write_all(text.as_bytes())
    }

    pub(super) fn head(&mut self, head: &Head) -> io::Result<()> {
        self.0.write_all(&[SHEETS])?;
        self.number(u32::try_from(head.sheets.len()).unwrap_or(u32::MAX))?;
        for sheet in &head.sheets {
            let visibility = match sheet.visibility {
                Visibility::Visible => 0,
                Visibility::Hidden => 1,
                Visibility::VeryHidden => 2,
            };
            self.0.write_all(&[visibility])?;
            self.text(&sheet.name)?;
        }
        for property in [&head.category, &head.saved] {
            self.text(property.as_deref().unwrap_or_default())?;
        }
        self.0.flush()
    }

    pub(super) fn merge(&mut self, merge: Merge) -> io::Result<()> {
        self.0.write_all(&[MERGE])?;
        for end in [merge.0, merge.1, merge.2, merge.3] {
            self.number(end)?;
        }
        Ok(())
    }

    pub(super) fn cell(&mut self, cell: &Cell<'_>) -> io::Result<()> {
        let tag = match &cell.value {
            Value::Text(_) => TEXT,
            Value::Number(_) if cell.format.is_some() => TIME,
            Value::Number(_) => NUMBER,
            Value::Date(_) => DATE,
            Value::Bool(_) => BOOL,
            Value::Error(_) => ERROR,
            Value::Uncalculated => UNCALCULATED,
        };
        self.0.write_all(&[tag])?;
        self.number(cell.row)?;
        self.number(cell.column)?;
        match &cell.value {
            Value::Text(text) => self.text(text.as_str()),
            Value::Number(number) => self.0.write_all(&number.to_le_bytes()),
            Value::Date(date) => {
                let [low, high] = date.year().to_le_bytes();
                let (month, day) = (date.month().cast_unsigned(), date.day().cast_unsigned());
                self.0.write_all(&[low, high, month, day])?;
                self.number(milliseconds(date.time()))
            }
            Value::Bool(bool) => self.0.write_all(&[u8::from(*bool)]),
            Value::Error(error) => self.text(error),
            Value::Uncalculated => Ok(()),
        }
    }

    pub(super) fn end(&mut self) -> io::Result<()> {
        self.0.write_all(&[END])?;
        self.0.flush()
    }

    pub(super) fn failed(&mut self, error: &ReadError) -> io::Result<()> {
        let mut code = *b"F003";
        if let Ok(known) = error.code.as_str().as_bytes().try_into() {
            code = known;
        }
        let mut detail = error.detail.as_str();
        while detail.len() > DETAIL {
            let (last, _) = detail.char_indices().next_back().unwrap_or_default();
            detail = &detail[..last];
        }
        self.0.write_all(&[FAILED])?;
        self.0.write_all(&code)?;
        self.text(detail)?;
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_arrives_as_it_was_sent() {
        let values = [
            Value::Text(Text::own("育才小学".to_string())),
            Value::Number(26.15),
            Value::Date(jiff::civil::date(2023, 9, 1).at(16, 0, 0, 0)),
            Value::Bool(true),
            Value::Error("#N/A".to_string()),
            Value::Uncalculated,
        ];
        let mut wire = Writing(Vec::new());
        for (row, value) in (0..).zip(values.clone()) {
            let looks = Looks::default();
            let column = 7;
            wire.cell(&Cell {
                row,
                column,
                value,
                looks,
                format: None,
            })
            .expect("written");
        }
        wire.merge((1, 2, 3, 4)).expect("written");
        wire.failed(&ReadError::new(Code::F007, "页".repeat(1_000)))
            .expect("written");
        wire.end().expect("written");
        let mut wire = Reading(wire.0.as_slice());
        for (row, expected) in (0..).zip(values) {
            let sent = wire.piece(100);
            assert!(matches!(
                sent,
                Ok(Piece::Cell(cell)) if (cell.row, cell.column) == (row, 7) && cell.value == expected
            ));
        }
        assert!(matches!(wire.piece(1), Ok(Piece::Merge((1, 2, 3, 4)))));
        assert!(matches!(
            wire.piece(1),
            Ok(Piece::Failed(error))
                if error.code == Code::F007 && error.detail == "页".repeat(DETAIL / 3)
        ));
        assert!(matches!(wire.piece(1), Ok(Piece::End)));
        assert!(matches!(wire.piece(1), Err(Broken::Off)));
    }

    #[test]
    fn a_length_that_is_not_allowed_is_not_believed() {
        let mut bytes = vec![TEXT, 0, 0, 0, 0, 0, 0, 0, 0];
        bytes.extend(u32::MAX.to_le_bytes());
        assert!(matches!(
            Reading(bytes.as_slice()).piece(4_000),
            Err(Broken::TooLong)
        ));
    }
}
