//! 经费审查: one audit in the autumn of 2023 and one in the spring of 2024, each approved by the
//! next congress and filed with the district after it.

use super::School;
use crate::demo::sheet::{Cell, Sheet};
use jiff::ToSpan;
use jiff::civil::date;

/// 经费审查.
pub(super) fn sheet(school: &School) -> Sheet {
    let days = i64::from(school.number % 5);
    let scale = school.spec.size as i64 * 100;
    let auditors = format!("{}、{}", school.name(2), school.name(3));
    let problems = i64::from(school.number % 4 == 2);
    let audits = [
        (
            "2023年上半年",
            date(2023, 9, 18),
            "经审〔2023〕2号",
            "秋季",
            0,
            (1430, 1265),
        ),
        (
            "2023年度",
            date(2024, 3, 11),
            "经审〔2024〕1号",
            "春季",
            problems,
            (2986, 2713),
        ),
    ];
    let rows = audits.map(
        |(period, day, number, season, problems, (income, expense))| {
            let approved = school.assembly(season);
            let opinion = match problems {
                0 => "收支合规，账实相符",
                _ => "收支合规，个别票据需补签字",
            };
            [
                ("period", Cell::text(period)),
                ("audited_on", Cell::Day(day.saturating_add(days.days()))),
                ("report_no", Cell::text(number)),
                ("auditors", Cell::text(&auditors)),
                ("opinion", Cell::text(opinion)),
                ("income_audited", Cell::Fen(income * scale)),
                ("expense_audited", Cell::Fen(expense * scale)),
                ("problems", Cell::Integer(problems)),
                ("congress_approved_on", Cell::day(approved)),
                (
                    "filed_on",
                    Cell::day(approved.map(|day| day.saturating_add(6.days()))),
                ),
            ]
        },
    );
    Sheet::new("audits", rows)
}
