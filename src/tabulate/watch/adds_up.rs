//! Rows that are no data by what their cells come to: totals by their amounts alone, and rows of formulas that
//! gave nothing. That they do not count is said.

use super::rows::Rows;
use super::{Judged, Told, Watch};
use crate::finding::{Arg, Code, Finding};
use crate::messages;
use crate::parse::BlockParser;
use crate::recognise::{Lines, Recognised};
use crate::tabulate::kinds::RowKind;

/// Watches every table.
pub(super) fn watch(_: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    Some(Box::new(AddsUp::default()))
}

/// The rows met.
#[derive(Default)]
struct AddsUp {
    totals: Rows,
    /// What the first of the totals is called.
    label: Option<String>,
    of_formulas: Rows,
}

impl Watch for AddsUp {
    fn row(&mut self, judged: &Judged<'_, '_>, _: &[BlockParser]) {
        let answer = judged.answer;
        let row = judged.row.index + 1;
        match (answer.kind, answer.because.test) {
            (RowKind::Total, "adds_up") => {
                if self.totals.first().is_none() {
                    let mut texts = judged.row.texts();
                    let words = texts.find(|(_, text)| text.chars().any(char::is_alphabetic));
                    self.label = words.map(|(_, text)| text.trim().to_string());
                }
                self.totals.add(row);
            }
            (RowKind::Blank, "linked") => self.of_formulas.add(row),
            _ => {}
        }
    }

    /// T034 and T035, at the first.
    fn done(self: Box<Self>, months: &[BlockParser], told: &mut Told) {
        let Some(month) = months.first() else {
            return;
        };
        let label = self.label.map_or(Arg::Words(messages::NOTHING), |label| {
            Arg::filled(messages::CALLED_IN_ROW, Arg::Text(label))
        });
        for (code, rows) in [(Code::T034, &self.totals), (Code::T035, &self.of_formulas)] {
            told.findings.extend(rows.first().map(|row| {
                Finding::new(code, month.block().place(None, row))
                    .arg("count", Arg::count(rows.count()))
                    .arg("rows", rows.spoken())
                    .arg("label", label.clone())
            }));
        }
    }
}
