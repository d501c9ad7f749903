//! 福利慰问: gifts in kind at the holidays, a greeting for each member's birthday, and what was
//! brought on visits.

use super::care::{Occasion, aid};
use super::{School, months};
use crate::demo::people::Person;
use crate::demo::sheet::{Cell, Sheet};
use jiff::civil::{Date, date};

/// The holidays of the school year: the day of the gift and yuan for each member.
const HOLIDAYS: &[(Date, &str, i64)] = &[
    (date(2023, 9, 26), "中秋节", 300),
    (date(2023, 9, 28), "国庆节", 200),
    (date(2023, 12, 28), "元旦", 150),
    (date(2024, 2, 2), "春节", 400),
    (date(2024, 4, 2), "清明节", 100),
    (date(2024, 4, 29), "劳动节", 200),
    (date(2024, 6, 6), "端午节", 300),
];

/// Yuan for a birthday cake.
const CAKE: i64 = 200;

/// One gift; its voucher number comes from the accounts.
pub(super) struct Gift {
    pub(super) date: Date,
    pub(super) category: &'static str,
    pub(super) recipient: String,
    pub(super) reason: &'static str,
    pub(super) form: &'static str,
    pub(super) headcount: i64,
    /// Fen.
    pub(super) price: i64,
    pub(super) voucher: String,
    pub(super) visitor: String,
}

impl Gift {
    /// Fen for all who got one.
    pub(super) fn amount(&self) -> i64 {
        self.headcount * self.price
    }
}

/// All gifts by date.
pub(super) fn gifts(school: &School, occasions: &[Occasion]) -> Vec<Gift> {
    let mut gifts = holidays(school);
    for month in months() {
        let celebrating: Vec<(&Person, Date)> = school
            .paying(month)
            .filter(|person| person.birth.month() == month.month())
            .filter_map(|person| {
                let day = Date::new(month.year(), month.month(), person.birth.day()).ok()?;
                Some((person, day))
            })
            .collect();
        gifts.extend(birthdays(school, month, &celebrating));
    }
    gifts.extend(occasions.iter().map(|occasion| Gift {
        date: occasion.visited,
        category: occasion.gift,
        recipient: occasion.person.clone(),
        reason: occasion.kind,
        form: occasion.form,
        headcount: 1,
        price: occasion.amount,
        voucher: String::new(),
        visitor: school.name(0).to_string(),
    }));
    let (day, amount) = aid(school);
    let aided = school.people.iter().filter(|p| p.hardship);
    gifts.extend(aided.map(|person| Gift {
        date: day,
        category: "送温暖",
        recipient: person.name.clone(),
        reason: "春节前走访",
        form: "转账",
        headcount: 1,
        price: amount,
        voucher: String::new(),
        visitor: school.name(0).to_string(),
    }));
    gifts.sort_by_key(|gift| gift.date);
    gifts
}

fn holidays(school: &School) -> Vec<Gift> {
    HOLIDAYS
        .iter()
        .map(|&(date, holiday, yuan)| Gift {
            date,
            category: "节日慰问",
            recipient: "全体会员".to_string(),
            reason: holiday,
            form: "实物",
            headcount: school.paying(date).count() as i64,
            price: yuan * 100,
            voucher: String::new(),
            visitor: school.name(1).to_string(),
        })
        .collect()
}

fn birthdays(school: &School, month: Date, celebrating: &[(&Person, Date)]) -> Vec<Gift> {
    let gift = |date: Date, recipient: String, headcount: usize| Gift {
        date,
        category: "生日慰问",
        recipient,
        reason: "会员生日",
        form: ["卡券", "实物"][school.number as usize % 2],
        headcount: headcount as i64,
        price: CAKE * 100,
        voucher: String::new(),
        visitor: school.name(1).to_string(),
    };
    if !school.spec.birthdays_together {
        let each = celebrating.iter();
        return each
            .map(|(person, day)| gift(*day, person.name.clone(), 1))
            .collect();
    }
    if celebrating.is_empty() {
        return Vec::new();
    }
    let day = Date::new(month.year(), month.month(), 15).unwrap_or(month);
    let all = format!("{}月过生日会员", month.month());
    vec![gift(day, all, celebrating.len())]
}

/// 福利慰问.
pub(super) fn sheet(gifts: &[Gift]) -> Sheet {
    let rows = gifts.iter().map(|gift| {
        [
            ("date", Cell::Day(gift.date)),
            ("category", Cell::text(gift.category)),
            ("recipient", Cell::text(&gift.recipient)),
            ("reason", Cell::text(gift.reason)),
            ("form", Cell::text(gift.form)),
            ("headcount", Cell::Integer(gift.headcount)),
            ("unit_price", Cell::Fen(gift.price)),
            ("amount", Cell::Fen(gift.amount())),
            ("voucher_no", Cell::text(&gift.voucher)),
            ("visitor", Cell::text(&gift.visitor)),
        ]
    });
    Sheet::new("welfare", rows)
}
