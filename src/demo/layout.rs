//! How a school writes its workbooks. No two do it alike, and all of these are legal: other headers,
//! another order of columns, dates and amounts as text, a title above and a signature below.

/// How the workbooks of one school look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// One workbook or many.
    pub(crate) files: Files,
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
    pub(crate) without: &'static [(&'static str, &'static str)],
}

/// One workbook or many.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Files {
    /// All sheets in the workbook of this name.
    One(&'static str),
    /// A workbook for each table in the folder of this name.
    Folder(&'static str),
}

/// What stands above the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    /// Nothing: the header is the first row.
    Bare,
    /// A title over all columns.
    Title,
    /// A title, a 填报单位 line and a line with 单位：元.
    Full,
}

/// What the headers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Headers {
    /// The titles of the declarations.
    Titles,
    /// Other words for the same, and short words for the categories.
    Aliases,
    /// The titles with marks: `*` for what is required, （元） for money, wide spaces.
    Decorated,
}

/// How dates and months are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dates {
    /// Excel dates.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Money {
    /// Numbers.
    Number,
    /// ￥5,230.00 as text.
    Yen,
    /// 5230.00元 as text, and `-` for nothing.
    Yuan,
}

/// What the sheets are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tabs {
    /// The titles of the declarations.
    Titles,
    /// Other titles of the same tables.
    Aliases,
    /// A number and the title: 02会员名册.
    Numbered,
}

/// How 单位信息 is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Details {
    /// One row under a header, as in the template.
    Row,
    /// A form: label left, value right.
    Form,
    /// A form with two labels a row, each with its value to its right.
    WideForm,
}

/// As the template has it.
pub(crate) const TEMPLATE: Layout = Layout {
    files: Files::One(""),
    heading: Heading::Bare,
    headers: Headers::Titles,
    rotated: 0,
    dates: Dates::Excel,
    money: Money::Number,
    tabs: Tabs::Titles,
    details: Details::Row,
    two_columns: false,
    totals: false,
    footer: false,
    without: &[],
};

/// Table, column and the other words that [`Headers::Aliases`] writes for its title.
pub(crate) const HEADER_ALIASES: &[(&str, &str, &str)] = &[
    ("units", "unit", "学校名称"),
    ("units", "credit_code", "信用代码"),
    ("units", "kind", "学校类别"),
    ("units", "staff_permanent", "在编人数"),
    ("units", "staff_contract", "合同制人数"),
    ("units", "staff_substitute", "代课人数"),
    ("units", "staff_logistics", "后勤人数"),
    ("units", "committee_elected_on", "换届日期"),
    ("units", "committee_expires_on", "届满日期"),
    ("units", "reviewer", "复核人"),
    ("members", "name", "教师姓名"),
    ("members", "id_number", "身份证号码"),
    ("members", "department", "教研组"),
    ("members", "category", "用工形式"),
    ("members", "member", "是否会员"),
    ("members", "joined_on", "入会时间"),
    ("members", "left_on", "退会日期"),
    ("members", "member_no", "会员编号"),
    ("members", "service_card", "服务卡号"),
    ("members", "base_wage", "工资基数"),
    ("members", "phone", "联系电话"),
    ("members", "hardship", "是否困难"),
    ("members", "retired", "是否退休"),
    ("members", "conduct_review", "师德等次"),
    ("dues", "month", "缴费月份"),
    ("dues", "id_number", "身份证号码"),
    ("dues", "base", "计费工资"),
    ("dues", "due", "应缴会费"),
    ("dues", "paid", "实缴会费"),
    ("dues", "paid_on", "收款日期"),
    ("welfare", "date", "发放日期"),
    ("welfare", "category", "慰问类别"),
    ("welfare", "recipient", "慰问对象"),
    ("welfare", "reason", "慰问事由"),
    ("welfare", "form", "发放形式"),
    ("welfare", "headcount", "发放人数"),
    ("welfare", "unit_price", "人均"),
    ("welfare", "amount", "总金额"),
    ("welfare", "voucher_no", "凭证编号"),
    ("welfare", "visitor", "经办人"),
    ("activities", "date", "活动日期"),
    ("activities", "kind", "活动类别"),
    ("activities", "title", "活动名称"),
    ("activities", "planned_month", "计划时间"),
    ("activities", "attendance", "出席人数"),
    ("activities", "cost", "经费"),
    ("sports", "date", "比赛日期"),
    ("sports", "level", "赛事级别"),
    ("sports", "event", "比赛项目"),
    ("sports", "entrant", "姓名/队"),
    ("sports", "team", "单项/团体"),
    ("sports", "department", "代表部门"),
    ("sports", "rank", "排名"),
    ("sports", "points", "积分"),
    ("sports", "entrants", "参加人数"),
    ("sports", "awarded", "奖励人数"),
    ("sports", "prize", "奖品金额"),
    ("audits", "period", "审计年度"),
    ("audits", "audited_on", "审查日期"),
    ("audits", "report_no", "文号"),
    ("audits", "auditors", "经审委员"),
    ("audits", "opinion", "结论"),
    ("audits", "income_audited", "审计收入"),
    ("audits", "expense_audited", "审计支出"),
    ("audits", "problems", "问题数"),
    ("audits", "congress_approved_on", "教代会审议日期"),
    ("audits", "filed_on", "备案日期"),
    ("ledger", "date", "记账日期"),
    ("ledger", "voucher_no", "凭证字号"),
    ("ledger", "category", "会计科目"),
    ("ledger", "item", "明细科目"),
    ("ledger", "kind", "收/支"),
    ("ledger", "income", "借方"),
    ("ledger", "expense", "贷方"),
    ("ledger", "balance", "结余"),
    ("ledger", "handler", "经办人"),
];

/// Table, column, value and the short word that [`Headers::Aliases`] writes for it.
pub(crate) const VALUE_ALIASES: &[(&str, &str, &str, &str)] = &[
    ("members", "category", "在编教师", "在编"),
    ("members", "category", "合同制教师", "合同制"),
    ("members", "category", "临时代课教师", "代课"),
    ("members", "category", "后勤人员", "后勤"),
    ("welfare", "category", "住院慰问", "生病住院"),
    ("welfare", "category", "生育慰问", "产妇"),
    ("welfare", "form", "实物", "物品"),
    ("welfare", "form", "卡券", "蛋糕券"),
];

/// Table and the other title that [`Tabs::Aliases`] gives its sheet.
pub(crate) const TAB_ALIASES: &[(&str, &str)] = &[
    ("members", "会员花名册"),
    ("dues", "会费台账"),
    ("welfare", "慰问台账"),
    ("activities", "活动记录"),
    ("sports", "比赛成绩"),
    ("audits", "审计情况"),
    ("ledger", "收支明细"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{normalise_label, schema};

    #[test]
    fn every_alias_is_declared() {
        for (table, column, header) in HEADER_ALIASES {
            let column = schema().table(table).and_then(|t| t.column(column));
            let label = normalise_label(header);
            assert!(
                column.is_some_and(|c| c.names().any(|name| normalise_label(name) == label)),
                "{table}: {header}"
            );
        }
        for (table, column, value, alias) in VALUE_ALIASES {
            let column = schema().table(table).and_then(|t| t.column(column));
            let value = column.and_then(|c| c.values.iter().find(|v| v.value == *value));
            assert!(
                value.is_some_and(|v| v.aliases.iter().any(|a| a == alias)),
                "{table}: {alias}"
            );
        }
        for (table, tab) in TAB_ALIASES {
            let table = schema().table(table);
            assert!(table.is_some_and(|t| t.is_named_by(tab)), "{tab}");
        }
    }
}
