//! Cells merged over several rows of data: what stands in the first row holds for all of them, but an
//! amount is counted once.

use super::Mend;
use crate::finding::{Arg, Code, Finding};
use crate::read::{Cell, Merge, NumberFormat, Value};
use crate::recognise::{Recognised, Row};
use crate::rows::{Block, Layout, TypedRows};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Mends every table.
pub(super) fn mend(_: &Recognised) -> Option<Box<dyn Mend>> {
    Some(Box::new(Fill))
}

/// Fills in what stands in the first row of a merged cell.
struct Fill;

impl Mend for Fill {
    fn mend(&mut self, row: &mut Row<'_>, block: &Block, merged: &Merged) {
        merged.fill(row, block);
    }
}

/// The merged ranges of a sheet that go over several rows, and what the first cell of each holds.
#[derive(Default)]
pub(in crate::tabulate) struct Merged {
    /// By first row.
    ranges: Vec<Range>,
    /// By column, the last few that have begun, by position, the oldest first. Only a spoiled file
    /// has more of them over one row: cells that are merged do not lie over each other.
    open: HashMap<u32, Vec<usize>>,
    next: usize,
    covers: Covers,
}

/// What merged cells cover: of all of a range but its first cell a person sees nothing, whatever the file
/// still holds there.
#[derive(Default)]
struct Covers {
    /// Every range, by first row.
    ranges: Vec<Merge>,
    next: usize,
    /// Those that the row lies in, with what their first cell shows.
    over: Vec<(Merge, Option<String>)>,
    left_out: Vec<LeftOut>,
}

/// A cell that is covered, and holds something else than what is seen.
struct LeftOut {
    /// The first cell of the range, row and column.
    first: (u32, u32),
    at: (u32, u32),
    holds: String,
}

/// The most ranges that lie over one row; more have only spoiled files, in which they lie over each other.
const MOST_OVER: usize = 128;

/// The most cells left out that are told of; those beyond the first of a column are counted.
const MOST_LEFT_OUT: usize = 100_000;

impl Covers {
    /// Takes what is covered out of the row.
    fn pass(&mut self, row: &mut Row<'_>) {
        self.over.retain(|((_, _, last, _), _)| row.index <= *last);
        while let Some(merge) = self.ranges.get(self.next).filter(|m| m.0 <= row.index) {
            if merge.2 >= row.index && self.over.len() < MOST_OVER {
                let first = row.at(merge.1).filter(|_| merge.0 == row.index);
                self.over.push((*merge, first.map(Value::shown)));
            }
            self.next += 1;
        }
        for ((first_row, first, _, last), shown) in &self.over {
            let from = row.cells.partition_point(|cell| cell.column < *first);
            let upto = row.cells.partition_point(|cell| cell.column <= *last);
            let begins = *first_row == row.index
                && row
                    .cells
                    .get(from)
                    .is_some_and(|cell| cell.column == *first);
            let from = from + usize::from(begins);
            if from >= upto {
                continue;
            }
            for cell in row.cells.drain(from..upto) {
                let holds = cell.value.shown();
                if shown.as_ref() != Some(&holds) && self.left_out.len() < MOST_LEFT_OUT {
                    self.left_out.push(LeftOut {
                        first: (*first_row, *first),
                        at: (cell.row, cell.column),
                        holds,
                    });
                }
            }
        }
    }

    /// C008 for what was left out of the rows of one of the `tables`, in columns that are read.
    fn findings(&self, tables: &[TypedRows]) -> Vec<Finding> {
        let of_table = |rows: &TypedRows, at: (u32, u32)| {
            rows.rows.binary_search(&(at.0 + 1)).ok()?;
            let table: &'static crate::schema::Table = rows.block.table;
            let columns = table.columns.iter().enumerate();
            let cell = |index| rows.block.cell(index, at.0 + 1);
            let mut found = columns.filter(|(index, _)| cell(*index) == Some(at));
            found
                .next()
                .map(|(_, column)| rows.block.place(Some(&column.id), at.0 + 1))
        };
        let told = self
            .left_out
            .iter()
            .filter_map(|LeftOut { first, at, holds }| {
                let place = tables.iter().find_map(|rows| of_table(rows, *at))?;
                let first = crate::finding::a1(first.0, first.1);
                let finding = Finding::new(Code::C008, place).value(holds.clone());
                Some(finding.arg("first", Arg::Thing(first)))
            });
        told.collect()
    }
}

/// How many ranges of a column are looked back on: a row of data may be held back for eight rows, and
/// each range is of two or more.
const LOOKED_BACK: usize = 6;

struct Range {
    merge: Merge,
    /// What its first cell holds.
    value: Option<Value<'static>>,
    /// That cell's format, where it says more.
    format: Option<Rc<NumberFormat>>,
}

impl Merged {
    pub(in crate::tabulate) fn new(mut merges: Vec<Merge>) -> Merged {
        // No sheet has so many rows, and a row's number is one more than its index.
        merges.retain(|(_, _, last, _)| *last < u32::MAX);
        merges.sort_unstable();
        let mut covers = Covers {
            ranges: merges.clone(),
            ..Covers::default()
        };
        // What covers the same covers no more.
        covers.ranges.dedup();
        merges.retain(|(first, _, last, _)| last > first);
        let ranges = merges.into_iter().map(|merge| Range {
            merge,
            value: None,
            format: None,
        });
        Merged {
            ranges: ranges.collect(),
            open: HashMap::new(),
            next: 0,
            covers,
        }
    }

    /// All ranges, by their first rows.
    pub(in crate::tabulate) fn all(&self) -> &[Merge] {
        &self.covers.ranges
    }

    /// Takes note of a row before it is read: which ranges begin in it. What they cover is taken out of it.
    pub(in crate::tabulate) fn pass(&mut self, row: &mut Row<'_>) {
        self.covers.pass(row);
        let ranges = &mut self.ranges;
        while let Some(range) = ranges.get_mut(self.next).filter(|r| r.merge.0 <= row.index) {
            if range.merge.0 == row.index {
                let first = row.cell(range.merge.1);
                range.value = first.map(|cell| cell.value.own());
                range.format = first.and_then(|cell| cell.format.clone());
                let open = self.open.entry(range.merge.1).or_default();
                if open.len() == LOOKED_BACK {
                    open.remove(0);
                }
                open.push(self.next);
            }
            self.next += 1;
        }
    }

    /// The first and last column of each range that ends in the sheet's `row` (0-based) and goes over several.
    pub(super) fn over_columns(&self, row: u32) -> Vec<(u32, u32)> {
        let ends = |merge: &&Merge| merge.2 == row && merge.3 > merge.1;
        let ranges = self.covers.ranges.iter();
        let before = ranges.take_while(|merge| merge.0 <= row);
        before.filter(ends).map(|m| (m.1, m.3)).collect()
    }

    /// Whether the sheet's column (0-based) in the row being read is part of a range that began above.
    pub(in crate::tabulate) fn covers(&self, row: u32, column: u32) -> bool {
        self.over(row, column).next().is_some()
    }

    /// The ranges that began above `row` in `column` and go over it.
    fn over(&self, row: u32, column: u32) -> impl Iterator<Item = &Range> {
        let open = self.open.get(&column).into_iter().flatten();
        open.map(|&at| &self.ranges[at])
            .filter(move |range| range.merge.0 < row && row <= range.merge.2)
    }

    /// Fills the row's empty cells of `block` that are part of a range from above, where what stands
    /// above holds for each row: all but figures.
    fn fill(&self, row: &mut Row<'_>, block: &Block) {
        let Layout::Rows(columns) = &block.layout else {
            return;
        };
        let table = block.table;
        let hold = columns
            .iter()
            .filter(|(index, _)| !table.columns[**index].kind.is_figure())
            .map(|(_, column)| *column);
        let figure = |column| {
            let mut columns = columns.iter().filter(|(_, place)| **place == column);
            columns.any(|(index, _)| table.columns[*index].kind.is_figure())
        };
        let unit = block.unit_column.filter(|column| !figure(*column));
        self.fill_columns(row, hold.chain(unit));
    }

    /// Fills the row's empty cells in columns of state that are part of a range from above: what became of a
    /// request became of all its rows.
    pub(in crate::tabulate) fn fill_states(&self, row: &mut Row<'_>, block: &Block) {
        self.fill_columns(row, block.states.iter().map(|(column, _)| *column));
    }

    fn fill_columns(&self, row: &mut Row<'_>, columns: impl Iterator<Item = u32>) {
        for column in columns {
            let Err(place) = row.cells.binary_search_by_key(&column, |c| c.column) else {
                continue;
            };
            let mut above = self
                .over(row.index, column)
                .filter_map(|r| Some((r.value.as_ref()?, &r.format)));
            if let Some((value, format)) = above.next() {
                let cell = Cell {
                    row: row.index,
                    column,
                    value: value.clone(),
                    looks: Default::default(),
                    format: format.clone(),
                };
                row.cells.insert(place, cell);
            }
        }
    }

    /// The ranges that begin in the rows of a table.
    fn begun_in(&self, rows: &TypedRows) -> &[Range] {
        let until = |row: Option<&u32>| {
            let row = row.copied().unwrap_or(0);
            self.ranges.partition_point(|range| range.merge.0 < row)
        };
        // A row's number is one more than its index.
        let first = rows.rows.first().map(|row| row.saturating_sub(1));
        self.ranges
            .get(until(first.as_ref())..until(rows.rows.last()))
            .unwrap_or_default()
    }

    /// C008 for each cell of the `tables` that a merged one covers, and that holds something else.
    pub(in crate::tabulate) fn covered(&self, tables: &[TypedRows]) -> Vec<Finding> {
        self.covers.findings(tables)
    }

    /// C005 for each figure that is merged over several rows of one of the `tables`.
    pub(in crate::tabulate) fn findings(&self, tables: &[TypedRows]) -> Vec<Finding> {
        let mut findings: BTreeMap<(u32, u32), Finding> = BTreeMap::new();
        for rows in tables {
            let Layout::Rows(columns) = &rows.block.layout else {
                continue;
            };
            let table: &'static crate::schema::Table = rows.block.table;
            let ranges = self.begun_in(rows);
            for (&index, &place) in columns {
                if !table.columns[index].kind.is_figure() {
                    continue;
                }
                for range in ranges.iter().filter(|range| range.merge.1 == place) {
                    let (first, column, last, _) = range.merge;
                    let begins = rows.rows.binary_search(&(first + 1)).is_ok();
                    let after = rows.rows.partition_point(|row| *row <= first + 1);
                    let goes_on = rows.rows.get(after).is_some_and(|row| *row <= last + 1);
                    if !begins || !goes_on || range.value.is_none() {
                        continue;
                    }
                    let cell = rows.block.place(Some(&table.columns[index].id), first + 1);
                    let shown = range.value.as_ref().map(Value::shown).unwrap_or_default();
                    let span = Arg::Span(column, (first + 1, last + 1));
                    findings.entry((first, column)).or_insert_with(|| {
                        Finding::new(Code::C005, cell)
                            .value(shown)
                            .arg("span", span)
                            .arg("cell_title", Arg::Words(table.columns[index].title))
                    });
                }
            }
        }
        findings.into_values().collect()
    }
}
