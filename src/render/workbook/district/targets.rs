//! 达标情况: a matrix of units and targets, each cell with its verdict in words and in colour and
//! with what was counted over what. Of a target judged for several kinds of period the longest
//! stands here; 达标明细 has all.

use crate::metric::metric;
use crate::outcome::{TargetResult, TargetStatus};
use crate::plan::{Period, PeriodKind};
use crate::render::workbook::cell::Cell;
use crate::render::workbook::column::{Column, Fill};
use crate::render::workbook::show;
use crate::render::workbook::style::{Kind, Tone};
use crate::render::workbook::table::{self, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use crate::words::Lang;
use rust_xlsxwriter::XlsxError;
use std::collections::HashMap;

/// The unit and the counts of met, missed and no data stand before the targets.
pub(super) const BEFORE: usize = 4;

/// The most columns of the matrix: a sheet of Excel has 16,384, and may start a thousand new pages beside.
const MOST_COLUMNS: usize = 1_000;

/// One column of the matrix.
type Judged = (usize, Period);

/// A column of counts, and one of sums of money, in characters.
const NARROW: f64 = 14.0;
const WIDE: f64 = 26.0;

/// How wide the column of the target at `target` is.
fn column_width(scope: &Scope<'_>, target: usize) -> f64 {
    let results = scope.outcome.targets.iter();
    match results
        .filter(|r| r.target == target)
        .any(|r| show::shown(r, scope.outcome).money)
    {
        true => WIDE,
        false => NARROW,
    }
}

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let mut judged = judged(scope);
    let no_room = judged.len().saturating_sub(MOST_COLUMNS);
    judged.truncate(MOST_COLUMNS);
    let mut widths = vec![22.0, 8.0, 8.0, 8.0];
    widths.extend(judged.iter().map(|place| column_width(scope, place.0)));
    widths.resize(widths.len().max(BEFORE + 1), NARROW);
    w.columns(&widths)?;
    w.goes_on_beside(1);
    w.title(&scope.sheet_title(words::TARGETS), &scope.subtitle(true))?;
    if judged.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    legend(w, scope.lang)?;
    w.note(words::LEGEND_NOTE)?;
    if no_room > 0 {
        w.remark(&words::NO_ROOM_BESIDE.fill(scope.lang, &[("count", &no_room.to_string())]))?;
    }
    let by_place: HashMap<(Option<u32>, Judged), &TargetResult> = scope
        .outcome
        .targets
        .iter()
        .map(|result| ((result.unit, (result.target, result.period)), result))
        .collect();
    let row = |unit: Option<u32>, name: &str| -> Vec<Cell> {
        let mut cells = vec![Cell::Text(name.to_string())];
        cells.resize(BEFORE, Cell::Computed);
        cells.extend(
            judged
                .iter()
                .map(|&place| match by_place.get(&(unit, place)) {
                    Some(result) => verdict(result, scope),
                    None => Cell::None,
                }),
        );
        cells
    };
    let mut rows: Vec<Vec<Cell>> = scope
        .units()
        .map(|(index, unit, _)| row(Some(index), &unit.name))
        .collect();
    let whole = row(None, words::DISTRICT_ROW.get(scope.lang));
    rows.push(whole);
    table::write(
        w,
        &Table::new(columns(scope, &judged), rows)
            .frozen(1)
            .last_is_total(),
    )?;
    Ok(())
}

/// The columns: of each target the periods of the longest kind that it was judged for.
fn judged(scope: &Scope<'_>) -> Vec<Judged> {
    let mut longest: HashMap<usize, PeriodKind> = HashMap::new();
    for result in &scope.outcome.targets {
        let kind = longest.entry(result.target).or_insert(result.period.kind());
        *kind = (*kind).max(result.period.kind());
    }
    let mut judged: Vec<Judged> = scope
        .outcome
        .targets
        .iter()
        .filter(|result| longest.get(&result.target) == Some(&result.period.kind()))
        .map(|result| (result.target, result.period))
        .collect();
    judged.sort_unstable();
    judged.dedup();
    judged
}

fn columns(scope: &Scope<'_>, judged: &[Judged]) -> Vec<Column> {
    let lang = scope.lang;
    let last = BEFORE + judged.len() - 1;
    let marks = |message: crate::words::Words| {
        let mark = message.get(lang);
        Column::new(mark, Kind::Count).fill(Fill::Marks {
            first: BEFORE,
            last,
            mark,
        })
    };
    let mut columns = vec![
        Column::new(words::UNIT.get(lang), Kind::Text),
        marks(words::MET),
        marks(words::MISSED),
        marks(words::NO_DATA),
    ];
    columns.extend(judged.iter().map(|&(target, period)| {
        let plan = &scope.outcome.plan;
        let result = scope
            .outcome
            .targets
            .iter()
            .filter(|result| (result.target, result.period) == (target, period))
            .max_by_key(|result| result.unit.is_some());
        let goal = result
            .map(|result| show::goal(result, scope.outcome, lang))
            .unwrap_or_default();
        let title = plan
            .targets
            .get(target)
            .map_or("", |target| match metric(&target.metric) {
                Some(metric) if lang == Lang::En => metric.title.en,
                _ => &target.title,
            });
        Column::new(
            format!("{title}\n{goal}\n{}", period.title(lang)),
            Kind::Centre,
        )
    }));
    columns
}

/// One cell: the verdict, then the actual value with what it is made of.
fn verdict(result: &TargetResult, scope: &Scope<'_>) -> Cell {
    let (word, tone) = show::status(result.status);
    let word = word.get(scope.lang);
    let shown = show::shown(result, scope.outcome);
    let text = match result
        .measured
        .filter(|_| result.status != TargetStatus::NoData)
    {
        Some(measured) => {
            let actual = show::actual(measured, shown, scope.lang);
            // The share beside its verdict, what it is made of under them.
            match actual.find(['（', '(']) {
                Some(at) => format!("{word} {}\n{}", &actual[..at].trim_end(), &actual[at..]),
                None => format!("{word}\n{actual}"),
            }
        }
        None => word.to_string(),
    };
    Cell::Toned(text, tone)
}

/// What the colours mean, each with its word.
fn legend(w: &mut SheetWriter<'_>, lang: Lang) -> Result<(), XlsxError> {
    let label = Cell::Text(words::LEGEND.get(lang).to_string());
    w.put(w.row, 1, &label, Kind::Centre, Tone::Plain)?;
    for (column, status) in (2u16..).zip([
        TargetStatus::Met,
        TargetStatus::Missed,
        TargetStatus::NoData,
    ]) {
        let (word, tone) = show::status(status);
        let cell = Cell::Toned(word.get(lang).to_string(), tone);
        w.put(w.row, column, &cell, Kind::Centre, Tone::Plain)?;
    }
    w.row += 1;
    Ok(())
}
