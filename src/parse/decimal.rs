//! Decimals and integers. A decimal is kept in millionths, so that sums and comparisons are exact.

use super::chinese_amount::{chinese_digit, whole};
use super::{Fault, Parsed, means_nothing};
use crate::finding::Code;
use crate::read::{Value, show_number};
use crate::schema::{is_unseen, narrow};
use std::borrow::Cow;

/// How many millionths one is.
pub(crate) const MILLION: i64 = 1_000_000;

/// A plain decimal number, sign and thousands commas allowed, times `scale`, exactly; the second
/// value tells whether digits were left over beyond the last whole unit (they are rounded half
/// away from zero). None when `text` is no such number; one of more digits than an `i64` holds is the
/// greatest that it holds, which is beyond the bounds of every column.
pub(crate) fn scaled(text: &str, scale: i64) -> Option<(i64, bool)> {
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = without_commas(whole)?;
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() && fraction.is_empty() || !all_digits(&whole) || !all_digits(fraction) {
        return None;
    }
    let whole: i64 = match whole.is_empty() {
        true => 0,
        // Nothing but digits: it is too large, if anything.
        false => whole.parse().unwrap_or(i64::MAX),
    };
    let mut value = i128::from(whole) * i128::from(scale);
    let (mut rest, mut divisor): (i128, i128) = (0, 1);
    for digit in fraction.bytes().take(18) {
        rest = rest * 10 + i128::from(digit - b'0');
        divisor *= 10;
    }
    let product = rest.checked_mul(i128::from(scale))?;
    value += product / divisor;
    let left = product % divisor;
    if left * 2 >= divisor {
        value += 1;
    }
    let cut = fraction.bytes().skip(18).any(|b| b != b'0');
    let lost = (left != 0 || cut) && !is_float_tail(digits, left, divisor);
    let value = i64::try_from(value).unwrap_or(i64::MAX);
    Some((if negative { -value } else { value }, lost))
}

/// How many digits a number has at least that a program wrote as it keeps it: what people type has fewer.
const DIGITS_OF_A_FLOAT: usize = 15;

/// Whether the part `left` of `divisor` that a last whole unit has too much or too little is the tail that a
/// binary number gets when a program writes all of its digits (12.300000000000001): no part of a unit.
fn is_float_tail(digits: &str, left: i128, divisor: i128) -> bool {
    let significant = digits.trim_start_matches(['0', '.']).bytes();
    let many = significant.filter(u8::is_ascii_digit).count() >= DIGITS_OF_A_FLOAT;
    many && left.min(divisor - left).saturating_mul(1_000_000) < divisor
}

/// The digits of a whole number without its commas: they stand in threes (1,234,567) or, as some
/// write, in fours; `1,5` is no number, since its comma may be a decimal point.
fn without_commas(whole: &str) -> Option<Cow<'_, str>> {
    if !whole.contains(',') {
        return Some(Cow::Borrowed(whole));
    }
    let groups: Vec<&str> = whole.split(',').collect();
    let first = groups
        .first()
        .is_some_and(|g| !g.is_empty() && g.len() <= 4);
    let size = groups.get(1).map_or(0, |g| g.len());
    let even = (size == 3 || size == 4) && groups[1..].iter().all(|g| g.len() == size);
    (first && even).then(|| Cow::Owned(groups.concat()))
}

/// `text` in narrow characters, without spaces and signs of no width.
pub(crate) fn tidy(text: &str) -> String {
    if text.bytes().all(|b| b.is_ascii_graphic()) {
        return text.to_string();
    }
    text.chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace() && !is_unseen(*c))
        .collect()
}

/// `text` tidied as one number; none where spaces stand between its digits and divide no thousands:
/// `1 234.50` is one number, `100 200` may be two.
pub(crate) fn one_number(text: &str) -> Option<String> {
    let text = without_apostrophe(text);
    let tidied = tidy(text);
    let mut groups = Vec::new();
    for word in text.split_whitespace() {
        let word = tidy(word);
        let begins = word.starts_with(|c: char| c.is_ascii_digit());
        let goes_on = groups
            .last()
            .is_some_and(|last: &String| last.ends_with(|c: char| c.is_ascii_digit()));
        match groups.last_mut() {
            Some(_) if begins && goes_on => groups.push(word),
            Some(last) => last.push_str(&word),
            None => groups.push(word),
        }
    }
    let Some((first, rest)) = groups.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return Some(tidied);
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let fraction = tidied.contains('.');
    let thousands = rest.iter().all(|group| {
        let whole = group.split('.').next().unwrap_or_default();
        digits(whole) == 3 && whole.starts_with(|c: char| c.is_ascii_digit())
    });
    let few = digits(first) < 3 || (digits(first) == 3 && fraction);
    (thousands && few && !first.contains('.')).then_some(tidied)
}

/// `text` without the apostrophe that makes a text of a number in Excel, where it was typed or
/// exported as a character of its own.
fn without_apostrophe(text: &str) -> &str {
    let text = super::visible(text);
    let bare = text.trim_start_matches(['\'', '’', '‘', '`', '＇']);
    let number = bare.starts_with(|c: char| c.is_numeric() || "-+−.¥￥(（".contains(c));
    if number { bare } else { text }
}

/// Reads a decimal, in millionths: `8.5`, `98.5%` (its hundredth), `8,5` is not understood.
pub fn parse_decimal(value: &Value<'_>) -> Parsed<i64> {
    let text = match value {
        Value::Number(number) => show_number(*number),
        Value::Text(text) if means_nothing(text.as_str()) => return Parsed::Blank,
        Value::Text(text) => match one_number(text.as_str()) {
            Some(text) => text,
            None => return Parsed::Wrong(Fault::new(Code::C150)),
        },
        _ => return Parsed::Wrong(Fault::new(Code::C150)),
    };
    let (number, scale) = match text.strip_suffix('%') {
        Some(number) => (number, MILLION / 100),
        None => (text.strip_suffix('分').unwrap_or(&text), MILLION),
    };
    match scaled(number, scale) {
        Some((value, _)) => Parsed::Value(value),
        None => Parsed::Wrong(Fault::new(Code::C150)),
    }
}

/// Reads an integer: `12`, `１２`, `12人`, `共12人`, `第一名`, `三`, `一百零五`.
pub fn parse_integer(value: &Value<'_>) -> Parsed<i64> {
    let text = match value {
        Value::Number(number) => show_number(*number),
        Value::Text(text) if means_nothing(text.as_str()) => return Parsed::Blank,
        Value::Text(text) => match one_number(text.as_str()) {
            Some(text) => text,
            None => return Parsed::Wrong(Fault::new(Code::C140)),
        },
        _ => return Parsed::Wrong(Fault::new(Code::C140)),
    };
    let bare = bare_count(&text);
    match scaled(bare, 1) {
        Some((value, false)) => Parsed::Value(value),
        Some((_, true)) => Parsed::Wrong(Fault::new(Code::C141)),
        None => match chinese_number(bare).or_else(|| whole(bare)) {
            Some(value) => Parsed::Value(value),
            None => Parsed::Wrong(Fault::new(Code::C140)),
        },
    }
}

/// What people put before a count: 共12人, 实到35人, 并列第三.
const BEFORE_COUNTS: &[&str] = &[
    "并列", "共计", "总计", "合计", "实到", "应到", "实有", "现有", "全体", "共", "计", "第",
];

/// What they count.
const COUNTED: [char; 9] = ['名', '人', '位', '个', '份', '次', '项', '年', '件'];

/// The number of a count without the words around it: `35（人）`, 第四名（并列）, 2023年度.
fn bare_count(text: &str) -> &str {
    let mut bare = text;
    for inside in [
        "(人)", "(名)", "(位)", "(个)", "(份)", "(次)", "(项)", "(件)", "(并列)",
    ] {
        bare = bare.strip_suffix(inside).unwrap_or(bare);
    }
    while let Some(rest) = BEFORE_COUNTS
        .iter()
        .find_map(|word| bare.strip_prefix(word))
    {
        bare = rest;
    }
    let bare = bare.strip_suffix("年度").unwrap_or(bare);
    bare.trim_end_matches(COUNTED)
}

/// A number below one hundred in Chinese numerals: 三, 十二, 二十, 三十五.
pub(crate) fn chinese_number(text: &str) -> Option<i64> {
    let digit = |c: char| chinese_digit(c).map(i64::from);
    let ten = |c: char| if c == '拾' { '十' } else { c };
    // 廿五 is 二十五, and 卅 三十.
    let mut chars: Vec<char> = text.chars().map(ten).collect();
    if let Some(tens @ ('廿' | '卅')) = chars.first().copied() {
        let tens = if tens == '廿' { '二' } else { '三' };
        chars.splice(0..1, [tens, '十']);
    }
    match chars.as_slice() {
        ['冠', '军'] => Some(1),
        ['亚', '军'] => Some(2),
        ['季', '军'] => Some(3),
        ['殿', '军'] => Some(4),
        ['十'] => Some(10),
        [a] => digit(*a),
        ['十', b] => Some(10 + digit(*b)?),
        [a, '十'] => Some(digit(*a)? * 10),
        [a, '十', b] => Some(digit(*a)? * 10 + digit(*b)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Text;

    fn text(text: &str) -> Value<'static> {
        Value::Text(Text::own(text.to_string()))
    }

    #[test]
    fn integers_as_people_write_them() {
        for (written, read) in [
            ("12", 12),
            ("１２人", 12),
            ("第一名", 1),
            ("三", 3),
            ("第十二名", 12),
            ("三十五", 35),
            ("1,234", 1234),
            ("1 234", 1234),
            ("-3", -3),
            ("共12人", 12),
            ("12 人", 12),
            ("十二人", 12),
            ("12.0", 12),
            ("一百零五人", 105),
            ("35（人）", 35),
            ("计35人", 35),
            ("实到35人", 35),
            ("全体35人", 35),
            ("共计35人", 35),
            ("廿人", 20),
            ("廿五", 25),
            ("卅一人", 31),
            ("并列第三", 3),
            ("第四名（并列）", 4),
            ("并列第二名", 2),
            ("2023年度", 2023),
        ] {
            assert_eq!(
                parse_integer(&text(written)),
                Parsed::Value(read),
                "{written}"
            );
        }
        assert_eq!(parse_integer(&text("—")), Parsed::Blank);
        for written in [
            "三百多",
            "1,5",
            "12.5",
            "",
            "一等奖",
            "12 34",
            "100 200",
            "十来人",
            "12余人",
            "约12",
            "全体",
            "应到40人实到35人",
            "年度",
            "35（余人）",
        ] {
            assert!(
                matches!(parse_integer(&text(written)), Parsed::Wrong(_)),
                "{written}"
            );
        }
    }

    #[test]
    fn a_percentage_is_its_hundredth() {
        assert_eq!(parse_decimal(&text("98.5％")), Parsed::Value(985_000));
        assert_eq!(parse_decimal(&Value::Number(0.985)), Parsed::Value(985_000));
    }

    /// Programs wrote sums of a CSV as their floats are, and each was asked about as if it had parts of a fen.
    #[test]
    fn the_tail_of_a_float_is_no_part_of_a_fen() {
        for (written, fen) in [
            ("12.300000000000001", 1230),
            ("0.30000000000000004", 30),
            ("2399.9999999999995", 240_000),
            ("-2399.9999999999995", -240_000),
            ("123456.7800000001", 12_345_678),
            ("1,234.5600000000002", 123_456),
        ] {
            assert_eq!(scaled(written, 100), Some((fen, false)), "{written}");
        }
        // In 万元.
        assert_eq!(
            scaled("0.05000000000000001", 1_000_000),
            Some((50_000, false))
        );
    }

    #[test]
    fn halves_are_rounded_away_from_zero_and_said() {
        assert_eq!(scaled("26.155", 100), Some((2616, true)));
        assert_eq!(scaled("-26.155", 100), Some((-2616, true)));
        assert_eq!(scaled("26.15", 100), Some((2615, false)));
        assert_eq!(scaled("99999999999999999999", 100), Some((i64::MAX, false)));
        // Not all that is long is a tail.
        for (written, fen) in [("33.333333333333336", 3333), ("0.12500000000000001", 13)] {
            assert_eq!(scaled(written, 100), Some((fen, true)), "{written}");
        }
        assert_eq!(
            scaled("-92233720368547758.08", 100),
            Some((-i64::MAX, false))
        );
    }
}
