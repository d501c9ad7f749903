//! How mistakes are made: changes to the rows of sheets that were right before, as `mistakes.toml`
//! lists them.

use super::DemoError;
use super::district::district;
use super::people::Person;
use super::sheet::{Cell, Sheet};
use crate::declared::declared;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Columns and what they hold.
type Values = BTreeMap<&'static str, &'static str>;

/// Every mistake.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mistakes {
    /// A person who stands on the rosters of two schools.
    shared: Shared,
    /// A sheet of notes that follows the table of a school.
    pub(crate) notes: Notes,
    /// The school and table of a workbook that does not say whose it is.
    #[serde(borrow)]
    pub(crate) nameless: (&'static str, &'static str),
    /// A school whose workbook is sent once more, cut short, and under which name.
    #[serde(borrow)]
    pub(crate) cut_short: (&'static str, &'static str),
    /// School by school.
    edits: Vec<Edit>,
}

/// Somebody of the first roster who stands on the second in the place of somebody of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    /// A school, and a place (from 0) on its roster.
    #[serde(borrow)]
    from: (&'static str, usize),
    #[serde(borrow)]
    to: (&'static str, usize),
}

/// Lines of text on a sheet of their own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notes {
    pub(crate) school: &'static str,
    pub(crate) table: &'static str,
    pub(crate) tab: &'static str,
    #[serde(borrow)]
    pub(crate) lines: Vec<&'static str>,
}

/// One change to one row of one school's table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    /// The school's name on the plan's list.
    school: &'static str,
    /// The table's id.
    table: &'static str,
    /// Columns and what they hold in the row that is meant, and in no other row.
    row: Values,
    /// What is done to it.
    change: Change,
}

/// What is done to a row.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Change {
    /// These columns get these values.
    Set(Values),
    /// A row like it follows it, in which these columns have these values.
    Another(Values),
    /// It is left out.
    Remove,
    /// The table gets a column of this header, in which the row holds this text.
    Column(&'static str, &'static str),
}

static MISTAKES: LazyLock<Mistakes> =
    LazyLock::new(|| declared("demo/mistakes", include_str!("mistakes.toml")));

/// The mistakes that are put in.
pub(crate) fn mistakes() -> &'static Mistakes {
    &MISTAKES
}

impl Mistakes {
    /// Puts the person of two schools into the second roster. `rosters` are in the order of the schools.
    pub(crate) fn share(&self, rosters: &mut [Vec<Person>]) -> Result<(), DemoError> {
        let missing = || DemoError::Edit(format!("{:?}", self.shared));
        let person = on_roster(rosters, self.shared.from).cloned();
        let other = on_roster(rosters, self.shared.to).ok_or_else(missing)?;
        *other = Person {
            department: other.department,
            category: other.category,
            ..person.ok_or_else(missing)?
        };
        Ok(())
    }

    /// Makes those of the edits that are of `school`'s tables.
    pub(crate) fn apply(&self, school: &str, sheets: &mut [Sheet]) -> Result<(), DemoError> {
        for edit in self.edits.iter().filter(|edit| edit.school == school) {
            let mut sheets = sheets.iter_mut();
            sheets
                .find(|sheet| sheet.table == edit.table)
                .and_then(|sheet| change(sheet, find(sheet, edit)?, &edit.change))
                .ok_or_else(|| DemoError::Edit(format!("{edit:?}")))?;
        }
        Ok(())
    }
}

fn on_roster<'r>(
    rosters: &'r mut [Vec<Person>],
    (name, place): (&str, usize),
) -> Option<&'r mut Person> {
    let mut schools = district().schools.iter();
    let school = schools.position(|school| school.name == name)?;
    rosters.get_mut(school)?.get_mut(place)
}

/// The one row that is meant.
fn find(sheet: &Sheet, edit: &Edit) -> Option<usize> {
    let mut columns = Vec::new();
    for (id, text) in &edit.row {
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

fn change(sheet: &mut Sheet, row: usize, change: &Change) -> Option<()> {
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
                cells.push(Cell::when(index == row, Cell::text(*text)));
            }
        }
    }
    Some(())
}

fn set(sheet: &mut Sheet, row: usize, values: &Values) -> Option<()> {
    for (id, text) in values {
        let column = sheet.column(id)?;
        let cell = &mut sheet.rows[row][column];
        *cell = cell.replaced(text);
    }
    Some(())
}
