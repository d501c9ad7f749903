//! The mistakes of the sample district, school by school. What a check should say about them is no
//! business of this list.

use super::edits::Change::{Another, Column, Remove, Set};
use super::edits::Value::{Blank, Day, Fen, Integer, NotAvailable, Rank, Text};
use super::edits::{Edit, Notes, Shared, edit};
use jiff::civil::date;

/// The contract teacher of one school whom another lists as its own.
pub(crate) const SHARED: Shared = Shared {
    from: ("安澜职业技术学校", 9),
    to: ("启智学校", 6),
};

/// The one sheet of notes.
pub(crate) const NOTES: Notes = Notes {
    school: "新华小学",
    table: "units",
    tab: "备忘",
    lines: &[
        "七月底前各表由工会主席过目。",
        "会费表按月另存一份，年底装订。",
        "运动会的照片在共享盘里。",
    ],
};

/// A workbook that does not say whose it is: only its folder does.
pub(crate) const NAMELESS: (&str, &str) = ("新华小学", "insurance");

/// A school's workbook sent once more under this name, and cut short on the way.
pub(crate) const CUT_SHORT: (&str, &str) = ("长风高级中学", "长风高级中学（补报）.xlsx");

/// Every change, school by school.
pub(crate) const EDITS: &[Edit] = &[
    // No such day.
    edit(
        "新华小学",
        "dues",
        &[("name", "丁静梅"), ("month", "2024-05")],
        Set(&[("paid_on", Text("2023-13-45"))]),
    ),
    // A column that no table has.
    edit(
        "新华小学",
        "activities",
        &[("title", "集体观看春季影片")],
        Column("备注2", "票据已附"),
    ),
    // A required cell left empty.
    edit(
        "新华小学",
        "activities",
        &[("title", "评选优秀工会积极分子")],
        Set(&[("title", Blank)]),
    ),
    // The same person twice; a retired one, so that neither counts nor dues change.
    edit("滨河小学", "members", &[("name", "林芸岚")], Another(&[])),
    // The last digit was 0; a retired member has no rows elsewhere.
    edit(
        "滨河小学",
        "members",
        &[("name", "崔梅惠")],
        Set(&[("id_number", Text("990101196811062305"))]),
    ),
    // Born in 1982 by the ID number.
    edit(
        "滨河小学",
        "members",
        &[("name", "姜佳敏")],
        Set(&[("birth_date", Day(date(1983, 3, 20)))]),
    ),
    // A woman by the ID number.
    edit(
        "滨河小学",
        "members",
        &[("name", "袁倩怡")],
        Set(&[("sex", Text("男"))]),
    ),
    // A digit short.
    edit(
        "滨河小学",
        "members",
        &[("name", "杜梅欣")],
        Set(&[("phone", Text("1990000010"))]),
    ),
    // At fourteen.
    edit(
        "滨河小学",
        "members",
        &[("name", "孟芬琳")],
        Set(&[("joined_on", Day(date(1990, 9, 1)))]),
    ),
    // After the school year, so that no dues are owed in it.
    edit(
        "滨河小学",
        "members",
        &[("name", "董倩怡")],
        Set(&[("joined_on", Day(date(2024, 9, 1)))]),
    ),
    edit(
        "滨河小学",
        "dues",
        &[("name", "董倩怡"), ("month", "2024-07")],
        Remove,
    ),
    // Neither yes nor no.
    edit(
        "滨河小学",
        "members",
        &[("name", "余静惠")],
        Set(&[("hardship", Text("不清楚"))]),
    ),
    // A formula that finds nothing.
    edit(
        "滨河小学",
        "members",
        &[("name", "方海勇")],
        Set(&[("base_wage", NotAvailable)]),
    ),
    // 34.50 by the rule; paid as asked.
    edit(
        "第一初级中学",
        "dues",
        &[("name", "陈璐菲"), ("month", "2024-03")],
        Set(&[("due", Fen(3_650)), ("paid", Fen(3_650))]),
    ),
    // 35.10 is due.
    edit(
        "第一初级中学",
        "dues",
        &[("name", "何宇平"), ("month", "2024-05")],
        Set(&[("paid", Fen(2_000))]),
    ),
    // 25.85 is due.
    edit(
        "第一初级中学",
        "dues",
        &[("name", "郭梅琳"), ("month", "2024-04")],
        Set(&[("paid", Fen(2_850))]),
    ),
    // A month left out.
    edit(
        "第一初级中学",
        "dues",
        &[("name", "杜浩超"), ("month", "2024-04")],
        Remove,
    ),
    // The same month of the same person twice.
    edit(
        "第一初级中学",
        "dues",
        &[("name", "程雪妍"), ("month", "2024-06")],
        Another(&[]),
    ),
    // Nobody of this name is on the roster.
    edit(
        "第一初级中学",
        "dues",
        &[("name", "叶怡萍"), ("month", "2024-06")],
        Another(&[
            ("name", Text("江晚舟")),
            ("id_number", Text("990101199005069886")),
        ]),
    ),
    // Retired, and made to pay.
    edit(
        "第一初级中学",
        "dues",
        &[("name", "叶怡萍"), ("month", "2024-03")],
        Another(&[
            ("name", Text("高佳蕾")),
            ("id_number", Text("990101196805122645")),
            ("base", Fen(520_000)),
            ("due", Fen(2_600)),
            ("paid", Fen(2_600)),
        ]),
    ),
    // Nothing paid for six months running.
    edit(
        "第一初级中学",
        "dues",
        &[("name", "冯宇博"), ("month", "2024-02")],
        Set(&[("paid", Blank), ("paid_on", Blank)]),
    ),
    edit(
        "第一初级中学",
        "dues",
        &[("name", "冯宇博"), ("month", "2024-03")],
        Set(&[("paid", Blank), ("paid_on", Blank)]),
    ),
    edit(
        "第一初级中学",
        "dues",
        &[("name", "冯宇博"), ("month", "2024-04")],
        Set(&[("paid", Blank), ("paid_on", Blank)]),
    ),
    edit(
        "第一初级中学",
        "dues",
        &[("name", "冯宇博"), ("month", "2024-05")],
        Set(&[("paid", Blank), ("paid_on", Blank)]),
    ),
    edit(
        "第一初级中学",
        "dues",
        &[("name", "冯宇博"), ("month", "2024-06")],
        Set(&[("paid", Blank), ("paid_on", Blank)]),
    ),
    edit(
        "第一初级中学",
        "dues",
        &[("name", "冯宇博"), ("month", "2024-07")],
        Set(&[("paid", Blank), ("paid_on", Blank)]),
    ),
    // Cash for a holiday.
    edit(
        "向阳学校",
        "welfare",
        &[("reason", "清明节")],
        Set(&[("form", Text("现金"))]),
    ),
    // A card for a holiday.
    edit(
        "向阳学校",
        "welfare",
        &[("reason", "劳动节")],
        Set(&[("form", Text("卡券"))]),
    ),
    // Not one of the seven holidays.
    edit(
        "向阳学校",
        "welfare",
        &[("reason", "元旦")],
        Set(&[("reason", Text("圣诞节"))]),
    ),
    // 14 × 400 is 5600; the accounts have it as it was paid.
    edit(
        "向阳学校",
        "welfare",
        &[("reason", "春节")],
        Set(&[("amount", Fen(565_000))]),
    ),
    edit(
        "向阳学校",
        "ledger",
        &[("voucher_no", "记-028")],
        Set(&[("amount", Fen(565_000)), ("expense", Fen(565_000))]),
    ),
    // With 400, 100 and 200 before it this is 1600 yuan for each member in 2024.
    edit(
        "向阳学校",
        "welfare",
        &[("reason", "端午节")],
        Set(&[("unit_price", Fen(90_000)), ("amount", Fen(1_260_000))]),
    ),
    edit(
        "向阳学校",
        "ledger",
        &[("voucher_no", "记-056")],
        Set(&[("amount", Fen(1_260_000)), ("expense", Fen(1_260_000))]),
    ),
    // The voucher of another gift.
    edit(
        "向阳学校",
        "welfare",
        &[("recipient", "曹娟晴")],
        Set(&[("voucher_no", Text("记-062"))]),
    ),
    // Five of six get a prize.
    edit(
        "长风高级中学",
        "sports",
        &[("event", "乒乓球"), ("rank", "1")],
        Set(&[("awarded", Integer(5))]),
    ),
    // Nobody of this name is on the roster.
    edit(
        "长风高级中学",
        "sports",
        &[("event", "乒乓球"), ("rank", "5")],
        Set(&[("entrant", Text("江一帆"))]),
    ),
    // The last gets the most points.
    edit(
        "长风高级中学",
        "sports",
        &[("event", "羽毛球"), ("rank", "6")],
        Set(&[("points", Integer(9))]),
    ),
    // There is no sixth.
    edit(
        "长风高级中学",
        "sports",
        &[("event", "跳绳"), ("rank", "6")],
        Set(&[("rank", Rank(7))]),
    ),
    // The report has no number.
    edit(
        "长风高级中学",
        "audits",
        &[("period", "2023年上半年")],
        Set(&[("report_no", Blank)]),
    ),
    // Approved before the audit.
    edit(
        "长风高级中学",
        "audits",
        &[("period", "2023年度")],
        Set(&[("congress_approved_on", Day(date(2024, 2, 28)))]),
    ),
    // The last character was N.
    edit(
        "安澜职业技术学校",
        "units",
        &[("district", "安澜区")],
        Set(&[("credit_code", Text("81990101MC0000100P"))]),
    ),
    // An amount in words.
    edit(
        "安澜职业技术学校",
        "activities",
        &[("title", "三八国际妇女节活动")],
        Set(&[("cost", Text("三百多"))]),
    ),
    // A number in words.
    edit(
        "安澜职业技术学校",
        "activities",
        &[("title", "评选优秀工会积极分子")],
        Set(&[("attendance", Text("十来人"))]),
    ),
    // No kind of activity.
    edit(
        "安澜职业技术学校",
        "activities",
        &[("title", "工会业务培训")],
        Set(&[("kind", Text("团建"))]),
    ),
    // Less than nobody.
    edit(
        "安澜职业技术学校",
        "activities",
        &[("title", "教职工健康体检"), ("planned_month", "2024-05")],
        Set(&[("attendance", Integer(-14))]),
    ),
    // Years before.
    edit(
        "安澜职业技术学校",
        "activities",
        &[("title", "公开教职工考核结果")],
        Set(&[("date", Day(date(2021, 6, 11)))]),
    ),
    // Ten times the staff.
    edit(
        "安澜职业技术学校",
        "activities",
        &[("title", "春季教职工球类比赛")],
        Set(&[("attendance", Integer(140))]),
    ),
    // Filed before the congress approved it.
    edit(
        "安澜职业技术学校",
        "audits",
        &[("period", "2023年度")],
        Set(&[("filed_on", Day(date(2024, 3, 20)))]),
    ),
    // Two are on the roster.
    edit(
        "启智学校",
        "units",
        &[("district", "安澜区")],
        Set(&[("staff_logistics", Integer(3))]),
    ),
    // No audit in 2024.
    edit("启智学校", "audits", &[("period", "2023年度")], Remove),
];
