//! A declared text (an example, a bound, a row of the built-in plan) as the cell that a person
//! would have typed: a number, a date, a percentage or text.

use super::style;
use crate::schema::ColumnType;
use jiff::civil::Date;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// What goes into a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Text as it is.
    Text(String),
    /// A number.
    Number(f64),
    /// A share of one, shown as a percentage with so many decimals.
    Percent(f64, usize),
    /// A date, or a month by its first day.
    Date(Date),
}

impl Cell {
    /// The cell for `text` in a column of the type `kind`. What is not of its type stays text.
    pub(super) fn read(kind: ColumnType, text: &str) -> Cell {
        match kind {
            ColumnType::Money | ColumnType::Integer | ColumnType::Decimal => number(text),
            ColumnType::Date => date(text),
            ColumnType::Month => date(&format!("{text}-01")),
            _ => None,
        }
        .unwrap_or_else(|| Cell::Text(text.to_string()))
    }

    /// The number in it, or the day's number for Excel.
    pub(super) fn as_number(&self) -> Option<f64> {
        match self {
            Cell::Number(number) | Cell::Percent(number, _) => Some(*number),
            Cell::Text(_) | Cell::Date(_) => None,
        }
    }

    /// Writes it with the format of its column's type, changed by `finish`.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        kind: ColumnType,
        finish: impl Fn(&Format) -> Format,
    ) -> Result<(), XlsxError> {
        let format = finish(&style::entry(kind));
        match self {
            Cell::Text(text) => sheet.write_string_with_format(row, column, text, &format)?,
            Cell::Number(number) => {
                sheet.write_number_with_format(row, column, *number, &format)?
            }
            Cell::Percent(number, decimals) => {
                let format = finish(&style::percentage(*decimals));
                sheet.write_number_with_format(row, column, *number, &format)?
            }
            Cell::Date(date) => sheet.write_datetime_with_format(row, column, date, &format)?,
        };
        Ok(())
    }
}

fn number(text: &str) -> Option<Cell> {
    match text.trim().strip_suffix('%') {
        None => text.trim().parse().ok().map(Cell::Number),
        Some(percent) => {
            let decimals = percent
                .split_once('.')
                .map_or(0, |(_, digits)| digits.len());
            let number: f64 = percent.parse().ok()?;
            Some(Cell::Percent(number / 100.0, decimals))
        }
    }
}

fn date(text: &str) -> Option<Cell> {
    text.parse().ok().map(Cell::Date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::default_rows;
    use crate::schema::{TableKind, schema};
    use jiff::civil::date;

    #[test]
    fn a_declared_text_becomes_what_a_person_would_have_typed() {
        for (kind, text, cell) in [
            (ColumnType::Money, "26.15", Cell::Number(26.15)),
            (ColumnType::Decimal, "95%", Cell::Percent(0.95, 0)),
            (ColumnType::Decimal, "0.5%", Cell::Percent(0.005, 1)),
            (ColumnType::Date, "2023-09-01", Cell::Date(date(2023, 9, 1))),
            (ColumnType::Month, "2023-09", Cell::Date(date(2023, 9, 1))),
            (ColumnType::Text, "00012345", Cell::Text("00012345".into())),
            (ColumnType::Integer, "第一名", Cell::Text("第一名".into())),
        ] {
            assert_eq!(Cell::read(kind, text), cell, "{text}");
        }
    }

    #[test]
    fn every_example_and_every_row_of_the_plan_is_of_its_columns_type() {
        for table in schema().tables() {
            for column in &table.columns {
                let rows = match table.kind {
                    TableKind::Plan => default_rows(&table.id),
                    TableKind::Return => &[],
                };
                let texts = rows.iter().filter_map(|row| row.get(&column.id));
                for text in texts.chain([&column.example]) {
                    assert_eq!(
                        matches!(Cell::read(column.kind, text), Cell::Text(_)),
                        column.kind.is_text(),
                        "{}.{}: {text}",
                        table.id,
                        column.id
                    );
                }
            }
        }
    }
}
