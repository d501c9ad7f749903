//! `gonghui report PATH…`

use super::{Context, Outputs, judged};
use crate::cli::Judging;
use crate::error::Error;
use crate::outcome::{Outcome, UnitStatus};
use crate::render::{output::file_name, workbook::Workbooks};
use crate::timings;
use crate::words::{Lang, Words};
use std::path::Path;

/// What the workbooks are called, and the folder that the demo puts them in.
pub(super) const FILE: Words = Words::new("期末报告", "end-of-term");

pub(super) fn run(given: Judging, context: &Context) -> Result<u8, Error> {
    let folder = given.out.clone();
    judged("report", given, false, context, |outcome, _, outputs| {
        write(outcome, &folder, context.lang, outputs);
    })
}

/// Writes the end-of-term workbook of each unit that sent into `folder`.
pub(super) fn write(outcome: &Outcome, folder: &Path, lang: Lang, outputs: &mut Outputs) {
    let workbooks = Workbooks::new(outcome, lang);
    for (position, unit) in (0_u32..).zip(&outcome.units) {
        if unit.status == UnitStatus::NotReceived || unit.files == 0 {
            continue;
        }
        let name = file_name(&[&unit.name, FILE.get(lang), &outcome.period.id()], "xlsx");
        let bytes = timings::span("render", &unit.name, || {
            workbooks.end_of_term(position).map_err(Error::from)
        });
        outputs.publish(&folder.join(name), bytes);
    }
}
