//! `gonghui district PATH…`

use super::{Context, Outputs, finish, run_pipeline};
use crate::cli::Judging;
use crate::error::Error;
use crate::outcome::Outcome;
use crate::render::{output::file_name, workbook::Workbooks};
use crate::request::Request;
use crate::timings;
use crate::words::{Lang, Words};
use std::path::Path;

const FILE: Words = Words::new("全区汇总", "district");

pub(super) fn run(given: Judging, context: &Context) -> Result<u8, Error> {
    let request = Request {
        district: true,
        ..given.reading.request(&context.isolation)?
    };
    let outcome = run_pipeline(&request, context)?;
    let mut outputs = Outputs::beside(&outcome.inputs, outcome.plan_input.as_ref());
    write(&outcome, &given.out, context.lang, &mut outputs);
    Ok(finish(
        (given.format, given.strict),
        context,
        "district",
        &outcome,
        outputs,
    ))
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
