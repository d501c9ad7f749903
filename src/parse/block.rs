//! A whole block: rows in, typed columns and the findings of its cells out.

use super::{ColumnParser, Fault, YearHint};
use crate::finding::Finding;
use crate::read::Value;
use crate::rows::{Block, Layout, TypedRows, TypedValue};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Parses the rows of one block.
pub struct BlockParser {
    rows: TypedRows,
    parsers: Vec<ColumnParser>,
    /// The sheet column of each parser's cells, where the block is rows under a header.
    places: Vec<Option<u32>>,
    /// The month of every row, by its first day, where [`Block::month_in_title`] says so.
    month: Option<Date>,
    findings: Vec<Finding>,
}

impl BlockParser {
    /// The parser of `block`; `scales` is by how much each column's header multiplies money.
    pub fn new(
        block: Block,
        scales: &BTreeMap<usize, i64>,
        years: Option<YearHint>,
    ) -> BlockParser {
        let parsers = block
            .table
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                ColumnParser::new(column, scales.get(&index).copied().unwrap_or(1), years)
            })
            .collect();
        let places = match &block.layout {
            Layout::Rows(columns) => (0..block.table.columns.len())
                .map(|index| columns.get(&index).copied())
                .collect(),
            Layout::Form(_) => Vec::new(),
        };
        BlockParser {
            rows: TypedRows::new(block),
            parsers,
            places,
            month: None,
            findings: Vec::new(),
        }
    }

    /// With `month` (its first day) as the value of the month column at `column` of the declaration
    /// in every row.
    pub fn with_month(mut self, column: usize, month: Date) -> BlockParser {
        self.rows.block.month_in_title = Some(column);
        self.month = Some(month);
        self
    }

    /// Where the rows come from.
    pub fn block(&self) -> &Block {
        &self.rows.block
    }

    /// Adds the sheet's row `number` (1-based); `value` gives the cell of a sheet column (0-based).
    pub fn row<'v, 'a: 'v>(&mut self, number: u32, value: impl Fn(u32) -> Option<&'v Value<'a>>) {
        let places = std::mem::take(&mut self.places);
        self.add(number, |index| {
            places.get(index).copied().flatten().and_then(&value)
        });
        self.places = places;
    }

    /// Adds the one row of a form; `value` gives the cell at a row and column (0-based).
    pub fn form<'v, 'a: 'v>(&mut self, value: impl Fn(u32, u32) -> Option<&'v Value<'a>>) {
        let Layout::Form(cells) = self.rows.block.layout.clone() else {
            return;
        };
        let number = cells.values().map(|(row, _)| row + 1).min().unwrap_or(1);
        self.add(number, |index| {
            cells
                .get(&index)
                .and_then(|&(row, column)| value(row, column))
        });
    }

    fn add<'v, 'a: 'v>(&mut self, number: u32, cell: impl Fn(usize) -> Option<&'v Value<'a>>) {
        self.rows.rows.push(number);
        for (index, parser) in self.parsers.iter_mut().enumerate() {
            let in_title = self.rows.block.month_in_title == Some(index);
            if let Some(month) = self.month.filter(|_| in_title) {
                self.rows.columns[index].push(Some(TypedValue::Date(month)));
                continue;
            }
            let value = cell(index);
            let fault = parser.parse(value, &mut self.rows.columns[index]);
            // A column that the sheet lacks is said once, by its header (T002).
            if let Some(fault) = fault.filter(|_| self.rows.block.has(index)) {
                let finding = cell_finding(&self.rows.block, index, number, value, fault);
                self.findings.push(finding);
            }
        }
    }

    /// The typed rows and what is wrong with their cells.
    pub fn finish(self) -> (TypedRows, Vec<Finding>) {
        (self.rows, self.findings)
    }
}

/// The finding of a fault in the cell of column `index` (of the declaration) in the sheet's row
/// `number` (1-based).
fn cell_finding(
    block: &Block,
    index: usize,
    number: u32,
    value: Option<&Value<'_>>,
    fault: Fault,
) -> Finding {
    let column: &'static str = {
        let table: &'static crate::schema::Table = block.table;
        &table.columns[index].id
    };
    let mut finding = Finding::new(fault.code, block.place(Some(column), number));
    finding.value = value.map(Value::shown);
    finding.args = fault.args;
    finding
}
