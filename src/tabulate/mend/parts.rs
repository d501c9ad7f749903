//! A value that stands in several columns: a voucher's 字 and 号, what was paid in cash and otherwise.

use super::Mend;
use super::merged::Merged;
use crate::parse::{Parsed, parse_money};
use crate::read::{Cell, Text, Value};
use crate::recognise::{Parts, Recognised, Row};
use crate::rows::Block;

/// Mends a table that has such a value.
pub(super) fn mend(recognised: &Recognised) -> Option<Box<dyn Mend>> {
    let parts = recognised.parts.clone();
    (!parts.is_empty()).then(|| Box::new(InParts { parts }) as Box<dyn Mend>)
}

struct InParts {
    parts: Vec<Parts>,
}

impl Mend for InParts {
    /// Puts each value into the cell of its first part. Of amounts to be added of which one is not understood,
    /// that one is put there, to be said.
    fn mend(&mut self, row: &mut Row<'_>, _: &Block, _: &Merged) {
        for parts in &self.parts {
            let cells = parts.columns.iter().filter_map(|column| row.at(*column));
            let shown: Vec<String> = cells
                .map(|value| value.shown().trim().to_string())
                .filter(|text| !text.is_empty())
                .collect();
            let value = match (shown.as_slice(), parts.add_up) {
                ([], _) => continue,
                ([only], _) => only.clone(),
                (several, true) => sum(several),
                (several, false) => several.join("-"),
            };
            let first = parts.columns[0];
            row.cells
                .retain(|cell| !parts.columns.contains(&cell.column));
            let place = row.cells.partition_point(|cell| cell.column < first);
            let cell = Cell {
                row: row.index,
                column: first,
                value: Value::Text(Text::own(value)),
                looks: Default::default(),
                format: None,
            };
            row.cells.insert(place, cell);
        }
    }
}

/// The sum of amounts, in yuan as a person writes it; the first that is none, where one is not understood.
fn sum(amounts: &[String]) -> String {
    let mut sum: i64 = 0;
    for amount in amounts {
        match parse_money(&Value::Text(Text::own(amount.clone())), 1) {
            Parsed::Value(fen) => sum = sum.saturating_add(fen),
            Parsed::Blank => {}
            Parsed::Doubtful(..) | Parsed::Wrong(_) => return amount.clone(),
        }
    }
    let sign = if sum < 0 { "-" } else { "" };
    let fen = sum.unsigned_abs();
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}
