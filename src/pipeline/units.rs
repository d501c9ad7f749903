//! Which unit each file is of, and who has not sent.

use super::ingested::{Ingested, file_place};
use super::{Request, schools};
use crate::error::Error;
use crate::finding::{Arg, Code, Finding, Place};
use crate::outcome::{Unit, UnitStatus};
use crate::plan::{Plan, unit_key};
use crate::recognise::{path_names_unit, unit_from_path};
use crate::rows::TypedValue;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Finds the unit of each file: from its 单位信息, else its `填报单位：` line, else its path, else a
/// title that begins with a school's name; all but the first are said. Of a workbook of several schools each row has its own. Answers the units:
/// those of the plan's list in its order, then the others by name. With `request.unit`, all others
/// are dropped.
///
/// # Errors
/// [`Error::NoSuchUnit`] when the unit asked for is neither expected nor sent anything.
pub(super) fn assign(
    files: &mut Vec<Ingested>,
    plan: &Plan,
    request: &Request,
) -> Result<Vec<Unit>, Error> {
    let mut names: Vec<Names> = Vec::new();
    for (number, file) in (0_u32..).zip(files.iter_mut()) {
        names.push(names_of(file, number, plan));
    }
    name_alike(files, &mut names);
    let mut units = listed(&names, plan);
    if let Some(asked) = &request.unit {
        let asked = plan.known_as(asked);
        // As the files write it, whatever the width of its brackets.
        let same = |unit: &&Unit| unit_key(&unit.name) == unit_key(&asked);
        let asked = units
            .iter()
            .find(same)
            .map_or(asked.clone(), |unit| unit.name.clone());
        units.retain(|unit| unit.name == asked);
        if units.is_empty() {
            return Err(Error::NoSuchUnit(asked));
        }
        let mut keep = names.iter().map(|names| names.hold(&asked));
        files.retain(|_| keep.next().unwrap_or(false));
        names.retain(|names| names.hold(&asked));
        for (file, names) in files.iter_mut().zip(&names) {
            leave_one(file, names, &asked);
        }
        super::renumber(files);
    }
    let mut positions: HashMap<String, usize> = HashMap::new();
    for (position, unit) in units.iter().enumerate() {
        positions.entry(unit.name.clone()).or_insert(position);
    }
    for (file, names) in files.iter_mut().zip(&names) {
        let position = |name: &String| positions.get(name).copied();
        let own = names.own.as_ref().and_then(position);
        file.input.unit = own.and_then(|p| u32::try_from(p).ok());
        let all: BTreeSet<usize> = names.named.iter().filter_map(position).chain(own).collect();
        let all = all.into_iter().filter_map(|p| u32::try_from(p).ok());
        file.input.holds.extend(all);
    }
    Ok(units)
}

/// Gives a unit that is written in several ways (with wide and with narrow brackets) the name that it
/// has first, by files and then by order, wherever it is named.
fn name_alike(files: &mut [Ingested], names: &mut [Names]) {
    let mut first: HashMap<String, String> = HashMap::new();
    let mut alike: HashMap<String, String> = HashMap::new();
    for name in names
        .iter()
        .flat_map(|names| names.own.iter().chain(&names.named))
    {
        let known = first.entry(unit_key(name)).or_insert_with(|| name.clone());
        if known != name {
            alike.insert(name.clone(), known.clone());
        }
    }
    if alike.is_empty() {
        return;
    }
    let rename = |name: &mut String| {
        if let Some(known) = alike.get(name) {
            name.clone_from(known);
        }
    };
    for names in names {
        names.own.iter_mut().for_each(rename);
        let named = std::mem::take(&mut names.named).into_iter();
        names.named = named
            .map(|mut name| {
                rename(&mut name);
                name
            })
            .collect();
    }
    for file in files {
        let of_rows = file
            .tables
            .iter_mut()
            .filter_map(|rows| rows.block.unit.as_mut());
        of_rows.for_each(rename);
        let of_findings = file
            .findings
            .iter_mut()
            .filter_map(|f| f.place.unit.as_mut());
        of_findings.for_each(rename);
    }
}

/// Counts the files that each unit sent; one that was left out counts for nothing.
pub(super) fn count_files(units: &mut [Unit], files: &[Ingested]) {
    for file in files {
        for &position in &file.input.holds {
            if let Some(unit) = units.get_mut(position as usize) {
                count_file(unit, file);
            }
        }
    }
}

/// Whose rows a file holds, by the names of the units.
struct Names {
    /// The file's own unit; none for a file that is no input, names no expected unit though it cannot
    /// be read, or holds several schools' rows and none of its own.
    own: Option<String>,
    /// Schools that rows or sheets of it name.
    named: BTreeSet<String>,
}

impl Names {
    fn hold(&self, unit: &String) -> bool {
        self.own.as_ref() == Some(unit) || self.named.contains(unit)
    }
}

/// Drops what other units' rows and findings a workbook of several schools has.
fn leave_one(file: &mut Ingested, names: &Names, asked: &String) {
    let own = names.own.as_ref() == Some(asked);
    let stays = |unit: Option<&String>| unit.map_or(own || names.own.is_none(), |u| u == asked);
    file.tables.retain(|rows| stays(rows.block.unit.as_ref()));
    file.findings
        .retain(|finding| stays(finding.place.unit.as_ref()));
}

/// The units before any file is counted: those of the plan's list, then the other `names`.
fn listed(names: &[Names], plan: &Plan) -> Vec<Unit> {
    let unit = |name: &str, kind: Option<String>, status: UnitStatus| Unit {
        name: name.to_string(),
        kind,
        status,
        files: 0,
    };
    let mut units: Vec<Unit> = plan
        .expected_units
        .iter()
        .map(|expected| {
            unit(
                &expected.name,
                expected.kind.clone(),
                UnitStatus::NotReceived,
            )
        })
        .collect();
    let status = match units.is_empty() {
        true => UnitStatus::Received,
        false => UnitStatus::NotExpected,
    };
    let expected: HashSet<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    let others: BTreeSet<&String> = names
        .iter()
        .flat_map(|names| names.own.iter().chain(&names.named))
        .filter(|name| !expected.contains(name.as_str()))
        .collect();
    units.extend(others.into_iter().map(|name| unit(name, None, status)));
    units
}

/// Counts a file for its unit.
fn count_file(unit: &mut Unit, file: &Ingested) {
    if file.input.error.is_none() && !file.input.left_out() {
        unit.files += 1;
        if unit.status == UnitStatus::NotReceived {
            unit.status = UnitStatus::Received;
        }
    }
    if let Some(kind) = stated_kind(file, &unit.name) {
        unit.kind = Some(kind);
    }
}

fn names_of(file: &mut Ingested, number: u32, plan: &Plan) -> Names {
    let nobody = Names {
        own: None,
        named: BTreeSet::new(),
    };
    if file.input.passed_over {
        return nobody;
    }
    if file.input.error.is_some() && file.tables.is_empty() {
        let name = unit_from_path(&file.input.path, plan);
        let own = plan.expected(&name).map(|unit| unit.name.clone());
        return Names { own, ..nobody };
    }
    let held = schools::divide(file, plan);
    if !held.own && held.named.len() == 1 {
        // One school, and every row says so.
        let own = held.named.into_iter().next();
        return Names { own, ..nobody };
    }
    if !held.own && !held.named.is_empty() {
        return Names {
            own: None,
            named: held.named,
        };
    }
    // A blank template in the folder is nobody's.
    let filled = file.tables.iter().any(|rows| !rows.rows.is_empty());
    let stated = [&file.stated_unit, &file.unit_line, &file.unit_title];
    let says_whose = stated.iter().any(|unit| unit.is_some());
    if !filled && !says_whose && !file.tables.is_empty() && !path_names_unit(&file.input.path, plan)
    {
        return nobody;
    }
    let own = Some(own_name(file, number, plan));
    Names {
        own,
        named: held.named,
    }
}

/// The file's own unit.
fn own_name(file: &mut Ingested, number: u32, plan: &Plan) -> String {
    if let Some(stated) = &file.stated_unit {
        return plan.known_as(stated);
    }
    // Of a workbook of which nothing was recognised nothing counts, so its unit needs no saying.
    let path = &file.input.path;
    let (code, name) = match (&file.unit_line, &file.unit_title) {
        (Some(line), _) => (Code::F013, plan.known_as(line)),
        (None, Some(title)) if !path_names_unit(path, plan) => (Code::F027, plan.known_as(title)),
        _ => (Code::F012, plan.known_as(&unit_from_path(path, plan))),
    };
    if !file.input.repeated && !file.tables.is_empty() {
        file.findings
            .push(Finding::new(code, file_place(number)).arg("unit", Arg::Thing(name.clone())));
    }
    name
}

/// The 单位类别 that a file's 单位信息 states for `unit`.
fn stated_kind(file: &Ingested, unit: &str) -> Option<String> {
    file.tables
        .iter()
        .filter(|rows| rows.block.table.id == "units")
        .filter(|rows| rows.block.unit.as_deref().is_none_or(|name| name == unit))
        .find_map(|rows| match rows.column("kind")?.get(0)? {
            TypedValue::Text(kind) => Some(kind.to_string()),
            _ => None,
        })
}

/// F014: units that are not on the plan's list, at their first file. P001, for a district: units on
/// it that sent nothing.
pub(super) fn findings(units: &[Unit], files: &[Ingested], request: &Request) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (position, unit) in (0_u32..).zip(units) {
        let name = || Arg::Thing(unit.name.clone());
        match unit.status {
            UnitStatus::NotExpected => {
                let first = files
                    .iter()
                    .position(|file| file.input.holds.contains(&position));
                let place = first
                    .and_then(|first| u32::try_from(first).ok())
                    .map(file_place)
                    .unwrap_or_default();
                findings.push(Finding::new(Code::F014, place).arg("unit", name()));
            }
            UnitStatus::NotReceived if request.district => {
                let place = Place {
                    unit: Some(unit.name.clone()),
                    ..Place::default()
                };
                findings.push(Finding::new(Code::P001, place).arg("unit", name()));
            }
            UnitStatus::NotReceived | UnitStatus::Received => {}
        }
    }
    findings
}
