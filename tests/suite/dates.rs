//! Dates, months, amounts and counts in the forms that people type, through the whole program: what
//! is certain is read, and what is not is said at its cell and never guessed.

use super::support::{Cell, lines, run, write};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// The sheet `name` under `title`, with a column of `cells`.
fn sheet(folder: &Path, name: &str, title: &str, header: &[&str], column: usize, cells: &[Cell]) {
    let fill = [
        ("月份", "2023-09"),
        ("姓名", "张三"),
        ("日期", "2023-09-01"),
        ("类别", "节日慰问"),
        ("慰问对象", "全体会员"),
        ("人数", "12"),
        ("金额", "100"),
        ("应缴", "5"),
    ];
    let mut rows: Vec<Vec<Cell>> = vec![vec![title.into()], Vec::new()];
    rows[1] = header.iter().map(|label| Cell::from(*label)).collect();
    for cell in cells {
        let of = |label: &&str| fill.iter().find(|(name, _)| name == label).unwrap().1;
        let mut row: Vec<Cell> = header.iter().map(|label| of(label).into()).collect();
        row[column] = cell.clone();
        rows.push(row);
    }
    write(&folder.join("育才小学.xlsx"), &[(name, rows)]);
}

const WELFARE: &[&str] = &["日期", "类别", "慰问对象", "人数", "金额"];

/// For each of `cells` in `column` of a sheet of welfare: the value that `extract` prints as `id`, and
/// the C-code at its cell.
fn welfare(title: &str, id: &str, column: usize, cells: &[Cell]) -> Vec<(Value, Option<String>)> {
    let folder = TempDir::new().unwrap();
    sheet(folder.path(), "福利慰问", title, WELFARE, column, cells);
    outcome(folder.path(), id, column, cells.len())
}

fn outcome(folder: &Path, id: &str, column: usize, count: usize) -> Vec<(Value, Option<String>)> {
    let extracted = lines(&run(folder, "extract .").stdout);
    assert_eq!(extracted.len(), count);
    let json = run(folder, "check . --format json").json();
    let findings = json["findings"].as_array().unwrap();
    let letter = char::from(b'A' + u8::try_from(column).unwrap());
    (0..count)
        .map(|n| {
            let cell = format!("{letter}{}", n + 3);
            let code = findings
                .iter()
                .filter(|finding| finding["cell"] == cell.as_str())
                .map(|finding| finding["code"].as_str().unwrap().to_string())
                .find(|code| code.starts_with('C'));
            (extracted[n]["values"][id].clone(), code)
        })
        .collect()
}

/// `read` is what each cell is read as; a code where it is not.
fn expect(title: &str, id: &str, column: usize, read: &[(&str, &str)]) {
    let cells: Vec<Cell> = read.iter().map(|(cell, _)| Cell::from(*cell)).collect();
    let found = welfare(title, id, column, &cells);
    for ((cell, expected), (value, code)) in read.iter().zip(found) {
        let shown = match &value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        match expected.starts_with('C') {
            true => assert_eq!(
                (shown.as_str(), code.as_deref()),
                ("null", Some(*expected)),
                "{cell}"
            ),
            false => assert_eq!((shown.as_str(), code), (*expected, None), "{cell}"),
        }
    }
}

#[test]
fn years_of_two_digits_are_read_where_the_year_stands_first_beyond_doubt() {
    let day = "2023-09-01";
    expect(
        "福利发放",
        "date",
        0,
        &[
            ("23.9.1", day),
            ("23-9-1", day),
            ("23/9/1", day),
            ("23年9月1日", day),
            ("23年9月", day),
            ("'23.9.1", day),
            ("05.9.1", "2005-09-01"),
            ("85.3.17", "1985-03-17"),
            ("25/09/23", "C112"),
            ("13/10/23", "C112"),
            ("09-01-23", "C112"),
            ("05/06/07", "C112"),
            ("1/9/2023", "C112"),
        ],
    );
}

#[test]
fn what_else_stands_in_a_cell_of_a_date() {
    let day = "2023-09-01";
    expect(
        "福利发放",
        "date",
        0,
        &[
            ("2023年9月1", day),
            ("2023 9 1", day),
            ("2023-9-1日", day),
            ("2023年 9月 1日", day),
            ("2023.09.01.", day),
            ("2023-09-01T00:00:00Z", day),
            ("2023/9/1 8:30 AM", day),
            ("2023年9月1日 星期五", day),
            ("2023年9月1日（周五）", day),
            ("二〇二三年九月", day),
            ("45170", day),
            ("1-Sep-2023", day),
            ("September 2023", day),
            ("1-Sep-23", "C112"),
            ("2023年9月上旬", "C110"),
            ("2023年9-10月", "C110"),
            ("2023-09-31", "C111"),
            ("9月1日", "C113"),
        ],
    );
}

#[test]
fn a_day_without_a_year_is_of_the_year_in_the_title() {
    expect(
        "2023-2024学年福利发放",
        "date",
        0,
        &[
            ("9月28日", "2023-09-28"),
            ("1月15日", "2024-01-15"),
            ("2月30日", "C111"),
        ],
    );
}

#[test]
fn nobody_was_born_or_joined_in_the_year_of_the_title() {
    let folder = TempDir::new().unwrap();
    let rows = super::support::rows(&[
        &["2023年会员名册"],
        &["姓名", "入会日期", "是否会员"],
        &["张三", "9月1日", "是"],
    ]);
    write(&folder.path().join("育才小学.xlsx"), &[("会员名册", rows)]);
    let found = outcome(folder.path(), "joined_on", 1, 1);
    assert_eq!(found, [(Value::Null, Some("C113".to_string()))]);
}

#[test]
fn months_with_a_year_of_two_digits() {
    let folder = TempDir::new().unwrap();
    let cells = [
        Cell::from("23.9"),
        Cell::Number(23.9),
        Cell::from("23年9月"),
        Cell::Number(23.1),
        Cell::from("Sep-23"),
        Cell::from("2023年9-10月"),
    ];
    sheet(
        folder.path(),
        "会费收缴",
        "会费",
        &["月份", "姓名", "应缴"],
        0,
        &cells,
    );
    let september = || (Value::from("2023-09"), None);
    let code = |code: &str| (Value::Null, Some(code.to_string()));
    assert_eq!(
        outcome(folder.path(), "month", 0, cells.len()),
        [
            september(),
            september(),
            september(),
            code("C122"),
            code("C112"),
            code("C120")
        ]
    );
}

#[test]
fn amounts_in_fen() {
    expect(
        "福利发放",
        "amount",
        4,
        &[
            ("￥1,234.5元", "123450"),
            ("1，234.50", "123450"),
            ("1 234.50", "123450"),
            ("5230.-", "523000"),
            ("人民币5230元整", "523000"),
            ("伍仟贰佰叁拾元整", "523000"),
            ("壹万零伍拾元伍角整", "1005050"),
            ("0.5万", "500000"),
            ("5千元", "500000"),
            ("５２３０．５", "523050"),
            ("12.5元/人", "C130"),
            ("约300", "C130"),
            ("300+200", "C130"),
            ("1.2.3", "C130"),
            ("1,23", "C130"),
            ("26.15-", "C130"),
            ("100 200", "C130"),
            ("五千二", "C130"),
        ],
    );
}

#[test]
fn counts_of_people() {
    expect(
        "福利发放",
        "headcount",
        3,
        &[
            ("12人", "12"),
            ("共12人", "12"),
            ("十二人", "12"),
            ("12.0", "12"),
            ("一百零五人", "105"),
            ("12 34", "C140"),
            ("十来人", "C140"),
        ],
    );
}
