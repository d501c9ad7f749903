//! 经费收支: dues and the union's share of the payroll come in month by month, the school adds a
//! subsidy in autumn; every gift and every activity that cost something goes out. Each line has a
//! voucher of its own, which the gift it pays for names too.

use super::welfare::Gift;
use super::{School, dues, months};
use crate::demo::people::Person;
use crate::demo::sheet::{Cell, Sheet};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// What the union had on 1 August 2023, in fen.
const OPENING: i64 = 4_862_037;

/// A line of the accounts.
struct Entry {
    date: Date,
    account: &'static str,
    /// The finer account, if there is one.
    item: &'static str,
    summary: String,
    came_in: bool,
    /// In fen.
    amount: i64,
    /// The gift that it pays for, by its place.
    gift: Option<usize>,
}

impl Entry {
    /// What came in on `date`.
    fn income(date: Date, account: &'static str, summary: String, amount: i64) -> Entry {
        Entry {
            date,
            account,
            item: "",
            summary,
            came_in: true,
            amount,
            gift: None,
        }
    }

    /// What was paid on `date` from an account and a finer one.
    fn expense(
        date: Date,
        (account, item): (&'static str, &'static str),
        summary: String,
        amount: i64,
    ) -> Entry {
        Entry {
            item,
            came_in: false,
            ..Entry::income(date, account, summary, amount)
        }
    }
}

/// 经费收支, with neither of its amounts' balance yet: [`balance`] works it out.
pub(super) fn sheet(school: &School, gifts: &mut [Gift]) -> Sheet {
    let mut entries: Vec<Entry> = months().flat_map(|month| incomes(school, month)).collect();
    entries.push(Entry::income(
        date(2023, 9, 5),
        "单位行政补助收入",
        "学校行政补助".to_string(),
        school.spec.size as i64 * 120_000,
    ));
    entries.extend(gifts.iter().enumerate().map(paid_for));
    entries.extend(school.held.iter().filter(|held| held.cost > 0).map(|held| {
        let summary = format!("支付{}费用", held.title);
        Entry::expense(held.date, account(held.kind), summary, held.cost)
    }));
    entries.sort_by_key(|entry| entry.date);
    let rows = entries.iter().zip(1..).map(|(entry, number)| {
        let voucher = format!("记-{number:03}");
        if let Some(gift) = entry.gift.and_then(|gift| gifts.get_mut(gift)) {
            gift.voucher.clone_from(&voucher);
        }
        let amount = Cell::Fen(entry.amount);
        let kind = if entry.came_in { "收入" } else { "支出" };
        [
            ("date", Cell::Day(entry.date)),
            ("voucher_no", Cell::text(voucher)),
            ("category", Cell::text(entry.account)),
            ("item", Cell::text(entry.item)),
            ("summary", Cell::text(&entry.summary)),
            ("kind", Cell::text(kind)),
            ("amount", amount.clone()),
            ("income", Cell::when(entry.came_in, amount.clone())),
            ("expense", Cell::when(!entry.came_in, amount)),
            ("balance", Cell::Blank),
            ("handler", Cell::text(school.name(1))),
        ]
    });
    Sheet::new("ledger", rows)
}

/// The dues of `month`, and the school union's 60% of the employer's 2%.
fn incomes(school: &School, month: Date) -> [Entry; 2] {
    let wages = |wage: fn(&Person) -> i64| -> i64 { school.paying(month).map(wage).sum() };
    [
        Entry::income(
            month.saturating_add(i64::from(9 + school.number % 3).days()),
            "会费收入",
            format!("收{}月会费", month.month()),
            wages(|person| dues::due(person.wage)),
        ),
        Entry::income(
            month.saturating_add(19.days()),
            "拨缴经费收入",
            format!("收{}月拨缴经费", month.month()),
            wages(|person| person.wage) * 12 / 1_000,
        ),
    ]
}

fn paid_for((index, gift): (usize, &Gift)) -> Entry {
    let account = match gift.category {
        "送温暖" => ("维权支出", "送温暖"),
        _ => ("职工活动支出", "集体福利"),
    };
    let summary = format!("支付{}（{}份）", gift.category, gift.headcount);
    Entry {
        gift: Some(index),
        ..Entry::expense(gift.date, account, summary, gift.amount())
    }
}

/// The account and the finer one that an activity is paid from.
fn account(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "教代会" | "工会委员会" | "离退休座谈会" => ("业务支出", "会议"),
        "培训" => ("业务支出", "培训"),
        "文体活动" | "观影" => ("职工活动支出", "文体活动"),
        _ => ("职工活动支出", "其他"),
    }
}

/// Works out 余额 line by line from what came in and went out.
pub(crate) fn balance(ledger: &mut Sheet) {
    let column = |id| ledger.column(id);
    let (Some(income), Some(expense), Some(balance)) =
        (column("income"), column("expense"), column("balance"))
    else {
        return;
    };
    let mut left = OPENING;
    for row in &mut ledger.rows {
        if let Cell::Fen(fen) = row[income] {
            left += fen;
        }
        if let Cell::Fen(fen) = row[expense] {
            left -= fen;
        }
        row[balance] = Cell::Fen(left);
    }
}
