//! 区汇总: the district's summary workbook, a list of its sheets.

mod charts;
mod dues;
mod members;
mod overview;
mod targets;
mod welfare;

pub(super) use members::category_title;
pub(super) use overview::{read, severities};
pub(super) use welfare::category_title as welfare_title;

use super::both::{audits, findings, sources, sports, target_detail};
use super::print::Fit;
use super::{Scope, Sheet, words};

/// The sheets in their order.
pub(super) const SHEETS: &[Sheet] = &[
    Sheet {
        title: words::OVERVIEW,
        fit: Fit::Upright,
        counts_the_rest: false,
        fill: overview::fill,
    },
    Sheet {
        title: words::TARGETS,
        fit: Fit::Beside {
            repeated: 1,
            from: targets::BEFORE,
            step: 1,
        },
        counts_the_rest: false,
        fill: targets::fill,
    },
    Sheet {
        title: words::TARGET_DETAIL,
        fit: Fit::OneWide,
        counts_the_rest: false,
        fill: target_detail::fill,
    },
    Sheet {
        title: words::MEMBERS,
        fit: Fit::Beside {
            repeated: 1,
            from: members::BEFORE,
            step: members::PER_CATEGORY,
        },
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
        title: words::DUES_DETAIL,
        fit: Fit::OneWide,
        counts_the_rest: false,
        fill: dues::fill_detail,
    },
    Sheet {
        title: words::WELFARE,
        fit: Fit::OneWide,
        counts_the_rest: false,
        fill: welfare::fill,
    },
    Sheet {
        title: words::SPORTS,
        fit: Fit::OneWide,
        counts_the_rest: false,
        fill: sports::fill_district,
    },
    Sheet {
        title: words::AUDITS,
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
