//! The figures that the reports print of each unit, beside the metrics. What never goes up to the
//! district is left out here, so that no report can print it.

use super::dated;
use crate::finding::Arg;
use crate::frame::{Batch, Frame, UnitStaff, staff_on};
use crate::outcome::{
    ActivityKind, Arrear, Audit, DuesMonth, LedgerCategory, SportsEvent, SportsResult, UnitFigures,
    UnitInfo, WelfareCategory, WelfarePayment,
};
use crate::personal::goes_up;
use crate::plan::{PeriodKind, Span};
use crate::sums::add;
use crate::words::Lang;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The figures of the units present in the batch, by position in [`Batch::units`].
pub fn figures(batch: &Batch<'_>) -> BTreeMap<u32, UnitFigures> {
    let staff = staff_on(batch, batch.span.end);
    let of_staff = |&unit: &u32| {
        let staff: &UnitStaff = &staff[unit as usize];
        let figures = UnitFigures {
            staff: staff.categories,
            staff_uncategorised: staff.uncategorised,
            ..UnitFigures::default()
        };
        (unit, figures)
    };
    let mut figures: All = batch.present.iter().map(of_staff).collect();
    info(batch, &mut figures);
    dues(batch, &mut figures);
    welfare(batch, &mut figures);
    sports(batch, &mut figures);
    audits(batch, &mut figures);
    activities(batch, &mut figures);
    ledger(batch, &mut figures);
    figures
}

type All = BTreeMap<u32, UnitFigures>;

/// A text as a report may print it.
fn shown(frame: &Frame, id: &str, index: usize) -> Option<String> {
    let text = frame.text(id, index)?.to_string();
    let arg = Arg::of_column(frame.table.column(id), text);
    Some(goes_up(&arg, Some(frame.table), Lang::Zh))
}

/// Hands what was made of their rows to the units, in order.
fn hand_over<K, V>(
    all: &mut All,
    made: BTreeMap<(u32, K), V>,
    into: fn(&mut UnitFigures) -> &mut Vec<V>,
) {
    for ((unit, _), made) in made {
        if let Some(figures) = all.get_mut(&unit) {
            into(figures).push(made);
        }
    }
}

/// The category in `column` as the figures keep it, one of the declared values or none; and its position
/// in the declaration: none comes last.
fn category(frame: &Frame, column: &str, index: usize) -> (usize, Option<String>) {
    let value = frame.text(column, index);
    let column = frame.table.column(column);
    let position = column.and_then(|column| {
        column
            .values
            .iter()
            .position(|v| Some(v.value.as_str()) == value)
    });
    let known = value.filter(|_| position.is_some()).map(str::to_string);
    (position.unwrap_or(usize::MAX), known)
}

fn info(batch: &Batch<'_>, all: &mut All) {
    let units = batch.frame("units");
    for index in (0..units.len()).rev() {
        if let Some(figures) = all.get_mut(&units.unit[index]) {
            figures.info = UnitInfo {
                credit_code: shown(units, "credit_code", index),
                district: shown(units, "district", index),
                preparer: shown(units, "preparer", index),
                reviewer: shown(units, "reviewer", index),
                committee_expires_on: units.date("committee_expires_on", index),
            };
        }
    }
}

fn dues(batch: &Batch<'_>, all: &mut All) {
    let dues = batch.frame("dues");
    let mut months: BTreeMap<(u32, Date), DuesMonth> = BTreeMap::new();
    let mut arrears: BTreeMap<(u32, &str), Arrear> = BTreeMap::new();
    for (index, month) in dated(dues, "month", batch.span) {
        let due = dues.int("due_or_worked_out", index).unwrap_or(0);
        let paid = dues.int("paid", index).unwrap_or(0);
        let unit = dues.unit[index];
        let sum = months.entry((unit, month)).or_insert(DuesMonth {
            month,
            rows: 0,
            due: 0,
            paid: 0,
            credited: 0,
        });
        sum.rows += 1;
        add(&mut sum.due, due);
        add(&mut sum.paid, paid);
        let credited = dues.int("due_or_worked_out", index);
        add(&mut sum.credited, credited.map_or(0, |due| paid.min(due)));
        let name = dues.text("name", index).unwrap_or_default();
        let person = dues.text("id_number", index).unwrap_or(name);
        if paid < due && batch.has(dues, index, "paid") {
            let arrear = arrears.entry((unit, person)).or_insert_with(|| Arrear {
                name: shown(dues, "name", index).unwrap_or_default(),
                months: 0,
                owed: 0,
            });
            arrear.months += 1;
            add(&mut arrear.owed, due.saturating_sub(paid));
        }
    }
    hand_over(all, months, |figures| &mut figures.dues);
    hand_over(all, arrears, |figures| &mut figures.arrears);
    for figures in all.values_mut() {
        figures
            .arrears
            .sort_by(|a, b| (b.owed, &a.name).cmp(&(a.owed, &b.name)));
    }
}

fn welfare(batch: &Batch<'_>, all: &mut All) {
    let welfare = batch.frame("welfare");
    let mut sums: BTreeMap<(u32, usize), WelfareCategory> = BTreeMap::new();
    for (index, date) in dated(welfare, "date", batch.span) {
        let unit = welfare.unit[index];
        let (position, category) = category(welfare, "category", index);
        let (headcount, amount) = (
            welfare.int("headcount", index),
            welfare.int("amount", index),
        );
        let sum = sums.entry((unit, position)).or_default();
        sum.category.clone_from(&category);
        sum.payments += 1;
        add(&mut sum.headcount, headcount.unwrap_or(0));
        add(&mut sum.amount, amount.unwrap_or(0));
        if let Some(figures) = all.get_mut(&unit) {
            figures.payments.push(WelfarePayment {
                date,
                recipient: shown(welfare, "recipient", index),
                category,
                form: self::category(welfare, "form", index).1,
                headcount,
                unit_price: welfare.int("unit_price", index),
                amount,
                voucher_no: shown(welfare, "voucher_no", index),
            });
        }
    }
    hand_over(all, sums, |figures| &mut figures.welfare);
    for figures in all.values_mut() {
        figures.payments.sort_by_key(|payment| payment.date);
    }
}

fn sports(batch: &Batch<'_>, all: &mut All) {
    let sports = batch.frame("sports");
    // What tells one event of a unit from another: date, level, event, group.
    let mut events: BTreeMap<(u32, _), SportsEvent> = BTreeMap::new();
    for index in 0..sports.len() {
        let date = sports.date("date", index);
        let Some(event) = shown(sports, "event", index)
            .filter(|_| date.is_none_or(|date| batch.span.contains(date)))
        else {
            continue;
        };
        let (_, level) = category(sports, "level", index);
        let group = shown(sports, "group", index);
        let key = (date, level.clone(), event.clone(), group.clone());
        let into = events
            .entry((sports.unit[index], key))
            .or_insert_with(|| SportsEvent {
                date,
                level,
                event,
                group,
                ..SportsEvent::default()
            });
        into.entrants = into.entrants.max(sports.int("entrants", index));
        into.awarded = into.awarded.max(sports.int("awarded", index));
        add(&mut into.prize, sports.int("prize", index).unwrap_or(0));
        into.results.push(SportsResult {
            rank: sports.int("rank", index),
            entrant: shown(sports, "entrant", index).unwrap_or_default(),
            department: shown(sports, "department", index),
            score: shown(sports, "score", index),
            points: sports.int("points", index),
        });
    }
    for event in events.values_mut() {
        let by_rank = |result: &SportsResult| result.rank.unwrap_or(i64::MAX);
        event.results.sort_by_key(by_rank);
    }
    hand_over(all, events, |figures| &mut figures.events);
}

fn audits(batch: &Batch<'_>, all: &mut All) {
    let audits = batch.frame("audits");
    let terms = &batch.plan.terms;
    let years = terms.judged(PeriodKind::Year, batch.period);
    let spans: Vec<Span> = years.into_iter().map(|year| terms.span(year)).collect();
    for index in 0..audits.len() {
        let judged = |date: &Date| spans.iter().any(|span| span.contains(*date));
        let date = audits.date("audited_on", index).filter(judged);
        let (Some(audited_on), Some(figures)) = (date, all.get_mut(&audits.unit[index])) else {
            continue;
        };
        figures.audits.push(Audit {
            period: shown(audits, "period", index),
            audited_on,
            report_no: shown(audits, "report_no", index),
            auditors: shown(audits, "auditors", index),
            opinion: shown(audits, "opinion", index),
            income: audits.int("income_audited", index),
            expense: audits.int("expense_audited", index),
            problems: audits.int("problems", index),
            approved_on: audits.date("congress_approved_on", index),
            filed_on: audits.date("filed_on", index),
        });
    }
    for figures in all.values_mut() {
        figures.audits.sort_by_key(|audit| audit.audited_on);
    }
}

fn activities(batch: &Batch<'_>, all: &mut All) {
    let activities = batch.frame("activities");
    let mut sums: BTreeMap<(u32, usize), ActivityKind> = BTreeMap::new();
    for (index, _) in dated(activities, "date", batch.span) {
        let (position, kind) = category(activities, "kind", index);
        let sum = sums.entry((activities.unit[index], position)).or_default();
        let figure = |id: &str| activities.int(id, index).unwrap_or(0);
        sum.kind = kind;
        sum.count += 1;
        add(&mut sum.attendance, figure("attendance"));
        add(&mut sum.cost, figure("cost"));
    }
    hand_over(all, sums, |figures| &mut figures.activities);
}

fn ledger(batch: &Batch<'_>, all: &mut All) {
    let ledger = batch.frame("ledger");
    let mut sums: BTreeMap<(u32, usize), LedgerCategory> = BTreeMap::new();
    for (index, _) in dated(ledger, "date", batch.span) {
        let (position, category) = category(ledger, "category", index);
        let sum = sums.entry((ledger.unit[index], position)).or_default();
        sum.category = category;
        // Either kind and amount, or the two columns.
        let figure = |column: &str, kind: &str| {
            let of_kind = ledger.text("kind", index) == Some(kind);
            let amount = || ledger.int("amount", index).filter(|_| of_kind);
            ledger.int(column, index).or_else(amount).unwrap_or(0)
        };
        add(&mut sum.income, figure("income", "收入"));
        add(&mut sum.expense, figure("expense", "支出"));
    }
    hand_over(all, sums, |figures| &mut figures.ledger);
}
