//! Activities (活动台账) against the unit's staff.

use super::at;
use crate::finding::{Arg, Code};
use crate::findings::Findings;
use crate::frame::{Batch, staff_on};

/// A102: no more attend than there are on the staff, as 单位信息 states it or the roster shows it,
/// whichever is more: people come and go within a year.
pub(super) fn attendance(batch: &Batch<'_>, findings: &mut Findings) {
    let activities = batch.frame("activities");
    if activities.is_empty() {
        return;
    }
    let staff = staff_on(batch, batch.span.end);
    let members = batch.frame("members");
    let mut on_roster = vec![0_i64; batch.units.len()];
    for &unit in &members.unit {
        on_roster[unit as usize] += 1;
    }
    for index in 0..activities.len() {
        let Some(attendance) = activities.int("attendance", index) else {
            continue;
        };
        let unit = activities.unit[index] as usize;
        let most = staff[unit].total().stated.unwrap_or(0).max(on_roster[unit]);
        if most > 0 && attendance > most {
            findings.push(
                at(batch, activities, index, Code::A102, "attendance")
                    .arg("attendance", Arg::Count(attendance))
                    .arg("staff", Arg::Count(most)),
            );
        }
    }
}
