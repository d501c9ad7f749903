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
    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// A date, or nothing.
    pub(crate) fn day(day: Option<Date>) -> Cell {
        day.map_or(Cell::Blank, Cell::Day)
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
    /// A table without rows.
    pub(crate) fn new(table: &'static str, columns: &[&'static str]) -> Sheet {
        Sheet {
            table,
            columns: columns.to_vec(),
            rows: Vec::new(),
        }
    }

    /// The position of the column `id`.
    pub(crate) fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| *column == id)
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
