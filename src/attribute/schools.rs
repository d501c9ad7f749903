//! A workbook of several schools: which of its rows are whose. A row is of the school that its own
//! column names (学校), else of the one that its sheet names, else of the file's.

use super::departments::{self, Names};
use super::facts::{FileFacts, Share};
use super::path::path_names_unit;
use crate::plan::ExpectedUnits;
use crate::recognise::{is_school_name, school_of_title};
use crate::rows::TypedRows;
use crate::schema::{schema, unit_key};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The rows of each table of `file`, divided among the schools that it names.
///
/// `asked` is told what the column of each table by position names that may not be of schools.
pub(super) fn divided(
    file: &FileFacts<'_>,
    expected: &ExpectedUnits,
    asked: &mut BTreeMap<usize, Names>,
) -> Vec<Share> {
    let several = several_tables(file, expected);
    let stated = [file.stated_unit, file.unit_line, file.unit_title];
    let of_one = stated.iter().any(Option::is_some) || path_names_unit(file.path, expected);
    let mut shares = Vec::with_capacity(file.tables.len());
    for (table, rows) in file.tables.iter().enumerate() {
        let of_sheet = match file.stated_unit {
            Some(_) if rows.block.table.id == "units" => None,
            _ => several.get(&table),
        };
        let names = match rows.of_unit.is_empty() {
            true => Names::Schools,
            false => departments::named(rows, of_one, expected),
        };
        if names != Names::Schools {
            asked.insert(table, names);
        }
        let parts = match names {
            Names::Departments => None,
            Names::Schools | Names::Unsure => named_by_rows(rows, expected),
        };
        match parts {
            // Rows that say nothing themselves are whose their table is.
            Some(parts) => shares.extend(parts.into_iter().map(|(unit, indices)| Share {
                table,
                unit: unit.or_else(|| of_sheet.cloned()).or_else(|| {
                    let by_lines = rows.of_unit.is_empty() && rows.block.table.id != "units";
                    named_above(rows, expected).filter(|_| by_lines)
                }),
                rows: (indices.len() < rows.rows.len()).then_some(indices),
                repeats: false,
            })),
            None => shares.push(Share {
                table,
                unit: of_sheet.filter(|_| !rows.rows.is_empty()).cloned(),
                rows: None,
                repeats: false,
            }),
        }
    }
    shares
}

/// The rows by the school that each names, as it is known; none where there is nothing that would
/// name it.
fn named_by_rows(
    rows: &TypedRows,
    expected: &ExpectedUnits,
) -> Option<BTreeMap<Option<String>, Vec<usize>>> {
    let listed = || match rows.column("unit").filter(|_| rows.rows.len() > 1) {
        Some(column) if rows.block.table.id == "units" => (0..rows.rows.len())
            .map(|index| column.get(index)?.text())
            .collect(),
        _ => Vec::new(),
    };
    let written: Vec<Option<&str>> = match rows.of_unit.is_empty() {
        true => match divided_by_lines(rows, expected) {
            found if found.is_empty() => listed(),
            found => found,
        },
        false => rows.of_unit.iter().collect(),
    };
    // One text stands in hundreds of rows.
    let mut by_text: HashMap<Option<&str>, Vec<usize>> = HashMap::new();
    for (index, text) in written.into_iter().enumerate() {
        by_text.entry(text).or_default().push(index);
    }
    // A column headed 单位 alone may be of measures (盒, 份), or of departments.
    let is_school = |text: &&str| expected.find(text).is_some() || is_school_name(text);
    let vague = rows.block.unit_is_vague && !by_text.keys().flatten().any(is_school);
    if by_text.is_empty() || vague {
        return None;
    }
    let mut parts: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    for (text, indices) in by_text {
        let unit = text.map(|text| expected.known_as(text));
        parts.entry(unit).or_default().extend(indices);
    }
    for indices in parts.values_mut() {
        indices.sort_unstable();
    }
    Some(parts)
}

/// Whose each row is by the lines among the rows: the headings above, or else the totals below; empty where
/// none names a school.
fn divided_by_lines<'r>(rows: &'r TypedRows, expected: &ExpectedUnits) -> Vec<Option<&'r str>> {
    match under_headings(rows, expected) {
        found if found.is_empty() => over_totals(rows, expected),
        found => found,
    }
}

/// The school that `text` names, as a heading does.
fn school_named<'r>(text: &'r str, expected: &ExpectedUnits) -> Option<&'r str> {
    let name = named_by_heading(text);
    (expected.find(name).is_some() || is_school_name(name)).then_some(name)
}

/// The school over whose total (育英小学 小计) each row stands; empty where no total is a school's.
fn over_totals<'r>(rows: &'r TypedRows, expected: &ExpectedUnits) -> Vec<Option<&'r str>> {
    let mut whose = Vec::new();
    for (position, text) in &rows.sums_of {
        if let Some(school) = school_named(text, expected) {
            // A school's own total may be followed by its own in words.
            whose.resize(whose.len().max(*position), Some(school));
        }
    }
    if !whose.is_empty() {
        whose.resize(rows.rows.len(), None);
    }
    whose
}

/// The school in whose heading's part of the table each row stands; empty where no heading is a school's.
fn under_headings<'r>(rows: &'r TypedRows, expected: &ExpectedUnits) -> Vec<Option<&'r str>> {
    let headings = rows.headings.iter();
    let mut schools = headings
        .filter_map(|(position, text)| Some((*position, school_named(text, expected)?)))
        .peekable();
    if schools.peek().is_none() {
        return Vec::new();
    }
    let mut whose = None;
    let of_row = |row: usize| {
        while let Some((_, school)) = schools.next_if(|(position, _)| *position <= row) {
            whose = Some(school);
        }
        whose
    };
    (0..rows.rows.len()).map(of_row).collect()
}

/// A heading without its number before the name and its count behind it: `一、育英小学（12人）`.
fn named_by_heading(text: &str) -> &str {
    let numbered = |c: char| {
        c.is_ascii_digit() || "一二三四五六七八九十()（）【】第".contains(c) || c.is_whitespace()
    };
    let mark = |c: char| !c.is_alphanumeric() && !"()（）".contains(c);
    let text = text.trim_matches(mark);
    let rest = match text.split_once(['、', '.', '．', ')', '）', ':', '：']) {
        Some((number, rest)) if number.chars().all(numbered) => rest,
        Some(("学校" | "单位" | "学校名称" | "单位名称" | "填报单位", rest)) => {
            rest
        }
        _ => text,
    };
    let rest = rest.trim_matches(mark);
    let end = rest.find(['（', '(', '：', ':', '，', ',']).filter(|end| {
        let count = &rest[*end..];
        count.contains(['人', '名', '共', '计', '元']) || count.ends_with([':', '：'])
    });
    rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest).trim()
}

/// The school of each table, by position, in a workbook whose tables are of several: each says so in
/// the line 填报单位 above it, in a title that begins with the school's name, or on a sheet that is
/// called by it. Empty for a workbook of one school.
fn several_tables(file: &FileFacts<'_>, expected: &ExpectedUnits) -> HashMap<usize, String> {
    let mut found: HashMap<usize, String> = HashMap::new();
    for (at, rows) in file.tables.iter().enumerate() {
        if let Some(unit) = named_above(rows, expected) {
            found.insert(at, unit);
        }
    }
    let different: BTreeSet<String> = found.values().map(|unit| unit_key(unit)).collect();
    match different.len() > 1 {
        true => found,
        false => HashMap::new(),
    }
}

/// The school that stands over a table: in the line 填报单位, in a title that begins with its name, or as what
/// the sheet is called.
fn named_above(rows: &TypedRows, expected: &ExpectedUnits) -> Option<String> {
    let block = &rows.block;
    let named = |text: &str| {
        let school = expected.find(text).is_some() || is_school_name(text);
        school.then(|| expected.known_as(text))
    };
    let line = || block.unit_line.as_deref().and_then(named);
    let own = block.titles.iter().filter(|title| **title != block.sheet);
    let title = || {
        let school = |title: &String| {
            let begun = school_of_title(title).map(|school| expected.known_as(&school));
            // The plan knows a school by names that no title would be told by.
            begun.or_else(|| Some(expected.find(named_by_heading(title))?.name.clone()))
        };
        own.clone().find_map(school)
    };
    // `会费-育才小学` is a table of one, and no school.
    let plain = block.sheet.chars().all(char::is_alphabetic)
        && !schema()
            .tables()
            .iter()
            .any(|t| t.is_named_by(&block.sheet));
    let sheet = || named(&block.sheet).filter(|_| plain);
    line().or_else(title).or_else(sheet)
}
