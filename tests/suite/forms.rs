//! Dates, months and money in every form that people write them in.

use super::support::{Cell, extract, gonghui, write};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

/// Writes one cell a row under `header` beside a filled-in row, and answers what was read of it.
fn read(
    folder: &Path,
    sheet: &str,
    header: [&str; 4],
    cells: &[[Cell; 4]],
    column: &str,
) -> Vec<Value> {
    let mut all: Vec<Vec<Cell>> = vec![header.iter().map(|title| Cell::from(*title)).collect()];
    all.extend(cells.iter().map(|row| row.to_vec()));
    write(&folder.join("育红小学.xlsx"), &[(sheet, all)]);
    let found = extract(folder, &["育红小学.xlsx"]);
    assert_eq!(found.len(), cells.len());
    found
        .iter()
        .map(|row| row["values"][column].clone())
        .collect()
}

fn dues(month: Cell, paid: Cell, paid_on: Cell) -> [Cell; 4] {
    [month, "张三".into(), paid, paid_on]
}

const DUES: [&str; 4] = ["月份", "姓名", "实缴", "缴费日期"];

#[test]
fn dates() {
    let folder = TempDir::new().unwrap();
    let forms: Vec<Cell> = [
        "2023-9-1",
        "2023-09-01",
        "2023/9/1",
        "2023.9.1",
        "2023年9月1日",
        "2023年09月01日",
        "20230901",
        "２０２３－９－１",
        "2023 年 9 月 1 日",
        "2023-09-01 00:00:00",
        "2023年9月1号",
    ]
    .map(Cell::from)
    .into_iter()
    .chain([Cell::Date(2023, 9, 1), Cell::Number(20_230_901.0)])
    .collect();
    let cells: Vec<[Cell; 4]> = forms
        .iter()
        .map(|form| dues("2023-09".into(), "26.15".into(), form.clone()))
        .collect();
    let found = read(folder.path(), "会费收缴", DUES, &cells, "paid_on");
    for (found, form) in found.iter().zip(&forms) {
        assert_eq!(found, "2023-09-01", "{form:?}");
    }
    for blank in ["", "-", "—", "/", "无"] {
        let cells = [dues("2023-09".into(), "26.15".into(), blank.into())];
        let found = read(folder.path(), "会费收缴", DUES, &cells, "paid_on");
        assert_eq!(found, [Value::Null], "{blank}");
    }
}

#[test]
fn months() {
    let folder = TempDir::new().unwrap();
    let forms: Vec<Cell> = [
        "2023-09",
        "2023-9",
        "2023年9月",
        "2023年09月",
        "2023/9",
        "2023.09",
        "202309",
        "2023年9月份",
        "2023-09-15",
        "2023年9月15日",
    ]
    .map(Cell::from)
    .into_iter()
    .chain([
        Cell::Date(2023, 9, 1),
        Cell::Date(2023, 9, 30),
        Cell::Number(202_309.0),
    ])
    .collect();
    let cells: Vec<[Cell; 4]> = forms
        .iter()
        .map(|form| dues(form.clone(), "26.15".into(), Cell::Empty))
        .collect();
    let found = read(folder.path(), "会费收缴", DUES, &cells, "month");
    for (found, form) in found.iter().zip(&forms) {
        assert_eq!(found, "2023-09", "{form:?}");
    }
}

#[test]
fn money() {
    let folder = TempDir::new().unwrap();
    let forms: Vec<Cell> = [
        "5230",
        "5230.00",
        "5,230.00",
        "￥5,230.00",
        "¥5230",
        "5230元",
        "5,230.00 元",
        "５２３０",
        "５，２３０．００元",
        " 5230 ",
    ]
    .map(Cell::from)
    .into_iter()
    .chain([Cell::Number(5230.0), Cell::Number(5_229.999_999_999_9)])
    .collect();
    let cells: Vec<[Cell; 4]> = forms
        .iter()
        .map(|form| dues("2023-09".into(), form.clone(), Cell::Empty))
        .collect();
    let found = read(folder.path(), "会费收缴", DUES, &cells, "paid");
    for (found, form) in found.iter().zip(&forms) {
        assert_eq!(found, 523_000, "{form:?}");
    }
    for (written, fen) in [
        ("-", json!(0)),
        ("—", json!(0)),
        ("/", json!(0)),
        ("无", json!(0)),
        ("0", json!(0)),
        ("26.15", json!(2615)),
        ("", Value::Null),
    ] {
        let cells = [dues("2023-09".into(), written.into(), Cell::Empty)];
        let found = read(folder.path(), "会费收缴", DUES, &cells, "paid");
        assert_eq!(found, [fen], "{written:?}");
    }
}

/// A bare 9月: the year comes from the title, the sheet's name, the period asked for; else it is
/// said.
#[test]
fn a_bare_month() {
    let folder = TempDir::new().unwrap();
    let table = |title: &str| {
        let mut rows = vec![vec![Cell::from(title)]];
        rows.push(DUES.map(Cell::from).to_vec());
        for month in ["9月", "3月"] {
            rows.push(dues(month.into(), "26.15".into(), Cell::Empty).to_vec());
        }
        rows
    };
    let months = |sheet: &str, title: &str, period: Option<&str>| {
        write(
            &folder.path().join("育红小学.xlsx"),
            &[(sheet, table(title))],
        );
        let mut arguments = vec!["extract", "育红小学.xlsx"];
        arguments.extend(period.iter().flat_map(|period| ["--period", period]));
        let ran = gonghui(folder.path(), &arguments);
        let rows = super::support::lines(&ran.stdout);
        let months = rows.iter().map(|row| row["values"]["month"].clone());
        months.collect::<Vec<_>>()
    };
    let of = |sheet, title, period| months(sheet, title, period);
    assert_eq!(
        of("会费收缴", "2023—2024学年会费收缴表", None),
        ["2023-09", "2024-03"]
    );
    assert_eq!(
        of("会费收缴", "2023年会费收缴表", None),
        ["2023-09", "2023-03"]
    );
    assert_eq!(of("2023年会费", "会费收缴表", None), ["2023-09", "2023-03"]);
    assert_eq!(
        of("会费收缴", "会费收缴表", Some("2023-2024")),
        ["2023-09", "2024-03"]
    );
    assert_eq!(
        of("会费收缴", "会费收缴表", None),
        [Value::Null, Value::Null]
    );
    let json = gonghui(
        folder.path(),
        &["check", "育红小学.xlsx", "--format", "json"],
    )
    .json();
    let codes: Vec<(&Value, &Value)> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["column"] == "month")
        .map(|finding| (&finding["code"], &finding["cell"]))
        .collect();
    assert_eq!(
        codes,
        [
            (&json!("C121"), &json!("A3")),
            (&json!("C121"), &json!("A4"))
        ]
    );
}

/// What does not parse is a finding at its cell, null in the row, and the row is never lost.
#[test]
fn what_is_not_understood_is_said_at_its_cell() {
    let folder = TempDir::new().unwrap();
    let cells = [
        dues("开学".into(), "三百多".into(), "2023-13-45".into()),
        dues("2023-09".into(), "26.15".into(), "1/9/2023".into()),
    ];
    let found = read(folder.path(), "会费收缴", DUES, &cells, "month");
    assert_eq!(found, [Value::Null, json!("2023-09")]);
    let arguments = [
        "check",
        "育红小学.xlsx",
        "--period",
        "2023-09",
        "--format",
        "json",
    ];
    let ran = gonghui(folder.path(), &arguments);
    assert_eq!(ran.code, 1);
    let found: Vec<(String, String)> = ran.json()["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["code"].as_str().unwrap().starts_with('C'))
        .map(|f| (f["code"].to_string(), f["cell"].to_string()))
        .collect();
    let expected = [
        ("C120", "A2"),
        ("C130", "C2"),
        ("C111", "D2"),
        ("C112", "D3"),
    ]
    .map(|(code, cell)| (format!("{code:?}"), format!("{cell:?}")));
    assert_eq!(found, expected);
}
