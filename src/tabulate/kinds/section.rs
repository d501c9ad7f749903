//! The heading of a section with its sums among the rows: 一 | 语文组 | 26.15.

use super::evidence::{is_declared, is_persons_name};
use super::{Answer, RowKind, RowView};
use crate::read::{Cell, Value};
use crate::recognise::Row;
use crate::rows::Block;
use crate::schema::{Column, ColumnType};
use std::collections::BTreeMap;

const SECTION_NUMBERS: &str = "一二三四五六七八九十";

/// Whether the row is the heading of a section.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let found = is_section(view.row, view.block, view.columns);
    found.then(|| Answer::of_row(RowKind::Footnote, "section"))
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
