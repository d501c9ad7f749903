//! Flags that did less than they say.

use super::support::{Cell, gonghui, lines, parts, rows, run, write};
use super::xlsx_parts::{Part, zipped};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;

/// A ledger of one row a day of these, and one row without a day.
fn ledger(folder: &Path, name: &str, days: &[&str]) {
    let mut cells = rows(&[
        &["填报单位：育才小学"],
        &["日期", "凭证号", "收支类别", "摘要", "支出", "收支"],
    ]);
    for (number, day) in (1..).zip(days.iter().chain(&[""])) {
        let voucher = format!("记-{number}");
        cells.extend(rows(&[&[
            day,
            &voucher,
            "职工活动支出",
            "秋游门票",
            "100",
            "支出",
        ]]));
    }
    let roster = rows(&[&["姓名", "性别", "是否会员"], &["张三", "女", "是"]]);
    let sheets: [(&str, Vec<Vec<Cell>>); 2] = [("经费收支台账", cells), ("会员名册", roster)];
    write(&folder.join(name), &sheets);
}

/// `-q` ended with exit code 3 and not a word, where its help says 只说写出了什么和出了什么错.
#[test]
fn quiet_names_what_could_not_be_read() {
    let folder = TempDir::new().unwrap();
    ledger(folder.path(), "育才小学.xlsx", &["2023-09-10"]);
    std::fs::write(folder.path().join("坏.xlsx"), "%PDF-1.7").unwrap();
    for command in ["check", "report", "district"] {
        let ran = run(folder.path(), &format!("{command} . -q"));
        assert_eq!(ran.code, 3);
        let said = "坏.xlsx: 文件的内容不是 Excel 工作簿，而像是PDF 文件。里面的表读不出来，请报送单位发原来的 Excel 文件。\n";
        assert_eq!(ran.stderr, said, "{command}");
        assert!(ran.stdout.starts_with("\n已写出："), "{}", ran.stdout);
        std::fs::remove_dir_all(folder.path().join("reports")).unwrap();
    }
    let ran = run(folder.path(), "district . -q --format json --lang en");
    assert!(
        ran.stderr.starts_with("坏.xlsx: The file is no "),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.json()["summary"]["unreadable"], 1);
}

/// The list in the terminal has thirty findings; a file that could not be read stood behind them, in no
/// workbook's list of its school.
#[test]
fn a_file_that_could_not_be_read_is_never_cut_off_the_list() {
    let folder = TempDir::new().unwrap();
    let days: Vec<String> = (0..40).map(|day| format!("2023-09-{day:02}x")).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    ledger(folder.path(), "a.xlsx", &days);
    for number in 1..=2 {
        let path = folder.path().join(format!("坏{number}.xlsx"));
        std::fs::write(path, "%PDF-1.7").unwrap();
    }
    let files = "a.xlsx 坏1.xlsx 坏2.xlsx";
    let ran = run(folder.path(), &format!("check {files}"));
    for said in ["错误[F005] 坏1.xlsx\n", "错误[F005] 坏2.xlsx\n"] {
        assert!(ran.stdout.contains(said), "{}", ran.stdout);
    }
    let printed = ran.stdout.matches("怎么改：").count();
    assert_eq!(printed, 32);
    let all = run(folder.path(), &format!("check {files} --format json")).json();
    let left = all["findings"].as_array().unwrap().len() - printed;
    let left = format!("…… 还有 {left} 个，见写出的工作簿。");
    assert!(ran.stdout.contains(&left), "{}", ran.stdout);
}

/// An archive that is not read, and what is wrong with the plan, are no school's: behind thirty findings no
/// one saw them, and with `-q` nobody heard of the archive.
#[test]
fn what_is_no_units_is_never_cut_off_the_list() {
    let folder = TempDir::new().unwrap();
    let days: Vec<String> = (0..40).map(|day| format!("2023-09-{day:02}x")).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    ledger(folder.path(), "a.xlsx", &days);
    std::fs::write(
        folder.path().join("第二小学.rar"),
        b"Rar!\x1a\x07\x01\x00xx",
    )
    .unwrap();
    let ran = run(folder.path(), "check .");
    assert!(
        ran.stdout.contains("警告[F024] 第二小学.rar\n"),
        "{}",
        ran.stdout
    );
    let ran = run(folder.path(), "check . -q");
    assert!(ran.stderr.contains("第二小学.rar: "), "{}", ran.stderr);
}

/// `extract --period 2023-09` wrote the rows of every month.
#[test]
fn extract_takes_rows_of_the_period_alone() {
    let folder = TempDir::new().unwrap();
    let days = [
        "2023-08-31",
        "2023-09-01",
        "2023-09-30",
        "2023-10-01",
        "2024-02-01",
    ];
    ledger(folder.path(), "育才小学.xlsx", &days);
    let read = |arguments: &str| -> Vec<(String, u64)> {
        let ran = run(folder.path(), &format!("extract 育才小学.xlsx {arguments}"));
        let row = |row: &Value| {
            let table = row["table"].as_str().unwrap().to_string();
            (table, row["row"].as_u64().unwrap())
        };
        lines(&ran.stdout).iter().map(row).collect()
    };
    let of_ledger = |rows: &[u64]| -> Vec<(String, u64)> {
        let ledger = rows.iter().map(|row| ("ledger".to_string(), *row));
        ledger.chain([("members".to_string(), 2)]).collect()
    };
    // The row without a date, and the roster, which has none, are in no period and in each.
    assert_eq!(read(""), of_ledger(&[3, 4, 5, 6, 7, 8]));
    assert_eq!(read("--period 2023-09"), of_ledger(&[4, 5, 8]));
    assert_eq!(read("--period 2023"), of_ledger(&[3, 4, 5, 6, 8]));
    assert_eq!(read("--period 2023-2024-2"), of_ledger(&[7, 8]));
    assert_eq!(read("--period 2019"), of_ledger(&[8]));
    let ran = run(folder.path(), "extract . --period 2023-09 --format csv");
    assert_eq!(ran.code, 0);
    // Rows that are not written are not passed over in silence.
    assert!(ran.stderr.contains("有 3 行不在 2023-09"), "{}", ran.stderr);
    let csv = std::fs::read_to_string(folder.path().join("reports/ledger.csv")).unwrap();
    assert_eq!(csv.lines().count(), 1 + 3);
}

/// `extract --out 这里` wrote nothing there and said nothing of it.
#[test]
fn extract_writes_rows_to_the_folder_that_was_asked_for() {
    let folder = TempDir::new().unwrap();
    ledger(folder.path(), "育才小学.xlsx", &["2023-09-01"]);
    let printed = run(folder.path(), "extract 育才小学.xlsx");
    assert_eq!(lines(&printed.stdout).len(), 3);
    assert!(!folder.path().join("reports").exists());
    let ran = gonghui(
        folder.path(),
        &["extract", "育才小学.xlsx", "--out", "这里"],
    );
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(ran.stdout, "\n已写出：\n  这里/rows.jsonl\n");
    let written = std::fs::read_to_string(folder.path().join("这里/rows.jsonl")).unwrap();
    assert_eq!(written, printed.stdout);
    // What cannot be written there is said.
    std::fs::write(folder.path().join("file"), "").unwrap();
    let ran = run(folder.path(), "extract 育才小学.xlsx --out file");
    assert_eq!(ran.code, 3);
    assert!(
        ran.stderr.contains("写不了 file/rows.jsonl"),
        "{}",
        ran.stderr
    );
}

/// Whose the rows of a sheet that broke off are, nobody knows: asked for one of several schools, the
/// program ended with 3 and said nothing.
#[test]
fn a_broken_sheet_is_said_of_every_school_of_its_file() {
    let folder = TempDir::new().unwrap();
    let cells = |school: &str| {
        rows(&[
            &["学校", "月份", "姓名", "应缴", "实缴"],
            &[school, "2023-09", "张三", "26.15", "26.15"],
            &["", "2023-09", "王芳", "26.15", "26.15"],
        ])
    };
    let path = folder.path().join("育才小学.xlsx");
    write(
        &path,
        &[("会费", cells("东街小学")), ("十月会费", cells("东街小学"))],
    );
    let mut parts: Vec<Part> = parts(&path).into_iter().collect();
    let second = parts
        .iter_mut()
        .find(|(name, _)| name.ends_with("sheet2.xml"));
    let (_, text) = second.unwrap();
    text.truncate(text.len() * 3 / 4);
    std::fs::write(&path, zipped(&parts)).unwrap();
    let ran = run(folder.path(), "check . --unit 东街小学 --format json");
    let codes: BTreeSet<String> = ran.json()["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["code"].as_str().unwrap().to_string())
        .collect();
    assert_eq!((ran.code, codes.contains("F016")), (3, true), "{codes:?}");
}
