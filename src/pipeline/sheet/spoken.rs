//! Totals that stand in one cell with their amount (`合计：218.55元`) against the rows. Which column such
//! a one totals it does not say: it is wrong where it is the sum of none.

use crate::finding::{Arg, Code, Finding};
use crate::parse::{BlockParser, Parsed, parse_money};
use crate::read::{Text, Value};
use crate::recognise::Row;
use crate::recognise::{SpokenTotal, spoken_total};
use crate::schema::ColumnType;

/// The totals that were said among the rows of a table.
#[derive(Debug, Default)]
pub(super) struct SpokenTotals {
    said: Vec<Said>,
    /// How many rows stood above the last row of totals of any kind, and above the one before it.
    last: usize,
    before: usize,
}

#[derive(Debug)]
struct Said {
    /// 0-based row and column.
    cell: (u32, u32),
    /// What the cell holds.
    shown: String,
    total: SpokenTotal,
    /// How many rows stand above it, and how many of these above the total before it.
    position: usize,
    since: usize,
}

impl SpokenTotals {
    /// Takes note of a row of totals of any kind, `position` rows being above it.
    pub(super) fn row(&mut self, row: &Row<'_>, position: usize) {
        if position > self.last {
            self.before = std::mem::replace(&mut self.last, position);
        }
        let Some(total) = spoken_total(row) else {
            return;
        };
        self.said.push(Said {
            cell: (row.index, total.column),
            shown: row.at(total.column).map(Value::shown).unwrap_or_default(),
            total,
            position,
            since: self.before,
        });
    }

    /// C230 for each that is no sum; `parsers` hold the rows, one for each month of a wide sheet.
    pub(super) fn findings(&self, parsers: &[BlockParser]) -> Vec<Finding> {
        let said = self.said.iter();
        said.flat_map(|said| said.findings(parsers)).collect()
    }
}

impl Said {
    fn findings(&self, parsers: &[BlockParser]) -> Vec<Finding> {
        // A running total may go back before this sheet.
        if self.total.label.contains("累计") {
            return Vec::new();
        }
        let amounts = self.total.amounts.iter();
        amounts
            .filter_map(|amount| self.wrong(amount, parsers))
            .collect()
    }

    fn wrong(&self, amount: &str, parsers: &[BlockParser]) -> Option<Finding> {
        let block = parsers.first()?.block();
        let columns = block.table.columns.iter().enumerate();
        let money: Vec<usize> = columns
            .filter(|(_, column)| column.summed && column.kind == ColumnType::Money)
            .map(|(index, _)| index)
            .filter(|index| block.has(*index))
            .collect();
        let named = block.table.wide.as_ref();
        let named = named.and_then(|wide| block.table.column_index(&wide.value));
        // Of income and expense in one sentence it is not known what is meant.
        let titled = match money.as_slice() {
            [only] => *only,
            _ => named
                .filter(|named| money.contains(named))
                .or(money.last().copied().filter(|_| named.is_some()))?,
        };
        let value = Value::Text(Text::own(amount.to_string()));
        let figure = match parse_money(&value, parsers.first()?.scale(titled)) {
            Parsed::Value(figure) | Parsed::Doubtful(figure, _) => figure,
            Parsed::Blank | Parsed::Wrong(_) => return None,
        };
        let spans = [(0, self.position), (self.since, self.position)];
        for &column in &money {
            for span in spans {
                let (sum, slack) = sum(parsers, column, span)?;
                if figure.abs_diff(sum) <= slack {
                    return None;
                }
            }
        }
        let of_part = self.total.label != "合计" && self.total.label.contains(['小', '本']);
        let (sum, _) = sum(parsers, titled, spans[usize::from(of_part)])?;
        let mut place = block.place(None, self.cell.0 + 1);
        place.cell = Some(self.cell);
        let title = &block.table.columns[titled].title;
        Some(
            Finding::new(Code::C230, place)
                .value(self.shown.clone())
                .arg("value", Arg::Text(amount.to_string()))
                .arg("cell_title", Arg::Words(*title))
                .arg("sum", Arg::Fen(sum)),
        )
    }
}

/// The sum of a column over all months.
fn sum(parsers: &[BlockParser], column: usize, span: (usize, usize)) -> Option<(i64, u64)> {
    let place = |parser: &BlockParser| parser.block().cell(column, 1);
    let mut places = Vec::new();
    // A column that all months share counts once.
    let own = parsers.iter().filter(|parser| {
        let place = place(parser);
        let fresh = place.is_some() && !places.contains(&place);
        places.push(place);
        fresh
    });
    own.map(|parser| parser.sum(column, span))
        .try_fold((0_i64, 0_u64), |(sum, slack), of_month| {
            let (fen, more) = of_month?;
            Some((sum.checked_add(fen)?, slack + more))
        })
}
