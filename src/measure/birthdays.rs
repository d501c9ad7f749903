//! Birthday greetings (生日慰问).

use super::{Asked, dated, rates};
use crate::frame::{Found, People, is_member};
use crate::outcome::Measured;
use crate::plan::{Span, split_list};
use crate::sums::add;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// `birthday_rate`: of the members whose birthday falls in the period, those named as recipient of a
/// 生日慰问 in it, plus the headcounts of 生日慰问 rows that name nobody on the roster; at most all.
pub(super) fn birthday_rate(asked: &Asked<'_>) -> BTreeMap<u32, Measured> {
    let batch = asked.batch;
    let sent = |unit: u32, table: &str, columns: &[&str]| {
        let mut blocks = batch.blocks_of(unit, table);
        blocks.any(|block| columns.iter().all(|column| block.has_column(column)))
    };
    let units = batch.present.iter().copied();
    let mut rates = rates(units.filter(|&unit| {
        sent(unit, "welfare", &["date", "category"]) && sent(unit, "members", &["name"])
    }));
    let (named, unnamed) = greetings(asked);
    let members = batch.frame("members");
    for row in 0..members.len() {
        let birth = members
            .date("birth_date", row)
            .or(members.date("id_birth", row));
        let here = birth.is_some_and(|birth| has_birthday_in(birth, asked.span));
        if here && is_member(members, row, asked.span.end) {
            super::count(&mut rates, members.unit[row], named.contains(&row));
        }
    }
    for (unit, rate) in &mut rates {
        let more = unnamed.get(unit).copied().unwrap_or(0);
        let all = rate.denominator.unwrap_or(0);
        rate.numerator = rate.numerator.saturating_add(more).min(all);
    }
    rates
}

/// The roster rows that the period's greetings name, and per unit the headcounts of those that name
/// nobody on the roster.
fn greetings(asked: &Asked<'_>) -> (BTreeSet<usize>, BTreeMap<u32, i64>) {
    let people = People::new(asked.batch);
    let welfare = asked.batch.frame("welfare");
    let (mut named, mut unnamed) = (BTreeSet::new(), BTreeMap::new());
    for (index, _) in dated(welfare, "date", asked.span) {
        if welfare.text("category", index) != Some("生日慰问") {
            continue;
        }
        let unit = welfare.unit[index];
        let recipients = welfare.text("recipient", index).unwrap_or_default();
        let on_roster = |name: &String| {
            let name = crate::schema::normalise_name(name);
            match people.find(unit, None, Some(&name)) {
                Found::One(row) => Some(row),
                _ => None,
            }
        };
        let names = split_list(recipients);
        let found: Vec<usize> = names.iter().filter_map(on_roster).collect();
        if found.is_empty() {
            let headcount = welfare.int("headcount", index).unwrap_or(0);
            add(unnamed.entry(unit).or_insert(0), headcount);
        }
        named.extend(found);
    }
    (named, unnamed)
}

/// Whether a birthday lies in `span`; who was born on 29 February has it on the 28th in other years.
fn has_birthday_in(birth: Date, span: Span) -> bool {
    (span.start.year()..=span.end.year()).any(|year| {
        let day = Date::new(year, birth.month(), birth.day())
            .or_else(|_| Date::new(year, birth.month(), 28));
        day.is_ok_and(|day| span.contains(day))
    })
}
