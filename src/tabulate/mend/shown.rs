//! What the number format of a cell shows, where that is more than its number: a unit of money, a name's
//! leading zeros or its first letters, a word, a time. In a column of texts what is shown is what was
//! meant; an amount takes the unit that is shown with it.

use super::Mend;
use super::merged::Merged;
use crate::read::{NumberFormat, ShownMoney, Text, Value, show_number};
use crate::recognise::{Recognised, Row};
use crate::rows::{Block, Layout};
use crate::schema::ColumnType;

/// Mends every table.
pub(super) fn mend(_: &Recognised) -> Option<Box<dyn Mend>> {
    Some(Box::new(Shown))
}

/// Puts what is shown in the place of what is stored.
struct Shown;

impl Mend for Shown {
    fn mend(&mut self, row: &mut Row<'_>, block: &Block, _: &Merged) {
        put_shown(row, block);
    }
}

/// Puts what the formats show into a row of `block`.
pub(in crate::tabulate) fn put_shown(row: &mut Row<'_>, block: &Block) {
    // Few rows have a format that says more.
    if row.cells.iter().all(|cell| cell.format.is_none()) {
        return;
    }
    for cell in &mut row.cells {
        let Some(format) = &cell.format else { continue };
        let shown = match kind_of(block, cell.column) {
            Some((kind, scale)) => shown_as(kind, scale, format, &cell.value),
            // A month of a wide sheet, or a sum beside it.
            None => shown_as(ColumnType::Money, 1, format, &cell.value)
                .filter(|_| matches!(cell.value, Value::Number(_))),
        };
        match shown {
            Some(shown) => {
                // A time of an unknown look is taken for what it is.
                if format.is_unknown() {
                    cell.format = None;
                }
                cell.value = Value::Text(Text::own(shown));
            }
            // What is left is said.
            None if format.hides(&cell.value) || format.is_unknown_day(&cell.value) => {}
            None => cell.format = None,
        }
    }
}

/// The type of the sheet's column, and the unit of its money.
fn kind_of(block: &Block, column: u32) -> Option<(ColumnType, i64)> {
    if block.unit_column == Some(column) {
        return Some((ColumnType::Text, 1));
    }
    let Layout::Rows(columns) = &block.layout else {
        return None;
    };
    let (index, _) = columns.iter().find(|(_, place)| **place == column)?;
    Some((block.table.columns[*index].kind, block.scale(*index)))
}

/// What stands for a value of a column of `kind`, whose money is in units of `scale` yuan; none where the
/// value does.
pub(in crate::tabulate) fn shown_as(
    kind: ColumnType,
    scale: i64,
    format: &NumberFormat,
    value: &Value<'_>,
) -> Option<String> {
    let number = match value {
        Value::Number(number) => Some(*number),
        _ => None,
    };
    match kind {
        ColumnType::Text
        | ColumnType::Name
        | ColumnType::Category
        | ColumnType::Boolean
        | ColumnType::Phone => {
            // Digits that the number has lost are not made up.
            let lost = number.is_some_and(|number| number.abs() >= 1e15);
            let shown = format.shown(value).filter(|shown| !shown.is_empty());
            let shown = shown.filter(|_| !lost && !format.is_plain_for(value));
            match kind {
                ColumnType::Boolean => shown.filter(|shown| words(shown)),
                // The area code's zero.
                ColumnType::Phone => shown.filter(|shown| shown.starts_with('0')),
                _ => shown,
            }
        }
        ColumnType::Money => match format.money(number?) {
            ShownMoney::Plain => None,
            ShownMoney::Yuan(yuan) => Some(with_unit(number?, yuan)),
            // The header says what they are divided by.
            ShownMoney::Divided(by) if by == scale => Some(with_unit(number?, 1)),
            // Nobody knows whether the header's unit is that of what is shown.
            ShownMoney::Divided(by) => {
                let parts = match by {
                    1_000 => "按千",
                    10_000 => "按万",
                    1_000_000 => "按百万",
                    _ => "",
                };
                let stored = show_number(number?);
                let shown = format.shown(value)?;
                Some(format!("{shown}（格式{parts}缩小显示，存的是{stored}）"))
            }
            ShownMoney::Other(shown) => Some(shown),
        },
        ColumnType::Integer | ColumnType::Decimal => match format.money(number?) {
            ShownMoney::Other(shown) if !shown.contains('%') => words(&shown).then_some(shown),
            ShownMoney::Yuan(yuan) if yuan > 1 => Some(with_unit(number?, yuan)),
            _ => None,
        },
        // A number that its format writes as a date: 20230901 as 2023-09-01.
        ColumnType::Date | ColumnType::Month => {
            let written = number.is_some() && !format.is_dated() && !format.is_plain_for(value);
            written.then(|| format.shown(value)).flatten()
        }
        ColumnType::NationalId | ColumnType::CreditCode => None,
    }
}

/// Whether nothing of what is shown is a digit, or it is a time.
fn words(shown: &str) -> bool {
    shown.contains(':') || !shown.contains(|c: char| c.is_ascii_digit())
}

/// An amount in units of so many yuan, as a person writes it.
pub(super) fn with_unit(number: f64, yuan: i64) -> String {
    let unit = crate::recognise::money_unit_name(yuan);
    let named = match (unit, yuan) {
        ("元", 1) => unit,
        ("元", _) => return format!("{}元", show_number(number * yuan as f64)),
        _ => unit,
    };
    format!("{}{named}", show_number(number))
}
