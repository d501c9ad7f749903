//! Yes and no (是/否).

use super::{Fault, Parsed, means_nothing};
use crate::read::Value;
use crate::schema::{Column, normalise_label};

const YES: &[&str] = &[
    "是",
    "√",
    "✓",
    "✔",
    "☑",
    "■",
    "✅",
    "■是□否",
    "☑是☐否",
    "☑是□否",
    "√是□否",
    "y",
    "yes",
    "true",
    "t",
    "1",
    "对",
    "已",
    "有",
];
const NO: &[&str] = &[
    "否",
    "×",
    "✗",
    "✘",
    "✕",
    "✖",
    "❌",
    "☐",
    "□",
    "□是■否",
    "☐是☑否",
    "□是☑否",
    "□是√否",
    "x",
    "n",
    "no",
    "false",
    "f",
    "0",
    "不是",
    "未",
    "没有",
];

/// Reads yes or no: 是 否, √ ×, Y N, 1 0, TRUE FALSE, and what the column declares beside them.
pub(super) fn parse_boolean(value: &Value<'_>, column: &Column) -> Parsed<bool> {
    let label = match value {
        Value::Bool(bool) => return Parsed::Value(*bool),
        Value::Text(text) if means_nothing(text.as_str()) => return Parsed::Blank,
        other => normalise_label(
            other
                .shown()
                .trim_end_matches(['。', '.', '！', '!', '；', ';']),
        ),
    };
    let among = |words: &[String]| words.iter().any(|word| normalise_label(word) == label);
    if YES.contains(&label.as_str()) || among(&column.yes) {
        return Parsed::Value(true);
    }
    if NO.contains(&label.as_str()) || among(&column.no) {
        return Parsed::Value(false);
    }
    // A card's number: at least four characters, a digit among them.
    let numbered = label.len() >= 4
        && label.bytes().any(|b| b.is_ascii_digit())
        && label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-');
    match column.number_means_yes && numbered {
        true => Parsed::Value(true),
        false => Parsed::Wrong(Fault::new("C160")),
    }
}
