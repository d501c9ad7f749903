//! Conduct reviews (师德考核).

use super::{Asked, answering, count, rates};
use crate::frame::is_staff;
use crate::outcome::Measured;
use std::collections::BTreeMap;

/// `conduct_review_rate`: of the teachers on the roster at the period's end, those with a review.
pub(super) fn conduct_review_rate(asked: &Asked<'_>) -> BTreeMap<u32, Measured> {
    let mut rates = rates(answering(asked));
    let members = asked.batch.frame("members");
    for row in 0..members.len() {
        let teacher = matches!(
            members.text("category", row),
            Some("在编教师" | "合同制教师" | "临时代课教师")
        );
        if teacher && is_staff(members, row, asked.span.end) {
            let reviewed = members.text("conduct_review", row).is_some();
            count(&mut rates, members.unit[row], reviewed);
        }
    }
    rates
}
