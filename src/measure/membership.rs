//! Membership (入会率) and service cards (服务卡).

use super::{Asked, answering};
use crate::frame::{UnitStaff, staff_on};
use crate::outcome::{Measured, STAFF_CATEGORIES};
use std::collections::BTreeMap;

/// `membership_rate` and its kinds: members over staff at the period's end; the staff as 单位信息
/// states it, else as the roster shows it.
pub(super) fn membership_rate(asked: &Asked<'_>) -> BTreeMap<u32, Measured> {
    let category = asked
        .metric
        .id
        .split_once('.')
        .map(|(_, category)| category);
    let position = category.and_then(|id| STAFF_CATEGORIES.iter().position(|(_, c)| *c == id));
    rate(asked, |staff| {
        let figures = position.map_or_else(|| staff.total(), |at| staff.categories[at]);
        (figures.members, figures.staff())
    })
}

/// `service_card_rate`: members with a service card over members.
pub(super) fn service_card_rate(asked: &Asked<'_>) -> BTreeMap<u32, Measured> {
    rate(asked, |staff| {
        let figures = staff.total();
        (figures.service_cards, figures.members)
    })
}

/// The rate that `of` makes of each unit's staff at the period's end.
fn rate(asked: &Asked<'_>, of: impl Fn(&UnitStaff) -> (i64, i64)) -> BTreeMap<u32, Measured> {
    let staff = staff_on(asked.batch, asked.span.end);
    let rate = |unit: u32| {
        let (numerator, all) = of(&staff[unit as usize]);
        let denominator = Some(all);
        let measured = Measured {
            numerator,
            denominator,
        };
        (unit, measured)
    };
    answering(asked).into_iter().map(rate).collect()
}
