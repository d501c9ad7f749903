//! The sums that stand at the end of a wide sheet's rows (合计, 全年): collected, for `check` to hold them
//! against the months.

use super::{Judged, Told, Watch};
use crate::parse::{BlockParser, Parsed, parse_money};
use crate::read::Value;
use crate::recognise::{Lines, Recognised, RowTotal, UnknownWhy};
use crate::rows::{RowTotalColumn, TextColumn};
use crate::schema::Table;
use crate::tabulate::kinds::RowKind;

/// Watches a wide table that has such columns.
pub(super) fn watch(recognised: &Recognised, lines: &Lines) -> Option<Box<dyn Watch>> {
    // 合计 beside months that stand in one unit stands in it too.
    let of_months = recognised.wide.first().map(|first| first.scale);
    let alike = |scale: &i64| recognised.wide.iter().all(|column| column.scale == *scale);
    let scale = of_months.filter(alike).unwrap_or(lines.scale());
    let mut targets: Vec<usize> = recognised.wide.iter().map(|column| column.target).collect();
    targets.sort_unstable();
    targets.dedup();
    let columns = recognised.unknown.iter().filter_map(|unknown| {
        let UnknownWhy::RowTotal(of) = unknown.why else {
            return None;
        };
        let column = RowTotalColumn {
            header: unknown.cell,
            label: unknown.label.clone(),
            of_year: of == RowTotal::OfYear,
            target: named_target(&unknown.label, recognised.table),
            targets: targets.clone(),
            figures: Vec::new(),
            shown: TextColumn::default(),
        };
        Some((column, scale))
    });
    let columns: Vec<(RowTotalColumn, i64)> = columns.collect();
    (!columns.is_empty()).then(|| Box::new(RowTotals { columns }) as Box<dyn Watch>)
}

/// Which column of the months the header of a sum names: 应缴合计, 实缴合计.
fn named_target(label: &str, table: &Table) -> Option<usize> {
    let says = |sign| label.contains(sign);
    match (says('应'), says('实') || says('已')) {
        (true, false) => table.column_index("due"),
        (false, true) => table.column_index("paid"),
        _ => None,
    }
}

struct RowTotals {
    /// Each with by how much its header multiplies money.
    columns: Vec<(RowTotalColumn, i64)>,
}

impl Watch for RowTotals {
    fn row(&mut self, judged: &Judged<'_, '_>, _: &[BlockParser]) {
        if judged.answer.kind != RowKind::Data {
            return;
        }
        for (column, scale) in &mut self.columns {
            let value = judged.row.at(column.header.1);
            let figure = value.and_then(|value| match value {
                Value::Error(_) | Value::Uncalculated => None,
                value => match parse_money(value, *scale) {
                    Parsed::Value(fen) | Parsed::Doubtful(fen, _) => Some(fen),
                    _ => None,
                },
            });
            let shown = figure.and(value).map(Value::shown);
            column.figures.push(figure);
            column.shown.push(shown.as_deref());
        }
    }

    fn rescale(&mut self, column: u32, scale: i64) {
        let totals = self.columns.iter_mut();
        for (_, of) in totals.filter(|(total, _)| total.header.1 == column) {
            *of = scale;
        }
    }

    fn done(self: Box<Self>, _: &[BlockParser], told: &mut Told) {
        let columns = self.columns.into_iter();
        told.row_totals.extend(columns.map(|(column, _)| column));
    }
}
