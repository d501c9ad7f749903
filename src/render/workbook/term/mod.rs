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
    Sheet::new(words::COVER, Fit::Upright, cover::fill),
    Sheet::new(words::UNIT_TARGETS, Fit::OneWide, target_detail::fill),
    Sheet::new(words::MEMBERS, Fit::OneWide, members::fill),
    Sheet::new(words::DUES, Fit::OneWide, dues::fill),
    Sheet::new(words::UNIT_WELFARE, Fit::OneWide, welfare::fill),
    Sheet::new(words::LEDGER, Fit::OneWide, ledger::fill),
    Sheet::new(words::UNIT_SPORTS, Fit::OneWide, sports::fill_unit),
    Sheet::new(words::UNIT_AUDITS, Fit::OneWide, audits::fill),
    Sheet::new(words::FINDINGS, Fit::OneWide, findings::fill),
    Sheet {
        counts_the_rest: true,
        ..Sheet::new(words::FINDING_COUNTS, Fit::OneWide, findings::fill_counts)
    },
    Sheet::new(words::SOURCES, Fit::OneWide, sources::fill),
];

/// The workbook's title.
pub(super) fn title(scope: &Scope<'_>) -> String {
    let unit = scope.unit_name(scope.unit).unwrap_or_default();
    words::TERM_TITLE.fill(scope.lang, &[("unit", unit)])
}
