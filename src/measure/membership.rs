//! Membership (入会率) and service cards (服务卡).

use super::{Asked, answering};
use crate::frame::staff_on;
use crate::outcome::{Measured, STAFF_CATEGORIES};
use std::collections::BTreeMap;

/// `membership_rate` and its kinds: members over staff at the period's end; the staff as 单位信息
/// states it, else as the roster shows it.
pub(super) fn membership_rate(asked: &Asked<'_>) -> BTreeMap<u32, Measured> {
    let staff = staff_on(asked.batch, asked.span.end);
    let category = asked.metric.id.split_once('.').map(|(_, category)| category);
    let position = category.and_then(|id| STAFF_CATEGORIES.iter().position(|(_, c)| *c == id));
    answering(asked)
        .into_iter()
        .map(|unit| {
            let unit_staff = &staff[unit as usize];
            let figures = match position {
                Some(position) => unit_staff.categories[position],
                None => unit_staff.total(),
            };
            let measured = Measured {
                numerator: figures.members,
                denominator: Some(figures.staff()),
            };
            (unit, measured)
        })
        .collect()
}

/// `service_card_rate`: members with a service card over members.
pub(super) fn service_card_rate(asked: &Asked<'_>) -> BTreeMap<u32, Measured> {
    let staff = staff_on(asked.batch, asked.span.end);
    answering(asked)
        .into_iter()
        .map(|unit| {
            let figures = staff[unit as usize].total();
            let measured = Measured {
                numerator: figures.service_cards,
                denominator: Some(figures.members),
            };
            (unit, measured)
        })
        .collect()
}
