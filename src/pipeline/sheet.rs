//! The sheets of one workbook through recognise and parse: tables under each other and beside each
//! other, and what people put among their rows.

mod body;
mod feet;
mod header;
mod looks;
mod merged;
mod padding;
mod row_totals;
mod sources;
mod split_date;
mod spoken;
mod unknown;
mod unnamed;

use super::ingested::Ingested;
use crate::finding::{Arg, Code, Finding, Place};
use crate::messages;
use crate::outcome::UnrecognisedSheet;
use crate::parse::YearHint;
use crate::read::{ReadError, Sheet, Value, Visibility, Workbook};
use crate::recognise::{
    ALL_COLUMNS, HEAD_ROWS, Lines, Recognised, Row, Rows, is_template_page, recognise,
    school_of_title,
};
use crate::rows::Layout;
use body::Body;
use merged::Merged;

/// The part of a place that says which sheet.
#[derive(Clone, Copy)]
struct At<'s> {
    number: u32,
    index: u32,
    sheet: &'s str,
    /// The file's path, for what its name and its folders' say.
    path: &'s str,
    /// The year of a bare month, where no title tells it.
    asked_years: Option<YearHint>,
    counts_from_1904: bool,
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

/// Reads all sheets of `workbook` into `ingested`, the input `number` at `path`.
///
/// # Errors
/// When the workbook goes over a limit: nothing of it counts then.
pub(super) fn sheets(
    ingested: &mut Ingested,
    workbook: &mut dyn Workbook,
    (number, path): (u32, &str),
    asked_years: Option<YearHint>,
) -> Result<(), ReadError> {
    for (index, sheet) in workbook.sheets().iter().enumerate() {
        let at = At {
            number,
            index: u32::try_from(index).unwrap_or(u32::MAX),
            sheet: &sheet.name,
            path,
            asked_years,
            counts_from_1904: workbook.counts_from_1904(),
        };
        let before_header = ingested.findings.len();
        let mut reader = SheetReader {
            at,
            ingested,
            before_header,
        };
        reader.read(workbook, index, sheet)?;
    }
    let of_cells = std::mem::take(&mut ingested.of_cells);
    ingested.findings.extend(of_cells.finish());
    Ok(())
}

/// One sheet being read into what its file holds.
struct SheetReader<'i, 's> {
    at: At<'s>,
    ingested: &'i mut Ingested,
    /// How many findings there were before the header last met.
    before_header: usize,
}

impl SheetReader<'_, '_> {
    fn read(
        &mut self,
        workbook: &mut dyn Workbook,
        index: usize,
        sheet: &Sheet,
    ) -> Result<(), ReadError> {
        let before = self.ingested.tables.len();
        let merges = match workbook.merges(index) {
            Ok(merges) => merges,
            Err(error) if error.over.is_some() => return Err(error),
            // The cells say so too, when what stands behind them is read.
            Err(_) => Vec::new(),
        };
        let merged = Merged::new(merges);
        let cells = match workbook.cells(index) {
            Ok(cells) => cells,
            Err(error) => return self.broken(error),
        };
        if let Err(error) = self.rows(Rows::new(cells), merged) {
            self.broken(error)?;
        }
        if sheet.visibility != Visibility::Visible && self.ingested.tables.len() > before {
            self.ingested.findings.push(
                Finding::new(Code::T006, self.at.place(None))
                    .arg("sheet", Arg::Thing(sheet.name.clone())),
            );
        }
        Ok(())
    }

    /// # Errors
    /// The same, when it is about the whole file.
    fn broken(&mut self, error: ReadError) -> Result<(), ReadError> {
        if error.of_whole_file() {
            return Err(error);
        }
        self.ingested.input.error = Some(Code::F016);
        self.ingested.findings.push(
            Finding::new(Code::F016, self.at.place(None))
                .arg("sheet", Arg::Thing(self.at.sheet.to_string()))
                .arg("detail", Arg::Detail(error.detail)),
        );
        Ok(())
    }

    /// The rows of the sheet: the head is recognised, the rest streamed into the parsers.
    fn rows(&mut self, mut rows: Rows<'_>, mut merged: Merged) -> Result<(), ReadError> {
        let mut head: Vec<Row<'_>> = Vec::new();
        let mut next = rows.next_row()?;
        while let Some(row) = next.take_if(|_| head.len() < HEAD_ROWS) {
            head.push(row);
            next = rows.next_row()?;
        }
        let recognised = recognise(self.at.sheet, &head);
        let Some(first) = recognised.first() else {
            self.unrecognised(&head, next.is_none());
            return Ok(());
        };
        if let Layout::Form(_) = first.layout {
            self.form(first, &head);
            return Ok(());
        }
        let mut bodies = self.begin(recognised, &head);
        for row in head {
            self.row(&mut bodies, &mut merged, row);
        }
        // What was parsed before a sheet breaks off stays.
        let mut read = Ok(());
        while let Some(row) = next.take() {
            self.row(&mut bodies, &mut merged, row);
            match rows.next_row() {
                Ok(row) => next = row,
                Err(error) => read = Err(error),
            }
        }
        for mut body in bodies {
            body.release(&merged);
            let done = body.finish();
            self.ingested.findings.extend(merged.findings(&done.tables));
            self.keep(done);
        }
        read
    }

    /// The tables of the sheet, each in its own columns.
    fn begin<'a>(&mut self, recognised: Vec<Recognised>, head: &[Row<'a>]) -> Vec<Body<'a>> {
        let several = recognised.len() > 1;
        let mut bodies = Vec::with_capacity(recognised.len());
        for recognised in recognised {
            let lines = match several {
                true => Lines::beside(self.at.sheet, head, recognised.header.0, &recognised.span),
                false => Lines::read(self.at.sheet, head, Some(recognised.header.0)),
            };
            self.unit_of(&lines);
            let parsers = self.parsers(&recognised, &lines);
            bodies.push(Body::new(&recognised, parsers, lines));
        }
        bodies
    }

    /// Takes note of the unit that the lines above a header name.
    fn unit_of(&mut self, lines: &Lines) {
        let ingested = &mut *self.ingested;
        if ingested.unit_line.is_none() {
            ingested.unit_line = lines.unit.clone();
        }
        if ingested.unit_title.is_none() {
            // The first is the sheet's own name.
            let titles = lines.titles.iter().skip(1);
            ingested.unit_title = titles.filter_map(|title| school_of_title(title)).next();
        }
    }

    /// One row of the sheet, given to each table in whose columns it holds something.
    fn row<'a>(&mut self, bodies: &mut [Body<'a>], merged: &mut Merged, row: Row<'a>) {
        merged.pass(&row);
        if let [body] = bodies {
            if row.index > body.last_header_row && body.span == ALL_COLUMNS {
                self.body_row(body, merged, row);
            }
            return;
        }
        for body in bodies {
            let part = row.within(&body.span);
            if row.index > body.last_header_row && !part.cells.is_empty() {
                self.body_row(body, merged, part);
            }
        }
    }

    /// A form has one row of data, its labels left of its values.
    fn form(&mut self, recognised: &Recognised, head: &[Row<'_>]) {
        let lines = Lines::read(self.at.sheet, head, None);
        self.unit_of(&lines);
        let mut parsers = self.parsers(recognised, &lines);
        if let Some(parser) = parsers.first_mut() {
            parser.form(|row, column| value_at(head, row, column));
        }
        self.keep(Body::new(recognised, parsers, lines).finish());
    }

    fn unrecognised(&mut self, head: &[Row<'_>], ended: bool) {
        let sheet = self.at.sheet;
        let reason = if head.is_empty() && ended {
            messages::SHEET_EMPTY
        } else if is_template_page(sheet) {
            messages::SHEET_OF_TEMPLATE
        } else {
            messages::SHEET_WITHOUT_HEADER
        };
        if reason == messages::SHEET_WITHOUT_HEADER {
            self.ingested.findings.push(
                Finding::new(Code::T001, self.at.place(None))
                    .arg("sheet", Arg::Thing(sheet.to_string())),
            );
            if self.ingested.unit_line.is_none() {
                self.ingested.unit_line = Lines::read(sheet, head, None).unit;
            }
        }
        self.ingested.input.unrecognised.push(UnrecognisedSheet {
            sheet: sheet.to_string(),
            reason,
        });
    }
}

fn value_at<'v, 'a>(head: &'v [Row<'a>], row: u32, column: u32) -> Option<&'v Value<'a>> {
    head.iter()
        .find(|r| r.index == row)
        .and_then(|r| r.at(column))
}
