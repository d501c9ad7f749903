//! Rows that carry figures from one page or period to the next: 承前页, 上年结转, 期初余额. They have no
//! income and no expense of their own.

use super::Row;
use super::row::spoken;
use crate::read::Value;
use crate::rows::Block;
use crate::schema::{ColumnType, normalise_label};
use std::collections::BTreeMap;

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

/// Whether a row brings sums over from the page before, or carries a balance and nothing else;
/// `columns` are those of the sheet by column of the declaration.
pub(super) fn is_carried(row: &Row<'_>, block: &Block, columns: &BTreeMap<usize, u32>) -> bool {
    row.texts().any(|(_, text)| is_carried_page(text)) || is_balance_alone(row, block, columns)
}

/// Whether a text says that its row brings sums over from the page before.
fn is_carried_page(text: &str) -> bool {
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
    CARRIED_OUT.contains(&label)
        || carried_in(label, false)
        || carried_in(dated, dated.len() < label.len())
}

/// Whether a row carries a balance and neither income nor expense: in a table that keeps a balance, a
/// row that says so and has no other amount. With another amount it is a row like any other.
fn is_balance_alone(row: &Row<'_>, block: &Block, columns: &BTreeMap<usize, u32>) -> bool {
    let money = |summed: bool| {
        columns.iter().filter(move |(index, _)| {
            let column = &block.table.columns[**index];
            column.kind == ColumnType::Money && column.summed == summed
        })
    };
    let keeps_balance = block.table.column_index("balance").is_some();
    let nothing = |value: &Value<'_>| match value {
        Value::Number(number) => *number == 0.0,
        Value::Text(text) => {
            let text: String = spoken(text.as_str()).collect();
            text.is_empty() || text.chars().all(|c| "-—–/\\0.".contains(c)) || text == "无"
        }
        _ => false,
    };
    keeps_balance
        && row.texts().any(|(_, text)| says_balance(text))
        && money(true).all(|(_, place)| row.at(*place).is_none_or(nothing))
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
