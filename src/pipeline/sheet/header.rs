//! What a header gives: the parsers of its table, and what is to be said of its columns.

use super::body::Done;
use super::sources::Sources;
use super::{At, SheetReader};
use crate::finding::{Arg, Code, Finding, a1, column_letters};
use crate::outcome::RecognisedTable;
use crate::parse::{BlockParser, Fault, Parsed, YearHint, parse_month};
use crate::read::{Text, Value};
use crate::recognise::{Lines, Recognised, UnknownWhy, WideColumn};
use crate::rows::{Block, Layout, TypedValue};
use crate::schema::{ColumnType, normalise_label};
use jiff::civil::Date;

impl SheetReader<'_, '_> {
    /// The parsers of a table whose header was recognised under `lines`: one, or one for each month
    /// of a wide sheet.
    pub(super) fn parsers(&mut self, recognised: &Recognised, lines: &Lines) -> Vec<BlockParser> {
        let sources = Sources::new(self.at, lines);
        let years = sources.years();
        let mut place = self.at.place(Some(recognised.header));
        place.table = Some(&recognised.table.id);
        let doubt = sources.years_differ(&place);
        if !recognised.wide.is_empty() {
            self.header_findings(recognised, None);
            let mut months = recognised.wide.iter();
            if months.any(|column| month_written(&column.month, None).is_err()) {
                self.ingested.findings.extend(doubt);
            }
            return self.month_parsers(recognised, lines, years);
        }
        let month = self.month_of_sheet(recognised, &sources);
        self.header_findings(recognised, month.map(|(column, _)| column));
        let block = block(self.at, recognised, lines);
        let parser = BlockParser::new(block, &recognised.scales, years);
        vec![match month {
            Some((column, month)) => {
                let differ = sources.months_differ(&place);
                let doubt = doubt.filter(|_| sources.month_takes_year());
                self.ingested.findings.extend(differ.or(doubt));
                parser.with_month(column, month)
            }
            None => parser.with_doubt(doubt),
        }]
    }

    /// The month column that the sheet lacks, with the month that its name or title says, if any; that a
    /// month is there and only its year is not, is said.
    fn month_of_sheet(
        &mut self,
        recognised: &Recognised,
        sources: &Sources,
    ) -> Option<(usize, Option<Date>)> {
        let table = recognised.table;
        let is_month = |column: &&usize| table.columns[**column].kind == ColumnType::Month;
        let &column = recognised.missing.iter().find(is_month)?;
        if let Some(month) = sources.month() {
            return Some((column, Some(month)));
        }
        let bare = sources.month_without_year()?;
        let mut place = self.at.place(Some(recognised.header));
        place.table = Some(&table.id);
        place.column = Some(&table.columns[column].id);
        let finding = Finding::new(Code::C121, place).arg("value", Arg::Text(bare));
        self.ingested.findings.push(finding);
        Some((column, None))
    }

    /// A parser for each month of a wide sheet: the columns that all months share, and the month's.
    fn month_parsers(
        &mut self,
        recognised: &Recognised,
        lines: &Lines,
        years: Option<YearHint>,
    ) -> Vec<BlockParser> {
        let table = recognised.table;
        let by = table
            .wide
            .as_ref()
            .and_then(|wide| table.column_index(&wide.by));
        let mut months: Vec<&str> = Vec::new();
        for column in &recognised.wide {
            if !months.contains(&column.month.as_str()) {
                months.push(&column.month);
            }
        }
        let mut parsers = Vec::with_capacity(months.len());
        for month in months {
            let of_month: Vec<&WideColumn> = recognised
                .wide
                .iter()
                .filter(|c| c.month == month)
                .collect();
            let mut block = block(self.at, recognised, lines);
            let mut scales = recognised.scales.clone();
            if let Layout::Rows(columns) = &mut block.layout {
                for column in &of_month {
                    columns.insert(column.target, column.header.1);
                    scales.insert(column.target, column.scale);
                }
            }
            let first = self.month_of_header(month, of_month.first().copied(), years, &block, by);
            let parser = BlockParser::new(block, &scales, years);
            parsers.push(match by {
                Some(by) => parser.with_month(by, first),
                None => parser,
            });
        }
        parsers
    }

    /// The month that a header's cell stands for; where its year is not known, that is said there.
    fn month_of_header(
        &mut self,
        month: &str,
        column: Option<&WideColumn>,
        years: Option<YearHint>,
        block: &Block,
        by: Option<usize>,
    ) -> Option<Date> {
        match month_written(month, years) {
            Ok(date) => date,
            Err(fault) => {
                let mut place = self.at.place(column.map(|column| column.header));
                place.table = Some(&block.table.id);
                let table: &'static crate::schema::Table = block.table;
                place.column = by.map(|by| table.columns[by].id.as_str());
                let mut finding = Finding::new(fault.code, place).value(month.to_string());
                finding.args = fault.args;
                self.ingested.findings.push(finding);
                None
            }
        }
    }

    /// What is to be said of the header: columns that are missing, unknown or there twice.
    /// `given` is a column that the sheet's name or title stands for.
    fn header_findings(&mut self, recognised: &Recognised, given: Option<usize>) {
        let table = recognised.table;
        let mut place = self.at.place(Some(recognised.header));
        place.table = Some(&table.id);
        let findings = &mut self.ingested.findings;
        for &missing in recognised.missing.iter().filter(|c| Some(**c) != given) {
            findings.push(
                Finding::new(Code::T002, place.clone())
                    .arg("table", Arg::Words(table.title))
                    .arg(
                        "missing",
                        Arg::Text(table.columns[missing].title.zh.to_string()),
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
            let title = |index: usize| Arg::Text(table.columns[index].title.zh.to_string());
            findings.extend(match unknown.why {
                UnknownWhy::Remark | UnknownWhy::RowTotal(_) => None,
                UnknownWhy::Twice(index) => Some(finding(Code::T005).arg("column", title(index))),
                UnknownWhy::NotKnown(Some(index)) => {
                    Some(finding(Code::T004).arg("suggestion", title(index)))
                }
                // What its cells hold may tell more: said when the table is done.
                UnknownWhy::NotKnown(None) => None,
            });
        }
        for (cell, text) in &recognised.unclear_units {
            self.unclear_unit(&table.id, *cell, text);
        }
    }

    /// T016, at the cell that names a unit of figures in a way that is not understood; once for tables
    /// that share the cell.
    pub(super) fn unclear_unit(&mut self, table: &'static str, cell: (u32, u32), text: &str) {
        let mut place = self.at.place(Some(cell));
        let there = |f: &Finding| {
            let same = f.place.sheet_index == place.sheet_index && f.place.cell == place.cell;
            f.code == Code::T016 && same
        };
        if self.ingested.findings.iter().any(there) {
            return;
        }
        place.table = Some(table);
        let finding = Finding::new(Code::T016, place).value(text.to_string());
        let finding = finding.arg("text", Arg::Text(text.to_string()));
        self.ingested.findings.push(finding);
    }

    /// Keeps a table whose rows are all read.
    pub(super) fn keep(&mut self, done: Done) {
        let Some(first) = done.tables.first() else {
            return;
        };
        let block = &first.block;
        let mut columns = block.columns_by_letter();
        if let Some(column) = block.unit_column {
            columns.insert(0, ("unit", column_letters(column)));
        }
        self.ingested.input.tables.push(RecognisedTable {
            sheet: block.sheet.clone(),
            table: &block.table.id,
            header: a1(block.header.0, block.header.1),
            rows: done.tables.iter().map(|rows| rows.rows.len()).sum(),
            columns,
            unknown: block.unknown.clone(),
        });
        if self.ingested.stated_unit.is_none() && block.table.id == "units" {
            let stated = first.column("unit").and_then(|column| column.get(0));
            if let Some(TypedValue::Text(unit)) = stated {
                self.ingested.stated_unit = Some(unit.to_string());
            }
        }
        self.ingested.of_cells.extend(done.findings);
        self.ingested.tables.extend(done.tables);
    }
}

/// The month that `text` writes, by its first day, with its year from `years`.
fn month_written(text: &str, years: Option<YearHint>) -> Result<Option<Date>, Fault> {
    match parse_month(&Value::Text(Text::own(text.to_string())), years) {
        Parsed::Value(date) | Parsed::Doubtful(date, _) => Ok(Some(date)),
        Parsed::Blank => Ok(None),
        Parsed::Wrong(fault) => Err(fault),
    }
}

/// The block that was recognised in a sheet.
fn block(at: At<'_>, recognised: &Recognised, lines: &Lines) -> Block {
    let not_understood = recognised
        .unknown
        .iter()
        .filter(|u| !matches!(u.why, UnknownWhy::Remark | UnknownWhy::RowTotal(_)));
    Block {
        table: recognised.table,
        input: at.number,
        sheet: at.sheet.to_string(),
        sheet_index: at.index,
        titles: lines.titles.clone(),
        header: recognised.header,
        layout: recognised.layout.clone(),
        month_in_title: None,
        unknown: not_understood.map(|u| u.label.clone()).collect(),
        unit_column: recognised
            .unit_column
            .as_ref()
            .map(|(_, column, _)| *column),
        unit_is_vague: recognised
            .unit_column
            .as_ref()
            .is_some_and(|(.., label)| normalise_label(label) == "单位"),
        counts_from_1904: at.counts_from_1904,
        unit_line: lines.unit.clone(),
        unit: None,
    }
}
