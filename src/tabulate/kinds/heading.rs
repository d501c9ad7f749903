//! A heading among the rows (一、在职会员), the title of the next table, a remark: one text, and no
//! person's name; and rows that hold nothing in the table's columns.

use super::evidence::{OF_FIGURES, is_persons_name};
use super::{Answer, RowKind, RowView};
use crate::read::{Cell, Value};
use crate::recognise::is_school_name;
use crate::rows::Block;
use crate::schema::{CameAbout, ColumnType, HeadingSays, heading_says, normalise_label, schema};
use crate::tabulate::context::says_years;
use std::collections::BTreeMap;

/// A row none of whose cells stands in a column of the table.
pub(super) fn is_outside(view: &RowView<'_, '_>) -> Option<Answer> {
    let mapped = |cell: &Cell<'_>| view.columns.values().any(|column| *column == cell.column);
    if view.row.cells.iter().any(mapped) {
        return None;
    }
    Some(match view.row.cells.as_slice() {
        [cell] if matches!(cell.value, Value::Text(_)) => {
            Answer::at(RowKind::Heading, "outside", cell.column)
        }
        _ => Answer::of_row(RowKind::Blank, "outside"),
    })
}

/// A row of one cell that says something of other rows.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let cell = match view.row.cells.as_slice() {
        [cell] => cell,
        // 二、退休会员 | 3人
        [cell, count] if is_count(count) && is_state(cell, view.block) => {
            return Some(Answer::at(RowKind::Heading, "heading", cell.column));
        }
        _ => return None,
    };
    // In a list of names alone a name is all that a row has; a title and a year are still none.
    let alone = view.columns.len() > 2 || is_title(cell) || is_years(cell);
    let found = alone && is_note(cell, view.block, view.columns);
    found.then(|| Answer::at(RowKind::Heading, "heading", cell.column))
}

/// Whether a cell says how many there are: 3人, 共3名, 3.
fn is_count(cell: &Cell<'_>) -> bool {
    let shown = cell.value.shown();
    let bare = shown
        .trim()
        .trim_start_matches(['共', '计', '合', '(', '（']);
    let bare = bare.trim_end_matches(['人', '名', '位', '项', '笔', ')', '）']);
    !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a cell says of the rows below it whether they count, and nothing else.
fn is_state(cell: &Cell<'_>, block: &Block) -> bool {
    match &cell.value {
        Value::Text(text) => matches!(
            heading_says(block.table, text.as_str()),
            Some(HeadingSays::State { .. } | HeadingSays::CameAbout(CameAbout::No))
        ),
        _ => false,
    }
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

/// Whether a cell says a year, or a month of one, and nothing else.
fn is_years(cell: &Cell<'_>) -> bool {
    match &cell.value {
        Value::Text(text) => says_years(text.as_str()),
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
        // 2023年9月 may be the month of a row that goes on below.
        _ if says_years(text) && !text.contains('月') => true,
        ColumnType::Name => !is_persons_name(text) || is_school_name(text) || is_state(cell, block),
        ColumnType::Text => !column.required,
        // 9 or 2023年9月 begins a row; words do not.
        _ => text.contains(|c: char| c.is_alphabetic() && !OF_FIGURES.contains(c)),
    }
}
