//! What stands under a table and is signed or remarked there: 制表人, 审核人, a long remark; and totals
//! that are called by their group (语文组合计).

use super::{Answer, RowKind, RowView};
use crate::read::{Cell, Value};
use crate::recognise::Row;
use crate::schema::{normalise_label, spoken};

const FOOTERS: &[&str] = &[
    "制表",
    "填表人",
    "填表时间",
    "填表日期",
    "填报人",
    "填报时间",
    "填报日期",
    "审核",
    "复核",
    "负责人",
    "单位负责人",
    "工会主席",
    "主席签字",
    "经办人",
    "经手人",
    "审批",
    "盖章",
    "公章",
    "会计:",
    "出纳:",
    "主管:",
    "日期:",
    "备注:",
    "说明:",
    "注:",
    "注1",
    "附注",
    "联系电话:",
    "声明",
];

/// Whether the row's first text begins or ends as that of such a row does.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let (column, text) = view.row.texts().next()?;
    let kind = by_first_text(text.trim_start(), view.row)?;
    // 审核费 begins as 审核人 does; a row that is filled in is a row.
    let found = kind == RowKind::Total || view.evidence() < 2;
    found.then(|| Answer::at(kind, "footer", column))
}

/// Totals and footers are told by the row's first text.
fn by_first_text(text: &str, row: &Row<'_>) -> Option<RowKind> {
    // The labels are short; data that begins so is not (a remark in brackets may follow).
    if text.len() > 400 {
        return Some(RowKind::Footnote).filter(|_| row.cells.len() == 1);
    }
    let says_sign = [
        "盖章", "签章", "签字:", "签名:", "(签字)", "(签名)", "公章)",
    ];
    let narrowed: String = spoken(text).take(60).collect();
    if says_sign.iter().any(|sign| narrowed.contains(sign)) {
        return Some(RowKind::Footnote);
    }
    let labelled = |cell: &Cell<'_>| match &cell.value {
        Value::Text(text) => spoken(text.as_str()).take(20).any(|c| c == ':'),
        _ => false,
    };
    if row.cells.len() > 1 && row.cells.iter().all(labelled) {
        return Some(RowKind::Footnote);
    }
    let could_be_total = text.contains(['计', '計']);
    if could_be_total {
        let label = normalise_label(text);
        let ends = ["合计", "小计", "总计", "累计"]
            .iter()
            .any(|end| label.ends_with(end));
        if ends && label.chars().count() <= 12 {
            return Some(RowKind::Total);
        }
    }
    if begins_footer(text) {
        let narrowed: String = spoken(text).take(24).collect();
        let footer = FOOTERS.iter().any(|word| narrowed.starts_with(word));
        if footer && (narrowed.contains(':') || row.cells.len() <= 4) {
            return Some(RowKind::Footnote);
        }
    }
    let lone_remark = row.cells.len() == 1 && text.chars().count() > 15;
    lone_remark.then_some(RowKind::Footnote)
}

/// Whether a text begins as a footer does; asked of every row, and most do not.
fn begins_footer(text: &str) -> bool {
    let first = spoken(text).next();
    first.is_some_and(|first| FOOTERS.iter().any(|word| word.starts_with(first)))
}
