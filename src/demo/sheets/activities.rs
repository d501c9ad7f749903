//! 活动台账, and the 月度安排 that it follows.

use super::{School, months};
use crate::demo::chance::Chance;
use crate::demo::district::{Model, Shortfall, Spec, Who, district};
use crate::demo::people::Person;
use crate::demo::sheet::{Cell, Sheet};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

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
    let lacks = |shortfall| spec.lacks(shortfall);
    let mut held: Vec<HeldActivity> = district()
        .activities
        .iter()
        .filter(|model| model.only.is_none_or(lacks) && !model.unless.is_some_and(lacks))
        .map(|model| hold(model, people, chance))
        .collect();
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
        .filter(|person| person.on_staff() && person.is_long_member())
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
    let planned = district().activities.iter().filter(|model| model.planned);
    planned.map(|model| (model.latest.first_of_month(), model.title, model.kind))
}

/// 活动台账.
pub(super) fn sheet(school: &School) -> Sheet {
    let rows = school.held.iter().map(|activity| {
        let planned = activity.planned.map_or(Cell::Blank, Cell::Month);
        let attendance = activity.attendance.map_or(Cell::Blank, Cell::Integer);
        [
            ("date", Cell::Day(activity.date)),
            ("kind", Cell::text(activity.kind)),
            ("title", Cell::text(&activity.title)),
            ("planned_month", planned),
            ("attendance", attendance),
            ("cost", Cell::Fen(activity.cost)),
        ]
    });
    Sheet::new("activities", rows)
}
