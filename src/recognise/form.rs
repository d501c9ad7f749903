//! A form (label left, value right), as 单位信息 is often laid out.

use super::card::told_by_layout;
use super::labels::meanings;
use super::{Recognised, Row};
use crate::rows::Layout;
use crate::schema::schema;
use std::collections::BTreeMap;

/// The least labels that make a form.
const LEAST_LABELS: usize = 3;

/// The form in the head of the sheet, with how many labels it has; none when its labels stand in
/// one row, or too few of them have a value beside them.
pub(super) fn find(sheet: &str, head: &[Row<'_>]) -> Option<(Recognised, usize)> {
    let index = schema().tables().iter().position(|table| table.form)?;
    let units = &schema().tables()[index];
    let column_of = |text: &str| {
        meanings(text)
            .iter()
            .find(|(t, _)| *t == index)
            .map(|(_, column)| *column)
    };
    let mut cells: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
    let mut first: Option<((u32, u32), &str)> = None;
    let mut rows_with_labels = 0;
    for row in head {
        let mut here = false;
        for (place, text) in row.texts() {
            let Some(column) = column_of(text) else {
                continue;
            };
            // The value is the next cell of the row, if it is no label itself; an empty one
            // stands right beside the label.
            let next = row.cells.iter().find(|cell| cell.column > place);
            let value_at = match next {
                Some(cell) => match &cell.value {
                    crate::read::Value::Text(t) if column_of(t.as_str()).is_some() => place + 1,
                    _ => cell.column,
                },
                None => place + 1,
            };
            let labels_itself = row.at(value_at).is_some_and(
                |v| matches!(v, crate::read::Value::Text(t) if column_of(t.as_str()).is_some()),
            );
            if labels_itself || cells.contains_key(&column) {
                continue;
            }
            cells.insert(column, (row.index, value_at));
            first.get_or_insert(((row.index, place), text));
            here = true;
        }
        rows_with_labels += usize::from(here);
    }
    let named = units.is_named_by(sheet);
    let has_unit = units
        .column_index("unit")
        .is_some_and(|unit| cells.contains_key(&unit));
    if cells.len() < LEAST_LABELS || rows_with_labels < 2 || !(named || has_unit) {
        return None;
    }
    let missing = (0..units.columns.len())
        .filter(|index| units.columns[*index].required && !cells.contains_key(index))
        .collect();
    let (labels, (at, label)) = (cells.len(), first?);
    let recognised = Recognised {
        missing,
        judgements: vec![told_by_layout(units, label, at)],
        ..Recognised::new(units, Layout::Form(cells), at)
    };
    Some((recognised, labels))
}
