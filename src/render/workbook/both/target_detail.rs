//! 达标明细, and a unit's 目标完成情况: every target in every period that it is judged for, with
//! what was counted over what.

use crate::metric::metric;
use crate::outcome::{TargetResult, TargetStatus};
use crate::render::workbook::cell::{Cell, Stored};
use crate::render::workbook::column::Fill;
use crate::render::workbook::show;
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::Table;
use crate::render::workbook::writer::{Placed, SheetWriter};
use crate::render::workbook::{Scope, words};
use crate::sums::figure;
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(in crate::render::workbook) fn fill(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let widths = [6.0, 22.0, 26.0, 22.0, 13.0, 14.0, 14.0, 12.0, 10.0, 52.0];
    scope.begin(w, &scope.widths(1, &widths), true)?;
    let results: Vec<&TargetResult> = scope
        .outcome
        .targets
        .iter()
        .filter(|result| scope.unit.is_none() || result.unit == scope.unit)
        .collect();
    if results.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    let table = table(scope);
    let placed = table.write(w, results.iter().copied())?;
    anchors(w, scope, &results, &table, placed);
    Ok(())
}

fn table<'a>(scope: &'a Scope<'a>) -> Table<'a, &'a TargetResult> {
    let (lang, outcome) = (scope.lang, scope.outcome);
    let mut table = Table::<&TargetResult>::new(lang).filter();
    table.number();
    if scope.unit.is_none() {
        table.text(words::UNIT, move |result| match result.unit {
            None => words::DISTRICT_ROW.get(lang),
            unit => scope.unit_name(unit).unwrap_or_default(),
        });
    }
    table.text(words::TARGET, |result| {
        result.target(&outcome.plan).title.as_str()
    });
    table.centre(words::PERIOD, move |result| result.period.title(lang));
    table.centre(words::GOAL, move |result| show::goal(result, outcome, lang));
    let number = |result: &TargetResult, number: i64| match show::shown(result, outcome).money {
        true => Cell::Yuan(number),
        false => Cell::Count(number),
    };
    table.column(words::NUMERATOR, Kind::Count, move |result| {
        Some(number(result, result.measured?.numerator))
    });
    table.column(words::DENOMINATOR, Kind::Count, move |result| {
        Some(number(result, result.measured?.denominator?))
    });
    let (part, whole) = (table.at(words::NUMERATOR), table.at(words::DENOMINATOR));
    table.column(words::ACTUAL, Kind::Share, move |result| {
        match result.measured {
            // A count is what was counted; a rate is worked out from the two cells before.
            Some(measured) if measured.denominator.is_none() => number(result, measured.numerator),
            _ => Cell::Computed,
        }
    });
    table.fill_last(Fill::Share { part, whole });
    table.centre(words::STATUS, move |result| {
        Cell::toned(show::status(result.status), lang)
    });
    table.text(words::COUNTS_WHAT, |result| counts(result, scope));
    table
}

/// What the target counts, said once for each: in the whole district's row, and not again for every unit.
fn counts(result: &TargetResult, scope: &Scope<'_>) -> Option<String> {
    if scope.unit.is_none() && result.unit.is_some() {
        return None;
    }
    let metric = metric(&result.target(&scope.outcome.plan).metric)?;
    let counts = metric.counts.get(scope.lang);
    Some(match &metric.over {
        Some(over) => {
            let values = [("counts", counts), ("over", over.get(scope.lang))];
            words::COUNTS_OVER.fill(scope.lang, &values)
        }
        None => counts.to_string(),
    })
}

/// How many results of each verdict there are, for the first sheet: counted live.
fn anchors(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
    results: &[&TargetResult],
    table: &Table<'_, &TargetResult>,
    placed: Placed,
) {
    let status = w.range(table.at(words::STATUS), placed);
    let unit = scope
        .unit
        .is_none()
        .then(|| w.range(table.at(words::UNIT), placed));
    let whole = words::DISTRICT_ROW.get(scope.lang);
    let verdicts = [
        (TargetStatus::Met, "unit_met", "district_met"),
        (TargetStatus::Missed, "unit_missed", "district_missed"),
        (TargetStatus::NoData, "unit_no_data", "district_no_data"),
    ];
    for (verdict, of_units, of_district) in verdicts {
        let word = show::status(verdict).0.get(scope.lang);
        let mut count = |anchor, district: bool, formula: String| {
            let found = results
                .iter()
                .filter(|result| result.status == verdict && result.unit.is_none() == district);
            let count = Stored::Count(figure(found.count()));
            w.anchors.insert(anchor, (formula, count));
        };
        let Some(unit) = &unit else {
            count(of_units, false, format!("COUNTIF({status},\"{word}\")"));
            continue;
        };
        let both = |unit_is: &str| format!("COUNTIFS({status},\"{word}\",{unit},\"{unit_is}\")");
        count(of_units, false, both(&format!("<>{whole}")));
        count(of_district, true, both(whole));
    }
}
