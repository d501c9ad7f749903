//! 数据来源: every input with its checksum, so that any figure can be followed back to the file,
//! sheet and cell that it came from.

use crate::outcome::Input;
use crate::render::workbook::cell::Cell;
use crate::render::workbook::column::Column;
use crate::render::workbook::style::{Kind, Tone};
use crate::render::workbook::table::{self, Table};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, TOOL, words};
use crate::schema::schema;
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(in crate::render::workbook) fn fill(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let lang = scope.lang;
    w.columns(&[6.0, 30.0, 18.0, 12.0, 46.0, 34.0])?;
    w.title(&scope.sheet_title(words::SOURCES), &scope.subtitle(false))?;
    let style = w.style;
    w.sentence(
        &words::SOURCES_NOTE.fill(lang, &[("tool", TOOL)]),
        &style.note,
    )?;
    let outcome = scope.outcome;
    let unit = |input: &Input| {
        let names = input
            .holds
            .iter()
            .filter_map(|unit| scope.unit_name(Some(*unit)));
        let names: Vec<&str> = names.collect();
        (!names.is_empty()).then(|| scope.lang.list(&names))
    };
    let mut rows: Vec<Vec<Cell>> = outcome
        .inputs
        .iter()
        .filter(|input| scope.unit.is_none_or(|unit| input.holds.contains(&unit)))
        .map(|input| cells(input, Cell::text(unit(input).as_deref()), scope))
        .collect();
    if let Some(plan) = &outcome.plan_input {
        let whose = Cell::Text(words::PLAN_FILE.get(lang).to_string());
        rows.push(cells(plan, whose, scope));
    }
    for (number, row) in (1..).zip(&mut rows) {
        row.insert(0, Cell::Order(number));
    }
    let column = |title: crate::words::Words, kind| Column::new(title.get(lang), kind);
    let columns = vec![
        column(words::NUMBER, Kind::Order),
        column(words::FILE, Kind::Text),
        column(words::UNIT, Kind::Text),
        column(words::STATUS, Kind::Centre),
        column(words::TABLES_READ, Kind::Text),
        column(words::SHA, Kind::Hash),
    ];
    if rows.is_empty() {
        w.nothing(words::NO_DATA_HERE)?;
    } else {
        table::write(w, &Table::new(columns, rows).filter())?;
    }
    if outcome.plan_input.is_none() {
        w.note(words::PLAN_BUILT_IN)?;
    }
    Ok(())
}

/// One input, without its number.
fn cells(input: &Input, unit: Cell, scope: &Scope<'_>) -> Vec<Cell> {
    let lang = scope.lang;
    let status = match (input.error, input.repeated) {
        (Some(code), _) => {
            let why = words::UNREADABLE_WHY.fill(lang, &[("code", code.as_str())]);
            Cell::Toned(why, Tone::Error)
        }
        (None, true) => Cell::Toned(words::REPEATED.get(lang).to_string(), Tone::Warning),
        (None, false) if input.older => {
            Cell::Toned(words::OLDER.get(lang).to_string(), Tone::Warning)
        }
        (None, false) => Cell::Text(words::READ.get(lang).to_string()),
    };
    let mut found: Vec<String> = Vec::new();
    for recognised in &input.tables {
        let title = schema()
            .table(recognised.table)
            .map_or(recognised.table, |table| table.title.get(lang));
        let values = [
            ("table", title),
            ("sheet", &recognised.sheet),
            ("header", &recognised.header),
            ("rows", &recognised.rows.to_string()),
        ];
        found.push(words::TABLE_ROWS.fill(lang, &values));
    }
    for sheet in &input.unrecognised {
        let values = [
            ("sheet", sheet.sheet.as_str()),
            ("reason", &sheet.words(lang)),
        ];
        found.push(words::UNRECOGNISED.fill(lang, &values));
    }
    vec![
        Cell::Text(input.path.clone()),
        unit,
        status,
        Cell::text(Some(found.join("\n").as_str()).filter(|found| !found.is_empty())),
        Cell::text(Some(input.sha256.as_str()).filter(|sha| !sha.is_empty())),
    ]
}
