//! Small files that ask for much: schools without number, headers that could be cut at thousands of
//! places. Each is refused, or read without trying everything.

use super::support::{rows, run, write};
use serde_json::Value;
use std::fmt::Write;
use tempfile::TempDir;

/// The codes of `check a.EXT` under `limit`.
fn codes(folder: &TempDir, arguments: &str) -> Vec<String> {
    let found = run(folder.path(), &format!("check {arguments} --format json")).json();
    let findings = found["findings"].as_array().unwrap();
    let code = |finding: &Value| finding["code"].as_str().unwrap().to_string();
    findings.iter().map(code).collect()
}

#[test]
fn a_file_of_more_schools_than_allowed_is_refused() {
    let folder = TempDir::new().unwrap();
    let mut text = String::from("学校,月份,姓名,应缴,实缴\n");
    for number in 1..=4 {
        writeln!(text, "第{number}小学,2023-09,张三,26,26").unwrap();
    }
    std::fs::write(folder.path().join("a.csv"), text).unwrap();
    assert!(!codes(&folder, "a.csv --limit schools=4").contains(&"F019".to_string()));
    assert_eq!(codes(&folder, "a.csv --limit schools=3"), ["F019"]);
}

#[test]
fn a_plan_of_more_schools_than_allowed_is_refused() {
    let folder = TempDir::new().unwrap();
    let units = rows(&[
        &["单位名称", "单位类别"],
        &["第一小学", "小学"],
        &["第二小学", "小学"],
        &["第三小学", "小学"],
    ]);
    write(&folder.path().join("计划.xlsx"), &[("应报单位", units)]);
    let ran = run(folder.path(), "check . --plan 计划.xlsx --limit schools=2");
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(ran.stderr.contains("schools"), "{}", ran.stderr);
}

/// Each of its labels could begin another table, and each was once tried with each; how often they are
/// is counted beside the code. What is not taken for a table of its own is said.
#[test]
fn tables_beside_each_other_without_number_are_not_all_tried() {
    let folder = TempDir::new().unwrap();
    let mut text = String::new();
    for label in ["月份", "姓名", "应缴", "实缴"].repeat(200) {
        write!(text, "{label},").unwrap();
    }
    for _ in 0..40 {
        text.push('\n');
        text += &["2023-09", "张三", "26", "26"].repeat(200).join(",");
    }
    std::fs::write(folder.path().join("a.csv"), text).unwrap();
    let codes = codes(&folder, "a.csv");
    let unknown = codes.iter().filter(|code| *code == "T005").count();
    assert_eq!(unknown, 800 - 4, "one table, and each other column said");
}

#[test]
fn months_beside_each_other_without_number_are_no_wide_table() {
    let folder = TempDir::new().unwrap();
    let mut text = String::from("姓名");
    for month in 0..200 {
        write!(text, ",{}年{}月", 2000 + month / 12, month % 12 + 1).unwrap();
    }
    text.push_str("\n张三");
    text.push_str(&",26".repeat(200));
    std::fs::write(folder.path().join("会费.csv"), text).unwrap();
    assert!(codes(&folder, "会费.csv").contains(&"T001".to_string()));
}
