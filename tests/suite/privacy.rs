//! Names of people who were helped, ID numbers, phones and reasons, typed into every column of every
//! table: none of them is in what goes up, be it a workbook or what the terminal says.

use super::support::{Cell, parts, rows, run, slashed, write};
use gonghui::schema::{Column, ColumnType, GoesUp, Privacy, Table, TableKind, schema};
use std::path::Path;
use tempfile::TempDir;

const NAME: &str = "慕容复兴";
const REASON: &str = "尿毒症透析";
const ID: &str = "110101198503072318";
const PHONE: &str = "13912345678";
const SPACED: &str = "139 1234 5678";

/// What somebody may have typed into a column, one text a row.
fn typed(table: &Table, column: &Column) -> Vec<String> {
    let person = column.kind == ColumnType::Name || column.privacy == Some(Privacy::Name);
    let thing = column.goes_up == Some(GoesUp::AsWritten);
    let mut typed = vec![
        SPACED.to_string(),
        format!("电话{PHONE}"),
        format!("{ID}号"),
    ];
    // Digits alone in a column of figures are a figure; that it is far too great is C211's.
    if !column.kind.is_figure() {
        typed.extend([ID.to_string(), PHONE.to_string()]);
    }
    if table.aid {
        typed.extend([NAME.to_string(), format!("{NAME}、{NAME}（{REASON}）")]);
        typed.extend(["慕容 复兴".to_string(), format!("{NAME}老师{ID}")]);
    }
    // A reason that is typed in place of a name, or of an event, is not found out.
    if !person && !thing {
        typed.extend([REASON.to_string(), format!("{REASON}{ID}")]);
    }
    typed
}

/// A sheet of `table`: right rows, in each of which one column holds what does not belong there.
fn spoiled(table: &Table) -> Vec<Vec<Cell>> {
    let titles: Vec<&str> = table.columns.iter().map(|column| column.title.zh).collect();
    let mut sheet = rows(&[&["填报单位：育才小学"], &titles]);
    for (at, column) in table.columns.iter().enumerate() {
        for text in typed(table, column) {
            let example = table.columns.iter().map(|column| column.example.as_str());
            let mut row: Vec<Cell> = example.map(Cell::from).collect();
            row[at] = Cell::Text(text);
            sheet.push(row);
        }
    }
    sheet
}

/// The text of a workbook, part by part.
fn text_of(path: &Path) -> String {
    let parts = parts(path);
    parts
        .values()
        .map(|part| String::from_utf8_lossy(part))
        .collect()
}

#[test]
fn nothing_typed_anywhere_goes_up_that_may_not() {
    let folder = TempDir::new().unwrap();
    let returns = schema()
        .tables()
        .iter()
        .filter(|table| table.kind == TableKind::Return);
    for table in returns.filter(|table| !table.form) {
        let path = folder
            .path()
            .join(format!("in/育才小学/{}.xlsx", table.title.zh));
        write(&path, &[(table.title.zh, spoiled(table))]);
    }
    let of = |command: &str| run(folder.path(), &format!("{command} in --period 2023-2024-1"));
    // The school itself is told: there is something that could be let slip.
    let told = of("check --format json --out feedback").stdout;
    for secret in [NAME, REASON, ID, PHONE] {
        assert!(told.matches(secret).count() > 20, "{secret}");
    }
    let mut outputs = vec![
        ("terminal".to_string(), of("district --out up").stdout),
        ("terminal".to_string(), of("report --out up").stdout),
        (
            "terminal".to_string(),
            of("report --lang en --out up/en").stdout,
        ),
    ];
    let mut written = Vec::new();
    super::support::collect(&folder.path().join("up"), &mut written);
    assert_eq!(written.len(), 3, "{written:?}");
    outputs.extend(written.iter().map(|path| (slashed(path), text_of(path))));
    for (output, text) in &outputs {
        for secret in [NAME, "慕容复", "复兴", REASON, ID, PHONE, SPACED] {
            let at = text.find(secret).unwrap_or_default();
            let around: String = text[..at].chars().rev().take(80).collect();
            let around: String = around.chars().rev().collect();
            assert!(
                !text.contains(secret),
                "{secret} in {output} behind {around}"
            );
        }
    }
    let report = &outputs
        .iter()
        .find(|(path, _)| path.contains("期末报告"))
        .unwrap()
        .1;
    assert!(
        report.contains("慕*"),
        "the list of payments is there, masked"
    );
}
