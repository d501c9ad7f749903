//! Columns that hold something beside rows of data and have no header: what they hold is not known,
//! and that they are there is said.

use super::{Judged, Told, Watch};
use crate::finding::{Arg, Code, Finding};
use crate::parse::BlockParser;
use crate::read::Value;
use crate::recognise::{Lines, Recognised, SplitDate};
use crate::rows::Layout;
use crate::tabulate::kinds::RowKind;
use std::collections::{BTreeMap, BTreeSet};

/// The most columns that are looked after: no table has more beside it.
const MOST: usize = 64;

/// Watches every table.
pub(super) fn watch(recognised: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    let mut named: BTreeSet<u32> = match &recognised.layout {
        Layout::Rows(columns) => columns.values().copied().collect(),
        Layout::Form(_) => BTreeSet::new(),
    };
    named.extend(recognised.unknown.iter().map(|unknown| unknown.cell.1));
    named.extend(recognised.wide.iter().map(|column| column.header.1));
    named.extend(recognised.split_date.iter().flat_map(SplitDate::columns));
    named.extend(
        recognised
            .digits
            .iter()
            .flat_map(|d| d.columns.iter().copied()),
    );
    let parts = recognised.parts.iter();
    named.extend(parts.flat_map(|parts| parts.columns.iter().copied()));
    named.extend(recognised.year_column.map(|year| year.column));
    named.extend(recognised.unit_column.iter().map(|(_, column, _)| *column));
    Some(Box::new(Unnamed {
        named,
        found: BTreeMap::new(),
    }))
}

/// What was seen in columns without a header.
#[derive(Debug)]
struct Unnamed {
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

impl Watch for Unnamed {
    fn row(&mut self, judged: &Judged<'_, '_>, _: &[BlockParser]) {
        if judged.answer.kind != RowKind::Data {
            return;
        }
        for cell in &judged.row.cells {
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
    fn done(self: Box<Self>, months: &[BlockParser], told: &mut Told) {
        let mut found = self.found.values().filter(|found| found.counting.is_none());
        let Some((first, month)) = found.next().zip(months.first()) else {
            return;
        };
        let letters = std::iter::once(first).chain(found);
        let letters = Arg::names(letters.map(|f| Arg::Letters(f.cell.1)));
        let finding = Finding::new(Code::T011, month.block().place_at(first.cell));
        told.findings.push(finding.arg("columns", letters));
    }
}
