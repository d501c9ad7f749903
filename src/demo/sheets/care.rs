//! 五必访, 困难职工档案, 教代会提案, 互助保障 and 集体合同.

use super::School;
use crate::demo::district::Shortfall;
use crate::demo::people::Person;
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
    let members: Vec<&Person> = school.long_members().collect();
    let youngest = |male: bool| {
        let young = members.iter().filter(|p| p.male == male);
        young.max_by_key(|p| p.birth).copied()
    };
    let retired = school.people.iter().find(|p| p.retired);
    let patient = members.get(4).copied();
    let (mother, groom) = (youngest(false), youngest(true));
    [
        (date(2023, 9, 4), retired, "退休", "退休慰问", "实物", 600),
        (date(2023, 11, 13), patient, "住院", "住院慰问", "现金", 800),
        (date(2024, 3, 18), mother, "生育", "生育慰问", "实物", 500),
        (date(2024, 5, 20), groom, "婚丧", "结婚慰问", "实物", 500),
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
    let rows = occasions.iter().map(|occasion| {
        [
            ("occurred_on", Cell::Day(occasion.occurred)),
            ("person", Cell::text(&occasion.person)),
            ("kind", Cell::text(occasion.kind)),
            ("visited_on", Cell::Day(occasion.visited)),
            ("amount", Cell::Fen(occasion.amount)),
            ("visitor", Cell::text(school.name(0))),
        ]
    });
    Sheet::new("visits", rows)
}

/// When the union brings aid to those on its hardship file, and how many fen.
pub(super) fn aid(school: &School) -> (Date, i64) {
    let visit = school.day_of("春节前走访慰问").unwrap_or(date(2024, 1, 24));
    (visit, 100_000)
}

/// 困难职工档案: aided before Spring Festival.
pub(super) fn hardship(school: &School) -> Sheet {
    let (day, amount) = aid(school);
    let level = ["困难", "特困", "一般"][school.number as usize % 3];
    let rows = school.people.iter().filter(|p| p.hardship).map(|person| {
        [
            ("name", Cell::text(&person.name)),
            ("id_number", Cell::text(&person.id_number)),
            ("reason", Cell::text("家庭收入低，子女上学负担重")),
            ("level", Cell::text(level)),
            ("filed_on", Cell::Day(date(2023, 2, 16))),
            ("aid_amount", Cell::Fen(amount)),
            ("aided_on", Cell::Day(day)),
        ]
    });
    Sheet::new("hardship", rows)
}

/// 教代会提案: those of the spring congress, answered by the end of May.
pub(super) fn proposals(school: &School) -> Sheet {
    let subjects = [
        ("关于增设教职工休息室的建议", "总务处"),
        ("关于改善食堂早餐的建议", "总务处"),
        ("关于错峰安排教研活动的建议", "教务处"),
    ];
    let submitted = school.assembly("春季");
    let rows = subjects
        .iter()
        .enumerate()
        .map(|(index, (title, department))| {
            let open = index == 1 && school.spec.lacks(Shortfall::ProposalOpen);
            let answered = Cell::Day(date(2024, 5, 22 + index as i8));
            [
                ("no", Cell::text(format!("2024-{:02}", index + 1))),
                ("title", Cell::text(*title)),
                ("proposer", Cell::text(school.name(index + 2))),
                ("department", Cell::text(*department)),
                ("state", Cell::text(if open { "办理中" } else { "已办结" })),
                ("submitted_on", Cell::day(submitted)),
                ("answered_on", Cell::when(!open, answered)),
            ]
        });
    Sheet::new("proposals", rows)
}

/// 互助保障: every member in 2024, and one who was paid out.
pub(super) fn insurance(school: &School) -> Sheet {
    let people = school.people.iter();
    let members = people.filter(|p| !p.retired && p.joined.is_some());
    let rows = members.enumerate().map(|(index, person)| {
        let claims = index == 4;
        [
            ("name", Cell::text(&person.name)),
            ("id_number", Cell::text(&person.id_number)),
            ("year", Cell::Integer(2024)),
            ("scheme", Cell::text("在职职工住院医疗互助保障")),
            ("premium", Cell::Fen(10_000)),
            ("claim", Cell::when(claims, Cell::Fen(320_000))),
            ("paid_out", Cell::when(claims, Cell::Fen(186_050))),
        ]
    });
    Sheet::new("insurance", rows)
}

/// 集体合同: one of each kind that the plan asks for, and the women's.
pub(super) fn contracts(school: &School) -> Sheet {
    let covered = school.staff().count() as i64;
    let rows = ["工资专项", "女职工专项", "职业病防治"].map(|kind| {
        let signed = kind != "工资专项" || !school.spec.lacks(Shortfall::WagesUnsigned);
        [
            ("name", Cell::text(school.spec.name)),
            ("kind", Cell::text(kind)),
            (
                "signed_on",
                Cell::when(signed, Cell::Day(date(2023, 4, 18))),
            ),
            (
                "expires_on",
                Cell::when(signed, Cell::Day(date(2026, 4, 17))),
            ),
            ("people_covered", Cell::Integer(covered)),
        ]
    });
    Sheet::new("contracts", rows)
}
