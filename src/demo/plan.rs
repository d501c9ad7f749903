//! The year's plan of the sample district: the built-in targets and limits, and its own schools,
//! terms and months.

use super::book;
use super::district::district;
use super::layout::Layout;
use super::sheet::{Cell, Sheet};
use super::sheets::calendar;
use crate::plan::default_rows;
use crate::schema::table;
use jiff::civil::date;
use rust_xlsxwriter::XlsxError;
use std::collections::BTreeMap;

/// The plan's workbook.
pub(super) fn workbook() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = book::workbook();
    let sender = book::Sender {
        name: district().name,
        preparer: "",
        reviewer: "",
    };
    let own = &district().targets;
    let sheets = [
        expected(),
        typed("targets", own),
        typed("limits", &[]),
        terms(),
        months(),
    ];
    for (index, sheet) in sheets.iter().enumerate() {
        book::add(&mut workbook, sheet, index + 1, &Layout::default(), sender)?;
    }
    workbook.save_to_buffer()
}

fn expected() -> Sheet {
    let invited = district().schools.iter().filter(|spec| !spec.uninvited);
    let rows = invited.enumerate().map(|(index, spec)| {
        [
            ("unit", Cell::text(spec.name)),
            ("aliases", Cell::text(spec.aliases)),
            ("district", Cell::text(district().name)),
            ("kind", Cell::text(spec.kind)),
            (
                "contact_phone",
                Cell::text(format!("1990000{:04}", 9001 + index)),
            ),
        ]
    });
    Sheet::new("expected_units", rows)
}

fn terms() -> Sheet {
    let terms = [
        ("2023-2024-1", date(2023, 8, 1), date(2024, 1, 31)),
        ("2023-2024-2", date(2024, 2, 1), date(2024, 7, 31)),
    ];
    let rows = terms.map(|(term, first, last)| {
        [
            ("term", Cell::text(term)),
            ("starts_on", Cell::Day(first)),
            ("ends_on", Cell::Day(last)),
        ]
    });
    Sheet::new("terms", rows)
}

fn months() -> Sheet {
    let rows = calendar().map(|(month, title, kind)| {
        let owner = match kind {
            "文体活动" => "文体委员",
            _ => "工会委员会",
        };
        [
            ("month", Cell::Month(month)),
            ("title", Cell::text(title)),
            ("kind", Cell::text(kind)),
            ("owner", Cell::text(owner)),
        ]
    });
    Sheet::new("calendar", rows)
}

/// A plan table with all the columns declared: the built-in rows, and `own`.
fn typed(id: &'static str, own: &[BTreeMap<String, String>]) -> Sheet {
    let rows = default_rows(id).iter().chain(own).map(|row| {
        let columns = table(id).columns.iter().map(|column| column.id.as_str());
        columns.map(|id| (id, row.get(id).map_or(Cell::Blank, |text| cell(text))))
    });
    Sheet::new(id, rows)
}

/// A number where it is one, else text.
fn cell(text: &str) -> Cell {
    text.parse()
        .map_or_else(|_| Cell::text(text), Cell::Integer)
}
