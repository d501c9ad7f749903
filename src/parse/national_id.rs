//! ID numbers (居民身份证, GB 11643).

use super::decimal::tidy;
use super::persons::numbers_several;
use super::{Fault, Parsed, means_nothing};
use crate::finding::{Arg, Code};
use crate::read::{Value, show_number};
use jiff::civil::Date;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK: [u8; 11] = *b"10X98765432";

/// What an ID number says of its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NationalId {
    /// Digits 7 to 14, or 7 to 12 of the old form.
    pub birth: Date,
    /// Whether digit 17 (the last of the old form) is odd.
    pub male: bool,
}

impl NationalId {
    /// What the number `id` (18 or 15 characters, as [`parse_national_id`] returns it) says; none
    /// when it is of another form or its birth date does not exist.
    pub fn read(id: &str) -> Option<NationalId> {
        if !id.is_ascii() {
            return None;
        }
        let (birth, sex) = match id.len() {
            18 => (id.get(6..14)?.to_string(), id.get(16..17)?),
            15 => (format!("19{}", id.get(6..12)?), id.get(14..15)?),
            _ => return None,
        };
        let birth = Date::new(
            birth.get(..4)?.parse().ok()?,
            birth.get(4..6)?.parse().ok()?,
            birth.get(6..8)?.parse().ok()?,
        )
        .ok()?;
        Some(NationalId {
            birth,
            male: sex.parse::<u8>().ok()? % 2 == 1,
        })
    }
}

/// Reads an ID number: spaces and full-width digits put right, a small x made large, the check
/// character, the birth date and the length tested. A number cell of 16 digits or more has lost its
/// last ones to Excel (C182). A number that fails a test is kept as written.
pub fn parse_national_id(value: &Value<'_>) -> Parsed<String> {
    let id = match value {
        Value::Text(text) if means_nothing(text.as_str()) => return Parsed::Blank,
        Value::Text(text) if numbers_several(text.as_str()) => {
            return Parsed::Doubtful(value.shown(), Fault::new(Code::C221));
        }
        Value::Text(text) => without_label(&tidy(text.as_str()))
            .trim_matches(APOSTROPHES)
            .trim_end_matches(".0")
            .replace(['-', '—', '–'], "")
            // The Cyrillic letter looks the same.
            .replace(['Х', 'х'], "X")
            .to_ascii_uppercase(),
        Value::Number(number) if *number >= 1e15 => {
            return Parsed::Wrong(Fault::new(Code::C182));
        }
        other => match other {
            Value::Number(number) => show_number(*number),
            _ => return Parsed::Wrong(Fault::new(Code::C180).arg("length", Arg::Count(0))),
        },
    };
    if is_scientific(&id) {
        return Parsed::Wrong(Fault::new(Code::C182));
    }
    let digits = id.strip_suffix('X').unwrap_or(&id);
    let well_formed = digits.bytes().all(|b| b.is_ascii_digit())
        && (id.len() == 18 || id.len() == 15 && digits.len() == 15);
    if !well_formed {
        let length = i64::try_from(id.chars().count()).unwrap_or(i64::MAX);
        let fault = match length {
            18 => Fault::new(Code::C252),
            length => Fault::new(Code::C180).arg("length", Arg::Count(length)),
        };
        return Parsed::Doubtful(id, fault);
    }
    if NationalId::read(&id).is_none() {
        return Parsed::Doubtful(id, Fault::new(Code::C183));
    }
    match check_character(&id) {
        Some(check) if !id.ends_with(check) => Parsed::Doubtful(
            id,
            Fault::new(Code::C181).arg("check", Arg::Id(check.to_string())),
        ),
        _ => Parsed::Value(id),
    }
}

/// Signs that stand around a number that was meant to be text.
const APOSTROPHES: [char; 5] = ['\'', '’', '‘', '`', '"'];

/// What a cell may call the number that it holds, the longer ones first.
const LABELS: [&str; 10] = [
    "居民身份证号码",
    "公民身份号码",
    "居民身份证号",
    "身份证号码",
    "居民身份证",
    "身份证号",
    "证件号码",
    "身份证",
    "证件号",
    "证号",
];

/// The number without what the cell calls it: `身份证：110…`, `（身份证）110…`, `110…（身份证）`. What is left
/// then has to begin with a digit; any other text stays as it is.
fn without_label(text: &str) -> &str {
    let bare = text.trim_matches(APOSTROPHES);
    let label = |text: &str| {
        LABELS
            .iter()
            .find(|label| text.starts_with(**label))
            .copied()
    };
    let begun = bare.trim_start_matches(['(', '[', '【']);
    if let Some(label) = label(begun) {
        let rest = begun[label.len()..].trim_start_matches([')', ']', '】', ':', '.', '-']);
        let rest = rest.trim_start_matches(APOSTROPHES);
        return match rest.starts_with(|c: char| c.is_ascii_digit()) {
            true => rest,
            false => text,
        };
    }
    let behind = bare.split_once('(').filter(|(_, rest)| {
        let inner = rest.strip_suffix(')').unwrap_or_default();
        LABELS.contains(&inner)
    });
    behind.map_or(text, |(number, _)| number)
}

/// Whether a text is a number as Excel writes one that is too long: 1.10101E+17.
fn is_scientific(id: &str) -> bool {
    let Some((mantissa, exponent)) = id.split_once('E') else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    digits(whole) && digits(fraction) && digits(exponent.strip_prefix('+').unwrap_or(exponent))
}

/// The check character that the first 17 digits ask for; none for the old form.
fn check_character(id: &str) -> Option<char> {
    if id.len() != 18 {
        return None;
    }
    let sum: u32 = id
        .bytes()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight)
        .sum();
    Some(char::from(CHECK[(sum % 11) as usize]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Text;
    use jiff::civil::date;

    fn read(text: &str) -> Parsed<String> {
        parse_national_id(&Value::Text(Text::own(text.to_string())))
    }

    fn code(parsed: Parsed<String>) -> Option<Code> {
        match parsed {
            Parsed::Doubtful(_, fault) | Parsed::Wrong(fault) => Some(fault.code),
            _ => None,
        }
    }

    #[test]
    fn the_examples_of_the_standard() {
        // GB 11643-1999, annex A.
        assert_eq!(
            read("11010519491231002X"),
            Parsed::Value("11010519491231002X".into())
        );
        assert_eq!(
            read("440524188001010014"),
            Parsed::Value("440524188001010014".into())
        );
        assert_eq!(
            NationalId::read("11010519491231002X"),
            Some(NationalId {
                birth: date(1949, 12, 31),
                male: false
            })
        );
    }

    #[test]
    fn put_right_where_nothing_is_guessed() {
        assert_eq!(
            read(" 110105 19491231 002x"),
            Parsed::Value("11010519491231002X".into())
        );
        assert_eq!(
            read("110105491231002"),
            Parsed::Value("110105491231002".into())
        );
        for written in [
            "１１０１０５１９４９１２３１００２ｘ",
            "110105-19491231-002X",
            "110105—19491231—002x",
            "'11010519491231002X",
            "11010519491231002Х",
            "身份证：11010519491231002X",
            "身份证号码:11010519491231002x",
            "（身份证）11010519491231002X",
            "11010519491231002X（身份证号）",
            "身份证号 '11010519491231002X",
            "\u{feff}11010519491231002X",
            "\u{202d}11010519491231002X\u{202c}",
            "\u{2066}110105\u{200b}19491231002X\u{2069}",
        ] {
            assert_eq!(
                read(written),
                Parsed::Value("11010519491231002X".into()),
                "{written}"
            );
        }
        assert_eq!(
            read("110105491231002.0"),
            Parsed::Value("110105491231002".into())
        );
    }

    #[test]
    fn each_fault_has_its_own_code() {
        assert_eq!(code(read("110105194912310021")), Some(Code::C181));
        assert_eq!(code(read("11010519491331002X")), Some(Code::C183));
        assert_eq!(code(read("1101051949123100")), Some(Code::C180));
        assert_eq!(
            code(parse_national_id(&Value::Number(110105194912310000.0))),
            Some(Code::C182)
        );
        for lost in ["1.10105E+17", "1.10105e+17", "1.10101e17", "1E17"] {
            assert_eq!(code(read(lost)), Some(Code::C182), "{lost}");
        }
        assert_eq!(code(read("身份证：无")), Some(Code::C180));
    }
}
