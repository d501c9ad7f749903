//! One file as large as the default limits allow, in each of the ways that cost most: the program
//! stays under half a gibibyte.

use super::isolation::peak;
use super::support::Cell;
use rust_xlsxwriter::Workbook;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What the program may take, in KiB.
const MOST: u64 = 512 * 1024;

const DUES: &[&str] = &["月份", "姓名", "缴费基数", "应缴", "实缴", "缴费日期"];
const SURNAMES: &[&str] = &["赵", "钱", "孙", "李", "周", "吴", "郑", "王"];

/// A name that no other number has.
fn name(mut number: usize) -> String {
    let mut name = String::new();
    for _ in 0..7 {
        name.push_str(SURNAMES[number % SURNAMES.len()]);
        number /= SURNAMES.len();
    }
    name
}

/// An ID number that no other number below 400,000 has, its check character right.
fn id_number(number: usize) -> String {
    let (year, rest) = (1960 + number % 40, number / 40);
    let (month, rest) = (1 + rest % 12, rest / 12);
    let (day, order) = (1 + rest % 28, rest / 28);
    let body = format!("110101{year}{month:02}{day:02}{order:03}");
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body
        .chars()
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit.to_digit(10).unwrap() * weight)
        .sum();
    let last = "10X98765432".chars().nth(sum as usize % 11).unwrap();
    format!("{body}{last}")
}

fn texts(texts: &[&str]) -> Vec<Cell> {
    texts.iter().map(|text| Cell::from(*text)).collect()
}

/// Writes one sheet without keeping its rows.
fn write(folder: &Path, kind: &str, table: &str, header: &[&str], rows: Rows) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name(table).unwrap();
    for (column, title) in (0..).zip(header) {
        sheet.write_string(0, column, *title).unwrap();
    }
    for (number, row) in (1..).zip((0..rows.count).map(rows.row)) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Cell::Number(value) => sheet.write_number(number, column, value).unwrap(),
                Cell::Text(text) => sheet.write_string(number, column, text).unwrap(),
                _ => continue,
            };
        }
    }
    let folder = folder.join(kind);
    std::fs::create_dir_all(&folder).unwrap();
    workbook.save(folder.join("甲校.xlsx")).unwrap();
}

struct Rows {
    count: usize,
    row: fn(usize) -> Vec<Cell>,
}

/// The same as text in GBK, which has to be decoded: a roster as long as `cells` lets it be, each
/// row with a remark that makes the file nearly as large as `file-bytes` and `text-bytes` allow.
fn write_text(folder: &Path) {
    let folder = folder.join("text");
    std::fs::create_dir_all(&folder).unwrap();
    let mut text = String::from("姓名,身份证号,性别,出生日期,部门,人员类别,是否入会,备注\n");
    for n in 0..374_999 {
        let (name, id) = (name(n), id_number(n));
        text.push_str(&format!("{name},{id},男,1985-03-07,语文组,教师,是,"));
        text.push_str("备注备注备注备注\n");
    }
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    std::fs::write(folder.join("甲校.csv"), bytes).unwrap();
}

/// Writes the files and answers their folders' names.
fn write_all(folder: &Path) -> [&'static str; 6] {
    let dues = |kind, count, row| write(folder, kind, "会费", DUES, Rows { count, row });
    dues("every-cell-wrong", 499_999, |_| {
        texts(&["上月", "123", "很多", "没有", "不知", "某天"])
    });
    dues("every-name-different", 499_999, |n| {
        let mut row = texts(&["2024-03", &name(n)]);
        row.extend([5_230.0, 26.15, 20.0].map(Cell::Number));
        row.push("2024-03-12".into());
        row
    });
    dues("every-text-different", 166_000, |n| {
        ["月", "王", "元", "多", "少", "天"]
            .map(|text| Cell::Text(format!("{text}{n}")))
            .to_vec()
    });
    let members = &[
        "姓名",
        "身份证号",
        "性别",
        "出生日期",
        "部门",
        "人员类别",
        "是否入会",
        "入会日期",
    ];
    let row = |n| {
        let mut row = texts(&[&name(n), &id_number(n), "男", "1985-03-07"]);
        row.extend(texts(&["语文组", "教师", "是", "2005-09-01"]));
        row
    };
    let count = 374_999;
    write(folder, "members", "会员名册", members, Rows { count, row });
    let welfare = &["日期", "类别", "对象", "人数", "单价", "金额", "凭证号"];
    let row = |n: usize| {
        let mut row = texts(&["2024-05-01", "节日慰问", "全体会员"]);
        row.extend([10.0, 700.0, 6_000.0].map(Cell::Number));
        row.push(Cell::Text(format!("记-{}", n / 2)));
        row
    };
    let count = 428_000;
    write(folder, "welfare", "福利慰问", welfare, Rows { count, row });
    write_text(folder);
    [
        "text",
        "every-cell-wrong",
        "every-name-different",
        "every-text-different",
        "members",
        "welfare",
    ]
}

/// The files stay in `target/tmp/worst`.
#[test]
#[ignore = "takes minutes"]
fn the_worst_file_stays_under_half_a_gibibyte() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("worst");
    for kind in write_all(&folder) {
        for command in ["district", "report", "check", "extract"] {
            let arguments: &[&str] = match command {
                "extract" => &[command, kind],
                _ => &[command, kind, "--quiet", "--out", "out"],
            };
            let Some(kib) = peak(&folder, arguments) else {
                return;
            };
            let _ = writeln!(std::io::stderr(), "{kind} {command}: {} MiB", kib / 1024);
            assert!(kib < MOST, "{kind} {command}: {kib} KiB");
        }
    }
}
