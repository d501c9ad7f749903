//! 统一社会信用代码 (GB 32100-2015).

use super::decimal::tidy;
use super::{Fault, Parsed, means_nothing};
use crate::finding::Code;
use crate::read::Value;

/// The characters in the order of their values; I, O, S, V and Z are not used.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Reads a credit code, its check character tested. One that fails is kept as written.
pub(super) fn parse_credit_code(value: &Value<'_>) -> Parsed<String> {
    let code = match value {
        Value::Text(text) if means_nothing(text.as_str()) => return Parsed::Blank,
        Value::Text(text) => tidy(text.as_str()).to_ascii_uppercase(),
        other => other.shown(),
    };
    if code.len() != 18 || !code.bytes().all(|b| ALPHABET.contains(&b)) {
        return Parsed::Doubtful(code, Fault::new(Code::C191));
    }
    match is_credit_code(&code) {
        true => Parsed::Value(code),
        false => Parsed::Doubtful(code, Fault::new(Code::C190)),
    }
}

/// Whether `code` has 18 characters and the right check character.
pub fn is_credit_code(code: &str) -> bool {
    let values: Option<Vec<u32>> = code
        .bytes()
        .map(|b| {
            ALPHABET
                .iter()
                .position(|a| *a == b)
                .and_then(|p| u32::try_from(p).ok())
        })
        .collect();
    let Some(values) = values.filter(|values| values.len() == 18) else {
        return false;
    };
    let (mut weight, mut sum) = (1_u32, 0_u32);
    for value in &values[..17] {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    values[17] == (31 - sum % 31) % 31
}

#[cfg(test)]
mod tests {
    use super::is_credit_code;

    #[test]
    fn a_published_code_of_a_union_is_valid() {
        assert!(is_credit_code("81440000MCL468545M"));
        assert!(!is_credit_code("81440000MCL468545N"));
        assert!(!is_credit_code("工会"));
    }
}
