//! The excerpts in `docs/json.md` are what the program prints for the sample district.

use super::support::{RENEW, renews};
use serde_json::Value;
use std::error::Error;
use std::path::Path;
use std::process::Command;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Runs the program in `folder` and answers what it printed on stdout.
fn gonghui(folder: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_gonghui"))
        .args(arguments)
        .args(["--lang", "zh"])
        .current_dir(folder)
        .output()?;
    Ok(String::from_utf8(output.stdout)?)
}

/// Of the objects of `object[key]`, the first that each of `wanted` asks for.
fn chosen(object: &Value, key: &str, wanted: &[fn(&Value) -> bool]) -> Result<String> {
    let all = object[key].as_array().ok_or("no array")?;
    let mut lines = Vec::new();
    for wants in wanted {
        let found = all.iter().find(|item| wants(item));
        let found = found.ok_or_else(|| format!("no such object in {key}"))?;
        lines.push(format!("  {found}"));
    }
    Ok(format!(" \"{key}\": [\n{}\n ],\n", lines.join(",\n")))
}

fn of_district(item: &Value, id: &str) -> bool {
    item["unit"].is_null() && (item["metric"] == id || item["target"] == id)
}

fn of_a_unit(item: &Value, id: &str) -> bool {
    item["unit"].is_string() && (item["metric"] == id || item["target"] == id)
}

/// The object of `district`, with a few of each of its arrays.
fn excerpt(object: &Value) -> Result<String> {
    let mut text = format!(
        "{{\"version\": {}, \"tool\": {}, \"command\": {}, \"period\": {},\n",
        object["version"], object["tool"], object["command"], object["period"]
    );
    text += &chosen(
        object,
        "inputs",
        &[
            |input| {
                let tables = input["tables"].as_array();
                tables.is_some_and(|tables| {
                    tables.len() == 1 && tables[0]["unknown"] != Value::Array(Vec::new())
                })
            },
            |input| input["status"] == "unreadable",
        ],
    )?;
    text += &chosen(
        object,
        "units",
        &[
            |unit| unit["status"] == "received",
            |unit| unit["status"] == "not_received",
            |unit| unit["status"] == "not_expected",
        ],
    )?;
    text += &chosen(
        object,
        "findings",
        &[
            |finding| finding["code"] == "P001",
            |finding| finding["code"] == "D101",
        ],
    )?;
    text += &chosen(
        object,
        "metrics",
        &[
            |metric| of_district(metric, "dues_rate"),
            |metric| of_district(metric, "congress_meetings"),
            |metric| of_a_unit(metric, "dues_rate"),
            |metric| of_a_unit(metric, "congress_meetings"),
        ],
    )?;
    text += &chosen(
        object,
        "targets",
        &[
            |target| of_district(target, "dues_rate"),
            |target| of_a_unit(target, "films"),
            |target| target["status"] == "no_data",
        ],
    )?;
    text += &format!(" \"outputs\": {},\n", object["outputs"]);
    text += &format!(" \"summary\": {}}}", object["summary"]);
    // What is shown is JSON too.
    serde_json::from_str::<Value>(&text)?;
    Ok(text)
}

/// `page` with the text of its code blocks of JSON, in order, replaced by `blocks`.
fn with_blocks(page: &str, blocks: &[String]) -> Result<String> {
    let mut out = String::new();
    let mut rest = page;
    for block in blocks {
        let (before, after) = rest.split_once("```json\n").ok_or("too few code blocks")?;
        let (_, after) = after.split_once("\n```").ok_or("an open code block")?;
        out += &format!("{before}```json\n{block}\n```");
        rest = after;
    }
    Ok(out + rest)
}

#[test]
fn the_excerpts_are_what_is_printed() -> Result<()> {
    let folder = tempfile::tempdir()?;
    gonghui(folder.path(), &["demo", "demo", "--quiet"])?;
    let demo = folder.path().join("demo");
    let inputs = ["报表", "--plan", "计划.xlsx", "--out", "out"];
    let printed = gonghui(
        &demo,
        &[&["district"], &inputs[..], &["--format", "json"]].concat(),
    )?;
    // Without --out, which would put them into a file.
    let rows = gonghui(&demo, &[&["extract"], &inputs[..3]].concat())?;
    let row = rows
        .lines()
        .find(|row| row.starts_with("{\"table\":\"dues\""))
        .ok_or("no row of dues")?;
    let blocks = [excerpt(&serde_json::from_str(&printed)?)?, row.to_string()];
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md");
    let page = std::fs::read_to_string(&path)?.replace("\r\n", "\n");
    let current = with_blocks(&page, &blocks)?;
    if renews() {
        std::fs::write(&path, &current)?;
    } else {
        assert!(page == current, "docs/json.md is stale; {RENEW}");
    }
    Ok(())
}
