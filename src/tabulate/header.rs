//! What a header gives: the parsers of its table, and what is to be said of its columns.

use super::At;
use super::context::{RowYears, Sources, lists_retired};
use crate::finding::{Arg, Code, Finding, Place, UNNUMBERED};
use crate::judgement::Doubt;
use crate::parse::{BlockParser, Fault, Parsed, YearHint, parse_month};
use crate::read::{Text, Value, stem};
use crate::recognise::{Lines, Recognised, UnknownWhy, WideColumn, is_bare};
use crate::rows::{Block, Layout};
use crate::schema::{ColumnType, normalise_label};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A header that was taken apart.
pub(super) struct Opened {
    /// The parsers of its table: one, or one for each month of a wide sheet.
    pub(super) months: Vec<BlockParser>,
    /// What is to be said of it.
    pub(super) findings: Vec<Finding>,
    /// What is to be said unless the rows say their years.
    pub(super) without_years: Vec<Finding>,
    /// The month column that the sheet lacks, and what is to be said of it unless the rows say their months.
    pub(super) without_month: Option<(usize, Finding)>,
    /// What is said of years among the rows.
    pub(super) row_years: RowYears,
}

/// Opens the table whose header was recognised in the sheet `at` under `lines`.
pub(super) fn open(at: At<'_>, recognised: &Recognised, lines: &Lines) -> Opened {
    let mut header = Header {
        at,
        recognised,
        lines,
        findings: Vec::new(),
        without_years: Vec::new(),
        without_month: None,
    };
    let doubt = recognised.judgements.first().and_then(|taken| taken.doubt);
    let doubt = doubt.map(|doubt| header.doubt(doubt));
    header.findings.extend(doubt);
    if recognised.is_shifted {
        let table = Arg::Words(recognised.table.title);
        let finding = Finding::new(Code::T027, header.place()).arg("table", table);
        header.findings.push(finding);
    }
    let months = header.months();
    Opened {
        months,
        findings: header.findings,
        without_years: header.without_years,
        without_month: header.without_month,
        row_years: RowYears::new(recognised, &Sources::new(at, lines)),
    }
}

struct Header<'h> {
    at: At<'h>,
    recognised: &'h Recognised,
    lines: &'h Lines,
    findings: Vec<Finding>,
    without_years: Vec<Finding>,
    without_month: Option<(usize, Finding)>,
}

impl Header<'_> {
    fn months(&mut self) -> Vec<BlockParser> {
        let sources = Sources::new(self.at, self.lines);
        let years = sources.years();
        let place = self.place();
        let doubt = sources.years_differ(&place);
        if !self.recognised.wide.is_empty() {
            self.columns(None);
            let months = self.recognised.wide.iter();
            let stated: Result<Vec<Option<Date>>, Fault> = months
                .map(|column| month_written(&column.month, None))
                .collect();
            self.findings
                .extend(match (stated, self.recognised.wide.first()) {
                    (Ok(stated), Some(first)) => {
                        let stated: Vec<Date> = stated.into_iter().flatten().collect();
                        let place = Place {
                            cell: Some(first.header),
                            ..place
                        };
                        sources.header_differs(&place, &stated, &first.month)
                    }
                    _ => doubt,
                });
            return self.month_parsers(years);
        }
        let month = self.month_of_sheet(&sources);
        self.columns(month.map(|(column, _)| column));
        let parser = BlockParser::new(block(self.at, self.recognised, self.lines), years);
        vec![match month {
            Some((column, month)) => {
                let differ = sources.months_differ(&place);
                let doubt = doubt.filter(|_| sources.month_takes_year());
                self.findings.extend(differ.or(doubt));
                parser.with_month(column, month)
            }
            None => parser.with_doubt(doubt),
        }]
    }

    /// That what is read as a table may be none.
    fn doubt(&self, doubt: Doubt) -> Finding {
        Finding::new(Code::T021, self.place())
            .arg("table", Arg::Words(self.recognised.table.title))
            .arg("why", doubt.arg())
    }

    /// The place of the header's first cell.
    fn place(&self) -> Place {
        Place {
            table: Some(&self.recognised.table.id),
            ..self.at.place(Some(self.recognised.header))
        }
    }

    /// The month column that the sheet lacks, with the month that its name or title says, if any; that a
    /// month is there and only its year is not, is said.
    fn month_of_sheet(&mut self, sources: &Sources) -> Option<(usize, Option<Date>)> {
        let table = self.recognised.table;
        let is_month = |column: &&usize| table.columns[**column].kind == ColumnType::Month;
        let &column = self.recognised.missing.iter().find(is_month)?;
        if let Some(month) = sources.month() {
            return Some((column, Some(month)));
        }
        let bare = sources.month_without_year()?;
        let mut place = self.place();
        place.column = Some(&table.columns[column].id);
        let finding = Finding::new(Code::C121, place).arg("value", Arg::Text(bare));
        self.findings.push(finding);
        Some((column, None))
    }

    /// A parser for each month of a wide sheet: the columns that all months share, and the month's.
    fn month_parsers(&mut self, years: Option<YearHint>) -> Vec<BlockParser> {
        let table = self.recognised.table;
        let wide = table.wide.as_ref();
        let by = wide.and_then(|wide| table.column_index(&wide.by));
        let mut months: Vec<&str> = Vec::new();
        for column in &self.recognised.wide {
            if !months.contains(&column.month.as_str()) {
                months.push(&column.month);
            }
        }
        let mut parsers = Vec::with_capacity(months.len());
        for month in months {
            let wide = self.recognised.wide.iter();
            let of_month: Vec<&WideColumn> = wide.filter(|c| c.month == month).collect();
            let mut block = block(self.at, self.recognised, self.lines);
            if let Layout::Rows(columns) = &mut block.layout {
                for column in &of_month {
                    columns.insert(column.target, column.header.1);
                    block.scales.insert(column.target, column.scale);
                }
            }
            let first = self.month_of_header(month, of_month.first().copied(), years, by);
            let parser = BlockParser::new(block, years);
            parsers.push(match by {
                Some(by) => parser
                    .with_month(by, first)
                    .with_bare_month(bare_month(month)),
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
        by: Option<usize>,
    ) -> Option<Date> {
        match month_written(month, years) {
            Ok(date) => date,
            Err(fault) => {
                let table = self.recognised.table;
                let place = Place {
                    cell: column.map(|column| column.header),
                    column: by.map(|by| table.columns[by].id.as_str()),
                    ..self.place()
                };
                let mut finding = Finding::new(fault.code, place).value(month.to_string());
                finding.args = fault.args;
                let said = match bare_month(month) {
                    Some(_) => &mut self.without_years,
                    None => &mut self.findings,
                };
                said.push(finding);
                None
            }
        }
    }

    /// What is to be said of the columns: those that are missing, unknown or there twice. `given` is one
    /// that the sheet's name or title stands for.
    fn columns(&mut self, given: Option<usize>) {
        let table = self.recognised.table;
        let mut place = self.place();
        let title = |index: usize| Arg::Static(table.columns[index].title.zh);
        let missing = self.recognised.missing.iter().copied();
        for missing in missing.filter(|column| Some(*column) != given) {
            let finding = Finding::new(Code::T002, place.clone())
                .arg("table", Arg::Words(table.title))
                .arg("missing", title(missing));
            match table.columns[missing].kind {
                ColumnType::Month => self.without_month = Some((missing, finding)),
                _ => self.findings.push(finding),
            }
        }
        for unknown in &self.recognised.unknown {
            place.cell = Some(unknown.cell);
            let finding = |code| {
                Finding::new(code, place.clone())
                    .value(unknown.label.clone())
                    .arg("label", Arg::Header(unknown.label.clone()))
            };
            self.findings.extend(match unknown.why {
                UnknownWhy::Remark
                | UnknownWhy::State(_)
                | UnknownWhy::MoneyUnit
                | UnknownWhy::RowTotal(_) => None,
                UnknownWhy::Twice(index) => Some(finding(Code::T005).arg("column", title(index))),
                // What its cells hold tells more: said when the table is done.
                UnknownWhy::NotKnown(_) => None,
            });
        }
        for (cell, text) in &self.recognised.unclear_units {
            self.findings
                .push(unclear_unit(self.at, &table.id, *cell, text));
        }
    }
}

/// T016, at the cell that names a unit of figures in a way that is not understood.
pub(super) fn unclear_unit(
    at: At<'_>,
    table: &'static str,
    cell: (u32, u32),
    text: &str,
) -> Finding {
    let mut place = at.place(Some(cell));
    place.table = Some(table);
    let finding = Finding::new(Code::T016, place).value(text.to_string());
    finding.arg("text", Arg::Text(text.to_string()))
}

/// The month that `text` writes, by its first day, with its year from `years`.
fn month_written(text: &str, years: Option<YearHint>) -> Result<Option<Date>, Fault> {
    match parse_month(&Value::Text(Text::own(text.to_string())), years) {
        Parsed::Value(date) | Parsed::Doubtful(date, _) => Ok(Some(date)),
        Parsed::Blank => Ok(None),
        Parsed::Wrong(fault) => Err(fault),
    }
}

/// The number (1 to 12) of the month that `text` writes without a year.
fn bare_month(text: &str) -> Option<i8> {
    let years = Some(YearHint::of(2000));
    match (month_written(text, None), month_written(text, years)) {
        (Err(_), Ok(Some(month))) => Some(month.month()),
        _ => None,
    }
}

/// What a sheet calls itself: its name, the lines above the header, and the file's name where the sheet's says
/// nothing.
fn titles(at: At<'_>, lines: &Lines) -> Vec<String> {
    let file = Some(stem(at.source.path)).filter(|_| is_bare(at.sheet));
    let file = file.filter(|file| !file.is_empty()).map(str::to_string);
    lines.titles.iter().cloned().chain(file).collect()
}

/// The block that was recognised in a sheet.
fn block(at: At<'_>, recognised: &Recognised, lines: &Lines) -> Block {
    let known = |why: &UnknownWhy| {
        use UnknownWhy::{MoneyUnit, Remark, RowTotal, State};
        matches!(why, Remark | State(_) | MoneyUnit | RowTotal(_))
    };
    let not_understood = recognised.unknown.iter().filter(|u| !known(&u.why));
    let states = recognised.unknown.iter().filter_map(|u| match u.why {
        UnknownWhy::State(group) => Some((u.cell.1, group)),
        _ => None,
    });
    Block {
        table: recognised.table,
        input: UNNUMBERED,
        sheet: at.sheet.to_string(),
        sheet_index: at.index,
        titles: titles(at, lines),
        header: recognised.header,
        layout: recognised.layout.clone(),
        month_in_title: None,
        in_headings: BTreeSet::new(),
        scales: recognised.scales.clone(),
        unknown: not_understood.map(|u| u.label.clone()).collect(),
        unread: BTreeMap::new(),
        states: states.collect(),
        of_retired: lists_retired(at, lines),
        unit_column: recognised
            .unit_column
            .as_ref()
            .map(|(_, column, _)| *column),
        unit_is_vague: recognised
            .unit_column
            .as_ref()
            .is_some_and(|(.., label)| normalise_label(label) == "单位"),
        is_wide: !recognised.wide.is_empty(),
        date1904: at.date1904,
        unit_line: lines.unit.clone(),
        unit: None,
    }
}
