//! Cells whose number format says something else than they hold: days in columns of texts, and what a format
//! hides. What was put in their place is said to be so.

use super::{Judged, Told, Watch};
use crate::finding::{Code, Finding};
use crate::findings::Findings;
use crate::parse::BlockParser;
use crate::read::{Cell, Value};
use crate::recognise::{Lines, Recognised};
use crate::rows::Block;
use crate::schema::ColumnType;
use crate::tabulate::kinds::RowKind;

/// Watches every table.
pub(super) fn watch(_: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    Some(Box::new(Formats::default()))
}

#[derive(Default)]
struct Formats {
    findings: Findings,
}

impl Watch for Formats {
    fn row(&mut self, judged: &Judged<'_, '_>, months: &[BlockParser]) {
        if judged.answer.kind != RowKind::Data {
            return;
        }
        for cell in judged.row.cells.iter().filter(|cell| cell.format.is_some()) {
            let mut blocks = months.iter().map(BlockParser::block);
            let found = blocks.find_map(|block| Some((block, index_of(block, cell)?)));
            if let Some((block, index)) = found {
                self.findings.extend(finding(block, index, cell));
            }
        }
    }

    fn done(self: Box<Self>, _: &[BlockParser], told: &mut Told) {
        told.findings.extend(self.findings.finish());
    }
}

/// The column of the declaration that a cell is in.
fn index_of(block: &Block, cell: &Cell<'_>) -> Option<usize> {
    (0..block.table.columns.len()).find(|index| {
        block
            .cell(*index, 1)
            .is_some_and(|(_, place)| place == cell.column)
    })
}

/// C232 or C235 at a cell of the column at `index`.
fn finding(block: &Block, index: usize, cell: &Cell<'_>) -> Option<Finding> {
    let format = cell.format.as_ref()?;
    let table: &'static crate::schema::Table = block.table;
    let column = &table.columns[index];
    let code = match column.kind {
        _ if format.hides(&cell.value) => Code::C235,
        ColumnType::Text | ColumnType::Name | ColumnType::Category
            if format.shows_day() && matches!(cell.value, Value::Text(_) | Value::Date(_)) =>
        {
            Code::C232
        }
        _ => return None,
    };
    let place = block.place(Some(&column.id), cell.row + 1);
    Some(Finding::new(code, place).value(cell.value.shown()))
}
