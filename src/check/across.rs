//! Rules across tables and across units.

use super::at;
use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::frame::{Batch, UnitStaff, is_staff, staff_on};
use crate::messages;
use crate::outcome::{STAFF_CATEGORIES, StaffFigures};
use crate::rows::Block;
use crate::schema::table;
use std::collections::HashMap;

/// X101: what 单位信息 states is what the roster shows, where the roster lists all staff. X102: no
/// more members than staff.
pub(super) fn staff_counts(batch: &Batch<'_>, findings: &mut Findings) {
    let units = batch.frame("units");
    let staff = staff_on(batch, batch.span.end);
    for index in 0..units.len() {
        let unit = units.unit[index];
        // Of two rows of one unit the first states.
        let first = units.rows_of(unit).start == index;
        let figures = &staff[unit as usize];
        if !first || !figures.has_roster {
            continue;
        }
        let said = findings.pushed();
        if figures.has_categories && figures.uncategorised.roster == 0 {
            for ((value, column), part) in STAFF_CATEGORIES.iter().zip(&figures.categories) {
                let words = table("units").column(column).map(|column| column.title);
                let category = words.map_or(Arg::Static(value), Arg::Words);
                compare(batch, index, column, category, part, figures, findings);
            }
        }
        if findings.pushed() == said {
            let (all, total) = (Arg::Words(messages::ALL_STAFF), figures.total());
            compare(batch, index, "unit", all, &total, figures, findings);
        }
    }
}

/// The finding, if any, of one category of the row at `index` of the units frame.
fn compare(
    batch: &Batch<'_>,
    index: usize,
    column: &'static str,
    category: Arg,
    part: &StaffFigures,
    figures: &UnitStaff,
    findings: &mut Findings,
) {
    let Some(stated) = part.stated else { return };
    let units = batch.frame("units");
    if part.members > stated {
        findings.push(
            at(batch, units, index, Code::X102, column)
                .arg("category", category)
                .arg("members", Arg::Count(part.members))
                .arg("staff", Arg::Count(stated)),
        );
    } else if figures.lists_staff && part.roster != stated {
        findings.push(
            at(batch, units, index, Code::X101, column)
                .arg("category", category)
                .arg("stated", Arg::Count(stated))
                .arg("roster", Arg::Count(part.roster)),
        );
    }
}

/// X103 looks across batches: who is on which unit's roster, by ID number. Batches are added in
/// the order of the units; what is kept is one short line a person.
#[derive(Debug, Default)]
pub struct Rosters {
    people: Vec<OnRoster>,
    /// Where rosters stand.
    blocks: Vec<Block>,
}

/// Somebody who stands on a roster.
#[derive(Debug)]
struct OnRoster {
    id: Box<str>,
    name: Box<str>,
    unit: u32,
    /// The position of the roster in [`Rosters::blocks`].
    block: u32,
    /// The row's own number (1-based) in the sheet.
    row: u32,
}

impl Rosters {
    /// Adds the rosters of a batch; whoever has left or retired is no longer on one.
    pub fn add(&mut self, batch: &Batch<'_>) {
        let members = batch.frame("members");
        // The position here of a block of the batch.
        let mut known: HashMap<u32, u32> = HashMap::new();
        for index in 0..members.len() {
            let Some(id) = members.text("id_number", index) else {
                continue;
            };
            if !is_staff(members, index, batch.span.end) {
                continue;
            }
            let block = *known.entry(members.block[index]).or_insert_with(|| {
                let block = batch.blocks[members.block[index] as usize];
                self.blocks.push(block.clone());
                u32::try_from(self.blocks.len() - 1).unwrap_or(u32::MAX)
            });
            self.people.push(OnRoster {
                id: id.into(),
                name: members.text("name", index).unwrap_or_default().into(),
                unit: members.unit[index],
                block,
                row: members.row[index],
            });
        }
    }

    /// Adds what another batch came to.
    pub fn merge(&mut self, other: Rosters) {
        let before = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
        self.blocks.extend(other.blocks);
        self.people.extend(other.people.into_iter().map(|person| {
            let block = person.block.saturating_add(before);
            OnRoster { block, ..person }
        }));
    }

    /// X103: who stands on the rosters of two units, said at each of them, since each has to know.
    /// Where in the other's workbook is not said: a feedback workbook goes to one school. `unit_name`
    /// gives the name of a unit by its position.
    pub fn findings(&mut self, unit_name: impl Fn(u32) -> String) -> Vec<Finding> {
        let mut findings = Findings::default();
        // Of one person those of an earlier unit stay before those of a later.
        self.people.sort_by(|a, b| a.id.cmp(&b.id));
        for places in self.people.chunk_by(|a, b| a.id == b.id) {
            let mut said = Vec::new();
            for here in places {
                let other = places.iter().find(|other| other.unit != here.unit);
                let Some(other) = other.filter(|_| !said.contains(&here.unit)) else {
                    continue;
                };
                said.push(here.unit);
                let block = &self.blocks[here.block as usize];
                findings.push(
                    Finding::new(Code::X103, block.place(Some("id_number"), here.row))
                        .value(here.id.as_ref())
                        .arg("name", Arg::Person(here.name.to_string()))
                        .arg("unit", Arg::Thing(unit_name(other.unit))),
                );
            }
        }
        findings.finish()
    }
}
