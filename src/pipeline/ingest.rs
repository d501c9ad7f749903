//! One file through read, recognise and parse.

use super::sheet::sheets;
use crate::discover::Candidate;
use crate::finding::{Arg, Code, Finding, Place};
use crate::findings::Findings;
use crate::messages;
use crate::outcome::{FEEDBACK_MARK, Input, REPORT_MARK};
use crate::parse::YearHint;
use crate::read::{
    FileError, Kind, Limit, Limits, ReadError, Workbook, guarded, is_tabular, kind_named,
    not_understood, open_named, read_file, what_to_do,
};
use crate::rows::TypedRows;
use crate::schema::TableKind;
use crate::words::Message;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Ingested {
    pub(super) input: Input,
    pub(super) tables: Vec<TypedRows>,
    pub(super) findings: Vec<Finding>,
    /// What is wrong with cells, until the last sheet is read.
    pub(super) of_cells: Findings,
    /// The unit that its 单位信息 states.
    pub(super) stated_unit: Option<String>,
    /// The unit of its first `填报单位：` line.
    pub(super) unit_line: Option<String>,
    /// When the document says that it was last saved, as it says it.
    pub(super) saved: Option<String>,
    /// The school that the first title of its sheets begins with.
    pub(super) unit_title: Option<String>,
}

impl Ingested {
    /// The file `candidate`, of which nothing is known yet.
    pub(super) fn of(candidate: &Candidate) -> Ingested {
        Ingested {
            input: Input {
                path: candidate.path.clone(),
                source: candidate.source.clone(),
                inside: candidate.inside.clone(),
                ..Input::default()
            },
            ..Ingested::default()
        }
    }

    /// Whether it is the plan's workbook: it holds a table that only the plan has. 月度安排 alone
    /// is a school's own.
    pub(super) fn is_plan(&self) -> bool {
        self.tables.iter().any(|rows| {
            rows.block.table.kind == TableKind::Plan && rows.block.table.id != "calendar"
        })
    }

    /// Not an input after all; `finding` says why.
    pub(super) fn pass_over(&mut self, finding: Finding) {
        self.input.passed_over = true;
        self.findings.push(finding);
    }

    /// Not to be read, or too large to be.
    pub(super) fn refuse(&mut self, candidate: &Candidate, number: u32, refusal: FileError) {
        let (code, finding) = match refusal {
            FileError::TooLarge { .. } if !meant_as_workbook(candidate) => {
                return self.pass_over(looks_like("F010", messages::LOOKS_LARGE, number));
            }
            FileError::TooLarge { size, most } => {
                let mebibytes =
                    |bytes: u64| Arg::Count(i64::try_from(bytes >> 20).unwrap_or(i64::MAX));
                let finding = Finding::new("F008", file_place(number))
                    .arg("size", mebibytes(size))
                    .arg("limit", mebibytes(most));
                ("F008", finding)
            }
            FileError::Io(error) => ("F001", not_opened(&error)),
            FileError::NotAFile => ("F001", not_read(messages::SYSTEM_NOT_A_FILE)),
            FileError::Changed => ("F001", not_read(messages::SYSTEM_CHANGED)),
        };
        self.input.error = Some(code);
        self.findings.push(finding);
    }

    pub(super) fn fail(&mut self, number: u32, error: ReadError) {
        self.input.error = Some(error.code);
        self.tables.clear();
        let finding = Finding::new(error.code, file_place(number));
        self.findings.push(match error.over {
            Some(over) => finding
                .arg("what", Arg::Message(over.limit.title()))
                .arg("most", Arg::Text(over.most.to_string()))
                .arg("limit", Arg::Text(over.limit.id().to_string())),
            None => finding.arg("detail", Arg::Text(error.detail)),
        });
    }
}

/// The place of a finding about a whole file.
pub(super) fn file_place(number: u32) -> Place {
    Place {
        input: Some(number),
        ..Place::default()
    }
}

/// Endings by which a person means a workbook.
const WORKBOOK_ENDINGS: &[&str] = &[
    "xlsx", "xlsm", "xls", "xlsb", "ods", "et", "xltx", "csv", "tsv", "zip",
];

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
            ingested.input.error = Some("F005");
            ingested.findings.push(looks_like("F005", what, number));
        }
        Kind::Other(what) => ingested.pass_over(looks_like("F010", what, number)),
        Kind::DamagedZip | Kind::Empty if !meant_as_workbook(candidate) => {
            ingested.pass_over(looks_like("F010", messages::LOOKS_UNKNOWN, number));
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
    let mut unrecognised = ingested.input.unrecognised.iter();
    let empty = unrecognised.all(|sheet| sheet.reason == messages::SHEET_EMPTY);
    if empty && ingested.tables.is_empty() && ingested.findings.is_empty() {
        ingested
            .findings
            .push(Finding::new("F028", file_place(number)));
    }
    Ok(ingested)
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

/// Whether a person means the file to be a workbook: it was named, or its name ends so.
pub(super) fn meant_as_workbook(candidate: &Candidate) -> bool {
    let ending = candidate
        .path
        .rsplit_once('.')
        .map(|(_, e)| e.to_lowercase());
    candidate.named || ending.is_some_and(|e| WORKBOOK_ENDINGS.contains(&e.as_str()))
}

/// F005, F010: a file that looks like `what`.
pub(super) fn looks_like(code: Code, what: Message, number: u32) -> Finding {
    Finding::new(code, file_place(number))
        .arg("detail", Arg::Message(what))
        .arg("todo", Arg::Message(what_to_do(what)))
}

/// F023: characters of a text that could not be understood.
fn not_all_understood(bytes: &[u8], number: u32) -> Option<Finding> {
    let count = i64::try_from(not_understood(bytes)).unwrap_or(i64::MAX);
    let finding = || Finding::new("F023", file_place(number)).arg("count", Arg::Count(count));
    (count > 0).then(finding)
}

/// F001, in words of our own.
fn not_read(detail: Message) -> Finding {
    Finding::new("F001", file_place(0)).arg("detail", Arg::Message(detail))
}

/// F001: a path that the system does not open.
pub(super) fn not_opened(error: &std::io::Error) -> Finding {
    Finding::new("F001", file_place(0)).arg("detail", Arg::of_system(error))
}

/// The code that says that a workbook is one of the program's own outputs.
fn own_output(category: &str) -> Option<Code> {
    match category {
        REPORT_MARK => Some("F017"),
        FEEDBACK_MARK => Some("F018"),
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
