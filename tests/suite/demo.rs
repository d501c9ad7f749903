//! `gonghui demo`: what it says, and that over its sample district every seeded mistake is found at
//! its place and nothing else is.

use super::support::{DEMO, DISTRICT};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[test]
fn demo_says_what_it_wrote_and_what_to_do_next() {
    insta::assert_snapshot!(DEMO.ran.transcript("demo"));
}

#[derive(Deserialize)]
struct Mistakes {
    mistake: Vec<Mistake>,
}

#[derive(Deserialize, Debug)]
struct Mistake {
    kind: String,
    unit: String,
    path: Option<String>,
    sheet: Option<String>,
    cell: Option<String>,
    column: Option<String>,
    note: String,
}

/// The codes that a kind of mistake may be found under.
fn codes(kind: &str) -> &'static [&'static str] {
    match kind {
        "type_date" => &["C111"],
        "type_money" => &["C130"],
        "type_integer" => &["C140"],
        "type_bool" => &["C160"],
        "required_missing" => &["C001"],
        "formula_error" => &["C002"],
        "category_unknown" => &["C170"],
        "bound" => &["C210"],
        "id_checksum" => &["C181"],
        "credit_code_checksum" => &["C190"],
        "phone_form" => &["C200"],
        "unknown_column" => &["T003"],
        "unrecognised_sheet" => &["T001"],
        "key_repeat_members" | "key_repeat_dues" => &["T101"],
        "id_birth" => &["M101"],
        "id_sex" => &["M102"],
        "joined_before_16" => &["M103"],
        "joined_after_period" => &["M104"],
        "dues_amount" => &["D101"],
        "dues_unpaid" => &["D102", "D103"],
        "dues_overpaid" => &["D104"],
        "dues_not_on_roster" => &["D105"],
        "dues_month_missing" => &["D106"],
        "dues_six_months" => &["D108"],
        "dues_retired" => &["D109"],
        "welfare_cash_holiday" | "welfare_card_holiday" => &["W101"],
        "welfare_amount" => &["W102"],
        "welfare_holiday_unknown" => &["W103"],
        "welfare_over_ceiling" => &["W104"],
        "voucher_repeat" => &["W105"],
        "sports_awarded" => &["S101"],
        "sports_rank_gap" => &["S102"],
        "sports_points_order" => &["S103"],
        "sports_entrant_not_on_roster" => &["S104"],
        "audit_report_no_missing" => &["U101"],
        "audit_dates_order" => &["U102"],
        "audit_filed_before" => &["U103", "U104"],
        "audit_missing_in_year" => &["U105"],
        "activity_out_of_period" => &["A101"],
        "attendance_over_staff" => &["A102"],
        "staff_count_differs" => &["X101"],
        "member_in_two_units" => &["X103"],
        "unreadable_file" => &["F003"],
        "unit_named_from_path" => &["F012"],
        "unit_named_from_line" | "unit_named_by_line" => &["F013"],
        "unit_not_expected" => &["F014"],
        "not_received" => &["P001"],
        _ => panic!("no code is listed for mistakes of the kind {kind}"),
    }
}

/// Path, sheet, cell.
type Place = (Option<String>, Option<String>, Option<String>);

fn mistakes() -> Vec<Mistake> {
    let list: Mistakes = toml::from_str(include_str!("../demo/mistakes.toml")).unwrap();
    list.mistake
}

fn owned(value: &Value) -> Option<String> {
    value.as_str().map(str::to_string)
}

fn findings() -> BTreeMap<Place, Vec<&'static Value>> {
    let mut places: BTreeMap<Place, Vec<&Value>> = BTreeMap::new();
    for finding in DISTRICT["findings"].as_array().unwrap() {
        let of = |key: &str| owned(&finding[key]);
        let place = (of("path"), of("sheet"), of("cell"));
        places.entry(place).or_default().push(finding);
    }
    places
}

#[test]
fn every_seeded_mistake_is_found_at_its_place_and_nothing_else_is() {
    let mut findings = findings();
    let mut missed = Vec::new();
    let mut seeded = mistakes();
    // Those with one code first, so that they do not lose it to one with a choice.
    seeded.sort_by_key(|mistake| codes(&mistake.kind).len());
    for mistake in &seeded {
        let place = (
            mistake.path.clone(),
            mistake.sheet.clone(),
            mistake.cell.clone(),
        );
        let here = findings.entry(place).or_default();
        let fits = |finding: &&Value| {
            codes(&mistake.kind).contains(&finding["code"].as_str().unwrap())
                && finding["unit"] == mistake.unit.as_str()
        };
        match here.iter().position(fits) {
            Some(position) => {
                let found = here.remove(position);
                if let Some(column) = &mistake.column {
                    assert_eq!(found["column"], column.as_str(), "{mistake:?}");
                }
            }
            None => missed.push(format!("{mistake:?}; found there: {here:?}")),
        }
    }
    let besides: Vec<&Value> = findings.into_values().flatten().collect();
    assert!(missed.is_empty(), "not found:\n{}", missed.join("\n"));
    assert!(besides.is_empty(), "found besides:\n{besides:#?}");
}

#[test]
fn the_list_of_mistakes_says_of_each_what_was_done() {
    for mistake in mistakes() {
        assert!(!mistake.note.is_empty(), "{mistake:?}");
        assert!(!codes(&mistake.kind).is_empty());
    }
}

/// As the sample itself proposes it: the whole folder, in which its plan and its reports stand too.
#[test]
fn the_folder_of_the_sample_gives_what_its_returns_give() {
    let ran = super::support::run(&DEMO.root, "district demo --out from-folder --format json");
    assert_eq!(ran.code, 3, "one workbook cannot be read");
    let json = ran.json();
    let codes = |json: &Value| {
        let findings = json["findings"].as_array().unwrap().iter();
        let mut all: Vec<String> = findings
            .map(|f| f["code"].as_str().unwrap().to_string())
            .filter(|code| !["F015", "F017", "F018"].contains(&code.as_str()))
            .collect();
        all.sort();
        all
    };
    assert_eq!(codes(&json), codes(&DISTRICT));
    assert_eq!(json["metrics"], DISTRICT["metrics"]);
    assert_eq!(json["targets"], DISTRICT["targets"]);
    assert_eq!(json["units"], DISTRICT["units"]);
}

/// Its exit code says that the batch was not whole; what it printed names the file.
#[test]
fn the_unreadable_workbook_stops_nothing() {
    let summary = &DISTRICT["summary"];
    assert_eq!(summary["unreadable"], 1);
    let received = DISTRICT["units"].as_array().unwrap().iter();
    assert_eq!(
        received.filter(|unit| unit["status"] == "received").count(),
        11
    );
}
