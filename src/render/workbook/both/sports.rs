//! 文体: the points of each unit with their rank, each event with its first places, and for a
//! unit every result.

use crate::outcome::{SportsEvent, SportsResult, Unit, UnitFigures};
use crate::render::workbook::cell::Cell;
use crate::render::workbook::column::{Column, Fill};
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, show, silent, words};
use crate::sums::sum;
use crate::words::{Lang, Words};
use rust_xlsxwriter::XlsxError;

/// 文体 of the district.
pub(in crate::render::workbook) fn fill_district(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    w.columns(&[6.0, 22.0, 12.0, 9.0, 16.0, 12.0, 11.0, 11.0, 13.0, 30.0])?;
    w.title(&scope.sheet_title(words::SPORTS), &scope.subtitle(true))?;
    w.section(words::POINTS_TABLE.get(scope.lang))?;
    w.no_header();
    let rows: Vec<Vec<Cell>> = (1..)
        .zip(scope.units())
        .map(|(number, (_, unit, figures))| points(number, unit, figures))
        .collect();
    let table = Table::new(points_columns(scope.lang), rows).totals(words::TOTAL);
    let placed = table::write(w, &table)?;
    placed.anchor(w, "events", 2);
    w.note(words::SPORTS_NOTE)?;
    w.section(words::EVENT_LIST.get(scope.lang))?;
    events(w, scope)
}

/// 文体比赛 of one unit.
pub(in crate::render::workbook) fn fill_unit(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    w.columns(&[6.0, 12.0, 9.0, 16.0, 12.0, 11.0, 11.0, 13.0, 30.0])?;
    w.title(
        &scope.sheet_title(words::UNIT_SPORTS),
        &scope.subtitle(true),
    )?;
    let events_of_unit = scope.only().map_or(&[][..], |(_, figures)| &figures.events);
    if events_of_unit.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    w.no_header();
    w.section(words::EVENT_LIST.get(scope.lang))?;
    events(w, scope)?;
    w.section(words::RESULT_LIST.get(scope.lang))?;
    results(w, scope, events_of_unit)
}

fn points_columns(lang: Lang) -> Vec<Column> {
    let column = |title: Words, kind| Column::new(title.get(lang), kind);
    vec![
        column(words::NUMBER, Kind::Order),
        column(words::UNIT, Kind::Text),
        column(words::EVENTS, Kind::Count).total(),
        column(words::ENTRANTS, Kind::Count).total(),
        column(words::AWARDED, Kind::Count).total(),
        column(words::FIRSTS, Kind::Count).total(),
        column(words::POINTS, Kind::Decimal).total(),
        column(words::RANK, Kind::Count).fill(Fill::Rank { by: 6 }),
    ]
}

/// One unit's line of the points table.
fn points(number: i64, unit: &Unit, figures: &UnitFigures) -> Vec<Cell> {
    let mut cells = vec![Cell::Order(number), Cell::Text(unit.name.clone())];
    if silent(unit) {
        cells.resize(8, Cell::None);
        return cells;
    }
    let events = &figures.events;
    let results = || events.iter().flat_map(|event| &event.results);
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    cells.extend([
        Cell::Count(count(events.len())),
        Cell::Count(sum(events.iter().filter_map(|event| event.entrants))),
        Cell::Count(sum(events.iter().filter_map(|event| event.awarded))),
        Cell::Count(count(
            results().filter(|result| result.rank == Some(1)).count(),
        )),
        Cell::Decimal(sum(results().filter_map(|result| result.points))),
        Cell::Computed,
    ]);
    cells
}

/// The list of events.
fn events(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let district = scope.unit.is_none();
    let lang = scope.lang;
    let column = |title: Words, kind| Column::new(title.get(lang), kind);
    let mut columns = vec![
        column(words::NUMBER, Kind::Order),
        column(words::UNIT, Kind::Text),
        column(words::DATE, Kind::Date),
        column(words::LEVEL, Kind::Centre),
        column(words::EVENT, Kind::Text),
        column(words::GROUP, Kind::Centre),
        column(words::ENTRANTS, Kind::Count).total(),
        column(words::AWARDED, Kind::Count).total(),
        column(words::PRIZE, Kind::Yuan).total(),
        column(words::FIRST, Kind::Text),
    ];
    let all = scope
        .units()
        .flat_map(|(_, unit, figures)| figures.events.iter().map(move |event| (unit, event)));
    let mut rows: Vec<Vec<Cell>> = (1..)
        .zip(all)
        .map(|(number, (unit, event))| event_cells(number, unit, event, lang))
        .collect();
    if rows.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    if !district {
        columns.remove(1);
        for row in &mut rows {
            row.remove(1);
        }
    }
    let placed = table::write(w, &Table::new(columns, rows).totals(words::TOTAL))?;
    if !district {
        let formula = format!("ROWS({})", w.range(0, placed.first, placed.last));
        let count = i64::from(placed.last - placed.first + 1);
        w.anchors.insert(
            "events",
            (formula, crate::render::workbook::cell::Stored::Count(count)),
        );
    }
    Ok(())
}

fn event_cells(number: i64, unit: &Unit, event: &SportsEvent, lang: Lang) -> Vec<Cell> {
    let firsts: Vec<&str> = event
        .results
        .iter()
        .filter(|result| result.rank == Some(1))
        .map(|result| result.entrant.as_str())
        .collect();
    vec![
        Cell::Order(number),
        Cell::Text(unit.name.clone()),
        Cell::date(event.date),
        Cell::text(event.level.as_deref()),
        Cell::Text(event.event.clone()),
        Cell::text(event.group.as_deref()),
        Cell::count(event.entrants),
        Cell::count(event.awarded),
        Cell::Yuan(event.prize),
        if firsts.is_empty() {
            Cell::None
        } else {
            Cell::Text(show::names(&firsts, 6, lang))
        },
    ]
}

/// Every result of one unit, event by event.
fn results(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
    events: &[SportsEvent],
) -> Result<(), XlsxError> {
    let column = |title: Words, kind| Column::new(title.get(scope.lang), kind);
    let columns = vec![
        column(words::NUMBER, Kind::Order),
        column(words::DATE, Kind::Date),
        column(words::LEVEL, Kind::Centre),
        column(words::EVENT, Kind::Text),
        column(words::GROUP, Kind::Centre),
        column(words::RANK, Kind::Count),
        column(words::POINTS, Kind::Decimal).total(),
        column(words::SCORE, Kind::Centre),
        column(words::ENTRANT, Kind::Text),
    ];
    let all = events
        .iter()
        .flat_map(|event| event.results.iter().map(move |result| (event, result)));
    let rows: Vec<Vec<Cell>> = (1..)
        .zip(all)
        .map(|(number, (event, result))| result_cells(number, event, result))
        .collect();
    if rows.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    table::write(w, &Table::new(columns, rows).totals(words::TOTAL))?;
    Ok(())
}

fn result_cells(number: i64, event: &SportsEvent, result: &SportsResult) -> Vec<Cell> {
    let entrant = match &result.department {
        Some(department) => format!("{}（{department}）", result.entrant),
        None => result.entrant.clone(),
    };
    vec![
        Cell::Order(number),
        Cell::date(event.date),
        Cell::text(event.level.as_deref()),
        Cell::Text(event.event.clone()),
        Cell::text(event.group.as_deref()),
        Cell::count(result.rank),
        result.points.map_or(Cell::None, Cell::Decimal),
        Cell::text(result.score.as_deref()),
        Cell::Text(entrant),
    ]
}
