//! Rows that are marked as examples, or are one without its mark: what was made of them is said once.

use super::{Judged, Told, Watch};
use crate::finding::{Arg, Code, Finding};
use crate::parse::BlockParser;
use crate::read::Value;
use crate::recognise::{Lines, Recognised};
use crate::tabulate::kinds::{Example, RowKind, example_of};
use std::collections::BTreeMap;

/// Watches every table.
pub(super) fn watch(_: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    Some(Box::new(Examples::default()))
}

/// The examples met in a table, by what is said of them: the first, and how many there are.
#[derive(Debug, Default)]
struct Examples(BTreeMap<Code, (Finding, i64)>);

impl Watch for Examples {
    fn row(&mut self, judged: &Judged<'_, '_>, months: &[BlockParser]) {
        let row = judged.row;
        let Some(block) = months.first().map(BlockParser::block) else {
            return;
        };
        if !matches!(judged.answer.kind, RowKind::Data | RowKind::Example) {
            return;
        }
        let number = row.index + 1;
        let said = match example_of(row, block) {
            None | Some(Example::Untouched) => return,
            Some(Example::TypedOver(mark)) => {
                Finding::new(Code::T017, block.place_at((row.index, mark)))
            }
            Some(Example::Others(index)) => {
                let column = &block.table.columns[index];
                let cell = block.cell(index, number);
                let value = cell.and_then(|(_, at)| row.at(at));
                Finding::new(Code::T018, block.place(Some(&column.id), number))
                    .value(value.map(Value::shown).unwrap_or_default())
                    .arg("cell_title", Arg::Words(column.title))
            }
            Some(Example::Unmarked) => Finding::new(Code::T019, block.place(None, number)),
        };
        self.0.entry(said.code).or_insert((said, 0)).1 += 1;
    }

    /// T017 for rows typed over the template's example, T018 for examples of other templates, T019 for
    /// what is the template's to the letter and bears no mark.
    fn done(self: Box<Self>, _: &[BlockParser], told: &mut Told) {
        let said = self.0.into_values();
        told.findings
            .extend(said.map(|(finding, rows)| finding.arg("rows", Arg::Count(rows))));
    }
}
