//! Whose list a title says that it is: a roster's noun is anybody's, and 招聘人员信息表 or 参加春游会员名单
//! list no school's staff. Which words say so is declared with the table.

use crate::schema::{Whose, units_in_brackets};
use std::ops::Range;

/// Whom a list is of, as far as its title says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    /// All of the staff: nothing else is said.
    All,
    /// Of people whom the title calls by words that are not known, and that are not the staff's.
    Unknown,
    /// Of others, or of some for a purpose.
    Others,
}

/// Whom the list called `text` is of. `label` is the text as it is compared, and `noun` the place in it of
/// the name of the roster.
pub(super) fn listed(whose: &Whose, text: &str, label: &str, noun: Range<usize>) -> Listed {
    let says = |text: &str, words: &[String]| words.iter().any(|word| text.contains(word.as_str()));
    // What stands before a school's name is the name, whatever it means: 春游小学.
    let places = whose
        .places
        .iter()
        .filter(|place| place.chars().count() > 1);
    let place = places
        .filter_map(|place| Some(label.get(..noun.start)?.rfind(place.as_str())? + place.len()));
    let rest = label.get(place.max().unwrap_or(0)..).unwrap_or(label);
    let included = |inside: &String| {
        ["含", "包括", "除"]
            .iter()
            .any(|word| inside.starts_with(word))
    };
    let remarks = units_in_brackets(text);
    let of_others = says(rest, &whose.others)
        || remarks
            .iter()
            .any(|inside| !included(inside) && says(inside, &whose.others));
    if of_others {
        return Listed::Others;
    }
    let (before, after) = (
        rest.len() - (label.len() - noun.start),
        label.get(noun).unwrap_or_default(),
    );
    let before = rest.get(..before).unwrap_or_default();
    let known =
        says(before, &whose.staff) || says(after, &whose.staff) || is_no_more(before, whose);
    match known {
        true => Listed::All,
        false => Listed::Unknown,
    }
}

/// Whether what stands before a roster's name says when it is of, of which part of the school, and no more.
fn is_no_more(before: &str, whose: &Whose) -> bool {
    let part = |rest: &str| {
        whose
            .places
            .iter()
            .any(|place| rest.ends_with(place.as_str()))
    };
    let mut rest = before;
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphabetic() || c.is_ascii());
        let known = whose
            .all
            .iter()
            .filter_map(|word| rest.strip_prefix(word.as_str()));
        match known.min_by_key(|rest| rest.len()) {
            Some(shorter) => rest = shorter,
            None => return rest.is_empty() || part(rest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::named_by;
    use crate::schema::schema;

    #[test]
    fn a_roster_is_one_by_whom_its_title_is_of() {
        let named = |title: &str| -> Vec<&str> {
            let named = named_by(title, None);
            let meant = named.iter().filter(|naming| naming.is_meant);
            meant
                .map(|naming| schema().subject(naming.table).id.as_str())
                .collect()
        };
        for title in [
            "花名册",
            "人员信息",
            "教职工花名册",
            "2023年秋季人员名册",
            "育英小学人员信息表（2023.9）",
            "和平路小学高一年级组花名册",
            "春游小学教职工名册",
            "在职人员名册",
            "代课教师花名册",
            "教职工花名册（含新入会）",
            "附件1：育英培训学校各部门人员名册",
            "育英教师名单",
        ] {
            assert_eq!(named(title), ["members"], "{title}");
        }
        for title in [
            "招聘人员信息表",
            "参加春游会员名单",
            "供应商员工信息表",
            "女教师名单",
            "教职工名单（参加体检）",
            "育英小学离职员工信息表",
            "社区居民花名册",
        ] {
            assert_eq!(named(title), ["subset_list"], "{title}");
        }
        for title in ["二〇二三级花名册", "车辆人员信息"] {
            assert_eq!(named(title), [""; 0], "{title}");
        }
    }
}
