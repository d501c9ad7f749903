//! `gonghui check PATH…`

use super::{Context, Outputs, judged};
use crate::cli::Judging;
use crate::error::Error;
use crate::outcome::{Outcome, UnitStatus};
use crate::pipeline::sheet_copies;
use crate::read::Limits;
use crate::render::{output::file_name, workbook::Workbooks};
use crate::timings;
use crate::words::{Lang, Words};
use std::path::Path;

/// What the workbooks are called, and the folder that the demo puts them in.
pub(super) const FILE: Words = Words::new("反馈", "feedback");

pub(super) fn run(given: Judging, context: &Context) -> Result<u8, Error> {
    let folder = given.out.clone();
    judged(
        "check",
        given,
        false,
        context,
        |outcome, request, outputs| {
            write(outcome, &request.limits, &folder, context.lang, outputs);
        },
    )
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
    for (position, unit) in (0_u32..).zip(&outcome.units) {
        if unit.status == UnitStatus::NotReceived || unit.files == 0 {
            continue;
        }
        let name = file_name(&[&unit.name, FILE.get(lang), &outcome.period.id()], "xlsx");
        let copies = timings::span("copy", &unit.name, || {
            sheet_copies(outcome, position, limits)
        });
        let bytes = timings::span("render", &unit.name, || {
            workbooks.feedback(position, &copies).map_err(Error::from)
        });
        outputs.publish(&folder.join(name), bytes);
    }
}
