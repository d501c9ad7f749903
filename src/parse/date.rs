//! Dates (日期) and months (月份) in every form that people type; day first is never guessed.

use super::decimal::{chinese_digit, chinese_number, tidy};
use super::{Fault, Parsed, means_nothing};
use crate::read::Value;
use jiff::civil::Date;
use std::borrow::Cow;

/// Excel's serial of 1930-01-01 and of 2099-12-31: a number between them in a date column is taken
/// for a serial whose cell lost its format.
const SERIALS: std::ops::RangeInclusive<i64> = 10_959..=73_050;

/// What a text says of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Day(Date),
    Month(i16, i8),
    BareMonth(i8),
    Impossible,
    DayFirst,
    /// 2023.1 in a number cell: January, or October whose last zero the number lost.
    LostZero,
    Unknown,
}

/// Reads a date: Excel's own, `2023-9-1`, `2023/9/1`, `2023.9.1`, `2023年9月1日`, `20230901`,
/// `二〇二三年九月一日`; a time behind it is left out. A month alone (`2023年9月`) is its first day,
/// as 入会年月 and 出生年月 mean it.
pub fn parse_date(value: &Value<'_>) -> Parsed<Date> {
    match written(value) {
        None => Parsed::Blank,
        Some(Written::Day(date)) => Parsed::Value(date),
        Some(Written::Month(year, month)) => match Date::new(year, month, 1) {
            Ok(date) => Parsed::Value(date),
            Err(_) => Parsed::Wrong(Fault::new("C111")),
        },
        Some(Written::Impossible) => Parsed::Wrong(Fault::new("C111")),
        Some(Written::DayFirst) => Parsed::Wrong(Fault::new("C112")),
        Some(Written::LostZero) => Parsed::Wrong(Fault::new("C122")),
        Some(Written::BareMonth(_) | Written::Unknown) => Parsed::Wrong(Fault::new("C110")),
    }
}

/// Reads a month, as its first day: `2023-09`, `2023.9`, `2023年9月`, `202309`, or that of a full
/// date. A bare `9月` takes its year from `years`, else it is a finding.
pub fn parse_month(value: &Value<'_>, years: Option<YearHint>) -> Parsed<Date> {
    let (year, month) = match written(value) {
        None => return Parsed::Blank,
        Some(Written::Day(date)) => (date.year(), date.month()),
        Some(Written::Month(year, month)) => (year, month),
        Some(Written::BareMonth(month)) => match years {
            Some(years) => (years.year(month), month),
            None => return Parsed::Wrong(Fault::new("C121")),
        },
        Some(Written::Impossible) => return Parsed::Wrong(Fault::new("C111")),
        Some(Written::DayFirst) => return Parsed::Wrong(Fault::new("C112")),
        Some(Written::LostZero) => return Parsed::Wrong(Fault::new("C122")),
        Some(Written::Unknown) => return Parsed::Wrong(Fault::new("C120")),
    };
    match Date::new(year, month, 1) {
        Ok(date) => Parsed::Value(date),
        Err(_) => Parsed::Wrong(Fault::new("C111")),
    }
}

/// What a cell says of a date; none when it says nothing.
fn written(value: &Value<'_>) -> Option<Written> {
    Some(match value {
        Value::Date(date) => Written::Day(*date),
        Value::Number(number) => number_written(*number),
        Value::Text(text) if means_nothing(text.as_str()) => return None,
        Value::Text(text) => text_written(text.as_str()),
        Value::Bool(_) | Value::Error(_) | Value::Uncalculated => Written::Unknown,
    })
}

fn number_written(number: f64) -> Written {
    let text = crate::read::show_number(number);
    if let Ok(whole) = text.parse::<i64>() {
        if SERIALS.contains(&whole) {
            // Serial 1 is 1900-01-01, and Excel counts a 29 February 1900 that never was.
            let days = jiff::Span::new().days(whole);
            return match jiff::civil::date(1899, 12, 30).checked_add(days) {
                Ok(date) => Written::Day(date),
                Err(_) => Written::Unknown,
            };
        }
        if (1..=12).contains(&whole) {
            return Written::BareMonth(whole as i8);
        }
    }
    if text.split_once('.').is_some_and(|(_, month)| month == "1") {
        return Written::LostZero;
    }
    text_written(&text)
}

/// What people put between year, month and day.
const SEPARATORS: [char; 12] = [
    '-', '年', '月', '/', '.', '。', '、', '\\', '—', '–', '－', '·',
];

fn text_written(text: &str) -> Written {
    // A time of day stands behind a space or a T.
    let text = text.trim();
    let day_part = match text.split_once([' ', 'T', '\u{3000}']) {
        Some((day, time)) if time.contains(':') || time.contains('：') => day,
        _ => text,
    };
    let text = tidy(day_part);
    let text = arabic(&text);
    let text = text.as_ref();
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return digits_written(text);
    }
    let parts: Vec<&str> = text
        .trim_end_matches(['日', '号', '份'])
        .trim_end_matches(SEPARATORS)
        .split(SEPARATORS)
        .collect();
    let number = |part: &str| -> Option<i16> {
        (part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    match parts.as_slice() {
        [y, m, d] => match (number(y), number(m), number(d)) {
            (Some(year), Some(month), Some(day)) => day_written(y.len(), year, month, day, d.len()),
            _ => Written::Unknown,
        },
        [y, m] => match (number(y), number(m)) {
            (Some(year), Some(month)) if y.len() == 4 => month_written(year, month),
            _ => Written::Unknown,
        },
        [m] if text.ends_with(['月', '份']) => match number(m) {
            Some(month @ 1..=12) => Written::BareMonth(month as i8),
            _ => Written::Unknown,
        },
        _ => Written::Unknown,
    }
}

fn day_written(year_digits: usize, year: i16, month: i16, day: i16, day_digits: usize) -> Written {
    if year_digits != 4 {
        return match day_digits == 4 {
            true => Written::DayFirst,
            false => Written::Unknown,
        };
    }
    let date = i8::try_from(month)
        .ok()
        .zip(i8::try_from(day).ok())
        .and_then(|(month, day)| Date::new(year, month, day).ok());
    match date {
        Some(date) if plausible(year) => Written::Day(date),
        _ => Written::Impossible,
    }
}

fn month_written(year: i16, month: i16) -> Written {
    match i8::try_from(month) {
        Ok(month @ 1..=12) if plausible(year) => Written::Month(year, month),
        _ => Written::Impossible,
    }
}

/// `20230901` or `202309`; other runs of digits say nothing.
fn digits_written(text: &str) -> Written {
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(|p| p.parse().ok());
    match text.len() {
        8 => match (part(0..4), part(4..6), part(6..8)) {
            (Some(year), Some(month), Some(day)) => day_written(4, year, month, day, 2),
            _ => Written::Unknown,
        },
        6 => match (part(0..4), part(4..6)) {
            (Some(year), Some(month)) if plausible(year) => month_written(year, month),
            _ => Written::Unknown,
        },
        _ => Written::Unknown,
    }
}

/// A year that can stand in a union's books.
fn plausible(year: i16) -> bool {
    (1900..=2200).contains(&year)
}

/// `二〇二三年九月一日` in Arabic digits; a text without 年 or 月, or with other words, stays.
fn arabic(text: &str) -> Cow<'_, str> {
    let chinese = |c: char| chinese_digit(c).is_some() || c == '十';
    if text.is_ascii() || !text.contains(['年', '月']) || !text.chars().any(chinese) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut run = String::new();
    for c in text.chars() {
        if chinese(c) {
            run.push(c);
        } else {
            push_run(&mut out, &run);
            run.clear();
            out.push(c);
        }
    }
    push_run(&mut out, &run);
    Cow::Owned(out)
}

fn push_run(out: &mut String, run: &str) {
    if let Some(number) = (run.chars().count() <= 3)
        .then(|| chinese_number(run))
        .flatten()
    {
        out.push_str(&number.to_string());
    } else {
        out.extend(
            run.chars()
                .filter_map(|c| chinese_digit(c).and_then(|d| char::from_digit(d, 10))),
        );
    }
}

/// The year in which a month lies that a title such as `2023年会费` or `2023-2024学年` is about; of
/// a school year, August to December lie in the first year. None when no year, or more than one
/// that is no school year, stands in it.
pub fn year_hint(title: &str) -> Option<YearHint> {
    let text = tidy(title);
    let bytes = text.as_bytes();
    let mut years: Vec<i16> = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let end = start
            + bytes[start..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
        if matches!(end - start, 4 | 6 | 8)
            && let Some(year) = text.get(start..start + 4).and_then(|y| y.parse().ok())
            && (2000..=2100).contains(&year)
            && !years.contains(&year)
        {
            years.push(year);
        }
        start = end.max(start + 1);
    }
    match years.as_slice() {
        [year] => Some(YearHint {
            from_august: *year,
            before_august: *year,
        }),
        [first, second] if *second == first + 1 => Some(YearHint {
            from_august: *first,
            before_august: *second,
        }),
        _ => None,
    }
}

/// The month, by its first day, that a sheet's name or title is about: `2023年9月会费`, or `9月` with
/// a year from `years`. None when none or more than one (`9月至12月`) stands in it.
pub fn month_hint(title: &str, years: Option<YearHint>) -> Option<Date> {
    // A sheet may be called 2023-09.
    if let Written::Month(year, month) = text_written(title) {
        return Date::new(year, month, 1).ok();
    }
    let text = tidy(title);
    let text = arabic(&text);
    let mut found: Option<i8> = None;
    for (at, _) in text.match_indices('月') {
        let digits = text[..at]
            .bytes()
            .rev()
            .take_while(u8::is_ascii_digit)
            .count();
        let before = text[..at - digits].chars().next_back();
        let month: i8 = text[at - digits..at].parse().ok()?;
        // `9-12月` is about several.
        let range = before.is_some_and(|c| "-~至到—–、".contains(c));
        if range || !(1..=12).contains(&month) || found.is_some_and(|other| other != month) {
            return None;
        }
        found = Some(month);
    }
    let month = found?;
    let year = year_hint(title).or(years)?.year(month);
    Date::new(year, month, 1).ok()
}

/// The year of a bare month, as a title or the period asked for tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearHint {
    /// The year of August to December.
    pub from_august: i16,
    /// The year of January to July.
    pub before_august: i16,
}

impl YearHint {
    /// The year in which `month` (1 to 12) lies.
    pub fn year(self, month: i8) -> i16 {
        match month {
            8.. => self.from_august,
            _ => self.before_august,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Text;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn text(text: &str) -> Value<'static> {
        Value::Text(Text::own(text.to_string()))
    }

    #[test]
    fn dates_as_people_type_them() {
        let first = date(2023, 9, 1);
        for written in [
            "2023-9-1",
            "2023/9/1",
            "2023.9.1",
            "2023年9月1日",
            "2023年09月01号",
            "20230901",
            "２０２３－９－１",
            "2023-09-01 00:00:00",
            "二〇二三年九月一日",
            " 2023. 9. 1 ",
            "2023年9月",
        ] {
            assert_eq!(
                parse_date(&text(written)),
                Parsed::Value(first),
                "{written}"
            );
        }
        assert_eq!(parse_date(&Value::Number(45170.0)), Parsed::Value(first));
        assert_eq!(parse_date(&Value::Number(20230901.0)), Parsed::Value(first));
    }

    #[test]
    fn what_is_no_date_is_said_and_never_guessed() {
        for (written, code) in [
            ("2023-13-45", "C111"),
            ("2023-02-29", "C111"),
            ("1/9/2023", "C112"),
            ("9月1日", "C110"),
            ("去年", "C110"),
            ("23-9-1", "C110"),
        ] {
            assert_eq!(
                parse_date(&text(written)),
                Parsed::Wrong(Fault::new(code)),
                "{written}"
            );
        }
        assert_eq!(parse_date(&text("—")), Parsed::Blank);
    }

    #[test]
    fn a_sheet_may_be_about_one_month() {
        let years = year_hint("2023-2024学年");
        for (title, month) in [
            ("2023年9月会费", Some(date(2023, 9, 1))),
            ("9月", Some(date(2023, 9, 1))),
            ("三月份会费", Some(date(2024, 3, 1))),
            ("9月至12月", None),
            ("9-12月", None),
            ("会费", None),
            ("每月", None),
        ] {
            assert_eq!(month_hint(title, years), month, "{title}");
        }
        assert_eq!(month_hint("9月", None), None);
    }

    #[test]
    fn a_bare_month_takes_its_year_from_the_title_or_is_said() {
        let none = None;
        assert_eq!(
            parse_month(&text("9月"), none),
            Parsed::Wrong(Fault::new("C121"))
        );
        let year = year_hint("2023-2024学年会费");
        assert_eq!(
            parse_month(&text("9月"), year),
            Parsed::Value(date(2023, 9, 1))
        );
        assert_eq!(
            parse_month(&text("3月份"), year),
            Parsed::Value(date(2024, 3, 1))
        );
        assert_eq!(
            parse_month(&text("2023.9"), none),
            Parsed::Value(date(2023, 9, 1))
        );
        assert_eq!(
            parse_month(&Value::Number(202309.0), none),
            Parsed::Value(date(2023, 9, 1))
        );
        assert!(year_hint("2021年至2024年").is_none());
        let lost = Parsed::Wrong(Fault::new("C122"));
        assert_eq!(parse_month(&Value::Number(2023.1), none), lost);
    }

    proptest! {
        /// Any date written in any of its forms reads back the same.
        #[test]
        fn a_date_reads_back(days in 0_i32..60_000) {
            let day = date(1935, 1, 1).saturating_add(jiff::Span::new().days(days));
            let (y, m, d) = (day.year(), day.month(), day.day());
            for written in [
                format!("{y}-{m}-{d}"), format!("{y}/{m:02}/{d:02}"), format!("{y}.{m}.{d}"),
                format!("{y}年{m}月{d}日"), format!("{y}{m:02}{d:02}"),
            ] {
                prop_assert_eq!(parse_date(&text(&written)), Parsed::Value(day));
            }
        }

        #[test]
        fn no_text_stops_the_parser(written in ".{0,24}") {
            let _ = parse_date(&text(&written));
            let _ = parse_month(&text(&written), None);
            let _ = crate::parse::parse_money(&text(&written), 1);
            let _ = crate::parse::parse_integer(&text(&written));
            let _ = crate::parse::parse_national_id(&text(&written));
        }

        /// Any amount written in any of its forms reads back the same.
        #[test]
        fn an_amount_reads_back(fen in -1_000_000_000_i64..1_000_000_000) {
            let yuan = crate::finding::show_yuan(fen);
            let bare = yuan.trim_start_matches('-');
            let sign = if fen < 0 { "-" } else { "" };
            for written in [yuan.clone(), format!("{yuan}元"), format!("{sign}{bare}")] {
                prop_assert_eq!(crate::parse::parse_money(&text(&written), 1), Parsed::Value(fen));
            }
            let number = yuan.parse::<f64>().expect("a number");
            prop_assert_eq!(crate::parse::parse_money(&Value::Number(number), 1), Parsed::Value(fen));
        }
    }
}
