//! The second door: check, measure and judge, in batches of whole units.

use super::held;
use crate::check::{Rosters, check, check_plan};
use crate::finding::{Arg, Code, Finding, Place};
use crate::frame::{Batch, Frameset, UNUSABLE};
use crate::judge::{Judged, judge};
use crate::measure::{figures, measure};
use crate::outcome::{MetricValue, Outcome, Unit, UnitFigures};
use crate::returns::Returns;
use crate::rows::TypedRows;
use crate::timings::span;
use std::collections::{BTreeMap, HashMap};

/// A batch has at least this many rows before it is checked, if there are more units to come: the
/// columnar engine has a cost of its own for each batch.
const BATCH_ROWS: usize = 200_000;

/// What comes of what was sent.
pub fn outcome(returns: Returns) -> Outcome {
    let (units, plan, period) = (&returns.units, &returns.plan.plan, returns.period);
    let set = Frameset {
        units,
        plan,
        period,
    };
    let mut work = Work::default();
    let mut findings = Vec::new();
    for batch in batches(&returns) {
        for done in held::by_unit(&batch, &|tables| {
            Work::of(&span("frame", "", || Batch::new(tables, set)))
        }) {
            match done {
                Ok(done) => work.merge(done),
                Err(unit) => findings.push(not_checked(&units[unit as usize])),
            }
        }
    }
    findings.extend(work.findings(units));
    findings.extend(returns.plan.rows.iter().flat_map(check_plan));
    findings.extend(returns.findings);
    findings.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
    let metrics = work.metrics(units.len());
    let Judged { metrics, targets } = span("judge", "", || {
        judge(metrics, units, plan, period, returns.district)
    });
    Outcome {
        period,
        period_source: returns.period_source,
        span: plan.terms.span(period),
        figures: work.figures(units.len()),
        plan: returns.plan.plan,
        plan_input: returns.plan.input,
        plan_found: returns.plan.found,
        units: returns.units,
        findings,
        metrics,
        targets,
        inputs: returns.inputs,
    }
}

/// P005: a fault of the program's own in what the unit sent.
fn not_checked(unit: &Unit) -> Finding {
    Finding::new(Code::P005, Place::of_unit(&unit.name)).arg("unit", Arg::Thing(unit.name.clone()))
}

/// The blocks in batches of whole units, in the order of the units, each with its unit's position.
fn batches(returns: &Returns) -> Vec<Vec<(u32, &TypedRows)>> {
    let units = returns.units.iter().map(|unit| unit.name.as_str());
    let positions: HashMap<&str, u32> = units.zip(0..).collect();
    let mut by_unit: BTreeMap<u32, Vec<&TypedRows>> = BTreeMap::new();
    for rows in &returns.rows {
        let own = || returns.input(rows.block.input)?.unit;
        let named = rows.block.unit.as_deref();
        let unit = named.map_or_else(own, |name| positions.get(name).copied());
        if let Some(unit) = unit {
            by_unit.entry(unit).or_default().push(rows);
        }
    }
    let mut batches = Vec::new();
    let mut batch: Vec<(u32, &TypedRows)> = Vec::new();
    let mut rows = 0;
    for (unit, tables) in by_unit {
        rows += tables.iter().map(|table| table.rows.len()).sum::<usize>();
        batch.extend(tables.into_iter().map(|table| (unit, table)));
        if rows >= BATCH_ROWS {
            batches.push(std::mem::take(&mut batch));
            rows = 0;
        }
    }
    if !batch.is_empty() {
        batches.push(batch);
    }
    batches
}

/// What stays of the batches: findings and aggregates.
#[derive(Default)]
struct Work {
    findings: Vec<Finding>,
    metrics: Vec<MetricValue>,
    figures: BTreeMap<u32, UnitFigures>,
    rosters: Rosters,
}

impl Work {
    fn of(batch: &Batch<'_>) -> Work {
        let (metrics, unusable) = span("measure", "", || measure(batch));
        let mut findings = span("check", "", || check(batch));
        findings.extend(unusable);
        let mut rosters = Rosters::default();
        rosters.add(batch);
        Work {
            findings,
            metrics,
            figures: span("figures", "", || figures(batch)),
            rosters,
        }
    }

    fn merge(&mut self, other: Work) {
        for finding in other.findings {
            // What cannot be asked of one batch can be asked of none, and is said once.
            if finding.code != UNUSABLE || !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
        self.metrics.extend(other.metrics);
        self.figures.extend(other.figures);
        self.rosters.merge(other.rosters);
    }

    fn findings(&mut self, units: &[Unit]) -> Vec<Finding> {
        let mut findings = std::mem::take(&mut self.findings);
        findings.extend(
            self.rosters
                .findings(|unit| units[unit as usize].name.clone()),
        );
        findings
    }

    /// The figures of all units in order; of a unit that sent nothing, empty ones.
    fn figures(&mut self, units: usize) -> Vec<UnitFigures> {
        (0_u32..)
            .take(units)
            .map(|unit| self.figures.remove(&unit).unwrap_or_default())
            .collect()
    }

    /// The metrics of all units in order; a unit that sent nothing has none.
    fn metrics(&mut self, units: usize) -> Vec<MetricValue> {
        let mut metrics = std::mem::take(&mut self.metrics);
        metrics.retain(|value| value.unit.is_some_and(|unit| (unit as usize) < units));
        metrics.sort_by_key(|value| value.unit);
        metrics
    }
}
