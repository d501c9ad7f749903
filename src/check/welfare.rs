//! Welfare (福利慰问): holidays, ceilings, vouchers.

use super::{arg, at, groups, other_row};
use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::frame::{Batch, Found, Frame, People, may_be_person};
use crate::messages;
use crate::plan::{Limit, Plan};
use crate::sums::add;
use std::collections::{HashMap, HashSet};

/// What people also call a holiday.
const ALSO_CALLED: &[(&str, &[&str])] = &[
    ("元旦", &["新年"]),
    ("春节", &["新春", "过年", "农历新年"]),
    ("劳动节", &["五一", "5.1", "劳动"]),
    ("国庆", &["十一", "10.1"]),
    ("端午", &["端阳"]),
];

/// What begins the id of a limit that names a holiday.
const HOLIDAY: &str = "holiday.";

/// The holidays on which the plan allows gifts.
fn holidays(plan: &Plan) -> Vec<&str> {
    plan.limits
        .iter()
        .filter_map(|limit| limit.id.strip_prefix(HOLIDAY))
        .collect()
}

/// Whether `reason` names `holiday`.
fn names_holiday(reason: &str, holiday: &str) -> bool {
    let bare = holiday.trim_end_matches('节');
    let also = ALSO_CALLED
        .iter()
        .filter(|(name, _)| name.trim_end_matches('节') == bare)
        .flat_map(|(_, also)| also.iter());
    reason.contains(bare) || also.into_iter().any(|name| reason.contains(name))
}

/// W103: a holiday's gift is for a holiday of the plan's list. A reason that names none at all
/// (过节物资) cannot be told and is left.
pub(super) fn holidays_of_plan(batch: &Batch<'_>, findings: &mut Findings) {
    let allowed = holidays(batch.plan);
    let welfare = batch.frame("welfare");
    for index in 0..welfare.len() {
        let Some(reason) = welfare.text("reason", index) else {
            continue;
        };
        let holiday_gift = welfare.text("category", index) == Some("节日慰问");
        if !holiday_gift || allowed.is_empty() || allowed.iter().any(|h| names_holiday(reason, h)) {
            continue;
        }
        let holidays = allowed
            .iter()
            .map(|holiday| Arg::Thing((*holiday).to_string()));
        findings.push(
            at(batch, welfare, index, Code::W103, "reason")
                .arg("reason", Arg::Reason(reason.to_string()))
                .arg("allowed", Arg::names(holidays)),
        );
    }
}

/// Over what a ceiling is summed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    /// One occasion (结婚, 住院): each row by itself.
    Occasion,
    /// A member's calendar year; rows for many are for different people (生日).
    YearOfMember,
    /// A calendar year, where rows for many are for everybody (节日).
    YearOfAll,
}

/// The ceilings: the category, the limit's id, and over what it is summed.
const CEILINGS: &[(&str, &str, Over)] = &[
    ("节日慰问", "holiday_gifts", Over::YearOfAll),
    ("生日慰问", "birthday", Over::YearOfMember),
    ("结婚慰问", "marriage", Over::Occasion),
    ("生育慰问", "birth", Over::Occasion),
    ("住院慰问", "hospital", Over::Occasion),
    ("丧事慰问", "death", Over::Occasion),
    ("退休慰问", "retirement", Over::Occasion),
];

/// W104: what a person gets stays within the plan's ceilings. A row for many counts for everybody,
/// one that names a member of the roster for that member; the row that crosses the ceiling is said.
pub(super) fn ceilings(batch: &Batch<'_>, findings: &mut Findings) {
    let welfare = batch.frame("welfare");
    let people = People::new(batch);
    let by_year = |index: usize| {
        let date = welfare.date("date", index)?;
        let category = welfare.text("category", index)?;
        let ceiling = CEILINGS.iter().find(|(name, ..)| *name == category)?;
        Some((welfare.unit[index], ceiling.0, date.year()))
    };
    for mut group in groups(welfare, by_year) {
        group.sort_by_key(|&index| welfare.date("date", index));
        let mut sums = Sums::default();
        for index in group {
            findings.extend(over_ceiling(batch, welfare, &people, index, &mut sums));
        }
    }
}

/// What everybody, and what each member, got so far in a year.
#[derive(Default)]
struct Sums {
    everybody: i64,
    members: HashMap<usize, i64>,
    /// Of a unit without a roster, by name.
    named: HashMap<String, i64>,
    /// Whether the ceiling was crossed and said, for everybody (none) or a member.
    said: Vec<Option<usize>>,
    /// Likewise for those who are known by name alone.
    said_by_name: HashSet<String>,
}

/// The one person of a row, by name, where the unit sent no roster to find them on.
fn by_name_alone<'w>(welfare: &'w Frame, people: &People<'_>, index: usize) -> Option<&'w str> {
    let name = welfare.text("recipient", index)?;
    let of_one = welfare
        .int("headcount", index)
        .is_none_or(|count| count == 1);
    (of_one && may_be_person(name) && !people.has_roster(welfare.unit[index])).then_some(name)
}

fn over_ceiling(
    batch: &Batch<'_>,
    welfare: &Frame,
    people: &People<'_>,
    index: usize,
    sums: &mut Sums,
) -> Option<Finding> {
    let date = welfare.date("date", index)?;
    let category = welfare.text("category", index)?;
    let (_, id, over) = CEILINGS.iter().find(|(name, ..)| *name == category)?;
    let recipient = welfare.text("recipient", index);
    let member = match recipient.map(|name| people.find(welfare.unit[index], None, Some(name))) {
        Some(Found::One(row)) => Some(row),
        _ => None,
    };
    let share = per_person(welfare, index, member.is_some())?;
    let named = by_name_alone(welfare, people, index);
    match member {
        Some(row) => add(sums.members.entry(row).or_default(), share),
        None if let Some(name) = named => {
            add(sums.named.entry(name.to_string()).or_default(), share);
        }
        None if *over == Over::YearOfAll => add(&mut sums.everybody, share),
        None => {}
    }
    let own = match (member, named) {
        (Some(row), _) => sums.members.get(&row).copied(),
        (None, name) => name.and_then(|name| sums.named.get(name).copied()),
    };
    let own = own.unwrap_or(0);
    let of_one = member.is_some() || named.is_some();
    let by_year = *over == Over::YearOfAll || (*over == Over::YearOfMember && of_one);
    let total = match by_year {
        true => sums.everybody.saturating_add(own),
        false => share,
    };
    let limit = batch.plan.limit(id, date)?;
    let (total, limit) = match crossed(batch.plan, welfare, index, share) {
        Some(holiday) if total <= limit.fen() => (share, holiday),
        _ => (total, limit),
    };
    let known = match named {
        Some(name) => sums.said_by_name.contains(name),
        None => sums.said.contains(&member),
    };
    if total <= limit.fen() || (by_year && known) {
        return None;
    }
    if by_year {
        match named {
            Some(name) => drop(sums.said_by_name.insert(name.to_string())),
            None => sums.said.push(member),
        }
    }
    let priced =
        welfare.int("unit_price", index).is_some() && batch.has(welfare, index, "unit_price");
    let column = if priced { "unit_price" } else { "amount" };
    let who = match member {
        _ if of_one => arg(welfare, index, "recipient")?,
        None if *over == Over::YearOfAll => Arg::Words(messages::ALL_MEMBERS),
        _ => Arg::Words(messages::NOTHING),
    };
    let year = match by_year {
        true => messages::IN_THE_YEAR,
        false => messages::NOTHING,
    };
    Some(
        at(batch, welfare, index, Code::W104, column)
            .arg("who", who)
            .arg("category", Arg::Thing(category.to_string()))
            .arg("year", Arg::Words(year))
            .arg("total", Arg::Fen(total))
            .arg("limit", Arg::Fen(limit.fen()))
            .arg("limit_title", Arg::Thing(limit.title.clone())),
    )
}

/// The limit of the row's own holiday, where `share` is over it.
fn crossed<'p>(plan: &'p Plan, welfare: &Frame, index: usize, share: i64) -> Option<&'p Limit> {
    let reason = welfare.text("reason", index)?;
    if welfare.text("category", index) != Some("节日慰问") {
        return None;
    }
    let date = welfare.date("date", index)?;
    holidays(plan)
        .into_iter()
        .filter(|holiday| names_holiday(reason, holiday))
        .filter_map(|holiday| plan.limit(&format!("{HOLIDAY}{holiday}"), date))
        .find(|limit| share > limit.fen())
}

/// What one person gets of a row; none where it is not stated.
fn per_person(welfare: &Frame, index: usize, one_person: bool) -> Option<i64> {
    let amount = welfare.int("amount", index);
    let headcount = welfare.int("headcount", index).filter(|count| *count > 0);
    welfare
        .int("unit_price", index)
        .or_else(|| Some(amount? / headcount?))
        .or(if one_person { amount } else { None })
}

/// W105: a voucher number stands in one row of a unit.
pub(super) fn repeated_vouchers(batch: &Batch<'_>, findings: &mut Findings) {
    let welfare = batch.frame("welfare");
    let key = |index: usize| {
        let number = welfare.text("voucher_no", index)?;
        Some((welfare.unit[index], number))
    };
    for group in groups(welfare, key) {
        for &index in group.iter().skip(1) {
            let finding = at(batch, welfare, index, Code::W105, "voucher_no")
                .arg("other", other_row(batch, welfare, group[0]))
                .arg("voucher_no", arg(welfare, index, "voucher_no"));
            findings.push(finding);
        }
    }
}

/// W107: one gift for several, whose headcount and amount stand on a row for each of them.
pub(super) fn gift_on_each_row(batch: &Batch<'_>, findings: &mut Findings) {
    let welfare = batch.frame("welfare");
    let key = |index: usize| {
        let headcount = welfare.int("headcount", index).filter(|count| *count > 1)?;
        let amount = welfare.int("amount", index)?;
        welfare.text("recipient", index)?;
        Some((
            welfare.block[index],
            welfare.date("date", index)?,
            welfare.text("category", index),
            welfare.text("reason", index),
            (headcount, amount),
        ))
    };
    for group in groups(welfare, key) {
        let headcount = group.first().and_then(|&row| welfare.int("headcount", row));
        let mut people: Vec<_> = group
            .iter()
            .filter_map(|&row| welfare.text("recipient", row))
            .collect();
        people.sort_unstable();
        people.dedup();
        if people.len() != group.len() || i64::try_from(group.len()).ok() != headcount {
            continue;
        }
        let Some(amount) = group.first().and_then(|&row| arg(welfare, row, "amount")) else {
            continue;
        };
        findings.push(
            at(batch, welfare, group[1], Code::W107, "amount")
                .arg("rows", Arg::count(group.len()))
                .arg("amount", amount),
        );
    }
}
