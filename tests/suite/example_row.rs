//! The grey example row of the blank workbook, as people treat it: left alone, typed over, half cleared, moved, its
//! mark deleted; and the examples of other people's templates.

use super::support::{Ran, lines, run, sheets};
use calamine::Data;
use rust_xlsxwriter::{Format, Workbook};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

/// The header's row of a template's sheet and its example's, 0-based.
const HEADER: u32 = 2;
const EXAMPLE: u32 = 3;

/// What a person does to a sheet of the blank workbook.
struct Typed<'t> {
    table: &'t str,
    /// The row, 0-based, the column's header and what is typed there; an empty text clears the cell.
    cells: Vec<(u32, &'t str, &'t str)>,
}

fn typed<'t>(table: &'t str, row: u32, cells: &[(&'t str, &'t str)]) -> Typed<'t> {
    let cells = cells.iter().map(|(header, text)| (row, *header, *text));
    Typed {
        table,
        cells: cells.collect(),
    }
}

/// Writes `育才小学.xlsx` in `folder`: the sheets of `gonghui template`, cell by cell, with `changes`.
fn fill_in(folder: &Path, changes: &[Typed<'_>]) {
    fill_in_lang(folder, "zh", changes);
}

fn fill_in_lang(folder: &Path, lang: &str, changes: &[Typed<'_>]) {
    fill_in_as(folder, lang, ("填报模板.xlsx", "育才小学.xlsx"), changes);
}

/// Writes one of the files of `gonghui template` under another name, with `changes`.
fn fill_in_as(folder: &Path, lang: &str, (blank, filled): (&str, &str), changes: &[Typed<'_>]) {
    let ran = run(folder, &format!("template blank-{lang} --lang {lang}"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let blank = folder.join(format!("blank-{lang}/{blank}"));
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (name, mut cells) in sheets(&blank) {
        let changed = changes.iter().filter(|change| change.table == name);
        for (row, header, text) in changed.flat_map(|change| &change.cells) {
            let is_header = |((row, _), value): &(&(u32, u32), &Data)| {
                let label = value.to_string();
                *row == HEADER && label.trim_end_matches(" *") == *header
            };
            let found = cells.iter().find(is_header);
            let (_, column) = *found.unwrap_or_else(|| panic!("{header} in {name}")).0;
            let value = match text.parse::<f64>() {
                Ok(number) if !text.starts_with('0') && text.len() < 15 => Data::Float(number),
                _ => Data::String((*text).to_string()),
            };
            cells.insert((*row, column), value);
        }
        let sheet = workbook.add_worksheet().set_name(&name).unwrap();
        for ((row, column), value) in cells {
            let column = u16::try_from(column).unwrap();
            match value {
                Data::String(text) if !text.is_empty() => {
                    sheet.write_string(row, column, &text).unwrap();
                }
                Data::Float(number) => {
                    sheet.write_number(row, column, number).unwrap();
                }
                Data::DateTime(at) => {
                    let at = at.as_f64();
                    sheet
                        .write_number_with_format(row, column, at, &date)
                        .unwrap();
                }
                _ => {}
            }
        }
    }
    workbook.save(folder.join(filled)).unwrap();
}

fn check(folder: &Path) -> Ran {
    run(
        folder,
        "check 育才小学.xlsx --period 2023-2024-1 --format json",
    )
}

/// The findings of `check` of one table's sheet, as code and cell.
fn found(folder: &Path, sheet: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let json = check(folder).json();
    let findings = json["findings"].as_array().unwrap().iter();
    findings
        .filter(|finding| finding["sheet"] == sheet)
        .map(|finding| (text(&finding["code"]), text(&finding["cell"])))
        .collect()
}

/// The values of the rows of `table`, with the sheet's own number of each row.
fn extracted(folder: &Path, table: &str) -> Vec<(u64, Value)> {
    let ran = run(folder, "extract 育才小学.xlsx");
    let rows = lines(&ran.stdout).into_iter();
    rows.filter(|row| row["table"] == table)
        .map(|row| (row["row"].as_u64().unwrap(), row["values"].clone()))
        .collect()
}

/// A gift of 4,800 yuan in cash for a festival was typed over the grey row; column 填写说明 still said that it was an
/// example. The row was gone, and with it the two errors in it.
#[test]
fn a_cash_gift_typed_over_the_example_is_a_row_with_its_two_errors() {
    for lang in ["zh", "en"] {
        let folder = TempDir::new().unwrap();
        let gift = typed(
            "福利慰问",
            EXAMPLE,
            &[
                ("日期", "2023-09-28"),
                ("对象", "全体会员"),
                ("形式", "现金"),
                ("人数", "25"),
                ("单价", "200"),
                ("金额", "4800"),
                ("凭证号", "记-12"),
            ],
        );
        fill_in_lang(folder.path(), lang, &[gift]);
        let rows = extracted(folder.path(), "welfare");
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert_eq!(rows[0].0, 4);
        assert_eq!(rows[0].1["amount"], json!(480_000));
        assert_eq!(rows[0].1["form"], json!("现金"));
        let found = found(folder.path(), "福利慰问");
        let codes: Vec<&str> = found.iter().map(|(code, _)| code.as_str()).collect();
        // Cash for a festival, 25 times 200 is no 4,800; and that the row counts is said, once.
        for code in ["W101", "W102", "T017"] {
            assert_eq!(codes.iter().filter(|c| **c == code).count(), 1, "{found:?}");
        }
        assert!(!codes.contains(&"T018"), "{found:?}");
    }
}

/// Only one cell was mended, the amount: the rest is still as the template has it.
#[test]
fn one_cell_of_the_example_changed_makes_it_a_row() {
    for (sheet, table, header, text) in [
        ("会员名册", "members", "姓名", "冯雪"),
        ("会员名册", "members", "是否入会", "否"),
        ("会费收缴", "dues", "月份", "2023-10"),
        ("会费收缴", "dues", "实缴", "19.7"),
        ("经费收支", "ledger", "摘要", "购教师节慰问品"),
        ("经费收支", "ledger", "日期", "2023-09-27"),
        ("单位信息", "units", "单位名称", "育才小学工会"),
        ("活动台账", "activities", "名称", "健步走"),
        // A cell that is not understood is typed too.
        ("会费收缴", "dues", "实缴", "待定"),
        ("会员名册", "members", "出生日期", "2023-13-12"),
    ] {
        let folder = TempDir::new().unwrap();
        fill_in(folder.path(), &[typed(sheet, EXAMPLE, &[(header, text)])]);
        let rows = extracted(folder.path(), table);
        assert_eq!(rows.len(), 1, "{sheet} {header} {text}");
        let found = found(folder.path(), sheet);
        let said = found.iter().filter(|(code, _)| code == "T017");
        assert_eq!(said.count(), 1, "{sheet} {header}: {found:?}");
    }
}

#[test]
fn the_example_that_nobody_touched_is_left_out_in_silence() {
    let folder = TempDir::new().unwrap();
    fill_in(folder.path(), &[]);
    let ran = run(folder.path(), "extract 育才小学.xlsx");
    assert_eq!(ran.stdout, "");
    let json = check(folder.path()).json();
    let findings = json["findings"].as_array().unwrap().iter();
    let of_rows: Vec<&Value> = findings.filter(|f| !f["cell"].is_null()).collect();
    assert_eq!(of_rows, Vec::<&Value>::new());
    // With rows of one's own below it too.
    let dues = typed(
        "会费收缴",
        EXAMPLE + 1,
        &[("月份", "2023-09"), ("姓名", "李四"), ("实缴", "25")],
    );
    fill_in(folder.path(), &[dues]);
    let rows = extracted(folder.path(), "dues");
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].0, &rows[0].1["name"]), (5, &json!("李四")));
    let found = found(folder.path(), "会费收缴");
    assert!(
        !found.iter().any(|(code, _)| code.starts_with("T01")),
        "{found:?}"
    );
}

/// Half of the example was cleared, and nothing typed: nobody's row.
#[test]
fn what_is_left_of_the_example_is_no_row() {
    let folder = TempDir::new().unwrap();
    let half = typed(
        "会员名册",
        EXAMPLE,
        &[
            ("身份证号", ""),
            ("性别", ""),
            ("手机号", "—"),
            ("入会日期", " "),
        ],
    );
    fill_in(folder.path(), &[half]);
    assert_eq!(extracted(folder.path(), "members"), []);
    assert!(
        !found(folder.path(), "会员名册")
            .iter()
            .any(|(code, _)| code.starts_with("T01"))
    );
}

/// The values of the example written as another program, or a person, writes the same.
#[test]
fn the_example_in_another_spelling_is_the_example() {
    let folder = TempDir::new().unwrap();
    let retyped = [
        typed(
            "会费收缴",
            EXAMPLE,
            &[
                ("月份", "2023年9月"),
                ("应缴", "26.150"),
                ("实缴", "26.15元"),
                ("姓名", "张 三"),
                ("缴费日期", "2023/9/12"),
            ],
        ),
        typed(
            "经费收支",
            EXAMPLE,
            &[("支出", "29,600.00"), ("收入", "0.00")],
        ),
        typed("会员名册", EXAMPLE, &[("是否入会", "√")]),
    ];
    fill_in(folder.path(), &retyped);
    assert_eq!(run(folder.path(), "extract 育才小学.xlsx").stdout, "");
}

/// Excel fills a row down with all that it holds, the mark among it: thirty rows, of which none counted.
#[test]
fn rows_filled_down_from_the_example_count_and_that_is_said_once() {
    let folder = TempDir::new().unwrap();
    let mark = "示例行，请勿删除或照此填写（不计入）";
    let changes: Vec<Typed<'_>> = ["李四", "王五", "赵六"]
        .iter()
        .zip(EXAMPLE + 1..)
        .map(|(name, row)| {
            let cells = [
                ("月份", "2023-09"),
                ("姓名", *name),
                ("应缴", "25"),
                ("实缴", "25"),
                ("填写说明", mark),
            ];
            typed("会费收缴", row, &cells)
        })
        .collect();
    fill_in(folder.path(), &changes);
    assert_eq!(
        extracted(folder.path(), "dues").len(),
        3,
        "but for the example"
    );
    let json = check(folder.path()).json();
    let findings = json["findings"].as_array().unwrap().iter();
    let said: Vec<&Value> = findings.filter(|f| f["code"] == "T017").collect();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0]["cell"], "H5", "the mark of the first of them");
    assert!(
        said[0]["message"].as_str().unwrap().contains('3'),
        "{}",
        said[0]
    );
}

/// Column 填写说明 was deleted, as of no use, and the example stayed. Nothing says that it is one, so it counts; but
/// hardly anybody has all the values of the example.
#[test]
fn the_whole_example_without_its_mark_counts_and_is_said() {
    for mark in ["", "这行怎么删不掉"] {
        let folder = TempDir::new().unwrap();
        let unmarked = [
            typed("会员名册", EXAMPLE, &[("填写说明", mark)]),
            typed("福利慰问", EXAMPLE, &[("填写说明", mark)]),
            typed(
                "会费收缴",
                EXAMPLE,
                &[("填写说明", mark), ("实缴", "26.16")],
            ),
        ];
        fill_in(folder.path(), &unmarked);
        for (sheet, table, said) in [
            ("会员名册", "members", 1),
            ("福利慰问", "welfare", 1),
            ("会费收缴", "dues", 0),
        ] {
            assert_eq!(extracted(folder.path(), table).len(), 1, "{table}");
            let found = found(folder.path(), sheet);
            let at = ("T019".to_string(), "A4".to_string());
            assert_eq!(
                found.iter().filter(|f| **f == at).count(),
                said,
                "{found:?}"
            );
        }
    }
}

/// A template of somebody else's, whose example nobody here knows: left out, with its amount, and said.
#[test]
fn an_example_of_another_template_is_left_out_and_said() {
    let folder = TempDir::new().unwrap();
    let others = |mark: &str, column: usize| {
        let mut row = ["1", "2023-09-28", "节日慰问", "张三", "4800"];
        row[column] = mark;
        super::messy::sheet(
            &folder,
            "福利慰问",
            &[
                &["序号", "日期", "类别", "对象", "金额"],
                &row,
                &["1", "2023-09-28", "节日慰问", "李四", "200"],
            ],
        );
    };
    for (mark, column) in [("示例", 0), ("例：", 0), ("示例行", 0), ("例：张三", 3)] {
        others(mark, column);
        let rows = super::messy::values(&folder, "welfare");
        assert_eq!(rows.len(), 1, "{mark}");
        assert_eq!(rows[0]["recipient"], "李四");
        let found = super::messy::findings(&folder);
        let said: Vec<_> = found.iter().filter(|(code, ..)| code == "T018").collect();
        assert_eq!(said.len(), 1, "{mark}: {found:?}");
        assert_eq!(said[0].1.as_deref(), Some("E2"), "the amount");
        assert!(said[0].2.contains("4800"), "{said:?}");
    }
}

/// An example that only says how to fill in has nothing that could be lost.
#[test]
fn an_example_of_words_is_not_worth_a_word() {
    let folder = TempDir::new().unwrap();
    super::messy::sheet(
        &folder,
        "福利慰问",
        &[
            &["日期", "类别", "对象", "金额", "备注"],
            &["例：2023-09-28", "例：节日慰问", "例：张三", "例：200", ""],
            &["2023-09-28", "节日慰问", "李四", "200", ""],
        ],
    );
    assert_eq!(super::messy::values(&folder, "welfare").len(), 1);
    let found = super::messy::findings(&folder);
    assert!(!found.iter().any(|(code, ..)| code == "T018"), "{found:?}");
}

/// The first school of the district's list was typed over the example, and nobody missed it.
#[test]
fn a_school_typed_over_the_plans_example_is_expected() {
    for (name, expected) in [("", 0), ("育才小学", 1)] {
        let folder = TempDir::new().unwrap();
        let school = typed("应报单位", EXAMPLE, &[("单位名称", name)]);
        let files = ("年度计划.xlsx", "计划.xlsx");
        fill_in_as(folder.path(), "zh", files, &[school]);
        std::fs::create_dir(folder.path().join("in")).unwrap();
        let ran = run(folder.path(), "district in --plan 计划.xlsx --format json");
        let json = ran.json();
        let units = json["units"].as_array().unwrap();
        assert_eq!(units.len(), expected, "{units:?}");
        assert!(units.iter().all(|unit| unit["unit"] == name), "{units:?}");
    }
}
