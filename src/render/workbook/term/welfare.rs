//! 福利慰问 of one unit: by category, then each payment, names of those aided masked.

use crate::outcome::{WelfareCategory, WelfarePayment};
use crate::render::workbook::cell::Cell;
use crate::render::workbook::district::welfare_title;
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{MOST_LISTED, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let widths = [6.0, 16.0, 11.0, 14.0, 20.0, 9.0, 10.0, 13.0, 16.0];
    scope.begin(w, &widths, true)?;
    let welfare = scope.own(|figures| &figures.welfare);
    if welfare.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    w.no_header();
    w.section(words::WELFARE_BY_CATEGORY)?;
    categories(w, scope, welfare)?;
    w.section(words::WELFARE_LIST)?;
    w.note(words::MASKED_NOTE)?;
    payments(w, scope, scope.own(|figures| &figures.payments))
}

fn categories(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
    welfare: &[WelfareCategory],
) -> Result<(), XlsxError> {
    let lang = scope.lang;
    let mut table = Table::<&WelfareCategory>::new(lang);
    table.number();
    table.text(words::CATEGORY, |given| {
        welfare_title(given.category.as_deref(), lang)
    });
    table.count(words::PAYMENTS, |given| given.payments);
    table.count(words::HEADCOUNT, |given| given.headcount);
    table.yuan(words::AMOUNT, |given| given.amount);
    table.anchors(&[
        (words::HEADCOUNT, "welfare_people"),
        (words::AMOUNT, "welfare"),
    ]);
    table.write(w, welfare).map(drop)
}

fn payments(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
    payments: &[WelfarePayment],
) -> Result<(), XlsxError> {
    if payments.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    let lang = scope.lang;
    let mut table = Table::<&WelfarePayment>::new(lang);
    table.number();
    table.text(words::CATEGORY, |payment| {
        welfare_title(payment.category.as_deref(), lang)
    });
    table.date(words::DATE, |payment| payment.date);
    table.centre(words::FORM, |payment| payment.form.as_deref());
    table.text(words::RECIPIENT, |payment| payment.recipient.as_deref());
    table.count(words::HEADCOUNT, |payment| payment.headcount);
    table.column(words::UNIT_PRICE, Kind::Yuan, |payment| {
        payment.unit_price.map(Cell::Yuan)
    });
    table.yuan(words::AMOUNT, |payment| payment.amount);
    table.centre(words::VOUCHER, |payment| payment.voucher_no.as_deref());
    table
        .write_list(w, payments, MOST_LISTED, words::OTHER_ROWS)
        .map(drop)
}
