//! Categories (类别): one of the declared values, or a finding; 其他 is never assumed.

use super::{Fault, Parsed, means_nothing};
use crate::finding::{Arg, Code};
use crate::read::Value;
use crate::schema::{Column, narrow, normalise_label};
use std::collections::HashMap;

/// Stops behind a value that say nothing.
const STOPS: &[char] = &[
    '。', '.', '．', '；', ';', '，', ',', '、', '！', '!', ' ', '　',
];

/// What stands between the levels of an account: 职工活动支出-文体活动.
const LEVELS: &[char] = &[
    '-', '－', '—', '–', '―', '/', '／', '\\', '＼', '>', '＞', '→', '|', '｜', '_', '＿', ':',
    '：', '·',
];

/// A value as it is compared; 其它 is 其他.
fn compared(text: &str) -> String {
    normalise_label(text).replace("其它", "其他")
}

/// A text without the code or number before it: `501 职工活动支出`, `401会费收入`, `1.结婚慰问`, `①结婚慰问`.
pub(super) fn without_code(text: &str) -> &str {
    let numbers = |c: char| narrow(c).is_ascii_digit() || ('①'..='⑳').contains(&c);
    let between = |c: char| c.is_whitespace() || ".．、)）_＿-－—:：\\/＼／".contains(c);
    let bare = text.trim_start_matches(['(', '（']);
    match bare.starts_with(numbers) {
        true => bare.trim_start_matches(|c| numbers(c) || between(c)),
        false => text,
    }
}

/// What a cell's text is among a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Nothing,
    Value(usize),
    Unknown,
}

/// Reads the cells of one category column. A shared text is looked up once.
pub(super) struct CategoryParser {
    column: &'static Column,
    by_label: HashMap<String, usize>,
    by_identity: HashMap<usize, Known>,
}

impl CategoryParser {
    pub(super) fn new(column: &'static Column) -> CategoryParser {
        let mut by_label = HashMap::new();
        for (index, value) in column.values.iter().enumerate() {
            by_label.insert(compared(&value.value), index);
            for alias in &value.aliases {
                by_label.entry(compared(alias)).or_insert(index);
            }
        }
        CategoryParser {
            column,
            by_label,
            by_identity: HashMap::new(),
        }
    }

    /// The declared value; an unknown one is kept as written and said.
    pub(super) fn parse(&mut self, value: &Value<'_>) -> Parsed<String> {
        match self.known(value) {
            Known::Nothing => Parsed::Blank,
            Known::Value(index) => Parsed::Value(self.column.values[index].value.clone()),
            Known::Unknown => {
                let written = value.shown();
                let fault = self.fault(&written);
                Parsed::Doubtful(written, fault)
            }
        }
    }

    fn known(&mut self, value: &Value<'_>) -> Known {
        let identity = match value {
            Value::Text(text) => text.identity(),
            _ => None,
        };
        if let Some(known) = identity.and_then(|identity| self.by_identity.get(&identity)) {
            return *known;
        }
        let written = value.shown();
        let known = match self.named(&written).or_else(|| self.inside(&written)) {
            Some(index) => Known::Value(index),
            None if means_nothing(&written) => Known::Nothing,
            None => Known::Unknown,
        };
        if let Some(identity) = identity {
            self.by_identity.insert(identity, known);
        }
        known
    }

    /// The value that a text names.
    fn named(&self, text: &str) -> Option<usize> {
        self.by_label.get(&compared(text)).copied()
    }

    /// The one value that a text names with a code before it, a stop behind it, or deeper levels under
    /// it: `501 职工活动支出`, `生日慰问。`, `职工活动支出-文体活动`. None where a deeper level names another.
    fn inside(&self, written: &str) -> Option<usize> {
        let text = without_code(written.trim_end_matches(STOPS));
        if let Some(index) = self.named(text) {
            return Some(index);
        }
        let mut levels = text
            .split(LEVELS)
            .map(|level| without_code(level.trim()))
            .filter(|level| level.contains(char::is_alphabetic));
        let head = self.named(levels.next()?)?;
        levels
            .all(|level| self.named(level).is_none_or(|deeper| deeper == head))
            .then_some(head)
    }

    /// The finding of an unknown value, with the values allowed.
    fn fault(&self, _written: &str) -> Fault {
        let values = self.column.values.iter();
        let values = Arg::names(values.map(|v| Arg::Static(&v.value)));
        Fault::new(Code::C170).arg("allowed", values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Text;
    use crate::schema::table;

    fn read(id: &str, column: &str, written: &str) -> Parsed<String> {
        let column = table(id).column(column).expect("declared");
        CategoryParser::new(column).parse(&Value::Text(Text::own(written.to_string())))
    }

    #[test]
    fn an_account_may_have_a_code_a_stop_and_deeper_levels() {
        for (written, value) in [
            ("501 职工活动支出", "职工活动支出"),
            ("501职工活动支出", "职工活动支出"),
            ("401.会费收入", "会费收入"),
            ("50101-职工活动支出", "职工活动支出"),
            ("职工活动支出-文体活动", "职工活动支出"),
            ("职工活动支出/集体福利", "职工活动支出"),
            ("职工活动支出——其他", "职工活动支出"),
            ("502\\维权支出\\困难职工帮扶", "维权支出"),
            ("501 职工活动支出 / 50101 文体活动", "职工活动支出"),
            ("职工活动支出-职工活动费", "职工活动支出"),
            ("職工活動支出", "职工活动支出"),
        ] {
            let right = Parsed::Value(value.to_string());
            assert_eq!(read("ledger", "category", written), right, "{written}");
        }
        for (written, value) in [
            ("1.结婚慰问", "结婚慰问"),
            ("①结婚慰问", "结婚慰问"),
            ("生日慰问。", "生日慰问"),
            ("住院慰问；", "住院慰问"),
            ("送溫暖", "送温暖"),
            ("其它", "其他"),
            ("节日慰问/中秋", "节日慰问"),
        ] {
            let right = Parsed::Value(value.to_string());
            assert_eq!(read("welfare", "category", written), right, "{written}");
        }
    }

    #[test]
    fn two_categories_in_one_cell_are_neither() {
        for (id, written) in [
            ("ledger", "职工活动支出-维权支出"),
            ("ledger", "支出-职工活动支出"),
            ("ledger", "501"),
            ("ledger", "501-文体活动"),
            ("welfare", "结婚慰问/生育慰问"),
            ("welfare", "节日慰问、生日慰问"),
        ] {
            let parsed = read(id, "category", written);
            assert!(
                matches!(parsed, Parsed::Doubtful(..)),
                "{written} {parsed:?}"
            );
        }
    }
}
