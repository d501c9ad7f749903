//! 福利慰问 of one unit: by category, then each payment, names of those aided masked.

use crate::outcome::{WelfareCategory, WelfarePayment};
use crate::render::workbook::cell::Cell;
use crate::render::workbook::column::Column;
use crate::render::workbook::district::welfare_title;
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self, MOST_LISTED, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use crate::words::Words;
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    w.columns(&[6.0, 16.0, 11.0, 14.0, 20.0, 9.0, 10.0, 13.0, 16.0])?;
    w.title(
        &scope.sheet_title(words::UNIT_WELFARE),
        &scope.subtitle(true),
    )?;
    let Some((_, figures)) = scope
        .only()
        .filter(|(_, figures)| !figures.welfare.is_empty())
    else {
        return w.nothing(words::NO_DATA_HERE);
    };
    w.no_header();
    w.section(words::WELFARE_BY_CATEGORY.get(scope.lang))?;
    categories(w, scope, &figures.welfare)?;
    w.section(words::WELFARE_LIST.get(scope.lang))?;
    w.note(words::MASKED_NOTE)?;
    payments(w, scope, &figures.payments)
}

fn categories(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
    welfare: &[WelfareCategory],
) -> Result<(), XlsxError> {
    let column = |title: Words, kind| Column::new(title.get(scope.lang), kind);
    let columns = vec![
        column(words::NUMBER, Kind::Order),
        column(words::CATEGORY, Kind::Text),
        column(words::PAYMENTS, Kind::Count).total(),
        column(words::HEADCOUNT, Kind::Count).total(),
        column(words::AMOUNT, Kind::Yuan).total(),
    ];
    let rows = (1..)
        .zip(welfare)
        .map(|(number, given)| {
            vec![
                Cell::Order(number),
                Cell::Text(welfare_title(given.category.as_deref(), scope.lang)),
                Cell::Count(given.payments),
                Cell::Count(given.headcount),
                Cell::Yuan(given.amount),
            ]
        })
        .collect();
    let placed = table::write(w, &Table::new(columns, rows).totals(words::TOTAL))?;
    for (name, column) in [("welfare_people", 3), ("welfare", 4)] {
        placed.anchor(w, name, column);
    }
    Ok(())
}

fn payments(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
    payments: &[WelfarePayment],
) -> Result<(), XlsxError> {
    if payments.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    let column = |title: Words, kind| Column::new(title.get(scope.lang), kind);
    let columns = vec![
        column(words::NUMBER, Kind::Order),
        column(words::CATEGORY, Kind::Text),
        column(words::DATE, Kind::Date),
        column(words::FORM, Kind::Centre),
        column(words::RECIPIENT, Kind::Text),
        column(words::HEADCOUNT, Kind::Count).total(),
        column(words::UNIT_PRICE, Kind::Yuan),
        column(words::AMOUNT, Kind::Yuan).total(),
        column(words::VOUCHER, Kind::Centre),
    ];
    let rows = (1..).zip(payments).map(|(number, payment)| {
        vec![
            Cell::Order(number),
            Cell::Text(welfare_title(payment.category.as_deref(), scope.lang)),
            Cell::Date(payment.date),
            Cell::text(payment.form.as_deref()),
            Cell::text(payment.recipient.as_deref()),
            Cell::count(payment.headcount),
            Cell::yuan(payment.unit_price),
            Cell::yuan(payment.amount),
            Cell::text(payment.voucher_no.as_deref()),
        ]
    });
    let table = Table::list(columns, rows, MOST_LISTED, (words::OTHER_ROWS, scope.lang));
    table::write(w, &table.totals(words::TOTAL))?;
    Ok(())
}
