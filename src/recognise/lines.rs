//! The lines above a header: what the sheet calls itself, who sends it, and in which unit its
//! money stands.

use super::money_unit::{MoneyUnit, money_scale, unit_of_line};
use super::{Row, Span, quoted};
use crate::read::{Cell, Value};
use crate::schema::{
    Table, narrow, normalise_label, schema, unit_key, unit_name, units_in_brackets, unspaced,
};

/// What the lines above the header say.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    /// The sheet's name, then each text above the header.
    pub titles: Vec<String>,
    /// The unit after `填报单位：` and the like.
    pub unit: Option<String>,
    /// By how much `单位：万元` multiplies money; none where nothing is said.
    stated: Option<i64>,
    /// By how much the sheet's own name does: 会费（万元）.
    of_sheet: Option<i64>,
    /// Lines that name 万元 or 千元 in a way that is not understood, or differ: places (row and column,
    /// 0-based) and texts.
    pub(super) unclear_units: Vec<((u32, u32), String)>,
}

/// Labels of the line that names who sends.
pub const UNIT_LABELS: &[&str] = &[
    "填报单位",
    "填表单位",
    "填报学校",
    "上报单位",
    "报送单位",
    "编报单位",
    "编制单位",
    "单位名称",
    "学校名称",
    "工会名称",
    "基层工会",
    "学校",
    "单位",
];

/// Labels that name who sends where a school's name follows, and may name anything else.
const WEAK_UNIT_LABELS: &[&str] = &[
    "核算单位",
    "核算主体",
    "会计主体",
    "账套",
    "账套名称",
    "公司",
    "公司名称",
    "部门",
    "部门名称",
    "所在单位",
    "所在学校",
    "所属单位",
    "所属学校",
    "使用单位",
    "使用学校",
    "工会组织",
    "工会组织名称",
    "基层工会名称",
    "工会全称",
    "单位全称",
    "学校全称",
    "制表单位",
    "制单单位",
    "填制单位",
    "记账单位",
    "申报单位",
    "参保单位",
    "缴费单位",
    "参赛单位",
    "活动单位",
    "本单位",
];

/// What ends a unit's name when more stands on the line.
const LINE_ENDS: &[&str] = &[
    "填报时间",
    "填表时间",
    "填报日期",
    "填表日期",
    "填报人",
    "填表人",
    "制表",
    "日期",
    "时间",
    "金额单位",
    "单位:",
    "年度",
    "审核",
    "会计期间",
    "币种",
];

impl Lines {
    /// Reads the rows of `head` above the row `header` (0-based), or all of them where there is no
    /// header, in the sheet called `sheet`.
    pub fn read(sheet: &str, head: &[Row<'_>], header: Option<u32>) -> Lines {
        let mut lines = Lines {
            titles: vec![sheet.to_string()],
            of_sheet: units_in_brackets(sheet)
                .iter()
                .rev()
                .find_map(|unit| money_scale(unit)),
            ..Lines::default()
        };
        let above = head
            .iter()
            .filter(|row| header.is_none_or(|header| row.index < header));
        for row in above {
            for (column, text) in row.texts() {
                let titles = text.lines().map(str::trim).filter(|line| !line.is_empty());
                lines.titles.extend(titles.map(str::to_string));
                lines.money(text, row, column);
                match text.split_once([':', '：']) {
                    Some((label, rest)) => lines.labelled(label, rest, row, column),
                    None => lines.unit = lines.unit.take().or_else(|| unit_behind_label(text)),
                }
            }
        }
        lines
    }

    /// By how much the lines, or else the sheet's name, multiply money: 1 where they say nothing.
    pub fn scale(&self) -> i64 {
        self.stated.or(self.of_sheet).unwrap_or(1)
    }

    /// The lines of a table in the columns of `span`, beside others: of a row that has texts there,
    /// those, and of another all; the unit of money may stand over the whole sheet.
    pub fn beside(sheet: &str, head: &[Row<'_>], header: u32, span: &Span) -> Lines {
        let own: Vec<Row<'_>> = head
            .iter()
            .map(|row| {
                let part = row.within(span);
                let speaks = part.texts().next().is_some();
                if speaks { part } else { row.clone() }
            })
            .collect();
        let mut lines = Lines::read(sheet, &own, Some(header));
        let all = Lines::read(sheet, head, Some(header));
        if lines.stated.is_none() && lines.unclear_units.is_empty() {
            lines.stated = all.stated;
            lines.unclear_units = all.unclear_units;
        }
        // Whose it is may stand over the first table for all of them, or over each its own school.
        let is_school = |unit: &Option<String>| unit.as_deref().is_some_and(is_school_name);
        if lines.unit.is_none() || is_school(&all.unit) && !is_school(&lines.unit) {
            lines.unit = all.unit;
        }
        lines
    }

    /// The lines of a table that begins below another one: `titles` stand right above its header,
    /// and what they leave open `above`, the sheet's own lines, say.
    pub fn below(above: &Lines, titles: &[Row<'_>]) -> Lines {
        let own = Lines::read("", titles, None);
        let mut lines = above.clone();
        // The table's own title says more of it than the sheet's.
        let own_titles = own.titles.into_iter().skip(1);
        lines.titles = own_titles.chain(above.titles.iter().cloned()).collect();
        if own.stated.is_some() || !own.unclear_units.is_empty() {
            lines.stated = own.stated;
            lines.unclear_units = own.unclear_units;
        }
        lines.unit = own.unit.or(lines.unit);
        lines
    }

    /// Which column of the declaration the months of a wide sheet are where their headers do not
    /// say: what was paid, unless the titles speak of what is due and of nothing else.
    pub(super) fn wide_default(&self, table: &Table) -> Option<usize> {
        let wide = table.wide.as_ref()?;
        let says = |words: &[&str]| {
            self.titles
                .iter()
                .any(|title| words.iter().any(|word| title.contains(word)))
        };
        let due = says(&["应缴", "应交", "应收"]) && !says(&["实缴", "实交", "实收", "已缴"]);
        table.column_index(if due { "due" } else { &wide.value })
    }

    /// Takes what the text in `column` of `row` says of the unit of money. Of two that differ the lower
    /// one counts, and is said.
    fn money(&mut self, text: &str, row: &Row<'_>, column: u32) {
        let beside = row.cells.iter().find(|cell| cell.column > column);
        let is_number = |cell: Option<&Cell<'_>>| match cell.map(|cell| &cell.value) {
            Some(Value::Number(_)) => true,
            Some(Value::Text(text)) => text.as_str().trim().parse::<f64>().is_ok(),
            _ => false,
        };
        let before = row.cells.iter().rfind(|cell| cell.column < column);
        // 预算（万元） beside its own figure, and 万元 behind a figure.
        if !text.contains("单位") && (is_number(beside) || is_number(before)) {
            return;
        }
        let mut said = unit_of_line(text);
        // 单位： in one cell, 万元 in the next.
        if matches!(said, MoneyUnit::Nothing)
            && text.trim_end().ends_with([':', '：'])
            && text.contains("单位")
            && let Some(Value::Text(beside)) = beside.map(|cell| &cell.value)
            && let Some(scale) = money_scale(beside.as_str())
        {
            said = MoneyUnit::Scale(scale);
        }
        let differs = |scale| self.stated.is_some_and(|other| other != scale);
        match said {
            MoneyUnit::Nothing => return,
            MoneyUnit::Scale(scale) if !differs(scale) => {
                self.stated = Some(scale);
                return;
            }
            MoneyUnit::Scale(scale) => self.stated = Some(scale),
            MoneyUnit::Unclear => {}
        }
        self.unclear_units.push(((row.index, column), quoted(text)));
    }

    fn labelled(&mut self, label: &str, rest: &str, row: &Row<'_>, column: u32) {
        let beside = row.cells.iter().find(|cell| cell.column > column);
        let beside = match beside.map(|cell| &cell.value) {
            Some(Value::Text(text)) => text.as_str(),
            _ => "",
        };
        let label = normalise_label(label);
        let strong = UNIT_LABELS.contains(&label.as_str());
        let weak = WEAK_UNIT_LABELS.contains(&label.as_str());
        if self.unit.is_some() || !(strong || weak) {
            return;
        }
        let name = match up_to_next_label(rest) {
            "" => up_to_next_label(beside),
            name => name,
        };
        let name = without_stamp(name);
        let is_name = match strong {
            true => !name.is_empty() && money_scale(&name).is_none(),
            false => is_school_name(&name),
        };
        if is_name {
            self.unit = Some(name);
        }
    }
}

/// The school behind a label that no colon stands behind: `填报单位南塘小学`, `单位名称_南塘小学工会`. 学校
/// and 单位 alone may begin a name (学校路小学).
fn unit_behind_label(text: &str) -> Option<String> {
    let text = unspaced(text);
    let rest = label_cut_off(&text)?;
    let name = without_stamp(up_to_next_label(rest));
    is_school_name(&name).then_some(name)
}

/// What stands behind a label of a unit that `text` begins with; none where it begins with none.
fn label_cut_off(text: &str) -> Option<&str> {
    let labels = UNIT_LABELS.iter().chain(WEAK_UNIT_LABELS);
    let labels = labels.filter(|label| label.chars().count() >= 4);
    let rest = labels
        .filter_map(|label| text.strip_prefix(label))
        .min_by_key(|rest| rest.len())?;
    Some(rest.trim_start_matches(['_', '-', '—', '=', ' ', '|', '、', '，', ',']))
}

/// A unit's name without the place for its stamp (`（盖章）`) and the line that it was written on.
fn without_stamp(name: &str) -> String {
    let mut name = name.trim_matches(['_', ' ', '-', '　']).to_string();
    for stamp in ["盖章", "公章", "签章", "章"] {
        for (open, close) in [("(", ")"), ("（", "）")] {
            name = name.replace(&format!("{open}{stamp}{close}"), "");
        }
    }
    for stamp in ["盖章", "公章"] {
        name = name.replace(stamp, "");
    }
    name.trim_matches(['_', ' ', '-', '　']).to_string()
}

/// The beginning of a line's text, up to where another label begins or a wide gap is.
fn up_to_next_label(text: &str) -> &str {
    let text = text.trim();
    let narrowed: String = text.chars().map(narrow).collect();
    let ends = LINE_ENDS.iter().chain(&["  "]);
    let end = ends.filter_map(|end| narrowed.find(end)).min();
    // A character and its narrow form are one each, of other lengths.
    let letters = end
        .and_then(|end| narrowed.get(..end))
        .map(|kept| kept.chars().count());
    let end = letters.and_then(|letters| text.char_indices().nth(letters));
    let end = end.map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text).trim()
}

/// Where a school's name ends in a file's name.
const SCHOOL_ENDINGS: &[&str] = &[
    "幼儿园",
    "小学",
    "中学",
    "高中",
    "初中",
    "学校",
    "学院",
    "职校",
    "中专",
    "技校",
    "附小",
    "附中",
];

/// The school that a title begins with: 育才小学 in `育才小学2023年会费台账`; none where none stands
/// there, or a whole district's.
pub fn school_of_title(title: &str) -> Option<String> {
    let title = unspaced(title);
    let title = match title.split_once([':', '：']) {
        // 附件1：育才小学会费台账. What stands behind another label is whoever it says.
        Some((label, rest)) if names_unit(label) || is_attachment(label) => rest,
        Some(_) => return None,
        None => label_cut_off(&title).unwrap_or(&title),
    };
    let school = school_in(title)?;
    // 会费台账（育才小学）: what stands before the bracket is no part of the name.
    let school = match school.rsplit_once(['（', '(']) {
        Some((_, inside)) if !school.contains(['）', ')']) => inside.to_string(),
        _ => school,
    };
    if schema()
        .tables()
        .iter()
        .any(|table| table.is_named_by(&school))
    {
        return None;
    }
    let letters = school.chars().count();
    let of_many = ["各", "全区", "全县", "全市", "所属", "区属", "本校", "我校"]
        .iter()
        .any(|word| school.contains(word));
    // 赴实验中学交流: where they went is not whose it is.
    let elsewhere = ["赴", "与", "参观", "走访", "观摩", "慰问"];
    let elsewhere = elsewhere.iter().any(|word| school.starts_with(word));
    ((3..=20).contains(&letters) && !of_many && !elsewhere).then_some(school)
}

/// Whether a label before a colon says that a unit's name follows.
fn names_unit(label: &str) -> bool {
    let label = normalise_label(label);
    UNIT_LABELS.contains(&label.as_str()) || WEAK_UNIT_LABELS.contains(&label.as_str())
}

/// 附件1, 附表二, 表3.
fn is_attachment(label: &str) -> bool {
    let number = |c: char| narrow(c).is_ascii_digit() || "一二三四五六七八九十-—".contains(c);
    let word = label.trim_end_matches(number);
    word.len() < label.len() && ["附件", "附表", "附", "表"].contains(&word) || word == "附件"
}

/// Whether a text is a school's name and nothing else: 育才小学, 实验中学工会.
pub fn is_school_name(text: &str) -> bool {
    let name = unit_key(text);
    let known = |ending: &str| name.ends_with(ending) && name.len() > ending.len();
    name.chars().count() <= 30 && SCHOOL_ENDINGS.iter().any(|ending| known(ending))
}

/// What stands between the parts of a name: 附件3-育英小学-会费, 【育英小学】会费.
const BETWEEN_PARTS: &[char] = &[
    '-', '_', '—', '–', '~', '·', '、', '，', ',', '；', ';', '。', '.', '．', '：', ':', '|', '/',
    '+', '【', '】', '[', ']', '《', '》', '“', '”', '"', '（', '）', '(', ')', '〔', '〕', ' ',
    '\u{3000}',
];

/// What letters and files begin with before whom they are about.
const BEFORE_SCHOOL: &[&str] = &[
    "关于报送",
    "关于上报",
    "关于提交",
    "关于填报",
    "关于呈报",
    "关于",
    "报送",
    "上报",
    "提交",
    "填报",
    "呈报",
    "转发",
    "回复",
    "附件",
    "附表",
    "学年度",
    "学年",
    "年度",
    "第一学期",
    "第二学期",
    "上学期",
    "下学期",
    "上半年",
    "下半年",
    "Re",
    "RE",
    "Fw",
    "FW",
];

/// The school in `name`: in the first of its parts that ends as a school's name does, or begins with what
/// does; none where no part does.
pub fn school_in(name: &str) -> Option<String> {
    let parts = name.split(BETWEEN_PARTS).filter(|part| !part.is_empty());
    parts.filter_map(school_of_part).next()
}

fn school_of_part(part: &str) -> Option<String> {
    let ends = SCHOOL_ENDINGS
        .iter()
        .filter_map(|ending| part.rfind(ending).map(|at| (at + ending.len(), *ending)));
    let (end, ending) = ends.max()?;
    let mut school = part.get(..end)?;
    loop {
        // 附件3育英小学; but 101中学 is a name.
        let bare = school.trim_start_matches(|c: char| narrow(c).is_ascii_digit());
        let bare = if bare == ending { school } else { bare };
        let of_year = || {
            bare.strip_prefix('年')
                .filter(|_| bare.len() < school.len())
        };
        let before = BEFORE_SCHOOL
            .iter()
            .find_map(|word| bare.strip_prefix(word));
        let rest = before.or_else(of_year);
        match rest {
            Some(rest) => school = rest,
            None => break school = bare,
        }
    }
    (school != ending && !school.is_empty()).then(|| unit_name(school))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_a_school_or_none() {
        for (title, school) in [
            ("第三中学2023年会费台账", Some("第三中学")),
            ("2023-2024学年第一学期育才小学会费收缴表", Some("育才小学")),
            ("2023年度学前街幼儿园慰问登记", Some("学前街幼儿园")),
            ("全区小学会费汇总", None),
            ("会费收缴表", None),
            ("核算单位：南塘小学工会", Some("南塘小学")),
            ("填报单位南塘小学", Some("南塘小学")),
            ("单位名称_南塘小学工会", Some("南塘小学")),
            ("附件1：南塘小学会费收缴表", Some("南塘小学")),
            ("收款单位：南塘小学", None),
            ("赴南塘小学交流活动台账", None),
            ("主办：南塘小学", None),
            ("会费台账（南塘小学）", Some("南塘小学")),
            ("【南塘小学】2023年会费收缴表", Some("南塘小学")),
            ("关于报送南塘小学2023年会费收缴情况的表", Some("南塘小学")),
            ("附件3-南塘小学-会费收缴表", Some("南塘小学")),
            ("北京市101中学会费台账", Some("北京市101中学")),
        ] {
            assert_eq!(school_of_title(title).as_deref(), school, "{title}");
        }
    }
}
