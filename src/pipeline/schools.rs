//! A workbook of several schools: which of its rows are whose. A row is of the school that its own
//! column names (学校), else of the one that its sheet names, else of the file's.

use super::ingested::Ingested;
use crate::plan::{Plan, unit_key};
use crate::recognise::{is_school_name, school_of_title};
use crate::rows::{TypedRows, TypedValue};
use crate::schema::schema;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Whose rows a file holds.
pub(super) struct Holding {
    /// Schools that it names itself, row by row or sheet by sheet.
    pub(super) named: BTreeSet<String>,
    /// Whether any of its rows are the file's own, named by none.
    pub(super) own: bool,
}

/// Divides the rows of `file` among the schools that it names; a block whose rows are all of the
/// file's own stays as it is.
pub(super) fn divide(file: &mut Ingested, plan: &Plan) -> Holding {
    let several = several_blocks(file, plan);
    let stated = file.stated_unit.as_deref().map(|unit| plan.known_as(unit));
    let mut holding = Holding {
        named: BTreeSet::new(),
        own: false,
    };
    // Whose the rows of a sheet are, for the findings that were made of them before.
    let mut whose: HashMap<(u32, u32), String> = HashMap::new();
    let tables = std::mem::take(&mut file.tables);
    for (at, rows) in tables.into_iter().enumerate() {
        let of_sheet = match &stated {
            Some(_) if rows.block.table.id == "units" => None,
            _ => several.get(&at),
        };
        let units = units_of_rows(&rows, plan, of_sheet);
        let mut parts: BTreeMap<Option<&String>, Vec<usize>> = BTreeMap::new();
        for (index, unit) in units.iter().enumerate() {
            parts.entry(unit.as_ref()).or_default().push(index);
        }
        if parts.keys().all(Option::is_none) {
            holding.own = true;
            file.tables.push(rows);
            continue;
        }
        for (unit, indices) in parts {
            match unit {
                Some(unit) => holding.named.insert(unit.clone()),
                None => std::mem::replace(&mut holding.own, true),
            };
            for &index in &indices {
                if let Some(unit) = unit {
                    whose.insert((rows.block.sheet_index, rows.rows[index]), unit.clone());
                }
            }
            file.tables.push(rows.of_one_unit(&indices, unit.cloned()));
        }
    }
    for finding in &mut file.findings {
        let row = finding.place.cell.map(|(row, _)| row + 1);
        if let Some(row) = row.filter(|_| finding.place.unit.is_none()) {
            finding.place.unit = whose.get(&(finding.place.sheet_index, row)).cloned();
        }
    }
    holding
}

/// For each row, the school that it names, as it is known.
fn units_of_rows(rows: &TypedRows, plan: &Plan, of_sheet: Option<&String>) -> Vec<Option<String>> {
    let count = rows.rows.len();
    let written: Vec<Option<&str>> = if !rows.of_unit.is_empty() {
        rows.of_unit.iter().collect()
    } else if rows.block.table.id == "units" && count > 1 {
        let column = rows.column("unit");
        let name = |index| match column.and_then(|column| column.get(index)) {
            Some(TypedValue::Text(unit)) => Some(unit),
            _ => None,
        };
        (0..count).map(name).collect()
    } else {
        return vec![of_sheet.cloned(); count];
    };
    // A column headed 单位 alone may be of measures (盒, 份), or of departments.
    let schools = |text: &str| plan.expected(text).is_some() || is_school_name(text);
    if !written.iter().flatten().any(|text| schools(text)) && rows.block.unit_is_vague {
        return vec![of_sheet.cloned(); count];
    }
    let mut known: HashMap<&str, String> = HashMap::new();
    let mut unit = |text| {
        let unit = known.entry(text).or_insert_with(|| plan.known_as(text));
        unit.clone()
    };
    written
        .into_iter()
        .map(|text| text.map(&mut unit))
        .collect()
}

/// The school of each block, by position, in a workbook whose blocks are of several: each says so in
/// the line 填报单位 above it, in a title that begins with the school's name, or on a sheet that is
/// called by it. Empty for a workbook of one school.
fn several_blocks(file: &Ingested, plan: &Plan) -> HashMap<usize, String> {
    let mut found: HashMap<usize, String> = HashMap::new();
    for (at, rows) in file.tables.iter().enumerate() {
        let block = &rows.block;
        let named = |text: &str| {
            let school = plan.expected(text).is_some() || is_school_name(text);
            school.then(|| plan.known_as(text))
        };
        let line = || block.unit_line.as_deref().and_then(named);
        let own = block.titles.iter().filter(|title| **title != block.sheet);
        let title = || {
            let school = own.clone().find_map(|title| school_of_title(title));
            school.map(|school| plan.known_as(&school))
        };
        // `会费-育才小学` is a table of one, and no school.
        let plain = block.sheet.chars().all(char::is_alphabetic)
            && !schema()
                .tables()
                .iter()
                .any(|t| t.is_named_by(&block.sheet));
        let sheet = || named(&block.sheet).filter(|_| plain);
        if let Some(unit) = line().or_else(title).or_else(sheet) {
            found.insert(at, unit);
        }
    }
    let different: BTreeSet<String> = found.values().map(|unit| unit_key(unit)).collect();
    match different.len() > 1 {
        true => found,
        false => HashMap::new(),
    }
}
