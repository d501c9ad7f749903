//! What the reports print of a unit beside its metrics.

use jiff::civil::Date;

/// What the reports print of one unit, counted over [`super::Outcome::span`] unless said otherwise. Money
/// is in fen. Nothing here holds an ID number, a phone or a reason of illness.
#[derive(Debug, Clone, Default)]
pub struct UnitFigures {
    /// From 单位信息.
    pub info: UnitInfo,
    /// One for each category of staff, in the order of [`STAFF_CATEGORIES`].
    pub staff: [StaffFigures; 5],
    /// Roster rows (not left, not retired) whose category is empty or not understood.
    pub staff_uncategorised: StaffFigures,
    /// By month; only months that lie in the period.
    pub dues: Vec<DuesMonth>,
    /// Members with an arrear in the period, by name; for the unit's own report.
    pub arrears: Vec<Arrear>,
    /// By category in the declaration's order; only those that occur.
    pub welfare: Vec<WelfareCategory>,
    /// By date; for the unit's own report.
    pub payments: Vec<WelfarePayment>,
    /// By date, level, event, group.
    pub events: Vec<SportsEvent>,
    /// Audits of the calendar years judged for the period, by date.
    pub audits: Vec<Audit>,
    /// By kind in the declaration's order; only those that occur.
    pub activities: Vec<ActivityKind>,
    /// By kind (收入 first) and category in the declaration's order.
    pub ledger: Vec<LedgerCategory>,
}

impl UnitFigures {
    /// Staff by category, those without one last.
    pub fn staff_by_category(&self) -> impl Iterator<Item = &StaffFigures> {
        self.staff.iter().chain([&self.staff_uncategorised])
    }
}

/// The categories of staff (人员类别), in the order of 单位信息's columns: the value in 会员名册 and
/// the id of the column of 单位信息 that counts it.
pub const STAFF_CATEGORIES: [(&str, &str); 5] = [
    ("在编教师", "staff_permanent"),
    ("合同制教师", "staff_contract"),
    ("临时代课教师", "staff_substitute"),
    ("后勤人员", "staff_logistics"),
    ("其他", "staff_other"),
];

/// What 单位信息 says, without what never goes up.
#[derive(Debug, Clone, Default)]
pub struct UnitInfo {
    /// 统一社会信用代码.
    pub credit_code: Option<String>,
    /// 所属区.
    pub district: Option<String>,
    /// 填表人.
    pub preparer: Option<String>,
    /// 审核人.
    pub reviewer: Option<String>,
    /// 本届届满日期.
    pub committee_expires_on: Option<Date>,
}

/// Staff and members of one category at the period's end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StaffFigures {
    /// The staff count that 单位信息 states.
    pub stated: Option<i64>,
    /// Rows of the roster: not left, not retired.
    pub roster: i64,
    /// Of these, members.
    pub members: i64,
    /// Of the members, those with a service card (服务卡).
    pub service_cards: i64,
}

impl StaffFigures {
    /// The staff that a rate is measured against: what 单位信息 states, else the roster.
    pub fn staff(&self) -> i64 {
        self.stated.unwrap_or(self.roster)
    }
}

/// Dues (会费) of one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DuesMonth {
    /// The month, by its first day.
    pub month: Date,
    /// Rows.
    pub rows: i64,
    /// Σ due (应缴), worked out from the base where blank.
    pub due: i64,
    /// Σ paid (实缴).
    pub paid: i64,
    /// Σ of the lesser of paid and due, row by row: what `dues_rate` counts.
    pub credited: i64,
}

/// What one member still owes for the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrear {
    /// Name.
    pub name: String,
    /// Months with an arrear.
    pub months: i64,
    /// Σ of due less paid over these months.
    pub owed: i64,
}

/// Welfare (福利慰问) of one category.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WelfareCategory {
    /// The category; none where it was empty or not understood.
    pub category: Option<String>,
    /// Rows.
    pub payments: i64,
    /// Σ headcount; a row without one counts none.
    pub headcount: i64,
    /// Σ amount.
    pub amount: i64,
}

/// One payment or gift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WelfarePayment {
    /// Date.
    pub date: Date,
    /// Category.
    pub category: Option<String>,
    /// Recipient, a person's name masked: 张*.
    pub recipient: Option<String>,
    /// 实物, 现金, 卡券, 转账.
    pub form: Option<String>,
    /// Headcount.
    pub headcount: Option<i64>,
    /// Unit price.
    pub unit_price: Option<i64>,
    /// Amount.
    pub amount: Option<i64>,
    /// Voucher number.
    pub voucher_no: Option<String>,
}

/// One event (比赛) of one group with its results.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SportsEvent {
    /// Date.
    pub date: Option<Date>,
    /// 校级, 区级, 市级, 省级.
    pub level: Option<String>,
    /// Event.
    pub event: String,
    /// Group.
    pub group: Option<String>,
    /// 参赛人数, the greatest that its rows state.
    pub entrants: Option<i64>,
    /// 获奖人数, the greatest that its rows state.
    pub awarded: Option<i64>,
    /// Σ prize.
    pub prize: i64,
    /// By rank, then as in the sheet.
    pub results: Vec<SportsResult>,
}

/// One result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SportsResult {
    /// Rank.
    pub rank: Option<i64>,
    /// The person or team.
    pub entrant: String,
    /// Department.
    pub department: Option<String>,
    /// Score as written.
    pub score: Option<String>,
    /// Points in millionths.
    pub points: Option<i64>,
}

/// One audit (经费审查).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// 审计期间 as written.
    pub period: Option<String>,
    /// Date.
    pub audited_on: Date,
    /// Report number.
    pub report_no: Option<String>,
    /// Auditors as written.
    pub auditors: Option<String>,
    /// Opinion.
    pub opinion: Option<String>,
    /// Income audited.
    pub income: Option<i64>,
    /// Expense audited.
    pub expense: Option<i64>,
    /// Problems found.
    pub problems: Option<i64>,
    /// Approved by the congress on.
    pub approved_on: Option<Date>,
    /// Filed with the district on.
    pub filed_on: Option<Date>,
}

/// Activities (活动台账) of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActivityKind {
    /// The kind; none where it was empty or not understood.
    pub kind: Option<String>,
    /// Rows.
    pub count: i64,
    /// Σ attendance.
    pub attendance: i64,
    /// Σ cost.
    pub cost: i64,
}

/// Income and expense (经费收支) of one account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerCategory {
    /// The account (科目).
    pub category: Option<String>,
    /// Σ income.
    pub income: i64,
    /// Σ expense.
    pub expense: i64,
}
