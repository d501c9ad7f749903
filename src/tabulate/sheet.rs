//! One sheet: its head is recognised, and its rows go to the tables in whose columns they stand.

use super::mend::merged::Merged;
use super::segment::Segment;
use super::table::{Done, OpenTable};
use super::{At, Tabulated};
use crate::finding::{Arg, Code, Finding};
use crate::outcome::NoTable;
use crate::read::{Note, ReadError, Sheet, Value, Visibility, Workbook, stem};
use crate::recognise::{
    ALL_COLUMNS, HEAD_ROWS, Lines, Recognised, Row, Rows, is_template_page, nearest, recognise,
};
use crate::rows::{Layout, SheetTable};
use std::collections::HashSet;

/// One sheet being read into what its workbook holds.
pub(super) struct SheetReader<'i, 's> {
    at: At<'s>,
    tabulated: &'i mut Tabulated,
    /// Cells whose unit of money is said not to be understood.
    unclear_units: HashSet<Option<(u32, u32)>>,
    notes: Vec<Note>,
}

impl<'i, 's> SheetReader<'i, 's> {
    pub(super) fn new(at: At<'s>, tabulated: &'i mut Tabulated) -> SheetReader<'i, 's> {
        SheetReader {
            at,
            tabulated,
            unclear_units: HashSet::new(),
            notes: Vec::new(),
        }
    }

    /// Reads the sheet at `index` of `workbook`.
    ///
    /// # Errors
    /// When the workbook goes over a limit.
    pub(super) fn read(
        &mut self,
        workbook: &mut dyn Workbook,
        index: usize,
        sheet: &Sheet,
    ) -> Result<(), ReadError> {
        let before = self.tabulated.tables.len();
        let merges = match workbook.merges(index) {
            Ok(merges) => merges,
            Err(error) if error.over.is_some() => return Err(error),
            // The cells say so too, when what stands behind them is read.
            Err(_) => Vec::new(),
        };
        let merged = Merged::new(merges);
        self.notes = workbook.notes(index);
        let cells = match workbook.cells(index) {
            Ok(cells) => cells,
            Err(error) => return self.broken(error),
        };
        if let Err(error) = self.rows(Rows::new(cells), merged) {
            self.broken(error)?;
        }
        if sheet.visibility != Visibility::Visible && self.tabulated.tables.len() > before {
            self.tabulated.findings.push(
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
        self.tabulated.broken = true;
        self.tabulated.findings.push(
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
        let recognised = recognise(
            self.at.sheet,
            stem(self.at.source.path),
            &head,
            merged.all(),
        );
        let Some(first) = recognised.first() else {
            self.unrecognised(&head, next.is_none());
            return Ok(());
        };
        if let Layout::Form(_) = first.layout {
            self.form(first, &head);
            return Ok(());
        }
        let mut segments = self.begin(recognised, &head);
        for row in head {
            self.row(&mut segments, &mut merged, row);
        }
        // What was parsed before a sheet breaks off stays.
        let mut read = Ok(());
        while let Some(row) = next.take() {
            self.row(&mut segments, &mut merged, row);
            match rows.next_row() {
                Ok(row) => next = row,
                Err(error) => read = Err(error),
            }
        }
        for segment in segments {
            self.keep(segment.close(&merged));
        }
        read
    }

    /// The tables of the sheet, each in its own columns.
    fn begin<'a>(&mut self, recognised: Vec<Recognised>, head: &[Row<'a>]) -> Vec<Segment<'s, 'a>> {
        let several = recognised.len() > 1;
        let mut segments = Vec::with_capacity(recognised.len());
        for recognised in recognised {
            let lines = match several {
                true => Lines::beside(self.at.sheet, head, recognised.header.0, &recognised.span),
                false => Lines::read(self.at.sheet, head, Some(recognised.header.0)),
            };
            self.tabulated.unit_of(&lines);
            segments.push(Segment::new(self.at, &recognised, lines));
        }
        segments
    }

    /// One row of the sheet, given to each table in whose columns it holds something.
    fn row<'a>(&mut self, segments: &mut [Segment<'s, 'a>], merged: &mut Merged, mut row: Row<'a>) {
        merged.pass(&mut row);
        if let [segment] = segments {
            if row.index > segment.last_header_row() && segment.span == ALL_COLUMNS {
                let done = segment.row(merged, row);
                self.keep(done);
            }
            return;
        }
        for segment in segments {
            let part = row.within(&segment.span);
            if row.index > segment.last_header_row() && !part.cells.is_empty() {
                let done = segment.row(merged, part);
                self.keep(done);
            }
        }
    }

    /// Keeps tables whose rows are all read. That a cell's unit of money is not understood is said once
    /// of tables that share the cell.
    fn keep(&mut self, done: impl Into<Option<Done>>) {
        let Some(mut done) = done.into() else {
            return;
        };
        let said = &mut self.unclear_units;
        done.of_header
            .retain(|f| f.code != Code::T016 || said.insert(f.place.cell));
        if !self.notes.is_empty() {
            done.of_rows.extend(self.notes_in(&done.table));
        }
        self.tabulated.keep(done);
    }

    /// C236: the notes at the cells of a table's rows.
    fn notes_in(&self, table: &SheetTable) -> Vec<Finding> {
        let at = |note: &Note| {
            table.months.iter().find_map(|rows| {
                rows.rows.binary_search(&(note.cell.0 + 1)).ok()?;
                let columns = rows.block.table.columns.iter().enumerate();
                let place = |index| rows.block.cell(index, note.cell.0 + 1);
                let mut found = columns.filter(|(index, _)| place(*index) == Some(note.cell));
                let (_, column) = found.next()?;
                Some(rows.block.place(Some(&column.id), note.cell.0 + 1))
            })
        };
        let said = self.notes.iter().filter_map(|note| {
            let quoted: String = note.text.chars().take(60).collect();
            let quoted = quoted.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(Finding::new(Code::C236, at(note)?).arg("note", Arg::Text(quoted)))
        });
        said.collect()
    }

    /// A form has one row of data, its labels left of its values.
    fn form(&mut self, recognised: &Recognised, head: &[Row<'_>]) {
        let lines = Lines::read(self.at.sheet, head, None);
        self.tabulated.unit_of(&lines);
        let mut table = OpenTable::new(self.at, recognised, &lines);
        table.form(|row, column| value_at(head, row, column));
        self.keep(table.close(&Merged::default()));
    }

    fn unrecognised(&mut self, head: &[Row<'_>], ended: bool) {
        let sheet = self.at.sheet;
        let reason = if head.is_empty() && ended {
            NoTable::Empty
        } else if is_template_page(sheet) {
            NoTable::OfTemplate
        } else {
            NoTable::WithoutHeader
        };
        let mut because = Vec::new();
        if reason == NoTable::WithoutHeader {
            because.extend(nearest(sheet, stem(self.at.source.path), head));
            if self.tabulated.unit_line.is_none() {
                self.tabulated.unit_line = Lines::read(sheet, head, None).unit;
            }
        }
        let place = self.at.place(None);
        self.tabulated
            .no_table(place, sheet.to_string(), reason, because);
    }
}

fn value_at<'v, 'a>(head: &'v [Row<'a>], row: u32, column: u32) -> Option<&'v Value<'a>> {
    head.iter()
        .find(|r| r.index == row)
        .and_then(|r| r.at(column))
}
