//! Which unit each file is of, and which units there are.

use super::departments::{self, Names};
use super::facts::{Counted, FileFacts, Only, Share};
use super::path::{file_names_unit, path_names_unit, unit_from_path};
use super::schools;
use crate::error::Error;
use crate::finding::{Arg, Code, Finding, Place};
use crate::outcome::{Unit, UnitStatus};
use crate::plan::{ExpectedUnits, Plan};
use crate::rows::TypedRows;
use crate::schema::unit_key;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Whose rows a file holds, by the names of the units.
#[derive(Debug, Default)]
pub(super) struct Whose {
    /// The file's own unit; none for a file that is no input, names no expected unit though it cannot
    /// be read, or holds several schools' rows and none of its own.
    pub(super) own: Option<String>,
    /// Schools that rows or sheets of it name.
    pub(super) named: BTreeSet<String>,
    pub(super) shares: Vec<Share>,
    /// How its own unit was found; none where it needs no saying.
    said: Option<Said>,
    /// Its tables, by position, of which the column that says whose each row is may name departments.
    asked: BTreeMap<usize, Names>,
}

/// How a file's own unit was found.
#[derive(Debug)]
struct Said {
    code: Code,
    /// The unit as it is known.
    unit: String,
    /// Another school that the file names.
    other: Option<String>,
}

impl Whose {
    fn holds(&self, unit: &String) -> bool {
        self.own.as_ref() == Some(unit) || self.named.contains(unit)
    }

    /// All that is looked at when `unit` alone is asked for; none of a file that holds nothing of it.
    pub(super) fn only(&self, unit: &String) -> Option<Only> {
        self.holds(unit).then(|| Only {
            unit: unit.clone(),
            own: self.own.as_ref().is_none_or(|own| own == unit),
        })
    }

    /// F012, F013, F027, T083 at the input `number`, or F034 where it names two schools; F035, F036 of its `tables`.
    pub(super) fn findings(&self, number: u32, tables: &[TypedRows]) -> Vec<Finding> {
        let own = self.said.as_ref().map(|said| {
            let unit = Arg::Thing(said.unit.clone());
            match &said.other {
                Some(other) => Finding::new(Code::F034, Place::of_input(number))
                    .arg("unit", unit)
                    .arg("other", Arg::Thing(other.clone())),
                None => Finding::new(said.code, Place::of_input(number)).arg("unit", unit),
            }
        });
        let asked = self.asked.iter();
        let asked =
            asked.filter_map(|(at, names)| departments::said(tables.get(*at)?, *names, number));
        own.into_iter().chain(asked).collect()
    }

    /// The tables, by position, whose column 单位 names departments.
    pub(super) fn departments(&self) -> BTreeSet<usize> {
        let asked = self.asked.iter();
        asked
            .filter(|(_, names)| **names == Names::Departments)
            .map(|(at, _)| *at)
            .collect()
    }
}

/// Whose each of the `files` is: its 单位信息 says so, else its `填报单位：` line, else its path, else a
/// title that begins with a school's name; all but the first are said. Of a workbook of several schools
/// each row has its own. Of a file that is `counted` as sent twice no rows are looked at.
pub(super) fn find(
    files: &[FileFacts<'_>],
    counted: &[Counted],
    expected: &ExpectedUnits,
) -> Vec<Whose> {
    let mut whose: Vec<Whose> = files
        .iter()
        .zip(counted)
        .map(|(file, counted)| of_file(file, *counted == Counted::Repeated, expected))
        .collect();
    name_alike(&mut whose);
    whose
}

fn of_file(file: &FileFacts<'_>, repeated: bool, expected: &ExpectedUnits) -> Whose {
    if file.passed_over {
        return Whose::default();
    }
    if file.unreadable && file.tables.is_empty() {
        let unit = expected.find(&unit_from_path(file.path, expected));
        return Whose {
            own: unit.map(|unit| unit.name.clone()),
            ..Whose::default()
        };
    }
    let mut asked = BTreeMap::new();
    let shares = match repeated {
        true => Vec::new(),
        false => schools::divided(file, expected, &mut asked),
    };
    let named: BTreeSet<String> = shares.iter().filter_map(|s| s.unit.clone()).collect();
    if !named.is_empty() && shares.iter().all(|share| share.unit.is_some()) {
        // One school, and every row says so; or several, and the file is nobody's own.
        let one = (named.len() == 1).then(|| named.first().cloned()).flatten();
        return Whose {
            named: if one.is_some() {
                BTreeSet::new()
            } else {
                named
            },
            own: one,
            shares,
            said: None,
            asked,
        };
    }
    // A blank template in the folder is nobody's.
    let filled = shares.iter().any(|s| !file.tables[s.table].rows.is_empty());
    let says_whose = [file.stated_unit, file.unit_line, file.unit_title];
    if !filled
        && says_whose.iter().all(Option::is_none)
        && !shares.is_empty()
        && !path_names_unit(file.path, expected)
    {
        return Whose {
            shares,
            ..Whose::default()
        };
    }
    let said = own_name(file, expected);
    Whose {
        own: Some(said.unit.clone()),
        // Of a workbook of which nothing was recognised nothing counts, so its unit needs no saying.
        said: Some(said).filter(|said| {
            let needs = file.stated_unit.is_none() || said.other.is_some();
            needs && !shares.is_empty()
        }),
        named,
        shares,
        asked,
    }
}

/// The file's own unit, the code that says how it was found, and another school that it names in a place
/// that counts less.
fn own_name(file: &FileFacts<'_>, expected: &ExpectedUnits) -> Said {
    let by_path = path_names_unit(file.path, expected);
    let path = || expected.known_as(&unit_from_path(file.path, expected));
    let known = |name: &str| expected.known_as(name);
    let title = file.unit_title.map(known);
    let (code, unit) = match (file.stated_unit.or(file.unit_line), &title) {
        (Some(said), _) => (Code::F013, known(said)),
        (None, Some(title)) if !by_path => (Code::F027, title.clone()),
        _ => {
            // With a list of units, F014 says so of each that is not on it.
            let named = by_path || !expected.is_empty();
            (if named { Code::F012 } else { Code::T083 }, path())
        }
    };
    let in_name = file_names_unit(file.path, expected).map(|name| known(&name));
    let mut others = in_name.into_iter().chain(title);
    let other = others.find(|other| {
        let (one, other) = (unit_key(&unit), unit_key(other));
        !one.contains(&other) && !other.contains(&one)
    });
    Said { code, unit, other }
}

/// Gives a unit that is written in several ways (with wide and with narrow brackets) the name that it
/// has first, by files and then by order, wherever it is named.
fn name_alike(whose: &mut [Whose]) {
    let mut first: HashMap<String, String> = HashMap::new();
    let mut alike: HashMap<String, String> = HashMap::new();
    for name in whose.iter().flat_map(|w| w.own.iter().chain(&w.named)) {
        let known = first.entry(unit_key(name)).or_insert_with(|| name.clone());
        if known != name {
            alike.insert(name.clone(), known.clone());
        }
    }
    if alike.is_empty() {
        return;
    }
    let known = |name: &String| alike.get(name).unwrap_or(name).clone();
    for whose in whose {
        whose.own = whose.own.as_ref().map(known);
        whose.named = whose.named.iter().map(known).collect();
        for share in &mut whose.shares {
            share.unit = share.unit.as_ref().map(known);
        }
    }
}

/// The units before any file is counted: those of the plan's list in its order, then the others by
/// name. With a unit `asked` for, that one alone, and its name as the files write it.
///
/// # Errors
/// [`Error::NoSuchUnit`] when the unit asked for is neither expected nor sent anything.
pub(super) fn units(
    whose: &[Whose],
    plan: &Plan,
    asked: Option<&str>,
) -> Result<(Vec<Unit>, Option<String>), Error> {
    let mut units = listed(whose, plan);
    let Some(asked) = asked.map(|asked| plan.expected_units.known_as(asked)) else {
        return Ok((units, None));
    };
    // Whatever the width of its brackets.
    let same = |unit: &&Unit| unit_key(&unit.name) == unit_key(&asked);
    let named = units.iter().find(same).map(|unit| unit.name.clone());
    let asked = named.unwrap_or(asked);
    units.retain(|unit| unit.name == asked);
    match units.is_empty() {
        true => Err(Error::NoSuchUnit(asked)),
        false => Ok((units, Some(asked))),
    }
}

fn listed(whose: &[Whose], plan: &Plan) -> Vec<Unit> {
    let unit = |name: &str, kind: Option<String>, status: UnitStatus| Unit {
        name: name.to_string(),
        kind,
        status,
        files: 0,
    };
    let expected = plan.expected_units.iter();
    let mut units: Vec<Unit> = expected
        .map(|expected| {
            let kind = expected.kind.clone();
            unit(&expected.name, kind, UnitStatus::NotReceived)
        })
        .collect();
    let status = match units.is_empty() {
        true => UnitStatus::Received,
        false => UnitStatus::NotExpected,
    };
    let expected: HashSet<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    let others: BTreeSet<&String> = whose
        .iter()
        .flat_map(|whose| whose.own.iter().chain(&whose.named))
        .filter(|name| !expected.contains(name.as_str()))
        .collect();
    units.extend(others.into_iter().map(|name| unit(name, None, status)));
    units
}

/// Counts for `unit` a file that was read and counts; `rows` are those of its rows that count, with the
/// unit that they name.
pub(super) fn count_file<'r>(
    unit: &mut Unit,
    read: bool,
    mut rows: impl Iterator<Item = (&'r Share, &'r TypedRows)>,
) {
    if read {
        unit.files += 1;
        if unit.status == UnitStatus::NotReceived {
            unit.status = UnitStatus::Received;
        }
    }
    if let Some(kind) = rows.find_map(|(share, rows)| stated_kind(share, rows, &unit.name)) {
        unit.kind = Some(kind);
    }
}

/// The 单位类别 that a 单位信息 states for `unit`.
fn stated_kind(share: &Share, rows: &TypedRows, unit: &str) -> Option<String> {
    let whose = share.unit.as_deref().is_none_or(|name| name == unit);
    if rows.block.table.id != "units" || !whose {
        return None;
    }
    let first = share.rows.as_ref().and_then(|rows| rows.first());
    let kind = rows.column("kind")?.get(first.copied().unwrap_or(0))?;
    kind.text().map(str::to_string)
}
