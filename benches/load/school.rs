//! What one school of the load has to say: 2,632 rows that are right, so that whatever is found in
//! them is found wrongly.

use super::Cell::{self, Blank, Category, Count, Day, Fen, Month, Points, Text, YesNo};
use super::tables::{ACTIVITIES, AUDITS, DUES, MEMBERS, SPORTS, Table, UNITS, WELFARE};
use jiff::civil::{Date, date};

/// Members of each school.
pub(crate) const MEMBERS_OF_A_SCHOOL: usize = 180;

/// The rows of each school, in all tables.
pub(crate) const ROWS_OF_A_SCHOOL: usize = 2_632;

/// The months of the school year, for each of which every member pays dues.
const MONTHS: i8 = 12;

const SURNAMES: [&str; 12] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙",
];
const GIVEN: [&str; 15] = [
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "涛", "明",
];
const SECOND: [&str; 10] = ["华", "文", "玲", "波", "红", "宁", "辉", "平", "燕", "超"];
const DEPARTMENTS: [&str; 6] = ["语文组", "数学组", "英语组", "科学组", "艺体组", "总务处"];

/// Categories of staff as written, with how many members of each there are.
const STAFF: [(&str, &[&str], usize); 5] = [
    ("在编教师", &["在编教师", "在编", "编内", "正式"], 120),
    ("合同制教师", &["合同制教师", "合同制", "聘用"], 30),
    ("临时代课教师", &["临时代课教师", "代课", "临聘"], 10),
    ("后勤人员", &["后勤人员", "后勤", "工勤"], 15),
    ("其他", &["其他"], 5),
];

/// A member of a school's staff.
struct Person {
    name: String,
    id: String,
    male: bool,
    born: Date,
    wage: i64,
}

/// The tables of the school `number` with their rows, each row in the order of its table's columns.
pub(crate) fn tables(number: usize) -> Vec<(&'static Table, Vec<Vec<Cell>>)> {
    let people: Vec<Person> = (0..MEMBERS_OF_A_SCHOOL)
        .map(|index| person(number, index))
        .collect();
    vec![
        (&UNITS, vec![unit(number, &people)]),
        (&MEMBERS, members(number, &people)),
        (&DUES, dues(&people)),
        (&WELFARE, welfare(number, &people)),
        (&ACTIVITIES, activities(number)),
        (&SPORTS, sports(number, &people)),
        (&AUDITS, vec![audit(number)]),
    ]
}

/// The name by which the school is known.
pub(crate) fn name(number: usize) -> String {
    format!("和平路第{number:04}小学")
}

/// The name that the school writes: some add 工会.
pub(crate) fn written_name(number: usize) -> String {
    let ending = ["", "工会", "工会委员会"][number % 3];
    format!("{}{ending}", name(number))
}

fn text(text: impl Into<String>) -> Cell {
    Text(text.into())
}

/// Nobody of one school shares a name or an ID number, and no two schools an ID number.
fn person(number: usize, index: usize) -> Person {
    let part = |value: usize| i8::try_from(value).unwrap_or(1);
    let born = date(
        i16::try_from(1964 + index % 36).unwrap_or(1980),
        part(1 + (index * 7 + number) % 12),
        part(1 + (index * 11 + number) % 28),
    );
    let male = index.is_multiple_of(2);
    let area = 110_101 + number / 400;
    let order = (number % 400) * 2 + usize::from(male);
    let digits = format!("{area}{}{order:03}", born.strftime("%Y%m%d"));
    Person {
        name: format!(
            "{}{}{}",
            SURNAMES[index % 12],
            GIVEN[index / 12],
            SECOND[(index + number) % 10]
        ),
        id: with_check_character(digits),
        male,
        born,
        wage: 400_000 + i64::try_from(index * 3_715 + number * 10).unwrap_or(0),
    }
}

/// An ID number's 18th character (GB 11643).
fn with_check_character(digits: String) -> String {
    let sum: u32 = digits
        .bytes()
        .zip([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    let check = char::from(b"10X98765432"[(sum % 11) as usize]);
    format!("{digits}{check}")
}

fn unit(number: usize, people: &[Person]) -> Vec<Cell> {
    let staff = |index: usize| Count(i64::try_from(STAFF[index].2).unwrap_or(0));
    vec![
        text(written_name(number)),
        Blank,
        text("和平区"),
        Category("小学", "小学"),
        staff(0),
        staff(1),
        staff(2),
        staff(3),
        staff(4),
        Day(date(2021, 9, 15)),
        Day(date(2026, 9, 14)),
        text(&people[1].name),
        text(&people[0].name),
        text("02088886666"),
    ]
}

/// The category of the member at `index`, and how it is written.
fn staff_category(index: usize) -> Cell {
    let mut last = 0;
    for (value, written, count) in STAFF {
        last += count;
        if index < last {
            return Category(value, written[index % written.len()]);
        }
    }
    Blank
}

fn members(number: usize, people: &[Person]) -> Vec<Vec<Cell>> {
    let row = |(index, person): (usize, &Person)| {
        let sex = if person.male { "男" } else { "女" };
        let review = if index % 9 == 0 { "优秀" } else { "合格" };
        vec![
            text(&person.name),
            text(&person.id),
            Category(sex, sex),
            Day(person.born),
            text(DEPARTMENTS[index % DEPARTMENTS.len()]),
            staff_category(index),
            YesNo(true),
            Day(date(2016 + i16::try_from(index % 7).unwrap_or(0), 9, 1)),
            Blank,
            text(format!("HP{number:04}{index:03}")),
            YesNo(index % 5 != 0),
            Fen(person.wage),
            text(format!("138{:08}", number * 1_000 + index)),
            YesNo(index % 60 == 59),
            YesNo(false),
            Category(review, review),
        ]
    };
    people.iter().enumerate().map(row).collect()
}

/// The first day of the school year's month at `index`.
fn month(index: i8) -> Date {
    match index {
        0..5 => date(2023, 8 + index, 1),
        _ => date(2024, index - 4, 1),
    }
}

fn dues(people: &[Person]) -> Vec<Vec<Cell>> {
    let row = |month: Date, person: &Person| {
        // 0.5% of the wage without its part below ten yuan.
        let due = person.wage / 1_000 * 5;
        let day = 10 + i8::try_from(person.id.len() + person.name.len()).unwrap_or(0) % 10;
        vec![
            Month(month),
            text(&person.name),
            text(&person.id),
            Fen(person.wage),
            Fen(due),
            Fen(due),
            Day(date(month.year(), month.month(), day)),
        ]
    };
    (0..MONTHS)
        .flat_map(|index| people.iter().map(move |person| row(month(index), person)))
        .collect()
}

/// Gifts on seven holidays, thirteen visits, and a present on every birthday.
fn welfare(number: usize, people: &[Person]) -> Vec<Vec<Cell>> {
    const HOLIDAYS: [(&str, Date); 7] = [
        ("中秋节", date(2023, 9, 27)),
        ("国庆节", date(2023, 9, 28)),
        ("元旦", date(2023, 12, 29)),
        ("春节", date(2024, 2, 5)),
        ("清明节", date(2024, 4, 2)),
        ("劳动节", date(2024, 4, 29)),
        ("端午节", date(2024, 6, 7)),
    ];
    const VISITS: [(&str, &str, i64); 3] = [
        ("住院慰问", "生病住院", 80_000),
        ("结婚慰问", "结婚", 60_000),
        ("困难帮扶", "特困", 150_000),
    ];
    let gifts = HOLIDAYS.map(|(holiday, day)| (day, "节日慰问", "节日慰问", holiday, 20_000));
    let visits = (0..13).map(|index: usize| {
        let (value, written, fen) = VISITS[index % 3];
        (
            month(i8::try_from(index % 12).unwrap_or(0)),
            value,
            written,
            "",
            fen,
        )
    });
    let birthdays = people.iter().map(|person| {
        let year = if person.born.month() >= 8 { 2023 } else { 2024 };
        let day = date(year, person.born.month(), person.born.day());
        (day, "生日慰问", "生日慰问", "生日", 20_050)
    });
    let all = gifts.into_iter().chain(visits).chain(birthdays);
    all.enumerate()
        .map(|(index, (day, value, written, reason, price))| {
            // The first seven are for everybody, the others each for one member.
            let everybody = index < HOLIDAYS.len();
            let person = index.saturating_sub(20) + if index < 20 { index * 8 } else { 0 };
            let heads = if everybody { MEMBERS_OF_A_SCHOOL } else { 1 };
            let heads = i64::try_from(heads).unwrap_or(0);
            vec![
                Day(day),
                Category(value, written),
                match everybody {
                    true => text("全体会员"),
                    false => text(&people[person % MEMBERS_OF_A_SCHOOL].name),
                },
                if reason.is_empty() {
                    Blank
                } else {
                    text(reason)
                },
                Category("实物", ["实物", "物品", "慰问品"][index % 3]),
                Count(heads),
                Fen(price),
                Fen(price * heads),
                text(format!("记-{number:04}-{index:03}")),
                text(&people[2].name),
            ]
        })
        .collect()
}

/// Four in every month of the school year.
fn activities(number: usize) -> Vec<Vec<Cell>> {
    const KINDS: [&str; 12] = [
        "教代会",
        "工会干部会议",
        "监察信息报表",
        "财务公开",
        "观影",
        "离退休座谈会",
        "监察信息报表",
        "体检",
        "培训",
        "女职工体检",
        "监察信息报表",
        "文体活动",
    ];
    (0..48_usize)
        .map(|index| {
            let kind = KINDS[(index + number) % KINDS.len()];
            let month = month(i8::try_from(index / 4).unwrap_or(0));
            let day = i8::try_from(5 + index % 4 * 5).unwrap_or(5);
            vec![
                Day(date(month.year(), month.month(), day)),
                Category(kind, kind),
                text(format!("第{}次{kind}", index + 1)),
                Month(month),
                Count(60 + i64::try_from(index).unwrap_or(0)),
                if index % 3 == 0 { Blank } else { Fen(120_050) },
            ]
        })
        .collect()
}

/// Six events with seven ranks each.
fn sports(number: usize, people: &[Person]) -> Vec<Vec<Cell>> {
    const EVENTS: [&str; 6] = ["拔河", "乒乓球", "羽毛球", "跳绳", "象棋", "健步走"];
    (0..42_usize)
        .map(|index| {
            let (event, place) = (index / 7, index % 7);
            let count = i64::try_from(place).unwrap_or(0);
            let month = i8::try_from(3 + event % 4).unwrap_or(3);
            vec![
                Day(date(2024, month, 20)),
                Category("校级", "校级"),
                text(EVENTS[event]),
                text(if event % 2 == 0 { "男子" } else { "女子" }),
                text(&people[(index * 4 + number) % MEMBERS_OF_A_SCHOOL].name),
                YesNo(false),
                text(DEPARTMENTS[index % DEPARTMENTS.len()]),
                Cell::Rank(count + 1),
                text(format!("{}分{}秒", 2 + place, 10 + event)),
                Points(90 - count * 15),
                Count(40),
                Count(20),
                Fen(30_000 - count * 2_000),
            ]
        })
        .collect()
}

fn audit(number: usize) -> Vec<Cell> {
    vec![
        text("2023年度"),
        Day(date(2024, 3, 12)),
        text(format!("和经审〔2024〕{number}号")),
        text("王审、李计"),
        text("收支真实、合规"),
        Fen(98_765_432),
        Fen(87_654_321),
        Count(0),
        Day(date(2024, 3, 28)),
        Day(date(2024, 4, 10)),
    ]
}
