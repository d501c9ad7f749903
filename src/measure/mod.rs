//! measure: typed frames → metrics (指标), each a pair of sums per unit and period, and the figures
//! that the reports print. A metric is its declaration (`metrics.toml`); where SQL is not enough, a
//! function here counts it. Nothing is compared with a goal here.

mod birthdays;
mod conduct;
mod figures;
mod hardship;
mod insurance;
mod membership;
mod plan_done;

pub use figures::figures;

use crate::frame::{Batch, date_literal};
use crate::metric::{Metric, metrics};
use crate::outcome::{Measured, MetricValue};
use crate::plan::{Period, PeriodKind, Plan, Span};
use polars::prelude::*;
use std::collections::BTreeMap;

/// What a metric is counted for.
struct Asked<'a> {
    metric: &'static Metric,
    span: Span,
    batch: &'a Batch<'a>,
}

/// A metric that SQL cannot count: for each unit present, what was counted, or no data.
type Count = fn(&Asked<'_>) -> BTreeMap<u32, Measured>;

/// The functions, by the metric's id or what it begins with.
const FUNCTIONS: &[(&str, Count)] = &[
    ("membership_rate", membership::membership_rate),
    ("service_card_rate", membership::service_card_rate),
    ("birthday_rate", birthdays::birthday_rate),
    ("hardship_visit_rate", hardship::hardship_visit_rate),
    ("insurance_rate", insurance::insurance_rate),
    ("conduct_review_rate", conduct::conduct_review_rate),
    ("plan_done", plan_done::plan_done),
];

/// The periods that `metric` is measured for when `asked` is asked for: those that the targets of
/// the plan ask for, and its own.
pub fn periods(metric: &Metric, plan: &Plan, asked: Period) -> Vec<Period> {
    let mut kinds: Vec<PeriodKind> = metric.periods().collect();
    for target in plan.targets.iter().filter(|t| t.metric == metric.id) {
        kinds.extend(&target.periods);
    }
    kinds.sort_unstable();
    kinds.dedup();
    kinds
        .into_iter()
        .flat_map(|kind| plan.terms.judged(kind, asked))
        .collect()
}

/// Every metric of every unit present in the batch, in the order of units, metrics, periods.
///
/// # Errors
/// Polars' own, when a declared aggregate cannot be evaluated; the tests evaluate every one.
pub fn measure(batch: &Batch<'_>) -> PolarsResult<Vec<MetricValue>> {
    let mut tables: BTreeMap<&str, LazyFrame> = BTreeMap::new();
    let mut values = Vec::new();
    for metric in metrics() {
        for period in periods(metric, batch.plan, batch.period) {
            let asked = Asked {
                metric,
                span: batch.plan.terms.span(period),
                batch,
            };
            let counted = match FUNCTIONS.iter().find(|(id, _)| is_named(metric, id)) {
                Some((_, count)) => count(&asked),
                None => {
                    let table = metric.tables[0].as_str();
                    if !tables.contains_key(table) {
                        let rows = batch.frame(table).to_polars(&sql_of(table))?;
                        tables.insert(table, rows.lazy());
                    }
                    by_sql(&asked, tables[table].clone())?
                }
            };
            for &unit in &batch.present {
                values.push(MetricValue {
                    unit: Some(unit),
                    metric: metric.id.clone(),
                    period,
                    measured: counted.get(&unit).copied(),
                });
            }
        }
    }
    values.sort_by_key(|value| value.unit);
    Ok(values)
}

/// All that the metrics over the rows of `table` declare in SQL.
fn sql_of(table: &str) -> Vec<&'static str> {
    metrics()
        .iter()
        .filter(|metric| metric.tables[0] == table)
        .flat_map(|metric| [&metric.rows, &metric.numerator, &metric.denominator])
        .filter_map(|sql| sql.as_deref())
        .collect()
}

/// Whether `metric` is `id`, or one of its kinds (`id.kind`).
fn is_named(metric: &Metric, id: &str) -> bool {
    metric.id.split('.').next() == Some(id)
}

/// The units that sent the metric's table with the columns it needs, in any of its sheets.
fn answering(asked: &Asked<'_>) -> Vec<u32> {
    let table = asked.metric.tables[0].as_str();
    asked
        .batch
        .present
        .iter()
        .copied()
        .filter(|&unit| {
            asked.batch.blocks_of(unit, table).any(|block| {
                asked
                    .metric
                    .needs
                    .iter()
                    .all(|need| need.split('|').any(|column| block.has_column(column)))
            })
        })
        .collect()
}

/// Counts a metric by its declared rows and aggregates.
fn by_sql(asked: &Asked<'_>, table: LazyFrame) -> PolarsResult<BTreeMap<u32, Measured>> {
    let metric = asked.metric;
    let Some(numerator) = &metric.numerator else {
        return Ok(BTreeMap::new());
    };
    let mut rows = table.with_columns([
        date_literal(asked.span.start).alias("period_start"),
        date_literal(asked.span.end).alias("period_end"),
    ]);
    if let Some(condition) = &metric.rows {
        rows = rows.filter(polars::sql::sql_expr(condition)?);
    }
    let mut aggregates = vec![
        polars::sql::sql_expr(numerator)?
            .cast(DataType::Int64)
            .alias("@n"),
    ];
    if let Some(denominator) = &metric.denominator {
        aggregates.push(
            polars::sql::sql_expr(denominator)?
                .cast(DataType::Int64)
                .alias("@d"),
        );
    }
    let counted = rows.group_by([col("@unit")]).agg(aggregates).collect()?;
    let units = counted.column("@unit")?.u32()?.clone();
    let numerators = counted.column("@n")?.i64()?.clone();
    let denominators = match metric.denominator {
        Some(_) => Some(counted.column("@d")?.i64()?.clone()),
        None => None,
    };
    let mut found: BTreeMap<u32, Measured> = BTreeMap::new();
    for (index, unit) in units.iter().enumerate() {
        let Some(unit) = unit else { continue };
        let measured = Measured {
            numerator: numerators.get(index).unwrap_or(0),
            denominator: denominators.as_ref().map(|d| d.get(index).unwrap_or(0)),
        };
        found.insert(unit, measured);
    }
    let nothing = Measured {
        numerator: 0,
        denominator: metric.denominator.as_ref().map(|_| 0),
    };
    Ok(answering(asked)
        .into_iter()
        .map(|unit| (unit, found.get(&unit).copied().unwrap_or(nothing)))
        .collect())
}

/// Adds to a unit's rate.
fn count(rates: &mut BTreeMap<u32, Measured>, unit: u32, in_numerator: bool) {
    if let Some(rate) = rates.get_mut(&unit) {
        rate.numerator += i64::from(in_numerator);
        rate.denominator = rate.denominator.map(|d| d + 1);
    }
}

/// A rate of nothing so far for each of `units`.
fn rates(units: impl IntoIterator<Item = u32>) -> BTreeMap<u32, Measured> {
    let nothing = Measured {
        numerator: 0,
        denominator: Some(0),
    };
    units.into_iter().map(|unit| (unit, nothing)).collect()
}
