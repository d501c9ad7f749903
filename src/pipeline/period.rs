//! The period, where none is asked for.

use super::ingested::Ingested;
use crate::outcome::PeriodSource;
use crate::plan::{Period, TermDates};
use crate::rows::{ColumnData, TypedRows};
use std::collections::BTreeMap;

/// A term counts as covered when at least one in this many dated rows lies in it: a single mistyped
/// year does not move the period of a whole district.
const SHARE: usize = 20;

/// The period asked for, else the newest term that the data covers. Without any date there is
/// nothing to say of any period; the first term of 2023-2024 stands for all.
pub(super) fn choose(
    asked: Option<Period>,
    files: &[Ingested],
    terms: &TermDates,
) -> (Period, PeriodSource) {
    if let Some(period) = asked {
        return (period, PeriodSource::Asked);
    }
    let tables: Vec<&TypedRows> = files.iter().flat_map(|file| &file.tables).collect();
    match newest(&tables, terms) {
        Some(period) => (period, PeriodSource::Newest),
        None => (Period::Term(2023, 1), PeriodSource::NoData),
    }
}

/// The newest term that the data covers; none without any dated row.
fn newest(tables: &[&TypedRows], terms: &TermDates) -> Option<Period> {
    let mut rows: BTreeMap<Period, usize> = BTreeMap::new();
    for block in tables {
        let dated = block.block.table.dates_period.as_deref();
        if let Some(ColumnData::Date(dates)) = dated.and_then(|column| block.column(column)) {
            for date in dates.iter().flatten() {
                *rows.entry(terms.term_of(*date)).or_default() += 1;
            }
        }
    }
    let all: usize = rows.values().sum();
    rows.iter()
        .rev()
        .find(|(_, count)| **count * SHARE >= all)
        .map(|(term, _)| *term)
}
