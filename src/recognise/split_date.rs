//! An account book's date: 月 and 日 in columns of their own, under the year (`2023年`) or beside it.

use super::Row;
use super::header_cells::HeaderCell;
use crate::read::Value;
use crate::schema::{ColumnType, normalise_label, schema};

/// Where the parts of a date stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitDate {
    /// Which column of the declaration the date is.
    pub index: usize,
    /// The sheet's columns of the year, where it has one, the month and the day, 0-based.
    pub year: Option<u32>,
    /// As `year`.
    pub month: u32,
    /// As `year`.
    pub day: u32,
    /// The year over the month and the day, four digits.
    pub stated_year: Option<String>,
}

impl SplitDate {
    /// The sheet's columns that it takes, 0-based.
    pub fn columns(&self) -> impl Iterator<Item = u32> {
        self.year.into_iter().chain([self.month, self.day])
    }
}

/// The parts of the date in the header `cells` of the table at `table`, which has to have a date and no
/// column for it.
pub(super) fn find(cells: &[HeaderCell], table: usize) -> Option<SplitDate> {
    let declared = &schema().subject(table).columns;
    let index = declared
        .iter()
        .position(|column| column.required && column.kind == ColumnType::Date)?;
    let is = |cell: &HeaderCell, label: &str| normalise_label(&cell.text) == label;
    let at = cells.windows(2).position(|pair| {
        let beside = pair[0].column + 1 == pair[1].column;
        beside && is(&pair[0], "月") && is(&pair[1], "日") && of_date(&pair[0])
    })?;
    if cells.iter().any(|cell| cell.meaning(table) == Some(index)) {
        return None;
    }
    let (month, day) = (&cells[at], &cells[at + 1]);
    let before = at.checked_sub(1).map(|before| &cells[before]);
    let year = before.filter(|cell| is(cell, "年") && cell.column + 1 == month.column);
    let over = month.group.as_deref().unwrap_or_default();
    let digits: String = over.chars().filter(char::is_ascii_digit).collect();
    Some(SplitDate {
        index,
        year: year.map(|cell| cell.column),
        month: month.column,
        day: day.column,
        stated_year: Some(digits).filter(|year| year.len() == 4 && year.starts_with("20")),
    })
}

/// Whether what stands over a month is a year or a date, if anything does.
fn of_date(month: &HeaderCell) -> bool {
    let group = month.group.as_deref().map(normalise_label);
    group.is_none_or(|group| {
        group.ends_with('年')
            || ["日期", "时间", "年月日"]
                .iter()
                .any(|word| group.contains(word))
    })
}

/// Whether a row is the lower row of such a header: nothing but 年, 月, 日.
pub fn is_date_parts(row: &Row<'_>) -> bool {
    let part = |value: &Value<'_>| match value {
        Value::Text(text) => matches!(normalise_label(text.as_str()).as_str(), "年" | "月" | "日"),
        _ => false,
    };
    row.cells.len() >= 2 && row.cells.iter().all(|cell| part(&cell.value))
}
