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

use crate::finding::Finding;
use crate::frame::{Batch, Compiled, Compiler, Frame, SqlFault, date_literal};
use crate::metric::{Metric, metrics};
use crate::outcome::{Measured, MetricValue};
use crate::plan::{Period, PeriodKind, Plan, Span};
use crate::schema::table;
use jiff::civil::Date;
use polars::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

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

/// A metric's SQL, compiled.
struct BySql {
    rows: Option<Compiled>,
    numerator: Compiled,
    denominator: Option<Compiled>,
}

/// By the metric's id, the SQL of each that is counted by it, or why it cannot be used.
static BY_SQL: LazyLock<BTreeMap<&str, Result<BySql, SqlFault>>> = LazyLock::new(|| {
    let compiled = |metric: &'static Metric| Some((metric.id.as_str(), compiled(metric)?));
    metrics().iter().filter_map(compiled).collect()
});

/// The SQL of a metric, compiled; none where a function counts it.
fn compiled(metric: &Metric) -> Option<Result<BySql, SqlFault>> {
    let numerator = metric.numerator.as_ref()?;
    let of = table(&metric.tables[0]);
    let compiler = Compiler::new(&metric.id, of, &["period_start", "period_end"]);
    let compiled = || {
        let rows = metric.rows.as_ref();
        let denominator = metric.denominator.as_ref();
        Ok(BySql {
            rows: rows.map(|sql| compiler.condition(sql)).transpose()?,
            numerator: compiler.aggregate(numerator)?,
            denominator: denominator.map(|sql| compiler.aggregate(sql)).transpose()?,
        })
    };
    Some(compiled())
}

/// Every metric of every unit present in the batch, in the order of units, metrics, periods; and a
/// finding for each that could not be counted, of which there is no data.
pub fn measure(batch: &Batch<'_>) -> (Vec<MetricValue>, Vec<Finding>) {
    let mut values = Vec::new();
    let mut findings = Vec::new();
    for metric in metrics() {
        let rows = rows_of(batch, metric);
        for period in periods(metric, batch.plan, batch.period) {
            let asked = Asked {
                metric,
                span: batch.plan.terms.span(period),
                batch,
            };
            let function = FUNCTIONS.iter().find(|(id, _)| is_named(metric, id));
            let counted = match (function, &rows) {
                (Some((_, count)), _) => Ok(count(&asked)),
                (None, Some(rows)) => by_sql(&asked, rows),
                (None, None) => Ok(BTreeMap::new()),
            };
            let counted = counted.unwrap_or_else(|fault| {
                let finding = fault.finding();
                if !findings.contains(&finding) {
                    findings.push(finding);
                }
                BTreeMap::new()
            });
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
    (values, findings)
}

/// Whether `metric` is `id`, or one of its kinds (`id.kind`).
fn is_named(metric: &Metric, id: &str) -> bool {
    metric.id.split('.').next() == Some(id)
}

/// The units that sent the metric's table with the columns it needs, in any of its sheets.
fn answering(asked: &Asked<'_>) -> Vec<u32> {
    let table = asked.metric.tables[0].as_str();
    let sent = |unit: &u32| {
        asked.batch.blocks_of(*unit, table).any(|block| {
            let has = |need: &String| need.split('|').any(|column| block.has_column(column));
            asked.metric.needs.iter().all(has)
        })
    };
    asked.batch.present.iter().copied().filter(sent).collect()
}

/// The rows of `frame` whose date in `column` lies in `span`, with it.
fn dated<'f>(
    frame: &'f Frame,
    column: &'static str,
    span: Span,
) -> impl Iterator<Item = (usize, Date)> + 'f {
    let dated = move |index| Some((index, frame.date(column, index)?));
    let all = (0..frame.len()).filter_map(dated);
    all.filter(move |(_, date)| span.contains(*date))
}

/// The rows that a metric is counted from, and its SQL; none where a function counts it.
fn rows_of<'s>(
    batch: &Batch<'_>,
    metric: &Metric,
) -> Option<Result<(&'s BySql, LazyFrame), SqlFault>> {
    let found = BY_SQL.get(metric.id.as_str())?.as_ref();
    let rows = |sql: &'s BySql| {
        let all = [
            sql.rows.as_ref(),
            Some(&sql.numerator),
            sql.denominator.as_ref(),
        ];
        let texts: Vec<&str> = all.into_iter().flatten().map(Compiled::sql).collect();
        let rows = batch.frame(&metric.tables[0]).to_polars(&texts);
        let rows = rows.map_err(|_| sql.numerator.failed())?;
        Ok((sql, rows.lazy()))
    };
    Some(found.map_err(SqlFault::clone).and_then(rows))
}

/// Counts a metric by its declared rows and aggregates.
fn by_sql(
    asked: &Asked<'_>,
    rows: &Result<(&BySql, LazyFrame), SqlFault>,
) -> Result<BTreeMap<u32, Measured>, SqlFault> {
    let (sql, rows) = rows.as_ref().map_err(SqlFault::clone)?;
    let found = counted(rows.clone(), sql, asked.span);
    let found = found.map_err(|_| sql.numerator.failed())?;
    let nothing = Measured {
        numerator: 0,
        denominator: sql.denominator.as_ref().map(|_| 0),
    };
    Ok(answering(asked)
        .into_iter()
        .map(|unit| (unit, found.get(&unit).copied().unwrap_or(nothing)))
        .collect())
}

/// What each unit with rows that count comes to.
fn counted(rows: LazyFrame, sql: &BySql, span: Span) -> PolarsResult<BTreeMap<u32, Measured>> {
    let mut rows = rows.with_columns([
        date_literal(span.start).alias("period_start"),
        date_literal(span.end).alias("period_end"),
    ]);
    if let Some(condition) = &sql.rows {
        rows = rows.filter(condition.expr());
    }
    let mut aggregates = vec![sql.numerator.expr().alias("@n")];
    aggregates.extend(sql.denominator.as_ref().map(|d| d.expr().alias("@d")));
    let counted = rows.group_by([col("@unit")]).agg(aggregates).collect()?;
    let units = counted.column("@unit")?.u32()?;
    let numerators = counted.column("@n")?.i64()?;
    let denominators = match sql.denominator {
        Some(_) => Some(counted.column("@d")?.i64()?),
        None => None,
    };
    let measured = |(index, unit): (usize, Option<u32>)| {
        let measured = Measured {
            numerator: numerators.get(index).unwrap_or(0),
            denominator: denominators.map(|d| d.get(index).unwrap_or(0)),
        };
        Some((unit?, measured))
    };
    Ok(units.iter().enumerate().filter_map(measured).collect())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Why;

    #[test]
    fn every_declared_metric_compiles() {
        let unusable: Vec<_> = BY_SQL
            .values()
            .filter_map(|sql| sql.as_ref().err())
            .collect();
        assert_eq!(unusable, Vec::<&SqlFault>::new());
        for metric in metrics() {
            let function = FUNCTIONS.iter().any(|(id, _)| is_named(metric, id));
            let by_sql = BY_SQL.contains_key(metric.id.as_str());
            assert!(function != by_sql, "{}", metric.id);
        }
    }

    /// It names the metric, and which of its expressions is wrong.
    #[test]
    fn a_metric_that_cannot_be_counted_says_so() {
        let text = include_str!("metrics.toml").replace("SUM(amount)", "SUM(amuont)");
        #[derive(serde::Deserialize)]
        struct Declared {
            metric: Vec<Metric>,
        }
        let declared: Declared = toml::from_str(&text).expect("toml");
        let faults = declared.metric.iter().filter_map(|m| compiled(m)?.err());
        let faults: Vec<SqlFault> = faults.collect();
        let expected = SqlFault {
            of: "welfare_reserve".to_string(),
            sql: "SUM(amuont)".to_string(),
            why: Why::NoColumn("amuont".to_string()),
        };
        assert_eq!(faults, [expected]);
    }
}
