//! attribute: what is known of the files, and the plan → whose each row is, which of several versions
//! counts, and which period the data speaks of. One function from facts to an [`Attribution`], which is
//! applied once ([`OfFile::applied`]). No file is read here, and no row is judged.

mod copies;
mod departments;
mod facts;
mod path;
mod period;
mod rosters;
mod same_rows;
mod same_said;
mod schools;
mod summaries;
#[cfg(test)]
mod tests;
mod versions;
mod whose;

pub use facts::{Counted, FileFacts, OfFile, Share};
pub use period::keep_within;

use crate::error::Error;
use crate::finding::{Arg, Code, Finding, Place};
use crate::outcome::{PeriodSource, Unit, UnitStatus};
use crate::plan::{Period, Plan};
use crate::rows::TypedRows;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use versions::{Part, Version};
use whose::Whose;

/// What is asked for of the files.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'r> {
    /// The period; none for the newest term that the data covers.
    pub period: Option<Period>,
    /// The one unit to look at; none for all.
    pub unit: Option<&'r str>,
    /// Whether units that sent nothing are said.
    pub district: bool,
}

/// Whose the files are, which of them count, and of which period they speak.
#[derive(Debug)]
pub struct Attribution {
    /// The units: those of the plan's list in its order, then the others by name.
    pub units: Vec<Unit>,
    /// One for each of the files, in the same order.
    pub files: Vec<OfFile>,
    /// The period asked for, or the newest term that the data covers.
    pub period: Period,
    /// Where the period came from.
    pub period_source: PeriodSource,
    /// What is to be said of units.
    pub findings: Vec<Finding>,
}

/// Whose the `files` are, given in the order of the inputs.
///
/// # Errors
/// [`Error::NoSuchUnit`] when the unit asked for is neither expected nor sent anything.
pub fn attribute(
    files: &[FileFacts<'_>],
    plan: &Plan,
    asked: Asked<'_>,
) -> Result<Attribution, Error> {
    let repeated = copies::repeated(files);
    let counted: Vec<Counted> = (0..files.len())
        .map(|file| match repeated.contains_key(&file) {
            true => Counted::Repeated,
            false => Counted::All,
        })
        .collect();
    let whose = whose::find(files, &counted, &plan.expected_units);
    let (mut units, only) = whose::units(&whose, plan, asked.unit)?;
    let positions = positions(&units);
    let mut next = 0..;
    let mut of_files: Vec<OfFile> = Vec::with_capacity(files.len());
    for ((file, whose), counted) in files.iter().zip(whose).zip(counted) {
        let looked_at = only.as_ref().map(|unit| whose.only(unit));
        if looked_at == Some(None) {
            of_files.push(OfFile::default());
            continue;
        }
        let number = next.next().unwrap_or(u32::MAX);
        let earlier = repeated.get(&of_files.len());
        let copy = earlier.map(|&earlier| copies::same_as(number, files[earlier].path));
        let only = looked_at.flatten();
        let own = whose.findings(number, file.tables);
        let own = own
            .into_iter()
            .filter(|_| only.as_ref().is_none_or(|only| only.own));
        let (unit, holds) = held(&whose, &positions);
        of_files.push(OfFile {
            number: Some(number),
            unit,
            holds,
            counted,
            findings: copy.into_iter().chain(own).collect(),
            departments: whose.departments(),
            shares: whose.shares,
            repeats: BTreeMap::new(),
            only,
        });
    }
    leave_out_older(files, &mut of_files);
    same_rows::count_once(files, &mut of_files, &positions);
    summaries::leave_out(files, &mut of_files);
    for (file, of) in files.iter().zip(&of_files) {
        let read = !file.unreadable && !matches!(of.counted, Counted::Repeated | Counted::Older);
        for &position in &of.holds {
            if let Some(unit) = units.get_mut(position as usize) {
                whose::count_file(unit, read, counting(file, of));
            }
        }
    }
    let rows = files.iter().zip(&of_files);
    let rows = rows.flat_map(|(file, of)| counting(file, of));
    let rows = rows.map(|(share, rows)| (rows, share.rows.as_deref()));
    let (period, period_source) = period::choose(asked.period, rows, &plan.terms);
    Ok(Attribution {
        findings: findings(&units, &of_files, asked.district),
        units,
        files: of_files,
        period,
        period_source,
    })
}

/// Leaves out what newer versions have of the files.
fn leave_out_older(files: &[FileFacts<'_>], of_files: &mut [OfFile]) {
    let (at, compared): (Vec<usize>, Vec<Version<'_>>) = (0..files.len())
        .filter_map(|at| {
            let (facts, of) = (&files[at], &of_files[at]);
            let parts = counting(facts, of).map(|(share, rows)| Part { rows, share });
            let version = Version {
                facts,
                number: of.number?,
                unit: of.unit,
                parts: parts.collect(),
            };
            let is_one = !of.holds.is_empty() && !version.parts.is_empty();
            is_one.then_some((at, version))
        })
        .unzip();
    let (counted, said) = versions::older(&compared);
    for (older, counted) in counted {
        let of = &mut of_files[at[older]];
        // Whose an older version is need not be said.
        of.findings.clear();
        of.counted = counted;
    }
    for (position, finding) in said {
        of_files[at[position]].findings.push(finding);
    }
}

/// The rows of a file that count.
fn counting<'f>(
    file: &'f FileFacts<'f>,
    of: &'f OfFile,
) -> impl Iterator<Item = (&'f Share, &'f TypedRows)> {
    of.shares.iter().filter_map(|share| {
        let rows = file.tables.get(share.table)?;
        of.counts(share, &rows.block.table.id)
            .then_some((share, rows))
    })
}

/// The position of each unit, by name; of two of one name the first's.
fn positions(units: &[Unit]) -> HashMap<String, u32> {
    let mut positions = HashMap::new();
    for (position, unit) in (0_u32..).zip(units) {
        positions.entry(unit.name.clone()).or_insert(position);
    }
    positions
}

/// The positions of a file's own unit, and of all whose rows it holds.
fn held(whose: &Whose, positions: &HashMap<String, u32>) -> (Option<u32>, Vec<u32>) {
    let position = |name: &String| positions.get(name).copied();
    let own = whose.own.as_ref().and_then(position);
    let all: BTreeSet<u32> = whose.named.iter().filter_map(position).chain(own).collect();
    (own, all.into_iter().collect())
}

/// F014: units that are not on the plan's list, at their first file. P001, for a district: units on
/// it that sent nothing.
fn findings(units: &[Unit], files: &[OfFile], district: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (position, unit) in (0_u32..).zip(units) {
        let name = || Arg::Thing(unit.name.clone());
        match unit.status {
            UnitStatus::NotExpected => {
                let first = files.iter().find(|file| file.holds.contains(&position));
                let place = first.and_then(|first| first.number).map(Place::of_input);
                let finding = Finding::new(Code::F014, place.unwrap_or_default());
                findings.push(finding.arg("unit", name()));
            }
            UnitStatus::NotReceived if district => {
                let place = Place::of_unit(&unit.name);
                findings.push(Finding::new(Code::P001, place).arg("unit", name()));
            }
            UnitStatus::NotReceived | UnitStatus::Received => {}
        }
    }
    findings
}
