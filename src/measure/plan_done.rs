//! The month-by-month plan (月度安排).

use super::{Asked, answering, count, rates};
use crate::outcome::Measured;
use crate::schema::normalise_label;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// One planned activity: month, kind, title as compared.
type Planned = (Date, Option<String>, String);

/// `plan_done`: of the calendar's rows (the unit's own 月度安排, else the plan's) whose month lies in
/// the period, those with an activity in that month of the same kind, or whose title holds the
/// planned title or is held in it.
pub(super) fn plan_done(asked: &Asked<'_>) -> BTreeMap<u32, Measured> {
    let batch = asked.batch;
    let mut own: HashMap<u32, Vec<Planned>> = HashMap::new();
    let calendar = batch.frame("calendar");
    for index in 0..calendar.len() {
        if let (Some(month), Some(title)) = (calendar.date("month", index), calendar.text("title", index)) {
            let kind = calendar.text("kind", index).map(str::to_string);
            let planned = (month, kind, normalise_label(title));
            own.entry(calendar.unit[index]).or_default().push(planned);
        }
    }
    let common: Vec<Planned> = batch
        .plan
        .calendar
        .iter()
        .map(|p| (p.month, p.kind.clone(), normalise_label(&p.title)))
        .collect();
    let held = held(asked);
    let nothing = HashMap::new();
    let mut rates = rates(answering(asked));
    let units: Vec<u32> = rates.keys().copied().collect();
    for unit in units {
        let by_month = held.get(&unit).unwrap_or(&nothing);
        let planned = own.get(&unit).unwrap_or(&common);
        for (month, kind, title) in planned.iter().filter(|(m, ..)| asked.span.contains(*m)) {
            let done = by_month.get(month).is_some_and(|activities| {
                activities.iter().any(|(held_kind, held_title)| {
                    let same_kind = kind.is_some() && kind.as_deref() == *held_kind;
                    let same_title = !held_title.is_empty()
                        && !title.is_empty()
                        && (held_title.contains(title.as_str()) || title.contains(held_title.as_str()));
                    same_kind || same_title
                })
            });
            count(&mut rates, unit, done);
        }
    }
    rates
}

/// By unit and month (its first day), the kinds and titles of the activities held.
type Held<'a> = HashMap<u32, HashMap<Date, Vec<(Option<&'a str>, String)>>>;

fn held<'a>(asked: &'a Asked<'_>) -> Held<'a> {
    let activities = asked.batch.frame("activities");
    let mut held: Held<'a> = HashMap::new();
    for index in 0..activities.len() {
        if let Some(date) = activities.date("date", index) {
            let title = normalise_label(activities.text("title", index).unwrap_or_default());
            held.entry(activities.unit[index])
                .or_default()
                .entry(date.first_of_month())
                .or_default()
                .push((activities.text("kind", index), title));
        }
    }
    held
}
