//! What a label may stand for: the columns of all tables by their titles and aliases.

use super::money_unit::money_behind;
use super::questions::asked_for;
use crate::schema::{Column, EXAMPLE_HEADER, Table, normalise_label, schema};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// The longest label, in bytes.
pub(super) const LONGEST_LABEL: usize = 120;

/// The column of the table at `table` that `label` stands for.
pub(super) fn meaning(label: &str, table: usize) -> Option<usize> {
    known(label)?.column(table)
}

/// What a label may stand for.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Positions of table and column.
    meanings: Vec<(usize, usize)>,
    /// The tables that carry it beside their own columns.
    beside: Vec<usize>,
    /// How many tables know it.
    known_to: usize,
}

impl Known {
    fn tables(&self) -> usize {
        let tables: BTreeSet<usize> = self.meanings.iter().map(|(table, _)| *table).collect();
        tables.len() + self.beside.len()
    }

    /// The columns that it may stand for, as positions of table and column.
    pub(super) fn meanings(&self) -> &[(usize, usize)] {
        &self.meanings
    }

    /// The column of the table at `table` that it stands for.
    pub(super) fn column(&self, table: usize) -> Option<usize> {
        let mut meanings = self.meanings.iter();
        meanings
            .find(|(t, _)| *t == table)
            .map(|(_, column)| *column)
    }

    /// Whether it stands beside the own columns of the table at `table`.
    pub(super) fn stands_beside(&self, table: usize) -> bool {
        self.beside.contains(&table)
    }

    /// How many tables know what it stands for in the table at `table`: the label itself, or the title that
    /// it is another word for. Lists for another purpose declare few other words, and 所属部门 tells no
    /// more than 部门. None where it stands for no column.
    pub(super) fn known_as(&self, table: usize) -> Option<usize> {
        let title = TITLES.get(table)?.get(self.column(table)?)?;
        Some(self.known_to.max(*title))
    }
}

/// From a label to what it may stand for.
static LABELS: LazyLock<HashMap<String, Known>> = LazyLock::new(|| {
    let mut labels: HashMap<String, Known> = HashMap::new();
    for (t, table) in schema().subjects() {
        for (c, column) in table.columns.iter().enumerate() {
            for name in column.names() {
                let known = labels.entry(normalise_label(name)).or_default();
                if !known.meanings.contains(&(t, c)) {
                    known.meanings.push((t, c));
                }
            }
        }
        for label in &table.beside {
            let known = labels.entry(normalise_label(label)).or_default();
            known.beside.push(t);
        }
    }
    for known in labels.values_mut() {
        known.known_to = known.tables();
    }
    let of_staff: Vec<(String, Known)> = labels.iter().flat_map(of_staff).collect();
    for (label, known) in of_staff {
        labels.entry(label).or_insert(known);
    }
    labels
});

/// What some programs put before every label of a list of staff: 员工姓名, 员工性别, 员工部门. Of pupils (学生)
/// no roster is.
const OF_STAFF: [&str; 6] = ["员工", "教师", "职工", "教职工", "会员", "人员"];

/// A label of the roster, or of what stands beside it, behind each word for the staff: it means there what it
/// means without the word. 人数 of the staff is no column of the roster, and neither is their 证号.
fn of_staff((label, known): (&String, &Known)) -> Vec<(String, Known)> {
    let roster = |table: &usize| schema().subject(*table).roster;
    let meanings = known.meanings.iter();
    let own: Vec<(usize, usize)> = meanings.copied().filter(|(t, _)| roster(t)).collect();
    let beside: Vec<usize> = known.beside.iter().copied().filter(roster).collect();
    if own.is_empty() && beside.is_empty() || OF_STAFF.iter().any(|word| label.starts_with(word)) {
        return Vec::new();
    }
    let named = |word: &&str| {
        let known = Known {
            meanings: own.clone(),
            beside: beside.clone(),
            known_to: known.known_to,
        };
        (format!("{word}{label}"), known)
    };
    OF_STAFF.iter().map(named).collect()
}

/// For each column of each subject, how many tables know its title.
static TITLES: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    let known = |column: &Column| {
        let known = LABELS.get(&normalise_label(column.title.zh));
        known.map_or(0, |known| known.known_to)
    };
    let tables = schema().subjects();
    tables
        .map(|(_, table)| table.columns.iter().map(known).collect())
        .collect()
});

/// Whether `text` may be a label at all: none is as long as a remark, and none is a number or a date. Quick, since
/// it is asked of most texts.
pub fn may_be_label(text: &str) -> bool {
    let speaks = |byte: u8| !byte.is_ascii() || byte.is_ascii_alphabetic();
    text.len() <= LONGEST_LABEL && text.bytes().any(speaks)
}

/// What the label `text` may stand for, if it is known to any table.
pub(super) fn known(text: &str) -> Option<&'static Known> {
    if !may_be_label(text) {
        return None;
    }
    let label = normalise_label(text);
    let bare = |label: &str| LABELS.get(money_behind(label)?.0);
    let known = |label: &str| LABELS.get(label).or_else(|| bare(label));
    match LABELS.get(&label) {
        None if is_bare_word(&label) || says_too_little(&label) => None,
        None => known(&label).or_else(|| asked_for(&label).find_map(known)),
        found => found,
    }
}

/// Whether a label that is not known is a short word and nothing else, as most cells are: neither a question
/// nor with a unit behind it.
fn is_bare_word(label: &str) -> bool {
    let first = [
        '请', '您', '你', '本', '第', '所', '的', '一', '二', '三', '四', '五', '六', '七', '八',
        '九', '十',
    ];
    let last = ['元', '分', '角', '万', '千', '百', '亿', '是', '为'];
    let letters = label
        .chars()
        .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    label.chars().count() <= 4 && letters && !label.starts_with(first) && !label.ends_with(last)
}

/// Whether a label that is not known has no room for one inside: √, 是, `1200.50元`, as cells say by the thousand.
fn says_too_little(label: &str) -> bool {
    label.chars().filter(|c| c.is_alphabetic()).nth(1).is_none()
}

/// The columns that the label `text` may stand for, as positions of table and column.
pub(super) fn meanings(text: &str) -> &'static [(usize, usize)] {
    known(text).map_or(&[], Known::meanings)
}

/// Whether some table, one for another purpose among them, knows the label `text`.
pub(super) fn is_known(text: &str) -> bool {
    known(text).is_some()
}

/// Whether the label `text` may stand for the column at `index` of `table`.
pub fn stands_for(text: &str, table: &Table, index: usize) -> bool {
    let table = schema().index(&table.id);
    table.is_some_and(|table| meanings(text).contains(&(table, index)))
}

static COMPARED_EXAMPLE_HEADER: LazyLock<String> =
    LazyLock::new(|| normalise_label(EXAMPLE_HEADER));

/// Labels of what services for questionnaires and forms say of an answer, and not of whom it is about.
const OF_ANSWERS: &[&str] = &[
    "提交答卷时间",
    "所用时间",
    "来源",
    "来源详情",
    "来自ip",
    "总分",
    "提交者",
    "提交时间",
    "答题序号",
    "答卷编号",
    "答卷序号",
    "答题时长",
    "答题用时",
    "作答时长",
    "填写者",
    "填写时间",
    "填写人",
    "填写用时",
    "填写设备",
    "填写ip",
    "提交人",
    "提交ip",
    "提交者昵称",
    "上次修改时间",
    "最后修改时间",
    "更新时间",
    "修改时间",
    "用户id",
    "用户昵称",
    "微信昵称",
    "昵称",
    "微信头像",
    "头像",
    "openid",
    "ip",
    "ip地址",
    "地理位置",
    "ip省份",
    "ip城市",
    "浏览器",
    "操作系统",
    "数据来源",
    "渠道",
    "来源渠道",
    "id",
    "电子邮件",
    "responseid",
    "starttime",
    "completiontime",
    "email",
    "lastmodifiedtime",
    "自定义字段",
    "扩展属性",
];

/// Labels of columns that every school adds for itself.
pub(super) fn is_remark(label: &str) -> bool {
    let label = normalise_label(label);
    label == *COMPARED_EXAMPLE_HEADER
        || OF_ANSWERS.contains(&label.as_str())
        || matches!(
            label.as_str(),
            "序号" | "编号" | "no" | "no." | "备注" | "备考" | "签名" | "签字" | "领取人签名"
        )
}
