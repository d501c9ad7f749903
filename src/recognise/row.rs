//! What a row below a header is: data, or something that people put among the data.

use super::Row;
use super::asides::aside_label;
use super::carried::is_carried;
use super::example::{Example, example_of};
use super::header::meanings;
use super::money_unit::{UnitSaid, unit_of_line};
use crate::read::{Cell, Value};
use crate::rows::{Block, Layout};
use crate::schema::{Column, ColumnType, narrow, normalise_label, normalise_name, schema};
use std::collections::BTreeMap;

/// What a row below a header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A row of the table.
    Data,
    /// 合计, 小计, 总计.
    Total,
    /// What a book carries over a page (承前页) or from one period to the next (上年结转, a balance and
    /// nothing else).
    Carried,
    /// 制表人, 审核人, a remark under the table.
    Footer,
    /// The template's example.
    Example,
    /// The header once more, after a page break.
    Header,
    /// No cell in any of the table's columns: a row that was only numbered.
    Blank,
    /// A heading among the rows (一、在职会员), a remark: one text, and no person's name.
    Note,
}

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

const SECTION_NUMBERS: &str = "一二三四五六七八九十";

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
    match example_of(row, block) {
        Some(Example::Untouched | Example::Others(_)) => return RowKind::Example,
        Some(Example::TypedOver(_) | Example::Unmarked) | None => {}
    }
    let first_text = row.texts().next().map(|(_, text)| text.trim_start());
    if aside_label(row, block).is_some() {
        return RowKind::Footer;
    }
    if super::spoken_total(row).is_some() && !is_dated(row, block, columns) {
        return RowKind::Total;
    }
    if is_carried(row, block, columns) {
        return RowKind::Carried;
    }
    if let Some(at) = total_label(row) {
        let own_word = Some(at) != row.texts().next().map(|(column, _)| column);
        let free_text = columns.iter().any(|(index, column)| {
            *column == at && block.table.columns[*index].kind == ColumnType::Text
        });
        // A full row may have 合计 for its summary.
        if !(own_word && free_text && evidence(row, block, columns) > 2) {
            return RowKind::Total;
        }
    }
    let said = first_text
        .and_then(never_data)
        .or_else(|| is_section(row, block, columns).then_some(RowKind::Footer));
    let supposed = || {
        let line = (is_labelled_line(row) || states_unit(row)).then_some(RowKind::Note);
        line.or_else(|| by_first_text(first_text?, row))
    };
    if let Some(kind) = said {
        return kind;
    }
    // 审核费 begins as 审核人 does; a row that is filled in is a row.
    if let Some(kind) = supposed()
        && (kind == RowKind::Total || evidence(row, block, columns) < 2)
    {
        return kind;
    }
    let is_mapped = |cell: &Cell<'_>| columns.values().any(|column| *column == cell.column);
    if !row.cells.iter().any(is_mapped) {
        return match row.cells.as_slice() {
            [cell] if matches!(cell.value, Value::Text(_)) => RowKind::Note,
            _ => RowKind::Blank,
        };
    }
    if super::split_date::is_parts(row) {
        return RowKind::Header;
    }
    if is_header_again(row, block, columns.iter().map(|(i, c)| (*i, *c))) {
        return RowKind::Header;
    }
    match row.cells.as_slice() {
        // In a list of names alone a name is all that a row has; a title is still none.
        [cell] if columns.len() > 2 || is_title(cell) => match is_note(cell, block, columns) {
            true => RowKind::Note,
            false => RowKind::Data,
        },
        _ => RowKind::Data,
    }
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

/// Whether a row says when it was or what kind it is of, as totals and remarks do not.
pub(super) fn is_dated(row: &Row<'_>, block: &Block, columns: &BTreeMap<usize, u32>) -> bool {
    let own = |kind| {
        matches!(
            kind,
            ColumnType::Date | ColumnType::Month | ColumnType::Category | ColumnType::NationalId
        )
    };
    let of_row = |index: &usize| own(block.table.columns[*index].kind);
    let columns = columns.iter().filter(|(index, _)| of_row(index));
    evidence(row, block, columns) > 0
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

/// How many of the row's cells are what their columns hold: figures, dates, values of a category.
fn evidence<'c>(
    row: &Row<'_>,
    block: &Block,
    columns: impl IntoIterator<Item = (&'c usize, &'c u32)>,
) -> usize {
    let holds = |(index, column): &(&usize, &u32)| {
        let declared = &block.table.columns[**index];
        let Some(value) = row.at(**column) else {
            return false;
        };
        let figure = |text: &str| {
            let letters = |c: char| c.is_alphabetic() && !OF_FIGURES.contains(c);
            text.contains(|c: char| c.is_numeric()) && !text.contains(letters)
        };
        match (declared.kind, value) {
            (ColumnType::Category, Value::Text(text)) => is_declared(declared, text.as_str()),
            (ColumnType::Text | ColumnType::Name | ColumnType::Category, _) => false,
            (_, Value::Text(text)) => figure(text.as_str()),
            (_, Value::Number(_) | Value::Date(_)) => true,
            _ => false,
        }
    };
    columns.into_iter().filter(holds).count()
}

/// Whether `text` is one of a category's values, under whichever name.
fn is_declared(column: &Column, text: &str) -> bool {
    let label = normalise_label(text);
    column.values.iter().any(|value| {
        let mut names = std::iter::once(&value.value).chain(&value.aliases);
        names.any(|name| normalise_label(name) == label)
    })
}

/// Labels that stand before a colon in the lines above a table.
const LINE_LABELS: &[&str] = &[
    "填报单位",
    "填表单位",
    "填报学校",
    "上报单位",
    "报送单位",
    "编报单位",
    "编制单位",
    "单位名称",
    "学校名称",
    "工会名称",
    "填报时间",
    "填表时间",
    "填报日期",
    "填表日期",
    "金额单位",
    "单位",
    "学校",
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
    LINE_LABELS.contains(&label) && figures == 0
}

/// Whether a row is a line above a table that ends with its unit of money: `活动台账 … 单位：元`.
fn states_unit(row: &Row<'_>) -> bool {
    let Some((_, last)) = row.texts().last() else {
        return false;
    };
    let states = last.len() < 60
        && last.contains("单位")
        && matches!(unit_of_line(last), UnitSaid::Scale(_));
    states && row.cells.len() <= 3 && row.cells.len() == row.texts().count()
}

/// Whether a cell is the title of a table: 育才小学2023年会费收缴表.
fn is_title(cell: &Cell<'_>) -> bool {
    match &cell.value {
        Value::Text(text) if text.as_str().len() < 120 => {
            let tables = schema().tables();
            tables.iter().any(|table| table.is_named_by(text.as_str()))
        }
        _ => false,
    }
}

/// Whether a text is a table's name and nothing more: the title of the next one.
fn is_tables_name(text: &str) -> bool {
    let label = normalise_label(text);
    let tables = schema().tables();
    tables
        .iter()
        .any(|table| table.names().any(|name| normalise_label(name) == label))
}

/// Whether the one cell of a row is a heading or a remark, and not the beginning of a row of data: a
/// text, and not what its column holds.
fn is_note(cell: &Cell<'_>, block: &Block, columns: &BTreeMap<usize, u32>) -> bool {
    let Value::Text(text) = &cell.value else {
        return false;
    };
    let column = columns.iter().find(|(_, column)| **column == cell.column);
    let Some(column) = column.map(|(index, _)| &block.table.columns[*index]) else {
        return true;
    };
    let text = text.as_str().trim();
    let numbered = text.starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'])
        && text.contains('、');
    match column.kind {
        _ if numbered || is_tables_name(text) => true,
        ColumnType::Name => !is_persons_name(text),
        ColumnType::Text => !column.required,
        // 9 or 2023年9月 begins a row; words do not.
        _ => text.contains(|c: char| c.is_alphabetic() && !OF_FIGURES.contains(c)),
    }
}

/// Letters of dates, months, amounts and counts.
const OF_FIGURES: &str = "年月日号份元万千百人一二三四五六七八九十〇零";

/// Whether a text may be a person's name: a few letters, and nothing that ends a group's name.
fn is_persons_name(text: &str) -> bool {
    let name = normalise_name(text);
    let short = (2..=4).contains(&name.chars().count()) || name.contains('·');
    let letters = name.chars().all(|c| c.is_alphabetic() || c == '·');
    short
        && letters
        && !name.ends_with([
            '组', '部', '室', '级', '班', '处', '员', '师', '科', '类', '学', '园', '会',
        ])
}

/// Rows that are of no one whatever figures they hold, told by their first text: 人数, 大写.
fn never_data(text: &str) -> Option<RowKind> {
    if text.len() < 60 {
        let label = normalise_label(text);
        if NO_DATA.contains(&label.as_str()) {
            return Some(RowKind::Footer);
        }
        if ["total", "sum", "subtotal"].contains(&label.as_str()) {
            return Some(RowKind::Total);
        }
    }
    None
}

/// Whether a row is the heading of a section with its sums: 一 | 语文组 | 26.15. Rows of data are
/// numbered so too: they have what their table requires, a section has one name and figures.
fn is_section(row: &Row<'_>, block: &Block, columns: &BTreeMap<usize, u32>) -> bool {
    let Some((first, rest)) = row.cells.split_first() else {
        return false;
    };
    let Value::Text(number) = &first.value else {
        return false;
    };
    let brackets = ['(', '（', ')', '）', ' ', '\u{3000}', '、'];
    let number = number.as_str().trim_matches(brackets);
    let numbered = !number.is_empty() && number.chars().all(|c| SECTION_NUMBERS.contains(c));
    if !numbered || rest.is_empty() {
        return false;
    }
    let declared = |column: u32| {
        let found = columns.iter().find(|(_, at)| **at == column);
        found.map(|(index, _)| &block.table.columns[*index])
    };
    // 一 may be what its column holds, as a rank does.
    let words = [ColumnType::Text, ColumnType::Name, ColumnType::Category];
    if declared(first.column).is_some_and(|column| !words.contains(&column.kind)) {
        return false;
    }
    let is_figure = |column: &Column| column.kind.is_figure();
    let is_name = |cell: &&Cell<'_>| !declared(cell.column).is_some_and(is_figure);
    let mut names = rest.iter().filter(is_name);
    let of_group = |cell: &Cell<'_>| match (&cell.value, declared(cell.column)) {
        (Value::Text(text), Some(column)) => match column.kind {
            ColumnType::Name => !is_persons_name(text.as_str()),
            ColumnType::Category => !is_declared(column, text.as_str()),
            kind => kind == ColumnType::Text,
        },
        (Value::Text(_), None) => true,
        _ => false,
    };
    let one_name = names.next().is_none_or(of_group) && names.next().is_none();
    let lacks = |(index, column): (&usize, &u32)| {
        let declared = &block.table.columns[*index];
        let empty = match row.at(*column) {
            Some(Value::Text(text)) => {
                declared.kind == ColumnType::Name && !is_persons_name(text.as_str())
            }
            other => other.is_none(),
        };
        declared.required && !is_figure(declared) && empty
    };
    one_name && columns.iter().any(lacks)
}

/// Whether a row says a figure that is worked out from the rows above it (人均, 金额大写).
pub fn is_worked_out(row: &Row<'_>) -> bool {
    let first = row.texts().next();
    first.is_some_and(|(_, text)| {
        text.len() < 60 && NO_DATA.contains(&normalise_label(text).as_str())
    })
}

/// Totals and footers are told by the row's first text.
fn by_first_text(text: &str, row: &Row<'_>) -> Option<RowKind> {
    // The labels are short; data that begins so is not (a remark in brackets may follow).
    if text.len() > 400 {
        return Some(RowKind::Footer).filter(|_| row.cells.len() == 1);
    }
    let says_sign = [
        "盖章", "签章", "签字:", "签名:", "(签字)", "(签名)", "公章)",
    ];
    let narrowed: String = spoken(text).take(60).collect();
    if says_sign.iter().any(|sign| narrowed.contains(sign)) {
        return Some(RowKind::Footer);
    }
    let labelled = |cell: &Cell<'_>| match &cell.value {
        Value::Text(text) => spoken(text.as_str()).take(20).any(|c| c == ':'),
        _ => false,
    };
    if row.cells.len() > 1 && row.cells.iter().all(labelled) {
        return Some(RowKind::Footer);
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
            return Some(RowKind::Footer);
        }
    }
    let lone_remark = row.cells.len() == 1 && text.chars().count() > 15;
    lone_remark.then_some(RowKind::Footer)
}

/// The characters of a text that say something.
pub(super) fn spoken(text: &str) -> impl Iterator<Item = char> {
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
