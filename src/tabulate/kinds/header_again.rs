//! The header once more, as after a page break.

use super::{Answer, RowKind, RowView};
use crate::read::Value;
use crate::recognise::{Row, is_date_parts, stands_for};
use crate::rows::Block;

/// Whether the row repeats the header, or the 月 and 日 of one in two rows.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let columns = view.columns.iter().map(|(index, column)| (*index, *column));
    let found = is_date_parts(view.row) || is_header_again(view.row, view.block, columns);
    found.then(|| Answer::of_row(RowKind::Header, "header_again"))
}

/// Whether at least two of the row's cells, and all but one of them, say what their column's header
/// says.
fn is_header_again(
    row: &Row<'_>,
    block: &Block,
    columns: impl Iterator<Item = (usize, u32)>,
) -> bool {
    let (mut same, mut other) = (0, 0);
    for (index, column) in columns {
        match row.at(column) {
            Some(Value::Text(text)) if stands_for(text.as_str(), block.table, index) => same += 1,
            Some(_) => other += 1,
            None => {}
        }
        if other > 1 {
            return false;
        }
    }
    same >= 2
}
