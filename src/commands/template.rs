//! `gonghui template [DIR]`

use super::{Context, Outputs};
use crate::cli::Starting;
use crate::error::Error;
use crate::template::{PLAN_FILE, SCHOOL_FILE, plan_workbook, school_workbook};

pub(super) fn run(starting: &Starting, context: &Context) -> Result<u8, Error> {
    let folder = &starting.folder;
    let mut outputs = Outputs::starting(starting);
    let lang = context.lang;
    let files = [
        (SCHOOL_FILE, school_workbook(lang)),
        (PLAN_FILE, plan_workbook(lang)),
    ];
    for (name, bytes) in files {
        outputs.publish(&folder.join(name), bytes.map_err(Error::from));
    }
    outputs.print(lang);
    Ok(outputs.complain(lang))
}
