//! What schools send that no template would: tables beside each other, months side by side, several
//! schools in one workbook.

use super::support::{lines, rows, run, write};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The values of the rows of `table` that `extract` prints of `a.xlsx`.
pub fn values(folder: &TempDir, table: &str) -> Vec<Value> {
    let ran = run(folder.path(), "extract a.xlsx");
    lines(&ran.stdout)
        .into_iter()
        .filter(|row| row["table"] == table)
        .map(|row| row["values"].clone())
        .collect()
}

/// The findings of `check a.xlsx`, as (code, cell, message).
pub fn findings(folder: &TempDir) -> Vec<(String, Option<String>, String)> {
    let ran = run(folder.path(), "check a.xlsx --format json --lang zh");
    let text = |value: &Value| value.as_str().map(str::to_string);
    ran.json()["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            (
                text(&f["code"]).unwrap(),
                text(&f["cell"]),
                text(&f["message"]).unwrap(),
            )
        })
        .filter(|(code, ..)| !["F012", "F013", "F027", "T083"].contains(&code.as_str()))
        .collect()
}

pub fn codes(folder: &TempDir) -> Vec<(String, String)> {
    let found = findings(folder).into_iter();
    found
        .map(|(code, cell, _)| (code, cell.unwrap_or_default()))
        .collect()
}

/// The tables that `check a.xlsx` recognised.
pub fn tables(folder: &TempDir) -> Vec<Value> {
    let found = run(folder.path(), "check a.xlsx --format json").json();
    found["inputs"][0]["tables"].as_array().unwrap().clone()
}

pub fn sheet(folder: &TempDir, name: &str, cells: &[&[&str]]) {
    write(&folder.path().join("a.xlsx"), &[(name, rows(cells))]);
}

pub fn pick(row: &Value, ids: &[&str]) -> Vec<Value> {
    ids.iter().map(|id| row[*id].clone()).collect()
}

#[test]
fn two_tables_stand_beside_each_other() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "综合",
        &[
            &["填报单位：育才小学工会", "", "", "", "", "单位：万元"],
            &["会费收缴", "", "", "", "", "", "福利慰问"],
            &[
                "月份",
                "姓名",
                "应缴",
                "实缴",
                "",
                "序号",
                "发放日期",
                "类别",
                "金额",
            ],
            &[
                "2023-09",
                "张三",
                "0.002615",
                "0.002615",
                "",
                "1",
                "2023-09-28",
                "节日慰问",
                "0.2",
            ],
            &[
                "2023-09", "李四", "0.0025", "0.0025", "", "合计", "", "", "0.2",
            ],
            &["合计", "", "0.005115", "0.005115"],
        ],
    );
    let dues = values(&folder, "dues");
    assert_eq!(dues.len(), 2);
    assert_eq!(
        pick(&dues[1], &["name", "due"]),
        [json!("李四"), json!(2500)]
    );
    let welfare = values(&folder, "welfare");
    assert_eq!(welfare.len(), 1);
    let picked = pick(&welfare[0], &["date", "category", "amount"]);
    assert_eq!(
        picked,
        [json!("2023-09-28"), json!("节日慰问"), json!(200_000)]
    );
    let checked = run(folder.path(), "check a.xlsx --format json").json();
    let tables = &checked["inputs"][0]["tables"];
    assert_eq!(
        tables[0]["columns"],
        json!({"month":"A","name":"B","due":"C","paid":"D"})
    );
    assert_eq!(tables[1]["header"], "F3");
    assert_eq!(
        tables[1]["columns"],
        json!({"date":"G","category":"H","amount":"I"})
    );
}

#[test]
fn tables_beside_each_other_without_a_gap_and_at_different_rows() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "Sheet1",
        &[
            &["会员名册", "", "", "福利慰问"],
            &["姓名", "性别", "入会日期", "日期", "类别", "事由", "金额"],
            &[
                "张三",
                "男",
                "2010-09-01",
                "2023-09-28",
                "节日慰问",
                "国庆",
                "2000",
            ],
            &["李四", "女", "2011-09-01"],
        ],
    );
    assert_eq!(values(&folder, "members").len(), 2);
    assert_eq!(values(&folder, "welfare").len(), 1);
    sheet(
        &folder,
        "Sheet1",
        &[
            &["会费收缴"],
            &["月份", "姓名", "应缴", "实缴", "", "活动台账"],
            &["2023-09", "张三", "26", "26", "", "日期", "类别", "名称"],
            &[
                "2023-09",
                "李四",
                "25",
                "25",
                "",
                "2023-10-12",
                "教代会",
                "三届二次教代会",
            ],
            &["2023-09", "王五", "25", "25"],
        ],
    );
    assert_eq!(values(&folder, "dues").len(), 3);
    let activities = values(&folder, "activities");
    assert_eq!(activities.len(), 1);
    assert_eq!(activities[0]["title"], "三届二次教代会");
}

#[test]
fn the_months_of_a_wide_sheet_may_be_dates_and_need_a_year() {
    let folder = TempDir::new().unwrap();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("m\"月\"");
    sheet.write(0, 0, "会费收缴").unwrap();
    sheet.write(1, 0, "姓名").unwrap();
    for (column, serial) in [(1, 45170), (2, 45200), (3, 45231)] {
        sheet.write_with_format(1, column, serial, &date).unwrap();
        sheet.write(2, column, 26.15).unwrap();
    }
    sheet.write(2, 0, "张三").unwrap();
    workbook.save(folder.path().join("a.xlsx")).unwrap();
    let months: Vec<Value> = values(&folder, "dues")
        .iter()
        .map(|row| row["month"].clone())
        .collect();
    assert_eq!(months, ["2023-09", "2023-10", "2023-11"]);
    super::messy::sheet(
        &folder,
        "会费",
        &[&["姓名", "9月", "10月"], &["张三", "26", "26"]],
    );
    let found = codes(&folder);
    let at = |cell: &str| ("C121".to_string(), cell.to_string());
    assert!(
        found.contains(&at("B1")) && found.contains(&at("C1")),
        "{found:?}"
    );
}

#[test]
fn a_column_is_proposed_by_what_its_cells_hold() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "会员名册",
        &[
            &["姓名", "性别", "入会日期", "证照号", "账号余额"],
            &["张三", "男", "2010-09-01", "110101198503072318", "100"],
            &["李四", "女", "2011-09-01", "11010519491231002X", "200"],
            &["王五", "男", "2012-09-01", "110101198001010010", "300"],
        ],
    );
    let found = findings(&folder);
    let proposed: Vec<_> = found.iter().filter(|(code, ..)| code == "T004").collect();
    assert_eq!(proposed.len(), 1, "{found:?}");
    assert!(proposed[0].2.contains("身份证号"), "{}", proposed[0].2);
    assert!(
        found
            .iter()
            .any(|(code, cell, _)| code == "T023" && cell.as_deref() == Some("E1"))
    );
}

#[test]
fn three_tables_stand_beside_each_other() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "综合",
        &[
            &[
                "姓名",
                "性别",
                "入会日期",
                "",
                "日期",
                "类别",
                "事由",
                "金额",
                "",
                "日期",
                "类别",
                "名称",
            ],
            &[
                "张三",
                "男",
                "2010-09-01",
                "",
                "2023-09-28",
                "节日慰问",
                "国庆",
                "200",
                "",
                "2023-10-12",
                "教代会",
                "三届二次教代会",
            ],
            &["李四", "女", "2011-09-01"],
        ],
    );
    let of = |table: &str| values(&folder, table).len();
    assert_eq!((of("members"), of("welfare"), of("activities")), (2, 1, 1));
    assert_eq!(codes(&folder), []);
}

#[test]
fn a_sheet_that_no_name_tells_of_may_hold_tables_beside_each_other() {
    let folder = TempDir::new().unwrap();
    let header = ["月份", "姓名", "应缴", "实缴", ""].repeat(4);
    let row = ["2023-09", "张三", "26", "26", ""].repeat(4);
    sheet(&folder, "Sheet1", &[&header, &row]);
    let at: Vec<Value> = tables(&folder)
        .iter()
        .map(|t| t["header"].clone())
        .collect();
    assert_eq!(at, ["A1", "F1", "K1", "P1"]);
    let header = [
        "姓名",
        "入会日期",
        "部门",
        "宿舍",
        "",
        "日期",
        "项目",
        "参赛人员",
        "名次",
        "奖品",
        "",
        "发放日期",
        "类别",
        "对象",
        "金额",
        "经手人",
    ];
    let row = [
        "张三",
        "2010-09-01",
        "语文组",
        "301",
        "",
        "2023-10-11",
        "拔河",
        "李四",
        "1",
        "球拍",
        "",
        "2023-09-28",
        "节日慰问",
        "全体会员",
        "200",
        "王五",
    ];
    sheet(&folder, "Sheet1", &[&header, &row]);
    let found: Vec<Value> = tables(&folder).iter().map(|t| t["table"].clone()).collect();
    assert_eq!(found, ["members", "sports", "welfare"]);
}

#[test]
fn a_header_stands_at_its_first_cell_and_a_number_is_understood() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "会员名册",
        &[
            &["育才小学会员名册"],
            &["", "序号", "姓名", "性别", "备注", "宿舍"],
            &["", "1", "张三", "男", "", "3-201"],
        ],
    );
    let found = tables(&folder);
    assert_eq!(found[0]["header"], "B2");
    assert_eq!(found[0]["columns"], json!({"name": "C", "sex": "D"}));
    assert_eq!(found[0]["unknown"], json!(["宿舍"]));
}
