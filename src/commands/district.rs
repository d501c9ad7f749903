//! `gonghui district PATH…`

use super::{Context, Outputs, judged};
use crate::cli::Judging;
use crate::error::Error;
use crate::outcome::Outcome;
use crate::render::{output::file_name, workbook::Workbooks};
use crate::timings;
use crate::words::{Lang, Words};
use std::path::Path;

const FILE: Words = Words::new("全区汇总", "district");

pub(super) fn run(given: Judging, context: &Context) -> Result<u8, Error> {
    let write = |outcome: &_, _: &_, folder: &_, outputs: &mut _| {
        write(outcome, folder, context.lang, outputs);
    };
    judged("district", given, true, context, write)
}

/// Writes the district's summary workbook into `folder`.
pub(super) fn write(outcome: &Outcome, folder: &Path, lang: Lang, outputs: &mut Outputs) {
    let name = file_name(&[FILE.get(lang), &outcome.period.id()], "xlsx");
    let bytes = timings::span("render", FILE.get(lang), || {
        Workbooks::new(outcome, lang)
            .district()
            .map_err(Error::from)
    });
    outputs.publish(&folder.join(name), bytes);
}
