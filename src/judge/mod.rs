//! judge: metrics and the plan's targets → met, missed, or no data (which is never "met"), for
//! each unit and for the whole district. Nothing is counted here that was not measured.

use crate::metric::{Metric, MetricUnit, metric};
use crate::outcome::{Measured, MetricValue, TargetResult, TargetStatus, Unit};
use crate::plan::{Comparison, Period, Plan, Target};
use std::collections::HashMap;

/// One in the millionths in which goals are kept.
const ONE: i64 = 1_000_000;

/// What a period's metrics come to.
pub struct Judged {
    /// By unit (none: the whole district, first), metric, period.
    pub metrics: Vec<MetricValue>,
    /// By unit (none: the whole district, first), target, period.
    pub targets: Vec<TargetResult>,
}

/// What one unit measured, by metric and period.
type ByUnit<'m> = HashMap<(u32, &'m str, Period), Measured>;

/// Judges the targets of `plan` for the period `asked`. `measured` are the units' metrics in order;
/// with `district`, the sums over the units stand before them: a rate's numerators and
/// denominators are added up, and a count is the number of units that meet its target over the
/// units that have to send.
pub fn judge(
    measured: Vec<MetricValue>,
    units: &[Unit],
    plan: &Plan,
    asked: Period,
    district: bool,
) -> Judged {
    let by_unit: ByUnit<'_> = measured
        .iter()
        .filter_map(|value| {
            let key = (value.unit?, value.metric.as_str(), value.period);
            Some((key, value.measured?))
        })
        .collect();
    let mut targets = Vec::new();
    for (position, unit) in (0_u32..).zip(units) {
        for (index, target) in plan.targets.iter().enumerate() {
            if target.applies_to(&unit.name, unit.kind.as_deref()) {
                targets.extend(judge_unit(&by_unit, plan, index, asked, position));
            }
        }
    }
    if !district {
        return Judged {
            metrics: measured,
            targets,
        };
    }
    let district_targets: Vec<TargetResult> = (0..plan.targets.len())
        .flat_map(|index| judge_district(&by_unit, plan, index, asked, units, &targets))
        .collect();
    let mut metrics = district_metrics(&measured, units, plan, &district_targets);
    metrics.extend(measured.iter().cloned());
    Judged {
        metrics,
        targets: district_targets.into_iter().chain(targets).collect(),
    }
}

/// The goal in millionths of the metric's own unit: the plan gives money in yuan, metrics are in fen.
fn goal_in(metric: &Metric, goal: i64) -> i64 {
    match metric.unit {
        MetricUnit::Money => goal.saturating_mul(100),
        MetricUnit::Percent | MetricUnit::Count => goal,
    }
}

fn judge_unit(
    by_unit: &ByUnit<'_>,
    plan: &Plan,
    index: usize,
    asked: Period,
    unit: u32,
) -> Vec<TargetResult> {
    let target = &plan.targets[index];
    let Some(metric) = metric(&target.metric) else {
        return Vec::new();
    };
    periods(target, plan, asked)
        .map(|period| {
            let key = (unit, target.metric.as_str(), period);
            let mut result = TargetResult {
                unit: Some(unit),
                target: index,
                period,
                measured: by_unit.get(&key).copied(),
                comparison: target.comparison,
                goal: goal_in(metric, target.goal),
                goal_max: target.goal_max.map(|goal| goal_in(metric, goal)),
                status: TargetStatus::NoData,
            };
            result.status = status(&result, metric);
            result
        })
        .collect()
}

fn periods<'p>(
    target: &'p Target,
    plan: &'p Plan,
    asked: Period,
) -> impl Iterator<Item = Period> + 'p {
    target
        .periods
        .iter()
        .flat_map(move |kind| plan.terms.judged(*kind, asked))
}

/// The units that a district's target looks at, in order.
fn looked_at(units: &[Unit], target: &Target) -> Vec<u32> {
    (0_u32..)
        .zip(units)
        .filter(|(_, unit)| {
            unit.has_to_send() && target.applies_to(&unit.name, unit.kind.as_deref())
        })
        .map(|(position, _)| position)
        .collect()
}

fn judge_district(
    by_unit: &ByUnit<'_>,
    plan: &Plan,
    index: usize,
    asked: Period,
    units: &[Unit],
    results: &[TargetResult],
) -> Vec<TargetResult> {
    let target = &plan.targets[index];
    let Some(metric) = metric(&target.metric) else {
        return Vec::new();
    };
    let units = looked_at(units, target);
    periods(target, plan, asked)
        .map(|period| {
            let of_units: Vec<&TargetResult> = results
                .iter()
                .filter(|r| r.target == index && r.period == period)
                .filter(|r| {
                    r.unit
                        .is_some_and(|unit| units.binary_search(&unit).is_ok())
                })
                .collect();
            // Of nobody (no logistics staff, say) a unit can tell; of a sheet not sent it cannot.
            let complete = of_units.iter().all(|r| r.measured.is_some());
            let is_count = metric.unit != MetricUnit::Percent;
            let measured = match is_count {
                true => Some(Measured {
                    numerator: length(of_units.iter().filter(|r| r.status == TargetStatus::Met)),
                    denominator: Some(length(units.iter())),
                }),
                false => sum(units.iter().filter_map(|&unit| {
                    let key = (unit, target.metric.as_str(), period);
                    by_unit.get(&key).copied()
                })),
            };
            let mut result = TargetResult {
                unit: None,
                target: index,
                period,
                measured,
                comparison: if is_count {
                    Comparison::Equal
                } else {
                    target.comparison
                },
                goal: if is_count { ONE } else { target.goal },
                goal_max: target.goal_max.filter(|_| !is_count),
                status: TargetStatus::NoData,
            };
            result.status = match status(&result, metric) {
                // A unit that sent no sheet for a target is, for the district, not met.
                TargetStatus::Met if !complete => TargetStatus::Missed,
                other => other,
            };
            result
        })
        .collect()
}

fn length(items: impl Iterator) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

/// The sum of rates: numerators and denominators added up; none where there is none.
fn sum(rates: impl Iterator<Item = Measured>) -> Option<Measured> {
    rates.reduce(|a, b| Measured {
        numerator: a.numerator.saturating_add(b.numerator),
        denominator: match (a.denominator, b.denominator) {
            (Some(a), Some(b)) => Some(a.saturating_add(b)),
            (a, b) => a.or(b),
        },
    })
}

/// The district's metrics: sums of rates, and of counts how many units meet their target.
fn district_metrics(
    measured: &[MetricValue],
    units: &[Unit],
    plan: &Plan,
    targets: &[TargetResult],
) -> Vec<MetricValue> {
    let mut order: Vec<(&str, Period)> = Vec::new();
    let mut rates: HashMap<(&str, Period), Vec<Measured>> = HashMap::new();
    for value in measured {
        let key = (value.metric.as_str(), value.period);
        let sums = rates.entry(key).or_insert_with(|| {
            order.push(key);
            Vec::new()
        });
        let counts = value
            .unit
            .and_then(|unit| units.get(unit as usize))
            .is_some_and(Unit::has_to_send);
        sums.extend(value.measured.filter(|_| counts));
    }
    order
        .into_iter()
        .map(|(id, period)| {
            let is_rate = metric(id).is_some_and(|m| m.unit == MetricUnit::Percent);
            let value = match is_rate {
                true => rates
                    .remove(&(id, period))
                    .and_then(|sums| sum(sums.into_iter())),
                false => targets
                    .iter()
                    .find(|t| plan.targets[t.target].metric == id && t.period == period)
                    .and_then(|t| t.measured),
            };
            MetricValue {
                unit: None,
                metric: id.to_string(),
                period,
                measured: value,
            }
        })
        .collect()
}

/// The verdict on what was measured. A rate over 100% is a mistake and never a success.
fn status(result: &TargetResult, metric: &Metric) -> TargetStatus {
    let Some(measured) = result.measured.filter(|measured| measured.answers()) else {
        return TargetStatus::NoData;
    };
    let over = metric.unit == MetricUnit::Percent
        && measured
            .denominator
            .is_some_and(|all| measured.numerator > all);
    let value = i128::from(measured.numerator) * i128::from(ONE);
    let all = i128::from(measured.denominator.unwrap_or(1));
    let goal = |goal: i64| i128::from(goal) * all;
    let met = match result.comparison {
        Comparison::Equal => value == goal(result.goal),
        Comparison::AtLeast => value >= goal(result.goal),
        Comparison::AtMost => value <= goal(result.goal),
        Comparison::Between => {
            value >= goal(result.goal) && value <= goal(result.goal_max.unwrap_or(result.goal))
        }
    };
    match met && !over {
        true => TargetStatus::Met,
        false => TargetStatus::Missed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(
        numerator: i64,
        denominator: Option<i64>,
        comparison: Comparison,
        goal: i64,
    ) -> TargetResult {
        TargetResult {
            unit: Some(0),
            target: 0,
            period: Period::Year(2023),
            measured: Some(Measured {
                numerator,
                denominator,
            }),
            comparison,
            goal,
            goal_max: None,
            status: TargetStatus::NoData,
        }
    }

    #[test]
    fn one_short_of_a_million_is_not_all() {
        let rate = metric("membership_rate").expect("declared");
        let judged = |n, d| status(&result(n, Some(d), Comparison::Equal, ONE), rate);
        assert_eq!(judged(999_999, 1_000_000), TargetStatus::Missed);
        assert_eq!(judged(1_000_000, 1_000_000), TargetStatus::Met);
        assert_eq!(judged(0, 0), TargetStatus::NoData);
    }

    #[test]
    fn more_than_all_is_never_met() {
        let rate = metric("membership_rate").expect("declared");
        let over = result(11, Some(10), Comparison::AtLeast, ONE);
        assert_eq!(status(&over, rate), TargetStatus::Missed);
    }
}
