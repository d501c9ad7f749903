//! Which unit each file is of, and who has not sent.

use super::Request;
use super::ingest::{Ingested, file_place};
use crate::error::Error;
use crate::finding::{Arg, Finding, Place};
use crate::outcome::{Unit, UnitStatus};
use crate::plan::{Plan, unit_key};
use crate::recognise::unit_from_path;
use crate::rows::TypedValue;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The name by which a unit, written `name`, is known: the plan's, where its list or an alias has it.
fn known_as(name: &str, plan: &Plan) -> String {
    plan.expected(name)
        .map_or_else(|| unit_key(name), |unit| unit.name.clone())
}

/// Finds the unit of each file: from its 单位信息, else its `填报单位：` line, else its path; the
/// latter two are said. Answers the units: those of the plan's list in its order, then the others
/// by name. With `request.unit`, all others are dropped.
///
/// # Errors
/// [`Error::NoSuchUnit`] when the unit asked for is neither expected nor sent anything.
pub(super) fn assign(
    files: &mut Vec<Ingested>,
    plan: &Plan,
    request: &Request,
) -> Result<Vec<Unit>, Error> {
    let mut names: Vec<Option<String>> = Vec::new();
    for (number, file) in (0_u32..).zip(files.iter_mut()) {
        names.push(name_of(file, number, plan));
    }
    let mut units = listed(&names, plan);
    if let Some(asked) = &request.unit {
        let asked = known_as(asked, plan);
        units.retain(|unit| unit.name == asked);
        if units.is_empty() {
            return Err(Error::NoSuchUnit(asked));
        }
        let mut keep = names.iter().map(|name| name.as_ref() == Some(&asked));
        files.retain(|_| keep.next().unwrap_or(false));
        names.retain(|name| name.as_ref() == Some(&asked));
        super::renumber(files);
    }
    let mut positions: HashMap<String, usize> = HashMap::new();
    for (position, unit) in units.iter().enumerate() {
        positions.entry(unit.name.clone()).or_insert(position);
    }
    for (file, name) in files.iter_mut().zip(&names) {
        let position = name.as_ref().and_then(|name| positions.get(name)).copied();
        file.input.unit = position.and_then(|p| u32::try_from(p).ok());
        if let Some(unit) = position.map(|position| &mut units[position]) {
            count_file(unit, file);
        }
    }
    Ok(units)
}

/// The units before any file is counted: those of the plan's list, then the other `names`.
fn listed(names: &[Option<String>], plan: &Plan) -> Vec<Unit> {
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
        .flatten()
        .filter(|name| !expected.contains(name.as_str()))
        .collect();
    units.extend(others.into_iter().map(|name| unit(name, None, status)));
    units
}

/// Counts a file for its unit.
fn count_file(unit: &mut Unit, file: &Ingested) {
    if file.input.error.is_none() && !file.input.repeated {
        unit.files += 1;
        if unit.status == UnitStatus::NotReceived {
            unit.status = UnitStatus::Received;
        }
    }
    if let Some(kind) = stated_kind(file) {
        unit.kind = Some(kind);
    }
}

/// The unit of one file; none for a file that is no input or, unreadable, names no expected unit.
fn name_of(file: &mut Ingested, number: u32, plan: &Plan) -> Option<String> {
    if file.input.passed_over {
        return None;
    }
    if let Some(stated) = &file.stated_unit {
        return Some(known_as(stated, plan));
    }
    if file.input.error.is_some() && file.tables.is_empty() {
        let name = unit_from_path(&file.input.path, plan);
        return plan.expected(&name).map(|unit| unit.name.clone());
    }
    // Of a workbook of which nothing was recognised nothing counts, so its unit needs no saying.
    let (code, name) = match &file.unit_line {
        Some(line) => ("F013", known_as(line, plan)),
        None => (
            "F012",
            known_as(&unit_from_path(&file.input.path, plan), plan),
        ),
    };
    if !file.input.repeated && !file.tables.is_empty() {
        file.findings
            .push(Finding::new(code, file_place(number)).arg("unit", Arg::Text(name.clone())));
    }
    Some(name)
}

/// The 单位类别 that a file's 单位信息 states.
fn stated_kind(file: &Ingested) -> Option<String> {
    file.tables
        .iter()
        .filter(|rows| rows.block.table.id == "units")
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
        let name = || Arg::Text(unit.name.clone());
        match unit.status {
            UnitStatus::NotExpected => {
                let first = files
                    .iter()
                    .position(|file| file.input.unit == Some(position));
                let place = first
                    .and_then(|first| u32::try_from(first).ok())
                    .map(file_place)
                    .unwrap_or_default();
                findings.push(Finding::new("F014", place).arg("unit", name()));
            }
            UnitStatus::NotReceived if request.district => {
                let place = Place {
                    unit: Some(unit.name.clone()),
                    ..Place::default()
                };
                findings.push(Finding::new("P001", place).arg("unit", name()));
            }
            UnitStatus::NotReceived | UnitStatus::Received => {}
        }
    }
    findings
}
