//! What a heading among the rows says of those below it, in a column that the sheet lacks: `一、会员` and
//! `二、非会员` over the rows of a roster, `退休人员`.

use crate::finding::Arg;
use crate::rows::TypedValue;
use crate::schema::{Column, ColumnType, normalise_label};

/// What stands before such a word and says no more.
const BEFORE: [&str; 8] = [
    "本学期",
    "本学年",
    "本年度",
    "本年",
    "上学期",
    "其中",
    "工会",
    "我校",
];

/// What stands behind it.
const BEHIND: [&str; 10] = [
    "人员",
    "教师",
    "教职工",
    "教职员工",
    "职工",
    "会员",
    "名单",
    "名册",
    "情况",
    "工会",
];

/// The headings that hold for the row being read, the outer ones first.
#[derive(Default)]
pub(super) struct Headings {
    open: Vec<(Numbering, Vec<(usize, TypedValue<'static>)>)>,
}

/// How a heading is numbered, which tells whether it stands beside another one or within it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    None,
    /// 一、
    Chinese,
    /// （一）
    InBrackets,
    /// 1、, 1.
    Digits,
}

impl Headings {
    /// Takes a heading that says `said`, by column of the declaration: it ends those that are numbered as it is,
    /// with all within them. One without a number that says nothing ends none.
    pub(super) fn begin(&mut self, text: &str, said: Vec<(usize, TypedValue<'static>)>) {
        let numbering = Numbering::of(text);
        if numbering == Numbering::None && said.is_empty() {
            return;
        }
        let beside = self.open.iter().position(|(other, _)| *other == numbering);
        self.open.truncate(beside.unwrap_or(self.open.len()));
        self.open.push((numbering, said));
    }

    /// What they say in the column at `index` of the declaration.
    pub(super) fn value(&self, index: usize) -> Option<&TypedValue<'static>> {
        let said = self.open.iter().rev().flat_map(|(_, said)| said);
        said.into_iter()
            .find(|(column, _)| *column == index)
            .map(|(_, value)| value)
    }
}

impl Numbering {
    fn of(text: &str) -> Numbering {
        let text = text.trim();
        let chinese = |c: char| "一二三四五六七八九十".contains(c);
        let rest = text.trim_start_matches(chinese);
        if rest.len() < text.len() && rest.starts_with(['、', '.', '．', ' ']) {
            return Numbering::Chinese;
        }
        let inside = text.strip_prefix(['（', '(']).unwrap_or_default();
        if inside.trim_start_matches(chinese).len() < inside.len() {
            return Numbering::InBrackets;
        }
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        match rest.len() < text.len() && rest.starts_with(['、', '.', '．']) {
            true => Numbering::Digits,
            false => Numbering::None,
        }
    }
}

/// The value of `column` that the heading `text` is; none where it says anything else, and of a column that
/// follows from another one (退休 from 人员状态).
pub(super) fn value_in(column: &'static Column, text: &str) -> Option<TypedValue<'static>> {
    if column.required || column.implied.is_some() {
        return None;
    }
    let words = words(text)?;
    let is = |name: &String| words.contains(&normalise_label(name));
    match column.kind {
        ColumnType::Boolean => match (column.yes.iter().any(is), column.no.iter().any(is)) {
            (true, false) => Some(TypedValue::Bool(true)),
            (false, true) => Some(TypedValue::Bool(false)),
            _ => None,
        },
        ColumnType::Category => {
            let mut values = column.values.iter();
            let named = values.find(|value| is(&value.value) || value.aliases.iter().any(is));
            named.map(|value| TypedValue::Text(&value.value))
        }
        _ => None,
    }
}

/// A value as a finding prints it.
pub(super) fn shown(value: &TypedValue<'static>) -> Arg {
    match value {
        TypedValue::Bool(true) => Arg::Static("是"),
        TypedValue::Bool(false) => Arg::Static("否"),
        TypedValue::Text(text) => Arg::Static(text),
        TypedValue::Int(count) => Arg::Count(*count),
        TypedValue::Date(date) => Arg::Date(*date),
    }
}

/// The words that a heading may be: without its number, and without what says no more. None where it is longer
/// than one.
fn words(text: &str) -> Option<Vec<String>> {
    if text.len() > 90 {
        return None;
    }
    let label = normalise_label(text);
    let number = |text: &str| {
        let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十第".contains(c);
        !text.is_empty() && text.chars().all(digit)
    };
    let split = label.split_once(['、', '.']);
    let label = match split {
        Some((before, rest)) if number(before) => rest,
        _ => &label,
    };
    // One letter alone (是, 无) is no heading.
    let says = |word: &str| word.chars().count() > 1;
    if !says(label) {
        return None;
    }
    let mut words = vec![label.to_string()];
    // 未加入工会人员: each shorter one, too.
    for _ in 0..3 {
        let shorter = words.iter().flat_map(|word| {
            let before = BEFORE.iter().filter_map(|cut| word.strip_prefix(cut));
            before.chain(BEHIND.iter().filter_map(|cut| word.strip_suffix(cut)))
        });
        let shorter = shorter.filter(|word| says(word));
        let shorter: Vec<String> = shorter.map(str::to_string).collect();
        let new = shorter.into_iter().filter(|word| !words.contains(word));
        let new: Vec<String> = new.collect();
        words.extend(new);
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::table;

    #[test]
    fn headings_that_say_who_is_below_them() {
        let members = table("members");
        let said = |id: &str, text: &str| value_in(members.column(id).expect("declared"), text);
        for (text, member) in [
            ("一、会员", Some(true)),
            ("工会会员", Some(true)),
            ("二、非会员（2人）", Some(false)),
            ("二、未入会人员", Some(false)),
            ("未加入工会教职工", Some(false)),
            ("语文组", None),
            ("在职会员", None),
            ("以下会员本学期调出", None),
        ] {
            assert_eq!(said("member", text), member.map(TypedValue::Bool), "{text}");
        }
        for (text, state) in [
            ("在职人员", Some("在职")),
            ("三、退休会员", Some("退休")),
            ("本学期调出人员", Some("调出")),
            ("语文组", None),
            ("会员", None),
        ] {
            assert_eq!(said("state", text), state.map(TypedValue::Text), "{text}");
        }
    }

    #[test]
    fn a_heading_ends_those_beside_it_and_not_those_around_it() {
        let mut headings = Headings::default();
        let says = |index: usize, value: &'static str| vec![(index, TypedValue::Text(value))];
        let value = |headings: &Headings, index: usize| headings.value(index).cloned();
        headings.begin("一、会员", says(1, "会员"));
        headings.begin("（一）在编教师", says(2, "在编教师"));
        headings.begin("语文组", Vec::new());
        assert_eq!(value(&headings, 1), Some(TypedValue::Text("会员")));
        assert_eq!(value(&headings, 2), Some(TypedValue::Text("在编教师")));
        headings.begin("二、其他", Vec::new());
        assert_eq!((value(&headings, 1), value(&headings, 2)), (None, None));
    }
}
