//! The columns of a table, and what those hold that are worked out from others of the row: formulas that
//! are written live, with their results stored.

use super::cell::{Cell, Stored};
use super::print::{column_number, row_number};
use super::style::Kind;
use crate::finding::a1;

/// What fills a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fill {
    /// The rows give it.
    Given,
    /// `part ÷ whole`, other columns of the row.
    Share {
        /// The column of the part.
        part: usize,
        /// The column of the whole.
        whole: usize,
    },
    /// `from − less`, other columns of the row.
    Less {
        /// The column that is taken from.
        from: usize,
        /// The column that is taken off.
        less: usize,
    },
    /// The sum of other columns of the row.
    Sum(Vec<usize>),
    /// The rank among the rows by another column, the greatest first.
    Rank {
        /// The column that is ranked by.
        by: usize,
    },
    /// How many cells from one column to another begin with a word.
    Marks {
        /// The first column looked at.
        first: usize,
        /// The last column looked at.
        last: usize,
        /// The word.
        mark: &'static str,
    },
}

/// One column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Its header.
    pub(super) title: String,
    /// The header over it, that it shares with its neighbours.
    pub(super) group: Option<String>,
    /// How its cells are shown.
    pub(super) kind: Kind,
    /// What fills it.
    pub(super) fill: Fill,
    /// Whether it is added up.
    pub(super) total: bool,
}

impl Column {
    /// A column that the rows give.
    pub(super) fn new(title: impl Into<String>, kind: Kind) -> Column {
        Column {
            title: title.into(),
            group: None,
            kind,
            fill: Fill::Given,
            total: false,
        }
    }

    /// Worked out from other columns.
    pub(super) fn fill(mut self, fill: Fill) -> Column {
        self.fill = fill;
        self
    }

    /// Added up in the row of totals.
    pub(super) fn total(mut self) -> Column {
        self.total = true;
        self
    }

    /// Under a header that it shares with its neighbours of the same group.
    pub(super) fn under(mut self, group: impl Into<String>) -> Column {
        self.group = Some(group.into());
        self
    }
}

/// The numbers of a row, computed ones included.
pub(super) fn numbers(columns: &[Column], row: &[Cell]) -> Vec<Option<i64>> {
    let mut out: Vec<Option<i64>> = Vec::with_capacity(row.len());
    for cell in row {
        out.push(match cell {
            Cell::Count(n) | Cell::Yuan(n) | Cell::Decimal(n) => Some(*n),
            Cell::Calc(_, Stored::Count(n) | Stored::Yuan(n) | Stored::Decimal(n)) => Some(*n),
            _ => None,
        });
    }
    // A column may be computed from one that is computed and stands to its right.
    for _ in 0..2 {
        for (index, column) in columns.iter().enumerate() {
            if !matches!(row.get(index), Some(Cell::Computed)) {
                continue;
            }
            let at = |column: &usize| out.get(*column).copied().flatten();
            out[index] = match &column.fill {
                Fill::Less { from, less } => at(from).zip(at(less)).map(|(a, b)| a - b),
                Fill::Sum(columns) => {
                    let given: Vec<i64> = columns.iter().filter_map(at).collect();
                    (!given.is_empty()).then(|| given.iter().sum())
                }
                Fill::Marks { first, last, mark } => {
                    let cells = row.iter().take(last + 1).skip(*first);
                    i64::try_from(cells.filter(|cell| begins(cell, mark)).count()).ok()
                }
                Fill::Given | Fill::Share { .. } | Fill::Rank { .. } => None,
            };
        }
    }
    out
}

/// Whether a cell's text begins with `mark`.
fn begins(cell: &Cell, mark: &str) -> bool {
    matches!(cell, Cell::Text(text) | Cell::Toned(text, _) if text.starts_with(mark))
}

/// A cell of a computed column: its formula and result, or — where its parts are no numbers.
pub(super) fn compute(
    columns: &[Column],
    column: usize,
    values: &[Vec<Option<i64>>],
    (index, first): (usize, u32),
) -> Cell {
    let row = first + row_number(index);
    let address = |column: usize| a1(row, u32::from(column_number(column)));
    let row_values = &values[index];
    let value = |column: usize| row_values.get(column).copied().flatten();
    let stored = |number: i64| stored_as(columns[column].kind, number);
    match &columns[column].fill {
        Fill::Given => Cell::None,
        Fill::Share { part, whole } => match (value(*part), value(*whole)) {
            (Some(p), Some(n)) => Cell::Calc(
                share(&address(*part), &address(*whole)),
                Stored::Share(p, n),
            ),
            _ => Cell::None,
        },
        Fill::Less { from, less } => value(column).map_or(Cell::None, |number| {
            let formula = format!("{}-{}", address(*from), address(*less));
            // Excel takes floats from each other: without rounding, nothing left may show as -0.00.
            match stored(number) {
                stored @ Stored::Yuan(_) => Cell::Calc(format!("ROUND({formula},2)"), stored),
                stored => Cell::Calc(formula, stored),
            }
        }),
        Fill::Sum(columns) => value(column).map_or(Cell::None, |number| {
            Cell::Calc(sum_of(columns, address), stored(number))
        }),
        Fill::Rank { by } => value(*by).map_or(Cell::None, |number| {
            let all = values
                .iter()
                .filter_map(|row| row.get(*by).copied().flatten());
            let rank = all.filter(|&other| other > number).count() + 1;
            let letters = crate::finding::column_letters(u32::from(column_number(*by)));
            let last = first + row_number(values.len());
            let formula = format!(
                "RANK({},{letters}${}:{letters}${last})",
                address(*by),
                first + 1
            );
            Cell::Calc(
                formula,
                Stored::Count(i64::try_from(rank).unwrap_or(i64::MAX)),
            )
        }),
        Fill::Marks { first, last, mark } => {
            let formula = format!(
                "COUNTIF({}:{},\"{mark}*\")",
                address(*first),
                address(*last)
            );
            Cell::Calc(formula, Stored::Count(value(column).unwrap_or(0)))
        }
    }
}

/// `part ÷ whole`, or — where there is nothing to divide by.
pub(super) fn share(part: &str, whole: &str) -> String {
    format!("IF({whole}=0,\"—\",{part}/{whole})")
}

/// The sum of columns of one row; neighbours as a range.
fn sum_of(columns: &[usize], address: impl Fn(usize) -> String) -> String {
    match columns {
        [first, .., last] if last - first + 1 == columns.len() => {
            format!("SUM({}:{})", address(*first), address(*last))
        }
        _ => {
            let cells: Vec<String> = columns.iter().map(|&column| address(column)).collect();
            format!("SUM({})", cells.join(","))
        }
    }
}

/// A number as its column's kind stores it.
pub(super) fn stored_as(kind: Kind, number: i64) -> Stored {
    match kind {
        Kind::Yuan => Stored::Yuan(number),
        Kind::Decimal => Stored::Decimal(number),
        _ => Stored::Count(number),
    }
}
