//! The lines above a header: what the sheet calls itself, who sends it, and in which unit its
//! money stands.

use super::columns::money_scale;
use super::{Row, Span};
use crate::plan::{Plan, unit_key};
use crate::read::Value;
use crate::schema::{Table, narrow, normalise_label};

/// What the lines above the header say.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    /// The sheet's name, then each text above the header.
    pub titles: Vec<String>,
    /// The unit after `填报单位：` and the like.
    pub unit: Option<String>,
    /// By how much `单位：万元` multiplies money; 1 where nothing is said.
    pub scale: i64,
    /// Whether a line says so, and not the sheet's name alone.
    states_scale: bool,
}

/// Labels of the line that names who sends.
const UNIT_LABELS: &[&str] = &[
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
];

impl Lines {
    /// Reads the rows of `head` above the row `header` (0-based), or all of them where there is no
    /// header, in the sheet called `sheet`.
    pub fn read(sheet: &str, head: &[Row<'_>], header: Option<u32>) -> Lines {
        let mut lines = Lines {
            titles: vec![sheet.to_string()],
            // 会费（万元）
            scale: bracketed_money_unit(sheet).unwrap_or(1),
            ..Lines::default()
        };
        let above = head
            .iter()
            .filter(|row| header.is_none_or(|header| row.index < header));
        for row in above {
            for (column, text) in row.texts() {
                let titles = text.lines().map(str::trim).filter(|line| !line.is_empty());
                lines.titles.extend(titles.map(str::to_string));
                let text: String = text.chars().map(narrow).collect();
                if let Some((label, rest)) = text.split_once(':') {
                    lines.labelled(label, rest, row, column);
                } else if let Some(unit) = bracketed_money_unit(&text) {
                    lines.scale = unit;
                    lines.states_scale = true;
                }
            }
        }
        lines
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
        if !lines.states_scale {
            lines.scale = all.scale;
            lines.states_scale = all.states_scale;
        }
        lines.unit = all.unit.or(lines.unit);
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
        if own.states_scale {
            lines.scale = own.scale;
            lines.states_scale = true;
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

    fn labelled(&mut self, label: &str, rest: &str, row: &Row<'_>, column: u32) {
        let beside = row.cells.iter().find(|cell| cell.column > column);
        let beside = match beside.map(|cell| &cell.value) {
            Some(Value::Text(text)) => text.as_str().chars().map(narrow).collect(),
            _ => String::new(),
        };
        let bare = |text: &str| {
            text.chars()
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
        };
        let of_unit = bare(label).contains("单位") || bare(rest).contains("单位");
        let last = rest.split(':').next_back().unwrap_or_default();
        let stated = if last.trim().is_empty() {
            &beside
        } else {
            last
        };
        if let Some(scale) = money_scale(stated).filter(|_| of_unit) {
            self.scale = scale;
            self.states_scale = true;
        }
        let label = normalise_label(label);
        if self.unit.is_some() || !UNIT_LABELS.contains(&label.as_str()) {
            return;
        }
        let name = match up_to_next_label(rest) {
            "" => up_to_next_label(&beside),
            name => name,
        };
        let name = without_stamp(name);
        if !name.is_empty() && money_scale(&name).is_none() {
            self.unit = Some(name);
        }
    }
}

/// A unit's name without the place for its stamp (`（盖章）`) and the line that it was written on.
fn without_stamp(name: &str) -> String {
    let mut name = name.trim_matches(['_', ' ', '-']).to_string();
    for stamp in ["(盖章)", "(公章)", "(签章)", "(章)", "盖章", "公章"] {
        name = name.replace(stamp, "");
    }
    name.trim_matches(['_', ' ', '-']).to_string()
}

/// The beginning of a line's text, up to where another label begins or a wide gap is.
fn up_to_next_label(text: &str) -> &str {
    let text = text.trim();
    let end = LINE_ENDS
        .iter()
        .chain(&["  "])
        .filter_map(|end| text.find(end))
        .min();
    text.get(..end.unwrap_or(text.len())).unwrap_or(text).trim()
}

/// `（单位：万元）` without a colon of its own, such as `(万元)` in a title.
fn bracketed_money_unit(text: &str) -> Option<i64> {
    let brackets = crate::schema::units_in_brackets(text);
    brackets.iter().rev().find_map(|unit| money_scale(unit))
}

/// By how much the unit of money that a remark names is more than a yuan: `注：金额单位为万元`,
/// `以万元为单位`, `单位：万元`; none where it names none, or several.
pub fn money_unit_said(text: &str) -> Option<i64> {
    if text.len() > 400 || !text.contains("单位") {
        return None;
    }
    let text: String = text
        .chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace())
        .collect();
    let ends = |c: char| ",。;.、()[]".contains(c);
    let behind = text.match_indices("单位").filter_map(|(at, word)| {
        let rest = text[at + word.len()..].trim_start_matches([':', '为', '是', '均', '按', '以']);
        money_scale(rest.split(ends).next()?)
    });
    let before = text.match_indices("为单位").filter_map(|(at, _)| {
        let rest = &text[..at];
        money_scale(&rest[rest.rfind('以')? + '以'.len_utf8()..])
    });
    let mut scales: Vec<i64> = behind.chain(before).collect();
    scales.dedup();
    match scales.as_slice() {
        [scale] => Some(*scale),
        _ => None,
    }
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

/// The unit that the path of a file names: an expected unit's name in the file's name or in its
/// folders', the file's first; else what ends in 小学, 中学 and the like; else the file's own name.
pub fn unit_from_path(path: &str, plan: &Plan) -> String {
    let parts: Vec<&str> = path.rsplit(['/', '!']).collect();
    let stem = parts.first().map_or(path, |file| {
        file.rsplit_once('.').map_or(*file, |(stem, _)| stem)
    });
    let names: Vec<String> = std::iter::once(stem)
        .chain(parts.iter().skip(1).copied())
        .map(crate::schema::normalise_name)
        .collect();
    let expected = |name: &String| {
        plan.expected_units
            .iter()
            .flat_map(|unit| {
                std::iter::once(&unit.name)
                    .chain(&unit.aliases)
                    .map(move |known| (known, unit))
            })
            .filter(|(known, _)| !known.is_empty() && name.contains(known.as_str()))
            .max_by_key(|(known, _)| known.len())
            .map(|(_, unit)| unit.name.clone())
    };
    names
        .iter()
        .find_map(expected)
        .or_else(|| names.iter().find_map(|name| school_in(name)))
        .unwrap_or_else(|| own_name(path, stem))
}

/// The file's own name as a unit's: without marks of a version, so that two versions are one unit's.
/// 新, 改 and 旧 may be the end of a place's name and stay.
fn own_name(path: &str, stem: &str) -> String {
    let file = super::FileName::read(path);
    match file.marks == super::Marks::default() || stem.trim_end().ends_with(['新', '改', '旧'])
    {
        true => unit_key(stem),
        false => unit_key(&file.bare),
    }
}

/// The school that a title begins with: 育才小学 in `育才小学2023年会费台账`; none where none stands
/// there, or a whole district's.
pub fn school_of_title(title: &str) -> Option<String> {
    let title = crate::schema::normalise_name(title);
    let mut title = title.trim_start_matches(|c: char| c.is_ascii_digit() || "-—~至".contains(c));
    const PERIODS: [&str; 10] = [
        "学年度",
        "学年",
        "年度",
        "年",
        "第一学期",
        "第二学期",
        "上学期",
        "下学期",
        "上半年",
        "下半年",
    ];
    while let Some(rest) = PERIODS.iter().find_map(|period| title.strip_prefix(period)) {
        title = rest;
    }
    let school = school_in(title)?;
    let letters = school.chars().count();
    let of_many = ["各", "全区", "全县", "全市", "所属", "区属", "本校", "我校"]
        .iter()
        .any(|word| school.contains(word));
    ((3..=20).contains(&letters) && !of_many).then_some(school)
}

/// Whether the path of a file names its unit: an expected one, or what ends as a school's name does.
pub fn path_names_unit(path: &str, plan: &Plan) -> bool {
    let unit = unit_from_path(path, plan);
    plan.expected(&unit).is_some() || is_school_name(&unit)
}

/// Whether a text is a school's name and nothing else: 育才小学, 实验中学工会.
pub fn is_school_name(text: &str) -> bool {
    let name = unit_key(text);
    let known = |ending: &str| name.ends_with(ending) && name.len() > ending.len();
    name.chars().count() <= 30 && SCHOOL_ENDINGS.iter().any(|ending| known(ending))
}

/// The beginning of `name` up to where a school's name ends.
fn school_in(name: &str) -> Option<String> {
    SCHOOL_ENDINGS
        .iter()
        .filter_map(|ending| name.find(ending).map(|at| at + ending.len()))
        .max()
        .and_then(|end| name.get(..end))
        .map(|school| {
            let bare =
                school.trim_start_matches(|c: char| c.is_ascii_digit() || "-_.、．".contains(c));
            unit_key(if bare.is_empty() { school } else { bare })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::ExpectedUnit;

    #[test]
    fn a_title_names_a_school_or_none() {
        for (title, school) in [
            ("第三中学2023年会费台账", Some("第三中学")),
            ("2023-2024学年第一学期育才小学会费收缴表", Some("育才小学")),
            ("2023年度学前街幼儿园慰问登记", Some("学前街幼儿园")),
            ("全区小学会费汇总", None),
            ("会费收缴表", None),
        ] {
            assert_eq!(school_of_title(title).as_deref(), school, "{title}");
        }
    }

    #[test]
    fn a_file_names_its_unit() {
        let plan = Plan {
            expected_units: vec![ExpectedUnit {
                name: "育才小学".into(),
                aliases: vec!["育小".into()],
                kind: None,
            }],
            ..Plan::default()
        };
        for (path, unit) in [
            ("报表/育小2023年会费.xlsx", "育才小学"),
            ("报表/育才小学/会费.xlsx", "育才小学"),
            ("03-实验中学会费明细.xlsx", "实验中学"),
            ("会费.xlsx", "会费"),
            ("会费（1）.xlsx", "会费"),
            ("立新.xlsx", "立新"),
        ] {
            assert_eq!(unit_from_path(path, &plan), unit, "{path}");
        }
    }
}
