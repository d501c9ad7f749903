//! 会员 of one unit: staff, members and service cards by category.

use crate::outcome::StaffFigures;
use crate::render::workbook::staff::{ANCHORS, category_title, columns};
use crate::render::workbook::table::Table;
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let widths = [20.0, 13.0, 11.0, 10.0, 10.0, 11.0, 10.0, 11.0];
    scope.begin(w, &widths, false)?;
    let sent = scope.returns().find_map(|(_, figures)| figures);
    let categories = sent.map(|figures| figures.staff_by_category());
    let rows: Vec<(usize, &StaffFigures)> = categories.into_iter().flatten().enumerate().collect();
    let nothing = StaffFigures::default();
    if rows.iter().all(|(_, staff)| **staff == nothing) {
        return w.nothing(words::NO_DATA_HERE);
    }
    w.note(words::STAFF_NOTE)?;
    let mut table = Table::<(usize, &StaffFigures)>::new(scope.lang);
    table.text(words::STAFF_CATEGORY, |(category, _)| {
        category_title(category, scope.lang)
    });
    table.count(words::STATED, |(_, staff)| staff.stated);
    table.count(words::ROSTER, |(_, staff)| staff.roster);
    columns(&mut table, |(_, staff)| Some(staff));
    table.share(words::CARD_RATE, words::CARDS, words::MEMBER_COUNT);
    table.anchors(&ANCHORS);
    table.write(w, rows).map(drop)
}
