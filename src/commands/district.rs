//! `gonghui district PATH…`

use super::{Context, Outputs, finish, out, request, run_pipeline};
use crate::error::Error;
use crate::outcome::Outcome;
use crate::pipeline::Request;
use crate::render::{output::file_name, workbook};
use crate::words::{Lang, Words};
use clap::ArgMatches;
use std::path::Path;

const FILE: Words = Words::new("全区汇总", "district");

pub(super) fn run(matches: &ArgMatches, context: &Context) -> Result<u8, Error> {
    let request = Request {
        district: true,
        ..request(matches, context)?
    };
    let outcome = run_pipeline(&request, context)?;
    let mut outputs = Outputs::default();
    write(&outcome, &out(matches), context.lang, &mut outputs);
    Ok(finish(matches, context, "district", &outcome, outputs))
}

/// Writes the district's summary workbook into `folder`.
pub(super) fn write(outcome: &Outcome, folder: &Path, lang: Lang, outputs: &mut Outputs) {
    let name = file_name(&[FILE.get(lang), &outcome.period.id()], "xlsx");
    outputs.publish(
        &folder.join(name),
        workbook::district(outcome, lang).map_err(Error::from),
    );
}
