//! How a date is written: the forms that people type, as year, month and day. The year comes first;
//! no other order is ever read, since a wrong guess is months off.

use super::chinese_amount::chinese_digit;
use super::decimal::{chinese_number, tidy};
use super::means_nothing;
use super::plain_date::plainly_written;
use super::said_date::{Written, at, day_written, month_written, plausible};
use crate::read::{Value, clock, english_month, show_number};
use crate::schema::{is_unseen, narrow};
use jiff::civil::Date;
use std::borrow::Cow;

/// Excel's serial of 1930-01-01 and of 2099-12-31: a number between them in a date column is taken
/// for a serial whose cell lost its format.
const SERIALS: std::ops::RangeInclusive<i64> = 10_959..=73_050;

/// What a cell says of a date; none when it says nothing.
pub(super) fn written(value: &Value<'_>) -> Option<Written> {
    Some(match value {
        Value::Date(date) => Written::Day(*date),
        Value::Number(number) => number_written(*number),
        Value::Text(text) if means_nothing(text.as_str()) => return None,
        Value::Text(text) => text_written(text.as_str()),
        Value::Bool(_) | Value::Error(_) | Value::Uncalculated => Written::Unknown,
    })
}

fn number_written(number: f64) -> Written {
    let text = show_number(number);
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let day = whole.parse::<i64>().ok().and_then(serial);
    match (day, whole.parse::<i8>(), part) {
        // A part of a day is a time.
        (Some(day), ..) => at(day, (number.fract() * 86_400_000.0).round() as i64),
        (None, Ok(month @ 1..=12), "") => Written::BareMonth(month),
        (None, _, "1") => Written::LostZero,
        _ => text_written(&text),
    }
}

/// The day of Excel's serial `number`. Serial 1 is 1900-01-01, and Excel counts a 29 February 1900
/// that never was.
fn serial(number: i64) -> Option<Date> {
    let days = jiff::Span::new().days(SERIALS.contains(&number).then_some(number)?);
    jiff::civil::date(1899, 12, 30).checked_add(days).ok()
}

pub(super) fn text_written(text: &str) -> Written {
    plainly_written(text).unwrap_or_else(|| freely_written(text))
}

/// As [`text_written`], in any of the ways of writing.
fn freely_written(text: &str) -> Written {
    let seen = text.chars().filter(|c| !is_unseen(*c));
    let text: String = seen.map(narrow).collect();
    let text = round_zeros(&text);
    let text = first_month(&text);
    let text = text
        .trim()
        .trim_start_matches(['\'', '’', '‘', '`'])
        .trim_start();
    let Some((text, time)) = without_time(text) else {
        return Written::Unknown;
    };
    match day_of_text(text) {
        Written::Day(day) => at(day.date(), time),
        other => other,
    }
}

/// What a text without a time of day says.
fn day_of_text(text: &str) -> Written {
    let text = without_half_day(without_weekday(text));
    if text.bytes().any(|b| b.is_ascii_alphabetic()) {
        return english(text);
    }
    let groups: Vec<&str> = text.split_whitespace().collect();
    let all_digits = |group: &&str| group.bytes().all(|b| b.is_ascii_digit());
    if (2..=3).contains(&groups.len()) && groups.iter().all(all_digits) {
        return parts_written(&groups, ' ');
    }
    let text = tidy(text);
    if is_lunar(&text) {
        return Written::Lunar;
    }
    let text = arabic(&text);
    let text = text.as_ref();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return digits_written(text);
    }
    match text.split_once('年') {
        Some((year, rest)) => with_year(year, rest),
        None if text.contains('月') => without_year(text),
        None => separated(text),
    }
}

/// `text` with 1月 for 元月; 100元月 and 单元月 say something else.
pub(super) fn first_month(text: &str) -> Cow<'_, str> {
    let Some((before, after)) = text.split_once("元月") else {
        return Cow::Borrowed(text);
    };
    match before.ends_with(|c: char| c.is_ascii_digit() || c == '单') {
        true => Cow::Borrowed(text),
        false => Cow::Owned(format!("{before}1月{after}")),
    }
}

/// `text` without the time of day behind it, and that time in China, in milliseconds; none where a colon
/// stands that is no time's.
fn without_time(text: &str) -> Option<(&str, i64)> {
    let Some(colon) = text.find([':', '：']) else {
        return Some((text, 0));
    };
    let before = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    let hour = &text[before.len()..colon];
    let day = before
        .trim_end()
        .trim_end_matches(['上', '下', '午', '早', '晚'])
        .trim_end_matches('T');
    let apart = day.len() < before.len() || before.ends_with(['日', '号']);
    let is_time = (1..=2).contains(&hour.len()) && apart && !day.is_empty();
    is_time.then(|| (day.trim_end(), clock(&text[before.len()..]).unwrap_or(0)))
}

/// Whether a text says a day of the lunar calendar: by its words, or by a day in Chinese numerals that is not
/// called 日 or 号 (八月十五).
fn is_lunar(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let words = [
        "农历", "阴历", "旧历", "夏历", "正月", "冬月", "腊月", "廿", "除夕", "大年",
    ];
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let first_ten = text
        .split_once('初')
        .is_some_and(|(_, day)| day.starts_with(numeral));
    let day = text.rsplit_once('月').map_or("", |(_, day)| day);
    let month_in_words = text
        .split_once('月')
        .is_some_and(|(month, _)| month.ends_with(numeral));
    let of_numerals = month_in_words && !day.is_empty() && day.chars().all(numeral);
    first_ten || of_numerals || words.iter().any(|word| text.contains(word))
}

/// `text` without `星期五`, `（周五）` behind it.
fn without_weekday(text: &str) -> &str {
    let bare = text.trim_end().trim_end_matches([')', ']']);
    let bare = bare.trim_end_matches(['一', '二', '三', '四', '五', '六', '日', '天']);
    ["星期", "礼拜", "周"]
        .iter()
        .find_map(|word| bare.strip_suffix(word))
        .map_or(text, |rest| rest.trim_end_matches(['(', '[']).trim_end())
}

/// `text` without the part of a day behind it: `2023-9-5 上午`.
fn without_half_day(text: &str) -> &str {
    let halves = ["上午", "下午", "中午", "晚上", "早上", "全天", "晚"];
    let day = halves.iter().find_map(|half| text.strip_suffix(half));
    day.map(str::trim_end)
        .filter(|day| day.ends_with(|c: char| c.is_ascii_digit() || "日号".contains(c)))
        .unwrap_or(text)
}

/// `二O二三年` with the letter O, or another ring, as `二〇二三年`.
fn round_zeros(text: &str) -> Cow<'_, str> {
    let ring = |c: char| matches!(c, 'O' | 'o' | '◯' | '０' | 'О');
    if !text.contains('年') || !text.contains(ring) {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().collect();
    let numeral = |at: Option<usize>| {
        let c = at.and_then(|at| chars.get(at)).copied();
        c.is_some_and(|c| chinese_digit(c).is_some() || ring(c))
    };
    let read = chars.iter().enumerate().map(|(at, c)| {
        let among = numeral(at.checked_sub(1)) || numeral(Some(at + 1));
        if ring(*c) && among { '〇' } else { *c }
    });
    Cow::Owned(read.collect())
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `1-Sep-2023`, `Sep 1, 2023`, `September 2023`, `Fri Sep 01 2023`. With a year of two digits it is not clear whether
/// `Sep-23` is a day or a month.
fn english(text: &str) -> Written {
    let words: Vec<&str> = text
        .split([' ', '-', ',', '.', '/'])
        .filter(|word| !word.is_empty())
        .collect();
    let weekday = words
        .first()
        .is_some_and(|word| WEEKDAYS.contains(&word.to_ascii_lowercase().as_str()));
    let words = &words[usize::from(weekday)..];
    let month_of = |word: &str| {
        let word = word.to_ascii_lowercase();
        let short = word.strip_suffix('t').filter(|short| *short == "sep");
        let word = short.unwrap_or(&word);
        english_month(word).map(i16::from)
    };
    let mut months = words.iter().filter_map(|word| month_of(word));
    let numbers: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| word.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    let (Some(month), None) = (months.next(), months.next()) else {
        return Written::Unknown;
    };
    if words.len() != numbers.len() + 1 {
        return Written::Unknown;
    }
    let number = |text: &str| text.parse::<i16>().unwrap_or(-1);
    match numbers.as_slice() {
        [year] if year.len() == 4 => month_written(number(year), month),
        [day, year] | [year, day] if year.len() == 4 && day.len() <= 2 => {
            day_written(number(year), month, number(day))
        }
        [_] | [_, _] => Written::Ambiguous,
        _ => Written::Unknown,
    }
}

/// What people put between year, month and day.
const SEPARATORS: [char; 12] = [
    '-', '/', '.', '。', '、', '\\', '—', '–', '－', '·', ',', '_',
];

/// Separators that are as good as each other.
fn kind_of(separator: char) -> char {
    match separator {
        '—' | '–' | '－' => '-',
        '\\' => '/',
        '。' | '·' => '.',
        other => other,
    }
}

/// A part of a date: at most four digits.
fn number(part: &str) -> Option<i16> {
    let is_number = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| part.parse().ok()).flatten()
}

/// What stands before 年 is a year, of two digits too.
fn with_year(year: &str, rest: &str) -> Written {
    let year = match (number(year), year.len()) {
        (Some(short), 2) => full_year(short),
        (Some(year), 4) => year,
        _ => return Written::Unknown,
    };
    match month_and_day(rest) {
        Some((month, Some(day))) => day_written(year, month, day),
        Some((month, None)) => month_written(year, month),
        None => Written::Unknown,
    }
}

/// `9月1日`, `9月`.
fn without_year(text: &str) -> Written {
    // `2023-9月`, `2023.9月1日`: the year stands before another sign than 年.
    if let Some((year, rest)) = text.split_once(SEPARATORS)
        && year.len() == 4
        && !rest.contains(SEPARATORS)
    {
        return with_year(year, rest);
    }
    let narrow = |part: i16| i8::try_from(part).ok();
    match month_and_day(text) {
        Some((month, None)) => match narrow(month) {
            Some(month @ 1..=12) => Written::BareMonth(month),
            _ => Written::Unknown,
        },
        // A leap year has every day that any year has.
        Some((month, Some(day))) => match day_written(2024, month, day) {
            Written::Day(date) => Written::DayOfMonth(date.month(), date.day()),
            _ => Written::Impossible,
        },
        None => Written::Unknown,
    }
}

/// `9月1日`, `9月1`, `9月`, `9月份`, `9-1`. A span of months (`9-10月`) is none.
fn month_and_day(text: &str) -> Option<(i16, Option<i16>)> {
    if let Some(month) = text.strip_suffix("月份").or(text.strip_suffix('月')) {
        return Some((number(month)?, None));
    }
    let text = text
        .trim_end_matches(['日', '号'])
        .trim_end_matches(['.', '。']);
    match text
        .split_once('月')
        .or_else(|| text.split_once(SEPARATORS))
    {
        Some((month, day)) => Some((number(month)?, Some(number(day)?))),
        None => Some((number(text)?, None)),
    }
}

/// `2023-9-1`, `23.9.1`, `2023.9`: numbers with signs between them, all of one kind; `2023.9-10` is
/// a span.
fn separated(text: &str) -> Written {
    let text = text
        .trim_end_matches(['日', '号', '份'])
        .trim_end_matches(SEPARATORS);
    let mut signs = text.chars().filter(|c| SEPARATORS.contains(c)).map(kind_of);
    let Some(sign) = signs.next() else {
        return Written::Unknown;
    };
    if signs.any(|other| other != sign) {
        return Written::Unknown;
    }
    parts_written(&text.split(SEPARATORS).collect::<Vec<_>>(), sign)
}

/// Year, month and perhaps day, divided by `sign`.
fn parts_written(parts: &[&str], sign: char) -> Written {
    let numbers: Option<Vec<i16>> = parts.iter().map(|part| number(part)).collect();
    match (parts, numbers.as_deref()) {
        ([y, ..], Some([year, month, day])) if y.len() == 4 => day_written(*year, *month, *day),
        ([y, ..], Some([year, month])) if y.len() == 4 => month_written(*year, *month),
        ([y, m, d], Some([year, month, day])) if y.len() <= 2 && m.len() <= 2 => {
            match d.len() <= 2 && year_stands_first((y, *year), *month, d, sign) {
                true => day_written(full_year(*year), *month, *day),
                false if d.len() == 3 => Written::Unknown,
                false => Written::Ambiguous,
            }
        }
        ([_, _], Some([year @ 13..=99, month])) if matches!(sign, '.' | '-') => {
            match month_written(full_year(*year), *month) {
                Written::Month(year, month) => Written::ShortMonth(year, month),
                other => other,
            }
        }
        _ => Written::Unknown,
    }
}

/// Whether the first of three parts of one or two digits is the year beyond doubt. What is over 12
/// is no month, and Chinese custom puts no day first; with strokes some do put the day first
/// (`25/09/23`). A last part of one digit (`05.9.1`) is no year.
fn year_stands_first((text, year): (&str, i16), month: i16, last: &str, sign: char) -> bool {
    if text.len() != 2 {
        return false;
    }
    let may_be_day = year <= 31 && month <= 12;
    match last.len() {
        1 => true,
        _ => year > 12 && !(sign == '/' && may_be_day),
    }
}

/// A year of two digits, as Excel and WPS read it: 00 to 49 are this century's.
fn full_year(short: i16) -> i16 {
    match short {
        0..=49 => 2000 + short,
        _ => 1900 + short,
    }
}

/// `20230901`, `202309`, a serial that became text, or a month alone; other runs of digits say nothing.
fn digits_written(text: &str) -> Written {
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(|p| p.parse().ok());
    match text.len() {
        8 => match (part(0..4), part(4..6), part(6..8)) {
            (Some(year), Some(month), Some(day)) => day_written(year, month, day),
            _ => Written::Unknown,
        },
        6 => match (part(0..4), part(4..6)) {
            (Some(year), Some(month)) if plausible(year) => month_written(year, month),
            _ => Written::Unknown,
        },
        5 => match text.parse().ok().and_then(serial) {
            Some(date) => at(date, 0),
            None => Written::Unknown,
        },
        1 | 2 => match text.parse() {
            Ok(month @ 1..=12) => Written::BareMonth(month),
            _ => Written::Unknown,
        },
        _ => Written::Unknown,
    }
}

/// `二〇二三年九月一日` in Arabic digits; a text without 年 or 月, or with other words, stays.
pub(super) fn arabic(text: &str) -> Cow<'_, str> {
    let chinese = |c: char| chinese_digit(c).is_some() || matches!(c, '十' | '拾');
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

#[cfg(test)]
mod tests {
    use super::super::plain_date::plainly_written;
    use super::freely_written;
    use proptest::prelude::*;

    proptest! {
        /// The short way says what the long way says, of days and months that there are and that there are not.
        #[test]
        fn what_programs_write_is_read_as_what_people_write(
            text in "[12][0-9]{3}([-/年])[0-9]{1,2}([-/月])?([0-9]{1,2}日?)?"
        ) {
            let plain = plainly_written(&text);
            prop_assert!(plain.is_none() || plain == Some(freely_written(&text)), "{text}: {plain:?}");
        }

        #[test]
        fn any_text_is_read_one_way(text in "[-0-9/年月日.: 　张]{0,12}") {
            let plain = plainly_written(&text);
            prop_assert!(plain.is_none() || plain == Some(freely_written(&text)), "{text}: {plain:?}");
        }
    }

    #[test]
    fn the_short_way_is_taken() {
        for text in [
            "2023-09-01",
            "2023/9/1",
            "2023-09",
            "2023年9月",
            "2023年09月01日",
            "2023年9月1",
        ] {
            assert_eq!(plainly_written(text), Some(freely_written(text)), "{text}");
        }
    }
}
