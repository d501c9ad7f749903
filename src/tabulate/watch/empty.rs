//! Tables whose header has no row of data under it, though something stands beside its columns; and tables
//! of amounts whose header names no column of an amount.

use super::{Judged, Told, Watch};
use crate::finding::{Arg, Code, Finding};
use crate::parse::BlockParser;
use crate::recognise::{Lines, Recognised};
use crate::rows::Layout;

/// Watches every table that is read.
pub(super) fn watch(recognised: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    let table = recognised.table;
    let Layout::Rows(columns) = &recognised.layout else {
        return None;
    };
    if table.of_other_purpose {
        return None;
    }
    let named = |id: &String| {
        let index = table.column_index(id);
        let wide = || {
            recognised
                .wide
                .iter()
                .any(|column| Some(column.target) == index)
        };
        index.is_some_and(|index| columns.contains_key(&index)) || wide()
    };
    Some(Box::new(Empty {
        columns: columns.values().copied().collect(),
        without_amount: !table.amounts.is_empty() && !table.amounts.iter().any(named),
        rows: 0,
        passed_over: None,
    }))
}

struct Empty {
    /// The sheet's columns that the table has, 0-based.
    columns: Vec<u32>,
    without_amount: bool,
    /// Rows that hold something in the table's columns.
    rows: usize,
    /// The first cell of a row that holds something beside them alone.
    passed_over: Option<(u32, u32)>,
}

impl Watch for Empty {
    fn row(&mut self, judged: &Judged<'_, '_>, _: &[BlockParser]) {
        if self.rows > 0 {
            return;
        }
        let cells = &judged.row.cells;
        match cells.iter().any(|cell| self.columns.contains(&cell.column)) {
            true => self.rows += 1,
            false if cells.len() > 1 => {
                let first = cells.first().map(|cell| (cell.row, cell.column));
                self.passed_over = self.passed_over.or(first);
            }
            false => {}
        }
    }

    fn done(self: Box<Self>, months: &[BlockParser], told: &mut Told) {
        let Some(block) = months.first().map(BlockParser::block) else {
            return;
        };
        let title = Arg::Words(block.table.title);
        let finding = |code| Finding::new(code, block.place_at(block.header));
        if let Some(beside) = self.passed_over.filter(|_| self.rows == 0) {
            let letters = Arg::Letters(beside.1);
            told.findings.push(
                finding(Code::T025)
                    .arg("table", title)
                    .arg("beside", letters),
            );
        } else if self.without_amount && self.rows > 0 {
            let amounts = block.table.amounts.iter();
            let titles =
                amounts.filter_map(|id| Some(Arg::Static(block.table.column(id)?.title.zh)));
            let amounts = Arg::names(titles);
            told.findings.push(
                finding(Code::T024)
                    .arg("table", title)
                    .arg("amounts", amounts),
            );
        }
    }
}
