//! Dues (会费) against base, roster and calendar.

use super::persons::suggestion;
use super::{arg, at, groups};
use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::frame::{Batch, Found, Frame, People, is_retired, is_staff};
use crate::messages;
use crate::sums::figure;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The member that the dues row at `index` is about.
fn person(dues: &Frame, people: &People<'_>, index: usize) -> Found {
    people.find(
        dues.unit[index],
        dues.text("id_number", index),
        dues.text("name", index),
    )
}

/// D101: due is what the base gives. D109: a retired member pays none.
pub(super) fn against_base(batch: &Batch<'_>, findings: &mut Findings) {
    let dues = batch.frame("dues");
    let people = People::new(batch);
    let members = batch.frame("members");
    for index in 0..dues.len() {
        let retired = match person(dues, &people, index) {
            Found::One(row) => is_retired(members, row),
            _ => false,
        };
        let (due, paid) = (dues.int("due", index), dues.int("paid", index));
        if retired {
            let amount = due.unwrap_or(0).max(paid.unwrap_or(0));
            if amount > 0 {
                let column = if paid.unwrap_or(0) > 0 { "paid" } else { "due" };
                let finding = at(batch, dues, index, Code::D109, column)
                    .arg("amount", Arg::Fen(amount))
                    .arg("name", arg(dues, index, "name"));
                findings.push(finding);
            }
            continue;
        }
        let worked_out = dues.int("due_worked_out", index);
        if let (Some(due), Some(right)) = (due, worked_out)
            && due != right
        {
            let finding = at(batch, dues, index, Code::D101, "due")
                .arg("due", Arg::Fen(due))
                .arg("due_worked_out", Arg::Fen(right))
                .arg("base", arg(dues, index, "base"));
            findings.push(finding);
        }
    }
}

/// D105: whoever pays is on the unit's roster. Each person is said once, at the first row.
pub(super) fn not_on_roster(batch: &Batch<'_>, findings: &mut Findings) {
    let dues = batch.frame("dues");
    let people = People::new(batch);
    let mut said: HashSet<(u32, Option<&str>, Option<&str>)> = HashSet::new();
    for index in 0..dues.len() {
        let unit = dues.unit[index];
        let (id, name) = (dues.text("id_number", index), dues.text("name", index));
        if !people.has_roster(unit) || (id.is_none() && name.is_none()) {
            continue;
        }
        let why = match person(dues, &people, index) {
            Found::One(_) => continue,
            Found::Several => messages::NAMED_BY_SEVERAL,
            // X111 says it.
            Found::Nobody
                if people
                    .other_id(unit, id, name)
                    .is_some_and(|other| other.slip) =>
            {
                continue;
            }
            Found::Nobody if people.find(unit, None, name) != Found::Nobody => {
                messages::NAMED_WITH_OTHER_ID
            }
            Found::Nobody => messages::NOTHING,
        };
        if said.insert((unit, id, name)) {
            let finding = at(batch, dues, index, Code::D105, "name")
                .arg("name", Arg::Person(name.unwrap_or_default().to_string()))
                .arg("why_not", Arg::Words(why))
                .arg("suggestion", suggestion(&people, unit, name));
            findings.push(finding);
        }
    }
}

/// D111: dues are paid within a year of their month, which leaves room for a whole year paid at once. D112:
/// and not after all that is looked at, unless a month or two late.
pub(super) fn paid_far_away(batch: &Batch<'_>, findings: &mut Findings) {
    let dues = batch.frame("dues");
    for index in 0..dues.len() {
        let Some(paid_on) = dues.date("paid_on", index) else {
            continue;
        };
        let Some(month) = dues.date("month", index) else {
            continue;
        };
        let later = |months: i64| paid_on >= month.saturating_add(months.months());
        let early = paid_on < month.saturating_sub(12.months());
        let code = match () {
            () if early || later(13) => Code::D111,
            () if later(3) && paid_on > batch.reach.end => Code::D112,
            () => continue,
        };
        findings.push(
            at(batch, dues, index, code, "paid_on")
                .arg("month", Arg::Month(month))
                .arg("paid_on", Arg::Date(paid_on))
                .arg("end", Arg::Date(batch.reach.end)),
        );
    }
}

/// The months from `first` to `last`, both by their first day.
fn months(first: Date, last: Date) -> Vec<Date> {
    let mut months = Vec::new();
    let mut month = first;
    while month <= last && months.len() < 240 {
        months.push(month);
        month = month.saturating_add(1.month());
    }
    months
}

fn list(months: &[Date]) -> Arg {
    Arg::names(months.iter().copied().map(Arg::Month))
}

/// D106: a member has dues in every month that the unit sent. D107: no month between the unit's
/// first and last is wholly missing. A month counts as sent when half as many rows as in the
/// fullest month stand in it, so that one mistyped month asks nothing of everybody.
pub(super) fn missing_months(batch: &Batch<'_>, findings: &mut Findings) {
    let dues = batch.frame("dues");
    let people = People::new(batch);
    let mut by_unit: BTreeMap<u32, BTreeMap<Date, i64>> = BTreeMap::new();
    let mut paid_for: HashSet<(usize, Date)> = HashSet::new();
    let mut first_row: HashMap<u32, usize> = HashMap::new();
    for index in 0..dues.len() {
        let month = dues.date("month", index);
        let Some(month) = month.filter(|month| batch.reach.contains(*month)) else {
            continue;
        };
        let unit = dues.unit[index];
        first_row.entry(unit).or_insert(index);
        *by_unit.entry(unit).or_default().entry(month).or_default() += 1;
        if let Found::One(row) = person(dues, &people, index) {
            paid_for.insert((row, month));
        }
    }
    for (unit, counts) in by_unit {
        let most = counts.values().copied().max().unwrap_or(0);
        let sent: Vec<Date> = counts
            .iter()
            .filter(|(_, count)| **count * 2 >= most)
            .map(|(month, _)| *month)
            .collect();
        let (Some(&first), Some(&last)) = (sent.first(), sent.last()) else {
            continue;
        };
        let gaps: Vec<Date> = months(first, last)
            .into_iter()
            .filter(|month| !counts.contains_key(month))
            .collect();
        if let Some(index) = first_row.get(&unit).filter(|_| !gaps.is_empty()) {
            let mut place = batch.place(dues, *index, "month");
            place.cell = None;
            findings.push(Finding::new(Code::D107, place).arg("months", list(&gaps)));
        }
        members_without(batch, &people, unit, (&sent, &paid_for), findings);
    }
}

/// D106 for one unit: of `dues`, the months it sent, and the roster rows with dues in a month.
fn members_without(
    batch: &Batch<'_>,
    people: &People<'_>,
    unit: u32,
    (sent, paid_for): (&[Date], &HashSet<(usize, Date)>),
    findings: &mut Findings,
) {
    let members = batch.frame("members");
    for row in members.rows_of(unit) {
        let listed = members.bool("listed", row) == Some(true);
        let (joined, left) = (members.date("joined_on", row), members.date("left_on", row));
        // Of a person entered twice the first row stands; the other is T101's.
        let (id, name) = (members.text("id_number", row), members.text("name", row));
        if !listed || name.is_none() || people.find(unit, id, name) != Found::One(row) {
            continue;
        }
        let missing: Vec<Date> = sent
            .iter()
            .copied()
            .filter(|month| {
                let end = month.last_of_month();
                // Dues begin in the month after joining at the latest, and end with the month
                // before leaving at the earliest.
                is_staff(members, row, end)
                    && joined.is_none_or(|joined| joined < *month)
                    && left.is_none_or(|left| left > end)
                    && !paid_for.contains(&(row, *month))
            })
            .collect();
        if !missing.is_empty() {
            let finding = at(batch, members, row, Code::D106, "name")
                .arg("months", list(&missing))
                .arg("name", arg(members, row, "name"));
            findings.push(finding);
        }
    }
}

/// D108: six calendar months running in which dues were owed and nothing was paid
/// (《中国工会章程》); said at the sixth.
pub(super) fn six_months_unpaid(batch: &Batch<'_>, findings: &mut Findings) {
    const MONTHS: usize = 6;
    let dues = batch.frame("dues");
    let people = People::new(batch);
    // Who is on the roster is one person in every month, with an ID number in some or not.
    let person_of = |index: usize| {
        let typed = || dues.text("id_number", index).or(dues.text("name", index));
        let (row, typed) = match person(dues, &people, index) {
            Found::One(row) => (Some(row), None),
            _ => (None, Some(typed()?)),
        };
        Some((dues.unit[index], row, typed))
    };
    for mut group in groups(dues, person_of) {
        group
            .retain(|&index| dues.date("month", index).is_some() && batch.has(dues, index, "paid"));
        group.sort_by_key(|&index| dues.date("month", index));
        let mut run: Vec<usize> = Vec::new();
        for index in group {
            let owed = dues.int("due_or_worked_out", index).unwrap_or(0) > 0;
            let unpaid = owed
                && dues.int("paid", index).unwrap_or(0) == 0
                && !dues.is_not_understood("paid", index);
            let follows = run.last().is_none_or(|&last| {
                let before = dues.date("month", last);
                before.map(|before| before.saturating_add(1.month())) == dues.date("month", index)
            });
            if !unpaid || !follows {
                run.clear();
            }
            if unpaid {
                run.push(index);
            }
            if run.len() == MONTHS {
                findings.push(six_months(batch, dues, &run));
            }
        }
    }
}

fn six_months(batch: &Batch<'_>, dues: &Frame, run: &[usize]) -> Finding {
    let (first, last) = (run[0], run[run.len() - 1]);
    at(batch, dues, last, Code::D108, "paid")
        .arg("count", Arg::Count(figure(run.len())))
        .arg("from", arg(dues, first, "month"))
        .arg("name", arg(dues, last, "name"))
}
