//! The sample district read by another road than the program's: plain loops over the cells, with
//! the few layouts that the sample has. Nothing here calls the library.

use super::support::{Cells, DEMO, sheets, text};
use calamine::Data;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Year, month, day.
pub type Day = (i32, u32, u32);

/// A row by column id; cells as they stand.
pub struct Row(pub BTreeMap<&'static str, Data>);

impl Row {
    pub fn text(&self, column: &str) -> String {
        self.0.get(column).map(text).unwrap_or_default()
    }

    pub fn day(&self, column: &str) -> Option<Day> {
        day(self.0.get(column)?)
    }

    pub fn fen(&self, column: &str) -> Option<i64> {
        fen(self.0.get(column)?)
    }

    pub fn count(&self, column: &str) -> Option<i64> {
        self.text(column).parse::<f64>().ok().map(|n| n as i64)
    }

    pub fn yes(&self, column: &str) -> bool {
        let said = self.text(column);
        said == "是" || said == "团体" || said.len() > 8
    }
}

/// What a school sent.
pub struct School {
    pub unit: &'static str,
    pub tables: BTreeMap<&'static str, Vec<Row>>,
}

impl School {
    pub fn rows(&self, table: &str) -> &[Row] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }
}

/// From what stands in a file's path to the unit, in the order of the plan's list.
pub const UNITS: [(&str, &str); 12] = [
    ("育才小学工会报表", "育才小学"),
    ("02-实验中学", "实验中学"),
    ("青禾幼儿园", "青禾幼儿园"),
    ("明德中学", "明德中学"),
    ("报表/新华小学/", "新华小学"),
    ("滨河小学", "滨河小学"),
    ("第一初级中学", "第一初级中学"),
    ("向阳学校", "向阳学校"),
    ("长风高级中学", "长风高级中学"),
    ("职校工会材料", "安澜职业技术学校"),
    ("启智学校", "启智学校"),
    ("晨光学校", "晨光学校"),
];

/// On the plan's list; sent nothing.
pub const SILENT: &str = "望湖幼儿园";
/// Sent, and is not on the list.
pub const UNEXPECTED: &str = "晨光学校";

/// Sheets by name, without a number before it.
const TABS: &[(&str, &[&str])] = &[
    ("units", &["单位信息"]),
    ("members", &["会员名册", "会员花名册"]),
    ("dues", &["会费收缴", "会费台账"]),
    ("welfare", &["福利慰问", "慰问台账"]),
    ("activities", &["活动台账", "活动记录"]),
    ("sports", &["文体比赛", "比赛成绩"]),
    ("audits", &["经费审查", "审计情况"]),
    ("ledger", &["经费收支", "收支明细"]),
    ("visits", &["五必访"]),
    ("hardship", &["困难职工档案"]),
    ("proposals", &["教代会提案"]),
    ("insurance", &["互助保障"]),
    ("contracts", &["集体合同"]),
];

/// The headers of the columns that figures are made of, as the sample's schools write them.
const HEADERS: &[(&str, &str, &[&str])] = &[
    ("units", "staff_permanent", &["在编教师数", "在编人数"]),
    ("units", "staff_contract", &["合同制教师数", "合同制人数"]),
    ("units", "staff_substitute", &["临时代课教师数", "代课人数"]),
    ("units", "staff_logistics", &["后勤人员数", "后勤人数"]),
    ("units", "staff_other", &["其他人数"]),
    ("units", "expires_on", &["本届届满日期", "届满日期"]),
    ("members", "name", &["姓名", "教师姓名"]),
    ("members", "id", &["身份证号", "身份证号码"]),
    ("members", "birth", &["出生日期"]),
    ("members", "category", &["人员类别", "用工形式"]),
    ("members", "member", &["是否入会", "是否会员"]),
    ("members", "joined_on", &["入会日期", "入会时间"]),
    ("members", "left_on", &["离会日期", "退会日期"]),
    ("members", "card", &["服务卡", "服务卡号"]),
    ("members", "phone", &["手机号", "联系电话"]),
    ("members", "retired", &["退休", "是否退休"]),
    ("members", "review", &["师德考核", "师德等次"]),
    ("dues", "month", &["月份", "缴费月份"]),
    ("dues", "name", &["姓名"]),
    ("dues", "base", &["缴费基数", "计费工资"]),
    ("dues", "due", &["应缴", "应缴会费"]),
    ("dues", "paid", &["实缴", "实缴会费"]),
    ("welfare", "date", &["日期", "发放日期"]),
    ("welfare", "category", &["类别", "慰问类别"]),
    ("welfare", "recipient", &["对象", "慰问对象"]),
    ("welfare", "headcount", &["人数", "发放人数"]),
    ("welfare", "amount", &["金额", "总金额"]),
    ("activities", "date", &["日期", "活动日期"]),
    ("activities", "kind", &["类别", "活动类别"]),
    ("activities", "title", &["名称", "活动名称"]),
    ("sports", "date", &["日期", "比赛日期"]),
    ("sports", "level", &["级别", "赛事级别"]),
    ("sports", "event", &["项目", "比赛项目"]),
    ("sports", "group", &["组别"]),
    ("sports", "entrant", &["参赛者", "姓名/队"]),
    ("sports", "rank", &["名次", "排名"]),
    ("sports", "points", &["得分", "积分"]),
    ("sports", "entrants", &["参赛人数", "参加人数"]),
    ("sports", "awarded", &["获奖人数", "奖励人数"]),
    ("sports", "prize", &["奖金", "奖品金额"]),
    ("audits", "audited_on", &["审计日期", "审查日期"]),
    ("audits", "income", &["收入审计金额", "审计收入"]),
    ("audits", "expense", &["支出审计金额", "审计支出"]),
    (
        "audits",
        "approved_on",
        &["教代会通过日期", "教代会审议日期"],
    ),
    ("audits", "filed_on", &["报区日期", "备案日期"]),
    ("ledger", "date", &["日期", "记账日期"]),
    ("ledger", "category", &["科目", "会计科目"]),
    ("ledger", "kind", &["收支"]),
    ("ledger", "amount", &["金额"]),
    ("ledger", "income", &["收入", "借方"]),
    ("ledger", "expense", &["支出", "贷方"]),
    ("visits", "occurred_on", &["发生日期"]),
    ("visits", "person", &["姓名"]),
    ("visits", "visited_on", &["走访日期"]),
    ("hardship", "name", &["姓名"]),
    ("hardship", "filed_on", &["建档日期"]),
    ("hardship", "aided_on", &["帮扶日期"]),
    ("proposals", "no", &["编号"]),
    ("proposals", "state", &["办理状态"]),
    ("proposals", "submitted_on", &["提出日期"]),
    ("proposals", "answered_on", &["答复日期"]),
    ("insurance", "name", &["姓名"]),
    ("insurance", "id", &["身份证号"]),
    ("insurance", "year", &["年度"]),
    ("contracts", "name", &["单位名称"]),
    ("contracts", "kind", &["合同类别"]),
    ("contracts", "signed_on", &["签订日期"]),
];

/// Without spaces, marks and what stands in brackets.
fn label(cell: &Data) -> String {
    let text = text(cell);
    let text = text.split('（').next().unwrap_or_default();
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '*' && *c != '：')
        .collect()
}

fn column_of(table: &str, cell: &Data) -> Option<&'static str> {
    let label = label(cell);
    HEADERS
        .iter()
        .find(|(of, _, labels)| *of == table && labels.contains(&label.as_str()))
        .map(|(_, column, _)| *column)
}

/// A date of any of the sample's forms; a month is its first day.
pub fn day(cell: &Data) -> Option<Day> {
    if let Data::DateTime(date) = cell {
        return Some(civil(date.as_f64() as i64));
    }
    if let Data::Float(number) = cell {
        return Some(civil(*number as i64));
    }
    let text = text(cell);
    let groups: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .collect();
    let (y, m, d) = match groups.as_slice() {
        [all] if all.len() == 8 => (&all[..4], &all[4..6], &all[6..]),
        [y, m, d] => (*y, *m, *d),
        [y, m] => (*y, *m, "1"),
        _ => return None,
    };
    let (y, m, d) = (y.parse().ok()?, m.parse().ok()?, d.parse().ok()?);
    ((1..=12).contains(&m) && (1..=31).contains(&d)).then_some((y, m, d))
}

/// Excel's day number as a date.
fn civil(serial: i64) -> Day {
    let mut left = serial - 2; // 1 is 1900-01-01, and Excel counts a 29 February that was not.
    let mut year = 1900;
    let leap = |y: i32| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
    while left >= 365 + i64::from(leap(year)) {
        left -= 365 + i64::from(leap(year));
        year += 1;
    }
    let february = 28 + i64::from(leap(year));
    let mut month = 1;
    for days in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if left < days {
            break;
        }
        left -= days;
        month += 1;
    }
    (year, month, left as u32 + 1)
}

/// Money in fen.
pub fn fen(cell: &Data) -> Option<i64> {
    match cell {
        Data::Float(yuan) => return Some((yuan * 100.0).round() as i64),
        Data::Int(yuan) => return Some(yuan * 100),
        _ => {}
    }
    let text = text(cell);
    let digits: String = text.chars().filter(|c| !"￥¥,，元".contains(*c)).collect();
    match digits.as_str() {
        "-" => Some(0),
        digits => digits
            .parse::<f64>()
            .ok()
            .map(|y| (y * 100.0).round() as i64),
    }
}

fn read(table: &'static str, cells: &Cells) -> Vec<Row> {
    let mut in_row: BTreeMap<u32, Vec<(u32, &'static str)>> = BTreeMap::new();
    for ((row, column), cell) in cells {
        if let Some(id) = column_of(table, cell) {
            in_row.entry(*row).or_default().push((*column, id));
        }
    }
    let header = in_row
        .iter()
        .max_by_key(|(row, ids)| (ids.len(), std::cmp::Reverse(**row)));
    let (row, columns) = header.unwrap_or_else(|| panic!("{table} has no header"));
    if columns.len() <= 2 && table == "units" {
        // A form: each value right of its label.
        let beside = |(row, ids): (&u32, &Vec<(u32, &'static str)>)| {
            let row = *row;
            let value = move |column: u32| cells.get(&(row, column + 1)).cloned();
            ids.iter()
                .filter_map(|(column, id)| Some((*id, value(*column)?)))
                .collect::<Vec<_>>()
        };
        return vec![Row(in_row.iter().flat_map(beside).collect())];
    }
    let last = cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
    let mut rows = Vec::new();
    for at in row + 1..=last {
        let here: Vec<String> = cells
            .range((at, 0)..(at + 1, 0))
            .map(|(_, c)| text(c))
            .collect();
        let closing = ["合计", "制表人", "填表人", "审核人"];
        if here
            .iter()
            .any(|cell| closing.iter().any(|word| cell.starts_with(word)))
        {
            continue;
        }
        let row: BTreeMap<_, _> = columns
            .iter()
            .filter_map(|(column, id)| Some((*id, cells.get(&(at, *column))?.clone())))
            .collect();
        if row.values().any(|cell| !text(cell).is_empty()) {
            rows.push(Row(row));
        }
    }
    rows
}

/// The schools that sent, in the order of [`UNITS`].
pub static SCHOOLS: LazyLock<Vec<School>> = LazyLock::new(|| {
    let mut schools: Vec<School> = UNITS
        .iter()
        .map(|(_, unit)| School {
            unit,
            tables: BTreeMap::new(),
        })
        .collect();
    for path in DEMO.returns() {
        let unit = UNITS.iter().position(|(part, _)| path.contains(part));
        let unit = unit.unwrap_or_else(|| panic!("whose is {path}?"));
        for (name, cells) in sheets(&DEMO.file(&path)) {
            let tab = name.trim_start_matches(|c: char| c.is_ascii_digit());
            let Some((table, _)) = TABS.iter().find(|(_, names)| names.contains(&tab)) else {
                assert_eq!(name, "备忘", "a sheet that this test does not know");
                continue;
            };
            let into = schools[unit].tables.entry(table).or_default();
            into.extend(read(table, &cells));
        }
    }
    schools
});
