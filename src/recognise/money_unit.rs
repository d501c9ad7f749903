//! In which unit money stands (元, 万元): what a header, a line above it or a cell under it says. A unit
//! that is named and not understood is told from none, since it makes a figure 10,000 times too small.

use crate::schema::{names_other_money, narrow, normalise_label, plain, spoken};

/// What a text says of the unit of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyUnit {
    /// Nothing.
    Nothing,
    /// One unit, so many yuan.
    Scale(i64),
    /// It names 万元 or 千元, and what of is not clear; or a unit that is none of yuan: 分, 港币.
    Unclear,
}

/// Units of money with the yuan that each is, the longer ones first; below zero, how many of it a yuan is.
const UNITS: &[(&str, i64)] = &[
    ("百万元", 1_000_000),
    ("千万元", 10_000_000),
    ("亿元", 100_000_000),
    ("万元", 10_000),
    ("万圆", 10_000),
    ("千元", 1_000),
    ("百元", 100),
    ("元", 1),
    ("圆", 1),
    ("万", 10_000),
    ("千", 1_000),
    ("￥", 1),
    ("¥", 1),
    ("角", -10),
    ("分", -100),
];

/// What may stand before a unit and says which money it is.
pub(super) const CURRENCIES: &[&str] = &["人民币", "rmb", "cny", "￥", "¥"];

/// What a unit of so many yuan is called; 元 for any other number.
pub fn money_unit_name(scale: i64) -> &'static str {
    let unit = UNITS.iter().find(|(_, yuan)| *yuan == scale);
    unit.map_or("元", |(name, _)| name)
}

/// By how much a unit of money is more than a yuan; none for what is no unit of money (a school may
/// be called 元坝小学). Of several units (`人、万元`) the one of money counts.
pub(super) fn money_scale(unit: &str) -> Option<i64> {
    let unit = normalise_label(unit);
    let unit = unit.strip_prefix("单位").unwrap_or(&unit);
    unit.split(['/', '、', ',', ';']).find_map(|unit| {
        let bare = CURRENCIES.iter().find_map(|c| unit.strip_prefix(c));
        match bare {
            // ￥ and RMB alone are yuan.
            Some("") if unit != "人民币" => Some(1),
            _ => {
                let unit = bare.unwrap_or(unit);
                let found = UNITS.iter().find(|(name, _)| *name == unit);
                found.map(|(_, scale)| *scale)
            }
        }
    })
}

/// A label as compared without the unit of money behind it (`金额/万元`, `金额单位万元`, `金额万元`,
/// `保费￥`), and that unit; none where there is none.
pub(super) fn money_behind(label: &str) -> Option<(&str, i64)> {
    let divided = ["单位", "/"].iter().find_map(|between| {
        let (label, unit) = label.rsplit_once(between)?;
        Some((label, money_scale(unit)?))
    });
    let glued = || {
        // These alone may be part of a word.
        let units = UNITS
            .iter()
            .filter(|(unit, _)| !["万", "千", "角", "分"].contains(unit));
        let (label, scale) = units
            .filter_map(|(unit, scale)| Some((label.strip_suffix(unit)?, *scale)))
            .next()?;
        let currency = CURRENCIES.iter().find_map(|c| label.strip_suffix(c));
        Some((currency.unwrap_or(label), scale))
    };
    let found = divided.or_else(glued);
    found.filter(|(label, _)| !label.is_empty())
}

/// What a header says of its column's unit: in its brackets, or behind its own words.
pub(super) fn unit_of_header(label: &str) -> MoneyUnit {
    let brackets = crate::schema::units_in_brackets(label);
    let in_brackets = brackets.iter().rev().find_map(|unit| money_scale(unit));
    let behind = || money_behind(&normalise_label(label)).map(|(_, scale)| scale);
    if let Some(scale) = in_brackets.or_else(behind) {
        return MoneyUnit::Scale(scale);
    }
    let odd = |inside: &String| names_many(inside) || is_other_unit(inside);
    match unit_of_line(label) {
        MoneyUnit::Nothing if brackets.iter().any(odd) || names_other_money(label) => {
            MoneyUnit::Unclear
        }
        said => said,
    }
}

/// By how much the unit of money that a remark names is more than a yuan: `注：金额单位为万元`,
/// `以万元为单位`, `单位：万元`; none where it names none, or several.
pub fn money_unit_said(text: &str) -> Option<i64> {
    if text.len() > 400 || !text.contains("单位") {
        return None;
    }
    let text: String = spoken(text).collect();
    let ends = |c: char| ",。;.、()[]".contains(c);
    let behind = text.match_indices("单位").filter_map(|(at, word)| {
        let rest = text[at + word.len()..].trim_start_matches([':', '为', '是', '均', '按', '以']);
        money_scale(rest.split(ends).next()?)
    });
    let before = text.match_indices("为单位").filter_map(|(at, _)| {
        let rest = &text[..at];
        money_scale(&rest[rest.rfind('以')? + '以'.len_utf8()..])
    });
    let mut scales: Vec<i64> = behind.chain(before).collect();
    scales.dedup();
    match scales.as_slice() {
        [scale] => Some(*scale),
        _ => None,
    }
}

/// Whether what stands in a header's brackets is a unit of tens or thousands of something: 万人, 十万元.
fn names_many(inside: &str) -> bool {
    let inside: String = inside.chars().map(plain).collect();
    let unit = inside
        .trim_start_matches("单位")
        .trim_start_matches([':', '：']);
    let counted = unit.trim_start_matches(['十', '百']);
    counted.starts_with(['万', '千']) && unit.chars().count() <= 4
}

/// Whether a text is a unit of money that is no unit of yuan: 分, 角, 美元, `HK$`.
pub(super) fn is_other_unit(unit: &str) -> bool {
    let unit = normalise_label(unit);
    let bare = unit.strip_prefix("单位").unwrap_or(&unit);
    let bare = CURRENCIES
        .iter()
        .find_map(|c| bare.strip_prefix(c))
        .unwrap_or(bare);
    matches!(bare, "分" | "角" | "厘") || names_other_money(unit.as_str())
}

/// What a cell right under a header says of its column's unit: a unit and nothing else, or a hint that
/// names one.
pub(super) fn unit_of_cell(text: &str) -> MoneyUnit {
    if let Some(scale) = money_scale(text) {
        return MoneyUnit::Scale(scale);
    }
    match unit_of_line(text) {
        MoneyUnit::Nothing if names_many(&bare(text)) || is_other_unit(&bare(text)) => {
            MoneyUnit::Unclear
        }
        said => said,
    }
}

fn bare(text: &str) -> String {
    let text: String = spoken(text).collect();
    text.trim_matches(['(', ')', '[', ']']).to_string()
}

/// What a line above a header says: `单位：万元  2023年12月`, `以万元为单位`, `（万元）`, 万元 alone. An
/// amount (3万元, 万元以上) is no unit.
pub fn unit_of_line(text: &str) -> MoneyUnit {
    if states_other_unit(text) {
        return MoneyUnit::Unclear;
    }
    if !text.contains(['元', '圆', '圓']) {
        return match after_label(text) {
            Some(scale) => MoneyUnit::Scale(scale),
            None => MoneyUnit::Nothing,
        };
    }
    let chars: Vec<char> = text
        .chars()
        .map(|c| plain(narrow(c)).to_ascii_lowercase())
        .collect();
    let mut found: Option<i64> = None;
    let mut unclear = false;
    for (at, _) in chars
        .iter()
        .enumerate()
        .filter(|(_, c)| "元圆".contains(**c))
    {
        match occurrence(&chars, at) {
            MoneyUnit::Nothing => {}
            MoneyUnit::Unclear => unclear = true,
            MoneyUnit::Scale(scale) if found.is_none_or(|other| other == scale) => {
                found = Some(scale);
            }
            MoneyUnit::Scale(_) => return MoneyUnit::Unclear,
        }
    }
    match found {
        _ if unclear => MoneyUnit::Unclear,
        Some(scale) => MoneyUnit::Scale(scale),
        None => MoneyUnit::Nothing,
    }
}

/// Whether a line states a unit of money that is none of yuan: `单位：分`, `币种：港币`.
fn states_other_unit(text: &str) -> bool {
    let text: String = text.chars().map(narrow).collect();
    let stated = text.match_indices(':').any(|(at, _)| {
        let unit = text[at + 1..].split_whitespace().next().unwrap_or_default();
        labels_unit(&text[..at]) && is_other_unit(unit.trim_matches(['(', ')', '[', ']']))
    });
    let alone = || {
        let bare = text.trim();
        let bare = bare
            .strip_prefix('(')
            .and_then(|bare| bare.strip_suffix(')'));
        bare.is_some_and(is_other_unit)
    };
    stated || alone()
}

/// `单位：万`, `金额单位：千`: a unit without 元 counts behind its label alone.
fn after_label(text: &str) -> Option<i64> {
    let text: String = text.chars().map(narrow).collect();
    let text = text.trim().trim_matches(['(', ')', '[', ']']);
    let (label, unit) = text.rsplit_once(':')?;
    normalise_label(label)
        .ends_with("单位")
        .then(|| money_scale(unit))
        .flatten()
}

/// What may stand right before a unit where a line states it.
const BEFORE: &str = "以按用为是位(:[,、;/。—-";

/// What may stand right behind it.
const BEHIND: &str = "为计填保人、,;。()[]/:";

/// What the unit whose 元 is the character `at` says.
fn occurrence(chars: &[char], at: usize) -> MoneyUnit {
    let many = at.checked_sub(1).map(|before| chars[before]);
    let (first, scale) = match many {
        Some('万') => match at.checked_sub(2).map(|before| chars[before]) {
            Some('百') => (at - 2, 1_000_000),
            Some('千') => (at - 2, 10_000_000),
            _ => (at - 1, 10_000),
        },
        Some('亿') => (at - 1, 100_000_000),
        Some('千') => (at - 1, 1_000),
        Some('百') => (at - 1, 100),
        _ => (at, 1),
    };
    let before: String = chars[..first].iter().collect();
    let gap = before.ends_with(char::is_whitespace);
    let before = before.trim_end();
    let behind: String = chars[at + 1..].iter().collect();
    let money = CURRENCIES.iter().find_map(|c| before.strip_suffix(c));
    let words = money.unwrap_or(before).trim_end();
    let figure =
        |words: &str| words.ends_with(|c: char| c.is_numeric() || "十百千万亿两数几_".contains(c));
    // 十余万元 is an amount, and 结余万元 none.
    let about = words.strip_suffix(['余', '多', '半']);
    let amount = figure(words) || about.is_some_and(figure);
    let compared = ["以上", "以下", "以内", "户", "左右"]
        .iter()
        .any(|word| behind.starts_with(word));
    let warned = ["勿", "不要", "不得", "不是", "不能", "非"];
    let tail: String = chars[first.saturating_sub(6)..first].iter().collect();
    if amount || compared || warned.iter().any(|word| tail.contains(word)) {
        return MoneyUnit::Nothing;
    }
    let begins = words.is_empty() || words.ends_with(|c| BEFORE.contains(c));
    let ends = behind.is_empty()
        || behind
            .starts_with(|c: char| c.is_whitespace() || c.is_ascii_digit() || BEHIND.contains(c));
    let of_label = words.ends_with(':') && !labels_unit(words);
    // 预算总额：  万元 is a place for an amount, and 预算（万元）：50 a label with its own unit.
    if of_label && gap || behind.starts_with("):") {
        return MoneyUnit::Nothing;
    }
    match (begins && ends && !of_label, scale) {
        (true, _) => MoneyUnit::Scale(scale),
        // 元 and 百元 are parts of many words: 单元, 元旦, 百元红包.
        (false, 1 | 100) => MoneyUnit::Nothing,
        (false, _) => MoneyUnit::Unclear,
    }
}

/// Whether the words before a colon say that a unit follows.
fn labels_unit(words: &str) -> bool {
    let label = words.trim_end_matches(':').trim_end();
    ["单位", "币种", "货币", "计量"]
        .iter()
        .any(|word| label.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_state_a_unit() {
        for (line, scale) in [
            ("单位：元", 1),
            ("单位：万元", 10_000),
            ("单位：万元  2023年12月", 10_000),
            ("单位：万元 2023年12月", 10_000),
            ("单位:RMB万元", 10_000),
            ("金额单位：人民币万元", 10_000),
            ("以万元为单位", 10_000),
            ("单位：百万元", 1_000_000),
            ("单位：亿元", 100_000_000),
            ("（以万元为单位）", 10_000),
            ("金额以万元计", 10_000),
            ("万元", 10_000),
            ("（万元）", 10_000),
            ("（單位：萬元）", 10_000),
            ("单位：千元", 1_000),
            ("单位：万", 10_000),
            ("单位：元、人", 1),
            ("币种：人民币  单位：万元", 10_000),
            ("单位：  万元", 10_000),
            ("填报单位：石桥小学    单位：万元", 10_000),
            ("2023年经费收支表（万元）", 10_000),
            ("单位：万元（保留两位小数）", 10_000),
            ("金额以元为单位，超过1万元的附合同", 1),
            ("单位：元，请勿写成万元", 1),
        ] {
            assert_eq!(unit_of_line(line), MoneyUnit::Scale(scale), "{line}");
        }
    }

    #[test]
    fn an_amount_and_a_word_are_no_unit_and_what_is_not_understood_is_unclear() {
        for line in [
            "本年拨款3万元",
            "本年拨款 3 万元",
            "三万元以上项目",
            "万元以上支出明细",
            "元旦慰问",
            "填报单位：元坝小学",
            "第二单元",
            "百元红包发放表",
            "预算总额：    万元",
            "预算总额：____万元",
            "万佛湖小学千人健步走",
            "福利慰问台账",
            "数万元",
            "十余万元",
            "年度预算（万元）：50",
            "上年结余：   万元，本年收入：   万元",
        ] {
            assert_eq!(unit_of_line(line), MoneyUnit::Nothing, "{line}");
        }
        for line in [
            "经费万元表",
            "单位：分",
            "金额单位：角",
            "单位：美元",
            "币种：港币  单位：元",
            "（港元）",
            "单位：元或万元",
            "单位：万元制",
            "拨款总额：万元",
            "上年结余    万元",
        ] {
            assert_eq!(unit_of_line(line), MoneyUnit::Unclear, "{line}");
        }
    }

    #[test]
    fn headers_that_state_a_unit() {
        for (header, said) in [
            ("金额：元", MoneyUnit::Scale(1)),
            ("金额\n万元", MoneyUnit::Scale(10_000)),
            ("金额/万元", MoneyUnit::Scale(10_000)),
            ("金额万元", MoneyUnit::Scale(10_000)),
            ("金额（单位：万元）", MoneyUnit::Scale(10_000)),
            ("金额(万)", MoneyUnit::Scale(10_000)),
            ("金额（RMB）", MoneyUnit::Scale(1)),
            ("金额（人民币元）", MoneyUnit::Scale(1)),
            ("保费 ￥", MoneyUnit::Scale(1)),
            ("金额（以万元计）", MoneyUnit::Scale(10_000)),
            ("金额（十万元）", MoneyUnit::Unclear),
            ("金额（百万元）", MoneyUnit::Scale(1_000_000)),
            ("金额（亿元）", MoneyUnit::Scale(100_000_000)),
            ("实缴金额（分）", MoneyUnit::Scale(-100)),
            ("应缴(单位：分)", MoneyUnit::Scale(-100)),
            ("金额（角）", MoneyUnit::Scale(-10)),
            ("得分", MoneyUnit::Nothing),
            ("金额（美元）", MoneyUnit::Unclear),
            ("金额（HKD）", MoneyUnit::Unclear),
            ("金额(HK$)", MoneyUnit::Unclear),
            ("人数（万人）", MoneyUnit::Unclear),
            ("金额", MoneyUnit::Nothing),
            ("金额（含税）", MoneyUnit::Nothing),
        ] {
            assert_eq!(unit_of_header(header), said, "{header}");
        }
        assert_eq!(money_behind("金额万元"), Some(("金额", 10_000)));
        assert_eq!(money_behind("保费￥"), Some(("保费", 1)));
        assert_eq!(money_behind("万元"), None);
    }

    #[test]
    fn cells_under_a_header_that_state_a_unit() {
        for (cell, said) in [
            ("万元", MoneyUnit::Scale(10_000)),
            ("（万元）", MoneyUnit::Scale(10_000)),
            ("(千元)", MoneyUnit::Scale(1_000)),
            ("元", MoneyUnit::Scale(1)),
            ("必填，单位：万元", MoneyUnit::Scale(10_000)),
            ("人", MoneyUnit::Nothing),
            ("必填", MoneyUnit::Nothing),
            ("万人", MoneyUnit::Unclear),
            ("（十万元）", MoneyUnit::Unclear),
            ("分", MoneyUnit::Scale(-100)),
            ("（港币）", MoneyUnit::Unclear),
        ] {
            assert_eq!(unit_of_cell(cell), said, "{cell}");
        }
    }
}
