//! 会费收缴: one row for each member who pays and each month, paid in full in that month.

use super::{School, months};
use crate::demo::sheet::{Cell, Sheet};
use jiff::ToSpan;

/// What a base wage of `base` fen owes a month, in fen: half a percent of it without the part below
/// ten yuan.
pub(super) fn due(base: i64) -> i64 {
    base / 1_000 * 5
}

/// 会费收缴 by month, and within a month in the order of the roster.
pub(super) fn sheet(school: &School) -> Sheet {
    let rows = months().flat_map(|month| {
        let paid_on = month.saturating_add(i64::from(9 + school.number % 3).days());
        school.paying(month).map(move |person| {
            let due = due(person.wage);
            [
                ("month", Cell::Month(month)),
                ("name", Cell::text(&person.name)),
                ("id_number", Cell::text(&person.id_number)),
                ("base", Cell::Fen(person.wage)),
                ("due", Cell::Fen(due)),
                ("paid", Cell::Fen(due)),
                ("paid_on", Cell::Day(paid_on)),
            ]
        })
    });
    Sheet::new("dues", rows)
}
