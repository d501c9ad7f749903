//! 会员 of one unit: staff, members and service cards by category.

use crate::outcome::StaffFigures;
use crate::render::workbook::cell::Cell;
use crate::render::workbook::column::{Column, Fill};
use crate::render::workbook::district::category_title;
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, silent, words};
use crate::words::Words;
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    w.columns(&[20.0, 13.0, 11.0, 10.0, 10.0, 11.0, 10.0, 11.0])?;
    w.title(&scope.sheet_title(words::MEMBERS), &scope.subtitle(false))?;
    let figures = scope
        .only()
        .filter(|(unit, _)| !silent(unit))
        .map(|(_, figures)| figures);
    let Some(figures) = figures else {
        return w.nothing(words::NO_DATA_HERE);
    };
    let all: Vec<&StaffFigures> = figures
        .staff
        .iter()
        .chain([&figures.staff_uncategorised])
        .collect();
    if all.iter().all(|staff| **staff == StaffFigures::default()) {
        return w.nothing(words::NO_DATA_HERE);
    }
    w.note(words::STAFF_NOTE)?;
    let rows: Vec<Vec<Cell>> = all
        .iter()
        .enumerate()
        .map(|(index, staff)| cells(category_title(index, scope.lang), staff))
        .collect();
    let column = |title: Words, kind| Column::new(title.get(scope.lang), kind);
    let columns = vec![
        column(words::STAFF_CATEGORY, Kind::Text),
        column(words::STATED, Kind::Count).total(),
        column(words::ROSTER, Kind::Count).total(),
        column(words::STAFF, Kind::Count).total(),
        column(words::MEMBER_COUNT, Kind::Count).total(),
        column(words::MEMBERSHIP_RATE, Kind::Share).fill(Fill::Share { part: 4, whole: 3 }),
        column(words::CARDS, Kind::Count).total(),
        column(words::CARD_RATE, Kind::Share).fill(Fill::Share { part: 6, whole: 4 }),
    ];
    let placed = table::write(w, &Table::new(columns, rows).totals(words::TOTAL))?;
    for (name, column) in [
        ("staff", 3),
        ("members", 4),
        ("membership", 5),
        ("cards", 6),
    ] {
        placed.anchor(w, name, column);
    }
    Ok(())
}

fn cells(title: String, staff: &StaffFigures) -> Vec<Cell> {
    vec![
        Cell::Text(title),
        Cell::count(staff.stated),
        Cell::Count(staff.roster),
        Cell::Count(staff.staff()),
        Cell::Count(staff.members),
        Cell::Computed,
        Cell::Count(staff.service_cards),
        Cell::Computed,
    ]
}
