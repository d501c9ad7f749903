//! 经费审查: one audit in the autumn of 2023 and one in the spring of 2024, each approved by the
//! next congress and filed with the district after it.

use super::School;
use crate::demo::sheet::{Cell, Sheet};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// 经费审查.
pub(super) fn sheet(school: &School) -> Sheet {
    let mut sheet = Sheet::new(
        "audits",
        &[
            "period",
            "audited_on",
            "report_no",
            "auditors",
            "opinion",
            "income_audited",
            "expense_audited",
            "problems",
            "congress_approved_on",
            "filed_on",
        ],
    );
    let days = i64::from(school.number % 5);
    let scale = school.spec.size as i64 * 100;
    let auditors = format!("{}、{}", school.name(2), school.name(3));
    let mut audit =
        |period: &str, day: Date, number: &str, season: &str, problems, sums: (i64, i64)| {
            let approved = school.assembly(season);
            sheet.rows.push(vec![
                Cell::text(period),
                Cell::Day(day.saturating_add(days.days())),
                Cell::text(number),
                Cell::text(&auditors),
                Cell::text(if problems == 0 {
                    "收支合规，账实相符"
                } else {
                    "收支合规，个别票据需补签字"
                }),
                Cell::Fen(sums.0 * scale),
                Cell::Fen(sums.1 * scale),
                Cell::Integer(problems),
                Cell::day(approved),
                Cell::day(approved.map(|day| day.saturating_add(6.days()))),
            ]);
        };
    audit(
        "2023年上半年",
        date(2023, 9, 18),
        "经审〔2023〕2号",
        "秋季",
        0,
        (1430, 1265),
    );
    let problems = i64::from(school.number % 4 == 2);
    audit(
        "2023年度",
        date(2024, 3, 11),
        "经审〔2024〕1号",
        "春季",
        problems,
        (2986, 2713),
    );
    sheet
}
