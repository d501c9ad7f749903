//! A column of thousands of mistakes: the first thousand are listed, the rest are counted, and no
//! figure is smaller for it. Thousands of merged cells do not keep the feedback from being written.

use super::support::{Cell, parts, rows, run, sheets, text as text_of, write};
use rust_xlsxwriter::{Format, Workbook};
use tempfile::TempDir;

const HEADER: &[&str] = &["姓名", "月份", "应缴金额", "实缴金额"];
const ROWS: usize = 1_500;

/// 会费 of which every 实缴 is a word.
fn wrong(folder: &TempDir) {
    let mut dues = rows(&[HEADER]);
    for number in 0..ROWS {
        let name = format!("张{number}");
        dues.push(vec![
            Cell::Text(name),
            "2024-03".into(),
            Cell::Number(25.0),
            "没有交".into(),
        ]);
    }
    write(&folder.path().join("校/育才小学.xlsx"), &[("会费", dues)]);
}

#[test]
fn what_is_not_listed_is_counted() {
    let folder = TempDir::new().unwrap();
    wrong(&folder);
    let ran = run(folder.path(), "check 校 --format json");
    assert_eq!(ran.code, 1);
    let said = ran.json();
    let findings = said["findings"].as_array().unwrap();
    let of_paid: Vec<_> = findings
        .iter()
        .filter(|finding| finding["column"] == "paid" && finding["severity"] == "error")
        .collect();
    let listed = of_paid.iter().filter(|f| f["code"] != "T020").count();
    assert_eq!(listed, 1_000);
    let counting: Vec<_> = of_paid.iter().filter(|f| f["code"] == "T020").collect();
    assert_eq!(counting.len(), 1);
    let code = of_paid[0]["code"].as_str().unwrap();
    assert_eq!(
        counting[0]["message"],
        format!("这一列还有 500 处同样的问题（{code}），没有逐一列出。")
    );
    // The header is row 1 and the thousandth row of data row 1001.
    assert_eq!(counting[0]["cell"], "D1002");
    let errors = findings.iter().filter(|f| f["severity"] == "error").count();
    let counted = said["summary"]["errors"].as_u64().unwrap();
    // One finding stands for 500.
    assert_eq!(counted as usize, errors - 1 + 500);
    let plain = run(folder.path(), "check 校");
    assert!(plain.stdout.contains(&format!("错误 {counted} 个")));
    assert_eq!(plain.code, 1);
}

#[test]
fn thousands_of_merged_cells_are_copied() {
    let folder = TempDir::new().unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("会费").unwrap();
    for (column, title) in (0..).zip(HEADER) {
        sheet.write_string(0, column, *title).unwrap();
    }
    let plain = Format::new();
    let last = 20_000;
    for row in 1..=last {
        sheet.write_string(row, 0, format!("张{row}")).unwrap();
        sheet.write_string(row, 1, "2024-03").unwrap();
        sheet.write_number(row, 2, 25).unwrap();
        sheet.write_number(row, 3, 25).unwrap();
        sheet.merge_range(row, 5, row, 6, "备注", &plain).unwrap();
    }
    std::fs::create_dir(folder.path().join("校")).unwrap();
    book.save(folder.path().join("校/育才小学.xlsx")).unwrap();
    let ran = run(folder.path(), "check 校 --out 反馈 --quiet");
    assert!(ran.code < 2, "{}", ran.stderr);
    let written = std::fs::read_dir(folder.path().join("反馈")).unwrap();
    let path = written.map(|entry| entry.unwrap().path()).next().unwrap();
    let copy = String::from_utf8(parts(&path)["xl/worksheets/sheet3.xml"].clone()).unwrap();
    assert_eq!(copy.matches("<mergeCell ").count(), 20_000);
}

/// 10,003 people owe 5 yuan each: 10,000 have a line, and the sum is of all.
#[test]
fn whoever_owes_dues_counts_in_the_sum_though_the_list_has_an_end() {
    let folder = TempDir::new().unwrap();
    let mut text = String::from("姓名,月份,应缴,实缴\n");
    for number in 0..10_003 {
        text += &format!("张{number},2024-03,25,20\n");
    }
    std::fs::write(folder.path().join("育才小学.csv"), text).unwrap();
    let period = "--period 2023-2024-2";
    let ran = run(
        folder.path(),
        &format!("report 育才小学.csv {period} --out out"),
    );
    assert!(ran.code < 2, "{}", ran.stderr);
    let report = std::fs::read_dir(folder.path().join("out")).unwrap();
    let report = report.last().unwrap().unwrap().path();
    let (_, dues) = sheets(&report)
        .into_iter()
        .find(|(name, _)| name == "会费")
        .unwrap();
    let others = dues.iter().find(|(_, value)| text_of(value) == "其余 3 人");
    let &((row, column), _) = others.as_ref().unwrap();
    let shown = |row: u32, column: u32| text_of(&dues[&(row, column)]);
    assert_eq!(shown(*row, column + 2), "15");
    assert_eq!(shown(*row - 1, column - 1), "10000");
    assert_eq!(shown(*row + 1, column + 2), "50015");
}
