//! `render::workbook`: the three workbooks that are written from the result of a run: the
//! district's summary (区汇总), a unit's end-of-term report (期末报告) and the feedback (反馈) that
//! goes back to one school.
//!
//! A workbook is a list of sheets; a sheet is one item: its title and a function that lays it out.
//! Looks stand in `style`, the printed page in `print`, every sentence in `words`. No figure is
//! worked out here but the totals, and those are live formulas with their results stored.

mod both;
mod cell;
mod column;
mod district;
mod dues;
mod feedback;
mod first_sheet;
mod print;
mod show;
mod staff;
mod style;
mod table;
mod term;
#[cfg(test)]
mod tests;
mod words;
mod writer;

use crate::finding::Finding;
use crate::marks::REPORT_MARK;
use crate::outcome::{Outcome, Unit, UnitFigures, UnitStatus};
use crate::personal::without_numbers;
use crate::render::TOOL;
use crate::sheet_copy::SheetCopy;
use crate::words::{Lang, Words};
use both::findings;
use cell::Anchors;
use print::Fit;
use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};
use std::collections::HashMap;
use style::Style;
use writer::SheetWriter;

/// One sheet of a workbook.
struct Sheet {
    /// Its title, which is its name as well.
    title: Words,
    /// How it goes onto paper.
    fit: Fit,
    /// Whether it counts what a list has no room for, and stands there only then.
    counts_the_rest: bool,
    /// What it takes from the result and how it is laid out.
    fill: Lay,
}

/// Lays a sheet out.
type Lay = fn(&mut SheetWriter<'_>, &Scope<'_>) -> Result<(), XlsxError>;

impl Sheet {
    /// A sheet that always stands in its workbook.
    const fn new(title: Words, fit: Fit, fill: Lay) -> Sheet {
        Sheet {
            title,
            fit,
            counts_the_rest: false,
            fill,
        }
    }
}

/// The most findings that one sheet lists. A province has millions, Excel has 1,048,576 rows, and each
/// takes some 1.5 KB while it is written.
const MOST_FINDINGS: usize = 100_000;

/// The workbooks of one result.
pub struct Workbooks<'a> {
    outcome: &'a Outcome,
    lang: Lang,
    /// The unit of each finding.
    owners: Vec<Option<u32>>,
    /// The positions of each unit's findings.
    of_unit: Vec<Vec<usize>>,
    /// The most findings that one sheet lists.
    most_findings: usize,
}

impl<'a> Workbooks<'a> {
    /// The workbooks of `outcome`, in `lang`.
    pub fn new(outcome: &'a Outcome, lang: Lang) -> Workbooks<'a> {
        let by_name: HashMap<&str, u32> = (0u32..)
            .zip(&outcome.units)
            .map(|(index, unit)| (unit.name.as_str(), index))
            .collect();
        let owner = |finding: &Finding| {
            let named = finding.place.unit.as_deref();
            let named = named.and_then(|name| by_name.get(name).copied());
            named.or_else(|| outcome.inputs.get(finding.place.input? as usize)?.unit)
        };
        let owners: Vec<Option<u32>> = outcome.findings.iter().map(owner).collect();
        let mut of_unit = vec![Vec::new(); outcome.units.len()];
        for (position, owner) in owners.iter().enumerate() {
            if let Some(of_unit) = owner.and_then(|unit| of_unit.get_mut(unit as usize)) {
                of_unit.push(position);
            }
        }
        Workbooks {
            outcome,
            lang,
            owners,
            of_unit,
            most_findings: MOST_FINDINGS,
        }
    }

    fn scope(&self, unit: Option<u32>) -> Scope<'_> {
        Scope {
            outcome: self.outcome,
            unit,
            lang: self.lang,
            books: self,
        }
    }

    /// 区汇总: the district's summary workbook.
    ///
    /// # Errors
    /// When the workbook cannot be written.
    pub fn district(&self) -> Result<Vec<u8>, XlsxError> {
        let scope = self.scope(None);
        report(district::SHEETS, &scope, &district::title(&scope))
    }

    /// 期末报告: the end-of-term workbook of the unit at `unit` (0-based) of [`Outcome::units`].
    ///
    /// # Errors
    /// When the workbook cannot be written.
    pub fn end_of_term(&self, unit: u32) -> Result<Vec<u8>, XlsxError> {
        let scope = self.scope(Some(unit));
        report(term::SHEETS, &scope, &term::title(&scope))
    }

    /// 反馈: the feedback workbook of the unit at `unit` (0-based) of [`Outcome::units`], with copies
    /// of `sheets`, which are the unit's own.
    ///
    /// # Errors
    /// When the workbook cannot be written.
    pub fn feedback(&self, unit: u32, sheets: &[SheetCopy]) -> Result<Vec<u8>, XlsxError> {
        feedback::write(&self.scope(Some(unit)), sheets)
    }
}

/// What a sheet is written from.
struct Scope<'a> {
    /// The result of the run.
    outcome: &'a Outcome,
    /// The unit that the workbook is about; none for the district.
    unit: Option<u32>,
    /// The language.
    lang: Lang,
    /// The workbook is one of these.
    books: &'a Workbooks<'a>,
}

impl<'a> Scope<'a> {
    /// The units that the workbook is about, with their positions and figures.
    fn units(&self) -> impl Iterator<Item = (u32, &'a Unit, &'a UnitFigures)> {
        let only = self.unit;
        (0u32..)
            .zip(self.outcome.units.iter().zip(&self.outcome.figures))
            .filter(move |(index, _)| only.is_none_or(|only| only == *index))
            .map(|(index, (unit, figures))| (index, unit, figures))
    }

    /// The units that the workbook is about with their figures: none where nothing of a unit was read,
    /// so that each of its figures is unknown and none is zero.
    fn returns(&self) -> impl Iterator<Item = (&'a Unit, Option<&'a UnitFigures>)> {
        self.units()
            .map(|(_, unit, figures)| (unit, (!silent(unit)).then_some(figures)))
    }

    /// The figures of the one unit that the workbook is about.
    fn only(&self) -> Option<&'a UnitFigures> {
        self.outcome.figures.get(self.unit? as usize)
    }

    /// A list of what the one unit that the workbook is about has.
    fn own<R>(&self, list: fn(&UnitFigures) -> &Vec<R>) -> &'a [R] {
        self.only().map_or(&[], |figures| list(figures))
    }

    /// The findings that the workbook is about, with their units.
    fn findings(&self) -> impl Iterator<Item = (&'a Finding, Option<u32>)> {
        let (found, books) = (&self.outcome.findings, self.books);
        let of_unit = self.unit.map(|unit| books.of_unit.get(unit as usize));
        let of_unit = of_unit.map(|of| of.map_or(&[][..], Vec::as_slice));
        let all = match of_unit {
            Some(_) => 0..0,
            None => 0..found.len(),
        };
        let positions = all.chain(of_unit.unwrap_or_default().iter().copied());
        positions.map(|at| (&found[at], books.owners[at]))
    }

    /// The name of a unit.
    fn unit_name(&self, unit: Option<u32>) -> Option<&'a str> {
        self.outcome.unit_name(unit)
    }

    /// The `widths` of a sheet's columns, without that of the units at `unit` where the workbook is about
    /// one unit alone.
    fn widths(&self, unit: usize, widths: &[f64]) -> Vec<f64> {
        let stands = |&(at, _): &(usize, &f64)| self.unit.is_none() || at != unit;
        let standing = widths.iter().enumerate().filter(stands);
        standing.map(|(_, width)| *width).collect()
    }

    /// Begins a sheet: how wide its columns are, its name with the period, and under it whose figures of
    /// which days they are, in yuan where there is money.
    fn begin(&self, w: &mut SheetWriter<'_>, widths: &[f64], money: bool) -> Result<(), XlsxError> {
        let lang = self.lang;
        w.columns(widths)?;
        let period = self.outcome.period.title(lang);
        let title = words::SHEET_TITLE.fill(lang, &[("sheet", w.name()), ("period", &period)]);
        let of = self.unit_name(self.unit).map(str::to_string);
        let unit = money.then(|| w.say(words::IN_YUAN));
        let parts = of.into_iter().chain([self.dates(words::SPAN)]).chain(unit);
        w.title(&title, &parts.collect::<Vec<_>>().join(BETWEEN_PARTS))
    }

    /// `sentence` with the first and the last day of the period.
    fn dates(&self, sentence: Words) -> String {
        let span = self.outcome.span;
        let (start, end) = (span.start.to_string(), span.end.to_string());
        sentence.fill(self.lang, &[("start", &start), ("end", &end)])
    }

    /// The file that a finding is about.
    fn path(&self, finding: &Finding) -> Option<&'a str> {
        let input = self.outcome.inputs.get(finding.place.input? as usize)?;
        Some(input.path.as_str())
    }
}

/// What divides the parts of the line under a title.
const BETWEEN_PARTS: &str = "　　";

/// Whether nothing of a unit was read.
fn silent(unit: &Unit) -> bool {
    unit.status == UnitStatus::NotReceived
}

/// Writes a workbook that goes up. The last sheet is laid out first, so that those before it can
/// refer to its totals.
fn report(sheets: &[Sheet], scope: &Scope<'_>, title: &str) -> Result<Vec<u8>, XlsxError> {
    let style = Style::new();
    let mut anchors = Anchors::new();
    let mut done: Vec<Worksheet> = Vec::with_capacity(sheets.len());
    let cut = findings::is_cut(scope);
    let sheets = sheets.iter().filter(|sheet| cut || !sheet.counts_the_rest);
    for sheet in sheets.rev() {
        let name = sheet.title.get(scope.lang);
        let mut writer = SheetWriter::new(name, &style, scope.lang, true, &mut anchors)?;
        (sheet.fill)(&mut writer, scope)?;
        done.push(writer.finish(title, sheet.fit)?);
    }
    done.reverse();
    save(done, scope.outcome, (title, REPORT_MARK), scope.lang)
}

/// Puts the sheets into a workbook whose only date is the period's end, with its title and the mark
/// by which it is known as an output.
fn save(
    sheets: Vec<Worksheet>,
    outcome: &Outcome,
    (title, mark): (&str, &str),
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(without_numbers(title, lang))
        .set_author(TOOL)
        .set_category(mark)
        .set_creation_datetime(&outcome.span.end);
    workbook.set_properties(&properties);
    for (index, mut sheet) in sheets.into_iter().enumerate() {
        if index == 0 {
            sheet.set_active(true);
            sheet.set_tab_color(style::TAB);
        }
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}
