//! Values as words: verdicts, goals, actual values, places.

use super::style::Tone;
use super::words;
use crate::finding::{Severity, show_yuan};
use crate::metric::{Metric, MetricUnit, metric};
use crate::outcome::{Measured, Outcome, TargetResult, TargetStatus};
use crate::plan::Comparison;
use crate::words::{Lang, Words};

/// How a target's values are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    /// The value is a share of one.
    pub(super) percent: bool,
    /// Numerator and denominator are money.
    pub(super) money: bool,
}

/// How the values of `result` are shown. For the district a count is the share of the units that
/// meet it.
pub(super) fn shown(result: &TargetResult, outcome: &Outcome) -> Shown {
    let target = result.target(&outcome.plan);
    let metric = metric(&target.metric);
    let unit = metric.map(|metric: &Metric| metric.unit);
    let rate = unit == Some(MetricUnit::Percent);
    Shown {
        percent: rate || result.unit.is_none(),
        money: if rate {
            metric.is_some_and(|metric| metric.of_money)
        } else {
            unit == Some(MetricUnit::Money) && result.unit.is_some()
        },
    }
}

/// The verdict's word and colour.
pub(super) fn status(status: TargetStatus) -> (Words, Tone) {
    match status {
        TargetStatus::Met => (words::MET, Tone::Met),
        TargetStatus::Missed => (words::MISSED, Tone::Missed),
        TargetStatus::NoData => (words::NO_DATA, Tone::NoData),
    }
}

/// The severity's word and colour.
pub(super) fn severity(severity: Severity) -> (Words, Tone) {
    match severity {
        Severity::Error => (words::ERROR, Tone::Error),
        Severity::Warning => (words::WARNING, Tone::Warning),
        Severity::Info => (words::INFO, Tone::Info),
    }
}

/// The goal with its comparison: `≥ 4`, `= 100%`, `1–2`.
pub(super) fn goal(result: &TargetResult, outcome: &Outcome, lang: Lang) -> String {
    let shown = shown(result, outcome);
    let value = |millionths: i64| match (shown.percent, shown.money) {
        (true, _) => format!("{}%", trimmed(millionths, 10_000)),
        (false, true) => {
            let amount = show_yuan(millionths / 1_000_000);
            words::YUAN.fill(lang, &[("amount", &amount)])
        }
        (false, false) => trimmed(millionths, 1_000_000),
    };
    // More than nothing is the smallest fen; nobody reads “≥ 0.01 yuan” that way.
    match (result.comparison, result.goal_max) {
        (Comparison::Between, Some(max)) => format!("{}–{}", value(result.goal), value(max)),
        (Comparison::Between, None) => format!("≥ {}", value(result.goal)),
        (comparison, _) => format!("{} {}", comparison.id(), value(result.goal)),
    }
}

/// `number / scale` without needless zeros.
fn trimmed(number: i64, scale: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let (whole, rest) = (
        number.unsigned_abs() / scale.unsigned_abs(),
        number.unsigned_abs() % scale.unsigned_abs(),
    );
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let digits = scale.to_string().len() - 1;
    let rest = format!("{rest:0digits$}");
    format!("{sign}{whole}.{}", rest.trim_end_matches('0'))
}

/// The actual value with what it is made of: `98.7%（148/150）`, `4`, `1200.00 元`.
pub(super) fn actual(measured: Measured, shown: Shown, lang: Lang) -> String {
    let amount = |number: i64| {
        if shown.money {
            show_yuan(number)
        } else {
            number.to_string()
        }
    };
    match measured.denominator {
        Some(whole) => {
            let parts = if shown.money {
                words::PARTS_YUAN
            } else {
                words::PARTS
            };
            let (part, of) = (amount(measured.numerator), amount(whole));
            let parts = parts.fill(lang, &[("part", &part), ("whole", &of)]);
            format!("{}{parts}", percent(measured.numerator, whole))
        }
        None if shown.money => words::YUAN.fill(lang, &[("amount", &amount(measured.numerator))]),
        None => amount(measured.numerator),
    }
}

/// `part / whole` as a percentage with one decimal; less than all never reads as 100%, nor more
/// than none as 0%.
pub(super) fn percent(part: i64, whole: i64) -> String {
    if whole == 0 {
        return super::cell::DASH.to_string();
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    let rounded = |scale: i128| (part * scale * 2 + whole).div_euclid(whole * 2);
    let tenths = rounded(1_000);
    let misleading = (part < whole && tenths >= 1_000) || (part > 0 && tenths == 0);
    if misleading {
        let hundredths = (part * 10_000).div_euclid(whole).clamp(1, 9_999);
        return format!("{}.{:02}%", hundredths / 100, hundredths % 100);
    }
    match tenths % 10 {
        0 => format!("{}%", tenths / 10),
        rest => format!("{}.{}%", tenths / 10, rest.abs()),
    }
}

/// Names in a row: at most `most`, then how many there are.
pub(super) fn names(all: &[&str], most: usize, lang: Lang) -> String {
    if all.is_empty() {
        return words::NONE.get(lang).to_string();
    }
    let shown: Vec<&str> = all.iter().copied().take(most).collect();
    let mut text = lang.list(&shown);
    if all.len() > most {
        let count = all.len().to_string();
        let more = words::AND_MORE.fill(lang, &[("count", &count)]);
        text.push_str(if lang == Lang::Zh { "" } else { "; " });
        text.push_str(&more);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_never_rounds_a_miss_away() {
        assert_eq!(percent(148, 150), "98.7%");
        assert_eq!(percent(150, 150), "100%");
        assert_eq!(percent(9_999, 10_000), "99.99%");
        assert_eq!(percent(999_999, 1_000_000), "99.99%");
        assert_eq!(percent(1, 100_000), "0.01%");
        assert_eq!(percent(0, 3), "0%");
        assert_eq!(percent(0, 0), "—");
        assert_eq!(trimmed(950_000, 10_000), "95");
        assert_eq!(trimmed(1_500_000, 1_000_000), "1.5");
    }
}
