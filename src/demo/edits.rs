//! How mistakes are made: changes to the rows of sheets that were right before. Which ones are made
//! stands in [`super::mistakes`].

use super::DemoError;
use super::people::Person;
use super::school::SCHOOLS;
use super::sheet::{Cell, Sheet};

use jiff::civil::Date;

/// A value put into a cell.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value {
    Blank,
    Text(&'static str),
    Integer(i64),
    Rank(i64),
    Fen(i64),
    Day(Date),
    NotAvailable,
}

impl Value {
    fn cell(self) -> Cell {
        match self {
            Value::Blank => Cell::Blank,
            Value::Text(text) => Cell::text(text),
            Value::Integer(number) => Cell::Integer(number),
            Value::Rank(rank) => Cell::Rank(rank),
            Value::Fen(fen) => Cell::Fen(fen),
            Value::Day(day) => Cell::Day(day),
            Value::NotAvailable => Cell::NotAvailable,
        }
    }
}

/// What is done to a row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Change {
    /// These columns get these values.
    Set(&'static [(&'static str, Value)]),
    /// A row like it follows it, in which these columns have these values.
    Another(&'static [(&'static str, Value)]),
    /// It is left out.
    Remove,
    /// The table gets a column of this header, in which the row holds this text.
    Column(&'static str, &'static str),
}

/// One change to one row of one school's table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edit {
    /// The school's name on the plan's list.
    pub(crate) school: &'static str,
    /// The table's id.
    pub(crate) table: &'static str,
    /// Columns and what they hold in the row that is meant, and in no other row.
    pub(crate) row: &'static [(&'static str, &'static str)],
    /// What is done to it.
    pub(crate) change: Change,
}

/// A person who stands on the rosters of two schools: at the second in the place (from 0) of
/// somebody of its own.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) from: (&'static str, usize),
    pub(crate) to: (&'static str, usize),
}

/// A sheet of notes that follows the table of a school.
pub(crate) struct Notes {
    pub(crate) school: &'static str,
    pub(crate) table: &'static str,
    pub(crate) tab: &'static str,
    pub(crate) lines: &'static [&'static str],
}

/// A change to the one row of `school` whose columns hold `row`.
pub(crate) const fn edit(
    school: &'static str,
    table: &'static str,
    row: &'static [(&'static str, &'static str)],
    change: Change,
) -> Edit {
    Edit {
        school,
        table,
        row,
        change,
    }
}

/// Puts the person of two schools into the second roster. `rosters` are in the order of the schools.
pub(crate) fn share(shared: &Shared, rosters: &mut [Vec<Person>]) -> Result<(), DemoError> {
    let place = |name: &str| SCHOOLS.iter().position(|school| school.name == name);
    let missing = || DemoError::Edit(format!("{shared:?}"));
    let (from, to) = (place(shared.from.0), place(shared.to.0));
    let person = from
        .and_then(|school| rosters.get(school)?.get(shared.from.1))
        .cloned()
        .ok_or_else(missing)?;
    let other = to
        .and_then(|school| rosters.get_mut(school)?.get_mut(shared.to.1))
        .ok_or_else(missing)?;
    *other = Person {
        department: other.department,
        category: other.category,
        ..person
    };
    Ok(())
}

/// Makes those of the `edits` that are of `school`'s tables.
pub(crate) fn apply(edits: &[Edit], school: &str, sheets: &mut [Sheet]) -> Result<(), DemoError> {
    for edit in edits.iter().filter(|edit| edit.school == school) {
        let missing = || DemoError::Edit(format!("{edit:?}"));
        let sheet = sheets
            .iter_mut()
            .find(|sheet| sheet.table == edit.table)
            .ok_or_else(missing)?;
        let row = find(sheet, edit).ok_or_else(missing)?;
        change(sheet, row, edit.change).ok_or_else(missing)?;
    }
    Ok(())
}

/// The one row that is meant.
fn find(sheet: &Sheet, edit: &Edit) -> Option<usize> {
    let mut columns = Vec::new();
    for (id, text) in edit.row {
        columns.push((sheet.column(id)?, *text));
    }
    let mut found = (0..sheet.rows.len()).filter(|&row| {
        columns
            .iter()
            .all(|&(column, text)| sheet.rows[row][column].show() == text)
    });
    let row = found.next()?;
    found.next().is_none().then_some(row)
}

fn change(sheet: &mut Sheet, row: usize, change: Change) -> Option<()> {
    match change {
        Change::Set(values) => set(sheet, row, values)?,
        Change::Another(values) => {
            sheet.rows.insert(row + 1, sheet.rows[row].clone());
            set(sheet, row + 1, values)?;
        }
        Change::Remove => {
            sheet.rows.remove(row);
        }
        Change::Column(header, text) => {
            sheet.columns.push(header);
            for (index, cells) in sheet.rows.iter_mut().enumerate() {
                cells.push(if index == row {
                    Cell::text(text)
                } else {
                    Cell::Blank
                });
            }
        }
    }
    Some(())
}

fn set(sheet: &mut Sheet, row: usize, values: &[(&str, Value)]) -> Option<()> {
    for (id, value) in values {
        let column = sheet.column(id)?;
        sheet.rows[row][column] = value.cell();
    }
    Some(())
}
