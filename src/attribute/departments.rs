//! A column 单位 in one school's own list may name its departments (办公室, 数学系) and no schools: told by what
//! the names end in, by the plan's list, and by whether the file says whose it is.

use crate::finding::{Arg, Code, Finding};
use crate::plan::ExpectedUnits;
use crate::recognise::is_school_name;
use crate::rows::{ColumnData, Layout, TypedRows};
use std::collections::BTreeSet;

/// What the names of departments end in.
const ENDINGS: [&str; 18] = [
    "处", "室", "院", "部", "中心", "组", "系", "科", "办", "馆", "团委", "党委", "年级", "支部",
    "所", "教研", "后勤", "行政",
];

/// Fewer names, in a file that does not say whose it is, may be schools that are written short.
const FEW: usize = 3;

/// How many names are quoted.
const QUOTED: usize = 5;

/// What the column that says whose the rows are names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    Schools,
    Departments,
    /// Schools, as far as can be told: to be asked.
    Unsure,
}

/// What the column of `rows` that says whose they are names, in a file that says itself whose it is (`of_one`),
/// or does not.
pub(super) fn named(rows: &TypedRows, of_one: bool, expected: &ExpectedUnits) -> Names {
    let names: BTreeSet<&str> = rows.of_unit.iter().flatten().collect();
    let is_school = |name: &&&str| is_school_name(name) && !name.ends_with("学院");
    let schools = names.iter().filter(is_school).count();
    if names.is_empty() || names.iter().any(|name| expected.find(name).is_some()) {
        return Names::Schools;
    }
    let departments = names.iter().filter(|name| is_department(name)).count();
    let most = departments * 2 > names.len();
    match (schools, most) {
        (0, true) if of_one || names.len() >= FEW => Names::Departments,
        (0, _) if of_one && !rows.block.unit_is_vague => Names::Unsure,
        (1.., true) => Names::Unsure,
        _ => Names::Schools,
    }
}

fn is_department(name: &str) -> bool {
    let name = name.trim();
    let ends = ENDINGS.iter().any(|ending| name.ends_with(ending));
    ends || name.ends_with("学院") || ["工会", "校工会", "机关"].contains(&name)
}

/// What is said of such a column: that it was read as one of departments (F035), or that it is asked (F036).
pub(super) fn said(rows: &TypedRows, names: Names, input: u32) -> Option<Finding> {
    let code = match names {
        Names::Schools => return None,
        Names::Departments => Code::F035,
        Names::Unsure => Code::F036,
    };
    let column = rows.block.unit_column?;
    let mut place = rows.block.place_at((rows.block.header.0, column));
    place.input = Some(input);
    let written: BTreeSet<&str> = rows.of_unit.iter().flatten().collect();
    let quoted = written.iter().take(QUOTED);
    let quoted = Arg::names(quoted.map(|name| Arg::Thing((*name).to_string())));
    let finding = Finding::new(code, place)
        .arg("names", quoted)
        .arg("count", Arg::count(written.len()));
    Some(finding)
}

/// Puts the names of departments where they belong, in a table that has no column of them.
pub(super) fn move_into_column(rows: &mut TypedRows) {
    let names = std::mem::take(&mut rows.of_unit);
    let column = rows.block.unit_column.take();
    let table = rows.block.table;
    let (Some(index), Some(column)) = (table.column_index("department"), column) else {
        return;
    };
    let has = rows.block.has(index);
    if let (Layout::Rows(columns), false) = (&mut rows.block.layout, has) {
        columns.insert(index, column);
        rows.columns[index] = ColumnData::Text(names);
    }
}
