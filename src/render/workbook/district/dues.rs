//! 会费 and 会费明细: what was due and paid by month and by unit. The details stand in a sheet of
//! their own, and the two tables of 会费 add them up live.

use crate::outcome::{DuesMonth, Unit, UnitFigures};
use crate::render::workbook::cell::{Anchors, Cell, Stored};
use crate::render::workbook::column::stored_as;
use crate::render::workbook::dues::{ANCHORS, COUNTED, Counted, columns};
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::Table;
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, silent, words};
use rust_xlsxwriter::XlsxError;
use std::collections::BTreeMap;

const WIDTHS: [f64; 9] = [7.0, 22.0, 10.0, 9.0, 15.0, 15.0, 15.0, 13.0, 10.0];
/// The columns of the details by which they are added up.
const BY_UNIT: &str = "dues.number";
const BY_MONTH: &str = "dues.month";

/// 会费明细: a line for each unit and month.
pub(super) fn fill_detail(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    scope.begin(w, &WIDTHS, true)?;
    w.note(words::DUES_NOTE)?;
    let rows: Vec<(i64, &Unit, &DuesMonth)> = (1..)
        .zip(scope.units())
        .flat_map(|(number, (_, unit, figures))| {
            figures.dues.iter().map(move |month| (number, unit, month))
        })
        .collect();
    if rows.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    let mut table = Table::<(i64, &Unit, &DuesMonth)>::new(scope.lang).filter();
    table.column(words::NUMBER, Kind::Order, |(number, ..)| {
        Cell::Order(number)
    });
    table.text(words::UNIT, |(_, unit, _)| unit.name.as_str());
    table.column(words::MONTH, Kind::Month, |(.., month)| month.month);
    columns(&mut table, |(.., month), counted| counted.cell(month));
    let placed = table.write(w, rows)?;
    let keys = [(words::NUMBER, BY_UNIT), (words::MONTH, BY_MONTH)];
    let counted = COUNTED.iter().map(|counted| (counted.title, counted.range));
    for (title, name) in keys.into_iter().chain(counted) {
        let range = w.range(table.at(title), placed);
        w.anchors.insert(name, (range, Stored::Count(0)));
    }
    Ok(())
}

/// 会费: the months and the units, each added up from the details.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    scope.begin(w, &WIDTHS, true)?;
    w.note(words::DUES_NOTE)?;
    w.no_header();
    let months = by_month(scope);
    w.section(words::DUES_BY_MONTH)?;
    if months.is_empty() {
        w.nothing(words::NO_DATA_HERE)?;
    } else {
        month_table(w, scope, &months)?;
    }
    w.section(words::DUES_BY_UNIT)?;
    unit_table(w, scope)
}

/// The months that occur, each added up over the units.
pub(super) fn by_month(scope: &Scope<'_>) -> Vec<DuesMonth> {
    let mut months = BTreeMap::new();
    for month in scope.units().flat_map(|(_, _, figures)| &figures.dues) {
        months
            .entry(month.month)
            .and_modify(|sum| *sum = added(*sum, month))
            .or_insert(*month);
    }
    months.into_values().collect()
}

fn added(sum: DuesMonth, month: &DuesMonth) -> DuesMonth {
    DuesMonth {
        month: sum.month,
        rows: sum.rows.saturating_add(month.rows),
        due: sum.due.saturating_add(month.due),
        paid: sum.paid.saturating_add(month.paid),
        credited: sum.credited.saturating_add(month.credited),
    }
}

/// Makes the cell that adds up, of what is counted, the details whose column `by` holds what stands in
/// the cell at an address; with their sum.
fn added_up(anchors: Anchors, by: &'static str) -> impl Fn(&Counted, &str, &DuesMonth) -> Cell {
    let range = move |name| anchors.get(name).map_or("", |(range, _)| range).to_string();
    move |counted, key, sum| {
        let formula = format!("SUMIFS({},{},{key})", range(counted.range), range(by));
        Cell::Calc(formula, stored_as(counted.kind, (counted.of)(sum)))
    }
}

fn month_table(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
    months: &[DuesMonth],
) -> Result<(), XlsxError> {
    let added_up = added_up(w.anchors.clone(), BY_MONTH);
    let mut table = Table::<(u32, &DuesMonth)>::new(scope.lang);
    table.number();
    table.text(words::UNIT, |_| words::DISTRICT_ROW.get(scope.lang));
    table.column(words::MONTH, Kind::Month, |(_, month)| month.month);
    columns(&mut table, |(row, month), counted| {
        added_up(counted, &format!("$C{row}"), month)
    });
    table.anchors(&ANCHORS);
    // The header stands in the next row.
    table.write(w, (w.row + 2..).zip(months)).map(drop)
}

fn unit_table(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let rows: Vec<(u32, (&Unit, Option<DuesMonth>))> = (w.row + 2..)
        .zip(
            scope
                .returns()
                .map(|(unit, sent)| (unit, sent.and_then(whole))),
        )
        .collect();
    if rows.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    let added_up = added_up(w.anchors.clone(), BY_UNIT);
    let mut table = Table::<(u32, (&Unit, Option<DuesMonth>))>::new(scope.lang);
    table.number();
    table.text(words::UNIT, |(_, (unit, _))| unit.name.as_str());
    table.column(words::MONTH, Kind::Month, |(_, (unit, sum))| match sum {
        _ if silent(unit) => words::NOT_RECEIVED.get(scope.lang).into(),
        Some(_) => Cell::Blank,
        None => Cell::None,
    });
    columns(&mut table, |(row, (_, sum)), counted| {
        sum.map_or(Cell::None, |sum| {
            added_up(counted, &format!("$A{row}"), &sum)
        })
    });
    table.write(w, rows).map(drop)
}

/// The months of one unit added up; none where it has none.
fn whole(figures: &UnitFigures) -> Option<DuesMonth> {
    let months = figures.dues.iter().copied();
    months.reduce(|sum, month| added(sum, &month))
}
