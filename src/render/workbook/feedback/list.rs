//! The first sheet of the feedback: what was found, and for each finding a link to its cell.

use super::Copies;
use crate::finding::{Finding, Severity, a1};
use crate::findings::weight;
use crate::render::alike::{Entry, entries};
use crate::render::workbook::cell::Cell;
use crate::render::workbook::table::Table;
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{BETWEEN_PARTS, Scope, TOOL, show, words};
use crate::rule;
use crate::words::Lang;
use rust_xlsxwriter::XlsxError;

/// Lays the sheet out.
pub(super) fn fill(
    w: &mut SheetWriter<'_>,
    scope: &Scope<'_>,
    title: &str,
    findings: &[&Finding],
    copies: &Copies<'_>,
) -> Result<(), XlsxError> {
    let lang = scope.lang;
    w.columns(&[6.0, 8.0, 19.0, 40.0, 36.0, 20.0, 8.0, 20.0, 22.0])?;
    let made = words::MADE_BY.fill(lang, &[("tool", TOOL)]);
    let period = scope.outcome.period.title(lang);
    w.title(title, &[period, made].join(BETWEEN_PARTS))?;
    let style = w.style;
    if findings.is_empty() {
        return w.sentence(words::FEEDBACK_NONE.get(lang), &style.lead);
    }
    let count = |severity: Severity| {
        let of = findings.iter().filter(|f| rule::severity(f) == severity);
        of.map(|finding| weight(finding)).sum::<usize>().to_string()
    };
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(count);
    let counts = ["errors", "warnings", "infos"]
        .into_iter()
        .zip(counts.iter().map(String::as_str));
    let lead = words::FEEDBACK_COUNTS.fill(lang, &counts.collect::<Vec<_>>());
    let how = words::FEEDBACK_HOW.get(lang);
    let space = if lang == Lang::Zh { "" } else { " " };
    w.sentence(&format!("{lead}{space}{how}"), &style.lead)?;
    let most = scope.books.most_findings;
    let entries = entries(findings.iter().copied(), lang, |_| false);
    if entries.len() > most {
        let (all, listed) = (entries.len().to_string(), most.to_string());
        w.remark(&words::FEEDBACK_CUT.fill(lang, &[("all", &all), ("listed", &listed)]))?;
    }
    let mut table = Table::<&Entry<'_>>::new(lang).filter();
    table.number();
    table.centre(words::SEVERITY, |entry| {
        Cell::toned(show::severity(rule::severity(entry.first)), lang)
    });
    table.centre(words::CELL, |entry| place(entry.first, copies));
    table.text(words::PROBLEM, |entry| problem(entry, scope));
    table.text(words::HINT, |entry| rule::hint(entry.first, lang));
    table.text(words::VALUE, |entry| entry.first.value.as_deref());
    table.centre(words::CODE, |entry| entry.first.code.as_str());
    table.text(words::BASIS, |entry| rule::basis(entry.first, lang));
    table.text(words::FILE, |entry| scope.path(entry.first));
    table.stream(w, entries.iter().take(most))
}

/// What is wrong, and where else.
fn problem(entry: &Entry<'_>, scope: &Scope<'_>) -> String {
    let lang = scope.lang;
    let path = |finding: &Finding| Some(scope.path(finding)?.to_string());
    let mut message = rule::message(entry.first, lang);
    if let Some(others) = entry.others(lang, path) {
        message.push_str(if lang == Lang::Zh { "" } else { " " });
        message.push_str(&others);
    }
    message
}

/// Where a finding stands, as a link where a copy of its sheet is in this workbook.
fn place(finding: &Finding, copies: &Copies<'_>) -> Cell {
    let Some(sheet) = finding.place.sheet.as_deref() else {
        return Cell::None;
    };
    let Some((row, column)) = finding.place.cell else {
        return Cell::Text(sheet.to_string());
    };
    let cell = a1(row, column);
    let text = format!("{sheet} {cell}");
    let copy = finding
        .place
        .input
        .and_then(|input| copies.get(&(input, sheet)));
    match copy {
        // Quoted always: a name may look like an address, and an apostrophe in it is doubled.
        Some(name) => Cell::Link(text, format!("'{}'!{cell}", name.replace('\'', "''"))),
        None => Cell::Text(text),
    }
}
