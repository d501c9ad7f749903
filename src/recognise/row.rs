//! What a row below a header is: data, or something that people put among the data.

use super::Row;
use super::header::meanings;
use crate::read::{Cell, Value};
use crate::rows::{Block, Layout};
use crate::schema::{EXAMPLE_MARK, narrow, normalise_label, schema};

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

/// Whether a cell marks its row as an example: the template's mark (`示例行，…`), or what other
/// templates write (`示例`, `例：`). A unit or person called 示例… is none.
fn marks_example(text: &str) -> bool {
    let Some(rest) = text
        .strip_prefix(EXAMPLE_MARK)
        .or_else(|| text.strip_prefix('例'))
    else {
        return false;
    };
    rest.is_empty() || rest.starts_with(['行', ':', '：', '）', ')'])
}

/// What a total says that does not end in 合计, 小计, 总计 or 累计.
const TOTALS: &[&str] = &["共计", "合计数", "总计数"];

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

/// What `row` is under the header of `block`.
pub fn row_kind(row: &Row<'_>, block: &Block) -> RowKind {
    let Layout::Rows(columns) = &block.layout else {
        return RowKind::Data;
    };
    let mut first_text: Option<&str> = None;
    for (_, text) in row.texts() {
        let trimmed = text.trim_start();
        if marks_example(trimmed) {
            return RowKind::Example;
        }
        first_text.get_or_insert(trimmed);
    }
    if let Some(text) = first_text
        && let Some(kind) = by_first_text(text, row)
    {
        return kind;
    }
    let is_mapped = |cell: &Cell<'_>| columns.values().any(|column| *column == cell.column);
    if !row.cells.iter().any(is_mapped) {
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
        let ends = ["合计", "小计", "总计", "累计"]
            .iter()
            .any(|end| label.ends_with(end));
        if TOTALS.contains(&label.as_str()) || (ends && label.chars().count() <= 12) {
            return Some(RowKind::Total);
        }
    }
    if begins_footer(text) {
        let narrowed: String = spoken(text).take(24).collect();
        let footer = FOOTERS.iter().any(|word| narrowed.starts_with(word));
        if footer && (narrowed.contains(':') || row.cells.len() <= 4) {
            return Some(RowKind::Footer);
        }
    }
    let lone_remark = row.cells.len() == 1 && text.chars().count() > 15;
    lone_remark.then_some(RowKind::Footer)
}

/// The characters of a text that say something.
fn spoken(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace()).map(narrow)
}

/// Whether a text begins as a footer does; asked of every row, and most do not.
fn begins_footer(text: &str) -> bool {
    let first = spoken(text).next();
    first.is_some_and(|first| FOOTERS.iter().any(|word| word.starts_with(first)))
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
            Some(Value::Text(text)) if meanings(text.as_str()).contains(&(table, index)) => {
                same += 1
            }
            Some(_) => other += 1,
            None => {}
        }
        if other > 1 {
            return false;
        }
    }
    same >= 2
}

#[cfg(test)]
mod tests {
    use super::marks_example;

    #[test]
    fn a_school_called_example_is_no_example() {
        assert!(marks_example("示例行，请勿删除"));
        assert!(marks_example("示例"));
        assert!(marks_example("例：2023-09"));
        assert!(!marks_example("示例小学"));
        assert!(!marks_example("例会"));
    }
}
