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

/// Whether a row has a field behind the header's `last` column, and where the first of them stands.
pub(in crate::tabulate) fn goes_on(row: &Row<'_>, last: u32) -> Option<(u32, u32)> {
    let end = row
        .cells
        .last()
        .filter(|cell| cell.looks.in_line && cell.column > last)?;
    let mut beyond = row.cells.iter().filter(|cell| cell.column > last);
    let first = beyond.next().unwrap_or(end);
    Some((first.row, first.column))
}

struct Overlong {
    last: u32,
}

impl Mend for Overlong {
    fn mend(&mut self, row: &mut Row<'_>, block: &Block, _: &Merged) {
        if goes_on(row, self.last).is_none() {
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
