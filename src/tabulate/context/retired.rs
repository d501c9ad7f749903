//! Whether what stands above a list of people, or its file's name, says that all of them are retired.

use crate::read::stem;
use crate::recognise::{Lines, is_bare};
use crate::schema::spoken;
use crate::tabulate::At;

/// What says that people are retired.
const RETIRED: [&str; 3] = ["离退休", "退休", "离休"];

/// What may stand behind it in the title of a list of those people.
const PEOPLE: [&str; 14] = [
    "人员", "教师", "教职", "职工", "会员", "老师", "干部", "同志", "员工", "名册", "名单", "花名",
    "登记", "信息",
];

/// What says that others are listed too, or that it is a remark.
const OTHERS: [&str; 13] = [
    "在职", "在岗", "含", "及", "和", "与", "、", ":", "请", "注", "未", "慰问", "座谈",
];

/// Whether the list in the sheet `at` under `lines` is one of retired people.
pub(in crate::tabulate) fn lists_retired(at: At<'_>, lines: &Lines) -> bool {
    let file = Some(stem(at.source.path)).filter(|_| is_bare(at.sheet));
    let titles = lines.titles.iter().map(String::as_str);
    titles.chain(file).any(says_retired)
}

fn says_retired(title: &str) -> bool {
    if title.len() > 120 || !title.contains('休') {
        return false;
    }
    let title: String = spoken(title).collect();
    let alone = !OTHERS.iter().any(|word| title.contains(word));
    let behind = RETIRED
        .iter()
        .find_map(|word| Some(title.split_once(word)?.1));
    alone
        && behind.is_some_and(|behind| {
            let named = PEOPLE.iter().any(|word| behind.starts_with(word));
            named || !behind.contains(|c: char| c.is_alphabetic()) || behind.starts_with('(')
        })
}

#[cfg(test)]
mod tests {
    use super::says_retired;

    #[test]
    fn a_title_of_retired_people_is_told_from_others() {
        for title in [
            "退休",
            "育英小学退休教师名册",
            "离退休人员花名册（2023）",
            "退休人员",
            "2023年退休教职工信息表",
        ] {
            assert!(says_retired(title), "{title}");
        }
        for title in [
            "在职及退休教职工名册",
            "教职工名册（含退休）",
            "会员名册",
            "注：退休人员请注明",
            "退休慰问",
            "午休安排",
            "退休时间",
        ] {
            assert!(!says_retired(title), "{title}");
        }
    }
}
