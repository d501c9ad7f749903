//! Tables beside each other: two tables, or one in two parts to save paper, whose headers stand in
//! different columns of the sheet.

use super::header::{self, Candidate};
use super::{ALL_COLUMNS, Row, Span};
use std::collections::BTreeSet;

/// The most tables beside each other.
const MOST: usize = 6;

/// The most places at which a header is tried to be cut. Each try asks of every label in the head
/// what it means; only a sheet made to harm has so many.
const MOST_CUTS: usize = 48;

/// The tables in the head of the sheet called `sheet`, from left to right, each with the columns
/// that are its own; empty when there is no header.
pub(super) fn find(sheet: &str, head: &[Row<'_>]) -> Vec<(Span, Candidate)> {
    let Some(only) = header::find(sheet, head) else {
        return Vec::new();
    };
    let parts = divide(sheet, head, ALL_COLUMNS, only, MOST);
    parts
        .into_iter()
        .map(|part| (part.span, part.table))
        .collect()
}

/// A table and the columns that are its own.
struct Part {
    span: Span,
    table: Candidate,
}

/// The tables in the columns of `span`, of which `only` is the one that fits best: itself, or those
/// of two sides that are tables with all they need, where most is understood.
fn divide(sheet: &str, head: &[Row<'_>], span: Span, only: Candidate, most: usize) -> Vec<Part> {
    let mut best: Option<(usize, Vec<Part>)> = None;
    if most > 1 {
        for at in cuts(head, &span, &only).into_iter().take(MOST_CUTS) {
            let Some(left) = in_columns(sheet, head, span.start..at).filter(stands) else {
                continue;
            };
            let Some(right) = in_columns(sheet, head, at..span.end) else {
                continue;
            };
            let apart = left.rows.1 < right.rows.0 || right.rows.1 < left.rows.0;
            if apart
                && (goes_on(head, &right, span.start..at) || goes_on(head, &left, at..span.end))
            {
                continue;
            }
            let mut parts = divide(sheet, head, at..span.end, right, most - 1);
            if !parts.iter().all(|part| stands(&part.table)) {
                continue;
            }
            let span = span.start..at;
            parts.insert(0, Part { span, table: left });
            let matched: usize = parts.iter().map(|part| part.table.matched).sum();
            let strangers: usize = parts.iter().map(|part| part.table.strangers()).sum();
            let understood = matched.saturating_sub(strangers);
            let better = best.as_ref().is_none_or(|(other, _)| understood > *other);
            if matched > only.matched + 1 && better {
                best = Some((understood, parts));
            }
        }
    }
    match best {
        Some((_, parts)) => parts,
        None => vec![Part { span, table: only }],
    }
}

/// The table in the columns of `span` alone.
fn in_columns(sheet: &str, head: &[Row<'_>], span: Span) -> Option<Candidate> {
    let rows: Vec<Row<'_>> = head
        .iter()
        .map(|row| row.within(&span))
        .filter(|row| !row.cells.is_empty())
        .collect();
    header::find(sheet, &rows)
}

/// Whether a table beside others is one: with all it needs, and no more unknown than known.
fn stands(table: &Candidate) -> bool {
    table.complete && table.matched >= 2 && table.matched * 2 >= table.texts
}

/// Whether the header of `table` goes on in the columns of `beside`: it is a table under another one,
/// and wider than that.
fn goes_on(head: &[Row<'_>], table: &Candidate, beside: Span) -> bool {
    let of_header = |row: &&Row<'_>| (table.rows.0..=table.rows.1).contains(&row.index);
    head.iter().filter(of_header).any(|row| {
        let part = row.within(&beside);
        part.is_all_labels() && part.labels().any(|(_, label)| table.names(&label))
    })
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
