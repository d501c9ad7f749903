//! Rows of a wide sheet that say in a column of items (项目) what their months are: 应缴 and 实缴 under each
//! other, one row each.

use super::{Answer, RowKind, RowView};
use crate::recognise::stands_for;
use crate::schema::{ColumnType, normalise_label};

/// A row whose item is a column of money that the months are not: counted with them it would be paid twice.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    if !view.block.is_wide {
        return None;
    }
    // Asked of most rows of dues: few have a text outside of the table's columns.
    let states = &view.block.states;
    let own = |column: u32| {
        let known = view.columns.values().any(|known| *known == column);
        known || states.iter().any(|(state, _)| *state == column)
    };
    let other = |column: u32, text: &str| !own(column) && is_other(view, text);
    let mut texts = view.row.texts();
    let (column, _) = texts.find(|(column, text)| other(*column, text))?;
    Some(Answer::at(RowKind::OtherItem, "item", column))
}

/// Whether `text` is an item that the months are not: a column of money that is not read there, or what
/// is left to pay.
fn is_other(view: &RowView<'_, '_>, text: &str) -> bool {
    const LEFT_TO_PAY: [&str; 6] = ["欠缴", "欠交", "欠费", "未缴", "未交", "差额"];
    let table = view.block.table;
    let label = normalise_label(text);
    let bare = ["数", "额", "情况", "金额"];
    let bare = bare.iter().find_map(|end| label.strip_suffix(end));
    let item = bare.filter(|bare| !bare.is_empty()).unwrap_or(&label);
    let money = table.columns.iter().enumerate();
    let money = money.filter(|(_, column)| column.kind == ColumnType::Money);
    let mut items = money.filter(|(index, _)| stands_for(item, table, *index));
    let read_elsewhere = items
        .next()
        .is_some_and(|(index, _)| !view.block.has(index));
    read_elsewhere || LEFT_TO_PAY.contains(&item)
}
