//! The figures that the reports print of each unit, beside the metrics. What never goes up to the
//! district is left out here, so that no report can print it.

use crate::finding::Arg;
use crate::frame::{Batch, Frame, UnitStaff, staff_on};
use crate::outcome::{
    ActivityKind, Arrear, Audit, DuesMonth, LedgerCategory, SportsEvent, SportsResult, UnitFigures,
    UnitInfo, WelfareCategory, WelfarePayment,
};
use crate::personal::goes_up;
use crate::plan::{PeriodKind, Span};
use crate::schema::table;
use crate::sums::add;
use crate::words::Lang;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The figures of the units present in the batch, by position in [`Batch::units`].
pub fn figures(batch: &Batch<'_>) -> BTreeMap<u32, UnitFigures> {
    let mut figures: BTreeMap<u32, UnitFigures> = batch
        .present
        .iter()
        .map(|&unit| (unit, UnitFigures::default()))
        .collect();
    let staff = staff_on(batch, batch.span.end);
    for (unit, figures) in &mut figures {
        let UnitStaff {
            categories,
            uncategorised,
            ..
        } = &staff[*unit as usize];
        figures.staff = *categories;
        figures.staff_uncategorised = *uncategorised;
    }
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

/// The rows of `frame` whose date `column` lies in `span`.
fn dated<'f>(
    frame: &'f Frame,
    column: &'static str,
    span: Span,
) -> impl Iterator<Item = usize> + 'f {
    (0..frame.len())
        .filter(move |&index| frame.date(column, index).is_some_and(|d| span.contains(d)))
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
    for index in dated(dues, "month", batch.span) {
        let Some(month) = dues.date("month", index) else {
            continue;
        };
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
    for ((unit, _), month) in months {
        if let Some(figures) = all.get_mut(&unit) {
            figures.dues.push(month);
        }
    }
    for ((unit, _), arrear) in arrears {
        if let Some(figures) = all.get_mut(&unit) {
            figures.arrears.push(arrear);
        }
    }
    for figures in all.values_mut() {
        figures
            .arrears
            .sort_by(|a, b| (b.owed, &a.name).cmp(&(a.owed, &b.name)));
    }
}

/// The position of a category's value in its declaration; empty and unknown ones come last.
fn declared(table_id: &str, column: &str, value: Option<&str>) -> usize {
    table(table_id)
        .column(column)
        .and_then(|c| {
            c.values
                .iter()
                .position(|v| Some(v.value.as_str()) == value)
        })
        .unwrap_or(usize::MAX)
}

/// A category as the figures keep it: one of the declared values, or none.
fn known(table_id: &str, column: &str, value: Option<&str>) -> Option<String> {
    value
        .filter(|value| declared(table_id, column, Some(value)) != usize::MAX)
        .map(str::to_string)
}

fn welfare(batch: &Batch<'_>, all: &mut All) {
    let welfare = batch.frame("welfare");
    let mut sums: BTreeMap<(u32, usize), WelfareCategory> = BTreeMap::new();
    for index in dated(welfare, "date", batch.span) {
        let unit = welfare.unit[index];
        let category = known("welfare", "category", welfare.text("category", index));
        let position = declared("welfare", "category", category.as_deref());
        let sum = sums
            .entry((unit, position))
            .or_insert_with(|| WelfareCategory {
                category: category.clone(),
                payments: 0,
                headcount: 0,
                amount: 0,
            });
        sum.payments += 1;
        add(
            &mut sum.headcount,
            welfare.int("headcount", index).unwrap_or(0),
        );
        add(&mut sum.amount, welfare.int("amount", index).unwrap_or(0));
        let (Some(date), Some(figures)) = (welfare.date("date", index), all.get_mut(&unit)) else {
            continue;
        };
        figures.payments.push(WelfarePayment {
            date,
            recipient: shown(welfare, "recipient", index),
            category,
            form: known("welfare", "form", welfare.text("form", index)),
            headcount: welfare.int("headcount", index),
            unit_price: welfare.int("unit_price", index),
            amount: welfare.int("amount", index),
            voucher_no: shown(welfare, "voucher_no", index),
        });
    }
    for ((unit, _), sum) in sums {
        if let Some(figures) = all.get_mut(&unit) {
            figures.welfare.push(sum);
        }
    }
    for figures in all.values_mut() {
        figures.payments.sort_by_key(|payment| payment.date);
    }
}

/// What tells one event from another: unit, date, level, event, group.
type EventKey = (u32, Option<Date>, Option<String>, String, Option<String>);

fn sports(batch: &Batch<'_>, all: &mut All) {
    let sports = batch.frame("sports");
    let mut events: BTreeMap<EventKey, SportsEvent> = BTreeMap::new();
    for index in 0..sports.len() {
        let date = sports.date("date", index);
        if date.is_some_and(|date| !batch.span.contains(date)) {
            continue;
        }
        let (Some(event), level, group) = (
            shown(sports, "event", index),
            known("sports", "level", sports.text("level", index)),
            shown(sports, "group", index),
        ) else {
            continue;
        };
        let key = (
            sports.unit[index],
            date,
            level.clone(),
            event.clone(),
            group.clone(),
        );
        let into = events.entry(key).or_insert_with(|| SportsEvent {
            date,
            level,
            event,
            group,
            entrants: None,
            awarded: None,
            prize: 0,
            results: Vec::new(),
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
    for ((unit, ..), mut event) in events {
        event
            .results
            .sort_by_key(|result| result.rank.unwrap_or(i64::MAX));
        if let Some(figures) = all.get_mut(&unit) {
            figures.events.push(event);
        }
    }
}

fn audits(batch: &Batch<'_>, all: &mut All) {
    let audits = batch.frame("audits");
    let years = batch.plan.terms.judged(PeriodKind::Year, batch.period);
    let spans: Vec<Span> = years
        .into_iter()
        .map(|year| batch.plan.terms.span(year))
        .collect();
    for index in 0..audits.len() {
        let Some(audited_on) = audits
            .date("audited_on", index)
            .filter(|date| spans.iter().any(|span| span.contains(*date)))
        else {
            continue;
        };
        if let Some(figures) = all.get_mut(&audits.unit[index]) {
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
    }
    for figures in all.values_mut() {
        figures.audits.sort_by_key(|audit| audit.audited_on);
    }
}

fn activities(batch: &Batch<'_>, all: &mut All) {
    let activities = batch.frame("activities");
    let mut sums: BTreeMap<(u32, usize), ActivityKind> = BTreeMap::new();
    for index in dated(activities, "date", batch.span) {
        let kind = known("activities", "kind", activities.text("kind", index));
        let position = declared("activities", "kind", kind.as_deref());
        let sum = sums
            .entry((activities.unit[index], position))
            .or_insert_with(|| ActivityKind {
                kind,
                count: 0,
                attendance: 0,
                cost: 0,
            });
        sum.count += 1;
        add(
            &mut sum.attendance,
            activities.int("attendance", index).unwrap_or(0),
        );
        add(&mut sum.cost, activities.int("cost", index).unwrap_or(0));
    }
    for ((unit, _), sum) in sums {
        if let Some(figures) = all.get_mut(&unit) {
            figures.activities.push(sum);
        }
    }
}

fn ledger(batch: &Batch<'_>, all: &mut All) {
    let ledger = batch.frame("ledger");
    let mut sums: BTreeMap<(u32, usize), LedgerCategory> = BTreeMap::new();
    for index in dated(ledger, "date", batch.span) {
        let category = known("ledger", "category", ledger.text("category", index));
        let position = declared("ledger", "category", category.as_deref());
        let sum = sums
            .entry((ledger.unit[index], position))
            .or_insert_with(|| LedgerCategory {
                category,
                income: 0,
                expense: 0,
            });
        let amount = ledger.int("amount", index).unwrap_or(0);
        let (by_kind_in, by_kind_out) = match ledger.text("kind", index) {
            Some("收入") => (amount, 0),
            Some("支出") => (0, amount),
            _ => (0, 0),
        };
        // Either kind and amount, or the two columns.
        add(
            &mut sum.income,
            ledger.int("income", index).unwrap_or(by_kind_in),
        );
        add(
            &mut sum.expense,
            ledger.int("expense", index).unwrap_or(by_kind_out),
        );
    }
    for ((unit, _), sum) in sums {
        if let Some(figures) = all.get_mut(&unit) {
            figures.ledger.push(sum);
        }
    }
}
