//! The sums that stand at the end of a wide sheet's rows (合计, 全年) against the months.

use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::parse::{BlockParser, Parsed, parse_money};
use crate::read::Value;
use crate::recognise::{Recognised, Row, RowTotal, UnknownWhy};
use crate::rows::{Block, TypedValue};

/// The columns of a sheet that add up a wide sheet's months.
pub(super) struct RowTotals {
    columns: Vec<Column>,
    /// Columns of the declaration that the months are.
    targets: Vec<usize>,
}

struct Column {
    /// The header's cell, 0-based row and column.
    header: (u32, u32),
    label: String,
    of: RowTotal,
    /// Which of the months' columns it adds up, where its header says so.
    target: Option<usize>,
    /// By how much its header multiplies money.
    scale: i64,
    /// How many rows it is right in.
    right: usize,
    wrong: Findings,
}

impl Column {
    /// Whether its header says that it adds up what the months beside it do not hold: 应缴合计 beside
    /// what was paid.
    fn is_of_others(&self, targets: &[usize]) -> bool {
        self.target.is_some_and(|target| !targets.contains(&target))
    }
}

impl RowTotals {
    /// `scale` is by how much the sheet's lines multiply money.
    pub(super) fn new(recognised: &Recognised, scale: i64) -> RowTotals {
        // 合计 beside months that stand in one unit stands in it too.
        let of_months = recognised.wide.first().map(|first| first.scale);
        let alike = |scale: &i64| recognised.wide.iter().all(|column| column.scale == *scale);
        let scale = of_months.filter(alike).unwrap_or(scale);
        let mut targets: Vec<usize> = recognised.wide.iter().map(|column| column.target).collect();
        targets.sort_unstable();
        targets.dedup();
        let of_total = |label: &str| {
            let says = |sign| label.contains(sign);
            match (says('应'), says('实') || says('已')) {
                (true, false) => recognised.table.column_index("due"),
                (false, true) => recognised.table.column_index("paid"),
                _ => None,
            }
        };
        let columns = recognised.unknown.iter().filter_map(|unknown| {
            let UnknownWhy::RowTotal(of) = unknown.why else {
                return None;
            };
            Some(Column {
                header: unknown.cell,
                label: unknown.label.clone(),
                of,
                target: of_total(&unknown.label),
                scale,
                right: 0,
                wrong: Findings::default(),
            })
        });
        RowTotals {
            columns: columns.collect(),
            targets,
        }
    }

    /// Columns of the declaration that the months of a wide sheet are.
    pub(super) fn targets(&self) -> &[usize] {
        &self.targets
    }

    /// Gives the sums in the sheet's `column` (0-based) the unit of so many yuan.
    pub(super) fn rescale(&mut self, column: u32, scale: i64) {
        for total in self.columns.iter_mut().filter(|c| c.header.1 == column) {
            total.scale = scale;
        }
    }

    /// Holds the sums in `row` against the last rows of `parsers`, one for each month.
    pub(super) fn row(&mut self, row: &Row<'_>, parsers: &[BlockParser]) {
        for at in 0..self.columns.len() {
            match self.wrong(at, row, parsers) {
                None => {}
                Some(None) => self.columns[at].right += 1,
                Some(Some(finding)) => self.columns[at].wrong.push(*finding),
            }
        }
    }

    /// Whether the sum in the column at `at` is wrong; none where there is none.
    fn wrong(
        &self,
        at: usize,
        row: &Row<'_>,
        parsers: &[BlockParser],
    ) -> Option<Option<Box<Finding>>> {
        let total = &self.columns[at];
        if total.is_of_others(&self.targets) {
            return None;
        }
        let column = total.header.1;
        let figure = match row.at(column)? {
            Value::Error(_) | Value::Uncalculated => return None,
            value => match parse_money(value, total.scale) {
                Parsed::Value(fen) | Parsed::Doubtful(fen, _) => fen,
                _ => return None,
            },
        };
        // 小计 adds up the months since the last one, 合计 all of them.
        let before = self.columns.iter().map(|other| other.header.1);
        let since = before.filter(|other| *other < column).max().unwrap_or(0);
        let sum_of = |target: usize, months: &dyn Fn(u32) -> bool| {
            let figures = parsers.iter().map(|parser| {
                let place = parser.block().cell(target, 1).map(|(_, place)| place);
                match parser.last(target) {
                    Some(TypedValue::Int(fen)) if place.is_some_and(months) => fen,
                    _ => 0,
                }
            });
            figures.fold(0_i64, i64::saturating_add)
        };
        // 合计 alone may be of what is due or of what was paid.
        let targets = match &total.target {
            Some(target) => std::slice::from_ref(target),
            None => &self.targets,
        };
        let block = parsers.first()?.block();
        let &target = targets.last()?;
        let right = |target: &usize| {
            sum_of(*target, &|_| true) == figure
                || sum_of(*target, &|place| place < column) == figure
                || sum_of(*target, &|place| since < place && place < column) == figure
        };
        if targets.iter().any(right) {
            return Some(None);
        }
        let mut place = block.place(None, row.index + 1);
        place.cell = Some((row.index, column));
        let finding = Finding::new(Code::C230, place)
            .value(row.at(column).map(Value::shown).unwrap_or_default())
            .arg("cell_title", Arg::Words(block.table.columns[target].title))
            .arg("sum", Arg::Fen(sum_of(target, &|_| true)));
        Some(Some(Box::new(finding)))
    }

    /// C230 for each sum that is wrong. A year's sum (全年, 累计) that is hardly ever that of the months
    /// beside it is of months on other sheets, too: it is not judged, and T003 says so.
    pub(super) fn findings(self, block: &Block) -> Vec<Finding> {
        let targets = self.targets;
        let of_column = |column: Column| {
            let wrong = column.wrong.pushed();
            let of_others = column.is_of_others(&targets)
                || column.of == RowTotal::OfYear && wrong > column.right as u64;
            if !of_others {
                return column.wrong.finish();
            }
            let mut place = block.place(None, 1);
            place.cell = Some(column.header);
            let finding = Finding::new(Code::T003, place).value(column.label.clone());
            vec![finding.arg("label", Arg::Text(column.label))]
        };
        self.columns.into_iter().flat_map(of_column).collect()
    }
}
