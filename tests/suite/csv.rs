//! Tables kept as text, as programs and Excel save them: CSV, TSV and "Unicode 文本", in the
//! encodings and with the habits that schools have.

use super::support::{Ran, extract, lines, rows, run, write};
use encoding_rs::GB18030;
use serde_json::{Value, json};
use std::fs::write as put;
use std::path::Path;
use tempfile::TempDir;

/// A month's dues; full of what must not be taken for a delimiter.
const DUES: &str = "填报单位：育才小学,,,,\n\
月份,姓名,身份证号,应缴,实缴\n\
2024-06,张三,11010519491231002X,\"1,026.15\",1026.15\n\
2024-06,李四；王五,440524188001010014,26.15,26.15\n";

/// What `extract` has to read of [`DUES`]: row, name (in narrow characters), ID number, due and
/// paid in fen.
fn expected() -> Value {
    json!([
        [3, "张三", "11010519491231002X", 102_615, 102_615],
        [4, "李四;王五", "440524188001010014", 2_615, 2_615]
    ])
}

/// The rows of dues that `extract` reads of `file`, as in [`expected`].
fn dues(folder: &Path, file: &str) -> Value {
    of_interest(&extract(folder, &[file]))
}

fn of_interest(rows: &[Value]) -> Value {
    rows.iter()
        .map(|row| {
            assert_eq!(row["table"], "dues", "{row}");
            assert_eq!(row["unit"], "育才小学", "{row}");
            let v = &row["values"];
            json!([row["row"], v["name"], v["id_number"], v["due"], v["paid"]])
        })
        .collect()
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let bytes = |unit: u16| match little {
        true => unit.to_le_bytes(),
        false => unit.to_be_bytes(),
    };
    let marked = format!("\u{feff}{text}");
    marked.encode_utf16().flat_map(bytes).collect()
}

fn json_of(folder: &Path, command: &str) -> Value {
    run(folder, &format!("{command} --period 2024-06 --format json")).json()
}

#[test]
fn the_same_table_in_every_encoding_delimiter_and_line_end() {
    let folder = TempDir::new().unwrap();
    let tabs = DUES.replace(',', "\t").replace("\"1\t026.15\"", "1,026.15");
    let wide = DUES.replace(',', "，").replace("\"1，026.15\"", "1,026.15");
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("utf8.csv", DUES.into()),
        ("bom.csv", format!("\u{feff}{DUES}").into()),
        ("gbk.csv", GB18030.encode(DUES).0.into_owned()),
        ("unicode.txt", utf16(&tabs, true)),
        ("unicode-be.csv", utf16(&tabs, false)),
        ("tabs.tsv", tabs.clone().into()),
        ("gbk-tabs.TXT", GB18030.encode(&tabs).0.into_owned()),
        (
            "semicolons.csv",
            DUES.replace(',', ";").replace("1;026", "1,026").into(),
        ),
        (
            "bars.csv",
            DUES.replace(',', "|").replace("1|026", "1,026").into(),
        ),
        ("wide.csv", wide.into()),
        (
            "said.csv",
            format!("sep=,\r\n{}", DUES.replace('\n', "\r\n")).into(),
        ),
        ("crlf.csv", DUES.replace('\n', "\r\n").into()),
        ("cr.csv", DUES.replace('\n', "\r").into()),
        ("no-end.csv", DUES.trim_end().into()),
    ];
    for (name, bytes) in files {
        put(folder.path().join(name), bytes).unwrap();
        assert_eq!(dues(folder.path(), name), expected(), "{name}");
    }
}

#[test]
fn a_row_has_the_number_that_excel_shows() {
    let folder = TempDir::new().unwrap();
    // Row 2 is blank, row 4 has a line break in quotes, rows 5 and 7 are blank in two ways, and
    // row 6 ends early.
    let text = "填报单位：育才小学\r\n\r\n月份,姓名,应缴,实缴,备注\r\n\
2024-06,张三,26.15,26.15,\"补缴\r\n两行\"\r\n,,,,\r\n2024-06,李四,x\r\n\r\n2024-06,王五,30,30,好,多,出\r\n";
    put(folder.path().join("会费收缴.csv"), text).unwrap();
    let read = run(folder.path(), "extract 会费收缴.csv");
    let rows: Vec<Value> = lines(&read.stdout)
        .iter()
        .map(|row| row["row"].clone())
        .collect();
    assert_eq!(json!(rows), json!([4, 6, 8]));
    let found = json_of(folder.path(), "check 会费收缴.csv");
    let wrong: Vec<&Value> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["code"] == "C130")
        .collect();
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0]["cell"], "C6", "不是金额的格子");
    assert_eq!(wrong[0]["sheet"], "会费收缴", "表名是文件名");
}

#[test]
fn what_programs_write_for_excel_is_read_as_meant() {
    let folder = TempDir::new().unwrap();
    let text = "姓名,身份证号,是否入会,手机号\n\
张三,\"=\"\"11010519491231002X\"\"\",TRUE,13800000000\n\
李四,=\"440524188001010014\",FALSE,'13800000001\n\
王五,'110105491231002,true,\"13800000002\t\"\n\
赵六,1.10105E+17,是,#N/A\n";
    put(folder.path().join("会员名册.csv"), text).unwrap();
    let found = run(folder.path(), "extract 会员名册.csv");
    let read: Value = lines(&found.stdout)
        .iter()
        .map(|row| {
            let v = &row["values"];
            json!([v["id_number"], v["member"], v["phone"]])
        })
        .collect();
    assert_eq!(
        read,
        json!([
            ["11010519491231002X", true, "13800000000"],
            ["440524188001010014", false, "13800000001"],
            ["110105491231002", true, "13800000002"],
            [null, true, null]
        ])
    );
    let found = json_of(folder.path(), "check 会员名册.csv");
    let codes: Vec<(&str, &str)> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| {
            finding["cell"]
                .as_str()
                .is_some_and(|cell| cell.ends_with('5'))
        })
        .map(|f| (f["code"].as_str().unwrap(), f["cell"].as_str().unwrap()))
        .collect();
    assert!(
        codes.contains(&("C182", "B5")),
        "Excel 丢了末几位：{codes:?}"
    );
    assert!(codes.contains(&("C002", "D5")), "公式出错：{codes:?}");
}

#[test]
fn the_feedback_holds_the_text_table_with_its_wrong_cells() {
    let folder = TempDir::new().unwrap();
    let text = DUES.replace("440524188001010014", "440524188001010015");
    put(folder.path().join("会费[六月].csv"), text).unwrap();
    run(folder.path(), "check 会费[六月].csv --period 2024-06");
    let feedback = folder.path().join("reports/育才小学_反馈_2024-06.xlsx");
    let copy = super::support::sheet(&feedback, "会费_六月_");
    assert_eq!(super::support::text(&copy[&(3, 2)]), "440524188001010015");
}

#[test]
fn a_text_of_a_folder_is_a_table_only_where_it_looks_like_one() {
    let folder = TempDir::new().unwrap();
    put(folder.path().join("dues.txt"), DUES.replace(',', "\t")).unwrap();
    put(
        folder.path().join("说明.txt"),
        "各位老师，\n请于周五前，报送，\n谢谢。\n",
    )
    .unwrap();
    put(folder.path().join("readme.md"), DUES).unwrap();
    let found = json_of(folder.path(), "check .");
    let inputs: Vec<&Value> = found["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| &i["path"])
        .collect();
    assert_eq!(inputs, ["dues.txt"]);
    let passed: Vec<&Value> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["code"] == "F010")
        .map(|finding| &finding["path"])
        .collect();
    assert_eq!(passed, ["readme.md", "说明.txt"]);
}

#[test]
fn what_is_called_a_workbook_and_is_none_is_said_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    let files: &[(&str, &[u8], &[&str])] = &[
        ("a.xlsx", DUES.as_bytes(), &["纯文本", ".csv"]),
        (
            "b.xls",
            b"<html xmlns:x=\"urn:x\"><table><tr><td>1</td></tr></table>",
            &["网页（HTML）另存的表", "另存为 .xlsx"],
        ),
        (
            "c.xls",
            b"<meta charset=\"gbk\"><table border=1>",
            &["网页（HTML）"],
        ),
        (
            "d.xls",
            b"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>",
            &["XML Spreadsheet 2003", "另存为 .xlsx"],
        ),
        ("e.xlsx", b"%PDF-1.7", &["PDF", "原来的 Excel 文件"]),
        ("f.csv", b"\x00\x01\x02\x03", &["不认识的格式"]),
        ("g.csv", b"<!DOCTYPE html><html>", &["网页（HTML）"]),
        (
            "h.csv",
            b"\xff\xff\xff,\xff\xff\xff\xff",
            &["认不出编码的文本"],
        ),
    ];
    for (name, bytes, words) in files {
        put(folder.path().join(name), bytes).unwrap();
        let found = json_of(folder.path(), &format!("check {name}"));
        let error = &found["inputs"][0]["error"];
        assert_eq!(error["code"], "F005", "{name}");
        let said = format!(
            "{}{}",
            found["findings"][0]["message"], found["findings"][0]["hint"]
        );
        for word in *words {
            assert!(said.contains(word), "{name}: {word} in {said}");
        }
    }
}

#[test]
fn a_character_cut_in_half_costs_that_character_alone() {
    let folder = TempDir::new().unwrap();
    // The second half of 五 is missing, as old programs cut names; and a stray control character.
    for (name, whole) in [
        ("gbk.csv", GB18030.encode(DUES).0.into_owned()),
        ("utf8.csv", DUES.into()),
    ] {
        let mut bytes = whole;
        let comma = bytes.windows(4).position(|w| w == b",440").unwrap();
        bytes.remove(comma - 1);
        let paid = bytes.windows(7).position(|w| w == b"1026.15").unwrap();
        bytes.insert(paid, 0x1f);
        put(folder.path().join(name), bytes).unwrap();
        let ran = run(folder.path(), &format!("extract {name}"));
        let rows = lines(&ran.stdout);
        assert_eq!(rows[0]["values"], extract_of(&folder)["values"], "{name}");
        assert_eq!(rows[1]["values"]["due"], 2_615, "{name}: {}", rows[1]);
        let found = json_of(folder.path(), &format!("check {name}"));
        let codes: Vec<&Value> = found["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| &f["code"])
            .collect();
        assert!(codes.contains(&&json!("F023")), "{name}: {codes:?}");
    }
}

/// The first row of [`DUES`] as it is read where nothing is wrong.
fn extract_of(folder: &TempDir) -> Value {
    put(folder.path().join("whole.csv"), DUES).unwrap();
    extract(folder.path(), &["whole.csv"])[0].clone()
}

fn over(folder: &Path, file: &str, limit: &str) -> Ran {
    run(
        folder,
        &format!("check {file} --period 2024-06 --limit {limit}"),
    )
}

#[test]
fn limits_hold_for_text_too() {
    let folder = TempDir::new().unwrap();
    let mut text = String::from("填报单位：育才小学\n月份,姓名,应缴,实缴\n");
    for number in 0..2000 {
        text += &format!("2024-06,张{number},26.15,26.15\n");
    }
    put(folder.path().join("会费.csv"), text).unwrap();
    let cells = 1 + 4 + 2000 * 4;
    for (limit, allowed) in [
        ("rows", 2002),
        ("cells", cells),
        ("columns", 4),
        ("string-length", 9),
    ] {
        let ran = over(folder.path(), "会费.csv", &format!("{limit}={allowed}"));
        assert!(
            !ran.stdout.contains("F019"),
            "{limit}={allowed}: {}",
            ran.stdout
        );
        let ran = over(
            folder.path(),
            "会费.csv",
            &format!("{limit}={}", allowed - 1),
        );
        assert_eq!(ran.code, 3, "{limit}");
        assert!(
            ran.stdout.contains(&format!("--limit {limit}=")),
            "{limit}: {}",
            ran.stdout
        );
    }
    let ran = over(folder.path(), "会费.csv", "file-bytes=1000");
    assert_eq!(ran.code, 3);
}

#[test]
fn the_programs_own_csv_is_passed_over() {
    let folder = TempDir::new().unwrap();
    let dues = rows(&[
        &["填报单位：晨星小学"],
        &["月份", "姓名", "应缴", "实缴"],
        &["2024-06", "张三", "26.15", "26.15"],
    ]);
    write(&folder.path().join("晨星小学.xlsx"), &[("会费收缴", dues)]);
    run(folder.path(), "extract 晨星小学.xlsx --format csv");
    let found = json_of(folder.path(), "check .");
    assert_eq!(found["summary"]["files"], 1);
    let codes: Vec<&Value> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| &f["code"])
        .collect();
    assert!(codes.contains(&&json!("F017")), "{codes:?}");
}
