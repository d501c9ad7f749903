//! The sums of a block's rows, as far as they are read: whether a row says no more than what those above it
//! come to.

use crate::rows::{TypedRows, TypedValue};

/// The fewest rows that a sum is told from a row by.
const ROWS: usize = 2;

/// Sums of the columns of money, by column of the declaration, in fen.
#[derive(Debug, Default)]
pub(super) struct Sums {
    columns: Vec<usize>,
    /// How many rows are in `all`.
    rows: usize,
    all: Vec<i64>,
    /// What `all` was at the last row of totals, and how many rows stood above it.
    before: (usize, Vec<i64>),
}

impl Sums {
    /// Of the summed columns of money of `rows`.
    pub(super) fn new(rows: &TypedRows) -> Sums {
        let columns: Vec<usize> = rows.block.summed_money().collect();
        let none = vec![0; columns.len()];
        Sums {
            rows: 0,
            all: none.clone(),
            before: (0, none),
            columns,
        }
    }

    /// A row of totals stands below the rows read so far.
    pub(super) fn total(&mut self, rows: &TypedRows) {
        self.read(rows);
        self.before = (self.rows, self.all.clone());
    }

    /// Whether `figures` of columns (fen) are what all rows above come to, or those since the last total.
    pub(super) fn are(&mut self, rows: &TypedRows, figures: &[(usize, i64)]) -> bool {
        self.read(rows);
        let since = self.before.1.iter().zip(&self.all);
        let since: Vec<i64> = since
            .map(|(before, all)| all.saturating_sub(*before))
            .collect();
        let spans = [(self.rows, &self.all), (self.rows - self.before.0, &since)];
        spans.iter().any(|(count, sums)| {
            let same = |(column, figure): &(usize, i64)| {
                let at = self.columns.iter().position(|known| known == column);
                at.and_then(|at| sums.get(at)) == Some(figure)
            };
            *count >= ROWS && figures.iter().all(same)
        })
    }

    fn read(&mut self, rows: &TypedRows) {
        for row in self.rows..rows.rows.len() {
            for (sum, column) in self.all.iter_mut().zip(&self.columns) {
                if let Some(TypedValue::Int(fen)) = rows.columns[*column].get(row) {
                    *sum = sum.saturating_add(fen);
                }
            }
        }
        self.rows = rows.rows.len();
    }
}
