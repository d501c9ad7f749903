//! Hardship aid (困难职工帮扶).

use super::{Asked, answering, count, dated, rates};
use crate::outcome::Measured;
use crate::plan::split_list;
use crate::schema::normalise_name;
use std::collections::{BTreeMap, HashSet};

/// `hardship_visit_rate`: of the people on file by the period's end, those aided in it: by
/// `aided_on`, or named as recipient of a 困难帮扶 or 送温暖.
pub(super) fn hardship_visit_rate(asked: &Asked<'_>) -> BTreeMap<u32, Measured> {
    let mut rates = rates(answering(asked));
    let welfare = asked.batch.frame("welfare");
    let mut aided: HashSet<(u32, String)> = HashSet::new();
    for (index, _) in dated(welfare, "date", asked.span) {
        let aid = matches!(welfare.text("category", index), Some("困难帮扶" | "送温暖"));
        let recipient = welfare.text("recipient", index).filter(|_| aid);
        for name in split_list(recipient.unwrap_or_default()) {
            aided.insert((welfare.unit[index], normalise_name(&name)));
        }
    }
    let files = asked.batch.frame("hardship");
    for index in 0..files.len() {
        let unit = files.unit[index];
        let filed = files.date("filed_on", index);
        if filed.is_some_and(|filed| filed > asked.span.end) {
            continue;
        }
        let by_date = files
            .date("aided_on", index)
            .is_some_and(|d| asked.span.contains(d));
        let by_name = files
            .text("name", index)
            .is_some_and(|name| aided.contains(&(unit, name.to_string())));
        count(&mut rates, unit, by_date || by_name);
    }
    rates
}
