//! Rows of a wide sheet that say in a column of items (项目) what their months are: 应缴 and 实缴 under each
//! other, one row each.

use super::{Answer, RowKind, RowView};
use crate::recognise::stands_for;
use crate::schema::ColumnType;

/// A row whose item is a column of money that the months are not: counted with them it would be paid twice.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let table = view.block.table;
    table.wide.as_ref()?;
    let other = |column: u32, text: &str| {
        let own = view.columns.values().any(|known| *known == column);
        let money = table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, c)| c.kind == ColumnType::Money);
        let mut items = money.filter(|(index, _)| stands_for(text, table, *index));
        // Asked of most rows of dues: few have a text outside of the table's columns.
        !own && items
            .next()
            .is_some_and(|(index, _)| !view.block.has(index))
    };
    let mut texts = view.row.texts();
    let (column, _) = texts.find(|(column, text)| other(*column, text))?;
    Some(Answer::at(RowKind::OtherItem, "item", column))
}
