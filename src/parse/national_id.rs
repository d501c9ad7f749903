//! ID numbers (居民身份证, GB 11643).

use super::decimal::tidy;
use super::{Fault, Parsed, means_nothing};
use crate::finding::Arg;
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
        Value::Text(text) => tidy(text.as_str())
            .trim_matches(['\'', '’', '‘', '`', '"'])
            .trim_end_matches(".0")
            .replace(['-', '—', '–'], "")
            // The Cyrillic letter looks the same.
            .replace(['Х', 'х'], "X")
            .to_ascii_uppercase(),
        Value::Number(number) if *number >= 1e15 => {
            return Parsed::Wrong(Fault::new("C182"));
        }
        other => match other {
            Value::Number(number) => show_number(*number),
            _ => return Parsed::Wrong(Fault::new("C180").arg("length", Arg::Count(0))),
        },
    };
    // As text, but written by Excel: 1.10101E+17.
    if id.contains("E+") {
        return Parsed::Wrong(Fault::new("C182"));
    }
    let digits = id.strip_suffix('X').unwrap_or(&id);
    let well_formed = digits.bytes().all(|b| b.is_ascii_digit())
        && (id.len() == 18 || id.len() == 15 && digits.len() == 15);
    if !well_formed {
        let length = i64::try_from(id.chars().count()).unwrap_or(i64::MAX);
        return Parsed::Doubtful(id, Fault::new("C180").arg("length", Arg::Count(length)));
    }
    if NationalId::read(&id).is_none() {
        return Parsed::Doubtful(id, Fault::new("C183"));
    }
    match check_character(&id) {
        Some(check) if !id.ends_with(check) => Parsed::Doubtful(
            id,
            Fault::new("C181").arg("check", Arg::Text(check.to_string())),
        ),
        _ => Parsed::Value(id),
    }
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

    fn code(parsed: Parsed<String>) -> &'static str {
        match parsed {
            Parsed::Doubtful(_, fault) | Parsed::Wrong(fault) => fault.code,
            _ => "",
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
        assert_eq!(code(read("110105194912310021")), "C181");
        assert_eq!(code(read("11010519491331002X")), "C183");
        assert_eq!(code(read("1101051949123100")), "C180");
        assert_eq!(
            code(parse_national_id(&Value::Number(110105194912310000.0))),
            "C182"
        );
        assert_eq!(code(read("1.10105E+17")), "C182");
    }
}
