//! Who is who on the rosters of a batch: a row that names a person is joined by ID number first,
//! else by name within the unit where that is unique, and never otherwise.

use super::name_key::name_key;
use super::{Batch, Frame};
use crate::parse::begins_with_surname;
use std::borrow::Cow;
use std::collections::HashMap;

/// The people on the rosters (会员名册), by unit.
pub struct People<'a> {
    roster: &'a Frame,
    by_id: HashMap<(u32, &'a str), usize>,
    by_name: HashMap<(u32, &'a str), Vec<usize>>,
    /// Names that are not their own key, by it.
    by_key: HashMap<(u32, String), Vec<usize>>,
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

/// An ID number beside that which the roster has for the only person of the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherId<'a> {
    /// The roster's.
    pub there: &'a str,
    /// Whether they differ in one character, or in two that stand the other way round.
    pub slip: bool,
}

/// A roster of more people is no school's, and is not searched for names that are alike.
const MOST_COMPARED: usize = 5_000;

/// Whether a text may be the name of one person, and not 全体教职工: as long as one, and begun with a surname.
pub fn may_be_person(text: &str) -> bool {
    (2..=4).contains(&text.chars().count()) && begins_with_surname(text)
}

impl<'a> People<'a> {
    /// The people on the rosters of `batch`.
    pub fn new(batch: &'a Batch<'_>) -> People<'a> {
        let roster = batch.frame("members");
        let mut people = People {
            roster,
            by_id: HashMap::with_capacity(roster.len()),
            by_name: HashMap::with_capacity(roster.len()),
            by_key: HashMap::new(),
        };
        for index in 0..roster.len() {
            let unit = roster.unit[index];
            if let Some(id) = roster.text("id_number", index) {
                people.by_id.entry((unit, id)).or_insert(index);
            }
            if let Some(name) = roster.text("name", index) {
                people.by_name.entry((unit, name)).or_default().push(index);
                if let Cow::Owned(key) = name_key(name) {
                    people.by_key.entry((unit, key)).or_default().push(index);
                }
            }
        }
        people
    }

    /// Whom the ID number and name of a row of the unit at `unit` stand for. An ID number that is
    /// on no roster finds somebody of that name only if the roster states no ID number for them.
    /// A name is first looked for as it is typed, then by what it is compared by.
    pub fn find(&self, unit: u32, id: Option<&str>, name: Option<&str>) -> Found {
        if let Some(&index) = id.and_then(|id| self.by_id.get(&(unit, id))) {
            return Found::One(index);
        }
        let named = match name {
            Some(name) => self.named(unit, name),
            None => return Found::Nobody,
        };
        let mut fitting = named
            .iter()
            .copied()
            .filter(|&index| id.is_none() || self.roster.text("id_number", index).is_none());
        match (fitting.next(), fitting.next()) {
            (Some(index), None) => Found::One(index),
            (Some(_), Some(_)) if self.one_person(&named) => Found::One(named[0]),
            (Some(_), Some(_)) => Found::Several,
            (None, _) => Found::Nobody,
        }
    }

    /// The roster rows of the unit at `unit` that have the name: typed so, else of the same key.
    fn named<'s>(&'s self, unit: u32, name: &'s str) -> Cow<'s, [usize]> {
        if let Some(named) = self.by_name.get(&(unit, name)) {
            return Cow::Borrowed(named);
        }
        let key = name_key(name);
        let plain = self.by_name.get(&(unit, key.as_ref()));
        let mut rows: Vec<usize> = plain.into_iter().flatten().copied().collect();
        rows.extend(
            self.by_key
                .get(&(unit, key.to_string()))
                .into_iter()
                .flatten(),
        );
        rows.sort_unstable();
        rows.dedup();
        Cow::Owned(rows)
    }

    /// Whether roster rows of one name are one person's, entered twice.
    fn one_person(&self, rows: &[usize]) -> bool {
        let id = |row: &usize| self.roster.text("id_number", *row);
        rows.first().and_then(id).is_some()
            && rows.windows(2).all(|pair| id(&pair[0]) == id(&pair[1]))
    }

    /// The ID number that the roster has for the only person called `name`, where `id` is another.
    pub fn other_id(&self, unit: u32, id: Option<&str>, name: Option<&str>) -> Option<OtherId<'_>> {
        let id = id?;
        let Found::One(row) = self.find(unit, None, name) else {
            return None;
        };
        let there = self.roster.text("id_number", row)?;
        // 15 digits of old and 18 of new are one number written two ways.
        let same_length = id.len() == there.len();
        (id != there).then(|| OtherId {
            there,
            slip: same_length && strsim::osa_distance(id, there) == 1,
        })
    }

    /// The one name on the roster of the unit at `unit` that differs from `name` in one character;
    /// none where there are several.
    pub fn like(&self, unit: u32, name: &str) -> Option<&'a str> {
        let key = name_key(name);
        let rows = self.roster.rows_of(unit);
        if key.chars().count() < 2 || rows.len() > MOST_COMPARED {
            return None;
        }
        // One character apart, two names still have their first or their last in common.
        let ends = |name: &str| (name.chars().next(), name.chars().next_back());
        let (first, last) = ends(&key);
        let mut like: Option<&'a str> = None;
        for index in rows {
            let Some(there) = self.roster.text("name", index) else {
                continue;
            };
            let near = (ends(there).0 == first || ends(there).1 == last) && {
                let other = name_key(there);
                other.chars().count() >= 2 && strsim::osa_distance(&key, &other) == 1
            };
            match (near, like) {
                (true, Some(known)) if known != there => return None,
                (true, _) => like = Some(there),
                (false, _) => {}
            }
        }
        like
    }

    /// Whether the unit at `unit` sent a roster with anybody on it.
    pub fn has_roster(&self, unit: u32) -> bool {
        !self.roster.rows_of(unit).is_empty()
    }
}
