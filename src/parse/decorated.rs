//! A name as services and chats write it: `@贾明远`, `语文-路雨晴`, `["危晓燕"]`, with an emoji behind it.

use super::persons::{begins_with_surname, is_ideographs};
use crate::schema::{is_common, is_unseen};
use std::borrow::Cow;

/// What stands between a name and the group before or behind it.
const BETWEEN: &[char] = &['-', '－', '—', '–', '_', '＿', '/', '|', '｜', ':', '：'];

/// What the name of a group ends in, or is.
const GROUPS: [&str; 24] = [
    "组", "部", "室", "级", "班", "处", "科", "年", "校", "园", "会", "员", "语文", "数学", "英语",
    "物理", "化学", "生物", "政治", "历史", "地理", "体育", "后勤", "行政",
];

/// `text` without what is no part of a name.
pub(super) fn undecorated(text: &str) -> Cow<'_, str> {
    // Asked of every name, and most are nothing but one.
    if text.chars().all(is_common) {
        return Cow::Borrowed(text);
    }
    let mut text = Cow::Borrowed(text);
    if text.contains('&') {
        let plain = text.replace("&nbsp;", " ").replace("&amp;", "&");
        text = Cow::Owned(plain.replace("&quot;", "").replace("&#39;", "'"));
    }
    if text.contains(['@', '＠', '"', '[', ']', '`']) {
        text = Cow::Owned(
            text.replace(['@', '＠'], " ")
                .replace(['"', '[', ']', '`'], ""),
        );
    }
    let around = |c: char| {
        // A radical stands for a character, and so does the sign for one that was lost.
        let radical = matches!(c, '\u{2e80}'..='\u{2fd5}' | '\u{fffd}');
        let sign = !radical
            && !c.is_alphanumeric()
            && !c.is_ascii()
            && !"·（）〔〕《》“”、，；．".contains(c);
        c.is_whitespace() || is_unseen(c) || sign || ('\u{fe00}'..='\u{fe0f}').contains(&c)
    };
    let bare = text.trim_matches(around);
    let bare = if bare.is_empty() { text.as_ref() } else { bare };
    Cow::Owned(without_group(bare).to_string())
}

/// The name alone, where a group's stands before or behind it.
fn without_group(text: &str) -> &str {
    let parts = text.split(BETWEEN).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let [first, second] = parts.as_slice() else {
        return text;
    };
    let group = |part: &str| {
        let school_year = part.starts_with(['高', '初']) && part.chars().count() == 2;
        let ends = GROUPS.iter().any(|word| part.ends_with(word));
        school_year && part.ends_with(['一', '二', '三']) || ends
    };
    let name = |part: &str| {
        let short = (2..=4).contains(&part.chars().count());
        short && is_ideographs(part) && begins_with_surname(part) && !group(part)
    };
    let words = |part: &str| part.chars().any(|c| is_common(c) || c.is_ascii_digit());
    match (name(first), name(second)) {
        (false, true) if words(first) => second,
        (true, false) if group(second) => first,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::undecorated;

    #[test]
    fn a_name_loses_what_services_put_around_it() {
        for (written, name) in [
            ("@贾明远", "贾明远"),
            ("＠贾明远 ", "贾明远"),
            ("语文-路雨晴", "路雨晴"),
            ("语文组_路雨晴", "路雨晴"),
            ("路雨晴-语文组", "路雨晴"),
            ("高一-张三", "张三"),
            ("03-张三", "张三"),
            ("娄丽娟🌸", "娄丽娟"),
            ("🌸娄丽娟❤️", "娄丽娟"),
            ("[\"危晓燕\"]", "危晓燕"),
            ("&nbsp;江玉珍&nbsp;", "江玉珍"),
            ("江玉珍\t", "江玉珍"),
            ("`贾明远", "贾明远"),
            ("贾明远☆", "贾明远"),
        ] {
            assert_eq!(undecorated(written), name, "{written}");
        }
        for name in [
            "张三",
            "张三（退休）",
            "Anne-Marie",
            "Mary O'Brien",
            "阿卜杜拉·买买提",
            "张*",
            "LEE,Ka-Yan",
            "张三/李四",
            "陈大文 CHAN Tai Man",
            "王\u{fffd}",
        ] {
            assert_eq!(undecorated(name), name);
        }
    }
}
