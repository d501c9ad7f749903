//! The people of the sample district, all invented: names put together from lists, numbers that
//! nobody has, lives that add up (nobody joined before sixteen, nobody retired at thirty).

use super::chance::Chance;
use super::codes::id_number;
use super::district::{Shortfall, Spec};
use jiff::civil::{Date, date};
use std::collections::HashSet;

const SURNAMES: &str = "陈林黄吴周徐孙朱胡郭何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方邹孟";
const WOMEN: &str = "雪梅婷颖琳莹静怡雯慧敏洁倩蕾芸岚桂娟瑶萍菲璐彤惠芬佳欣妍晴";
const MEN: &str = "伟强磊军洋勇杰涛超峰辉刚平鹏飞宇浩凯健俊博文斌志明建国海山林";

/// When the first six of each roster were born, so that every month of the second term has a
/// birthday to greet; the others were born as chance has it.
const BIRTH_MONTHS: [i8; 6] = [5, 2, 7, 3, 6, 4];

/// One member of staff, present or past.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) id_number: String,
    pub(crate) male: bool,
    pub(crate) birth: Date,
    pub(crate) department: &'static str,
    pub(crate) category: &'static str,
    /// The day of joining; none for somebody who is not in the union.
    pub(crate) joined: Option<Date>,
    /// The last day at the school.
    pub(crate) left: Option<Date>,
    pub(crate) member_no: String,
    pub(crate) card_no: String,
    /// Base wage a month in fen.
    pub(crate) wage: i64,
    pub(crate) phone: String,
    pub(crate) hardship: bool,
    pub(crate) retired: bool,
    pub(crate) review: Option<&'static str>,
}

impl Person {
    /// Whether the person is a member who pays dues on `day`.
    pub(crate) fn pays_on(&self, day: Date) -> bool {
        !self.retired
            && self.joined.is_some_and(|joined| joined <= day)
            && self.left.is_none_or(|left| day <= left)
    }

    /// Whether the person joined before the school year.
    pub(crate) fn is_long_member(&self) -> bool {
        self.joined.is_some_and(|day| day.year() < 2023)
    }

    /// Whether the person is on the staff at the end of the school year.
    pub(crate) fn on_staff(&self) -> bool {
        !self.retired && self.left.is_none()
    }
}

/// Hands out names, phones and sequence numbers, none of them twice in the district.
pub(crate) struct Registry {
    names: HashSet<String>,
    count: u32,
}

impl Registry {
    /// With nothing handed out.
    pub(crate) fn new() -> Registry {
        Registry {
            names: HashSet::new(),
            count: 0,
        }
    }

    fn name(&mut self, male: bool, chance: &mut Chance) -> String {
        let given = if male { MEN } else { WOMEN };
        loop {
            let mut name = String::from(chance.character(SURNAMES));
            let (first, second) = (chance.character(given), chance.character(given));
            name.push(first);
            if first != second {
                name.push(second);
            }
            if self.names.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// What a person is at school: the category, the years of birth and the wage in yuan.
struct Post {
    category: &'static str,
    born: (i64, i64),
    wage: (i64, i64),
}

const fn post(category: &'static str, born: (i64, i64), wage: (i64, i64)) -> Post {
    Post {
        category,
        born,
        wage,
    }
}

const PERMANENT: Post = post("在编教师", (1970, 1992), (4800, 9200));
const CONTRACT: Post = post("合同制教师", (1985, 1996), (3800, 5400));
const SUBSTITUTE: Post = post("临时代课教师", (1992, 1998), (3000, 3900));
const LOGISTICS: Post = post("后勤人员", (1972, 1985), (2600, 3500));
const OTHER: Post = post("其他", (1975, 1990), (3000, 4200));
const RETIRED_MAN: Post = post("在编教师", (1963, 1963), (0, 0));
const RETIRED_WOMAN: Post = post("在编教师", (1968, 1968), (0, 0));

/// The posts of a school with `size` people, teachers first.
fn posts(size: usize) -> Vec<&'static Post> {
    let substitutes = if size >= 16 { 2 } else { 1 };
    let permanent = size.saturating_sub(2 + substitutes + 2 + 1);
    let mut posts = vec![&PERMANENT; permanent];
    posts.extend([&CONTRACT, &CONTRACT]);
    posts.extend(vec![&SUBSTITUTE; substitutes]);
    posts.extend([&LOGISTICS, &LOGISTICS, &OTHER]);
    posts
}

/// Everybody on the roster of `spec`: first the staff (0 chairs the union, 1 keeps its money, 2 and
/// 3 audit), then whoever left, then the retired.
pub(crate) fn staff(spec: &Spec, registry: &mut Registry, chance: &mut Chance) -> Vec<Person> {
    let mut people: Vec<Person> = posts(spec.size)
        .into_iter()
        .enumerate()
        .map(|(index, post)| person(spec, post, index, registry, chance))
        .collect();
    if let Some(last) = people
        .iter_mut()
        .rfind(|p| p.category == SUBSTITUTE.category)
    {
        newcomer(last, spec, registry.count);
    }
    if let Some(cook) = people.iter_mut().find(|p| p.category == LOGISTICS.category) {
        cook.hardship = true;
    }
    for shortfall in &spec.shortfalls {
        if let Shortfall::NotJoined(count) = shortfall {
            people.iter_mut().rev().take(*count).for_each(outsider);
        }
    }
    if let Some(left) = spec.leaver {
        let mut leaver = person(spec, &CONTRACT, people.len(), registry, chance);
        leaver.left = Some(left);
        people.push(leaver);
    }
    for _ in 0..spec.retired {
        let index = people.len();
        let post = match is_man(index) {
            true => &RETIRED_MAN,
            false => &RETIRED_WOMAN,
        };
        let mut retired = person(spec, post, index, registry, chance);
        retired.retired = true;
        retired.review = None;
        people.push(retired);
    }
    people
}

/// Somebody who joined within the school year, with a birthday in November, after joining.
fn newcomer(person: &mut Person, spec: &Spec, sequence: u32) {
    if let Some(joined) = spec.newcomer {
        person.birth = date(1998, 11, 16);
        person.id_number = id_number(person.birth, sequence * 2 + u32::from(person.male));
        person.joined = Some(joined);
    }
}

/// Somebody on the staff who is not in the union.
fn outsider(person: &mut Person) {
    person.joined = None;
    person.member_no.clear();
    person.card_no.clear();
}

fn person(
    spec: &Spec,
    post: &Post,
    index: usize,
    registry: &mut Registry,
    chance: &mut Chance,
) -> Person {
    let male = is_man(index);
    let name = registry.name(male, chance);
    registry.count += 1;
    let serial = registry.count;
    let (year, month) = (
        chance.between(post.born.0, post.born.1),
        chance.between(1, 12),
    );
    let birth = Date::new(
        year as i16,
        BIRTH_MONTHS.get(index).copied().unwrap_or(month as i8),
        chance.between(1, 28) as i8,
    )
    .unwrap_or(date(1980, 1, 1));
    let joined = (birth.year() + 23 + chance.below(4) as i16).min(2022);
    let joined =
        [date(joined, 9, 1), date(joined, 3, 15), date(joined, 10, 8)][chance.below(3) as usize];
    let teaches = post.category.ends_with("教师");
    Person {
        name,
        id_number: id_number(birth, serial * 2 + u32::from(male)),
        male,
        birth,
        department: department(spec, post, index),
        category: post.category,
        joined: Some(joined),
        left: None,
        member_no: format!("GH{serial:06}"),
        card_no: format!("9900{:08}", 20_240_000 + serial),
        wage: chance.between(post.wage.0, post.wage.1) * 100
            + [0, 0, 50, 25][chance.below(4) as usize],
        phone: format!("1990000{serial:04}"),
        hardship: false,
        retired: false,
        review: teaches.then_some(["优秀", "合格", "合格", "合格"][chance.below(4) as usize]),
    }
}

/// One in three of the staff.
fn is_man(index: usize) -> bool {
    index % 3 == 1
}

/// Teachers are spread over three groups; the others have places of their own.
fn department(spec: &Spec, post: &Post, index: usize) -> &'static str {
    match post.category {
        "后勤人员" => "总务处",
        "其他" => "办公室",
        _ => spec.groups()[index % 3],
    }
}
