//! A number that is written in a cell, as a value.

use crate::read::Value;
use jiff::Span;
use jiff::civil::{Date, date};

/// Excel's serials: from its first day to the end of the year 9999.
const SERIALS: std::ops::Range<f64> = 1.0..2_958_466.0;
const MILLISECONDS: f64 = 86_400_000.0;

/// A number, which in a `date`'s format is the day; a serial outside of Excel's calendar, and the
/// 29 February 1900 that was none, stay numbers.
pub(super) fn number(number: f64, date: bool, date1904: bool) -> Value<'static> {
    match date.then(|| day(number, date1904)).flatten() {
        Some(day) => Value::Date(day),
        None => Value::Number(number),
    }
}

/// The day of a serial. The time is left out; what is half a millisecond before midnight is
/// midnight, as Excel shows it.
fn day(serial: f64, date1904: bool) -> Option<Date> {
    if !SERIALS.contains(&serial) {
        return None;
    }
    // Below 2^52, so exact.
    let days = ((serial * MILLISECONDS).round() / MILLISECONDS).floor() as i64;
    let epoch = match (date1904, days) {
        (true, _) => date(1904, 1, 1),
        // Excel counts a 29 February 1900.
        (false, 60) => return None,
        (false, ..60) => date(1899, 12, 31),
        (false, _) => date(1899, 12, 30),
    };
    epoch.checked_add(Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::read::Value;
    use jiff::civil::date;

    #[test]
    fn serials_are_days() {
        for (serial, date1904, day) in [
            (1.0, false, date(1900, 1, 1)),
            (59.0, false, date(1900, 2, 28)),
            (61.0, false, date(1900, 3, 1)),
            (45_170.0, false, date(2023, 9, 1)),
            (45_170.999, false, date(2023, 9, 1)),
            (45_169.999_999_999_9, false, date(2023, 9, 1)),
            (2_958_465.0, false, date(9999, 12, 31)),
            (43_708.0, true, date(2023, 9, 1)),
            (1.0, true, date(1904, 1, 2)),
        ] {
            assert_eq!(number(serial, true, date1904), Value::Date(day), "{serial}");
        }
    }

    #[test]
    fn what_is_no_day_stays_a_number() {
        for serial in [0.0, 0.5, -3.0, 60.0, 60.5, 2_958_466.0, 20_230_901.0, 1e300] {
            assert_eq!(number(serial, true, false), Value::Number(serial));
        }
        let late = 2_958_465.0;
        assert_eq!(
            number(late, true, true),
            Value::Number(late),
            "beyond the year 9999"
        );
        assert_eq!(number(45_170.0, false, false), Value::Number(45_170.0));
    }
}
