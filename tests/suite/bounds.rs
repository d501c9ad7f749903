//! Figures that cannot be: a card number in the column of amounts, a phone number as a headcount. Each
//! is said at its cell and counts nowhere; the rows around it, and the other schools, count as ever.
//! What is expected is added up here, row by row, from what the test itself wrote.

use super::support::{Cell, Ran, gonghui, lines, rows, sheet, text, write};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A bank card's number, as it stands where the next column was meant.
const CARD: &str = "6222020200112230";

/// Runs `command` in `folder` over `in` for September 2023.
fn run(folder: &TempDir, command: &str) -> Ran {
    let line = format!("{command} in --period 2023-09");
    gonghui(folder.path(), &line.split(' ').collect::<Vec<_>>())
}

/// A school's workbook of one sheet.
fn school(folder: &TempDir, name: &str, table: &str, cells: Vec<Vec<Cell>>) {
    let path = folder.path().join(format!("in/{name}.xlsx"));
    write(&path, &[(table, cells)]);
}

/// The sheet 经费收支 with these amounts paid out, each in a row of its own.
fn ledger(amounts: &[Cell]) -> Vec<Vec<Cell>> {
    let mut cells = rows(&[&["日期", "摘要", "科目", "收支", "金额"]]);
    for amount in amounts {
        let mut row = rows(&[&["2023-09-12", "中秋慰问品", "业务支出", "支出"]]).remove(0);
        row.push(amount.clone());
        cells.push(row);
    }
    cells
}

/// The codes at `cell` of the sheet, of what `check` finds.
fn codes_at(ran: &Ran, path: &str, cell: &str) -> Vec<String> {
    let json = ran.json();
    let all = json["findings"].as_array().unwrap();
    let here = all
        .iter()
        .filter(|f| f["path"] == json!(path) && f["cell"] == json!(cell));
    here.map(|f| f["code"].as_str().unwrap().to_string())
        .collect()
}

/// What `check` says at `cell`, and what is to be done.
fn said_at(ran: &Ran, cell: &str) -> Vec<String> {
    let json = ran.json();
    let all = json["findings"].as_array().unwrap();
    let here = all.iter().filter(|f| f["cell"] == json!(cell));
    here.map(|f| format!("{} {} {}", f["code"], f["message"], f["hint"]))
        .collect()
}

/// The values of `column`, as `extract` prints them.
fn extracted(folder: &TempDir, column: &str) -> Vec<Value> {
    let ran = run(folder, "extract");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let all = lines(&ran.stdout);
    all.iter()
        .map(|row| row["values"][column].clone())
        .collect()
}

/// The figures of the first row of `name` in a report's sheet that begins with `label` in any cell.
fn line_of(folder: &TempDir, workbook: &str, name: &str, label: &str) -> Vec<String> {
    let cells = sheet(&folder.path().join(workbook), name);
    let row = cells
        .iter()
        .find(|(_, value)| text(value) == label)
        .unwrap_or_else(|| panic!("{label}: {cells:?}"))
        .0
        .0;
    cells
        .range((row, 0)..(row + 1, 0))
        .map(|(_, value)| text(value))
        .collect()
}

/// Twenty rows with a card number ended the run at the sums of the ledger, with nothing written for
/// anybody; built for release, the sum wrapped to −60,027,016,045,753,624.00.
#[test]
fn card_numbers_as_amounts_are_no_figures_and_end_no_run() {
    let folder = TempDir::new().unwrap();
    for (name, paid) in [("东城小学", 1_500.5), ("西城小学", 1_600.5)] {
        school(
            &folder,
            name,
            "经费收支",
            ledger(&[Cell::from(paid), Cell::from(300.0)]),
        );
    }
    let card = Cell::from(CARD.parse::<f64>().unwrap());
    let mut amounts = vec![card; 20];
    amounts.extend([Cell::from(120.0), Cell::from("80.25元")]);
    school(&folder, "中心小学", "经费收支", ledger(&amounts));

    let checked = run(&folder, "check --format json");
    assert_eq!(checked.code, 1, "{}", checked.stderr);
    for row in 2..=21 {
        let cell = format!("E{row}");
        assert_eq!(codes_at(&checked, "in/中心小学.xlsx", &cell), ["C211"]);
    }
    // 东城, 中心, 西城: as the files are sorted.
    let mut expected = vec![json!(150_050), json!(30_000)];
    expected.extend(vec![Value::Null; 20]);
    expected.extend([json!(12_000), json!(8_025), json!(160_050), json!(30_000)]);
    assert_eq!(extracted(&folder, "amount"), expected);

    let reported = run(&folder, "report --out out");
    assert!(reported.code <= 1, "{} {}", reported.code, reported.stderr);
    for (name, paid) in [
        ("东城小学", "1800.5"),
        ("西城小学", "1900.5"),
        ("中心小学", "200.25"),
    ] {
        let book = report_of(name);
        let line = line_of(&folder, &book, "经费收支", "业务支出");
        assert_eq!(line[3], paid, "{name}: {line:?}");
    }
    let district = run(&folder, "district --out out");
    assert!(district.code <= 1, "{} {}", district.code, district.stderr);
}

/// What the sentence says: what was found, what is expected, what to do.
#[test]
fn a_figure_out_of_bounds_is_said_with_its_bound_and_the_usual_cause() {
    let folder = TempDir::new().unwrap();
    let card = Cell::from(CARD.parse::<f64>().unwrap());
    school(&folder, "中心小学", "经费收支", ledger(&[card]));
    let said = said_at(&run(&folder, "check --format json"), "E2").concat();
    for part in [CARD, "金额", "100000000", "卡号", "不计入"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let english = said_at(&run(&folder, "check --lang en --format json"), "E2").concat();
    for part in [CARD, "Amount", "100000000", "card number", "not counted"] {
        assert!(english.contains(part), "{part}: {english}");
    }
}

/// A fen decides. The bound is one of yuan, whatever unit the sheet's header or the cell says.
#[test]
fn up_to_the_bound_a_figure_counts_and_beyond_it_does_not() {
    let folder = TempDir::new().unwrap();
    let cases: &[(&str, Option<i64>, &[&str])] = &[
        ("100000000", Some(10_000_000_000), &[]),
        ("99999999.99", Some(9_999_999_999), &[]),
        ("1亿元", Some(10_000_000_000), &[]),
        ("10000万元", Some(10_000_000_000), &[]),
        ("10000.000001万元", None, &["C211"]),
        ("100000000.01", None, &["C211"]),
        // Rounded to the fen, and too much.
        ("100000000.004", Some(10_000_000_000), &["C131"]),
        ("100000000.014", None, &["C211"]),
        ("-100000000", Some(-10_000_000_000), &[]),
        ("-100000000.01", None, &["C210"]),
        ("-6222020200112230", None, &["C210"]),
        ("6222 0202 0011 2230", None, &["C130"]),
        ("13800138000", None, &["C211"]),
        ("壹亿元整", Some(10_000_000_000), &[]),
        ("贰亿元整", None, &["C211"]),
        ("123456789012345678901234567890", None, &["C211"]),
        ("-123456789012345678901234567890", None, &["C210"]),
        ("0.000000000000000000000000000001", Some(0), &["C131"]),
    ];
    let amounts: Vec<Cell> = cases.iter().map(|case| Cell::from(case.0)).collect();
    school(&folder, "中心小学", "经费收支", ledger(&amounts));
    let numbers = [
        1e300,
        -1e300,
        1e16,
        9.3e16,
        -9.3e16,
        1e8,
        1e8 + 0.01,
        f64::MAX,
    ];
    school(
        &folder,
        "东城小学",
        "经费收支",
        ledger(&numbers.map(Cell::from)),
    );
    let checked = run(&folder, "check --format json");
    for (row, (written, _, codes)) in (2..).zip(cases) {
        let found = codes_at(&checked, "in/中心小学.xlsx", &format!("E{row}"));
        assert_eq!(&found, codes, "{written}");
    }
    let beyond = ["C211", "C210", "C211", "C211", "C210", "", "C211", "C211"];
    for (row, code) in (2..).zip(beyond) {
        let found = codes_at(&checked, "in/东城小学.xlsx", &format!("E{row}"));
        assert_eq!(found.concat(), code, "E{row}");
    }
    let found = extracted(&folder, "amount");
    // 东城 stands before 中心.
    assert_eq!(found.len(), numbers.len() + cases.len());
    let (numbers_found, texts_found) = found.split_at(numbers.len());
    let bound = json!(10_000_000_000_i64);
    for (index, value) in numbers_found.iter().enumerate() {
        let expected = if index == 5 {
            bound.clone()
        } else {
            Value::Null
        };
        assert_eq!(*value, expected, "{}", numbers[index]);
    }
    for ((written, fen, _), value) in cases.iter().zip(texts_found) {
        assert_eq!(*value, json!(fen), "{written}");
    }
}

/// A hundred thousand million yuan in one school is a sum that still has to be right to the fen.
#[test]
fn many_rows_at_the_bound_add_up() {
    let folder = TempDir::new().unwrap();
    let most = vec![Cell::from(100_000_000.0); 3_000];
    school(&folder, "中心小学", "经费收支", ledger(&most));
    let reported = run(&folder, "report --out out");
    assert!(reported.code <= 1, "{}", reported.stderr);
    let line = line_of(&folder, &report_of("中心小学"), "经费收支", "业务支出");
    assert_eq!(line[3], "300000000000");
}

/// 2,000,000,000 awarded, three times over, is more than 32 bits hold: the rule on the share of prizes
/// was silent of it. At the bound it is not.
#[test]
fn the_share_of_prizes_is_judged_at_the_bound_and_not_beyond_it() {
    let folder = TempDir::new().unwrap();
    let head = ["日期", "项目", "参赛者", "参赛人数", "获奖人数"];
    let grid: Vec<&[&str]> = vec![
        &head,
        &["2023-09-12", "拔河", "语文组", "100000", "66666"],
        &["2023-09-13", "跳绳", "数学组", "100000", "66667"],
        &["2023-09-14", "跑步", "英语组", "100000", "2000000000"],
        &["2023-09-15", "跳远", "体育组", "2000000000", "100000"],
        &["2023-09-16", "篮球", "音乐组", "100", "715827883"],
    ];
    school(&folder, "中心小学", "文体比赛", rows(&grid));
    let checked = run(&folder, "check --format json");
    let path = "in/中心小学.xlsx";
    for (cell, codes) in [
        ("E2", &[][..]),
        ("E3", &["S101"][..]),
        ("E4", &["C211"][..]),
        ("D5", &["C211"][..]),
        ("E5", &[][..]),
        ("E6", &["C211"][..]),
    ] {
        assert_eq!(codes_at(&checked, path, cell), codes, "{cell}");
    }
    let reported = run(&folder, "report --out out");
    assert!(reported.code <= 1, "{}", reported.stderr);
}

/// Points may be decimals and, by mistake, percentages; in millionths a number is soon more than 64 bits hold.
#[test]
fn decimals_beyond_their_bound_are_no_figures() {
    let folder = TempDir::new().unwrap();
    let cases: &[(Cell, Value, &[&str])] = &[
        (Cell::from("8.5"), json!(8.5), &[]),
        (Cell::from("1000"), json!(1000), &[]),
        (Cell::from("1000.000001"), Value::Null, &["C211"]),
        (Cell::from("95%"), json!(0.95), &[]),
        (
            Cell::from("123456789012345678901234567890%"),
            Value::Null,
            &["C211"],
        ),
        (Cell::from("-0.000001"), Value::Null, &["C210"]),
        (Cell::from(1e300), Value::Null, &["C211"]),
        (Cell::from(9.3e12), Value::Null, &["C211"]),
    ];
    let mut grid = rows(&[&["日期", "项目", "参赛者", "得分"]]);
    for (written, ..) in cases {
        let mut row = rows(&[&["2023-09-12", "拔河", "语文组"]]).remove(0);
        row.push(written.clone());
        grid.push(row);
    }
    school(&folder, "中心小学", "文体比赛", grid);
    let checked = run(&folder, "check --format json");
    let points = extracted(&folder, "points");
    for (index, (written, value, codes)) in cases.iter().enumerate() {
        let cell = format!("D{}", index + 2);
        assert_eq!(
            codes_at(&checked, "in/中心小学.xlsx", &cell),
            *codes,
            "{written:?}"
        );
        assert_eq!(points[index].as_f64(), value.as_f64(), "{written:?}");
    }
    let reported = run(&folder, "report --out out");
    assert!(reported.code <= 1, "{}", reported.stderr);
}

/// The product of the greatest headcount and price is judged, and neither a phone number as a
/// headcount nor a card number as a price makes one.
#[test]
fn headcount_times_price_is_no_figure_where_one_of_them_is_none() {
    let folder = TempDir::new().unwrap();
    let grid: Vec<&[&str]> = vec![
        &["日期", "类别", "慰问对象", "人数", "单价", "金额"],
        &["2023-09-12", "节日慰问", "全体会员", "100", "200", "20000"],
        &[
            "2023-09-12",
            "节日慰问",
            "全体会员",
            "100000",
            "1000000",
            "100000000",
        ],
        &[
            "2023-09-13",
            "节日慰问",
            "全体会员",
            "13800138000",
            "200",
            "20000",
        ],
        &["2023-09-13", "节日慰问", "全体会员", "100", CARD, "20000"],
        &["2023-09-13", "节日慰问", "全体会员", CARD, CARD, CARD],
    ];
    school(&folder, "中心小学", "福利慰问", rows(&grid));
    let checked = run(&folder, "check --format json");
    let at = |cell: &str| {
        let mut codes = codes_at(&checked, "in/中心小学.xlsx", cell);
        codes.retain(|code| code != "W104" && code != "W103");
        codes
    };
    assert_eq!(at("F3"), ["W102"]);
    assert_eq!(at("D4"), ["C211"]);
    assert_eq!(at("E5"), ["C211"]);
    for cell in ["D6", "E6", "F6"] {
        assert_eq!(at(cell), ["C211"], "{cell}");
    }
    for cell in ["F2", "F4", "F5"] {
        assert_eq!(at(cell), [""; 0], "{cell}");
    }
    let reported = run(&folder, "report --out out");
    assert!(reported.code <= 1, "{}", reported.stderr);
    let line = line_of(&folder, &report_of("中心小学"), "福利慰问", "节日慰问");
    // Rows, headcount, amount: five, those that are figures, and their sum.
    assert_eq!(line[2..5], ["5", "100200", "100060000"], "{line:?}");
}

/// The dues of one person were a card number, as were a hundred others': the rate is of the rest.
#[test]
fn a_rate_of_money_leaves_out_what_is_no_figure() {
    let folder = TempDir::new().unwrap();
    let mut grid: Vec<Vec<&str>> = vec![vec!["月份", "姓名", "应缴", "实缴"]];
    grid.push(vec!["2023-09", "张三", "30", "20"]);
    grid.push(vec!["2023-09", "李四", "50", "50"]);
    let names: Vec<String> = (0..100)
        .map(|n| format!("王{}{}", digit(n / 10), digit(n % 10)))
        .collect();
    for name in &names {
        grid.push(vec!["2023-09", name, CARD, CARD]);
    }
    let grid: Vec<&[&str]> = grid.iter().map(Vec::as_slice).collect();
    school(&folder, "中心小学", "会费收缴", rows(&grid));
    let ran = run(&folder, "check --format json");
    let json = ran.json();
    let rate = json["metrics"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["metric"] == "dues_rate" && m["period"] == "2023-09")
        .unwrap_or_else(|| panic!("{}", json["metrics"]));
    // 20 of 30, 50 of 50.
    assert_eq!(
        (&rate["numerator"], &rate["denominator"]),
        (&json!(7_000), &json!(8_000))
    );
    assert_eq!(codes_at(&ran, "in/中心小学.xlsx", "C4"), ["C211"]);
    let district = run(&folder, "district --out out");
    assert!(district.code <= 1, "{}", district.stderr);
}

fn report_of(name: &str) -> String {
    format!("out/{name}_期末报告_2023-09.xlsx")
}

fn digit(n: usize) -> char {
    "一二三四五六七八九十".chars().nth(n).unwrap()
}

/// What a column adds up to cannot be held against its total where one of its cells is no figure.
#[test]
fn a_total_over_what_is_no_figure_is_not_judged() {
    let folder = TempDir::new().unwrap();
    for (amount, codes) in [("5", &["C230"][..]), (CARD, &[][..])] {
        let grid = rows(&[
            &["日期", "摘要", "支出"],
            &["2023-09-12", "慰问品", "120"],
            &["2023-09-13", "慰问品", amount],
            &["合计", "", "200"],
        ]);
        school(&folder, "中心小学", "经费收支", grid);
        let checked = run(&folder, "check --format json");
        let found = codes_at(&checked, "in/中心小学.xlsx", "C4");
        assert_eq!(found, codes, "{amount}");
    }
}

/// The plan's own figures: a goal and a limit of thirty digits are said, and the rest is judged.
#[test]
fn a_goal_beyond_its_bound_ends_no_run() {
    let folder = TempDir::new().unwrap();
    school(
        &folder,
        "中心小学",
        "经费收支",
        ledger(&[Cell::from(120.0)]),
    );
    let targets: Vec<&[&str]> = vec![
        &["目标编号", "目标", "指标", "比较", "目标值", "周期"],
        &[
            "a",
            "慰问储备",
            "welfare_reserve",
            ">=",
            "9999999999999999",
            "年",
        ],
        &["b", "审计", "audits", ">=", "1", "年"],
    ];
    let path = folder.path().join("plan.xlsx");
    write(&path, &[("目标", rows(&targets))]);
    let ran = run(&folder, "district --plan plan.xlsx --out out --format json");
    assert!(ran.code <= 1, "{} {}", ran.code, ran.stderr);
    assert_eq!(codes_at(&ran, "plan.xlsx", "E2"), ["C211"]);
}

/// Whose amount cannot be read may have paid: nobody knows. They were told that they had not (D102), and after
/// six months of it that they counted as having left (D108), beside what is wrong with the cell. The rows of
/// both schools stand in one sheet, so that each school's own rows are counted anew.
#[test]
fn nobody_is_said_not_to_have_paid_where_the_amount_is_not_understood() {
    let folder = TempDir::new().unwrap();
    let mut cells = rows(&[&["学校", "月份", "姓名", "应缴", "实缴"]]);
    for month in 4..10 {
        for (school, name, paid) in [
            ("甲小学", "张三", "约25"),
            ("乙小学", "李四", ""),
            ("甲小学", "王五", CARD),
            ("乙小学", "赵六", "0"),
        ] {
            let month = format!("2023-{month:02}");
            cells.extend(rows(&[&[school, &month, name, "25", paid]]));
        }
    }
    school(&folder, "甲小学", "会费收缴", cells);
    let ran = run(&folder, "check --format json");
    let at = |row: usize| codes_at(&ran, "in/甲小学.xlsx", &format!("E{row}"));
    for first in (2..26).step_by(4) {
        assert_eq!(at(first), ["C130"]);
        assert_eq!(at(first + 2), ["C211"]);
        let unpaid = match first {
            22 => vec!["D102", "D108"],
            _ => vec!["D102"],
        };
        assert_eq!(at(first + 1), unpaid, "an empty cell is nothing paid");
        assert_eq!(at(first + 3), unpaid);
    }
}
