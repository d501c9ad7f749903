//! Columns whose header is not known: what their cells hold may tell which column they are.

use super::{Judged, Told, Watch};
use crate::finding::{Arg, Code, Finding};
use crate::parse::{BlockParser, ColumnParser};
use crate::read::Value;
use crate::recognise::{Lines, Recognised, UnknownHeader, UnknownWhy};
use crate::rows::{Block, ColumnData};
use crate::schema::{ColumnType, normalise_label};
use crate::tabulate::kinds::RowKind;

/// How many cells of an unknown column are looked at to propose what it is.
const SAMPLES: usize = 20;

/// Watches a table that has such columns.
pub(super) fn watch(recognised: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    let unknown = recognised.unknown.iter();
    let unknown = unknown.filter(|header| header.why == UnknownWhy::NotKnown(None));
    let columns = unknown.map(|header| UnknownColumn {
        header: header.clone(),
        samples: Vec::new(),
    });
    let columns: Vec<UnknownColumn> = columns.collect();
    (!columns.is_empty()).then(|| Box::new(Unknown { columns }) as Box<dyn Watch>)
}

struct Unknown {
    columns: Vec<UnknownColumn>,
}

/// A column that the header does not explain.
struct UnknownColumn {
    header: UnknownHeader,
    /// Its first cells.
    samples: Vec<Value<'static>>,
}

impl Watch for Unknown {
    fn row(&mut self, judged: &Judged<'_, '_>, _: &[BlockParser]) {
        if judged.answer.kind != RowKind::Data {
            return;
        }
        for column in &mut self.columns {
            if column.samples.len() < SAMPLES
                && let Some(value) = judged.row.at(column.header.cell.1)
            {
                column.samples.push(value.own());
            }
        }
    }

    fn done(self: Box<Self>, months: &[BlockParser], told: &mut Told) {
        if let Some(block) = months.first().map(BlockParser::block) {
            let columns = self.columns.iter();
            told.findings
                .extend(columns.map(|column| column.finding(block)));
        }
    }
}

impl UnknownColumn {
    /// T003, or T004 where what its cells hold fits one column alone that the sheet does not have.
    /// Money is never proposed: one amount looks like another.
    fn finding(&self, block: &Block) -> Finding {
        let finding = |code| {
            Finding::new(code, block.place_at(self.header.cell))
                .value(self.header.label.clone())
                .arg("label", Arg::Header(self.header.label.clone()))
        };
        match self.fitting(block) {
            Some(index) => {
                let table: &'static crate::schema::Table = block.table;
                finding(Code::T004).arg("suggestion", Arg::Static(table.columns[index].title.zh))
            }
            None if self.may_be_money(block) => finding(Code::T023),
            None => finding(Code::T003),
        }
    }

    /// Whether its cells are figures and its header ends as that of an amount does; in a table of amounts
    /// that has none, whatever its header says.
    fn may_be_money(&self, block: &Block) -> bool {
        let table = block.table;
        let is_figure = |value: &Value<'_>| match value {
            Value::Number(_) => true,
            Value::Text(text) => text.as_str().trim().parse::<f64>().is_ok(),
            _ => false,
        };
        let figures = !self.samples.is_empty() && self.samples.iter().all(is_figure);
        let label = normalise_label(&self.header.label);
        let ends = ["额", "费", "钱", "款", "元", "金", "支", "支出"];
        let named = ends.iter().any(|end| label.ends_with(end));
        let has = |id: &String| table.column_index(id).is_some_and(|index| block.has(index));
        let has_none = !table.amounts.is_empty() && !table.amounts.iter().any(has);
        figures && (named || has_none)
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
