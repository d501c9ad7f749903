//! A total that stands in one cell with its amount: `合计：218.55元`, `合计（大写）：贰佰壹拾捌元伍角伍分`.

use super::{Answer, RowKind, RowView};
use crate::recognise::Row;
use crate::schema::{normalise_label, spoken};

/// What begins a total.
const WORDS: [&str; 5] = ["合计", "总计", "小计", "共计", "累计"];

/// What may stand between a total's word and its amount.
const BETWEEN: [&str; 10] = [
    "人民币",
    "大写",
    "小写",
    "金额",
    "会费",
    "应缴",
    "实缴",
    "应交",
    "实交",
    ":",
];

/// A total that is said in one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tabulate) struct InlineTotal {
    /// The sheet's column, 0-based.
    pub(in crate::tabulate) column: u32,
    /// What it calls itself: 合计, 本页小计.
    pub(in crate::tabulate) label: String,
    /// What is said to be the total, once in digits and once in words where both stand there; empty
    /// where it is none that is certainly money (`合计：6人`, `合计：6`).
    pub(in crate::tabulate) amounts: Vec<String>,
}

/// Whether the row's first text is such a total; a row that says when it was is a row.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let total = inline_total(view.row)?;
    (!view.is_dated()).then(|| Answer::at(RowKind::Total, "inline_total", total.column))
}

/// The total that the first text of `row` says; none where it begins as none does. A text further on is a
/// remark of the row's.
pub(in crate::tabulate) fn inline_total(row: &Row<'_>) -> Option<InlineTotal> {
    let (column, text) = row.texts().next()?;
    // Totals are short; most texts are none.
    if text.len() > 150 || !text.contains('计') {
        return None;
    }
    let text: String = spoken(text).collect();
    let (label, said) = divided(&text)?;
    let amounts = said.split(['¥', '￥']).map(without_words);
    Some(InlineTotal {
        column,
        label: normalise_label(label),
        amounts: amounts.filter(|amount| is_money(amount, said)).collect(),
    })
}

/// The total's own words, and what stands behind them; none for a text that is no total (合计划拨) or
/// says no more than that it is one.
fn divided(text: &str) -> Option<(&str, &str)> {
    let ends = WORDS
        .iter()
        .filter_map(|word| Some(text.find(word)? + word.len()));
    let end = ends.min()?;
    let (label, rest) = text.split_at(end);
    let goes_on = |c: char| c.is_ascii_digit() || ":(¥￥".contains(c);
    let spoken = rest.starts_with(goes_on) || BETWEEN.iter().any(|word| rest.starts_with(word));
    let said = rest.contains(|c: char| c.is_alphanumeric());
    let only_remark = without_words(rest).is_empty();
    (label.chars().count() <= 6 && spoken && said && !only_remark).then_some((label, rest))
}

/// What is said without `（大写）`, `人民币` and the like around it and what closes a bracket.
fn without_words(said: &str) -> String {
    const SIGNS: [char; 6] = ['(', ')', ',', '。', ';', ':'];
    let mut rest = said;
    loop {
        let before = rest;
        rest = rest.trim_matches(SIGNS);
        for word in BETWEEN {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        rest = rest.strip_suffix("小写").unwrap_or(rest);
        if rest == before {
            return rest.to_string();
        }
    }
}

/// Whether what is said is an amount of money and no count.
fn is_money(amount: &str, said: &str) -> bool {
    let digits =
        amount.contains(|c: char| c.is_numeric() || "零壹贰叁肆伍陆柒捌玖拾佰仟".contains(c));
    let unit = amount.contains(['元', '圆', '角', '分', '.']) || said.contains(['¥', '￥']);
    digits && unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Cell, Looks, Text, Value};

    fn said(text: &str) -> Option<InlineTotal> {
        let cell = Cell {
            row: 8,
            column: 0,
            value: Value::Text(Text::own(text.to_string())),
            looks: Looks::default(),
            format: None,
        };
        let row = Row {
            index: 8,
            cells: vec![cell],
        };
        inline_total(&row)
    }

    #[test]
    fn an_amount_is_told_from_a_count() {
        let words = "贰佰壹拾捌元伍角伍分";
        for (text, label, amounts) in [
            ("合计：218.55元", "合计", vec!["218.55元"]),
            ("合 计 218.55元", "合计", vec!["218.55元"]),
            ("本页小计：￥218.55", "本页小计", vec!["218.55"]),
            ("实缴合计金额：218元。", "实缴合计", vec!["218元"]),
            ("合计（大写）：贰佰壹拾捌元伍角伍分", "合计", vec![words]),
            (
                "合计人民币（大写）贰佰壹拾捌元伍角伍分（小写）￥218.55",
                "合计",
                vec![words, "218.55"],
            ),
            ("合计：6人", "合计", vec![]),
            ("合计：6", "合计", vec![]),
        ] {
            let found = said(text).expect(text);
            assert_eq!(
                (found.label.as_str(), found.amounts),
                (label, amounts.iter().map(|a| a.to_string()).collect()),
                "{text}"
            );
        }
        for text in [
            "合计",
            "合计：",
            "合计（大写）：",
            "合计划拨",
            "小计算机",
            "累计阅读",
            "会计",
            "设计费218元",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
