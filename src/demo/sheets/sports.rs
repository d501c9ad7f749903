//! 文体比赛: a tug of war between the groups in autumn, table tennis and rope skipping in spring.

use super::School;
use crate::demo::people::Person;
use crate::demo::sheet::{Cell, Sheet};
use jiff::civil::Date;

const COLUMNS: &[&str] = &[
    "date",
    "level",
    "event",
    "group",
    "entrant",
    "team",
    "department",
    "rank",
    "score",
    "points",
    "entrants",
    "awarded",
    "prize",
];

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
    let mut sheet = Sheet::new("sports", COLUMNS);
    tug_of_war(school, &mut sheet);
    for (title, event, group, male) in [
        ("春季教职工球类比赛", "乒乓球", "男子组", true),
        ("春季教职工球类比赛", "羽毛球", "女子组", false),
        ("五月跳绳比赛", "跳绳", "女子组", false),
    ] {
        let players: Vec<&Person> = school
            .people
            .iter()
            .filter(|p| p.on_staff() && p.male == male)
            .filter(|p| p.joined.is_some_and(|day| day.year() < 2023))
            .take(POINTS.len())
            .collect();
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
        contest.record(results.collect(), &mut sheet);
    }
    sheet
}

fn tug_of_war(school: &School, sheet: &mut Sheet) {
    let groups = school.spec.kind.groups();
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
    contest.record(results.collect(), sheet);
}

impl Contest {
    /// Writes the results, given from the first to the last.
    fn record(&self, results: Vec<(String, &'static str)>, sheet: &mut Sheet) {
        for (place, (entrant, department)) in results.into_iter().enumerate() {
            // Second and third share the second rank and its points.
            let rank = if self.tie && place == 2 { 1 } else { place };
            let first = place == 0;
            sheet.rows.push(vec![
                Cell::day(self.date),
                Cell::text("校级"),
                Cell::text(self.event),
                Cell::text(self.group),
                Cell::text(entrant),
                Cell::Is(self.team),
                Cell::text(department),
                Cell::Rank(rank as i64 + 1),
                self.score(rank),
                POINTS
                    .get(rank)
                    .map_or(Cell::Blank, |points| Cell::Integer(*points)),
                if first {
                    Cell::Integer(self.entrants)
                } else {
                    Cell::Blank
                },
                if first {
                    Cell::Integer(self.awarded)
                } else {
                    Cell::Blank
                },
                if place < self.prize.1 {
                    Cell::Fen(self.prize.0 * 100)
                } else {
                    Cell::Blank
                },
            ]);
        }
    }

    fn score(&self, rank: usize) -> Cell {
        match self.event {
            "跳绳" => Cell::text(format!("{}个", 186 - 9 * rank)),
            "拔河" => Cell::text(["2胜0负", "1胜1负", "0胜2负"][rank.min(2)]),
            _ => Cell::Blank,
        }
    }
}
