//! Cells that show something else than they hold: days in columns of texts, what a format hides, texts of
//! which a part is struck out. What was taken for their value is said.

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
        let speaks = |cell: &&Cell<'_>| cell.format.is_some() || cell.looks.struck_in_part;
        for cell in judged.row.cells.iter().filter(speaks) {
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

/// C009, C232 or C235 at a cell of the column at `index`.
fn finding(block: &Block, index: usize, cell: &Cell<'_>) -> Option<Finding> {
    let table: &'static crate::schema::Table = block.table;
    let column = &table.columns[index];
    let code = match (&cell.format, column.kind) {
        _ if cell.looks.struck_in_part => Code::C009,
        (Some(format), _) if format.hides(&cell.value) => Code::C235,
        (Some(format), ColumnType::Text | ColumnType::Name | ColumnType::Category)
            if format.shows_day() && matches!(cell.value, Value::Text(_) | Value::Date(_)) =>
        {
            Code::C232
        }
        _ => return None,
    };
    let place = block.place(Some(&column.id), cell.row + 1);
    Some(Finding::new(code, place).value(cell.value.shown()))
}
