//! 会费 of one unit: by month, and who is in arrears.

use crate::outcome::{Arrear, DuesMonth};
use crate::render::workbook::dues::{ANCHORS, columns};
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{MOST_LISTED, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    scope.begin(w, &[12.0, 14.0, 14.0, 14.0, 14.0, 14.0, 11.0], true)?;
    let dues = scope.own(|figures| &figures.dues);
    if dues.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    w.note(words::DUES_NOTE)?;
    w.section(words::DUES_BY_MONTH)?;
    w.no_header();
    let mut months = Table::<&DuesMonth>::new(scope.lang);
    months.column(words::MONTH, Kind::Month, |month| month.month);
    columns(&mut months, |month, counted| counted.cell(month));
    months.anchors(&ANCHORS);
    months.write(w, dues)?;
    w.section(words::ARREARS_LIST)?;
    let arrears = scope.own(|figures| &figures.arrears);
    if arrears.is_empty() {
        return w.nothing(words::NO_ARREARS);
    }
    let mut table = Table::<&Arrear>::new(scope.lang);
    table.number();
    table.centre(words::NAME, |arrear| arrear.name.as_str());
    table.count(words::MONTHS_OWED, |arrear| arrear.months);
    table.yuan(words::OWED, |arrear| arrear.owed);
    table
        .write_list(w, arrears, MOST_LISTED, words::OTHER_PEOPLE)
        .map(drop)
}
