//! The units of money that a row right under a header gives to its columns.

use super::Body;
use crate::parse::BlockParser;
use crate::pipeline::sheet::SheetReader;
use crate::recognise::{Row, UnitSaid, units_under_header};
use crate::schema::ColumnType;

impl Body<'_> {
    /// Gives the money in the sheet's `column` the unit of so many yuan.
    fn rescale(&mut self, column: u32, scale: i64) {
        for parser in &mut self.parsers {
            parser.rescale(column, scale);
        }
        self.row_totals.rescale(column, scale);
    }

    /// Whether the sheet's `column` holds amounts or counts.
    fn is_figure(&self, column: u32) -> bool {
        let figure = |parser: &BlockParser| {
            let block = parser.block();
            let columns = block.table.columns.iter().enumerate();
            let mut figures =
                columns.filter(|(_, c)| matches!(c.kind, ColumnType::Money | ColumnType::Integer));
            figures.any(|(index, _)| {
                let cell = block.cell(index, 1);
                cell.is_some_and(|(_, place)| place == column)
            })
        };
        self.parsers.iter().any(figure)
    }
}

impl SheetReader<'_, '_> {
    /// Takes the units of money that a row under the header gives to its columns.
    pub(super) fn units_under_header(&mut self, body: &mut Body<'_>, row: &Row<'_>) {
        for ((row, column), text, said) in units_under_header(row) {
            match said {
                UnitSaid::Scale(scale)
                    if body.own_units.get(&column).is_none_or(|u| *u == scale) =>
                {
                    body.rescale(column, scale);
                }
                // Not understood, or another one than the header's.
                UnitSaid::Scale(_) | UnitSaid::Unclear => {
                    let table = body.block().map(|block| block.table);
                    if let Some(table) = table.filter(|_| body.is_figure(column)) {
                        self.unclear_unit(&table.id, (row, column), text);
                    }
                }
                UnitSaid::Nothing => {}
            }
        }
    }
}
