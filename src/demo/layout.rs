//! How a school writes its workbooks. No two do it alike, and all of these are legal: other headers,
//! another order of columns, dates and amounts as text, a title above and a signature below.

use serde::Deserialize;

/// How the workbooks of one school look; as the template has it where nothing else is said.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Layout {
    /// What stands above the header.
    pub(crate) heading: Heading,
    /// What the headers say.
    pub(crate) headers: Headers,
    /// How many columns move from the front to the back.
    pub(crate) rotated: usize,
    /// How dates and months are written.
    pub(crate) dates: Dates,
    /// How money is written.
    pub(crate) money: Money,
    /// What the sheets are called.
    pub(crate) tabs: Tabs,
    /// How 单位信息 is laid out.
    pub(crate) details: Details,
    /// Whether the accounts have a column for income and one for expense, or 收支 and one amount.
    pub(crate) two_columns: bool,
    /// Whether a 合计 row stands below tables of money.
    pub(crate) totals: bool,
    /// Whether 制表人 and 审核人 stand below each table.
    pub(crate) footer: bool,
    /// Columns, as table and id, that the school does without.
    #[serde(borrow)]
    pub(crate) without: Vec<(&'static str, &'static str)>,
}

/// What stands above the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Heading {
    /// Nothing: the header is the first row.
    #[default]
    Bare,
    /// A title over all columns.
    Title,
    /// A title, a 填报单位 line and a line with 单位：元.
    Full,
}

/// What the headers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Headers {
    /// The titles of the declarations.
    #[default]
    Titles,
    /// Other words for the same, and short words for the categories.
    Aliases,
    /// The titles with marks: `*` for what is required, （元） for money, wide spaces.
    Decorated,
}

/// How dates and months are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Dates {
    /// Excel dates.
    #[default]
    Excel,
    /// 2023.9.1 as text.
    Dotted,
    /// 2023年9月1日 as text.
    Chinese,
    /// 20230901 as text; months as 2023-09.
    Compact,
    /// 2023/9/1 as text.
    Slashed,
}

/// How money is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Money {
    /// Numbers.
    #[default]
    Number,
    /// ￥5,230.00 as text.
    Yen,
    /// 5230.00元 as text, and `-` for nothing.
    Yuan,
}

/// What the sheets are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Tabs {
    /// The titles of the declarations.
    #[default]
    Titles,
    /// Other titles of the same tables.
    Aliases,
    /// A number and the title: 02会员名册.
    Numbered,
}

/// How 单位信息 is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Details {
    /// One row under a header, as in the template.
    #[default]
    Row,
    /// A form: label left, value right.
    Form,
    /// A form with two labels a row, each with its value to its right.
    WideForm,
}
