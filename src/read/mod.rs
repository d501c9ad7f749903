//! read: a file → its sheets' cells, streamed in row order. The rest of the program sees only
//! [`Workbook`] and [`Cells`], so that another reader can come in behind them. A cell's value is
//! handed on as the file holds it; what it means is for `parse` to say.

mod archive;
mod calamine_reader;
mod cell_formats;
mod child;
mod csv;
mod file;
mod format;
mod grid;
mod isolated;
mod kind;
mod limits;
mod meter;
mod ods;
mod package;
mod values;
mod wire;
mod xls_formats;
mod xlsb_formats;
mod xlsx;

pub use archive::Archive;
pub use child::{CHILD_ARGUMENT, CHILD_MEMORY, serve_child};
pub use csv::Decoded;
pub use file::{FileError, open_file, read_file};
pub use format::{NumberFormat, ShownMoney};
pub use kind::{FileLooks, Kind, Looked, kind, look, stem};
pub use limits::{Isolation, Limit, LimitError, Limits, Over};
pub use package::zipped::Entry;
pub(crate) use values::{clock, english_month, settled};

use crate::finding::Code;
use jiff::civil::{DateTime, Time};
use meter::{Meter, Metered};
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// When it is midnight in China, where the clock shows Greenwich's time: dates at this time sharp may be
/// China's midnights, written in UTC.
pub const UTC_MIDNIGHT: Time = Time::constant(16, 0, 0, 0);

/// One cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell<'a> {
    /// 0-based.
    pub row: u32,
    /// 0-based.
    pub column: u32,
    /// What it holds.
    pub value: Value<'a>,
    /// What a person sees of it beside its value.
    pub looks: Looks,
    /// Its number format, where that says more than the value.
    pub format: Option<Rc<NumberFormat>>,
}

/// What a person sees of a cell beside its value; nothing of it changes how the cell is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Looks {
    /// Its row is hidden, by hand or by a filter.
    pub hidden_row: bool,
    /// Its column is hidden.
    pub hidden_column: bool,
    /// Its text is struck out.
    pub struck: bool,
    /// Some of its text was struck out, and is left out of its value.
    pub struck_in_part: bool,
    /// Its text is white on white.
    pub white: bool,
    /// Which column it is in is told by the signs between the fields of its line alone.
    pub in_line: bool,
}

/// What a cell holds, a formula's cached result included.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Text.
    Text(Text<'a>),
    /// A number in any format but a date's.
    Number(f64),
    /// A number in a date's format, or an ISO date, with the time of day that stands beside it. What is
    /// within two minutes of a midnight is that midnight: web exports from China write it so.
    Date(DateTime),
    /// TRUE or FALSE.
    Bool(bool),
    /// `#N/A` and the like.
    Error(String),
    /// A formula of whose result the file holds nothing, or nothing that can be believed.
    Uncalculated,
}

/// A cell's text. The same shared string is lent at the same place in memory each time, which
/// gives it an identity: what was looked up once need not be looked up again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'a> {
    text: Cow<'a, str>,
    shared: bool,
}

impl<'a> Text<'a> {
    /// A text that the workbook holds once and many cells share.
    pub fn shared(text: &'a str) -> Text<'a> {
        Text {
            text: Cow::Borrowed(text),
            shared: true,
        }
    }

    /// A text of this cell alone.
    pub fn own(text: String) -> Text<'static> {
        Text {
            text: Cow::Owned(text),
            shared: false,
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The identity of a shared text: equal for equal cells of one workbook while it is open.
    pub fn identity(&self) -> Option<usize> {
        self.shared.then_some(self.text.as_ptr() as usize)
    }
}

impl Value<'_> {
    /// The value by itself, without the workbook that lends its text.
    pub fn own(&self) -> Value<'static> {
        match self {
            Value::Text(text) => Value::Text(Text::own(text.as_str().to_string())),
            Value::Number(number) => Value::Number(*number),
            Value::Date(date) => Value::Date(*date),
            Value::Bool(bool) => Value::Bool(*bool),
            Value::Error(error) => Value::Error(error.clone()),
            Value::Uncalculated => Value::Uncalculated,
        }
    }

    /// The value as the person who filled it in sees it.
    pub fn shown(&self) -> String {
        match self {
            Value::Text(text) => text.as_str().trim().to_string(),
            Value::Number(number) => show_number(*number),
            Value::Date(date) => date.date().to_string(),
            Value::Bool(true) => "TRUE".to_string(),
            Value::Bool(false) => "FALSE".to_string(),
            Value::Error(error) => error.clone(),
            Value::Uncalculated => String::new(),
        }
    }
}

/// A number with the 15 significant digits that Excel keeps and shows, never in scientific
/// notation: 0.1 + 0.2 is 0.3, and 26.150000000000002 is 26.15.
pub fn show_number(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    if number == 0.0 {
        return "0".to_string();
    }
    // One digit, fourteen decimals, an exponent: rounded once, in decimal.
    let scientific = format!("{number:.14e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let body = if exponent < 0 {
        let zeros = "0".repeat((-exponent - 1).unsigned_abs() as usize);
        format!("0.{zeros}{digits}")
    } else {
        let whole = exponent.unsigned_abs() as usize + 1;
        if digits.len() <= whole {
            format!("{digits}{}", "0".repeat(whole - digits.len()))
        } else {
            format!("{}.{}", &digits[..whole], &digits[whole..])
        }
    };
    format!("{sign}{body}")
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether a person sees it when the workbook is opened.
    pub visibility: Visibility,
}

/// Whether a person sees a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// It has a tab.
    Visible,
    /// It can be brought back from the menu (隐藏).
    Hidden,
    /// It can be brought back only by a macro (深度隐藏).
    VeryHidden,
}

/// Merged cells: first row, first column, last row, last column, all 0-based.
pub type Merge = (u32, u32, u32, u32);

/// A note (批注) at a cell, or what people wrote to each other there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Row and column, 0-based.
    pub cell: (u32, u32),
    /// What it says.
    pub text: String,
}

/// An open workbook.
pub trait Workbook {
    /// Its sheets in order, charts and macros left out.
    fn sheets(&self) -> Vec<Sheet>;

    /// The cells of the sheet at `index` (0-based) that hold something, row by row; in a row they come
    /// in the order of the file, which is from left to right but in odd ones.
    ///
    /// # Errors
    /// When the sheet's own part of the file is damaged.
    fn cells<'a>(&'a mut self, index: usize) -> Result<Box<dyn Cells<'a> + 'a>, ReadError>;

    /// When the document says that it was last saved, as it says it (`2023-09-12T08:00:00Z`); none
    /// where it does not say, or the format's reader does not tell. Of two versions of one workbook
    /// the greater text is the newer one.
    fn saved(&mut self) -> Option<String> {
        None
    }

    /// Whether the workbook counts its days from 1904, as old ones of the Mac do: a date that stands
    /// as a bare number is 1,462 days later then.
    fn date1904(&self) -> bool {
        false
    }

    /// The category among the document's properties, by which the program knows its own outputs; none
    /// where the format's reader does not tell.
    fn category(&mut self) -> Option<String>;

    /// The notes of the sheet at `index` (0-based), by row and column, one for each cell; none where the
    /// format's reader does not tell.
    fn notes(&mut self, _index: usize) -> Vec<Note> {
        Vec::new()
    }

    /// The merged cells of the sheet at `index` (0-based), which may be asked for before its cells;
    /// none where the format's reader does not tell.
    ///
    /// # Errors
    /// When the sheet's own part of the file is damaged, or there are more than the limit.
    fn merges(&mut self, index: usize) -> Result<Vec<Merge>, ReadError>;
}

/// A stream of cells.
pub trait Cells<'a> {
    /// The next cell that holds something; none at the end.
    ///
    /// # Errors
    /// When the file breaks off or makes no sense; no further cell can be had then.
    fn next_cell(&mut self) -> Result<Option<Cell<'a>>, ReadError>;
}

/// Why a file or sheet could not be read: the code of the finding that says so, and what the
/// reading library said, for those who can use it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct ReadError {
    /// F-code.
    pub code: Code,
    /// The library's words.
    pub detail: String,
    /// The limit that the file goes over, for `F019`; the whole file is refused then.
    pub over: Option<Over>,
}

impl ReadError {
    /// An error of `code`.
    pub fn new(code: Code, detail: impl Into<String>) -> ReadError {
        ReadError {
            code,
            detail: detail.into(),
            over: None,
        }
    }

    /// Whether nothing of the file counts, whichever sheet the error was met in.
    pub fn of_whole_file(&self) -> bool {
        self.over.is_some() || matches!(self.code, Code::F007 | Code::F020)
    }
}

impl From<Over> for ReadError {
    fn from(over: Over) -> ReadError {
        ReadError {
            code: Code::F019,
            detail: over.to_string(),
            over: Some(over),
        }
    }
}

/// Opens the workbook that the file called `path` holds, as [`open`] does; a text whose name ends in
/// .csv, .tsv or .txt is one too, its one sheet called like the file.
///
/// # Errors
/// As [`open`].
pub fn open_named<'b>(
    bytes: &'b [u8],
    path: &str,
    limits: &Limits,
) -> Result<Box<dyn Workbook + 'b>, ReadError> {
    open_looked(bytes, look(bytes, path), path, limits)
}

/// Opens the workbook that `bytes` hold, to be read under `limits`; an xls or xlsb where
/// [`Limits::isolated`] says.
///
/// # Errors
/// [`ReadError`] when they are not a workbook, are encrypted, are damaged, or go over a limit.
pub fn open<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Box<dyn Workbook + 'b>, ReadError> {
    open_named(bytes, "", limits)
}

/// Opens as [`open_named`] does what was `looked` at already.
///
/// # Errors
/// As [`open`].
pub fn open_looked<'b>(
    bytes: &'b [u8],
    looked: Looked,
    path: &str,
    limits: &Limits,
) -> Result<Box<dyn Workbook + 'b>, ReadError> {
    limits.check(Limit::FileBytes, bytes.len() as u64)?;
    match looked.kind {
        Kind::Xlsx => xlsx::open(bytes, limits),
        Kind::Ods => ods::open(bytes, limits),
        kind @ (Kind::Xls | Kind::Xlsb) => {
            let meter = Meter::new(limits);
            let workbook = match &limits.isolation {
                Isolation::InProcess => calamine_reader::open(bytes, kind)?,
                Isolation::Child(program) => isolated::open(program, bytes, kind, limits)?,
            };
            let workbook = Box::new(Metered::new(workbook, meter)?);
            Ok(match kind {
                Kind::Xls => xls_formats::with_formats(workbook, bytes),
                _ => xlsb_formats::with_formats(workbook, bytes, limits),
            })
        }
        Kind::Encrypted => Err(ReadError::new(Code::F004, "EncryptedPackage")),
        Kind::Damaged => Err(ReadError::new(Code::F003, "cut short")),
        Kind::Empty => Err(ReadError::new(Code::F006, "0 bytes")),
        Kind::Csv => {
            let text = looked
                .text
                .ok_or_else(|| ReadError::new(Code::F005, "text"))?;
            csv::open(text, kind::stem(path), bytes.len() as u64, limits)
        }
        Kind::Archive => Err(ReadError::new(Code::F005, FileLooks::Zip.words().en)),
        Kind::Other(what) => Err(ReadError::new(Code::F005, what.words().en)),
    }
}

/// Runs `work` and holds a panic of a reading library to the file that caused it.
///
/// # Errors
/// `F007` when `work` panicked, else what it returned.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let detail = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("panic");
        Err(ReadError::new(Code::F007, detail))
    })
}

#[cfg(test)]
mod tests {
    use super::show_number;

    #[test]
    fn numbers_are_shown_with_fifteen_digits() {
        for (number, shown) in [
            (0.1 + 0.2, "0.3"),
            (26.150000000000002, "26.15"),
            (5230.0, "5230"),
            (1e15, "1000000000000000"),
            (-0.005, "-0.005"),
            (110101198503072318.0, "110101198503072000"),
            (20230901.0, "20230901"),
            (99.99999999999999, "100"),
        ] {
            assert_eq!(show_number(number), shown);
        }
    }
}
