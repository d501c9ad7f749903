//! Values as people spell them that programs once refused, or took for something else.

use super::messy::{codes, sheet, values};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What `column` of `table` is read as in each of these cells, below a first row that is right.
fn column(
    name: &str,
    labels: &[&str],
    rows: &[Vec<&str>],
    table: &str,
    id: &str,
) -> (Vec<Value>, Vec<(String, String)>) {
    let folder = TempDir::new().unwrap();
    let mut cells: Vec<&[&str]> = vec![labels];
    cells.extend(rows.iter().map(Vec::as_slice));
    sheet(&folder, name, &cells);
    let read = values(&folder, table);
    let read = read.iter().map(|row| row[id].clone()).collect();
    (read, codes(&folder))
}

/// `同　上` with a space inside was kept as the text that it is, and copied on by the dittos below.
#[test]
fn a_ditto_may_have_spaces_stops_and_brackets() {
    let dittos = [
        "同 上",
        "同　上",
        "同上。",
        "（同上）",
        "同上行",
        "＂",
        "“",
        "”",
        "“ ”",
        "''",
        "〞",
        "〃",
    ];
    let mut rows = vec![vec!["2023-10-10", "住院慰问", "张三", "手术", "500"]];
    rows.extend(dittos.iter().map(|ditto| vec![*ditto; 5]));
    let labels = ["日期", "类别", "对象", "事由", "金额"];
    for (id, value) in [
        ("date", json!("2023-10-10")),
        ("category", json!("住院慰问")),
        ("recipient", json!("张三")),
        ("reason", json!("手术")),
        ("amount", json!(50_000)),
    ] {
        let (read, said) = column("慰问登记", &labels, &rows, "welfare", id);
        assert_eq!(read, vec![value; rows.len()], "{id}");
        assert!(
            !said.iter().any(|(code, _)| code.starts_with('C')),
            "{said:?}"
        );
    }
    // What only begins or ends so is what it says.
    let rows = [
        vec!["2023-10-10", "住院慰问", "张三", "手术", "500"],
        vec!["2023-10-11", "住院慰问", "李四", "同上级医院", "500"],
        vec!["2023-10-12", "住院慰问", "王五", "“手术”", "500"],
    ];
    let (read, _) = column("慰问登记", &labels, &rows, "welfare", "reason");
    assert_eq!(read, ["手术", "同上级医院", "“手术”"]);
}

/// The number 9 was a month where the title has the year, and the text "9" none.
#[test]
fn a_month_that_is_a_number_as_text_is_a_month() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "会费台账",
        &[
            &["2023年度会费台账"],
            &["月份", "姓名", "应缴", "实缴"],
            &["9", "张三", "26", "26"],
            &["09", "李四", "26", "26"],
            &["10", "张三", "26", "26"],
            &["13", "李四", "26", "26"],
        ],
    );
    let months: Vec<Value> = values(&folder, "dues")
        .iter()
        .map(|row| row["month"].clone())
        .collect();
    let expected = [
        json!("2023-09"),
        json!("2023-09"),
        json!("2023-10"),
        json!(null),
    ];
    assert_eq!(months, expected);
    assert!(codes(&folder).contains(&("C120".to_string(), "A6".to_string())));
}

#[test]
fn an_account_may_have_a_code_and_deeper_levels() {
    let accounts = [
        ("501 职工活动支出", "职工活动支出"),
        ("401会费收入", "会费收入"),
        ("职工活动支出-文体活动", "职工活动支出"),
        ("职工活动支出/集体福利", "职工活动支出"),
        ("502\\维权支出\\困难职工帮扶", "维权支出"),
    ];
    let labels = ["日期", "科目", "摘要", "支出"];
    let rows: Vec<Vec<&str>> = accounts
        .iter()
        .map(|(written, _)| vec!["2023-10-10", written, "摘要", "50"])
        .collect();
    let (read, said) = column("经费收支", &labels, &rows, "ledger", "category");
    let expected: Vec<&str> = accounts.iter().map(|(_, value)| *value).collect();
    assert_eq!(read, expected);
    assert!(!said.iter().any(|(code, _)| code == "C170"), "{said:?}");
    // Head and tail name two: it is not known which is meant.
    let rows = [vec!["2023-10-10", "职工活动支出-维权支出", "摘要", "50"]];
    let (read, said) = column("经费收支", &labels, &rows, "ledger", "category");
    assert_eq!(read, ["职工活动支出-维权支出"]);
    assert!(
        said.contains(&("C170".to_string(), "B2".to_string())),
        "{said:?}"
    );
}

#[test]
fn categories_may_have_numbers_stops_and_traditional_characters() {
    let written = [
        ("1.结婚慰问", "结婚慰问"),
        ("生日慰问。", "生日慰问"),
        ("住院慰问；", "住院慰问"),
        ("送溫暖", "送温暖"),
        ("其它", "其他"),
        ("节日慰问/中秋", "节日慰问"),
    ];
    let rows: Vec<Vec<&str>> = written
        .iter()
        .map(|(written, _)| vec!["2023-10-10", written, "50"])
        .collect();
    let (read, said) = column(
        "福利慰问",
        &["日期", "类别", "金额"],
        &rows,
        "welfare",
        "category",
    );
    let expected: Vec<&str> = written.iter().map(|(_, value)| *value).collect();
    assert_eq!(read, expected);
    assert!(!said.iter().any(|(code, _)| code == "C170"), "{said:?}");
}

#[test]
fn dates_amounts_and_counts_in_more_spellings() {
    let dates = [
        "二O二三年九月五日",
        "二○二三年九月五日",
        "2023-9-5 上午",
        "2023,9,5",
        "2023_09_05",
    ];
    let amounts = [
        "1234.5(元)",
        "1234.5（元）",
        "共1234.5元",
        "计1234.5元",
        "共计￥1,234.50",
    ];
    let counts = [
        ("35（人）", 35),
        ("计35人", 35),
        ("实到35人", 35),
        ("全体35人", 35),
        ("廿人", 20),
    ];
    let rows: Vec<Vec<&str>> = (0..5)
        .map(|at| vec![dates[at], "其他", counts[at].0, amounts[at]])
        .collect();
    let labels = ["日期", "类别", "人数", "金额"];
    let (read, said) = column("福利慰问", &labels, &rows, "welfare", "date");
    assert_eq!(read, ["2023-09-05"; 5]);
    assert_eq!(
        column("福利慰问", &labels, &rows, "welfare", "amount").0,
        [123_450; 5]
    );
    let heads: Vec<i64> = counts.iter().map(|(_, count)| *count).collect();
    assert_eq!(
        column("福利慰问", &labels, &rows, "welfare", "headcount").0,
        heads
    );
    assert!(
        !said.iter().any(|(code, _)| code.starts_with("C1")),
        "{said:?}"
    );
    // What still is no number.
    let rows = [vec!["2023-09-05", "其他", "应到40人实到35人", "共5人300元"]];
    let (_, said) = column("福利慰问", &labels, &rows, "welfare", "amount");
    for (code, cell) in [("C140", "C2"), ("C130", "D2")] {
        assert!(
            said.contains(&(code.to_string(), cell.to_string())),
            "{said:?}"
        );
    }
}

#[test]
fn ranks_that_are_shared_and_years_of_a_budget() {
    let ranks = [("并列第三", 3), ("第四名（并列）", 4), ("殿军", 4)];
    let rows: Vec<Vec<&str>> = ranks
        .iter()
        .map(|(rank, _)| vec!["跳绳", "张三", rank])
        .collect();
    let (read, _) = column(
        "比赛成绩",
        &["项目", "姓名", "名次"],
        &rows,
        "sports",
        "rank",
    );
    assert_eq!(read, [3, 4, 4]);
    let rows = [vec!["张三", "2023年度", "100"]];
    let (read, _) = column(
        "互助保障",
        &["姓名", "年度", "保费"],
        &rows,
        "insurance",
        "year",
    );
    assert_eq!(read, [2023]);
}

#[test]
fn yes_and_no_in_more_spellings() {
    let cells = [
        ("V", json!(true)),
        ("v", json!(true)),
        ("是的", json!(true)),
        ("已入会", json!(true)),
        ("╳", json!(false)),
        ("非", json!(false)),
        ("未入会", json!(false)),
        ("未参加", json!(false)),
        // 已退休 says nothing of whether somebody has joined.
        ("已退休", json!(null)),
    ];
    let rows: Vec<Vec<&str>> = cells
        .iter()
        .map(|(cell, _)| vec!["张三", "男", cell])
        .collect();
    let (read, said) = column(
        "会员名册",
        &["姓名", "性别", "是否入会"],
        &rows,
        "members",
        "member",
    );
    let expected: Vec<Value> = cells.iter().map(|(_, value)| value.clone()).collect();
    assert_eq!(read, expected);
    let refused: Vec<&str> = said
        .iter()
        .filter(|(code, _)| code == "C160")
        .map(|(_, cell)| cell.as_str())
        .collect();
    assert_eq!(refused, ["C10"]);
    let rows = [vec!["张三", "男", "未发放"], vec!["李四", "女", "已发放"]];
    let (read, _) = column(
        "会员名册",
        &["姓名", "性别", "服务卡"],
        &rows,
        "members",
        "service_card",
    );
    assert_eq!(read, [false, true]);
}
