//! Rows that repeat: the declared key of a table stands in one row of a unit only.

use super::{arg, at, groups, other_row, static_id};
use crate::finding::{Arg, Code};
use crate::findings::Findings;
use crate::frame::{Batch, Frame};
use crate::messages;
use crate::rows::TypedValue;

/// T101: of the rows of a unit that agree in their table's key, each after the first.
pub(super) fn repeated_rows(batch: &Batch<'_>, findings: &mut Findings) {
    for frame in batch.frames() {
        let table = frame.table;
        if table.key.is_empty() || frame.is_empty() || table.sent_again {
            continue;
        }
        for group in groups(frame, |index| key(frame, index)) {
            let Some((first, others)) = group.split_first() else {
                continue;
            };
            for &index in others {
                let cell = pointed_at(batch, frame, index);
                let Some(cell) = cell.and_then(|id| static_id(table, id)) else {
                    continue;
                };
                let finding = at(batch, frame, index, Code::T101, cell)
                    .arg("other", other_row(batch, frame, *first))
                    .arg("key", spoken_key(frame, index));
                findings.push(finding);
            }
        }
    }
}

/// The key of a row with its unit; none where too little of it is stated to tell rows apart. A
/// person is known by ID number, else by name.
fn key(frame: &Frame, index: usize) -> Option<(u32, Vec<Option<TypedValue<'_>>>)> {
    let column = |id: &str| frame.table.column(id);
    let optional = |id: &str| column(id).is_some_and(|column| column.optional_in_key);
    let mut parts = Vec::with_capacity(frame.table.key.len());
    for id in frame.table.key.iter().map(String::as_str) {
        let part = frame.value(id, index);
        match id {
            "name" if frame.table.key.iter().any(|k| k == "id_number") => {}
            "id_number" => parts.push(Some(part.or_else(|| frame.value("name", index))?)),
            _ if optional(id) => parts.push(part),
            _ => parts.push(Some(part?)),
        }
    }
    Some((frame.unit[index], parts))
}

/// The column that a repeated row is pointed at: the person's, else the key's last.
fn pointed_at<'f>(batch: &Batch<'_>, frame: &'f Frame, index: usize) -> Option<&'f str> {
    let person = ["id_number", "name"].into_iter().find(|id| {
        frame.table.column(id).is_some()
            && batch.has(frame, index, id)
            && super::shown(frame, index, id).is_some()
    });
    let in_key = frame.table.key.iter().any(|k| k == "id_number");
    person
        .filter(|_| in_key)
        .or_else(|| frame.table.key.last().map(String::as_str))
}

/// The key in a sentence, without ID numbers.
fn spoken_key(frame: &Frame, index: usize) -> Arg {
    let mut ids: Vec<&str> = frame.table.key.iter().map(String::as_str).collect();
    if ids.contains(&"id_number") && frame.table.column("name").is_some() && !ids.contains(&"name")
    {
        ids.push("name");
    }
    let parts = ids.into_iter().filter(|id| *id != "id_number");
    let parts = parts.filter_map(|id| arg(frame, index, id)).collect();
    Arg::List(parts, messages::BETWEEN_PARTS)
}
