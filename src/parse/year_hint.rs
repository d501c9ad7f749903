//! The year and month that a sheet's name or title is about, for rows that do not say it themselves.

use super::decimal::tidy;
use super::said_date::Written;
use super::written_date::{arabic, first_month, text_written};
use crate::schema::narrow;
use jiff::civil::Date;

/// What stands before the day on which a sheet was filled in or printed.
const FILED: [&str; 12] = [
    "填报时间",
    "填报日期",
    "填表时间",
    "填表日期",
    "制表时间",
    "制表日期",
    "打印时间",
    "打印日期",
    "上报时间",
    "上报日期",
    "报送时间",
    "报送日期",
];

/// A title without the days in it (`2024年1月5日`, `2024-01-05`, `20240105`), and without what stands
/// behind 填报时间: they say when it was filled in, and not what it is about.
pub fn without_days(title: &str) -> String {
    let text: String = title.chars().map(narrow).collect();
    let end = FILED.iter().filter_map(|label| text.find(label)).min();
    let mut rest = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let mut out = String::with_capacity(rest.len());
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let day = day_length(rest);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        // 〔2021〕5号 is the number of a document.
        let behind = rest[digits..].trim_start_matches(['〕', ']', '】', ')']);
        let numbered = behind.len() < rest.len() - digits
            && behind
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .starts_with('号');
        if day == 0 && !numbered {
            out.push_str(&rest[..digits]);
        }
        rest = &rest[day.max(digits)..];
    }
    out.push_str(rest);
    out
}

/// How many bytes of `text`, which begins with a digit, are a day with its year; 0 where it is none.
fn day_length(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let year = digits(text);
    if year == 8 {
        return year;
    }
    let Some(separator) = text[year..].chars().next().filter(|c| "年-./".contains(*c)) else {
        return 0;
    };
    let month_at = year + separator.len_utf8();
    let month = digits(&text[month_at..]);
    let second = text[month_at + month..].chars().next();
    let Some(second) = second.filter(|c| match separator {
        '年' => *c == '月',
        other => *c == other,
    }) else {
        return 0;
    };
    let day_at = month_at + month + second.len_utf8();
    let day = digits(&text[day_at..]);
    let is_day = year == 4 && (1..=2).contains(&month) && (1..=2).contains(&day);
    let end = day_at + day;
    let closed = text[end..].chars().next().filter(|c| "日号".contains(*c));
    match is_day {
        true => end + closed.map_or(0, char::len_utf8),
        false => 0,
    }
}

/// The year in which a month lies that a title such as `2023年会费` or `2023-2024学年` is about; of
/// a school year (`2023学年`, `2023年秋季`, too), August to December lie in the first year. None when no year, or more than one
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
    let autumn = ["学年", "秋季", "秋学期"]
        .iter()
        .any(|word| text.contains(word));
    match years.as_slice() {
        [year] if autumn => Some(YearHint {
            from_august: *year,
            before_august: *year + 1,
        }),
        [year] => Some(YearHint::of(*year)),
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
    let text = first_month(&text);
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
    /// The year of all months.
    pub fn of(year: i16) -> YearHint {
        YearHint {
            from_august: year,
            before_august: year,
        }
    }

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
    fn the_day_on_which_a_sheet_was_filled_in_is_no_title() {
        for (title, rest) in [
            ("2023年会费 填报日期：2024年1月5日", "2023年会费 "),
            ("会费20240105", "会费"),
            ("2024-01-05 2023年9月会费", " 2023年9月会费"),
            ("2024.1.5报2023年9月", "报2023年9月"),
            ("2023-2024学年第一学期", "2023-2024学年第一学期"),
            ("2023年9-12月会费", "2023年9-12月会费"),
            ("育才小学2023年会费（2024年1月5日）", "育才小学2023年会费()"),
            ("教工会〔2021〕5号 2023年会费", "教工会〔〕5号 2023年会费"),
            ("202309", "202309"),
            ("2023.9", "2023.9"),
        ] {
            assert_eq!(without_days(title), rest, "{title}");
        }
    }

    #[test]
    fn a_school_year_goes_over_two_years() {
        for (title, autumn, spring) in [
            ("2023-2024学年第一学期会费", 2023, 2024),
            ("2023学年第二学期会费", 2023, 2024),
            ("2023年秋季学期会费", 2023, 2024),
            ("2023年会费", 2023, 2023),
        ] {
            let years = year_hint(title).expect(title);
            assert_eq!((years.year(9), years.year(1)), (autumn, spring), "{title}");
        }
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
            ("所属月份：2023年9月", Some(date(2023, 9, 1))),
            ("填报时间：2023年10月8日", None),
        ] {
            assert_eq!(month_hint(title, years), month, "{title}");
        }
        assert_eq!(month_hint("9月", None), None);
    }
}
