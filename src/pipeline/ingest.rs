//! One file through read, recognise and parse.

use super::ingested::{Ingested, file_place, looks_like, meant_as_workbook};
use super::sheet::sheets;
use crate::discover::Candidate;
use crate::finding::{Arg, Code, Finding};
use crate::messages;
use crate::outcome::{FEEDBACK_MARK, Input, REPORT_MARK};
use crate::parse::YearHint;
use crate::read::{
    Kind, Limit, Limits, ReadError, Workbook, guarded, is_packed, is_tabular, kind_named,
    not_understood, open_named, read_file,
};
use crate::recognise::school_of_title;
use crate::rows::TypedRows;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Reads the file `candidate`, the input `number`; `asked_years` gives bare months their year where
/// no title does.
pub(super) fn ingest(
    candidate: &Candidate,
    number: u32,
    asked_years: Option<YearHint>,
    limits: &Limits,
) -> Ingested {
    match read_file(&candidate.source, limits.most(Limit::FileBytes)) {
        Ok(bytes) => ingest_bytes(candidate, number, bytes, asked_years, limits),
        Err(refusal) => {
            let mut ingested = Ingested::of(candidate);
            ingested.refuse(candidate, number, refusal);
            ingested
        }
    }
}

/// Reads the file `candidate`, whose bytes are `bytes`, as [`ingest`] does.
pub(super) fn ingest_bytes(
    candidate: &Candidate,
    number: u32,
    bytes: Vec<u8>,
    asked_years: Option<YearHint>,
    limits: &Limits,
) -> Ingested {
    let mut ingested = Ingested::of(candidate);
    let path = &candidate.path;
    let found = match kind_named(&bytes, path) {
        // A note that lies among the workbooks is no table.
        Kind::Csv if !meant_as_workbook(candidate) && !is_tabular(&bytes) => {
            Kind::Other(messages::LOOKS_TEXT)
        }
        Kind::Archive => Kind::Other(messages::LOOKS_ZIP),
        found => found,
    };
    match found {
        Kind::Other(what) if meant_as_workbook(candidate) => {
            ingested.input.error = Some(Code::F005);
            ingested.findings.push(looks_like(Code::F005, what, number));
        }
        Kind::Other(what) => {
            let code = if is_packed(what) {
                Code::F024
            } else {
                Code::F010
            };
            ingested.pass_over(looks_like(code, what, number));
        }
        Kind::Damaged | Kind::Empty if !meant_as_workbook(candidate) => {
            ingested.pass_over(looks_like(Code::F010, messages::LOOKS_UNKNOWN, number));
        }
        _ => {}
    }
    if ingested.input.passed_over {
        return ingested;
    }
    ingested.input.sha256 = hex(&Sha256::digest(&bytes));
    if ingested.input.error.is_some() {
        return ingested;
    }
    match guarded(|| read_sheets(&bytes, path, number, asked_years, limits)) {
        Ok(mut read) => {
            if found == Kind::Csv && !read.input.passed_over {
                read.findings.extend(not_all_understood(&bytes, number));
            }
            Ingested {
                input: Input {
                    path: ingested.input.path,
                    source: ingested.input.source,
                    inside: ingested.input.inside,
                    sha256: ingested.input.sha256,
                    ..read.input
                },
                ..read
            }
        }
        Err(error) => {
            ingested.fail(number, error);
            ingested
        }
    }
}

/// Reads every sheet of a workbook; one of the program's own outputs is passed over.
fn read_sheets(
    bytes: &[u8],
    path: &str,
    number: u32,
    asked_years: Option<YearHint>,
    limits: &Limits,
) -> Result<Ingested, ReadError> {
    let mut ingested = Ingested::default();
    let mut workbook = open_named(bytes, path, limits)?;
    let category = workbook.category();
    if let Some(code) = category.and_then(|category| own_output(&category)) {
        ingested.pass_over(Finding::new(code, file_place(number)));
        return Ok(ingested);
    }
    ingested.saved = workbook.saved();
    sheets(
        &mut ingested,
        workbook.as_mut(),
        (number, path),
        asked_years,
    )?;
    limits.check(Limit::Schools, schools_named(&ingested.tables))?;
    let mut unrecognised = ingested.input.unrecognised.iter();
    let empty = unrecognised.all(|sheet| sheet.reason == messages::SHEET_EMPTY);
    if empty && ingested.tables.is_empty() && ingested.findings.is_empty() {
        ingested
            .findings
            .push(Finding::new(Code::F028, file_place(number)));
    }
    Ok(ingested)
}

/// How many schools a file names: row by row, in lines above its tables, or in a list.
fn schools_named(tables: &[TypedRows]) -> u64 {
    let listed = |rows: &&TypedRows| ["units", "expected_units"].contains(&&*rows.block.table.id);
    let of_lists = tables.iter().filter(listed).map(|rows| rows.rows.len());
    let mut named: HashSet<Cow<'_, str>> = HashSet::new();
    for rows in tables {
        named.extend(rows.of_unit.iter().flatten().map(Cow::Borrowed));
        named.extend(rows.block.unit_line.as_deref().map(Cow::Borrowed));
        let titles = rows.block.titles.iter();
        named.extend(
            titles
                .filter_map(|title| school_of_title(title))
                .map(Cow::Owned),
        );
    }
    let most = of_lists.max().unwrap_or(0).max(named.len());
    u64::try_from(most).unwrap_or(u64::MAX)
}

/// The tables of an open workbook, typed: recognise and parse alone, behind whatever reader.
pub fn tables(workbook: &mut dyn Workbook) -> Vec<TypedRows> {
    tables_and_findings(workbook).0
}

/// As [`tables`], with what is said of the workbook's sheets, headers and cells; the input's number
/// is 0.
pub fn tables_and_findings(workbook: &mut dyn Workbook) -> (Vec<TypedRows>, Vec<Finding>) {
    let mut ingested = Ingested::default();
    // Of a workbook that goes over a limit there are no tables.
    let _ = sheets(&mut ingested, workbook, (0, ""), None);
    (ingested.tables, ingested.findings)
}

/// F023: characters of a text that could not be understood.
fn not_all_understood(bytes: &[u8], number: u32) -> Option<Finding> {
    let count = i64::try_from(not_understood(bytes)).unwrap_or(i64::MAX);
    let finding = || Finding::new(Code::F023, file_place(number)).arg("count", Arg::Count(count));
    (count > 0).then(finding)
}

/// The code that says that a workbook is one of the program's own outputs.
fn own_output(category: &str) -> Option<Code> {
    match category {
        REPORT_MARK => Some(Code::F017),
        FEEDBACK_MARK => Some(Code::F018),
        _ => None,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Inputs that hold the same bytes as an earlier one, by number: the earlier one's number.
pub(super) fn repeated(files: &[Ingested]) -> HashMap<usize, usize> {
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut repeated = HashMap::new();
    for (number, file) in files.iter().enumerate() {
        if file.input.sha256.is_empty() || file.input.error.is_some() {
            continue;
        }
        match first.get(file.input.sha256.as_str()) {
            Some(&earlier) => {
                repeated.insert(number, earlier);
            }
            None => {
                first.insert(&file.input.sha256, number);
            }
        }
    }
    repeated
}
