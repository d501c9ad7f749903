//! `--format json` keeps the contract of programs outside: keys and their order, types, the order
//! of everything, and a summary that is the sum of the rest.

use super::plain::SILENT;
use super::support::{Cells, DEMO, DISTRICT, Ran, run, sheets, slashed, text};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static CHECK: LazyLock<(Ran, Value)> = LazyLock::new(|| {
    let ran = run(
        &DEMO.root.join("demo"),
        "check 报表/滨河小学.xlsx --plan 计划.xlsx --unit 滨河小学 --out ../check --format json",
    );
    let json = ran.json();
    (ran, json)
});

static REPORT: LazyLock<(Ran, Value)> = LazyLock::new(|| {
    let ran = run(
        &DEMO.root.join("demo"),
        "report 报表/晨光学校.xlsx --period 2023 --out ../report --format json",
    );
    let json = ran.json();
    (ran, json)
});

fn all() -> [(&'static str, &'static Value); 3] {
    [
        ("district", &DISTRICT),
        ("check", &CHECK.1),
        ("report", &REPORT.1),
    ]
}

fn keys(object: &Value) -> Vec<&str> {
    let object = object.as_object().unwrap_or_else(|| panic!("{object}"));
    object.keys().map(String::as_str).collect()
}

fn array<'v>(json: &'v Value, key: &str) -> &'v Vec<Value> {
    json[key].as_array().unwrap_or_else(|| panic!("{key}"))
}

fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}

fn is_text_or_null(value: &Value) -> bool {
    value.is_null() || value.is_string()
}

#[test]
fn one_object_and_nothing_beside_it() {
    for ran in [&CHECK.0, &REPORT.0] {
        assert_eq!(ran.stderr, "");
        assert!(ran.stdout.ends_with("}\n"));
        assert_eq!(ran.stdout.lines().count(), 1);
        assert_eq!(ran.code, 1, "errors found, or targets missed");
    }
}

#[test]
fn the_keys_of_the_whole() {
    let tool = format!("gonghui {}", env!("CARGO_PKG_VERSION"));
    for (command, json) in all() {
        let expected = [
            "version", "tool", "command", "period", "inputs", "units", "findings", "metrics",
            "targets", "outputs", "summary",
        ];
        assert_eq!(keys(json), expected);
        assert_eq!(json["version"], 1);
        assert_eq!(json["tool"], tool);
        assert_eq!(json["command"], command);
    }
    assert_eq!(DISTRICT["period"], "2023-2024-2");
    assert_eq!(REPORT.1["period"], "2023");
}

#[test]
fn inputs_are_named_with_the_sum_of_their_bytes() {
    for (command, json) in all() {
        for input in array(json, "inputs") {
            let expected = [
                "path",
                "sha256",
                "status",
                "error",
                "unit",
                "tables",
                "unrecognised",
            ];
            assert_eq!(keys(input), expected, "{command}");
            let path = input["path"].as_str().unwrap();
            assert!(!path.contains('\\') && !path.starts_with('/'), "{path}");
            let bytes = std::fs::read(DEMO.file(path)).unwrap();
            let sum: String = Sha256::digest(&bytes)
                .iter()
                .map(|b| format!("{b:02x}"))
                .collect();
            assert_eq!(input["sha256"], sum, "{path}");
            match input["status"].as_str().unwrap() {
                "read" => assert!(input["error"].is_null()),
                "unreadable" => {
                    assert_eq!(keys(&input["error"]), ["code", "message"]);
                    assert_eq!(input["error"]["code"], "F003");
                    assert!(is_text(&input["error"]["message"]));
                    assert_eq!(input["unit"], "长风高级中学", "known by its name");
                }
                other => panic!("{other}"),
            }
            assert!(is_text(&input["unit"]));
        }
    }
}

#[test]
fn inputs_stand_in_the_order_of_their_paths() {
    for (_, json) in all() {
        let inputs = array(json, "inputs").iter();
        let paths: Vec<&str> = inputs
            .map(|input| input["path"].as_str().unwrap())
            .collect();
        let mut sorted = paths.clone();
        sorted.sort_unstable();
        assert_eq!(paths, sorted);
    }
}

/// `A3` as row and column from 0.
fn place(a1: &str) -> (u32, u32) {
    let letters = a1.trim_end_matches(|c: char| c.is_ascii_digit());
    let row: u32 = a1[letters.len()..].parse().unwrap();
    let column = letters
        .bytes()
        .fold(0, |n, b| n * 26 + u32::from(b - b'A') + 1);
    (row - 1, column - 1)
}

#[test]
fn tables_say_where_they_stand() {
    for input in array(&DISTRICT, "inputs") {
        let read = input["status"] == "read";
        let path = DEMO.file(input["path"].as_str().unwrap());
        let book: BTreeMap<String, Cells> =
            read.then(|| sheets(&path)).into_iter().flatten().collect();
        for table in array(input, "tables") {
            let expected = [
                "sheet", "table", "header", "rows", "columns", "unknown", "because",
            ];
            assert_eq!(keys(table), expected);
            assert!(table["rows"].as_u64().is_some());
            let cells = &book[table["sheet"].as_str().unwrap()];
            let (row, first) = place(table["header"].as_str().unwrap());
            assert!(!text(&cells[&(row, first)]).is_empty(), "{table}");
            for (id, letters) in table["columns"].as_object().unwrap() {
                let (_, column) = place(&format!("{}1", letters.as_str().unwrap()));
                let labelled = cells
                    .range((row, 0)..)
                    .any(|((_, c), cell)| *c == column && !text(cell).is_empty());
                assert!(labelled, "{id} of {table}");
            }
            for unknown in array(table, "unknown") {
                assert!(is_text(unknown));
            }
        }
        for sheet in array(input, "unrecognised") {
            assert_eq!(keys(sheet), ["sheet", "taken_for", "reason", "because"]);
            assert!(is_text(&sheet["sheet"]) && is_text(&sheet["reason"]));
        }
    }
    let unknown = array(&DISTRICT, "inputs")
        .iter()
        .flat_map(|i| array(i, "tables"));
    let unknown: Vec<&Value> = unknown.flat_map(|table| array(table, "unknown")).collect();
    assert_eq!(unknown, ["备注2"]);
}

#[test]
fn units_say_whether_they_sent() {
    for (command, json) in all() {
        for unit in array(json, "units") {
            assert_eq!(keys(unit), ["unit", "status", "files"], "{command}");
            assert!(is_text(&unit["unit"]));
            let files = unit["files"].as_u64().unwrap();
            match unit["status"].as_str().unwrap() {
                "not_received" => assert_eq!((files, unit["unit"].as_str()), (0, Some(SILENT))),
                "received" => assert!(files > 0),
                "not_expected" => assert_eq!(unit["unit"], "晨光学校"),
                other => panic!("{other}"),
            }
        }
    }
    assert_eq!(array(&DISTRICT, "units").len(), 13);
    let files: u64 = array(&DISTRICT, "units")
        .iter()
        .map(|u| u["files"].as_u64().unwrap())
        .sum();
    assert_eq!(files, DEMO.returns().len() as u64);
}

#[test]
fn findings_stand_at_their_places_in_order() {
    for (command, json) in all() {
        let mut places = Vec::new();
        for finding in array(json, "findings") {
            let expected = [
                "code", "severity", "path", "unit", "sheet", "cell", "table", "column", "value",
                "message", "hint", "basis",
            ];
            assert_eq!(keys(finding), expected, "{command}");
            let code = finding["code"].as_str().unwrap();
            assert!(
                code.len() == 4 && "FTCMDLWASUVXP".contains(&code[..1]),
                "{code}"
            );
            let severity = finding["severity"].as_str().unwrap();
            assert!(
                ["error", "warning", "info"].contains(&severity),
                "{severity}"
            );
            for key in [
                "path", "unit", "sheet", "cell", "table", "column", "value", "basis",
            ] {
                assert!(is_text_or_null(&finding[key]), "{key} of {finding}");
            }
            for key in ["message", "hint"] {
                assert!(is_text(&finding[key]), "{key} of {finding}");
                let said = finding[key].as_str().unwrap();
                assert!(!said.contains('{'), "a value that was not put in: {said}");
            }
            let cell = finding["cell"].as_str().map(place);
            assert!(cell.is_none() || is_text(&finding["sheet"]), "{finding}");
            let path = finding["path"].as_str().unwrap_or_default();
            places.push((path, finding["sheet"].as_str(), cell));
        }
        // Within a sheet by row and column; files in the order of their paths.
        for pair in places.windows(2) {
            assert!(pair[0].0 <= pair[1].0, "{pair:?}");
            if (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1) {
                assert!(pair[0].2 <= pair[1].2, "{pair:?}");
            }
        }
    }
}

/// Each unit's position in `units`, from 1; the district, null, is 0.
fn position(json: &Value, unit: &Value) -> usize {
    match unit.as_str() {
        None => 0,
        Some(name) => {
            1 + array(json, "units")
                .iter()
                .position(|unit| unit["unit"] == name)
                .unwrap()
        }
    }
}

fn rounded(numerator: i64, denominator: i64) -> f64 {
    (numerator as f64 / denominator as f64 * 1e8).round() / 1e8
}

#[test]
fn metrics_are_pairs_of_sums() {
    for (command, json) in all() {
        let mut last = 0;
        for metric in array(json, "metrics") {
            let expected = [
                "unit",
                "metric",
                "period",
                "numerator",
                "denominator",
                "value",
            ];
            assert_eq!(keys(metric), expected, "{command}");
            assert!(is_text(&metric["metric"]) && is_text(&metric["period"]));
            assert!(command == "district" || is_text(&metric["unit"]));
            match (metric["numerator"].as_i64(), metric["denominator"].as_i64()) {
                (None, denominator) => {
                    assert!(
                        denominator.is_none() && metric["numerator"].is_null(),
                        "{metric}"
                    );
                    assert!(metric["value"].is_null());
                }
                (Some(count), None) => {
                    assert!(metric["denominator"].is_null());
                    assert_eq!(metric["value"], count, "{metric}");
                }
                (Some(_), Some(0)) => assert!(metric["value"].is_null(), "{metric}"),
                (Some(n), Some(d)) => {
                    assert_eq!(metric["value"].as_f64(), Some(rounded(n, d)), "{metric}");
                }
            }
            let at = position(json, &metric["unit"]);
            assert!(
                at >= last,
                "the district first, then unit by unit: {metric}"
            );
            last = at;
        }
    }
    assert!(array(&DISTRICT, "metrics")[0]["unit"].is_null());
}

#[test]
fn targets_are_judged_one_by_one() {
    for (command, json) in all() {
        let mut last = 0;
        for target in array(json, "targets") {
            let mut found = keys(target);
            // 区间 has an upper end.
            if target["op"] == "区间" {
                assert_eq!(found.pop(), Some("goal_max"));
            }
            let expected = ["unit", "target", "period", "op", "goal", "actual", "status"];
            assert_eq!(found, expected, "{command}");
            assert!(["=", "≥", "≤", "区间"].contains(&target["op"].as_str().unwrap()));
            assert!(target["goal"].is_number());
            let status = target["status"].as_str().unwrap();
            if is_text(&target["unit"]) {
                assert_eq!(target["actual"].is_null(), status == "no_data", "{target}");
            }
            assert!(["met", "missed", "no_data"].contains(&status));
            let at = position(json, &target["unit"]);
            assert!(at >= last, "{target}");
            last = at;
        }
        assert!(command != "district" || array(json, "targets")[0]["unit"].is_null());
    }
    // Of one that sent nothing every target is without data, and the district sees it.
    let silent = array(&DISTRICT, "targets")
        .iter()
        .filter(|t| t["unit"] == SILENT);
    assert!(silent.clone().count() > 0 && silent.into_iter().all(|t| t["status"] == "no_data"));
    let mut district = array(&DISTRICT, "targets")
        .iter()
        .filter(|t| t["unit"].is_null());
    assert!(
        district.all(|target| target["status"] == "missed"),
        "a target of the district is not missed: does the sample have rows for it?"
    );
}

#[test]
fn outputs_are_there_under_the_paths_given() {
    for (command, json) in all() {
        let outputs = array(json, "outputs");
        assert_eq!(outputs.len(), 1, "{command}");
        for output in outputs {
            let output = output.as_str().unwrap();
            assert!(
                output.starts_with("../") && output.ends_with(".xlsx"),
                "{output}"
            );
            assert!(DEMO.root.join("demo").join(output).is_file(), "{output}");
        }
    }
    let root = slashed(&DEMO.root);
    assert!(
        !DISTRICT.to_string().contains(&root),
        "no path of this machine"
    );
}

#[test]
fn the_summary_is_the_sum_of_the_rest() {
    for (command, json) in all() {
        let summary = &json["summary"];
        let expected = [
            "files",
            "unreadable",
            "rows",
            "errors",
            "warnings",
            "met",
            "missed",
            "no_data",
        ];
        assert_eq!(keys(summary), expected, "{command}");
        let of = |list: &str, key: &str, value: &str| {
            array(json, list)
                .iter()
                .filter(|item| item[key] == value)
                .count()
        };
        let tables = array(json, "inputs")
            .iter()
            .flat_map(|input| array(input, "tables"));
        let rows: u64 = tables.map(|table| table["rows"].as_u64().unwrap()).sum();
        let figures = [
            ("files", array(json, "inputs").len()),
            ("unreadable", of("inputs", "status", "unreadable")),
            ("rows", rows as usize),
            ("errors", of("findings", "severity", "error")),
            ("warnings", of("findings", "severity", "warning")),
            ("met", of("targets", "status", "met")),
            ("missed", of("targets", "status", "missed")),
            ("no_data", of("targets", "status", "no_data")),
        ];
        for (key, figure) in figures {
            assert_eq!(summary[key], figure, "{command} {key}");
        }
    }
}
