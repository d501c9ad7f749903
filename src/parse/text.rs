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
            name if name.is_empty() => Parsed::Blank,
            name if name.bytes().all(|b| b.is_ascii_digit()) => {
                Parsed::Doubtful(name, Fault::new("C220"))
            }
            name => Parsed::Value(name),
        },
        other => Parsed::Doubtful(other.shown(), Fault::new("C220")),
    }
}
