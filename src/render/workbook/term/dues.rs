//! 会费 of one unit: by month, and who is in arrears.

use crate::outcome::{Arrear, DuesMonth};
use crate::render::workbook::cell::Cell;
use crate::render::workbook::column::{Column, Fill};
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self, MOST_LISTED, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use crate::words::Words;
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    w.columns(&[12.0, 14.0, 14.0, 14.0, 14.0, 14.0, 11.0])?;
    w.title(&scope.sheet_title(words::DUES), &scope.subtitle(true))?;
    let Some((_, figures)) = scope.only().filter(|(_, figures)| !figures.dues.is_empty()) else {
        return w.nothing(words::NO_DATA_HERE);
    };
    w.note(words::DUES_NOTE)?;
    w.section(words::DUES_BY_MONTH.get(scope.lang))?;
    w.no_header();
    months(w, scope, &figures.dues)?;
    w.section(words::ARREARS_LIST.get(scope.lang))?;
    arrears(w, scope, &figures.arrears)
}

fn months(w: &mut SheetWriter<'_>, scope: &Scope<'_>, dues: &[DuesMonth]) -> Result<(), XlsxError> {
    let column = |title: Words, kind| Column::new(title.get(scope.lang), kind);
    let columns = vec![
        column(words::MONTH, Kind::Month),
        column(words::ROWS, Kind::Count).total(),
        column(words::DUE, Kind::Yuan).total(),
        column(words::PAID, Kind::Yuan).total(),
        column(words::CREDITED, Kind::Yuan).total(),
        column(words::ARREARS, Kind::Yuan)
            .fill(Fill::Less { from: 2, less: 4 })
            .total(),
        column(words::DUES_RATE, Kind::Share).fill(Fill::Share { part: 4, whole: 2 }),
    ];
    let rows = dues
        .iter()
        .map(|month| {
            vec![
                Cell::Date(month.month),
                Cell::Count(month.rows),
                Cell::Yuan(month.due),
                Cell::Yuan(month.paid),
                Cell::Yuan(month.credited),
                Cell::Computed,
                Cell::Computed,
            ]
        })
        .collect();
    let placed = table::write(w, &Table::new(columns, rows).totals(words::TOTAL))?;
    for (name, column) in [
        ("due", 2),
        ("paid", 3),
        ("credited", 4),
        ("arrears", 5),
        ("dues_rate", 6),
    ] {
        placed.anchor(w, name, column);
    }
    Ok(())
}

fn arrears(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
    arrears: &[Arrear],
) -> Result<(), XlsxError> {
    if arrears.is_empty() {
        return w.nothing(words::NO_ARREARS);
    }
    let column = |title: Words, kind| Column::new(title.get(scope.lang), kind);
    let columns = vec![
        column(words::NUMBER, Kind::Order),
        column(words::NAME, Kind::Centre),
        column(words::MONTHS_OWED, Kind::Count).total(),
        column(words::OWED, Kind::Yuan).total(),
    ];
    let rows = (1..).zip(arrears).map(|(number, arrear)| {
        vec![
            Cell::Order(number),
            Cell::Text(arrear.name.clone()),
            Cell::Count(arrear.months),
            Cell::Yuan(arrear.owed),
        ]
    });
    let table = Table::list(
        columns,
        rows,
        MOST_LISTED,
        (words::OTHER_PEOPLE, scope.lang),
    );
    table::write(w, &table.totals(words::TOTAL))?;
    Ok(())
}
