//! 会员: staff, members and service cards of each unit by category of staff.

use super::overview::not_expected_note;
use crate::outcome::{STAFF_CATEGORIES, StaffFigures, Unit, UnitFigures};
use crate::render::workbook::cell::Cell;
use crate::render::workbook::column::{Column, Fill};
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, silent, words};
use crate::schema::schema;
use crate::words::Lang;
use rust_xlsxwriter::XlsxError;

/// The columns of a category: staff, members, rate, cards.
pub(super) const PER_CATEGORY: usize = 4;
/// The unit and the five columns of the totals stand before the categories.
pub(super) const BEFORE: usize = 6;
const CATEGORIES: usize = STAFF_CATEGORIES.len() + 1;

/// Where the totals stand, for the first sheet and its charts.
pub(super) const STAFF: usize = 1;
pub(super) const MEMBERS: usize = 2;
pub(super) const RATE: usize = 3;
pub(super) const CARDS: usize = 4;

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let mut widths = vec![22.0, 9.0, 9.0, 10.0, 9.0, 10.0];
    widths.resize(BEFORE + CATEGORIES * PER_CATEGORY, 9.0);
    w.columns(&widths)?;
    w.goes_on_beside(1);
    w.title(&scope.sheet_title(words::MEMBERS), &scope.subtitle(false))?;
    w.note(words::STAFF_NOTE)?;
    not_expected_note(w, scope)?;
    let rows: Vec<Vec<Cell>> = scope
        .units()
        .map(|(_, unit, figures)| cells(unit, figures))
        .collect();
    if rows.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    let table = Table::new(columns(scope.lang), rows)
        .totals(words::TOTAL)
        .frozen(1);
    let placed = table::write(w, &table)?;
    for (name, column) in [
        ("staff", STAFF),
        ("members", MEMBERS),
        ("membership", RATE),
        ("cards", CARDS),
    ] {
        placed.anchor(w, name, column);
    }
    Ok(())
}

/// The title of a category of staff, as 单位信息 declares it.
pub(in crate::render::workbook) fn category_title(index: usize, lang: Lang) -> String {
    let Some((value, column)) = STAFF_CATEGORIES.get(index) else {
        return words::NOT_UNDERSTOOD.get(lang).to_string();
    };
    if lang == Lang::Zh {
        return (*value).to_string();
    }
    schema()
        .table("units")
        .and_then(|table| table.column(column))
        .map_or_else(
            || (*value).to_string(),
            |column| column.title.en.to_string(),
        )
}

fn columns(lang: Lang) -> Vec<Column> {
    let every = |offset: usize| -> Vec<usize> {
        (0..CATEGORIES)
            .map(|category| BEFORE + category * PER_CATEGORY + offset)
            .collect()
    };
    let count = |title: crate::words::Words| Column::new(title.get(lang), Kind::Count).total();
    let share = |title: crate::words::Words, part, whole| {
        Column::new(title.get(lang), Kind::Share).fill(Fill::Share { part, whole })
    };
    let total = words::TOTAL.get(lang);
    let mut columns = vec![
        Column::new(words::UNIT.get(lang), Kind::Text),
        count(words::STAFF).fill(Fill::Sum(every(0))).under(total),
        count(words::MEMBER_COUNT)
            .fill(Fill::Sum(every(1)))
            .under(total),
        share(words::MEMBERSHIP_RATE, MEMBERS, STAFF).under(total),
        count(words::CARDS).fill(Fill::Sum(every(3))).under(total),
        share(words::CARD_RATE, CARDS, MEMBERS).under(total),
    ];
    for category in 0..CATEGORIES {
        let group = category_title(category, lang);
        let first = BEFORE + category * PER_CATEGORY;
        columns.extend([
            count(words::STAFF).under(group.clone()),
            count(words::MEMBER_COUNT).under(group.clone()),
            share(words::MEMBERSHIP_RATE, first + 1, first).under(group.clone()),
            count(words::CARDS).under(group),
        ]);
    }
    columns
}

/// One unit.
fn cells(unit: &Unit, figures: &UnitFigures) -> Vec<Cell> {
    let mut cells = vec![Cell::Text(unit.name.clone())];
    if silent(unit) {
        cells.resize(BEFORE + CATEGORIES * PER_CATEGORY, Cell::None);
        return cells;
    }
    cells.resize(BEFORE, Cell::Computed);
    let categories = figures.staff.iter().chain([&figures.staff_uncategorised]);
    cells.extend(categories.flat_map(category));
    cells
}

/// One category of one unit.
fn category(staff: &StaffFigures) -> [Cell; PER_CATEGORY] {
    [
        Cell::Count(staff.staff()),
        Cell::Count(staff.members),
        Cell::Computed,
        Cell::Count(staff.service_cards),
    ]
}
