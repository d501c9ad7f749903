//! Rows of totals: 合计, 小计, 总计, wherever in the row it is said.

use super::{Answer, RowKind, RowView};
use crate::recognise::Row;
use crate::schema::{ColumnType, normalise_label};

/// What a total says, in whichever cell of the row.
const TOTALS: &[&str] = &[
    "合计",
    "小计",
    "总计",
    "累计",
    "共计",
    "合计数",
    "总计数",
    "本页小计",
    "本页合计",
    "本月合计",
    "本月小计",
    "本季合计",
    "本年累计",
    "本年合计",
    "全年合计",
    "总合计",
    "过次页",
    "转下页",
    "转次页",
];

/// Whether the row says that it is one of totals.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let at = total_label(view.row)?;
    let own_word = Some(at) != view.row.texts().next().map(|(column, _)| column);
    let free_text = view
        .column_at(at)
        .is_some_and(|column| column.kind == ColumnType::Text);
    // A full row may have 合计 for its summary.
    let is_row = own_word && free_text && view.evidence() > 2;
    (!is_row).then(|| Answer::at(RowKind::Total, "total", at))
}

/// The column of the cell that says that the row is one of totals, wherever it stands.
fn total_label(row: &Row<'_>) -> Option<u32> {
    let says = |at: usize, text: &str| {
        // Totals are short; most texts are none.
        if text.len() >= 40 || !text.contains(['计', '計', '页', '頁']) {
            return false;
        }
        let label = normalise_label(text);
        // 合计3次 behind a name is a remark.
        TOTALS.contains(&label.as_str()) || at == 0 && is_total(&label)
    };
    let mut texts = row.texts().enumerate();
    let found = texts.find(|(at, (_, text))| says(*at, text.trim()));
    found.map(|(_, (column, _))| column)
}

/// Whether a compared label is that of a total: 合计, 合计5人, 共计12笔.
fn is_total(label: &str) -> bool {
    let counted = label
        .trim_end_matches([
            '人', '名', '户', '笔', '项', '次', '份', '条', '位', '个', '件',
        ])
        .trim_end_matches(|c: char| c.is_ascii_digit());
    let word = match counted.len() < label.trim_end_matches(|c: char| !c.is_ascii_digit()).len() {
        true => counted.strip_suffix('共').unwrap_or(counted),
        false => label,
    };
    TOTALS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::is_total;

    #[test]
    fn a_total_may_count_heads() {
        for label in ["合计", "合计5人", "共计12笔", "总计3项", "小计"] {
            assert!(is_total(label), "{label}");
        }
        for label in ["合计人", "5人", "合计5人慰问", "人", "会计5人"] {
            assert!(!is_total(label), "{label}");
        }
    }
}
