//! 福利: what each unit gave, by category.

use crate::outcome::{Unit, WelfareCategory};
use crate::render::workbook::cell::Cell;
use crate::render::workbook::column::Column;
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::Table;
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, words};
use crate::schema::{CategoryValue, table};
use crate::sums::sum;
use crate::words::Lang;
use rust_xlsxwriter::XlsxError;

/// The unit, payments, people and amount stand before the categories.
const BEFORE: usize = 4;

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let lang = scope.lang;
    let categories = categories(scope);
    let mut widths = vec![22.0, 8.0, 9.0, 15.0];
    widths.resize(BEFORE + categories.len().max(2), 13.5);
    scope.begin(w, &widths, true)?;
    if categories.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    w.note(words::WELFARE_NOTE)?;
    let mut table = Table::<(&Unit, Option<&[WelfareCategory]>)>::new(lang).first_column_stays();
    table.text(words::UNIT, |(unit, _)| unit.name.as_str());
    table.count(words::PAYMENTS, |(_, given)| {
        Some(sum(given?.iter().map(|given| given.payments)))
    });
    table.count(words::HEADCOUNT, |(_, given)| {
        Some(sum(given?.iter().map(|given| given.headcount)))
    });
    let amounts = BEFORE..BEFORE + categories.len();
    table.sum_of(words::AMOUNT, Kind::Yuan, amounts.collect());
    table.under(1, words::TOTAL.get(lang));
    table.anchors(&[
        (words::HEADCOUNT, "welfare_people"),
        (words::AMOUNT, "welfare"),
    ]);
    for category in categories {
        let column = Column::new(category_title(category, lang), Kind::Yuan).total();
        table.titled(column, move |(_, given)| {
            let mut given = given?.iter();
            let given = given.find(|given| given.category.as_deref() == category)?;
            Some(Cell::Yuan(given.amount))
        });
    }
    table.under(BEFORE, words::AMOUNT.get(lang));
    let rows = scope.returns().map(|(unit, sent)| {
        let given = sent.map(|figures| figures.welfare.as_slice());
        (unit, given.filter(|given| !given.is_empty()))
    });
    table.write(w, rows).map(drop)
}

/// The categories that are declared.
fn declared() -> &'static [CategoryValue] {
    let column = table("welfare").column("category");
    column.map_or(&[], |column| &column.values)
}

/// The categories that occur, in the declaration's order, uncategorised last.
fn categories<'a>(scope: &Scope<'a>) -> Vec<Option<&'a str>> {
    let place = |category: Option<&str>| {
        let mut values = declared().iter();
        let known = values.position(|value| Some(value.value.as_str()) == category);
        (known.unwrap_or(declared().len()), category.is_none())
    };
    let mut all: Vec<Option<&str>> = scope
        .units()
        .flat_map(|(_, _, figures)| &figures.welfare)
        .map(|welfare| welfare.category.as_deref())
        .collect();
    all.sort_by_key(|category| (place(*category), *category));
    all.dedup();
    all
}

/// A category's title.
pub(in crate::render::workbook) fn category_title(category: Option<&str>, lang: Lang) -> &str {
    let Some(category) = category else {
        return words::NOT_UNDERSTOOD.get(lang);
    };
    let mut values = declared().iter();
    match values.find(|value| lang == Lang::En && value.value == category) {
        Some(value) => &value.en,
        None => category,
    }
}
