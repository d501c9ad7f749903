//! What the first sheet of a workbook says of all others.

use crate::finding::Severity;
use crate::findings::weight;
use crate::render::workbook::cell::Field;
use crate::render::workbook::writer::SheetWriter;
use crate::render::workbook::{Scope, dues, show, staff, words};
use crate::rule;
use crate::words::Words;

/// Eight columns: four pairs of label and value.
pub(super) const WIDTHS: [f64; 8] = [13.0, 15.0, 13.0, 15.0, 13.0, 15.0, 13.0, 15.0];

/// Staff and dues, each read from its sheet.
pub(super) fn staff_and_dues(w: &SheetWriter<'_>) -> Vec<Field> {
    w.read_all(&[staff::ANCHORS, dues::ANCHORS].concat())
}

/// Findings by severity.
pub(super) fn findings(scope: &Scope<'_>) -> Vec<Field> {
    let count = |label: Words, severity: Option<Severity>| {
        let findings = scope.findings().map(|(finding, _)| finding);
        let of = findings.filter(|finding| severity.is_none_or(|s| s == rule::severity(finding)));
        Field::count(label, of.map(weight).sum())
    };
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    let fields = severities.map(|severity| count(show::severity(severity).0, Some(severity)));
    let all = count(words::FINDINGS_TOTAL, None);
    fields.into_iter().chain([all]).collect()
}
