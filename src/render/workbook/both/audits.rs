//! 审计 and 经费审查: each audit of the union's funds, and the units that have none.

use crate::outcome::{Audit, Unit};
use crate::render::workbook::cell::{Cell, Stored};
use crate::render::workbook::style::{Kind, Tone};
use crate::render::workbook::table::Table;
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, silent, words};
use crate::sums::figure;
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(in crate::render::workbook) fn fill(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let widths = [
        6.0, 20.0, 15.0, 12.0, 18.0, 18.0, 26.0, 14.0, 14.0, 9.0, 12.0, 12.0,
    ];
    scope.begin(w, &scope.widths(1, &widths), true)?;
    let rows: Vec<(&Unit, Option<&Audit>)> = (scope.units())
        .flat_map(|(_, unit, figures)| {
            // In the district's sheet a unit without an audit has a line that says so.
            let none = scope.unit.is_none() && figures.audits.is_empty();
            let audits = figures.audits.iter().map(Some).chain(none.then_some(None));
            audits.map(move |audit| (unit, audit))
        })
        .collect();
    if rows.is_empty() {
        return w.nothing(words::NO_AUDIT);
    }
    let table = table(scope);
    let placed = table.write(w, rows.iter().copied())?;
    let held = rows.iter().filter(|(_, audit)| audit.is_some()).count();
    let dates = w.range(table.at(words::AUDITED_ON), placed);
    let count = (format!("COUNT({dates})"), Stored::Count(figure(held)));
    w.anchors.insert("audits", count);
    Ok(())
}

fn table<'a>(scope: &Scope<'a>) -> Table<'a, (&'a Unit, Option<&'a Audit>)> {
    let lang = scope.lang;
    let mut table = Table::<(&Unit, Option<&Audit>)>::new(lang).filter();
    table.number();
    if scope.unit.is_none() {
        table.text(words::UNIT, |(unit, _)| unit.name.as_str());
    }
    table.centre(words::AUDIT_PERIOD, move |(unit, audit)| match audit {
        Some(audit) => audit.period.as_deref().into(),
        None if silent(unit) => Cell::toned((words::NOT_RECEIVED, Tone::NoData), lang),
        None => Cell::toned((words::NO_AUDIT, Tone::Missed), lang),
    });
    table.date(words::AUDITED_ON, |(_, audit)| Some(audit?.audited_on));
    table.text(words::REPORT_NO, |(_, audit)| audit?.report_no.as_deref());
    table.text(words::AUDITORS, |(_, audit)| audit?.auditors.as_deref());
    table.text(words::OPINION, |(_, audit)| audit?.opinion.as_deref());
    table.column(words::INCOME_AUDITED, Kind::Yuan, |(_, audit)| {
        audit?.income.map(Cell::Yuan)
    });
    table.column(words::EXPENSE_AUDITED, Kind::Yuan, |(_, audit)| {
        audit?.expense.map(Cell::Yuan)
    });
    table.column(words::PROBLEMS, Kind::Count, |(_, audit)| {
        audit?.problems.map(Cell::Count)
    });
    table.date(words::APPROVED_ON, |(_, audit)| audit?.approved_on);
    table.date(words::FILED_ON, |(_, audit)| audit?.filed_on);
    table
}
