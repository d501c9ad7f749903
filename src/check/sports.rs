//! Sports (文体比赛): ranks, points, entrants.

use super::persons::suggestion;
use super::{arg, at, groups};
use crate::finding::{Arg, Code};
use crate::findings::Findings;
use crate::frame::{Batch, Found, Frame, People};
use crate::rows::TypedValue;

/// The event that a row is a result of: unit, date, level, event, group.
fn event(sports: &Frame, index: usize) -> Option<(u32, [Option<TypedValue<'_>>; 4])> {
    sports.text("event", index)?;
    let part = |id: &str| sports.value(id, index);
    Some((
        sports.unit[index],
        [part("date"), part("level"), part("event"), part("group")],
    ))
}

/// S102: ranks run from 1 without a gap, save for ties (1, 2, 2, 4 and 1, 2, 2, 3 are both in use).
/// S103: a better rank does not earn less.
pub(super) fn ranks(batch: &Batch<'_>, findings: &mut Findings) {
    let sports = batch.frame("sports");
    for mut group in groups(sports, |index| event(sports, index)) {
        group.retain(|&index| sports.int("rank", index).is_some());
        group.sort_by_key(|&index| (sports.int("rank", index), index));
        gaps(batch, sports, &group, findings);
        points(batch, sports, &group, findings);
    }
}

fn gaps(batch: &Batch<'_>, sports: &Frame, group: &[usize], findings: &mut Findings) {
    // The rank before, and how many share it.
    let (mut before, mut tied) = (0_i64, 1_i64);
    for &index in group {
        let rank = sports.int("rank", index).unwrap_or(before);
        if rank == before {
            tied += 1;
            continue;
        }
        if rank > before.saturating_add(tied) {
            let text = |id| arg(sports, index, id).unwrap_or(Arg::Static(""));
            let finding = at(batch, sports, index, Code::S102, "rank")
                .arg("before", Arg::Count(before))
                .arg("rank", Arg::Count(rank))
                .arg("event", text("event"))
                .arg("group", text("group"));
            findings.push(finding);
        }
        (before, tied) = (rank, 1);
    }
}

fn points(batch: &Batch<'_>, sports: &Frame, group: &[usize], findings: &mut Findings) {
    let scored = group.iter().filter_map(|&index| {
        let rank = sports.int("rank", index)?;
        Some((rank, sports.int("points", index)?, index))
    });
    let scored: Vec<(i64, i64, usize)> = scored.collect();
    // The least points of any better rank, which no later rank may beat.
    let mut least: Option<(i64, i64)> = None;
    for tied in scored.chunk_by(|a, b| a.0 == b.0) {
        let better = least;
        for &(rank, points, index) in tied {
            if let Some((before, before_points)) = better.filter(|(_, least)| points > *least) {
                findings.push(
                    at(batch, sports, index, Code::S103, "points")
                        .arg("rank", Arg::Count(rank))
                        .arg("points", Arg::Decimal(points))
                        .arg("before", Arg::Count(before))
                        .arg("before_points", Arg::Decimal(before_points)),
                );
            }
            if least.is_none_or(|(_, least)| points < least) {
                least = Some((rank, points));
            }
        }
    }
}

/// What a team's name ends with or holds; a person's name does not.
const TEAM_WORDS: &[&str] = &[
    "队", "组", "班", "级", "处", "室", "部", "科", "工会", "代表", "集体", "学校", "小学", "中学",
    "园",
];

/// S104: who takes part is on the roster. A team is not asked, nor a unit that sent no roster.
pub(super) fn entrants(batch: &Batch<'_>, findings: &mut Findings) {
    let sports = batch.frame("sports");
    let people = People::new(batch);
    for index in 0..sports.len() {
        let Some(entrant) = sports.text("entrant", index) else {
            continue;
        };
        let team = sports.bool("team", index) == Some(true)
            || TEAM_WORDS.iter().any(|word| entrant.contains(word));
        let unit = sports.unit[index];
        if team || !people.has_roster(unit) {
            continue;
        }
        let nobody = |person: &String| people.find(unit, None, Some(person)) == Found::Nobody;
        if let Some(person) = persons(entrant).into_iter().find(nobody) {
            findings.push(
                at(batch, sports, index, Code::S104, "entrant")
                    .arg("suggestion", suggestion(&people, unit, Some(&person)))
                    .arg("person", Arg::Person(person)),
            );
        }
    }
}

/// The people that an entry names: a pair is `张三、李四` or `张三/李四`. Two characters with a space
/// between them are one name.
fn persons(entrant: &str) -> Vec<String> {
    let mut persons = Vec::new();
    for part in crate::plan::split_list(entrant) {
        let words: Vec<&str> = part.split_whitespace().collect();
        match words.iter().all(|word| word.chars().count() >= 2) {
            true => persons.extend(words.into_iter().map(str::to_string)),
            false => persons.push(crate::schema::normalise_name(&part)),
        }
    }
    persons
}
