//! Free text and names.

use super::decorated::undecorated;
use super::persons::names_several;
use super::{Fault, Parsed, means_nothing, says_blank, visible};
use crate::finding::Code;
use crate::read::{Value, show_number};
use crate::schema::{is_unseen, normalise_name};

/// Reads text as written, without spaces at its ends and signs of no width; a number or date as Excel
/// shows it.
///
/// Where a row is of one person or pair (`one`), three or more names are said (C221).
pub(super) fn parse_text(value: &Value<'_>, one: bool) -> Parsed<String> {
    match value {
        Value::Text(text) if means_nothing(text.as_str()) => Parsed::Blank,
        Value::Text(text) if may_go(text.as_str()) && text.as_str().contains(goes) => {
            let seen = visible(text.as_str()).replace(goes, "");
            Parsed::Value(seen.trim().to_string())
        }
        Value::Number(number) if number.abs() >= LOST => {
            Parsed::Doubtful(show_number(*number), Fault::new(Code::C234))
        }
        Value::Text(text) if is_scientific(text.as_str()) => {
            Parsed::Doubtful(text.as_str().trim().to_string(), Fault::new(Code::C234))
        }
        Value::Text(text) if one && names_several(text.as_str(), 3) => {
            Parsed::Doubtful(value.shown(), Fault::new(Code::C221))
        }
        other => Parsed::Value(other.shown()),
    }
}

/// From here on a number has more digits than Excel keeps.
const LOST: f64 = 1e15;

/// Whether a text is how Excel shows a long number, and a CSV keeps it: `6.22848E+18`.
fn is_scientific(text: &str) -> bool {
    let text = text.trim();
    // Asked of every text: most begin with no digit.
    if !text.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let Some((digits, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let power = power
        .strip_prefix('+')
        .and_then(|power| power.parse::<u32>().ok());
    let decimal = digits.contains('.') && digits.parse::<f64>().is_ok();
    decimal && power.is_some_and(|power| power >= 10)
}

/// Whether a text may hold a character that goes, by the bytes that these begin with; most hold none.
fn may_go(text: &str) -> bool {
    text.bytes()
        .any(|byte| matches!(byte, 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef))
}

/// Whether a character of a text goes. The joiners stay: emoji and some scripts are spelt with them.
fn goes(c: char) -> bool {
    is_unseen(c) && !('\u{200c}'..='\u{200d}').contains(&c)
}

/// Reads a person's name, without spaces of any width: `张　三` is 张三. A number is no name, and neither
/// is one with a number behind it. Where a row is of one person (`one`), several are said (C221).
pub(super) fn parse_name(value: &Value<'_>, one: bool) -> Parsed<String> {
    let text = match value {
        Value::Text(text) if means_nothing(text.as_str()) => return Parsed::Blank,
        Value::Text(text) => text,
        other => return Parsed::Doubtful(other.shown(), Fault::new(Code::C220)),
    };
    let bare = undecorated(text.as_str());
    let name = normalise_name(&bare);
    if says_blank(&name) {
        return Parsed::Blank;
    }
    // What stands in brackets is a remark.
    let unremarked = name.split('(').next().unwrap_or_default();
    let digits = unremarked.bytes().filter(u8::is_ascii_digit).count();
    if digits == name.len() || digits >= 6 {
        return Parsed::Doubtful(name, Fault::new(Code::C220));
    }
    if one && names_several(&bare, 2) {
        return Parsed::Doubtful(name, Fault::new(Code::C221));
    }
    Parsed::Value(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Text;

    /// A dash with a sign of no width before it, or a space within, once was a person of that name.
    #[test]
    fn a_dash_among_signs_of_no_width_is_no_name() {
        for written in [
            "\u{200b}-",
            "-\u{feff}",
            "- -",
            "\u{202a}—\u{202c}",
            "无\u{200b}",
        ] {
            let value = Value::Text(Text::own(written.to_string()));
            assert_eq!(parse_name(&value, true), Parsed::Blank, "{written:?}");
        }
    }
}
