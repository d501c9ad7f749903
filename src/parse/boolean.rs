//! Yes and no (是/否).

use super::category::without_code;
use super::{Fault, Parsed, means_nothing};
use crate::finding::Code;
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
    "是的",
    // A tick: the column asks for yes or no.
    "v",
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
    "╳",
    "不是",
    "非",
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
    // 1-是: the word behind a code, and no number of a card.
    let word = without_code(&label);
    if word.len() < label.len() && YES.contains(&word) && !word.is_ascii() {
        return Parsed::Value(true);
    }
    if word.len() < label.len() && NO.contains(&word) && !word.is_ascii() {
        return Parsed::Value(false);
    }
    if let Some(done) = done(&label, column) {
        return Parsed::Value(done);
    }
    // A card's number: at least four characters, a digit among them.
    let numbered = label.len() >= 4
        && label.bytes().any(|b| b.is_ascii_digit())
        && label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-');
    match column.number_means_yes && numbered {
        true => Parsed::Value(true),
        false => Parsed::Wrong(Fault::new(Code::C160)),
    }
}

/// What 已 or 未 before one of the column's own words says: 已入会, 未参加工会, 未发放.
fn done(label: &str, column: &Column) -> Option<bool> {
    let (verb, done) = [
        ("已经", true),
        ("已", true),
        ("尚未", false),
        ("还未", false),
        ("没有", false),
        ("未", false),
        ("没", false),
    ]
    .iter()
    .find_map(|(word, done)| Some((label.strip_prefix(word)?, *done)))?;
    let verb = verb.trim_end_matches('的');
    let own = |name: &str| {
        let name = normalise_label(name);
        let name = name.trim_start_matches("是否").trim_start_matches('已');
        !name.is_empty() && name == verb
    };
    let mut words = column.names().chain(column.yes.iter().map(String::as_str));
    words.any(own).then_some(done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Text;
    use crate::schema::table;

    #[test]
    fn yes_and_no_as_people_write_them() {
        let read = |id: &str, column: &str, written: &str| {
            let column = table(id).column(column).expect("declared");
            parse_boolean(&Value::Text(Text::own(written.to_string())), column)
        };
        for written in [
            "V",
            "v",
            "是的",
            "已入会",
            "已经入会",
            "已加入工会",
            "已参加",
            "√",
        ] {
            assert_eq!(
                read("members", "member", written),
                Parsed::Value(true),
                "{written}"
            );
        }
        for written in [
            "╳",
            "非",
            "未入会",
            "没有入会",
            "尚未加入",
            "未加入工会",
            "未参加",
            "没入会",
        ] {
            assert_eq!(
                read("members", "member", written),
                Parsed::Value(false),
                "{written}"
            );
        }
        assert_eq!(
            read("members", "service_card", "已发放"),
            Parsed::Value(true)
        );
        assert_eq!(
            read("members", "service_card", "未发放"),
            Parsed::Value(false)
        );
        assert_eq!(read("members", "retired", "未退休"), Parsed::Value(false));
        // Of another column's meaning.
        for (column, written) in [
            ("retired", "未入会"),
            ("member", "已退休"),
            ("member", "已婚"),
        ] {
            let parsed = read("members", column, written);
            assert!(matches!(parsed, Parsed::Wrong(_)), "{written} {parsed:?}");
        }
    }
}
