//! Every title and sentence of the three workbooks, Chinese and English side by side.

use crate::words::Words;

// The sheets' names. Excel takes at most 31 characters and none of : \ / ? * [ ].
pub(super) const OVERVIEW: Words = Words::new("概览", "Overview");
pub(super) const TARGETS: Words = Words::new("达标情况", "Targets");
pub(super) const TARGET_DETAIL: Words = Words::new("达标明细", "Target details");
pub(super) const MEMBERS: Words = Words::new("会员", "Members");
pub(super) const DUES: Words = Words::new("会费", "Dues");
pub(super) const DUES_DETAIL: Words = Words::new("会费明细", "Dues by month");
pub(super) const WELFARE: Words = Words::new("福利", "Welfare");
pub(super) const SPORTS: Words = Words::new("文体", "Sports");
pub(super) const AUDITS: Words = Words::new("审计", "Audits");
pub(super) const FINDINGS: Words = Words::new("问题清单", "Findings");
pub(super) const SOURCES: Words = Words::new("数据来源", "Sources");
pub(super) const COVER: Words = Words::new("汇总", "Summary");
pub(super) const UNIT_TARGETS: Words = Words::new("目标完成情况", "Targets");
pub(super) const UNIT_WELFARE: Words = Words::new("福利慰问", "Welfare");
pub(super) const LEDGER: Words = Words::new("经费收支", "Ledger");
pub(super) const UNIT_SPORTS: Words = Words::new("文体比赛", "Sports");
pub(super) const UNIT_AUDITS: Words = Words::new("经费审查", "Audits");

// Titles.
pub(super) const DISTRICT_TITLE: Words = Words::new(
    "{district}学校工会工作汇总表",
    "School unions of {district}: summary",
);
pub(super) const DISTRICT_UNNAMED: Words = Words::new("区教育工会", "the district");
pub(super) const TERM_TITLE: Words =
    Words::new("{unit}工会期末工作报告", "{unit}: end-of-term report");
pub(super) const FEEDBACK_TITLE: Words =
    Words::new("{unit}报表检查反馈", "{unit}: what the check found");
pub(super) const SHEET_TITLE: Words = Words::new("{sheet}（{period}）", "{sheet} ({period})");
pub(super) const SPAN: Words = Words::new("统计区间：{start} 至 {end}", "From {start} to {end}");
pub(super) const MADE_BY: Words = Words::new("由 {tool} 汇总生成", "Made by {tool}");
pub(super) const IN_YUAN: Words = Words::new("金额单位：元", "Money in yuan");
pub(super) const PAGE_FOOTER: Words = Words::new("第 &P 页 共 &N 页", "Page &P of &N");
pub(super) const NO_DATA_HERE: Words = Words::new("本期无数据", "No data in this period");
pub(super) const TOTAL: Words = Words::new("合计", "Total");
pub(super) const DISTRICT_ROW: Words = Words::new("全区", "District");
pub(super) const NUMBER: Words = Words::new("序号", "No.");
pub(super) const UNIT: Words = Words::new("单位", "Unit");
pub(super) const PERIOD: Words = Words::new("期间", "Period");
pub(super) const MONTH: Words = Words::new("月份", "Month");
pub(super) const DATE: Words = Words::new("日期", "Date");
pub(super) const CATEGORY: Words = Words::new("类别", "Category");
pub(super) const AMOUNT: Words = Words::new("金额", "Amount");
pub(super) const STATUS: Words = Words::new("状态", "Status");
pub(super) const NOT_UNDERSTOOD: Words = Words::new("未分类", "Uncategorised");

// What came in.
pub(super) const PART_RETURNS: Words = Words::new("一、报送情况", "1. What came in");
pub(super) const PART_CHECKS: Words = Words::new("二、检查与达标", "2. Findings and targets");
pub(super) const PART_FIGURES: Words = Words::new("三、主要数据", "3. Main figures");
pub(super) const PART_CHARTS: Words = Words::new("四、图示", "4. Charts");
pub(super) const EXPECTED: Words = Words::new("应报单位", "Expected");
pub(super) const RECEIVED: Words = Words::new("已报", "Received");
pub(super) const NOT_RECEIVED: Words = Words::new("未报", "Not received");
pub(super) const NOT_EXPECTED: Words = Words::new("名单外单位", "Not on the list");
pub(super) const FILES: Words = Words::new("文件", "Files");
pub(super) const UNREADABLE: Words = Words::new("无法读取", "Unreadable");
pub(super) const REPEATED: Words = Words::new("重复文件", "Repeated");
pub(super) const OLDER: Words = Words::new("旧版", "Older version");
pub(super) const READ: Words = Words::new("已读取", "Read");
pub(super) const TABLES_READ: Words = Words::new("识别出的表", "Tables recognised");
pub(super) const NOT_RECEIVED_NAMES: Words = Words::new("未报单位", "Not received from");
pub(super) const UNREADABLE_NAMES: Words = Words::new("无法读取文件", "Files not readable");
pub(super) const ALL_RECEIVED: Words = Words::new("全部已报", "All received");
pub(super) const NONE: Words = Words::new("无", "None");
pub(super) const AND_MORE: Words = Words::new("等 {count} 项", "and more: {count} in all");

// Findings and targets.
pub(super) const ERROR: Words = Words::new("错误", "Error");
pub(super) const WARNING: Words = Words::new("警告", "Warning");
pub(super) const INFO: Words = Words::new("提示", "Info");
pub(super) const FINDINGS_TOTAL: Words = Words::new("问题合计", "Findings");
pub(super) const MET: Words = Words::new("达标", "met");
pub(super) const MISSED: Words = Words::new("未达标", "missed");
pub(super) const NO_DATA: Words = Words::new("无数据", "no data");
pub(super) const UNIT_TARGETS_MET: Words = Words::new("各单位达标", "Units: met");
pub(super) const UNIT_TARGETS_MISSED: Words = Words::new("各单位未达标", "Units: missed");
pub(super) const UNIT_TARGETS_NO_DATA: Words = Words::new("各单位无数据", "Units: no data");
pub(super) const UNIT_TARGETS_ALL: Words = Words::new("各单位目标", "Units: all");
pub(super) const DISTRICT_TARGETS_MET: Words = Words::new("全区达标", "District: met");
pub(super) const DISTRICT_TARGETS_MISSED: Words = Words::new("全区未达标", "District: missed");
pub(super) const DISTRICT_TARGETS_NO_DATA: Words = Words::new("全区无数据", "District: no data");
pub(super) const DISTRICT_TARGETS_ALL: Words = Words::new("全区目标", "District: all");
pub(super) const TARGETS_MET: Words = Words::new("目标达标", "Targets met");
pub(super) const TARGETS_MISSED: Words = Words::new("目标未达标", "Targets missed");
pub(super) const TARGETS_NO_DATA: Words = Words::new("目标无数据", "No data");
pub(super) const TARGETS_ALL: Words = Words::new("目标合计", "Targets");
pub(super) const TARGET: Words = Words::new("目标", "Target");
pub(super) const GOAL: Words = Words::new("目标值", "Goal");
pub(super) const NUMERATOR: Words = Words::new("分子", "Numerator");
pub(super) const DENOMINATOR: Words = Words::new("分母", "Denominator");
pub(super) const ACTUAL: Words = Words::new("实际值", "Actual");
pub(super) const BASIS: Words = Words::new("依据", "Basis");
pub(super) const COUNTS_WHAT: Words = Words::new("计算口径", "What is counted");
pub(super) const COUNTS_OVER: Words = Words::new("{counts} ÷ {over}", "{counts} ÷ {over}");
pub(super) const PARTS: Words = Words::new("（{part}/{whole}）", " ({part}/{whole})");
pub(super) const PARTS_YUAN: Words = Words::new("（{part}/{whole} 元）", " ({part}/{whole} yuan)");
pub(super) const YUAN: Words = Words::new("{amount} 元", "{amount} yuan");
pub(super) const LEGEND: Words = Words::new("图例：", "Legend:");
pub(super) const LEGEND_NOTE: Words = Words::new(
    "每格依次为结论、实际值（分子/分母）。“无数据”指没有报送所需的表或列，不算达标。一个目标按多种期间考核的，本表列最长的期间，全部期间见《达标明细》。只要有应报单位没有报送所需的表，全区就不算达标，哪怕已报的合计是 100%。",
    "Each cell: the verdict, the actual value (numerator/denominator). “no data” means that the table or column was not sent; it never counts as met. Of a target judged for several kinds of period the longest stands here; all are in “Target details”. While any unit that has to send has not sent the table, the district is not met, though the sum of the others be 100%.",
);

/// Under figures that add up all units that sent.
pub(super) const NOT_EXPECTED_NOTE: Words = Words::new(
    "名单外单位（{names}）报来的也列在表中、计入合计；全区达标只看应报单位，所以两处的数会不同。",
    "Units that are not on the list ({names}) stand in the tables and their totals; the district's targets look at those that have to send, so the two differ.",
);

// Members.
pub(super) const STAFF: Words = Words::new("教职工", "Staff");
pub(super) const STATED: Words = Words::new("单位信息所报", "Stated");
pub(super) const ROSTER: Words = Words::new("名册在册", "On the roster");
pub(super) const MEMBER_COUNT: Words = Words::new("会员", "Members");
pub(super) const MEMBERSHIP_RATE: Words = Words::new("入会率", "Membership rate");
pub(super) const CARDS: Words = Words::new("服务卡", "Cards");
pub(super) const CARD_RATE: Words = Words::new("办卡率", "Card rate");
pub(super) const STAFF_CATEGORY: Words = Words::new("人员类别", "Category of staff");
pub(super) const STAFF_NOTE: Words = Words::new(
    "教职工人数以《单位信息》所报为准，未报的按《会员名册》在册人数（不含已离职、已退休）。入会率＝会员÷教职工，办卡率＝服务卡÷会员。",
    "Staff is what the unit's information states, else the roster (without those who left or retired). Membership rate = members ÷ staff; card rate = cards ÷ members.",
);

// Dues.
pub(super) const DUES_BY_MONTH: Words = Words::new("按月合计", "By month");
pub(super) const DUES_BY_UNIT: Words = Words::new("按单位合计", "By unit");
pub(super) const ROWS: Words = Words::new("人次", "Rows");
pub(super) const DUE: Words = Words::new("应缴", "Due");
pub(super) const PAID: Words = Words::new("实缴", "Paid");
pub(super) const CREDITED: Words = Words::new("计入收缴", "Credited");
pub(super) const ARREARS: Words = Words::new("欠缴", "Arrears");
pub(super) const DUES_RATE: Words = Words::new("收缴率", "Rate");
pub(super) const DUES_NOTE: Words = Words::new(
    "计入收缴＝逐笔取应缴与实缴中较小的一个，多缴的不抵他人欠缴；欠缴＝应缴－计入收缴；收缴率＝计入收缴÷应缴。",
    "Credited is the lesser of due and paid, row by row, so that an overpayment never hides an arrear. Arrears = due − credited; rate = credited ÷ due.",
);
pub(super) const ARREARS_LIST: Words = Words::new("欠缴名单", "Members in arrears");
pub(super) const OTHER_PEOPLE: Words = Words::new("其余 {count} 人", "{count} others");
pub(super) const OTHER_ROWS: Words = Words::new("其余 {count} 条", "{count} others");
pub(super) const NO_ARREARS: Words = Words::new("本期无欠缴。", "Nobody is in arrears.");
pub(super) const NAME: Words = Words::new("姓名", "Name");
pub(super) const MONTHS_OWED: Words = Words::new("欠缴月数", "Months");
pub(super) const OWED: Words = Words::new("欠缴金额", "Owed");

pub(super) const ARREARS_PEOPLE: Words = Words::new("欠缴人数", "In arrears");

// Welfare.
pub(super) const PAYMENTS: Words = Words::new("笔数", "Payments");
pub(super) const HEADCOUNT: Words = Words::new("人次", "People");
pub(super) const WELFARE_BY_CATEGORY: Words = Words::new("按类别合计", "By category");
pub(super) const WELFARE_LIST: Words = Words::new("慰问明细", "Payments");
pub(super) const RECIPIENT: Words = Words::new("对象", "Recipient");
pub(super) const FORM: Words = Words::new("形式", "Form");
pub(super) const UNIT_PRICE: Words = Words::new("单价", "Unit price");
pub(super) const VOUCHER: Words = Words::new("凭证号", "Voucher");
pub(super) const WELFARE_AMOUNT: Words = Words::new("慰问金额", "Welfare amount");
pub(super) const WELFARE_PEOPLE: Words = Words::new("慰问人次", "Welfare, people");
pub(super) const MASKED_NOTE: Words = Words::new(
    "受慰问人的姓名只保留姓氏，“全体会员”等照写；全名见签领表。",
    "A recipient's name is masked but for the surname; groups stand as written. The signed list has the names.",
);
pub(super) const WELFARE_NOTE: Words = Words::new(
    "金额按慰问类别、日期在统计区间内的合计。",
    "Amounts by category of the payments dated in the period.",
);

// Ledger.
pub(super) const ACCOUNT: Words = Words::new("科目", "Account");
pub(super) const INCOME: Words = Words::new("收入", "Income");
pub(super) const EXPENSE: Words = Words::new("支出", "Expense");
pub(super) const SURPLUS: Words = Words::new("结余", "Surplus");

// Sports.
pub(super) const POINTS_TABLE: Words = Words::new("积分与名次", "Points and rank");
pub(super) const EVENTS: Words = Words::new("比赛项次", "Events");
pub(super) const EVENT_LIST: Words = Words::new("比赛情况", "Events");
pub(super) const RESULT_LIST: Words = Words::new("比赛成绩", "Results");
pub(super) const POINTS: Words = Words::new("积分", "Points");
pub(super) const RANK: Words = Words::new("名次", "Rank");
pub(super) const LEVEL: Words = Words::new("级别", "Level");
pub(super) const EVENT: Words = Words::new("项目", "Event");
pub(super) const GROUP: Words = Words::new("组别", "Group");
pub(super) const ENTRANTS: Words = Words::new("参赛人数", "Entrants");
pub(super) const AWARDED: Words = Words::new("获奖人数", "Awarded");
pub(super) const PRIZE: Words = Words::new("奖金", "Prize");
pub(super) const FIRST: Words = Words::new("第一名", "First place");
pub(super) const FIRSTS: Words = Words::new("第一名（个）", "First places");
pub(super) const ENTRANT: Words = Words::new("参赛者", "Entrant");
pub(super) const SCORE: Words = Words::new("成绩", "Score");
pub(super) const SPORTS_NOTE: Words = Words::new(
    "积分为各单位《文体比赛》所报得分之和，名次按积分由高到低，同分同名次。",
    "Points are the sum of what each unit reports; equal points share a rank.",
);

// Audits.
pub(super) const AUDIT_COUNT: Words = Words::new("审计次数", "Audits");
pub(super) const AUDIT_PERIOD: Words = Words::new("审计期间", "Period audited");
pub(super) const AUDITED_ON: Words = Words::new("审计日期", "Audited on");
pub(super) const REPORT_NO: Words = Words::new("报告编号", "Report no.");
pub(super) const AUDITORS: Words = Words::new("审计人员", "Auditors");
pub(super) const OPINION: Words = Words::new("意见", "Opinion");
pub(super) const INCOME_AUDITED: Words = Words::new("收入审计额", "Income audited");
pub(super) const EXPENSE_AUDITED: Words = Words::new("支出审计额", "Expense audited");
pub(super) const PROBLEMS: Words = Words::new("发现问题", "Problems");
pub(super) const APPROVED_ON: Words = Words::new("教代会通过", "Approved on");
pub(super) const FILED_ON: Words = Words::new("报区经审会", "Filed on");
pub(super) const NO_AUDIT: Words = Words::new("本期无审计记录", "No audit in this period");

// Lists of findings and of sources.
pub(super) const SEVERITY: Words = Words::new("级别", "Severity");
pub(super) const FILE: Words = Words::new("文件", "File");
pub(super) const SHEET: Words = Words::new("工作表", "Sheet");
pub(super) const CELL: Words = Words::new("单元格", "Cell");
pub(super) const CODE: Words = Words::new("代码", "Code");
pub(super) const PROBLEM: Words = Words::new("问题", "What is wrong");
pub(super) const HINT: Words = Words::new("处理办法", "What to do");
pub(super) const VALUE: Words = Words::new("单元格内容", "The cell holds");
pub(super) const NO_FINDINGS: Words = Words::new("没有发现问题。", "Nothing was found.");
pub(super) const FINDING_COUNTS: Words = Words::new("问题统计", "Finding counts");
pub(super) const FINDING_COUNT: Words = Words::new("条数", "Count");
pub(super) const FINDINGS_LISTED: Words = Words::new("已列出", "Listed");
pub(super) const OTHER_COUNTS: Words = Words::new("其余 {count} 项", "{count} others");
pub(super) const FINDINGS_CUT: Words = Words::new(
    "共有 {all} 条问题，一张表放不下，这里列出 {listed} 条：每个单位的每种问题的前几条，错误列得最多。各单位每种问题各有多少条，见《问题统计》；没有列出的在各单位的反馈工作簿里，由 gonghui check 写出。",
    "There are {all} findings, more than a sheet has room for. These are {listed} of them: the first few of each kind in each unit, and most of errors. “Finding counts” says how many there are of each; what is not listed stands in the units' feedback workbooks, which gonghui check writes.",
);
pub(super) const FEEDBACK_CUT: Words = Words::new(
    "共有 {all} 条问题，这里列出前 {listed} 条；改好这些再检查一次，就会列出其余的。",
    "There are {all} findings; these are the first {listed}. Mend them and check again for the rest.",
);
pub(super) const NO_ROOM: Words = Words::new(
    "还有 {count} 行放不下（Excel 一张表最多 1,048,576 行），没有列出，但合计里有。",
    "{count} more rows have no room in a sheet of Excel (1,048,576 rows) and are not listed; the totals hold them.",
);
pub(super) const NO_ROOM_BESIDE: Words = Words::new(
    "还有 {count} 列放不下，没有列出，见《达标明细》。",
    "{count} more columns have no room here; they are in “Target details”.",
);
pub(super) const SHA: Words = Words::new("SHA-256 校验值", "SHA-256");
pub(super) const TABLE_ROWS: Words = Words::new(
    "{table}（{sheet}!{header}）{rows} 行",
    "{table} ({sheet}!{header}) {rows} rows",
);
pub(super) const UNRECOGNISED: Words = Words::new(
    "{sheet}：未识别，{reason}",
    "{sheet}: not recognised, {reason}",
);
pub(super) const PLAN_FILE: Words = Words::new("年度计划", "Plan");
pub(super) const PLAN_BUILT_IN: Words = Words::new(
    "年度计划：未提供，使用内置的默认目标和标准。",
    "Plan: none was given; the built-in targets and limits are in force.",
);
pub(super) const SOURCES_NOTE: Words = Words::new(
    "本表由 {tool} 依据下列文件生成；核对 SHA-256 校验值可以确认文件未被改动。",
    "Made by {tool} from these files. A file with the same SHA-256 has not been changed since.",
);
pub(super) const UNREADABLE_WHY: Words = Words::new("无法读取（{code}）", "Unreadable ({code})");

// The cover of the unit's report.
pub(super) const PART_UNIT: Words = Words::new("一、单位信息", "1. The unit");
pub(super) const UNIT_NAME: Words = Words::new("单位名称", "Unit");
pub(super) const REPORT_PERIOD: Words = Words::new("报告期间", "Period");
pub(super) const CREDIT_CODE: Words = Words::new("信用代码", "Credit code");
pub(super) const DISTRICT: Words = Words::new("所属区", "District");
pub(super) const PREPARER: Words = Words::new("填表人", "Prepared by");
pub(super) const REVIEWER: Words = Words::new("审核人", "Reviewed by");
pub(super) const COMMITTEE_UNTIL: Words = Words::new("本届届满日期", "Committee's term ends");
pub(super) const SPAN_LABEL: Words = Words::new("统计区间", "Dates");
pub(super) const SPAN_VALUE: Words = Words::new("{start} 至 {end}", "{start} to {end}");
pub(super) const PART_KEY: Words = Words::new("二、主要数据", "2. Main figures");
pub(super) const PART_TARGETS: Words = Words::new("三、目标完成与问题", "3. Targets and findings");
pub(super) const PART_ACTIVITIES: Words = Words::new("四、活动开展", "4. Activities");
pub(super) const PART_SIGN: Words = Words::new("五、签字", "5. Signatures");
pub(super) const ACTIVITY_KIND: Words = Words::new("活动类别", "Kind");
pub(super) const HELD: Words = Words::new("次数", "Held");
pub(super) const ATTENDANCE: Words = Words::new("参加人次", "Attendance");
pub(super) const COST: Words = Words::new("经费", "Cost");

// Signatures.
pub(super) const SIGN_PREPARER: Words = Words::new("制表人", "Prepared by");
pub(super) const SIGN_REVIEWER: Words = Words::new("审核人", "Reviewed by");
pub(super) const SIGN_HEAD: Words = Words::new("负责人", "Head");
pub(super) const SIGN_CHAIR: Words = Words::new("工会主席", "Chair of the union");
pub(super) const SIGN_AUDITOR: Words = Words::new("经审委员", "Audit committee");
pub(super) const SIGN_DATE: Words = Words::new("日期", "Date");
pub(super) const SIGN_DAY: Words = Words::new("　　　年　　月　　日", "");
pub(super) const SEAL: Words = Words::new("（盖章）", "(seal)");

// Charts.
pub(super) const CHART_MEMBERSHIP: Words = Words::new("各单位入会率", "Membership rate by unit");
pub(super) const CHART_MEMBERSHIP_LOWEST: Words = Words::new(
    "入会率最低的 {count} 个单位",
    "The {count} lowest membership rates",
);
pub(super) const CHART_TARGETS: Words = Words::new("各单位达标情况（项）", "Targets by unit");
pub(super) const CHART_TARGETS_WORST: Words = Words::new(
    "未达标最多的 {count} 个单位（项）",
    "The {count} units that miss most targets",
);
pub(super) const CHART_DUES: Words =
    Words::new("会费应缴与计入收缴（元）", "Dues: due and credited (yuan)");
pub(super) const CHART_DATA: Words = Words::new("图表数据（不打印）", "Chart data (not printed)");

// The feedback workbook.
pub(super) const FEEDBACK_COUNTS: Words = Words::new(
    "共 {errors} 处错误、{warnings} 处警告、{infos} 条提示。",
    "{errors} errors, {warnings} warnings, {infos} hints.",
);
pub(super) const FEEDBACK_HOW: Words = Words::new(
    "请点“单元格”一列跳到出错处，在原来的文件里改好后重新报送；第二张表列出每张表认成了什么；后面各表是报送内容的副本，红色是错误、黄色是警告、蓝色是提示，鼠标停在格子上可以看到说明。谢谢！",
    "Click a cell's address to go there, mend it in your own file and send that again. The second sheet lists what each of your sheets is taken for. The others are copies of what you sent: red is an error, amber a warning, blue a hint; hold the mouse over a cell to read why. Thank you!",
);
pub(super) const SHEETS_READ: Words = Words::new("各表认成了什么", "What sheets are");
pub(super) const SHEETS_READ_HOW: Words = Words::new(
    "认错了的，请把表名或标题改成这张表的名称（如“会员名册”）后重新报送。",
    "Where this is wrong, name the sheet or its title after what it is, and send it again.",
);
pub(super) const TAKEN_FOR: Words = Words::new("认作", "Taken for");
pub(super) const COUNTED: Words = Words::new("计不计入", "Counted");
pub(super) const ROWS_READ: Words = Words::new("行数", "Rows");
pub(super) const TAKEN_BECAUSE: Words = Words::new("主要依据", "Mainly because of");
pub(super) const FEEDBACK_NONE: Words = Words::new(
    "没有发现问题。谢谢，本次报送的内容可以使用。",
    "Nothing was found. Thank you: what you sent can be used as it is.",
);
pub(super) const NOTE_LINE: Words = Words::new(
    "【{severity} {code}】{message}",
    "[{severity} {code}] {message}",
);
pub(super) const NOTE_HINT: Words = Words::new("处理办法：{hint}", "What to do: {hint}");
pub(super) const COPY_UNNAMED: Words = Words::new("表", "Sheet");
