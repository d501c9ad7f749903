//! A header row: the row of the head whose labels fit a table best.

use super::{Lines, Recognised, Row, UnknownHeader, UnknownWhy, quoted};
use crate::rows::Layout;
use crate::schema::{Table, normalise_label, schema, unit_in_brackets};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// A row that may be the header of a table.
pub(super) struct Candidate {
    table: &'static Table,
    /// Position of the row in the head.
    row: usize,
}

/// From a label to the tables and columns it may stand for.
static LABELS: LazyLock<HashMap<String, Vec<(usize, usize)>>> = LazyLock::new(|| {
    let mut labels: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (t, table) in schema().tables().iter().enumerate() {
        for (c, column) in table.columns.iter().enumerate() {
            for name in column.names() {
                let meanings = labels.entry(normalise_label(name)).or_default();
                if !meanings.contains(&(t, c)) {
                    meanings.push((t, c));
                }
            }
        }
    }
    labels
});

/// The columns that the label `text` may stand for, as positions of table and column.
pub(super) fn meanings(text: &str) -> &'static [(usize, usize)] {
    // No header is as long as a remark.
    if text.len() > 120 {
        return &[];
    }
    LABELS
        .get(&normalise_label(text))
        .map_or(&[], Vec::as_slice)
}

/// Labels of columns that every school adds for itself.
fn is_remark(label: &str) -> bool {
    matches!(
        normalise_label(label).as_str(),
        "序号" | "编号" | "no" | "no." | "备注" | "备考" | "签名" | "签字" | "领取人签名" | "填写说明"
    )
}

/// The best header among the rows of the head, with how many columns of its table it names.
pub(super) fn find(sheet: &str, head: &[Row<'_>]) -> Option<(Candidate, usize)> {
    let mut best: Option<(i64, usize, Candidate)> = None;
    let mut above: Vec<&str> = Vec::new();
    for (index, row) in head.iter().enumerate() {
        for (matched, table) in matches(row) {
            let Some(score) = score(table, row, matched.len(), &matched, sheet, &above) else {
                continue;
            };
            if best.as_ref().is_none_or(|(other, ..)| score > *other) {
                best = Some((score, matched.len(), Candidate { table, row: index }));
            }
        }
        above.extend(row.texts().map(|(_, text)| text));
    }
    best.map(|(_, matched, candidate)| (candidate, matched))
}

/// For each table, which of its columns the row's labels name.
fn matches(row: &Row<'_>) -> Vec<(Vec<usize>, &'static Table)> {
    let mut by_table: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (_, text) in row.texts() {
        for &(table, column) in meanings(text) {
            let columns = by_table.entry(table).or_default();
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
    }
    by_table
        .into_iter()
        .map(|(table, columns)| (columns, &schema().tables()[table]))
        .collect()
}

/// How well a row fits a table as its header; none when it does not.
///
/// A sheet whose name or title names the table needs two of its columns; another needs three, half
/// of the required ones, and as many known labels as unknown ones.
fn score(
    table: &Table,
    row: &Row<'_>,
    matched: usize,
    columns: &[usize],
    sheet: &str,
    above: &[&str],
) -> Option<i64> {
    let texts = row.texts().count();
    let required = table.columns.iter().filter(|c| c.required).count();
    let required_here = columns.iter().filter(|&&c| table.columns[c].required).count();
    let by_sheet = table.is_named_by(sheet);
    let by_title = above.iter().any(|text| text.len() < 120 && table.is_named_by(text));
    let named = by_sheet || by_title;
    let enough = match named {
        true => matched >= 2.min(table.columns.len()),
        false => matched >= 3 && required_here * 2 >= required && matched * 2 >= texts,
    };
    enough.then(|| {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX / 100);
        count(matched) * 10 + count(required_here) * 5
            - count(texts.saturating_sub(matched)) * 3
            - count(required - required_here) * 5
            + if by_sheet { 35 } else { 0 }
            + if by_title { 25 } else { 0 }
    })
}

/// Says which cell of the header is which column.
pub(super) fn lay_out(candidate: Candidate, head: &[Row<'_>], lines: &Lines) -> Recognised {
    let Candidate { table, row } = candidate;
    let row = &head[row];
    let table_index = schema().index(&table.id).unwrap_or(0);
    let meaning = |text: &str| {
        meanings(text)
            .iter()
            .find(|(t, _)| *t == table_index)
            .map(|(_, column)| *column)
    };
    let mut columns: BTreeMap<usize, (u32, bool, &str)> = BTreeMap::new();
    for (place, text) in row.texts() {
        let Some(column) = meaning(text) else { continue };
        // Where two headers mean one column, the declared title stands before its aliases.
        let exact = normalise_label(text) == normalise_label(&table.columns[column].title.zh);
        let better = columns.get(&column).is_none_or(|(_, known, _)| exact && !known);
        if better {
            columns.insert(column, (place, exact, text));
        }
    }
    let unknown = row
        .texts()
        .filter(|(place, _)| !columns.values().any(|(taken, ..)| taken == place))
        .map(|(place, text)| UnknownHeader {
            label: quoted(text),
            cell: (row.index, place),
            why: match meaning(text) {
                Some(column) => UnknownWhy::Twice(column),
                None if is_remark(text) => UnknownWhy::Remark,
                None => UnknownWhy::NotKnown(nearest(table, text, &columns)),
            },
        })
        .collect();
    let scales = columns
        .iter()
        .map(|(&column, (_, _, text))| (column, header_scale(text).unwrap_or(lines.scale)))
        .collect();
    let missing = (0..table.columns.len())
        .filter(|index| table.columns[*index].required && !columns.contains_key(index))
        .collect();
    Recognised {
        table,
        header: (row.index, columns.values().map(|(c, ..)| *c).min().unwrap_or(0)),
        layout: Layout::Rows(columns.into_iter().map(|(i, (c, ..))| (i, c)).collect()),
        scales,
        unknown,
        missing,
    }
}

/// By how much the unit in a header's brackets multiplies its column's money.
fn header_scale(label: &str) -> Option<i64> {
    money_scale(&unit_in_brackets(label)?)
}

/// By how much a unit of money is more than a yuan.
pub(super) fn money_scale(unit: &str) -> Option<i64> {
    if unit.contains("万元") {
        Some(10_000)
    } else if unit.contains("千元") {
        Some(1_000)
    } else if unit.contains("百元") {
        Some(100)
    } else if unit.contains('元') {
        Some(1)
    } else {
        None
    }
}

/// The column, not yet found in the sheet, whose title or alias is one edit away from `label`.
fn nearest(table: &Table, label: &str, taken: &BTreeMap<usize, (u32, bool, &str)>) -> Option<usize> {
    let label = normalise_label(label);
    let length = label.chars().count();
    if length < 2 {
        return None;
    }
    table
        .columns
        .iter()
        .enumerate()
        .filter(|(index, _)| !taken.contains_key(index))
        .flat_map(|(index, column)| {
            column
                .names()
                .map(move |name| (index, normalise_label(name)))
        })
        .map(|(index, name)| (strsim::levenshtein(&label, &name), index))
        .filter(|(distance, _)| *distance == 1 || (*distance == 2 && length >= 5))
        .min()
        .map(|(_, index)| index)
}
