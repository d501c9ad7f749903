//! Rows that repeat: the declared key of a table stands in one row of a unit only; where none is declared,
//! rows that are alike in all that they say are asked about.

use super::{arg, at, groups, other_row, static_id};
use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::frame::{Batch, Frame};
use crate::messages;
use crate::rows::TypedValue;
use crate::schema::TableKind;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Of two sheets that repeat each other in as many rows it is said once, with how many.
const MANY: usize = 3;

/// T101: of the rows of a unit that agree in their table's key, each after the first.
pub(super) fn repeated_rows(batch: &Batch<'_>, findings: &mut Findings) {
    for frame in batch.frames() {
        let table = frame.table;
        if table.key.is_empty() || frame.is_empty() || table.sent_again {
            continue;
        }
        let sheet = |index: usize| {
            let block = batch.blocks[frame.block[index] as usize];
            (block.input, block.sheet_index)
        };
        let mut repeated: Vec<(usize, usize)> = Vec::new();
        for group in groups(frame, |index| key(frame, index)) {
            let Some((first, others)) = group.split_first() else {
                continue;
            };
            repeated.extend(others.iter().map(|&index| (index, *first)));
        }
        let both = |&(index, first): &(usize, usize)| (sheet(index), sheet(first));
        let mut sheets: BTreeMap<_, usize> = BTreeMap::new();
        for pair in &repeated {
            *sheets.entry(both(pair)).or_default() += 1;
        }
        for pair in &repeated {
            let (here, there) = both(pair);
            let rows = match sheets.get_mut(&(here, there)) {
                Some(rows) if here != there && *rows >= MANY => std::mem::take(rows),
                // Said with the first.
                Some(0) => continue,
                _ => 1,
            };
            findings.extend(repeats(batch, frame, *pair, rows));
        }
    }
}

/// T101 at the row at `index`, which repeats the one at `first` as `rows` rows of its sheet repeat some of
/// that one's.
fn repeats(
    batch: &Batch<'_>,
    frame: &Frame,
    (index, first): (usize, usize),
    rows: usize,
) -> Option<Finding> {
    let cell = static_id(frame.table, pointed_at(batch, frame, index)?)?;
    let more = match rows {
        1 => Arg::Words(messages::NOTHING),
        rows => Arg::filled(messages::AND_ROWS_MORE, Arg::count(rows - 1)),
    };
    let finding = at(batch, frame, index, Code::T101, cell)
        .arg("other", other_row(batch, frame, first))
        .arg("key", spoken_key(frame, index))
        .arg("more", more);
    Some(finding)
}

/// Rows of fewer values say too little to be the same thing twice; one row alone has to say one more.
const LEAST_VALUES: usize = 4;

/// T040: rows without a key that say what a row above them in their table says, once for each table.
pub(super) fn same_rows(batch: &Batch<'_>, findings: &mut Findings) {
    for frame in batch.frames() {
        let table = frame.table;
        if !table.key.is_empty() || table.kind != TableKind::Return {
            continue;
        }
        let dated = |index: usize| {
            let dates = table.dates_period.as_deref();
            dates.is_none_or(|id| frame.date(id, index).is_some())
        };
        let mut first: HashMap<(u32, u64), usize> = HashMap::new();
        let mut again: BTreeMap<u32, Vec<(usize, usize, usize)>> = BTreeMap::new();
        // A date that was not understood would tell rows apart.
        for index in (0..frame.len()).filter(|index| dated(*index)) {
            let mut hasher = DefaultHasher::new();
            let mut values = 0;
            for value in frame.declared(index) {
                values += usize::from(value.is_some());
                value.hash(&mut hasher);
            }
            let unread = &batch.blocks[frame.block[index] as usize].unread;
            unread.get(&frame.row[index]).hash(&mut hasher);
            let key = (frame.block[index], hasher.finish());
            let known = *first.entry(key).or_insert(index);
            if known != index && values >= LEAST_VALUES {
                again.entry(key.0).or_default().push((index, known, values));
            }
        }
        for (block, rows) in again {
            // A column that is not read may tell them apart.
            let told = !batch.blocks[block as usize].unknown.is_empty();
            let enough = |values: usize| rows.len() > 1 || !told && values > LEAST_VALUES;
            let Some(&(index, known, _)) = rows.first().filter(|row| enough(row.2)) else {
                continue;
            };
            let block = batch.blocks[block as usize];
            let finding = Finding::new(Code::T040, block.place(None, frame.row[index]))
                .arg("rows", Arg::count(rows.len()))
                .arg("other", other_row(batch, frame, known));
            findings.push(finding);
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
