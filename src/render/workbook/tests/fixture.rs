//! A made-up district of four schools for the tests of the workbooks.

use crate::finding::{Arg, Code, Finding, Place};
use crate::outcome::*;
use crate::plan::{ExpectedUnit, Period, PeriodKind, Plan, Span, Target, default_rows};
use crate::sheet_copy::{CopyValue, SheetCopy};
use jiff::civil::{Date, date};

/// An ID number that must never go up.
pub(super) const ID: &str = "110101199003078515";
/// A phone that must never go up.
pub(super) const PHONE: &str = "13800138000";

const NAMES: [&str; 4] = ["育才小学", "实验中学", "向阳幼儿园", "第三中学"];

pub(super) fn outcome() -> Outcome {
    let plan = plan();
    let period = Period::Term(2023, 1);
    let span: Span = plan.terms.span(period);
    let targets = targets(&plan, period);
    Outcome {
        period,
        period_source: PeriodSource::Asked,
        span,
        inputs: inputs(),
        plan_found: false,
        plan_input: Some(Input {
            path: "年度计划.xlsx".into(),
            sha256: "ab".repeat(32),
            ..Input::default()
        }),
        units: units(),
        findings: findings(),
        metrics: Vec::new(),
        targets,
        figures: vec![figures(0), figures(1), UnitFigures::default(), figures(3)],
        plan,
    }
}

fn units() -> Vec<Unit> {
    let status = [
        UnitStatus::Received,
        UnitStatus::Received,
        UnitStatus::NotReceived,
        UnitStatus::NotExpected,
    ];
    NAMES
        .iter()
        .zip(status)
        .map(|(name, status)| Unit {
            name: (*name).to_string(),
            kind: Some("小学".into()),
            status,
            files: 2,
        })
        .collect()
}

/// The built-in plan's targets, read as plainly as they are written.
fn plan() -> Plan {
    use crate::plan::Comparison::*;
    let number = |text: &str| -> i64 {
        match text.strip_suffix('%') {
            Some(percent) => (percent.parse::<f64>().expect("a percentage") * 10_000.0) as i64,
            None => (text.parse::<f64>().expect("a number") * 1_000_000.0) as i64,
        }
    };
    let targets = default_rows("targets")
        .iter()
        .map(|row| Target {
            id: row["target"].clone(),
            title: row["title"].clone(),
            metric: row["metric"].clone(),
            comparison: match row["op"].as_str() {
                "=" => Equal,
                "≥" => AtLeast,
                "≤" => AtMost,
                _ => Between,
            },
            goal: number(&row["goal"]),
            goal_max: row.get("goal_max").map(|max| number(max)),
            periods: row["period"]
                .split('、')
                .filter_map(PeriodKind::parse)
                .collect(),
            scope: Vec::new(),
            basis: row.get("basis").cloned(),
        })
        .collect();
    Plan {
        expected_units: NAMES[..3]
            .iter()
            .map(|name| ExpectedUnit {
                name: (*name).to_string(),
                ..ExpectedUnit::default()
            })
            .collect::<Vec<_>>()
            .into(),
        targets,
        ..Plan::default()
    }
}

fn targets(plan: &Plan, asked: Period) -> Vec<TargetResult> {
    let mut out = Vec::new();
    for unit in [None, Some(0), Some(1), Some(2), Some(3)] {
        for (index, target) in plan.targets.iter().enumerate() {
            for kind in &target.periods {
                for period in plan.terms.judged(*kind, asked) {
                    out.push(result(unit, index, target, period));
                }
            }
        }
    }
    out
}

fn result(unit: Option<u32>, index: usize, target: &Target, period: Period) -> TargetResult {
    let rate = target.metric.contains("rate");
    let seed = index as i64 + unit.map_or(7, i64::from);
    let share = |numerator, denominator| {
        Some(Measured {
            numerator,
            denominator: Some(denominator),
        })
    };
    let measured = match (unit, seed % 3) {
        (Some(2), _) => None,
        (None, _) => share(seed % 4, 3),
        (_, 0) if target.metric == "dues_rate" => share(1_234_550, 1_250_000),
        (_, 0) if rate => share(148, 150),
        (_, 1) if rate => share(150, 150),
        (_, 2) if rate => None,
        (_, n) => Some(Measured {
            numerator: n * 2,
            denominator: None,
        }),
    };
    let status = match measured {
        None => TargetStatus::NoData,
        Some(m) if m.denominator.is_some_and(|d| m.numerator < d) || m.numerator == 0 => {
            TargetStatus::Missed
        }
        Some(_) => TargetStatus::Met,
    };
    let whole = unit.is_none();
    TargetResult {
        unit,
        target: index,
        period,
        measured,
        comparison: if whole {
            crate::plan::Comparison::Equal
        } else {
            target.comparison
        },
        goal: match (whole, target.metric.as_str()) {
            (true, _) => 1_000_000,
            // Of money the result holds fen where the plan holds yuan.
            (_, "welfare_reserve") => target.goal * 100,
            _ => target.goal,
        },
        goal_max: target.goal_max.filter(|_| unit.is_some()),
        status,
    }
}

fn table(sheet: &str, table: &'static str, header: &str, rows: usize) -> RecognisedTable {
    RecognisedTable {
        sheet: sheet.into(),
        table,
        header: header.into(),
        rows,
        columns: vec![
            ("name", "A".into()),
            ("id_number", "B".into()),
            ("join_date", "C".into()),
        ],
        unknown: vec!["备注2".into()],
        because: Vec::new(),
    }
}

fn inputs() -> Vec<Input> {
    let input = |path: &str, unit: u32, tables: Vec<RecognisedTable>| Input {
        path: path.into(),
        sha256: format!("{:032x}", 0x1234_5678_9abc_def0_u128 * u128::from(unit + 3)).repeat(2),
        unit: Some(unit),
        tables,
        ..Input::default()
    };
    let mut broken = input("报送/第三中学/损坏.xlsx", 3, Vec::new());
    broken.error = Some(Code::F003);
    broken.sha256 = String::new();
    let roster = || table("会员名册", "members", "A3", 3);
    let mut repeated = input("报送/育才小学/会员（副本）.xlsx", 0, vec![roster()]);
    repeated.repeated = true;
    let odd = format!("报送/实验中学/张三{ID}.xlsx");
    let mut odd = input(&odd, 1, vec![table("会费", "dues", "A2", 160)]);
    odd.unrecognised.push(UnrecognisedSheet {
        sheet: "Sheet3".into(),
        reason: NoTable::WithoutHeader,
        because: Vec::new(),
    });
    let main = "报送/育才小学/2023-2024学年第一学期工会报表.xlsx";
    let dues = table("会费收缴", "dues", "A2", 900);
    vec![odd, broken, input(main, 0, vec![roster(), dues]), repeated]
}

fn findings() -> Vec<Finding> {
    let place = |input: u32, sheet: &str, cell: (u32, u32), table, column| Place {
        input: Some(input),
        sheet_index: 0,
        cell: Some(cell),
        sheet: Some(sheet.into()),
        unit: None,
        table: Some(table),
        column: Some(column),
    };
    let missing = Place {
        unit: Some("向阳幼儿园".into()),
        ..Place::default()
    };
    let broken = Place {
        input: Some(1),
        ..Place::default()
    };
    let roster = |cell, column| place(2, "会员名册", cell, "members", column);
    vec![
        Finding::new(Code::P001, missing).arg("unit", Arg::Text("向阳幼儿园".into())),
        Finding::new(Code::F003, broken).arg("detail", Arg::Text(PHONE.into())),
        Finding::new(Code::T003, roster((2, 5), "name")).arg("label", Arg::Text("备注2".into())),
        Finding::new(Code::C181, roster((4, 1), "id_number"))
            .value(ID)
            .arg("check", Arg::Text("X".into())),
        Finding::new(Code::T101, roster((4, 1), "id_number"))
            .value(ID)
            .arg("other", Arg::Row("会员名册".into(), 4))
            .arg("key", Arg::Text("张建国".into())),
        Finding::new(Code::C110, roster((5, 2), "joined_on")).value("=1+1"),
        Finding::new(Code::C111, roster((0, 1), "joined_on")).value("2023-02-30"),
        Finding::new(Code::D103, place(0, "会费", (20, 4), "dues", "paid"))
            .value("20.00")
            .arg("paid", Arg::Fen(2_000))
            .arg("due_or_worked_out", Arg::Fen(2_615)),
        Finding::new(Code::W103, place(0, "福利", (8, 3), "welfare", "reason"))
            .value("因病住院")
            .arg("reason", Arg::Text("因病住院".into())),
    ]
}

fn figures(unit: i64) -> UnitFigures {
    let staff = |stated: Option<i64>, roster: i64, members: i64| StaffFigures {
        stated,
        roster,
        members,
        service_cards: members - 2,
    };
    UnitFigures {
        info: UnitInfo {
            credit_code: Some("81440000MCL468545M".into()),
            district: Some("白云区".into()),
            preparer: Some("李会计".into()),
            reviewer: Some("王主席".into()),
            committee_expires_on: Some(date(2025, 6, 30)),
        },
        staff: [
            staff(Some(100 + unit), 100, 98),
            staff(Some(20), 20, 20),
            staff(None, 8, 6),
            staff(Some(12), 11, 11),
            StaffFigures::default(),
        ],
        staff_uncategorised: staff(None, 2, 2),
        dues: dues(unit),
        arrears: vec![
            Arrear {
                name: "陈小明".into(),
                months: 2,
                owed: 5_230,
            },
            Arrear {
                name: "欧阳文静".into(),
                months: 1,
                owed: 2_615,
            },
        ],
        welfare: welfare(unit),
        payments: payments(),
        events: events(unit),
        audits: audits(unit),
        activities: activities(),
        ledger: ledger(),
    }
}

fn dues(unit: i64) -> Vec<DuesMonth> {
    [(2023, 9), (2023, 10), (2023, 11), (2023, 12), (2024, 1)]
        .iter()
        .zip(0..)
        .map(|(&(year, month), n)| DuesMonth {
            month: date(year, month, 1),
            rows: 128 + unit,
            due: 334_720 + unit * 1_000,
            paid: 334_721 + unit * 1_000 - n * 2_615,
            credited: 334_720 + unit * 1_000 - n * 2_615,
        })
        .collect()
}

fn welfare(unit: i64) -> Vec<WelfareCategory> {
    [
        (Some("节日慰问"), 2, 256, 5_120_000),
        (Some("生日慰问"), 31, 31, 930_000),
        (Some("住院慰问"), 1 + unit, 1 + unit, 100_005),
        (None, 1, 0, 1),
    ]
    .into_iter()
    .map(|(category, payments, headcount, amount)| WelfareCategory {
        category: category.map(str::to_string),
        payments,
        headcount,
        amount,
    })
    .collect()
}

fn payments() -> Vec<WelfarePayment> {
    let payment = |date: Date, category: &str, recipient: &str, amount: i64| WelfarePayment {
        date,
        category: Some(category.into()),
        recipient: Some(recipient.into()),
        form: Some("实物".into()),
        headcount: Some(1),
        unit_price: Some(amount),
        amount: Some(amount),
        voucher_no: Some("2023-09-0012".into()),
    };
    let all = "全体会员（中秋、国庆，米、油各一份）";
    vec![
        payment(date(2023, 9, 27), "节日慰问", all, 2_560_000),
        payment(date(2023, 10, 12), "生日慰问", "张建国", 30_000),
        payment(date(2023, 11, 3), "住院慰问", "李*", 100_000),
    ]
}

fn events(unit: i64) -> Vec<SportsEvent> {
    let result = |rank: i64, entrant: &str, points: i64| SportsResult {
        rank: Some(rank),
        entrant: entrant.into(),
        department: Some("语文组".into()),
        score: Some("21:15".into()),
        points: Some(points),
    };
    vec![
        SportsEvent {
            date: Some(date(2023, 10, 20)),
            level: Some("区级".into()),
            event: "羽毛球".into(),
            group: Some("女子青年".into()),
            entrants: Some(16),
            awarded: Some(5),
            prize: 0,
            results: vec![
                result(1, "赵敏", 8_500_000 + unit * 1_000_000),
                result(2, "孙悦", 7_000_000),
            ],
        },
        SportsEvent {
            date: None,
            level: Some("校级".into()),
            event: "拔河".into(),
            group: None,
            entrants: None,
            awarded: Some(20),
            prize: 60_000,
            results: vec![result(1, "高年级组", 5_000_000)],
        },
    ]
}

fn audits(unit: i64) -> Vec<Audit> {
    if unit == 1 {
        return Vec::new();
    }
    vec![Audit {
        period: Some("2022年度".into()),
        audited_on: date(2023, 3, 15),
        report_no: Some("经审〔2023〕1号".into()),
        auditors: Some("赵敏、钱进、孙悦".into()),
        opinion: Some("收支合规，账实相符；建议及时入账，按月公开".into()),
        income: Some(12_345_678),
        expense: Some(11_000_000),
        problems: Some(1),
        approved_on: Some(date(2023, 4, 1)),
        filed_on: None,
    }]
}

fn activities() -> Vec<ActivityKind> {
    [
        ("教代会", 1, 120, 0),
        ("工会干部会议", 3, 27, 0),
        ("文体活动", 4, 380, 456_700),
    ]
    .into_iter()
    .map(|(kind, count, attendance, cost)| ActivityKind {
        kind: Some(kind.into()),
        count,
        attendance,
        cost,
    })
    .collect()
}

fn ledger() -> Vec<LedgerCategory> {
    [
        ("会费收入", 1_673_600, 0),
        ("拨缴经费收入", 9_800_000, 0),
        ("职工活动支出（集体福利）", 0, 6_150_006),
    ]
    .into_iter()
    .map(|(category, income, expense)| LedgerCategory {
        category: Some(category.into()),
        income,
        expense,
    })
    .collect()
}

/// What 育才小学 sent: a roster and, in another file, one of the same name.
pub(super) fn sheets() -> Vec<SheetCopy> {
    let text = |row, column, text: &str| (row, column, CopyValue::Text(text.into()));
    let mut cells = vec![text(0, 0, "育才小学工会会员名册（2023年9月）")];
    let titles = [
        "姓名",
        "身份证号",
        "入会日期",
        "月基本工资",
        "是否入会",
        "备注",
    ];
    for (column, title) in (0..).zip(titles) {
        cells.push(text(2, column, title));
    }
    for row in 3..6 {
        cells.push(text(row, 0, "张建国"));
        cells.push(text(row, 1, ID));
        cells.push((row, 2, CopyValue::Date(date(2015, 9, 1))));
        cells.push((row, 3, CopyValue::Number(5230.5)));
        cells.push((row, 4, CopyValue::Bool(true)));
    }
    cells.retain(|cell| (cell.0, cell.1) != (5, 2));
    cells.push(text(5, 2, "=1+1"));
    cells.push(text(3, 5, "=HYPERLINK(\"http://example.com\",\"点我\")"));
    let long = "这是一段很长很长的备注，说明这位老师从别的学校调入，会员关系正在转接，请区里代为查询后再登记。";
    cells.push(text(4, 5, long));
    cells.push((5, 5, CopyValue::Error("#REF!".into())));
    let copy = |input, merges| SheetCopy {
        input,
        name: "会员名册".into(),
        cells: cells.clone(),
        merges,
    };
    vec![
        copy(2, vec![(0, 0, 0, 5), (0, 1, 1, 1)]),
        copy(3, Vec::new()),
        SheetCopy {
            input: 2,
            name: "它's [空]".into(),
            ..SheetCopy::default()
        },
    ]
}
