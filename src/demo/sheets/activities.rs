//! 活动台账, and the 月度安排 that it follows.

use super::{School, months};
use crate::demo::chance::Chance;
use crate::demo::people::Person;
use crate::demo::school::{Shortfall, Spec};
use crate::demo::sheet::{Cell, Sheet};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// Who comes.
#[derive(Debug, Clone, Copy)]
enum Who {
    All,
    Most,
    Committee,
    Women,
    Retirees,
}

/// An activity as the district thinks of it; each school picks a day close before.
struct Model {
    latest: Date,
    kind: &'static str,
    title: &'static str,
    who: Who,
    /// Yuan for each person who comes.
    cost: i64,
    /// Whether the monthly plan names it.
    planned: bool,
}

const fn model(
    latest: Date,
    kind: &'static str,
    title: &'static str,
    who: Who,
    cost: i64,
    planned: bool,
) -> Model {
    Model {
        latest,
        kind,
        title,
        who,
        cost,
        planned,
    }
}

// A table is read by its rows.
#[rustfmt::skip]
const MODELS: &[Model] = &[
    model(date(2023, 8, 24), "体检", "教职工健康体检", Who::Most, 0, false),
    model(date(2023, 8, 30), "计划总结", "制定新学年工会工作计划", Who::Committee, 0, true),
    model(date(2023, 9, 8), "节日活动", "庆祝教师节座谈会", Who::All, 20, true),
    model(date(2023, 9, 15), "工会干部会议", "第一次工会干部会议", Who::Committee, 0, false),
    model(date(2023, 9, 22), "师德活动", "师德师风专题学习", Who::Most, 0, true),
    model(date(2023, 10, 12), "教代会", "秋季教职工代表大会", Who::Most, 10, true),
    model(date(2023, 10, 20), "离退休座谈会", "重阳节座谈会", Who::Retirees, 30, true),
    model(date(2023, 10, 27), "文体活动", "秋季教职工运动会", Who::All, 30, true),
    model(date(2023, 11, 10), "观影", "集体观看秋季影片", Who::Most, 40, true),
    model(date(2023, 11, 17), "工会干部会议", "第二次工会干部会议", Who::Committee, 0, false),
    model(date(2023, 11, 24), "女职工体检", "秋季女职工体检", Who::Women, 0, false),
    model(date(2023, 12, 8), "培训", "工会财务知识培训", Who::Committee, 50, true),
    model(date(2023, 12, 15), "工会干部会议", "第三次工会干部会议", Who::Committee, 0, false),
    model(date(2023, 12, 29), "节日活动", "迎新年联欢会", Who::All, 40, false),
    model(date(2024, 1, 5), "财务公开", "公开上学期工会经费收支", Who::Committee, 0, true),
    model(date(2024, 1, 12), "工会干部会议", "第四次工会干部会议", Who::Committee, 0, false),
    model(date(2024, 1, 24), "慰问走访", "春节前走访慰问", Who::Committee, 0, true),
    model(date(2024, 2, 28), "计划总结", "制定下学期工会工作计划", Who::Committee, 0, true),
    model(date(2024, 3, 8), "节日活动", "三八国际妇女节活动", Who::Women, 60, true),
    model(date(2024, 3, 15), "工会干部会议", "第五次工会干部会议", Who::Committee, 0, false),
    model(date(2024, 3, 21), "女职工体检", "春季女职工体检", Who::Women, 0, false),
    model(date(2024, 3, 28), "教代会", "春季教职工代表大会", Who::Most, 10, true),
    model(date(2024, 4, 12), "文体活动", "春季教职工球类比赛", Who::All, 30, true),
    model(date(2024, 4, 19), "观影", "集体观看春季影片", Who::Most, 40, false),
    model(date(2024, 4, 26), "工会干部会议", "第六次工会干部会议", Who::Committee, 0, false),
    model(date(2024, 5, 10), "文体活动", "五月跳绳比赛", Who::Most, 20, true),
    model(date(2024, 5, 17), "体检", "教职工健康体检", Who::All, 0, true),
    model(date(2024, 5, 24), "培训", "工会业务培训", Who::Committee, 50, false),
    model(date(2024, 6, 7), "离退休座谈会", "端午节座谈会", Who::Retirees, 30, true),
    model(date(2024, 6, 14), "校务公开", "公开教职工考核结果", Who::Committee, 0, false),
    model(date(2024, 6, 21), "评先", "评选优秀工会积极分子", Who::Most, 0, false),
    model(date(2024, 6, 28), "财务公开", "公开下学期工会经费收支", Who::Committee, 0, true),
    model(date(2024, 7, 5), "工会干部会议", "第七次工会干部会议", Who::Committee, 0, false),
    model(date(2024, 7, 10), "计划总结", "总结学年工会工作", Who::Committee, 0, true),
];

const THIRD_FILM: Model = model(
    date(2024, 6, 26),
    "观影",
    "集体观看暑期影片",
    Who::Most,
    40,
    false,
);
const SECOND_FILM: Model = model(
    date(2024, 5, 29),
    "观影",
    "集体观看五月影片",
    Who::Most,
    40,
    false,
);

/// One activity that was held.
#[derive(Debug, Clone)]
pub(crate) struct HeldActivity {
    pub(crate) date: Date,
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    /// The month it was planned for.
    pub(crate) planned: Option<Date>,
    pub(crate) attendance: Option<i64>,
    /// In fen.
    pub(crate) cost: i64,
}

/// The activities of a school by date.
pub(crate) fn held(spec: &Spec, people: &[Person], chance: &mut Chance) -> Vec<HeldActivity> {
    let mut held: Vec<HeldActivity> = MODELS
        .iter()
        .filter(|m| !(spec.lacks(Shortfall::NoWomensCheckup) && m.title == "春季女职工体检"))
        .filter(|m| !(spec.lacks(Shortfall::AccountsHidden) && m.title == "公开下学期工会经费收支"))
        .map(|model| hold(model, people, chance))
        .collect();
    if spec.lacks(Shortfall::ThirdFilm) {
        held.extend([
            hold(&SECOND_FILM, people, chance),
            hold(&THIRD_FILM, people, chance),
        ]);
    }
    if spec.lacks(Shortfall::NoCongress) {
        for activity in held.iter_mut().filter(|activity| activity.kind == "教代会") {
            activity.kind = "工会委员会";
            activity.title = activity.title.replace("教职工代表大会", "代表团长联席会议");
        }
    }
    held.extend(months().map(monthly_return));
    held.sort_by_key(|activity| activity.date);
    held
}

fn hold(model: &Model, people: &[Person], chance: &mut Chance) -> HeldActivity {
    let attendance = attendance(model.who, people, chance);
    let mut date = model.latest.saturating_sub(chance.between(0, 3).days());
    while matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
        date = date.saturating_sub(1.day());
    }
    HeldActivity {
        date,
        kind: model.kind,
        title: model.title.to_string(),
        planned: model.planned.then(|| model.latest.first_of_month()),
        attendance: Some(attendance),
        cost: attendance * model.cost * 100,
    }
}

/// Never more than the staff there was.
fn attendance(who: Who, people: &[Person], chance: &mut Chance) -> i64 {
    let staff: Vec<&Person> = people
        .iter()
        .filter(|person| person.on_staff() && person.joined.is_some_and(|day| day.year() < 2023))
        .collect();
    let all = staff.len() as i64;
    match who {
        Who::All => all,
        Who::Most => all - chance.between(1, 3),
        Who::Committee => 5,
        Who::Women => staff.iter().filter(|person| !person.male).count() as i64,
        Who::Retirees => people.iter().filter(|person| person.retired).count() as i64 + 3,
    }
}

fn monthly_return(month: Date) -> HeldActivity {
    HeldActivity {
        date: month.saturating_add(24.days()),
        kind: "监察信息报表",
        title: format!("报送{}月监察信息报表", month.month()),
        planned: None,
        attendance: None,
        cost: 0,
    }
}

/// The rows of 月度安排: month, title and kind.
pub(crate) fn calendar() -> impl Iterator<Item = (Date, &'static str, &'static str)> {
    MODELS
        .iter()
        .filter(|model| model.planned)
        .map(|model| (model.latest.first_of_month(), model.title, model.kind))
}

/// 活动台账.
pub(super) fn sheet(school: &School) -> Sheet {
    let mut sheet = Sheet::new(
        "activities",
        &[
            "date",
            "kind",
            "title",
            "planned_month",
            "attendance",
            "cost",
        ],
    );
    for activity in &school.held {
        sheet.rows.push(vec![
            Cell::Day(activity.date),
            Cell::text(activity.kind),
            Cell::text(&activity.title),
            activity.planned.map_or(Cell::Blank, Cell::Month),
            activity.attendance.map_or(Cell::Blank, Cell::Integer),
            Cell::Fen(activity.cost),
        ]);
    }
    sheet
}
