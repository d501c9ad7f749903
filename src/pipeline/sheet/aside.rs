//! Rows that are taken for no data and hold an amount all the same: that it counts nowhere is said.

use crate::finding::{Arg, Finding};
use crate::parse::{Parsed, parse_money};
use crate::read::Value;
use crate::recognise::{Row, is_worked_out};
use crate::rows::Block;
use crate::schema::ColumnType;

/// T015 for a footer, a note or a remark with an amount in one of the columns of money of `block`; none
/// for what is worked out from the rows (人均, 金额大写).
pub(super) fn amount_left_out(row: &Row<'_>, block: &Block) -> Option<Finding> {
    if is_worked_out(row) {
        return None;
    }
    let columns = block.table.columns.iter().enumerate();
    let mut money = columns.filter(|(_, column)| column.kind == ColumnType::Money);
    money.find_map(|(index, column)| {
        let (_, place) = block.cell(index, row.index + 1)?;
        let value = row.at(place).filter(|value| is_amount(value))?;
        let place = block.place(Some(&column.id), row.index + 1);
        let finding = Finding::new("T015", place).value(value.shown());
        Some(finding.arg("cell_title", Arg::Words(&column.title)))
    })
}

fn is_amount(value: &Value<'_>) -> bool {
    let too_large = match value {
        Value::Number(_) => true,
        Value::Text(text) => text.as_str().parse::<f64>().is_ok_and(f64::is_finite),
        _ => return false,
    };
    match parse_money(value, 1) {
        Parsed::Value(fen) | Parsed::Doubtful(fen, _) => fen != 0,
        Parsed::Blank => false,
        Parsed::Wrong(_) => too_large,
    }
}
