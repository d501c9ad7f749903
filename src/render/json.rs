//! The JSON of `--format json`: the contract of programs outside. Every key and its order is fixed;
//! a new key may be added, none may change its meaning.

use crate::finding::{Finding, Severity, a1};
use crate::judgement::Judgement;
use crate::metric::{MetricUnit, metric};
use crate::outcome::{
    Input, Measured, MetricValue, Outcome, PLAN_INPUT, TargetResult, TargetStatus,
};
use crate::render::TOOL;
use crate::rule;
use crate::words::Lang;
use serde_json::{Map, Value, json};

/// The outcome of `command` as one JSON object, with the outputs that were written.
pub fn outcome(outcome: &Outcome, command: &str, outputs: &[String], lang: Lang) -> Value {
    json!({
        "version": 1,
        "tool": TOOL,
        "command": command,
        "period": outcome.period.id(),
        "inputs": inputs(outcome, lang),
        "units": outcome.units.iter().map(|unit| json!({
            "unit": unit.name,
            "status": unit.status.id(),
            "files": unit.files,
        })).collect::<Vec<_>>(),
        "findings": outcome.findings.iter().map(|f| finding(outcome, f, lang)).collect::<Vec<_>>(),
        "metrics": outcome.metrics.iter().map(|m| metric_value(outcome, m)).collect::<Vec<_>>(),
        "targets": outcome.targets.iter().map(|t| target(outcome, t)).collect::<Vec<_>>(),
        "outputs": outputs,
        "summary": summary(outcome),
    })
}

/// The inputs, the plan's workbook among them where it was found under the given paths.
fn inputs(outcome: &Outcome, lang: Lang) -> Vec<Value> {
    let plan = outcome.plan_input.iter().filter(|_| outcome.plan_found);
    let mut inputs: Vec<(u32, &Input)> = (0..)
        .zip(&outcome.inputs)
        .chain(plan.map(|input| (PLAN_INPUT, input)))
        .filter(|(_, input)| !input.passed_over)
        .collect();
    inputs.sort_by(|a, b| a.1.path.cmp(&b.1.path));
    let inputs = inputs.into_iter();
    inputs
        .map(|(number, input)| self::input(outcome, input, number, lang))
        .collect()
}

fn input(outcome: &Outcome, input: &Input, number: u32, lang: Lang) -> Value {
    let error = input.error.map(|code| {
        let said = outcome
            .findings
            .iter()
            .find(|finding| finding.place.input == Some(number) && input.is_unread_by(finding));
        json!({
            "code": code.as_str(),
            "message": said.map(|finding| rule::message(finding, lang)).unwrap_or_default(),
        })
    });
    json!({
        "path": input.path,
        "sha256": input.sha256,
        "status": if input.error.is_some() { "unreadable" } else { "read" },
        "error": error,
        "unit": outcome.unit_name(input.unit),
        "tables": input.tables.iter().map(|table| json!({
            "sheet": table.sheet,
            "table": table.table,
            "header": table.header,
            "rows": table.rows,
            "columns": table.columns.iter()
                .map(|(id, letters)| ((*id).to_string(), Value::from(letters.clone())))
                .collect::<Map<_, _>>(),
            "unknown": table.unknown,
            "because": because(&table.because, lang),
        })).collect::<Vec<_>>(),
        "unrecognised": input.unrecognised.iter().map(|sheet| json!({
            "sheet": sheet.sheet,
            "taken_for": sheet.taken_for().map(|table| &table.id),
            "reason": sheet.words(lang),
            "because": because(&sheet.because, lang),
        })).collect::<Vec<_>>(),
    })
}

/// What speaks for what a sheet is taken for, the weightiest first.
fn because(judgements: &[Judgement], lang: Lang) -> Vec<String> {
    let reasons = judgements.first().map(Judgement::for_it);
    let reasons = reasons.into_iter().flatten();
    reasons.map(|reason| reason.what(lang)).collect()
}

fn finding(outcome: &Outcome, finding: &Finding, lang: Lang) -> Value {
    let place = &finding.place;
    json!({
        "code": finding.code.as_str(),
        "severity": rule::severity(finding).id(),
        "path": place.input.and_then(|number| outcome.input(number)).map(|input| &input.path),
        "unit": outcome.unit_of(finding),
        "sheet": place.sheet,
        "cell": place.cell.map(|(row, column)| a1(row, column)),
        "table": place.table,
        "column": place.column,
        "value": finding.value,
        "message": rule::message(finding, lang),
        "hint": rule::hint(finding, lang),
        "basis": rule::basis(finding, lang),
    })
}

/// A count is a whole number; a rate has eight decimals.
fn value(measured: Option<Measured>) -> Value {
    match measured {
        None => Value::Null,
        Some(Measured {
            numerator,
            denominator: None,
        }) => json!(numerator),
        Some(measured) => json!(measured.value()),
    }
}

fn metric_value(outcome: &Outcome, metric: &MetricValue) -> Value {
    json!({
        "unit": outcome.unit_name(metric.unit),
        "metric": metric.metric,
        "period": metric.period.id(),
        "numerator": metric.measured.map(|m| m.numerator),
        "denominator": metric.measured.and_then(|m| m.denominator),
        "value": value(metric.measured),
    })
}

/// Millionths as a JSON number.
fn goal(millionths: i64) -> f64 {
    millionths as f64 / 1e6
}

fn target(outcome: &Outcome, result: &TargetResult) -> Value {
    let target = result.target(&outcome.plan);
    let mut json = json!({
        "unit": outcome.unit_name(result.unit),
        "target": target.id,
        "period": result.period.id(),
        "op": result.comparison.id(),
        "goal": goal(result.goal),
        "actual": value(result.measured),
        "status": result.status.id(),
    });
    if let (Some(max), Some(object)) = (result.goal_max, json.as_object_mut()) {
        object.insert("goal_max".to_string(), json!(goal(max)));
    }
    debug_assert!(
        metric(&target.metric).is_none_or(|m| m.unit != MetricUnit::Money || result.goal >= 0)
    );
    json
}

fn summary(outcome: &Outcome) -> Value {
    json!({
        "files": outcome.files(),
        "unreadable": outcome.unreadable(),
        "rows": outcome.rows(),
        "errors": outcome.count(Severity::Error),
        "warnings": outcome.count(Severity::Warning),
        "met": outcome.verdicts(TargetStatus::Met),
        "missed": outcome.verdicts(TargetStatus::Missed),
        "no_data": outcome.verdicts(TargetStatus::NoData),
    })
}
