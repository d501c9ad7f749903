//! More than one row of header, more than one table on a sheet, more than one sheet of a table.

use super::support::{extract, rows, run, write};
use serde_json::json;
use tempfile::TempDir;

#[test]
fn a_group_stands_over_its_parts() {
    let folder = TempDir::new().unwrap();
    let sheet = rows(&[
        &["2023年会费收缴情况表"],
        &["填报单位：育才小学工会"],
        &["月份", "姓名", "会费（万元）", "", "缴费日期"],
        &["", "", "应缴", "实缴", ""],
        &["9月", "张　三", "0.002615", "0.002615", "2023.9.12"],
    ]);
    write(&folder.path().join("a.xlsx"), &[("Sheet1", sheet)]);
    let found = extract(folder.path(), &["a.xlsx"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["table"], "dues");
    assert_eq!(found[0]["row"], 5);
    let values = &found[0]["values"];
    assert_eq!(values["month"], "2023-09");
    assert_eq!(
        (&values["due"], &values["paid"]),
        (&json!(2615), &json!(2615))
    );
    let checked = run(folder.path(), "check a.xlsx --format json").json();
    assert_eq!(checked["inputs"][0]["tables"][0]["header"], "A3");
    assert_eq!(checked["inputs"][0]["tables"][0]["columns"]["paid"], "D");
}

#[test]
fn a_group_may_say_which_date_is_meant() {
    let folder = TempDir::new().unwrap();
    let sheet = rows(&[
        &["审计", "", "教代会", "意见"],
        &["期间", "日期", "通过日期", ""],
        &["2023年", "2023-11-20", "2023-12-20", "账目清楚"],
    ]);
    write(&folder.path().join("a.xlsx"), &[("经费审查", sheet)]);
    let values = &extract(folder.path(), &["a.xlsx"])[0]["values"];
    assert_eq!(values["audited_on"], "2023-11-20");
    assert_eq!(values["congress_approved_on"], "2023-12-20");
    assert_eq!(values["opinion"], "账目清楚");
}

#[test]
fn tables_under_each_other_are_read_each_under_its_own_title() {
    let folder = TempDir::new().unwrap();
    let sheet = rows(&[
        &["填报单位：育才小学"],
        &["一、福利慰问"],
        &["日期", "类别", "事由", "形式", "人数", "单价", "金额"],
        &[
            "2023-09-28",
            "节日慰问",
            "国庆",
            "实物",
            "10",
            "200",
            "2000",
        ],
        &["合计", "", "", "", "", "", "2000"],
        &["二、活动台账（2023年）"],
        &["日期", "类别", "名称", "参加人数"],
        &["2023-10-12", "教代会", "第三次教代会", "10"],
        &["三、提案"],
        &["编号", "案由", "提案人", "承办部门", "办理状态"],
        &["1", "改善食堂", "张三", "总务处", "已办结"],
        &["编号", "案由", "提案人", "承办部门", "办理状态"],
        &["2", "修操场", "李四", "总务处", "办理中"],
        &["备注：以上属实"],
    ]);
    write(&folder.path().join("a.xlsx"), &[("综合", sheet)]);
    let found: Vec<_> = extract(folder.path(), &["a.xlsx"])
        .iter()
        .map(|row| (row["table"].clone(), row["row"].clone()))
        .collect();
    let expected = [
        ("welfare", 4),
        ("activities", 8),
        ("proposals", 11),
        ("proposals", 13),
    ];
    assert_eq!(
        found,
        expected.map(|(table, row)| (json!(table), json!(row)))
    );
    let checked = run(folder.path(), "check a.xlsx --format json").json();
    let codes: Vec<_> = checked["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| &f["code"])
        .collect();
    assert_eq!(codes, ["F013"], "the unit's line, and nothing else");
}

#[test]
fn a_sheet_a_month_says_its_month_in_its_name() {
    let folder = TempDir::new().unwrap();
    let month = |paid: &str| {
        rows(&[
            &["育才小学2023-2024学年会费收缴表"],
            &["姓名", "应缴", "实缴"],
            &["张三", "26.15", paid],
            &["合　计", "26.15", paid],
        ])
    };
    let sheets = [("9月", month("26.15")), ("1月", month("20"))];
    write(&folder.path().join("育才小学.xlsx"), &sheets);
    let found = extract(folder.path(), &["育才小学.xlsx"]);
    let months: Vec<_> = found
        .iter()
        .map(|row| row["values"]["month"].clone())
        .collect();
    assert_eq!(months, [json!("2023-09"), json!("2024-01")]);
    let checked = run(
        folder.path(),
        "check 育才小学.xlsx --format json --period 2023-2024-1",
    )
    .json();
    let rate = |metric: &&serde_json::Value| {
        metric["metric"] == "dues_rate" && metric["period"] == "2023-2024-1"
    };
    let rate = checked["metrics"]
        .as_array()
        .unwrap()
        .iter()
        .find(rate)
        .unwrap();
    assert_eq!(
        (&rate["numerator"], &rate["denominator"]),
        (&json!(4615), &json!(5230))
    );
    let missing = |finding: &&serde_json::Value| finding["code"] == "T002";
    assert!(
        checked["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(missing)
            .is_none()
    );
}
