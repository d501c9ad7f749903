//! Every title and sentence of the three workbooks, Chinese and English side by side.

use crate::words::Message;

/// One entry: Chinese, English.
const fn m(zh: &'static str, en: &'static str) -> Message {
    Message { zh, en }
}

// The sheets' names. Excel takes at most 31 characters and none of : \ / ? * [ ].
pub(super) const OVERVIEW: Message = m("概览", "Overview");
pub(super) const TARGETS: Message = m("达标情况", "Targets");
pub(super) const TARGET_DETAIL: Message = m("达标明细", "Target details");
pub(super) const MEMBERS: Message = m("会员", "Members");
pub(super) const DUES: Message = m("会费", "Dues");
pub(super) const DUES_DETAIL: Message = m("会费明细", "Dues by month");
pub(super) const WELFARE: Message = m("福利", "Welfare");
pub(super) const SPORTS: Message = m("文体", "Sports");
pub(super) const AUDITS: Message = m("审计", "Audits");
pub(super) const FINDINGS: Message = m("问题清单", "Findings");
pub(super) const SOURCES: Message = m("数据来源", "Sources");
pub(super) const COVER: Message = m("汇总", "Summary");
pub(super) const UNIT_TARGETS: Message = m("目标完成情况", "Targets");
pub(super) const UNIT_WELFARE: Message = m("福利慰问", "Welfare");
pub(super) const LEDGER: Message = m("经费收支", "Ledger");
pub(super) const UNIT_SPORTS: Message = m("文体比赛", "Sports");
pub(super) const UNIT_AUDITS: Message = m("经费审查", "Audits");

// Titles.
pub(super) const DISTRICT_TITLE: Message = m(
    "{district}学校工会工作汇总表",
    "School unions of {district}: summary",
);
pub(super) const DISTRICT_UNNAMED: Message = m("区教育工会", "the district");
pub(super) const TERM_TITLE: Message = m("{unit}工会期末工作报告", "{unit}: end-of-term report");
pub(super) const FEEDBACK_TITLE: Message = m("{unit}报表检查反馈", "{unit}: what the check found");
pub(super) const SHEET_TITLE: Message = m("{sheet}（{period}）", "{sheet} ({period})");
pub(super) const SPAN: Message = m("统计区间：{start} 至 {end}", "From {start} to {end}");
pub(super) const MADE_BY: Message = m("由 {tool} 汇总生成", "Made by {tool}");
pub(super) const IN_YUAN: Message = m("金额单位：元", "Money in yuan");
pub(super) const PAGE_FOOTER: Message = m("第 &P 页 共 &N 页", "Page &P of &N");
pub(super) const NO_DATA_HERE: Message = m("本期无数据", "No data in this period");
pub(super) const TOTAL: Message = m("合计", "Total");
pub(super) const DISTRICT_ROW: Message = m("全区", "District");
pub(super) const NUMBER: Message = m("序号", "No.");
pub(super) const UNIT: Message = m("单位", "Unit");
pub(super) const PERIOD: Message = m("期间", "Period");
pub(super) const MONTH: Message = m("月份", "Month");
pub(super) const DATE: Message = m("日期", "Date");
pub(super) const CATEGORY: Message = m("类别", "Category");
pub(super) const AMOUNT: Message = m("金额", "Amount");
pub(super) const STATUS: Message = m("状态", "Status");
pub(super) const NOT_UNDERSTOOD: Message = m("未分类", "Uncategorised");

// What came in.
pub(super) const PART_RETURNS: Message = m("一、报送情况", "1. What came in");
pub(super) const PART_CHECKS: Message = m("二、检查与达标", "2. Findings and targets");
pub(super) const PART_FIGURES: Message = m("三、主要数据", "3. Main figures");
pub(super) const PART_CHARTS: Message = m("四、图示", "4. Charts");
pub(super) const EXPECTED: Message = m("应报单位", "Expected");
pub(super) const RECEIVED: Message = m("已报", "Received");
pub(super) const NOT_RECEIVED: Message = m("未报", "Not received");
pub(super) const NOT_EXPECTED: Message = m("名单外单位", "Not on the list");
pub(super) const FILES: Message = m("文件", "Files");
pub(super) const UNREADABLE: Message = m("无法读取", "Unreadable");
pub(super) const REPEATED: Message = m("重复文件", "Repeated");
pub(super) const OLDER: Message = m("旧版", "Older version");
pub(super) const READ: Message = m("已读取", "Read");
pub(super) const TABLES_READ: Message = m("识别出的表", "Tables recognised");
pub(super) const NOT_RECEIVED_NAMES: Message = m("未报单位", "Not received from");
pub(super) const UNREADABLE_NAMES: Message = m("无法读取文件", "Files not readable");
pub(super) const ALL_RECEIVED: Message = m("全部已报", "All received");
pub(super) const NONE: Message = m("无", "None");
pub(super) const AND_MORE: Message = m("等 {count} 项", "and more: {count} in all");

// Findings and targets.
pub(super) const ERROR: Message = m("错误", "Error");
pub(super) const WARNING: Message = m("警告", "Warning");
pub(super) const INFO: Message = m("提示", "Info");
pub(super) const FINDINGS_TOTAL: Message = m("问题合计", "Findings");
pub(super) const MET: Message = m("达标", "met");
pub(super) const MISSED: Message = m("未达标", "missed");
pub(super) const NO_DATA: Message = m("无数据", "no data");
pub(super) const UNIT_TARGETS_MET: Message = m("各单位达标", "Units: met");
pub(super) const UNIT_TARGETS_MISSED: Message = m("各单位未达标", "Units: missed");
pub(super) const UNIT_TARGETS_NO_DATA: Message = m("各单位无数据", "Units: no data");
pub(super) const UNIT_TARGETS_ALL: Message = m("各单位目标", "Units: all");
pub(super) const DISTRICT_TARGETS_MET: Message = m("全区达标", "District: met");
pub(super) const DISTRICT_TARGETS_MISSED: Message = m("全区未达标", "District: missed");
pub(super) const DISTRICT_TARGETS_NO_DATA: Message = m("全区无数据", "District: no data");
pub(super) const DISTRICT_TARGETS_ALL: Message = m("全区目标", "District: all");
pub(super) const TARGETS_MET: Message = m("目标达标", "Targets met");
pub(super) const TARGETS_MISSED: Message = m("目标未达标", "Targets missed");
pub(super) const TARGETS_NO_DATA: Message = m("目标无数据", "No data");
pub(super) const TARGETS_ALL: Message = m("目标合计", "Targets");
pub(super) const TARGET: Message = m("目标", "Target");
pub(super) const GOAL: Message = m("目标值", "Goal");
pub(super) const NUMERATOR: Message = m("分子", "Numerator");
pub(super) const DENOMINATOR: Message = m("分母", "Denominator");
pub(super) const ACTUAL: Message = m("实际值", "Actual");
pub(super) const BASIS: Message = m("依据", "Basis");
pub(super) const COUNTS_WHAT: Message = m("计算口径", "What is counted");
pub(super) const COUNTS_OVER: Message = m("{counts} ÷ {over}", "{counts} ÷ {over}");
pub(super) const PARTS: Message = m("（{part}/{whole}）", " ({part}/{whole})");
pub(super) const PARTS_YUAN: Message = m("（{part}/{whole} 元）", " ({part}/{whole} yuan)");
pub(super) const YUAN: Message = m("{amount} 元", "{amount} yuan");
pub(super) const LEGEND: Message = m("图例：", "Legend:");
pub(super) const LEGEND_NOTE: Message = m(
    "每格依次为结论、实际值（分子/分母）。“无数据”指没有报送所需的表或列，不算达标。一个目标按多种期间考核的，本表列最长的期间，全部期间见《达标明细》。只要有应报单位没有报送所需的表，全区就不算达标，哪怕已报的合计是 100%。",
    "Each cell: the verdict, the actual value (numerator/denominator). “no data” means that the table or column was not sent; it never counts as met. Of a target judged for several kinds of period the longest stands here; all are in “Target details”. While any unit that has to send has not sent the table, the district is not met, though the sum of the others be 100%.",
);

/// Under figures that add up all units that sent.
pub(super) const NOT_EXPECTED_NOTE: Message = m(
    "名单外单位（{names}）报来的也列在表中、计入合计；全区达标只看应报单位，所以两处的数会不同。",
    "Units that are not on the list ({names}) stand in the tables and their totals; the district's targets look at those that have to send, so the two differ.",
);

// Members.
pub(super) const STAFF: Message = m("教职工", "Staff");
pub(super) const STATED: Message = m("单位信息所报", "Stated");
pub(super) const ROSTER: Message = m("名册在册", "On the roster");
pub(super) const MEMBER_COUNT: Message = m("会员", "Members");
pub(super) const MEMBERSHIP_RATE: Message = m("入会率", "Membership rate");
pub(super) const CARDS: Message = m("服务卡", "Cards");
pub(super) const CARD_RATE: Message = m("办卡率", "Card rate");
pub(super) const STAFF_CATEGORY: Message = m("人员类别", "Category of staff");
pub(super) const STAFF_NOTE: Message = m(
    "教职工人数以《单位信息》所报为准，未报的按《会员名册》在册人数（不含已离职、已退休）。入会率＝会员÷教职工，办卡率＝服务卡÷会员。",
    "Staff is what the unit's information states, else the roster (without those who left or retired). Membership rate = members ÷ staff; card rate = cards ÷ members.",
);

// Dues.
pub(super) const DUES_BY_MONTH: Message = m("按月合计", "By month");
pub(super) const DUES_BY_UNIT: Message = m("按单位合计", "By unit");
pub(super) const ROWS: Message = m("人次", "Rows");
pub(super) const DUE: Message = m("应缴", "Due");
pub(super) const PAID: Message = m("实缴", "Paid");
pub(super) const CREDITED: Message = m("计入收缴", "Credited");
pub(super) const ARREARS: Message = m("欠缴", "Arrears");
pub(super) const DUES_RATE: Message = m("收缴率", "Rate");
pub(super) const DUES_NOTE: Message = m(
    "计入收缴＝逐笔取应缴与实缴中较小的一个，多缴的不抵他人欠缴；欠缴＝应缴－计入收缴；收缴率＝计入收缴÷应缴。",
    "Credited is the lesser of due and paid, row by row, so that an overpayment never hides an arrear. Arrears = due − credited; rate = credited ÷ due.",
);
pub(super) const ARREARS_LIST: Message = m("欠缴名单", "Members in arrears");
pub(super) const OTHER_PEOPLE: Message = m("其余 {count} 人", "{count} others");
pub(super) const OTHER_ROWS: Message = m("其余 {count} 条", "{count} others");
pub(super) const NO_ARREARS: Message = m("本期无欠缴。", "Nobody is in arrears.");
pub(super) const NAME: Message = m("姓名", "Name");
pub(super) const MONTHS_OWED: Message = m("欠缴月数", "Months");
pub(super) const OWED: Message = m("欠缴金额", "Owed");

pub(super) const ARREARS_PEOPLE: Message = m("欠缴人数", "In arrears");

// Welfare.
pub(super) const PAYMENTS: Message = m("笔数", "Payments");
pub(super) const HEADCOUNT: Message = m("人次", "People");
pub(super) const WELFARE_BY_CATEGORY: Message = m("按类别合计", "By category");
pub(super) const WELFARE_LIST: Message = m("慰问明细", "Payments");
pub(super) const RECIPIENT: Message = m("对象", "Recipient");
pub(super) const FORM: Message = m("形式", "Form");
pub(super) const UNIT_PRICE: Message = m("单价", "Unit price");
pub(super) const VOUCHER: Message = m("凭证号", "Voucher");
pub(super) const WELFARE_AMOUNT: Message = m("慰问金额", "Welfare amount");
pub(super) const WELFARE_PEOPLE: Message = m("慰问人次", "Welfare, people");
pub(super) const MASKED_NOTE: Message = m(
    "受慰问人的姓名只保留姓氏，“全体会员”等照写；全名见签领表。",
    "A recipient's name is masked but for the surname; groups stand as written. The signed list has the names.",
);
pub(super) const WELFARE_NOTE: Message = m(
    "金额按慰问类别、日期在统计区间内的合计。",
    "Amounts by category of the payments dated in the period.",
);

// Ledger.
pub(super) const ACCOUNT: Message = m("科目", "Account");
pub(super) const INCOME: Message = m("收入", "Income");
pub(super) const EXPENSE: Message = m("支出", "Expense");
pub(super) const SURPLUS: Message = m("结余", "Surplus");

// Sports.
pub(super) const POINTS_TABLE: Message = m("积分与名次", "Points and rank");
pub(super) const EVENTS: Message = m("比赛项次", "Events");
pub(super) const EVENT_LIST: Message = m("比赛情况", "Events");
pub(super) const RESULT_LIST: Message = m("比赛成绩", "Results");
pub(super) const POINTS: Message = m("积分", "Points");
pub(super) const RANK: Message = m("名次", "Rank");
pub(super) const LEVEL: Message = m("级别", "Level");
pub(super) const EVENT: Message = m("项目", "Event");
pub(super) const GROUP: Message = m("组别", "Group");
pub(super) const ENTRANTS: Message = m("参赛人数", "Entrants");
pub(super) const AWARDED: Message = m("获奖人数", "Awarded");
pub(super) const PRIZE: Message = m("奖金", "Prize");
pub(super) const FIRST: Message = m("第一名", "First place");
pub(super) const FIRSTS: Message = m("第一名（个）", "First places");
pub(super) const ENTRANT: Message = m("参赛者", "Entrant");
pub(super) const SCORE: Message = m("成绩", "Score");
pub(super) const SPORTS_NOTE: Message = m(
    "积分为各单位《文体比赛》所报得分之和，名次按积分由高到低，同分同名次。",
    "Points are the sum of what each unit reports; equal points share a rank.",
);

// Audits.
pub(super) const AUDIT_COUNT: Message = m("审计次数", "Audits");
pub(super) const AUDIT_PERIOD: Message = m("审计期间", "Period audited");
pub(super) const AUDITED_ON: Message = m("审计日期", "Audited on");
pub(super) const REPORT_NO: Message = m("报告编号", "Report no.");
pub(super) const AUDITORS: Message = m("审计人员", "Auditors");
pub(super) const OPINION: Message = m("意见", "Opinion");
pub(super) const INCOME_AUDITED: Message = m("收入审计额", "Income audited");
pub(super) const EXPENSE_AUDITED: Message = m("支出审计额", "Expense audited");
pub(super) const PROBLEMS: Message = m("发现问题", "Problems");
pub(super) const APPROVED_ON: Message = m("教代会通过", "Approved on");
pub(super) const FILED_ON: Message = m("报区经审会", "Filed on");
pub(super) const NO_AUDIT: Message = m("本期无审计记录", "No audit in this period");

// Lists of findings and of sources.
pub(super) const SEVERITY: Message = m("级别", "Severity");
pub(super) const FILE: Message = m("文件", "File");
pub(super) const SHEET: Message = m("工作表", "Sheet");
pub(super) const CELL: Message = m("单元格", "Cell");
pub(super) const CODE: Message = m("代码", "Code");
pub(super) const PROBLEM: Message = m("问题", "What is wrong");
pub(super) const HINT: Message = m("处理办法", "What to do");
pub(super) const VALUE: Message = m("单元格内容", "The cell holds");
pub(super) const NO_FINDINGS: Message = m("没有发现问题。", "Nothing was found.");
pub(super) const FINDING_COUNTS: Message = m("问题统计", "Finding counts");
pub(super) const FINDING_COUNT: Message = m("条数", "Count");
pub(super) const FINDINGS_LISTED: Message = m("已列出", "Listed");
pub(super) const OTHER_COUNTS: Message = m("其余 {count} 项", "{count} others");
pub(super) const FINDINGS_CUT: Message = m(
    "共有 {all} 条问题，一张表放不下，这里列出 {listed} 条：每个单位的每种问题的前几条，错误列得最多。各单位每种问题各有多少条，见《问题统计》；没有列出的在各单位的反馈工作簿里，由 gonghui check 写出。",
    "There are {all} findings, more than a sheet has room for. These are {listed} of them: the first few of each kind in each unit, and most of errors. “Finding counts” says how many there are of each; what is not listed stands in the units' feedback workbooks, which gonghui check writes.",
);
pub(super) const FEEDBACK_CUT: Message = m(
    "共有 {all} 条问题，这里列出前 {listed} 条；改好这些再检查一次，就会列出其余的。",
    "There are {all} findings; these are the first {listed}. Mend them and check again for the rest.",
);
pub(super) const NO_ROOM: Message = m(
    "还有 {count} 行放不下（Excel 一张表最多 1,048,576 行），没有列出，但合计里有。",
    "{count} more rows have no room in a sheet of Excel (1,048,576 rows) and are not listed; the totals hold them.",
);
pub(super) const NO_ROOM_BESIDE: Message = m(
    "还有 {count} 列放不下，没有列出，见《达标明细》。",
    "{count} more columns have no room here; they are in “Target details”.",
);
pub(super) const SHA: Message = m("SHA-256 校验值", "SHA-256");
pub(super) const TABLE_ROWS: Message = m(
    "{table}（{sheet}!{header}）{rows} 行",
    "{table} ({sheet}!{header}) {rows} rows",
);
pub(super) const UNRECOGNISED: Message = m(
    "{sheet}：未识别，{reason}",
    "{sheet}: not recognised, {reason}",
);
pub(super) const PLAN_FILE: Message = m("年度计划", "Plan");
pub(super) const PLAN_BUILT_IN: Message = m(
    "年度计划：未提供，使用内置的默认目标和标准。",
    "Plan: none was given; the built-in targets and limits are in force.",
);
pub(super) const SOURCES_NOTE: Message = m(
    "本表由 {tool} 依据下列文件生成；核对 SHA-256 校验值可以确认文件未被改动。",
    "Made by {tool} from these files. A file with the same SHA-256 has not been changed since.",
);
pub(super) const UNREADABLE_WHY: Message = m("无法读取（{code}）", "Unreadable ({code})");

// The cover of the unit's report.
pub(super) const PART_UNIT: Message = m("一、单位信息", "1. The unit");
pub(super) const UNIT_NAME: Message = m("单位名称", "Unit");
pub(super) const REPORT_PERIOD: Message = m("报告期间", "Period");
pub(super) const CREDIT_CODE: Message = m("信用代码", "Credit code");
pub(super) const DISTRICT: Message = m("所属区", "District");
pub(super) const PREPARER: Message = m("填表人", "Prepared by");
pub(super) const REVIEWER: Message = m("审核人", "Reviewed by");
pub(super) const COMMITTEE_UNTIL: Message = m("本届届满日期", "Committee's term ends");
pub(super) const SPAN_LABEL: Message = m("统计区间", "Dates");
pub(super) const SPAN_VALUE: Message = m("{start} 至 {end}", "{start} to {end}");
pub(super) const PART_KEY: Message = m("二、主要数据", "2. Main figures");
pub(super) const PART_TARGETS: Message = m("三、目标完成与问题", "3. Targets and findings");
pub(super) const PART_ACTIVITIES: Message = m("四、活动开展", "4. Activities");
pub(super) const PART_SIGN: Message = m("五、签字", "5. Signatures");
pub(super) const ACTIVITY_KIND: Message = m("活动类别", "Kind");
pub(super) const HELD: Message = m("次数", "Held");
pub(super) const ATTENDANCE: Message = m("参加人次", "Attendance");
pub(super) const COST: Message = m("经费", "Cost");

// Signatures.
pub(super) const SIGN_PREPARER: Message = m("制表人", "Prepared by");
pub(super) const SIGN_REVIEWER: Message = m("审核人", "Reviewed by");
pub(super) const SIGN_HEAD: Message = m("负责人", "Head");
pub(super) const SIGN_CHAIR: Message = m("工会主席", "Chair of the union");
pub(super) const SIGN_AUDITOR: Message = m("经审委员", "Audit committee");
pub(super) const SIGN_DATE: Message = m("日期", "Date");
pub(super) const SIGN_DAY: Message = m("　　　年　　月　　日", "");
pub(super) const SEAL: Message = m("（盖章）", "(seal)");

// Charts.
pub(super) const CHART_MEMBERSHIP: Message = m("各单位入会率", "Membership rate by unit");
pub(super) const CHART_MEMBERSHIP_LOWEST: Message = m(
    "入会率最低的 {count} 个单位",
    "The {count} lowest membership rates",
);
pub(super) const CHART_TARGETS: Message = m("各单位达标情况（项）", "Targets by unit");
pub(super) const CHART_TARGETS_WORST: Message = m(
    "未达标最多的 {count} 个单位（项）",
    "The {count} units that miss most targets",
);
pub(super) const CHART_DUES: Message =
    m("会费应缴与计入收缴（元）", "Dues: due and credited (yuan)");
pub(super) const CHART_DATA: Message = m("图表数据（不打印）", "Chart data (not printed)");

// The feedback workbook.
pub(super) const FEEDBACK_COUNTS: Message = m(
    "共 {errors} 处错误、{warnings} 处警告、{infos} 条提示。",
    "{errors} errors, {warnings} warnings, {infos} hints.",
);
pub(super) const FEEDBACK_HOW: Message = m(
    "请点“单元格”一列跳到出错处，在原来的文件里改好后重新报送；后面各表是报送内容的副本，红色是错误、黄色是警告、蓝色是提示，鼠标停在格子上可以看到说明。谢谢！",
    "Click a cell's address to go there, mend it in your own file and send that again. The other sheets are copies of what you sent: red is an error, amber a warning, blue a hint; hold the mouse over a cell to read why. Thank you!",
);
pub(super) const FEEDBACK_NONE: Message = m(
    "没有发现问题。谢谢，本次报送的内容可以使用。",
    "Nothing was found. Thank you: what you sent can be used as it is.",
);
pub(super) const NOTE_LINE: Message = m(
    "【{severity} {code}】{message}",
    "[{severity} {code}] {message}",
);
pub(super) const NOTE_HINT: Message = m("处理办法：{hint}", "What to do: {hint}");
pub(super) const COPY_UNNAMED: Message = m("表", "Sheet");
