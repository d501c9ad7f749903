//! The rows of accounting paper: an amount out of its digits, one a column.

use super::Mend;
use super::merged::Merged;
use crate::read::{Cell, Text, Value};
use crate::recognise::{Digits, Recognised, Row};
use crate::rows::Block;

/// Mends a table whose amounts stand in digits.
pub(super) fn mend(recognised: &Recognised) -> Option<Box<dyn Mend>> {
    let digits = recognised.digits.clone();
    (!digits.is_empty()).then(|| Box::new(InDigits { digits }) as Box<dyn Mend>)
}

struct InDigits {
    digits: Vec<Digits>,
}

impl Mend for InDigits {
    /// Puts each amount into the cell of its first digit. What is no row of digits stays as it is written,
    /// one beside the other, and is no amount.
    fn mend(&mut self, row: &mut Row<'_>, _: &Block, _: &Merged) {
        for digits in &self.digits {
            let Some(amount) = amount(row, digits) else {
                continue;
            };
            let Some(&first) = digits.columns.first() else {
                continue;
            };
            row.cells
                .retain(|cell| !digits.columns.contains(&cell.column));
            let place = row.cells.partition_point(|cell| cell.column < first);
            let cell = Cell {
                row: row.index,
                column: first,
                value: Value::Text(Text::own(amount)),
                looks: Default::default(),
                format: None,
            };
            row.cells.insert(place, cell);
        }
    }
}

/// The amount that the digits of a row are, as a person writes it; none where there are none.
fn amount(row: &Row<'_>, digits: &Digits) -> Option<String> {
    let cells: Vec<String> = digits
        .columns
        .iter()
        .map(|column| row.at(*column).map_or_else(String::new, Value::shown))
        .map(|shown| shown.trim().to_string())
        .collect();
    let written: Vec<&str> = cells
        .iter()
        .map(String::as_str)
        .skip_while(|cell| cell.is_empty())
        .collect();
    if written.is_empty() {
        return None;
    }
    let (sign, rest) = match written.split_first() {
        // ￥ closes the amount to the left.
        Some((&("￥" | "¥"), rest)) => ("", rest),
        Some((&("-" | "－"), rest)) => ("-", rest),
        _ => ("", written.as_slice()),
    };
    let is_digit = |cell: &&str| cell.len() == 1 && cell.bytes().all(|b| b.is_ascii_digit());
    let whole = rest
        .len()
        .checked_sub(digits.decimals)
        .filter(|_| rest.iter().all(is_digit));
    Some(match whole {
        Some(whole) => {
            let yuan = rest[..whole].concat();
            let yuan = if yuan.is_empty() { "0" } else { &yuan };
            match digits.decimals {
                0 => format!("{sign}{yuan}"),
                _ => format!("{sign}{yuan}.{}", rest[whole..].concat()),
            }
        }
        None if rest.iter().all(is_digit) => format!("{sign}0.{}", rest.concat()),
        None => written.join("|"),
    })
}
