//! 福利: what each unit gave, by category.

use crate::outcome::{Unit, UnitFigures};
use crate::render::workbook::cell::Cell;
use crate::render::workbook::column::{Column, Fill};
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, silent, words};
use crate::schema::schema;
use crate::sums::sum;
use crate::words::Lang;
use rust_xlsxwriter::XlsxError;

/// The unit, payments, people and amount stand before the categories.
const BEFORE: usize = 4;

/// Lays the sheet out.
pub(super) fn fill(w: &mut SheetWriter<'_>, scope: &Scope<'_>) -> Result<(), XlsxError> {
    let categories = categories(scope);
    let mut widths = vec![22.0, 8.0, 9.0, 15.0];
    widths.resize(BEFORE + categories.len().max(2), 13.5);
    w.columns(&widths)?;
    w.title(&scope.sheet_title(words::WELFARE), &scope.subtitle(true))?;
    if categories.is_empty() {
        return w.nothing(words::NO_DATA_HERE);
    }
    w.note(words::WELFARE_NOTE)?;
    let rows: Vec<Vec<Cell>> = scope
        .units()
        .map(|(_, unit, figures)| cells(unit, figures, &categories))
        .collect();
    let table = Table::new(columns(&categories, scope.lang), rows)
        .totals(words::TOTAL)
        .frozen(1);
    let placed = table::write(w, &table)?;
    for (name, column) in [("welfare_people", 2), ("welfare", 3)] {
        placed.anchor(w, name, column);
    }
    Ok(())
}

/// The categories that occur, in the declaration's order, uncategorised last.
fn categories<'a>(scope: &Scope<'a>) -> Vec<Option<&'a str>> {
    let declared = schema()
        .table("welfare")
        .and_then(|table| table.column("category"))
        .map_or(&[][..], |column| &column.values);
    let place = |category: Option<&str>| {
        let known = declared
            .iter()
            .position(|value| Some(value.value.as_str()) == category);
        (known.unwrap_or(declared.len()), category.is_none())
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
pub(in crate::render::workbook) fn category_title(category: Option<&str>, lang: Lang) -> String {
    let Some(category) = category else {
        return words::NOT_UNDERSTOOD.get(lang).to_string();
    };
    if lang == Lang::Zh {
        return category.to_string();
    }
    schema()
        .table("welfare")
        .and_then(|table| table.column("category"))
        .and_then(|column| column.values.iter().find(|value| value.value == category))
        .map_or_else(|| category.to_string(), |value| value.en.clone())
}

fn columns(categories: &[Option<&str>], lang: Lang) -> Vec<Column> {
    let amounts: Vec<usize> = (BEFORE..BEFORE + categories.len()).collect();
    let total = words::TOTAL.get(lang);
    let mut columns = vec![
        Column::new(words::UNIT.get(lang), Kind::Text),
        Column::new(words::PAYMENTS.get(lang), Kind::Count)
            .total()
            .under(total),
        Column::new(words::HEADCOUNT.get(lang), Kind::Count)
            .total()
            .under(total),
        Column::new(words::AMOUNT.get(lang), Kind::Yuan)
            .fill(Fill::Sum(amounts))
            .total()
            .under(total),
    ];
    let group = words::AMOUNT.get(lang);
    columns.extend(categories.iter().map(|category| {
        Column::new(category_title(*category, lang), Kind::Yuan)
            .total()
            .under(group)
    }));
    columns
}

/// One unit.
fn cells(unit: &Unit, figures: &UnitFigures, categories: &[Option<&str>]) -> Vec<Cell> {
    let mut cells = vec![Cell::Text(unit.name.clone())];
    if silent(unit) || figures.welfare.is_empty() {
        cells.resize(BEFORE + categories.len(), Cell::None);
        return cells;
    }
    let sum = |of: fn(&crate::outcome::WelfareCategory) -> i64| sum(figures.welfare.iter().map(of));
    cells.extend([
        Cell::Count(sum(|welfare| welfare.payments)),
        Cell::Count(sum(|welfare| welfare.headcount)),
        Cell::Computed,
    ]);
    cells.extend(categories.iter().map(|category| {
        let given = figures
            .welfare
            .iter()
            .find(|welfare| welfare.category.as_deref() == *category);
        Cell::yuan(given.map(|welfare| welfare.amount))
    }));
    cells
}
