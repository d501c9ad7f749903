//! One table's sheet: title, the unit's line, headers with their notes, the example row, the rows
//! that are given, and what helps a person to fill in the others.

use super::cell::Cell;
use super::places::{EXAMPLE_ROW, FIRST_ROW, HEADER_ROW, LAST_ROW, LINE_ROW, TITLE_ROW};
use super::style::{self, HeaderKind};
use super::validation::{self, Options};
use super::words;
use crate::finding::{a1, column_letters};
use crate::schema::{
    Column, ColumnType, EXAMPLE_HEADER, OWN_EXAMPLE_MARK, Table, TableKind, table as declared,
};
use crate::words::Lang;
use rust_xlsxwriter::{
    ConditionalFormatFormula, Format, FormatAlign, Formula, IgnoreError, Note, Workbook, Worksheet,
    XlsxError,
};
use std::collections::BTreeMap;

/// How wide a column may get before its cells wrap.
const WIDEST: usize = 36;
/// How narrow a column may be.
const NARROWEST: usize = 8;
/// How wide the column 填写说明 is.
const REMARK_WIDTH: usize = 24;
/// How wide a note is, in pixels and in columns of its font.
const NOTE_WIDTH: (u32, usize) = (260, 34);

/// Adds the sheet of `table`, with `rows` (from column id to the cell as typed) from row 5 on.
pub(super) fn add(
    workbook: &mut Workbook,
    table: &Table,
    rows: &[BTreeMap<String, String>],
    options: &mut Options,
    lang: Lang,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(table.title.zh)?;
    let widths = column_widths(table, rows);
    for (width, position) in widths.iter().zip(0_u16..) {
        sheet.set_column_width(position, style::column_width(*width))?;
    }
    write_top(sheet, table, lang)?;
    for (column, position) in table.columns.iter().zip(0_u16..) {
        prepare_column(sheet, table, column, position, lang, options)?;
    }
    write_remark_column(sheet, last_position(table), lang)?;
    write_example(sheet, table, &widths, lang)?;
    write_rows(sheet, table, rows, &widths)?;
    mark_rows(sheet, table)?;
    sheet.set_freeze_panes(FIRST_ROW - 1, 0)?;
    sheet.set_selection(FIRST_ROW, 0, FIRST_ROW, 0)?;
    style::print_table(sheet, lang)
}

/// The position (0-based) of 填写说明, right of the table's own columns.
fn last_position(table: &Table) -> u16 {
    u16::try_from(table.columns.len()).unwrap_or(u16::MAX)
}

/// A header as the template prints it. Chinese in both languages: it is what is read back.
fn header_text(column: &Column) -> String {
    let mark = if column.required { " *" } else { "" };
    format!("{}{mark}", column.title.zh)
}

/// The width of each column, 填写说明 last: what its header, example, values and given rows need.
fn column_widths(table: &Table, rows: &[BTreeMap<String, String>]) -> Vec<usize> {
    let mut widths: Vec<usize> = table
        .columns
        .iter()
        .map(|column| {
            let given = rows
                .iter()
                .filter_map(|row| row.get(&column.id))
                .map(String::as_str);
            let values = column.values.iter().map(|value| value.value.as_str());
            let least = match column.kind {
                ColumnType::Date => 13,
                ColumnType::Money => 14,
                ColumnType::NationalId | ColumnType::CreditCode => 20,
                ColumnType::Phone => 14,
                _ => NARROWEST,
            };
            given
                .chain(values)
                .chain([column.example.as_str(), &header_text(column)])
                .map(|text| style::width(text) + 3)
                .fold(least, usize::max)
                .min(WIDEST)
        })
        .collect();
    widths.push(REMARK_WIDTH);
    widths
}

/// Title and the line under it.
fn write_top(sheet: &mut Worksheet, table: &Table, lang: Lang) -> Result<(), XlsxError> {
    let last = last_position(table);
    let title = match lang {
        Lang::Zh => table.title.zh.to_string(),
        Lang::En => format!("{}　{}", table.title.zh, table.title.en),
    };
    sheet.set_row_height(TITLE_ROW, 32)?;
    sheet.set_row_height(LINE_ROW, 22)?;
    sheet.set_row_height(HEADER_ROW, 26)?;
    merge(sheet, TITLE_ROW, (0, last), &title, &style::title())?;
    let left = style::line(FormatAlign::Left);
    let line = match table.kind {
        TableKind::Return => words::UNIT_LINE,
        TableKind::Plan => words::PLAN_LINE.get(lang),
    };
    merge(sheet, LINE_ROW, (0, last.saturating_sub(1)), line, &left)?;
    if table.kind == TableKind::Return {
        sheet.write_formula_with_format(LINE_ROW, 0, unit_line(), &left)?;
    }
    if table
        .columns
        .iter()
        .any(|column| column.kind == ColumnType::Money)
    {
        let right = style::line(FormatAlign::Right);
        sheet.write_string_with_format(LINE_ROW, last, words::MONEY_LINE.get(lang), &right)?;
    }
    Ok(())
}

/// 填报单位：with the name from the sheet 单位信息, so that it is typed once.
fn unit_line() -> Formula {
    let units = declared("units");
    let position = units.column_index("unit").unwrap_or(0);
    let letters = column_letters(u32::try_from(position).unwrap_or(0));
    Formula::new(format!(
        "=\"{}\"&IFERROR('{}'!${letters}${}&\"\",\"\")",
        words::UNIT_LINE,
        units.title.zh,
        FIRST_ROW + 1
    ))
    .set_result(words::UNIT_LINE)
}

/// Writes `text` over the columns `first..=last` of `row` as one cell.
pub(super) fn merge(
    sheet: &mut Worksheet,
    row: u32,
    (first, last): (u16, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if first < last {
        sheet.merge_range(row, first, row, last, text, format)?;
    } else {
        sheet.write_string_with_format(row, first, text, format)?;
    }
    Ok(())
}

/// Header, note, number format and validation of one column.
fn prepare_column(
    sheet: &mut Worksheet,
    table: &Table,
    column: &Column,
    position: u16,
    lang: Lang,
    options: &mut Options,
) -> Result<(), XlsxError> {
    let kind = match column.required {
        true => HeaderKind::Required,
        false => HeaderKind::Optional,
    };
    let header = style::header(kind);
    sheet.write_string_with_format(HEADER_ROW, position, header_text(column), &header)?;
    sheet.insert_note(HEADER_ROW, position, &note(&note_text(column, lang)))?;
    sheet.set_column_format(position, &style::entry(column.kind))?;
    if column.kind.is_text() {
        let ignored = IgnoreError::NumberStoredAsText;
        sheet.ignore_error_range(EXAMPLE_ROW, position, LAST_ROW, position, ignored)?;
    }
    let id = format!("{}.{}", table.id, column.id);
    if let Some(rule) = validation::validation(column, &id, position, options, lang)? {
        let (first, last) = validation::ROWS;
        sheet.add_data_validation(first, position, last, position, &rule)?;
    }
    Ok(())
}

/// What the note on a column's header says.
fn note_text(column: &Column, lang: Lang) -> String {
    let mut lines = Vec::new();
    if lang == Lang::En {
        lines.push(column.title.en.to_string());
    }
    lines.push(column.help.get(lang).to_string());
    lines.push(words::NOTE_TYPE.fill(lang, &[("type", column.kind.title(lang))]));
    if column.required {
        lines.push(words::NOTE_REQUIRED.get(lang).to_string());
    }
    if let (true, Some(min), Some(max)) = (column.kind.is_figure(), &column.min, &column.max) {
        lines.push(words::NOTE_BOUNDS.fill(lang, &[("min", min), ("max", max)]));
    }
    if !column.values.is_empty() {
        let values = match lang {
            Lang::Zh => column.values_listed(lang),
            Lang::En => {
                let glossed = column
                    .values
                    .iter()
                    .map(|v| format!("{} ({})", v.value, v.en));
                glossed.collect::<Vec<_>>().join(", ")
            }
        };
        lines.push(words::NOTE_VALUES.fill(lang, &[("values", &values)]));
    }
    lines.join("\n")
}

/// A note as large as its text needs.
fn note(text: &str) -> Note {
    let (pixels, columns) = NOTE_WIDTH;
    let lines = u32::try_from(style::lines(text, columns)).unwrap_or(4);
    Note::new(text)
        .add_author_prefix(false)
        .set_font_name("宋体")
        .set_font_size(10)
        .set_width(pixels)
        .set_height(lines * 18 + 14)
}

fn write_remark_column(sheet: &mut Worksheet, position: u16, lang: Lang) -> Result<(), XlsxError> {
    let header = style::header(HeaderKind::Remark);
    sheet.write_string_with_format(HEADER_ROW, position, EXAMPLE_HEADER, &header)?;
    sheet.insert_note(HEADER_ROW, position, &note(words::REMARK_NOTE.get(lang)))?;
    sheet.set_column_format(position, &style::entry(ColumnType::Text))?;
    Ok(())
}

/// The example row, marked in its last cell.
fn write_example(
    sheet: &mut Worksheet,
    table: &Table,
    widths: &[usize],
    lang: Lang,
) -> Result<(), XlsxError> {
    let mark = OWN_EXAMPLE_MARK.get(lang);
    let mut lines = style::lines(mark, REMARK_WIDTH - 2);
    for ((column, position), width) in table.columns.iter().zip(0_u16..).zip(widths) {
        lines = lines.max(style::lines(&column.example, width - 2));
        Cell::read(column.kind, &column.example).write(
            sheet,
            (EXAMPLE_ROW, position),
            column.kind,
            style::example,
        )?;
    }
    let format = style::example(&style::entry(ColumnType::Text));
    sheet.write_string_with_format(EXAMPLE_ROW, last_position(table), mark, &format)?;
    sheet.set_row_height(EXAMPLE_ROW, style::height(lines))?;
    Ok(())
}

/// The rows that are given, from the first row that a person would fill in.
fn write_rows(
    sheet: &mut Worksheet,
    table: &Table,
    rows: &[BTreeMap<String, String>],
    widths: &[usize],
) -> Result<(), XlsxError> {
    for (row, number) in rows.iter().zip(FIRST_ROW..) {
        let mut lines = 1;
        for ((column, position), width) in table.columns.iter().zip(0_u16..).zip(widths) {
            let Some(text) = row.get(&column.id) else {
                continue;
            };
            if column.kind.is_text() {
                lines = lines.max(style::lines(text, width - 2));
            }
            Cell::read(column.kind, text).write(
                sheet,
                (number, position),
                column.kind,
                Format::clone,
            )?;
        }
        sheet.set_row_height(number, style::height(lines))?;
    }
    Ok(())
}

/// Frames a row once it is begun, and colours what is missing in it.
fn mark_rows(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let last = last_position(table);
    let begun = format!(
        "COUNTA(${}:${})>0",
        a1(FIRST_ROW, 0),
        a1(FIRST_ROW, u32::from(last.saturating_sub(1)))
    );
    for (column, position) in table.columns.iter().zip(0_u16..) {
        if column.required {
            let cell = a1(FIRST_ROW, u32::from(position));
            let rule = ConditionalFormatFormula::new()
                .set_rule(format!("=AND({begun},ISBLANK({cell}))").as_str())
                .set_format(style::missing());
            sheet.add_conditional_format(FIRST_ROW, position, LAST_ROW, position, &rule)?;
        }
    }
    let rule = ConditionalFormatFormula::new()
        .set_rule(format!("={begun}").as_str())
        .set_format(style::begun());
    sheet.add_conditional_format(FIRST_ROW, 0, LAST_ROW, last, &rule)?;
    Ok(())
}
