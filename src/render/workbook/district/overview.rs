//! 概览: the district on a page: what came in, what was found, the figures a leader asks for, the
//! charts, and where to sign. Figures that stand in another sheet are read from there live.

use super::charts;
use crate::outcome::UnitStatus;
use crate::render::workbook::cell::Field;
use crate::render::workbook::first_sheet::{WIDTHS, findings, staff_and_dues};
use crate::render::workbook::writer::{SheetWriter, signatures};
use crate::render::workbook::{BETWEEN_PARTS, Scope, TOOL, show, words};
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    w.columns(&WIDTHS)?;
    w.sheet.set_screen_gridlines(false);
    let subtitle = [
        scope.outcome.period.title(scope.lang),
        scope.dates(words::SPAN),
        w.say(words::IN_YUAN),
        words::MADE_BY.fill(scope.lang, &[("tool", TOOL)]),
    ];
    w.title(&super::title(scope), &subtitle.join(BETWEEN_PARTS))?;
    w.section(words::PART_RETURNS)?;
    returns(w, scope)?;
    w.section(words::PART_CHECKS)?;
    w.fields(&findings(scope), 4)?;
    w.fields(&targets(w, scope), 4)?;
    w.section(words::PART_FIGURES)?;
    w.fields(&figures(w), 4)?;
    not_expected_note(w, scope)?;
    w.section(words::PART_CHARTS)?;
    charts::insert(w, scope)?;
    w.gap();
    let labels = [
        words::SIGN_PREPARER,
        words::SIGN_REVIEWER,
        words::SIGN_HEAD,
        words::SIGN_DATE,
    ];
    signatures(w, &labels, 4)
}

/// The names of the units of a status.
fn names<'a>(scope: &Scope<'a>, status: UnitStatus) -> Vec<&'a str> {
    let units = scope.outcome.units.iter();
    units
        .filter(|unit| unit.status == status)
        .map(|unit| unit.name.as_str())
        .collect()
}

/// Says that units that are not on the list stand in the totals, where there are any.
pub(super) fn not_expected_note(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let names = names(scope, UnitStatus::NotExpected);
    if names.is_empty() {
        return Ok(());
    }
    let names = show::names(&names, 5, scope.lang);
    w.remark(&words::NOT_EXPECTED_NOTE.fill(scope.lang, &[("names", &names)]))
}

/// What came in, and from whom nothing did.
fn returns(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let outcome = scope.outcome;
    let inputs = outcome.inputs.iter();
    let received = names(scope, UnitStatus::Received).len();
    let others = names(scope, UnitStatus::NotExpected).len();
    let missing = names(scope, UnitStatus::NotReceived);
    let unreadable = inputs.clone().filter(|input| input.error.is_some());
    let unreadable: Vec<&str> = unreadable.map(|input| input.path.as_str()).collect();
    let tables = inputs.clone().map(|input| input.tables.len()).sum();
    let repeated = inputs.filter(|input| input.left_out()).count();
    let fields = [
        Field::count(words::EXPECTED, received + missing.len()),
        Field::count(words::RECEIVED, received),
        Field::count(words::NOT_RECEIVED, missing.len()),
        Field::count(words::NOT_EXPECTED, others),
        Field::count(words::FILES, outcome.inputs.len()),
        Field::count(words::TABLES_READ, tables),
        Field::count(words::UNREADABLE, unreadable.len()),
        Field::count(words::REPEATED, repeated),
    ];
    w.fields(&fields, 4)?;
    let text = if missing.is_empty() && !outcome.plan.expected_units.is_empty() {
        w.say(words::ALL_RECEIVED)
    } else {
        show::names(&missing, 30, scope.lang)
    };
    w.wide_field(words::NOT_RECEIVED_NAMES, &text)?;
    let text = show::names(&unreadable, 10, scope.lang);
    w.wide_field(words::UNREADABLE_NAMES, &text)
}

/// Verdicts of the units and of the district, counted in 达标明细.
fn targets(w: &SheetWriter<'_>, scope: &Scope<'_>) -> Vec<Field> {
    let results = scope.outcome.targets.iter();
    let (of_units, of_district): (Vec<_>, Vec<_>) = results.partition(|r| r.unit.is_some());
    let mut fields = w.read_all(&[
        (words::UNIT_TARGETS_MET, "unit_met"),
        (words::UNIT_TARGETS_MISSED, "unit_missed"),
        (words::UNIT_TARGETS_NO_DATA, "unit_no_data"),
    ]);
    fields.push(Field::count(words::UNIT_TARGETS_ALL, of_units.len()));
    fields.extend(w.read_all(&[
        (words::DISTRICT_TARGETS_MET, "district_met"),
        (words::DISTRICT_TARGETS_MISSED, "district_missed"),
        (words::DISTRICT_TARGETS_NO_DATA, "district_no_data"),
    ]));
    fields.push(Field::count(words::DISTRICT_TARGETS_ALL, of_district.len()));
    fields
}

/// The figures a leader asks for, each read from its sheet.
fn figures(w: &SheetWriter<'_>) -> Vec<Field> {
    let mut fields = staff_and_dues(w);
    fields.extend(w.read_all(&[
        (words::WELFARE_AMOUNT, "welfare"),
        (words::WELFARE_PEOPLE, "welfare_people"),
        (words::AUDIT_COUNT, "audits"),
        (words::EVENTS, "events"),
    ]));
    fields
}
