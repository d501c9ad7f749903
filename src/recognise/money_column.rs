//! Columns that say of each row in which money its amounts stand: 币种, 金额单位, and 单位 where it holds 元 or
//! 万元 and no school.

use super::money_unit::{CURRENCIES, is_other_unit, money_scale};
use crate::schema::{names_other_money, narrow, normalise_label, spoken};

/// Headers of columns of nothing but money's units.
const OWN: &[&str] = &[
    "币种",
    "货币",
    "币别",
    "币制",
    "币种名称",
    "货币种类",
    "货币名称",
    "货币类型",
    "货币单位",
    "货币代码",
    "交易币种",
    "结算币种",
    "账户币种",
    "支付币种",
    "原币",
    "原币币种",
    "金额单位",
    "金额币种",
    "币种单位",
    "currency",
];

/// Headers of columns that may hold measures (盒, 份) or schools too.
const VAGUE: &[&str] = &["单位", "计量单位", "计价单位", "单位/币种"];

/// What banks and programs write for yuan beside its names.
const YUAN: &[&str] = &[
    "156",
    "01",
    "本币",
    "本位币",
    "本国币",
    "￥",
    "¥",
    "元人民币",
];

/// A column of units of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoneyColumn {
    /// The sheet's column (0-based).
    pub column: u32,
    /// Whether its header may stand over something else: only texts that are units of money speak then.
    pub is_vague: bool,
}

/// What such a column says of a row's amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowMoney {
    /// They stand in a unit of so many yuan; below zero, how many of it a yuan is.
    Yuan(i64),
    /// They are another country's money.
    Other,
    /// What it says is not understood.
    Unclear,
}

/// Whether a header's `label` is that of such a column, and a vague one.
pub fn is_money_column(label: &str) -> Option<bool> {
    let label = normalise_label(label);
    let is = |labels: &[&str]| labels.contains(&label.as_str());
    match (is(OWN), is(VAGUE)) {
        (true, _) => Some(false),
        (_, vague) => vague.then_some(true),
    }
}

/// What a cell of such a column says; none for an empty one, and in a vague column for what is no unit of
/// money.
pub fn money_of_row(text: &str, is_vague: bool) -> Option<RowMoney> {
    let said: String = spoken(text).map(narrow).collect();
    if said.is_empty() || said.chars().all(|c| "-—/".contains(c)) {
        return None;
    }
    if let Some(scale) = money_scale(&said) {
        return Some(RowMoney::Yuan(scale));
    }
    let is_short = !is_vague || said.chars().count() <= 6;
    if is_short && (names_other_money(&said) || is_other_unit(&said)) {
        return Some(RowMoney::Other);
    }
    let lower = said.to_lowercase();
    let yuan = YUAN.contains(&lower.as_str())
        || CURRENCIES.iter().any(|name| lower.contains(name)) && !lower.contains(['万', '千']);
    match (yuan, is_vague) {
        (true, false) => Some(RowMoney::Yuan(1)),
        (true, true) => CURRENCIES
            .contains(&lower.as_str())
            .then_some(RowMoney::Yuan(1)),
        (false, false) => Some(RowMoney::Unclear),
        (false, true) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{RowMoney, is_money_column, money_of_row};

    #[test]
    fn units_of_a_rows_money() {
        for (text, vague, said) in [
            ("元", true, Some(RowMoney::Yuan(1))),
            ("万元", true, Some(RowMoney::Yuan(10_000))),
            ("角", true, Some(RowMoney::Yuan(-10))),
            ("（万元）", true, Some(RowMoney::Yuan(10_000))),
            ("人民币", true, Some(RowMoney::Yuan(1))),
            ("港币", true, Some(RowMoney::Other)),
            ("份", true, None),
            ("元坝小学", true, None),
            ("美元国际学校办公室", true, None),
            ("", false, None),
            ("CNY", false, Some(RowMoney::Yuan(1))),
            ("人民币(CNY)", false, Some(RowMoney::Yuan(1))),
            ("01-人民币", false, Some(RowMoney::Yuan(1))),
            ("156", false, Some(RowMoney::Yuan(1))),
            ("人民币万元", false, Some(RowMoney::Yuan(10_000))),
            ("USD", false, Some(RowMoney::Other)),
            ("港币（HKD）", false, Some(RowMoney::Other)),
            ("甲", false, Some(RowMoney::Unclear)),
        ] {
            assert_eq!(money_of_row(text, vague), said, "{text}");
        }
    }

    #[test]
    fn headers_of_such_columns() {
        assert_eq!(is_money_column("币 种"), Some(false));
        assert_eq!(is_money_column("单位"), Some(true));
        assert_eq!(is_money_column("单位名称"), None);
    }
}
