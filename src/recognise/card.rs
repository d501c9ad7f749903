//! A form for one person or one payment (登记卡, 审批表): labels left, values right, row under row. Its first
//! row looks like a header, and its labels are nobody.

use super::labels::{is_known, is_remark};
use super::{Recognised, Row};
use crate::judgement::{Judgement, Reason, Seen};
use crate::read::Value;
use crate::rows::Layout;
use crate::schema::{Table, schema};
use std::collections::BTreeMap;

/// The least rows of labels and values under each other.
const LEAST_ROWS: usize = 3;
/// What so many rows weigh: more than any header.
const WEIGHT: i64 = 100;

/// The form in the head of a sheet in which `header` (row, 0-based) would be the first row of a table; where
/// there is none, anywhere in it. `instead` is what the header would be taken for.
pub(super) fn find(
    head: &[Row<'_>],
    header: Option<u32>,
    instead: Option<&Judgement>,
) -> Option<Recognised> {
    let runs = runs(head);
    let of_header =
        |run: &&[Row<'_>]| header.is_none_or(|header| run.iter().any(|row| row.index == header));
    // Labels alone are a blank form, unless rows of something else stand under them: a deep header.
    let is_form = |run: &&[Row<'_>]| {
        let after = run.last().map_or(0, |row| row.index) + 1;
        let goes_on = head
            .iter()
            .any(|row| row.index == after && row.cells.len() > 2);
        let has_values = |row: &Row<'_>| row.texts().any(|(_, text)| !is_label(text));
        run.len() >= LEAST_ROWS && (!goes_on || run.iter().any(has_values))
    };
    let run = runs.iter().copied().filter(is_form).find(of_header)?;
    let first = run.first()?.cells.first()?;
    let Value::Text(label) = &first.value else {
        return None;
    };
    let cell = (first.row, first.column);
    let table = schema().subject(schema().index("form")?);
    let form = told_by_layout(table, label.as_str(), cell);
    Some(Recognised {
        last_header_row: run.last()?.index,
        judgements: std::iter::once(form).chain(instead.cloned()).collect(),
        ..Recognised::new(table, Layout::Rows(BTreeMap::new()), cell)
    })
}

/// What is told by its layout: labels from `label`, at `cell`, on stand left of their values.
pub(super) fn told_by_layout(table: &'static Table, label: &str, cell: (u32, u32)) -> Judgement {
    Judgement {
        table,
        reasons: vec![Reason {
            seen: Seen::FormRows,
            text: super::quoted(label),
            cell: Some(cell),
            weight: WEIGHT,
        }],
        doubt: None,
    }
}

/// The rows of labels and their values that stand under each other.
fn runs<'h, 'a>(head: &'h [Row<'a>]) -> Vec<&'h [Row<'a>]> {
    let mut runs = Vec::new();
    let mut from = 0;
    for end in 0..=head.len() {
        let goes_on = head.get(end).is_some_and(is_of_form);
        if !goes_on {
            runs.extend(head.get(from..end).filter(|run| !run.is_empty()));
            from = end + 1;
        }
    }
    runs
}

/// Whether a row begins with a label, and each value in it stands right of one; a place for a photograph
/// may stand at its end.
fn is_of_form(row: &Row<'_>) -> bool {
    let mut after_label = false;
    let mut labels = 0;
    let mut strays = 0;
    for (at, cell) in row.cells.iter().enumerate() {
        let label = matches!(&cell.value, Value::Text(text) if is_label(text.as_str()));
        match (label, after_label) {
            (true, _) => labels += 1,
            (false, true) => {}
            (false, false) if at > 0 && at + 1 == row.cells.len() => strays += 1,
            (false, false) => return false,
        }
        after_label = label;
    }
    labels > 0 && strays <= 1
}

fn is_label(text: &str) -> bool {
    is_remark(text) || is_known(text)
}
