//! `gonghui template [DIR]`

use super::{Context, Outputs, print, say_error};
use crate::error::Error;
use crate::render::terminal;
use crate::template::{PLAN_FILE, SCHOOL_FILE, plan_workbook, school_workbook};
use std::path::Path;

pub(super) fn run(folder: &Path, context: &Context) -> Result<u8, Error> {
    let mut outputs = Outputs::default();
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
    terminal::written(&mut text, &outputs.written, lang);
    outputs.said(print(&text));
    for error in &outputs.failed {
        say_error(error, lang);
    }
    Ok(if outputs.failed.is_empty() { 0 } else { 3 })
}
