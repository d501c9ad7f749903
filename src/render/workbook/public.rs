//! What of a finding may go up to the district: no ID number, phone, membership number or reason,
//! and no whole name of a person who was aided (个人信息保护法).

use super::words;
use crate::finding::{Arg, Code, Finding};
use crate::rule;
use crate::schema::{Privacy, Table, schema};
use crate::words::Lang;

/// Tables in which a person stands because of need.
const AID: [&str; 3] = ["welfare", "visits", "hardship"];

/// In what a sentence calls a value, where the value is a person's name.
const NAMES: [&str; 5] = ["name", "recipient", "person", "who", "key"];

/// What is wrong, in a sentence that may go up: of a column that stays with the school no more
/// than the rule's title.
pub(super) fn message(finding: &Finding, lang: Lang) -> String {
    let table = table_of(finding);
    match (
        privacy(table, finding.place.column),
        rule::rule(finding.code),
    ) {
        (Some(Privacy::Identity | Privacy::Reason), Some(rule)) => rule.title.get(lang).to_string(),
        (Some(Privacy::Identity | Privacy::Reason), None) => finding.code.to_string(),
        _ => without_numbers(&rule::message(&masked(finding, table), lang), lang),
    }
}

/// What to do about it, in a sentence that may go up; empty for a code without a rule.
pub(super) fn hint(finding: &Finding, lang: Lang) -> String {
    match rule::rule(finding.code) {
        Some(_) => without_numbers(&rule::hint(&masked(finding, table_of(finding)), lang), lang),
        None => String::new(),
    }
}

/// The table that a finding is about.
fn table_of(finding: &Finding) -> Option<&'static Table> {
    finding.place.table.and_then(|id| schema().table(id))
}

/// Why a column stays with the school.
fn privacy(table: Option<&Table>, column: Option<&str>) -> Option<Privacy> {
    table?.column(column?)?.privacy
}

/// The finding with every value that may not go up left out or masked.
fn masked(finding: &Finding, table: Option<&Table>) -> Finding {
    let mut out = finding.clone();
    let aid = table.is_some_and(|table| AID.contains(&table.id.as_str()));
    let mask = |privacy: Option<Privacy>, named: bool, text: &str| match privacy {
        Some(Privacy::Identity | Privacy::Reason) => "＊".to_string(),
        Some(Privacy::Name) if aid => mask_names(text),
        None if aid && named => mask_names(text),
        _ => text.to_string(),
    };
    for (key, arg) in &mut out.args {
        if let Arg::Text(text) = arg {
            let named = NAMES.iter().any(|word| key.contains(word));
            *text = mask(privacy(table, Some(key)), named, text);
        }
    }
    let own = privacy(table, finding.place.column);
    out.value = finding.value.as_ref().map(|value| mask(own, false, value));
    out
}

/// Names with all but the surname masked: 张三、李四 → 张*、李*.
fn mask_names(text: &str) -> String {
    let mut out = String::new();
    let mut inside = 0;
    for c in text.chars() {
        if matches!(c, '、' | '，' | ',' | ' ' | '；' | ';' | '/') {
            inside = 0;
            out.push(c);
        } else {
            out.push(if inside == 0 { c } else { '*' });
            inside += 1;
        }
    }
    out
}

/// `text` without anything that looks like an ID number, a bank card or a mobile phone. What the stages hand
/// over holds none; this is the last door before paper, for names of files and free text.
pub(super) fn without_numbers(text: &str, lang: Lang) -> String {
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        _ => None,
    };
    if text.chars().filter(|&c| digit(c).is_some()).count() < 11 {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(first) = digit(c) else {
            out.push(c);
            continue;
        };
        let mut raw = String::from(c);
        let mut run = String::from(first);
        while let Some((next, plain)) = chars.peek().and_then(|&c| digit(c).map(|d| (c, d))) {
            raw.push(next);
            run.push(plain);
            chars.next();
        }
        if run.len() == 17
            && chars
                .peek()
                .is_some_and(|c| matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ'))
        {
            raw.extend(chars.next());
            run.push('X');
        }
        if is_personal(&run) {
            out.push_str(words::NUMBER_LEFT_OUT.get(lang));
        } else if is_mobile(&run) {
            out.push_str(words::PHONE_LEFT_OUT.get(lang));
        } else {
            out.push_str(&raw);
        }
    }
    out
}

/// Whether a run of digits is as long as an ID number (old or new, or mistyped by a digit) or a
/// bank card. The credit code of a union may be digits only as well; it begins with 81.
fn is_personal(run: &str) -> bool {
    let number =
        |from: usize, to: usize| run.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let born = number(6, 10).is_some_and(|year| (1900..2100).contains(&year))
        && number(10, 12).is_some_and(|month| (1..=12).contains(&month));
    let credit_code = run.len() == 18 && run.starts_with("81") && !born;
    (15..=19).contains(&run.len()) && !run.starts_with('0') && !credit_code
}

/// Whether a run of digits has the shape of a mobile phone's number.
fn is_mobile(run: &str) -> bool {
    let bytes = run.as_bytes();
    bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;

    #[test]
    fn id_numbers_and_phones_are_left_out_and_nothing_else() {
        let say = |text: &str| without_numbers(text, Lang::Zh);
        assert_eq!(say("张三110101199003078515.xlsx"), "张三（号码略）.xlsx");
        assert_eq!(
            say("１１０１０１１９９００３０７８５１Ｘ号"),
            "（号码略）号"
        );
        assert_eq!(say("电话13800138000"), "电话（电话略）");
        let sha = "00bb7a9f13800138000e0000000000000000000000000000000000000000aa11";
        assert_ne!(say(sha), sha, "so checksums do not pass here");
        for kept in [
            "81440000MCL468545M",
            "凭证20230901-0012",
            "2023-09-12，12345.00元",
        ] {
            assert_eq!(say(kept), kept);
        }
    }

    #[test]
    fn a_sentence_about_aid_masks_its_names() {
        let place = Place {
            table: Some("welfare"),
            column: Some("amount"),
            ..Place::default()
        };
        let finding = Finding::new(Code::W104, place).arg("who", Arg::Text("张建国".into()));
        assert!(message(&finding, Lang::Zh).starts_with("张**"));
        let place = Place {
            table: Some("members"),
            column: Some("id_number"),
            ..Place::default()
        };
        let finding = Finding::new(Code::C180, place).value("11010119900307");
        assert_eq!(message(&finding, Lang::Zh), "身份证号位数不对");
    }

    #[test]
    fn names_keep_their_surname() {
        assert_eq!(mask_names("张三、欧阳修"), "张*、欧**");
    }
}
