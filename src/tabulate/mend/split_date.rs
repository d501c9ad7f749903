//! The rows of an account book: a date out of its month and its day. A month stands once, and holds for
//! the rows below it until the next one.

use super::Mend;
use super::merged::Merged;
use crate::parse::{means_the_same, says_blank};
use crate::read::{Text, Value};
use crate::recognise::{Recognised, Row, SplitDate};
use crate::rows::Block;

/// Mends an account book, whose date is in several columns.
pub(super) fn mend(recognised: &Recognised) -> Option<Box<dyn Mend>> {
    let at = recognised.split_date.clone()?;
    Some(Box::new(RunningDate {
        year: at.stated_year.clone(),
        at,
        month: None,
        day: None,
    }))
}

/// The date that the rows are at.
struct RunningDate {
    at: SplitDate,
    year: Option<String>,
    month: Option<String>,
    day: Option<String>,
}

impl Mend for RunningDate {
    /// A month may stand beside 承前页 as well.
    fn pass(&mut self, row: &Row<'_>) {
        let year = self.at.year.and_then(|column| part(row, column));
        self.year = year.or(self.year.take());
        self.month = part(row, self.at.month).or(self.month.take());
        self.day = part(row, self.at.day).or(self.day.take());
    }

    /// Puts the row's date into the cell of its month. A row without a day has no date; one with a month
    /// and no day has one that cannot be read.
    fn mend(&mut self, row: &mut Row<'_>, _: &Block, _: &Merged) {
        self.pass(row);
        if matches!(row.at(self.at.month), Some(Value::Date(_))) {
            return;
        }
        let written = |column: u32| row.at(column).is_some_and(|value| !is_blank(value));
        let date = match (&self.month, &self.day, written(self.at.day)) {
            (Some(month), Some(day), true) => match &self.year {
                Some(year) => format!("{year}年{month}月{day}日"),
                None => format!("{month}月{day}日"),
            },
            // As `parse` reads no date: the first of the month would be a guess.
            (Some(month), _, false) if written(self.at.month) => format!("{month}月"),
            _ => return,
        };
        let cell = crate::read::Cell {
            row: row.index,
            column: self.at.month,
            value: Value::Text(Text::own(date)),
            looks: Default::default(),
            format: None,
        };
        match row
            .cells
            .binary_search_by_key(&cell.column, |cell| cell.column)
        {
            Ok(place) => row.cells[place].value = cell.value,
            Err(place) => row.cells.insert(place, cell),
        }
    }
}

/// A part of a date as it stands in a row; none where the one above holds.
fn part(row: &Row<'_>, column: u32) -> Option<String> {
    match row.at(column)? {
        value if is_blank(value) => None,
        Value::Text(text) if means_the_same(text.as_str()) => None,
        value @ (Value::Text(_) | Value::Number(_)) => {
            let shown = value.shown();
            let bare = shown.trim_end_matches(['年', '月', '日']);
            Some(bare.to_string())
        }
        _ => None,
    }
}

fn is_blank(value: &Value<'_>) -> bool {
    matches!(value, Value::Text(text) if says_blank(text.as_str()))
}
