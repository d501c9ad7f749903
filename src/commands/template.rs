//! `gonghui template [DIR]`

use super::{Context, Outputs, former, print};
use crate::error::Error;
use crate::template::{PLAN_FILE, SCHOOL_FILE, plan_workbook, school_workbook};
use clap::ArgMatches;
use std::path::PathBuf;

pub(super) fn run(matches: &ArgMatches, context: &Context) -> Result<u8, Error> {
    let folder = matches
        .get_one::<PathBuf>("dir")
        .cloned()
        .unwrap_or_default();
    let mut outputs = Outputs {
        former: former(matches),
        ..Outputs::default()
    };
    let lang = context.lang;
    outputs.publish(
        &folder.join(SCHOOL_FILE),
        school_workbook(lang).map_err(Error::from),
    );
    outputs.publish(
        &folder.join(PLAN_FILE),
        plan_workbook(lang).map_err(Error::from),
    );
    let mut text = String::new();
    outputs.list(&mut text, lang);
    outputs.said(print(&text));
    Ok(outputs.complain(lang))
}
