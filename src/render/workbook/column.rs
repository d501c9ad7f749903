//! The columns of a table, and what those hold that are worked out from others of the row: formulas that
//! are written live, with their results stored.

use super::cell::{Cell, Stored};
use super::print::{a1, letters, row_number};
use super::style::Kind;
use crate::sums::figure;

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
    /// By what name sheets that are written later refer to its total.
    pub(super) anchor: Option<&'static str>,
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
            anchor: None,
        }
    }

    /// Added up in the row of totals.
    pub(super) fn total(mut self) -> Column {
        self.total = true;
        self
    }
}

/// The numbers of a row, computed ones included.
pub(super) fn numbers(columns: &[Column], row: &[Cell]) -> Vec<Option<i64>> {
    let given = row.iter().map(|cell| match cell {
        Cell::Count(n) | Cell::Yuan(n) | Cell::Decimal(n) => Some(*n),
        Cell::Calc(_, Stored::Count(n) | Stored::Yuan(n) | Stored::Decimal(n)) => Some(*n),
        _ => None,
    });
    let mut out: Vec<Option<i64>> = given.collect();
    // A column may be computed from one that is computed and stands to its right.
    for _ in 0..2 {
        let computed = (columns.iter().zip(row).enumerate())
            .filter(|(_, (_, cell))| matches!(cell, Cell::Computed));
        for (index, (column, _)) in computed {
            out[index] = match &column.fill {
                Fill::Less { from, less } => out[*from].zip(out[*less]).map(|(a, b)| a - b),
                Fill::Sum(columns) => columns
                    .iter()
                    .filter_map(|&column| out[column])
                    .reduce(|sum, number| sum + number),
                Fill::Marks { first, last, mark } => {
                    let cells = row.iter().take(last + 1).skip(*first);
                    Some(figure(cells.filter(|cell| begins(cell, mark)).count()))
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
    let address = |column: usize| a1(first + row_number(index), column);
    let value = |column: usize| values[index][column];
    let number = value(column);
    let stored = |number: i64| stored_as(columns[column].kind, number);
    let calc = match &columns[column].fill {
        Fill::Given => None,
        &Fill::Share { part, whole } => value(part)
            .zip(value(whole))
            .map(|(p, n)| (share(&address(part), &address(whole)), Stored::Share(p, n))),
        &Fill::Less { from, less } => number.map(|number| {
            let formula = format!("{}-{}", address(from), address(less));
            // Excel takes floats from each other: without rounding, nothing left may show as -0.00.
            match stored(number) {
                stored @ Stored::Yuan(_) => (format!("ROUND({formula},2)"), stored),
                stored => (formula, stored),
            }
        }),
        Fill::Sum(columns) => number.map(|number| (sum_of(columns, address), stored(number))),
        &Fill::Rank { by } => value(by).map(|number| {
            let better = values.iter().filter_map(|row| row[by]);
            let rank = better.filter(|&other| other > number).count() + 1;
            let (letters, last) = (letters(by), first + row_number(values.len()));
            let range = format!("{letters}${}:{letters}${last}", first + 1);
            let formula = format!("RANK({},{range})", address(by));
            (formula, Stored::Count(figure(rank)))
        }),
        Fill::Marks { first, last, mark } => {
            let (first, last) = (address(*first), address(*last));
            let formula = format!("COUNTIF({first}:{last},\"{mark}*\")");
            Some((formula, Stored::Count(number.unwrap_or(0))))
        }
    };
    calc.map_or(Cell::None, |(formula, stored)| Cell::Calc(formula, stored))
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
