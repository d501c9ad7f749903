//! Tables: what stands in each column, declared once with its header, and the rows that are written
//! under it. Formulas that belong to a column are written live with their results stored.

use super::cell::{Cell, Stored};
use super::column::{Column, Fill, compute, numbers, share, stored_as};
use super::print::{a1, column_number, letters, row_number};
use super::style::{Kind, Tone};
use super::words;
use super::writer::{Placed, SheetWriter, lines};
use crate::sums::sum;
use crate::words::{Lang, Words};
use rust_xlsxwriter::XlsxError;

/// The most rows of a list of people or payments. No school has as many, and a list of half a million
/// takes a gibibyte to write.
pub(super) const MOST_LISTED: usize = 10_000;

/// The most rows of any table: what Excel has, without some for titles, totals and notes.
const MOST_ROWS: usize = 1_048_576 - 64;

/// One table over rows that are made of a `T` each.
pub(super) struct Table<'a, T> {
    lang: Lang,
    columns: Vec<Column>,
    /// What stands in each column, of the number of a row (from 1) and what it is made of.
    cells: Vec<CellOf<'a, T>>,
    filter: bool,
    /// How many columns stay in sight when the sheet is moved aside.
    frozen: u16,
    last_is_total: bool,
}

type CellOf<'a, T> = Box<dyn Fn(i64, T) -> Cell + 'a>;

/// Columns, in the order in which they are declared. A row of totals stands under the table where any
/// column is added up.
impl<'a, T: Copy + 'a> Table<'a, T> {
    /// A table without columns.
    pub(super) fn new(lang: Lang) -> Table<'a, T> {
        Table {
            lang,
            columns: Vec::new(),
            cells: Vec::new(),
            filter: false,
            frozen: 0,
            last_is_total: false,
        }
    }

    fn push(&mut self, column: Column, cell: impl Fn(i64, T) -> Cell + 'a) {
        self.columns.push(column);
        self.cells.push(Box::new(cell));
    }

    /// The numbers of the rows, from 1.
    pub(super) fn number(&mut self) {
        let column = Column::new(words::NUMBER.get(self.lang), Kind::Order);
        self.push(column, |number, _| Cell::Order(number));
    }

    /// A column with a header of its own.
    pub(super) fn titled<C: Into<Cell>>(&mut self, column: Column, cell: impl Fn(T) -> C + 'a) {
        self.push(column, move |_, row| cell(row).into());
    }

    /// A column of cells that are shown as `kind`.
    pub(super) fn column<C: Into<Cell>>(
        &mut self,
        title: Words,
        kind: Kind,
        cell: impl Fn(T) -> C + 'a,
    ) {
        self.titled(Column::new(title.get(self.lang), kind), cell);
    }

    /// A column of text, at the left.
    pub(super) fn text<C: Into<Cell>>(&mut self, title: Words, text: impl Fn(T) -> C + 'a) {
        self.column(title, Kind::Text, text);
    }

    /// A column of short text, in the middle.
    pub(super) fn centre<C: Into<Cell>>(&mut self, title: Words, text: impl Fn(T) -> C + 'a) {
        self.column(title, Kind::Centre, text);
    }

    /// A column of days.
    pub(super) fn date<C: Into<Cell>>(&mut self, title: Words, date: impl Fn(T) -> C + 'a) {
        self.column(title, Kind::Date, date);
    }

    /// A column that is added up.
    pub(super) fn summed<C: Into<Cell>>(
        &mut self,
        title: Words,
        kind: Kind,
        cell: impl Fn(T) -> C + 'a,
    ) {
        self.titled(Column::new(title.get(self.lang), kind).total(), cell);
    }

    /// A column of whole numbers, which are added up.
    pub(super) fn count<N: Into<Option<i64>>>(
        &mut self,
        title: Words,
        count: impl Fn(T) -> N + 'a,
    ) {
        let cell = move |row| count(row).into().map(Cell::Count);
        self.summed(title, Kind::Count, cell);
    }

    /// A column of money in fen, which is added up.
    pub(super) fn yuan<N: Into<Option<i64>>>(&mut self, title: Words, fen: impl Fn(T) -> N + 'a) {
        let cell = move |row| fen(row).into().map(Cell::Yuan);
        self.summed(title, Kind::Yuan, cell);
    }

    /// A column of `part ÷ whole`, the nearest columns before it with these headers.
    pub(super) fn share(&mut self, title: Words, part: Words, whole: Words) {
        let (part, whole) = (self.at(part), self.at(whole));
        self.computed(title, Kind::Share, Fill::Share { part, whole });
    }

    /// A column of `from − less`, both money and nearest columns before it with these headers; added up.
    pub(super) fn less(&mut self, title: Words, from: Words, less: Words) {
        let (from, less) = (self.at(from), self.at(less));
        self.summed(title, Kind::Yuan, |_| Cell::Computed);
        self.fill_last(Fill::Less { from, less });
    }

    /// A column of the sums of other columns, whichever of their cells are numbers; added up.
    pub(super) fn sum_of(&mut self, title: Words, kind: Kind, columns: Vec<usize>) {
        self.summed(title, kind, |_| Cell::Computed);
        self.fill_last(Fill::Sum(columns));
    }

    /// A column that is worked out from others.
    pub(super) fn computed(&mut self, title: Words, kind: Kind, fill: Fill) {
        self.column(title, kind, |_| Cell::Computed);
        self.fill_last(fill);
    }

    /// Works the cells of the last column that are computed out by `fill`.
    pub(super) fn fill_last(&mut self, fill: Fill) {
        if let Some(column) = self.columns.last_mut() {
            column.fill = fill;
        }
    }

    /// Puts the columns from `first` on under a header that they share.
    pub(super) fn under(&mut self, first: usize, group: &str) {
        for column in &mut self.columns[first..] {
            column.group = Some(group.to_string());
        }
    }

    /// Lets sheets that are written later refer to the totals of columns: their headers, and by what names.
    pub(super) fn anchors(&mut self, names: &[(Words, &'static str)]) {
        for &(title, name) in names {
            let at = self.at(title);
            self.columns[at].anchor = Some(name);
        }
    }

    /// Where the last column with this header stands so far; there has to be one.
    pub(super) fn at(&self, title: Words) -> usize {
        let title = title.get(self.lang);
        let titled = |column: &Column| column.title == title;
        let at = self.columns.iter().rposition(titled);
        debug_assert!(at.is_some(), "no column {title}");
        at.unwrap_or_default()
    }

    /// With a filter, which Excel offers over the rows.
    pub(super) fn filter(mut self) -> Self {
        self.filter = true;
        self
    }

    /// With a last row that is about all others.
    pub(super) fn last_is_total(mut self) -> Self {
        self.last_is_total = true;
        self
    }

    /// With its first column in sight when the sheet is moved aside.
    pub(super) fn first_column_stays(mut self) -> Self {
        self.frozen = 1;
        self
    }

    fn rows(&self, rows: impl Iterator<Item = T>) -> impl Iterator<Item = Vec<Cell>> {
        (1..).zip(rows).map(|(number, row)| {
            let cells = self.cells.iter();
            cells.map(|cell| cell(number, row)).collect()
        })
    }

    /// Writes the table with these rows from the next free row on, from the first column on.
    pub(super) fn write(
        &self,
        w: &mut SheetWriter<'_>,
        rows: impl IntoIterator<Item = T>,
    ) -> Result<Placed, XlsxError> {
        let rows: Vec<Vec<Cell>> = self.rows(rows.into_iter()).collect();
        self.write_rows(w, &rows)
    }

    /// Writes a list: its first `most` rows, and one row of the others, called `others` (its `{count}`
    /// says how many) in the first column of text, that adds up what the totals do. The others are never
    /// held all at once.
    pub(super) fn write_list(
        &self,
        w: &mut SheetWriter<'_>,
        rows: impl IntoIterator<Item = T>,
        most: usize,
        others: Words,
    ) -> Result<Placed, XlsxError> {
        let mut rows = self.rows(rows.into_iter());
        let mut listed: Vec<Vec<Cell>> = rows.by_ref().take(most).collect();
        let mut sums = vec![Cell::Blank; self.columns.len()];
        let mut count = 0_u64;
        for row in rows {
            count += 1;
            for (sum, cell) in sums.iter_mut().zip(&row) {
                *sum = added(sum, cell);
            }
        }
        if count > 0 {
            let text = |column: &Column| matches!(column.kind, Kind::Text | Kind::Centre);
            let name = self.columns.iter().position(text);
            let called = others.fill(self.lang, &[("count", &count.to_string())]);
            for (at, (sum, column)) in sums.iter_mut().zip(&self.columns).enumerate() {
                if Some(at) == name {
                    *sum = Cell::Text(called.clone());
                } else if !column.total {
                    *sum = Cell::Blank;
                }
            }
            listed.push(sums);
        }
        self.write_rows(w, &listed)
    }

    /// Writes a list whose rows are never held all at once; nothing in it is worked out.
    pub(super) fn stream(
        &self,
        w: &mut SheetWriter<'_>,
        rows: impl IntoIterator<Item = T>,
    ) -> Result<(), XlsxError> {
        let header = w.row;
        let first = write_header(w, &self.columns)?;
        w.row = first;
        for row in self.rows(rows.into_iter()) {
            write_cells(w, &self.columns, &row, |_| Cell::None, Tone::Plain)?;
            w.row += 1;
        }
        self.finish_header(w, header, first)
    }

    fn write_rows(&self, w: &mut SheetWriter<'_>, rows: &[Vec<Cell>]) -> Result<Placed, XlsxError> {
        let header = w.row;
        let columns = &self.columns;
        let first = write_header(w, columns)?;
        let values: Vec<Vec<Option<i64>>> = rows.iter().map(|row| numbers(columns, row)).collect();
        let room = MOST_ROWS.saturating_sub(first as usize);
        for (index, row) in rows.iter().enumerate().take(room) {
            w.row = first + row_number(index);
            let strong = self.last_is_total && index + 1 == rows.len();
            let tone = if strong { Tone::Total } else { Tone::Plain };
            let computed = |column| compute(columns, column, &values, (index, first));
            write_cells(w, columns, row, computed, tone)?;
        }
        w.row = first + row_number(rows.len().min(room));
        let last = w.row.saturating_sub(1).max(first);
        let placed = Placed { first, last };
        self.finish_header(w, header, first)?;
        if columns.iter().any(|column| column.total) && !rows.is_empty() {
            write_totals(w, columns, &values, placed)?;
        }
        if rows.len() > room {
            let count = (rows.len() - room).to_string();
            w.remark(&words::NO_ROOM.fill(w.lang, &[("count", &count)]))?;
        }
        Ok(placed)
    }

    /// Lets the header, in the rows from `header` to before `first`, filter what is written under it and
    /// stay in sight.
    fn finish_header(
        &self,
        w: &mut SheetWriter<'_>,
        header: u32,
        first: u32,
    ) -> Result<(), XlsxError> {
        if self.filter && w.row > first {
            let last = column_number(self.columns.len().saturating_sub(1));
            w.sheet.autofilter(first - 1, 0, w.row - 1, last)?;
        }
        w.header_rows(header, first - 1, self.frozen)
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

/// The header, in two rows where columns share one; answers the first row under it.
fn write_header(w: &mut SheetWriter<'_>, columns: &[Column]) -> Result<u32, XlsxError> {
    let format = w.style.cell(Kind::Text, Tone::Head);
    let top = w.row;
    let grouped = columns.iter().any(|column| column.group.is_some());
    let row = if grouped { top + 1 } else { top };
    let titles = columns.iter().map(|column| column.title.as_str());
    w.fit_row(row, titles.enumerate())?;
    let mut next = 0;
    for group in columns.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
        let first = column_number(next);
        next += group.len();
        let under = match &group[0].group {
            Some(title) => {
                w.across(top, first, column_number(next - 1), title, format)?;
                row
            }
            None => {
                if grouped {
                    w.sheet.merge_range(top, first, row, first, "", format)?;
                }
                top
            }
        };
        for (at, column) in (first..).zip(group) {
            let title = w.clean(&column.title);
            w.sheet.write_string_with_format(under, at, title, format)?;
        }
    }
    if grouped {
        w.sheet.set_row_height(top, 20.0)?;
    }
    Ok(row + 1)
}

/// Writes a row into the writer's, with what `computed` answers for a column that is worked out.
fn write_cells(
    w: &mut SheetWriter<'_>,
    columns: &[Column],
    row: &[Cell],
    computed: impl Fn(usize) -> Cell,
    tone: Tone,
) -> Result<(), XlsxError> {
    let at = w.row;
    for (number, (column, cell)) in columns.iter().zip(row).enumerate() {
        let worked_out = matches!(cell, Cell::Computed).then(|| computed(number));
        let cell = worked_out.as_ref().unwrap_or(cell);
        w.put(at, column_number(number), cell, column.kind, tone)?;
    }
    let texts = row
        .iter()
        .enumerate()
        .filter_map(|(number, cell)| match cell {
            Cell::Text(text) | Cell::Toned(text, _) | Cell::Link(text, _) => {
                Some((number, &**text))
            }
            _ => None,
        });
    w.fit_row(at, texts)
}

/// Writes the row of totals, and lets sheets that are written later refer to those that have a name.
fn write_totals(
    w: &mut SheetWriter<'_>,
    columns: &[Column],
    values: &[Vec<Option<i64>>],
    placed: Placed,
) -> Result<(), XlsxError> {
    let row = w.row;
    let of = |column: usize| values.iter().filter_map(move |row| row[column]);
    let sums: Vec<Option<i64>> = (columns.iter().enumerate())
        .map(|(at, column)| column.total.then(|| sum(of(at))))
        .collect();
    let labelled = sums.iter().position(Option::is_some).unwrap_or(1).max(1);
    let format = w.style.cell(Kind::Centre, Tone::Total);
    let label = words::TOTAL.get(w.lang);
    w.across(row, 0, column_number(labelled - 1), label, format)?;
    for (number, column) in columns.iter().enumerate().skip(labelled) {
        let calc = match (&column.fill, sums[number]) {
            (&Fill::Share { part, whole }, _) => sums[part]
                .zip(sums[whole])
                .map(|(p, n)| (share(&a1(row, part), &a1(row, whole)), Stored::Share(p, n))),
            (_, Some(total)) => {
                let letters = letters(number);
                let (first, last) = (placed.first + 1, placed.last + 1);
                let formula = format!("SUM({letters}{first}:{letters}{last})");
                Some((formula, stored_as(column.kind, total)))
            }
            _ => None,
        };
        if let (Some(name), Some((_, stored))) = (column.anchor, &calc) {
            let reference = w.reference(row, number);
            w.anchors.insert(name, (reference, *stored));
        }
        let cell = calc.map_or(Cell::Blank, |(formula, stored)| Cell::Calc(formula, stored));
        w.put(row, column_number(number), &cell, column.kind, Tone::Total)?;
    }
    w.sheet.set_row_height(row, 16.0 * lines("", 1.0) + 6.0)?;
    w.row += 1;
    Ok(())
}
