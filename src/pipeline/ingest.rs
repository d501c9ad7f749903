//! One file through read, recognise and parse.

use super::ingested::{Ingested, file_place, looks_like};
use crate::discover::Candidate;
use crate::finding::{Arg, Code, Finding};
use crate::marks::{FEEDBACK_MARK, REPORT_MARK};
use crate::outcome::{Input, NoTable};
use crate::parse::YearHint;
use crate::read::{
    Decoded, FileLooks, Kind, Limit, Limits, ReadError, Workbook, guarded, look, open_looked,
    read_file,
};
use crate::recognise::school_of_title;
use crate::rows::TypedRows;
use crate::tabulate::{Source, tabulate};
use crate::timings::span;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::HashSet;

/// What all files of a run are read with.
#[derive(Clone, Copy)]
pub(super) struct Reading<'l> {
    /// The year of bare months where no title tells it.
    pub(super) years: Option<YearHint>,
    pub(super) limits: &'l Limits,
}

impl Reading<'_> {
    /// Reads the file `candidate`.
    pub(super) fn ingest(self, candidate: &Candidate) -> Ingested {
        let most = self.limits.most(Limit::FileBytes);
        let read = || read_file(&candidate.source, most);
        match span("open", &candidate.path, read) {
            Ok(bytes) => self.ingest_bytes(candidate, bytes),
            Err(refusal) => {
                let mut ingested = Ingested::of(candidate);
                ingested.refuse(candidate, refusal);
                ingested
            }
        }
    }

    /// Reads the file `candidate`, whose bytes are `bytes`.
    pub(super) fn ingest_bytes(self, candidate: &Candidate, bytes: Vec<u8>) -> Ingested {
        let mut ingested = Ingested::of(candidate);
        let path = &candidate.path;
        let looked = look(&bytes, path);
        let text = looked.text.as_ref();
        let not_understood = text.map_or(0, |text| text.not_understood);
        let found = match looked.kind {
            // A note that lies among the workbooks is no table.
            Kind::Csv
                if !candidate.is_meant_as_workbook() && !text.is_some_and(Decoded::is_tabular) =>
            {
                Kind::Other(FileLooks::Text)
            }
            Kind::Archive => Kind::Other(FileLooks::Zip),
            found => found,
        };
        match found {
            Kind::Other(what) if candidate.is_meant_as_workbook() => {
                ingested.input.error = Some(Code::F005);
                ingested.findings.push(looks_like(Code::F005, what));
            }
            Kind::Other(what) => {
                let code = if what.is_packed() {
                    Code::F024
                } else {
                    Code::F010
                };
                ingested.pass_over(looks_like(code, what));
            }
            Kind::Damaged | Kind::Empty if !candidate.is_meant_as_workbook() => {
                ingested.pass_over(looks_like(Code::F010, FileLooks::Unknown));
            }
            _ => {}
        }
        if ingested.input.passed_over {
            return ingested;
        }
        ingested.input.sha256 = span("hash", path, || hex(&Sha256::digest(&bytes)));
        if ingested.input.error.is_some() {
            return ingested;
        }
        let open = || open_looked(&bytes, looked, path, self.limits);
        // Cells are read while rows are told apart and parsed.
        let read = || guarded(|| self.read_sheets(open()?, path));
        match span("tabulate", path, read) {
            Ok(mut read) => {
                if found == Kind::Csv && !read.input.passed_over {
                    read.findings.extend(not_all_understood(not_understood));
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
                ingested.fail(error);
                ingested
            }
        }
    }

    /// Reads every sheet of a workbook; one of the program's own outputs is passed over.
    fn read_sheets(
        self,
        mut workbook: Box<dyn Workbook + '_>,
        path: &str,
    ) -> Result<Ingested, ReadError> {
        let mut ingested = Ingested::default();
        let category = workbook.category();
        if let Some(code) = category.and_then(|category| own_output(&category)) {
            ingested.pass_over(Finding::new(code, file_place()));
            return Ok(ingested);
        }
        ingested.saved = workbook.saved();
        let years = self.years;
        ingested.sheets(tabulate(workbook.as_mut(), Source { path, years })?);
        self.limits
            .check(Limit::Schools, schools_named(&ingested.tables))?;
        let mut unrecognised = ingested.input.unrecognised.iter();
        let empty = unrecognised.all(|sheet| sheet.reason == NoTable::Empty);
        if empty && ingested.tables.is_empty() && ingested.findings.is_empty() {
            ingested
                .findings
                .push(Finding::new(Code::F028, file_place()));
        }
        Ok(ingested)
    }
}

/// How many schools a file names: row by row, in lines above its tables, or in a list.
fn schools_named(tables: &[TypedRows]) -> u64 {
    let listed = |rows: &&TypedRows| ["units", "expected_units"].contains(&&*rows.block.table.id);
    let of_lists = tables.iter().filter(listed).map(|rows| rows.rows.len());
    let mut named: HashSet<Cow<'_, str>> = HashSet::new();
    for rows in tables {
        named.extend(rows.of_unit.iter().flatten().map(Cow::Borrowed));
        let lines = rows.headings.iter().chain(&rows.sums_of);
        let headings = lines.map(|(_, text)| text.as_str());
        named.extend(headings.map(Cow::Borrowed));
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
    if let Ok(tabulated) = tabulate(workbook, Source::default()) {
        ingested.sheets(tabulated);
    }
    (ingested.tables, ingested.findings)
}

/// F023: characters of a text that could not be understood.
fn not_all_understood(characters: usize) -> Option<Finding> {
    let finding = || Finding::new(Code::F023, file_place()).arg("count", Arg::count(characters));
    (characters > 0).then(finding)
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
