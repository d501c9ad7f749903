//! Months beside a column of their years (年份, 月份): each month with its year. A year stands once, and holds
//! for the rows below it until the next one.

use super::Mend;
use super::merged::Merged;
use crate::read::{Text, Value};
use crate::recognise::{Recognised, Row};
use crate::rows::{Block, Layout};
use crate::schema::ColumnType;

/// Mends a table that has such a column.
pub(super) fn mend(recognised: &Recognised) -> Option<Box<dyn Mend>> {
    let Layout::Rows(columns) = &recognised.layout else {
        return None;
    };
    let is_month = |index: &usize| recognised.table.columns[*index].kind == ColumnType::Month;
    let month = columns.iter().find(|(index, _)| is_month(index))?;
    Some(Box::new(YearColumn {
        column: recognised.year_column?,
        month: *month.1,
        year: None,
    }))
}

struct YearColumn {
    column: u32,
    month: u32,
    /// The year that the rows are in, four digits.
    year: Option<String>,
}

impl Mend for YearColumn {
    fn pass(&mut self, row: &Row<'_>) {
        let year = row.at(self.column).map(Value::shown).unwrap_or_default();
        let year = year.trim().trim_end_matches(['年', '度']);
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        if is_year {
            self.year = Some(year.to_string());
        }
    }

    /// Puts the year into the cell of a month that has none.
    fn mend(&mut self, row: &mut Row<'_>, _: &Block, _: &Merged) {
        self.pass(row);
        let Some(year) = &self.year else { return };
        let found = row.cells.iter_mut().find(|cell| cell.column == self.month);
        let Some(cell) = found else { return };
        let month = cell.value.shown();
        let month = month.trim().trim_end_matches(['月', '份']);
        if month
            .parse::<u8>()
            .is_ok_and(|month| (1..=12).contains(&month))
        {
            cell.value = Value::Text(Text::own(format!("{year}年{month}月")));
        }
    }
}
