//! A row of what did not come about, as its column of state says: a request that was refused, a payment that
//! was returned, an activity that was called off.

use super::{Answer, RowKind, RowView};
use crate::recognise::Row;
use crate::schema::{CameAbout, StateGroup};

/// Whether one of the row's columns of state says so.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let mut states = view.block.states.iter();
    let void = |(column, group): &&(u32, StateGroup)| {
        state_at(view.row, *column, *group).is_some_and(|(says, _)| says == Some(CameAbout::No))
    };
    let (column, _) = states.find(void)?;
    Some(Answer::at(RowKind::NotHappened, "not_happened", *column))
}

/// What the cell of the row in a column of state says, and its text; none where it is empty.
pub(in crate::tabulate) fn state_at(
    row: &Row<'_>,
    column: u32,
    group: StateGroup,
) -> Option<(Option<CameAbout>, String)> {
    let shown = row.at(column)?.shown();
    let text = shown.trim();
    (!text.is_empty()).then(|| (group.says(text), text.to_string()))
}
