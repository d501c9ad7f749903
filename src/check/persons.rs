//! People who are named outside of the roster, and of whom it is not clear who they are.

use super::{arg, at};
use crate::finding::{Arg, Code};
use crate::findings::Findings;
use crate::frame::{Batch, Found, Frame, People};
use crate::messages;
use crate::plan::split_list;
use crate::schema::{NamesMember, normalise_name};
use std::collections::HashSet;

/// The frames whose rows name a member, each with how.
fn naming<'b>(
    batch: &'b Batch<'_>,
) -> impl Iterator<Item = (&'b Frame, &'static NamesMember)> + 'b {
    let frames = batch.frames().iter();
    frames.filter_map(|frame| Some((frame, frame.table.names_member.as_ref()?)))
}

/// X110: a name that several people on the roster have, without an ID number that tells them apart.
/// Each name is said once a table, at its first row, where no rule of the table's own says it.
pub(super) fn several_of_a_name(batch: &Batch<'_>, findings: &mut Findings) {
    let people = People::new(batch);
    for (frame, member) in naming(batch).filter(|(_, member)| member.asked_by.is_none()) {
        let column = member.column.as_str();
        let mut said: HashSet<(u32, String)> = HashSet::new();
        for index in 0..frame.len() {
            let unit = frame.unit[index];
            let id = id_of(frame, index);
            for name in names(frame, index, column) {
                let several = people.find(unit, id, Some(&name)) == Found::Several;
                if several && said.insert((unit, name.clone())) {
                    findings.push(
                        at(batch, frame, index, Code::X110, column).arg("name", Arg::Person(name)),
                    );
                }
            }
        }
    }
}

/// The names in a cell: one, or a list.
fn names(frame: &Frame, index: usize, column: &str) -> Vec<String> {
    let text = frame.text(column, index).unwrap_or_default();
    let parts = split_list(text);
    parts.iter().map(|name| normalise_name(name)).collect()
}

/// The ID number of the row at `index`, where its table has one.
fn id_of(frame: &Frame, index: usize) -> Option<&str> {
    frame.table.column("id_number")?;
    frame.text("id_number", index)
}

/// X111: an ID number that is not the roster's for the only person of that name. Each person is said
/// once a table. Where a rule of the table's own asks for everybody, only what looks like a slip is said here.
pub(super) fn other_id(batch: &Batch<'_>, findings: &mut Findings) {
    let people = People::new(batch);
    let with_id = |(frame, _): &(&Frame, _)| frame.table.column("id_number").is_some();
    for (frame, member) in naming(batch).filter(with_id) {
        let asked = member.asked_by.is_some();
        let mut said: HashSet<(u32, &str)> = HashSet::new();
        for index in 0..frame.len() {
            let unit = frame.unit[index];
            let (id, name) = (id_of(frame, index), frame.text("name", index));
            if people.find(unit, id, name) != Found::Nobody {
                continue;
            }
            let (Some(id), Some(other)) = (id, people.other_id(unit, id, name)) else {
                continue;
            };
            if (asked && !other.slip) || !said.insert((unit, id)) {
                continue;
            }
            let how = match other.slip {
                true => messages::ID_SLIP,
                false => messages::ID_OTHER,
            };
            let finding = at(batch, frame, index, Code::X111, "id_number")
                .arg("id_number", Arg::Id(id.to_string()))
                .arg("there", Arg::Id(other.there.to_string()))
                .arg("how", Arg::Words(how))
                .arg("name", arg(frame, index, "name"));
            findings.push(finding);
        }
    }
}

/// What the hint adds where somebody is not on the roster: the one name there that is like theirs.
pub(super) fn suggestion(people: &People<'_>, unit: u32, name: Option<&str>) -> Arg {
    match name.and_then(|name| people.like(unit, name)) {
        Some(like) => Arg::filled(messages::NAME_LIKE, Arg::Person(like.to_string())),
        None => Arg::Static(""),
    }
}
