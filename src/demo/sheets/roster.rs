//! 单位信息 and 会员名册.

use super::School;
use crate::demo::codes::credit_code;
use crate::demo::district::district;
use crate::demo::layout::Headers;
use crate::demo::sheet::{Cell, Sheet};
use crate::outcome::STAFF_CATEGORIES;
use jiff::civil::Date;

/// 单位信息: one row, whose staff counts are those of the roster.
pub(super) fn units(school: &School) -> Sheet {
    let elected = 2020 + (school.number % 3) as i16;
    let mut row = vec![
        ("unit", Cell::text(school.spec.written)),
        ("credit_code", Cell::text(credit_code(school.number))),
        ("district", Cell::text(district().name)),
        ("kind", Cell::text(school.spec.kind)),
    ];
    row.extend(STAFF_CATEGORIES.iter().map(|&(category, column)| {
        let count = school.staff().filter(|p| p.category == category).count();
        (column, Cell::Integer(count as i64))
    }));
    let phone = format!("1990000{:04}", 9000 + school.number);
    row.extend([
        (
            "committee_elected_on",
            Cell::day(Date::new(elected, 5, 20).ok()),
        ),
        (
            "committee_expires_on",
            Cell::day(Date::new(elected + 5, 5, 19).ok()),
        ),
        ("preparer", Cell::text(school.name(1))),
        ("reviewer", Cell::text(school.name(0))),
        ("contact_phone", Cell::text(phone)),
    ]);
    Sheet::new("units", [row])
}

/// 会员名册: everybody, with those who left and those who retired.
pub(super) fn members(school: &School) -> Sheet {
    // A column 服务卡号 holds the card's number.
    let numbers = school.spec.layout.headers == Headers::Aliases;
    let rows = school.people.iter().map(|person| {
        let card = match numbers {
            true => Cell::text(&person.card_no),
            false => Cell::Is(!person.card_no.is_empty()),
        };
        let wage = Cell::Fen(person.wage);
        [
            ("name", Cell::text(&person.name)),
            ("id_number", Cell::text(&person.id_number)),
            ("sex", Cell::text(if person.male { "男" } else { "女" })),
            ("birth_date", Cell::Day(person.birth)),
            ("department", Cell::text(person.department)),
            ("category", Cell::text(person.category)),
            ("member", Cell::Is(person.joined.is_some())),
            ("joined_on", Cell::day(person.joined)),
            ("left_on", Cell::day(person.left)),
            ("member_no", Cell::text(&person.member_no)),
            ("service_card", card),
            ("base_wage", Cell::when(!person.retired, wage)),
            ("phone", Cell::text(&person.phone)),
            ("hardship", Cell::Is(person.hardship)),
            ("retired", Cell::Is(person.retired)),
            (
                "conduct_review",
                Cell::text(person.review.unwrap_or_default()),
            ),
        ]
    });
    Sheet::new("members", rows)
}
