//! A district of 2,632 rows a school, every row and every value compared with what was written.
//! Its headers are typed there by hand.

#[allow(clippy::module_inception)]
#[path = "../../benches/load/mod.rs"]
mod load;

use load::School;
use load::school::{MEMBERS_OF_A_SCHOOL, ROWS_OF_A_SCHOOL};
use serde_json::{Map, Value, json};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Runs the program in `dir`.
fn gonghui(dir: &Path, arguments: &[&str]) -> Result<Output> {
    Ok(Command::new(env!("CARGO_BIN_EXE_gonghui"))
        .args(arguments)
        .current_dir(dir)
        .output()?)
}

/// A folder of `schools` workbooks, under the folder that cargo keeps for tests.
fn written(name: &str, schools: usize) -> Result<(PathBuf, Vec<School>)> {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let schools = load::write(&dir.join("returns"), schools)?;
    Ok((dir, schools))
}

/// The rows as `extract` has to print them.
fn expected(schools: &[School]) -> impl Iterator<Item = Value> {
    schools.iter().flat_map(|school| {
        school.sheets.iter().flat_map(move |sheet| {
            sheet.rows.iter().map(move |(row, cells)| {
                let values: Map<String, Value> = sheet
                    .columns
                    .iter()
                    .zip(cells)
                    .map(|(id, cell)| ((*id).to_string(), cell.json()))
                    .collect();
                json!({
                    "table": sheet.table,
                    "unit": school.name,
                    "path": format!("returns/{}", school.file),
                    "sheet": sheet.tab,
                    "row": row,
                    "values": values,
                })
            })
        })
    })
}

/// A row without the values that are not stated: a sheet need not have every column.
fn stated(mut row: Value) -> Value {
    if let Some(values) = row["values"].as_object_mut() {
        values.retain(|_, value| !value.is_null());
    }
    row
}

fn every_row_is_understood(dir: &Path, schools: &[School]) -> Result<()> {
    let output = gonghui(dir, &["extract", "returns", "--format", "jsonl"])?;
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let printed = String::from_utf8(output.stdout)?;
    let mut lines = printed.lines();
    for row in expected(schools) {
        let line = lines.next().ok_or_else(|| format!("missing: {row}"))?;
        let read: Value = serde_json::from_str(line)?;
        assert_eq!(stated(read), stated(row));
    }
    assert_eq!(lines.next(), None);
    assert_eq!(printed.lines().count(), schools.len() * ROWS_OF_A_SCHOOL);
    Ok(())
}

fn nothing_is_found_and_all_is_counted(dir: &Path, schools: &[School]) -> Result<()> {
    let output = gonghui(
        dir,
        &["district", "returns", "--format", "json", "--out", "out"],
    )?;
    let outcome: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(outcome["findings"], json!([]));
    assert_eq!(outcome["summary"]["files"], json!(schools.len()));
    assert_eq!(
        outcome["summary"]["rows"],
        json!(schools.len() * ROWS_OF_A_SCHOOL)
    );
    for (input, school) in list(&outcome["inputs"]).iter().zip(schools) {
        assert_eq!(input["unit"], json!(school.name));
        let tables = list(&input["tables"]).iter();
        let counted: Vec<_> = tables.map(|t| (&t["table"], &t["rows"])).collect();
        let sheets = school.sheets.iter();
        let rows: Vec<_> = sheets
            .map(|sheet| (json!(sheet.table), json!(sheet.rows.len())))
            .collect();
        assert!(counted.into_iter().eq(rows.iter().map(|(t, r)| (t, r))));
    }
    for school in schools {
        let metric = |id: &str, period: &str| metric(&outcome, json!(school.name), id, period);
        let members = MEMBERS_OF_A_SCHOOL;
        assert_eq!(metric("membership_rate", "2024"), json!([members, members]));
        assert_eq!(metric("service_card_rate", "2024"), json!([144, members]));
        let dues = dues(school, "2024-02", "2024-07");
        assert_eq!(metric("dues_rate", "2023-2024-2"), json!([dues, dues]));
        assert_eq!(metric("sports_events", "2023-2024-2"), json!([6, null]));
    }
    let dues: i64 = schools.iter().map(|s| dues(s, "2024-02", "2024-07")).sum();
    assert_eq!(
        metric(&outcome, Value::Null, "dues_rate", "2023-2024-2"),
        json!([dues, dues])
    );
    Ok(())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Numerator and denominator of a metric of a unit, or of the district where that is null.
fn metric(outcome: &Value, unit: Value, id: &str, period: &str) -> Value {
    list(&outcome["metrics"])
        .iter()
        .find(|m| m["unit"] == unit && m["metric"] == id && m["period"] == period)
        .map_or(Value::Null, |m| json!([m["numerator"], m["denominator"]]))
}

/// What is due in the months from `first` to `last`, added up from the cells.
fn dues(school: &School, first: &str, last: &str) -> i64 {
    let sheet = school.sheets.iter().find(|sheet| sheet.table == "dues");
    let rows = sheet.map_or(&[][..], |sheet| &sheet.rows);
    rows.iter()
        .filter(|(_, cells)| {
            let month = cells[0].json();
            (first..=last).contains(&month.as_str().unwrap_or_default())
        })
        .filter_map(|(_, cells)| cells[4].json().as_i64())
        .sum()
}

#[test]
fn twelve_schools_are_understood_to_the_last_cell() -> Result<()> {
    let (dir, schools) = written("load-12", 12)?;
    every_row_is_understood(&dir, &schools)?;
    nothing_is_found_and_all_is_counted(&dir, &schools)
}

/// The whole load, 315,840 rows; it stays in `target/tmp/load-120` for whoever wants to time it.
#[test]
#[ignore = "half a minute; cargo test -- --ignored a_hundred_and_twenty"]
fn a_hundred_and_twenty_schools_are_understood_to_the_last_cell() -> Result<()> {
    let (dir, schools) = written("load-120", 120)?;
    every_row_is_understood(&dir, &schools)?;
    nothing_is_found_and_all_is_counted(&dir, &schools)
}
