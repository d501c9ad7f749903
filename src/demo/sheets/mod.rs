//! The tables that a school sends, worked out from its people: each of them is free of mistakes and
//! agrees with the others. Mistakes come in later ([`super::edits`]).

mod activities;
mod audits;
mod care;
mod dues;
mod ledger;
mod roster;
mod sports;
mod welfare;

use super::district::Spec;
use super::people::Person;
use super::sheet::Sheet;
use jiff::civil::Date;

pub(crate) use activities::{HeldActivity, calendar, held};
pub(crate) use ledger::balance;

/// A school with its people and what its union did in the school year.
pub(crate) struct School<'a> {
    /// What makes it different.
    pub(crate) spec: &'a Spec,
    /// Its place in the list of schools, from 1.
    pub(crate) number: u32,
    /// Everybody on its roster.
    pub(crate) people: Vec<Person>,
    /// Its activities by date.
    pub(crate) held: Vec<HeldActivity>,
}

impl School<'_> {
    /// Those who pay dues on `day`, in the order of the roster.
    fn paying(&self, day: Date) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.pays_on(day))
    }

    /// The staff at the end of the school year.
    fn staff(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| person.on_staff())
    }

    /// The staff who were in the union before the school year.
    fn long_members(&self) -> impl Iterator<Item = &Person> {
        self.staff().filter(|person| person.is_long_member())
    }

    /// The name of the person at `index` of the roster: 0 chairs, 1 keeps the money.
    pub(crate) fn name(&self, index: usize) -> &str {
        self.people.get(index).map_or("", |person| &person.name)
    }

    /// The day of the first activity of `title`.
    fn day_of(&self, title: &str) -> Option<Date> {
        self.held
            .iter()
            .find(|activity| activity.title.contains(title))
            .map(|activity| activity.date)
    }

    /// The day of the congress of `season`, or of the meeting held in its place.
    fn assembly(&self, season: &str) -> Option<Date> {
        self.held
            .iter()
            .find(|activity| activity.title.starts_with(season) && activity.title.contains("代表"))
            .map(|activity| activity.date)
    }

    /// All tables in the order of the template.
    pub(crate) fn sheets(&self) -> Vec<Sheet> {
        let occasions = care::occasions(self);
        let mut gifts = welfare::gifts(self, &occasions);
        let ledger = ledger::sheet(self, &mut gifts);
        vec![
            roster::units(self),
            roster::members(self),
            dues::sheet(self),
            welfare::sheet(&gifts),
            activities::sheet(self),
            sports::sheet(self),
            audits::sheet(self),
            ledger,
            care::visits(self, &occasions),
            care::hardship(self),
            care::proposals(self),
            care::insurance(self),
            care::contracts(self),
        ]
    }
}

/// The first days of the months August 2023 to July 2024.
fn months() -> impl Iterator<Item = Date> {
    (0..12).filter_map(|index: i16| {
        let month = 8 + index;
        Date::new(2023 + (month - 1) / 12, ((month - 1) % 12 + 1) as i8, 1).ok()
    })
}
