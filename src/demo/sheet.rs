//! A table of a school before it is laid out: its columns by id, its rows as plain values.

use jiff::civil::Date;

/// What one cell holds, before a layout says how it is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Nothing.
    Blank,
    /// Text, written as it is.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A place in a contest: 1 or 第一名.
    Rank(i64),
    /// Money in fen.
    Fen(i64),
    /// A date.
    Day(Date),
    /// A month, by its first day.
    Month(Date),
    /// Yes or no.
    Is(bool),
    /// A formula that came to nothing: `#N/A`.
    NotAvailable,
}

impl Cell {
    /// A text; nothing where it is empty.
    pub(crate) fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        Cell::when(!text.is_empty(), Cell::Text(text))
    }

    /// A date, or nothing.
    pub(crate) fn day(day: Option<Date>) -> Cell {
        day.map_or(Cell::Blank, Cell::Day)
    }

    /// The cell where that `holds`, else nothing.
    pub(crate) fn when(holds: bool, cell: Cell) -> Cell {
        if holds { cell } else { Cell::Blank }
    }

    /// The value as the edits name it.
    pub(crate) fn show(&self) -> String {
        match self {
            Cell::Blank => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Integer(number) | Cell::Rank(number) => number.to_string(),
            Cell::Fen(fen) => format!("{}.{:02}", fen / 100, (fen % 100).abs()),
            Cell::Day(day) => day.to_string(),
            Cell::Month(day) => format!("{:04}-{:02}", day.year(), day.month()),
            Cell::Is(yes) => (if *yes { "是" } else { "否" }).to_string(),
            Cell::NotAvailable => "#N/A".to_string(),
        }
    }

    /// What an edit puts in its place: of the same kind where `text` can be that, else text.
    pub(crate) fn replaced(&self, text: &str) -> Cell {
        let same = match self {
            _ if text == "#N/A" => Some(Cell::NotAvailable),
            Cell::Integer(_) => text.parse().ok().map(Cell::Integer),
            Cell::Rank(_) => text.parse().ok().map(Cell::Rank),
            Cell::Fen(_) => fen(text).map(Cell::Fen),
            Cell::Day(_) => text.parse().ok().map(Cell::Day),
            _ => None,
        };
        same.unwrap_or_else(|| Cell::text(text))
    }
}

/// An amount written with two decimals.
fn fen(text: &str) -> Option<i64> {
    let (yuan, fen) = text.split_once('.')?;
    format!("{yuan}{fen}").parse().ok()
}

/// One table of one school.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// The table's id.
    pub(crate) table: &'static str,
    /// The ids of its columns; one that the table does not declare is its own header.
    pub(crate) columns: Vec<&'static str>,
    /// The rows, each as long as `columns`.
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// A table of `rows`, each its cells by the ids of their columns; all have the same columns.
    pub(crate) fn new<R>(table: &'static str, rows: impl IntoIterator<Item = R>) -> Sheet
    where
        R: IntoIterator<Item = (&'static str, Cell)>,
    {
        let mut columns = Vec::new();
        let mut cells = Vec::new();
        for row in rows {
            let (ids, row): (Vec<&'static str>, Vec<Cell>) = row.into_iter().unzip();
            columns = ids;
            cells.push(row);
        }
        Sheet {
            table,
            columns,
            rows: cells,
        }
    }

    /// The position of the column `id`.
    pub(crate) fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| *column == id)
    }

    /// Moves the first `count` columns to the back.
    pub(crate) fn rotate(&mut self, count: usize) {
        self.columns.rotate_left(count);
        self.rows.iter_mut().for_each(|row| row.rotate_left(count));
    }

    /// Leaves the column `id` out.
    pub(crate) fn leave_out(&mut self, id: &str) {
        if let Some(index) = self.column(id) {
            self.columns.remove(index);
            for row in &mut self.rows {
                row.remove(index);
            }
        }
    }
}
