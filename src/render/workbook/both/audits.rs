//! 审计 and 经费审查: each audit of the union's funds, and the units that have none.

use crate::outcome::Audit;
use crate::render::workbook::cell::{Cell, Stored};
use crate::render::workbook::column::Column;
use crate::render::workbook::style::{Kind, Tone};
use crate::render::workbook::table::{self, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, silent, words};
use crate::words::Words;
use rust_xlsxwriter::XlsxError;

/// The column of the audit's date, by which audits are counted.
const AUDITED_ON: usize = 3;

/// Lays the sheet out.
pub(in crate::render::workbook) fn fill(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let district = scope.unit.is_none();
    let title = if district {
        words::AUDITS
    } else {
        words::UNIT_AUDITS
    };
    let unit_width = if district { 20.0 } else { 0.0 };
    let widths = [
        6.0, unit_width, 15.0, 12.0, 18.0, 18.0, 26.0, 14.0, 14.0, 9.0, 12.0, 12.0,
    ];
    let widths: Vec<f64> = widths.into_iter().filter(|width| *width > 0.0).collect();
    w.columns(&widths)?;
    w.title(&scope.sheet_title(title), &scope.subtitle(true))?;
    let (mut rows, count) = rows(scope, widths.len() - 1);
    if rows.is_empty() {
        return w.nothing(words::NO_AUDIT);
    }
    for (number, row) in (1..).zip(&mut rows) {
        row.insert(0, Cell::Order(number));
        if !district {
            row.remove(1);
        }
    }
    let mut columns = columns(scope);
    if !district {
        columns.remove(1);
    }
    let placed = table::write(w, &Table::new(columns, rows).filter())?;
    let dates = AUDITED_ON - usize::from(!district);
    let formula = format!("COUNT({})", w.range(dates, placed.first, placed.last));
    w.anchors.insert("audits", (formula, Stored::Count(count)));
    Ok(())
}

/// The audits of all units and a line for each unit that has none, without their numbers; and how
/// many audits there are.
fn rows(scope: &Scope<'_>, width: usize) -> (Vec<Vec<Cell>>, i64) {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut count = 0;
    for (_, unit, figures) in scope.units() {
        for audit in &figures.audits {
            count += 1;
            rows.push(cells(audit, &unit.name));
        }
        if figures.audits.is_empty() && scope.unit.is_none() {
            let word = if silent(unit) {
                words::NOT_RECEIVED
            } else {
                words::NO_AUDIT
            };
            let tone = if silent(unit) {
                Tone::NoData
            } else {
                Tone::Missed
            };
            let mut row = vec![Cell::None; width];
            row[0] = Cell::Text(unit.name.clone());
            row[1] = Cell::Toned(word.get(scope.lang).to_string(), tone);
            rows.push(row);
        }
    }
    (rows, count)
}

fn columns(scope: &Scope<'_>) -> Vec<Column> {
    let column = |title: Words, kind| Column::new(title.get(scope.lang), kind);
    vec![
        column(words::NUMBER, Kind::Order),
        column(words::UNIT, Kind::Text),
        column(words::AUDIT_PERIOD, Kind::Centre),
        column(words::AUDITED_ON, Kind::Date),
        column(words::REPORT_NO, Kind::Text),
        column(words::AUDITORS, Kind::Text),
        column(words::OPINION, Kind::Text),
        column(words::INCOME_AUDITED, Kind::Yuan),
        column(words::EXPENSE_AUDITED, Kind::Yuan),
        column(words::PROBLEMS, Kind::Count),
        column(words::APPROVED_ON, Kind::Date),
        column(words::FILED_ON, Kind::Date),
    ]
}

/// One audit, without its number.
fn cells(audit: &Audit, unit: &str) -> Vec<Cell> {
    vec![
        Cell::Text(unit.to_string()),
        Cell::text(audit.period.as_deref()),
        Cell::Date(audit.audited_on),
        Cell::text(audit.report_no.as_deref()),
        Cell::text(audit.auditors.as_deref()),
        Cell::text(audit.opinion.as_deref()),
        Cell::yuan(audit.income),
        Cell::yuan(audit.expense),
        Cell::count(audit.problems),
        Cell::date(audit.approved_on),
        Cell::date(audit.filed_on),
    ]
}
