//! The columns of staff, members and service cards, and the categories of staff.

use crate::outcome::{STAFF_CATEGORIES, StaffFigures};
use crate::render::workbook::table::Table;
use crate::render::workbook::words;
use crate::schema::table;
use crate::words::{Lang, Words};

/// The title of a category of staff, as 单位信息 declares it; of none past the last.
pub(super) fn category_title(index: usize, lang: Lang) -> &'static str {
    match STAFF_CATEGORIES.get(index) {
        None => words::NOT_UNDERSTOOD.get(lang),
        Some((value, _)) if lang == Lang::Zh => value,
        Some((value, column)) => {
            let column = table("units").column(column);
            column.map_or(*value, |column| column.title.en)
        }
    }
}

/// Adds the columns: staff, members, their rate, and cards.
pub(super) fn columns<'a, T: Copy + 'a>(
    table: &mut Table<'a, T>,
    of: impl Fn(T) -> Option<&'a StaffFigures> + Copy + 'a,
) {
    table.count(words::STAFF, move |row| Some(of(row)?.staff()));
    table.count(words::MEMBER_COUNT, move |row| Some(of(row)?.members));
    table.share(words::MEMBERSHIP_RATE, words::MEMBER_COUNT, words::STAFF);
    table.count(words::CARDS, move |row| Some(of(row)?.service_cards));
}

/// The totals that the first sheet reads.
pub(super) const ANCHORS: [(Words, &str); 4] = [
    (words::STAFF, "staff"),
    (words::MEMBER_COUNT, "members"),
    (words::MEMBERSHIP_RATE, "membership"),
    (words::CARDS, "cards"),
];
