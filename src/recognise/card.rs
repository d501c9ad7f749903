//! A form for one person or one payment (登记卡, 审批表): labels left, values right, row under row. Its first
//! row looks like a header, and its labels are nobody.

use super::labels::{is_remark, meanings};
use super::{ALL_COLUMNS, Recognised, Row};
use crate::judgement::{Judgement, Reason, Seen};
use crate::read::Value;
use crate::rows::Layout;
use crate::schema::schema;
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
    let run = runs
        .iter()
        .copied()
        .filter(|run| run.len() >= LEAST_ROWS)
        .find(of_header)?;
    let first = run.first()?.cells.first()?;
    let Value::Text(label) = &first.value else {
        return None;
    };
    let cell = (first.row, first.column);
    let table = schema().subject(schema().index("form")?);
    let form = Judgement {
        table,
        reasons: vec![Reason {
            seen: Seen::FormRows,
            text: super::quoted(label.as_str()),
            cell: Some(cell),
            weight: WEIGHT,
        }],
    };
    Some(Recognised {
        table,
        span: ALL_COLUMNS,
        layout: Layout::Rows(BTreeMap::new()),
        header: cell,
        last_header_row: run.last()?.index,
        scales: BTreeMap::new(),
        own_units: BTreeMap::new(),
        unclear_units: Vec::new(),
        unknown: Vec::new(),
        missing: Vec::new(),
        wide: Vec::new(),
        split_date: None,
        unit_column: None,
        digits: Vec::new(),
        judgements: std::iter::once(form).chain(instead.cloned()).collect(),
        doubt: None,
        is_shifted: false,
    })
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
    is_remark(text) || !meanings(text).is_empty()
}
