//! Free text and names.

use super::{Fault, Parsed, means_nothing};
use crate::read::Value;
use crate::schema::normalise_name;

/// Reads text as written, without spaces at its ends; a number or date as Excel shows it.
pub(super) fn parse_text(value: &Value<'_>) -> Parsed<String> {
    match value {
        Value::Text(text) if means_nothing(text.as_str()) => Parsed::Blank,
        other => Parsed::Value(other.shown()),
    }
}

/// Reads a person's name, without spaces of any width: `张　三` is 张三. A number is no name.
pub(super) fn parse_name(value: &Value<'_>) -> Parsed<String> {
    match value {
        Value::Text(text) if means_nothing(text.as_str()) => Parsed::Blank,
        Value::Text(text) => match normalise_name(text.as_str()) {
            name if name.is_empty() || means_nothing(&name) => Parsed::Blank,
            name if name.bytes().all(|b| b.is_ascii_digit()) => {
                Parsed::Doubtful(name, Fault::new("C220"))
            }
            name => Parsed::Value(name),
        },
        other => Parsed::Doubtful(other.shown(), Fault::new("C220")),
    }
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
            assert_eq!(parse_name(&value), Parsed::Blank, "{written:?}");
        }
    }
}
