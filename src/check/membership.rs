//! Rosters that do not say who of those listed is a member.

use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::frame::{Batch, says_members};
use crate::messages;
use std::collections::{BTreeMap, HashSet};

/// The columns of which any says who is a member.
const SAY_WHO: [&str; 3] = ["member", "joined_on", "member_no"];

/// Lists of one unit that do not say it and count alike: where the first begins, and how many people they list.
type Lists = (u32, u32, i64);

/// T064: lists of the staff without a column of membership, once for each unit; not where another list says
/// who is a member and none of them counts.
pub(super) fn not_said(batch: &Batch<'_>, findings: &mut Findings) {
    let members = batch.frame("members");
    let says = |block: u32| {
        let block = batch.blocks[block as usize];
        let columns = SAY_WHO.iter().any(|id| block.has_column(id));
        columns || block.of_retired || says_members(block)
    };
    let mut said: HashSet<u32> = HashSet::new();
    let mut lists: BTreeMap<(u32, bool), Lists> = BTreeMap::new();
    for index in 0..members.len() {
        let (unit, block) = (members.unit[index], members.block[index]);
        if says(block) {
            said.insert(unit);
            continue;
        }
        let counts = members.bool("listed", index) == Some(true);
        let first = (block, members.row[index], 0);
        lists.entry((unit, counts)).or_insert(first).2 += 1;
    }
    lists.retain(|(unit, counts), _| *counts || !said.contains(unit));
    for ((_, counts), (block, row, people)) in lists {
        let block = batch.blocks[block as usize];
        let how = match counts {
            false => messages::NONE_IS_MEMBER,
            true => messages::ALL_ARE_MEMBERS,
        };
        let mut place = block.place(Some("name"), row);
        place.cell = place.cell.map(|(_, column)| (block.header.0, column));
        let finding = Finding::new(Code::T064, place)
            .arg("people", Arg::Count(people))
            .arg("how", Arg::Words(how));
        findings.push(finding);
    }
}
