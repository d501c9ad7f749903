//! Columns whose header is not known: what their cells hold may tell which column they are.

use crate::finding::{Arg, Code, Finding};
use crate::parse::ColumnParser;
use crate::read::Value;
use crate::rows::{Block, ColumnData};
use crate::schema::ColumnType;

/// A column that the header does not explain.
pub(super) struct UnknownColumn {
    pub(super) label: String,
    /// The header's cell, 0-based row and column.
    pub(super) cell: (u32, u32),
    pub(super) samples: Vec<Value<'static>>,
}

impl UnknownColumn {
    /// T003, or T004 where what its cells hold fits one column alone that the sheet does not have.
    /// Money is never proposed: one amount looks like another.
    pub(super) fn finding(&self, block: &Block) -> Finding {
        let mut place = block.place(None, 1);
        place.cell = Some(self.cell);
        let finding = |code| {
            Finding::new(code, place.clone())
                .value(self.label.clone())
                .arg("label", Arg::Text(self.label.clone()))
        };
        match self.fitting(block) {
            Some(index) => {
                let title = block.table.columns[index].title.zh.to_string();
                finding(Code::T004).arg("suggestion", Arg::Text(title))
            }
            None => finding(Code::T003),
        }
    }

    fn fitting(&self, block: &Block) -> Option<usize> {
        const TOLD: [ColumnType; 7] = [
            ColumnType::NationalId,
            ColumnType::CreditCode,
            ColumnType::Phone,
            ColumnType::Category,
            ColumnType::Boolean,
            ColumnType::Date,
            ColumnType::Month,
        ];
        if self.samples.len() < 3 {
            return None;
        }
        let table: &'static crate::schema::Table = block.table;
        TOLD.into_iter().find_map(|kind| {
            let mut fitting = (0..table.columns.len())
                .filter(|index| table.columns[*index].kind == kind && !block.has(*index))
                .filter(|index| {
                    let column = &table.columns[*index];
                    let mut parser = ColumnParser::new(column, 1, None);
                    let mut scratch = ColumnData::for_column(column);
                    self.samples.iter().all(|value| {
                        let words = matches!(value, Value::Text(_) | Value::Date(_));
                        let fault = parser.parse(Some(value), &mut scratch);
                        let there = scratch.get(scratch.len() - 1).is_some();
                        fault.is_none() && there && words
                    })
                });
            let first = fitting.next()?;
            fitting.next().is_none().then_some(first)
        })
    }
}
