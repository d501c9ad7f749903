//! parse: the cells of a recognised block → typed columns, or a finding at the cell that does not
//! parse. One file a type. What a value means together with other cells is for `check`.

mod adds_up;
mod block;
mod boolean;
mod category;
mod chinese_amount;
mod column;
mod credit_code;
mod date;
mod decimal;
mod decorated;
mod example;
mod from_text;
mod heading;
mod lost_zeros;
mod money;
mod national_id;
mod persons;
mod phone;
mod plain_date;
#[cfg(test)]
mod properties;
mod said_date;
mod text;
mod totals;
mod utc_midnights;
mod written_date;
mod year_hint;

pub use block::BlockParser;
pub use column::ColumnParser;
pub use credit_code::is_credit_code;
pub use date::{parse_date, parse_month};
pub use decimal::{parse_decimal, parse_integer};
pub use example::{differs_from_example, is_whole_example};
pub use from_text::{built_in_plan, rows_from_text};
pub use money::parse_money;
pub use national_id::{NationalId, parse_national_id};
pub use persons::begins_with_surname;
pub use year_hint::{YearHint, month_hint, without_days, year_hint};

use crate::finding::{Arg, Code};
use crate::schema::{is_unseen, normalise_label, spoken};

/// What a cell turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Parsed<T> {
    /// Nothing, or a sign for nothing (`-`, `—`, `/`, `无`).
    Blank,
    /// A value.
    Value(T),
    /// A value that can be kept, with something to say about it.
    Doubtful(T, Fault),
    /// Not understood.
    Wrong(Fault),
}

/// What is wrong with a cell: the code of its finding and the values its sentence needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// C-code.
    pub code: Code,
    /// Beside `{value}` and `{cell_title}`, which every finding of a cell has.
    pub args: Vec<(&'static str, Arg)>,
}

impl Fault {
    /// A fault whose sentence needs no more than the cell.
    pub fn new(code: Code) -> Fault {
        Fault {
            code,
            args: Vec::new(),
        }
    }

    /// With a value for `{name}`.
    pub fn arg(mut self, name: &'static str, arg: Arg) -> Fault {
        self.args.push((name, arg));
        self
    }
}

impl<T> Parsed<T> {
    /// The same, with another type of value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Parsed<U> {
        match self {
            Parsed::Blank => Parsed::Blank,
            Parsed::Value(value) => Parsed::Value(change(value)),
            Parsed::Doubtful(value, fault) => Parsed::Doubtful(change(value), fault),
            Parsed::Wrong(fault) => Parsed::Wrong(fault),
        }
    }
}

/// The text without spaces and signs of no width at its ends: what is copied from a page brings them.
fn visible(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_unseen(c))
}

/// Whether a text says that its cell holds what the one above it holds (〃, 同上, `同 上。`), and nothing
/// else. Asked of every cell.
pub(crate) fn means_the_same(text: &str) -> bool {
    // The longest of them is （同上一行）。 with spaces between.
    if text.len() > 60 {
        return false;
    }
    let begins = |c: char| {
        c.is_whitespace()
            || is_unseen(c)
            || "同上(（[【".contains(c)
            || DITTO_SIGNS.contains(c)
            || HALF_SIGNS.contains(c)
    };
    if !text.starts_with(begins) {
        return false;
    }
    let spoken: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !is_unseen(*c))
        .collect();
    let bare = spoken.trim_end_matches(['。', '.', '．', '，', ',', '；', ';', '、', '…']);
    let brackets = [('（', '）'), ('(', ')'), ('[', ']'), ('【', '】')];
    let inside = brackets
        .iter()
        .find_map(|(open, close)| bare.strip_prefix(*open)?.strip_suffix(*close));
    let word = inside.unwrap_or(bare);
    if [
        "同上",
        "同前",
        "上同",
        "同上行",
        "同上一行",
        "同上格",
        "同上栏",
    ]
    .contains(&word)
    {
        return true;
    }
    // A quotation mark means the line above only where the cell holds nothing but one or two.
    let marks = spoken.chars().count();
    let sign = marks <= 2 && spoken.chars().all(|c| DITTO_SIGNS.contains(c));
    marks > 0 && (sign || marks == 2 && spoken.chars().all(|c| HALF_SIGNS.contains(c)))
}

/// Signs that mean what stands above.
const DITTO_SIGNS: &str = "〃″\"＂“”〝〞˝ˮ";

/// Signs two of which look like one of those.
const HALF_SIGNS: &str = "'‘’′`´＇";

/// What questionnaires, databases and scripts write for a cell that nobody filled in, without spaces and
/// capitals.
const UNANSWERED: &[&str] = &[
    "(空)",
    "(跳过)",
    "<空>",
    "[空]",
    "空值",
    "未填",
    "未填写",
    "未录入",
    "未提供",
    "无效",
    "(未填写)",
    "null",
    "(null)",
    "<null>",
    "[null]",
    "none",
    "(none)",
    "<none>",
    "nil",
    "undefined",
    "nan",
    "<na>",
    "n/a",
    "#n/a",
    "#null!",
    "\\n",
    "[objectobject]",
    "nat",
];

/// Whether a text is what is written for a cell that nobody filled in: in a column of money too it is no 0.
fn is_unanswered(text: &str) -> bool {
    // Asked of every text, and hardly any is.
    let begins =
        |c: char| c.is_whitespace() || is_unseen(c) || "nNuU\\[#<(（＜［空未无".contains(c);
    if text.len() > 40 || !text.starts_with(begins) {
        return false;
    }
    let said: String = spoken(text).filter(|c| !is_unseen(*c)).collect();
    UNANSWERED.contains(&said.to_lowercase().as_str())
}

/// Whether a text is nothing but spaces and signs of no width.
fn is_unseen_alone(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

/// What a template or a clerk writes where nothing stands in the row, or from there on.
const BLANK_MARKS: &[&str] = &[
    "以下空白",
    "以下为空白",
    "以下空行",
    "以下无正文",
    "以下无内容",
    "此页以下空白",
    "此行空白",
    "此行为空",
    "本行空白",
    "空白行",
    "空白",
    "空行",
    "空",
];

/// Whether a text says no more than an empty cell: a sign for nothing, or that nothing stands here
/// (`（空）`, `以下空白`).
pub(crate) fn says_blank(text: &str) -> bool {
    // Asked of every row and name, and nearly all begin with a letter that none of these does.
    let letter =
        |c: char| matches!(c, '0'..='9' | '\u{4e00}'..='\u{9fff}') && !"以此本空无暂未".contains(c);
    if text.starts_with(letter) {
        return false;
    }
    let seen = visible(text);
    seen.is_empty()
        || means_nothing(seen)
        || is_unanswered(seen)
        // Asked of every name.
        || text.len() < 60
            && seen.contains(['空', '无'])
            && BLANK_MARKS.contains(&normalise_label(seen).as_str())
}

/// Whether a text is one of the signs that people write for nothing.
pub(crate) fn means_nothing(text: &str) -> bool {
    matches!(
        visible(text),
        "-" | "--" | "—" | "——" | "–" | "－" | "―" | "/" | "／" | "\\" | "无" | "暂无" | "空"
    )
}

#[cfg(test)]
mod tests {
    use super::means_the_same;

    #[test]
    fn dittos_as_people_write_them() {
        for written in [
            "〃",
            "″",
            "\"",
            "＂",
            "”",
            "“",
            "“ ”",
            "\"\"",
            "''",
            "``",
            "〞",
            "同上",
            "同 上",
            "同　上",
            "同上。",
            "同上行",
            "（同上）",
            "( 同上 )",
            "同前",
            " 同\u{200b}上 ",
            "同上；",
        ] {
            assert!(means_the_same(written), "{written}");
        }
        for written in [
            "",
            " ",
            "'",
            "同上级",
            "同上海",
            "同上学期",
            "上",
            "同",
            "“张三”",
            "\"\"\"",
            "9'30\"",
            "（）",
            "。",
            "同上月",
        ] {
            assert!(!means_the_same(written), "{written}");
        }
    }
}
