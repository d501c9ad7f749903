//! Tables: columns with their headers, rows of cells, and formulas that belong to a column and are
//! written live with their results stored.

use super::cell::{Cell, Stored};
use super::print::column_number;
use super::style::{Kind, Tone};
use super::writer::{SheetWriter, lines};
use crate::finding::a1;
use crate::words::{Lang, Words};
use rust_xlsxwriter::XlsxError;

/// What fills a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fill {
    /// The rows give it.
    Given,
    /// `part ÷ whole`, other columns of the row.
    Share {
        /// The column of the part.
        part: usize,
        /// The column of the whole.
        whole: usize,
    },
    /// `from − less`, other columns of the row.
    Less {
        /// The column that is taken from.
        from: usize,
        /// The column that is taken off.
        less: usize,
    },
    /// The sum of other columns of the row.
    Sum(Vec<usize>),
    /// The rank among the rows by another column, the greatest first.
    Rank {
        /// The column that is ranked by.
        by: usize,
    },
    /// How many cells from one column to another begin with a word.
    Marks {
        /// The first column looked at.
        first: usize,
        /// The last column looked at.
        last: usize,
        /// The word.
        mark: &'static str,
    },
}

/// One column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    title: String,
    group: Option<String>,
    kind: Kind,
    fill: Fill,
    total: bool,
}

impl Column {
    /// A column that the rows give.
    pub(super) fn new(title: impl Into<String>, kind: Kind) -> Column {
        Column {
            title: title.into(),
            group: None,
            kind,
            fill: Fill::Given,
            total: false,
        }
    }

    /// Worked out from other columns.
    pub(super) fn fill(mut self, fill: Fill) -> Column {
        self.fill = fill;
        self
    }

    /// Added up in the row of totals.
    pub(super) fn total(mut self) -> Column {
        self.total = true;
        self
    }

    /// Under a header that it shares with its neighbours of the same group.
    pub(super) fn under(mut self, group: impl Into<String>) -> Column {
        self.group = Some(group.into());
        self
    }
}

/// The most rows of a list of people or payments. No school has as many, and a list of half a million
/// takes a gibibyte to write.
const MOST_LISTED: usize = 10_000;

/// One table.
pub(super) struct Table {
    /// The columns.
    pub(super) columns: Vec<Column>,
    /// The rows.
    pub(super) rows: Vec<Vec<Cell>>,
    /// The label of the row of totals; none for no such row.
    pub(super) totals: Option<Words>,
    /// Whether Excel offers to filter the rows.
    pub(super) filter: bool,
    /// How many columns stay in sight when the sheet is moved aside.
    pub(super) frozen: u16,
    /// Whether the last row is about all others.
    pub(super) last_is_total: bool,
}

impl Table {
    /// A table without totals.
    pub(super) fn new(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Table {
        Table {
            columns,
            rows,
            totals: None,
            filter: false,
            frozen: 0,
            last_is_total: false,
        }
    }

    /// A list of people or payments: its first [`MOST_LISTED`] rows, and one row of the others, called
    /// `others` (its `{count}` says how many) in the first column of text, that adds up what the totals
    /// do. The others are never held all at once.
    pub(super) fn list(
        columns: Vec<Column>,
        mut rows: impl Iterator<Item = Vec<Cell>>,
        others: Words,
        lang: Lang,
    ) -> Table {
        let listed = rows.by_ref().take(MOST_LISTED).collect();
        let mut sums = vec![Cell::Blank; columns.len()];
        let mut count = 0_u64;
        for row in rows {
            count += 1;
            for (sum, cell) in sums.iter_mut().zip(&row) {
                *sum = added(sum, cell);
            }
        }
        let mut table = Table::new(columns, listed);
        if count > 0 {
            let text = |column: &Column| matches!(column.kind, Kind::Text | Kind::Centre);
            let name = table.columns.iter().position(text);
            let called = others.get(lang).replace("{count}", &count.to_string());
            for (at, (sum, column)) in sums.iter_mut().zip(&table.columns).enumerate() {
                if Some(at) == name {
                    *sum = Cell::Text(called.clone());
                } else if !column.total {
                    *sum = Cell::Blank;
                }
            }
            table.rows.push(sums);
        }
        table
    }

    /// With a row of totals.
    pub(super) fn totals(mut self, label: Words) -> Table {
        self.totals = Some(label);
        self
    }

    /// With a filter.
    pub(super) fn filter(mut self) -> Table {
        self.filter = true;
        self
    }

    /// With a last row that is about all others.
    pub(super) fn last_is_total(mut self) -> Table {
        self.last_is_total = true;
        self
    }

    /// With its first columns always in sight.
    pub(super) fn frozen(mut self, columns: u16) -> Table {
        self.frozen = columns;
        self
    }
}

/// The sum of two cells of a column that is added up; what is no figure adds nothing.
fn added(sum: &Cell, cell: &Cell) -> Cell {
    match (sum, cell) {
        (Cell::Count(sum), Cell::Count(count)) => Cell::Count(sum + count),
        (Cell::Yuan(sum), Cell::Yuan(fen)) => Cell::Yuan(sum + fen),
        (Cell::Decimal(sum), Cell::Decimal(more)) => Cell::Decimal(sum + more),
        (Cell::Blank, Cell::Count(_) | Cell::Yuan(_) | Cell::Decimal(_)) => cell.clone(),
        (sum, _) => sum.clone(),
    }
}

/// Where a table was written.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// Its first row.
    pub(super) first: u32,
    /// Its last row, without totals.
    pub(super) last: u32,
    /// The row of totals.
    pub(super) totals: Option<u32>,
    /// What stands in the totals, by column.
    pub(super) sums: Vec<Option<Stored>>,
}

impl Placed {
    /// Lets sheets that are written later refer to the total of a column as `name`.
    pub(super) fn anchor(&self, w: &mut SheetWriter<'_>, name: &'static str, column: usize) {
        let stored = self.sums.get(column).copied().flatten();
        if let (Some(row), Some(stored)) = (self.totals, stored) {
            let reference = w.reference(row, column);
            w.anchors.insert(name, (reference, stored));
        }
    }
}

/// Writes `table` from the next free row on, from the first column on.
pub(super) fn write(w: &mut SheetWriter<'_>, table: &Table) -> Result<Placed, XlsxError> {
    let header = w.row;
    let first = write_header(w, table)?;
    let values: Vec<Vec<Option<i64>>> = table.rows.iter().map(|row| numbers(table, row)).collect();
    for (index, row) in table.rows.iter().enumerate() {
        write_row(w, table, row, &values, index, first)?;
    }
    w.row = first + row_number(table.rows.len());
    let last = w.row.saturating_sub(1).max(first);
    let mut placed = Placed {
        first,
        last,
        totals: None,
        sums: Vec::new(),
    };
    let last_column = column_number(table.columns.len().saturating_sub(1));
    if table.filter && !table.rows.is_empty() {
        w.sheet.autofilter(first - 1, 0, last, last_column)?;
    }
    w.header_rows(header, first - 1, table.frozen)?;
    if let Some(label) = table.totals
        && !table.rows.is_empty()
    {
        write_totals(w, table, &values, label, &mut placed)?;
    }
    Ok(placed)
}

/// The header, in two rows where columns share one; answers the first row under it.
fn write_header(w: &mut SheetWriter<'_>, table: &Table) -> Result<u32, XlsxError> {
    let style = w.style;
    let format = style.cell(Kind::Text, Tone::Head);
    let top = w.row;
    let grouped = table.columns.iter().any(|column| column.group.is_some());
    let row = if grouped { top + 1 } else { top };
    let titles: Vec<(usize, &str)> = table
        .columns
        .iter()
        .map(|column| column.title.as_str())
        .enumerate()
        .collect();
    w.fit_row(row, &titles)?;
    let mut index = 0;
    while let Some(column) = table.columns.get(index) {
        let at = column_number(index);
        let title = w.clean(&column.title);
        let mut next = index + 1;
        match &column.group {
            Some(group) => {
                while table
                    .columns
                    .get(next)
                    .is_some_and(|c| c.group.as_ref() == Some(group))
                {
                    next += 1;
                }
                let last = column_number(next - 1);
                w.across(top, at, last, group, format)?;
                for (offset, column) in table.columns[index..next].iter().enumerate() {
                    let title = w.clean(&column.title);
                    let at = column_number(index + offset);
                    w.sheet.write_string_with_format(row, at, title, format)?;
                }
            }
            None if grouped => {
                w.sheet.merge_range(top, at, row, at, "", format)?;
                w.sheet.write_string_with_format(top, at, title, format)?;
            }
            None => {
                w.sheet.write_string_with_format(row, at, title, format)?;
            }
        }
        index = next;
    }
    if grouped {
        w.sheet.set_row_height(top, 20.0)?;
    }
    Ok(row + 1)
}

/// The numbers of a row, computed ones included.
fn numbers(table: &Table, row: &[Cell]) -> Vec<Option<i64>> {
    let mut out: Vec<Option<i64>> = Vec::with_capacity(row.len());
    for cell in row {
        out.push(match cell {
            Cell::Count(n) | Cell::Yuan(n) | Cell::Decimal(n) => Some(*n),
            Cell::Calc(_, Stored::Count(n) | Stored::Yuan(n) | Stored::Decimal(n)) => Some(*n),
            _ => None,
        });
    }
    // A column may be computed from one that is computed and stands to its right.
    for _ in 0..2 {
        for (index, column) in table.columns.iter().enumerate() {
            if !matches!(row.get(index), Some(Cell::Computed)) {
                continue;
            }
            let at = |column: &usize| out.get(*column).copied().flatten();
            out[index] = match &column.fill {
                Fill::Less { from, less } => at(from).zip(at(less)).map(|(a, b)| a - b),
                Fill::Sum(columns) => {
                    let given: Vec<i64> = columns.iter().filter_map(at).collect();
                    (!given.is_empty()).then(|| given.iter().sum())
                }
                Fill::Marks { first, last, mark } => {
                    let cells = row.iter().take(last + 1).skip(*first);
                    i64::try_from(cells.filter(|cell| begins(cell, mark)).count()).ok()
                }
                Fill::Given | Fill::Share { .. } | Fill::Rank { .. } => None,
            };
        }
    }
    out
}

/// Whether a cell's text begins with `mark`.
fn begins(cell: &Cell, mark: &str) -> bool {
    matches!(cell, Cell::Text(text) | Cell::Toned(text, _) if text.starts_with(mark))
}

fn write_row(
    w: &mut SheetWriter<'_>,
    table: &Table,
    row: &[Cell],
    values: &[Vec<Option<i64>>],
    index: usize,
    first: u32,
) -> Result<(), XlsxError> {
    let at = first + row_number(index);
    let strong = table.last_is_total && index + 1 == table.rows.len();
    let tone = if strong { Tone::Total } else { Tone::Plain };
    let mut texts: Vec<(usize, &str)> = Vec::new();
    for (number, (column, cell)) in table.columns.iter().zip(row).enumerate() {
        let cell = match cell {
            Cell::Computed => compute(table, number, values, index, first),
            other => other.clone(),
        };
        w.put(at, column_number(number), &cell, column.kind, tone)?;
    }
    for (number, cell) in row.iter().enumerate() {
        if let Cell::Text(text) | Cell::Toned(text, _) | Cell::Link(text, _) = cell {
            texts.push((number, text));
        }
    }
    w.fit_row(at, &texts)
}

/// A cell of a computed column: its formula and result, or — where its parts are no numbers.
fn compute(
    table: &Table,
    column: usize,
    values: &[Vec<Option<i64>>],
    index: usize,
    first: u32,
) -> Cell {
    let row = first + row_number(index);
    let address = |column: usize| a1(row, u32::from(column_number(column)));
    let row_values = &values[index];
    let value = |column: usize| row_values.get(column).copied().flatten();
    let stored = |number: i64| stored_as(table.columns[column].kind, number);
    match &table.columns[column].fill {
        Fill::Given => Cell::None,
        Fill::Share { part, whole } => match (value(*part), value(*whole)) {
            (Some(p), Some(n)) => Cell::Calc(
                share(&address(*part), &address(*whole)),
                Stored::Share(p, n),
            ),
            _ => Cell::None,
        },
        Fill::Less { from, less } => value(column).map_or(Cell::None, |number| {
            let formula = format!("{}-{}", address(*from), address(*less));
            // Excel takes floats from each other: without rounding, nothing left may show as -0.00.
            match stored(number) {
                stored @ Stored::Yuan(_) => Cell::Calc(format!("ROUND({formula},2)"), stored),
                stored => Cell::Calc(formula, stored),
            }
        }),
        Fill::Sum(columns) => value(column).map_or(Cell::None, |number| {
            Cell::Calc(sum_of(columns, address), stored(number))
        }),
        Fill::Rank { by } => value(*by).map_or(Cell::None, |number| {
            let all = values
                .iter()
                .filter_map(|row| row.get(*by).copied().flatten());
            let rank = all.filter(|&other| other > number).count() + 1;
            let letters = crate::finding::column_letters(u32::from(column_number(*by)));
            let last = first + row_number(values.len());
            let formula = format!(
                "RANK({},{letters}${}:{letters}${last})",
                address(*by),
                first + 1
            );
            Cell::Calc(
                formula,
                Stored::Count(i64::try_from(rank).unwrap_or(i64::MAX)),
            )
        }),
        Fill::Marks { first, last, mark } => {
            let formula = format!(
                "COUNTIF({}:{},\"{mark}*\")",
                address(*first),
                address(*last)
            );
            Cell::Calc(formula, Stored::Count(value(column).unwrap_or(0)))
        }
    }
}

/// `part ÷ whole`, or — where there is nothing to divide by.
fn share(part: &str, whole: &str) -> String {
    format!("IF({whole}=0,\"—\",{part}/{whole})")
}

/// The sum of columns of one row; neighbours as a range.
fn sum_of(columns: &[usize], address: impl Fn(usize) -> String) -> String {
    match columns {
        [first, .., last] if last - first + 1 == columns.len() => {
            format!("SUM({}:{})", address(*first), address(*last))
        }
        _ => {
            let cells: Vec<String> = columns.iter().map(|&column| address(column)).collect();
            format!("SUM({})", cells.join(","))
        }
    }
}

/// A number as its column's kind stores it.
fn stored_as(kind: Kind, number: i64) -> Stored {
    match kind {
        Kind::Yuan => Stored::Yuan(number),
        Kind::Decimal => Stored::Decimal(number),
        _ => Stored::Count(number),
    }
}

fn write_totals(
    w: &mut SheetWriter<'_>,
    table: &Table,
    values: &[Vec<Option<i64>>],
    label: Words,
    placed: &mut Placed,
) -> Result<(), XlsxError> {
    let style = w.style;
    let row = w.row;
    let sums: Vec<Option<i64>> = (0..table.columns.len())
        .map(|column| {
            let total = table.columns[column].total;
            let given = values
                .iter()
                .filter_map(|row| row.get(column).copied().flatten());
            total.then(|| given.sum())
        })
        .collect();
    let labelled = sums.iter().position(Option::is_some).unwrap_or(1).max(1);
    let text = w.say(label);
    let format = style.cell(Kind::Centre, Tone::Total);
    w.across(row, 0, column_number(labelled - 1), &text, format)?;
    placed.sums = vec![None; table.columns.len()];
    for (number, column) in table.columns.iter().enumerate().skip(labelled) {
        let at = |column: usize| a1(row, u32::from(column_number(column)));
        let sum = |column: usize| sums.get(column).copied().flatten();
        let calc = match (&column.fill, sum(number)) {
            (Fill::Share { part, whole }, _) => sum(*part)
                .zip(sum(*whole))
                .map(|(p, n)| (share(&at(*part), &at(*whole)), Stored::Share(p, n))),
            (_, Some(total)) => {
                let letters = crate::finding::column_letters(u32::from(column_number(number)));
                let formula = format!(
                    "SUM({letters}{}:{letters}{})",
                    placed.first + 1,
                    placed.last + 1
                );
                Some((formula, stored_as(column.kind, total)))
            }
            _ => None,
        };
        placed.sums[number] = calc.as_ref().map(|(_, stored)| *stored);
        let cell = calc.map_or(Cell::Blank, |(formula, stored)| Cell::Calc(formula, stored));
        w.put(row, column_number(number), &cell, column.kind, Tone::Total)?;
    }
    w.sheet.set_row_height(row, 16.0 * lines("", 1.0) + 6.0)?;
    placed.totals = Some(row);
    w.row += 1;
    Ok(())
}

/// A count of rows as the writer takes it; a sheet has no more rows than that.
pub(super) fn row_number(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
