//! What the types of columns are called.

use super::ColumnType;
use crate::words::{Lang, Words};

impl ColumnType {
    /// The type's name for a person: 身份证号, 金额（元）.
    pub fn title(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            ColumnType::Text => ("文本", "text"),
            ColumnType::Name => ("姓名", "a person's name"),
            ColumnType::NationalId => ("身份证号", "ID number"),
            ColumnType::CreditCode => ("统一社会信用代码", "social credit code"),
            ColumnType::Phone => ("电话", "phone number"),
            ColumnType::Date => ("日期", "date"),
            ColumnType::Month => ("月份", "month"),
            ColumnType::Money => ("金额（元）", "money in yuan"),
            ColumnType::Integer => ("整数", "whole number"),
            ColumnType::Decimal => ("数或百分数", "number or percentage"),
            ColumnType::Boolean => ("是或否", "是 (yes) or 否 (no)"),
            ColumnType::Category => ("从列表里选", "one of a list"),
        };
        Words::new(zh, en).get(lang)
    }

    /// Whether its cells hold characters to be kept as they are typed, so that a spreadsheet must
    /// not turn them into numbers or dates.
    pub fn is_text(self) -> bool {
        matches!(
            self,
            ColumnType::Text
                | ColumnType::Name
                | ColumnType::NationalId
                | ColumnType::CreditCode
                | ColumnType::Phone
                | ColumnType::Boolean
                | ColumnType::Category
        )
    }
}
