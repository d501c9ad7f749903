//! Who is who on the rosters of a batch: a row that names a person is joined by ID number first,
//! else by name within the unit where that is unique, and never otherwise.

use super::{Batch, Frame};
use std::collections::HashMap;

/// The people on the rosters (会员名册), by unit.
pub struct People<'a> {
    roster: &'a Frame,
    by_id: HashMap<(u32, &'a str), usize>,
    by_name: HashMap<(u32, &'a str), Vec<usize>>,
}

/// Whether a person was found on the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The row (0-based) of the members frame.
    One(usize),
    /// Several people of that name, and no ID number to tell them apart.
    Several,
    /// Nobody.
    Nobody,
}

impl<'a> People<'a> {
    /// The people on the rosters of `batch`.
    pub fn new(batch: &'a Batch<'_>) -> People<'a> {
        let roster = batch.frame("members");
        let mut people = People {
            roster,
            by_id: HashMap::with_capacity(roster.len()),
            by_name: HashMap::with_capacity(roster.len()),
        };
        for index in 0..roster.len() {
            let unit = roster.unit[index];
            if let Some(id) = roster.text("id_number", index) {
                people.by_id.entry((unit, id)).or_insert(index);
            }
            if let Some(name) = roster.text("name", index) {
                people.by_name.entry((unit, name)).or_default().push(index);
            }
        }
        people
    }

    /// Whom the ID number and name of a row of the unit at `unit` stand for. An ID number that is
    /// on no roster finds somebody of that name only if the roster states no ID number for them.
    pub fn find(&self, unit: u32, id: Option<&str>, name: Option<&str>) -> Found {
        if let Some(&index) = id.and_then(|id| self.by_id.get(&(unit, id))) {
            return Found::One(index);
        }
        let Some(named) = name.and_then(|name| self.by_name.get(&(unit, name))) else {
            return Found::Nobody;
        };
        let mut fitting = named
            .iter()
            .copied()
            .filter(|&index| id.is_none() || self.roster.text("id_number", index).is_none());
        match (fitting.next(), fitting.next()) {
            (Some(index), None) => Found::One(index),
            (Some(_), Some(_)) if self.one_person(named) => Found::One(named[0]),
            (Some(_), Some(_)) => Found::Several,
            (None, _) => Found::Nobody,
        }
    }

    /// Whether roster rows of one name are one person's, entered twice.
    fn one_person(&self, rows: &[usize]) -> bool {
        let id = |row: &usize| self.roster.text("id_number", *row);
        rows.first().and_then(id).is_some()
            && rows.windows(2).all(|pair| id(&pair[0]) == id(&pair[1]))
    }

    /// Whether the unit at `unit` sent a roster with anybody on it.
    pub fn has_roster(&self, unit: u32) -> bool {
        !self.roster.rows_of(unit).is_empty()
    }
}
