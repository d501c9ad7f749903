//! `--timings`: how long each step took, for who makes the program faster. It changes no output.

use super::support::{Ran, rows, run, write};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;

fn schools(folder: &Path) {
    for unit in ["育才小学", "实验中学"] {
        let dues = rows(&[
            &["月份", "姓名", "应缴", "实缴"],
            &["2024-03", "张三", "26.15", "26.15"],
        ]);
        write(&folder.join(format!("{unit}.xlsx")), &[("会费收缴", dues)]);
    }
}

fn written(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    super::support::collect(folder, &mut files);
    let read = |path: &std::path::PathBuf| std::fs::read(path).unwrap();
    files
        .iter()
        .map(|path| (path.display().to_string(), read(path)))
        .collect()
}

fn said(ran: &Ran) -> (i32, &str, &str) {
    (ran.code, &ran.stdout, &ran.stderr)
}

#[test]
fn each_step_has_a_span_and_no_output_is_changed() {
    let folder = TempDir::new().unwrap();
    schools(folder.path());
    let out = folder.path().join("出");
    for (command, own) in [
        (
            "check . --out 出",
            &[
                "copy", "render", "write", "frame", "check", "measure", "judge",
            ][..],
        ),
        (
            "district . --out 出 --format json",
            &["render", "write", "print", "judge"],
        ),
        ("extract .", &["print", "render"]),
    ] {
        let plain = run(folder.path(), command);
        let files = written_or_none(&out);
        let timed = run(folder.path(), &format!("{command} --timings trace.json"));
        assert_eq!(said(&timed), said(&plain), "{command}");
        assert!(written_or_none(&out) == files, "{command}");
        let trace = std::fs::read(folder.path().join("trace.json")).unwrap();
        std::fs::remove_file(folder.path().join("trace.json")).unwrap();
        let trace: Value = serde_json::from_slice(&trace).unwrap();
        let spans = trace["traceEvents"].as_array().unwrap();
        let whole = |span: &Value| {
            span["ph"] == "X" && span["ts"].is_u64() && span["dur"].is_u64() && span["tid"].is_u64()
        };
        assert!(spans.iter().all(whole), "{trace}");
        let names: BTreeSet<&str> = spans.iter().map(|s| s["name"].as_str().unwrap()).collect();
        let always = ["discover", "open", "hash", "tabulate", "attribute"];
        for name in always.iter().chain(own) {
            assert!(names.contains(name), "{command}: no {name} in {names:?}");
        }
        let read = spans.iter().filter(|span| span["name"] == "tabulate");
        let over: BTreeSet<&str> = read.map(|s| s["args"]["over"].as_str().unwrap()).collect();
        assert_eq!(over, BTreeSet::from(["实验中学.xlsx", "育才小学.xlsx"]));
    }
}

fn written_or_none(out: &Path) -> Vec<(String, Vec<u8>)> {
    let files = if out.is_dir() {
        written(out)
    } else {
        Vec::new()
    };
    let _ = std::fs::remove_dir_all(out);
    files
}

#[test]
fn a_dash_prints_a_table_beside_what_is_said() {
    let folder = TempDir::new().unwrap();
    schools(folder.path());
    let plain = run(folder.path(), "extract .");
    let timed = run(folder.path(), "extract . --timings -");
    assert_eq!((timed.code, &timed.stdout), (plain.code, &plain.stdout));
    let table = timed.stderr.strip_prefix(&plain.stderr).unwrap();
    let steps: Vec<&str> = table
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(steps.starts_with(&["step", "discover"]), "{table}");
    assert!(steps.contains(&"tabulate"), "{table}");
}

#[test]
fn a_trace_that_cannot_be_written_is_said() {
    let folder = TempDir::new().unwrap();
    schools(folder.path());
    std::fs::create_dir(folder.path().join("there")).unwrap();
    let ran = run(folder.path(), "extract . --timings there");
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(ran.stderr.contains("there"), "{}", ran.stderr);
}

#[test]
fn the_help_is_for_users() {
    let folder = TempDir::new().unwrap();
    for command in ["--help", "check --help", "completions man"] {
        assert!(
            !run(folder.path(), command).stdout.contains("timings"),
            "{command}"
        );
    }
}
