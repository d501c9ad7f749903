//! An older version beside a newer one: said, and only one counted; what only looks like a version
//! is counted.

use super::support::{Ran, lines, run};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use std::path::Path;
use tempfile::TempDir;

const NAMES: [&str; 6] = ["张三", "王芳", "李强", "赵敏", "陈静", "刘洋"];

/// A sheet: its name and its rows of text.
type Sheet = (&'static str, Vec<Vec<String>>);

/// A workbook whose document was saved on `day` of October 2023.
fn workbook(folder: &Path, name: &str, day: u8, sheets: &[Sheet]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut workbook = Workbook::new();
    let saved = ExcelDateTime::from_ymd(2023, 10, day).unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&saved));
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        for (r, row) in rows.iter().enumerate() {
            for (c, text) in row.iter().enumerate() {
                sheet.write_string(r as u32, c as u16, text).unwrap();
            }
        }
    }
    workbook.save(path).unwrap();
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_string()).collect()
}

/// Dues of everybody in `month`, `paid` each.
fn dues(month: &str, paid: &str) -> Sheet {
    let mut rows = vec![
        row(&["填报单位：育才小学"]),
        row(&["月份", "姓名", "应缴", "实缴"]),
    ];
    rows.extend(NAMES.map(|name| row(&[month, name, "26.15", paid])));
    ("会费收缴", rows)
}

fn roster() -> Sheet {
    let mut rows = vec![
        row(&["填报单位：育才小学"]),
        row(&["姓名", "性别", "是否会员"]),
    ];
    rows.extend(NAMES.map(|name| row(&[name, "女", "是"])));
    ("会员名册", rows)
}

/// A ledger, which has no key that could tell its rows apart; `amounts` are those of three vouchers.
fn ledger(amounts: [&str; 3], vouchers: bool) -> Sheet {
    let mut rows = vec![
        row(&["填报单位：育才小学"]),
        row(&["日期", "凭证号", "收支类别", "摘要", "支出金额", "收支"]),
    ];
    for (n, amount) in amounts.into_iter().enumerate() {
        let voucher = if vouchers {
            format!("记-{n}")
        } else {
            String::new()
        };
        let day = format!("2023-09-1{n}");
        rows.push(row(&[
            &day,
            &voucher,
            "职工活动支出",
            "秋游门票",
            amount,
            "支出",
        ]));
    }
    ("经费收支台账", rows)
}

fn checked(folder: &Path) -> serde_json::Value {
    run(folder, "check . --format json --period 2023-2024-1").json()
}

/// The codes F030 to F032 with the paths that they stand at.
fn said(json: &serde_json::Value) -> Vec<(String, String)> {
    let findings = json["findings"].as_array().unwrap().iter();
    findings
        .filter(|finding| ["F030", "F031", "F032"].contains(&finding["code"].as_str().unwrap()))
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().unwrap().to_string();
            (text("code"), text("path"))
        })
        .collect()
}

/// The paths whose rows of `table` count, each with how many.
fn counted(folder: &Path, table: &str) -> Vec<(String, usize)> {
    let ran: Ran = run(folder, "extract .");
    let mut counted: Vec<(String, usize)> = Vec::new();
    for line in lines(&ran.stdout)
        .iter()
        .filter(|line| line["table"] == table)
    {
        let path = line["path"].as_str().unwrap();
        match counted.iter_mut().find(|(known, _)| known == path) {
            Some((_, rows)) => *rows += 1,
            None => counted.push((path.to_string(), 1)),
        }
    }
    counted
}

fn at(code: &str, path: &str) -> (String, String) {
    (code.to_string(), path.to_string())
}

#[test]
fn every_way_to_mark_a_version_leaves_one_to_count() {
    for (older, newer) in [
        ("会费.xlsx", "会费_v2.xlsx"),
        ("会费V1.0.xlsx", "会费V1.1.xlsx"),
        ("会费.xlsx", "会费(1).xlsx"),
        ("会费（1）.xlsx", "会费（2）.xlsx"),
        ("会费.xlsx", "会费 - 副本.xlsx"),
        ("会费.xlsx", "会费副本.xlsx"),
        ("会费v3.xlsx", "会费最终版.xlsx"),
        ("会费初稿.xlsx", "会费终稿.xlsx"),
        ("会费.xlsx", "会费定稿.xlsx"),
        ("会费.xlsx", "会费修改版.xlsx"),
        ("会费.xlsx", "会费改.xlsx"),
        ("会费.xlsx", "会费更新.xlsx"),
        ("会费.xlsx", "会费新.xlsx"),
        ("会费20231008.xlsx", "会费20231012.xlsx"),
        ("会费.xlsx", "会费_final.xlsx"),
        ("旧/会费.xlsx", "新/会费v2.xlsx"),
    ] {
        let folder = TempDir::new().unwrap();
        workbook(folder.path(), older, 8, &[dues("2023-09", "20")]);
        workbook(folder.path(), newer, 9, &[dues("2023-09", "26.15")]);
        let json = checked(folder.path());
        assert_eq!(said(&json), [at("F030", older)], "{older} {newer}");
        assert_eq!(json["units"][0]["files"], 1, "{older} {newer}");
        assert_eq!(json["summary"]["rows"], 6, "{older} {newer}");
        let newer = [(newer.to_string(), 6)];
        assert_eq!(counted(folder.path(), "dues"), newer, "{older}");
    }
}

#[test]
fn of_three_versions_the_last_one_counts_and_the_others_name_it() {
    let folder = TempDir::new().unwrap();
    for (name, day) in [("会费v1.xlsx", 8), ("会费v2.xlsx", 9), ("会费v10.xlsx", 10)] {
        let paid = format!("2{day}");
        workbook(folder.path(), name, day, &[dues("2023-09", &paid)]);
    }
    let json = checked(folder.path());
    assert_eq!(
        said(&json),
        [at("F030", "会费v1.xlsx"), at("F030", "会费v2.xlsx")]
    );
    let messages = json["findings"].to_string();
    assert_eq!(
        messages.matches("已有较新的 会费v10.xlsx").count(),
        2,
        "{messages}"
    );
    assert_eq!(
        counted(folder.path(), "dues"),
        [("会费v10.xlsx".to_string(), 6)]
    );
}

#[test]
fn months_and_parts_are_counted_and_nothing_is_said() {
    let folder = TempDir::new().unwrap();
    workbook(
        folder.path(),
        "会费(1).xlsx",
        8,
        &[dues("2023-09", "26.15")],
    );
    workbook(
        folder.path(),
        "会费(2).xlsx",
        9,
        &[dues("2023-10", "26.15")],
    );
    workbook(folder.path(), "a/报表.xlsx", 8, &[roster()]);
    workbook(
        folder.path(),
        "b/报表.xlsx",
        8,
        &[ledger(["100", "200", "300"], true)],
    );
    let json = checked(folder.path());
    assert_eq!(said(&json), []);
    assert_eq!(json["units"][0]["files"], 4);
    assert_eq!(counted(folder.path(), "dues").len(), 2);
}

#[test]
fn the_same_roster_in_two_months_returns_is_no_version_and_is_said() {
    let folder = TempDir::new().unwrap();
    let (one, two) = ("报表20230930.xlsx", "报表20231031.xlsx");
    workbook(folder.path(), one, 8, &[roster(), dues("2023-09", "26.15")]);
    workbook(folder.path(), two, 9, &[roster(), dues("2023-10", "26.15")]);
    let json = checked(folder.path());
    // Both rosters counted once, and each person was an error.
    assert_eq!(said(&json), []);
    let findings = json["findings"].as_array().unwrap().iter();
    let twice: Vec<&str> = findings
        .filter(|finding| ["F033", "T101"].contains(&finding["code"].as_str().unwrap()))
        .map(|finding| finding["path"].as_str().unwrap())
        .collect();
    assert_eq!(twice, [two]);
    assert_eq!(
        counted(folder.path(), "members"),
        [(one.to_string(), NAMES.len())]
    );
    assert_eq!(
        counted(folder.path(), "dues").len(),
        2,
        "no month goes missing"
    );
}

#[test]
fn a_ledger_put_right_is_the_same_ledger() {
    let old = || ledger(["100", "200", "300"], true);
    for new in [
        ledger(["110", "220", "330"], true),
        ledger(["100", "200", "300"], false),
    ] {
        let folder = TempDir::new().unwrap();
        workbook(folder.path(), "台账.xlsx", 8, &[old()]);
        workbook(folder.path(), "台账v2.xlsx", 9, &[new]);
        assert_eq!(said(&checked(folder.path())), [at("F030", "台账.xlsx")]);
        assert_eq!(
            counted(folder.path(), "ledger"),
            [("台账v2.xlsx".to_string(), 3)]
        );
    }
}

#[test]
fn a_sheet_that_the_newer_one_lacks_counts_on_and_is_said() {
    let folder = TempDir::new().unwrap();
    let (old, new) = ("报表.xlsx", "报表最终版.xlsx");
    workbook(folder.path(), old, 8, &[roster(), dues("2023-09", "20")]);
    workbook(folder.path(), new, 9, &[dues("2023-09", "26.15")]);
    let json = checked(folder.path());
    assert_eq!(said(&json), [at("F030", old), at("F032", old)]);
    assert_eq!(counted(folder.path(), "members"), [(old.to_string(), 6)]);
    assert_eq!(counted(folder.path(), "dues"), [(new.to_string(), 6)]);
    assert_eq!(json["summary"]["rows"], 12);
}

#[test]
fn rows_that_the_newer_one_lacks_are_said() {
    let folder = TempDir::new().unwrap();
    let mut fewer = dues("2023-09", "26.15");
    fewer.1.truncate(6);
    workbook(folder.path(), "会费.xlsx", 8, &[dues("2023-09", "20")]);
    workbook(folder.path(), "会费v2.xlsx", 9, &[fewer]);
    let json = checked(folder.path());
    assert_eq!(
        said(&json),
        [at("F030", "会费.xlsx"), at("F032", "会费.xlsx")]
    );
    assert!(json["findings"].to_string().contains("2 行"), "{json}");
    assert_eq!(
        counted(folder.path(), "dues"),
        [("会费v2.xlsx".to_string(), 4)]
    );
}

#[test]
fn where_nothing_tells_the_newer_one_the_fuller_one_counts_and_it_is_said() {
    let folder = TempDir::new().unwrap();
    let mut fewer = dues("2023-09", "20");
    fewer.1.truncate(7);
    workbook(folder.path(), "a/会费.xlsx", 8, &[dues("2023-09", "26.15")]);
    workbook(folder.path(), "b/会费.xlsx", 8, &[fewer]);
    assert_eq!(said(&checked(folder.path())), [at("F031", "b/会费.xlsx")]);
    assert_eq!(
        counted(folder.path(), "dues"),
        [("a/会费.xlsx".to_string(), 6)]
    );
}

#[test]
fn two_schools_with_files_of_one_name_are_two_schools() {
    let folder = TempDir::new().unwrap();
    let mut other = dues("2023-09", "26.15");
    other.1[0] = row(&["填报单位：实验小学"]);
    workbook(folder.path(), "a/会费.xlsx", 8, &[dues("2023-09", "20")]);
    workbook(folder.path(), "b/会费(1).xlsx", 9, &[other]);
    let json = checked(folder.path());
    assert_eq!(said(&json), []);
    assert_eq!(json["units"].as_array().unwrap().len(), 2);
}

#[test]
fn files_that_say_no_unit_are_versions_by_their_names() {
    let folder = TempDir::new().unwrap();
    let nameless = || {
        let mut sheet = dues("2023-09", "26.15");
        sheet.1.remove(0);
        sheet
    };
    let (first, mut second) = (nameless(), nameless());
    second.1[1][3] = "20".to_string();
    workbook(folder.path(), "会费.xlsx", 8, &[first]);
    workbook(folder.path(), "会费(1).xlsx", 9, &[second]);
    let json = checked(folder.path());
    assert_eq!(said(&json), [at("F030", "会费.xlsx")]);
    assert_eq!(json["units"][0]["unit"], "会费");
    assert_eq!(json["units"].as_array().unwrap().len(), 1);
}
