//! Sheets made up at random through recognise and parse: whatever stands in them, nothing panics, no
//! row is counted twice, and no value comes out that its own cell does not hold.

use super::grids::{Grid, Made, make, words};
use super::support::gonghui;
use super::xlsx_fuzz::{Chance, asked};
use gonghui::finding::Finding;
use gonghui::pipeline::{tables, tables_and_findings};
use gonghui::read::{Limits, Looks, Value, open};
use gonghui::rows::{Layout, TypedRows, TypedValue};
use gonghui::rule::{hint, message, rule};
use gonghui::schema::ColumnType;
use gonghui::words::Lang;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Of the words that are put into cells, those that mean what stands above.
const DITTO: [&str; 4] = ["〃", "同上", "″", "\""];

/// The digits of a text without the zeros at their ends.
fn digits(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap(),
        other => other,
    };
    let all: String = text
        .chars()
        .map(narrow)
        .filter(char::is_ascii_digit)
        .collect();
    all.trim_matches('0').to_string()
}

/// Whether `kept` (fen or millionths of a unit) is what `cell` says, in yuan or ten thousands.
fn figure_of(kept: i64, cell: &Value<'_>) -> bool {
    match cell {
        Value::Number(number) => [1.0, 100.0, 1e3, 1e4, 1e6, 1e8]
            .iter()
            .flat_map(|scale| [number * scale, number * scale * 100.0])
            .any(|said| (said - kept as f64).abs() <= 0.6 + said.abs() * 1e-12),
        Value::Text(text) => {
            let said = digits(text.as_str());
            let kept = digits(&kept.to_string());
            // Rounded to the fen or millionth, or in Chinese numerals.
            said == kept || said.is_empty() || said.len() > 6 || text.as_str().contains('.')
        }
        _ => false,
    }
}

/// Whether the cell that `rows` takes `column` in row `number` from holds what was kept.
fn derived(made: &Made, rows: &TypedRows, index: usize, at: usize) -> Result<(), String> {
    let Some(value) = rows.columns[index].get(at) else {
        return Ok(());
    };
    if rows.block.month_in_title == Some(index) {
        return Ok(());
    }
    let Some(place) = rows.block.cell(index, rows.rows[at]) else {
        return Err(format!("a value of no column: {value:?}"));
    };
    let figure = matches!(
        rows.block.table.columns[index].kind,
        ColumnType::Money | ColumnType::Integer | ColumnType::Decimal
    );
    let Some((cell, _)) = made.grid.get(&place) else {
        let merged = made.merges.iter().any(|(first, column, last, _)| {
            *first < place.0 && place.0 <= *last && *column == place.1
        });
        return match merged && !figure {
            true => Ok(()),
            false => Err(format!("{value:?} out of the empty cell {place:?}")),
        };
    };
    let ditto = |text: &str| DITTO.contains(&text.trim());
    match (cell, &value) {
        (Value::Error(_) | Value::Uncalculated, _) => Err(format!("{value:?} out of {cell:?}")),
        (Value::Text(text), _) if ditto(text.as_str()) => match at.checked_sub(1) {
            Some(above) if rows.columns[index].get(above).as_ref() == Some(&value) => Ok(()),
            _ => Err(format!("{value:?} is not what stands above {place:?}")),
        },
        (_, TypedValue::Int(kept)) if !figure_of(*kept, cell) => {
            Err(format!("{kept} out of {cell:?} at {place:?}"))
        }
        (Value::Date(day), TypedValue::Date(kept))
            if (kept.year(), kept.month()) != (day.year(), day.month()) =>
        {
            Err(format!("{kept} out of {day}"))
        }
        (Value::Bool(_), TypedValue::Date(_)) => Err(format!("{value:?} out of {cell:?}")),
        _ => Ok(()),
    }
}

/// No row twice, each row there, each value its cell's, and each figure in one row alone.
fn sound_tables(made: &Made, tables: &[TypedRows]) -> Result<(), String> {
    let mut counted: HashSet<(u32, u32)> = HashSet::new();
    for rows in tables {
        let there = |number: u32| {
            made.grid
                .range((number - 1, 0)..(number, 0))
                .next()
                .is_some()
        };
        let ascending = rows.rows.windows(2).all(|pair| pair[0] < pair[1]);
        if !ascending
            || rows
                .columns
                .iter()
                .any(|column| column.len() != rows.rows.len())
        {
            return Err(format!("rows {:?}", rows.rows));
        }
        for (at, &number) in rows.rows.iter().enumerate() {
            let below =
                matches!(rows.block.layout, Layout::Form(_)) || number > rows.block.header.0 + 1;
            if !below || !there(number) {
                return Err(format!("row {number} of {}", rows.block.table.id));
            }
            for (index, column) in rows.block.table.columns.iter().enumerate() {
                derived(made, rows, index, at)?;
                // A wide sheet's months share the base and what is due, but not what was paid.
                let wide = rows.block.table.wide.as_ref();
                let wide = wide.filter(|_| rows.block.month_in_title.is_some());
                let shared = wide.is_some_and(|wide| wide.value != column.id);
                let figure = column.kind == ColumnType::Money
                    && !shared
                    && rows.columns[index].get(at).is_some();
                let place = rows.block.cell(index, number).filter(|_| figure);
                if place.is_some_and(|place| !counted.insert(place)) {
                    let id = format!(
                        "{}.{} of {:?}",
                        rows.block.table.id, column.id, rows.block.layout
                    );
                    return Err(format!("the figure in {place:?} counts twice: {id}"));
                }
            }
        }
    }
    Ok(())
}

/// A finding is of a declared rule, at a place of the sheet, and its sentences can be said.
fn sound_finding(grid: &Grid, finding: &Finding) -> Result<(), String> {
    let code = finding.code;
    rule(code).ok_or(format!("{code} is not declared"))?;
    let far = |(row, column)| {
        let last = grid.keys().next_back().map_or(0, |place| place.0);
        let most = grid.keys().map(|place| place.1).max().unwrap_or(0);
        // The empty value of a form stands beside its label.
        row > last || column > most + 1
    };
    if finding.place.cell.is_some_and(far) {
        return Err(format!("{code} at {:?}", finding.place.cell));
    }
    for lang in [Lang::Zh, Lang::En] {
        let _ = hint(finding, lang);
        if message(finding, lang).is_empty() {
            return Err(format!("{code} says nothing"));
        }
    }
    Ok(())
}

fn look(made: &mut Made) -> Result<(), String> {
    let begun = Instant::now();
    let (tables, findings) = tables_and_findings(made);
    let most = Duration::from_secs(2)
        + Duration::from_micros(500) * u32::try_from(made.grid.len()).unwrap();
    if begun.elapsed() > most {
        return Err(format!(
            "{} cells take {:?}",
            made.grid.len(),
            begun.elapsed()
        ));
    }
    sound_tables(made, &tables)?;
    for finding in &findings {
        sound_finding(&made.grid, finding)?;
    }
    let again = tables_and_findings(made);
    let told = |rows: &[TypedRows], findings: &[Finding]| {
        let rows: Vec<String> = rows
            .iter()
            .map(|r| format!("{:?}{:?}", r.rows, r.columns))
            .collect();
        format!("{rows:?}{findings:?}")
    };
    match told(&tables, &findings) == told(&again.0, &again.1) {
        true => Ok(()),
        false => Err("it is read otherwise the second time".to_string()),
    }
}

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
    let merged: Vec<_> = findings.iter().filter(|f| f.code == "C005").collect();
    assert_eq!(merged.len(), 1, "{findings:?}");
    assert_eq!(merged[0].place.cell, Some((2, 2)));
}

#[test]
fn merged_cells_over_each_other_cost_no_more_than_their_number() {
    let begun = Instant::now();
    look(&mut dues(10_000, Vec::new())).unwrap();
    let alone = begun.elapsed();
    let begun = Instant::now();
    look(&mut dues(10_000, vec![(0, 1, 1_048_575, 1); 20_000])).unwrap();
    let most = alone * 3 + Duration::from_millis(500);
    assert!(
        begun.elapsed() < most,
        "{:?} after {alone:?}",
        begun.elapsed()
    );
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
    assert!(said("T003"), "{findings:?}");
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
