//! `gonghui explain [ID|FILE[!SHEET]]`

use super::{Context, print, read_returns, say_unreadable};
use crate::discover::is_called_workbook;
use crate::error::Error;
use crate::explain::{explain, explain_file};
use crate::read::Limits;
use crate::request::Request;
use std::path::Path;

pub(super) fn run(asked: Option<&str>, context: &Context) -> Result<u8, Error> {
    if let Some((file, sheet)) = asked.and_then(file_and_sheet) {
        return of_file(file, sheet, context);
    }
    match explain(asked, context.lang) {
        Ok(page) => {
            print(&page)?;
            Ok(0)
        }
        Err(not_found) => Err(Error::NotKnown(not_found.asked, not_found.near)),
    }
}

/// The file that is asked about, and the one sheet of it, if one is named: `报表.xlsx!签到`.
fn file_and_sheet(asked: &str) -> Option<(&Path, Option<&str>)> {
    // One that is not there is asked about as well, and that is said of it.
    let is_file = |path: &str| Path::new(path).exists() || is_called_workbook(path);
    if is_file(asked) {
        return Some((Path::new(asked), None));
    }
    let (file, sheet) = asked.rsplit_once('!')?;
    is_file(file).then_some((Path::new(file), Some(sheet)))
}

/// What the sheets of a file, or of all in a folder or archive, are taken for.
fn of_file(file: &Path, sheet: Option<&str>, context: &Context) -> Result<u8, Error> {
    let request = Request {
        paths: vec![file.to_path_buf()],
        limits: Limits::default().isolated(context.isolation.clone()),
        ..Request::default()
    };
    let returns = read_returns(&request, context)?;
    let input = |number| returns.input(number);
    say_unreadable(&returns.findings, input, context.lang);
    let plan = returns.plan.input.iter().cloned();
    let inputs: Vec<_> = returns.inputs.iter().cloned().chain(plan).collect();
    match explain_file(&inputs, sheet, context.lang) {
        Some(page) => print(&page).map(|()| u8::from(inputs.iter().any(|i| i.error.is_some())) * 3),
        None => Err(Error::NoSuchSheet(sheet.unwrap_or_default().to_string())),
    }
}
