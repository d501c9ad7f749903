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
