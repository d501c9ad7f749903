//! How labels and names are compared: what a person sees as the same must be the same.

use super::variants::plain;

/// Full-width letters, digits and signs (ＡＢＣ１２３％，．) as their narrow forms.
pub fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The characters of a text that say something, in their narrow forms.
pub fn spoken(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace()).map(narrow)
}

/// Whether `c` has no width and says nothing: what comes along when a cell is filled from a web page,
/// a chat or a PDF (byte order marks, soft hyphens, joiners, marks of the direction of writing).
pub fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

/// Whether `c` takes room and says nothing: spaces of every width, line breaks, zero-width marks.
fn is_blank(c: char) -> bool {
    match c {
        // Asked of every character of every name, most of which are these.
        '\u{4e00}'..='\u{9fff}' | '!'..='~' => false,
        _ => is_unseen(c) || c.is_whitespace() || c.is_control(),
    }
}

/// A header, title or category value as it is compared: without spaces of every width, line breaks,
/// `*`, colons, and whatever stands in brackets (`金额（元）` is 金额), in narrow lower-case letters and
/// simplified characters (合計 is 合计).
///
/// A label that is nothing but a bracket keeps its contents.
pub fn normalise_label(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    let mut depth = 0_u32;
    for c in label.chars().map(narrow) {
        match c {
            // Chinese has no case, and looking one up costs more than all else here.
            '\u{4e00}'..='\u{9fff}' if depth == 0 => out.push(plain(c)),
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 || is_blank(c) || matches!(c, '*' | ':' | '★' | '※') => {}
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            // Radicals, as they stand in text out of a PDF.
            '\u{2e80}'..='\u{2fd5}' => out.push(plain(c)),
            _ => out.extend(c.to_lowercase()),
        }
    }
    if out.is_empty() && depth == 0 && label.chars().any(|c| !is_blank(c)) {
        let inner: String = label
            .chars()
            .filter(|c| !"()[]（）［］【】〔〕*＊:：".contains(*c))
            .collect();
        if inner.len() < label.len() {
            return normalise_label(&inner);
        }
    }
    out
}

/// What stands in each of a header's brackets, without spaces: `金额（万元）` gives 万元.
pub fn units_in_brackets(label: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside: Option<String> = None;
    for c in label.chars().map(narrow).filter(|c| !is_blank(*c)) {
        match c {
            '(' | '[' | '【' | '〔' => inside = Some(String::new()),
            ')' | ']' | '】' | '〕' => found.extend(inside.take()),
            _ => {
                if let Some(inside) = &mut inside {
                    inside.push(c);
                }
            }
        }
    }
    found
}

/// A name of a person or of a unit without spaces of any width and invisible marks: `张　三` is 张三.
/// Between Latin words one space stays: `John  Smith` is John Smith.
pub fn normalise_name(name: &str) -> String {
    without_blanks(name.chars().map(narrow), name.len())
}

/// A name as it is written, without spaces as in [`normalise_name`]: `南塘 小学（东校区）` is
/// 南塘小学（东校区）. Letters and brackets keep their width.
pub fn unspaced(name: &str) -> String {
    without_blanks(name.chars(), name.len())
}

fn without_blanks(name: impl Iterator<Item = char>, length: usize) -> String {
    let mut out = String::with_capacity(length);
    let mut blank = false;
    for c in name {
        if is_blank(c) {
            blank = true;
            continue;
        }
        let between_words = out.ends_with(|last: char| last.is_ascii_alphabetic());
        if blank && between_words && c.is_ascii_alphabetic() {
            out.push(' ');
        }
        blank = false;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_loses_spaces_marks_and_brackets() {
        for (written, read) in [
            ("金额（元）", "金额"),
            ("身份\n证号 *", "身份证号"),
            ("姓　名：", "姓名"),
            ("（备注）", "备注"),
            ("ＩＤ号", "id号"),
            ("身份證號", "身份证号"),
            ("", ""),
            ("（", ""),
        ] {
            assert_eq!(normalise_label(written), read, "{written}");
        }
    }

    #[test]
    fn a_name_loses_its_spaces_and_a_latin_one_keeps_one() {
        for (written, read) in [
            ("张　三", "张三"),
            (" 欧阳 小 明\n", "欧阳小明"),
            ("John  Smith", "John Smith"),
            ("ＡＢ 小学", "AB小学"),
        ] {
            assert_eq!(normalise_name(written), read);
        }
    }

    #[test]
    fn the_unit_of_a_header_is_what_stands_in_its_brackets() {
        assert_eq!(units_in_brackets("金额（ 万元 ）"), ["万元"]);
        assert_eq!(units_in_brackets("金额【元】〔含税〕"), ["元", "含税"]);
        assert!(units_in_brackets("金额").is_empty());
    }
}
