//! A header: the row of the head, or the rows under each other, whose labels fit a table best.

use super::header_cells::{HeaderCell, WideMeaning, header_cells};
use super::labels::{LONGEST_LABEL, is_remark, meaning, meanings};
use super::wide::{month_label, months_in_numbers, says_dues};
use super::{Row, split_date};
use crate::schema::{Column, ColumnType, Table, normalise_label, schema};
use std::collections::{BTreeMap, BTreeSet};

/// The most rows that a header has: a group (会费) over its parts (应缴, 实缴), and one more.
const MOST_ROWS: usize = 3;

/// The most months beside each other: five years. Each is a table of its own in memory.
const MOST_MONTHS: usize = 60;

/// Rows that may be the header of a table.
#[derive(Clone)]
pub(super) struct Candidate {
    pub(super) table: &'static Table,
    pub(super) cells: Vec<HeaderCell>,
    /// How many columns of the table it names.
    pub(super) matched: usize,
    /// Whether it names all that are required.
    pub(super) complete: bool,
    /// How many texts it has.
    pub(super) texts: usize,
    /// The first and last row, 0-based in the sheet.
    pub(super) rows: (u32, u32),
}

impl Candidate {
    /// The sheet's columns that its cells stand in, 0-based, with their labels as compared.
    pub(super) fn columns(&self) -> impl Iterator<Item = (u32, String)> {
        let cells = self.cells.iter();
        cells.map(|cell| (cell.column, normalise_label(&cell.text)))
    }

    /// Whether `label` stands for a column of its table that none of its own cells stands for.
    pub(super) fn names(&self, label: &str) -> bool {
        let table = schema().index(&self.table.id).unwrap_or(0);
        meaning(label, table).is_some_and(|column| {
            self.cells
                .iter()
                .all(|cell| cell.meaning(table) != Some(column))
        })
    }

    /// How many of its cells mean nothing to its table and something to another.
    pub(super) fn strangers(&self) -> usize {
        let table = schema().index(&self.table.id).unwrap_or(0);
        let strange = |cell: &&HeaderCell| {
            cell.meaning(table).is_none()
                && cell.month(table).is_none()
                && !is_remark(&cell.text)
                && !meanings(&cell.text).is_empty()
        };
        self.cells.iter().filter(strange).count()
    }
}

/// The best header among the rows of the head. Of headers that fit alike the one of fewer rows
/// stands, then the upper one.
pub(super) fn find(sheet: &str, head: &[Row<'_>]) -> Option<Candidate> {
    let mut best: Option<(i64, Candidate)> = None;
    for depth in 1..=MOST_ROWS {
        for top in 0..head.len() {
            let below = head.get(top + depth);
            if depth < MOST_ROWS && below.is_some_and(split_date::is_date_parts) {
                // 月 and 日 under a date are the header's last row.
                continue;
            }
            let above: Vec<&str> = texts(&head[..top]).collect();
            let own = || texts(head.get(top..top + depth).unwrap_or_default());
            let dues = || says_dues(above.iter().copied().chain([sheet]).chain(own()));
            let Some(cells) = header_cells(head, top, depth, &dues) else {
                continue;
            };
            let fitting = matches(&cells)
                .into_iter()
                .filter_map(|found| Some((score(&found, sheet, &above)?, found)));
            // `max_by_key` answers the last of equals; the first is wanted, as declared.
            let Some((score, found)) = fitting.rev().max_by_key(|(score, ..)| *score) else {
                continue;
            };
            if best.as_ref().is_none_or(|(other, _)| score > *other) {
                let rows = (head[top].index, head[top + depth - 1].index);
                best = Some((score, found.candidate(cells, rows)));
            }
        }
    }
    let (_, candidate) = best?;
    // Of two tables under each other the upper one begins the sheet, though the lower fit better.
    let upper = (1..=head.len())
        .take_while(|end| head[end - 1].index < candidate.rows.0)
        .find_map(|end| Some((end, below_in(sheet, &head[..end])?)));
    Some(match upper {
        Some((end, upper)) => with_rows_below(sheet, head, end, upper),
        None => candidate,
    })
}

/// The header `found`, which ends before `head[end]`, with the rows below that are its own: a group's
/// row alone may be enough to know a table by.
fn with_rows_below(sheet: &str, head: &[Row<'_>], end: usize, found: Candidate) -> Candidate {
    let ends = (end + 1)..=(end + MOST_ROWS - 1).min(head.len());
    let deeper = ends
        .filter_map(|end| below_in(sheet, &head[..end]))
        .take_while(|deeper| deeper.rows.0 <= found.rows.0);
    deeper.last().unwrap_or(found)
}

/// As [`below`], in a sheet that is of dues where one of the rows says so.
fn below_in(sheet: &str, rows: &[Row<'_>]) -> Option<Candidate> {
    below(sheet, rows, &|| says_dues(texts(rows)))
}

/// The texts of some rows.
fn texts<'r>(rows: &'r [Row<'_>]) -> impl Iterator<Item = &'r str> {
    rows.iter()
        .flat_map(|row| row.texts().map(|(_, text)| text))
}

/// The header of another table that ends with the last of `rows`, below a table already begun; none
/// when that row is data. Asked of every row: only one that is all labels can be a header, and most
/// are not. `dues` is whether what stands above says that the sheet is of dues.
pub(super) fn below(sheet: &str, rows: &[Row<'_>], dues: &dyn Fn() -> bool) -> Option<Candidate> {
    if !may_be_header(rows.last()?) {
        return None;
    }
    let mut best: Option<(i64, i64, Candidate)> = None;
    for depth in 1..=MOST_ROWS.min(rows.len()) {
        let top = rows.len() - depth;
        let says = || dues() || says_dues(texts(&rows[top..]).chain([sheet]));
        let Some(cells) = header_cells(rows, top, depth, &says) else {
            break;
        };
        // The sheet's name is its first table's; a second one is told by its columns alone.
        let fitting = matches(&cells).into_iter().filter_map(|found| {
            let alone = score(&found, "", &[])?;
            let by_sheet = i64::from(found.table.is_named_by(sheet));
            Some((alone, by_sheet, found))
        });
        let fitting = fitting
            .rev()
            .max_by_key(|(score, by_sheet, _)| (*score, *by_sheet));
        let Some((score, by_sheet, found)) = fitting else {
            continue;
        };
        if best
            .as_ref()
            .is_none_or(|(s, b, _)| (score, by_sheet) > (*s, *b))
        {
            let place = (rows[top].index, rows[rows.len() - 1].index);
            best = Some((score, by_sheet, found.candidate(cells, place)));
        }
    }
    best.map(|(.., candidate)| candidate)
}

/// Whether a row can be the header of a table, or the last row of one: quick to say no.
pub(super) fn may_be_header(row: &Row<'_>) -> bool {
    part_of_header(row) == HeaderPart::Whole
}

/// What of a header a row can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderPart {
    /// None of it: it holds values, or words of no header.
    None,
    /// All labels, one of them known: a row of groups, with another row below.
    Groups,
    /// The header, or its last row.
    Whole,
}

/// What of a header `row` can be: quick to say none.
pub(super) fn part_of_header(row: &Row<'_>) -> HeaderPart {
    if row.cells.len() < 2 || !(row.is_all_labels() || months_in_numbers(row).is_some()) {
        return HeaderPart::None;
    }
    if split_date::is_date_parts(row) {
        return HeaderPart::Whole;
    }
    let known = |label: &str| !meanings(label).is_empty() || month_label(label).is_some();
    let mut labels = row.labels().map(|(_, label)| label);
    let Some(first) = labels.next() else {
        return HeaderPart::None;
    };
    let own = is_remark(&first) || is_unit(&first);
    if row.cells.len() > 2 && (own || known(&first)) {
        return HeaderPart::Whole;
    }
    let of_first = usize::from(own || known(&first));
    match of_first + labels.filter(|label| known(label)).take(2).count() {
        0 => HeaderPart::None,
        1 => HeaderPart::Groups,
        _ => HeaderPart::Whole,
    }
}

/// Which columns of a table a header names.
struct Match {
    table: &'static Table,
    /// Positions in the declaration.
    columns: Vec<usize>,
    /// How many texts the header has, those for months of a wide sheet as one.
    texts: usize,
}

impl Match {
    fn candidate(self, cells: Vec<HeaderCell>, rows: (u32, u32)) -> Candidate {
        Candidate {
            table: self.table,
            matched: self.columns.len(),
            complete: is_complete(self.table, &self.columns),
            texts: self.texts,
            cells,
            rows,
        }
    }
}

/// Whether all required columns are among `columns`; a month may stand in a title.
fn is_complete(table: &Table, columns: &[usize]) -> bool {
    let needed =
        |(_, column): &(usize, &Column)| column.required && column.kind != ColumnType::Month;
    let mut needed = table.columns.iter().enumerate().filter(needed);
    needed.all(|(index, _)| columns.contains(&index))
}

/// For each table, which of its columns the header names.
fn matches(cells: &[HeaderCell]) -> Vec<Match> {
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
    if by_table.is_empty() {
        return Vec::new();
    }
    // The same table twice beside itself has each label twice. What is too long for a label is none
    // of them.
    let labels = cells.iter().filter(|cell| cell.text.len() <= LONGEST_LABEL);
    let long = cells.len() - labels.clone().count();
    let labels: BTreeSet<String> = labels.map(|cell| normalise_label(&cell.text)).collect();
    let texts = labels.len() + long;
    let found = by_table.into_iter().map(|(table, columns)| {
        let mut found = Match {
            table: &schema().tables()[table],
            columns: columns.into_iter().collect(),
            texts,
        };
        if let Some(date) = split_date::find(cells, table) {
            found.texts = (texts + 1).saturating_sub(date.columns().count());
            found.columns.push(date.index);
        }
        if let Some(wide) = wide_columns(cells, table) {
            let of_months = wide
                .months
                .iter()
                .map(|(at, _)| normalise_label(&cells[*at].text));
            let of_months: BTreeSet<String> = of_months.collect();
            found.texts = (texts + 1).saturating_sub(of_months.len());
            for column in std::iter::once(wide.by).chain(wide.targets) {
                if !found.columns.contains(&column) {
                    found.columns.push(column);
                }
            }
        }
        found
    });
    found.collect()
}

/// The months of a wide header.
pub(super) struct WideColumns {
    /// The month column of the declaration.
    pub(super) by: usize,
    /// The header's cells that are months, by position, with their months.
    pub(super) months: Vec<(usize, WideMeaning)>,
    /// The columns of the declaration that the months' cells are.
    targets: BTreeSet<usize>,
}

/// The header as that of a wide sheet of the table at `table`: months, or one beside the names, and
/// no column for the month itself.
pub(super) fn wide_columns(cells: &[HeaderCell], table: usize) -> Option<WideColumns> {
    let declared = &schema().tables()[table];
    let wide = declared.wide.as_ref()?;
    let by = declared.column_index(&wide.by)?;
    let default = declared.column_index(&wide.value)?;
    if cells.iter().any(|cell| cell.meaning(table) == Some(by)) {
        return None;
    }
    let months: Vec<(usize, WideMeaning)> = cells
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| Some((at, cell.month(table)?)))
        .collect();
    let different: BTreeSet<&str> = months.iter().map(|(_, m)| m.month.as_str()).collect();
    let names = |cell: &HeaderCell| {
        let column = cell.meaning(table).map(|column| &declared.columns[column]);
        column.is_some_and(|column| column.kind == ColumnType::Name && column.required)
    };
    // One month alone may be a word of a title.
    if different.is_empty() || different.len() > MOST_MONTHS {
        return None;
    }
    if different.len() == 1 && !cells.iter().any(names) {
        return None;
    }
    let targets = months
        .iter()
        .map(|(_, month)| month.target.unwrap_or(default))
        .collect();
    Some(WideColumns {
        by,
        months,
        targets,
    })
}

/// How well a header fits a table; none when it does not.
///
/// A sheet whose name or title names the table needs two of its columns, or the one that is required
/// where it stands alone; another needs three, half of the required ones, and as many known labels as
/// unknown ones.
fn score(found: &Match, sheet: &str, above: &[&str]) -> Option<i64> {
    let Match {
        table,
        columns,
        texts,
    } = found;
    let (table, texts) = (*table, *texts);
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

/// Labels of a column that says whose each row is, where one sheet holds several schools.
pub(super) fn is_unit(label: &str) -> bool {
    matches!(
        normalise_label(label).as_str(),
        "学校"
            | "学校名称"
            | "单位"
            | "单位名称"
            | "工会名称"
            | "基层工会"
            | "填报单位"
            | "填表单位"
            | "上报单位"
            | "报送单位"
            | "所属学校"
            | "所在学校"
            | "所属单位"
            | "所在单位"
            | "工作单位"
            | "所属工会"
            | "基层工会名称"
    )
}
