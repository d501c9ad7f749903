//! Tables beside each other: two tables, or one in two parts to save paper, whose headers stand in
//! different columns of the sheet.

use super::header::{self, Candidate};
use super::{ALL_COLUMNS, Row, Span};
use std::collections::BTreeSet;

/// The most tables beside each other.
const MOST: usize = 8;

/// The tables in the head of the sheet called `sheet`, from left to right, each with the columns
/// that are its own; empty when there is no header.
pub(super) fn find(sheet: &str, head: &[Row<'_>]) -> Vec<(Span, Candidate)> {
    let Some(only) = header::find(sheet, head) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let (mut rest, mut last) = (ALL_COLUMNS, only);
    while found.len() < MOST {
        match split(sheet, head, &rest, &last) {
            Some((left, at, right)) => {
                found.push((rest.start..at, left));
                rest.start = at;
                last = right;
            }
            None => break,
        }
    }
    found.push((rest, last));
    found
}

/// Splits the table `only`, found in the columns of `span`, in two where both sides are tables with
/// all they need, and more is understood than of the one: where most is understood, then leftmost.
fn split(
    sheet: &str,
    head: &[Row<'_>],
    span: &Span,
    only: &Candidate,
) -> Option<(Candidate, u32, Candidate)> {
    let splits = cuts(head, span, only).into_iter().filter_map(|at| {
        let part = |span: Span| -> Option<Candidate> {
            let rows: Vec<Row<'_>> = head
                .iter()
                .map(|row| row.within(&span))
                .filter(|row| !row.cells.is_empty())
                .collect();
            let found = header::find(sheet, &rows)?;
            let stands = found.complete && found.matched >= 2 && found.matched * 2 >= found.texts;
            stands.then_some(found)
        };
        let left = part(span.start..at)?;
        let right = part(at..span.end)?;
        (left.matched + right.matched > only.matched + 1).then_some((left, at, right))
    });
    let understood = |(left, _, right): &(Candidate, u32, Candidate)| {
        let strangers = left.strangers() + right.strangers();
        (left.matched + right.matched).saturating_sub(strangers)
    };
    // `max_by_key` answers the last of equals.
    let splits: Vec<_> = splits.collect();
    splits.into_iter().rev().max_by_key(understood)
}

/// The columns at which another table may begin: behind a gap in the header, where a label comes
/// again, or anywhere in a header that has several labels of another table.
fn cuts(head: &[Row<'_>], span: &Span, only: &Candidate) -> BTreeSet<u32> {
    let header: Vec<(u32, String)> = only
        .columns()
        .filter(|(column, _)| span.contains(column))
        .collect();
    let mixed = only.strangers() >= 2;
    let mut cuts = BTreeSet::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut before: Option<u32> = None;
    for (column, label) in &header {
        let gap = before.is_some_and(|before| before + 1 < *column);
        let again = !seen.insert(label.as_str());
        if before.is_some() && (gap || again || mixed) {
            cuts.insert(*column);
        }
        before = Some(*column);
    }
    // A header in another row, beside this one.
    let in_header: BTreeSet<u32> = header.iter().map(|(column, _)| *column).collect();
    let labelled: BTreeSet<u32> = head
        .iter()
        .flat_map(|row| row.texts().map(|(column, _)| column))
        .filter(|column| span.contains(column) && *column > span.start)
        .collect();
    let beside =
        |column: &&u32| !in_header.contains(&(**column - 1)) || !in_header.contains(column);
    cuts.extend(labelled.iter().filter(beside));
    cuts
}
