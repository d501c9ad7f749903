//! Row rules: conditions in SQL, compiled once and evaluated over a batch in one pass a table.

use super::{arg, at, static_id};
use crate::finding::Arg;
use crate::findings::Findings;
use crate::frame::{Batch, Frame, date_literal};
use crate::rule::{Rule, rules};
use polars::prelude::*;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A row rule and its condition as an expression.
struct RowRule {
    rule: &'static Rule,
    condition: Expr,
}

static ROW_RULES: LazyLock<Vec<RowRule>> = LazyLock::new(|| {
    rules()
        .iter()
        .filter_map(|rule| {
            let condition = rule.condition.as_deref()?;
            // Every condition is compiled in; a test evaluates each on its examples.
            #[allow(clippy::panic)]
            let condition = polars::sql::sql_expr(condition)
                .unwrap_or_else(|error| panic!("{}: {error}", rule.code));
            Some(RowRule { rule, condition })
        })
        .collect()
});

/// The findings of every row rule.
pub(super) fn check(batch: &Batch<'_>, findings: &mut Findings) -> PolarsResult<()> {
    for frame in batch.frames().iter().filter(|frame| !frame.is_empty()) {
        let here: Vec<&RowRule> = ROW_RULES
            .iter()
            .filter(|r| r.rule.table.as_deref() == Some(frame.table.id.as_str()))
            .collect();
        if here.is_empty() {
            continue;
        }
        let literals: Vec<Expr> = batch
            .dates()
            .into_iter()
            .map(|(name, date)| date_literal(date).alias(name))
            .collect();
        let conditions: Vec<Expr> = here
            .iter()
            .map(|r| r.condition.clone().alias(r.rule.code.as_str()))
            .collect();
        let sql: Vec<&str> = here
            .iter()
            .filter_map(|r| r.rule.condition.as_deref())
            .collect();
        let answers = frame
            .to_polars(&sql)?
            .lazy()
            .with_columns(literals)
            .select(conditions)
            .collect()?;
        for RowRule { rule, .. } in here {
            let wrong = answers.column(rule.code.as_str())?.bool()?;
            collect(batch, frame, rule, wrong, findings);
        }
    }
    Ok(())
}

/// The findings of one rule where `wrong` is true.
fn collect(
    batch: &Batch<'_>,
    frame: &Frame,
    rule: &'static Rule,
    wrong: &BooleanChunked,
    findings: &mut Findings,
) {
    let Some(cell) = rule
        .cell
        .as_deref()
        .and_then(|id| static_id(frame.table, id))
    else {
        return;
    };
    let mut seen = HashSet::new();
    for (index, _) in wrong
        .iter()
        .enumerate()
        .filter(|(_, wrong)| *wrong == Some(true))
    {
        if !rule.needs.iter().all(|id| batch.has(frame, index, id)) {
            continue;
        }
        let alike: Vec<Option<String>> = rule
            .once
            .iter()
            .map(|id| super::shown(frame, index, id))
            .collect();
        if !rule.once.is_empty() && !seen.insert((frame.unit[index], alike)) {
            continue;
        }
        let mut finding = at(batch, frame, index, rule.code, cell);
        finding.args = arguments(batch, frame, index, rule);
        findings.push(finding);
    }
}

/// The values that a rule's sentences name: the row's own, and the dates of the period.
fn arguments(
    batch: &Batch<'_>,
    frame: &Frame,
    index: usize,
    rule: &'static Rule,
) -> Vec<(&'static str, Arg)> {
    let dates = batch.dates();
    names(rule.message.zh)
        .chain(names(rule.hint.zh))
        .filter_map(|name| {
            let date = dates.iter().find(|(known, _)| *known == name);
            match date {
                Some((_, date)) => Some((name, Arg::Date(*date))),
                None => arg(frame, index, name).map(|arg| (name, arg)),
            }
        })
        .collect()
}

/// The names in braces of a sentence.
fn names(sentence: &'static str) -> impl Iterator<Item = &'static str> {
    sentence
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
}
