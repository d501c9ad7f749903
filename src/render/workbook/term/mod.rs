//! 期末报告: one unit's end-of-term workbook, which its finance officer prints and signs; a list
//! of its sheets.

mod cover;
mod dues;
mod ledger;
mod members;
mod welfare;

use super::both::{audits, findings, sources, sports, target_detail};
use super::print::Fit;
use super::{Scope, Sheet, words};

/// The sheets in their order.
pub(super) const SHEETS: &[Sheet] = &[
    Sheet {
        title: words::COVER,
        fit: Fit::Upright,
        counts_the_rest: false,
        fill: cover::fill,
    },
    Sheet {
        title: words::UNIT_TARGETS,
        fit: Fit::OneWide,
        counts_the_rest: false,
        fill: target_detail::fill,
    },
    Sheet {
        title: words::MEMBERS,
        fit: Fit::OneWide,
        counts_the_rest: false,
        fill: members::fill,
    },
    Sheet {
        title: words::DUES,
        fit: Fit::OneWide,
        counts_the_rest: false,
        fill: dues::fill,
    },
    Sheet {
        title: words::UNIT_WELFARE,
        fit: Fit::OneWide,
        counts_the_rest: false,
        fill: welfare::fill,
    },
    Sheet {
        title: words::LEDGER,
        fit: Fit::OneWide,
        counts_the_rest: false,
        fill: ledger::fill,
    },
    Sheet {
        title: words::UNIT_SPORTS,
        fit: Fit::OneWide,
        counts_the_rest: false,
        fill: sports::fill_unit,
    },
    Sheet {
        title: words::UNIT_AUDITS,
        fit: Fit::OneWide,
        counts_the_rest: false,
        fill: audits::fill,
    },
    Sheet {
        title: words::FINDINGS,
        fit: Fit::OneWide,
        counts_the_rest: false,
        fill: findings::fill,
    },
    Sheet {
        title: words::FINDING_COUNTS,
        fit: Fit::OneWide,
        counts_the_rest: true,
        fill: findings::fill_counts,
    },
    Sheet {
        title: words::SOURCES,
        fit: Fit::OneWide,
        counts_the_rest: false,
        fill: sources::fill,
    },
];

/// The workbook's title.
pub(super) fn title(scope: &Scope<'_>) -> String {
    let unit = scope.unit_name(scope.unit).unwrap_or_default();
    words::TERM_TITLE.fill(scope.lang, &[("unit", unit)])
}
