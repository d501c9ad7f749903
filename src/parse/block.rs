//! A whole block: rows in, typed columns and the findings of its cells out.

mod beside;
mod sums;

use super::adds_up::Sums;
use super::heading::{Headings, shown, value_in};
use super::utc_midnights::Meaning;
use super::{ColumnParser, Fault, YearHint, means_the_same};
use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::read::Value;
use crate::rows::{Block, ColumnData, Layout, TextColumn, TypedRows, TypedValue};
use crate::schema::{ColumnType, HeadingSays, Table, heading_says};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Parses the rows of one block.
pub struct BlockParser {
    rows: TypedRows,
    parsers: Vec<ColumnParser>,
    /// The sheet column of each parser's cells, where the block is rows under a header.
    places: Vec<Option<u32>>,
    /// By column of the declaration, the category and its value that say yes for it.
    implied: Vec<(usize, usize, &'static str)>,
    /// What the heading above says of a column, by its position.
    said_above: Option<(usize, &'static str)>,
    /// The month of every row, by its first day, where [`Block::month_in_title`] says so.
    month: Option<Date>,
    /// That month's number, 1 to 12, where it is said without its year.
    bare_month: Option<i8>,
    in_headings: Headings,
    findings: Findings,
    /// Texts that say nothing in a column, by its position in the declaration.
    void: BTreeMap<usize, &'static [String]>,
    sums: Sums,
    /// The column of what was paid, beside one of state that may say that it was not.
    paid: Option<usize>,
    /// Columns of the declaration that were read out of other rows, in the places of these columns.
    besides: BTreeMap<usize, u32>,
    /// Whether the column that may say whose each row is holds units of money.
    has_no_schools: bool,
    /// What is to be said where a value takes its year from a title.
    doubt: Option<Finding>,
}

impl BlockParser {
    /// The parser of `block`; `years` gives bare months their year.
    pub fn new(block: Block, years: Option<YearHint>) -> BlockParser {
        let parsers = block
            .table
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let parser = ColumnParser::new(column, block.scale(index), years);
                parser.with_date1904(block.date1904)
            })
            .collect();
        let places = match &block.layout {
            Layout::Rows(columns) => (0..block.table.columns.len())
                .map(|index| columns.get(&index).copied())
                .collect(),
            Layout::Form(_) => Vec::new(),
        };
        let table: &'static Table = block.table;
        let columns = table.columns.iter().enumerate();
        let void = columns.clone().filter_map(|(index, column)| {
            let void = column.void.as_ref()?;
            let beside = void.beside.iter().all(|id| block.has_column(id));
            beside.then_some((index, void.values.as_slice()))
        });
        let void = void.collect();
        let implied = columns.filter_map(|(index, column)| {
            let by = column.implied.as_ref()?;
            Some((index, table.column_index(&by.column)?, by.value.as_str()))
        });
        let implied = implied.collect();
        let paid = table.column_index("paid");
        let paid = paid.filter(|paid| !block.states.is_empty() && block.has(*paid));
        let rows = TypedRows::new(block);
        BlockParser {
            void,
            sums: Sums::new(&rows),
            paid,
            besides: BTreeMap::new(),
            has_no_schools: false,
            rows,
            parsers,
            places,
            implied,
            said_above: None,
            month: None,
            bare_month: None,
            in_headings: Headings::default(),
            findings: Findings::default(),
            doubt: None,
        }
    }

    /// With a finding that is said where any value takes its year from what stands above the table.
    pub fn with_doubt(mut self, doubt: Option<Finding>) -> BlockParser {
        if doubt.is_some() {
            for parser in &mut self.parsers {
                parser.watch_years();
            }
        }
        self.doubt = doubt;
        self
    }

    /// With `month` (its first day; none where it is not known) as the value of the month column at
    /// `column` of the declaration in every row.
    pub fn with_month(mut self, column: usize, month: Option<Date>) -> BlockParser {
        self.rows.block.month_in_title = Some(column);
        self.month = month;
        self
    }

    /// Whose month of every row is said by its number (1 to 12) alone, where `month` is one.
    pub fn with_bare_month(mut self, month: Option<i8>) -> BlockParser {
        self.bare_month = month;
        self
    }

    /// Takes `years` for what is said without its year from the next row on. That they differ from other years,
    /// `doubt` says once, where any value takes its year from them.
    pub fn in_years(&mut self, years: YearHint, doubt: Option<Finding>) {
        for parser in &mut self.parsers {
            parser.in_years(years);
        }
        if let Some(month) = self.bare_month {
            self.month = Date::new(years.year(month), month, 1).ok();
        }
        let Some(doubt) = doubt else { return };
        if self.bare_month.is_some() {
            self.findings.push(doubt);
        } else if self.doubt.is_none() {
            for parser in &mut self.parsers {
                parser.watch_years();
            }
            self.doubt = Some(doubt);
        }
    }

    /// Takes `month` (its first day) as the value of the month column at `column` of the declaration from the
    /// next row on.
    pub fn in_month(&mut self, column: usize, month: Date) {
        self.rows.block.month_in_title = Some(column);
        self.month = Some(month);
    }

    /// Gives the money in the sheet's `column` (0-based) the unit of so many yuan, before the first row.
    pub fn rescale(&mut self, column: u32, scale: i64) {
        for (index, place) in self.places.iter().enumerate() {
            if *place == Some(column) {
                self.parsers[index].rescale(scale);
                self.rows.block.scales.insert(index, scale);
            }
        }
    }

    /// Where the rows come from.
    pub fn block(&self) -> &Block {
        &self.rows.block
    }

    /// Adds the sheet's row `number` (1-based); `value` gives the cell of a sheet column (0-based),
    /// and `covered` says whether an empty one is part of a merged cell that began above.
    pub fn row<'v, 'a: 'v>(
        &mut self,
        number: u32,
        value: impl Fn(u32) -> Option<&'v Value<'a>>,
        covered: &dyn Fn(u32) -> bool,
    ) {
        if let Some(column) = self.rows.block.unit_column {
            self.unit_of_row(number, value(column));
        }
        let places = std::mem::take(&mut self.places);
        let place = |index: usize| places.get(index).copied().flatten();
        self.add(number, |index| place(index).and_then(&value), &|index| {
            place(index).is_some_and(covered)
        });
        self.places = places;
        if self.paid.is_some() {
            self.unpaid(number, value);
        }
    }

    /// Takes whose the row is out of the cell that says so; a ditto, and one left empty in a merged
    /// cell, were filled in before or are the row's above.
    fn unit_of_row(&mut self, number: u32, value: Option<&Value<'_>>) {
        // A unit of money stood there, and says nothing of schools.
        self.has_no_schools |= matches!(value, Some(Value::Text(text)) if text.as_str().is_empty());
        if self.has_no_schools {
            self.rows.of_unit.push(None);
            return;
        }
        let written = match value {
            Some(Value::Text(text)) if means_the_same(text.as_str()) => {
                let above = self.rows.of_unit.len().checked_sub(1);
                above
                    .and_then(|above| self.rows.of_unit.get(above))
                    .map(str::to_string)
            }
            Some(Value::Text(text)) => {
                let unit = text.as_str().trim().trim_start_matches('`');
                Some(unit.to_string())
            }
            _ => None,
        };
        let above = self.rows.of_unit.len().checked_sub(1);
        let above = above.and_then(|above| self.rows.of_unit.get(above));
        let above = above.map(str::to_string);
        if written.is_none() {
            let mut place = self.rows.block.place(None, number);
            let column = self.rows.block.unit_column;
            place.cell = column.map(|column| (number.saturating_sub(1), column));
            let taken = above.clone().unwrap_or_else(|| "—".to_string());
            self.findings
                .push(Finding::new(Code::T010, place).arg("unit", Arg::Thing(taken)));
        }
        self.rows.of_unit.push(written.or(above).as_deref());
    }

    /// The value of the column at this position of the declaration in the rows that follow, where they say
    /// none, as the heading above them does.
    pub fn said_above(&mut self, said: Option<(usize, &'static str)>) {
        self.said_above = said;
    }

    /// Takes a heading among the rows, which stands in the sheet's `cell` (row and column, 0-based). A word of
    /// a column that the sheet lacks holds for the rows below.
    pub fn heading(&mut self, text: &str, cell: (u32, u32)) {
        let position = self.len();
        self.rows.headings.push((position, text.to_string()));
        let block = &self.rows.block;
        let table: &'static Table = block.table;
        // What a heading says of a state, the section that it begins gives to its rows.
        let is_state = matches!(heading_says(table, text), Some(HeadingSays::State { .. }));
        let lacks =
            |index: usize| !is_state && (!block.has(index) || block.in_headings.contains(&index));
        let columns = table.columns.iter().enumerate();
        let lacking = columns.filter(|(index, _)| lacks(*index));
        let said = lacking.filter_map(|(index, column)| Some((index, value_in(column, text)?)));
        let said: Vec<(usize, TypedValue<'static>)> = said.collect();
        for (index, value) in &said {
            let first = self.rows.block.in_headings.insert(*index);
            if let (TypedValue::Bool(said), ColumnData::Bool(above)) =
                (value, &mut self.rows.columns[*index])
                && first
            {
                // Those above the first 非会员 are members.
                above.iter_mut().for_each(|row| *row = Some(!said));
            }
            let finding = Finding::new(Code::T075, self.rows.block.place_at(cell))
                .value(text.to_string())
                .arg("heading", Arg::Text(text.trim().to_string()))
                .arg("cell_title", Arg::Words(table.columns[*index].title))
                .arg("says", shown(value));
            self.findings.push(finding);
        }
        self.in_headings.begin(text, said);
    }

    /// Adds the one row of a form; `value` gives the cell at a row and column (0-based).
    pub fn form<'v, 'a: 'v>(&mut self, value: impl Fn(u32, u32) -> Option<&'v Value<'a>>) {
        let Layout::Form(cells) = self.rows.block.layout.clone() else {
            return;
        };
        let number = cells.values().map(|(row, _)| row + 1).min().unwrap_or(1);
        let value = |index: usize| {
            let &(row, column) = cells.get(&index)?;
            value(row, column)
        };
        self.add(number, value, &|_| false);
    }

    fn add<'v, 'a: 'v>(
        &mut self,
        number: u32,
        cell: impl Fn(usize) -> Option<&'v Value<'a>>,
        covered: &dyn Fn(usize) -> bool,
    ) {
        let row = self.rows.rows.len();
        self.rows.rows.push(number);
        for (index, parser) in self.parsers.iter_mut().enumerate() {
            let in_title = self.rows.block.month_in_title == Some(index);
            if in_title {
                self.rows.columns[index].push(self.month.map(TypedValue::Date));
                continue;
            }
            if let Some(said) = self.in_headings.value(index) {
                self.rows.columns[index].push(Some(said.clone()));
                continue;
            }
            let void = self.void.get(&index);
            let says = |value: &&Value<'_>| match (void, value) {
                (Some(void), Value::Text(text)) => {
                    !void.iter().any(|said| said == text.as_str().trim())
                }
                _ => true,
            };
            let value = cell(index).filter(says);
            if value.is_none()
                && let Some((_, said)) = self.said_above.filter(|(at, _)| *at == index)
            {
                self.rows.columns[index].push(Some(TypedValue::Text(said)));
                continue;
            }
            let mut implied = self.implied.iter().filter(|_| value.is_none());
            if implied.any(|implied| says_yes(&self.rows, *implied, (index, row))) {
                self.rows.columns[index].push(Some(TypedValue::Bool(true)));
                continue;
            }
            let fault = match value {
                Some(Value::Text(text)) if means_the_same(text.as_str()) => {
                    same_as_above(&mut self.rows.columns[index])
                }
                _ => parser.parse(value, &mut self.rows.columns[index]),
            };
            // A column that the sheet lacks is said once, by its header (T002).
            let said = |fault: &Fault| {
                let inside_a_merge = fault.code == Code::C001 && covered(index);
                self.rows.block.has(index) && !inside_a_merge
            };
            let Some(fault) = fault else { continue };
            if fault.code == Code::C131 {
                self.rows.totals.rounded.push((index, row));
            } else if self.rows.columns[index].get(row).is_none() {
                self.rows.not_understood.push((index, row));
            }
            if said(&fault) {
                let finding = cell_finding(&self.rows.block, index, number, value, fault);
                self.findings.push(finding);
            }
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether any row has a value in the column at `index` of the declaration, or a cell there that
    /// was not understood.
    pub fn has_values(&self, index: usize) -> bool {
        let values = (0..self.rows.rows.len()).any(|r| self.rows.columns[index].get(r).is_some());
        // A required cell left empty is among them only where the column has to be there.
        let not_understood = &self.rows.not_understood;
        values || not_understood.iter().any(|(column, _)| *column == index)
    }

    /// Moves the dates of the column at `index` of the declaration to the day that they mean in China,
    /// where all of them are midnights written in UTC, and says so; or that it is not clear.
    fn utc_midnights(&mut self, index: usize) {
        let found = &self.parsers[index].utc_midnights;
        let code = match found.meaning() {
            Meaning::Times => return,
            Meaning::Midnights => Code::C006,
            Meaning::Unclear => Code::C007,
        };
        let table: &'static crate::schema::Table = self.rows.block.table;
        let column = &table.columns[index];
        let meant = |day: Date| match column.kind {
            ColumnType::Month => day.first_of_month(),
            _ => day,
        };
        let rows = found.rows().iter().map(|(row, day)| (*row, meant(*day)));
        let rows: Vec<(usize, Date)> = rows.collect();
        let Some(&(first, day)) = rows.first() else {
            return;
        };
        let number = self.rows.rows.get(first).copied().unwrap_or(1);
        let place = self.rows.block.place(Some(&column.id), number);
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        // As the cell has it.
        let before = found.rows().first().map(|(_, next)| next.yesterday());
        let written = before.and_then(Result::ok).unwrap_or(day);
        self.findings.push(
            Finding::new(code, place)
                .value(format!("{written} 16:00:00"))
                .arg("count", Arg::Count(count))
                .arg("day", Arg::Date(day)),
        );
        if code == Code::C006
            && let ColumnData::Date(dates) = &mut self.rows.columns[index]
        {
            for (row, day) in rows {
                dates[row] = Some(day);
            }
        }
    }

    /// C122 for the months of the column at `index` of the declaration that may be January and October; they
    /// count as neither.
    fn lost_zeros(&mut self, index: usize) {
        let table: &'static crate::schema::Table = self.rows.block.table;
        let column = &table.columns[index];
        for row in self.parsers[index].lost_zeros.unclear() {
            let number = self.rows.rows.get(row).copied().unwrap_or(1);
            let place = self.rows.block.place(Some(&column.id), number);
            if let ColumnData::Date(dates) = &mut self.rows.columns[index] {
                let year = dates[row].map_or(0, Date::year);
                let finding = Finding::new(Code::C122, place);
                self.findings.push(finding.value(format!("{year}.1")));
                dates[row] = None;
            }
            self.rows.not_understood.push((index, row));
        }
    }

    /// The typed rows and what is wrong with their cells.
    pub fn finish(mut self) -> (TypedRows, Vec<Finding>) {
        for index in 0..self.parsers.len() {
            self.utc_midnights(index);
            self.lost_zeros(index);
        }
        if self.has_no_schools && self.rows.of_unit.iter().all(|unit| unit.is_none()) {
            self.rows.of_unit = TextColumn::default();
            self.rows.block.unit_column = None;
        }
        if let Layout::Rows(columns) = &mut self.rows.block.layout {
            columns.extend(std::mem::take(&mut self.besides));
        }
        let took = self.parsers.iter().any(ColumnParser::took_year);
        self.findings.extend(self.doubt.filter(|_| took));
        (self.rows, self.findings.finish())
    }
}

/// Whether the column at `index`, whose own cell in `row` is empty, is yes by what another one says, or by
/// the sheet's title where that one says nothing.
fn says_yes(
    rows: &TypedRows,
    (target, by, value): (usize, usize, &str),
    (index, row): (usize, usize),
) -> bool {
    target == index
        && match rows.columns[by].get(row) {
            Some(said) => said == TypedValue::Text(value),
            None => rows.block.of_retired,
        }
}

/// Adds the column's last value once more, for a cell that says so (〃, 同上).
fn same_as_above(column: &mut ColumnData) -> Option<Fault> {
    let Some(above) = column.len().checked_sub(1) else {
        column.push(None);
        return Some(Fault::new(Code::C004));
    };
    column.push_again(above);
    None
}

/// The finding of a fault in the cell of column `index` (of the declaration) in the sheet's row
/// `number` (1-based).
fn cell_finding(
    block: &Block,
    index: usize,
    number: u32,
    value: Option<&Value<'_>>,
    fault: Fault,
) -> Finding {
    let column: &'static str = {
        let table: &'static crate::schema::Table = block.table;
        &table.columns[index].id
    };
    let mut finding = Finding::new(fault.code, block.place(Some(column), number));
    finding.value = value.map(Value::shown);
    finding.args = fault.args;
    finding
}
