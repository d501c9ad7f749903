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
use crate::render::workbook::table::Table;
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
    let mut results = scope.outcome.targets.iter();
    let money = |r: &TargetResult| r.target == target && show::shown(r, scope.outcome).money;
    if results.any(money) { WIDE } else { NARROW }
}

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let mut judged = judged(scope);
    let no_room = judged.len().saturating_sub(MOST_COLUMNS);
    judged.truncate(MOST_COLUMNS);
    let mut widths = vec![22.0, 8.0, 8.0, 8.0];
    widths.extend(judged.iter().map(|place| column_width(scope, place.0)));
    widths.resize(widths.len().max(BEFORE + 1), NARROW);
    w.goes_on_beside();
    scope.begin(w, &widths, true)?;
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
    let mut table = Table::<Option<u32>>::new(scope.lang)
        .first_column_stays()
        .last_is_total();
    table.text(words::UNIT, |unit| match unit {
        None => Some(words::DISTRICT_ROW.get(scope.lang)),
        unit => scope.unit_name(unit),
    });
    for word in [words::MET, words::MISSED, words::NO_DATA] {
        let fill = Fill::Marks {
            first: BEFORE,
            last: BEFORE + judged.len() - 1,
            mark: word.get(scope.lang),
        };
        table.computed(word, Kind::Count, fill);
    }
    for place in judged {
        let column = Column::new(title(scope, place), Kind::Centre);
        let by_place = &by_place;
        table.titled(column, move |unit| {
            let result = by_place.get(&(unit, place))?;
            Some(verdict(result, scope))
        });
    }
    let units = scope.units().map(|(index, ..)| Some(index));
    table.write(w, units.chain([None])).map(drop)
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

/// The header of a column: the target, its goal and the period.
fn title(scope: &Scope<'_>, (target, period): Judged) -> String {
    let (outcome, lang) = (scope.outcome, scope.lang);
    let result = outcome
        .targets
        .iter()
        .filter(|result| (result.target, result.period) == (target, period))
        .max_by_key(|result| result.unit.is_some());
    let goal = result.map(|result| show::goal(result, outcome, lang));
    let title = match outcome.plan.targets.get(target) {
        None => "",
        Some(target) => match metric(&target.metric) {
            Some(metric) if lang == Lang::En => metric.title.en,
            _ => &target.title,
        },
    };
    let goal = goal.unwrap_or_default();
    format!("{title}\n{goal}\n{}", period.title(lang))
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
    let label = words::LEGEND.get(lang).into();
    w.put(w.row, 1, &label, Kind::Centre, Tone::Plain)?;
    let all = [
        TargetStatus::Met,
        TargetStatus::Missed,
        TargetStatus::NoData,
    ];
    for (column, status) in (2u16..).zip(all) {
        let cell = Cell::toned(show::status(status), lang);
        w.put(w.row, column, &cell, Kind::Centre, Tone::Plain)?;
    }
    w.row += 1;
    Ok(())
}
