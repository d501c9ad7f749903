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
    pub(super) reason: String,
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
        reason: occasion.kind.to_string(),
        form: occasion.form,
        headcount: 1,
        price: occasion.amount,
        voucher: String::new(),
        visitor: school.name(0).to_string(),
    }));
    let (day, amount) = aid(school);
    gifts.extend(
        school
            .people
            .iter()
            .filter(|p| p.hardship)
            .map(|person| Gift {
                date: day,
                category: "送温暖",
                recipient: person.name.clone(),
                reason: "春节前走访".to_string(),
                form: "转账",
                headcount: 1,
                price: amount,
                voucher: String::new(),
                visitor: school.name(0).to_string(),
            }),
    );
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
            reason: holiday.to_string(),
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
        reason: "会员生日".to_string(),
        form: if school.number.is_multiple_of(2) {
            "卡券"
        } else {
            "实物"
        },
        headcount: headcount as i64,
        price: CAKE * 100,
        voucher: String::new(),
        visitor: school.name(1).to_string(),
    };
    if school.spec.each_birthday {
        let each = celebrating.iter();
        return each
            .map(|(person, day)| gift(*day, person.name.clone(), 1))
            .collect();
    }
    let day = Date::new(month.year(), month.month(), 15).unwrap_or(month);
    let together = (!celebrating.is_empty()).then(|| {
        gift(
            day,
            format!("{}月过生日会员", month.month()),
            celebrating.len(),
        )
    });
    together.into_iter().collect()
}

/// 福利慰问.
pub(super) fn sheet(gifts: &[Gift]) -> Sheet {
    let mut sheet = Sheet::new(
        "welfare",
        &[
            "date",
            "category",
            "recipient",
            "reason",
            "form",
            "headcount",
            "unit_price",
            "amount",
            "voucher_no",
            "visitor",
        ],
    );
    for gift in gifts {
        sheet.rows.push(vec![
            Cell::Day(gift.date),
            Cell::text(gift.category),
            Cell::text(&gift.recipient),
            Cell::text(&gift.reason),
            Cell::text(gift.form),
            Cell::Integer(gift.headcount),
            Cell::Fen(gift.price),
            Cell::Fen(gift.amount()),
            Cell::text(&gift.voucher),
            Cell::text(&gift.visitor),
        ]);
    }
    sheet
}
