//! `gonghui check PATH…`

use super::{Context, Outputs, judged, of_each_unit};
use crate::cli::Judging;
use crate::error::Error;
use crate::outcome::Outcome;
use crate::pipeline::sheet_copies;
use crate::read::Limits;
use crate::render::workbook::Workbooks;
use crate::request::Request;
use crate::timings;
use crate::words::{Lang, Words};
use std::path::Path;

/// What the workbooks are called, and the folder that the demo puts them in.
pub(super) const FILE: Words = Words::new("反馈", "feedback");

pub(super) fn run(given: Judging, context: &Context) -> Result<u8, Error> {
    let write = |outcome: &_, request: &Request, folder: &_, outputs: &mut _| {
        write(outcome, &request.limits, folder, context.lang, outputs);
    };
    judged("check", given, false, context, write)
}

/// Writes the feedback workbook of each unit that sent into `folder`; the inputs are read once more
/// under `limits`.
pub(super) fn write(
    outcome: &Outcome,
    limits: &Limits,
    folder: &Path,
    lang: Lang,
    outputs: &mut Outputs,
) {
    let workbooks = Workbooks::new(outcome, lang);
    of_each_unit(
        outcome,
        folder,
        FILE.get(lang),
        outputs,
        |position, unit| {
            let copy = || sheet_copies(outcome, position, limits);
            let copies = timings::span("copy", &unit.name, copy);
            let render = || workbooks.feedback(position, &copies);
            timings::span("render", &unit.name, render)
        },
    );
}
