//! The same workbook in other formats gives the same rows; what a file is, is told from its
//! contents; the reports open in LibreOffice and print.

use super::support::{DEMO, district_workbook, extract, rows as typed, run, text, write};
use calamine::Data;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// LibreOffice, where it is installed.
pub(super) fn soffice() -> Option<&'static str> {
    let found = ["soffice", "libreoffice"].into_iter().find(|name| {
        let version = Command::new(name).arg("--version").output();
        version.is_ok_and(|output| output.status.success())
    });
    if found.is_none() {
        // Past the test harness, which keeps what a passing test prints.
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), "skipped: LibreOffice is not installed");
    }
    found
}

/// Converts `files` into `folder`; a profile of its own lets several run at once.
pub(super) fn convert(soffice: &str, to: &str, files: &[PathBuf], folder: &Path) {
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    );
    let output = Command::new(soffice)
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .arg(folder)
        .args(files)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("Error:"), "{said}");
}

/// Rows without the path, which differs.
fn rows(folder: &Path, path: &str) -> Vec<Value> {
    let mut rows = extract(folder, &[path]);
    for row in &mut rows {
        row.as_object_mut().unwrap().remove("path");
    }
    assert!(rows.len() > 100, "{path}");
    rows
}

/// Three schools: one as the template has it, one with text for dates and a formula that fails, one
/// with forms and decorated headers.
const SCHOOLS: [&str; 3] = [
    "报表/育才小学工会报表.xlsx",
    "报表/滨河小学.xlsx",
    "报表/向阳学校.xlsx",
];

fn as_other_format(to: &str) {
    let Some(soffice) = soffice() else { return };
    let folder = TempDir::new().unwrap();
    let files: Vec<PathBuf> = SCHOOLS.iter().map(|path| DEMO.file(path)).collect();
    convert(soffice, to, &files, folder.path());
    for (school, file) in SCHOOLS.iter().zip(&files) {
        let name = format!("{}.{to}", file.file_stem().unwrap().to_str().unwrap());
        let (found, expected) = (
            rows(folder.path(), &name),
            rows(&DEMO.root.join("demo"), school),
        );
        assert_eq!(found.len(), expected.len(), "{name}");
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "{name}");
        }
    }
}

#[test]
fn xls_gives_the_same_rows() {
    as_other_format("xls");
}

#[test]
fn ods_gives_the_same_rows() {
    as_other_format("ods");
}

#[test]
fn contents_tell_and_not_the_name() {
    let folder = TempDir::new().unwrap();
    let expected = rows(&DEMO.root.join("demo"), SCHOOLS[0]);
    for name in [
        "育才小学.xlsm",
        "育才小学.xls",
        "育才小学.ods",
        "育才小学.txt",
        "育才小学",
    ] {
        std::fs::copy(DEMO.file(SCHOOLS[0]), folder.path().join(name)).unwrap();
        assert_eq!(rows(folder.path(), name), expected, "{name}");
    }
}

#[test]
fn reports_become_pdf() {
    let Some(soffice) = soffice() else { return };
    let folder = TempDir::new().unwrap();
    let files = [
        district_workbook(),
        DEMO.file("reports/期末报告/第一初级中学_期末报告_2023-2024-2.xlsx"),
    ];
    convert(soffice, "pdf", &files, folder.path());
    for (file, words) in files
        .iter()
        .zip(["安澜区学校工会工作汇总表", "第一初级中学"])
    {
        let pdf = folder
            .path()
            .join(file.file_stem().unwrap())
            .with_extension("pdf");
        assert!(pdf.is_file(), "{pdf:?}");
        let Ok(info) = Command::new("pdfinfo").arg(&pdf).output() else {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "skipped: pdfinfo is not installed");
            return;
        };
        let info = String::from_utf8_lossy(&info.stdout).into_owned();
        let pages = info.lines().find_map(|line| line.strip_prefix("Pages:"));
        let pages: u32 = pages.unwrap().trim().parse().unwrap();
        assert!((5..200).contains(&pages), "{pages} pages: {file:?}");
        assert!(info.contains("A4"), "{info}");
        if let Ok(text) = Command::new("pdftotext").arg(&pdf).arg("-").output() {
            let text = String::from_utf8_lossy(&text.stdout).into_owned();
            assert!(text.contains(words), "{file:?}");
            for (number, page) in text.trim_end_matches('\u{c}').split('\u{c}').enumerate() {
                assert!(
                    page.trim().chars().count() > 20,
                    "page {} is empty: {file:?}",
                    number + 1
                );
            }
            // What a cell shows where its column is too narrow.
            assert!(!text.contains("###"), "a column too narrow: {file:?}");
        }
    }
}

/// An ID number once was 110101198503072000 in Excel, a voucher 0012 was 12, and a remark `=1+1` was 2: a
/// formula that a school typed ran on the clerk's machine.
#[test]
fn a_spreadsheet_shows_the_texts_of_a_csv_as_they_are() {
    let Some(soffice) = soffice() else {
        return;
    };
    let folder = TempDir::new().unwrap();
    let texts = [
        "=1+1",
        "=HYPERLINK(\"http://e.example\",\"x\")",
        "@x",
        "+86",
        "-5",
        "0012",
        "2:0",
        "6217001234567890123",
    ];
    let mut sheet = typed(&[&["日期", "凭证号", "科目", "摘要", "支出", "余额", "经手人"]]);
    for text in texts {
        sheet.extend(typed(&[&[
            "2023-09-01",
            text,
            "其他支出",
            text,
            "5",
            "-5",
            "张三",
        ]]));
    }
    write(&folder.path().join("育才小学.xlsx"), &[("经费收支", sheet)]);
    let ran = run(folder.path(), "extract . --format csv --out out");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let file = folder.path().join("out/ledger.csv");
    convert(soffice, "xlsx", &[file], folder.path());
    let cells = super::support::sheets(&folder.path().join("ledger.xlsx"))
        .remove(0)
        .1;
    let column = |name: &str| {
        let header = cells
            .iter()
            .find(|((row, _), cell)| *row == 0 && text(cell) == name);
        let at = header.unwrap().0.1;
        (1..=texts.len() as u32)
            .map(|row| cells[&(row, at)].clone())
            .collect::<Vec<_>>()
    };
    let as_text = texts.map(|text| Data::String(text.to_string()));
    assert_eq!(column("voucher_no"), as_text);
    assert_eq!(column("summary"), as_text);
    for amount in column("balance") {
        assert_eq!(text(&amount), "-500", "an amount is a number: {amount:?}");
        assert!(!matches!(amount, Data::String(_)));
    }
}
