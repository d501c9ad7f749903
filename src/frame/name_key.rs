//! When two people's names are the same: what a person who reads them out would call the same. Names
//! are joined by this key; what was typed stays as it is typed.

use crate::schema::{is_common, plain};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// What may follow a name and is none of it, the longest first.
const TITLES: &[&str] = &[
    "老师", "同志", "先生", "女士", "校长", "主任", "书记", "主席", "园长",
];

/// Points between the parts of a name, and apostrophes in it: 阿卜杜拉·买买提, O'Brien.
fn is_point(c: char) -> bool {
    matches!(
        c,
        '\'' | '’'
            | '‘'
            | '`'
            | '´'
            | 'ʼ'
            | '。'
            | '·'
            | '•'
            | '．'
            | '・'
            | '･'
            | '‧'
            | '.'
            | '∙'
            | '⋅'
            | '●'
    )
}

/// The key of `name`: without a remark in brackets behind it (`张三（退休）`), a title (`张三老师`),
/// spaces and points; wide and narrow letters, traditional and simplified characters are one.
pub(super) fn name_key(name: &str) -> Cow<'_, str> {
    let titled = || TITLES.iter().any(|title| name.ends_with(title));
    if name.chars().all(|c| is_common(c) && plain(c) == c) && !titled() {
        return Cow::Borrowed(name);
    }
    let mut key = String::with_capacity(name.len());
    let mut depth = 0_u32;
    // A radical that stands for a character is told before NFKC makes another of it.
    for c in name.chars().map(plain).nfkc() {
        match c {
            '(' | '[' | '【' | '〔' | '<' | '《' => depth += 1,
            ')' | ']' | '】' | '〕' | '>' | '》' => depth = depth.saturating_sub(1),
            _ if depth > 0 || c.is_whitespace() || is_point(c) || c == '*' => {}
            _ => key.extend(plain(c).to_lowercase()),
        }
    }
    let bare = TITLES
        .iter()
        .find_map(|title| key.strip_suffix(title))
        .filter(|bare| bare.chars().count() >= 2);
    match bare {
        Some(bare) => Cow::Owned(bare.to_string()),
        None if key.is_empty() => Cow::Borrowed(name),
        None => Cow::Owned(key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_same_name_has_the_same_key() {
        for (typed, same) in [
            ("黃丽", "黄丽"),
            ("⻩丽", "黄丽"),
            ("⽅⼩明", "方小明"),
            ("呂麗華", "吕丽华"),
            ("劉強", "刘强"),
            ("張偉", "张伟"),
            ("羣英", "群英"),
            ("张三（退休）", "张三"),
            ("张三(借调)", "张三"),
            ("张三老师", "张三"),
            ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
            ("阿卜杜拉・买买提", "阿卜杜拉．买买提"),
            ("阿卜杜拉‧买买提", "阿卜杜拉买买提"),
            ("Ａｎｎ Lee", "ann lee"),
            ("張三*", "张三"),
            ("\u{f9d0}", "类"),
        ] {
            assert_eq!(name_key(typed), name_key(same), "{typed} {same}");
        }
    }

    #[test]
    fn other_names_have_other_keys() {
        for (one, other) in [
            ("张三", "张山"),
            ("王昇", "王升"),
            ("张老师", "张"),
            ("李喆", "李哲"),
            ("（退休）", "张三"),
            ("", "张三"),
        ] {
            assert_ne!(name_key(one), name_key(other), "{one} {other}");
        }
    }

    proptest! {
        /// A key is its own key, so that it makes no difference which of two names was looked up.
        #[test]
        fn a_key_is_its_own_key(name in "[张黃呂丽a-c（）() ·•⻩ｂ]{0,8}") {
            let key = name_key(&name).into_owned();
            prop_assert_eq!(name_key(&key).into_owned(), key.clone());
        }
    }
}
