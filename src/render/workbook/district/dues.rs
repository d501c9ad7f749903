//! 会费 and 会费明细: what was due and paid by month and by unit. The details stand in a sheet of
//! their own, and the two tables of 会费 add them up live.

use crate::outcome::{DuesMonth, UnitFigures};
use crate::render::workbook::cell::{Cell, Stored};
use crate::render::workbook::column::{Column, Fill};
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self, Placed, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, silent, words};
use crate::words::{Lang, Words};
use jiff::civil::Date;
use rust_xlsxwriter::XlsxError;
use std::collections::BTreeMap;

const WIDTHS: [f64; 9] = [7.0, 22.0, 10.0, 9.0, 15.0, 15.0, 15.0, 13.0, 10.0];
/// The columns of the details by which they are added up, and those that are added.
const BY_NUMBER: usize = 0;
const BY_MONTH: usize = 2;
const ADDED: [usize; 4] = [3, 4, 5, 6];

/// The columns, in all three tables the same; what a table has no use for is left out by it.
fn columns(lang: Lang) -> Vec<Column> {
    let column = |title: Words, kind| Column::new(title.get(lang), kind);
    vec![
        column(words::NUMBER, Kind::Order),
        column(words::UNIT, Kind::Text),
        column(words::MONTH, Kind::Month),
        column(words::ROWS, Kind::Count).total(),
        column(words::DUE, Kind::Yuan).total(),
        column(words::PAID, Kind::Yuan).total(),
        column(words::CREDITED, Kind::Yuan).total(),
        column(words::ARREARS, Kind::Yuan)
            .fill(Fill::Less { from: 4, less: 6 })
            .total(),
        column(words::DUES_RATE, Kind::Share).fill(Fill::Share { part: 6, whole: 4 }),
    ]
}

/// 会费明细: a line for each unit and month.
pub(super) fn fill_detail(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    w.columns(&WIDTHS)?;
    w.title(
        &scope.sheet_title(words::DUES_DETAIL),
        &scope.subtitle(true),
    )?;
    w.note(words::DUES_NOTE)?;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (number, (_, unit, figures)) in (1..).zip(scope.units()) {
        for month in &figures.dues {
            let mut row = vec![
                Cell::Order(number),
                Cell::Text(unit.name.clone()),
                Cell::Date(month.month),
                Cell::Count(month.rows),
            ];
            row.extend([month.due, month.paid, month.credited].map(Cell::Yuan));
            row.extend([Cell::Computed, Cell::Computed]);
            rows.push(row);
        }
    }
    if rows.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    let table = Table::new(columns(scope.lang), rows)
        .totals(words::TOTAL)
        .filter();
    let placed = table::write(w, &table)?;
    for (name, column) in RANGES {
        let range = w.range(column, placed.first, placed.last);
        w.anchors.insert(name, (range, Stored::Count(0)));
    }
    Ok(())
}

/// The ranges of the details that 会费 adds up.
const RANGES: [(&str, usize); 6] = [
    ("dues.number", BY_NUMBER),
    ("dues.month", BY_MONTH),
    ("dues.rows", ADDED[0]),
    ("dues.due", ADDED[1]),
    ("dues.paid", ADDED[2]),
    ("dues.credited", ADDED[3]),
];

/// 会费: the months and the units, each added up from the details.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    w.columns(&WIDTHS)?;
    w.title(&scope.sheet_title(words::DUES), &scope.subtitle(true))?;
    w.note(words::DUES_NOTE)?;
    w.no_header();
    let months = by_month(scope);
    w.section(words::DUES_BY_MONTH.get(scope.lang))?;
    if months.is_empty() {
        w.nothing(words::NO_DATA_HERE)?;
    } else {
        let placed = month_table(w, scope, &months)?;
        for (name, column) in [
            ("due", 4),
            ("paid", 5),
            ("credited", 6),
            ("arrears", 7),
            ("dues_rate", 8),
        ] {
            placed.anchor(w, name, column);
        }
    }
    w.section(words::DUES_BY_UNIT.get(scope.lang))?;
    unit_table(w, scope)
}

/// The months that occur, each added up over the units.
pub(super) fn by_month(scope: &Scope<'_>) -> Vec<DuesMonth> {
    let mut months: BTreeMap<Date, DuesMonth> = BTreeMap::new();
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

/// The cells that are added up from the details where `by` is what stands in `key`.
fn summed(w: &SheetWriter<'_>, by: &str, key: &str, sum: &DuesMonth) -> [Cell; 4] {
    let range = |name: &str| {
        w.anchors
            .get(name)
            .map(|(range, _)| range.clone())
            .unwrap_or_default()
    };
    let by = range(by);
    let calc =
        |name: &str, stored| Cell::Calc(format!("SUMIFS({},{by},{key})", range(name)), stored);
    [
        calc("dues.rows", Stored::Count(sum.rows)),
        calc("dues.due", Stored::Yuan(sum.due)),
        calc("dues.paid", Stored::Yuan(sum.paid)),
        calc("dues.credited", Stored::Yuan(sum.credited)),
    ]
}

fn month_table(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
    months: &[DuesMonth],
) -> Result<Placed, XlsxError> {
    // The header stands in the next row.
    let first = w.row + 2;
    let rows: Vec<Vec<Cell>> = (0u32..)
        .zip(months)
        .map(|(index, month)| {
            let key = format!("$C{}", first + index);
            let mut row = vec![
                Cell::Order(i64::from(index) + 1),
                Cell::Text(words::DISTRICT_ROW.get(scope.lang).to_string()),
                Cell::Date(month.month),
            ];
            row.extend(summed(w, "dues.month", &key, month));
            row.extend([Cell::Computed, Cell::Computed]);
            row
        })
        .collect();
    table::write(
        w,
        &Table::new(columns(scope.lang), rows).totals(words::TOTAL),
    )
}

fn unit_table(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let first = w.row + 2;
    let rows: Vec<Vec<Cell>> = (0u32..)
        .zip(scope.units())
        .map(|(index, (_, unit, figures))| {
            let mut row = vec![
                Cell::Order(i64::from(index) + 1),
                Cell::Text(unit.name.clone()),
                Cell::None,
            ];
            if silent(unit) {
                row[2] = Cell::Text(words::NOT_RECEIVED.get(scope.lang).to_string());
                row.resize(9, Cell::None);
            } else if let Some(sum) = whole(figures) {
                let key = format!("$A{}", first + index);
                row[2] = Cell::Blank;
                row.extend(summed(w, "dues.number", &key, &sum));
                row.extend([Cell::Computed, Cell::Computed]);
            } else {
                row.resize(9, Cell::None);
            }
            row
        })
        .collect();
    if rows.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    table::write(
        w,
        &Table::new(columns(scope.lang), rows).totals(words::TOTAL),
    )?;
    Ok(())
}

/// The months of one unit added up; none where it has none.
fn whole(figures: &UnitFigures) -> Option<DuesMonth> {
    figures
        .dues
        .iter()
        .copied()
        .reduce(|sum, month| added(sum, &month))
}
