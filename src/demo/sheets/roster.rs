//! 单位信息 and 会员名册.

use super::School;
use crate::demo::codes::credit_code;
use crate::demo::layout::Headers;
use crate::demo::school::DISTRICT;
use crate::demo::sheet::{Cell, Sheet};
use crate::outcome::STAFF_CATEGORIES;
use jiff::civil::Date;

/// 单位信息: one row, whose staff counts are those of the roster.
pub(super) fn units(school: &School) -> Sheet {
    let mut columns = vec!["unit", "credit_code", "district", "kind"];
    let mut row = vec![
        Cell::text(school.spec.written),
        Cell::text(credit_code(school.number)),
        Cell::text(DISTRICT),
        Cell::text(school.spec.kind.title()),
    ];
    for (category, column) in STAFF_CATEGORIES {
        let count = school.staff().filter(|p| p.category == category).count();
        columns.push(column);
        row.push(Cell::Integer(count as i64));
    }
    let elected = 2020 + (school.number % 3) as i16;
    columns.extend([
        "committee_elected_on",
        "committee_expires_on",
        "preparer",
        "reviewer",
        "contact_phone",
    ]);
    row.extend([
        Cell::day(Date::new(elected, 5, 20).ok()),
        Cell::day(Date::new(elected + 5, 5, 19).ok()),
        Cell::text(school.name(1)),
        Cell::text(school.name(0)),
        Cell::text(format!("1990000{:04}", 9000 + school.number)),
    ]);
    let mut sheet = Sheet::new("units", &columns);
    sheet.rows.push(row);
    sheet
}

/// 会员名册: everybody, with those who left and those who retired.
pub(super) fn members(school: &School) -> Sheet {
    let mut sheet = Sheet::new(
        "members",
        &[
            "name",
            "id_number",
            "sex",
            "birth_date",
            "department",
            "category",
            "member",
            "joined_on",
            "left_on",
            "member_no",
            "service_card",
            "base_wage",
            "phone",
            "hardship",
            "retired",
            "conduct_review",
        ],
    );
    // A column 服务卡号 holds the card's number.
    let numbers = school.spec.layout.headers == Headers::Aliases;
    for person in &school.people {
        let card = match (numbers, person.card_no.is_empty()) {
            (true, true) => Cell::Blank,
            (true, false) => Cell::text(&person.card_no),
            (false, none) => Cell::Is(!none),
        };
        sheet.rows.push(vec![
            Cell::text(&person.name),
            Cell::text(&person.id_number),
            Cell::text(if person.male { "男" } else { "女" }),
            Cell::Day(person.birth),
            Cell::text(person.department),
            Cell::text(person.category),
            Cell::Is(person.joined.is_some()),
            Cell::day(person.joined),
            Cell::day(person.left),
            text_or_blank(&person.member_no),
            card,
            if person.retired {
                Cell::Blank
            } else {
                Cell::Fen(person.wage)
            },
            Cell::text(&person.phone),
            Cell::Is(person.hardship),
            Cell::Is(person.retired),
            person.review.map_or(Cell::Blank, Cell::text),
        ]);
    }
    sheet
}

fn text_or_blank(text: &str) -> Cell {
    if text.is_empty() {
        Cell::Blank
    } else {
        Cell::text(text)
    }
}
