//! 会员: staff, members and service cards of each unit by category of staff.

use super::overview::not_expected_note;
use crate::outcome::{STAFF_CATEGORIES, Unit, UnitFigures};
use crate::render::workbook::staff::{ANCHORS, category_title, columns};
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::Table;
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use rust_xlsxwriter::XlsxError;

/// The columns of a category: staff, members, rate, cards.
pub(super) const PER_CATEGORY: usize = 4;
/// The unit and the five columns of the totals stand before the categories.
pub(super) const BEFORE: usize = 6;
const CATEGORIES: usize = STAFF_CATEGORIES.len() + 1;

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let mut widths = vec![22.0, 9.0, 9.0, 10.0, 9.0, 10.0];
    widths.resize(BEFORE + CATEGORIES * PER_CATEGORY, 9.0);
    w.goes_on_beside();
    scope.begin(w, &widths, false)?;
    w.note(words::STAFF_NOTE)?;
    not_expected_note(w, scope)?;
    if scope.outcome.units.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    let mut table = Table::<(&Unit, Option<&UnitFigures>)>::new(scope.lang).first_column_stays();
    let every = |offset: usize| -> Vec<usize> {
        (0..CATEGORIES)
            .map(|category| BEFORE + category * PER_CATEGORY + offset)
            .collect()
    };
    table.text(words::UNIT, |(unit, _)| unit.name.as_str());
    table.sum_of(words::STAFF, Kind::Count, every(0));
    table.sum_of(words::MEMBER_COUNT, Kind::Count, every(1));
    table.share(words::MEMBERSHIP_RATE, words::MEMBER_COUNT, words::STAFF);
    table.sum_of(words::CARDS, Kind::Count, every(3));
    table.share(words::CARD_RATE, words::CARDS, words::MEMBER_COUNT);
    table.under(1, words::TOTAL.get(scope.lang));
    table.anchors(&ANCHORS);
    for category in 0..CATEGORIES {
        columns(&mut table, move |(_, sent): (_, Option<&UnitFigures>)| {
            sent?.staff_by_category().nth(category)
        });
        let first = BEFORE + category * PER_CATEGORY;
        table.under(first, category_title(category, scope.lang));
    }
    table.write(w, scope.returns()).map(drop)
}
