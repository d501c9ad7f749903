//! What people put among the rows of a table: hints, dittos, merged cells, headings, totals that are
//! wrong.

use super::messy::{codes, findings, pick, sheet, values};
use rust_xlsxwriter::{Format, FormatBorder, Workbook};
use serde_json::{Value, json};
use tempfile::TempDir;

#[test]
fn hints_and_numbers_under_a_header_are_no_data() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "会费收缴",
        &[
            &["月份", "姓名", "身份证号", "应缴", "实缴"],
            &["必填，如2023-09", "必填", "18位，文本格式", "元", "元"],
            &["(1)", "(2)", "(3)", "(4)", "(5)"],
            &["示例", "张三", "110101198503072318", "26.15", "26.15"],
            &["2023-09", "李四", "11010519491231002X", "25", "25"],
        ],
    );
    let dues = values(&folder, "dues");
    assert_eq!(dues.len(), 1);
    assert_eq!(dues[0]["name"], "李四");
}

#[test]
fn dittos_are_what_stands_above() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "福利慰问",
        &[
            &["日期", "类别", "对象", "形式", "金额"],
            &["2023-09-28", "节日慰问", "张三", "实物", "200"],
            &["〃", "〃", "李四", "同上", "〃"],
            &["同上", "\"", "王五", "〃", "300"],
        ],
    );
    let welfare: Vec<Vec<Value>> = values(&folder, "welfare")
        .iter()
        .map(|row| pick(row, &["date", "category", "recipient", "form", "amount"]))
        .collect();
    let row = |who: &str, fen: i64| {
        let who = json!(who);
        vec![
            json!("2023-09-28"),
            json!("节日慰问"),
            who,
            json!("实物"),
            json!(fen),
        ]
    };
    assert_eq!(
        welfare,
        [
            row("张三", 20_000),
            row("李四", 20_000),
            row("王五", 30_000)
        ]
    );
    sheet(
        &folder,
        "福利慰问",
        &[&["日期", "类别", "金额"], &["同上", "节日慰问", "200"]],
    );
    let ditto = ("C004".to_string(), "A2".to_string());
    assert!(codes(&folder).contains(&ditto));
}

#[test]
fn what_is_merged_over_rows_holds_for_each_and_an_amount_counts_once() {
    let folder = TempDir::new().unwrap();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("福利慰问").unwrap();
    let format = Format::new().set_border(FormatBorder::Thin);
    for (column, header) in (0..).zip(["日期", "类别", "对象", "人数", "金额"]) {
        sheet.write(0, column, header).unwrap();
    }
    sheet
        .merge_range(1, 0, 3, 0, "2023-09-28", &format)
        .unwrap();
    sheet.merge_range(1, 1, 3, 1, "节日慰问", &format).unwrap();
    sheet.merge_range(1, 4, 2, 4, "", &format).unwrap();
    sheet.write_with_format(1, 4, 400, &format).unwrap();
    for (row, name) in (1..).zip(["张三", "李四", "王五"]) {
        sheet.write(row, 2, name).unwrap();
        sheet.write(row, 3, 1).unwrap();
    }
    sheet.write(3, 4, 100).unwrap();
    workbook.save(folder.path().join("a.xlsx")).unwrap();
    let welfare: Vec<Vec<Value>> = values(&folder, "welfare")
        .iter()
        .map(|row| pick(row, &["date", "category", "recipient", "amount"]))
        .collect();
    let row =
        |who: &str, amount: Value| vec![json!("2023-09-28"), json!("节日慰问"), json!(who), amount];
    let expected = [
        row("张三", json!(40_000)),
        row("李四", json!(null)),
        row("王五", json!(10_000)),
    ];
    assert_eq!(welfare, expected);
    let found = codes(&folder);
    assert!(
        found.contains(&("C005".to_string(), "E2".to_string())),
        "{found:?}"
    );
    assert!(!found.iter().any(|(code, _)| code == "C001"), "{found:?}");
}

#[test]
fn totals_are_held_against_their_rows() {
    let folder = TempDir::new().unwrap();
    let table: &[&[&str]] = &[
        &["月份", "姓名", "应缴", "实缴"],
        &["2023-09", "张三", "26", "26"],
        &["2023-09", "李四", "25", "25"],
        &["小　计", "", "51", "51"],
        &["2023-10", "张三", "26", "26"],
        &["2023-10", "李四", "25", "25"],
        &["小计", "", "51", "51"],
        &["合　计", "", "102", "102"],
    ];
    sheet(&folder, "会费收缴", table);
    assert_eq!(codes(&folder), []);
    let mut wrong: Vec<Vec<&str>> = table.iter().map(|row| row.to_vec()).collect();
    wrong[6][3] = "52";
    wrong[7][2] = "100";
    let wrong: Vec<&[&str]> = wrong.iter().map(Vec::as_slice).collect();
    sheet(&folder, "会费收缴", &wrong);
    let found = findings(&folder);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(
        (found[0].0.as_str(), found[0].1.as_deref()),
        ("C230", Some("D7"))
    );
    assert_eq!(
        (found[1].0.as_str(), found[1].1.as_deref()),
        ("C230", Some("C8"))
    );
    assert!(found[1].2.contains("102.00"), "{}", found[1].2);
}

#[test]
fn a_total_on_top_may_have_page_totals_below_their_rows() {
    let folder = TempDir::new().unwrap();
    let table: &[&[&str]] = &[
        &["日期", "类别", "金额"],
        &["合计", "", "1000"],
        &["2023-09-28", "节日慰问", "200"],
        &["2023-10-08", "生日慰问", "300"],
        &["本页小计", "", "500"],
        &["2023-11-08", "生日慰问", "500"],
        &["本页小计", "", "500"],
    ];
    sheet(&folder, "福利慰问", table);
    assert!(codes(&folder).iter().all(|(code, _)| code != "C230"));
    let mut wrong = table.to_vec();
    wrong[6] = &["本页小计", "", "501"];
    sheet(&folder, "福利慰问", &wrong);
    let of_totals: Vec<_> = codes(&folder)
        .into_iter()
        .filter(|(code, _)| code == "C230")
        .collect();
    assert_eq!(of_totals, [("C230".to_string(), "C7".to_string())]);
}

#[test]
fn rows_numbered_in_chinese_are_data_and_sections_with_sums_are_none() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "会员名册",
        &[
            &["序号", "姓名", "性别", "部门"],
            &["一", "张三", "男", "语文组"],
            &["二", "李四", "女", "语文组"],
            &["（三）", "王五", "女", "数学组"],
            &["二十一", "赵六", "男", "数学组"],
        ],
    );
    assert_eq!(values(&folder, "members").len(), 4);
    sheet(
        &folder,
        "文体比赛",
        &[
            &["名次", "日期", "项目", "参赛人员"],
            &["一", "2023-10-11", "拔河", "张三"],
            &["二", "2023-10-11", "拔河", "李四"],
        ],
    );
    let ranks: Vec<_> = values(&folder, "sports")
        .iter()
        .map(|row| pick(row, &["rank"]))
        .collect();
    assert_eq!(ranks, [[json!(1)], [json!(2)]]);
    sheet(
        &folder,
        "会费收缴",
        &[
            &["2023年9月会费"],
            &["序号", "姓名", "实缴"],
            &["一", "语文组", "51"],
            &["1", "张三", "26"],
            &["2", "李四", "25"],
        ],
    );
    assert_eq!(values(&folder, "dues").len(), 2);
}

#[test]
fn a_total_on_top_is_that_of_the_rows_below() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "福利慰问",
        &[
            &["日期", "类别", "金额"],
            &["合计", "", "500"],
            &["2023-09-28", "节日慰问", "200"],
            &["2023-10-08", "生日慰问", "300"],
        ],
    );
    assert_eq!(values(&folder, "welfare").len(), 2);
    assert_eq!(codes(&folder), []);
}

#[test]
fn a_total_over_a_cell_that_is_not_understood_is_not_judged() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "福利慰问",
        &[
            &["日期", "类别", "金额"],
            &["2023-09-28", "节日慰问", "二百多"],
            &["2023-10-08", "生日慰问", "300"],
            &["合计", "", "500"],
        ],
    );
    assert_eq!(codes(&folder), [("C130".to_string(), "C2".to_string())]);
}

#[test]
fn headings_among_the_rows_are_no_data() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "会员名册",
        &[
            &["姓名", "性别", "部门", "入会日期"],
            &["一、语文组"],
            &["张三", "男", "语文组", "2010-09-01"],
            &["二、数学组"],
            &["李四", "女", "数学组", "2011-09-01"],
            &["以上共 2 人"],
        ],
    );
    assert_eq!(values(&folder, "members").len(), 2);
    assert_eq!(codes(&folder), []);
}

#[test]
fn a_full_row_is_data_though_it_begins_as_a_footer_does() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "经费收支",
        &[
            &["摘要", "日期", "科目", "支出"],
            &["审核费", "2023-09-01", "职工活动支出", "100"],
            &["负责人会议茶水", "2023-09-02", "职工活动支出", "200"],
            &["制表人：张三", "", "", "审核人：李四"],
            &["学校（盖章）", "", "主席签字：", "2023年12月30日"],
        ],
    );
    let found: Vec<Value> = values(&folder, "ledger")
        .iter()
        .map(|row| row["summary"].clone())
        .collect();
    assert_eq!(found, ["审核费", "负责人会议茶水"]);
}

#[test]
fn remarks_sections_and_amounts_in_words_are_no_data() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "会员名册",
        &[
            &["姓名", "性别", "部门", "入会日期"],
            &["一", "语文组"],
            &["张三", "男", "语文组", "2010-09-01"],
            &["男：1人", "女：0人"],
            &["填表说明："],
            &["1", "姓名须与身份证一致"],
            &["2", "入会日期写年月日"],
        ],
    );
    assert_eq!(values(&folder, "members").len(), 1);
    assert_eq!(codes(&folder), []);
    sheet(
        &folder,
        "福利慰问",
        &[
            &["日期", "类别", "人数", "金额"],
            &["2023-09-28", "节日慰问", "1", "200"],
            &["合计", "", "1", "200"],
            &["大写", "", "", "贰佰元整"],
            &["以下空白"],
        ],
    );
    assert_eq!(values(&folder, "welfare").len(), 1);
    assert_eq!(codes(&folder), []);
}

/// What stood in a row that was taken for a remark, a section or a signature was passed over, and an
/// amount in it counted nowhere without a word.
#[test]
fn an_amount_in_a_row_taken_for_no_data_is_said() {
    let said = |table: &str, rows: &[&[&str]]| -> Vec<String> {
        let folder = TempDir::new().unwrap();
        sheet(&folder, table, rows);
        let all = findings(&folder).into_iter();
        let of_rows = all.filter(|(code, ..)| code == "T015");
        of_rows
            .map(|(_, cell, message)| format!("{} {message}", cell.unwrap()))
            .collect()
    };
    let sentence = |column: &str, amount: &str| {
        format!("这一行认作说明或落款，不当数据；“{column}”里的 {amount} 没有计入。")
    };
    let dues: [&[&str]; 6] = [
        &["姓名", "月份", "应缴", "实缴"],
        &["张三", "2023-09", "25", "25"],
        &["说明：以下为补缴"],
        &["李四", "", "", "25"],
        &["人均", "", "", "25"],
        &["", "", "", "99999999999999999999"],
    ];
    assert_eq!(
        said("会费收缴", &dues),
        [
            format!("D4 {}", sentence("实缴", "25")),
            format!("D6 {}", sentence("实缴", "99999999999999999999"))
        ]
    );
    let ledger: [&[&str]; 5] = [
        &["摘要", "日期", "科目", "支出"],
        &["春游", "2023-09-01", "职工活动支出", "300"],
        &["审核费", "", "", "500"],
        &["一", "", "", "800"],
        &["制表人：张三", "", "", "审核人：李四"],
    ];
    assert_eq!(
        said("经费收支", &ledger),
        [
            format!("D3 {}", sentence("支出", "500")),
            format!("D4 {}", sentence("支出", "800"))
        ]
    );
}

#[test]
fn a_column_without_a_header_is_said() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "福利慰问",
        &[
            &["", "日期", "类别", "", "金额"],
            &["1", "2023-09-28", "节日慰问", "88", "200"],
            &["2", "2023-09-28", "生日慰问", "", "100"],
        ],
    );
    // The column that numbers the rows needs none.
    assert_eq!(codes(&folder), [("T011".to_string(), "D2".to_string())]);
}

#[test]
fn a_workbook_without_anything_in_it_is_said() {
    let folder = TempDir::new().unwrap();
    sheet(&folder, "Sheet1", &[]);
    assert_eq!(codes(&folder), [("F028".to_string(), String::new())]);
}
