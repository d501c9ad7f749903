//! 经费收支 of one unit: income and expense by account, and what is left.

use crate::render::workbook::cell::Cell;
use crate::render::workbook::column::{Column, Fill};
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use crate::words::Words;
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    w.columns(&[8.0, 34.0, 18.0, 18.0, 18.0])?;
    w.title(&scope.sheet_title(words::LEDGER), &scope.subtitle(true))?;
    let Some((_, figures)) = scope
        .only()
        .filter(|(_, figures)| !figures.ledger.is_empty())
    else {
        return w.nothing(words::NO_DATA_HERE);
    };
    let column = |title: Words, kind| Column::new(title.get(scope.lang), kind);
    let columns = vec![
        column(words::NUMBER, Kind::Order),
        column(words::ACCOUNT, Kind::Text),
        column(words::INCOME, Kind::Yuan).total(),
        column(words::EXPENSE, Kind::Yuan).total(),
        column(words::SURPLUS, Kind::Yuan)
            .fill(Fill::Less { from: 2, less: 3 })
            .total(),
    ];
    let rows = (1..)
        .zip(&figures.ledger)
        .map(|(number, account)| {
            let unknown = words::NOT_UNDERSTOOD.get(scope.lang);
            vec![
                Cell::Order(number),
                Cell::Text(
                    account
                        .category
                        .clone()
                        .unwrap_or_else(|| unknown.to_string()),
                ),
                Cell::Yuan(account.income),
                Cell::Yuan(account.expense),
                Cell::Computed,
            ]
        })
        .collect();
    let placed = table::write(w, &Table::new(columns, rows).totals(words::TOTAL))?;
    for (name, column) in [("income", 2), ("expense", 3), ("surplus", 4)] {
        placed.anchor(w, name, column);
    }
    Ok(())
}
