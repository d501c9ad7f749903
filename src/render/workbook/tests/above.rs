//! Every rule at every column of every table, with secrets wherever a value may stand: none of them is in
//! what goes up.

use super::fixture::{self, ID, PHONE};
use super::{Workbooks, parts};
use crate::finding::{Arg, Finding, Place};
use crate::render::{public, terminal};
use crate::rule::{Rule, rules};
use crate::schema::{Column, ColumnType, Privacy, Table, TableKind, schema};
use crate::words::Lang;
use std::collections::BTreeSet;

const NAME: &str = "慕容复兴";
const REASON: &str = "尿毒症";

/// Everything at once, as somebody types it who takes one cell for all.
fn all() -> String {
    format!("{NAME}{ID}{PHONE}{REASON}")
}

/// What may stand in a cell of `column`, right or wrong.
fn secrets(column: Option<&Column>) -> Vec<String> {
    let of = |column: &Column| match (column.kind, column.privacy) {
        // Who types a reason into the column of names is not found out.
        (ColumnType::Name, _) | (_, Some(Privacy::Name)) => vec![NAME.to_string()],
        // What names a thing is about nobody.
        (_, None) if column.goes_up.is_some() => vec![format!("甲{ID}"), PHONE.to_string()],
        _ => vec![
            all(),
            NAME.to_string(),
            ID.to_string(),
            PHONE.to_string(),
            REASON.to_string(),
        ],
    };
    column.map_or_else(|| vec![all(), NAME.to_string()], of)
}

/// What the sentences of a rule name.
fn names(rule: &'static Rule) -> BTreeSet<&'static str> {
    [rule.message.zh, rule.message.en, rule.hint.zh, rule.hint.en]
        .into_iter()
        .flat_map(|sentence| sentence.split('{').skip(1))
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect()
}

/// What a value that is no column's may be. A thing, and a library's own words, name no person.
fn kinds() -> Vec<Arg> {
    vec![
        Arg::Text(all()),
        Arg::Text(PHONE.into()),
        Arg::Person(NAME.into()),
        Arg::Id(ID.into()),
        Arg::Phone(PHONE.into()),
        Arg::Reason(REASON.into()),
        Arg::PaperNumber(all()),
        Arg::Detail(all()),
        Arg::Thing(format!("甲{ID}乙{PHONE}")),
        Arg::filled(crate::messages::NAME_LIKE, Arg::Person(NAME.into())),
        Arg::names([Arg::Person(NAME.into()), Arg::Text(all())].into_iter()),
    ]
}

/// Findings of `rule` in `table`, at each of its columns and at none, with secrets in all their values.
fn findings(rule: &'static Rule, table: &'static Table) -> Vec<Finding> {
    let mut findings = Vec::new();
    let names = names(rule);
    for column in table.columns.iter().map(Some).chain([None]) {
        let place = Place {
            input: Some(2),
            cell: Some((7, 1)),
            sheet: Some("名单".into()),
            table: Some(&table.id),
            column: column.map(|column| column.id.as_str()),
            ..Place::default()
        };
        for (at, value) in secrets(column).into_iter().enumerate() {
            let mut finding = Finding::new(rule.code, place.clone()).value(value);
            for name in &names {
                let kinds = kinds();
                let arg = match table.column(name) {
                    Some(own) => {
                        let secrets = secrets(Some(own));
                        Arg::of_column(Some(own), secrets[at % secrets.len()].clone())
                    }
                    // The value and the title are put in where no argument is of that name.
                    None if ["value", "cell_title"].contains(name) => continue,
                    None => kinds[(at + findings.len()) % kinds.len()].clone(),
                };
                finding = finding.arg(name, arg);
            }
            findings.push(finding);
        }
    }
    findings
}

/// Looks for what may not stand in `text`, which is about `table`. The plan is the district's own.
fn look(text: &str, table: &Table, what: &str) {
    let plan = table.kind == TableKind::Plan;
    let reason = (!plan).then_some(REASON);
    let name = table.aid.then_some(NAME);
    for secret in [ID, PHONE].into_iter().chain(reason).chain(name) {
        assert!(!text.contains(secret), "{secret} in {what}: {text}");
    }
}

#[test]
fn no_rule_at_any_column_of_any_table_tells_what_may_not_go_up() {
    let mut said = 0;
    for table in schema().tables() {
        for rule in rules() {
            for finding in findings(rule, table) {
                for lang in [Lang::Zh, Lang::En] {
                    let what = format!("{} {} {:?}", rule.code, table.id, finding.place.column);
                    look(&public::message(&finding, lang), table, &what);
                    look(&public::hint(&finding, lang), table, &what);
                    said += 1;
                }
            }
        }
    }
    assert!(said > 50_000, "{said}");
}

#[test]
fn no_output_that_goes_up_holds_what_may_not() {
    let (aid, others): (Vec<&'static Table>, Vec<_>) = schema()
        .tables()
        .iter()
        .filter(|table| table.kind == TableKind::Return)
        .partition(|table| table.aid);
    for tables in [aid, others] {
        let mut outcome = fixture::outcome();
        let one = |rule, table| findings(rule, table).into_iter().nth(1);
        let of = |table: &&'static Table| rules().iter().filter_map(|rule| one(rule, table));
        outcome.findings = tables.iter().flat_map(of).collect();
        let workbooks = Workbooks::new(&outcome, Lang::Zh);
        let mut outputs = vec![parts(&workbooks.district().expect("the district's"))];
        let workbooks = Workbooks::new(&outcome, Lang::En);
        outputs.push(parts(&workbooks.end_of_term(0).expect("a unit's")));
        let all = std::mem::take(&mut outcome.findings);
        for some in all.chunks(30) {
            outcome.findings = some.to_vec();
            outputs.push(terminal::outcome(&outcome, &[], Lang::Zh, true));
        }
        for output in outputs {
            look(&output, tables[0], "an output");
        }
    }
}
