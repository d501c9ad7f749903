//! A row that is struck out as a whole: what it told of did not happen, or is told elsewhere.

use super::{Answer, RowKind, RowView};

/// Whether all that the row holds in columns of the table is struck out.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    if !view.row.cells.iter().any(|cell| cell.looks.struck) {
        return None;
    }
    let mapped = |column: u32| view.columns.values().any(|at| *at == column);
    let mut cells = view.row.cells.iter().filter(|cell| mapped(cell.column));
    let all = cells.all(|cell| cell.looks.struck);
    all.then(|| Answer::of_row(RowKind::NotHappened, "struck"))
}
