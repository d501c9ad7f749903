//! What a cell's number format shows beside its number: a unit of money, a name's zeros, a word, a time.
//! What was meant is what a person sees; it is read, or said at the cell. And notes, rows of no height, texts
//! that are struck out in part: all that a grid of values does not have.

use super::support::{lines, run};
use rust_xlsxwriter::{Format, Note, Workbook, Worksheet};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A sheet called `name` whose header is `header`; `fill` writes below it, from the third row on.
fn folder(name: &str, header: &[&str], fill: impl Fn(&mut Worksheet)) -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name(name).unwrap();
    sheet.write(0, 0, "填报单位：育才小学").unwrap();
    for (column, label) in (0..).zip(header) {
        sheet.write(1, column, *label).unwrap();
    }
    fill(sheet);
    workbook.save(folder.path().join("育才小学.xlsx")).unwrap();
    folder
}

/// The value of `id` in each row, and the codes at each cell in the sheet's `column`.
fn read(folder: &TempDir, id: &str, column: char, count: usize) -> Vec<(Value, Vec<String>)> {
    let rows = lines(&run(folder.path(), "extract .").stdout);
    assert_eq!(rows.len(), count);
    let json = run(folder.path(), "check . --format json").json();
    let findings = json["findings"].as_array().unwrap();
    let row = |n: usize| {
        let cell = format!("{column}{}", n + 3);
        let at = findings.iter().filter(|f| f["cell"] == cell.as_str());
        let codes = at.map(|f| f["code"].as_str().unwrap().to_string());
        let codes = codes.filter(|code| code.starts_with('C')).collect();
        (rows[n]["values"][id].clone(), codes)
    };
    (0..count).map(row).collect()
}

/// Amounts in the given formats, as `(fen, code)`.
fn amounts(cells: &[(&str, f64)]) -> Vec<(Value, Vec<String>)> {
    let made = folder(
        "福利慰问",
        &["日期", "类别", "人数", "金额"],
        |sheet| {
            for (row, (format, number)) in (2..).zip(cells) {
                sheet.write(row, 0, "2023-09-12").unwrap();
                sheet.write(row, 1, "住院慰问").unwrap();
                sheet.write(row, 2, 1).unwrap();
                let format = Format::new().set_num_format(*format);
                sheet.write_with_format(row, 3, *number, &format).unwrap();
            }
        },
    );
    read(&made, "amount", 'D', cells.len())
}

/// 1.25 in a cell that shows 1.25万元 was 1.25 yuan.
#[test]
fn an_amount_has_the_unit_that_its_format_shows() {
    let none: Vec<String> = Vec::new();
    for ((format, number), fen) in [
        (("0.00\"万元\"", 1.25), 1_250_000),
        (("#,##0.00\"万\"", 0.08), 80_000),
        // Yuan that are only shown in thousands and ten thousands.
        (("0!.0,\"万元\"", 12_500.0), 1_250_000),
        (("0.00,\"千元\"", 800.0), 80_000),
        (("0.0\"百万元\"", 3.0), 300_000_000),
        (("0.00\"元\"", 500.0), 50_000),
        (("[$¥-804]#,##0.00", 500.0), 50_000),
        (
            (
                "_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* \"-\"??_ ;_ @_ ",
                500.0,
            ),
            50_000,
        ),
        (("0;-0;\"免\"", 0.0), 0),
    ] {
        assert_eq!(
            amounts(&[(format, number)]),
            [(json!(fen), none.clone())],
            "{format}"
        );
    }
}

/// HK$500, 500 shown in thousands, and 16:00 typed for 16.00 were so many yuan without a word.
#[test]
fn an_amount_that_is_shown_as_something_else_is_asked_about() {
    for ((format, number), code) in [
        (("[$HK$-zh-HK]#,##0.00", 500.0), "C233"),
        (("\"$\"#,##0.00", 500.0), "C233"),
        (("#,##0.00\\ [$€-407]", 500.0), "C233"),
        (("[$¥-411]#,##0", 500.0), "C233"),
        (("0\"港币\"", 500.0), "C233"),
        (("#,##0,", 12_500.0), "C130"),
        (("h:mm", 0.5), "C130"),
        (("\"***\"", 500.0), "C130"),
    ] {
        let found = amounts(&[(format, number)]);
        assert_eq!(found, [(Value::Null, vec![code.to_string()])], "{format}");
    }
    assert_eq!(
        amounts(&[(";;;", 500.0)]),
        [(json!(50_000), vec!["C235".to_string()])]
    );
}

/// Membership number 000012 was 12, voucher 记-012 too, a score of 3:1 a part of a day.
#[test]
fn a_text_is_what_its_format_shows() {
    let cells: &[(&str, f64, &str, &[&str])] = &[
        ("000000", 12.0, "000012", &[]),
        ("\"记-\"000", 12.0, "记-012", &[]),
        ("h:mm", 3.0 / 24.0 + 1.0 / 1_440.0, "3:01", &[]),
        ("mm:ss", 323.0 / 86_400.0, "05:23", &[]),
        ("m\"月\"d\"日\"", 45_170.0, "9月1日", &["C232"]),
        ("yyyy-mm-dd", 45_170.0, "2023-09-01", &[]),
        ("0%", 0.98, "98%", &[]),
        ("[=1]\"优\";\"良\"", 1.0, "优", &[]),
        ("0.00", 9.5, "9.5", &[]),
        (
            "0",
            6_228_480_402_564_890_000.0,
            "6228480402564890000",
            &["C234"],
        ),
    ];
    let made = folder("文体比赛", &["项目", "参赛者", "成绩"], |sheet| {
        for (row, (format, number, ..)) in (2..).zip(cells) {
            sheet.write(row, 0, "拔河").unwrap();
            sheet.write(row, 1, format!("第{row}队")).unwrap();
            let format = Format::new().set_num_format(*format);
            sheet.write_with_format(row, 2, *number, &format).unwrap();
        }
    });
    let found = read(&made, "score", 'C', cells.len());
    for ((value, codes), (format, _, shown, expected)) in found.iter().zip(cells) {
        assert_eq!(value, shown, "{format}");
        assert_eq!(codes, expected, "{format}");
    }
}

/// 200 struck out and 300 behind it was 200,300 yuan.
#[test]
fn what_is_struck_out_in_a_cell_is_no_part_of_it() {
    let struck = Format::new().set_font_strikethrough();
    let plain = Format::new();
    let made = folder(
        "福利慰问",
        &["日期", "类别", "对象", "金额"],
        |sheet| {
            let date = [(&struck, "2023-09-12"), (&plain, "2023-09-15")];
            sheet.write_rich_string(2, 0, &date).unwrap();
            sheet.write(2, 1, "住院慰问").unwrap();
            sheet.write(2, 2, "贾明远").unwrap();
            let amount = [(&struck, "200"), (&plain, "300")];
            sheet.write_rich_string(2, 3, &amount).unwrap();
            let note = Note::new("已退回，差额下月补");
            sheet.insert_note(2, 2, &note).unwrap();
            sheet.set_row_height(2, 0).unwrap();
        },
    );
    let said = |code: &str| vec![code.to_string()];
    assert_eq!(
        read(&made, "amount", 'D', 1),
        [(json!(30_000), said("C009"))]
    );
    assert_eq!(
        read(&made, "date", 'A', 1),
        [(json!("2023-09-15"), said("C009"))]
    );
    // The note at the name, and the row that has no height.
    assert_eq!(read(&made, "recipient", 'C', 1)[0].1, said("C236"));
    let json = run(made.path(), "check . --format json").json();
    let findings = json["findings"].as_array().unwrap();
    assert!(findings.iter().any(|finding| finding["code"] == "T007"));
}

/// A header's number 9 that shows as 2022年9月 was September of the period asked for, and once a format is
/// looked at, 202209 that shows as 2022-09 is still a month.
#[test]
fn a_month_in_a_header_is_the_one_that_it_shows() {
    let months = |cells: &[(f64, &str)]| {
        let made = folder("会费收缴", &["姓名"], |sheet| {
            sheet.write(2, 0, "路雨晴").unwrap();
            for (column, (number, format)) in (1..).zip(cells) {
                let format = Format::new().set_num_format(*format);
                sheet
                    .write_with_format(1, column, *number, &format)
                    .unwrap();
                sheet.write(2, column, 26.1).unwrap();
            }
        });
        let rows = lines(&run(made.path(), "extract .").stdout);
        rows.iter()
            .map(|row| row["values"]["month"].clone())
            .collect::<Vec<_>>()
    };
    let expected = [json!("2022-09"), json!("2022-10"), json!("2022-11")];
    let shown = "\"2022年\"0\"月\"";
    assert_eq!(
        months(&[(9.0, shown), (10.0, shown), (11.0, shown)]),
        expected
    );
    let parted = "0000\"-\"00";
    let numbers = [
        (202_209.0, parted),
        (202_210.0, parted),
        (202_211.0, parted),
    ];
    assert_eq!(months(&numbers), expected);
}
