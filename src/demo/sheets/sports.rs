//! 文体比赛: a tug of war between the groups in autumn, table tennis and rope skipping in spring.

use super::School;
use crate::demo::people::Person;
use crate::demo::sheet::{Cell, Sheet};
use jiff::civil::Date;

/// Points of the first six.
const POINTS: [i64; 6] = [7, 5, 4, 3, 2, 1];

/// One contest of one group; how many took part and were awarded stands in its first row only, as
/// in a sheet with merged cells.
struct Contest {
    date: Option<Date>,
    event: &'static str,
    group: &'static str,
    team: bool,
    entrants: i64,
    awarded: i64,
    /// Yuan for each entrant that gets a prize, and how many get one.
    prize: (i64, usize),
    tie: bool,
}

/// 文体比赛.
pub(super) fn sheet(school: &School) -> Sheet {
    let mut rows = tug_of_war(school);
    for (title, event, group, male) in [
        ("春季教职工球类比赛", "乒乓球", "男子组", true),
        ("春季教职工球类比赛", "羽毛球", "女子组", false),
        ("五月跳绳比赛", "跳绳", "女子组", false),
    ] {
        let members = school.long_members().filter(|p| p.male == male);
        let players: Vec<&Person> = members.take(POINTS.len()).collect();
        let awarded = players.len() * 2 / 3;
        let contest = Contest {
            date: school.day_of(title),
            event,
            group,
            team: false,
            entrants: players.len() as i64,
            awarded: awarded as i64,
            prize: (100, awarded),
            tie: school.spec.tie && event == "羽毛球",
        };
        let results = players.iter().map(|p| (p.name.clone(), p.department));
        rows.extend(contest.record(results));
    }
    Sheet::new("sports", rows)
}

fn tug_of_war(school: &School) -> Vec<Row> {
    let groups = school.spec.groups();
    let size = |group: &str| {
        let of_group = school.staff().filter(|p| p.department == group);
        of_group.filter(|p| p.joined.is_some()).count() as i64
    };
    let contest = Contest {
        date: school.day_of("秋季教职工运动会"),
        event: "拔河",
        group: "混合组",
        team: true,
        entrants: groups.iter().map(|group| size(group)).sum(),
        awarded: size(groups[0]),
        prize: (200, 1),
        tie: false,
    };
    let results = groups.iter().map(|group| (format!("{group}队"), *group));
    contest.record(results).collect()
}

/// The cells of one who took part, by their columns.
type Row = [(&'static str, Cell); 13];

impl Contest {
    /// The rows of the results, given from the first to the last.
    fn record(
        &self,
        results: impl Iterator<Item = (String, &'static str)>,
    ) -> impl Iterator<Item = Row> {
        results.enumerate().map(|(place, (entrant, department))| {
            // Second and third share the second rank and its points.
            let rank = if self.tie && place == 2 { 1 } else { place };
            let points = POINTS.get(rank).copied();
            let (first, gets_one) = (place == 0, place < self.prize.1);
            [
                ("date", Cell::day(self.date)),
                ("level", Cell::text("校级")),
                ("event", Cell::text(self.event)),
                ("group", Cell::text(self.group)),
                ("entrant", Cell::text(entrant)),
                ("team", Cell::Is(self.team)),
                ("department", Cell::text(department)),
                ("rank", Cell::Rank(rank as i64 + 1)),
                ("score", self.score(rank)),
                ("points", points.map_or(Cell::Blank, Cell::Integer)),
                ("entrants", Cell::when(first, Cell::Integer(self.entrants))),
                ("awarded", Cell::when(first, Cell::Integer(self.awarded))),
                ("prize", Cell::when(gets_one, Cell::Fen(self.prize.0 * 100))),
            ]
        })
    }

    fn score(&self, rank: usize) -> Cell {
        match self.event {
            "跳绳" => Cell::text(format!("{}个", 186 - 9 * rank)),
            "拔河" => Cell::text(["2胜0负", "1胜1负", "0胜2负"][rank.min(2)]),
            _ => Cell::Blank,
        }
    }
}
