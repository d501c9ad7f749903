//! Vocabulary: the typed rows of one table over a batch of units, as `check` and `measure` see
//! them: as columns for Rust and as a polars frame for SQL. Columns that SQL cannot work out for
//! itself (the birth date in an ID number, the dues that a base gives) are added here once.

mod derived;
mod name_key;
mod people;
mod sql;
mod staff;

pub use derived::{dues_from_base, is_listed_as_member, says_members};
pub use people::{Found, OtherId, People, may_be_person};
pub use sql::{Compiled, Compiler, SqlFault, UNUSABLE, Why};
pub use staff::{UnitStaff, is_member, is_retired, is_staff, staff_on};

use crate::finding::Place;
use crate::outcome::Unit;
use crate::plan::{Period, Plan, Span};
use crate::rows::{Block, ColumnData, TextColumn, TypedRows, TypedValue};
use crate::schema::{Table, schema};
use crate::sums::ROWS;
use jiff::civil::Date;
use polars::prelude::*;
use std::collections::HashSet;
use std::ops::Range;

/// The rows of one table.
pub struct Frame {
    /// Which table.
    pub table: &'static Table,
    /// For each row, the position of its block in [`Batch::blocks`].
    pub block: Vec<u32>,
    /// For each row, its own number (1-based) in the sheet.
    pub row: Vec<u32>,
    /// For each row, the position of its unit in [`Batch::units`]; in their order, so that a unit's
    /// rows stand together.
    pub unit: Vec<u32>,
    /// The values, one column for each of the table's.
    columns: Vec<ColumnData>,
    /// Column and row of the cells that hold something that was not understood.
    not_understood: HashSet<(usize, usize)>,
    /// Columns worked out from the others.
    derived: Vec<(&'static str, ColumnData)>,
}

/// Whole units whose rows are checked and measured together.
pub struct Batch<'a> {
    /// One frame for each table, in the schema's order.
    frames: Vec<Frame>,
    /// Where rows come from.
    pub blocks: Vec<&'a Block>,
    /// For each block, the position of its unit in `units`; in their order.
    pub block_units: Vec<u32>,
    /// All units of the run.
    pub units: &'a [Unit],
    /// The units whose rows are in this batch, by position in `units`, in order.
    pub present: Vec<u32>,
    /// What must be reached.
    pub plan: &'a Plan,
    /// The period asked for.
    pub period: Period,
    /// Its first and last day.
    pub span: Span,
    /// The widest span that anything judged with the period looks at.
    pub reach: Span,
}

/// What a batch is checked and measured for.
#[derive(Clone, Copy)]
pub struct Frameset<'a> {
    /// All units of the run.
    pub units: &'a [Unit],
    /// What must be reached.
    pub plan: &'a Plan,
    /// The period asked for.
    pub period: Period,
}

impl<'a> Batch<'a> {
    /// Puts the rows of some units together. `tables` are their blocks in the order of the inputs,
    /// each with its unit's position in `set.units`.
    pub fn new(tables: &[(u32, &'a TypedRows)], set: Frameset<'a>) -> Batch<'a> {
        let mut frames: Vec<Frame> = schema().tables().iter().map(Frame::new).collect();
        let mut blocks = Vec::new();
        let mut block_units = Vec::new();
        let mut present: Vec<u32> = Vec::new();
        let mut tables = tables.to_vec();
        tables.sort_by_key(|(unit, _)| *unit);
        for (unit, rows) in &tables {
            let position = u32::try_from(blocks.len()).unwrap_or(u32::MAX);
            blocks.push(&rows.block);
            block_units.push(*unit);
            present.push(*unit);
            if let Some(frame) = schema()
                .index(&rows.block.table.id)
                .and_then(|index| frames.get_mut(index))
            {
                frame.append(rows, position, *unit);
            }
        }
        present.dedup();
        let mut batch = Batch {
            frames,
            blocks,
            block_units,
            units: set.units,
            present,
            plan: set.plan,
            period: set.period,
            span: set.plan.terms.span(set.period),
            reach: set.plan.terms.reach(set.period),
        };
        derived::derive(&mut batch);
        batch
    }

    /// The dates that the conditions of rules may name.
    pub fn dates(&self) -> [(&'static str, Date); 4] {
        [
            ("period_start", self.span.start),
            ("period_end", self.span.end),
            ("reach_start", self.reach.start),
            ("reach_end", self.reach.end),
        ]
    }

    /// The frame of the table `id`.
    ///
    /// # Panics
    /// When no such table is declared: for ids written in the code, which the tests run.
    #[allow(clippy::panic)]
    pub fn frame(&self, id: &str) -> &Frame {
        match schema().index(id) {
            Some(index) => &self.frames[index],
            None => panic!("no table {id} is declared"),
        }
    }

    /// All frames, in the schema's order.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// The place of the value of `column` in the row at `index` of `frame`.
    pub fn place(&self, frame: &Frame, index: usize, column: &'static str) -> Place {
        self.blocks[frame.block[index] as usize].place(Some(column), frame.row[index])
    }

    /// Whether the sheet of the row at `index` of `frame` has the column `id`.
    pub fn has(&self, frame: &Frame, index: usize, id: &str) -> bool {
        self.blocks[frame.block[index] as usize].has_column(id)
    }

    /// The blocks of the table `id` that the unit at `unit` sent.
    pub fn blocks_of(&self, unit: u32, id: &str) -> impl Iterator<Item = &'a Block> {
        self.blocks[standing_together(&self.block_units, unit)]
            .iter()
            .copied()
            .filter(move |block| block.table.id == id)
    }
}

impl Frame {
    fn new(table: &'static Table) -> Frame {
        Frame {
            table,
            block: Vec::new(),
            row: Vec::new(),
            unit: Vec::new(),
            columns: table.columns.iter().map(ColumnData::for_column).collect(),
            not_understood: HashSet::new(),
            derived: Vec::new(),
        }
    }

    fn append(&mut self, rows: &TypedRows, block: u32, unit: u32) {
        let (above, count) = (self.row.len(), rows.rows.len());
        let cells = rows.not_understood.iter();
        self.not_understood
            .extend(cells.map(|&(column, row)| (column, above + row)));
        self.row.extend_from_slice(&rows.rows);
        self.block.extend(std::iter::repeat_n(block, count));
        self.unit.extend(std::iter::repeat_n(unit, count));
        for (into, from) in self.columns.iter_mut().zip(&rows.columns) {
            into.append(from);
        }
    }

    /// The rows of the unit at `unit`.
    pub fn rows_of(&self, unit: u32) -> Range<usize> {
        standing_together(&self.unit, unit)
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.row.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.row.is_empty()
    }

    fn column(&self, id: &str) -> Option<&ColumnData> {
        match self.table.column_index(id) {
            Some(index) => self.columns.get(index),
            None => {
                let derived = self.derived.iter().find(|(name, _)| *name == id);
                // A slip in a function would read an empty column.
                debug_assert!(derived.is_some(), "{id} is no column of {}", self.table.id);
                derived.map(|(_, column)| column)
            }
        }
    }

    /// The value of the column `id` in the row at `index`.
    pub fn value(&self, id: &str, index: usize) -> Option<TypedValue<'_>> {
        self.column(id).and_then(|column| column.get(index))
    }

    /// What the row at `index` says in each declared column, in their order.
    pub fn declared(&self, index: usize) -> impl Iterator<Item = Option<TypedValue<'_>>> {
        self.columns.iter().map(move |column| column.get(index))
    }

    /// Whether the cell of the column `id` in the row at `index` holds something that was not understood: it
    /// has no value, and nobody may be told that it is empty.
    pub fn is_not_understood(&self, id: &str, index: usize) -> bool {
        let column = self.table.column_index(id);
        column.is_some_and(|column| self.not_understood.contains(&(column, index)))
    }

    /// The text of the column `id` in the row at `index`.
    pub fn text(&self, id: &str, index: usize) -> Option<&str> {
        self.value(id, index)?.text()
    }

    /// The number of the column `id` in the row at `index`: fen, millionths or a count.
    pub fn int(&self, id: &str, index: usize) -> Option<i64> {
        self.value(id, index)?.int()
    }

    /// The date of the column `id` in the row at `index`.
    pub fn date(&self, id: &str, index: usize) -> Option<Date> {
        self.value(id, index)?.date()
    }

    /// Yes or no of the column `id` in the row at `index`.
    pub fn bool(&self, id: &str, index: usize) -> Option<bool> {
        self.value(id, index)?.bool()
    }

    /// The rows as a polars frame: `@unit`, then those columns of the table and of the derived ones
    /// that `sql` names. A name that stands in it by chance costs a column and no more.
    ///
    /// # Errors
    /// Where there are more rows than any sum is safe for; polars' own, which no column of equal length
    /// causes.
    pub fn to_polars(&self, sql: &[&str]) -> PolarsResult<DataFrame> {
        polars_ensure!(self.len() <= ROWS, ComputeError: "more than {ROWS} rows");
        let mut columns = vec![Column::new(sql::UNIT.into(), &self.unit)];
        let declared = self.table.columns.iter().map(|c| c.id.as_str());
        let named = declared
            .zip(&self.columns)
            .chain(self.derived.iter().map(|(name, column)| (*name, column)));
        for (name, column) in named.filter(|(name, _)| sql.iter().any(|sql| sql.contains(name))) {
            columns.push(column.to_polars(name)?);
        }
        DataFrame::new(self.len(), columns)
    }
}

/// Where `unit` stands in `units`, which are in order.
fn standing_together(units: &[u32], unit: u32) -> Range<usize> {
    let start = units.partition_point(|other| *other < unit);
    start..start + units[start..].partition_point(|other| *other == unit)
}

/// A date as a polars literal.
pub fn date_literal(date: Date) -> Expr {
    lit(epoch_days(date)).cast(DataType::Date)
}

/// Days since 1970-01-01, as polars counts dates.
pub fn epoch_days(date: Date) -> i32 {
    (date - jiff::civil::date(1970, 1, 1)).get_days()
}

impl ColumnData {
    /// Adds the cells of `other`, a column of the same type.
    pub fn append(&mut self, other: &ColumnData) {
        match (self, other) {
            (ColumnData::Text(into), ColumnData::Text(from)) => into.append(from),
            (ColumnData::Int(into), ColumnData::Int(from)) => into.extend_from_slice(from),
            (ColumnData::Date(into), ColumnData::Date(from)) => into.extend_from_slice(from),
            (ColumnData::Bool(into), ColumnData::Bool(from)) => into.extend_from_slice(from),
            // Columns of one declaration are of one type.
            _ => {}
        }
    }

    /// As a polars column called `name`.
    ///
    /// # Errors
    /// Polars' own, of the cast from days to dates.
    pub fn to_polars(&self, name: &str) -> PolarsResult<Column> {
        let name: PlSmallStr = name.into();
        Ok(match self {
            ColumnData::Text(column) => {
                let chunked = StringChunked::from_iter_options(name, column.iter());
                chunked.into_series().into()
            }
            ColumnData::Int(column) => Column::new(name, column),
            ColumnData::Bool(column) => Column::new(name, column),
            ColumnData::Date(column) => {
                let days: Vec<Option<i32>> = column.iter().map(|d| d.map(epoch_days)).collect();
                Column::new(name, days).cast(&DataType::Date)?
            }
        })
    }
}

impl TextColumn {
    fn append(&mut self, other: &TextColumn) {
        for text in other.iter() {
            self.push(text);
        }
    }
}
