//! The metrics counted over the plain rows, one short loop each.

use super::plain::{Day, Row, SCHOOLS, SILENT, School, UNEXPECTED};
use super::support::{DEMO, sheet, text};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Numerator, and denominator where it is a rate.
pub type Count = (i64, Option<i64>);

/// First and last day of a period, by its id.
pub fn span(period: &str) -> (Day, Day) {
    let last = |y: i32, m: u32| match m {
        2 if y % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let parts: Vec<i32> = period.split('-').map(|p| p.parse().unwrap()).collect();
    match parts.as_slice() {
        [y] => ((*y, 1, 1), (*y, 12, 31)),
        [y, m] if *m <= 12 => {
            let m = *m as u32;
            ((*y, m, 1), (*y, m, last(*y, m)))
        }
        [y, next] => ((*y, 8, 1), (*next, 7, 31)),
        [y, next, 1] => ((*y, 8, 1), (*next, 1, 31)),
        [_, next, _] => ((*next, 2, 1), (*next, 7, 31)),
        _ => panic!("{period}"),
    }
}

/// A period as it is printed.
pub fn period_title(id: &str) -> String {
    let parts: Vec<&str> = id.split('-').collect();
    match parts.as_slice() {
        [year] => format!("{year}年"),
        [year, month] if month.len() == 2 => format!("{year}年{}月", month.trim_start_matches('0')),
        [a, b] => format!("{a}—{b}学年"),
        [a, b, term] => format!(
            "{a}—{b}学年第{}学期",
            if *term == "1" { "一" } else { "二" }
        ),
        _ => panic!("{id}"),
    }
}

pub fn within(day: Option<Day>, (from, to): (Day, Day)) -> bool {
    day.is_some_and(|day| from <= day && day <= to)
}

/// 人员类别 in the order of 单位信息's columns.
pub const CATEGORIES: [(&str, &str, &str); 5] = [
    ("staff_permanent", "在编教师", "在编"),
    ("staff_contract", "合同制教师", "合同制"),
    ("staff_substitute", "临时代课教师", "代课"),
    ("staff_logistics", "后勤人员", "后勤"),
    ("staff_other", "其他", "其他"),
];

pub fn category(row: &Row) -> Option<&'static str> {
    let said = row.text("category");
    CATEGORIES
        .iter()
        .find(|(_, title, short)| said == *title || said == *short)
        .map(|(id, _, _)| *id)
}

/// On the staff: neither retired nor gone.
pub fn on_staff(row: &Row, on: Day) -> bool {
    !row.yes("retired") && row.day("left_on").is_none_or(|left| left > on)
}

pub fn is_member(row: &Row, on: Day) -> bool {
    // A roster of members alone has no column that says so.
    let member = !row.0.contains_key("member") || row.yes("member");
    member && on_staff(row, on) && row.day("joined_on").is_none_or(|joined| joined <= on)
}

pub fn members(school: &School, on: Day) -> Vec<&Row> {
    let rows = school.rows("members").iter();
    rows.filter(|row| is_member(row, on)).collect()
}

/// Staff as 单位信息 states them.
pub fn stated(school: &School, category: &str) -> i64 {
    school.rows("units")[0].count(category).unwrap()
}

/// Due, worked out from the base where it is blank.
pub fn due(row: &Row) -> i64 {
    let worked_out = || row.fen("base").map(|base| base / 1000 * 5);
    row.fen("due").or_else(worked_out).unwrap_or(0)
}

pub fn credited(row: &Row) -> i64 {
    row.fen("paid").unwrap_or(0).min(due(row))
}

/// The sample writes some of the categories in other words.
pub fn welfare_category(row: &Row) -> String {
    match row.text("category").as_str() {
        "生病住院" => "住院慰问".to_string(),
        "产妇" => "生育慰问".to_string(),
        other => other.to_string(),
    }
}

fn birthday_in(row: &Row, (from, to): (Day, Day)) -> bool {
    let month = match row.day("birth") {
        Some((_, month, _)) => month,
        None => row.text("id")[10..12].parse().unwrap(),
    };
    (from.1..=to.1).contains(&month)
}

fn birthday_rate(school: &School, span: (Day, Day)) -> Count {
    let rows = school.rows("welfare").iter();
    let greetings: Vec<&Row> = rows
        .filter(|r| r.text("category") == "生日慰问" && within(r.day("date"), span))
        .collect();
    let on_roster = |name: &str| {
        school
            .rows("members")
            .iter()
            .any(|r| r.text("name") == name)
    };
    let (mut named, mut unnamed) = (BTreeSet::new(), 0);
    for row in greetings {
        let recipient = row.text("recipient");
        match recipient.split('、').any(on_roster) {
            true => named.extend(recipient.split('、').map(str::to_string)),
            false => unnamed += row.count("headcount").unwrap_or(0),
        }
    }
    let members = members(school, span.1).into_iter();
    let born: Vec<&Row> = members.filter(|row| birthday_in(row, span)).collect();
    let greeted = born.iter().filter(|row| named.contains(&row.text("name")));
    let all = born.len() as i64;
    ((greeted.count() as i64 + unnamed).min(all), Some(all))
}

fn hardship_visit_rate(school: &School, span: (Day, Day)) -> Count {
    let (mut aided, mut all) = (0, 0);
    for person in school.rows("hardship") {
        if person.day("filed_on").is_some_and(|filed| filed > span.1) {
            continue;
        }
        all += 1;
        let named = school.rows("welfare").iter().any(|row| {
            ["困难帮扶", "送温暖"].contains(&row.text("category").as_str())
                && within(row.day("date"), span)
                && row
                    .text("recipient")
                    .split('、')
                    .any(|name| name == person.text("name"))
        });
        aided += i64::from(named || within(person.day("aided_on"), span));
    }
    (aided, Some(all))
}

/// The plan's months: the month, the title, the kind.
static CALENDAR: LazyLock<Vec<(Day, String, String)>> = LazyLock::new(|| {
    let cells = sheet(&DEMO.file("计划.xlsx"), "月度安排");
    let last = cells.keys().map(|(row, _)| *row).max().unwrap();
    (1..=last)
        .filter_map(|row| {
            let month = super::plain::day(cells.get(&(row, 0))?)?;
            Some((month, text(&cells[&(row, 1)]), text(&cells[&(row, 2)])))
        })
        .collect()
});

fn plan_done(school: &School, span: (Day, Day)) -> Count {
    let (mut done, mut all) = (0, 0);
    for (month, title, kind) in CALENDAR.iter() {
        if !within(Some(*month), span) {
            continue;
        }
        all += 1;
        let held = school.rows("activities").iter().any(|row| {
            let (held, named) = (row.day("date"), row.text("title"));
            held.is_some_and(|(y, m, _)| (y, m) == (month.0, month.1))
                && (row.text("kind") == *kind
                    || (!named.is_empty() && (named.contains(title) || title.contains(&named))))
        });
        done += i64::from(held);
    }
    (done, Some(all))
}

fn of_kind(school: &School, kind: &str, span: (Day, Day)) -> Count {
    let rows = school.rows("activities").iter();
    let held = rows.filter(|r| r.text("kind") == kind && within(r.day("date"), span));
    (held.count() as i64, None)
}

fn audits(school: &School, span: (Day, Day), after: Option<&str>) -> Count {
    let rows = school.rows("audits").iter();
    let all: Vec<&Row> = rows.filter(|r| within(r.day("audited_on"), span)).collect();
    match after {
        None => (all.len() as i64, None),
        Some(column) => {
            let done = all.iter().filter(|r| r.day(column) >= r.day("audited_on"));
            (done.count() as i64, Some(all.len() as i64))
        }
    }
}

fn share(rows: &[&Row], wanted: impl Fn(&Row) -> bool) -> Count {
    let met = rows.iter().filter(|row| wanted(row)).count();
    (met as i64, Some(rows.len() as i64))
}

fn membership(school: &School, of: Option<&str>, on: Day) -> Count {
    let members = members(school, on).into_iter();
    let counted = members.filter(|row| of.is_none_or(|id| category(row) == Some(id)));
    let wanted = CATEGORIES
        .iter()
        .filter(|(id, ..)| of.is_none_or(|of| of == *id));
    let staff = wanted.map(|(id, ..)| stated(school, id)).sum();
    (counted.count() as i64, Some(staff))
}

fn sum_of(school: &School, table: &str, span: (Day, Day), of: impl Fn(&Row) -> i64) -> i64 {
    let date = if table == "dues" { "month" } else { "date" };
    let rows = school.rows(table).iter();
    rows.filter(|r| within(r.day(date), span)).map(of).sum()
}

/// The metric of one school.
pub fn count(school: &School, metric: &str, period: &str) -> Count {
    let span = span(period);
    let on = span.1;
    let within = |row: &Row, column: &str| within(row.day(column), span);
    let rows = |table: &str| school.rows(table).iter();
    if let Some(category) = metric.strip_prefix("membership_rate.") {
        return membership(school, Some(category), on);
    }
    if let Some(kind) = metric.strip_prefix("contract_rate.") {
        let all: Vec<&Row> = rows("contracts")
            .filter(|r| r.text("kind") == kind)
            .collect();
        return share(&all, |row| {
            row.day("signed_on").is_some_and(|signed| signed <= on)
        });
    }
    match metric {
        "membership_rate" => membership(school, None, on),
        "service_card_rate" => share(&members(school, on), |row| row.yes("card")),
        "audits" => audits(school, span, None),
        "audits_approved" => audits(school, span, Some("approved_on")),
        "audits_filed" => audits(school, span, Some("filed_on")),
        "dues_rate" => (
            sum_of(school, "dues", span, credited),
            Some(sum_of(school, "dues", span, due)),
        ),
        "congress_meetings" => of_kind(school, "教代会", span),
        "officer_meetings" => of_kind(school, "工会干部会议", span),
        "retiree_meetings" => of_kind(school, "离退休座谈会", span),
        "accounts_published" => of_kind(school, "财务公开", span),
        "films" => of_kind(school, "观影", span),
        "checkups" => of_kind(school, "体检", span),
        "womens_checkups" => of_kind(school, "女职工体检", span),
        "monthly_returns" => {
            let sent = rows("activities")
                .filter(|r| r.text("kind") == "监察信息报表" && within(r, "date"))
                .filter_map(|r| r.day("date"));
            let months: BTreeSet<(i32, u32)> = sent.map(|(y, m, _)| (y, m)).collect();
            (months.len() as i64, None)
        }
        "birthday_rate" => birthday_rate(school, span),
        "visit_rate" => {
            let all: Vec<&Row> = rows("visits")
                .filter(|r| within(r, "occurred_on"))
                .collect();
            share(&all, |row| row.day("visited_on").is_some())
        }
        "hardship_visit_rate" => hardship_visit_rate(school, span),
        "insurance_rate" => {
            let year = f64::from(on.0).to_string();
            let covered = |row: &Row, by: &str| {
                let same = |i: &Row| i.text("year") == year && i.text(by) == row.text(by);
                rows("insurance").any(same)
            };
            share(&members(school, on), |row| covered(row, "id"))
        }
        "conduct_review_rate" => {
            let teachers = ["staff_permanent", "staff_contract", "staff_substitute"];
            let all: Vec<&Row> = rows("members")
                .filter(|r| on_staff(r, on) && category(r).is_some_and(|c| teachers.contains(&c)))
                .collect();
            share(&all, |row| !row.text("review").is_empty())
        }
        "proposals_closed" => {
            let all: Vec<&Row> = rows("proposals")
                .filter(|r| within(r, "submitted_on"))
                .collect();
            share(&all, |row| {
                ["已办结", "不予立案"].contains(&row.text("state").as_str())
                    || row.day("answered_on").is_some()
            })
        }
        "plan_done" => plan_done(school, span),
        "sports_events" => {
            let here = rows("sports").filter(|r| within(r, "date"));
            let events: BTreeSet<String> = here.map(|r| r.text("event")).collect();
            (events.len() as i64, None)
        }
        "welfare_reserve" => {
            let kept = ["住院慰问", "困难帮扶", "退休慰问", "送温暖"];
            let amount = |row: &Row| match kept.contains(&welfare_category(row).as_str()) {
                true => row.fen("amount").unwrap_or(0),
                false => 0,
            };
            (sum_of(school, "welfare", span, amount), None)
        }
        "committee_term" => {
            let in_term = school.rows("units")[0].day("expires_on") >= Some(on);
            (i64::from(in_term), Some(1))
        }
        _ => panic!("{metric} is not counted here"),
    }
}

/// A target as the plan declares it.
pub struct Goal {
    pub title: String,
    pub metric: String,
    pub op: String,
    pub goal: f64,
    pub goal_max: Option<f64>,
}

impl Goal {
    pub fn met(&self, (numerator, denominator): Count) -> Option<bool> {
        let value = match denominator {
            Some(0) => return None,
            Some(denominator) => numerator as f64 / denominator as f64,
            None if self.metric == "welfare_reserve" => numerator as f64 / 100.0,
            None => numerator as f64,
        };
        Some(match self.op.as_str() {
            "=" => value == self.goal,
            "≥" => value >= self.goal,
            "≤" => value <= self.goal,
            _ => (self.goal..=self.goal_max.unwrap()).contains(&value),
        })
    }
}

/// The plan's targets in their order.
pub static GOALS: LazyLock<Vec<Goal>> = LazyLock::new(|| {
    let cells = sheet(&DEMO.file("计划.xlsx"), "目标");
    let last = cells.keys().map(|(row, _)| *row).max().unwrap();
    let number = |text: &str| match text.strip_suffix('%') {
        Some(percent) => percent.parse::<f64>().ok().map(|p| p / 100.0),
        None => text.parse().ok(),
    };
    (1..=last)
        .map(|row| {
            let of = |column| cells.get(&(row, column)).map(text).unwrap_or_default();
            Goal {
                title: of(1),
                metric: of(2),
                op: of(3),
                goal: number(&of(4)).unwrap(),
                goal_max: number(&of(5)),
            }
        })
        .collect()
});

/// The same of the whole district: sums, or for a count how many of the units that have to send
/// meet the goal.
pub fn district(metric: &str, period: &str, goal: Option<&Goal>) -> Count {
    let has_to_send: Vec<&School> = SCHOOLS.iter().filter(|s| s.unit != UNEXPECTED).collect();
    let counts: Vec<Count> = has_to_send
        .iter()
        .map(|s| count(s, metric, period))
        .collect();
    let rate = counts.iter().all(|(_, denominator)| denominator.is_some());
    match goal {
        Some(goal) if !rate => {
            let met = counts
                .iter()
                .filter(|count| goal.met(**count) == Some(true));
            // The one that sent nothing has to send too.
            assert!(!has_to_send.iter().any(|school| school.unit == SILENT));
            (met.count() as i64, Some(counts.len() as i64 + 1))
        }
        _ => (
            counts.iter().map(|(numerator, _)| numerator).sum(),
            rate.then(|| counts.iter().filter_map(|(_, d)| *d).sum()),
        ),
    }
}
