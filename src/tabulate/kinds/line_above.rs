//! A line that stands above a table, the next one's or the next page's: `填报单位：育才小学 … 单位：元`.

use super::{Answer, RowKind, RowView};
use crate::read::Value;
use crate::recognise::{MoneyUnit, Row, UNIT_LABELS, unit_of_line};
use crate::schema::spoken;

/// Labels that stand before a colon in the lines above a table, beside those that name who sends.
const LINE_LABELS: &[&str] = &[
    "填报时间",
    "填表时间",
    "填报日期",
    "填表日期",
    "金额单位",
    "所属月份",
    "缴费月份",
    "月份",
    "所属期间",
    "年度",
    "学期",
];

/// Whether a row is a line above a table (`填报单位：育才小学 … 单位：元`): its first text is a label
/// with a colon.
fn is_labelled_line(row: &Row<'_>) -> bool {
    let Some((_, first)) = row.texts().next() else {
        return false;
    };
    if first.len() > 300 || !first.contains([':', '：']) {
        return false;
    }
    let spoken: String = spoken(first).take(40).collect();
    let label = spoken.split(':').next().unwrap_or_default();
    let label = label.trim_start_matches('(');
    let figures = row
        .cells
        .iter()
        .filter(|c| matches!(c.value, Value::Number(_)))
        .count();
    (LINE_LABELS.contains(&label) || UNIT_LABELS.contains(&label)) && figures == 0
}

/// Whether a row is a line above a table that ends with its unit of money: `活动台账 … 单位：元`.
fn states_unit(row: &Row<'_>) -> bool {
    let Some((_, last)) = row.texts().last() else {
        return false;
    };
    let states = last.len() < 60
        && last.contains("单位")
        && matches!(unit_of_line(last), MoneyUnit::Scale(_));
    states && row.cells.len() <= 3 && row.cells.len() == row.texts().count()
}

/// Whether the row is such a line, and not filled in as a row is.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let line = is_labelled_line(view.row) || states_unit(view.row);
    let found = line && view.evidence() < 2;
    found.then(|| Answer::of_row(RowKind::Heading, "line_above"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Cell, Text};

    /// 基层工会 once stood in one of two lists: 基层工会：育才小学 among the rows was a row with mistakes.
    #[test]
    fn whatever_names_who_sends_begins_a_line() {
        for label in UNIT_LABELS {
            let value = Value::Text(Text::own(format!("{label}：育才小学")));
            let cell = Cell {
                row: 2,
                column: 0,
                value,
                looks: Default::default(),
                format: None,
            };
            let row = Row {
                index: 2,
                cells: vec![cell],
            };
            assert!(is_labelled_line(&row), "{label}");
        }
    }
}
