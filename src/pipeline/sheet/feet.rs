//! What stands under a table, or among its rows, and is no row of it: a unit of money, lines such as 其中
//! and 平均, and amounts in remarks and footers, of which it is said that they count nowhere.

use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::parse::{Parsed, parse_money};
use crate::read::Value;
use crate::recognise::{Row, aside_label, is_worked_out, money_unit_name, money_unit_said};
use crate::rows::{Block, Layout};
use crate::schema::ColumnType;
use std::collections::BTreeSet;

/// What was met below the rows, or among them.
#[derive(Debug, Default)]
pub(super) struct Feet {
    units: Vec<Unit>,
    asides: Vec<Aside>,
    /// Amounts in rows that are taken for no data.
    left_out: Findings,
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
    /// Takes note of a row that is no data of a table: of its `blocks`, one or one for each month.
    pub(super) fn row<'b>(&mut self, row: &Row<'_>, blocks: impl Iterator<Item = &'b Block>) {
        let mut blocks = blocks.peekable();
        let Some(block) = blocks.peek() else { return };
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
            let said = blocks.find_map(|block| amount_left_out(row, block));
            self.left_out.extend(said);
            return;
        };
        let Layout::Rows(columns) = &block.layout else {
            return;
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
    }

    /// The lines from `row` (0-based) on stand over the next table.
    pub(super) fn up_to(&mut self, row: u32) {
        self.units.retain(|unit| unit.cell.0 < row);
    }

    /// T012 and T015 for each line with an amount that does not count, T013 for a unit that is not the one by
    /// which the amounts were read, each of `scales`.
    pub(super) fn findings(self, block: &Block, scales: &BTreeSet<i64>) -> Vec<Finding> {
        let at = |cell: (u32, u32)| {
            let mut place = block.place(None, cell.0 + 1);
            place.cell = Some(cell);
            place
        };
        let of_aside = |aside: &Aside| {
            Finding::new(Code::T012, at(aside.cell))
                .value(aside.amount.clone())
                .arg("label", Arg::Text(aside.label.clone()))
        };
        let of_unit = |unit: &Unit| {
            let other = scales.iter().find(|scale| **scale != unit.scale)?;
            Some(
                Finding::new(Code::T013, at(unit.cell))
                    .value(unit.text.clone())
                    .arg("read", Arg::Text(money_unit_name(*other).to_string()))
                    .arg("said", Arg::Text(money_unit_name(unit.scale).to_string())),
            )
        };
        let asides = self.asides.iter().map(of_aside);
        let said = asides.chain(self.units.iter().filter_map(of_unit));
        let said: Vec<Finding> = said.collect();
        self.left_out.finish().into_iter().chain(said).collect()
    }
}

/// T015 for a footer, a note or a remark with an amount in one of the columns of money of `block`; none
/// for what is worked out from the rows (人均, 金额大写).
fn amount_left_out(row: &Row<'_>, block: &Block) -> Option<Finding> {
    if is_worked_out(row) {
        return None;
    }
    let columns = block.table.columns.iter().enumerate();
    let mut money = columns.filter(|(_, column)| column.kind == ColumnType::Money);
    money.find_map(|(index, column)| {
        let (_, place) = block.cell(index, row.index + 1)?;
        let value = row.at(place).filter(|value| is_amount(value))?;
        let place = block.place(Some(&column.id), row.index + 1);
        let finding = Finding::new(Code::T015, place).value(value.shown());
        Some(finding.arg("cell_title", Arg::Words(column.title)))
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
