//! The period that the data speaks of, and which rows fall in one.

use crate::outcome::PeriodSource;
use crate::plan::{Period, PeriodKind, TermDates};
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

/// Whether each row of a table is of `period`: its date lies in it, a month by its first day; where rows are
/// of a calendar year as a whole, the year is judged with the period. A row whose date is blank or not
/// understood is of every period, since nothing says that it is not. None for a table without dates.
fn are_of(rows: &TypedRows, period: Period, terms: &TermDates) -> Option<Vec<bool>> {
    let span = terms.span(period);
    let years = terms.judged(PeriodKind::Year, period);
    let of_year = |year: i64| years.iter().any(|judged| is_year(*judged, year));
    let table = rows.block.table;
    match (
        rows.column(table.of_year.as_deref().unwrap_or_default()),
        dates(rows),
    ) {
        (Some(ColumnData::Date(dates)), _) => {
            let of = |date: &Option<Date>| date.is_none_or(|date| of_year(date.year().into()));
            Some(dates.iter().map(of).collect())
        }
        (Some(ColumnData::Int(stated)), _) => {
            let of = |year: &Option<i64>| year.is_none_or(of_year);
            Some(stated.iter().map(of).collect())
        }
        (_, dates) => {
            let of = |date: &Option<Date>| date.is_none_or(|date| span.contains(date));
            Some(dates?.iter().map(of).collect())
        }
    }
}

fn is_year(period: Period, year: i64) -> bool {
    matches!(period, Period::Year(judged) if i64::from(judged) == year)
}

/// The rows of a table that are of `period`, by position; none where all are, as those of a table without
/// dates.
pub(super) fn rows_within(
    rows: &TypedRows,
    period: Period,
    terms: &TermDates,
) -> Option<Vec<usize>> {
    let of = are_of(rows, period, terms)?;
    let within = of.iter().enumerate().filter(|(_, of)| **of);
    let within: Vec<usize> = within.map(|(index, _)| index).collect();
    (within.len() < of.len()).then_some(within)
}

/// Leaves the rows that are of `period`; answers how many it took out.
pub fn keep_within(tables: &mut [TypedRows], period: Period, terms: &TermDates) -> usize {
    let mut out = 0;
    for rows in tables {
        if let Some(within) = rows_within(rows, period, terms) {
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
