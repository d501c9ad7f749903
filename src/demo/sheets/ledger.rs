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

struct Entry {
    date: Date,
    account: &'static str,
    item: &'static str,
    summary: String,
    income: i64,
    expense: i64,
    /// The gift that it pays for, by its place.
    gift: Option<usize>,
}

/// 经费收支, with neither of its amounts' balance yet: [`balance`] works it out.
pub(super) fn sheet(school: &School, gifts: &mut [Gift]) -> Sheet {
    let mut entries: Vec<Entry> = months().flat_map(|month| incomes(school, month)).collect();
    entries.push(Entry {
        date: date(2023, 9, 5),
        account: "单位行政补助收入",
        item: "",
        summary: "学校行政补助".to_string(),
        income: school.spec.size as i64 * 120_000,
        expense: 0,
        gift: None,
    });
    entries.extend(
        gifts
            .iter()
            .enumerate()
            .map(|(index, gift)| paid_for(index, gift)),
    );
    entries.extend(school.held.iter().filter(|held| held.cost > 0).map(|held| {
        let (account, item) = account(held.kind);
        Entry {
            date: held.date,
            account,
            item,
            summary: format!("支付{}费用", held.title),
            income: 0,
            expense: held.cost,
            gift: None,
        }
    }));
    entries.sort_by_key(|entry| entry.date);
    let mut sheet = Sheet::new(
        "ledger",
        &[
            "date",
            "voucher_no",
            "category",
            "item",
            "summary",
            "kind",
            "amount",
            "income",
            "expense",
            "balance",
            "handler",
        ],
    );
    for (index, entry) in entries.iter().enumerate() {
        let voucher = format!("记-{:03}", index + 1);
        if let Some(gift) = entry.gift.and_then(|gift| gifts.get_mut(gift)) {
            gift.voucher.clone_from(&voucher);
        }
        sheet.rows.push(line(entry, voucher, school.name(1)));
    }
    sheet
}

fn line(entry: &Entry, voucher: String, handler: &str) -> Vec<Cell> {
    let came_in = entry.expense == 0;
    vec![
        Cell::Day(entry.date),
        Cell::text(voucher),
        Cell::text(entry.account),
        if entry.item.is_empty() {
            Cell::Blank
        } else {
            Cell::text(entry.item)
        },
        Cell::text(&entry.summary),
        Cell::text(if came_in { "收入" } else { "支出" }),
        Cell::Fen(entry.income + entry.expense),
        if came_in {
            Cell::Fen(entry.income)
        } else {
            Cell::Blank
        },
        if came_in {
            Cell::Blank
        } else {
            Cell::Fen(entry.expense)
        },
        Cell::Blank,
        Cell::text(handler),
    ]
}

/// The dues of `month`, and the school union's 60% of the employer's 2%.
fn incomes(school: &School, month: Date) -> [Entry; 2] {
    let wages = |wage: fn(&Person) -> i64| -> i64 { school.paying(month).map(wage).sum() };
    [
        Entry {
            date: month.saturating_add(i64::from(9 + school.number % 3).days()),
            account: "会费收入",
            item: "",
            summary: format!("收{}月会费", month.month()),
            income: wages(|person| dues::due(person.wage)),
            expense: 0,
            gift: None,
        },
        Entry {
            date: month.saturating_add(19.days()),
            account: "拨缴经费收入",
            item: "",
            summary: format!("收{}月拨缴经费", month.month()),
            income: wages(|person| person.wage) * 12 / 1_000,
            expense: 0,
            gift: None,
        },
    ]
}

fn paid_for(index: usize, gift: &Gift) -> Entry {
    let (account, item) = match gift.category {
        "送温暖" => ("维权支出", "送温暖"),
        _ => ("职工活动支出", "集体福利"),
    };
    Entry {
        date: gift.date,
        account,
        item,
        summary: format!("支付{}（{}份）", gift.category, gift.headcount),
        income: 0,
        expense: gift.amount(),
        gift: Some(index),
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
    let (Some(income), Some(expense), Some(balance)) = (
        ledger.column("income"),
        ledger.column("expense"),
        ledger.column("balance"),
    ) else {
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
