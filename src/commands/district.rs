//! `gonghui district PATH…`

use super::{Context, Outputs, finish, out, request, run_pipeline};
use crate::error::Error;
use crate::outcome::Outcome;
use crate::pipeline::Request;
use crate::render::{output::file_name, workbook::Workbooks};
use crate::words::{Lang, Message};
use clap::ArgMatches;
use std::path::Path;

const FILE: Message = Message {
    zh: "全区汇总",
    en: "district",
};

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
        Workbooks::new(outcome, lang)
            .district()
            .map_err(Error::from),
    );
}
