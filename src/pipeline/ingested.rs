//! What was found out of one file, and what is said of a file as a whole.

use crate::discover::Candidate;
use crate::finding::{Arg, Code, Finding, Place};
use crate::findings::Findings;
use crate::messages;
use crate::outcome::Input;
use crate::read::{FileError, FileLooks, ReadError};
use crate::rows::TypedRows;
use crate::schema::TableKind;
use crate::words::Words;

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
                return self.pass_over(looks_like(Code::F010, FileLooks::Large, number));
            }
            FileError::TooLarge { size, most } => {
                let mebibytes =
                    |bytes: u64| Arg::Count(i64::try_from(bytes >> 20).unwrap_or(i64::MAX));
                let finding = Finding::new(Code::F008, file_place(number))
                    .arg("size", mebibytes(size))
                    .arg("limit", mebibytes(most));
                (Code::F008, finding)
            }
            FileError::Io(error) => (Code::F001, not_opened(&error)),
            FileError::NotAFile => (Code::F001, not_read(messages::SYSTEM_NOT_A_FILE)),
            FileError::Changed => (Code::F001, not_read(messages::SYSTEM_CHANGED)),
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
                .arg("what", Arg::Words(over.limit.title()))
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
    "xlsx", "xlsm", "xls", "xlsb", "ods", "ots", "et", "xltx", "csv", "tsv", "zip",
];

/// Whether a person means the file to be a workbook: it was named, or its name ends so.
pub(super) fn meant_as_workbook(candidate: &Candidate) -> bool {
    let ending = candidate
        .path
        .rsplit_once('.')
        .map(|(_, e)| e.to_lowercase());
    candidate.named || ending.is_some_and(|e| WORKBOOK_ENDINGS.contains(&e.as_str()))
}

/// F005, F010, F024: a file that looks like `what`.
pub(super) fn looks_like(code: Code, what: FileLooks, number: u32) -> Finding {
    Finding::new(code, file_place(number))
        .arg("detail", Arg::Words(what.words()))
        .arg("todo", Arg::Words(what.what_to_do()))
}

/// F001, in words of our own.
fn not_read(detail: Words) -> Finding {
    Finding::new(Code::F001, file_place(0)).arg("detail", Arg::Words(detail))
}

/// F001: a path that the system does not open.
pub(super) fn not_opened(error: &std::io::Error) -> Finding {
    Finding::new(Code::F001, file_place(0)).arg("detail", Arg::of_system(error))
}
