//! Money (金额): from what a person wrote to whole fen, in decimal; no float holds an amount.

use super::decimal::{scaled, tidy};
use super::{Fault, Parsed, means_nothing};
use crate::read::{Value, show_number};

/// Reads an amount in yuan (times `scale`: 10,000 where the header says 万元) as whole fen:
/// `5230`, `￥5,230.00`, `5230元`, `0.523万元`, `（26.15）` for −26.15; `-`, `—`, `/`, `无` are 0.
///
/// An amount with parts of a fen is kept as Excel shows it, rounded to the fen, and said (C131).
pub fn parse_money(value: &Value<'_>, scale: i64) -> Parsed<i64> {
    let text = match value {
        Value::Number(number) => match whole_fen(*number) {
            Some(fen) => return Parsed::Value(fen * scale),
            None => show_number(*number),
        },
        Value::Text(text) if means_nothing(text.as_str()) => return Parsed::Value(0),
        Value::Text(text) => tidy(text.as_str()),
        _ => return Parsed::Wrong(Fault::new("C130")),
    };
    let (text, negative) = bracketed(&text);
    let (number, unit) = without_unit(text);
    match scaled(number, unit.unwrap_or(scale) * 100) {
        Some((fen, lost)) => {
            let fen = if negative { -fen } else { fen };
            match lost {
                false => Parsed::Value(fen),
                true => Parsed::Doubtful(fen, Fault::new("C131")),
            }
        }
        None => Parsed::Wrong(Fault::new("C130")),
    }
}

/// The fen of a number of yuan that is the nearest one to an amount of whole fen, as nearly all are:
/// the 15 digits that Excel shows of it are then those of the amount.
fn whole_fen(number: f64) -> Option<i64> {
    let fen = (number * 100.0).round();
    (fen.abs() < 1e14 && fen / 100.0 == number).then_some(fen as i64)
}

/// Bookkeepers write a negative amount in brackets.
fn bracketed(text: &str) -> (&str, bool) {
    match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (text, false),
    }
}

/// The number without the signs of its currency, and the scale that its own unit gives.
fn without_unit(text: &str) -> (&str, Option<i64>) {
    let text = text
        .trim_start_matches("人民币")
        .trim_start_matches("RMB")
        .trim_start_matches("CNY")
        .trim_start_matches(['¥', '￥']);
    for (unit, scale) in [("万元", 10_000), ("万", 10_000), ("千元", 1_000)] {
        if let Some(number) = text.strip_suffix(unit) {
            return (number, Some(scale));
        }
    }
    for unit in ["元整", "元", "圆", "块"] {
        if let Some(number) = text.strip_suffix(unit) {
            return (number, Some(1));
        }
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Text;
    use proptest::prelude::*;

    fn read(text: &str, scale: i64) -> Parsed<i64> {
        parse_money(&Value::Text(Text::own(text.to_string())), scale)
    }

    #[test]
    fn amounts_as_people_write_them() {
        for (written, fen) in [
            ("5230", 523_000),
            ("￥5,230.00", 523_000),
            ("¥ 26.15", 2_615),
            ("５２３０．５元", 523_050),
            ("0.523万元", 523_000),
            ("（26.15）", -2_615),
            ("-26.15", -2_615),
            ("12,3456", 12_345_600),
            ("—", 0),
            ("无", 0),
            (".5", 50),
        ] {
            assert_eq!(read(written, 1), Parsed::Value(fen), "{written}");
        }
        for written in ["三百多", "1,5", "5230/月", "", "元"] {
            assert!(matches!(read(written, 1), Parsed::Wrong(_)), "{written}");
        }
    }

    #[test]
    fn a_header_in_ten_thousands_scales_and_a_cell_says_its_own_unit() {
        assert_eq!(read("1.5", 10_000), Parsed::Value(1_500_000));
        assert_eq!(read("1.5元", 10_000), Parsed::Value(150));
    }

    #[test]
    fn a_sum_of_floats_is_the_amount_that_excel_shows() {
        assert_eq!(
            parse_money(&Value::Number(26.150000000000002), 1),
            Parsed::Value(2_615)
        );
        assert_eq!(
            parse_money(&Value::Number(26.155), 1),
            Parsed::Doubtful(2_616, Fault::new("C131"))
        );
    }

    proptest! {
        #[test]
        fn an_amount_of_whole_fen_is_what_its_digits_say(fen in -99_999_999_999_999_i64..99_999_999_999_999) {
            let number = fen as f64 / 100.0;
            prop_assert_eq!(parse_money(&Value::Number(number), 1), Parsed::Value(fen));
            prop_assert_eq!(scaled(&show_number(number), 100), Some((fen, false)));
        }

        #[test]
        fn any_number_is_what_its_digits_say(number in -1e12..1e12_f64) {
            let digits = scaled(&show_number(number), 100).map(|(fen, _)| fen);
            let read = match parse_money(&Value::Number(number), 1) {
                Parsed::Value(fen) | Parsed::Doubtful(fen, _) => Some(fen),
                _ => None,
            };
            prop_assert_eq!(read, digits);
        }
    }
}
