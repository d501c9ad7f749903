//! 经费收支 of one unit: income and expense by account, and what is left.

use crate::outcome::LedgerCategory;
use crate::render::workbook::table::Table;
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use crate::words::Words;
use rust_xlsxwriter::XlsxError;

/// The totals that the first sheet reads.
pub(super) const ANCHORS: [(Words, &str); 3] = [
    (words::INCOME, "income"),
    (words::EXPENSE, "expense"),
    (words::SURPLUS, "surplus"),
];

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    scope.begin(w, &[8.0, 34.0, 18.0, 18.0, 18.0], true)?;
    let ledger = scope.own(|figures| &figures.ledger);
    if ledger.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    let unknown = words::NOT_UNDERSTOOD.get(scope.lang);
    let mut table = Table::<&LedgerCategory>::new(scope.lang);
    table.number();
    table.text(words::ACCOUNT, |account| {
        account.category.as_deref().unwrap_or(unknown)
    });
    table.yuan(words::INCOME, |account| account.income);
    table.yuan(words::EXPENSE, |account| account.expense);
    table.less(words::SURPLUS, words::INCOME, words::EXPENSE);
    table.anchors(&ANCHORS);
    table.write(w, ledger).map(drop)
}
