//! Vocabulary: the metrics (指标) as declared in `measure/metrics.toml`, one item a metric: what it
//! counts over what, in SQL where that is enough, and its title. `measure` counts them, the
//! outputs print them; nothing is counted here.

use crate::declared::declared;
use crate::plan::PeriodKind;
use crate::words::Words;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// One metric as declared.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Its id: `dues_rate`.
    pub id: String,
    /// Its title: 会费收缴率.
    pub title: Words,
    /// What its value is.
    pub unit: MetricUnit,
    /// Of a share: whether it divides sums of money, in fen, and not counts.
    #[serde(default)]
    pub of_money: bool,
    /// The tables it is counted from; the first is the one whose rows are counted.
    pub tables: Vec<String>,
    /// Ids of the columns of the first table without which it has no answer. `a|b` asks for one of
    /// the two.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Which rows of the first table count, in SQL; `period_start` and `period_end` are dates.
    pub rows: Option<String>,
    /// The numerator as an SQL aggregate over these rows; none where a function of `measure`
    /// counts.
    pub numerator: Option<String>,
    /// The denominator likewise; none for a count.
    pub denominator: Option<String>,
    /// What the numerator is, for a person.
    pub counts: Words,
    /// What the denominator is, for a person; none for a count.
    pub over: Option<Words>,
    /// The kinds of period it is measured for even where no target asks: `month`, `term`,
    /// `school_year`, `year`.
    #[serde(rename = "periods")]
    period_names: Vec<String>,
}

/// What a metric's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetricUnit {
    /// A share of one, printed as a percentage.
    Percent,
    /// A number of things.
    Count,
    /// Money in fen, printed in yuan.
    Money,
}

impl Metric {
    /// The kinds of period it is measured for even where no target asks.
    pub fn periods(&self) -> impl Iterator<Item = PeriodKind> {
        self.period_names
            .iter()
            .filter_map(|name| match name.as_str() {
                "month" => Some(PeriodKind::Month),
                "term" => Some(PeriodKind::Term),
                "school_year" => Some(PeriodKind::SchoolYear),
                "year" => Some(PeriodKind::Year),
                _ => None,
            })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    metric: Vec<Metric>,
}

struct Metrics {
    metrics: Vec<Metric>,
    by_id: HashMap<String, usize>,
}

static METRICS: LazyLock<Metrics> = LazyLock::new(|| {
    let Declared { metric: metrics } = declared("metrics", include_str!("measure/metrics.toml"));
    let by_id = metrics.iter().map(|metric| metric.id.clone()).zip(0..);
    Metrics {
        by_id: by_id.collect(),
        metrics,
    }
});

/// All metrics, in the order of their declarations.
pub fn metrics() -> &'static [Metric] {
    &METRICS.metrics
}

/// The metric `id`.
pub fn metric(id: &str) -> Option<&'static Metric> {
    METRICS.by_id.get(id).map(|&index| &METRICS.metrics[index])
}
