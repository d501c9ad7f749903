//! Rows that are of no one whatever figures they hold, told by their first text: 人数, 大写, total.

use super::{Answer, RowKind, RowView};
use crate::recognise::Row;
use crate::schema::normalise_label;

/// Rows under a table or among its rows that are of no one: the amount in words, a count of heads.
const NO_DATA: &[&str] = &[
    "人数",
    "金额",
    "大写",
    "人民币大写",
    "金额大写",
    "合计大写",
    "大写金额",
    "合计人数",
    "合计金额",
    "人数合计",
    "金额合计",
    "总人数",
    "总金额",
];

/// Whether the row's first text says that it is of no one.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let (column, text) = view.row.texts().next()?;
    let text = text.trim_start();
    if text.len() >= 60 {
        return None;
    }
    let label = normalise_label(text);
    let kind = match label.as_str() {
        "total" | "sum" | "subtotal" => RowKind::Total,
        label if NO_DATA.contains(&label) => RowKind::Footnote,
        _ => return None,
    };
    Some(Answer::at(kind, "of_no_one", column))
}

/// Whether a row says a figure that is worked out from the rows above it (人均, 金额大写).
pub fn is_worked_out(row: &Row<'_>) -> bool {
    let first = row.texts().next();
    first.is_some_and(|(_, text)| {
        text.len() < 60 && NO_DATA.contains(&normalise_label(text).as_str())
    })
}
