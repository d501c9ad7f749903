//! What in a row speaks for data, whatever it begins with: figures, dates, values of a category, the name
//! of a person.

use crate::read::Value;
use crate::recognise::Row;
use crate::rows::Block;
use crate::schema::{Column, ColumnType, normalise_label, normalise_name};
use std::borrow::Cow;
use std::collections::BTreeMap;

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

/// How many of the row's cells are what their columns hold: figures, dates, values of a category.
pub(super) fn evidence<'c>(
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
pub(super) fn is_declared(column: &Column, text: &str) -> bool {
    let label = normalise_label(text);
    column.values.iter().any(|value| {
        let mut names = std::iter::once(&value.value).chain(&value.aliases);
        names.any(|name| normalise_label(name) == label)
    })
}

/// Letters of dates, months, amounts and counts.
pub(super) const OF_FIGURES: &str = "年月日号份元万千百人一二三四五六七八九十〇零";

/// Whether a text may be a person's name: a few letters, and nothing that ends a group's name.
pub(super) fn is_persons_name(text: &str) -> bool {
    let name: Cow<'_, str> = match text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        // Most names are Chinese letters and nothing else, and asked of in every row.
        true => Cow::Borrowed(text),
        false => Cow::Owned(normalise_name(text)),
    };
    let short = (2..=4).contains(&name.chars().count()) || name.contains('·');
    let letters = name.chars().all(|c| c.is_alphabetic() || c == '·');
    short
        && letters
        && !name.ends_with([
            '组', '部', '室', '级', '班', '处', '员', '师', '科', '类', '学', '园', '会',
        ])
}
