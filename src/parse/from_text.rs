//! Rows that are given as texts and stand in no file: the built-in plan's, and the examples of rules.

use super::BlockParser;
use crate::finding::Finding;
use crate::plan::{Plan, default_rows};
use crate::read::{Text, Value};
use crate::rows::{Block, Layout, TypedRows};
use crate::schema::{Table, TableKind, schema};
use std::collections::BTreeMap;

/// Rows given as the texts of their cells, by column id, typed as a workbook's would be: as if they
/// stood under a header of the columns that any of them names. Row numbers count from 2.
pub fn rows_from_text(
    table: &'static Table,
    rows: &[BTreeMap<String, String>],
) -> (TypedRows, Vec<Finding>) {
    let named = |index: &usize| {
        rows.iter()
            .any(|row| row.contains_key(&table.columns[*index].id))
    };
    let columns: BTreeMap<usize, u32> = (0..table.columns.len())
        .filter(named)
        .zip(0_u32..)
        .collect();
    let layout = Layout::Rows(columns.clone());
    let block = Block::new(table, table.title.zh.to_string(), layout);
    let mut parser = BlockParser::new(block, None);
    for (number, row) in (2_u32..).zip(rows) {
        let cells: BTreeMap<u32, Value<'static>> = columns
            .iter()
            .filter_map(|(index, place)| {
                let text = row
                    .get(&table.columns[*index].id)
                    .filter(|text| !text.is_empty())?;
                Some((*place, Value::Text(Text::own(text.clone()))))
            })
            .collect();
        parser.row(number, |column| cells.get(&column), &|_| false);
    }
    parser.finish()
}

/// The built-in plan.
pub fn built_in_plan() -> Plan {
    let tables = schema().tables().iter();
    let tables = tables.filter(|table| table.kind == TableKind::Plan);
    let rows: Vec<TypedRows> = tables
        .map(|table| rows_from_text(table, default_rows(&table.id)).0)
        .collect();
    Plan::from_rows(&rows)
}
