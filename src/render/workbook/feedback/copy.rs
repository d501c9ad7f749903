//! The copy of one sheet of the school, cell for cell at its own address, wrong cells coloured and
//! with a note.

use super::merges::{Merges, Place};
use super::{CopyValue, SheetCopy};
use crate::finding::Finding;
use crate::outcome::Input;
use crate::render::workbook::print::column_number;
use crate::render::workbook::show;
use crate::render::workbook::style::{FONT, Kind, Tone};
use crate::render::workbook::words;
use crate::render::workbook::writer::{SheetWriter, cut, lines};
use crate::rule;
use crate::words::Lang;
use rust_xlsxwriter::{IgnoreError, Note, XlsxError};
use std::collections::{BTreeMap, BTreeSet};
use unicode_width::UnicodeWidthStr;

const NARROWEST: f64 = 7.0;
const WIDEST: f64 = 36.0;
/// What Excel takes.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;
/// Above this a number is somebody's code and not an amount: all its digits are shown.
const LONG_NUMBER: f64 = 1e11;

/// Lays the copy out.
pub(super) fn fill(
    w: &mut SheetWriter<'_>,
    sheet: &SheetCopy,
    input: Option<&Input>,
    findings: &[&Finding],
) -> Result<(), XlsxError> {
    let pointed = findings.iter().filter_map(|finding| finding.place.cell);
    let copied = sheet.cells.iter().map(|cell| (cell.0, cell.1));
    let merges = Merges::new(&sheet.merges, fits, copied.chain(pointed));
    let mut wrong: BTreeMap<Place, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        if let Some(place) = finding.place.cell.filter(|&place| fits(place)) {
            wrong.entry(merges.home(place)).or_default().push(finding);
        }
    }
    let headers = header_rows(sheet, input);
    w.columns(&widths(sheet, &merges, &wrong))?;
    for &(row, column, last_row, last_column) in merges.ranges() {
        let kind = if wrong.contains_key(&(row, column)) {
            Kind::Text
        } else {
            Kind::Centre
        };
        let format = w.style.cell(kind, Tone::Plain);
        let (first, last) = (narrow(column), narrow(last_column));
        w.sheet
            .merge_range(row, first, last_row, last, "", format)?;
    }
    let written = cells(w, sheet, &merges, &wrong, &headers)?;
    notes(w, &wrong, &written)?;
    let copied = sheet.cells.iter().map(|cell| cell.0);
    let rows = copied.chain(wrong.keys().map(|place| place.0));
    let last = rows.filter(|&row| row < ROWS).max();
    w.row = last.map_or(1, |row| row + 1);
    if let (Some(&header), 1) = (headers.first(), headers.len()) {
        w.header_rows(header, header, 0)?;
    }
    Ok(())
}

/// Writes the cells and makes rows high enough for them; answers which were written.
fn cells(
    w: &mut SheetWriter<'_>,
    sheet: &SheetCopy,
    merges: &Merges,
    wrong: &BTreeMap<Place, Vec<&Finding>>,
    headers: &BTreeSet<u32>,
) -> Result<BTreeSet<Place>, XlsxError> {
    let mut written: BTreeSet<Place> = BTreeSet::new();
    let mut tallest: BTreeMap<u32, f64> = BTreeMap::new();
    for (row, column, value) in sheet.cells.iter().filter(|cell| fits((cell.0, cell.1))) {
        let place = (*row, *column);
        if merges.home(place) != place {
            continue;
        }
        let tone = tone(wrong.get(&place), headers.contains(row));
        let centred = merges.holds(place) || tone == Tone::Head;
        put(w, place, value, tone, centred)?;
        written.insert(place);
        if let (CopyValue::Text(text), false) = (value, merges.holds(place)) {
            let high = tallest.entry(*row).or_insert(1.0);
            *high = high.max(lines(text, w.column_width(*column)));
        }
    }
    for (&row, &high) in tallest.iter().filter(|(_, high)| **high > 1.0) {
        w.sheet
            .set_row_height(row, (high * 16.0 + 4.0).min(300.0))?;
    }
    Ok(written)
}

fn fits((row, column): Place) -> bool {
    row < ROWS && column < COLUMNS
}

fn narrow(column: u32) -> u16 {
    column_number(usize::try_from(column).unwrap_or(usize::MAX))
}

/// The rows in which a table's header was recognised.
fn header_rows(sheet: &SheetCopy, input: Option<&Input>) -> BTreeSet<u32> {
    let tables = input.map_or(&[][..], |input| &input.tables);
    let here = tables.iter().filter(|table| table.sheet == sheet.name);
    here.filter_map(|table| {
        // In a form the labels stand beneath each other and no row is a header.
        let letters = table.columns.iter().map(|(_, letters)| letters);
        let letters: BTreeSet<&String> = letters.collect();
        if letters.len() < 2 || letters.len() != table.columns.len() {
            return None;
        }
        let address = table.header.as_str();
        let row = address.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        row.parse::<u32>().ok()?.checked_sub(1)
    })
    .collect()
}

/// How wide each column is for what stands in it, up to the last that is used.
fn widths(sheet: &SheetCopy, merges: &Merges, wrong: &BTreeMap<Place, Vec<&Finding>>) -> Vec<f64> {
    let mut widths: Vec<f64> = Vec::new();
    let mut hold = |column: u32, width: f64| {
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= widths.len() {
            widths.resize(column + 1, NARROWEST);
        }
        widths[column] = widths[column].max(width.min(WIDEST));
    };
    for (row, column, value) in sheet.cells.iter().filter(|cell| fits((cell.0, cell.1))) {
        let place = (*row, *column);
        let merged = merges.holds(place) && merges.home(place) == place;
        let width = match value {
            CopyValue::Text(text) | CopyValue::Error(text) => {
                text.lines().map(|line| line.width()).max().unwrap_or(0) as f64
            }
            CopyValue::Number(number) => number.to_string().len() as f64,
            CopyValue::Date(_) => 10.0,
            CopyValue::Bool(_) => 6.0,
        };
        hold(*column, if merged { NARROWEST } else { width + 2.0 });
    }
    for &(_, column) in wrong.keys() {
        hold(column, NARROWEST);
    }
    widths
}

/// The colour of a cell: of its gravest finding, else of a header.
fn tone(findings: Option<&Vec<&Finding>>, header: bool) -> Tone {
    let severities = findings.into_iter().flatten().map(|f| rule::severity(f));
    match severities.min() {
        Some(severity) => show::severity(severity).1,
        None if header => Tone::Head,
        None => Tone::Plain,
    }
}

/// Writes one cell as it was read; text is always text.
fn put(
    w: &mut SheetWriter<'_>,
    (row, column): Place,
    value: &CopyValue,
    tone: Tone,
    centred: bool,
) -> Result<(), XlsxError> {
    let (style, at) = (w.style, narrow(column));
    let kind = if centred { Kind::Centre } else { Kind::Text };
    match value {
        CopyValue::Text(text) | CopyValue::Error(text) => {
            // A code stays a code, and nothing becomes a formula, when the cell is edited later.
            let literal = matches!(value, CopyValue::Text(_))
                && (text.starts_with(['=', '+', '-', '@']) || is_code(text));
            let format = style.cell(if literal { Kind::Literal } else { kind }, tone);
            w.sheet
                .write_string_with_format(row, at, cut(text.clone()), format)?;
            if literal {
                w.sheet
                    .ignore_error(row, at, IgnoreError::NumberStoredAsText)?;
            }
        }
        CopyValue::Number(number) => {
            let kind = if number.abs() >= LONG_NUMBER {
                Kind::Long
            } else {
                Kind::Decimal
            };
            w.sheet
                .write_number_with_format(row, at, *number, style.cell(kind, tone))?;
        }
        CopyValue::Date(date) => {
            let format = style.cell(Kind::Date, tone);
            if w.sheet
                .write_date_with_format(row, at, *date, format)
                .is_err()
            {
                // Before 1900 Excel has no dates.
                w.sheet
                    .write_string_with_format(row, at, date.to_string(), format)?;
            }
        }
        CopyValue::Bool(yes) => {
            w.sheet
                .write_boolean_with_format(row, at, *yes, style.cell(Kind::Centre, tone))?;
        }
    }
    Ok(())
}

/// Whether text is a long number of digits: an ID number, a phone, a card.
fn is_code(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 8
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'X' | b'x'))
}

/// Colours wrong cells that are empty, and puts one note into each wrong cell.
fn notes(
    w: &mut SheetWriter<'_>,
    wrong: &BTreeMap<Place, Vec<&Finding>>,
    written: &BTreeSet<Place>,
) -> Result<(), XlsxError> {
    let style = w.style;
    for (&(row, column), findings) in wrong {
        if !written.contains(&(row, column)) {
            let format = style.cell(Kind::Text, tone(Some(findings), false));
            w.sheet.write_blank(row, narrow(column), format)?;
        }
        let text = note_text(findings, w.lang);
        let height = (lines(&text, 38.0) * 17.0 + 16.0).min(400.0);
        let note = Note::new(cut(text))
            .set_author("gonghui")
            .add_author_prefix(false)
            .set_font_name(FONT)
            .set_font_size(9.0)
            .set_width(270)
            .set_height(height as u32);
        w.sheet.insert_note(row, narrow(column), &note)?;
    }
    Ok(())
}

/// Every finding of one cell: what is wrong and what to do.
fn note_text(findings: &[&Finding], lang: Lang) -> String {
    let said = findings.iter().flat_map(|finding| {
        let values = [
            (
                "severity",
                show::severity(rule::severity(finding)).0.get(lang),
            ),
            ("code", finding.code.as_str()),
            ("message", &rule::message(finding, lang)),
        ];
        let hint = rule::hint(finding, lang);
        [
            words::NOTE_LINE.fill(lang, &values),
            words::NOTE_HINT.fill(lang, &[("hint", &hint)]),
        ]
    });
    said.collect::<Vec<_>>().join("\n")
}
