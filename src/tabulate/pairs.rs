//! Rows of a wide sheet that stand two for one person, what was due over what was paid or under it: the one that
//! the months are not is read beside the other.

use super::kinds::Answer;
use crate::parse::means_the_same;
use crate::read::{Cell, Value};
use crate::recognise::{Recognised, Row};
use crate::rows::{Block, Layout};
use crate::schema::ColumnType;

/// Rows of which the other half is looked for.
#[derive(Default)]
pub(super) struct Pairs {
    /// A row of another item than the months are, and which column of the declaration that item is.
    half: Option<(Row<'static>, Answer, usize)>,
    /// Who the last row of data is about, while it has no other half.
    last: Option<Row<'static>>,
}

/// A row that has no other half, and what it was taken for.
pub(super) type Alone = (Row<'static>, Answer);

/// What became of a row of another item.
pub(super) enum Paired {
    /// It is the other half of the last row of data.
    WithLast,
    /// It is held; what was held before it has no other half.
    Held(Option<Alone>),
}

impl Pairs {
    /// Of a table whose header leaves room for a column of items beside its months; none for others.
    pub(super) fn of(recognised: &Recognised) -> Option<Pairs> {
        let may = !recognised.wide.is_empty() && !recognised.unknown.is_empty();
        may.then(Pairs::default)
    }

    /// A row of data of `block`: takes out its other half where that is right above it, and gives the row what
    /// it leaves to that one (姓名). What was held and is of somebody else is answered too.
    pub(super) fn data<'a>(
        &mut self,
        row: &mut Row<'a>,
        block: &Block,
    ) -> (Option<(Row<'static>, usize)>, Option<Alone>) {
        let (pair, alone) = match self.half.take() {
            Some((above, _, item)) if are_one(&above, row, block) => {
                share(&above, row, block);
                (Some((above, item)), None)
            }
            Some((above, answer, _)) => (None, Some((above, answer))),
            None => (None, None),
        };
        self.last = pair.is_none().then(|| who_of(row, block));
        (pair, alone)
    }

    /// A row of the item that is the column `item` of the declaration.
    pub(super) fn other(&mut self, row: &Row<'_>, found: (Answer, usize), block: &Block) -> Paired {
        let last = self.last.take();
        if last.is_some_and(|last| are_one(&last, row, block)) {
            return Paired::WithLast;
        }
        let before = self.half.replace((own(row), found.0, found.1));
        Paired::Held(before.map(|(row, answer, _)| (row, answer)))
    }

    /// What is still held when the table ends.
    pub(super) fn left(&mut self) -> Option<Alone> {
        self.half.take().map(|(row, answer, _)| (row, answer))
    }
}

/// The sheet's columns that the months of `block` share, and whether each says who it is.
fn shared(block: &Block) -> impl Iterator<Item = (u32, bool)> + '_ {
    let columns = match &block.layout {
        Layout::Rows(columns) => Some(columns.iter()),
        Layout::Form(_) => None,
    };
    columns.into_iter().flatten().filter_map(|(index, place)| {
        let kind = block.table.columns[*index].kind;
        let who = matches!(kind, ColumnType::Name | ColumnType::NationalId);
        (kind != ColumnType::Money).then_some((*place, who))
    })
}

/// The sheet's columns that say who a row is about.
fn who(block: &Block) -> impl Iterator<Item = u32> + '_ {
    shared(block)
        .filter(|(_, who)| *who)
        .map(|(place, _)| place)
}

/// Whether `below`, right under `above`, is about the same person: it says so, or says nobody.
fn are_one(above: &Row<'_>, below: &Row<'_>, block: &Block) -> bool {
    above.index + 1 == below.index
        && who(block).all(|place| {
            let said = below.at(place).map(Value::shown);
            let same = |said: &String| {
                let who = above.at(place).map(Value::shown);
                means_the_same(said) || who.is_some_and(|who| who.trim() == said.trim())
            };
            said.as_ref().is_none_or(same)
        })
}

/// Gives the row `below` what it leaves to the one above it, which is about the same person.
fn share(above: &Row<'static>, below: &mut Row<'_>, block: &Block) {
    for (place, _) in shared(block) {
        if below.at(place).is_some() {
            continue;
        }
        if let Some(cell) = above.cell(place) {
            let mut cell = cell.clone();
            cell.row = below.index;
            below.cells.push(cell);
        }
    }
    below.cells.sort_by_key(|cell| cell.column);
}

fn who_of(row: &Row<'_>, block: &Block) -> Row<'static> {
    let cells = who(block).filter_map(|place| row.cell(place));
    Row {
        index: row.index,
        cells: cells.map(own_cell).collect(),
    }
}

fn own(row: &Row<'_>) -> Row<'static> {
    Row {
        index: row.index,
        cells: row.cells.iter().map(own_cell).collect(),
    }
}

fn own_cell(cell: &Cell<'_>) -> Cell<'static> {
    Cell {
        row: cell.row,
        column: cell.column,
        value: cell.value.own(),
        looks: cell.looks,
        format: cell.format.clone(),
    }
}
