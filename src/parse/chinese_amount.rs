//! Whole numbers and amounts in Chinese numerals, as vouchers have them: 伍仟贰佰叁拾元整. What people
//! say and do not mean word for word (五千二 for 5,200, 三百多) is no number.

/// The value of one Chinese digit.
pub(super) fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | 'Ｏ' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// A whole number below a trillion: 五千二百三十, 壹万零伍拾, 十二, 零.
pub(super) fn whole(text: &str) -> Option<i64> {
    if text.is_empty() || text.chars().count() > 32 {
        return None;
    }
    let mut total = 0;
    let mut rest = text;
    for (names, scale) in [(['亿', '億'], 100_000_000), (['万', '萬'], 10_000)] {
        if let Some((before, after)) = rest.split_once(names) {
            total += section(before, total == 0).filter(|n| *n > 0)? * scale;
            rest = after;
        }
    }
    match rest.is_empty() {
        true => Some(total),
        false => Some(total + section(rest, total == 0)?),
    }
}

/// A number below ten thousand; `first` where nothing stands before it.
fn section(text: &str, first: bool) -> Option<i64> {
    let mut value = 0;
    let mut digit: Option<i64> = None;
    // The unit of the last digit, and whether a 零 stands since.
    let mut below = 10_000;
    let mut zero = false;
    for (position, c) in text.chars().enumerate() {
        let unit = match c {
            '十' | '拾' => 10,
            '百' | '佰' => 100,
            '千' | '仟' => 1_000,
            _ => {
                let read = i64::from(chinese_digit(c)?);
                if digit.is_some() {
                    return None;
                }
                match read {
                    0 => zero = true,
                    _ => digit = Some(read),
                }
                continue;
            }
        };
        if unit >= below {
            return None;
        }
        // 十二 and 一百十二 leave the one out.
        let count = match digit.take() {
            Some(digit) => digit,
            None if unit == 10 && (position == 0 || value > 0) => 1,
            None => return None,
        };
        value += count * unit;
        (below, zero) = (unit, false);
    }
    match digit {
        // 五千二 is 5,200 in speech, and 5,002 to the letter.
        Some(digit) if below == 10 || zero || (below == 10_000 && first) => Some(value + digit),
        Some(_) => None,
        None => Some(value),
    }
}

/// An amount in fen, and whether it states its unit (元): 伍仟贰佰叁拾元伍角整.
pub(super) fn amount(text: &str) -> Option<(i64, bool)> {
    let text = text.trim_end_matches(['整', '正']);
    let Some((yuan, rest)) = text.split_once(['元', '圆', '圓', '块']) else {
        return match text.contains(['角', '分']) {
            true => Some((below_yuan(text)?, true)),
            false => Some((whole(text)?.checked_mul(100)?, false)),
        };
    };
    let fen = whole(yuan)?.checked_mul(100)?;
    Some((fen + below_yuan(rest)?, true))
}

/// 伍角, 伍角叁分, 零叁分, or nothing.
fn below_yuan(text: &str) -> Option<i64> {
    let text = text.trim_start_matches('零');
    let (jiao, rest) = match text.split_once('角') {
        Some((jiao, rest)) => (one_digit(jiao)?, rest),
        None => (0, text),
    };
    let fen = match rest.trim_start_matches('零').strip_suffix('分') {
        Some(fen) => one_digit(fen)?,
        None if rest.is_empty() => 0,
        None => return None,
    };
    Some(jiao * 10 + fen)
}

fn one_digit(text: &str) -> Option<i64> {
    let mut chars = text.chars();
    match (chars.next().and_then(chinese_digit), chars.next()) {
        (Some(digit), None) => Some(i64::from(digit)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_of_vouchers() {
        for (written, fen) in [
            ("伍仟贰佰叁拾元整", 523_000),
            ("伍仟贰佰叁拾圆整", 523_000),
            ("壹万零伍拾元", 1_005_000),
            ("壹拾贰万叁仟肆佰伍拾陆元柒角捌分", 12_345_678),
            ("叁佰元零伍分", 30_005),
            ("伍角", 50),
            ("拾元", 1_000),
            ("三百元", 30_000),
            ("零元整", 0),
            ("壹佰零叁元", 10_300),
            ("两千元", 200_000),
        ] {
            assert_eq!(amount(written), Some((fen, true)), "{written}");
        }
        assert_eq!(amount("贰佰"), Some((20_000, false)));
        for written in [
            "五千二",
            "三百多",
            "约三百元",
            "二三",
            "百元",
            "万元",
            "",
            "元",
            "三百元多",
            "三百二元",
            "三元五",
            "一万五",
        ] {
            assert_eq!(amount(written), None, "{written}");
        }
    }

    /// A number as a bank writes it, digit by digit.
    fn spoken(number: i64) -> String {
        let mut out = String::new();
        let digits = number.to_string();
        let length = digits.len();
        let mut zero = false;
        let mut in_section = false;
        for (position, digit) in digits.bytes().enumerate() {
            let place = length - 1 - position;
            let digit = usize::from(digit - b'0');
            if digit == 0 {
                zero = !out.is_empty();
            } else {
                if std::mem::take(&mut zero) {
                    out.push('零');
                }
                out.extend("零壹贰叁肆伍陆柒捌玖".chars().nth(digit));
                out.push_str(["", "拾", "佰", "仟"][place % 4]);
                in_section = true;
            }
            if place.is_multiple_of(4) && std::mem::take(&mut in_section) {
                out.push_str(["", "万", "亿"][place / 4]);
            }
        }
        match out.is_empty() {
            true => "零".to_string(),
            false => out,
        }
    }

    proptest! {
        #[test]
        fn a_number_reads_back(number in 0_i64..999_999_999_999) {
            prop_assert_eq!(whole(&spoken(number)), Some(number), "{}", spoken(number));
        }

        #[test]
        fn no_text_stops_it(text in "[零一二两十百千万亿壹拾佰仟元角分整多]{0,12}") {
            let _ = amount(&text);
        }
    }
}
