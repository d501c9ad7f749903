//! 汇总: the first page of a unit's report: who it is, its main figures, its targets and findings,
//! and where it is signed. Figures that stand in another sheet are read from there live.

use crate::outcome::UnitInfo;
use crate::render::workbook::cell::{Cell, Field};
use crate::render::workbook::column::Column;
use crate::render::workbook::district::{read, severities};
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self, Table};
use crate::render::workbook::writer::{SheetWriter, signatures};
use crate::render::workbook::{Scope, TOOL, words};
use crate::words::Words;
use rust_xlsxwriter::{FormatAlign, XlsxError};

/// Eight columns: four pairs of label and value.
const WIDTHS: [f64; 8] = [13.0, 15.0, 13.0, 15.0, 13.0, 15.0, 13.0, 15.0];

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    w.columns(&WIDTHS)?;
    w.sheet.set_screen_gridlines(false);
    w.no_header();
    let lang = scope.lang;
    let subtitle = [
        scope.outcome.period.title(lang),
        words::IN_YUAN.get(lang).to_string(),
        words::MADE_BY.fill(lang, &[("tool", TOOL)]),
    ];
    w.title(&super::title(scope), &subtitle.join("　　"))?;
    w.section(words::PART_UNIT.get(lang))?;
    let info = scope
        .only()
        .map(|(_, figures)| figures.info.clone())
        .unwrap_or_default();
    w.fields(&unit(scope, &info), 2, 1, 3)?;
    w.section(words::PART_KEY.get(lang))?;
    let mut main = figures(w);
    main.insert(8, arrears(scope));
    w.fields(&main, 4, 1, 1)?;
    w.section(words::PART_TARGETS.get(lang))?;
    w.fields(&targets(w, scope), 4, 1, 1)?;
    w.fields(&severities(scope), 4, 1, 1)?;
    w.section(words::PART_ACTIVITIES.get(lang))?;
    activities(w, scope)?;
    w.section(words::PART_SIGN.get(lang))?;
    let labels = [
        words::SIGN_PREPARER,
        words::SIGN_REVIEWER,
        words::SIGN_CHAIR,
        words::SIGN_AUDITOR,
        words::SIGN_DATE,
    ];
    signatures(w, &labels, 2, (1, 3))?;
    // The seal goes beside the date, which stands alone in its row.
    let seal = w.say(words::SEAL);
    let format = w.style.sign_label.clone().set_align(FormatAlign::Center);
    let row = w.row - 1;
    w.across(row, 4, 7, &seal, &format)
}

/// Who the unit is.
fn unit(scope: &Scope<'_>, info: &UnitInfo) -> Vec<Field> {
    let span = scope.outcome.span;
    let (start, end) = (span.start.to_string(), span.end.to_string());
    let dates = words::SPAN_VALUE.fill(scope.lang, &[("start", &start), ("end", &end)]);
    let period = scope.outcome.period.title(scope.lang);
    let text = |label: Words, text: Option<&str>| Field::new(label, Cell::text(text), Kind::Centre);
    vec![
        text(words::UNIT_NAME, scope.unit_name(scope.unit)),
        text(words::CREDIT_CODE, info.credit_code.as_deref()),
        text(words::REPORT_PERIOD, Some(&period)),
        text(words::SPAN_LABEL, Some(&dates)),
        text(words::DISTRICT, info.district.as_deref()),
        Field::new(
            words::COMMITTEE_UNTIL,
            Cell::date(info.committee_expires_on),
            Kind::Date,
        ),
        text(words::PREPARER, info.preparer.as_deref()),
        text(words::REVIEWER, info.reviewer.as_deref()),
    ]
}

/// How many members are in arrears; nothing where no dues were sent.
fn arrears(scope: &Scope<'_>) -> Field {
    let sent = scope.only().filter(|(_, figures)| !figures.dues.is_empty());
    let count = sent.map(|(_, figures)| i64::try_from(figures.arrears.len()).unwrap_or(i64::MAX));
    Field::new(words::ARREARS_PEOPLE, Cell::count(count), Kind::Count)
}

/// The main figures, each read from its sheet.
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
        field(words::INCOME, "income", Kind::Yuan),
        field(words::EXPENSE, "expense", Kind::Yuan),
        field(words::SURPLUS, "surplus", Kind::Yuan),
        field(words::WELFARE_AMOUNT, "welfare", Kind::Yuan),
        field(words::WELFARE_PEOPLE, "welfare_people", Kind::Count),
        field(words::EVENTS, "events", Kind::Count),
        field(words::AUDIT_COUNT, "audits", Kind::Count),
    ]
}

/// Verdicts, counted in 目标完成情况.
fn targets(w: &SheetWriter<'_>, scope: &Scope<'_>) -> Vec<Field> {
    let all = scope
        .outcome
        .targets
        .iter()
        .filter(|result| result.unit == scope.unit)
        .count();
    let field = |label: Words, anchor: &str| Field::new(label, read(w, anchor), Kind::Count);
    vec![
        field(words::TARGETS_MET, "unit_met"),
        field(words::TARGETS_MISSED, "unit_missed"),
        field(words::TARGETS_NO_DATA, "unit_no_data"),
        Field::new(
            words::TARGETS_ALL,
            Cell::Count(i64::try_from(all).unwrap_or(i64::MAX)),
            Kind::Count,
        ),
    ]
}

/// What was held, by kind.
fn activities(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let Some((_, figures)) = scope
        .only()
        .filter(|(_, figures)| !figures.activities.is_empty())
    else {
        return w.nothing(words::NO_DATA_HERE);
    };
    let column = |title: Words, kind| Column::new(title.get(scope.lang), kind);
    let columns = vec![
        column(words::ACTIVITY_KIND, Kind::Text),
        column(words::HELD, Kind::Count).total(),
        column(words::ATTENDANCE, Kind::Count).total(),
        column(words::COST, Kind::Yuan).total(),
    ];
    let unknown = words::NOT_UNDERSTOOD.get(scope.lang);
    let rows = figures
        .activities
        .iter()
        .map(|activity| {
            vec![
                Cell::Text(activity.kind.clone().unwrap_or_else(|| unknown.to_string())),
                Cell::Count(activity.count),
                Cell::Count(activity.attendance),
                Cell::Yuan(activity.cost),
            ]
        })
        .collect();
    table::write(w, &Table::new(columns, rows).totals(words::TOTAL))?;
    Ok(())
}
