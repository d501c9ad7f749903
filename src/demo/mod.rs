//! The built-in sample district (样例), written by `gonghui demo`: the plan's workbook and the
//! workbooks of a year of schools that do not exist, laid out in as many ways as schools do, with
//! mistakes to be found.
//!
//! [`district`] has the schools as they are declared, [`people`] invents who works there, [`sheets`]
//! works out tables that are right, [`edits`] spoils them, [`layout`] and [`book`] write them as each
//! school would. Nothing depends on the day or on the machine: the same bytes each time.

mod book;
mod chance;
mod codes;
mod district;
mod edits;
mod layout;
mod people;
mod plan;
mod sheet;
mod sheets;

use chance::Chance;
use district::{Files, district};
use edits::mistakes;
use layout::{Heading, Layout};
use people::{Person, Registry};
use rust_xlsxwriter::XlsxError;
use sheet::Sheet;
use sheets::{School, balance, held};
use std::path::{Path, PathBuf};

/// The plan's workbook in the sample's folder.
pub const PLAN: &str = "计划.xlsx";

/// The folder of the schools' workbooks in the sample's folder.
pub const RETURNS: &str = "报表";

/// What stops the sample from being put together.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A workbook could not be put together.
    #[error(transparent)]
    Workbook(#[from] XlsxError),
    /// A mistake is to be made in a row that is not there: the sample was changed and its list of
    /// mistakes was not.
    #[error("no row for {0}")]
    Edit(String),
}

/// The files of the sample district: each path in its folder, and the bytes; the plan first.
///
/// # Errors
/// When a workbook cannot be put together, which no input can bring about.
pub fn files() -> Result<Vec<(PathBuf, Vec<u8>)>, DemoError> {
    let mut files = vec![(PathBuf::from(PLAN), plan::workbook()?)];
    let mut chance = Chance::new(2023);
    let mut registry = Registry::new();
    let schools = &district().schools;
    let mut rosters: Vec<Vec<Person>> = schools
        .iter()
        .map(|spec| people::staff(spec, &mut registry, &mut chance))
        .collect();
    mistakes().share(&mut rosters)?;
    for ((spec, people), number) in schools.iter().zip(rosters).zip(1..) {
        let held = held(spec, &people, &mut chance);
        let school = School {
            spec,
            number,
            people,
            held,
        };
        if let Some(sent) = &spec.sends {
            files.extend(returns(&school, sent)?);
        }
    }
    Ok(files)
}

/// The workbooks of one school.
fn returns(school: &School, sent: &Files) -> Result<Vec<(PathBuf, Vec<u8>)>, DemoError> {
    let spec = school.spec;
    let mut sheets = school.sheets();
    mistakes().apply(spec.name, &mut sheets)?;
    for sheet in &mut sheets {
        if sheet.table == "ledger" {
            balance(sheet);
            let amounts: &[&str] = match spec.layout.two_columns {
                true => &["kind", "amount"],
                false => &["income", "expense"],
            };
            amounts.iter().for_each(|column| sheet.leave_out(column));
        }
        let table = sheet.table;
        let without = spec.layout.without.iter().filter(|(id, _)| *id == table);
        without.for_each(|(_, column)| sheet.leave_out(column));
        sheet.rotate(spec.layout.rotated);
    }
    let folder = Path::new(RETURNS);
    let mut files = match sent {
        Files::Workbook(name) => {
            vec![(folder.join(name), workbook(school, &sheets, &spec.layout)?)]
        }
        Files::Folder(name) => workbooks(school, &sheets, &folder.join(name))?,
    };
    let (cut, name) = mistakes().cut_short;
    if cut == spec.name
        && let Some((_, whole)) = files.first()
    {
        let part = whole[..whole.len() * 3 / 5].to_vec();
        files.push((folder.join(name), part));
    }
    Ok(files)
}

/// All tables of a school in one workbook.
fn workbook(school: &School, sheets: &[Sheet], layout: &Layout) -> Result<Vec<u8>, DemoError> {
    let mut workbook = book::workbook();
    let sender = sender(school);
    for (index, sheet) in sheets.iter().enumerate() {
        book::add(&mut workbook, sheet, index + 1, layout, sender)?;
        let notes = &mistakes().notes;
        if (notes.school, notes.table) == (school.spec.name, sheet.table) {
            book::add_notes(&mut workbook, notes.tab, &notes.lines)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// A workbook for each table, named after it.
fn workbooks(
    school: &School,
    sheets: &[Sheet],
    folder: &Path,
) -> Result<Vec<(PathBuf, Vec<u8>)>, DemoError> {
    let mut files = Vec::new();
    for sheet in sheets {
        let mut layout = school.spec.layout.clone();
        if mistakes().nameless == (school.spec.name, sheet.table) {
            layout.heading = Heading::Bare;
        }
        let title = &crate::schema::table(sheet.table).title.zh;
        let path = folder.join(format!("{title}.xlsx"));
        let sheets = std::slice::from_ref(sheet);
        files.push((path, workbook(school, sheets, &layout)?));
    }
    Ok(files)
}

fn sender<'a>(school: &'a School) -> book::Sender<'a> {
    book::Sender {
        name: school.spec.written,
        preparer: school.name(1),
        reviewer: school.name(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_same_bytes_each_time() {
        let once = files().expect("the sample");
        assert_eq!(once, files().expect("the sample"));
        let paths: HashSet<&PathBuf> = once.iter().map(|(path, _)| path).collect();
        assert_eq!(paths.len(), once.len());
    }
}
