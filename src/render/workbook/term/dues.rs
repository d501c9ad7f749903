//! 会费 of one unit: by month, and who is in arrears.

use crate::outcome::{Arrear, DuesMonth};
use crate::render::workbook::cell::Cell;
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self, Column, Fill, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use crate::words::Message;
use rust_xlsxwriter::XlsxError;

/// The most people in arrears who are listed by name; the others stand in one row, with what they owe.
/// No school has as many, and a list of half a million takes a gibibyte to write.
const MOST_LISTED: usize = 10_000;

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
    let column = |title: Message, kind| Column::new(title.get(scope.lang), kind);
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
    let column = |title: Message, kind| Column::new(title.get(scope.lang), kind);
    let columns = vec![
        column(words::NUMBER, Kind::Order),
        column(words::NAME, Kind::Centre),
        column(words::MONTHS_OWED, Kind::Count).total(),
        column(words::OWED, Kind::Yuan).total(),
    ];
    let (listed, rest) = arrears.split_at(arrears.len().min(MOST_LISTED));
    let mut rows: Vec<Vec<Cell>> = (1..)
        .zip(listed)
        .map(|(number, arrear)| {
            vec![
                Cell::Order(number),
                Cell::Text(arrear.name.clone()),
                Cell::Count(arrear.months),
                Cell::Yuan(arrear.owed),
            ]
        })
        .collect();
    if !rest.is_empty() {
        let count = rest.len().to_string();
        rows.push(vec![
            Cell::Blank,
            Cell::Text(
                words::ARREARS_OF_OTHERS
                    .get(scope.lang)
                    .replace("{count}", &count),
            ),
            Cell::Count(rest.iter().map(|arrear| arrear.months).sum()),
            Cell::Yuan(rest.iter().map(|arrear| arrear.owed).sum()),
        ]);
    }
    table::write(w, &Table::new(columns, rows).totals(words::TOTAL))?;
    Ok(())
}
