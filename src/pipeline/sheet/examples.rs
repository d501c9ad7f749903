//! Rows that are marked as examples, or are one without its mark: what was made of them is said once.

use crate::finding::{Arg, Code, Finding};
use crate::recognise::{Example, Row, example_of};
use crate::rows::Block;
use std::collections::BTreeMap;

/// The examples met in a table, by what is said of them: the first, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Examples(BTreeMap<Code, (Finding, i64)>);

impl Examples {
    /// Takes note of a row below the header of `block`.
    pub(super) fn row(&mut self, row: &Row<'_>, block: &Block) {
        let number = row.index + 1;
        let said = match example_of(row, block) {
            None | Some(Example::Untouched) => return,
            Some(Example::TypedOver(mark)) => {
                let mut place = block.place(None, number);
                place.cell = Some((row.index, mark));
                Finding::new(Code::T017, place)
            }
            Some(Example::Others(index)) => {
                let column = &block.table.columns[index];
                let (place, cell) = (
                    block.place(Some(&column.id), number),
                    block.cell(index, number),
                );
                let value = cell.and_then(|(_, at)| row.at(at));
                Finding::new(Code::T018, place)
                    .value(value.map(|value| value.shown()).unwrap_or_default())
                    .arg("cell_title", Arg::Words(column.title))
            }
            Some(Example::Unmarked) => Finding::new(Code::T019, block.place(None, number)),
        };
        self.0.entry(said.code).or_insert((said, 0)).1 += 1;
    }

    /// T017 for rows typed over the template's example, T018 for examples of other templates, T019 for
    /// what is the template's to the letter and bears no mark.
    pub(super) fn findings(self) -> impl Iterator<Item = Finding> {
        let said = self.0.into_values();
        said.map(|(finding, rows)| finding.arg("rows", Arg::Count(rows)))
    }
}
