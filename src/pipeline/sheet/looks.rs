//! Rows that are hidden or struck out: they are read like any other, and said, since a person who
//! looks at the sheet may not count them.

use crate::finding::{Arg, Code, Finding};
use crate::messages;
use crate::recognise::Row;
use crate::rows::{Block, Layout};
use std::collections::BTreeSet;

/// How many rows are named before the rest is only counted.
const NAMED: usize = 10;

/// What was seen of the rows of a table.
#[derive(Debug, Default)]
pub(super) struct Seen {
    hidden: Rows,
    struck: Rows,
    hidden_columns: BTreeSet<u32>,
}

/// Numbers of rows, from 1.
#[derive(Debug, Default)]
struct Rows {
    named: Vec<u32>,
    count: usize,
}

impl Rows {
    fn add(&mut self, number: u32) {
        self.count += 1;
        if self.named.len() < NAMED {
            self.named.push(number);
        }
    }

    fn spoken(&self) -> Arg {
        let named = self.named.iter().map(|row| Arg::Count(i64::from(*row)));
        let named = Arg::names(named);
        match self.count > self.named.len() {
            true => Arg::filled(messages::AND_SO_ON, named),
            false => named,
        }
    }
}

impl Seen {
    /// Takes note of a row of data of `block`.
    pub(super) fn row(&mut self, row: &Row<'_>, block: &Block) {
        let Layout::Rows(columns) = &block.layout else {
            return;
        };
        let (mut hidden, mut struck) = (false, false);
        for cell in &row.cells {
            let looks = cell.looks;
            hidden |= looks.hidden_row;
            if !(looks.hidden_column || looks.struck) {
                continue;
            }
            let mapped = columns.values().any(|column| *column == cell.column);
            struck |= looks.struck && mapped;
            if looks.hidden_column && mapped {
                self.hidden_columns.insert(cell.column);
            }
        }
        if hidden {
            self.hidden.add(row.index + 1);
        }
        if struck {
            self.struck.add(row.index + 1);
        }
    }

    /// T007, T008, T009: what a person who looks at the sheet may not see as counting.
    pub(super) fn findings(&self, block: &Block) -> Vec<Finding> {
        let of_rows = |code: Code, rows: &Rows| {
            let row = rows.named.first()?;
            let place = block.place(None, *row);
            let count = i64::try_from(rows.count).unwrap_or(i64::MAX);
            let finding = Finding::new(code, place)
                .arg("count", Arg::Count(count))
                .arg("rows", rows.spoken());
            Some(finding)
        };
        let of_columns = self.hidden_columns.first().map(|column| {
            let mut place = block.place(None, 1);
            place.cell = Some((block.header.0, *column));
            let letters = self.hidden_columns.iter().copied().map(Arg::Letters);
            Finding::new(Code::T009, place).arg("columns", Arg::names(letters))
        });
        of_rows(Code::T007, &self.hidden)
            .into_iter()
            .chain(of_rows(Code::T008, &self.struck))
            .chain(of_columns)
            .collect()
    }
}
