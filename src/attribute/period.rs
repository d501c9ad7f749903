//! The period that the data speaks of, and which rows fall in one.

use crate::outcome::PeriodSource;
use crate::plan::{Period, Span, TermDates};
use crate::rows::{ColumnData, TypedRows};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A term counts as covered when at least one in this many dated rows lies in it: a single mistyped
/// year does not move the period of a whole district.
const SHARE: usize = 20;

/// The dates that say when a school was at work, row by row; none of a table that has no such column.
fn dates(rows: &TypedRows) -> Option<&[Option<Date>]> {
    match rows.column(rows.block.table.dates_period.as_deref()?)? {
        ColumnData::Date(dates) => Some(dates),
        _ => None,
    }
}

/// The rows of a table that fall in `span`, by position; a month does if its first day does. A row whose
/// date is blank or not understood stays, since nothing says that it does not. None where all rows stay,
/// as those of a table without dates do.
pub(super) fn rows_within(rows: &TypedRows, span: Span) -> Option<Vec<usize>> {
    let dates = dates(rows)?;
    let stays = |date: &Option<Date>| date.is_none_or(|date| span.contains(date));
    let within = dates.iter().enumerate().filter(|(_, date)| stays(date));
    let within: Vec<usize> = within.map(|(index, _)| index).collect();
    (within.len() < dates.len()).then_some(within)
}

/// Leaves the rows that [`rows_within`] answers; answers how many it took out.
pub fn keep_within(tables: &mut [TypedRows], span: Span) -> usize {
    let mut out = 0;
    for rows in tables {
        if let Some(within) = rows_within(rows, span) {
            out += rows.rows.len() - within.len();
            *rows = rows.of_one_unit(&within, rows.block.unit.clone());
        }
    }
    out
}

/// The period asked for, else the newest term that the data covers: rows of a table, and of which of
/// them none for all. Without any date there is nothing to say of any period; the first term of
/// 2023-2024 stands for all.
pub(super) fn choose<'r>(
    asked: Option<Period>,
    rows: impl Iterator<Item = (&'r TypedRows, Option<&'r [usize]>)>,
    terms: &TermDates,
) -> (Period, PeriodSource) {
    if let Some(period) = asked {
        return (period, PeriodSource::Asked);
    }
    match newest(rows, terms) {
        Some(period) => (period, PeriodSource::Newest),
        None => (Period::Term(2023, 1), PeriodSource::NoData),
    }
}

/// The newest term that the data covers; none without any dated row.
fn newest<'r>(
    rows: impl Iterator<Item = (&'r TypedRows, Option<&'r [usize]>)>,
    terms: &TermDates,
) -> Option<Period> {
    let mut found: BTreeMap<Period, usize> = BTreeMap::new();
    let mut count = |date: Option<Date>| {
        if let Some(date) = date {
            *found.entry(terms.term_of(date)).or_default() += 1;
        }
    };
    for (rows, indices) in rows {
        let Some(dates) = dates(rows) else { continue };
        match indices {
            Some(indices) => indices.iter().for_each(|&index| count(dates[index])),
            None => dates.iter().copied().for_each(&mut count),
        }
    }
    let all: usize = found.values().sum();
    found
        .iter()
        .rev()
        .find(|(_, count)| **count * SHARE >= all)
        .map(|(term, _)| *term)
}
