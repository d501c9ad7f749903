//! Rows that are hidden, white on white or struck out in part: they are read like any other, and said, since a
//! person who looks at the sheet may not count them. Rows that are struck out as a whole do not count, and are said.

use super::rows::Rows;
use super::{Judged, Told, Watch};
use crate::finding::{Arg, Code, Finding};
use crate::parse::BlockParser;
use crate::recognise::{Lines, Recognised};
use crate::rows::Layout;
use crate::tabulate::kinds::RowKind;
use std::collections::BTreeSet;

/// Watches every table.
pub(super) fn watch(_: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    Some(Box::new(Visibility::default()))
}

/// What was seen of the rows of a table.
#[derive(Debug, Default)]
struct Visibility {
    hidden: Rows,
    /// Rows that are struck out in part.
    struck: Rows,
    /// Rows that are struck out as a whole, and do not count.
    void: Rows,
    hidden_columns: BTreeSet<u32>,
    white: Rows,
    white_columns: BTreeSet<u32>,
}

impl Watch for Visibility {
    fn row(&mut self, judged: &Judged<'_, '_>, months: &[BlockParser]) {
        let Some(Layout::Rows(columns)) = months.first().map(|month| &month.block().layout) else {
            return;
        };
        let row = judged.row;
        if judged.answer.because.test == "struck" {
            self.void.add(row.index + 1);
        }
        if judged.answer.kind != RowKind::Data {
            return;
        }
        let row = judged.row;
        let (mut hidden, mut struck, mut white) = (false, false, false);
        for cell in &row.cells {
            let looks = cell.looks;
            hidden |= looks.hidden_row;
            if !(looks.hidden_column || looks.struck || looks.white) {
                continue;
            }
            let mapped = columns.values().any(|column| *column == cell.column);
            if looks.white && mapped {
                white = true;
                self.white_columns.insert(cell.column);
            }
            struck |= looks.struck && mapped;
            if looks.hidden_column && mapped {
                self.hidden_columns.insert(cell.column);
            }
        }
        if hidden {
            self.hidden.add(row.index + 1);
        }
        if struck {
            self.struck.add(row.index + 1);
        }
        if white {
            self.white.add(row.index + 1);
        }
    }

    /// T007, T008, T009, T070, T082: what a person who looks at the sheet may not see as counting.
    fn done(self: Box<Self>, months: &[BlockParser], told: &mut Told) {
        let Some(block) = months.first().map(BlockParser::block) else {
            return;
        };
        let of_rows = |code: Code, rows: &Rows| {
            let finding = Finding::new(code, block.place(None, rows.first()?))
                .arg("count", Arg::count(rows.count()))
                .arg("rows", rows.spoken());
            Some(finding)
        };
        told.findings.extend(of_rows(Code::T007, &self.hidden));
        told.findings.extend(of_rows(Code::T008, &self.struck));
        let letters =
            |columns: &BTreeSet<u32>| Arg::names(columns.iter().copied().map(Arg::Letters));
        let white = of_rows(Code::T070, &self.white);
        let columns = letters(&self.white_columns);
        told.findings
            .extend(white.map(|finding| finding.arg("columns", columns)));
        told.findings.extend(of_rows(Code::T082, &self.void));
        if let Some(column) = self.hidden_columns.first() {
            let place = block.place_at((block.header.0, *column));
            let finding = Finding::new(Code::T009, place);
            told.findings
                .push(finding.arg("columns", letters(&self.hidden_columns)));
        }
    }
}
