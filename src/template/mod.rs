//! The blank workbooks that people fill in: 填报模板.xlsx for a school, 年度计划.xlsx for whoever
//! makes the plan. Everything in them comes from the declarations of the tables and from the
//! built-in plan; the only words of this room are those of the guide and of Excel's own messages
//! (`words.rs`). Nothing is read here, and no file is written: the bytes go to the caller.

mod cell;
mod guide;
mod places;
mod sheet;
mod style;
mod validation;
mod words;

use crate::plan::default_rows;
use crate::schema::{Table, TableKind, schema};
use crate::words::Lang;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};
use validation::Options;

/// The name of the school's template.
pub const SCHOOL_FILE: &str = "填报模板.xlsx";
/// The name of the plan's template.
pub const PLAN_FILE: &str = "年度计划.xlsx";

/// The creation date of both workbooks. Fixed, so that the same program writes the same bytes.
const CREATED: Date = Date::constant(2024, 1, 1);

/// The blank workbook of a school: 填表说明, then one sheet for each table that schools send.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn school_workbook(lang: Lang) -> Result<Vec<u8>, XlsxError> {
    workbook(TableKind::Return, lang)
}

/// The plan's workbook: 填表说明, then one sheet for each table of the plan, with the rows of the
/// built-in plan.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn plan_workbook(lang: Lang) -> Result<Vec<u8>, XlsxError> {
    workbook(TableKind::Plan, lang)
}

fn workbook(kind: TableKind, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let all = schema().tables().iter();
    let tables: Vec<&Table> = all.filter(|table| table.kind == kind).collect();
    let mut workbook = Workbook::new();
    workbook.set_default_format(&style::base(), 24, 72)?;
    workbook.set_properties(&properties(kind, lang));
    guide::add(&mut workbook, kind, &tables, lang)?;
    let mut options = Options::default();
    for table in tables {
        let rows = match kind {
            TableKind::Plan => default_rows(&table.id),
            TableKind::Return => &[],
        };
        sheet::add(&mut workbook, table, rows, &mut options, lang)?;
    }
    options.write(&mut workbook)?;
    workbook.save_to_buffer()
}

fn properties(kind: TableKind, lang: Lang) -> DocProperties {
    let title = match kind {
        TableKind::Return => words::SCHOOL_TITLE,
        TableKind::Plan => words::PLAN_TITLE,
    };
    DocProperties::new()
        .set_title(title.get(lang))
        .set_author(words::AUTHOR.get(lang))
        .set_creation_datetime(&CREATED)
}
