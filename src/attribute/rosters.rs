//! Several rosters of one unit: they are added up, and that is asked, once for all of them.

use super::facts::{FileFacts, compared};
use super::same_said::Sheet;
use crate::finding::{Arg, Code, Finding};
use crate::messages;
use crate::rows::{TypedRows, TypedValue};
use crate::schema::ColumnType;
use std::collections::{BTreeMap, HashMap, HashSet};

/// T022, or T062 where nobody stands on two, with the file that it is said of, where people of one unit stand on several sheets (`lists`, in
/// order, with the positions of the rows that count).
pub(super) fn beside_each_other(
    lists: &[(&Sheet, &TypedRows, Vec<usize>)],
    files: &[FileFacts<'_>],
) -> Option<(usize, Finding)> {
    let mut sheets: BTreeMap<_, (&Sheet, usize)> = BTreeMap::new();
    for (sheet, _, rows) in lists {
        // Tables beside each other on one sheet are parts of one list.
        let (file, index, _) = sheet.order();
        sheets.entry((file, index)).or_insert((*sheet, 0)).1 += rows.len();
    }
    let (here, _) = *sheets.values().nth(1)?;
    let named = sheets.values().map(|(sheet, rows)| {
        let rows = Arg::filled(messages::ROWS_IN_BRACKETS, Arg::count(*rows));
        Arg::List(vec![sheet.named(here, files), rows], messages::NOTHING)
    });
    // Lists without anybody in common are the parts of one, a department each.
    let (code, people) = match on_several(lists) {
        0 => (Code::T062, Arg::Words(messages::NOTHING)),
        people => (
            Code::T022,
            Arg::filled(messages::ON_SEVERAL_ROSTERS, Arg::count(people)),
        ),
    };
    let finding = Finding::new(code, here.place())
        .arg("count", Arg::count(sheets.len()))
        .arg("sheets", Arg::names(named))
        .arg("people", people);
    Some((here.file, finding))
}

/// How many people stand on more than one of the lists: by number where it is stated, else by name.
fn on_several(lists: &[(&Sheet, &TypedRows, Vec<usize>)]) -> usize {
    let mut by_number: HashMap<String, HashSet<(usize, u32)>> = HashMap::new();
    let mut by_name: HashMap<String, HashSet<(usize, u32)>> = HashMap::new();
    for (sheet, rows, indices) in lists {
        let (file, index, _) = sheet.order();
        let at = (file, index);
        let column = |kind| sheet.table.columns.iter().position(|c| c.kind == kind);
        let text = |kind, row: usize| match rows.columns[column(kind)?].get(row)? {
            TypedValue::Text(text) => Some(compared(text)),
            _ => None,
        };
        for &row in indices {
            let number = text(ColumnType::NationalId, row);
            let name = text(ColumnType::Name, row);
            if let Some(number) = number {
                by_number.entry(number).or_default().insert(at);
            }
            if let Some(name) = name {
                by_name.entry(name).or_default().insert(at);
            }
        }
    }
    let several = |people: &HashMap<String, HashSet<(usize, u32)>>| {
        people.values().filter(|lists| lists.len() > 1).count()
    };
    // Of lists of which one has no numbers, names alone tell.
    several(&by_number).max(several(&by_name))
}
