//! Money (金额): from what a person wrote to whole fen, in decimal; no float holds an amount.

use super::chinese_amount;
use super::decimal::{one_number, scaled};
use super::{Fault, Parsed, means_nothing};
use crate::finding::Code;
use crate::read::{Value, show_number};
use crate::schema::names_other_money;

/// Reads an amount in yuan (times `scale`: 10,000 where the header says 万元, -100 where it says 分, of which a
/// yuan is a hundred) as whole fen:
/// `5230`, `￥5,230.00`, `5230元`, `0.523万元`, `伍仟贰佰叁拾元整`, `（26.15）` for −26.15; `-`, `—`, `/`, `无`
/// are 0.
///
/// An amount with parts of a fen is kept as Excel shows it, rounded to the fen, and said (C131). One
/// beyond what an `i64` holds is the greatest that it holds: beyond the bounds of every column.
pub fn parse_money(value: &Value<'_>, scale: i64) -> Parsed<i64> {
    match (amount(value, scale), value) {
        // Another country's money is no amount in yuan, whatever is written with it.
        (Parsed::Wrong(_), Value::Text(text)) if names_other_money(text.as_str()) => {
            Parsed::Wrong(Fault::new(Code::C233))
        }
        (read, _) => read,
    }
}

fn amount(value: &Value<'_>, scale: i64) -> Parsed<i64> {
    let text = match value {
        Value::Number(number) => match whole_fen(*number).filter(|_| scale > 0) {
            Some(fen) => return Parsed::Value(fen.saturating_mul(scale)),
            None => show_number(*number),
        },
        Value::Text(text) if means_nothing(text.as_str()) => return Parsed::Value(0),
        Value::Text(text) => match one_number(text.as_str()) {
            Some(text) => text,
            None => return Parsed::Wrong(Fault::new(Code::C130)),
        },
        _ => return Parsed::Wrong(Fault::new(Code::C130)),
    };
    let Some((text, negative)) = sign(&text) else {
        return Parsed::Wrong(Fault::new(Code::C130));
    };
    let text = without_currency(text);
    let text = text
        .trim_start_matches("共计")
        .trim_start_matches(['共', '计']);
    let text = without_currency(text);
    let unbracketed = unit_out_of_brackets(text);
    let text = unbracketed.as_deref().unwrap_or(text);
    if let Some((fen, stated)) = chinese_amount::amount(text) {
        let fen = if negative { -fen } else { fen };
        return Parsed::Value(match (stated, scale) {
            (true, _) => fen,
            (false, 1..) => fen.saturating_mul(scale),
            (false, _) => fen / scale.saturating_neg().max(1),
        });
    }
    if let Some(fen) = yuan_jiao_fen(text) {
        return Parsed::Value(if negative { -fen } else { fen });
    }
    let (number, unit) = without_unit(text);
    let fen_of_unit = match unit.unwrap_or(scale) {
        scale @ 1.. => scale.saturating_mul(100),
        parts => 100 / parts.saturating_neg().max(1),
    };
    match scaled(number, fen_of_unit) {
        Some((fen, lost)) => {
            let fen = if negative { -fen } else { fen };
            match lost {
                false => Parsed::Value(fen),
                true => Parsed::Doubtful(fen, Fault::new(Code::C131)),
            }
        }
        None => Parsed::Wrong(Fault::new(Code::C130)),
    }
}

/// The fen of a number of yuan that is the nearest one to an amount of whole fen, as nearly all are:
/// the 15 digits that Excel shows of it are then those of the amount.
fn whole_fen(number: f64) -> Option<i64> {
    let fen = (number * 100.0).round();
    (fen.abs() < 1e14 && fen / 100.0 == number).then_some(fen as i64)
}

/// The amount without its sign, and whether it is negative; bookkeepers write that in brackets. None
/// where it has two signs (`(-26.15)`).
fn sign(text: &str) -> Option<(&str, bool)> {
    let signs = ['-', '−', '+'];
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        return (!without_currency(inner).starts_with(signs)).then_some((inner, true));
    }
    // The sign of the currency may stand before it or behind it.
    let bare = without_currency(text);
    let unsigned = bare.strip_prefix(signs).unwrap_or(bare);
    let twice = without_currency(unsigned).starts_with(signs);
    (!twice).then_some((unsigned, bare.starts_with(['-', '−'])))
}

/// The amount without the signs of its currency before it.
fn without_currency(text: &str) -> &str {
    let named = ["人民币", "RMB", "CNY", "rmb", "cny"]
        .iter()
        .find_map(|name| text.strip_prefix(name))
        .map(|rest| rest.strip_prefix(':').unwrap_or(rest));
    named.unwrap_or(text).trim_start_matches(['¥', '￥'])
}

/// The fen of an amount in digits with 角 or 分: `26元1角5分`, `5元5角`, `3角`, `26元05分`. `5分` alone may be
/// points, and `5元5` is what people say, not what they write: neither is read.
fn yuan_jiao_fen(text: &str) -> Option<i64> {
    let text = text.trim_end_matches(['整', '正']);
    let (yuan, rest) = match text.split_once(['元', '圆', '块']) {
        Some((yuan, rest)) => (whole_digits(yuan)?, rest),
        None => (0, text),
    };
    let (jiao, behind) = match rest.split_once('角') {
        Some((jiao, behind)) => (whole_digits(jiao).filter(|jiao| *jiao < 10)?, behind),
        None => (0, rest),
    };
    let most = if behind.len() < rest.len() { 10 } else { 100 };
    let fen = match behind.strip_suffix('分') {
        Some(fen) if behind.len() < text.len() => whole_digits(fen).filter(|fen| *fen < most)?,
        Some(_) => return None,
        None if behind.is_empty() && rest.ends_with('角') => 0,
        None => return None,
    };
    yuan.checked_mul(100)?.checked_add(jiao * 10 + fen)
}

/// A whole number in digits alone, with or without commas.
fn whole_digits(text: &str) -> Option<i64> {
    let digits = text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains('.');
    let (number, _) = scaled(text, 1).filter(|_| digits)?;
    Some(number)
}

/// `1234.5(元)` as `1234.5元`; none where no unit stands in brackets behind an amount.
fn unit_out_of_brackets(text: &str) -> Option<String> {
    let (amount, unit) = text.strip_suffix(')')?.rsplit_once('(')?;
    let is_unit = ["元", "万元", "千元", "百元", "圆"].contains(&unit);
    (is_unit && !amount.is_empty()).then(|| format!("{amount}{unit}"))
}

/// The number without its unit, and the scale that that gives.
fn without_unit(text: &str) -> (&str, Option<i64>) {
    for (unit, scale) in [
        ("亿元", 100_000_000),
        ("亿", 100_000_000),
        ("千万元", 10_000_000),
        ("千万", 10_000_000),
        ("百万元", 1_000_000),
        ("百万", 1_000_000),
        ("万元", 10_000),
        ("万", 10_000),
        ("千元", 1_000),
        ("千", 1_000),
        ("百元", 100),
    ] {
        if let Some(number) = text.strip_suffix(unit) {
            return (number, Some(scale));
        }
    }
    for unit in ["元整", "元正", "圆整", "元", "圆", "块钱", "块"] {
        if let Some(number) = text.strip_suffix(unit) {
            return (number, Some(1));
        }
    }
    // `5230.-` says that no fen follow.
    let whole = text.strip_suffix(".-").or(text.strip_suffix(".—"));
    (whole.unwrap_or(text), None)
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
            ("￥1,234.5元", 123_450),
            ("1，234.50", 123_450),
            ("1 234.50", 123_450),
            ("5230.-", 523_000),
            ("(26.15)", -2_615),
            ("－26.15", -2_615),
            ("-￥26.15", -2_615),
            ("￥-26.15", -2_615),
            ("人民币5230元整", 523_000),
            ("伍仟贰佰叁拾元整", 523_000),
            ("人民币伍仟贰佰叁拾元整", 523_000),
            ("0.5万", 500_000),
            ("5千元", 500_000),
            ("1.5百万元", 150_000_000),
            ("0.2亿元", 2_000_000_000),
            ("５２３０．５", 523_050),
            ("300块钱", 30_000),
            ("26元1角5分", 2_615),
            ("5元5角", 550),
            ("3角", 30),
            ("3角5分", 35),
            ("26元05分", 2_605),
            ("1,226元5角整", 122_650),
            ("-5元5角", -550),
            ("'26.15", 2_615),
            ("’5,230.00", 523_000),
            ("RMB 5230", 523_000),
            ("rmb：5,230.00元", 523_000),
            ("人民币：5230元", 523_000),
            ("\u{202d}26.15\u{202c}", 2_615),
            ("\u{feff}26.15", 2_615),
            ("1234.5(元)", 123_450),
            ("1234.5（元）", 123_450),
            ("0.5（万元）", 500_000),
            ("共1234.5元", 123_450),
            ("计1234.5元", 123_450),
            ("共计￥1234.5", 123_450),
        ] {
            assert_eq!(read(written, 1), Parsed::Value(fen), "{written}");
        }
        for written in [
            "三百多",
            "1,5",
            "5230/月",
            "",
            "元",
            "26.15-",
            "12.5元/人",
            "约300",
            "300+200",
            "1.2.3",
            "1,23",
            "1e5",
            "(-26.15)",
            "--5",
            "100 200",
            "26.15 26.15",
            "12 34",
            "5230元5角多",
            "五千二",
            "5分",
            "5元5",
            "5元15角",
            "5.5元5角",
            "5角15分",
            "元5角",
            "角",
            "$26.15",
            "USD26.15",
            "26美元",
            "共5人300元",
            "（元）",
            "1234.5（人）",
            "共",
        ] {
            assert!(matches!(read(written, 1), Parsed::Wrong(_)), "{written}");
        }
    }

    #[test]
    fn a_header_in_ten_thousands_scales_and_a_cell_says_its_own_unit() {
        assert_eq!(read("1.5", 10_000), Parsed::Value(1_500_000));
        assert_eq!(read("1.5元", 10_000), Parsed::Value(150));
        assert_eq!(read("伍", 10_000), Parsed::Value(5_000_000));
        assert_eq!(read("伍元", 10_000), Parsed::Value(500));
        assert_eq!(read("1665", -100), Parsed::Value(1_665));
        assert_eq!(read("160", -10), Parsed::Value(1_600));
        assert_eq!(read("16.65元", -100), Parsed::Value(1_665));
        let fen = parse_money(&Value::Number(1665.0), -100);
        assert_eq!(fen, Parsed::Value(1_665));
    }

    #[test]
    fn a_sum_of_floats_is_the_amount_that_excel_shows() {
        assert_eq!(
            parse_money(&Value::Number(26.150000000000002), 1),
            Parsed::Value(2_615)
        );
        assert_eq!(
            parse_money(&Value::Number(26.155), 1),
            Parsed::Doubtful(2_616, Fault::new(Code::C131))
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
