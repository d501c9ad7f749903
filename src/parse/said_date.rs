//! What a cell can say of a date, and the days and months that there are. How each is written is not told here.

use crate::read::settled;
use jiff::civil::{Date, DateTime};

/// What a cell says of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// A day with its time; none that is within two minutes of a midnight.
    Day(DateTime),
    Month(i16, i8),
    /// `23.9`: a month where a month is asked for, else a number.
    ShortMonth(i16, i8),
    BareMonth(i8),
    /// `9月1日`, without a year.
    DayOfMonth(i8, i8),
    Impossible,
    /// `农历八月十五`, `正月初八`: a day of the other calendar.
    Lunar,
    /// Which part is the year, or the month, is not clear.
    Ambiguous,
    /// 2023.1 in a number cell: January, or October whose last zero the number lost.
    LostZero,
    Unknown,
}

/// The day at so many milliseconds from its midnight.
pub(super) fn at(day: Date, milliseconds: i64) -> Written {
    settled(day, milliseconds).map_or(Written::Impossible, Written::Day)
}

pub(super) fn day_written(year: i16, month: i16, day: i16) -> Written {
    let date = i8::try_from(month)
        .ok()
        .zip(i8::try_from(day).ok())
        .and_then(|(month, day)| Date::new(year, month, day).ok());
    match date {
        Some(date) if plausible(year) => at(date, 0),
        _ => Written::Impossible,
    }
}

pub(super) fn month_written(year: i16, month: i16) -> Written {
    match i8::try_from(month) {
        Ok(month @ 1..=12) if plausible(year) => Written::Month(year, month),
        _ => Written::Impossible,
    }
}

/// A year that can stand in a union's books.
pub(super) fn plausible(year: i16) -> bool {
    (1900..=2200).contains(&year)
}
