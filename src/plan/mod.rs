//! Vocabulary: what must be reached (年度计划). The plan is tables like any other (应报单位, 目标,
//! 标准, 学期, 月度安排): read, recognised and parsed by the same stages and given here as typed
//! rows. This room holds their values and the built-in plan that is used where none is given; it
//! reads no file.

mod default;
mod expected;
mod period;

pub use default::default_rows;
pub use expected::{ExpectedUnit, ExpectedUnits};
pub use period::{Period, PeriodKind, Span, Term, TermDates};

use crate::rows::{TypedRows, TypedValue};
use crate::schema::{unit_key, unit_name};
use jiff::civil::Date;

/// Everything the year's plan says.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// 应报单位: who has to send; empty where the plan does not list them.
    pub expected_units: ExpectedUnits,
    /// 目标.
    pub targets: Vec<Target>,
    /// 标准.
    pub limits: Vec<Limit>,
    /// 学期.
    pub terms: TermDates,
    /// 月度安排.
    pub calendar: Vec<PlannedActivity>,
}

/// How an actual value is compared with its goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `≥`
    AtLeast,
    /// `≤`
    AtMost,
    /// `区间`: from goal to goal_max, both included.
    Between,
}

impl Comparison {
    /// As the plan and the JSON write it.
    pub fn id(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::AtLeast => "≥",
            Comparison::AtMost => "≤",
            Comparison::Between => "区间",
        }
    }

    fn parse(text: &str) -> Option<Comparison> {
        [Self::Equal, Self::AtLeast, Self::AtMost, Self::Between]
            .into_iter()
            .find(|comparison| comparison.id() == text)
    }
}

/// One target (目标).
#[derive(Debug, Clone)]
pub struct Target {
    /// Its id, unique in the plan.
    pub id: String,
    /// Its title as the plan writes it.
    pub title: String,
    /// The metric that it is measured by.
    pub metric: String,
    /// How the metric is compared.
    pub comparison: Comparison,
    /// The goal in millionths: 100% is 1,000,000. For a sum of money, millionths of a yuan.
    pub goal: i64,
    /// The upper end of a range, in millionths.
    pub goal_max: Option<i64>,
    /// The kinds of period it is judged for, in the plan's order.
    pub periods: Vec<PeriodKind>,
    /// The units it is for: names or kinds; empty for all.
    pub scope: Vec<String>,
    /// The clause it comes from.
    pub basis: Option<String>,
}

impl Target {
    /// Whether the target is for the unit `name` of the kind `kind`.
    pub fn applies_to(&self, name: &str, kind: Option<&str>) -> bool {
        self.scope.is_empty()
            || self
                .scope
                .iter()
                .any(|scope| unit_key(scope) == unit_key(name) || Some(scope.as_str()) == kind)
    }
}

/// One ceiling or rate (标准).
#[derive(Debug, Clone)]
pub struct Limit {
    /// Its id: `holiday_gifts`, `holiday.春节`.
    pub id: String,
    /// Its title as the plan writes it.
    pub title: String,
    /// Its value in millionths of its unit.
    pub value: i64,
    /// The first day it is in force; none for always.
    pub from: Option<Date>,
    /// The last day it is in force; none for always.
    pub to: Option<Date>,
    /// The rule it comes from.
    pub basis: Option<String>,
}

impl Limit {
    /// A limit given in yuan, as whole fen.
    pub fn fen(&self) -> i64 {
        self.value / 10_000
    }
}

/// One line of the month-by-month plan (月度安排).
#[derive(Debug, Clone)]
pub struct PlannedActivity {
    /// The month, by its first day.
    pub month: Date,
    /// What is planned.
    pub title: String,
    /// Its kind, as in 活动台账.
    pub kind: Option<String>,
}

impl Plan {
    /// The limit `id` in force on `date`.
    pub fn limit(&self, id: &str, date: Date) -> Option<&Limit> {
        self.limits.iter().find(|limit| {
            limit.id == id
                && limit.from.is_none_or(|from| from <= date)
                && limit.to.is_none_or(|to| date <= to)
        })
    }

    /// The plan as the typed rows of its tables say. Of a table that `tables` does not hold, the
    /// built-in plan's rows ([`default_rows`], parsed the same way) are to be given by the caller.
    pub fn from_rows(tables: &[TypedRows]) -> Plan {
        let mut plan = Plan::default();
        let mut expected = Vec::new();
        let mut terms = Vec::new();
        for rows in tables {
            for index in 0..rows.rows.len() {
                let row = Row { rows, index };
                match rows.block.table.id.as_str() {
                    "expected_units" => expected.extend(row.expected_unit()),
                    "targets" => plan.targets.extend(row.target()),
                    "limits" => plan.limits.extend(row.limit()),
                    "terms" => terms.extend(row.term()),
                    "calendar" => plan.calendar.extend(row.planned_activity()),
                    _ => {}
                }
            }
        }
        plan.expected_units = expected.into();
        plan.terms = TermDates::new(terms);
        plan
    }
}

/// One row of a plan table, asked by column id.
struct Row<'a> {
    rows: &'a TypedRows,
    index: usize,
}

impl<'a> Row<'a> {
    fn value(&self, column: &str) -> Option<TypedValue<'a>> {
        self.rows
            .column(column)
            .and_then(|column| column.get(self.index))
    }

    fn text(&self, column: &str) -> Option<String> {
        self.value(column)?.text().map(str::to_string)
    }

    fn int(&self, column: &str) -> Option<i64> {
        self.value(column)?.int()
    }

    fn date(&self, column: &str) -> Option<Date> {
        self.value(column)?.date()
    }

    fn list(&self, column: &str) -> Vec<String> {
        self.text(column)
            .map(|text| split_list(&text))
            .unwrap_or_default()
    }

    fn expected_unit(&self) -> Option<ExpectedUnit> {
        Some(ExpectedUnit {
            name: unit_name(&self.text("unit")?),
            aliases: self
                .list("aliases")
                .iter()
                .map(|name| unit_key(name))
                .collect(),
            kind: self.text("kind"),
        })
    }

    fn target(&self) -> Option<Target> {
        let id = self.text("target")?;
        Some(Target {
            title: self.text("title").unwrap_or_else(|| id.clone()),
            metric: self.text("metric")?,
            comparison: Comparison::parse(&self.text("op")?)?,
            goal: self.int("goal")?,
            goal_max: self.int("goal_max"),
            periods: self
                .list("period")
                .iter()
                .filter_map(|kind| PeriodKind::parse(kind))
                .collect(),
            scope: self
                .list("scope")
                .into_iter()
                .filter(|scope| !matches!(scope.as_str(), "全部" | "全区" | "所有" | "all"))
                .collect(),
            basis: self.text("basis"),
            id,
        })
    }

    fn limit(&self) -> Option<Limit> {
        let id = self.text("limit")?;
        Some(Limit {
            title: self.text("title").unwrap_or_else(|| id.clone()),
            value: self.int("value")?,
            from: self.date("from"),
            to: self.date("to"),
            basis: self.text("basis"),
            id,
        })
    }

    fn term(&self) -> Option<Term> {
        let period = Period::parse(&self.text("term")?)?;
        let span = Span {
            start: self.date("starts_on")?,
            end: self.date("ends_on")?,
        };
        (matches!(period, Period::Term(..)) && span.start <= span.end)
            .then_some(Term { period, span })
    }

    fn planned_activity(&self) -> Option<PlannedActivity> {
        Some(PlannedActivity {
            month: self.date("month")?,
            title: self.text("title")?,
            kind: self.text("kind"),
        })
    }
}

/// The parts of a list that a person wrote in one cell, divided by 、 or any comma, semicolon,
/// stroke or line break.
pub fn split_list(text: &str) -> Vec<String> {
    text.split(['、', '，', ',', '；', ';', '/', '／', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_string)
        .collect()
}
