//! Vocabulary: a finding (问题) is a code, a place and the values its sentence needs. The sentences
//! themselves stand in the rule's declaration and are put together when an output is written, so
//! that one run can speak either language and no stage holds words.

mod code;

pub use code::Code;

use crate::messages;
use crate::schema::{Column, ColumnType, GoesUp, Privacy};
use crate::words::{BETWEEN_NAMES, Lang, Words};
use jiff::civil::Date;
use serde::Deserialize;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 错误: must be mended before anyone signs.
    Error,
    /// 警告: to be looked at; may be right.
    Warning,
    /// 提示: what the tool decided and a person should know.
    Info,
}

impl Severity {
    /// The id of the JSON contract.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// Where a finding stands. Everything is optional: a missing unit has no file, a bad file no sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The input's position (0-based) in the sorted list of inputs.
    pub input: Option<u32>,
    /// The sheet's position (0-based) in its workbook, to order findings as a reader meets them.
    pub sheet_index: u32,
    /// The cell, row and column both 0-based.
    pub cell: Option<(u32, u32)>,
    /// The sheet's name.
    pub sheet: Option<String>,
    /// The unit's name; where absent and an input is named, the input's unit.
    pub unit: Option<String>,
    /// The table's id.
    pub table: Option<&'static str>,
    /// The column's id.
    pub column: Option<&'static str>,
}

impl Place {
    /// The input `number` as a whole.
    pub fn of_input(number: u32) -> Place {
        Place {
            input: Some(number),
            ..Place::default()
        }
    }

    /// The unit called `name`, whatever it sent.
    pub fn of_unit(name: &str) -> Place {
        Place {
            unit: Some(name.to_string()),
            ..Place::default()
        }
    }
}

/// The number that an input has while it is read. Files in zips and a plan among the files come to light
/// only then, so the numbers are given when all are known.
pub const UNNUMBERED: u32 = 0;

/// A value in a finding's sentence, by what it is: `personal::goes_up` decides for each what of it is
/// shown to whom the reports go up to. A text of a cell is made with [`Arg::of_column`].
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Free text of an input: it may hold anything about anybody.
    Text(String),
    /// The name of a person, or of several in a list.
    Person(String),
    /// An ID number, or that of a membership.
    Id(String),
    /// A phone number.
    Phone(String),
    /// A reason of illness or hardship.
    Reason(String),
    /// The number of a paper, a voucher's.
    PaperNumber(String),
    /// The name of a thing that the reports list: a unit, a file, a sheet, an event, an item of the plan.
    Thing(String),
    /// The header of a column, as it stands in a sheet.
    Header(String),
    /// What a library or the system said of a file.
    Detail(String),
    /// Words of our own in one language: a declared title or value, a letter.
    Static(&'static str),
    /// A count.
    Count(i64),
    /// Millionths, printed without needless zeros: 8.5.
    Decimal(i64),
    /// Money in fen, printed in yuan.
    Fen(i64),
    /// A date, printed 2023-09-01.
    Date(Date),
    /// A month by its first day, printed 2023-09.
    Month(Date),
    /// A sentence or title in both languages.
    Words(Words),
    /// A sentence of `messages.rs` with this for its `{value}`.
    Filled(Words, Box<Arg>),
    /// Several, with what stands between them.
    List(Vec<Arg>, Words),
    /// A column of a sheet (0-based), printed as its letters.
    Letters(u32),
    /// From one row to another (both 1-based) of a column (0-based), printed `A3:A7`.
    Span(u32, (u32, u32)),
    /// A rule's code.
    Code(Code),
    /// Another row of the same file: the sheet, and the row's number from 1.
    Row(String, u32),
}

impl Arg {
    /// What a cell of `column` says, as what it is by the column's declaration; free text where no
    /// column is known.
    pub fn of_column(column: Option<&Column>, text: String) -> Arg {
        let Some(column) = column else {
            return Arg::Text(text);
        };
        if column.values.iter().any(|known| known.value == text) {
            return Arg::Thing(text);
        }
        match (column.kind, column.privacy, column.goes_up) {
            (ColumnType::Phone, ..) => Arg::Phone(text),
            (ColumnType::NationalId, ..) | (_, Some(Privacy::Identity), _) => Arg::Id(text),
            (_, Some(Privacy::Reason), _) => Arg::Reason(text),
            (ColumnType::Name, ..) | (_, Some(Privacy::Name), _) => Arg::Person(text),
            (_, None, Some(GoesUp::AsWritten)) => Arg::Thing(text),
            (_, None, Some(GoesUp::PaperNumber)) => Arg::PaperNumber(text),
            (_, None, None) => Arg::Text(text),
        }
    }

    /// How many there are.
    pub fn count(number: impl TryInto<i64>) -> Arg {
        Arg::Count(number.try_into().unwrap_or(i64::MAX))
    }

    /// `message` with `arg` for its `{value}`.
    pub fn filled(message: Words, arg: Arg) -> Arg {
        Arg::Filled(message, Box::new(arg))
    }

    /// Names, months or values in a list.
    pub fn names(args: impl Iterator<Item = Arg>) -> Arg {
        Arg::List(args.collect(), BETWEEN_NAMES)
    }

    /// What the system said of a file, in the user's language where it is one of the usual reasons.
    pub fn of_system(error: &std::io::Error) -> Arg {
        use std::io::ErrorKind;
        Arg::Words(match error.kind() {
            ErrorKind::NotFound => messages::SYSTEM_NOT_FOUND,
            ErrorKind::PermissionDenied => messages::SYSTEM_DENIED,
            // A folder that is to be made and is a file already is said to exist.
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => messages::SYSTEM_NOT_A_FOLDER,
            ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty => messages::SYSTEM_A_FOLDER,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => messages::SYSTEM_FULL,
            ErrorKind::FileTooLarge => messages::SYSTEM_TOO_LARGE,
            ErrorKind::ReadOnlyFilesystem => messages::SYSTEM_READ_ONLY,
            _ => return Arg::Detail(error.to_string()),
        })
    }

    /// The value as the school that sent reads it: whole.
    pub fn show(&self, lang: Lang) -> String {
        self.show_but(lang, &|_| None)
    }

    /// The value with what `other` answers in place of itself, or of what stands in it.
    pub fn show_but(&self, lang: Lang, other: &dyn Fn(&Arg) -> Option<String>) -> String {
        if let Some(shown) = other(self) {
            return shown;
        }
        match self {
            Arg::Text(text)
            | Arg::Person(text)
            | Arg::Id(text)
            | Arg::Phone(text)
            | Arg::Reason(text)
            | Arg::PaperNumber(text)
            | Arg::Thing(text)
            | Arg::Header(text)
            | Arg::Detail(text) => text.clone(),
            Arg::Static(text) => (*text).to_string(),
            Arg::Count(count) => count.to_string(),
            Arg::Decimal(millionths) => show_millionths(*millionths),
            Arg::Fen(fen) => show_yuan(*fen),
            Arg::Date(date) => date.to_string(),
            Arg::Month(date) => show_month(*date),
            Arg::Words(words) => words.get(lang).to_string(),
            Arg::Filled(message, arg) => {
                message.fill(lang, &[("value", &arg.show_but(lang, other))])
            }
            Arg::List(args, between) => {
                let shown: Vec<String> = args.iter().map(|arg| arg.show_but(lang, other)).collect();
                shown.join(between.get(lang))
            }
            Arg::Letters(column) => column_letters(*column),
            Arg::Span(column, (first, last)) => {
                let letters = column_letters(*column);
                format!("{letters}{first}:{letters}{last}")
            }
            Arg::Code(code) => code.to_string(),
            Arg::Row(sheet, row) => match lang {
                Lang::Zh => format!("“{sheet}”第 {row} 行"),
                Lang::En => format!("{sheet}, row {row}"),
            },
        }
    }
}

/// One thing that is wrong, doubtful or worth knowing, at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Which rule.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// What the cell holds, as the person who filled it in would see it. What of it may go up follows
    /// from the column that the place names.
    pub value: Option<String>,
    /// The values that the rule's sentences name as `{name}`.
    pub args: Vec<(&'static str, Arg)>,
}

impl Finding {
    /// A finding of `code` at `place`.
    pub fn new(code: Code, place: Place) -> Finding {
        Finding {
            code,
            place,
            value: None,
            args: Vec::new(),
        }
    }

    /// With what the cell holds; the sentences may name it as `{value}`.
    pub fn value(mut self, value: impl Into<String>) -> Finding {
        self.value = Some(value.into());
        self
    }

    /// With a value for `{name}` in the rule's sentences, where there is one.
    pub fn arg(mut self, name: &'static str, arg: impl Into<Option<Arg>>) -> Finding {
        self.args.extend(arg.into().map(|arg| (name, arg)));
        self
    }
}

/// Fen as yuan with two decimals, `-1234.50`; digits are not grouped, so that the text can be
/// typed back into a cell.
pub fn show_yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}

/// Millionths as a person writes the number, without needless zeros: 8.5.
pub fn show_millionths(millionths: i64) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let value = millionths.unsigned_abs();
    let text = format!("{sign}{}.{:06}", value / 1_000_000, value % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// A month by its first day, as `2023-09`.
pub fn show_month(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

/// The A1 address of a cell given 0-based.
pub fn a1(row: u32, column: u32) -> String {
    format!("{}{}", column_letters(column), row + 1)
}

/// The letters of a column given 0-based: 0 is A, 26 is AA.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column as u64 + 1;
    while rest > 0 {
        let digit = ((rest - 1) % 26) as u8;
        letters.push(b'A' + digit);
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    letters.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_excels_own() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16383, "XFD")] {
            assert_eq!(column_letters(column), letters);
        }
        assert_eq!(a1(16, 3), "D17");
    }

    #[test]
    fn yuan_keeps_the_sign_of_less_than_one_yuan() {
        assert_eq!(show_yuan(-5), "-0.05");
        assert_eq!(show_yuan(2615), "26.15");
    }
}
