//! Tables under each other, each under its own lines; several schools in one workbook.

use super::messy::{codes, sheet};
use super::support::{extract, lines, rows, run, write};
use serde_json::{Value, json};
use tempfile::TempDir;

#[test]
fn one_workbook_of_several_schools() {
    let folder = TempDir::new().unwrap();
    let dues = rows(&[
        &["学校", "月份", "姓名", "应缴", "实缴"],
        &["育才小学", "2023-09", "张三", "26", "26"],
        &["实验中学工会", "2023-09", "李四", "25", "25"],
        &["育才小学", "2023-09", "王五", "24", "坏"],
    ]);
    let activities = rows(&[
        &["单位名称", "日期", "类别", "名称"],
        &["实验中学", "2023-10-12", "教代会", "三届二次教代会"],
    ]);
    write(
        &folder.path().join("汇总.xlsx"),
        &[("会费收缴", dues), ("活动台账", activities)],
    );
    let ran = run(folder.path(), "extract 汇总.xlsx");
    let found: Vec<(Value, Value, Value)> = lines(&ran.stdout)
        .iter()
        .map(|row| {
            (
                row["table"].clone(),
                row["unit"].clone(),
                row["row"].clone(),
            )
        })
        .collect();
    let row = |table: &str, unit: &str, row: u32| (json!(table), json!(unit), json!(row));
    let expected = [
        row("dues", "实验中学", 3),
        row("dues", "育才小学", 2),
        row("dues", "育才小学", 4),
        row("activities", "实验中学", 2),
    ];
    assert_eq!(found, expected);
    let checked = run(folder.path(), "check 汇总.xlsx --format json").json();
    assert_eq!(checked["inputs"][0]["unit"], json!(null));
    assert_eq!(checked["inputs"][0]["tables"][0]["columns"]["unit"], "A");
    let units: Vec<&Value> = checked["units"].as_array().unwrap().iter().collect();
    assert_eq!(units.len(), 2, "{units:?}");
    let bad = checked["findings"].as_array().unwrap().iter();
    let bad: Vec<_> = bad.filter(|f| f["code"] == "C130").collect();
    assert_eq!(
        (&bad[0]["unit"], &bad[0]["cell"]),
        (&json!("育才小学"), &json!("E4"))
    );
}

#[test]
fn one_workbook_with_a_sheet_a_school() {
    let folder = TempDir::new().unwrap();
    let of = |name: &str| {
        rows(&[
            &["月份", "姓名", "应缴", "实缴"],
            &["2023-09", name, "26", "26"],
        ])
    };
    write(
        &folder.path().join("会费.xlsx"),
        &[("育才小学", of("张三")), ("实验中学", of("李四"))],
    );
    let found = extract(folder.path(), &["会费.xlsx"]);
    let units: Vec<&Value> = found.iter().map(|row| &row["unit"]).collect();
    assert_eq!(units, ["育才小学", "实验中学"]);
}

#[test]
fn a_second_block_is_read_under_its_own_lines() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "会费",
        &[
            &["育才小学2023年9月会费收缴表"],
            &["填报单位：育才小学", "", "单位：元"],
            &["序号", "姓名", "应缴", "实缴"],
            &["1", "张三", "26", "26"],
            &["合计", "", "26", "26"],
            &["红旗小学2023年10月会费收缴表"],
            &["填报单位：红旗小学", "", "单位：百元"],
            &["序号", "姓名", "应缴", "实缴"],
            &["1", "李四", "0.25", "0.25"],
            &["合计", "", "0.25", "0.25"],
        ],
    );
    let ran = run(folder.path(), "extract a.xlsx");
    let found: Vec<Value> = lines(&ran.stdout)
        .iter()
        .map(|row| json!([row["unit"], row["values"]["month"], row["values"]["paid"]]))
        .collect();
    assert_eq!(found[0], json!(["育才小学", "2023-09", 2600]));
    assert_eq!(found[1], json!(["红旗小学", "2023-10", 2500]));
    assert_eq!(found.len(), 2);
    assert_eq!(codes(&folder), []);
}

/// The rows of each unit in `path`, by unit.
fn rows_of_units(folder: &TempDir, path: &str) -> Vec<(String, usize)> {
    let ran = run(folder.path(), &format!("extract {path}"));
    let mut found: std::collections::BTreeMap<String, usize> = Default::default();
    for row in lines(&ran.stdout) {
        let unit = row["unit"].as_str().unwrap_or_default().to_string();
        *found.entry(unit).or_default() += 1;
    }
    found.into_iter().collect()
}

/// All blocks but the last were the first school's: the line over the next table was taken for a heading at
/// the end of the one above it.
#[test]
fn blocks_of_schools_under_each_other() {
    for line in [
        "单位：{}",
        "填报单位：{}工会",
        "学校：{}",
        "{}",
        "一、{}（2人）",
        "{}会费收缴表",
    ] {
        for gap in [0, 2] {
            let folder = TempDir::new().unwrap();
            let mut cells = vec![vec!["全区会费".to_string()]];
            let schools = ["育英小学", "新华小学", "实验中学", "红星幼儿园"];
            for school in schools {
                cells.push(vec![line.replace("{}", school)]);
                let head = ["月份", "姓名", "应缴", "实缴"];
                cells.push(head.map(str::to_string).to_vec());
                for name in ["张三", "李四"] {
                    let row = ["2023-09", name, "26", "26"];
                    cells.push(row.map(str::to_string).to_vec());
                }
                cells.extend(vec![Vec::new(); gap]);
            }
            let cells: Vec<Vec<&str>> = cells
                .iter()
                .map(|row| row.iter().map(String::as_str).collect())
                .collect();
            let cells: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
            write(
                &folder.path().join("全区.xlsx"),
                &[("会费收缴", rows(&cells))],
            );
            let mut expected = schools.map(|school| (school.to_string(), 2)).to_vec();
            expected.sort();
            assert_eq!(
                rows_of_units(&folder, "全区.xlsx"),
                expected,
                "{line} {gap}"
            );
        }
    }
}

/// Both were the school's that stands over the first.
#[test]
fn two_schools_beside_each_other() {
    let folder = TempDir::new().unwrap();
    let dues = rows(&[
        &["单位：育英小学", "", "", "", "单位：新华小学", "", ""],
        &["月份", "姓名", "实缴", "", "月份", "姓名", "实缴"],
        &["2023-09", "张三", "26", "", "2023-09", "李四", "26"],
        &["2023-09", "王五", "26", "", "2023-09", "赵六", "26"],
    ]);
    write(&folder.path().join("全区.xlsx"), &[("会费收缴", dues)]);
    let expected = [("新华小学".to_string(), 2), ("育英小学".to_string(), 2)];
    assert_eq!(rows_of_units(&folder, "全区.xlsx"), expected);
}

/// All rows were of a unit called 慰问汇总, after the file.
#[test]
fn totals_that_name_a_school_say_whose_the_rows_above_are() {
    for total in ["{} 小计", "{}合计", "合计（{}）", "小计：{}", "{}共计2人"] {
        let folder = TempDir::new().unwrap();
        let [first, second] = ["育英小学", "新华小学"].map(|school| total.replace("{}", school));
        let welfare = rows(&[
            &["日期", "类别", "对象", "金额"],
            &["2023-09-25", "住院慰问", "张三", "500"],
            &["2023-09-25", "住院慰问", "李四", "500"],
            &[&first, "", "", "1000"],
            &["2023-09-25", "住院慰问", "王五", "500"],
            &[&second, "", "", "500"],
            &["总计", "", "", "1500"],
        ]);
        write(
            &folder.path().join("慰问汇总.xlsx"),
            &[("福利慰问", welfare)],
        );
        let expected = [("新华小学".to_string(), 1), ("育英小学".to_string(), 2)];
        assert_eq!(rows_of_units(&folder, "慰问汇总.xlsx"), expected, "{total}");
    }
}

/// A unit called 9月1 stood among the schools without a word.
#[test]
fn a_unit_that_only_a_files_name_makes_up_is_said() {
    let folder = TempDir::new().unwrap();
    let dues = || rows(&[&["月份", "姓名", "实缴"], &["2023-09", "张三", "26"]]);
    for name in ["9月1.xlsx", "育英小学.xlsx"] {
        write(&folder.path().join(name), &[("会费收缴", dues())]);
    }
    let said = |name: &str| {
        let json = run(folder.path(), &format!("check {name} --format json")).json();
        let findings = json["findings"].as_array().unwrap();
        findings.iter().any(|found| found["code"] == "T083")
    };
    assert!(said("9月1.xlsx"));
    assert!(!said("育英小学.xlsx"));
}
