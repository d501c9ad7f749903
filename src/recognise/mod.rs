//! recognise: the first rows of a sheet → which table it is, where its header stands and which
//! column is which; and of each row below, whether it is data. No value is interpreted here.

mod card;
mod clues;
mod columns;
mod digits;
mod file_name;
mod fit;
mod form;
mod header;
mod header_cell;
mod header_cells;
mod hints;
mod labels;
mod lines;
mod listed;
mod money_column;
mod money_unit;
mod names;
mod parts;
mod questions;
mod side_by_side;
mod split_date;
mod wide;
mod years_across;

pub use digits::Digits;
pub use file_name::{FileName, Marks};
pub use header::HeaderPart;
pub use header_cell::Parts;
pub use hints::{is_under_header, units_under_header};
pub use labels::{may_be_label, stands_for};
pub use lines::{Lines, UNIT_LABELS, is_school_name, school_in, school_of_title};
pub use money_column::{MoneyColumn, RowMoney, is_money_column, money_of_row};
pub use money_unit::{MoneyUnit, money_unit_name, money_unit_said, unit_of_line};
pub use names::is_bare;
pub use split_date::{SplitDate, is_date_parts};
pub use wide::RowTotal;

use crate::finding::show_month;
use crate::judgement::Judgement;
use crate::read::{Cell, Cells, Merge, ReadError, UTC_MIDNIGHT, Value, show_number};
use crate::rows::Layout;
use crate::schema::{GUIDE_SHEET, OPTIONS_SHEET, StateGroup, Table, normalise_label};
use jiff::civil::{Date, DateTime};
use std::borrow::Cow;
use std::collections::BTreeMap;
use wide::{month_label, months_in_numbers, says_dues};

/// How many rows from the top, of those that hold something, are searched for a header.
pub const HEAD_ROWS: usize = 30;

/// One row of a sheet that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// 0-based.
    pub index: u32,
    /// From left to right.
    pub cells: Vec<Cell<'a>>,
}

impl<'a> Row<'a> {
    /// The value in `column` (0-based).
    pub fn at(&self, column: u32) -> Option<&Value<'a>> {
        self.cell(column).map(|cell| &cell.value)
    }

    /// The cell in `column` (0-based).
    pub fn cell(&self, column: u32) -> Option<&Cell<'a>> {
        let found = self.cells.binary_search_by_key(&column, |cell| cell.column);
        found.ok().map(|index| &self.cells[index])
    }

    /// The part of the row that stands in the columns of `span`.
    pub fn within(&self, span: &Span) -> Row<'a> {
        let cells = self.cells.iter();
        Row {
            index: self.index,
            cells: cells
                .filter(|cell| span.contains(&cell.column))
                .cloned()
                .collect(),
        }
    }

    /// What can be labels of a header, with their columns: texts, and months written as dates.
    fn labels(&self) -> impl Iterator<Item = (u32, Cow<'_, str>)> {
        // The days of a month, one a column, are no months, though the first of them stands for one.
        let of_days = self.cells.iter().any(|cell| match &cell.value {
            Value::Date(date) => month_of_header(*date).is_none(),
            _ => false,
        });
        let cells = self.cells.iter();
        let cells = cells.filter(move |cell| !(of_days && matches!(cell.value, Value::Date(_))));
        cells.filter_map(|cell| Some((cell.column, label(cell)?)))
    }

    /// What can be labels of a header, as [`Row::labels`]; where the sheet is of `dues`, numbers that
    /// are months among them.
    fn header_labels(&self, dues: bool) -> Vec<(u32, Cow<'_, str>)> {
        let mut labels: Vec<_> = self.labels().collect();
        let months = if dues { months_in_numbers(self) } else { None };
        for (column, month) in months.unwrap_or_default() {
            match labels.binary_search_by_key(&column, |(column, _)| *column) {
                // 9 that shows as 2022年9月 says more.
                Ok(at) if month_label(&labels[at].1).is_some() => {}
                Ok(at) => labels[at].1 = Cow::Owned(month),
                Err(at) => labels.insert(at, (column, Cow::Owned(month))),
            }
        }
        labels
    }

    /// The numbers that are years, with their columns; over months they are theirs.
    fn years_in_numbers(&self) -> impl Iterator<Item = (u32, Cow<'_, str>)> {
        self.cells.iter().filter_map(|cell| match &cell.value {
            Value::Number(number) if (2000.0..2100.0).contains(number) && number.fract() == 0.0 => {
                Some((cell.column, Cow::Owned(show_number(*number))))
            }
            _ => None,
        })
    }

    /// Whether it holds nothing but labels.
    fn is_all_labels(&self) -> bool {
        self.cells.iter().all(|cell| match &cell.value {
            Value::Text(_) => true,
            _ => label(cell).is_some(),
        })
    }

    /// The row's texts with their columns.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (u32, &str)> {
        self.cells.iter().filter_map(|cell| match &cell.value {
            Value::Text(text) => Some((cell.column, text.as_str())),
            _ => None,
        })
    }
}

/// A cell as a header's label.
fn label<'v>(cell: &'v Cell<'_>) -> Option<Cow<'v, str>> {
    match &cell.value {
        Value::Text(text) => Some(Cow::Borrowed(text.as_str())),
        Value::Date(date) => month_of_header(*date).map(|month| Cow::Owned(show_month(month))),
        Value::Number(number) => {
            // 9 that shows as 2022年9月.
            let shown = cell
                .format
                .as_ref()
                .and_then(|format| format.shown(&cell.value));
            let shown = shown.filter(|shown| shown.contains(['年', '月']));
            // 202309; a year's months at most.
            let is_month = (200_001.0..210_013.0).contains(number);
            let written = || is_month.then(|| show_number(*number));
            shown.or_else(written).map(Cow::Owned)
        }
        _ => None,
    }
}

/// The month that a date in a header means, by its first day: the first of a month, or a midnight of
/// China that a program wrote in UTC, which is 16:00 of the day before.
fn month_of_header(date: DateTime) -> Option<Date> {
    let next = date.date().tomorrow().ok();
    let next = next.filter(|_| date.time() == UTC_MIDNIGHT);
    let mut days = next.into_iter().chain([date.date()]);
    days.find(|day| day.day() == 1)
}

/// Columns of a sheet, 0-based.
pub type Span = std::ops::Range<u32>;

/// All of a sheet's columns.
pub const ALL_COLUMNS: Span = 0..u32::MAX;

/// Groups a stream of cells into rows.
pub struct Rows<'a> {
    cells: Box<dyn Cells<'a> + 'a>,
    next: Option<Cell<'a>>,
    started: bool,
}

impl<'a> Rows<'a> {
    /// The rows of `cells`.
    pub fn new(cells: Box<dyn Cells<'a> + 'a>) -> Rows<'a> {
        Rows {
            cells,
            next: None,
            started: false,
        }
    }

    /// The next row that holds something; none at the end. The cells that come with one row number
    /// are one row, sorted by column; of two cells at one place the later one stands.
    ///
    /// # Errors
    /// When the sheet breaks off.
    pub fn next_row(&mut self) -> Result<Option<Row<'a>>, ReadError> {
        if !self.started {
            self.started = true;
            self.next = self.cells.next_cell()?;
        }
        let Some(first) = self.next.take() else {
            return Ok(None);
        };
        let index = first.row;
        let mut cells = vec![first];
        while let Some(cell) = self.cells.next_cell()? {
            if cell.row != index {
                self.next = Some(cell);
                break;
            }
            cells.push(cell);
        }
        cells.sort_by_key(|cell| cell.column);
        cells.dedup_by(|later, earlier| {
            let same = later.column == earlier.column;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
        Ok(Some(Row { index, cells }))
    }
}

/// What the head of a sheet turned out to be.
#[derive(Debug, Clone)]
pub struct Recognised {
    /// Which table.
    pub table: &'static Table,
    /// The columns of the sheet that are its own, where others stand beside it.
    pub span: Span,
    /// Where its columns are.
    pub layout: Layout,
    /// The header's first cell, 0-based.
    pub header: (u32, u32),
    /// The header's last row, 0-based: the same unless groups stand over their parts.
    pub last_header_row: u32,
    /// By how much the unit in each column's header multiplies money, by column of the declaration.
    pub scales: BTreeMap<usize, i64>,
    /// The units of money that headers state themselves, in yuan, by the sheet's column.
    pub own_units: BTreeMap<u32, i64>,
    /// Cells that name 万 or 千 beside figures in a way that is not understood, with their texts.
    pub unclear_units: Vec<((u32, u32), String)>,
    /// Headers that stand for no column.
    pub unknown: Vec<UnknownHeader>,
    /// Required columns that the sheet does not have, by column of the declaration.
    pub missing: Vec<usize>,
    /// The months of a wide sheet, from left to right.
    pub wide: Vec<WideColumn>,
    /// Where the parts of the date stand, in an account book.
    pub split_date: Option<SplitDate>,
    /// The column that says the year of the months and days beside it.
    pub year_column: Option<YearColumn>,
    /// The amounts that stand in digits, one a column; of each the first is the column's.
    pub digits: Vec<Digits>,
    /// The values that stand in several columns; of each the first is the column's.
    pub parts: Vec<Parts>,
    /// The header's cell (row, column, 0-based) and text of the column that says whose each row is.
    pub unit_column: Option<(u32, u32, String)>,
    /// The columns that say in which money each row's amounts stand.
    pub money_columns: Vec<MoneyColumn>,
    /// Why it is taken for the table, and what else it may be: the table first.
    pub judgements: Vec<Judgement>,
    /// Whether its values stand a column beside their headers, and are read there.
    pub is_shifted: bool,
}

/// How many rows under a header are looked at for its values.
const ROWS_LOOKED_AT: usize = 10;

impl Recognised {
    /// A `table` laid out so, whose header begins at `header` (row and column, 0-based), and nothing else.
    fn new(table: &'static Table, layout: Layout, header: (u32, u32)) -> Recognised {
        Recognised {
            table,
            span: ALL_COLUMNS,
            layout,
            header,
            last_header_row: header.0,
            scales: BTreeMap::new(),
            own_units: BTreeMap::new(),
            unclear_units: Vec::new(),
            unknown: Vec::new(),
            missing: Vec::new(),
            wide: Vec::new(),
            split_date: None,
            year_column: None,
            digits: Vec::new(),
            parts: Vec::new(),
            unit_column: None,
            money_columns: Vec::new(),
            judgements: Vec::new(),
            is_shifted: false,
        }
    }

    /// With its amounts under the header of their side (收支), where figures stand there and no column of
    /// amounts elsewhere.
    fn amounts_for_sides(mut self, head: &[Row<'_>]) -> Recognised {
        let table = self.table;
        let indices = ["kind", "amount", "income", "expense"].map(|id| table.column_index(id));
        let ([Some(kind), Some(amount), Some(income), Some(expense)], Layout::Rows(columns)) =
            (indices, &mut self.layout)
        else {
            return self;
        };
        let has_amounts = [amount, income, expense]
            .iter()
            .any(|index| columns.contains_key(index));
        let Some(place) = columns.get(&kind).copied().filter(|_| !has_amounts) else {
            return self;
        };
        let below = head.iter().filter(|row| row.index > self.last_header_row);
        let mut cells = below
            .take(ROWS_LOOKED_AT)
            .filter_map(|row| row.at(place))
            .peekable();
        let is_figure = |value: &Value<'_>| match value {
            Value::Number(_) => true,
            Value::Text(text) => text.as_str().trim().replace(',', "").parse::<f64>().is_ok(),
            _ => false,
        };
        if cells.peek().is_some() && cells.all(is_figure) {
            columns.remove(&kind);
            columns.insert(amount, place);
            let scale = self.scales.remove(&kind).unwrap_or(1);
            self.scales.insert(amount, scale);
        }
        self
    }

    /// With its columns where their values stand, where some program wrote each header beside them: nothing
    /// stands under any header, and something in the columns right of them, which have none.
    fn beside_its_values(mut self, head: &[Row<'_>]) -> Recognised {
        let Layout::Rows(columns) = &mut self.layout else {
            return self;
        };
        let below = head.iter().filter(|row| row.index > self.last_header_row);
        let below: Vec<&Row<'_>> = below.take(ROWS_LOOKED_AT).collect();
        let holds = |column: u32| below.iter().any(|row| row.at(column).is_some());
        let labelled: Vec<u32> = columns.values().copied().collect();
        let beside = labelled.iter().filter(|column| {
            let next = **column + 1;
            !labelled.contains(&next) && holds(next)
        });
        let none = !labelled.iter().any(|column| holds(*column));
        if none && self.wide.is_empty() && labelled.len() > 1 && beside.count() * 2 > labelled.len()
        {
            columns.values_mut().for_each(|column| *column += 1);
            self.is_shifted = true;
        }
        self
    }
}

/// A column that says the year of what stands beside it: 年度, 学年, 学期.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearColumn {
    /// The sheet's column, 0-based.
    pub column: u32,
    /// Whether its years are those of schools, which begin in August.
    pub of_school: bool,
}

/// A column of a wide sheet: a month of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WideColumn {
    /// The month as `parse` reads it: `9月`, `2023年9月`.
    pub month: String,
    /// Which column of the declaration its cells are.
    pub target: usize,
    /// The header's cell, 0-based row and column.
    pub header: (u32, u32),
    /// By how much the header's unit multiplies money.
    pub scale: i64,
}

/// A header that stands for no column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownHeader {
    /// As written, line breaks as spaces.
    pub label: String,
    /// Its cell, 0-based.
    pub cell: (u32, u32),
    /// What to say of it.
    pub why: UnknownWhy,
}

/// Why a header stands for no column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnknownWhy {
    /// A remark of the school's own (备注): nothing to say.
    Remark,
    /// What says whether the row came about (审批结果).
    State(StateGroup),
    /// What says in which money the row's amounts stand (币种).
    MoneyUnit,
    /// Another header stands for the same column of the declaration already.
    Twice(usize),
    /// The sum of a wide sheet's months.
    RowTotal(RowTotal),
    /// Not known; the column of the declaration that it is near to, if any.
    NotKnown(Option<usize>),
}

/// Recognises the tables in the head of the sheet called `sheet` in the file called `file`, those beside each
/// other from left to right, where the cells `merges` are merged; none when there is no header. `years` of titles
/// are for `parse` to tell.
pub fn recognise(sheet: &str, file: &str, head: &[Row<'_>], merges: &[Merge]) -> Vec<Recognised> {
    let mut found = side_by_side::find(sheet, file, head);
    for (span, candidate) in &mut found {
        header::down_to_its_merges((sheet, file), head, span, merges, candidate);
    }
    let matched = found.iter().map(|(_, candidate)| candidate.matched).max();
    // A form's labels stand under each other; a header's stand side by side.
    match form::find(sheet, head) {
        Some((form, labels)) if matched.is_none_or(|matched| labels > matched) => vec![form],
        _ if let Some(card) = card(head, &found) => vec![card],
        _ => {
            let several = found.len() > 1;
            let lay_out = |(span, candidate): (Span, fit::Candidate)| {
                let lines = match several {
                    true => Lines::beside(sheet, head, candidate.rows.0, &span),
                    false => Lines::read(sheet, head, Some(candidate.rows.0)),
                };
                Recognised {
                    span,
                    ..columns::lay_out(candidate, &lines)
                }
                .beside_its_values(head)
                .amounts_for_sides(head)
            };
            found.into_iter().map(lay_out).collect()
        }
    }
}

/// The form that stands where a table of the head would begin, or in a head without one.
fn card(head: &[Row<'_>], found: &[(Span, fit::Candidate)]) -> Option<Recognised> {
    match found {
        [] => card::find(head, None, None),
        [(_, only)] => card::find(head, Some(only.rows.0), only.judgements.first()),
        _ => None,
    }
}

/// Recognises the last of `rows`, below a table already begun in the sheet called `sheet`, as the
/// end of another one's header; `lines` are those of the sheet.
pub fn recognise_below(sheet: &str, rows: &[Row<'_>], lines: &Lines) -> Option<Recognised> {
    let dues = || says_dues(lines.titles.iter().map(String::as_str));
    header::below(sheet, rows, &dues).map(|candidate| columns::lay_out(candidate, lines))
}

/// Recognises `rows`, all of them together, as the header of a table below another one in the sheet called
/// `sheet`: labels of the upper ones are merged down over the lower. `lines` are those of the sheet.
pub fn recognise_merged(sheet: &str, rows: &[Row<'_>], lines: &Lines) -> Option<Recognised> {
    let dues = || says_dues(lines.titles.iter().map(String::as_str));
    header::whole(sheet, rows, &dues).map(|candidate| columns::lay_out(candidate, lines))
}

/// What the head of a sheet without a table is nearest to, if to any.
pub fn nearest(sheet: &str, file: &str, head: &[Row<'_>]) -> Option<Judgement> {
    header::nearest(sheet, file, head)
}

/// What of a header a row may be: quick to say none.
pub fn part_of_header(row: &Row<'_>) -> HeaderPart {
    header::part_of_header(row)
}

/// Whether a sheet is one that the templates bring along and nobody fills in.
pub fn is_template_page(sheet: &str) -> bool {
    let sheet = normalise_label(sheet);
    // What a library adds that is not paid for: it says no more than that.
    [
        GUIDE_SHEET,
        OPTIONS_SHEET,
        "填报说明",
        "说明",
        "evaluationwarning",
    ]
    .contains(&sheet.as_str())
}

/// A header's text as it is quoted: line breaks as spaces.
pub(crate) fn quoted(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}
