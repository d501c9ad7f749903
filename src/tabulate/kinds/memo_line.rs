//! Lines under a table, or among its rows, that comment on the rows: 其中, 平均, 较上年.

use super::{Answer, RowKind, RowView};
use crate::read::Value;
use crate::schema::{ColumnType, normalise_label, spoken};

/// The letters that such a line begins with.
const BEGINNINGS: [char; 13] = [
    '其', '较', '比', '与', '平', '人', '上', '占', '缴', '同', '环', '去', '(',
];

/// Lines under a table that repeat or divide what its rows hold.
const MEMO_LINES: &[&str] = &[
    "平均",
    "平均数",
    "平均值",
    "平均每人",
    "人均",
    "人均缴费",
    "人均会费",
    "人均金额",
    "上缴区工会",
    "上缴",
    "比例",
    "占比",
    "缴费比例",
    "同比",
    "环比",
    "上年同期",
    "去年同期",
    "上年同月",
    "同比增减",
    "环比增减",
];

/// A line that repeats or divides what the rows hold (其中：退休, 平均, 较上年): of no one, whatever figures
/// it has.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    if !view.row.texts().take(4).any(|(_, text)| says(text)) {
        return None;
    }
    // Nobody is called so.
    let name = view.columns.iter().find_map(|(index, column)| {
        let declared = &view.block.table.columns[*index];
        let of_name = declared.kind == ColumnType::Name && declared.required;
        match view.row.at(*column) {
            Some(Value::Text(text)) if of_name => Some((*column, text.as_str())),
            _ => None,
        }
    });
    let first = view.row.texts().next();
    let of_no_one = name.filter(|(_, text)| says(text));
    let label = of_no_one.or(first.filter(|(_, text)| says(text) && !view.is_dated()));
    label.map(|(column, _)| Answer::at(RowKind::MemoLine, "memo_line", column))
}

/// Whether a text begins such a line.
fn says(text: &str) -> bool {
    // Most texts begin otherwise.
    if text.len() > 90 || !text.trim_start().starts_with(BEGINNINGS) {
        return false;
    }
    let spoken: String = spoken(text).collect();
    let of_which = spoken
        .strip_prefix("其中")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ',', '、']));
    let compared = ["较上年", "比上年", "较去年", "比去年", "与上年", "与去年"];
    of_which
        || compared.iter().any(|word| spoken.starts_with(word))
        || MEMO_LINES.contains(&normalise_label(text).as_str())
}
