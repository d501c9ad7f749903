//! 概览: the district on a page: what came in, what was found, the figures a leader asks for, the
//! charts, and where to sign. Figures that stand in another sheet are read from there live.

use super::charts;
use crate::finding::Severity;
use crate::findings::weight;
use crate::outcome::UnitStatus;
use crate::render::workbook::cell::{Cell, Field};
use crate::render::workbook::style::Kind;
use crate::render::workbook::writer::{SheetWriter, signatures};
use crate::render::workbook::{Scope, TOOL, show, words};
use crate::rule;
use crate::words::Words;
use rust_xlsxwriter::XlsxError;

/// Eight columns: four pairs of label and value.
const WIDTHS: [f64; 8] = [13.0, 15.0, 13.0, 15.0, 13.0, 15.0, 13.0, 15.0];

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    w.columns(&WIDTHS)?;
    w.sheet.set_screen_gridlines(false);
    let span = scope.outcome.span;
    let (start, end) = (span.start.to_string(), span.end.to_string());
    let subtitle = [
        scope.outcome.period.title(scope.lang),
        words::SPAN.fill(scope.lang, &[("start", &start), ("end", &end)]),
        words::IN_YUAN.get(scope.lang).to_string(),
        words::MADE_BY.fill(scope.lang, &[("tool", TOOL)]),
    ];
    w.title(&super::title(scope), &subtitle.join("　　"))?;
    w.section(words::PART_RETURNS.get(scope.lang))?;
    returns(w, scope)?;
    w.section(words::PART_CHECKS.get(scope.lang))?;
    w.fields(&severities(scope), 4, 1, 1)?;
    w.fields(&targets(w, scope), 4, 1, 1)?;
    w.section(words::PART_FIGURES.get(scope.lang))?;
    w.fields(&figures(w), 4, 1, 1)?;
    not_expected_note(w, scope)?;
    w.section(words::PART_CHARTS.get(scope.lang))?;
    charts::insert(w, scope)?;
    w.gap();
    let labels = [
        words::SIGN_PREPARER,
        words::SIGN_REVIEWER,
        words::SIGN_HEAD,
        words::SIGN_DATE,
    ];
    signatures(w, &labels, 4, (1, 1))
}

/// Says that units that are not on the list stand in the totals, where there are any.
pub(super) fn not_expected_note(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let units = scope.outcome.units.iter();
    let names: Vec<&str> = units
        .filter(|unit| unit.status == UnitStatus::NotExpected)
        .map(|unit| unit.name.as_str())
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    let names = show::names(&names, 5, scope.lang);
    w.remark(&words::NOT_EXPECTED_NOTE.fill(scope.lang, &[("names", &names)]))
}

fn count(number: usize) -> Cell {
    Cell::Count(i64::try_from(number).unwrap_or(i64::MAX))
}

/// What came in, and from whom nothing did.
fn returns(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let outcome = scope.outcome;
    let units = |status: UnitStatus| {
        outcome
            .units
            .iter()
            .filter(move |unit| unit.status == status)
    };
    let (received, missing) = (
        units(UnitStatus::Received).count(),
        units(UnitStatus::NotReceived).count(),
    );
    let unreadable = || outcome.inputs.iter().filter(|input| input.error.is_some());
    let fields = [
        Field::new(words::EXPECTED, count(received + missing), Kind::Count),
        Field::new(words::RECEIVED, count(received), Kind::Count),
        Field::new(words::NOT_RECEIVED, count(missing), Kind::Count),
        Field::new(
            words::NOT_EXPECTED,
            count(units(UnitStatus::NotExpected).count()),
            Kind::Count,
        ),
        Field::new(words::FILES, count(outcome.inputs.len()), Kind::Count),
        Field::new(words::TABLES_READ, count(tables(scope)), Kind::Count),
        Field::new(words::UNREADABLE, count(unreadable().count()), Kind::Count),
        Field::new(words::REPEATED, count(repeated(scope)), Kind::Count),
    ];
    w.fields(&fields, 4, 1, 1)?;
    let names: Vec<&str> = units(UnitStatus::NotReceived)
        .map(|unit| unit.name.as_str())
        .collect();
    let text = if names.is_empty() && !outcome.plan.expected_units.is_empty() {
        w.say(words::ALL_RECEIVED)
    } else {
        show::names(&names, 30, scope.lang)
    };
    w.wide_field(words::NOT_RECEIVED_NAMES, &text, 1)?;
    let names: Vec<&str> = unreadable().map(|input| input.path.as_str()).collect();
    w.wide_field(
        words::UNREADABLE_NAMES,
        &show::names(&names, 10, scope.lang),
        1,
    )
}

fn tables(scope: &Scope<'_>) -> usize {
    scope
        .outcome
        .inputs
        .iter()
        .map(|input| input.tables.len())
        .sum()
}

fn repeated(scope: &Scope<'_>) -> usize {
    scope
        .outcome
        .inputs
        .iter()
        .filter(|input| input.left_out())
        .count()
}

/// Findings by severity.
pub(in crate::render::workbook) fn severities(scope: &Scope<'_>) -> Vec<Field> {
    let of = |severity: Severity| {
        scope
            .findings()
            .filter(|(finding, _)| rule::severity(finding) == severity)
            .map(|(finding, _)| weight(finding))
            .sum()
    };
    vec![
        Field::new(words::ERROR, count(of(Severity::Error)), Kind::Count),
        Field::new(words::WARNING, count(of(Severity::Warning)), Kind::Count),
        Field::new(words::INFO, count(of(Severity::Info)), Kind::Count),
        Field::new(
            words::FINDINGS_TOTAL,
            count(scope.findings().map(|(finding, _)| weight(finding)).sum()),
            Kind::Count,
        ),
    ]
}

/// A cell of another sheet, or — where that sheet has no such cell.
pub(in crate::render::workbook) fn read(w: &SheetWriter<'_>, anchor: &str) -> Cell {
    w.anchors
        .get(anchor)
        .map_or(Cell::None, |(formula, stored)| {
            Cell::Calc(formula.clone(), *stored)
        })
}

/// Verdicts of the units and of the district, counted in 达标明细.
fn targets(w: &SheetWriter<'_>, scope: &Scope<'_>) -> Vec<Field> {
    let all = |of_units: bool| {
        let results = scope.outcome.targets.iter();
        count(
            results
                .filter(|result| result.unit.is_some() == of_units)
                .count(),
        )
    };
    let field = |label: Words, anchor: &str| Field::new(label, read(w, anchor), Kind::Count);
    vec![
        field(words::UNIT_TARGETS_MET, "unit_met"),
        field(words::UNIT_TARGETS_MISSED, "unit_missed"),
        field(words::UNIT_TARGETS_NO_DATA, "unit_no_data"),
        Field::new(words::UNIT_TARGETS_ALL, all(true), Kind::Count),
        field(words::DISTRICT_TARGETS_MET, "district_met"),
        field(words::DISTRICT_TARGETS_MISSED, "district_missed"),
        field(words::DISTRICT_TARGETS_NO_DATA, "district_no_data"),
        Field::new(words::DISTRICT_TARGETS_ALL, all(false), Kind::Count),
    ]
}

/// The figures a leader asks for, each read from its sheet.
fn figures(w: &SheetWriter<'_>) -> Vec<Field> {
    let field = |label: Words, anchor: &str, kind| Field::new(label, read(w, anchor), kind);
    vec![
        field(words::STAFF, "staff", Kind::Count),
        field(words::MEMBER_COUNT, "members", Kind::Count),
        field(words::MEMBERSHIP_RATE, "membership", Kind::Share),
        field(words::CARDS, "cards", Kind::Count),
        field(words::DUE, "due", Kind::Yuan),
        field(words::PAID, "paid", Kind::Yuan),
        field(words::DUES_RATE, "dues_rate", Kind::Share),
        field(words::ARREARS, "arrears", Kind::Yuan),
        field(words::WELFARE_AMOUNT, "welfare", Kind::Yuan),
        field(words::WELFARE_PEOPLE, "welfare_people", Kind::Count),
        field(words::AUDIT_COUNT, "audits", Kind::Count),
        field(words::EVENTS, "events", Kind::Count),
    ]
}
