//! Rows that carry figures from one page or period to the next: 承前页, 上年结转, 期初余额. They have no
//! income and no expense of their own.

use super::{Answer, RowKind, RowView};
use crate::read::Value;
use crate::schema::{ColumnType, normalise_label, spoken};

/// What a book brings over from the page before: no income and no expense of its own.
const CARRIED: &[&str] = &[
    "承前页",
    "过次页",
    "承上页",
    "转下页",
    "接上页",
    "承前",
    "转次页",
];

/// A balance that is carried from one period to the next: the period, and the word.
const PERIODS: &[&str] = &[
    "上年",
    "上年度",
    "上月",
    "上期",
    "上季",
    "上学期",
    "本年",
    "本年度",
    "本月",
    "本期",
    "本季",
    "年初",
    "月初",
    "期初",
    "季初",
    "年末",
    "月末",
    "期末",
    "年底",
    "月底",
    "去年",
    "上页",
    "",
];
const BALANCES: &[&str] = &[
    "结转",
    "余额",
    "结余",
    "余额结转",
    "结余结转",
    "结转余额",
    "结转结余",
    "结存",
    "滚存结余",
    "累计结余",
    "数",
];
const CARRIED_OUT: &[&str] = &[
    "结转下年",
    "结转下年度",
    "结转下月",
    "结转下期",
    "结转下季",
    "转下年",
    "结转次年",
];

/// Whether the row brings sums over from the page before, or carries a balance and nothing else.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let mut texts = view.row.texts();
    let page = texts.find(|(_, text)| is_page(text));
    let (column, _) = page.or_else(|| balance_alone(view))?;
    Some(Answer::at(
        RowKind::BroughtForward,
        "brought_forward",
        column,
    ))
}

/// Whether a text says that its row brings sums over from the page before.
fn is_page(text: &str) -> bool {
    text.len() < 40 && text.contains(['页', '頁', '承']) && {
        let label = normalise_label(text);
        CARRIED.contains(&label.as_str())
    }
}

/// Whether a text says that its row carries a balance: 上年结转, 期初余额, 2022年结余, 结转下年.
fn says_balance(text: &str) -> bool {
    if text.len() >= 40 || !text.contains(['结', '余', '結', '餘', '初', '转', '轉']) {
        return false;
    }
    let label = normalise_label(text);
    let label = label.trim_end_matches(['。', '.', '，', ',', '、']);
    let dated = label.trim_start_matches(|c: char| c.is_ascii_digit() || "年月度".contains(c));
    let carried_in = |label: &str, dated: bool| {
        let rests = PERIODS
            .iter()
            .filter_map(|period| label.strip_prefix(period));
        let mut rests = rests.filter(|rest| dated || rest.len() < label.len());
        // 年初数 is a balance; 2022年数 says nothing.
        let number = |rest: &str| rest == "数" && !label.starts_with(['年', '月', '期']);
        rests.any(|rest| BALANCES.contains(&rest) && !number(rest))
    };
    // 9月末余额.
    let at_end = dated
        .strip_prefix(['末', '底'])
        .is_some_and(|rest| BALANCES.contains(&rest));
    at_end && dated.len() < label.len()
        || CARRIED_OUT.contains(&label)
        || carried_in(label, false)
        || carried_in(dated, dated.len() < label.len())
}

/// The text by which a row carries a balance and neither income nor expense: in a table that keeps a
/// balance, a row that says so and has no other amount. With another amount it is a row like any other.
fn balance_alone<'r>(view: &RowView<'r, '_>) -> Option<(u32, &'r str)> {
    let table = view.block.table;
    table.column_index("balance")?;
    let mut texts = view.row.texts();
    // A row of nothing but a balance may call it so: 结余.
    let bare = |text: &str| {
        let is = ["结余", "余额", "结存", "账面余额"].contains(&normalise_label(text).as_str());
        is && view.row.cells.len() == 2
    };
    let said = texts.find(|(_, text)| says_balance(text) || bare(text))?;
    let mut amounts = view.columns.iter().filter(|(index, _)| {
        let column = &table.columns[**index];
        column.kind == ColumnType::Money && column.summed
    });
    let alone = amounts.all(|(_, place)| view.row.at(*place).is_none_or(is_nothing));
    alone.then_some(said)
}

fn is_nothing(value: &Value<'_>) -> bool {
    match value {
        Value::Number(number) => *number == 0.0,
        Value::Text(text) => {
            let text: String = spoken(text.as_str()).collect();
            text.is_empty() || text.chars().all(|c| "-—–/\\0.".contains(c)) || text == "无"
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::says_balance;

    #[test]
    fn a_balance_is_carried() {
        for text in [
            "上年结转",
            "期初余额",
            "上月结转",
            "上期结余",
            "年初结余",
            "结转下年",
            "2022年结转",
            "2022年度结余",
            "上年度余额",
            "月初余额",
            "本月结余",
            "年初数",
            "上年餘額",
            "2023年1月期初余额",
        ] {
            assert!(says_balance(text), "{text}");
        }
        for text in [
            "结婚慰问",
            "会费结余返还",
            "余额",
            "结余",
            "付结算款",
            "年末慰问",
            "2022年数",
            "业余活动",
        ] {
            assert!(!says_balance(text), "{text}");
        }
    }
}
