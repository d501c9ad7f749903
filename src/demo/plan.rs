//! The year's plan of the sample district: the built-in targets and limits, and its own schools,
//! terms and months.

use super::book;
use super::layout::TEMPLATE;
use super::school::{DISTRICT, SCHOOLS};
use super::sheet::{Cell, Sheet};
use super::sheets::calendar;
use crate::plan::default_rows;
use crate::schema::table;
use jiff::civil::date;
use rust_xlsxwriter::XlsxError;
use std::collections::BTreeMap;

/// Targets that a district sets as it plans; the built-in plan leaves them open.
const AS_PLANNED: &[[(&str, &str); 6]] = &[
    [
        ("target", "insurance_rate"),
        ("title", "互助保障参保率"),
        ("metric", "insurance_rate"),
        ("op", "≥"),
        ("goal", "95%"),
        ("period", "年"),
    ],
    [
        ("target", "sports_events"),
        ("title", "文体比赛项目数"),
        ("metric", "sports_events"),
        ("op", "≥"),
        ("goal", "1"),
        ("period", "学期"),
    ],
];

/// The plan's workbook.
pub(super) fn workbook() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = book::workbook();
    let sender = book::Sender {
        name: DISTRICT,
        preparer: "",
        reviewer: "",
    };
    let sheets = [expected(), targets(), limits(), terms(), months()];
    for (index, sheet) in sheets.iter().enumerate() {
        book::add(&mut workbook, sheet, index + 1, &TEMPLATE, sender)?;
    }
    workbook.save_to_buffer()
}

fn expected() -> Sheet {
    let mut sheet = empty("expected_units");
    for (index, school) in SCHOOLS.iter().filter(|school| school.expected).enumerate() {
        sheet.rows.push(vec![
            Cell::text(school.name),
            if school.aliases.is_empty() {
                Cell::Blank
            } else {
                Cell::text(school.aliases)
            },
            Cell::text(DISTRICT),
            Cell::text(school.kind.title()),
            Cell::text("工会主席"),
            Cell::text(format!("1990000{:04}", 9001 + index)),
        ]);
    }
    sheet.leave_out("contact");
    sheet
}

fn targets() -> Sheet {
    let mut sheet = typed("targets");
    let own = AS_PLANNED.iter().filter(|row| {
        let mut built_in = default_rows("targets").iter();
        !built_in.any(|known| known.get("target").is_some_and(|id| id == row[0].1))
    });
    for row in own {
        let row: BTreeMap<String, String> = row
            .iter()
            .map(|(id, text)| ((*id).to_string(), (*text).to_string()))
            .collect();
        push(&mut sheet, &row);
    }
    sheet
}

fn limits() -> Sheet {
    typed("limits")
}

fn terms() -> Sheet {
    let mut sheet = empty("terms");
    for (term, first, last) in [
        ("2023-2024-1", date(2023, 8, 1), date(2024, 1, 31)),
        ("2023-2024-2", date(2024, 2, 1), date(2024, 7, 31)),
    ] {
        sheet
            .rows
            .push(vec![Cell::text(term), Cell::Day(first), Cell::Day(last)]);
    }
    sheet
}

fn months() -> Sheet {
    let mut sheet = empty("calendar");
    for (month, title, kind) in calendar() {
        sheet.rows.push(vec![
            Cell::Month(month),
            Cell::text(title),
            Cell::text(kind),
            Cell::text(if kind == "文体活动" {
                "文体委员"
            } else {
                "工会委员会"
            }),
        ]);
    }
    sheet
}

/// A plan table with all the columns declared and no rows.
fn empty(id: &'static str) -> Sheet {
    let columns: Vec<&'static str> = table(id).columns.iter().map(|c| c.id.as_str()).collect();
    Sheet::new(id, &columns)
}

/// A plan table with the built-in rows.
fn typed(id: &'static str) -> Sheet {
    let mut sheet = empty(id);
    for row in default_rows(id) {
        push(&mut sheet, row);
    }
    sheet
}

fn push(sheet: &mut Sheet, row: &BTreeMap<String, String>) {
    let cells = sheet.columns.iter().map(|id| match row.get(*id) {
        None => Cell::Blank,
        Some(text) => text
            .parse()
            .map_or_else(|_| Cell::text(text), Cell::Integer),
    });
    let cells = cells.collect();
    sheet.rows.push(cells);
}
