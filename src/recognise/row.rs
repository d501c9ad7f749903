//! What a row below a header is: data, or something that people put among the data.

use super::Row;
use super::header::meanings;
use crate::read::Value;
use crate::rows::{Block, Layout};
use crate::schema::{narrow, normalise_label, schema};

/// What a row below a header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A row of the table.
    Data,
    /// 合计, 小计, 总计.
    Total,
    /// 制表人, 审核人, a remark under the table.
    Footer,
    /// The template's example.
    Example,
    /// The header once more, after a page break.
    Header,
    /// No cell in any of the table's columns: a row that was only numbered.
    Blank,
}

/// The word that begins the mark of the template's example row.
const EXAMPLE: &str = "示例";

const TOTALS: &[&str] = &[
    "合计", "小计", "总计", "共计", "总合计", "本页合计", "本页小计", "本月合计", "本月小计", "累计",
    "本年累计", "合计数",
];

const FOOTERS: &[&str] = &[
    "制表", "填表人", "填表时间", "填表日期", "填报人", "填报时间", "填报日期", "审核", "复核", "负责人", "单位负责人",
    "工会主席", "主席签字", "经办人", "经手人", "审批", "盖章", "公章", "会计:", "出纳:", "主管:", "日期:",
    "备注:", "说明:", "注:", "注1", "附注", "联系电话:", "声明",
];

/// What `row` is under the header of `block`.
pub fn row_kind(row: &Row<'_>, block: &Block) -> RowKind {
    let Layout::Rows(columns) = &block.layout else {
        return RowKind::Data;
    };
    let mut first_text: Option<&str> = None;
    for (_, text) in row.texts() {
        let trimmed = text.trim_start();
        if trimmed.starts_with(EXAMPLE) {
            return RowKind::Example;
        }
        first_text.get_or_insert(trimmed);
    }
    let mapped = row
        .cells
        .iter()
        .filter(|cell| columns.values().any(|column| *column == cell.column))
        .count();
    if let Some(text) = first_text
        && let Some(kind) = by_first_text(text, row)
    {
        return kind;
    }
    if mapped == 0 {
        return RowKind::Blank;
    }
    if is_header_again(row, block, columns.iter().map(|(i, c)| (*i, *c))) {
        return RowKind::Header;
    }
    RowKind::Data
}

/// Totals and footers are told by the row's first text.
fn by_first_text(text: &str, row: &Row<'_>) -> Option<RowKind> {
    // The labels are short; data that begins so is not (a remark in brackets may follow).
    if text.len() > 400 {
        return Some(RowKind::Footer).filter(|_| row.cells.len() == 1);
    }
    let could_be_total = text.contains('计');
    if could_be_total {
        let label = normalise_label(text);
        if TOTALS.contains(&label.as_str()) {
            return Some(RowKind::Total);
        }
    }
    let narrowed: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(narrow)
        .take(24)
        .collect();
    let footer = FOOTERS.iter().any(|word| narrowed.starts_with(word));
    if footer && (narrowed.contains(':') || row.cells.len() <= 4) {
        return Some(RowKind::Footer);
    }
    let lone_remark = row.cells.len() == 1 && text.chars().count() > 15;
    lone_remark.then_some(RowKind::Footer)
}

/// Whether at least two of the row's cells, and all but one of them, say what their column's header
/// says.
fn is_header_again(
    row: &Row<'_>,
    block: &Block,
    columns: impl Iterator<Item = (usize, u32)>,
) -> bool {
    let Some(table) = schema().index(&block.table.id) else {
        return false;
    };
    let (mut same, mut other) = (0, 0);
    for (index, column) in columns {
        match row.at(column) {
            Some(Value::Text(text)) if meanings(text.as_str()).contains(&(table, index)) => same += 1,
            Some(_) => other += 1,
            None => {}
        }
        if other > 1 {
            return false;
        }
    }
    same >= 2
}
