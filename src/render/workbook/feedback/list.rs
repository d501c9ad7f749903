//! The first sheet of the feedback: what was found, and for each finding a link to its cell.

use super::Copies;
use crate::finding::{Finding, Severity, a1};
use crate::findings::weight;
use crate::render::alike::{Entry, entries};
use crate::render::workbook::cell::Cell;
use crate::render::workbook::column::Column;
use crate::render::workbook::style::Kind;
use crate::render::workbook::table::{self};
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, TOOL, show, words};
use crate::rule;
use crate::words::{Lang, Words};
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
    w.title(title, &format!("{period}　　{made}"))?;
    let style = w.style;
    if findings.is_empty() {
        return w.sentence(words::FEEDBACK_NONE.get(lang), &style.lead);
    }
    let count = |severity: Severity| {
        let found = findings
            .iter()
            .filter(|finding| rule::severity(finding) == severity);
        found
            .map(|finding| weight(finding))
            .sum::<usize>()
            .to_string()
    };
    let counts = [
        ("errors", count(Severity::Error)),
        ("warnings", count(Severity::Warning)),
        ("infos", count(Severity::Info)),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(key, n)| (*key, n.as_str())).collect();
    let lead = words::FEEDBACK_COUNTS.fill(lang, &counts);
    let how = words::FEEDBACK_HOW.get(lang);
    let space = if lang == Lang::Zh { "" } else { " " };
    w.sentence(&format!("{lead}{space}{how}"), &style.lead)?;
    let column = |title: Words, kind| Column::new(title.get(lang), kind);
    let columns = vec![
        column(words::NUMBER, Kind::Order),
        column(words::SEVERITY, Kind::Centre),
        column(words::CELL, Kind::Centre),
        column(words::PROBLEM, Kind::Text),
        column(words::HINT, Kind::Text),
        column(words::VALUE, Kind::Text),
        column(words::CODE, Kind::Centre),
        column(words::BASIS, Kind::Text),
        column(words::FILE, Kind::Text),
    ];
    let most = scope.books.most_findings;
    let entries = entries(findings.iter().copied(), lang, |_| false);
    if entries.len() > most {
        let (all, listed) = (entries.len().to_string(), most.to_string());
        w.remark(&words::FEEDBACK_CUT.fill(lang, &[("all", &all), ("listed", &listed)]))?;
    }
    let rows = (1..).zip(entries.iter().take(most));
    let rows = rows.map(|(number, entry)| cells(number, entry, scope, copies));
    table::stream(w, columns, rows)
}

/// One finding, or several that are alike.
fn cells(number: i64, entry: &Entry<'_>, scope: &Scope<'_>, copies: &Copies<'_>) -> Vec<Cell> {
    let lang = scope.lang;
    let finding = entry.first;
    let (word, tone) = show::severity(rule::severity(finding));
    let input_of = |finding: &Finding| {
        let input = finding.place.input;
        input.and_then(|input| scope.outcome.inputs.get(input as usize))
    };
    let input = input_of(finding);
    let others = entry.others(lang, |finding| Some(input_of(finding)?.path.clone()));
    let mut message = rule::message(finding, lang);
    if let Some(others) = others {
        message.push_str(if lang == Lang::Zh { "" } else { " " });
        message.push_str(&others);
    }
    vec![
        Cell::Order(number),
        Cell::Toned(word.get(lang).to_string(), tone),
        place(finding, copies),
        Cell::Text(message),
        Cell::Text(rule::hint(finding, lang)),
        Cell::text(finding.value.as_deref()),
        Cell::Text(finding.code.to_string()),
        Cell::text(rule::basis(finding, lang)),
        Cell::text(input.map(|input| input.path.as_str())),
    ]
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
