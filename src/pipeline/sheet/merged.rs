//! Cells merged over several rows of data: what stands in the first row holds for all of them, but an
//! amount is counted once.

use super::body::Done;
use crate::finding::{Arg, Finding, column_letters};
use crate::read::{Cell, Merge, Value};
use crate::recognise::Row;
use crate::rows::{Block, Layout};
use crate::schema::ColumnType;
use std::collections::BTreeMap;

/// The merged ranges of a sheet that go over several rows, and what the first cell of each holds.
pub(super) struct Merged {
    /// By first row.
    ranges: Vec<Range>,
    /// Those whose first row has been passed and whose last has not, by position.
    open: Vec<usize>,
    next: usize,
}

/// How many rows a row of data may be held back.
const HELD_BACK: u32 = 8;

struct Range {
    merge: Merge,
    /// What its first cell holds.
    value: Option<Value<'static>>,
}

impl Merged {
    pub(super) fn new(mut merges: Vec<Merge>) -> Merged {
        merges.retain(|(first, _, last, _)| last > first);
        merges.sort_unstable();
        let ranges = merges.into_iter().map(|merge| Range { merge, value: None });
        Merged {
            ranges: ranges.collect(),
            open: Vec::new(),
            next: 0,
        }
    }

    /// Takes note of a row before it is read: which ranges begin in it and which have ended.
    pub(super) fn pass(&mut self, row: &Row<'_>) {
        let ranges = &mut self.ranges;
        // A row may be held back for a few more.
        let kept = row.index.saturating_sub(HELD_BACK);
        self.open.retain(|&at| ranges[at].merge.2 >= kept);
        while let Some(range) = ranges.get_mut(self.next).filter(|r| r.merge.0 <= row.index) {
            if range.merge.0 == row.index {
                range.value = row.at(range.merge.1).map(own);
                self.open.push(self.next);
            }
            self.next += 1;
        }
    }

    /// Whether the sheet's column (0-based) in the row being read is part of a range that began above.
    pub(super) fn covers(&self, row: u32, column: u32) -> bool {
        self.open
            .iter()
            .map(|&at| self.ranges[at].merge)
            .any(|(first, place, last, _)| first < row && row <= last && place == column)
    }

    /// Fills the row's empty cells of `block` that are part of a range from above, where what stands
    /// above holds for each row: all but figures.
    pub(super) fn fill(&self, row: &mut Row<'_>, block: &Block) {
        let Layout::Rows(columns) = &block.layout else {
            return;
        };
        for &at in &self.open {
            let Range { merge, value } = &self.ranges[at];
            let (first, column, last, _) = *merge;
            let inside = first < row.index && row.index <= last;
            let Some(value) = value.as_ref().filter(|_| inside) else {
                continue;
            };
            let mapped = columns.iter().find(|(_, place)| **place == column);
            let holds = match mapped {
                Some((index, _)) => !is_figure(block.table.columns[*index].kind),
                None => block.unit_column == Some(column),
            };
            if holds && let Err(place) = row.cells.binary_search_by_key(&column, |c| c.column) {
                let cell = Cell {
                    row: row.index,
                    column,
                    value: value.clone(),
                    looks: Default::default(),
                };
                row.cells.insert(place, cell);
            }
        }
    }

    /// C005 for each figure that is merged over several rows of a table.
    pub(super) fn findings(&self, done: &Done) -> Vec<Finding> {
        let mut findings: BTreeMap<(u32, u32), Finding> = BTreeMap::new();
        for rows in &done.tables {
            let Layout::Rows(columns) = &rows.block.layout else {
                continue;
            };
            let table: &'static crate::schema::Table = rows.block.table;
            for (&index, &place) in columns {
                if !is_figure(table.columns[index].kind) {
                    continue;
                }
                for range in self.ranges.iter().filter(|range| range.merge.1 == place) {
                    let (first, column, last, _) = range.merge;
                    let begins = rows.rows.binary_search(&(first + 1)).is_ok();
                    let after = rows.rows.partition_point(|row| *row <= first + 1);
                    let goes_on = rows.rows.get(after).is_some_and(|row| *row <= last + 1);
                    if !begins || !goes_on || range.value.is_none() {
                        continue;
                    }
                    let cell = rows.block.place(Some(&table.columns[index].id), first + 1);
                    let shown = range.value.as_ref().map(Value::shown).unwrap_or_default();
                    let span =
                        format!("{0}{1}:{0}{2}", column_letters(column), first + 1, last + 1);
                    findings.entry((first, column)).or_insert_with(|| {
                        Finding::new("C005", cell)
                            .value(shown)
                            .arg("span", Arg::Text(span))
                            .arg("cell_title", Arg::Words(&table.columns[index].title))
                    });
                }
            }
        }
        findings.into_values().collect()
    }
}

/// Whether a value is a figure, which does not hold for each row that it is merged over.
fn is_figure(kind: ColumnType) -> bool {
    matches!(
        kind,
        ColumnType::Money | ColumnType::Integer | ColumnType::Decimal
    )
}

/// The value by itself, without the workbook that lends its text.
pub(super) fn own(value: &Value<'_>) -> Value<'static> {
    match value {
        Value::Text(text) => Value::Text(crate::read::Text::own(text.as_str().to_string())),
        Value::Number(number) => Value::Number(*number),
        Value::Date(date) => Value::Date(*date),
        Value::Bool(bool) => Value::Bool(*bool),
        Value::Error(error) => Value::Error(error.clone()),
        Value::Uncalculated => Value::Uncalculated,
    }
}
