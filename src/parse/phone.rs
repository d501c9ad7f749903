//! Phone numbers (电话).

use super::decimal::tidy;
use super::{Fault, Parsed, means_nothing};
use crate::finding::Code;
use crate::read::Value;

/// Reads a mobile number (11 digits, 1 first) or a landline (7 or 8 digits, with or without its
/// area code and an extension). Anything else is kept as written and said.
pub(super) fn parse_phone(value: &Value<'_>) -> Parsed<String> {
    let phone = match value {
        Value::Text(text) if means_nothing(text.as_str()) => return Parsed::Blank,
        Value::Text(text) => tidy(text.as_str()),
        other => other.shown(),
    };
    // A number that was text once more keeps the `.0` that a program gave it.
    let phone = match phone.strip_suffix(".0") {
        Some(whole) => whole.to_string(),
        None => phone,
    };
    let bare = phone.strip_prefix("+86").unwrap_or(&phone);
    let digits: String = bare
        .chars()
        .filter(|c| !matches!(c, '-' | '(' | ')' | '—' | '–' | '转'))
        .collect();
    let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let mobile = digits.len() == 11 && digits.starts_with('1');
    let landline = matches!(digits.len(), 7 | 8) && !digits.starts_with('0')
        || (10..=16).contains(&digits.len()) && digits.starts_with('0');
    match all_digits && (mobile || landline) {
        true => Parsed::Value(phone),
        false => Parsed::Doubtful(phone, Fault::new(Code::C200)),
    }
}
