//! What stands under a table and is no row of it: a unit of money, lines such as 其中 and 平均.

use crate::finding::{Arg, Finding};
use crate::parse::{Parsed, parse_money};
use crate::read::Value;
use crate::recognise::{Row, aside_label, money_unit_said};
use crate::rows::{Block, Layout};
use crate::schema::ColumnType;
use std::collections::BTreeSet;

/// What was met below the rows, or among them.
#[derive(Debug, Default)]
pub(super) struct Feet {
    units: Vec<Unit>,
    asides: Vec<Aside>,
}

/// A unit of money that a line names.
#[derive(Debug)]
struct Unit {
    /// 0-based row and column.
    cell: (u32, u32),
    text: String,
    scale: i64,
}

/// A row that repeats or divides what the rows hold.
#[derive(Debug)]
struct Aside {
    /// The first amount, 0-based row and column.
    cell: (u32, u32),
    amount: String,
    label: String,
}

impl Feet {
    /// Takes note of a row that is no data of `block`; answers whether it is a line such as 其中.
    pub(super) fn row(&mut self, row: &Row<'_>, block: &Block) -> bool {
        for cell in &row.cells {
            if let Value::Text(text) = &cell.value
                && let Some(scale) = money_unit_said(text.as_str())
            {
                self.units.push(Unit {
                    cell: (row.index, cell.column),
                    text: text.as_str().trim().to_string(),
                    scale,
                });
            }
        }
        let Some(label) = aside_label(row, block) else {
            return false;
        };
        let Layout::Rows(columns) = &block.layout else {
            return true;
        };
        let money = |column: u32| {
            let mut columns = columns.iter().filter(|(_, place)| **place == column);
            columns.any(|(index, _)| block.table.columns[*index].kind == ColumnType::Money)
        };
        let amount = row.cells.iter().find(|cell| {
            let fen = match parse_money(&cell.value, 1) {
                Parsed::Value(fen) | Parsed::Doubtful(fen, _) => fen,
                _ => 0,
            };
            money(cell.column) && fen != 0
        });
        if let Some(cell) = amount {
            self.asides.push(Aside {
                cell: (row.index, cell.column),
                amount: cell.value.shown(),
                label,
            });
        }
        true
    }

    /// The lines from `row` (0-based) on stand over the next table.
    pub(super) fn up_to(&mut self, row: u32) {
        self.units.retain(|unit| unit.cell.0 < row);
    }

    /// T012 for each line with an amount that does not count, T013 for a unit that is not the one by
    /// which the amounts were read, each of `scales`.
    pub(super) fn findings(&self, block: &Block, scales: &BTreeSet<i64>) -> Vec<Finding> {
        let at = |cell: (u32, u32)| {
            let mut place = block.place(None, cell.0 + 1);
            place.cell = Some(cell);
            place
        };
        let of_aside = |aside: &Aside| {
            Finding::new("T012", at(aside.cell))
                .value(aside.amount.clone())
                .arg("label", Arg::Text(aside.label.clone()))
        };
        let of_unit = |unit: &Unit| {
            let other = scales.iter().find(|scale| **scale != unit.scale)?;
            Some(
                Finding::new("T013", at(unit.cell))
                    .value(unit.text.clone())
                    .arg("read", Arg::Text(spoken(*other).to_string()))
                    .arg("said", Arg::Text(spoken(unit.scale).to_string())),
            )
        };
        let asides = self.asides.iter().map(of_aside);
        asides
            .chain(self.units.iter().filter_map(of_unit))
            .collect()
    }
}

/// A unit of money by how many yuan it is.
fn spoken(scale: i64) -> &'static str {
    match scale {
        10_000 => "万元",
        1_000 => "千元",
        100 => "百元",
        _ => "元",
    }
}
