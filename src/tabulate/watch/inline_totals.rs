//! Totals that stand in one cell with their amount (`合计：218.55元`): collected, for `check` to hold them
//! against the rows.

use super::{Judged, Told, Watch};
use crate::parse::BlockParser;
use crate::read::Value;
use crate::recognise::{Lines, Recognised};
use crate::rows::InlineTotal;
use crate::tabulate::kinds::{RowKind, inline_total};

/// Watches every table.
pub(super) fn watch(_: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    Some(Box::new(InlineTotals::default()))
}

#[derive(Default)]
struct InlineTotals {
    found: Vec<InlineTotal>,
    /// How many rows stood above the last row of totals of any kind, and above the one before it.
    last: usize,
    before: usize,
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
        self.found.push(InlineTotal {
            cell: (row.index, total.column),
            shown: row.at(total.column).map(Value::shown).unwrap_or_default(),
            label: total.label,
            amounts: total.amounts,
            position,
            since: self.before,
        });
    }

    fn done(self: Box<Self>, _: &[BlockParser], told: &mut Told) {
        told.inline_totals.extend(self.found);
    }
}
