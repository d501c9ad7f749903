//! Vocabulary: what is about a person (个人信息), and what of it is shown to whom the reports go up to:
//! no ID number, phone or reason of illness or hardship, no whole name out of a list of aid, and no free
//! text, which may hold all of these. Nothing is found out here; what a text is, its type says.

use crate::finding::Arg;
use crate::messages;
use crate::schema::{Table, TableKind, narrow};
use crate::words::Lang;

/// What stands where something is not shown.
pub const LEFT_OUT: &str = "＊";

/// A value as it may go up, which is about `table`; of a file or unit, none.
pub fn goes_up(arg: &Arg, table: Option<&Table>, lang: Lang) -> String {
    let aid = table.is_some_and(|table| table.aid);
    // The plan is the district's own.
    let plan = table.is_some_and(|table| table.kind == TableKind::Plan);
    let text = |arg: &Arg| match arg {
        Arg::Text(text) if plan || is_figure(text) => Some(text.clone()),
        Arg::Text(text) if FORMULA_ERRORS.contains(&text.as_str()) => Some(text.clone()),
        Arg::Person(names) if aid => Some(masked(names)),
        Arg::PaperNumber(text) if is_paper_number(text) => Some(text.clone()),
        Arg::Header(text) if !aid => Some(text.clone()),
        // A library quotes what it stumbled over.
        Arg::Detail(text) if text.is_ascii() => Some(text.clone()),
        // Nobody's name has so many digits.
        Arg::Person(text) if !aid && digits(text) < 7 => Some(text.clone()),
        Arg::Thing(text) => Some(text.clone()),
        Arg::Text(_)
        | Arg::Person(_)
        | Arg::Id(_)
        | Arg::Phone(_)
        | Arg::Reason(_)
        | Arg::PaperNumber(_)
        | Arg::Header(_)
        | Arg::Detail(_) => Some(LEFT_OUT.to_string()),
        Arg::Static(_)
        | Arg::Code(_)
        | Arg::Count(_)
        | Arg::Decimal(_)
        | Arg::Fen(_)
        | Arg::Date(_)
        | Arg::Month(_)
        | Arg::Words(_)
        | Arg::Filled(..)
        | Arg::List(..)
        | Arg::Letters(_)
        | Arg::Span(..)
        | Arg::Row(..) => None,
    };
    without_numbers(&arg.show_but(lang, &text), lang)
}

/// What Excel shows where a formula failed.
const FORMULA_ERRORS: &[&str] = &[
    "#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!",
];

/// Whether a text is but a date, an amount or a count, mistyped perhaps: digits, signs and units, and too
/// short for a phone or the number of a card.
fn is_figure(text: &str) -> bool {
    let mut groups: Vec<usize> = vec![0];
    for c in text.chars().map(narrow) {
        match c {
            '0'..='9' => *groups.last_mut().unwrap_or(&mut 0) += 1,
            '-' | '+' | '.' | ',' | '/' | ':' | '%' | '=' | '(' | ')' | '¥' | '￥' | ' ' | '年'
            | '月' | '日' | '号' | '元' | '角' | '分' | '万' | '人' | '次' => {
                groups.push(0)
            }
            _ => return false,
        }
    }
    groups.retain(|digits| *digits > 0);
    let digits: usize = groups.iter().sum();
    // 2023-02-30 has eight digits and so has a phone, but three parts.
    (1..=6).contains(&digits) || digits <= 8 && groups.len() >= 3
}

fn digits(text: &str) -> usize {
    text.chars()
        .map(narrow)
        .filter(char::is_ascii_digit)
        .count()
}

/// Whether a text looks like the number of a paper: 记-35, 2023-09-0012, 81110101MC0000012H.
fn is_paper_number(text: &str) -> bool {
    let known = |c: char| {
        c.is_ascii_alphanumeric()
            || "-_/#.,、()[]〔〕记字第号收付转银现凭证票据册编年月日 ".contains(c)
    };
    let mut chars = text.chars().map(narrow);
    chars.clone().all(known) && chars.any(|c| c.is_ascii_digit())
}

/// Words of which the name of a group is made, the longer before those that they begin with.
const OF_GROUPS: &str = "全体 全校 全园 所有 部分 各 在职 在编 在册 离退休 退休 合同制 困难 特困 男 女 \
    教职员工 教职工 教职 职工 教师 老师 会员 员工 人员 干部 党员 班主任 工会 小组 \
    教研组 年级 组 部门 后勤 行政 临时 代课 及 和 的";

/// Whether a text names a group and no person: 全体会员, 退休教师.
fn is_group(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        match OF_GROUPS
            .split(' ')
            .find_map(|word| rest.strip_prefix(word))
        {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}

/// Names with all but the surname masked, groups as they are, and without what stands in brackets, which
/// may be anything: 张三、李四（住院） → 张*、李*. A space divides no names, since some stand within one.
fn masked(names: &str) -> String {
    let mut out = String::new();
    let mut name = String::new();
    let mut brackets = 0_u32;
    let hide = |name: &mut String, out: &mut String| {
        match (is_group(name), name.chars().next()) {
            (true, _) => out.push_str(name),
            (false, first) => out.extend(first.into_iter().chain(['*'])),
        }
        name.clear();
    };
    for c in names.chars() {
        match c {
            '(' | '（' | '[' | '【' => brackets += 1,
            ')' | '）' | ']' | '】' => brackets = brackets.saturating_sub(1),
            _ if brackets > 0 || c.is_whitespace() => {}
            '、' | '，' | ',' | '；' | ';' | '/' => {
                hide(&mut name, &mut out);
                out.push(c);
            }
            _ => name.push(c),
        }
    }
    hide(&mut name, &mut out);
    out
}

/// The fewest digits of what is left out: 010-6512345.
const FEWEST: usize = 10;

/// `text` without anything that looks like an ID number, a bank card or a mobile phone. What goes up holds
/// none; this is the last door before paper, for the names of files and things.
pub fn without_numbers(text: &str, lang: Lang) -> String {
    if digits(text) < FEWEST {
        return text.to_string();
    }
    let chars: Vec<char> = text.chars().map(narrow).collect();
    let written: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let groups = groups(&chars[at..]);
        let apart = Some(&groups[..]).filter(|groups| groups.len() > 1 && is_apart(groups));
        let whole = apart.or(groups.get(..1)).unwrap_or_default();
        let Some((_, length)) = whole.last() else {
            out.push(written[at]);
            at += 1;
            continue;
        };
        let run: String = whole.iter().map(|(run, _)| run.as_str()).collect();
        let bare = ["0086", "86", "0"]
            .iter()
            .find_map(|before| run.strip_prefix(before));
        let landline = whole.len() > 1 && is_landline(whole);
        if is_mobile(&run) || bare.is_some_and(is_mobile) || landline {
            out.push_str(messages::PHONE_LEFT_OUT.get(lang));
        } else if is_personal(&run) {
            out.push_str(messages::NUMBER_LEFT_OUT.get(lang));
        } else {
            out.extend(&written[at..at + length]);
        }
        at += length;
    }
    out
}

/// The groups of digits that `chars` begins with, divided by single spaces or dashes, and up to where
/// each of them reaches; an X behind seventeen digits is one of them.
fn groups(chars: &[char]) -> Vec<(String, usize)> {
    let mut groups: Vec<(String, usize)> = Vec::new();
    let (mut at, mut digits) = (0, 0);
    loop {
        let run: String = chars[at..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .collect();
        if run.is_empty() {
            return groups;
        }
        at += run.len();
        digits += run.len();
        groups.push((run, at));
        let last = groups.last_mut();
        if let (17, Some('X' | 'x'), Some((run, end))) = (digits, chars.get(at), last) {
            run.push('X');
            *end += 1;
            return groups;
        }
        if !matches!(chars.get(at), Some(' ' | '-' | '—' | '–' | '.' | '·' | '•')) {
            return groups;
        }
        at += 1;
    }
}

/// Whether groups of digits are a phone, an ID number or a card that is written apart: 138 0013 8000,
/// 139-12345678, 0551-65123456.
fn is_apart(groups: &[(String, usize)]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|(run, _)| run.len()).collect();
    let run: String = groups.iter().map(|(run, _)| run.as_str()).collect();
    // An amount has its two digits behind a point (13800.13 8000), a phone none so short.
    let mobile = is_mobile(&run) && lengths.iter().all(|length| *length > 2);
    match lengths.as_slice() {
        [2, 3, 4, 4] | [2, 11] => true,
        [4, 4, 4, rest @ ..] => !rest.is_empty() && (16..=19).contains(&run.len()),
        _ => mobile || run.len() == 18 && born(&run) || is_landline(groups),
    }
}

/// Whether groups of digits are an area's and a telephone's: 0551-65123456, 010 6512 3456.
fn is_landline(groups: &[(String, usize)]) -> bool {
    let Some(((area, _), rest)) = groups.split_first() else {
        return false;
    };
    let rest: usize = rest.iter().map(|(run, _)| run.len()).sum();
    area.starts_with('0') && matches!(area.len(), 3 | 4) && matches!(rest, 7 | 8)
}

/// Whether a run of digits is as long as an ID number (old or new, or mistyped by a digit), a bank card or
/// several of them. The credit code of a union may be digits only as well; it begins with 81.
fn is_personal(run: &str) -> bool {
    let credit_code = run.len() == 18 && run.starts_with("81") && !born(run);
    run.len() >= 15 && !(run.starts_with('0') && run.len() < 20) && !credit_code
}

/// Whether a month stands where an ID number has that of birth.
fn born(run: &str) -> bool {
    let number =
        |from: usize, to: usize| run.get(from..to).and_then(|part| part.parse::<u32>().ok());
    number(6, 10).is_some_and(|year| (1900..2100).contains(&year))
        && number(10, 12).is_some_and(|month| (1..=12).contains(&month))
}

/// Whether a run of digits has the shape of a mobile phone's number.
fn is_mobile(run: &str) -> bool {
    let bytes = run.as_bytes();
    bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::table;

    #[test]
    fn id_numbers_and_phones_are_left_out_and_nothing_else() {
        let say = |text: &str| without_numbers(text, Lang::Zh);
        assert_eq!(say("张三110101199003078515.xlsx"), "张三（号码略）.xlsx");
        assert_eq!(
            say("１１０１０１１９９００３０７８５１Ｘ号"),
            "（号码略）号"
        );
        assert_eq!(say("电话13800138000"), "电话（电话略）");
        assert_eq!(
            say("138 0013 8000，+86-13800138000"),
            "（电话略），+（电话略）"
        );
        assert_eq!(say("110101 19900307 851X等"), "（号码略）等");
        assert_eq!(say("6217 0012 3456 7890 123"), "（号码略）");
        assert_eq!(say("11010119900307851513800138000"), "（号码略）");
        assert_eq!(say("013800138000"), "（电话略）");
        for phone in [
            "0551-65123456",
            "0551 65123456",
            "010-6512345",
            "139-12345678",
            "139.1234.5678",
            "139·1234·5678",
            "1391234 5678",
            "139 123 45678",
        ] {
            assert_eq!(say(phone), "（电话略）", "{phone}");
        }
        for id in [
            "1101011985 03072318",
            "11010119850307 2318",
            "110101.19850307.2318",
        ] {
            assert_eq!(say(id), "（号码略）", "{id}");
        }
        assert_eq!(say("010-65123456转801"), "（电话略）转801");
        let sha = "00bb7a9f13800138000e0000000000000000000000000000000000000000aa11";
        assert_ne!(say(sha), sha, "so checksums do not pass here");
        for kept in [
            "81440000MCL468545M",
            "凭证20230901-0012",
            "2023-09-12，12345.00元",
            "2023-09-01-2024-01-31",
            "2023 09 01 2024 01 31",
        ] {
            assert_eq!(say(kept), kept);
        }
    }

    #[test]
    fn names_of_those_who_were_helped_keep_their_surname() {
        for (names, shown) in [
            ("张三、欧阳修", "张*、欧*"),
            ("张 三", "张*"),
            ("张建国（肺癌住院）", "张*"),
            ("张建国老师", "张*"),
            ("全体会员（中秋、国庆各一份）", "全体会员"),
            ("退休教师，王五", "退休教师，王*"),
            ("", ""),
        ] {
            let shown_above = |table| goes_up(&Arg::Person(names.into()), Some(table), Lang::Zh);
            assert_eq!(shown_above(table("welfare")), shown);
            assert_eq!(shown_above(table("dues")), names);
        }
    }

    /// An amount column that was filled with names one to the right once told the district who was helped.
    #[test]
    fn free_text_goes_up_where_it_is_a_figure_alone() {
        let say = |text: &str| goes_up(&Arg::Text(text.into()), None, Lang::Zh);
        for figure in [
            "2023-02-30",
            "9月31日",
            "1,234,567",
            "12.345",
            "=1+1",
            "30/2/2023",
            "#DIV/0!",
        ] {
            assert_eq!(say(figure), figure);
        }
        for other in [
            "张建国",
            "肺癌",
            "13800138000",
            "83334444",
            "020-8333",
            "110101199003078515",
            "120元给张三",
            "万元",
        ] {
            assert_eq!(say(other), LEFT_OUT, "{other}");
        }
        assert_eq!(
            goes_up(&Arg::Text("大于".into()), Some(table("targets")), Lang::Zh),
            "大于"
        );
    }

    #[test]
    fn numbers_of_papers_are_told_from_names() {
        for (number, shown) in [
            ("记-35", true),
            ("2023-09-0012", true),
            ("银付字第12号", true),
        ] {
            assert_eq!(is_paper_number(number), shown);
        }
        for other in ["张建国", "张建国12", "记"] {
            assert!(!is_paper_number(other), "{other}");
        }
    }
}
