//! One file through read, recognise and parse.

use crate::discover::Candidate;
use crate::finding::{Arg, Finding, Place, a1};
use crate::outcome::{FEEDBACK_MARK, Input, REPORT_MARK, RecognisedTable, UnrecognisedSheet};
use crate::parse::{BlockParser, YearHint, month_hint, year_hint};
use crate::read::{
    Kind, Limit, Limits, ReadError, Sheet, Value, Visibility, Workbook, guarded, kind, open,
};
use crate::recognise::{
    HEAD_ROWS, Lines, Recognised, Row, RowKind, Rows, UnknownWhy, is_template_page, recognise,
    recognise_below, row_kind,
};
use crate::rows::{Block, Layout, TypedRows, TypedValue};
use crate::schema::{ColumnType, TableKind};
use crate::{messages, rule};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

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
}

impl Ingested {
    /// Whether it is the plan's workbook: it holds a table that only the plan has. 月度安排 alone
    /// is a school's own.
    pub(super) fn is_plan(&self) -> bool {
        self.tables.iter().any(|rows| {
            rows.block.table.kind == TableKind::Plan && rows.block.table.id != "calendar"
        })
    }

    /// Not an input after all; `finding` says why.
    fn pass_over(&mut self, finding: Finding) {
        self.input.passed_over = true;
        self.findings.push(finding);
    }

    /// Not to be read, or too large to be.
    fn refuse(&mut self, number: u32, refusal: Refusal) {
        match refusal {
            Refusal::TooLarge { size, most } => {
                let mebibytes =
                    |bytes: u64| Arg::Count(i64::try_from(bytes >> 20).unwrap_or(i64::MAX));
                self.input.error = Some("F008");
                self.findings.push(
                    Finding::new("F008", file_place(number))
                        .arg("size", mebibytes(size))
                        .arg("limit", mebibytes(most)),
                );
            }
            Refusal::Io(error) => {
                self.input.error = Some("F001");
                self.findings.push(not_opened(&error));
            }
        }
    }

    fn fail(&mut self, number: u32, error: ReadError) {
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
const WORKBOOK_ENDINGS: &[&str] = &["xlsx", "xlsm", "xls", "xlsb", "ods", "et", "xltx"];

/// Reads the file `candidate`, the input `number`; `asked_years` gives bare months their year where
/// no title does.
pub(super) fn ingest(
    candidate: &Candidate,
    number: u32,
    asked_years: Option<YearHint>,
    limits: &Limits,
) -> Ingested {
    let mut ingested = Ingested::default();
    ingested.input.path = candidate.path.clone();
    ingested.input.source = candidate.source.clone();
    let bytes = match bytes_of(candidate, limits) {
        Ok(bytes) => bytes,
        Err(refusal) => {
            ingested.refuse(number, refusal);
            return ingested;
        }
    };
    let found = kind(&bytes);
    let looks_like =
        |code, what| Finding::new(code, file_place(number)).arg("detail", Arg::Message(what));
    match found {
        Kind::Other(what) if meant_as_workbook(candidate) => {
            ingested.input.error = Some("F005");
            ingested.findings.push(looks_like("F005", what));
        }
        Kind::Other(what) => ingested.pass_over(looks_like("F010", what)),
        Kind::DamagedZip | Kind::Empty if !meant_as_workbook(candidate) => {
            ingested.pass_over(looks_like("F010", messages::LOOKS_UNKNOWN));
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
    match guarded(|| read_sheets(&bytes, number, asked_years, limits)) {
        Ok(read) => Ingested {
            input: Input {
                path: ingested.input.path,
                source: ingested.input.source,
                sha256: ingested.input.sha256,
                ..read.input
            },
            ..read
        },
        Err(error) => {
            ingested.fail(number, error);
            ingested
        }
    }
}

/// Reads every sheet of a workbook; one of the program's own outputs is passed over.
fn read_sheets(
    bytes: &[u8],
    number: u32,
    asked_years: Option<YearHint>,
    limits: &Limits,
) -> Result<Ingested, ReadError> {
    let mut ingested = Ingested::default();
    let mut workbook = open(bytes, limits)?;
    let category = workbook.category();
    if let Some(code) = category.and_then(|category| own_output(&category)) {
        ingested.pass_over(Finding::new(code, file_place(number)));
        return Ok(ingested);
    }
    ingested.sheets(workbook.as_mut(), number, asked_years)?;
    Ok(ingested)
}

/// The tables of an open workbook, typed: recognise and parse alone, behind whatever reader.
pub fn tables(workbook: &mut dyn Workbook) -> Vec<TypedRows> {
    let mut ingested = Ingested::default();
    // Of a workbook that goes over a limit there are no tables.
    let _ = ingested.sheets(workbook, 0, None);
    ingested.tables
}

/// Whether a person means the file to be a workbook: it was named, or its name ends so.
fn meant_as_workbook(candidate: &Candidate) -> bool {
    let ending = candidate
        .path
        .rsplit_once('.')
        .map(|(_, e)| e.to_lowercase());
    candidate.named || ending.is_some_and(|e| WORKBOOK_ENDINGS.contains(&e.as_str()))
}

/// F001: a path that the system does not open.
pub(super) fn not_opened(error: &std::io::Error) -> Finding {
    Finding::new("F001", file_place(0)).arg("detail", Arg::of_system(error))
}

/// The code that says that a workbook is one of the program's own outputs.
fn own_output(category: &str) -> Option<crate::finding::Code> {
    match category {
        REPORT_MARK => Some("F017"),
        FEEDBACK_MARK => Some("F018"),
        _ => None,
    }
}

enum Refusal {
    TooLarge { size: u64, most: u64 },
    Io(std::io::Error),
}

fn bytes_of(candidate: &Candidate, limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let size = std::fs::metadata(&candidate.source)
        .map_err(Refusal::Io)?
        .len();
    let most = limits.most(Limit::FileBytes);
    if size > most {
        return Err(Refusal::TooLarge { size, most });
    }
    std::fs::read(&candidate.source).map_err(Refusal::Io)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The part of a place that says which sheet.
#[derive(Clone, Copy)]
struct At<'s> {
    number: u32,
    index: u32,
    sheet: &'s str,
}

impl At<'_> {
    fn place(self, cell: Option<(u32, u32)>) -> Place {
        Place {
            input: Some(self.number),
            sheet_index: self.index,
            cell,
            sheet: Some(self.sheet.to_string()),
            ..Place::default()
        }
    }
}

impl Ingested {
    /// # Errors
    /// When the workbook goes over a limit: nothing of it counts then.
    fn sheets(
        &mut self,
        workbook: &mut dyn Workbook,
        number: u32,
        asked_years: Option<YearHint>,
    ) -> Result<(), ReadError> {
        for (index, sheet) in workbook.sheets().iter().enumerate() {
            self.sheet(workbook, index, sheet, number, asked_years)?;
        }
        Ok(())
    }

    fn sheet(
        &mut self,
        workbook: &mut dyn Workbook,
        index: usize,
        sheet: &Sheet,
        number: u32,
        asked_years: Option<YearHint>,
    ) -> Result<(), ReadError> {
        let at = At {
            number,
            index: u32::try_from(index).unwrap_or(u32::MAX),
            sheet: &sheet.name,
        };
        let before = self.tables.len();
        let cells = match workbook.cells(index) {
            Ok(cells) => cells,
            Err(error) => return self.broken_sheet(at, error),
        };
        if let Err(error) = self.rows(Rows::new(cells), at, asked_years) {
            self.broken_sheet(at, error)?;
        }
        if sheet.visibility != Visibility::Visible && self.tables.len() > before {
            let place = at.place(None);
            self.findings
                .push(Finding::new("T006", place).arg("sheet", Arg::Text(sheet.name.clone())));
        }
        Ok(())
    }

    /// # Errors
    /// The same, when it is about the whole file.
    fn broken_sheet(&mut self, at: At<'_>, error: ReadError) -> Result<(), ReadError> {
        if error.over.is_some() {
            return Err(error);
        }
        self.input.error = Some("F016");
        self.findings.push(
            Finding::new("F016", at.place(None))
                .arg("sheet", Arg::Text(at.sheet.to_string()))
                .arg("detail", Arg::Text(error.detail)),
        );
        Ok(())
    }

    /// The rows of a sheet: the head is recognised, the rest streamed into the parser.
    fn rows(
        &mut self,
        mut rows: Rows<'_>,
        at: At<'_>,
        asked_years: Option<YearHint>,
    ) -> Result<(), ReadError> {
        let mut head: Vec<Row<'_>> = Vec::new();
        let mut next = rows.next_row()?;
        while let Some(row) = next.take_if(|row| row.index < HEAD_ROWS) {
            head.push(row);
            next = rows.next_row()?;
        }
        let all = Lines::read(at.sheet, &head, None);
        let Some(recognised) = recognise(at.sheet, &head, &all) else {
            self.unrecognised(at, head.is_empty() && next.is_none(), &all);
            return Ok(());
        };
        let header = match recognised.layout {
            Layout::Rows(_) => Some(recognised.header.0),
            Layout::Form(_) => None,
        };
        let lines = Lines::read(at.sheet, &head, header);
        if self.unit_line.is_none() {
            self.unit_line = lines.unit.clone();
        }
        let mut parser = self.begin(at, &recognised, &lines, asked_years);
        if header.is_none() {
            parser.form(|row, column| value_at(&head, row, column));
            self.keep(parser);
            return Ok(());
        }
        let mut body = Body {
            parser,
            held: None,
            at,
            lines,
            asked_years,
        };
        for row in head
            .into_iter()
            .filter(|row| row.index > recognised.last_header_row)
        {
            body = self.body_row(body, row);
        }
        // What was parsed before a sheet breaks off stays.
        let mut read = Ok(());
        while let Some(row) = next.take() {
            body = self.body_row(body, row);
            match rows.next_row() {
                Ok(row) => next = row,
                Err(error) => read = Err(error),
            }
        }
        body.release();
        self.keep(body.parser);
        read
    }

    /// The parser of a table whose header was recognised under `lines`.
    fn begin(
        &mut self,
        at: At<'_>,
        recognised: &Recognised,
        lines: &Lines,
        asked_years: Option<YearHint>,
    ) -> BlockParser {
        let years = lines
            .titles
            .iter()
            .find_map(|title| year_hint(title))
            .or(asked_years);
        let month = month_of_sheet(recognised, lines, years);
        self.header_findings(at, recognised, month.map(|(column, _)| column));
        let block = block(at, recognised, lines.titles.clone());
        let parser = BlockParser::new(block, &recognised.scales, years);
        match month {
            Some((column, month)) => parser.with_month(column, month),
            None => parser,
        }
    }

    /// A row below a header: data, something put among the data, or the header of another table.
    fn body_row<'b, 'a>(&mut self, mut body: Body<'b, 'a>, row: Row<'a>) -> Body<'b, 'a> {
        match row_kind(&row, body.parser.block()) {
            RowKind::Data => {}
            RowKind::Header => {
                // A page's title stood over the repeated header.
                body.held = None;
                return body;
            }
            _ => {
                body.release();
                return body;
            }
        }
        if let Some(recognised) = recognise_below(body.at.sheet, &row, &body.lines) {
            // The table's own title says more of it than the sheet's.
            body.lines
                .titles
                .splice(0..0, body.held.take().and_then(|held| lone_text(&held)));
            let parser = self.begin(body.at, &recognised, &body.lines, body.asked_years);
            self.keep(std::mem::replace(&mut body.parser, parser));
            return body;
        }
        body.release();
        match lone_text(&row) {
            Some(_) => body.held = Some(row),
            None => parse_row(&mut body.parser, &row),
        }
        body
    }

    fn keep(&mut self, parser: BlockParser) {
        let (rows, findings) = parser.finish();
        let block = &rows.block;
        self.input.tables.push(RecognisedTable {
            sheet: block.sheet.clone(),
            table: &block.table.id,
            header: a1(block.header.0, block.header.1),
            rows: rows.rows.len(),
            columns: block.columns_by_letter(),
            unknown: block.unknown.clone(),
        });
        if self.stated_unit.is_none() && block.table.id == "units" {
            let stated = rows.column("unit").and_then(|column| column.get(0));
            if let Some(TypedValue::Text(unit)) = stated {
                self.stated_unit = Some(unit.to_string());
            }
        }
        self.findings.extend(findings);
        self.tables.push(rows);
    }

    fn unrecognised(&mut self, at: At<'_>, empty: bool, lines: &Lines) {
        let reason = if empty {
            messages::SHEET_EMPTY
        } else if is_template_page(at.sheet) {
            messages::SHEET_OF_TEMPLATE
        } else {
            messages::SHEET_WITHOUT_HEADER
        };
        if reason == messages::SHEET_WITHOUT_HEADER {
            self.findings.push(
                Finding::new("T001", at.place(None)).arg("sheet", Arg::Text(at.sheet.to_string())),
            );
            if self.unit_line.is_none() {
                self.unit_line = lines.unit.clone();
            }
        }
        self.input.unrecognised.push(UnrecognisedSheet {
            sheet: at.sheet.to_string(),
            reason,
        });
    }

    /// What is to be said of the header: columns that are missing, unknown or there twice.
    /// `given` is a column that the sheet's name or title stands for.
    fn header_findings(&mut self, at: At<'_>, recognised: &Recognised, given: Option<usize>) {
        let table = recognised.table;
        let mut place = at.place(Some(recognised.header));
        place.table = Some(&table.id);
        for &missing in recognised.missing.iter().filter(|c| Some(**c) != given) {
            self.findings.push(
                Finding::new("T002", place.clone())
                    .arg("table", Arg::Words(&table.title))
                    .arg(
                        "missing",
                        Arg::Text(table.columns[missing].title.zh.clone()),
                    ),
            );
        }
        for unknown in &recognised.unknown {
            place.cell = Some(unknown.cell);
            let finding = |code| {
                Finding::new(code, place.clone())
                    .value(unknown.label.clone())
                    .arg("label", Arg::Text(unknown.label.clone()))
            };
            let title = |index: usize| Arg::Text(table.columns[index].title.zh.clone());
            self.findings.extend(match unknown.why {
                UnknownWhy::Remark => None,
                UnknownWhy::Twice(index) => Some(finding("T005").arg("column", title(index))),
                UnknownWhy::NotKnown(Some(index)) => {
                    Some(finding("T004").arg("suggestion", title(index)))
                }
                UnknownWhy::NotKnown(None) => Some(finding("T003")),
            });
        }
        debug_assert!(self.findings.iter().all(|f| rule::rule(f.code).is_some()));
    }
}

/// The month column that the sheet lacks, with the month that its name or title says.
fn month_of_sheet(
    recognised: &Recognised,
    lines: &Lines,
    years: Option<YearHint>,
) -> Option<(usize, Date)> {
    let is_month = |column: &&usize| recognised.table.columns[**column].kind == ColumnType::Month;
    let column = recognised.missing.iter().find(is_month)?;
    let month = lines
        .titles
        .iter()
        .find_map(|title| month_hint(title, years))?;
    Some((*column, month))
}

/// The block that was recognised in a sheet.
fn block(at: At<'_>, recognised: &Recognised, titles: Vec<String>) -> Block {
    Block {
        table: recognised.table,
        input: at.number,
        sheet: at.sheet.to_string(),
        sheet_index: at.index,
        titles,
        header: recognised.header,
        layout: recognised.layout.clone(),
        month_in_title: None,
        unknown: recognised.unknown.iter().map(|u| u.label.clone()).collect(),
    }
}

/// The rows below a header.
struct Body<'b, 'a> {
    parser: BlockParser,
    /// A row of one text: data, unless the next row turns out to be a header, whose title it is.
    held: Option<Row<'a>>,
    at: At<'b>,
    lines: Lines,
    asked_years: Option<YearHint>,
}

impl Body<'_, '_> {
    /// The row held back is data after all.
    fn release(&mut self) {
        if let Some(row) = self.held.take() {
            parse_row(&mut self.parser, &row);
        }
    }
}

/// The text of a row that holds nothing else.
fn lone_text(row: &Row<'_>) -> Option<String> {
    match row.cells.as_slice() {
        [cell] => match &cell.value {
            Value::Text(text) => Some(text.as_str().trim().to_string()),
            _ => None,
        },
        _ => None,
    }
}

/// Parses a row of data.
fn parse_row(parser: &mut BlockParser, row: &Row<'_>) {
    parser.row(row.index + 1, |column| row.at(column));
}

fn value_at<'v, 'a>(head: &'v [Row<'a>], row: u32, column: u32) -> Option<&'v Value<'a>> {
    head.iter()
        .find(|r| r.index == row)
        .and_then(|r| r.at(column))
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
