//! Totals are live formulas, and the value stored with each is what the formula gives: what Excel,
//! WPS and a program that reads values see is the same.

use super::support::{Cells, DEMO, district_workbook, sheets, text};
use calamine::{Data, Reader, open_workbook_auto};
use std::collections::BTreeMap;
use std::path::Path;

type Book = BTreeMap<String, Cells>;

/// Every formula of a workbook with its place.
fn formulas(path: &Path) -> Vec<(String, (u32, u32), String)> {
    let mut workbook = open_workbook_auto(path).unwrap();
    let mut all = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_formula(&name).unwrap();
        let (row, column) = range.start().unwrap_or_default();
        for (r, c, formula) in range.used_cells() {
            let place = (r as u32 + row, c as u32 + column);
            all.push((name.clone(), place, formula.clone()));
        }
    }
    all
}

/// `$B$6` as row and column from 0.
fn cell(a1: &str) -> (u32, u32) {
    let a1 = a1.replace('$', "");
    let letters = a1.trim_end_matches(|c: char| c.is_ascii_digit());
    let row: u32 = a1[letters.len()..]
        .parse()
        .unwrap_or_else(|_| panic!("{a1}"));
    let column = letters
        .bytes()
        .fold(0, |n, b| n * 26 + u32::from(b - b'A') + 1);
    (row - 1, column - 1)
}

/// The cells of `Sheet!A1:B2`, of `A1:B2` or of `A1`, row by row; blanks too.
fn cells<'b>(book: &'b Book, here: &str, reference: &str) -> Vec<&'b Data> {
    let (sheet, range) = reference.rsplit_once('!').unwrap_or((here, reference));
    let (from, to) = range.split_once(':').unwrap_or((range, range));
    let ((r0, c0), (r1, c1)) = (cell(from), cell(to));
    let sheet = &book[sheet.trim_matches('\'')];
    let places = (r0..=r1).flat_map(|r| (c0..=c1).map(move |c| (r, c)));
    places
        .map(|place| sheet.get(&place).unwrap_or(&Data::Empty))
        .collect()
}

fn number(value: &Data) -> Option<f64> {
    match value {
        Data::Float(number) => Some(*number),
        Data::Int(number) => Some(*number as f64),
        Data::DateTime(date) => Some(date.as_f64()),
        _ => None,
    }
}

/// Whether `value` is what a criterion of COUNTIF asks for.
fn meets(value: &Data, criterion: &str) -> bool {
    let said = text(value);
    if let Some(other) = criterion.strip_prefix("<>") {
        return said != other;
    }
    match criterion.strip_suffix('*') {
        Some(start) => said.starts_with(start),
        None => said == criterion,
    }
}

/// What a formula gives, as text where it is no number. The few forms that reports use.
fn value(book: &Book, here: &str, formula: &str) -> Result<f64, String> {
    let of = |reference: &str| cells(book, here, reference);
    let one = |reference: &str| number(of(reference)[0]).unwrap_or(0.0);
    let quoted = |text: &str| text.trim_matches('"').to_string();
    let inner = formula.strip_suffix(')').unwrap_or(formula);
    let call = |name: &str| {
        let rest = inner.strip_prefix(name)?.strip_prefix('(')?;
        Some(rest.split(',').collect::<Vec<_>>())
    };
    let difference = |text: &str| text.split_once('-').map(|(a, b)| one(a) - one(b));
    if let Some(parts) = call("SUM") {
        return Ok(parts
            .iter()
            .flat_map(|part| of(part))
            .filter_map(number)
            .sum());
    }
    if let Some(parts) = call("IF") {
        let (by, zero) = parts[0].split_once('=').unwrap();
        assert_eq!(zero, "0", "{formula}");
        if one(by) == 0.0 {
            return Err(quoted(parts[1]));
        }
        let (a, b) = parts[2].split_once('/').unwrap();
        return Ok(one(a) / one(b));
    }
    if let Some(parts) = call("ROUND") {
        let places: i32 = parts[1].parse().unwrap();
        let scale = 10_f64.powi(places);
        return Ok((difference(parts[0]).unwrap() * scale).round() / scale);
    }
    if let Some(parts) = call("SUMIFS") {
        let wanted = text(of(parts[2])[0]);
        let pairs = of(parts[0]).into_iter().zip(of(parts[1]));
        return Ok(pairs
            .filter(|(_, key)| text(key) == wanted)
            .filter_map(|(v, _)| number(v))
            .sum());
    }
    for name in ["COUNTIFS", "COUNTIF"] {
        if let Some(parts) = call(name) {
            let mut kept = vec![true; of(parts[0]).len()];
            for pair in parts.chunks(2) {
                for (kept, value) in kept.iter_mut().zip(of(pair[0])) {
                    *kept &= meets(value, &quoted(pair[1]));
                }
            }
            return Ok(kept.into_iter().filter(|kept| *kept).count() as f64);
        }
    }
    if let Some(parts) = call("COUNT") {
        return Ok(of(parts[0]).into_iter().filter_map(number).count() as f64);
    }
    if let Some(parts) = call("ROWS") {
        return Ok(of(parts[0]).len() as f64);
    }
    if let Some(parts) = call("RANK") {
        let mine = one(parts[0]);
        let better = of(parts[1])
            .into_iter()
            .filter_map(number)
            .filter(|other| *other > mine);
        return Ok(better.count() as f64 + 1.0);
    }
    match difference(formula) {
        Some(difference) => Ok(difference),
        None if formula.contains(['(', '+', '*', '/']) => panic!("no form for ={formula}"),
        None => number(of(formula)[0]).ok_or_else(|| text(of(formula)[0])),
    }
}

fn is_live(path: &Path) -> usize {
    let book: Book = sheets(path).into_iter().collect();
    let formulas = formulas(path);
    for (sheet, place, formula) in &formulas {
        let stored = &book[sheet][place];
        match value(&book, sheet, formula) {
            Ok(expected) => {
                let found = number(stored)
                    .unwrap_or_else(|| panic!("{sheet} {place:?} ={formula}: {stored:?}"));
                assert!(
                    (found - expected).abs() < 1e-6,
                    "{sheet} {place:?} ={formula}: {found}, and not {expected}"
                );
            }
            Err(expected) => assert_eq!(text(stored), expected, "{sheet} {place:?} ={formula}"),
        }
    }
    formulas.len()
}

#[test]
fn the_district_workbook_holds_live_totals_with_their_values() {
    assert!(is_live(&district_workbook()) > 500);
}

#[test]
fn so_does_every_end_of_term_workbook() {
    let mut files = Vec::new();
    super::support::collect(&DEMO.file("reports/期末报告"), &mut files);
    assert_eq!(files.len(), 12);
    for file in files {
        assert!(is_live(&file) > 50, "{file:?}");
    }
}

/// A row that says 合计 has no typed number in it: each is the formula of its parts.
#[test]
fn every_total_is_a_formula() {
    let mut files = vec![district_workbook()];
    super::support::collect(&DEMO.file("reports/期末报告"), &mut files);
    let mut totals = 0;
    for file in files {
        let formulas = formulas(&file);
        for (name, cells) in sheets(&file) {
            for (row, _) in cells
                .iter()
                .filter(|(_, c)| text(c) == "合计")
                .map(|(at, _)| *at)
            {
                // The label of a column is 合计 too; no number stands in a header.
                for ((_, column), value) in
                    cells.range((row, 0)..(row + 1, 0)).map(|(at, v)| (*at, v))
                {
                    if number(value).is_some() {
                        let here = (name.clone(), (row, column));
                        let live = formulas
                            .iter()
                            .any(|(n, p, _)| (n, p) == (&here.0, &here.1));
                        assert!(live, "{file:?} {here:?}");
                        totals += 1;
                    }
                }
            }
        }
    }
    assert!(totals > 100, "{totals}");
}
