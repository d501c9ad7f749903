//! What a block's rows say of each other's cells: balances beside rows of totals, what was due in the row above
//! what was paid, and a state that says that nothing was paid.

use super::{BlockParser, cell_finding};
use crate::finding::{Arg, Code, Finding};
use crate::parse::{Fault, Parsed, parse_money, says_blank};
use crate::read::Value;
use crate::rows::{ColumnData, SaidBalance};
use crate::schema::normalise_label;

impl BlockParser {
    /// Takes the balance that a row beside those of data says.
    pub(super) fn balance<'v, 'a: 'v>(
        &mut self,
        number: u32,
        label: &str,
        is_brought_forward: bool,
        value: impl Fn(u32) -> Option<&'v Value<'a>>,
    ) {
        let column = self.rows.block.table.column_index("balance");
        let column = column.filter(|_| !label.contains("下"));
        let place = column.and_then(|column| Some((column, self.places.get(column).copied()??)));
        let Some((column, cell)) = place.and_then(|(column, at)| Some((column, value(at)?))) else {
            return;
        };
        let read = parse_money(cell, self.rows.block.scale(column));
        if let (Parsed::Value(fen), false) = (read, says_blank(&cell.shown())) {
            self.rows.totals.balances.push(SaidBalance {
                number,
                position: self.len(),
                label: normalise_label(label),
                fen,
                shown: cell.shown(),
                is_brought_forward,
            });
        }
    }

    /// Reads what stands in another row for the last row's column `to` of the declaration: the cell of that
    /// row, the sheet's `number` (1-based), in the place of the column `from`.
    pub fn beside<'v, 'a: 'v>(
        &mut self,
        (from, to): (usize, usize),
        number: u32,
        value: impl Fn(u32) -> Option<&'v Value<'a>>,
    ) {
        let Some(place) = self.places.get(from).copied().flatten() else {
            return;
        };
        let declared = &self.rows.block.table.columns[to];
        let mut read = ColumnData::for_column(declared);
        self.parsers[to].rescale(self.rows.block.scale(from));
        let cell = value(place);
        if let Some(fault) = self.parsers[to].parse(cell, &mut read) {
            let mut finding = Finding::new(
                fault.code,
                self.rows.block.place_at((number.saturating_sub(1), place)),
            );
            finding.value = cell.map(Value::shown);
            finding.args = fault.args;
            self.findings.push(finding);
        }
        if let (ColumnData::Int(figures), ColumnData::Int(read)) =
            (&mut self.rows.columns[to], read)
            && let Some(last) = figures.last_mut()
        {
            *last = read.first().copied().flatten();
            self.besides.insert(to, place);
        }
    }

    /// C260: what was paid by a row whose column of state says that it was not counts as nothing.
    pub(super) fn unpaid<'v, 'a: 'v>(
        &mut self,
        number: u32,
        value: impl Fn(u32) -> Option<&'v Value<'a>>,
    ) {
        let Some(paid) = self.paid else { return };
        let mut states = self.rows.block.states.iter();
        let said = states.find_map(|(column, group)| {
            let text = value(*column)?.shown();
            group.says_unpaid(&text).then(|| text.trim().to_string())
        });
        let Some(word) = said else { return };
        let ColumnData::Int(amounts) = &mut self.rows.columns[paid] else {
            return;
        };
        let last = amounts
            .last_mut()
            .filter(|fen| fen.is_some_and(|fen| fen > 0));
        let Some(last) = last else { return };
        *last = None;
        let row = self.len().saturating_sub(1);
        self.rows.not_understood.push((paid, row));
        let place = self.places.get(paid).copied().flatten();
        let cell = place.and_then(value);
        let fault = Fault::new(Code::C260).arg("word", Arg::Thing(word));
        let finding = cell_finding(&self.rows.block, paid, number, cell, fault);
        self.findings.push(finding);
    }
}
