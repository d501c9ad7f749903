//! The schools of the sample district 安澜区: twelve that have to send and one that is not on the
//! list. Four of those that send do everything right and reach whatever can be reached by July.

use super::layout::{Dates, Details, Files, Headers, Heading, Layout, Money, TEMPLATE, Tabs};
use jiff::civil::{Date, date};

/// The district: there is none of this name.
pub(crate) const DISTRICT: &str = "安澜区";

/// What kind of school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Kindergarten,
    Primary,
    Junior,
    Senior,
    NineYear,
    Complete,
    Vocational,
    Special,
}

impl Kind {
    /// 单位类别.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Kind::Kindergarten => "幼儿园",
            Kind::Primary => "小学",
            Kind::Junior => "初中",
            Kind::Senior => "高中",
            Kind::NineYear => "九年一贯制",
            Kind::Complete => "完全中学",
            Kind::Vocational => "中职",
            Kind::Special => "特殊教育",
        }
    }

    /// The groups that its teachers belong to.
    pub(crate) fn groups(self) -> [&'static str; 3] {
        match self {
            Kind::Kindergarten => ["大班组", "中班组", "小班组"],
            Kind::Primary | Kind::NineYear => ["语文组", "数学组", "综合组"],
            Kind::Junior | Kind::Senior | Kind::Complete => ["文科组", "理科组", "艺体组"],
            Kind::Vocational => ["公共课组", "专业课组", "实训组"],
            Kind::Special => ["启聪组", "启智组", "康复组"],
        }
    }
}

/// A target that a school misses without any mistake in its workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shortfall {
    /// So many of the staff are not in the union.
    NotJoined(usize),
    /// No congress was held; the heads of its delegations met instead.
    NoCongress,
    /// Three films in one year, where one or two are planned.
    ThirdFilm,
    /// The wage agreement is not signed.
    WagesUnsigned,
    /// A proposal is still being dealt with.
    ProposalOpen,
    /// No check-up for women in 2024.
    NoWomensCheckup,
    /// The accounts of the second term were not published.
    AccountsHidden,
}

/// Everything that makes a school different from the others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spec {
    /// The name on the plan's list.
    pub(crate) name: &'static str,
    /// The name in its own workbooks.
    pub(crate) written: &'static str,
    /// 别名 on the plan's list.
    pub(crate) aliases: &'static str,
    /// What kind of school.
    pub(crate) kind: Kind,
    /// Staff at the end of the school year.
    pub(crate) size: usize,
    /// Retired members on the roster.
    pub(crate) retired: usize,
    /// When somebody left, who still stands on the roster.
    pub(crate) leaver: Option<Date>,
    /// When the newest member joined.
    pub(crate) newcomer: Option<Date>,
    /// Whether birthdays are greeted one by one, or together each month.
    pub(crate) each_birthday: bool,
    /// Whether people who came in level share a rank in one contest.
    pub(crate) tie: bool,
    /// The targets that it misses.
    pub(crate) shortfalls: &'static [Shortfall],
    /// Whether the plan's list names it.
    pub(crate) expected: bool,
    /// Whether it sends anything.
    pub(crate) sends: bool,
    /// How its workbooks look.
    pub(crate) layout: Layout,
}

impl Spec {
    /// Whether the school misses a target in this way.
    pub(crate) fn lacks(&self, shortfall: Shortfall) -> bool {
        self.shortfalls.contains(&shortfall)
    }
}

const SPRING: Option<Date> = Some(date(2024, 3, 1));
const AUTUMN: Option<Date> = Some(date(2023, 9, 1));
const LEFT_IN_MARCH: Option<Date> = Some(date(2024, 3, 31));
const LEFT_IN_JANUARY: Option<Date> = Some(date(2024, 1, 31));

/// A school like the others.
const PLAIN: Spec = Spec {
    name: "",
    written: "",
    aliases: "",
    kind: Kind::Primary,
    size: 14,
    retired: 1,
    leaver: None,
    newcomer: None,
    each_birthday: true,
    tie: false,
    shortfalls: &[],
    expected: true,
    sends: true,
    layout: TEMPLATE,
};

/// The schools, in the order of the plan's list.
pub(crate) const SCHOOLS: &[Spec] = &[
    // Four without any mistake.
    Spec {
        name: "育才小学",
        written: "育才小学工会",
        size: 18,
        retired: 2,
        newcomer: AUTUMN,
        layout: Layout {
            files: Files::One("育才小学工会报表.xlsx"),
            ..TEMPLATE
        },
        ..PLAIN
    },
    Spec {
        name: "实验中学",
        written: "安澜区实验中学工会委员会",
        aliases: "安澜区实验中学、安澜实中",
        kind: Kind::Junior,
        size: 24,
        leaver: LEFT_IN_MARCH,
        newcomer: SPRING,
        each_birthday: false,
        layout: Layout {
            files: Files::One("02-实验中学2023-2024学年.xlsx"),
            heading: Heading::Full,
            headers: Headers::Aliases,
            dates: Dates::Dotted,
            tabs: Tabs::Aliases,
            details: Details::Form,
            two_columns: true,
            totals: true,
            footer: true,
            // 会员花名册: whoever stands on it is a member.
            without: &[("members", "member"), ("members", "birth_date")],
            ..TEMPLATE
        },
        ..PLAIN
    },
    Spec {
        name: "青禾幼儿园",
        written: "青禾幼儿园",
        kind: Kind::Kindergarten,
        size: 12,
        leaver: LEFT_IN_JANUARY,
        layout: Layout {
            files: Files::One("青禾幼儿园.xlsx"),
            heading: Heading::Title,
            headers: Headers::Decorated,
            rotated: 1,
            dates: Dates::Chinese,
            money: Money::Yen,
            tabs: Tabs::Numbered,
            totals: true,
            without: &[("sports", "score"), ("ledger", "balance")],
            ..TEMPLATE
        },
        ..PLAIN
    },
    Spec {
        name: "明德中学",
        written: "明德中学工会",
        kind: Kind::Complete,
        size: 22,
        retired: 2,
        newcomer: SPRING,
        tie: true,
        layout: Layout {
            files: Files::One("明德中学（已审核）.xlsx"),
            heading: Heading::Full,
            dates: Dates::Slashed,
            money: Money::Yuan,
            details: Details::WideForm,
            two_columns: true,
            footer: true,
            ..TEMPLATE
        },
        ..PLAIN
    },
    // Seven with mistakes, each mostly of one theme.
    Spec {
        name: "新华小学",
        written: "新华小学工会",
        size: 12,
        layout: Layout {
            files: Files::Folder("新华小学"),
            heading: Heading::Full,
            dates: Dates::Compact,
            footer: true,
            ..TEMPLATE
        },
        ..PLAIN
    },
    Spec {
        name: "滨河小学",
        written: "滨河小学工会",
        size: 16,
        retired: 2,
        leaver: LEFT_IN_MARCH,
        newcomer: Some(date(2024, 7, 1)),
        shortfalls: &[Shortfall::NotJoined(2)],
        layout: Layout {
            files: Files::One("滨河小学.xlsx"),
            heading: Heading::Title,
            ..TEMPLATE
        },
        ..PLAIN
    },
    Spec {
        name: "第一初级中学",
        written: "第一初级中学工会",
        aliases: "一中",
        kind: Kind::Junior,
        size: 15,
        shortfalls: &[Shortfall::ThirdFilm],
        layout: Layout {
            files: Files::One("第一初级中学2024年7月.xlsx"),
            heading: Heading::Full,
            headers: Headers::Aliases,
            two_columns: true,
            ..TEMPLATE
        },
        ..PLAIN
    },
    Spec {
        name: "向阳学校",
        written: "向阳学校工会",
        kind: Kind::NineYear,
        size: 14,
        shortfalls: &[Shortfall::NoCongress],
        layout: Layout {
            files: Files::One("向阳学校.xlsx"),
            headers: Headers::Decorated,
            dates: Dates::Dotted,
            details: Details::Form,
            two_columns: true,
            ..TEMPLATE
        },
        ..PLAIN
    },
    Spec {
        name: "长风高级中学",
        written: "长风高级中学工会",
        kind: Kind::Senior,
        size: 20,
        newcomer: AUTUMN,
        each_birthday: false,
        shortfalls: &[Shortfall::WagesUnsigned],
        layout: Layout {
            files: Files::One("长风高级中学.xlsx"),
            heading: Heading::Title,
            rotated: 2,
            dates: Dates::Chinese,
            tabs: Tabs::Aliases,
            ..TEMPLATE
        },
        ..PLAIN
    },
    Spec {
        name: "安澜职业技术学校",
        written: "安澜职业技术学校工会",
        aliases: "职校",
        kind: Kind::Vocational,
        size: 14,
        shortfalls: &[Shortfall::ProposalOpen, Shortfall::NoWomensCheckup],
        layout: Layout {
            files: Files::One("职校工会材料/安澜职业技术学校.xlsx"),
            heading: Heading::Full,
            money: Money::Yen,
            footer: true,
            ..TEMPLATE
        },
        ..PLAIN
    },
    Spec {
        name: "启智学校",
        written: "启智学校工会",
        kind: Kind::Special,
        size: 10,
        each_birthday: false,
        shortfalls: &[Shortfall::AccountsHidden],
        layout: Layout {
            files: Files::One("启智学校.xlsx"),
            dates: Dates::Slashed,
            tabs: Tabs::Numbered,
            ..TEMPLATE
        },
        ..PLAIN
    },
    // One that sends nothing.
    Spec {
        name: "望湖幼儿园",
        written: "望湖幼儿园工会",
        kind: Kind::Kindergarten,
        size: 10,
        sends: false,
        ..PLAIN
    },
    // One that nobody asked.
    Spec {
        name: "晨光学校",
        written: "晨光学校工会",
        kind: Kind::NineYear,
        size: 11,
        expected: false,
        layout: Layout {
            files: Files::One("晨光学校.xlsx"),
            ..TEMPLATE
        },
        ..PLAIN
    },
];
