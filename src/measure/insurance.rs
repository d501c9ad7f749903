//! Mutual insurance (互助保障).

use super::{Asked, answering, count, rates};
use crate::frame::is_member;
use crate::outcome::Measured;
use std::collections::{BTreeMap, HashSet};

/// `insurance_rate`: of the members at the period's end, those (by ID number, else by name) with an
/// insurance row for the year.
pub(super) fn insurance_rate(asked: &Asked<'_>) -> BTreeMap<u32, Measured> {
    let batch = asked.batch;
    let sent = answering(asked)
        .into_iter()
        .filter(|&unit| batch.blocks_of(unit, "members").next().is_some());
    let mut rates = rates(sent);
    let insurance = batch.frame("insurance");
    let year = i64::from(asked.span.end.year());
    let (mut ids, mut names) = (HashSet::new(), HashSet::new());
    for index in (0..insurance.len()).filter(|&index| insurance.int("year", index) == Some(year)) {
        let unit = insurance.unit[index];
        match insurance.text("id_number", index) {
            Some(id) => ids.insert((unit, id)),
            None => insurance
                .text("name", index)
                .is_some_and(|name| names.insert((unit, name))),
        };
    }
    let members = batch.frame("members");
    for row in (0..members.len()).filter(|&row| is_member(members, row, asked.span.end)) {
        let unit = members.unit[row];
        let by_id = members
            .text("id_number", row)
            .is_some_and(|id| ids.contains(&(unit, id)));
        let by_name = members
            .text("name", row)
            .is_some_and(|name| names.contains(&(unit, name)));
        count(&mut rates, unit, by_id || by_name);
    }
    rates
}
