//! Dates as programs write them, and most are: the short way to what [`super::written_date`] reads as well.

use super::said_date::{Written, day_written, month_written};

/// `2023-09-01`, `2023/9/1`, `2023-09`, `2023年9月`, `2023年9月1日`: what programs write, and most dates are. Read
/// here without what people's other ways of writing need, which takes ten times as long and comes to the same.
pub(super) fn plainly_written(text: &str) -> Option<Written> {
    let (year, rest) = digits(text, 4..=4)?;
    let (between, after_month, end) = match rest.chars().next()? {
        sign @ ('-' | '/') => (sign, sign, None),
        sign @ '年' => (sign, '月', Some('日')),
        _ => return None,
    };
    let (month, rest) = digits(rest.strip_prefix(between)?, 1..=2)?;
    match rest.strip_prefix(after_month) {
        None if rest.is_empty() && end.is_none() => Some(month_written(year, month)),
        Some("") if end.is_some() => Some(month_written(year, month)),
        Some(rest) => {
            let (day, rest) = digits(rest, 1..=2)?;
            let ends = rest.is_empty() || end.is_some_and(|end| rest.strip_prefix(end) == Some(""));
            ends.then(|| day_written(year, month, day))
        }
        None => None,
    }
}

/// The number that as many ASCII digits as `count` allows at the beginning of `text` are, and what follows.
fn digits(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<(i16, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text
        .split_at_checked(length)
        .filter(|_| count.contains(&length))?;
    let number = digits
        .bytes()
        .fold(0, |number, digit| number * 10 + i16::from(digit - b'0'));
    Some((number, rest))
}
