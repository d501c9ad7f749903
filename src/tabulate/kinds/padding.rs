//! Rows that a template was filled up with: numbered, with the month or another value that every row
//! has, with zeros where the amounts will stand, and nobody's. They are no rows of the table.

use crate::parse::{
    BlockParser, Parsed, YearHint, means_the_same, parse_decimal, parse_money, parse_month,
    says_blank,
};
use crate::read::Value;
use crate::recognise::Row;
use crate::rows::{Block, Layout};
use crate::schema::ColumnType;
use std::collections::BTreeMap;

/// From how many rows on a value that all of them have is one of the sheet's and not of a row.
const ROWS: usize = 3;

/// What all rows of a table have in common, as far as they are read.
#[derive(Debug, Default)]
pub(in crate::tabulate) struct Common {
    rows: usize,
    /// Whether any of them says by a text what each row has to say.
    named: bool,
    /// By column of the sheet, 0-based.
    values: BTreeMap<u32, Value<'static>>,
}

impl Common {
    /// Takes note of a row of data.
    pub(in crate::tabulate) fn row(&mut self, row: &Row<'_>, parsers: &[BlockParser]) {
        self.named = self.named
            || parsers.first().is_some_and(|parser| {
                let mut columns = columns(parser.block());
                columns.any(|(index, column)| {
                    let declared = &parser.block().table.columns[index];
                    let text = matches!(row.at(column), Some(Value::Text(_)));
                    declared.required && declared.kind == ColumnType::Name && text
                })
            });
        match self.rows {
            0 => {
                let cells = row.cells.iter();
                self.values = cells.map(|c| (c.column, c.value.own())).collect();
            }
            _ => self
                .values
                .retain(|column, common| row.at(*column).is_some_and(|value| same(common, value))),
        }
        self.rows += 1;
    }

    fn has(&self, column: u32, value: &Value<'_>) -> bool {
        let common = self.values.get(&column).filter(|_| self.rows >= ROWS);
        common.is_some_and(|common| same(common, value))
    }

    /// Whether a row holds nothing of its own, and nothing in a column that each row has to have:
    /// an amount, a name, a number or a remark makes it a row. `parsers` are one for each month of a
    /// wide sheet.
    pub(in crate::tabulate) fn is_padding(&self, row: &Row<'_>, parsers: &[BlockParser]) -> bool {
        let blocks = || parsers.iter().map(BlockParser::block);
        // Said first, since it is asked of every row and most have all that they need.
        let lacks = blocks()
            .next()
            .is_some_and(|block| lacks_what_is_required(row, block, self.named));
        lacks
            && row.cells.iter().all(|cell| {
                let kind = blocks().find_map(|block| kind_of(block, cell.column));
                let left = blocks().all(|block| is_left_of_all(block, cell.column));
                is_nothing(&cell.value, kind, left)
                    || self.is_common(kind, cell.column, &cell.value)
            })
    }

    /// Whether a value is what every row has, and may be: an amount that all pay is still one.
    fn is_common(&self, kind: Option<ColumnType>, column: u32, value: &Value<'_>) -> bool {
        let own = matches!(
            kind,
            Some(
                ColumnType::Money
                    | ColumnType::Name
                    | ColumnType::NationalId
                    | ColumnType::CreditCode
                    | ColumnType::Phone
            )
        );
        !own && self.has(column, value)
    }
}

fn same(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::Text(a), Value::Text(b)) => a.as_str().trim() == b.as_str().trim(),
        _ => a == b,
    }
}

fn columns(block: &Block) -> impl Iterator<Item = (usize, u32)> {
    let columns = match &block.layout {
        Layout::Rows(columns) => Some(columns),
        Layout::Form(_) => None,
    };
    columns
        .into_iter()
        .flatten()
        .map(|(index, column)| (*index, *column))
}

fn kind_of(block: &Block, column: u32) -> Option<ColumnType> {
    let mut columns = columns(block).filter(|(_, place)| *place == column);
    columns
        .next()
        .map(|(index, _)| block.table.columns[index].kind)
}

fn is_left_of_all(block: &Block, column: u32) -> bool {
    columns(block).all(|(_, place)| column < place) && block.unit_column != Some(column)
}

/// Whether the row is empty where each row says whose or what it is.
/// Where other rows do say it, a formula that gave nothing is a link to nothing.
fn lacks_what_is_required(row: &Row<'_>, block: &Block, linked: bool) -> bool {
    columns(block).any(|(index, column)| {
        let declared = &block.table.columns[index];
        let by_default = matches!(
            declared.kind,
            ColumnType::Month | ColumnType::Boolean | ColumnType::Money
        );
        declared.required
            && !by_default
            && row.at(column).is_none_or(|value| match value {
                Value::Text(text) => says_blank(text.as_str()) || text.as_str().trim() == "0",
                // What a link to an empty cell gives.
                Value::Number(number) => *number == 0.0,
                Value::Uncalculated => linked,
                _ => false,
            })
    })
}

/// What a link to an empty cell shows as a text, and as a date.
fn is_link_to_nothing(text: &str) -> bool {
    let text = text.trim();
    text == "0"
        || text.starts_with("1900")
            && matches!(
                text,
                "1900-01-00" | "1900/1/0" | "1900-1-0" | "1900年1月0日"
            )
}

/// Whether a value says nothing of a row: a month, a zero, a sign for nothing, a formula that a program
/// put into each row and nobody worked out, the row's number left of all that is known.
fn is_nothing(value: &Value<'_>, kind: Option<ColumnType>, left: bool) -> bool {
    if let Value::Text(text) = value
        && says_blank(text.as_str())
    {
        return true;
    }
    let zero =
        || parse_decimal(value) == Parsed::Value(0) || parse_money(value, 1) == Parsed::Value(0);
    match (kind, value) {
        (_, Value::Error(_)) => false,
        (_, Value::Uncalculated) => true,
        (Some(ColumnType::Month), _) => {
            let month = parse_month(value, Some(YearHint::of(2000)));
            let same = matches!(value, Value::Text(text) if means_the_same(text.as_str()));
            same || !matches!(month, Parsed::Wrong(_))
        }
        (Some(ColumnType::Boolean), _) => true,
        (Some(ColumnType::Money | ColumnType::Integer | ColumnType::Decimal), _) => zero(),
        (Some(_), Value::Number(number)) => *number == 0.0,
        (Some(_), Value::Text(text)) => is_link_to_nothing(text.as_str()),
        (Some(_), _) => false,
        (None, Value::Number(number)) => *number == 0.0 || left && number.fract() == 0.0,
        (None, Value::Text(text)) => left && text.as_str().trim().parse::<u32>().is_ok(),
        (None, _) => false,
    }
}
