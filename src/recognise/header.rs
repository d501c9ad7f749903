//! A header: the row of the head, or the rows under each other, whose labels fit a table best.

use super::{Lines, Recognised, Row, UnknownHeader, UnknownWhy, quoted};
use crate::rows::Layout;
use crate::schema::{EXAMPLE_HEADER, Table, normalise_label, schema, unit_in_brackets};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// The most rows that a header has: a group (会费) over its parts (应缴, 实缴), and one more.
const MOST_ROWS: usize = 3;

/// Rows that may be the header of a table.
pub(super) struct Candidate {
    table: &'static Table,
    cells: Vec<HeaderCell>,
    /// The first and last row, 0-based in the sheet.
    rows: (u32, u32),
}

/// The header of one column of the sheet.
struct HeaderCell {
    /// The sheet's column, 0-based.
    column: u32,
    /// The row of its own text, 0-based.
    row: u32,
    /// Its own text.
    text: String,
    /// What it may be called: with its group's text before its own, then its own alone.
    labels: Vec<String>,
}

impl HeaderCell {
    /// The column of `table` that it stands for, as positions in the schema and the declaration.
    fn meaning(&self, table: usize) -> Option<usize> {
        let of_table = |label: &String| meanings(label).iter().find(|(t, _)| *t == table);
        self.labels
            .iter()
            .find_map(of_table)
            .map(|(_, column)| *column)
    }
}

/// The header that the `depth` rows of `head` from `top` on would be; none when they do not stand
/// right under each other or hold anything but text.
fn header_cells(head: &[Row<'_>], top: usize, depth: usize) -> Option<Vec<HeaderCell>> {
    let rows = head.get(top..top + depth)?;
    let follow = |pair: &[Row<'_>]| pair[1].index == pair[0].index + 1;
    let all_text = |row: &Row<'_>| row.texts().count() == row.cells.len();
    if depth > 1 && !(rows.windows(2).all(follow) && rows.iter().all(all_text)) {
        return None;
    }
    let columns: BTreeSet<u32> = rows
        .iter()
        .flat_map(|row| row.texts().map(|(c, _)| c))
        .collect();
    let cell = |column: u32| {
        let own = |row: &Row<'_>| {
            row.texts()
                .find(|(c, _)| *c == column)
                .map(|(_, t)| t.to_string())
        };
        let (at, text) = (0..depth)
            .rev()
            .find_map(|at| Some((at, own(&rows[at])?)))?;
        // A group stands over its parts: at its column or to the left of it, one row up.
        let group = rows[..at].iter().rev().find_map(|row| {
            let before = row.texts().filter(|(c, _)| *c <= column);
            before.last().map(|(_, text)| text.to_string())
        });
        let labels = group
            .map(|group| format!("{group}{text}"))
            .into_iter()
            .chain([text.clone()]);
        Some(HeaderCell {
            column,
            row: rows[at].index,
            labels: labels.collect(),
            text,
        })
    };
    Some(columns.into_iter().filter_map(cell).collect())
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

static COMPARED_EXAMPLE_HEADER: LazyLock<String> =
    LazyLock::new(|| normalise_label(EXAMPLE_HEADER));

/// Labels of columns that every school adds for itself.
fn is_remark(label: &str) -> bool {
    let label = normalise_label(label);
    label == *COMPARED_EXAMPLE_HEADER
        || matches!(
            label.as_str(),
            "序号" | "编号" | "no" | "no." | "备注" | "备考" | "签名" | "签字" | "领取人签名"
        )
}

/// The best header among the rows of the head, with how many columns of its table it names. Of
/// headers that fit alike the one of fewer rows stands, then the upper one.
pub(super) fn find(sheet: &str, head: &[Row<'_>]) -> Option<(Candidate, usize)> {
    let mut best: Option<(i64, usize, Candidate)> = None;
    for depth in 1..=MOST_ROWS {
        for top in 0..head.len() {
            let Some(cells) = header_cells(head, top, depth) else {
                continue;
            };
            let above: Vec<&str> = head[..top]
                .iter()
                .flat_map(|r| r.texts().map(|(_, t)| t))
                .collect();
            let fitting = matches(&cells).into_iter().filter_map(|(matched, table)| {
                Some((
                    score(table, &matched, cells.len(), sheet, &above)?,
                    matched.len(),
                    table,
                ))
            });
            // `max_by_key` answers the last of equals; the first is wanted, as declared.
            let Some((score, matched, table)) = fitting.rev().max_by_key(|(score, ..)| *score)
            else {
                continue;
            };
            if best.as_ref().is_none_or(|(other, ..)| score > *other) {
                let rows = (head[top].index, head[top + depth - 1].index);
                best = Some((score, matched, Candidate { table, cells, rows }));
            }
        }
    }
    let (_, matched, candidate) = best?;
    // Of two tables under each other the upper one begins the sheet, though the lower fit better.
    let upper = head
        .iter()
        .take_while(|row| row.index < candidate.rows.0)
        .find_map(|row| below(sheet, row));
    Some(match upper {
        Some(upper) => {
            let matched = upper.cells.len();
            (upper, matched)
        }
        None => (candidate, matched),
    })
}

/// The header of another table that the row `row` is, below a table already begun; none when it is
/// data. Asked of every row: only one that is all text can be a header, and most are not.
pub(super) fn below(sheet: &str, row: &Row<'_>) -> Option<Candidate> {
    if row.cells.len() < 3 || row.texts().count() < row.cells.len() {
        return None;
    }
    let (_, first) = row.texts().next()?;
    if meanings(first).is_empty() && !is_remark(first) {
        return None;
    }
    let rows = std::slice::from_ref(row);
    let cells = header_cells(rows, 0, 1)?;
    // The sheet's name is its first table's; a second one is told by its columns alone.
    let fitting = matches(&cells).into_iter().filter_map(|(matched, table)| {
        let alone = score(table, &matched, cells.len(), "", &[])?;
        let by_sheet = i64::from(table.is_named_by(sheet));
        Some((alone, by_sheet, table))
    });
    let (.., table) = fitting
        .rev()
        .max_by_key(|(score, by_sheet, _)| (*score, *by_sheet))?;
    Some(Candidate {
        table,
        cells,
        rows: (row.index, row.index),
    })
}

/// For each table, which of its columns the header names, as positions in the declaration.
fn matches(cells: &[HeaderCell]) -> Vec<(Vec<usize>, &'static Table)> {
    let mut by_table: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for cell in cells {
        let tables: BTreeSet<usize> = cell
            .labels
            .iter()
            .flat_map(|label| meanings(label).iter().map(|(table, _)| *table))
            .collect();
        for table in tables {
            by_table
                .entry(table)
                .or_default()
                .extend(cell.meaning(table));
        }
    }
    by_table
        .into_iter()
        .map(|(table, columns)| (columns.into_iter().collect(), &schema().tables()[table]))
        .collect()
}

/// How well a header of so many `texts`, which name `columns`, fits a table; none when it does not.
///
/// A sheet whose name or title names the table needs two of its columns, or the one that is required
/// where it stands alone; another needs three, half of the required ones, and as many known labels as
/// unknown ones.
fn score(
    table: &Table,
    columns: &[usize],
    texts: usize,
    sheet: &str,
    above: &[&str],
) -> Option<i64> {
    let matched = columns.len();
    let least = 2.min(table.columns.len());
    // Said first, since it spares most rows of data the comparison of names.
    if matched == 0 || (matched < least && texts > 1) {
        return None;
    }
    let required = table.columns.iter().filter(|c| c.required).count();
    let required_here = columns
        .iter()
        .filter(|&&c| table.columns[c].required)
        .count();
    let by_sheet = table.is_named_by(sheet);
    let by_title = above
        .iter()
        .any(|text| text.len() < 120 && table.is_named_by(text));
    let named = by_sheet || by_title;
    let enough = match named {
        // A list of names alone, on a sheet that says what it lists.
        true if matched < least => by_sheet && required_here == required,
        true => true,
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
pub(super) fn lay_out(candidate: Candidate, lines: &Lines) -> Recognised {
    let Candidate { table, cells, rows } = candidate;
    let table_index = schema().index(&table.id).unwrap_or(0);
    let mut columns: BTreeMap<usize, &HeaderCell> = BTreeMap::new();
    for cell in &cells {
        let Some(column) = cell.meaning(table_index) else {
            continue;
        };
        // Where two headers mean one column, the declared title stands before its aliases.
        let title = normalise_label(&table.columns[column].title.zh);
        let exact = |cell: &HeaderCell| normalise_label(&cell.text) == title;
        if columns
            .get(&column)
            .is_none_or(|known| exact(cell) && !exact(known))
        {
            columns.insert(column, cell);
        }
    }
    let unknown = cells
        .iter()
        .filter(|cell| !columns.values().any(|taken| taken.column == cell.column))
        .map(|cell| UnknownHeader {
            label: quoted(&cell.text),
            cell: (cell.row, cell.column),
            why: match cell.meaning(table_index) {
                Some(column) => UnknownWhy::Twice(column),
                None if is_remark(&cell.text) => UnknownWhy::Remark,
                None => {
                    UnknownWhy::NotKnown(nearest(table, &cell.text, |c| columns.contains_key(&c)))
                }
            },
        })
        .collect();
    // A group may give the unit of its parts: `会费（元）` over 应缴, 实缴.
    let scale = |cell: &HeaderCell| {
        cell.labels
            .iter()
            .rev()
            .find_map(|label| header_scale(label))
    };
    let scales = columns
        .iter()
        .map(|(&column, cell)| (column, scale(cell).unwrap_or(lines.scale)))
        .collect();
    let missing = (0..table.columns.len())
        .filter(|index| table.columns[*index].required && !columns.contains_key(index))
        .collect();
    let first = columns.values().map(|cell| cell.column).min().unwrap_or(0);
    Recognised {
        table,
        header: (rows.0, first),
        last_header_row: rows.1,
        layout: Layout::Rows(columns.iter().map(|(i, cell)| (*i, cell.column)).collect()),
        scales,
        unknown,
        missing,
    }
}

/// By how much the unit in a header's brackets multiplies its column's money.
fn header_scale(label: &str) -> Option<i64> {
    money_scale(&unit_in_brackets(label)?)
}

/// By how much a unit of money is more than a yuan; none for what is no unit of money (a school may
/// be called 元坝小学).
pub(super) fn money_scale(unit: &str) -> Option<i64> {
    let unit = normalise_label(unit);
    let unit = unit.strip_prefix("单位").unwrap_or(&unit);
    let unit = unit.strip_prefix("人民币").unwrap_or(unit);
    match unit.split('/').next().unwrap_or(unit) {
        "万元" => Some(10_000),
        "千元" => Some(1_000),
        "百元" => Some(100),
        "元" => Some(1),
        _ => None,
    }
}

/// The column, not yet found in the sheet, whose title or alias is one edit away from `label`.
fn nearest(table: &Table, label: &str, taken: impl Fn(usize) -> bool) -> Option<usize> {
    let label = normalise_label(label);
    let length = label.chars().count();
    if length < 2 {
        return None;
    }
    table
        .columns
        .iter()
        .enumerate()
        .filter(|(index, _)| !taken(*index))
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
