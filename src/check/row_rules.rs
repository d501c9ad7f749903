//! Row rules: conditions in SQL, compiled once and evaluated over a batch in one pass a table.

use super::{arg, at, static_id};
use crate::finding::Arg;
use crate::findings::Findings;
use crate::frame::{Batch, Compiled, Compiler, Frame, SqlFault, date_literal};
use crate::rule::{Rule, rules};
use polars::prelude::*;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A row rule, its condition compiled and the names in its sentences found.
struct RowRule {
    rule: &'static Rule,
    condition: Compiled,
    names: Vec<&'static str>,
}

/// Every row rule, or why it cannot be used.
static ROW_RULES: LazyLock<Vec<Result<RowRule, SqlFault>>> =
    LazyLock::new(|| rules().iter().filter_map(compiled).collect());

/// The names of the dates that a condition may compare with.
const DATES: [&str; 4] = ["period_start", "period_end", "reach_start", "reach_end"];

/// A rule that asks something of rows, compiled.
fn compiled(rule: &'static Rule) -> Option<Result<RowRule, SqlFault>> {
    let sql = rule.condition.as_deref()?;
    let condition = Compiler::new(rule.code.as_str(), rule.table()?, &DATES).condition(sql);
    Some(condition.map(|condition| RowRule {
        rule,
        condition,
        names: names(rule),
    }))
}

/// The findings of every row rule.
pub(super) fn check(batch: &Batch<'_>, findings: &mut Findings) {
    check_rules(&ROW_RULES, batch, findings);
}

fn check_rules(
    rules: &'static [Result<RowRule, SqlFault>],
    batch: &Batch<'_>,
    findings: &mut Findings,
) {
    let unusable = rules.iter().filter_map(|rule| rule.as_ref().err());
    findings.extend(unusable.map(SqlFault::finding));
    for frame in batch.frames().iter().filter(|frame| !frame.is_empty()) {
        let table = Some(frame.table.id.as_str());
        let here = rules.iter().flatten();
        let here: Vec<_> = here
            .filter(|rule| rule.rule.table.as_deref() == table)
            .collect();
        ask(&here, batch, frame, findings);
    }
}

/// Asks `rules` of the rows of `frame`: together, and where that fails each by itself, so that one
/// that cannot be evaluated takes none of the others with it.
fn ask(rules: &[&'static RowRule], batch: &Batch<'_>, frame: &Frame, findings: &mut Findings) {
    match (answers(rules, batch, frame), rules) {
        (Ok(answers), _) => {
            for (rule, wrong) in rules.iter().zip(&answers) {
                collect(batch, frame, rule, wrong, findings);
            }
        }
        (Err(_), [rule]) => findings.push(rule.condition.failed().finding()),
        (Err(_), _) => {
            for rule in rules {
                ask(&[rule], batch, frame, findings);
            }
        }
    }
}

/// For each of `rules`, which rows of `frame` are wrong.
fn answers(
    rules: &[&RowRule],
    batch: &Batch<'_>,
    frame: &Frame,
) -> PolarsResult<Vec<BooleanChunked>> {
    let dates = batch.dates();
    let literals = dates.map(|(name, date)| date_literal(date).alias(name));
    let sql: Vec<&str> = rules.iter().map(|rule| rule.condition.sql()).collect();
    let conditions = rules.iter();
    let conditions = conditions.map(|rule| rule.condition.expr().alias(rule.rule.code.as_str()));
    let answers = frame
        .to_polars(&sql)?
        .lazy()
        .with_columns(literals)
        .select(conditions.collect::<Vec<_>>())
        .collect()?;
    let columns = answers.columns().iter();
    columns.map(|column| column.bool().cloned()).collect()
}

/// The findings of one rule where `wrong` is true.
fn collect(
    batch: &Batch<'_>,
    frame: &Frame,
    RowRule { rule, names, .. }: &'static RowRule,
    wrong: &BooleanChunked,
    findings: &mut Findings,
) {
    let cell = rule.cell.as_deref();
    let Some(cell) = cell.and_then(|id| static_id(frame.table, id)) else {
        return;
    };
    let mut seen = HashSet::new();
    let wrong = wrong.iter().enumerate();
    for (index, _) in wrong.filter(|(_, wrong)| *wrong == Some(true)) {
        let judged = rule.needs.iter().all(|id| batch.has(frame, index, id))
            && !frame.is_not_understood(cell, index);
        if !judged {
            continue;
        }
        let alike = rule.once.iter().map(|id| super::shown(frame, index, id));
        let alike: Vec<Option<String>> = alike.collect();
        if !rule.once.is_empty() && !seen.insert((frame.unit[index], alike)) {
            continue;
        }
        let mut finding = at(batch, frame, index, rule.code, cell);
        finding.args = arguments(batch, frame, index, names);
        findings.push(finding);
    }
}

/// The values that a rule's sentences name: the row's own, and the dates of the period.
fn arguments(
    batch: &Batch<'_>,
    frame: &Frame,
    index: usize,
    names: &[&'static str],
) -> Vec<(&'static str, Arg)> {
    let dates = batch.dates();
    let named = |&name: &&'static str| {
        let date = dates.iter().find(|(known, _)| *known == name);
        match date {
            Some((_, date)) => Some((name, Arg::Date(*date))),
            None => arg(frame, index, name).map(|arg| (name, arg)),
        }
    };
    names.iter().filter_map(named).collect()
}

/// The names in braces of a rule's sentences, in either language.
fn names(rule: &'static Rule) -> Vec<&'static str> {
    let mut names = Vec::new();
    for words in [&rule.message, &rule.hint] {
        for sentence in [&words.zh, &words.en] {
            let parts = sentence.split('{').skip(1);
            for (name, _) in parts.filter_map(|part| part.split_once('}')) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;
    use crate::frame::{Frameset, UNUSABLE, Why};
    use crate::outcome::{Unit, UnitStatus};
    use crate::parse::{built_in_plan, rows_from_text};
    use crate::plan::Period;
    use crate::rule::Example;
    use crate::schema::table;

    #[test]
    fn every_declared_condition_compiles() {
        let unusable: Vec<_> = ROW_RULES.iter().filter_map(|r| r.as_ref().err()).collect();
        assert_eq!(unusable, Vec::<&SqlFault>::new());
        let declared = rules().iter().filter(|rule| rule.condition.is_some());
        assert_eq!(ROW_RULES.len(), declared.count());
    }

    /// S101 under another condition.
    fn with(condition: &str) -> &'static Rule {
        let text = include_str!("rules/sports.toml");
        let mut declared: toml::Table = toml::from_str(text).expect("toml");
        let mut rule = declared["rule"][0].clone();
        rule.as_table_mut()
            .expect("a rule")
            .insert("where".to_string(), condition.into());
        declared.insert("rule".to_string(), vec![rule].into());
        let rule: Rule = declared["rule"][0].clone().try_into().expect("a rule");
        Box::leak(Box::new(rule))
    }

    /// The codes of what `rules` find in a row with more prizes than there may be.
    fn found(rules: Vec<Result<RowRule, SqlFault>>) -> Vec<Code> {
        let row = [("event", "拔河"), ("entrants", "12"), ("awarded", "10")];
        let row: Example = row
            .map(|(id, text)| (id.to_string(), text.to_string()))
            .into();
        let (rows, _) = rows_from_text(table("sports"), &[row]);
        let plan = built_in_plan();
        let units = [Unit {
            name: "示例小学".to_string(),
            kind: None,
            status: UnitStatus::Received,
            files: 1,
        }];
        let set = Frameset {
            units: &units,
            plan: &plan,
            period: Period::parse("2023-2024-1").expect("a period"),
        };
        let batch = Batch::new(&[(0, &rows)], set);
        let mut findings = Findings::default();
        check_rules(Box::leak(rules.into()), &batch, &mut findings);
        let findings = findings.finish().into_iter();
        findings.map(|finding| finding.code).collect()
    }

    fn rule(condition: &str) -> Result<RowRule, SqlFault> {
        compiled(with(condition)).expect("a rule of rows")
    }

    /// A condition that cannot be compiled, or cannot be evaluated over the frame that there is, ended
    /// the run with a fault of the program's own. It is said, and the other rules are asked.
    #[test]
    fn a_rule_that_cannot_be_asked_is_said_and_the_others_are_asked() {
        let right = || rule("awarded * 3 > entrants * 2");
        assert_eq!(found(vec![right()]), [Code::S101]);
        let wrong = rule("awards > 1");
        let fault = wrong.as_ref().err().expect("no such column");
        assert_eq!(
            (fault.of.as_str(), fault.sql.as_str()),
            ("S101", "awards > 1")
        );
        assert_eq!(fault.why, Why::NoColumn("awards".to_string()));
        assert_eq!(found(vec![wrong, right()]), [UNUSABLE, Code::S101]);
        // Compiled for another table, so that it fails only once it is evaluated.
        let mut of_dues = rule("awarded > 1").expect("a condition");
        let dues = Compiler::new("S101", table("dues"), &[]);
        of_dues.condition = dues.condition("paid > 1").expect("a condition");
        assert_eq!(found(vec![Ok(of_dues), right()]), [UNUSABLE, Code::S101]);
    }
}
