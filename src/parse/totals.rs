//! The figures of a row that adds up or brings forward the rows above it: what they ought to be is for
//! `check`.

use super::{Parsed, parse_decimal, parse_integer, parse_money};
use crate::read::Value;
use crate::rows::Block;
use crate::schema::{Column, ColumnType};

/// The figures in the summed columns of such a row: the column of the declaration, the figure (fen,
/// whole number or millionths), as it is shown. `cell` gives the cell of a column of the declaration.
pub(super) fn figures<'v, 'a: 'v>(
    block: &Block,
    cell: impl Fn(usize) -> Option<&'v Value<'a>>,
) -> Vec<(usize, i64, String)> {
    let columns = block.table.columns.iter().enumerate();
    let figure = |(index, column): (usize, &Column)| {
        let value = cell(index).filter(|_| column.summed)?;
        let parsed = match column.kind {
            ColumnType::Money => parse_money(value, block.scale(index)),
            ColumnType::Integer => parse_integer(value),
            ColumnType::Decimal => parse_decimal(value),
            _ => return None,
        };
        match (parsed, value) {
            (_, Value::Error(_) | Value::Uncalculated) => None,
            (Parsed::Value(figure) | Parsed::Doubtful(figure, _), _) => {
                Some((index, figure, value.shown()))
            }
            _ => None,
        }
    };
    columns.filter_map(figure).collect()
}
