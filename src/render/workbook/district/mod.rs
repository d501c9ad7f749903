//! 区汇总: the district's summary workbook, a list of its sheets.

mod charts;
mod dues;
mod members;
mod overview;
mod targets;
mod welfare;

pub(super) use welfare::category_title as welfare_title;

use super::both::{audits, findings, sources, sports, target_detail};
use super::print::Fit;
use super::{Scope, Sheet, words};

/// The sheets in their order.
pub(super) const SHEETS: &[Sheet] = &[
    Sheet::new(words::OVERVIEW, Fit::Upright, overview::fill),
    Sheet::new(
        words::TARGETS,
        Fit::Beside {
            from: targets::BEFORE,
            step: 1,
        },
        targets::fill,
    ),
    Sheet::new(words::TARGET_DETAIL, Fit::OneWide, target_detail::fill),
    Sheet::new(
        words::MEMBERS,
        Fit::Beside {
            from: members::BEFORE,
            step: members::PER_CATEGORY,
        },
        members::fill,
    ),
    Sheet::new(words::DUES, Fit::OneWide, dues::fill),
    Sheet::new(words::DUES_DETAIL, Fit::OneWide, dues::fill_detail),
    Sheet::new(words::WELFARE, Fit::OneWide, welfare::fill),
    Sheet::new(words::SPORTS, Fit::OneWide, sports::fill_district),
    Sheet::new(words::AUDITS, Fit::OneWide, audits::fill),
    Sheet::new(words::FINDINGS, Fit::OneWide, findings::fill),
    Sheet {
        counts_the_rest: true,
        ..Sheet::new(words::FINDING_COUNTS, Fit::OneWide, findings::fill_counts)
    },
    Sheet::new(words::SOURCES, Fit::OneWide, sources::fill),
];

/// The workbook's title: the district as the units name it, where they agree.
pub(super) fn title(scope: &Scope<'_>) -> String {
    let mut named = scope
        .outcome
        .figures
        .iter()
        .filter_map(|figures| figures.info.district.as_deref());
    let first = named.next();
    let district = first
        .filter(|first| named.all(|other| other == *first))
        .unwrap_or(words::DISTRICT_UNNAMED.get(scope.lang));
    words::DISTRICT_TITLE.fill(scope.lang, &[("district", district)])
}
