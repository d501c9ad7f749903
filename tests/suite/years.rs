//! Where the year and the month come from that the rows do not say: titles, the names of sheet, file and
//! folder; and account books, which say them once.

use super::messy::{codes, findings, pick, sheet, values};
use super::support::{Cell, lines, rows, run, write};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Month and payment of each row that `extract` reads of `path`, sheets as given.
fn months(path: &str, sheets: &[(&str, &[&[&str]])], more: &str) -> (Vec<String>, Vec<String>) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let cells: Vec<_> = sheets
        .iter()
        .map(|(name, cells)| (*name, rows(cells)))
        .collect();
    write(&file, &cells);
    let extracted = run(folder.path(), &format!("extract {path} {more}"));
    let read = lines(&extracted.stdout);
    let month = |row: &Value| row["values"]["month"].as_str().unwrap_or("?").to_string();
    let checked = run(folder.path(), &format!("check {path} --format json {more}")).json();
    let said = checked["findings"].as_array().unwrap().iter();
    let said = said.filter(|f| ["C121", "T002", "T014"].contains(&f["code"].as_str().unwrap()));
    let said = said.map(|f| f["code"].as_str().unwrap().to_string());
    (read.iter().map(month).collect(), said.collect())
}

const WIDE: &[&[&str]] = &[
    &["会费收缴表"],
    &["姓名", "9月", "12月", "1月"],
    &["张三", "26", "27", "28"],
];
const LONG: &[&[&str]] = &[&["姓名", "应缴", "实缴"], &["张三", "26", "26"]];

#[test]
fn numbers_over_columns_of_dues_are_months() {
    for as_text in [false, true] {
        let folder = TempDir::new().unwrap();
        let mut grid = rows(&[
            &["育才小学2023-2024学年第一学期会费"],
            &["序号", "姓名", "9", "10", "11", "12", "1", "合计"],
            &["1", "张三", "26", "27", "28", "29", "30", "140"],
            &["2", "李四", "26", "27", "28", "29", "30", "141"],
        ]);
        for cell in grid[1].iter_mut().filter(|_| !as_text) {
            if let Cell::Text(text) = cell
                && let Ok(number) = text.parse()
            {
                *cell = Cell::Number(number);
            }
        }
        write(&folder.path().join("a.xlsx"), &[("Sheet1", grid)]);
        let dues = values(&folder, "dues");
        assert_eq!(dues.len(), 10);
        let of_first = dues.iter().filter(|row| row["name"] == "张三");
        let mut of_first: Vec<String> = of_first
            .map(|row| format!("{} {}", row["month"].as_str().unwrap(), row["paid"]))
            .collect();
        of_first.sort();
        let expected = [
            "2023-09 2600",
            "2023-10 2700",
            "2023-11 2800",
            "2023-12 2900",
            "2024-01 3000",
        ];
        assert_eq!(of_first, expected);
        assert!(codes(&folder).contains(&("C230".to_string(), "H4".to_string())));
    }
}

/// Numbers out of order, too few, the numbers of the columns, and a sheet that is of no dues.
#[test]
fn numbers_that_are_no_months_stay_numbers() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "会费收缴",
        &[
            &["月份", "姓名", "应缴", "实缴"],
            &["1", "2", "3", "4"],
            &["2023-09", "张三", "26", "26"],
        ],
    );
    let dues = values(&folder, "dues");
    assert_eq!(dues.len(), 1);
    assert_eq!(
        pick(&dues[0], &["month", "due", "paid"]),
        [json!("2023-09"), json!(2_600), json!(2_600)]
    );
    for header in [["9", "11", "10"], ["9", "9", "10"], ["9", "10", "13"]] {
        let folder = TempDir::new().unwrap();
        let grid: &[&[&str]] = &[
            &["2023年会费"],
            &["姓名", header[0], header[1], header[2]],
            &["张三", "26", "27", "28"],
        ];
        sheet(&folder, "会费收缴", grid);
        assert!(
            values(&folder, "dues")
                .iter()
                .all(|row| row["paid"] == Value::Null),
            "{header:?}"
        );
    }
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "出勤",
        &[&["姓名", "1", "2", "3"], &["张三", "8", "8", "8"]],
    );
    assert_eq!(values(&folder, "dues"), [] as [Value; 0]);
}

/// What is not understood beside the months is said, with its column.
#[test]
fn a_quarter_beside_months_is_said() {
    let folder = TempDir::new().unwrap();
    let grid: &[&[&str]] = &[
        &["2023年会费"],
        &["姓名", "9月", "第四季度"],
        &["张三", "26", "78"],
    ];
    sheet(&folder, "会费收缴", grid);
    assert_eq!(values(&folder, "dues").len(), 1);
    let said = findings(&folder);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(
        (said[0].0.as_str(), said[0].1.as_deref()),
        ("T003", Some("C2"))
    );
}

#[test]
fn the_year_of_a_file_or_folder_gives_bare_months_their_year() {
    let autumn = ["2023-09", "2023-12", "2024-01"];
    let year = ["2023-09", "2023-12", "2023-01"];
    for (path, expected) in [
        ("2023年会费.xlsx", year),
        ("育才小学2023-2024学年第一学期会费.xlsx", autumn),
        ("2023学年会费20240105.xlsx", autumn),
        ("2023年秋季学期/会费.xlsx", autumn),
        ("2023/育才小学/会费.xlsx", year),
        ("2022年/2023年会费（2024-1-5）.xlsx", year),
    ] {
        let (read, said) = months(path, &[("会费收缴", WIDE)], "");
        assert_eq!(read, expected, "{path}");
        assert_eq!(said, [] as [&str; 0], "{path}");
    }
    // A day in a name is that of sending.
    let (_, said) = months("会费20240105.xlsx", &[("会费收缴", WIDE)], "");
    assert_eq!(said, ["C121", "C121", "C121"]);
    // What was asked for comes last.
    let (read, said) = months("会费.xlsx", &[("会费收缴", WIDE)], "--period 2023-2024-1");
    assert_eq!((read, said), (autumn.map(str::to_string).to_vec(), vec![]));
    let (read, said) = months(
        "2022年/会费.xlsx",
        &[("会费收缴", WIDE)],
        "--period 2023-2024-1",
    );
    // They are months of 2022, of which no row was asked for.
    assert_eq!((read, said), (vec![], vec!["T014".to_string()]));
    let (read, _) = months("2022年/会费.xlsx", &[("会费收缴", WIDE)], "");
    assert_eq!(read[0], "2022-09");
}

#[test]
fn sheets_called_after_months_take_the_year_of_the_file_or_say_that_it_is_missing() {
    let sheets = [("9月", LONG), ("10月", LONG)];
    let (read, said) = months("2023年会费.xlsx", &sheets, "");
    assert_eq!(read, ["2023-09", "2023-10"]);
    assert_eq!(said, [] as [&str; 0]);
    let (read, said) = months("会费.xlsx", &sheets, "");
    assert_eq!(
        (read, said),
        (vec!["?".to_string(); 2], vec!["C121".to_string(); 2])
    );
    let folder = TempDir::new().unwrap();
    sheet(&folder, "9月会费", LONG);
    let missing = findings(&folder)
        .into_iter()
        .find(|(code, ..)| code == "C121")
        .unwrap();
    assert_eq!(missing.1.as_deref(), Some("A1"));
    assert!(missing.2.contains("“9月”没有写年份"), "{}", missing.2);
}

#[test]
fn sources_that_differ_are_said() {
    let said = |path: &str, sheet: &str, title: &str| {
        let title: &[&str] = &[title];
        let (read, said) = months(path, &[(sheet, &[title, LONG[0], LONG[1]])], "");
        (read.join(" "), said.join(" "))
    };
    let of = |month: &str, code: &str| (month.to_string(), code.to_string());
    assert_eq!(
        said("会费.xlsx", "10月", "2023年9月会费收缴表"),
        of("2023-10", "T014")
    );
    // The copy of a sheet has the other one's name.
    assert_eq!(
        said("会费.xlsx", "9月 (2)", "2023年10月会费收缴表"),
        of("2023-10", "T014")
    );
    assert_eq!(
        said("2023年会费.xlsx", "9月", "2022年会费收缴表"),
        of("2022-09", "T014")
    );
    assert_eq!(
        said("2023年会费.xlsx", "9月", "2023-2024学年会费收缴表"),
        of("2023-09", "")
    );
    assert_eq!(
        said("2024年1月5日报会费.xlsx", "9月", "2023年会费收缴表"),
        of("2023-09", "")
    );
    assert_eq!(
        said(
            "会费.xlsx",
            "2023年9月",
            "会费收缴表 填表日期：2024年1月5日"
        ),
        of("2023-09", "")
    );
    // Every row says its own month: the title's year is asked by none.
    let rows: &[&[&str]] = &[
        &["2022年会费收缴表"],
        &["月份", "姓名", "应缴", "实缴"],
        &["2023-09", "张三", "26", "26"],
    ];
    let (read, said) = months("2023年会费.xlsx", &[("会费", rows)], "");
    assert_eq!((read.join(" "), said.join(" ")), of("2023-09", ""));
    let rows: &[&[&str]] = &[rows[0], rows[1], &["9月", "张三", "26", "26"]];
    let (read, said) = months("2023年会费.xlsx", &[("会费", rows)], "");
    assert_eq!((read.join(" "), said.join(" ")), of("2022-09", "T014"));
}

/// The account book of a shop: the year over 月 and 日, and each month written once.
#[test]
fn an_account_book_says_year_and_month_once() {
    const OF_2023: &[&str] = &[
        "2023年",
        "",
        "凭证号",
        "摘要",
        "科目",
        "收入",
        "支出",
        "余额",
    ];
    const OF_NO_YEAR: &[&str] = &["日期", "", "凭证号", "摘要", "科目", "收入", "支出", "余额"];
    let book = |top: &'static [&'static str]| -> Vec<&'static [&'static str]> {
        vec![
            top,
            &["月", "日"],
            &["1", "1", "", "承前页", "", "", "", "1000"],
            &["9", "1", "记1", "会费", "会费收入", "500", "", "1500"],
            &["", "12", "记2", "慰问品", "职工活动支出", "", "200", "1300"],
            &["", "〃", "记3", "奖品", "职工活动支出", "", "100", "1200"],
            &["10", "8", "记4", "会费", "会费收入", "500", "", "1700"],
            &["", "", "", "合计", "", "1000", "300", ""],
        ]
    };
    let folder = TempDir::new().unwrap();
    sheet(&folder, "现金日记账", &book(OF_2023));
    let dates = |folder: &TempDir| -> Vec<Value> {
        let ledger = values(folder, "ledger");
        ledger.iter().map(|row| row["date"].clone()).collect()
    };
    let expected = ["2023-09-01", "2023-09-12", "2023-09-12", "2023-10-08"].map(|day| json!(day));
    assert_eq!(dates(&folder), expected);
    let said = codes(&folder);
    assert!(
        !said
            .iter()
            .any(|(code, _)| code.starts_with('T') || code.starts_with('C')),
        "{said:?}"
    );
    // Without a year over them, that of the title or of the file.
    let mut rows = book(OF_NO_YEAR);
    rows.insert(0, &["2023年现金日记账"]);
    sheet(&folder, "Sheet1", &rows);
    assert_eq!(dates(&folder), expected);
    sheet(&folder, "现金日记账", &book(OF_NO_YEAR));
    assert_eq!(
        dates(&folder),
        [json!(null), json!(null), json!(null), json!(null)]
    );
    assert_eq!(
        codes(&folder)
            .iter()
            .filter(|(code, _)| code == "C113")
            .count(),
        4
    );
    // A page's header once more: the rows go on, and the total is of all.
    let mut rows = book(OF_2023);
    rows.truncate(7);
    rows.extend(book(OF_2023).into_iter().take(2));
    rows.push(&["", "9", "记5", "报刊", "职工活动支出", "", "50", "1650"]);
    rows.push(&["合计", "", "", "", "", "1000", "350", ""]);
    sheet(&folder, "现金日记账", &rows);
    let mut all = expected.to_vec();
    all.push(json!("2023-10-09"));
    assert_eq!(dates(&folder), all);
    assert!(!codes(&folder).iter().any(|(code, _)| code == "C230"));
    // A day that is missing is no first of the month.
    let top = book(OF_2023);
    let rows: Vec<&[&str]> = vec![
        top[0],
        top[1],
        &["9", "", "记1", "会费", "会费收入", "500", "", ""],
    ];
    sheet(&folder, "现金日记账", &rows);
    assert_eq!(dates(&folder), [json!(null)]);
    assert!(codes(&folder).contains(&("C110".to_string(), "A3".to_string())));
}
