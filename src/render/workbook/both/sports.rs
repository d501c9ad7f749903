//! 文体: the points of each unit with their rank, each event with its first places, and for a
//! unit every result.

use crate::outcome::{SportsEvent, SportsResult, Unit, UnitFigures};
use crate::render::workbook::cell::{Cell, Stored};
use crate::render::workbook::column::Fill;
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::Table;
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, show, words};
use crate::sums::{figure, sum};
use rust_xlsxwriter::XlsxError;

/// 文体 of the district.
pub(in crate::render::workbook) fn fill_district(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let widths = [6.0, 22.0, 12.0, 9.0, 16.0, 12.0, 11.0, 11.0, 13.0, 30.0];
    scope.begin(w, &widths, true)?;
    w.section(words::POINTS_TABLE)?;
    w.no_header();
    points(w, scope)?;
    w.note(words::SPORTS_NOTE)?;
    w.section(words::EVENT_LIST)?;
    events(w, scope)
}

/// 文体比赛 of one unit.
pub(in crate::render::workbook) fn fill_unit(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let widths = [6.0, 12.0, 9.0, 16.0, 12.0, 11.0, 11.0, 13.0, 30.0];
    scope.begin(w, &widths, true)?;
    let own = scope.own(|figures| &figures.events);
    if own.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    w.no_header();
    w.section(words::EVENT_LIST)?;
    events(w, scope)?;
    w.section(words::RESULT_LIST)?;
    results(w, scope, own)
}

/// Every result of some events.
fn all(events: &[SportsEvent]) -> impl Iterator<Item = &SportsResult> {
    events.iter().flat_map(|event| &event.results)
}

fn is_first(result: &&SportsResult) -> bool {
    result.rank == Some(1)
}

/// What each unit's events came to.
fn points(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let mut table = Table::<(&Unit, Option<&[SportsEvent]>)>::new(scope.lang);
    table.number();
    table.text(words::UNIT, |(unit, _)| unit.name.as_str());
    table.count(words::EVENTS, |(_, events)| Some(figure(events?.len())));
    table.count(words::ENTRANTS, |(_, events)| {
        Some(sum(events?.iter().filter_map(|event| event.entrants)))
    });
    table.count(words::AWARDED, |(_, events)| {
        Some(sum(events?.iter().filter_map(|event| event.awarded)))
    });
    table.count(words::FIRSTS, |(_, events)| {
        Some(figure(all(events?).filter(is_first).count()))
    });
    table.summed(words::POINTS, Kind::Decimal, |(_, events)| {
        let points = all(events?).filter_map(|result| result.points);
        Some(Cell::Decimal(sum(points)))
    });
    let by = table.at(words::POINTS);
    table.computed(words::RANK, Kind::Count, Fill::Rank { by });
    table.anchors(&[(words::EVENTS, "events")]);
    let returns = scope.returns();
    let events = |sent: Option<_>| sent.map(|figures: &UnitFigures| figures.events.as_slice());
    table
        .write(w, returns.map(|(unit, sent)| (unit, events(sent))))
        .map(drop)
}

/// The columns that say which event a row is about.
fn event_columns<'a, T: Copy + 'a>(
    table: &mut Table<'a, T>,
    event: impl Fn(T) -> &'a SportsEvent + Copy + 'a,
) {
    table.date(words::DATE, move |row| event(row).date);
    table.centre(words::LEVEL, move |row| event(row).level.as_deref());
    table.text(words::EVENT, move |row| event(row).event.as_str());
    table.centre(words::GROUP, move |row| event(row).group.as_deref());
}

/// The list of events.
fn events(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let lang = scope.lang;
    let rows: Vec<(&Unit, &SportsEvent)> = (scope.units())
        .flat_map(|(_, unit, figures)| figures.events.iter().map(move |event| (unit, event)))
        .collect();
    if rows.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    let held = Stored::Count(figure(rows.len()));
    let mut table = Table::<(&Unit, &SportsEvent)>::new(lang);
    table.number();
    if scope.unit.is_none() {
        table.text(words::UNIT, |(unit, _)| unit.name.as_str());
    }
    event_columns(&mut table, |(_, event)| event);
    table.count(words::ENTRANTS, |(_, event)| event.entrants);
    table.count(words::AWARDED, |(_, event)| event.awarded);
    table.yuan(words::PRIZE, |(_, event)| event.prize);
    table.text(words::FIRST, |(_, event)| {
        let firsts = event.results.iter().filter(is_first);
        let firsts: Vec<&str> = firsts.map(|result| result.entrant.as_str()).collect();
        (!firsts.is_empty()).then(|| show::names(&firsts, 6, lang))
    });
    let placed = table.write(w, rows)?;
    if scope.unit.is_some() {
        let formula = format!("ROWS({})", w.range(0, placed));
        w.anchors.insert("events", (formula, held));
    }
    Ok(())
}

/// Every result of one unit, event by event.
fn results(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
    events: &[SportsEvent],
) -> Result<(), XlsxError> {
    let rows: Vec<(&SportsEvent, &SportsResult)> = (events.iter())
        .flat_map(|event| event.results.iter().map(move |result| (event, result)))
        .collect();
    if rows.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    let mut table = Table::<(&SportsEvent, &SportsResult)>::new(scope.lang);
    table.number();
    event_columns(&mut table, |(event, _)| event);
    table.column(words::RANK, Kind::Count, |(_, result)| {
        result.rank.map(Cell::Count)
    });
    table.summed(words::POINTS, Kind::Decimal, |(_, result)| {
        result.points.map(Cell::Decimal)
    });
    table.centre(words::SCORE, |(_, result)| result.score.as_deref());
    table.text(words::ENTRANT, |(_, result)| match &result.department {
        Some(department) => format!("{}（{department}）", result.entrant),
        None => result.entrant.clone(),
    });
    table.write(w, rows).map(drop)
}
