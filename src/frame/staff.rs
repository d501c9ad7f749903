//! Staff and members of a unit on a day: who is on the roster, who is a
//! member, and what 单位信息 states.

use super::{Batch, Frame};
use crate::outcome::{STAFF_CATEGORIES, StaffFigures};
use crate::sums::sum;
use jiff::civil::Date;

/// Staff and members of one unit on one day.
#[derive(Debug, Clone, Default)]
pub struct UnitStaff {
    /// In the order of [`STAFF_CATEGORIES`].
    pub categories: [StaffFigures; 5],
    /// Roster rows whose category is empty or not understood.
    pub uncategorised: StaffFigures,
    /// Whether any sheet of the roster has a category column.
    pub has_categories: bool,
    /// Whether the roster lists all staff and not members alone.
    pub lists_staff: bool,
    /// Whether a roster was sent.
    pub has_roster: bool,
}

impl UnitStaff {
    /// All categories together. Where 单位信息 states the staff of some categories and leaves others
    /// blank, the roster stands for those.
    pub fn total(&self) -> StaffFigures {
        let parts = self.categories.iter().chain([&self.uncategorised]);
        let mut total = parts.fold(StaffFigures::default(), |mut all, part| {
            all.roster += part.roster;
            all.members += part.members;
            all.service_cards += part.service_cards;
            all
        });
        let any_stated = self.categories.iter().any(|part| part.stated.is_some());
        total.stated = any_stated.then(|| sum(self.categories.iter().map(StaffFigures::staff)));
        total
    }
}

/// Whether the roster row at `index` is of somebody who has retired, as 退休 or 人员状态 says.
pub fn is_retired(members: &Frame, index: usize) -> bool {
    members.bool("retired", index) == Some(true) || members.text("state", index) == Some("退休")
}

/// Whether the roster row at `index` is on the staff on `day`: not left, not retired. Who left on a day that
/// is not known is not.
pub fn is_staff(members: &Frame, index: usize, day: Date) -> bool {
    !is_retired(members, index)
        && members.bool("gone", index) != Some(true)
        && members.date("left_on", index).is_none_or(|left| left > day)
}

/// Whether the roster row at `index` is a member on `day`: listed, joined, not left, not retired.
pub fn is_member(members: &Frame, index: usize, day: Date) -> bool {
    is_staff(members, index, day)
        && members.bool("listed", index) == Some(true)
        && members
            .date("joined_on", index)
            .is_none_or(|joined| joined <= day)
}

/// Staff and members of every unit of the batch on `day`, by position in [`Batch::units`].
pub fn staff_on(batch: &Batch<'_>, day: Date) -> Vec<UnitStaff> {
    let mut staff = vec![UnitStaff::default(); batch.units.len()];
    stated(batch, &mut staff);
    for (block, unit) in batch.blocks.iter().zip(&batch.block_units) {
        if block.table.id != "members" {
            continue;
        }
        let says = |word: &str| block.titles.iter().any(|title| title.contains(word));
        let unit = &mut staff[*unit as usize];
        unit.has_roster = true;
        unit.has_categories |= block.has_column("category");
        unit.lists_staff |= block.has_column("member") || (says("职工") && !says("会员"));
    }
    let members = batch.frame("members");
    for index in 0..members.len() {
        if !is_staff(members, index, day) {
            continue;
        }
        let unit = &mut staff[members.unit[index] as usize];
        let category = members.text("category", index).and_then(|category| {
            STAFF_CATEGORIES
                .iter()
                .position(|(value, _)| *value == category)
        });
        let figures = match category {
            Some(position) => &mut unit.categories[position],
            None => &mut unit.uncategorised,
        };
        figures.roster += 1;
        if is_member(members, index, day) {
            figures.members += 1;
            figures.service_cards += i64::from(members.bool("service_card", index) == Some(true));
        }
    }
    staff
}

/// What 单位信息 states; of two rows of one unit the first.
fn stated(batch: &Batch<'_>, staff: &mut [UnitStaff]) {
    let units = batch.frame("units");
    for index in 0..units.len() {
        let unit = &mut staff[units.unit[index] as usize];
        for (figures, (_, column)) in unit.categories.iter_mut().zip(STAFF_CATEGORIES) {
            figures.stated = figures.stated.or(units.int(column, index));
        }
    }
}
