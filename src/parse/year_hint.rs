//! The year and month that a sheet's name or title is about, for rows that do not say it themselves.

use super::decimal::tidy;
use super::written_date::{Written, arabic, text_written};
use jiff::civil::Date;

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
        // 月份 is a word, and 10月8日 a day: the day on which the sheet was filled in.
        let after = &text[at + '月'.len_utf8()..];
        let day = after.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits == 0 || (day.len() < after.len() && day.starts_with(['日', '号'])) {
            continue;
        }
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
    use jiff::civil::date;

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
            ("所属月份：2023年9月", Some(date(2023, 9, 1))),
            ("填报时间：2023年10月8日", None),
        ] {
            assert_eq!(month_hint(title, years), month, "{title}");
        }
        assert_eq!(month_hint("9月", None), None);
    }
}
