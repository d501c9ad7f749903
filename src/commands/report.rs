//! `gonghui report PATH…`

use super::{Context, Outputs, judged, of_each_unit};
use crate::cli::Judging;
use crate::error::Error;
use crate::outcome::Outcome;
use crate::render::workbook::Workbooks;
use crate::timings;
use crate::words::{Lang, Words};
use std::path::Path;

/// What the workbooks are called, and the folder that the demo puts them in.
pub(super) const FILE: Words = Words::new("期末报告", "end-of-term");

pub(super) fn run(given: Judging, context: &Context) -> Result<u8, Error> {
    let write = |outcome: &_, _: &_, folder: &_, outputs: &mut _| {
        write(outcome, folder, context.lang, outputs);
    };
    judged("report", given, false, context, write)
}

/// Writes the end-of-term workbook of each unit that sent into `folder`.
pub(super) fn write(outcome: &Outcome, folder: &Path, lang: Lang, outputs: &mut Outputs) {
    let workbooks = Workbooks::new(outcome, lang);
    of_each_unit(
        outcome,
        folder,
        FILE.get(lang),
        outputs,
        |position, unit| {
            let render = || workbooks.end_of_term(position);
            timings::span("render", &unit.name, render)
        },
    );
}
