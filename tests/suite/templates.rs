//! The blank workbooks: `input_templates/` holds what the code writes, and what the code writes can
//! be read back as what it is.

use super::support::{RENEW, renews};
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use gonghui::schema::{
    EXAMPLE_HEADER, EXAMPLE_MARK, GUIDE_SHEET, Table, TableKind, normalise_label, schema,
};
use gonghui::template::{PLAN_FILE, SCHOOL_FILE, plan_workbook, school_workbook};
use gonghui::words::Lang;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// From a sheet's name to its cells, row by row.
type Sheets = Vec<(String, Vec<Vec<Data>>)>;

fn committed(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("input_templates")
        .join(name)
}

fn sheets(bytes: &[u8]) -> Result<Sheets> {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes))?;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name)?;
        assert_eq!(
            range.start().unwrap_or_default(),
            (0, 0),
            "{name} begins at A1"
        );
        sheets.push((name, range.rows().map(<[Data]>::to_vec).collect()));
    }
    Ok(sheets)
}

/// The parts of the workbook by name: drop-downs, notes, styles and print set-up among them.
/// `docProps` says which program wrote it, so it is left out.
fn parts(bytes: &[u8]) -> Result<BTreeMap<String, String>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        let name = part.name()?.to_string();
        if !name.starts_with("docProps/") {
            parts.insert(name, text);
        }
    }
    Ok(parts)
}

/// A part's elements, one a line, so that a difference is found and not a whole sheet printed.
fn first_difference<'a>(written: &'a str, stands: &'a str) -> Option<(&'a str, &'a str)> {
    let mut stands = stands.split_inclusive('>');
    written
        .split_inclusive('>')
        .map(|element| (element, stands.next().unwrap_or("")))
        .find(|(written, stands)| written != stands)
        .or_else(|| stands.next().map(|element| ("", element)))
}

fn is_current(name: &str, written: &[u8]) -> Result<()> {
    let path = committed(name);
    if renews() {
        std::fs::write(&path, written)?;
    }
    let hint = format!("is not what the code writes; {RENEW}");
    let stands = std::fs::read(&path)?;
    assert_eq!(sheets(written)?, sheets(&stands)?, "{name} {hint}");
    let (written, stands) = (parts(written)?, parts(&stands)?);
    let names = |parts: &BTreeMap<String, String>| parts.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&written), names(&stands), "{name} {hint}");
    for (part, text) in &written {
        let difference = first_difference(text, &stands[part]);
        assert_eq!(difference, None, "{name}: {part} {hint}");
    }
    Ok(())
}

fn tables(kind: TableKind) -> impl Iterator<Item = &'static Table> {
    schema()
        .tables()
        .iter()
        .filter(move |table| table.kind == kind)
}

fn both(lang: Lang) -> Result<[(TableKind, Vec<u8>); 2]> {
    Ok([
        (TableKind::Return, school_workbook(lang)?),
        (TableKind::Plan, plan_workbook(lang)?),
    ])
}

#[test]
fn the_committed_school_template_is_current() -> Result<()> {
    is_current(SCHOOL_FILE, &school_workbook(Lang::Zh)?)
}

#[test]
fn the_committed_plan_is_current() -> Result<()> {
    is_current(PLAN_FILE, &plan_workbook(Lang::Zh)?)
}

#[test]
fn the_same_program_writes_the_same_bytes() -> Result<()> {
    assert!(school_workbook(Lang::Zh)? == school_workbook(Lang::Zh)?);
    assert!(plan_workbook(Lang::En)? == plan_workbook(Lang::En)?);
    Ok(())
}

#[test]
fn a_sheet_a_table_after_the_guide_in_both_languages() -> Result<()> {
    for lang in [Lang::Zh, Lang::En] {
        for (kind, bytes) in both(lang)? {
            let found: Vec<String> = sheets(&bytes)?.into_iter().map(|(name, _)| name).collect();
            let wanted: Vec<String> = std::iter::once(GUIDE_SHEET.to_string())
                .chain(tables(kind).map(|table| table.title.zh.to_string()))
                .collect();
            assert_eq!(found, wanted);
        }
    }
    Ok(())
}

#[test]
fn headers_are_known_and_the_example_row_is_marked_in_both_languages() -> Result<()> {
    for lang in [Lang::Zh, Lang::En] {
        for (kind, bytes) in both(lang)? {
            for (table, (_, rows)) in tables(kind).zip(sheets(&bytes)?.iter().skip(1)) {
                let headers: Vec<String> = rows[2]
                    .iter()
                    .map(|cell| normalise_label(&cell.to_string()))
                    .collect();
                let (last, headers) = headers.split_last().ok_or("no header")?;
                assert_eq!(last, EXAMPLE_HEADER);
                for (header, column) in headers.iter().zip(&table.columns) {
                    assert_eq!(header, &normalise_label(column.title.zh), "{}", table.id);
                }
                assert_eq!(headers.len(), table.columns.len(), "{}", table.id);
                let marked = |row: &Vec<Data>| {
                    row.iter()
                        .any(|cell| cell.to_string().starts_with(EXAMPLE_MARK))
                };
                let examples: Vec<usize> = (0..rows.len()).filter(|&i| marked(&rows[i])).collect();
                assert_eq!(examples, [3], "{}", table.id);
            }
        }
    }
    Ok(())
}

#[test]
fn only_the_plan_has_rows_and_they_are_typed() -> Result<()> {
    for (name, rows) in sheets(&school_workbook(Lang::Zh)?)?.iter().skip(1) {
        assert_eq!(rows.len(), 4, "{name}");
    }
    let plan = sheets(&plan_workbook(Lang::Zh)?)?;
    for (table, (name, rows)) in tables(TableKind::Plan).zip(plan.iter().skip(1)) {
        let given = gonghui::plan::default_rows(&table.id).len();
        assert_eq!(rows.len(), 4 + given, "{name}");
    }
    let (_, targets) = &plan[2];
    let goal = |target: &str| {
        let row = targets.iter().skip(4).find(|row| row[0] == *target);
        row.map(|row| row[4].clone())
    };
    assert_eq!(goal("dues_rate"), Some(Data::Float(1.0)));
    assert_eq!(goal("contract_rate.职业病防治"), Some(Data::Float(0.95)));
    Ok(())
}

#[test]
fn the_guide_cannot_be_taken_for_a_table() -> Result<()> {
    for lang in [Lang::Zh, Lang::En] {
        for (_, bytes) in both(lang)? {
            let (_, rows) = &sheets(&bytes)?[0];
            for (row, table) in rows
                .iter()
                .flat_map(|r| schema().tables().iter().map(move |t| (r, t)))
            {
                let known = row.iter().filter(|cell| {
                    let label = normalise_label(&cell.to_string());
                    table
                        .columns
                        .iter()
                        .any(|column| column.names().any(|name| normalise_label(name) == label))
                });
                assert!(known.count() < 2, "{row:?} reads like {}", table.id);
            }
        }
    }
    Ok(())
}

#[test]
fn every_column_has_a_note_and_what_is_typed_is_checked() -> Result<()> {
    for (kind, bytes) in both(Lang::Zh)? {
        let parts = parts(&bytes)?;
        for (index, table) in tables(kind).enumerate() {
            let sheet = &parts[&format!("xl/worksheets/sheet{}.xml", index + 2)];
            let notes = &parts[&format!("xl/comments{}.xml", index + 1)];
            let count = notes.matches("<comment ").count();
            assert_eq!(count, table.columns.len() + 1, "{}: notes", table.id);
            for column in &table.columns {
                assert!(notes.contains(column.help.zh.split('”').next().unwrap_or_default()));
            }
            let free = |kind| {
                use gonghui::schema::ColumnType::{Name, Text};
                matches!(kind, Name | Text)
            };
            let checked = table
                .columns
                .iter()
                .filter(|column| !free(column.kind))
                .count();
            let found = sheet.matches("<dataValidation ").count();
            assert_eq!(found, checked, "{}: validations", table.id);
        }
    }
    Ok(())
}
