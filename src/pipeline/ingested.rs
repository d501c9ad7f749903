//! What was found out of one file, and what is said of a file as a whole.

use crate::attribute::{Counted, FileFacts, OfFile};
use crate::check;
use crate::discover::Candidate;
use crate::finding::{Arg, Code, Finding, Place, UNNUMBERED, a1};
use crate::messages;
use crate::outcome::{Input, RecognisedTable};
use crate::read::{FileError, FileLooks, ReadError};
use crate::rows::{Totals, TypedRows};
use crate::schema::TableKind;
use crate::tabulate::Tabulated;
use crate::words::Words;

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Ingested {
    pub(super) input: Input,
    pub(super) tables: Vec<TypedRows>,
    pub(super) findings: Vec<Finding>,
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

    /// Takes what its sheets hold; what they say that their rows add up to is held against the rows.
    pub(super) fn sheets(&mut self, tabulated: Tabulated) {
        let mut of_cells = tabulated.of_cells;
        for table in &tabulated.tables {
            check::totals(table, &mut of_cells);
            check::balances(table, &mut of_cells);
        }
        self.findings.extend(tabulated.findings);
        self.findings.extend(of_cells.finish());
        let tables = tabulated.tables.into_iter();
        self.tables
            .extend(tables.flat_map(|table| table.months).map(|rows| TypedRows {
                totals: Totals::default(),
                ..rows
            }));
        self.input.tables = tabulated.recognised;
        self.input.unrecognised = tabulated.unrecognised;
        if tabulated.broken {
            self.input.error = Some(Code::F016);
        }
        self.stated_unit = tabulated.stated_unit;
        self.unit_line = tabulated.unit_line;
        self.unit_title = tabulated.unit_title;
    }

    /// What is known of it before it is anyone's.
    pub(super) fn facts(&self) -> FileFacts<'_> {
        FileFacts {
            path: &self.input.path,
            sha256: &self.input.sha256,
            unreadable: self.input.error.is_some(),
            passed_over: self.input.passed_over,
            saved: self.saved.as_deref(),
            stated_unit: self.stated_unit.as_deref(),
            unit_line: self.unit_line.as_deref(),
            unit_title: self.unit_title.as_deref(),
            tables: &self.tables,
        }
    }

    /// The file with what came `of` it.
    pub(super) fn attributed(self, of: OfFile) -> Ingested {
        let mut input = self.input;
        for (&table, &rows) in &of.repeats {
            let block = self.tables.get(table).map(|rows| &rows.block);
            let is_it = |table: &&mut RecognisedTable| {
                block.is_some_and(|block| {
                    table.sheet == block.sheet && table.header == a1(block.header.0, block.header.1)
                })
            };
            if let Some(table) = input.tables.iter_mut().find(is_it) {
                table.rows = table.rows.saturating_sub(rows);
            }
        }
        let (tables, findings) = of.applied(self.tables, self.findings);
        if let Counted::Without(_) = of.counted {
            input.tables.retain(|table| of.counted.holds(table.table));
        }
        Ingested {
            input: Input {
                unit: of.unit,
                holds: of.holds,
                repeated: of.counted == Counted::Repeated,
                older: of.counted == Counted::Older,
                ..input
            },
            tables,
            findings,
            ..Ingested::default()
        }
    }

    /// The file as the input `number`.
    pub(super) fn numbered(mut self, number: u32) -> Ingested {
        for finding in &mut self.findings {
            finding.place.input = Some(number);
        }
        for table in &mut self.tables {
            table.block.input = number;
        }
        self
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
    pub(super) fn refuse(&mut self, candidate: &Candidate, refusal: FileError) {
        let (code, finding) = match refusal {
            FileError::TooLarge { .. } if !candidate.is_meant_as_workbook() => {
                return self.pass_over(looks_like(Code::F010, FileLooks::Large));
            }
            FileError::TooLarge { size, most } => {
                let mebibytes = |bytes: u64| Arg::count(bytes >> 20);
                let finding = Finding::new(Code::F008, file_place())
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

    pub(super) fn fail(&mut self, error: ReadError) {
        self.input.error = Some(error.code);
        self.tables.clear();
        let finding = Finding::new(error.code, file_place());
        self.findings.push(match error.over {
            Some(over) => finding
                .arg("what", Arg::Words(over.limit.title()))
                .arg("most", Arg::count(over.most))
                .arg("limit", Arg::Static(over.limit.id())),
            None => finding.arg("detail", Arg::Detail(error.detail)),
        });
    }
}

/// The place of a finding about a whole file, of which no other is known yet.
pub(super) fn file_place() -> Place {
    Place::of_input(UNNUMBERED)
}

/// F005, F010, F024: a file that looks like `what`.
pub(super) fn looks_like(code: Code, what: FileLooks) -> Finding {
    Finding::new(code, file_place())
        .arg("detail", Arg::Words(what.words()))
        .arg("todo", Arg::Words(what.what_to_do()))
}

/// F001, in words of our own.
fn not_read(detail: Words) -> Finding {
    Finding::new(Code::F001, file_place()).arg("detail", Arg::Words(detail))
}

/// F001: a path that the system does not open.
pub(super) fn not_opened(error: &std::io::Error) -> Finding {
    Finding::new(Code::F001, file_place()).arg("detail", Arg::of_system(error))
}
