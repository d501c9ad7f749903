//! The units of money that a row right under a header gives to its columns.

use crate::parse::BlockParser;
use crate::recognise::{MoneyUnit, Row, units_under_header};
use crate::schema::ColumnType;
use std::collections::BTreeMap;

/// What a row under a header says of the units of money.
#[derive(Default)]
pub(in crate::tabulate) struct Units {
    /// The sheet's columns (0-based) whose money stands in a unit of so many yuan.
    pub(in crate::tabulate) scales: Vec<(u32, i64)>,
    /// Cells (row and column, 0-based) over figures that name a unit in a way that is not understood, or
    /// another one than the header does, with their texts.
    pub(in crate::tabulate) unclear: Vec<((u32, u32), String)>,
}

/// Reads `row`, right under the header of the table of `months`; `own` are the units that its header
/// states itself, in yuan, by the sheet's column.
pub(in crate::tabulate) fn units_under(
    row: &Row<'_>,
    months: &[BlockParser],
    own: &BTreeMap<u32, i64>,
) -> Units {
    let mut units = Units::default();
    for (cell, text, said) in units_under_header(row) {
        let column = cell.1;
        match said {
            MoneyUnit::Scale(scale) if own.get(&column).is_none_or(|unit| *unit == scale) => {
                units.scales.push((column, scale));
            }
            MoneyUnit::Scale(_) | MoneyUnit::Unclear if is_figure(months, column) => {
                units.unclear.push((cell, text.to_string()));
            }
            _ => {}
        }
    }
    units
}

/// Whether the sheet's `column` holds amounts or counts.
fn is_figure(months: &[BlockParser], column: u32) -> bool {
    let figure = |month: &BlockParser| {
        let block = month.block();
        let columns = block.table.columns.iter().enumerate();
        let mut figures =
            columns.filter(|(_, c)| matches!(c.kind, ColumnType::Money | ColumnType::Integer));
        figures.any(|(index, _)| {
            let cell = block.cell(index, 1);
            cell.is_some_and(|(_, place)| place == column)
        })
    };
    months.iter().any(figure)
}
