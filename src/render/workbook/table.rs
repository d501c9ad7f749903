//! Tables: columns with their headers, rows of cells, and formulas that belong to a column and are
//! written live with their results stored.

use super::cell::{Cell, Stored};
use super::column::{Column, Fill, compute, numbers, share, stored_as};
use super::print::{column_number, row_number};
use super::style::{Kind, Tone};
use super::words;
use super::writer::{SheetWriter, lines};
use crate::finding::a1;
use crate::sums::sum;
use crate::words::{Lang, Words};
use rust_xlsxwriter::XlsxError;

/// The most rows of a list of people or payments. No school has as many, and a list of half a million
/// takes a gibibyte to write.
pub(super) const MOST_LISTED: usize = 10_000;

/// The most rows of any table: what Excel has, without some for titles, totals and notes.
const MOST_ROWS: usize = 1_048_576 - 64;

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

    /// A list: its first `most` rows, and one row of the others, called `others` (its `{count}` says how
    /// many) in the first column of text, that adds up what the totals do. The others are never held all
    /// at once.
    pub(super) fn list(
        columns: Vec<Column>,
        mut rows: impl Iterator<Item = Vec<Cell>>,
        most: usize,
        (others, lang): (Words, Lang),
    ) -> Table {
        let listed = rows.by_ref().take(most).collect();
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
        (Cell::Count(sum), Cell::Count(count)) => Cell::Count(sum.saturating_add(*count)),
        (Cell::Yuan(sum), Cell::Yuan(fen)) => Cell::Yuan(sum.saturating_add(*fen)),
        (Cell::Decimal(sum), Cell::Decimal(more)) => Cell::Decimal(sum.saturating_add(*more)),
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
    let values: Vec<Vec<Option<i64>>> = table
        .rows
        .iter()
        .map(|row| numbers(&table.columns, row))
        .collect();
    let room = MOST_ROWS.saturating_sub(first as usize);
    for (index, row) in table.rows.iter().enumerate().take(room) {
        write_row(w, table, row, &values, index, first)?;
    }
    w.row = first + row_number(table.rows.len().min(room));
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
    if table.rows.len() > room {
        let count = (table.rows.len() - room).to_string();
        w.remark(&words::NO_ROOM.fill(w.lang, &[("count", &count)]))?;
    }
    Ok(placed)
}

/// Writes a list with a filter whose rows are never held all at once; nothing in it is worked out.
pub(super) fn stream(
    w: &mut SheetWriter<'_>,
    columns: Vec<Column>,
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<(), XlsxError> {
    let header = w.row;
    let table = Table::new(columns, Vec::new()).filter();
    let first = write_header(w, &table)?;
    w.row = first;
    for row in rows {
        write_cells(w, &table, &row, |_| Cell::None, Tone::Plain)?;
        w.row += 1;
    }
    if w.row > first {
        let last_column = column_number(table.columns.len().saturating_sub(1));
        w.sheet.autofilter(first - 1, 0, w.row - 1, last_column)?;
    }
    w.header_rows(header, first - 1, table.frozen)
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

fn write_row(
    w: &mut SheetWriter<'_>,
    table: &Table,
    row: &[Cell],
    values: &[Vec<Option<i64>>],
    index: usize,
    first: u32,
) -> Result<(), XlsxError> {
    w.row = first + row_number(index);
    let strong = table.last_is_total && index + 1 == table.rows.len();
    let tone = if strong { Tone::Total } else { Tone::Plain };
    write_cells(
        w,
        table,
        row,
        |number| compute(&table.columns, number, values, (index, first)),
        tone,
    )
}

/// Writes a row into the writer's, with what `computed` answers for a column that is worked out.
fn write_cells(
    w: &mut SheetWriter<'_>,
    table: &Table,
    row: &[Cell],
    computed: impl Fn(usize) -> Cell,
    tone: Tone,
) -> Result<(), XlsxError> {
    let at = w.row;
    let mut texts: Vec<(usize, &str)> = Vec::new();
    for (number, (column, cell)) in table.columns.iter().zip(row).enumerate() {
        let worked_out = matches!(cell, Cell::Computed).then(|| computed(number));
        let cell = worked_out.as_ref().unwrap_or(cell);
        w.put(at, column_number(number), cell, column.kind, tone)?;
    }
    for (number, cell) in row.iter().enumerate() {
        if let Cell::Text(text) | Cell::Toned(text, _) | Cell::Link(text, _) = cell {
            texts.push((number, text));
        }
    }
    w.fit_row(at, &texts)
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
            total.then(|| sum(given))
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
