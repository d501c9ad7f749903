//! What a cell's tag says, and which value that is.

use super::row::repeated;
use super::styles::{Family, Style, Styles};
use crate::read::meter::Meter;
use crate::read::package::{Tag, value};
use crate::read::values::{clock, iso, settled, some_text};
use crate::read::{ReadError, Text, Value};
use jiff::civil::{Date, DateTime};

/// What a cell's value is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Nothing is said.
    None,
    /// A number, a percentage or an amount in some currency.
    Number,
    Date,
    Time,
    Bool,
    Text,
}

/// What of a value is written in the tag.
#[derive(Debug)]
enum Written {
    None,
    Number(f64),
    /// Anything else, as it is written.
    Other(String),
}

/// A cell's tag.
#[derive(Debug)]
pub(super) struct CellTag {
    /// How often it stands.
    pub(super) repeated: u32,
    pub(super) style: Option<Style>,
    kind: Kind,
    pub(super) formula: bool,
    error: bool,
    written: Written,
}

impl CellTag {
    /// A cell by its tag.
    ///
    /// # Errors
    /// When it is repeated so often as makes no sense, or its text is too long.
    pub(super) fn of(tag: Tag<'_>, styles: &Styles, meter: &Meter) -> Result<CellTag, ReadError> {
        let mut cell = CellTag {
            repeated: 1,
            style: None,
            kind: Kind::None,
            formula: false,
            error: false,
            written: Written::None,
        };
        // By kind: what a value is written in.
        let mut values: [(Kind, Option<&[u8]>); 5] = [
            (Kind::Number, None),
            (Kind::Date, None),
            (Kind::Time, None),
            (Kind::Bool, None),
            (Kind::Text, None),
        ];
        for (name, value) in tag.attributes() {
            match name {
                b"number-columns-repeated" => cell.repeated = repeated(value)?,
                b"style-name" => cell.style = Some(styles.get(Family::Cell, value)),
                b"formula" => cell.formula = true,
                // LibreOffice says it twice, and of an error in its own way only.
                b"value-type" if value == b"error" => cell.error = true,
                b"value-type" => cell.kind = kind_of(value),
                b"value" => values[0].1 = Some(value),
                b"date-value" => values[1].1 = Some(value),
                b"time-value" => values[2].1 = Some(value),
                b"boolean-value" => values[3].1 = Some(value),
                b"string-value" => values[4].1 = Some(value),
                _ => {}
            }
        }
        let mut written = values
            .iter()
            .filter_map(|(kind, written)| Some((*kind, (*written)?)));
        let found = match cell.kind {
            Kind::None => written.next(),
            kind => written.find(|(written, _)| *written == kind),
        };
        if let Some((kind, written)) = found {
            cell.kind = kind;
            let written = value(written)?;
            meter.length(&written)?;
            cell.written = match kind == Kind::Number {
                true => number(&written),
                false => None,
            }
            .unwrap_or_else(|| Written::Other(written.into_owned()));
        }
        Ok(cell)
    }

    /// The cell's value, whose text is `shown`, if `any` is; none when it holds nothing.
    pub(super) fn value(&mut self, shown: &str, any: bool) -> Option<Value<'static>> {
        let seen = shown.trim();
        // Excel writes a formula that failed as the number 0, and shows what it came to.
        if self.error || self.formula && is_error(seen) {
            return Some(match seen {
                "" => Value::Uncalculated,
                _ => Value::Error(seen.chars().take(255).collect()),
            });
        }
        // A formula may come to the empty text: LibreOffice writes an empty paragraph then.
        let unwritten = matches!(self.written, Written::None);
        let empty = unwritten && self.kind != Kind::Text && !any;
        if self.formula && empty {
            return Some(Value::Uncalculated);
        }
        let written = match std::mem::replace(&mut self.written, Written::None) {
            Written::None => return text(shown),
            Written::Number(number) => return Some(Value::Number(number)),
            Written::Other(written) => written,
        };
        match self.kind {
            Kind::Date => match day(written.trim_ascii()) {
                Some(day) => Some(Value::Date(day)),
                None => iso(written.trim_ascii()).or_else(|| text(shown)),
            },
            Kind::Bool => match written.trim_ascii() {
                "true" | "TRUE" => Some(Value::Bool(true)),
                "false" | "FALSE" => Some(Value::Bool(false)),
                _ => text(&written).or_else(|| text(shown)),
            },
            // A time of day or a duration is neither a day nor an amount: what is seen says the most,
            // but for hours that look like a number (`27`).
            Kind::Time => match seen.contains([':', '：', '时', '時']) {
                true => text(shown),
                false => text(&written).or_else(|| text(shown)),
            },
            // What is no number is handed on as it is written.
            Kind::Number | Kind::Text | Kind::None => text(&written).or_else(|| text(shown)),
        }
    }
}

fn kind_of(written: &[u8]) -> Kind {
    match written {
        b"float" | b"percentage" | b"currency" => Kind::Number,
        b"date" => Kind::Date,
        b"time" => Kind::Time,
        b"boolean" => Kind::Bool,
        b"string" => Kind::Text,
        _ => Kind::None,
    }
}

fn number(written: &str) -> Option<Written> {
    let number = written.trim_ascii().parse::<f64>().ok();
    number.filter(|n| n.is_finite()).map(Written::Number)
}

fn text(text: &str) -> Option<Value<'static>> {
    some_text(Text::own(text.to_string()))
}

/// Whether what a formula shows is that it failed: `#N/A`, `#DIV/0!`, `#NAME?`, `Err:502`.
fn is_error(shown: &str) -> bool {
    let failed = shown.starts_with('#') && shown.len() < 40 && shown.ends_with(['!', '?']);
    failed || shown == "#N/A" || shown.starts_with("Err:")
}

/// A day, with or without a time. What is half a millisecond before midnight is midnight, as programs
/// show it.
fn day(written: &str) -> Option<DateTime> {
    let day: Date = written.get(..10)?.parse().ok()?;
    let late = written[10..].strip_prefix("T23:59:59.");
    match late.is_some_and(|fraction| fraction >= "9995") {
        true => settled(day.tomorrow().ok()?, 0),
        false => settled(day, clock(&written[10..]).unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::{day, is_error};
    use jiff::civil::date;

    #[test]
    fn a_day_has_a_time_or_none() {
        for (written, found) in [
            ("2023-09-01", date(2023, 9, 1).at(0, 0, 0, 0)),
            ("2023-09-01T08:30:00", date(2023, 9, 1).at(8, 30, 0, 0)),
            (
                "2023-09-01T23:59:59.9994",
                date(2023, 9, 1).at(23, 59, 59, 999_000_000),
            ),
            ("2023-08-31T23:59:17", date(2023, 9, 1).at(0, 0, 0, 0)),
            (
                "2023-09-01T23:59:59.999999999",
                date(2023, 9, 2).at(0, 0, 0, 0),
            ),
            ("1899-12-30", date(1899, 12, 30).at(0, 0, 0, 0)),
        ] {
            assert_eq!(day(written), Some(found), "{written}");
        }
        for none in [
            "",
            "2023-02-30",
            "20230901",
            "12023-09-01",
            "二〇二三年九月",
            "-0044-03-15",
        ] {
            assert_eq!(day(none), None, "{none}");
        }
    }

    #[test]
    fn what_a_formula_shows_that_failed() {
        for failed in [
            "#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#名称?", "Err:502",
        ] {
            assert!(is_error(failed), "{failed}");
        }
        for sound in ["", "#1", "0", "#", "N/A", "无"] {
            assert!(!is_error(sound), "{sound}");
        }
    }
}
