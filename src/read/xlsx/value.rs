//! A number that is written in a cell, as a value.

use crate::read::Value;
use crate::read::values::{DAY, settled};
use jiff::Span;
use jiff::civil::{DateTime, date};

/// Excel's serials: from its first day to the end of the year 9999.
const SERIALS: std::ops::Range<f64> = 1.0..2_958_466.0;
const MILLISECONDS: f64 = DAY as f64;

/// A number, which in a `date`'s format is the day; a serial outside of Excel's calendar, and the
/// 29 February 1900 that was none, stay numbers.
pub(super) fn number(number: f64, date: bool, date1904: bool) -> Value<'static> {
    match date.then(|| day(number, date1904)).flatten() {
        Some(day) => Value::Date(day),
        None => Value::Number(number),
    }
}

/// The day of a serial, with the time that its part of a day is.
fn day(serial: f64, date1904: bool) -> Option<DateTime> {
    if !SERIALS.contains(&serial) {
        return None;
    }
    // Below 2^52, so exact.
    let milliseconds = (serial * MILLISECONDS).round() as i64;
    let (days, time) = (milliseconds.div_euclid(DAY), milliseconds.rem_euclid(DAY));
    let epoch = match (date1904, days) {
        (true, _) => date(1904, 1, 1),
        // Excel counts a 29 February 1900.
        (false, 60) => return None,
        (false, ..60) => date(1899, 12, 31),
        (false, _) => date(1899, 12, 30),
    };
    let day = epoch.checked_add(Span::new().try_days(days).ok()?).ok()?;
    settled(day, time)
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::read::Value;
    use jiff::civil::date;

    #[test]
    fn serials_are_days() {
        for (serial, date1904, day) in [
            (1.0, false, date(1900, 1, 1).at(0, 0, 0, 0)),
            (59.0, false, date(1900, 2, 28).at(0, 0, 0, 0)),
            (61.0, false, date(1900, 3, 1).at(0, 0, 0, 0)),
            (45_170.0, false, date(2023, 9, 1).at(0, 0, 0, 0)),
            (45_170.375, false, date(2023, 9, 1).at(9, 0, 0, 0)),
            // 43 seconds before a midnight, and after.
            (
                45_169.999_502_314_81,
                false,
                date(2023, 9, 1).at(0, 0, 0, 0),
            ),
            (
                45_170.000_497_685_19,
                false,
                date(2023, 9, 1).at(0, 0, 0, 0),
            ),
            // 23:59:59
            (
                45_170.999_988_425_93,
                false,
                date(2023, 9, 1).at(23, 59, 59, 0),
            ),
            (45_169.999_999_999_9, false, date(2023, 9, 1).at(0, 0, 0, 0)),
            (2_958_465.0, false, date(9999, 12, 31).at(0, 0, 0, 0)),
            (43_708.0, true, date(2023, 9, 1).at(0, 0, 0, 0)),
            (1.0, true, date(1904, 1, 2).at(0, 0, 0, 0)),
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
