//! 汇总: the first page of a unit's report: who it is, its main figures, its targets and findings,
//! and where it is signed. Figures that stand in another sheet are read from there live.

use super::ledger;
use crate::outcome::{ActivityKind, UnitInfo};
use crate::render::workbook::cell::{Cell, Field};
use crate::render::workbook::first_sheet::{WIDTHS, findings, staff_and_dues};
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::Table;
use crate::render::workbook::writer::{SheetWriter, signatures};
use crate::render::workbook::{BETWEEN_PARTS, Scope, TOOL, words};
use crate::sums::figure;
use rust_xlsxwriter::{FormatAlign, XlsxError};

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    w.columns(&WIDTHS)?;
    w.sheet.set_screen_gridlines(false);
    w.no_header();
    let lang = scope.lang;
    let subtitle = [
        scope.outcome.period.title(lang),
        w.say(words::IN_YUAN),
        words::MADE_BY.fill(lang, &[("tool", TOOL)]),
    ];
    w.title(&super::title(scope), &subtitle.join(BETWEEN_PARTS))?;
    w.section(words::PART_UNIT)?;
    w.fields(&unit(scope), 2)?;
    w.section(words::PART_KEY)?;
    w.fields(&figures(w, scope), 4)?;
    w.section(words::PART_TARGETS)?;
    w.fields(&targets(w, scope), 4)?;
    w.fields(&findings(scope), 4)?;
    w.section(words::PART_ACTIVITIES)?;
    activities(w, scope)?;
    w.section(words::PART_SIGN)?;
    let labels = [
        words::SIGN_PREPARER,
        words::SIGN_REVIEWER,
        words::SIGN_CHAIR,
        words::SIGN_AUDITOR,
        words::SIGN_DATE,
    ];
    signatures(w, &labels, 2)?;
    // The seal goes beside the date, which stands alone in its row.
    let seal = w.say(words::SEAL);
    let format = w.style.sign_label.clone().set_align(FormatAlign::Center);
    let row = w.row - 1;
    w.across(row, 4, 7, &seal, &format)
}

/// Who the unit is.
fn unit(scope: &Scope<'_>) -> Vec<Field> {
    let unknown = UnitInfo::default();
    let info = scope.only().map_or(&unknown, |figures| &figures.info);
    let expires = Field {
        label: words::COMMITTEE_UNTIL,
        cell: info.committee_expires_on.into(),
        kind: Kind::Date,
    };
    vec![
        Field::new(words::UNIT_NAME, scope.unit_name(scope.unit)),
        Field::new(words::CREDIT_CODE, info.credit_code.as_deref()),
        Field::new(words::REPORT_PERIOD, scope.outcome.period.title(scope.lang)),
        Field::new(words::SPAN_LABEL, scope.dates(words::SPAN_VALUE)),
        Field::new(words::DISTRICT, info.district.as_deref()),
        expires,
        Field::new(words::PREPARER, info.preparer.as_deref()),
        Field::new(words::REVIEWER, info.reviewer.as_deref()),
    ]
}

/// The main figures, each but one read from its sheet.
fn figures(w: &SheetWriter<'_>, scope: &Scope<'_>) -> Vec<Field> {
    // How many members are in arrears; nothing where no dues were sent.
    let sent = scope.only().filter(|figures| !figures.dues.is_empty());
    let count = sent.map(|figures| Cell::Count(figure(figures.arrears.len())));
    let mut fields = staff_and_dues(w);
    fields.push(Field::new(words::ARREARS_PEOPLE, count));
    fields.extend(w.read_all(&ledger::ANCHORS));
    fields.extend(w.read_all(&[
        (words::WELFARE_AMOUNT, "welfare"),
        (words::WELFARE_PEOPLE, "welfare_people"),
        (words::EVENTS, "events"),
        (words::AUDIT_COUNT, "audits"),
    ]));
    fields
}

/// Verdicts, counted in 目标完成情况.
fn targets(w: &SheetWriter<'_>, scope: &Scope<'_>) -> Vec<Field> {
    let results = scope.outcome.targets.iter();
    let all = results.filter(|result| result.unit == scope.unit).count();
    let mut fields = w.read_all(&[
        (words::TARGETS_MET, "unit_met"),
        (words::TARGETS_MISSED, "unit_missed"),
        (words::TARGETS_NO_DATA, "unit_no_data"),
    ]);
    fields.push(Field::count(words::TARGETS_ALL, all));
    fields
}

/// What was held, by kind.
fn activities(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let activities = scope.own(|figures| &figures.activities);
    if activities.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    let unknown = words::NOT_UNDERSTOOD.get(scope.lang);
    let mut table = Table::<&ActivityKind>::new(scope.lang);
    table.text(words::ACTIVITY_KIND, |activity| {
        activity.kind.as_deref().unwrap_or(unknown)
    });
    table.count(words::HELD, |activity| activity.count);
    table.count(words::ATTENDANCE, |activity| activity.attendance);
    table.yuan(words::COST, |activity| activity.cost);
    table.write(w, activities).map(drop)
}
