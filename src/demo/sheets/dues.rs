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
    let mut sheet = Sheet::new(
        "dues",
        &[
            "month",
            "name",
            "id_number",
            "base",
            "due",
            "paid",
            "paid_on",
        ],
    );
    for month in months() {
        let paid_on = month.saturating_add(i64::from(9 + school.number % 3).days());
        for person in school.paying(month) {
            let due = due(person.wage);
            sheet.rows.push(vec![
                Cell::Month(month),
                Cell::text(&person.name),
                Cell::text(&person.id_number),
                Cell::Fen(person.wage),
                Cell::Fen(due),
                Cell::Fen(due),
                Cell::Day(paid_on),
            ]);
        }
    }
    sheet
}
