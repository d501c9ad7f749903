//! Every rule's examples are its tests: the wrong rows are found, the right ones are not.

use super::*;
use crate::frame::Frameset;
use crate::outcome::{Unit, UnitStatus};
use crate::parse::{built_in_plan, rows_from_text};
use crate::plan::Period;
use crate::rows::TypedRows;
use crate::rule::{Example, Rule, rules};
use crate::schema::schema;
use std::collections::BTreeMap;

/// The unit of an example's rows, unless they say `@unit`.
const UNIT: &str = "示例小学";

/// The codes that the rows of an example are found under, parsing included.
fn codes(rule: &Rule, rows: &[Example]) -> Vec<Code> {
    let mut sheets: BTreeMap<(String, String), Vec<Example>> = BTreeMap::new();
    for row in rows {
        let mut row = row.clone();
        let table = row
            .remove("@table")
            .or(rule.table.clone())
            .expect("a table");
        let unit = row.remove("@unit").unwrap_or(UNIT.to_string());
        sheets.entry((unit, table)).or_default().push(row);
    }
    let mut units: Vec<Unit> = Vec::new();
    let mut tables: Vec<(u32, TypedRows)> = Vec::new();
    let mut findings = Vec::new();
    for ((unit, table), rows) in sheets {
        if !units.iter().any(|u| u.name == unit) {
            units.push(Unit {
                name: unit,
                kind: None,
                status: UnitStatus::Received,
                files: 1,
            });
        }
        let table = schema().table(&table).expect("a declared table");
        for row in &rows {
            for column in row.keys() {
                assert!(table.column(column).is_some(), "{}: {column}", rule.code);
            }
        }
        let (typed, faults) = rows_from_text(table, &rows);
        findings.extend(faults);
        tables.push((u32::try_from(units.len()).expect("few") - 1, typed));
    }
    let plan = built_in_plan();
    let set = Frameset {
        units: &units,
        plan: &plan,
        period: Period::parse("2023-2024-1").expect("a period"),
    };
    let tables: Vec<(u32, &TypedRows)> = tables.iter().map(|(unit, rows)| (*unit, rows)).collect();
    let batch = Batch::new(&tables, set);
    findings.extend(check(&batch));
    let mut rosters = Rosters::default();
    rosters.add(&batch);
    findings.extend(rosters.findings(|unit| units[unit as usize].name.clone()));
    for finding in &findings {
        let rule = crate::rule::rule(finding.code);
        // A name that stands in one language alone stayed in its braces, and only the Chinese message
        // and the English hint were looked at.
        for lang in [crate::words::Lang::Zh, crate::words::Lang::En] {
            let message = crate::rule::message(finding, lang);
            assert!(!message.contains('{'), "{}: {message}", rule.code);
            let hint = crate::rule::hint(finding, lang);
            assert!(!hint.contains('{'), "{}: {hint}", rule.code);
        }
    }
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn every_wrong_example_is_found_and_every_right_one_is_not() {
    for rule in rules().iter().filter(|rule| !rule.wrong.is_empty()) {
        let code = rule.code;
        assert!(
            codes(rule, &rule.wrong).contains(&code),
            "{code}: wrong rows not found"
        );
        assert!(
            !codes(rule, &rule.right).contains(&code),
            "{code}: right rows found"
        );
    }
}

#[test]
fn the_right_rows_break_no_rule_of_errors() {
    for rule in rules().iter().filter(|rule| !rule.wrong.is_empty()) {
        let right = codes(rule, &rule.right);
        let errors: Vec<_> = right
            .iter()
            .filter(|code| crate::rule::rule(**code).severity == crate::finding::Severity::Error)
            .collect();
        assert!(
            errors.is_empty(),
            "{}: the right rows break {errors:?}",
            rule.code
        );
    }
}

#[test]
fn every_rule_about_rows_has_examples_and_someone_who_carries_it_out() {
    for rule in rules() {
        let letter = rule.code.letter();
        if matches!(letter, 'F' | 'T' | 'P') && rule.code != Code::T101 {
            continue;
        }
        // What Excel did to a number cannot be typed as text, nor what a column beside the table's own says.
        let shown_by_parser = [
            Code::C002,
            Code::C003,
            Code::C005,
            Code::C122,
            Code::C182,
            Code::C230,
            Code::C232,
            Code::C235,
            Code::C236,
            Code::C237,
            Code::C260,
            Code::C008,
            Code::C009,
        ]
        .contains(&rule.code);
        assert!(
            shown_by_parser || !rule.wrong.is_empty(),
            "{} has no example",
            rule.code
        );
        let by_function = FUNCTIONS
            .iter()
            .any(|(codes, _)| codes.contains(&rule.code));
        let elsewhere = letter == 'C' || ACROSS_BATCHES.contains(&rule.code);
        assert!(
            elsewhere || by_function != rule.condition.is_some(),
            "{}: a condition or a function, and not both",
            rule.code
        );
    }
}
