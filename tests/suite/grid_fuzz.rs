//! Sheets made up at random through recognise and parse: whatever stands in them, nothing panics, no
//! row is counted twice, and no value comes out that its own cell does not hold.

use super::grids::make;
use super::made::{Grid, Made, words};
use super::sheet_text::{sheet_of, text_of_sheet};
use super::sound::{MOMENT, look, worked};
use super::support::gonghui;
use super::xlsx_fuzz::{Chance, asked};
use gonghui::finding::Code;
use gonghui::pipeline::{tables, tables_and_findings};
use gonghui::read::{Limits, Looks, Value, open};
use gonghui::rows::{TypedRows, TypedValue};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

fn survives(seed: u64, rows: usize) -> Result<usize, String> {
    let mut made = make(&mut Chance::of(seed), rows);
    let looked = catch_unwind(AssertUnwindSafe(|| look(&mut made)));
    let said = looked.unwrap_or_else(|_| Err("panics".to_string()));
    match said {
        Ok(()) => Ok(made.grid.len()),
        Err(what) => Err(format!("seed {seed}, {rows} rows: {what}")),
    }
}

#[test]
fn a_sheet_written_as_text_is_read_as_it_was() {
    for seed in 0..40 {
        let mut chance = Chance::of(seed);
        let made = make(&mut chance, 12);
        let once = text_of_sheet(&made);
        let mut again = sheet_of(&once);
        assert_eq!(text_of_sheet(&again), once, "seed {seed}");
        let empty =
            |value: &Value<'_>| matches!(value, Value::Text(text) if text.as_str().is_empty());
        let held = made.grid.iter().filter(|(_, (value, _))| !empty(value));
        for (place, (value, looks)) in held {
            let (found, seen) = again.grid.remove(place).unwrap();
            assert_eq!(seen, *looks);
            let odd = matches!(value, Value::Number(number) if !number.is_finite());
            let shown = |value: &Value<'_>| value.shown().replace(['\t', '\n'], " ");
            assert!(
                odd || shown(&found) == shown(value),
                "{found:?} for {value:?}"
            );
        }
        assert!(again.grid.is_empty(), "{again:?}");
    }
}

#[test]
fn sheets_made_up_are_read_to_the_letter() {
    let read: Vec<_> = (0..250).map(|seed| survives(seed, 24)).collect();
    let wrong: Vec<_> = read.iter().filter_map(|read| read.as_ref().err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let cells: usize = read.into_iter().flatten().sum();
    assert!(cells > 20_000, "{cells} cells");
}

/// 会费 of `rows` members, with `merges`.
fn dues(rows: u32, merges: Vec<gonghui::read::Merge>) -> Made {
    let mut grid = Grid::new();
    let mut put = |row, column, text: &str| {
        grid.insert((row, column), (words(text), Looks::default()));
    };
    for (column, label) in (0..).zip(["姓名", "月份", "应缴金额", "实缴金额"]) {
        put(0, column, label);
    }
    for row in 1..=rows {
        for (column, text) in (0..).zip(["张秀英", "2024-03", "25", "25"]) {
            put(row, column, text);
        }
    }
    Made {
        name: "会费".to_string(),
        grid,
        merges,
    }
}

#[test]
fn a_merged_cell_without_an_end_is_passed_over() {
    let merges = vec![(1, 2, u32::MAX, u32::MAX), (2, 2, 3, 2)];
    let (rows, findings) = tables_and_findings(&mut dues(4, merges));
    assert_eq!(rows[0].rows, [2, 3, 4, 5]);
    let merged: Vec<_> = findings.iter().filter(|f| f.code == Code::C005).collect();
    assert_eq!(merged.len(), 1, "{findings:?}");
    assert_eq!(merged[0].place.cell, Some((2, 2)));
}

#[test]
fn merged_cells_over_each_other_cost_no_more_than_their_number() {
    let takes = |merges| {
        let begun = worked();
        look(&mut dues(10_000, merges)).unwrap();
        worked() - begun
    };
    let alone = takes(Vec::new());
    let merged = takes(vec![(0, 1, 1_048_575, 1); 20_000]);
    assert!(merged < alone * 3 + MOMENT, "{merged:?} after {alone:?}");
}

#[test]
fn one_column_of_what_was_paid_is_not_counted_for_each_month() {
    let mut made = dues(0, Vec::new());
    let rows = [
        ["姓名", "9月应缴", "10月应缴", "实缴"],
        ["张秀英", "25", "30", "55"],
    ];
    for (row, texts) in (0..).zip(rows) {
        for (column, text) in (0..).zip(texts) {
            made.grid
                .insert((row, column), (words(text), Looks::default()));
        }
    }
    let (rows, findings) = tables_and_findings(&mut made);
    let sum = |id| -> i64 {
        let of = |rows: &TypedRows| match rows.column(id).and_then(|column| column.get(0)) {
            Some(TypedValue::Int(fen)) => fen,
            _ => 0,
        };
        rows.iter().map(of).sum()
    };
    assert_eq!((sum("due"), sum("paid")), (5_500, 0));
    let said = |code| {
        findings
            .iter()
            .any(|f| f.code == code && f.place.cell == Some((0, 3)))
    };
    assert!(said(Code::T003), "{findings:?}");
}

/// Writes the sheet as a workbook; what a workbook cannot hold is left out.
fn written(made: &Made, path: &std::path::Path) -> bool {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let _ = sheet.set_name(&made.name);
    for (&(row, column), (value, _)) in &made.grid {
        let column = u16::try_from(column).unwrap();
        let _ = match value {
            Value::Text(text) => sheet.write_string(row, column, text.as_str()).map(drop),
            Value::Number(number) => sheet.write_number(row, column, *number).map(drop),
            Value::Bool(bool) => sheet.write_boolean(row, column, *bool).map(drop),
            other => sheet.write_string(row, column, other.shown()).map(drop),
        };
    }
    workbook.save(path).is_ok()
}

/// The program says the same number of rows as the library, and never falls over.
fn end_to_end(seed: u64) {
    let folder = tempfile::TempDir::new().unwrap();
    let made = make(&mut Chance::of(seed), 24);
    let path = folder.path().join("育才小学.xlsx");
    if !written(&made, &path) {
        return;
    }
    let bytes = std::fs::read(&path).unwrap();
    let expected: usize = match open(&bytes, &Limits::default()) {
        Ok(mut workbook) => tables(workbook.as_mut()).iter().map(|t| t.rows.len()).sum(),
        Err(_) => 0,
    };
    let ran = gonghui(
        folder.path(),
        &["check", "育才小学.xlsx", "--format", "json"],
    );
    assert!((0..=3).contains(&ran.code), "seed {seed}: {}", ran.stderr);
    assert!(
        !ran.stderr.contains("panicked"),
        "seed {seed}: {}",
        ran.stderr
    );
    let said = ran.json();
    let rows = said["inputs"][0]["tables"].as_array().unwrap().iter();
    let rows: u64 = rows.map(|table| table["rows"].as_u64().unwrap()).sum();
    assert_eq!(rows, expected as u64, "seed {seed}");
    let ran = gonghui(folder.path(), &["report", "育才小学.xlsx", "--out", "出"]);
    assert!((0..=3).contains(&ran.code), "seed {seed}: {}", ran.stderr);
    assert!(
        !ran.stderr.contains("panicked"),
        "seed {seed}: {}",
        ran.stderr
    );
}

#[test]
fn a_workbook_made_up_goes_through_the_program() {
    (3..6).for_each(end_to_end);
}

#[test]
#[ignore = "as long as one likes: FUZZ_SECONDS=600 cargo test --test end_to_end -- --ignored fuzz"]
fn fuzz_sheets_for_a_while() {
    let (seeds, until) = asked();
    let mut done = 0_u64;
    let mut wrong = Vec::new();
    for seed in seeds {
        let rows = if seed % 100 == 0 { 3_000 } else { 40 };
        if let Err(what) = survives(seed, rows) {
            wrong.push(what);
        }
        if seed % 500 == 0 {
            end_to_end(seed);
        }
        done += 1;
        if Instant::now() > until || wrong.len() > 20 {
            break;
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    println!("{done} sheets");
}
