//! `gonghui template [DIR]`

use super::{Context, Outputs, print};
use crate::cli::Starting;
use crate::error::Error;
use crate::template::{PLAN_FILE, SCHOOL_FILE, plan_workbook, school_workbook};

pub(super) fn run(starting: &Starting, context: &Context) -> Result<u8, Error> {
    let folder = &starting.folder;
    let mut outputs = Outputs::starting(starting);
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
