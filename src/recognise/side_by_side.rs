//! Tables beside each other: two tables, or one in two parts to save paper, whose headers stand in
//! different columns of the sheet.

use super::fit::Candidate;
use super::header;
use super::{ALL_COLUMNS, Row, Span};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// The most tables beside each other.
const MOST: usize = 6;

/// The most cells that are looked at to divide a sheet, each as often as it is. A sheet of six tables
/// takes a tenth of it; one made to harm has thousands of columns at which it could be cut.
const MOST_CELLS: usize = 200_000;

/// The most cells in a row of a sheet that is divided.
const WIDEST: usize = 300;

/// The tables in the head of the sheet called `sheet` in the file called `file`, from left to right, each with the columns
/// that are its own; empty when there is no header.
pub(super) fn find(sheet: &str, file: &str, head: &[Row<'_>]) -> Vec<(Span, Candidate)> {
    let parts = Search::of(sheet, file, head).parts();
    let own = |part: Part| (part.span, Rc::unwrap_or_clone(part.table));
    parts.into_iter().map(own).collect()
}

/// A table and the columns that are its own.
#[derive(Clone)]
struct Part {
    span: Span,
    table: Rc<Candidate>,
}

/// The search for the tables of one sheet, and what was found out on the way.
struct Search<'s, 'a> {
    sheet: &'s str,
    file: &'s str,
    head: &'s [Row<'a>],
    /// Cells that were looked at.
    looked_at: usize,
    /// The table in the columns from one up to another, alone.
    tables: HashMap<(u32, u32), Option<Rc<Candidate>>>,
    /// How the columns from one on divide, by that one and how many tables there may be.
    divided: HashMap<(u32, usize), Vec<Part>>,
}

impl<'s, 'a> Search<'s, 'a> {
    fn of(sheet: &'s str, file: &'s str, head: &'s [Row<'a>]) -> Search<'s, 'a> {
        Search {
            sheet,
            file,
            head,
            looked_at: 0,
            tables: HashMap::new(),
            divided: HashMap::new(),
        }
    }

    /// The tables of the sheet, from left to right.
    fn parts(&mut self) -> Vec<Part> {
        let only = header::find(self.sheet, self.file, self.head).map(Rc::new);
        let most = match self.head.iter().all(|row| row.cells.len() <= WIDEST) {
            true => MOST,
            false => 1,
        };
        let only = match only {
            None if most > 1 => self.leftmost(),
            only => only,
        };
        match only {
            Some(only) => self.divide(ALL_COLUMNS, only, most),
            None => Vec::new(),
        }
    }

    /// The table left of a gap between labels, in a sheet whose labels taken together are of no table:
    /// where several kinds stand beside each other, each has its own.
    fn leftmost(&mut self) -> Option<Rc<Candidate>> {
        let mut gaps: BTreeSet<u32> = BTreeSet::new();
        // A blank cell among data is one that was not filled in.
        let headers = self.head.iter().filter(|row| header::may_be_header(row));
        for row in headers.filter(|row| row.cells.len() >= 4) {
            let columns: Vec<u32> = row.labels().map(|(column, _)| column).collect();
            let gap = |pair: &[u32]| (pair[0] + 1 < pair[1]).then_some(pair[1]);
            gaps.extend(columns.windows(2).filter_map(gap));
        }
        gaps.into_iter()
            .filter_map(|gap| self.in_columns(0..gap))
            .find(|table| stands(table))
    }

    /// The tables in the columns of `span`, of which `only` is the one that fits best: itself, or
    /// those of two sides that are tables with all they need, where most is understood.
    fn divide(&mut self, span: Span, only: Rc<Candidate>, most: usize) -> Vec<Part> {
        if let Some(known) = self.divided.get(&(span.start, most)) {
            return known.clone();
        }
        let mut best: Option<(usize, Vec<Part>)> = None;
        let cuts = match most > 1 {
            true => cuts(self.head, &span, &only),
            false => BTreeSet::new(),
        };
        for at in cuts {
            let Some(parts) = self.cut(span.clone(), at, most) else {
                continue;
            };
            let matched: usize = parts.iter().map(|part| part.table.matched).sum();
            let strangers: usize = parts.iter().map(|part| part.table.strangers()).sum();
            let understood = matched.saturating_sub(strangers);
            let better = best.as_ref().is_none_or(|(other, _)| understood > *other);
            if matched > only.matched + 1 && better {
                best = Some((understood, parts));
            }
        }
        let start = span.start;
        let parts = match best {
            Some((_, parts)) => parts,
            None => vec![Part { span, table: only }],
        };
        self.divided.insert((start, most), parts.clone());
        parts
    }

    /// The tables of the two sides of the column `at`, where both sides are tables.
    fn cut(&mut self, span: Span, at: u32, most: usize) -> Option<Vec<Part>> {
        let left = self
            .in_columns(span.start..at)
            .filter(|left| stands(left))?;
        let right = self.in_columns(at..span.end)?;
        let apart = left.rows.1 < right.rows.0 || right.rows.1 < left.rows.0;
        let goes_on = |table: &Candidate, beside: Span| goes_on(self.head, table, beside);
        if apart && (goes_on(&right, span.start..at) || goes_on(&left, at..span.end)) {
            return None;
        }
        if !apart && is_one_header(&left, &right, at) {
            return None;
        }
        let mut parts = self.divide(at..span.end, right, most - 1);
        if !parts.iter().all(|part| stands(&part.table)) {
            return None;
        }
        let span = span.start..at;
        parts.insert(0, Part { span, table: left });
        Some(parts)
    }

    /// The table in the columns of `span` alone; none once too much was looked at.
    fn in_columns(&mut self, span: Span) -> Option<Rc<Candidate>> {
        if let Some(known) = self.tables.get(&(span.start, span.end)) {
            return known.clone();
        }
        if self.looked_at > MOST_CELLS {
            return None;
        }
        let parts = self.head.iter().map(|row| row.within(&span));
        let rows: Vec<Row<'_>> = parts.filter(|row| !row.cells.is_empty()).collect();
        self.looked_at += rows.iter().map(|row| row.cells.len()).sum::<usize>();
        let found = header::find(self.sheet, self.file, &rows).map(Rc::new);
        self.tables.insert((span.start, span.end), found.clone());
        found
    }
}

/// Whether the headers of two sides of the column `at`, one of them of another purpose, are one: nothing divides
/// them, and no label begins anew (姓名 | 金额 | 姓名 | 金额). Labels of the kind (预计人数) may stand last in a header.
fn is_one_header(left: &Candidate, right: &Candidate, at: u32) -> bool {
    let other = left.table.of_other_purpose != right.table.of_other_purpose;
    let of_left: Vec<(u32, String)> = left.columns().collect();
    let touches = of_left.iter().any(|(column, _)| column + 1 == at);
    let again = |label: &String| of_left.iter().any(|(_, known)| known == label);
    let mut of_right = right.columns();
    let begins = of_right.any(|(column, label)| again(&label) || column == at && label == "序号");
    other && touches && right.columns().any(|(column, _)| column == at) && !begins
}

/// Whether a table beside others is one: with all it needs, and no more unknown than known.
fn stands(table: &Candidate) -> bool {
    table.complete && table.matched >= 2 && table.matched >= table.unknown
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Cell, Looks, Text, Value};

    /// Each of 300 labels could begin another table, and each was once tried with each: 45,000 parts of
    /// the head, of some 600 cells, for every number of tables.
    #[test]
    fn a_head_that_could_be_cut_anywhere_is_not_cut_everywhere() {
        let row = |index: u32, texts: [&'static str; 4]| Row {
            index,
            cells: (0..300)
                .map(|column| Cell {
                    row: index,
                    column,
                    value: Value::Text(Text::shared(texts[column as usize % 4])),
                    looks: Looks::default(),
                    format: None,
                })
                .collect(),
        };
        let mut head = vec![row(0, ["月份", "姓名", "应缴", "实缴"])];
        head.extend((1..30).map(|index| row(index, ["2023-09", "张三", "26", "26"])));
        let cells = 30 * 300;
        let mut search = Search::of("会费", "", &head);
        assert_eq!(search.parts().len(), MOST);
        assert!(
            search.looked_at <= MOST_CELLS + cells,
            "{}",
            search.looked_at
        );
        assert!(search.looked_at > MOST_CELLS, "there was more to look at");
    }
}
