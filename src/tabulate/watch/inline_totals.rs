//! Totals that stand in one cell with their amount (`合计：218.55元`): collected, for `check` to hold them
//! against the rows.

use super::{Judged, Told, Watch};
use crate::parse::{BlockParser, Parsed, parse_money};
use crate::read::{Text, Value};
use crate::recognise::{Lines, Recognised};
use crate::rows::{Block, InlineTotal};
use crate::tabulate::kinds::{InlineTotal as Said, RowKind, inline_total};

/// Watches every table.
pub(super) fn watch(_: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    Some(Box::new(InlineTotals::default()))
}

#[derive(Default)]
struct InlineTotals {
    found: Vec<Found>,
    /// How many rows stood above the last row of totals of any kind, and above the one before it.
    last: usize,
    before: usize,
}

/// A total whose amounts wait for the unit of money, which may stand at the foot of the table.
struct Found {
    cell: (u32, u32),
    shown: String,
    total: Said,
    position: usize,
    since: usize,
}

impl Watch for InlineTotals {
    fn row(&mut self, judged: &Judged<'_, '_>, _: &[BlockParser]) {
        let Judged { row, position, .. } = *judged;
        if judged.answer.kind != RowKind::Total {
            return;
        }
        if position > self.last {
            self.before = std::mem::replace(&mut self.last, position);
        }
        let Some(total) = inline_total(row) else {
            return;
        };
        self.found.push(Found {
            cell: (row.index, total.column),
            shown: row.at(total.column).map(Value::shown).unwrap_or_default(),
            total,
            position,
            since: self.before,
        });
    }

    fn done(self: Box<Self>, parsers: &[BlockParser], told: &mut Told) {
        let Some(block) = parsers.first().map(BlockParser::block) else {
            return;
        };
        let column = column_meant(block);
        let in_fen = |amount: String| {
            let fen = fen(&amount, block.scale(column?))?;
            Some((amount, fen))
        };
        told.inline_totals
            .extend(self.found.into_iter().map(|found| InlineTotal {
                cell: found.cell,
                shown: found.shown,
                label: found.total.label,
                column,
                amounts: found.total.amounts.into_iter().filter_map(in_fen).collect(),
                position: found.position,
                since: found.since,
            }));
    }
}

/// The column that a total in words is of: the only one of money, or that of a wide sheet's months.
/// Of income and expense in one sentence it is not known what is meant.
fn column_meant(block: &Block) -> Option<usize> {
    let money: Vec<usize> = block.summed_money().collect();
    let wide = block.table.wide.as_ref();
    let named = wide.and_then(|wide| block.table.column_index(&wide.value));
    match money.as_slice() {
        [only] => Some(*only),
        _ => named
            .filter(|named| money.contains(named))
            .or(money.last().copied().filter(|_| named.is_some())),
    }
}

fn fen(amount: &str, scale: i64) -> Option<i64> {
    match parse_money(&Value::Text(Text::own(amount.to_string())), scale) {
        Parsed::Value(fen) | Parsed::Doubtful(fen, _) => Some(fen),
        Parsed::Blank | Parsed::Wrong(_) => None,
    }
}
