//! What stands right under a header and belongs to it: how the cells are to be filled in, and the
//! numbers of the columns.

use super::Row;
use super::money_unit::{MoneyUnit, unit_of_cell};
use crate::read::Value;
use crate::schema::spoken;

/// What stands in a row of hints: how a cell is to be filled in.
const HINTS: &[&str] = &[
    "必填",
    "选填",
    "可填",
    "填写",
    "不填",
    "格式",
    "例如",
    "如:",
    "如2",
    "如“",
    "请",
    "下拉",
    "文本",
    "自动",
    "可空",
    "说明",
    "年-月",
    "年/月",
    "yyyy",
    "18位",
    "十八位",
    "单位:",
    "精确到",
    "保留",
    "指",
    "是/否",
];

/// A whole cell of hints.
const WHOLE_HINTS: &[&str] = &[
    "人",
    "份",
    "次",
    "个",
    "名",
    "项",
    "场",
    "件",
    "条",
    "人次",
    "单位",
    "计量单位",
    "日期",
    "数字",
    "整数",
    "年月",
    "是否",
    "汉字",
    "是/否",
    "男/女",
];

/// What a row right under a header is that belongs to the header: a row of hints (必填, 如 2023-09)
/// or of the columns' numbers (栏次 1, 2, 3); none when it is a row like any other.
pub fn is_under_header(row: &Row<'_>) -> bool {
    is_numbering(row) || is_hints(row)
}

fn is_hints(row: &Row<'_>) -> bool {
    if row.texts().count() < row.cells.len() {
        return false;
    }
    let is_hint = |text: &str| {
        let narrowed: String = spoken(text).collect::<String>().to_lowercase();
        let bracketed = narrowed.starts_with('(') && narrowed.ends_with(')');
        bracketed
            || WHOLE_HINTS.contains(&narrowed.as_str())
            || unit_of_cell(text) != MoneyUnit::Nothing
            || HINTS.iter().any(|word| narrowed.contains(word))
    };
    let hints = row.texts().filter(|(_, text)| is_hint(text)).count();
    hints * 2 > row.cells.len() && (hints > 1 || row.cells.len() == 1)
}

/// What the cells of a row under a header say of their columns' units of money: the place (row and
/// column, 0-based) and the text of each that speaks of one.
pub fn units_under_header<'r>(
    row: &'r Row<'_>,
) -> impl Iterator<Item = ((u32, u32), &'r str, MoneyUnit)> {
    let said = |(column, text): (u32, &'r str)| ((row.index, column), text, unit_of_cell(text));
    let texts = row.texts().map(said);
    texts.filter(|(.., said)| *said != MoneyUnit::Nothing)
}

/// `1 2 3 …`, `(1) (2) (3) …`, `① ② ③ …`, `甲 乙 1 2 …`, with or without 栏次 before them.
fn is_numbering(row: &Row<'_>) -> bool {
    let number = |value: &Value<'_>| match value {
        Value::Number(number) if number.fract() == 0.0 && (0.0..100.0).contains(number) => {
            // Within 0..100 and whole.
            Some(*number as u32)
        }
        Value::Text(text) => {
            let text: String = spoken(text.as_str())
                .filter(|c| !"()".contains(*c))
                .collect();
            let circled = text.chars().next().filter(|c| ('①'..='⑳').contains(c));
            match circled {
                Some(circled) => Some(circled as u32 - '①' as u32 + 1),
                None => text.parse().ok(),
            }
        }
        _ => None,
    };
    let mut numbers = Vec::new();
    for cell in &row.cells {
        match (number(&cell.value), &cell.value) {
            (Some(number), _) => numbers.push(number),
            (None, Value::Text(text)) => {
                let text: String = spoken(text.as_str()).collect();
                if !["栏次", "列次", "行次", "甲", "乙", "丙", "丁", "戊"].contains(&text.as_str())
                {
                    return false;
                }
            }
            _ => return false,
        }
    }
    numbers.len() >= 3 && numbers[0] <= 2 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}
