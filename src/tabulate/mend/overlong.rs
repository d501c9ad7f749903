//! Lines of a text (CSV) with more fields than their header: a comma within a field, as in 18,000.00, divides
//! it where nothing quotes it, and what follows stands a column too far to the right. No amount is read there.

use super::Mend;
use super::merged::Merged;
use crate::read::{Text, Value};
use crate::recognise::{Recognised, Row};
use crate::rows::{Block, Layout};
use crate::schema::ColumnType;

/// Mends a table under a header of rows.
pub(super) fn mend(recognised: &Recognised) -> Option<Box<dyn Mend>> {
    Some(Box::new(Overlong {
        last: last_column(recognised)?,
    }))
}

/// The sheet's last column that the header names.
pub(in crate::tabulate) fn last_column(recognised: &Recognised) -> Option<u32> {
    let Layout::Rows(columns) = &recognised.layout else {
        return None;
    };
    let unknown = recognised.unknown.iter().map(|unknown| unknown.cell.1);
    let wide = recognised.wide.iter().map(|wide| wide.header.1);
    let unit = recognised.unit_column.iter().map(|(_, column, _)| *column);
    let known = columns.values().copied();
    known.chain(unknown).chain(wide).chain(unit).max()
}

/// Where the first field stands that is behind the header's `last` column, in a row of `block` whose amounts
/// may have moved. A remark in the last column may hold commas: where each figure is one, and none has
/// lost its thousands to the field beside it, nothing has moved.
pub(in crate::tabulate) fn moved(row: &Row<'_>, last: u32, block: &Block) -> Option<(u32, u32)> {
    row.cells
        .last()
        .filter(|cell| cell.looks.in_line && cell.column > last)?;
    let Layout::Rows(columns) = &block.layout else {
        return None;
    };
    let figures = columns
        .iter()
        .filter(|(index, _)| block.table.columns[**index].kind.is_figure());
    let mut figures = figures.map(|(_, column)| *column);
    let shown = |column: u32| row.at(column).map(Value::shown).unwrap_or_default();
    let parted = |column: u32| {
        let (before, behind) = (shown(column), shown(column + 1));
        let whole = behind.split('.').next().unwrap_or_default();
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        digits(&before) && (1..=3).contains(&before.len()) && digits(whole) && whole.len() == 3
    };
    let odd = |column: u32| {
        let written = shown(column);
        column == last || parted(column) || !written.is_empty() && written.parse::<f64>().is_err()
    };
    let mut beyond = row.cells.iter().filter(|cell| cell.column > last);
    let first = beyond.next()?;
    figures.any(odd).then_some((first.row, first.column))
}

struct Overlong {
    last: u32,
}

impl Mend for Overlong {
    fn mend(&mut self, row: &mut Row<'_>, block: &Block, _: &Merged) {
        if moved(row, self.last, block).is_none() {
            return;
        }
        let Layout::Rows(columns) = &block.layout else {
            return;
        };
        let money = |column: u32| {
            let mut of = columns.iter().filter(|(_, place)| **place == column);
            of.any(|(index, _)| block.table.columns[*index].kind == ColumnType::Money)
        };
        for cell in row.cells.iter_mut().filter(|cell| money(cell.column)) {
            // Beyond doubt no amount: it may be a part of one.
            let part = format!("{}…", cell.value.shown());
            cell.value = Value::Text(Text::own(part));
        }
    }
}
