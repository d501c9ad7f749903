//! The period, where none is asked for.

use crate::plan::{Period, TermDates};
use crate::rows::{ColumnData, TypedRows};
use std::collections::BTreeMap;

/// The columns whose dates say when a school was at work; dates of birth or of joining do not.
const DATED: &[(&str, &str)] = &[
    ("dues", "month"),
    ("welfare", "date"),
    ("activities", "date"),
    ("sports", "date"),
    ("audits", "audited_on"),
    ("ledger", "date"),
    ("visits", "occurred_on"),
];

/// A term counts as covered when at least one in this many dated rows lies in it: a single mistyped
/// year does not move the period of a whole district.
const SHARE: usize = 20;

/// The newest term that the data covers. Without any dated row, the first term of 2023-2024, of
/// which nothing will be said but that there is no data.
pub(super) fn newest(tables: &[&TypedRows], terms: &TermDates) -> Period {
    let mut rows: BTreeMap<Period, usize> = BTreeMap::new();
    for (table, column) in DATED {
        for block in tables.iter().filter(|rows| rows.block.table.id == *table) {
            if let Some(ColumnData::Date(dates)) = block.column(column) {
                for date in dates.iter().flatten() {
                    *rows.entry(terms.term_of(*date)).or_default() += 1;
                }
            }
        }
    }
    let all: usize = rows.values().sum();
    rows.iter()
        .rev()
        .find(|(_, count)| **count * SHARE >= all)
        .map_or(Period::Term(2023, 1), |(term, _)| *term)
}
