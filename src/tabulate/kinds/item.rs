//! Rows of a wide sheet that say in a column of items (项目) what their months are: 应缴 and 实缴 under each
//! other, one row each.

use super::{Answer, RowKind, RowView};
use crate::read::Value;
use crate::recognise::{Row, stands_for};
use crate::rows::Block;
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
    // A total of that item is no person's.
    let test = match super::total::is(view) {
        Some(_) => "item_total",
        None => "item",
    };
    Some(Answer::at(RowKind::OtherItem, test, column))
}

/// The column of the declaration that the item in the sheet's `column` of `row` is; none for a total of it, and
/// for what is left to pay.
pub(in crate::tabulate) fn item_of(row: &Row<'_>, answer: Answer, block: &Block) -> Option<usize> {
    let column = answer
        .because
        .column
        .filter(|_| answer.because.test == "item")?;
    let Value::Text(text) = row.at(column)? else {
        return None;
    };
    money_named(item(&normalise_label(text.as_str())), block)
}

/// An item's name without what may stand behind it: 应缴数, 实缴情况.
fn item(label: &str) -> &str {
    let bare = ["数", "额", "情况", "金额"];
    let bare = bare.iter().find_map(|end| label.strip_suffix(end));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(label)
}

/// The column of money that an item is called by.
fn money_named(item: &str, block: &Block) -> Option<usize> {
    let table = block.table;
    let money = table.columns.iter().enumerate();
    let mut money = money.filter(|(_, column)| column.kind == ColumnType::Money);
    let found = money.find(|(index, _)| stands_for(item, table, *index));
    found.map(|(index, _)| index)
}

/// Whether `text` is an item that the months are not: a column of money that is not read there, or what
/// is left to pay.
fn is_other(view: &RowView<'_, '_>, text: &str) -> bool {
    // 结欠, 未缴会费; in a remark more is said, or a number.
    const LEFT_TO_PAY: [&str; 8] = ["欠", "未缴", "未交", "差额", "结欠", "尚欠", "余欠", "少缴"];
    let label = normalise_label(text);
    let item = item(&label);
    let read_elsewhere = money_named(item, view.block).is_some_and(|index| !view.block.has(index));
    let is_word = label.chars().count() <= 5 && label.chars().all(char::is_alphabetic);
    let left_to_pay = LEFT_TO_PAY.iter().any(|word| label.starts_with(word));
    read_elsewhere || (is_word && left_to_pay)
}
