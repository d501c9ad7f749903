//! Columns that hold something beside rows of data and have no header: what they hold is not known,
//! and that they are there is said.

use crate::finding::{Arg, Code, Finding};
use crate::read::Value;
use crate::recognise::{Recognised, Row, SplitDate};
use crate::rows::{Block, Layout};
use std::collections::{BTreeMap, BTreeSet};

/// The most columns that are looked after: no table has more beside it.
const MOST: usize = 64;

/// What was seen in columns without a header.
#[derive(Debug, Default)]
pub(super) struct Unnamed {
    /// The sheet's columns that have a header, 0-based.
    named: BTreeSet<u32>,
    found: BTreeMap<u32, Found>,
}

#[derive(Debug)]
struct Found {
    /// Its first cell, 0-based row and column.
    cell: (u32, u32),
    /// Its last number, while its cells number the rows 1, 2, 3.
    counting: Option<f64>,
}

impl Unnamed {
    pub(super) fn new(recognised: &Recognised) -> Unnamed {
        let mut named: BTreeSet<u32> = match &recognised.layout {
            Layout::Rows(columns) => columns.values().copied().collect(),
            Layout::Form(_) => BTreeSet::new(),
        };
        named.extend(recognised.unknown.iter().map(|unknown| unknown.cell.1));
        named.extend(recognised.wide.iter().map(|column| column.header.1));
        named.extend(recognised.split_date.iter().flat_map(SplitDate::columns));
        named.extend(recognised.unit_column.iter().map(|(_, column, _)| *column));
        Unnamed {
            named,
            found: BTreeMap::new(),
        }
    }

    /// Takes note of a row of data.
    pub(super) fn row(&mut self, row: &Row<'_>) {
        for cell in &row.cells {
            if self.named.contains(&cell.column) {
                continue;
            }
            let number = match &cell.value {
                Value::Number(number) => Some(*number),
                Value::Text(text) => text.as_str().trim().parse().ok(),
                _ => None,
            };
            let room = self.found.len() < MOST;
            match self.found.get_mut(&cell.column) {
                Some(found) => {
                    let next = found.counting.zip(number).filter(|(a, b)| a + 1.0 == *b);
                    found.counting = next.map(|(_, number)| number);
                }
                None if room => {
                    let found = Found {
                        cell: (cell.row, cell.column),
                        counting: number.filter(|number| *number == 1.0),
                    };
                    self.found.insert(cell.column, found);
                }
                None => {}
            }
        }
    }

    /// T011, at the first cell; a column that numbers the rows needs no header.
    pub(super) fn finding(&self, block: &Block) -> Option<Finding> {
        let mut found = self.found.values().filter(|found| found.counting.is_none());
        let first = found.next()?;
        let letters = std::iter::once(first).chain(found);
        let letters = Arg::names(letters.map(|f| Arg::Letters(f.cell.1)));
        let mut place = block.place(None, 1);
        place.cell = Some(first.cell);
        Some(Finding::new(Code::T011, place).arg("columns", letters))
    }
}
