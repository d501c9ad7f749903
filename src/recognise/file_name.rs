//! What a workbook's file name says of its version (`v2`, `(1)`, ` - 副本`, `最终版`, `20231008`), and
//! what is left of the name without that. Which of two files counts is not decided here.

use crate::read::stem;
use crate::schema::narrow;
use jiff::civil::Date;
use std::cmp::Ordering;

/// The name of a file, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName {
    /// Its stem without marks of a version, in narrow lower-case letters, without spaces.
    pub bare: String,
    /// What the marks say.
    pub marks: Marks,
}

/// What a file's name says of which version it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Marks {
    level: Level,
    /// The numbers of the mark: `v1.2` has 1 and 2.
    numbers: Vec<u32>,
    /// The day that stands in the name.
    date: Option<Date>,
    /// Whether `副本` stands there without a number. It tells that somebody made a copy, and nothing
    /// of which of the two was worked on afterwards.
    copied: bool,
}

/// From the oldest to the newest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Old,
    #[default]
    Plain,
    Copy,
    Revised,
    Version,
    Final,
}

/// Words at the end of a name, the longest of those that end alike first.
const WORDS: &[(Level, &[&str])] = &[
    (
        Level::Final,
        &[
            "最终版",
            "最终稿",
            "最终",
            "终稿",
            "终版",
            "定稿",
            "定版",
            "正式版",
            "final",
        ],
    ),
    (
        Level::Revised,
        &[
            "修改版",
            "修改稿",
            "修改后",
            "修改",
            "修订版",
            "修订稿",
            "修订",
            "更正版",
            "更正",
            "订正",
            "更新版",
            "更新",
            "最新版",
            "最新",
            "新版",
            "改",
            "新",
            "updated",
            "update",
            "revised",
            "new",
        ],
    ),
    (Level::Copy, &["副本", "复件", "拷贝", "copy"]),
    (
        Level::Old,
        &[
            "旧版", "旧", "初稿", "草稿", "备份", "作废", "backup", "bak", "old", "draft",
        ],
    ),
];

/// What Windows and Excel put before the name of a copy.
const COPY_BEFORE: &[&str] = &["副本", "复件", "copyof"];

/// What may stand between a name and its marks.
const BETWEEN: &[char] = &['-', '_', '—', '–', '.', '·', '、', '+', '~', ','];

impl FileName {
    /// Takes the name of the file at `path` apart; a file in a zip has its path behind a `!`. A name
    /// that is nothing but marks keeps them.
    pub fn read(path: &str) -> FileName {
        let stem = stem(path);
        let stem: String = stem
            .chars()
            .map(narrow)
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect();
        let mut marks = Marks::default();
        let exported = exported(&stem);
        if let Some((_, answers)) = &exported {
            marks.numbers.push(*answers);
        }
        let stem = exported.map_or(stem, |(title, _)| title);
        let mut rest = trimmed(&stem);
        if let Some(after) = COPY_BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
            let after = after.trim_start_matches(BETWEEN);
            if !after.is_empty() {
                marks.copied();
                rest = after;
            }
        }
        while let Some((shorter, found)) = last_marks(rest) {
            let shorter = trimmed(shorter);
            if shorter.is_empty() {
                break;
            }
            marks.add(found);
            rest = shorter;
        }
        FileName {
            bare: rest.to_string(),
            marks,
        }
    }
}

impl Marks {
    /// Whether a file with these marks is older or newer than one with `other`; `Equal` when they
    /// say nothing of it, none when they speak against each other (`修改版` beside `v2`).
    pub fn order(&self, other: &Marks) -> Option<Ordering> {
        let level = self.level.cmp(&other.level);
        let level = match (self.level, other.level) {
            (Level::Revised, Level::Version) | (Level::Version, Level::Revised) => None,
            _ => Some(level.then_with(|| self.numbers.cmp(&other.numbers))),
        };
        let day = match (self.date, other.date) {
            (Some(day), Some(other)) => day.cmp(&other),
            (Some(_), None) => Ordering::Greater,
            (None, Some(_)) => Ordering::Less,
            (None, None) => Ordering::Equal,
        };
        let both_dated = self.date.is_some() && other.date.is_some();
        match (level, day) {
            (level, Ordering::Equal) => level,
            (None, day) => both_dated.then_some(day),
            (Some(level), day) => (level == day || level == Ordering::Equal).then_some(day),
        }
    }

    /// Whether nothing but `副本` tells the two apart, which leaves open which one is newer.
    pub fn apart_by_copy_alone(&self, other: &Marks) -> bool {
        let plain = |marks: &Marks| marks.level <= Level::Copy && marks.numbers.is_empty();
        (self.copied || other.copied) && self.date == other.date && plain(self) && plain(other)
    }

    fn copied(&mut self) {
        self.copied = true;
        self.level = self.level.max(Level::Copy);
    }

    /// With the marks that stood before these.
    fn add(&mut self, before: Marks) {
        let old = self.level == Level::Old || before.level == Level::Old;
        self.level = match old {
            true => Level::Old,
            false => self.level.max(before.level),
        };
        if self.numbers.is_empty() {
            self.numbers = before.numbers;
        }
        self.date = self.date.or(before.date);
        self.copied |= before.copied;
    }

    fn of(level: Level, numbers: Vec<u32>) -> Marks {
        Marks {
            copied: level == Level::Copy && numbers.is_empty(),
            level,
            numbers,
            date: None,
        }
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_end_matches(BETWEEN)
}

/// The title of a form and how many answers it had, of a file that 问卷星 exported:
/// `238761234_按文本_会员信息采集_12_12`.
fn exported(stem: &str) -> Option<(String, u32)> {
    let (before, answers) = stem.rsplit_once('_')?;
    let (before, _) = before
        .rsplit_once('_')
        .filter(|(_, n)| n.parse::<u32>().is_ok())?;
    let answers = answers.parse().ok()?;
    let (number, rest) = before.split_once("_按").unwrap_or(("", before));
    let kind = ["文本", "序号", "分数", "选项"];
    let kind = kind.iter().find_map(|kind| rest.strip_prefix(kind))?;
    let is_number = number.chars().all(|c| c.is_ascii_digit());
    let title = match is_number {
        true => kind.trim_start_matches('_').to_string(),
        false => format!("{number}{kind}"),
    };
    (!title.is_empty()).then_some((title, answers))
}

/// The marks that stand last in `text`, and what stands before them.
fn last_marks(text: &str) -> Option<(&str, Marks)> {
    collected(text)
        .or_else(|| in_brackets(text))
        .or_else(|| dated(text))
        .or_else(|| numbered(text))
        .or_else(|| edition(text))
        .or_else(|| word(text).map(|(rest, level)| (rest, Marks::of(level, Vec::new()))))
}

/// What services put behind the title of a form whose answers they export.
fn collected(text: &str) -> Option<(&str, Marks)> {
    const WORDS: [&str; 6] = [
        "(收集结果)",
        "收集结果",
        "(收集表)",
        "收集表",
        "(填写结果)",
        "导出结果",
    ];
    let rest = WORDS.iter().find_map(|word| text.strip_suffix(word))?;
    (!trimmed(rest).is_empty()).then(|| (rest, Marks::default()))
}

/// `(1)`, `（最终版）`, `【v2】`: brackets that hold marks and nothing else.
fn in_brackets(text: &str) -> Option<(&str, Marks)> {
    let closing = text.chars().next_back()?;
    let opening = match closing {
        ')' => '(',
        ']' => '[',
        '】' => '【',
        '〕' => '〔',
        _ => return None,
    };
    let at = text.rfind(opening)?;
    let inner = &text[at + opening.len_utf8()..text.len() - closing.len_utf8()];
    if (1..=2).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit()) {
        let number = inner.parse().ok()?;
        return Some((&text[..at], Marks::of(Level::Copy, vec![number])));
    }
    let mut marks = Marks::default();
    let mut rest = trimmed(inner);
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let (shorter, found) = last_marks(rest)?;
        marks.add(found);
        rest = trimmed(shorter);
    }
    Some((&text[..at], marks))
}

/// `20231008`, `2023-10-08`, `2023年10月8日`. A month alone (`202310`) is what the file is about and no
/// mark of its version.
fn dated(text: &str) -> Option<(&str, Marks)> {
    let is_part = |c: char| c.is_ascii_digit() || "-_.年月日号".contains(c);
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_part(*c))
        .last()?
        .0;
    let tail = text[start..].trim_start_matches(|c: char| !c.is_ascii_digit());
    let groups: Vec<&str> = tail
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .collect();
    let (year, month, day, used) = match groups.as_slice() {
        [.., y, m, d] if y.len() == 4 && m.len() <= 2 && d.len() <= 2 => (*y, *m, *d, *y),
        [.., all] if all.len() == 8 => (&all[..4], &all[4..6], &all[6..], *all),
        _ => return None,
    };
    let year: i16 = year.parse().ok().filter(|y| (2000..2100).contains(y))?;
    let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    let marks = Marks {
        date: Some(date),
        ..Marks::default()
    };
    // Of groups that are alike the last begins the date.
    let at = start + text[start..].rfind(used)?;
    Some((&text[..at], marks))
}

/// `v2`, `V1.0`, `版本3`, `最终版2`, `改2`.
fn numbered(text: &str) -> Option<(&str, Marks)> {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let numbers: Vec<u32> = text[before.len()..]
        .split('.')
        .filter(|number| !number.is_empty())
        .map(|number| number.parse().ok().filter(|n| *n < 1000))
        .collect::<Option<_>>()?;
    if numbers.is_empty() {
        return None;
    }
    let before = trimmed(before);
    let version = ["version", "ver", "v", "版本", "第"]
        .iter()
        .find_map(|word| ends_with_word(before, word))
        .filter(|_| !before.ends_with('第'));
    if let Some(rest) = version {
        return Some((rest, Marks::of(Level::Version, numbers)));
    }
    let (rest, level) = word(before)?;
    Some((rest, Marks::of(level, numbers)))
}

/// `第二版`, `第2稿`, `二稿`, `v2版`.
fn edition(text: &str) -> Option<(&str, Marks)> {
    let before = text.strip_suffix(['版', '稿'])?;
    if let Some((rest, marks)) = numbered(before).filter(|(_, m)| m.level == Level::Version) {
        return Some((rest, marks));
    }
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let (rest, number) = match before[digits.len()..].parse::<u32>() {
        Ok(number) if number < 100 => (digits, number),
        _ => {
            let last = before.chars().next_back()?;
            let number = "一二三四五六七八九十".chars().position(|c| c == last)?;
            let rest = &before[..before.len() - last.len_utf8()];
            (rest, u32::try_from(number).ok()? + 1)
        }
    };
    let rest = rest.strip_suffix('第').unwrap_or(rest);
    Some((rest, Marks::of(Level::Version, vec![number])))
}

/// A word of [`WORDS`] at the end, and what stands before it.
fn word(text: &str) -> Option<(&str, Level)> {
    WORDS.iter().find_map(|(level, words)| {
        let rest = words.iter().find_map(|word| ends_with_word(text, word))?;
        Some((rest, *level))
    })
}

/// What stands before `word` at the end of `text`. A Latin word is one only where no letter stands
/// before it: `renew` does not end with `new`.
fn ends_with_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.strip_suffix(word)?;
    let within = word.is_ascii() && rest.ends_with(|c: char| c.is_ascii_alphabetic());
    (!within).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_its_marks_and_no_more() {
        for (path, bare) in [
            ("a/会费_v2.xlsx", "会费"),
            ("会费V1.0.xlsx", "会费"),
            ("会费 (1).xlsx", "会费"),
            ("会费（2）.xls", "会费"),
            ("会费 - 副本.xlsx", "会费"),
            ("会费 - 副本 (2).xlsx", "会费"),
            ("会费副本.xlsx", "会费"),
            ("副本会费.xlsx", "会费"),
            ("a.zip!b/会费最终版.xlsx", "会费"),
            ("会费（终稿）.xlsx", "会费"),
            ("会费_定稿_20231008.xlsx", "会费"),
            ("会费修改版2.xlsx", "会费"),
            ("会费改.xlsx", "会费"),
            ("会费 更新.xlsx", "会费"),
            ("会费新.xlsx", "会费"),
            ("会费_final.xlsx", "会费"),
            ("会费2023-10-08.xlsx", "会费"),
            ("会费2023年10月8日.xlsx", "会费"),
            ("会费第二版.xlsx", "会费"),
            ("会费三稿.xlsx", "会费"),
            ("会费_v2版.xlsx", "会费"),
            ("会费202309.xlsx", "会费202309"),
            ("会费9月.xlsx", "会费9月"),
            ("会费2023年9月.xlsx", "会费2023年9月"),
            ("2023-2024学年会费.xlsx", "2023-2024学年会费"),
            ("238761234_按文本_会费_12_12.xlsx", "会费"),
            ("会费_按文本_14_14.xlsx", "会费"),
            ("会费(收集结果).xlsx", "会费"),
            ("会费（一）.xlsx", "会费(一)"),
            ("会费（语文组）.xlsx", "会费(语文组)"),
            ("renew.xlsx", "renew"),
            ("第2.xlsx", "第2"),
            ("最终版.xlsx", "最终版"),
            (".xlsx", ""),
        ] {
            assert_eq!(FileName::read(path).bare, bare, "{path}");
        }
    }

    #[test]
    fn marks_tell_the_newer_one_or_that_they_cannot() {
        let order = |a: &str, b: &str| {
            let marks = |name: &str| FileName::read(&format!("{name}.xlsx")).marks;
            let order = marks(a).order(&marks(b));
            let back = marks(b).order(&marks(a));
            assert_eq!(order.map(Ordering::reverse), back, "{a} {b}");
            order
        };
        for (older, newer) in [
            ("会费", "会费(1)"),
            ("会费(1)", "会费(2)"),
            ("会费(2)", "会费v1"),
            ("会费v2", "会费v10"),
            ("会费v1.1", "会费v1.2"),
            ("会费v9", "会费最终版"),
            ("会费最终版", "会费最终版2"),
            ("会费", "会费改"),
            ("会费旧", "会费"),
            ("会费20231008", "会费20231009"),
            ("会费", "会费20231008"),
            ("会费v1_20231008", "会费v2_20231009"),
            ("会费一稿", "会费二稿"),
            ("会费_按文本_12_12", "会费_按文本_14_14"),
        ] {
            assert_eq!(order(older, newer), Some(Ordering::Less), "{older} {newer}");
        }
        assert_eq!(order("会费", "会费"), Some(Ordering::Equal));
        assert_eq!(order("会费v2", "会费修改版"), None);
        assert_eq!(order("会费v2_20231008", "会费v1_20231009"), None);
        assert_eq!(order("会费v2", "会费20231009"), None);
    }
}
