//! What a book carries from one period or page to the next, and totals in more spellings.

use super::messy::{codes, sheet, values};
use serde_json::Value;
use tempfile::TempDir;

const LEDGER: [&str; 6] = ["日期", "科目", "摘要", "收入", "支出", "余额"];

/// A balance brought forward was a row of its own, and its empty cells were mistakes.
#[test]
fn a_balance_that_is_carried_is_no_row() {
    for word in [
        "上年结转",
        "期初余额",
        "上月结转",
        "上期结余",
        "年初结余",
        "结转下年",
        "2022年结转",
        "上年餘額",
    ] {
        for opening in [
            ["", "", word, "", "", "5000"],
            ["2023-09-01", "", word, "-", "-", "5000"],
            [word, "", "", "", "", "5000"],
        ] {
            let folder = TempDir::new().unwrap();
            let row = ["2023-09-05", "会费收入", "九月会费", "100", "", "5100"];
            let total = ["合计", "", "", "100", "", ""];
            sheet(&folder, "收支明细", &[&LEDGER, &opening, &row, &total]);
            let ledger = values(&folder, "ledger");
            assert_eq!(ledger.len(), 1, "{opening:?}");
            assert_eq!(ledger[0]["income"], 10_000);
            assert_eq!(codes(&folder), [], "{opening:?}");
        }
    }
}

#[test]
fn what_is_carried_as_an_income_is_a_row_and_what_it_lacks_is_said() {
    let folder = TempDir::new().unwrap();
    let opening = ["2023-01-01", "", "上年结转", "5000", "", "5000"];
    sheet(&folder, "收支明细", &[&LEDGER, &opening]);
    assert_eq!(values(&folder, "ledger")[0]["income"], 500_000);
    assert!(codes(&folder).contains(&("C001".to_string(), "B2".to_string())));
}

#[test]
fn a_total_may_hold_what_the_page_before_brought_over_or_not() {
    for (total, wrong) in [("100", false), ("1100", false), ("1000", true)] {
        let folder = TempDir::new().unwrap();
        let over = ["", "", "承前页", "1000", "", "1000"];
        let row = ["2023-09-05", "会费收入", "九月会费", "100", "", "1100"];
        let total = ["合计", "", "", total, "", ""];
        sheet(&folder, "收支明细", &[&LEDGER, &over, &row, &total]);
        assert_eq!(values(&folder, "ledger").len(), 1);
        let said = codes(&folder).contains(&("C230".to_string(), "D4".to_string()));
        assert_eq!(said, wrong, "{total:?}");
    }
}

/// 合計 and 合计5人 were rows, and their amounts counted.
#[test]
fn totals_in_traditional_characters_and_with_a_count_are_totals() {
    for word in [
        "合計",
        "总計",
        "總計",
        "小計",
        "合计5人",
        "合计 5 人",
        "共计：",
        "共计2笔",
        "合計：",
    ] {
        for (total, findings) in [("300", 0), ("310", 1)] {
            let folder = TempDir::new().unwrap();
            sheet(
                &folder,
                "福利支出",
                &[
                    &["日期", "对象", "类别", "金额"],
                    &["2023-10-10", "张三", "其他", "100"],
                    &["2023-10-11", "李四", "其他", "200"],
                    &[word, "", "", total],
                ],
            );
            let amounts: Vec<Value> = values(&folder, "welfare")
                .iter()
                .map(|row| row["amount"].clone())
                .collect();
            assert_eq!(amounts, [10_000, 20_000], "{word}");
            let said = codes(&folder);
            assert_eq!(
                said.iter().filter(|(code, _)| code == "C230").count(),
                findings,
                "{word}"
            );
            assert_eq!(said.len(), findings, "{word} {said:?}");
        }
    }
}
