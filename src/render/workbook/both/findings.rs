//! 问题清单: every finding, in the order given, without what may not go up.

use crate::finding::{Finding, a1};
use crate::render::public;
use crate::render::workbook::cell::Cell;
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self, Column, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, show, words};
use crate::rule;
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(in crate::render::workbook) fn fill(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let district = scope.unit.is_none();
    let mut columns = vec![
        (words::NUMBER, Kind::Order, 6.0),
        (words::SEVERITY, Kind::Centre, 8.0),
        (words::UNIT, Kind::Text, 18.0),
        (words::FILE, Kind::Text, 22.0),
        (words::SHEET, Kind::Text, 13.0),
        (words::CELL, Kind::Centre, 8.0),
        (words::CODE, Kind::Centre, 8.0),
        (words::PROBLEM, Kind::Text, 42.0),
        (words::HINT, Kind::Text, 34.0),
        (words::BASIS, Kind::Text, 22.0),
    ];
    if !district {
        columns.remove(2);
    }
    let widths: Vec<f64> = columns.iter().map(|column| column.2).collect();
    w.columns(&widths)?;
    w.title(&scope.sheet_title(words::FINDINGS), &scope.subtitle(false))?;
    let rows: Vec<Vec<Cell>> = scope
        .findings()
        .zip(1..)
        .map(|((finding, owner), number)| {
            let mut cells = cells(finding, owner, number, scope);
            if !district {
                cells.remove(2);
            }
            cells
        })
        .collect();
    if rows.is_empty() {
        return w.nothing(words::NO_FINDINGS);
    }
    let columns = columns
        .into_iter()
        .map(|(title, kind, _)| Column::new(title.get(scope.lang), kind))
        .collect();
    table::write(w, &Table::new(columns, rows).filter())?;
    Ok(())
}

/// One finding.
fn cells(finding: &Finding, owner: Option<u32>, number: i64, scope: &Scope<'_>) -> Vec<Cell> {
    let lang = scope.lang;
    let place = &finding.place;
    let (word, tone) = show::severity(rule::severity(finding));
    let input = place
        .input
        .and_then(|input| scope.outcome.inputs.get(input as usize));
    let unit = scope.unit_name(owner).or(place.unit.as_deref());
    let hint = public::hint(finding, lang);
    vec![
        Cell::Order(number),
        Cell::Toned(word.get(lang).to_string(), tone),
        Cell::text(unit),
        Cell::text(input.map(|input| input.path.as_str())),
        Cell::text(place.sheet.as_deref()),
        Cell::text(place.cell.map(|(row, column)| a1(row, column)).as_deref()),
        Cell::Text(finding.code.to_string()),
        Cell::Text(public::message(finding, lang)),
        Cell::text(Some(hint.as_str()).filter(|hint| !hint.is_empty())),
        Cell::text(rule::basis(finding, lang)),
    ]
}
