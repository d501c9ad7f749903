//! 数据来源: every input with its checksum, so that any figure can be followed back to the file,
//! sheet and cell that it came from.

use crate::outcome::Input;
use crate::render::workbook::cell::Cell;
use crate::render::workbook::style::{Kind, Tone};
use crate::render::workbook::table::Table;
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, TOOL, words};
use crate::schema::schema;
use crate::words::Lang;
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(in crate::render::workbook) fn fill(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
) -> Result<(), XlsxError> {
    let (lang, outcome) = (scope.lang, scope.outcome);
    scope.begin(w, &[6.0, 30.0, 18.0, 12.0, 46.0, 34.0], false)?;
    w.remark(&words::SOURCES_NOTE.fill(lang, &[("tool", TOOL)]))?;
    let sent = outcome
        .inputs
        .iter()
        .filter(|input| scope.unit.is_none_or(|unit| input.holds.contains(&unit)))
        .map(|input| (input, false));
    let rows = sent.chain(outcome.plan_input.iter().map(|plan| (plan, true)));
    let rows: Vec<(&Input, bool)> = rows.collect();
    let mut table = Table::<(&Input, bool)>::new(lang).filter();
    table.number();
    table.text(words::FILE, |(input, _)| input.path.as_str());
    table.text(words::UNIT, |(input, is_plan)| match is_plan {
        true => Some(words::PLAN_FILE.get(lang).to_string()),
        false => senders(input, scope),
    });
    table.centre(words::STATUS, |(input, _)| status(input, lang));
    table.text(words::TABLES_READ, |(input, _)| filled(found(input, lang)));
    table.column(words::SHA, Kind::Hash, |(input, _)| {
        filled(input.sha256.clone())
    });
    if rows.is_empty() {
        w.nothing(words::NO_DATA_HERE)?;
    } else {
        table.write(w, rows)?;
    }
    if outcome.plan_input.is_none() {
        w.note(words::PLAN_BUILT_IN)?;
    }
    Ok(())
}

/// The text, if there is any.
fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// The units whose rows it holds.
fn senders(input: &Input, scope: &Scope<'_>) -> Option<String> {
    let units = input.holds.iter();
    let names: Vec<&str> = units
        .filter_map(|&unit| scope.unit_name(Some(unit)))
        .collect();
    filled(scope.lang.list(&names))
}

/// Whether it was read, and why not.
fn status(input: &Input, lang: Lang) -> Cell {
    match input.error {
        Some(code) => {
            let why = words::UNREADABLE_WHY.fill(lang, &[("code", code.as_str())]);
            Cell::Toned(why, Tone::Error)
        }
        None if input.repeated => Cell::toned((words::REPEATED, Tone::Warning), lang),
        None if input.older => Cell::toned((words::OLDER, Tone::Warning), lang),
        None => words::READ.get(lang).into(),
    }
}

/// Its tables, and its sheets without one, a line each.
fn found(input: &Input, lang: Lang) -> String {
    let tables = input.tables.iter().map(|recognised| {
        let title = schema()
            .table(recognised.table)
            .map_or(recognised.table, |table| table.title.get(lang));
        let values = [
            ("table", title),
            ("sheet", &recognised.sheet),
            ("header", &recognised.header),
            ("rows", &recognised.rows.to_string()),
        ];
        words::TABLE_ROWS.fill(lang, &values)
    });
    let others = input.unrecognised.iter().map(|sheet| {
        let reason = sheet.words(lang);
        words::UNRECOGNISED.fill(lang, &[("sheet", &sheet.sheet), ("reason", &reason)])
    });
    tables.chain(others).collect::<Vec<_>>().join("\n")
}
