//! A header: the row of the head, or the rows under each other, whose labels fit a table best.

use super::Row;
use super::money_unit::money_behind;
use super::questions::asked_for;
use super::wide::month_label;
use crate::schema::{Column, ColumnType, EXAMPLE_HEADER, Table, normalise_label, schema};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// The most rows that a header has: a group (会费) over its parts (应缴, 实缴), and one more.
const MOST_ROWS: usize = 3;

/// Rows that may be the header of a table.
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

/// The header of one column of the sheet.
pub(super) struct HeaderCell {
    /// The sheet's column, 0-based.
    pub(super) column: u32,
    /// The row of its own text, 0-based.
    pub(super) row: u32,
    /// Its own text.
    pub(super) text: String,
    /// What it may be called: with its group's text before its own, then its own alone.
    pub(super) labels: Vec<String>,
    /// Its group's text.
    pub(super) group: Option<String>,
}

/// A column of a wide sheet: a month, and which column of the declaration its cells are, where the
/// header says so.
pub(super) struct WideMeaning {
    pub(super) month: String,
    pub(super) target: Option<usize>,
}

impl HeaderCell {
    /// The column of `table` that it stands for, as positions in the schema and the declaration.
    pub(super) fn meaning(&self, table: usize) -> Option<usize> {
        self.labels.iter().find_map(|label| meaning(label, table))
    }

    /// The month that it stands for, where `table` may be wide.
    fn month(&self, table: usize) -> Option<WideMeaning> {
        let declared = &schema().tables()[table];
        declared.wide.as_ref()?;
        let money = |label: &str| {
            meaning(label, table).filter(|c| declared.columns[*c].kind == ColumnType::Money)
        };
        let of_group = self.group.as_deref();
        if let Some(own) = month_label(&self.text) {
            let target = match own.rest.as_str() {
                "" | "会费" | "缴费" | "缴纳" | "金额" => of_group.and_then(money),
                rest => Some(money(rest)?),
            };
            return Some(WideMeaning {
                month: own.month,
                target,
            });
        }
        let group = of_group.and_then(month_label)?;
        let target = meaning(&self.text, table)?;
        let part = matches!(
            declared.columns[target].kind,
            ColumnType::Money | ColumnType::Date
        );
        (group.rest.is_empty() && part).then_some(WideMeaning {
            month: group.month,
            target: Some(target),
        })
    }
}

/// The column of the table at `table` that `label` stands for.
fn meaning(label: &str, table: usize) -> Option<usize> {
    let found = meanings(label).iter().find(|(t, _)| *t == table);
    found.map(|(_, column)| *column)
}

/// The header that the `depth` rows of `head` from `top` on would be; none when they do not stand
/// right under each other or hold anything but labels.
fn header_cells(head: &[Row<'_>], top: usize, depth: usize) -> Option<Vec<HeaderCell>> {
    let rows = head.get(top..top + depth)?;
    let follow = |pair: &[Row<'_>]| pair[1].index == pair[0].index + 1;
    if depth > 1 && !(rows.windows(2).all(follow) && rows.iter().all(Row::is_all_labels)) {
        return None;
    }
    let columns: BTreeSet<u32> = rows
        .iter()
        .flat_map(|row| row.labels().map(|(c, _)| c))
        .collect();
    let cell = |column: u32| {
        let own = |row: &Row<'_>| {
            row.labels()
                .find(|(c, _)| *c == column)
                .map(|(_, t)| t.into_owned())
        };
        let (at, text) = (0..depth)
            .rev()
            .find_map(|at| Some((at, own(&rows[at])?)))?;
        // A group stands over its parts: at its column or to the left of it, one row up.
        let group = rows[..at].iter().rev().find_map(|row| {
            let before = row.labels().filter(|(c, _)| *c <= column);
            before.last().map(|(_, text)| text.into_owned())
        });
        let labels = group
            .iter()
            .map(|group| format!("{group}{text}"))
            .chain([text.clone()]);
        Some(HeaderCell {
            column,
            row: rows[at].index,
            labels: labels.collect(),
            text,
            group,
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
    let label = normalise_label(text);
    let bare = |label: &str| LABELS.get(money_behind(label)?.0);
    let known = |label: &str| LABELS.get(label).or_else(|| bare(label));
    let found = known(&label).or_else(|| asked_for(&label).find_map(known));
    found.map_or(&[], Vec::as_slice)
}

static COMPARED_EXAMPLE_HEADER: LazyLock<String> =
    LazyLock::new(|| normalise_label(EXAMPLE_HEADER));

/// Labels of columns that every school adds for itself.
pub(super) fn is_remark(label: &str) -> bool {
    let label = normalise_label(label);
    label == *COMPARED_EXAMPLE_HEADER
        || matches!(
            label.as_str(),
            "序号" | "编号" | "no" | "no." | "备注" | "备考" | "签名" | "签字" | "领取人签名"
        )
}

/// The best header among the rows of the head. Of headers that fit alike the one of fewer rows
/// stands, then the upper one.
pub(super) fn find(sheet: &str, head: &[Row<'_>]) -> Option<Candidate> {
    let mut best: Option<(i64, Candidate)> = None;
    for depth in 1..=MOST_ROWS {
        for top in 0..head.len() {
            let Some(cells) = header_cells(head, top, depth) else {
                continue;
            };
            let above: Vec<&str> = head[..top]
                .iter()
                .flat_map(|r| r.texts().map(|(_, t)| t))
                .collect();
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
        .find_map(|end| below(sheet, &head[..end]));
    Some(upper.unwrap_or(candidate))
}

/// The header of another table that ends with the last of `rows`, below a table already begun; none
/// when that row is data. Asked of every row: only one that is all labels can be a header, and most
/// are not.
pub(super) fn below(sheet: &str, rows: &[Row<'_>]) -> Option<Candidate> {
    if !may_be_header(rows.last()?) {
        return None;
    }
    let mut best: Option<(i64, i64, Candidate)> = None;
    for depth in 1..=MOST_ROWS.min(rows.len()) {
        let top = rows.len() - depth;
        let Some(cells) = header_cells(rows, top, depth) else {
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
    if row.cells.len() < 2 || !row.is_all_labels() {
        return false;
    }
    let known = |label: &str| !meanings(label).is_empty() || month_label(label).is_some();
    let mut labels = row.labels().map(|(_, label)| label);
    let Some(first) = labels.next() else {
        return false;
    };
    if row.cells.len() > 2 && (known(&first) || is_remark(&first) || is_unit(&first)) {
        return true;
    }
    std::iter::once(first)
        .chain(labels)
        .filter(|l| known(l))
        .nth(1)
        .is_some()
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
    let found = by_table.into_iter().map(|(table, columns)| {
        let mut found = Match {
            table: &schema().tables()[table],
            columns: columns.into_iter().collect(),
            texts: cells.len(),
        };
        if let Some(wide) = wide_columns(cells, table) {
            found.texts -= wide.months.len() - 1;
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
    if different.is_empty() || different.len() == 1 && !cells.iter().any(names) {
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
