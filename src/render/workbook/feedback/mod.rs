//! 反馈: the workbook that goes back to one school: what was found, each with a link to its cell,
//! and copies of the school's own sheets with the wrong cells in colour and a note in each. It
//! holds what the school sent and goes to nobody else.

mod copy;
mod list;
mod merges;
mod names;
mod taken;

use super::cell::Anchors;
use super::style::Style;
use super::writer::SheetWriter;
use super::{Scope, save, words};
use crate::finding::Finding;
use crate::marks::FEEDBACK_MARK;
use crate::sheet_copy::{CopyValue, SheetCopy};
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::collections::HashMap;

use super::print::Fit;

/// Where copies stand: from input and sheet to the name of the copy.
type Copies<'a> = HashMap<(u32, &'a str), &'a str>;

/// The feedback workbook of the unit that `scope` is about.
pub(super) fn write(scope: &Scope<'_>, sheets: &[SheetCopy]) -> Result<Vec<u8>, XlsxError> {
    let (outcome, lang) = (scope.outcome, scope.lang);
    let name = scope.unit_name(scope.unit).unwrap_or_default();
    let title = words::FEEDBACK_TITLE.fill(lang, &[("unit", name)]);
    let style = Style::new();
    let mut anchors = Anchors::new();
    let (list, read) = (words::FINDINGS.get(lang), words::SHEETS_READ.get(lang));
    let names = names::unique(sheets, &[list, read], lang);
    let copies: Copies<'_> = sheets
        .iter()
        .zip(&names)
        .map(|(sheet, name)| ((sheet.input, sheet.name.as_str()), name.as_str()))
        .collect();
    let findings: Vec<&Finding> = scope.findings().map(|(finding, _)| finding).collect();

    let mut done: Vec<Worksheet> = Vec::with_capacity(sheets.len() + 1);
    let mut writer = SheetWriter::new(list, &style, lang, false, &mut anchors)?;
    list::fill(&mut writer, scope, &title, &findings, &copies)?;
    done.push(writer.finish(&title, Fit::OneWide)?);
    let blocks = taken::blocks(scope);
    if !blocks.is_empty() {
        let mut writer = SheetWriter::new(read, &style, lang, false, &mut anchors)?;
        taken::fill(&mut writer, lang, blocks)?;
        done.push(writer.finish(&title, Fit::OneWide)?);
    }

    let mut by_sheet: HashMap<(u32, &str), Vec<&Finding>> = HashMap::new();
    for finding in findings {
        if let (Some(input), Some(sheet)) = (finding.place.input, finding.place.sheet.as_deref()) {
            by_sheet.entry((input, sheet)).or_default().push(finding);
        }
    }
    for (sheet, name) in sheets.iter().zip(&names) {
        let mut writer = SheetWriter::new(name, &style, lang, false, &mut anchors)?;
        let input = outcome.inputs.get(sheet.input as usize);
        let here = by_sheet
            .get(&(sheet.input, sheet.name.as_str()))
            .map_or(&[][..], Vec::as_slice);
        copy::fill(&mut writer, sheet, input, here)?;
        let path = input.map_or("", |input| input.path.as_str());
        done.push(writer.finish(path, Fit::OneWide)?);
    }
    save(done, outcome, (&title, FEEDBACK_MARK), lang)
}
