//! 五必访, 困难职工档案, 教代会提案, 互助保障 and 集体合同.

use super::School;
use crate::demo::people::Person;
use crate::demo::school::Shortfall;
use crate::demo::sheet::{Cell, Sheet};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// One of the five occasions on which the union visits.
pub(super) struct Occasion {
    pub(super) occurred: Date,
    pub(super) visited: Date,
    pub(super) person: String,
    /// 事项 of 五必访.
    pub(super) kind: &'static str,
    /// 类别 of 福利慰问.
    pub(super) gift: &'static str,
    /// 形式 of 福利慰问.
    pub(super) form: &'static str,
    /// Fen.
    pub(super) amount: i64,
}

/// What happened to whom in the school year, by date.
pub(super) fn occasions(school: &School) -> Vec<Occasion> {
    let members: Vec<&Person> = school
        .people
        .iter()
        .filter(|p| p.on_staff() && p.joined.is_some_and(|day| day.year() < 2023))
        .collect();
    let youngest = |male: bool| {
        let young = members.iter().filter(|p| p.male == male);
        young.max_by_key(|p| p.birth).copied()
    };
    let retired = school.people.iter().find(|p| p.retired);
    [
        (date(2023, 9, 4), retired, "退休", "退休慰问", "实物", 600),
        (
            date(2023, 11, 13),
            members.get(4).copied(),
            "住院",
            "住院慰问",
            "现金",
            800,
        ),
        (
            date(2024, 3, 18),
            youngest(false),
            "生育",
            "生育慰问",
            "实物",
            500,
        ),
        (
            date(2024, 5, 20),
            youngest(true),
            "婚丧",
            "结婚慰问",
            "实物",
            500,
        ),
    ]
    .into_iter()
    .filter_map(|(day, person, kind, gift, form, yuan)| {
        let occurred = day.saturating_add(i64::from(school.number % 4).days());
        person.map(|person| Occasion {
            occurred,
            visited: occurred.saturating_add(2.days()),
            person: person.name.clone(),
            kind,
            gift,
            form,
            amount: yuan * 100,
        })
    })
    .collect()
}

/// 五必访: every occasion was visited.
pub(super) fn visits(school: &School, occasions: &[Occasion]) -> Sheet {
    let mut sheet = Sheet::new(
        "visits",
        &[
            "occurred_on",
            "person",
            "kind",
            "visited_on",
            "amount",
            "visitor",
        ],
    );
    for occasion in occasions {
        sheet.rows.push(vec![
            Cell::Day(occasion.occurred),
            Cell::text(&occasion.person),
            Cell::text(occasion.kind),
            Cell::Day(occasion.visited),
            Cell::Fen(occasion.amount),
            Cell::text(school.name(0)),
        ]);
    }
    sheet
}

/// When the union brings aid to those on its hardship file, and how many fen.
pub(super) fn aid(school: &School) -> (Date, i64) {
    let visit = school.day_of("春节前走访慰问").unwrap_or(date(2024, 1, 24));
    (visit, 100_000)
}

/// 困难职工档案: aided before Spring Festival.
pub(super) fn hardship(school: &School) -> Sheet {
    let mut sheet = Sheet::new(
        "hardship",
        &[
            "name",
            "id_number",
            "reason",
            "level",
            "filed_on",
            "aid_amount",
            "aided_on",
        ],
    );
    let (day, amount) = aid(school);
    for person in school.people.iter().filter(|p| p.hardship) {
        sheet.rows.push(vec![
            Cell::text(&person.name),
            Cell::text(&person.id_number),
            Cell::text("家庭收入低，子女上学负担重"),
            Cell::text(["困难", "特困", "一般"][school.number as usize % 3]),
            Cell::Day(date(2023, 2, 16)),
            Cell::Fen(amount),
            Cell::Day(day),
        ]);
    }
    sheet
}

/// 教代会提案: those of the spring congress, answered by the end of May.
pub(super) fn proposals(school: &School) -> Sheet {
    let mut sheet = Sheet::new(
        "proposals",
        &[
            "no",
            "title",
            "proposer",
            "department",
            "state",
            "submitted_on",
            "answered_on",
        ],
    );
    let subjects = [
        ("关于增设教职工休息室的建议", "总务处"),
        ("关于改善食堂早餐的建议", "总务处"),
        ("关于错峰安排教研活动的建议", "教务处"),
    ];
    let submitted = school.assembly("春季");
    for (index, (title, department)) in subjects.into_iter().enumerate() {
        let open = index == 1 && school.spec.lacks(Shortfall::ProposalOpen);
        sheet.rows.push(vec![
            Cell::text(format!("2024-{:02}", index + 1)),
            Cell::text(title),
            Cell::text(school.name(index + 2)),
            Cell::text(department),
            Cell::text(if open { "办理中" } else { "已办结" }),
            Cell::day(submitted),
            if open {
                Cell::Blank
            } else {
                Cell::Day(date(2024, 5, 22 + index as i8))
            },
        ]);
    }
    sheet
}

/// 互助保障: every member in 2024, and one who was paid out.
pub(super) fn insurance(school: &School) -> Sheet {
    let mut sheet = Sheet::new(
        "insurance",
        &[
            "name",
            "id_number",
            "year",
            "scheme",
            "premium",
            "claim",
            "paid_out",
        ],
    );
    let members = school
        .people
        .iter()
        .filter(|p| !p.retired && p.joined.is_some());
    for (index, person) in members.enumerate() {
        let claims = index == 4;
        sheet.rows.push(vec![
            Cell::text(&person.name),
            Cell::text(&person.id_number),
            Cell::Integer(2024),
            Cell::text("在职职工住院医疗互助保障"),
            Cell::Fen(10_000),
            if claims {
                Cell::Fen(320_000)
            } else {
                Cell::Blank
            },
            if claims {
                Cell::Fen(186_050)
            } else {
                Cell::Blank
            },
        ]);
    }
    sheet
}

/// 集体合同: one of each kind that the plan asks for, and the women's.
pub(super) fn contracts(school: &School) -> Sheet {
    let mut sheet = Sheet::new(
        "contracts",
        &["name", "kind", "signed_on", "expires_on", "people_covered"],
    );
    let covered = school.staff().count() as i64;
    for kind in ["工资专项", "女职工专项", "职业病防治"] {
        let unsigned = kind == "工资专项" && school.spec.lacks(Shortfall::WagesUnsigned);
        let dates = if unsigned {
            [Cell::Blank, Cell::Blank]
        } else {
            [Cell::Day(date(2023, 4, 18)), Cell::Day(date(2026, 4, 17))]
        };
        let [signed, expires] = dates;
        sheet.rows.push(vec![
            Cell::text(school.spec.name),
            Cell::text(kind),
            signed,
            expires,
            Cell::Integer(covered),
        ]);
    }
    sheet
}
