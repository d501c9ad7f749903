//! More findings than a sheet has room for. A province once had 367 a school and 3,000 schools, more rows
//! than Excel has, and no workbook was written at all.

use super::{Book, Workbooks, number, open, sheet};
use crate::finding::{Arg, Code, Finding, Place};
use crate::outcome::{Outcome, Unit, UnitFigures};
use crate::words::Lang;
use calamine::{Data, Reader};
use std::collections::BTreeMap;

/// A district of so many `units`, and of each so many findings of each code.
fn outcome(units: u32, counts: &[(Code, u32)]) -> Outcome {
    let mut outcome = super::outcome();
    outcome.targets.clear();
    let unit = outcome.units[0].clone();
    let named = |number: u32| Unit {
        name: format!("第{number}小学"),
        ..unit.clone()
    };
    outcome.units = (0..units).map(named).collect();
    outcome.figures = outcome
        .units
        .iter()
        .map(|_| UnitFigures::default())
        .collect();
    outcome.inputs.clear();
    outcome.findings.clear();
    for unit in &outcome.units {
        for &(code, count) in counts {
            for row in 0..count {
                let place = Place {
                    unit: Some(unit.name.clone()),
                    sheet: Some("会费收缴".into()),
                    cell: Some((row + 4, 5)),
                    table: Some("dues"),
                    column: Some("paid"),
                    ..Place::default()
                };
                let finding = Finding::new(code, place).value("20.00");
                let finding = finding.arg("paid", Arg::Fen(2_000 + i64::from(row)));
                outcome
                    .findings
                    .push(finding.arg("due_or_worked_out", Arg::Fen(2_615)));
            }
        }
    }
    outcome
}

/// How many rows of the list are of each unit and code.
fn listed(book: &mut Book) -> BTreeMap<(String, String), usize> {
    let mut listed = BTreeMap::new();
    for row in sheet(book, "问题清单").rows() {
        if matches!(row.first(), Some(Data::Float(_) | Data::Int(_))) {
            *listed
                .entry((row[2].to_string(), row[6].to_string()))
                .or_default() += 1;
        }
    }
    listed
}

/// Unit, code, count, listed of each line of 问题统计.
fn counts(book: &mut Book) -> Vec<(String, String, f64, f64)> {
    let counts = sheet(book, "问题统计");
    let rows = counts.rows().filter(|row| row[3].to_string().len() == 4);
    rows.map(|row| {
        (
            row[1].to_string(),
            row[3].to_string(),
            number(&row[5]),
            number(&row[6]),
        )
    })
    .collect()
}

#[test]
fn where_not_all_findings_have_room_errors_go_first_and_no_unit_is_without() {
    // D101 is an error, the others are warnings; nine rows have room: one for each of the four kinds of
    // warnings, and of each unit's errors two.
    let all = [(Code::D101, 10), (Code::D103, 1), (Code::D104, 2)];
    let outcome = outcome(2, &all);
    let mut books = Workbooks::new(&outcome, Lang::Zh);
    books.most_findings = 9;
    let mut book = open(&books.district().expect("the workbook"));
    let expected: Vec<_> = ["第0小学", "第1小学"]
        .into_iter()
        .flat_map(|unit| all.map(|(code, count)| (unit.to_string(), code.to_string(), count)))
        .collect();
    let listed = listed(&mut book);
    let of = |unit: &str, code: &str| {
        let key = (unit.to_string(), code.to_string());
        listed.get(&key).copied().unwrap_or(0)
    };
    // The ninth would have to be one unit's.
    assert_eq!(listed.values().sum::<usize>(), 8, "{listed:?}");
    for unit in ["第0小学", "第1小学"] {
        let each = [Code::D101, Code::D103, Code::D104].map(|code| of(unit, code.as_str()));
        assert_eq!(each, [2, 1, 1], "{listed:?}");
    }
    let counts = counts(&mut book);
    let said: Vec<_> = counts
        .iter()
        .map(|(unit, code, count, _)| (unit.clone(), code.clone(), *count as u32))
        .collect();
    assert_eq!(said, expected);
    for (unit, code, _, shown) in &counts {
        assert_eq!(*shown as usize, of(unit, code), "{unit} {code}");
    }
    let list = sheet(&mut book, "问题清单");
    let said = list
        .rows()
        .flatten()
        .find(|cell| cell.to_string().starts_with("共有 26 条问题"));
    let said = said.expect("what is not listed is said").to_string();
    assert!(
        said.contains("这里列出 8 条") && said.contains("gonghui check"),
        "{said}"
    );
    // One more, and all have room: the sheets are what they were.
    books.most_findings = 26;
    let book = open(&books.district().expect("the workbook"));
    assert!(!book.sheet_names().contains(&"问题统计".to_string()));
}

#[test]
fn a_schools_own_workbooks_are_cut_likewise() {
    let outcome = outcome(2, &[(Code::D101, 10), (Code::D104, 20)]);
    let mut books = Workbooks::new(&outcome, Lang::Zh);
    books.most_findings = 12;
    let mut report = open(&books.end_of_term(1).expect("the report"));
    assert_eq!(counts(&mut report).len(), 2, "of this school alone");
    let mut feedback = open(&books.feedback(1, &[]).expect("the feedback"));
    let list = sheet(&mut feedback, "问题清单");
    let numbered = list
        .rows()
        .filter(|row| matches!(row[0], Data::Float(_) | Data::Int(_)));
    assert_eq!(numbered.count(), 12);
    let said = |cell: &Data| {
        cell.to_string()
            .starts_with("共有 30 条问题，这里列出前 12 条")
    };
    assert!(list.rows().flatten().any(said));
}

#[test]
fn of_many_kinds_each_has_as_many_as_there_is_room_for() {
    use crate::render::workbook::both::findings::share;
    assert_eq!(share(vec![10, 1, 10, 1], 9), 3);
    assert_eq!(share(vec![10, 1, 10, 1], 22), 22);
    assert_eq!(share(vec![5, 5, 5], 2), 0);
    assert_eq!(share(Vec::new(), 7), 7);
}

/// The most memory that this process had so far, in MiB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kib.unwrap_or(0) >> 10
}

/// `cargo test --lib -- --ignored province --nocapture`.
#[test]
#[ignore = "takes a gibibyte"]
fn a_province_of_1_200_000_findings_has_its_workbook() {
    let kinds = [Code::D101, Code::D102, Code::D103, Code::D104];
    let outcome = outcome(3_000, &kinds.map(|code| (code, 100)));
    assert_eq!(outcome.findings.len(), 1_200_000);
    let before = peak();
    let bytes = Workbooks::new(&outcome, Lang::Zh)
        .district()
        .expect("the workbook");
    let after = peak();
    eprintln!("peak before writing {before} MiB, after {after} MiB");
    assert!(after - before < 400, "{before} to {after} MiB");
    super::keep("province.xlsx", &bytes);
    let mut book = open(&bytes);
    let listed = listed(&mut book);
    let rows = listed.values().sum::<usize>();
    assert!(
        (99_000..=super::super::MOST_FINDINGS).contains(&rows),
        "{rows}"
    );
    assert_eq!(listed.len(), 12_000, "every unit, every rule");
    let counts = counts(&mut book);
    assert_eq!(counts.len(), 12_000);
    assert_eq!(
        counts.iter().map(|(.., count, _)| count).sum::<f64>(),
        1_200_000.0
    );
}
