//! 达标明细, and a unit's 目标完成情况: every target in every period that it is judged for, with
//! what was counted over what.

use crate::metric::metric;
use crate::outcome::{Measured, TargetResult, TargetStatus};
use crate::render::workbook::cell::{Cell, Stored};
use crate::render::workbook::column::Column;
use crate::render::workbook::show::{self, Shown};
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use crate::words::Words;
use rust_xlsxwriter::XlsxError;

/// The columns that the actual value is worked out from.
const NUMERATOR: usize = 5;
const DENOMINATOR: usize = 6;

/// Lays the sheet out.
pub(in crate::render::workbook) fn fill(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let district = scope.unit.is_none();
    let title = if district {
        words::TARGET_DETAIL
    } else {
        words::UNIT_TARGETS
    };
    let unit_width = if district { 22.0 } else { 0.0 };
    let widths = [
        6.0, unit_width, 26.0, 22.0, 13.0, 14.0, 14.0, 12.0, 10.0, 52.0,
    ];
    let widths: Vec<f64> = widths.into_iter().filter(|width| *width > 0.0).collect();
    w.columns(&widths)?;
    w.title(&scope.sheet_title(title), &scope.subtitle(true))?;
    let results: Vec<&TargetResult> = scope
        .outcome
        .targets
        .iter()
        .filter(|result| district || result.unit == scope.unit)
        .collect();
    if results.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    // The header stands in the next row, the first result under it.
    let first = w.row + 1;
    let rows: Vec<Vec<Cell>> = (1..)
        .zip(&results)
        .map(|(number, result)| {
            let mut cells = cells(result, number, first, scope);
            if !district {
                cells.remove(1);
            }
            cells
        })
        .collect();
    let mut columns = columns(scope);
    if !district {
        columns.remove(1);
    }
    let placed = table::write(w, &Table::new(columns, rows).filter())?;
    anchors(w, scope, &results, placed.first, placed.last);
    Ok(())
}

fn columns(scope: &Scope<'_>) -> Vec<Column> {
    let column = |title: Words, kind| Column::new(title.get(scope.lang), kind);
    vec![
        column(words::NUMBER, Kind::Order),
        column(words::UNIT, Kind::Text),
        column(words::TARGET, Kind::Text),
        column(words::PERIOD, Kind::Centre),
        column(words::GOAL, Kind::Centre),
        column(words::NUMERATOR, Kind::Count),
        column(words::DENOMINATOR, Kind::Count),
        column(words::ACTUAL, Kind::Share),
        column(words::STATUS, Kind::Centre),
        column(words::COUNTS_WHAT, Kind::Text),
    ]
}

/// One result.
fn cells(result: &TargetResult, number: i64, first: u32, scope: &Scope<'_>) -> Vec<Cell> {
    let lang = scope.lang;
    let target = result.target(&scope.outcome.plan);
    let shown = show::shown(result, scope.outcome);
    let (word, tone) = show::status(result.status);
    let unit = match result.unit {
        None => words::DISTRICT_ROW.get(lang),
        unit => scope.unit_name(unit).unwrap_or_default(),
    };
    let shift = usize::from(scope.unit.is_some());
    let row = i64::from(first) + number;
    let (numerator, denominator, actual) = values(result.measured, shown, row, shift);
    // Said once for each target, in the whole district's row, and not again for every unit.
    let says = scope.unit.is_some() || result.unit.is_none();
    let counts = metric(&target.metric)
        .filter(|_| says)
        .map(|metric| match &metric.over {
            Some(over) => {
                let values = [
                    ("counts", metric.counts.get(lang)),
                    ("over", over.get(lang)),
                ];
                words::COUNTS_OVER.fill(lang, &values)
            }
            None => metric.counts.get(lang).to_string(),
        });
    vec![
        Cell::Order(number),
        Cell::Text(unit.to_string()),
        Cell::Text(target.title.clone()),
        Cell::Text(result.period.title(lang)),
        Cell::Text(show::goal(result, scope.outcome, lang)),
        numerator,
        denominator,
        actual,
        Cell::Toned(word.get(lang).to_string(), tone),
        Cell::text(counts.as_deref()),
    ]
}

/// Numerator, denominator and actual value; the last is worked out from the two where it is a rate.
fn values(measured: Option<Measured>, shown: Shown, row: i64, shift: usize) -> (Cell, Cell, Cell) {
    let Some(measured) = measured else {
        return (Cell::None, Cell::None, Cell::None);
    };
    let number = |number: i64| {
        if shown.money {
            Cell::Yuan(number)
        } else {
            Cell::Count(number)
        }
    };
    let letters = |column: usize| {
        let column = u32::try_from(column - shift).unwrap_or_default();
        crate::finding::column_letters(column)
    };
    let part = format!("{}{row}", letters(NUMERATOR));
    match measured.denominator {
        None => (
            number(measured.numerator),
            Cell::None,
            number(measured.numerator),
        ),
        Some(whole) => {
            let of = format!("{}{row}", letters(DENOMINATOR));
            let rate = format!("IF({of}=0,\"—\",{part}/{of})");
            let stored = Stored::Share(measured.numerator, whole);
            (
                number(measured.numerator),
                number(whole),
                Cell::Calc(rate, stored),
            )
        }
    }
}

/// How many results of each verdict there are, for the first sheet: counted live.
fn anchors(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
    results: &[&TargetResult],
    first: u32,
    last: u32,
) {
    let shift = usize::from(scope.unit.is_some());
    let status = w.range(8 - shift, first, last);
    let unit = w.range(1, first, last);
    let whole = words::DISTRICT_ROW.get(scope.lang);
    let verdicts = [
        (TargetStatus::Met, "unit_met", "district_met"),
        (TargetStatus::Missed, "unit_missed", "district_missed"),
        (TargetStatus::NoData, "unit_no_data", "district_no_data"),
    ];
    for (verdict, of_units, of_district) in verdicts {
        let word = show::status(verdict).0.get(scope.lang);
        let count = |district: bool| {
            let found = results
                .iter()
                .filter(|result| result.status == verdict && result.unit.is_none() == district);
            Stored::Count(i64::try_from(found.count()).unwrap_or(i64::MAX))
        };
        if scope.unit.is_some() {
            let formula = format!("COUNTIF({status},\"{word}\")");
            w.anchors.insert(of_units, (formula, count(false)));
            continue;
        }
        let formula = format!("COUNTIFS({status},\"{word}\",{unit},\"<>{whole}\")");
        w.anchors.insert(of_units, (formula, count(false)));
        let formula = format!("COUNTIFS({status},\"{word}\",{unit},\"{whole}\")");
        w.anchors.insert(of_district, (formula, count(true)));
    }
}
