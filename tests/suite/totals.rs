//! What stands beside and below the rows of a table: totals in their own column or cell, running
//! totals, remarks, rows that a template was filled up with.

use super::messy::{codes, findings, pick, sheet, values};
use serde_json::json;
use tempfile::TempDir;

type Grid<'g> = Vec<Vec<&'g str>>;

/// The totals of each page: 本页小计 and 累计, of what was due and what was paid.
type Pages = &'static [[&'static str; 4]];

/// Codes and cells.
type Wrong = &'static [(&'static str, &'static str)];

fn write(folder: &TempDir, name: &str, grid: &Grid<'_>) {
    let rows: Vec<&[&str]> = grid.iter().map(Vec::as_slice).collect();
    sheet(folder, name, &rows);
}

fn found(list: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(code, cell): &(&str, &str)| (code.to_string(), cell.to_string());
    list.iter().map(own).collect()
}

#[test]
fn the_sum_of_a_wide_sheets_row_is_known_under_every_name() {
    for label in [
        "全年",
        "总额",
        "合计金额",
        "金额合计",
        "实缴合计",
        "累计",
        "全年合计",
    ] {
        let folder = TempDir::new().unwrap();
        let mut grid: Grid<'_> = vec![
            vec!["育才小学2023年会费收缴表"],
            vec!["姓名", "9月", "10月", label],
            vec!["张三", "26", "26", "52"],
            vec!["李四", "25", "25", "50"],
            vec!["王五", "24", "24", "48"],
        ];
        write(&folder, "会费收缴", &grid);
        assert_eq!(codes(&folder), [], "{label}");
        grid[3][3] = "51";
        write(&folder, "会费收缴", &grid);
        assert_eq!(codes(&folder), found(&[("C230", "D4")]), "{label}");
    }
}

/// The months of spring stand on another sheet: a year's sum is more than those of autumn.
#[test]
fn a_years_sum_of_months_on_other_sheets_is_not_judged_and_said() {
    let folder = TempDir::new().unwrap();
    let grid = vec![
        vec!["育才小学2023年会费收缴表"],
        vec!["姓名", "9月", "10月", "全年"],
        vec!["张三", "26", "26", "312"],
        vec!["李四", "25", "25", "300"],
    ];
    write(&folder, "会费收缴", &grid);
    assert_eq!(codes(&folder), found(&[("T003", "D2")]));
}

/// The months hold what was paid; one who paid less is no wrong total of what was due.
#[test]
fn a_sum_of_what_was_due_is_not_held_against_what_was_paid() {
    let folder = TempDir::new().unwrap();
    let grid = vec![
        vec!["育才小学2023年会费收缴表"],
        vec!["姓名", "9月", "10月", "应缴合计"],
        vec!["张三", "26", "26", "52"],
        vec!["李四", "25", "0", "50"],
    ];
    write(&folder, "会费收缴", &grid);
    let mut about = codes(&folder);
    about.retain(|(code, _)| code.starts_with(['C', 'T']));
    assert_eq!(about, found(&[("T003", "D2")]));
}

/// A remark in a row's last cell is no total.
#[test]
fn a_row_with_a_total_among_its_remarks_is_a_row() {
    let folder = TempDir::new().unwrap();
    let grid = vec![
        vec!["姓名", "部门", "备注"],
        vec!["张三", "语文组", "合计：3次"],
        vec!["李四", "语文组", "（空）"],
    ];
    write(&folder, "会员名册", &grid);
    assert_eq!(values(&folder, "members").len(), 2);
}

#[test]
fn a_total_in_one_cell_with_its_amount_is_held_against_the_rows() {
    let rows = vec![
        vec!["月份", "姓名", "应缴", "实缴"],
        vec!["2023-09", "张三", "26.15", "26.15"],
        vec!["2023-09", "李四", "25", "20"],
    ];
    for (said, right) in [
        ("合计：46.15元", true),
        ("合计 ￥51.15", true),
        ("合计：47.15元", false),
        ("合计（大写）：肆拾陆元壹角伍分", true),
        ("合计（大写）：肆拾柒元壹角伍分", false),
        ("合计金额（大写）肆拾陆元壹角伍分 ￥46.16", false),
        // Heads and not money.
        ("合计：3人", true),
        ("合计：3", true),
        // From what came before this sheet.
        ("本年累计：146.15元", true),
    ] {
        let folder = TempDir::new().unwrap();
        let mut grid = rows.clone();
        grid.push(vec![said]);
        write(&folder, "会费收缴", &grid);
        let expected = if right {
            vec![]
        } else {
            found(&[("C230", "A4")])
        };
        let mut about = codes(&folder);
        about.retain(|(code, _)| code.starts_with(['C', 'T']));
        assert_eq!(about, expected, "{said}");
        assert_eq!(values(&folder, "dues").len(), 2, "{said}");
    }
    // Over all months of a wide sheet.
    let folder = TempDir::new().unwrap();
    let mut grid = vec![
        vec!["2023年会费"],
        vec!["序号", "姓名", "9月", "10月"],
        vec!["1", "张三", "26", "26"],
        vec!["2", "李四", "25", "25"],
        vec!["合计：102元"],
    ];
    write(&folder, "会费收缴", &grid);
    assert_eq!(codes(&folder), []);
    grid[4][0] = "合计：103元";
    write(&folder, "会费收缴", &grid);
    let said = findings(&folder);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].2.contains("103元") && said[0].2.contains("102.00"),
        "{said:?}"
    );
}

#[test]
fn a_running_total_is_judged_where_it_can_be_told_from_where_it_runs() {
    let page = |month: &'static str, totals: [&'static str; 4]| {
        vec![
            vec![month, "张三", "26", "26"],
            vec![month, "李四", "25", "25"],
            vec!["本页小计", "", totals[0], totals[1]],
            vec!["累计", "", totals[2], totals[3]],
        ]
    };
    let cases: [(Pages, Wrong); 6] = [
        (&[["51", "51", "51", "51"], ["51", "51", "102", "102"]], &[]),
        // Due begins at nothing, and so does paid.
        (&[["51", "51", "51", "56"]], &[("C230", "D5")]),
        (
            &[["51", "51", "51", "51"], ["51", "51", "102", "107"]],
            &[("C230", "D9")],
        ),
        // Brought forward from another sheet.
        (
            &[["51", "51", "151", "251"], ["51", "51", "202", "302"]],
            &[],
        ),
        (
            &[
                ["51", "51", "151", "251"],
                ["51", "51", "202", "307"],
                ["51", "51", "253", "353"],
            ],
            &[("C230", "D9")],
        ),
        // Which of the two is wrong cannot be told.
        (
            &[["51", "51", "151", "251"], ["51", "51", "202", "307"]],
            &[],
        ),
    ];
    for (pages, wrong) in cases {
        let folder = TempDir::new().unwrap();
        let mut grid = vec![vec!["月份", "姓名", "应缴", "实缴"]];
        let months = ["2023-09", "2023-10", "2023-11"];
        for (month, totals) in months.into_iter().zip(pages) {
            grid.extend(page(month, *totals));
        }
        write(&folder, "会费收缴", &grid);
        assert_eq!(codes(&folder), found(wrong), "{pages:?}");
    }
}

#[test]
fn rows_that_a_template_was_filled_up_with_are_nobody() {
    let header = vec!["序号", "月份", "姓名", "应缴", "实缴", "经办校区"];
    let people = [
        vec!["1", "2023-09", "张三", "26", "26", "东区"],
        vec!["2", "2023-09", "李四", "25", "25", "东区"],
        vec!["3", "2023-09", "王五", "25", "25", "东区"],
    ];
    let padding = [
        vec!["4", "2023-09", "", "", "", ""],
        vec!["5", "2023-09", "", "0", "0.00", "东区"],
        vec!["6", "2023-09", "（空）", "-", "0元", ""],
        vec!["7", "2023-09", "以下空白", "0", "0", ""],
        vec!["8", "", "", "以下空白", "", ""],
        vec!["", "", "", "", "", "以下无正文"],
        vec!["9", "此行空白"],
    ];
    let folder = TempDir::new().unwrap();
    let mut grid = vec![header];
    grid.extend(people.clone());
    grid.extend(padding);
    grid.push(vec!["合计", "", "", "76", "76"]);
    write(&folder, "会费收缴", &grid);
    assert_eq!(values(&folder, "dues").len(), 3);
    assert_eq!(codes(&folder), found(&[("T003", "F1")]));
    // An amount, an ID number or a remark of its own makes it a row, and its name is missing.
    for (column, own) in [(3, "26"), (4, "0.01"), (5, "西区"), (1, "下月")] {
        let folder = TempDir::new().unwrap();
        let mut odd = vec!["4", "2023-09", "", "0", "", ""];
        odd[column] = own;
        let mut grid = vec![vec!["序号", "月份", "姓名", "应缴", "实缴", "经办校区"]];
        grid.extend(people.clone());
        grid.push(odd);
        write(&folder, "会费收缴", &grid);
        let said = codes(&folder);
        let missing = ("C001".to_string(), "C5".to_string());
        assert!(said.contains(&missing), "{own}: {said:?}");
    }
}

#[test]
fn a_person_without_a_name_is_not_taken_for_padding() {
    let folder = TempDir::new().unwrap();
    let grid = vec![
        vec!["姓名", "性别", "部门", "是否入会"],
        vec!["张三", "女", "语文组", "是"],
        vec!["李四", "女", "语文组", "是"],
        vec!["", "女", "数学组", "是"],
        vec!["", "", "", "是"],
    ];
    write(&folder, "会员名册", &grid);
    assert_eq!(values(&folder, "members").len(), 3);
    assert!(codes(&folder).contains(&("C001".to_string(), "A4".to_string())));
}

#[test]
fn lines_that_only_comment_are_said_and_do_not_count() {
    let folder = TempDir::new().unwrap();
    let grid = vec![
        vec!["月份", "姓名", "应缴", "实缴"],
        vec!["2023-09", "张三", "26", "26"],
        vec!["2023-09", "李四", "25", "25"],
        vec!["合计", "", "51", "51"],
        vec!["其中：退休", "", "25", "25"],
        vec!["平均", "", "25.50", "25.50"],
        vec!["较上年增加", "", "5", "5"],
        vec!["上缴区工会", "", "", "30.60"],
        vec!["", "其中：在职", "", "26"],
        vec!["补缴", "", "", "12"],
    ];
    write(&folder, "会费收缴", &grid);
    let dues = values(&folder, "dues");
    assert_eq!(dues.len(), 3);
    assert_eq!(
        pick(&dues[2], &["name", "paid"]),
        [json!(null), json!(1_200)]
    );
    let comments =
        ["C5", "C6", "C7", "D8", "D9"].map(|cell| ("T012".to_string(), cell.to_string()));
    let said = codes(&folder);
    let of_comments: Vec<_> = said.iter().filter(|(code, _)| code == "T012").collect();
    assert_eq!(of_comments, comments.iter().collect::<Vec<_>>());
    assert!(
        said.contains(&("C001".to_string(), "B10".to_string())),
        "{said:?}"
    );
}

/// 承前页 was taken for a total over its rows, and the page's own total for a wrong one.
#[test]
fn what_is_carried_over_from_another_page_is_no_sum_of_this_one() {
    let ledger = |carried: &'static str, total: &'static str| {
        vec![
            vec!["日期", "摘要", "科目", "收入", "支出"],
            vec!["", "承前页", "", carried, ""],
            vec!["2023-09-01", "会费", "会费收入", "500", ""],
            vec!["2023-09-12", "慰问品", "职工活动支出", "", "200"],
            vec!["", "合计", "", total, "200"],
            vec!["", "过次页", "", "1500", "200"],
        ]
    };
    for (carried, total, wrong) in [
        ("1000", "500", vec![]),
        ("1000", "1500", vec![]),
        ("", "500", vec![]),
        ("1000", "1400", vec![("C230", "D5")]),
    ] {
        let folder = TempDir::new().unwrap();
        write(&folder, "经费收支", &ledger(carried, total));
        let mut about = codes(&folder);
        about.retain(|(code, _)| code == "C230");
        assert_eq!(about, found(&wrong), "{carried} {total}");
        assert_eq!(values(&folder, "ledger").len(), 2);
    }
}

/// An activity or a person whose text begins so stays a row.
#[test]
fn a_row_that_begins_as_a_comment_is_a_row() {
    let folder = TempDir::new().unwrap();
    let grid = vec![
        vec!["名称", "日期", "类别", "费用"],
        vec!["其中考后座谈", "2023-09-12", "培训", "100"],
        vec!["平均", "2023-09-13", "培训", "200"],
        vec!["合计：200元的奖品", "2023-09-14", "培训", "200"],
    ];
    write(&folder, "活动台账", &grid);
    assert_eq!(values(&folder, "activities").len(), 3);
}

#[test]
fn a_unit_of_money_in_the_sheets_name_counts_and_one_at_the_foot_is_said() {
    let grid = |foot: &'static str, header: &'static str| {
        vec![
            vec!["日期", "类别", "对象", header],
            vec!["2023-09-28", "节日慰问", "张三", "0.03"],
            vec![foot],
        ]
    };
    for (name, header, foot, fen, said) in [
        ("福利慰问（万元）", "金额", "", 30_000, vec![]),
        ("福利慰问（万元）", "金额（元）", "", 3, vec![]),
        (
            "福利慰问",
            "金额（万元）",
            "注：金额单位为万元",
            30_000,
            vec![],
        ),
        (
            "福利慰问",
            "金额",
            "注：金额单位为万元",
            3,
            vec![("T013", "A3")],
        ),
        ("福利慰问", "金额", "单位：万元", 3, vec![("T013", "A3")]),
        (
            "福利慰问",
            "金额",
            "以上金额以万元为单位",
            3,
            vec![("T013", "A3")],
        ),
        ("福利慰问", "金额", "单位：元", 3, vec![]),
        (
            "福利慰问（万元）",
            "金额",
            "单位：元",
            30_000,
            vec![("T013", "A3")],
        ),
    ] {
        let folder = TempDir::new().unwrap();
        write(&folder, name, &grid(foot, header));
        assert_eq!(
            values(&folder, "welfare")[0]["amount"],
            fen,
            "{name} {header} {foot}"
        );
        let about: Vec<_> = codes(&folder)
            .into_iter()
            .filter(|(c, _)| c == "T013")
            .collect();
        assert_eq!(about, found(&said), "{name} {header} {foot}");
    }
}

/// The line is the second table's, and its amounts are scaled by it.
#[test]
fn a_unit_of_money_over_the_next_table_is_not_at_the_foot_of_this_one() {
    let folder = TempDir::new().unwrap();
    let grid = vec![
        vec!["日期", "类别", "对象", "金额"],
        vec!["2023-09-28", "节日慰问", "张三", "300"],
        vec!["单位：万元"],
        vec!["日期", "类别", "对象", "形式", "金额"],
        vec!["2023-09-29", "节日慰问", "李四", "实物", "0.03"],
        vec!["单位：元"],
        vec!["日期", "类别", "对象", "人数", "形式", "金额"],
        vec!["2023-09-30", "节日慰问", "王五", "1", "实物", "300"],
    ];
    write(&folder, "福利慰问", &grid);
    let welfare = values(&folder, "welfare");
    let amounts: Vec<_> = welfare.iter().map(|row| row["amount"].clone()).collect();
    assert_eq!(amounts, [json!(30_000), json!(30_000), json!(30_000)]);
    assert!(!codes(&folder).iter().any(|(code, _)| code == "T013"));
}
