//! Headers as questionnaires and forms write them: `1、您的姓名：`, `Q1_姓名`, `①姓名`, `请选择您的性别`,
//! `姓名 Name`. The label inside is the label.

/// What a question begins with before it names what it asks for, the longer ones first.
const ASKING: &[&str] = &[
    "请您填写",
    "请您输入",
    "请您选择",
    "请填写",
    "请输入",
    "请选择",
    "请提供",
    "请上传",
    "请问",
    "请填",
    "请选",
    "您本人的",
    "您的",
    "你的",
    "您",
    "你",
    "本人的",
    "本人",
];

/// The labels, as compared, that may stand inside the compared `label` of a question, the likeliest
/// first; none where it is written like any other. Asked of every text that is no label itself.
pub(super) fn asked_for(label: &str) -> impl Iterator<Item = &str> {
    let bare = without_end(without_asking(without_number(without_marks(label))));
    let found = [bare, without_english(bare)];
    found
        .into_iter()
        .filter(|inner| !inner.is_empty() && inner.len() < label.len())
}

/// Marks that stand around a label: of a filter, of what has to be filled in.
const MARKS: &[char] = &[
    '▼', '▽', '▲', '△', '▾', '▿', '◆', '◇', '●', '○', '■', '□', '☆', '★', '♦', '◎', '※', '✱', '＊',
    '#', '√', '✓', '❗', '⬇', '↓', '↑',
];

/// What is said behind a label of how its cells are to be filled in.
const REMARKS: &[&str] = &[
    "非必填",
    "必填项",
    "必填",
    "选填",
    "可选",
    "必选",
    "单选",
    "多选",
    "下拉选择",
    "年/月/日",
    "年-月-日",
    "yyyy-mm-dd",
    "yyyy/mm/dd",
    "yyyy-mm",
    "yyyymmdd",
    "格式",
];

/// `label` without marks around it and remarks behind it: 姓名▼, 手机号码※必填.
fn without_marks(label: &str) -> &str {
    let mut bare = label.trim_matches(MARKS);
    while let Some(rest) = REMARKS.iter().find_map(|word| bare.strip_suffix(word)) {
        bare = rest.trim_end_matches(MARKS).trim_end_matches(is_divider);
    }
    if bare.is_empty() { label } else { bare }
}

/// `label` without the number of its question.
fn without_number(label: &str) -> &str {
    let circled = |c: char| ('①'..='⑳').contains(&c) || ('⑴'..='⒇').contains(&c);
    if label.starts_with(circled) || label.starts_with(|c| ('⒈'..='⒛').contains(&c)) {
        return label
            .trim_start_matches(|c| circled(c) || is_divider(c) || ('⒈'..='⒛').contains(&c));
    }
    let rest = label.strip_prefix('第').unwrap_or(label);
    let rest = rest.strip_prefix('q').unwrap_or(rest);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let numerals = rest
        .chars()
        .take_while(|c| "一二三四五六七八九十".contains(*c));
    let numerals: usize = numerals.map(char::len_utf8).sum();
    let (number, behind) = rest.split_at(digits.max(numerals));
    let of_question = behind.strip_prefix('题');
    let behind = of_question.unwrap_or(behind);
    let divided = of_question.is_some() || behind.starts_with(is_divider);
    // 9月 begins with no number of a question, nor does 2023-09.
    match (1..=2).contains(&number.chars().count()) && divided {
        true => behind.trim_start_matches(is_divider),
        false => label,
    }
}

fn is_divider(c: char) -> bool {
    matches!(
        c,
        '.' | '、' | '_' | '-' | '．' | ',' | ':' | '：' | '|' | ' '
    )
}

fn without_asking(mut label: &str) -> &str {
    while let Some(rest) = ASKING.iter().find_map(|word| label.strip_prefix(word)) {
        label = rest;
    }
    label
        .strip_prefix("所在的")
        .or_else(|| label.strip_prefix('的'))
        .unwrap_or(label)
}

fn without_end(label: &str) -> &str {
    let label = label.trim_end_matches(['?', '？', '_', '-', '—', '.', '。', '!', '…', ',', ';']);
    let words = ["是什么", "是多少", "是哪天", "是", "为"];
    words
        .iter()
        .find_map(|word| label.strip_suffix(word).filter(|rest| !rest.is_empty()))
        .unwrap_or(label)
}

/// `姓名name`, `name姓名`, `姓名/name` without the English word.
fn without_english(label: &str) -> &str {
    let english = |c: char| c.is_ascii_alphabetic() || "./'&-_".contains(c);
    let bare = label.trim_matches(english);
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count();
    // One letter tells two columns apart: 类别A, 类别B.
    let words = letters(label) - letters(bare);
    match words >= 2 && !bare.is_empty() {
        true => bare,
        false => label,
    }
}

#[cfg(test)]
mod tests {
    use super::asked_for;
    use crate::schema::normalise_label;

    #[test]
    fn the_label_inside_a_question_is_found() {
        for (header, inner) in [
            ("1、您的姓名：", "姓名"),
            ("1.姓名", "姓名"),
            ("1. 姓名*", "姓名"),
            ("Q1_姓名", "姓名"),
            ("①姓名", "姓名"),
            ("⑫ 姓名", "姓名"),
            ("第3题：姓名", "姓名"),
            ("请输入您的姓名", "姓名"),
            ("请选择您的性别", "性别"),
            ("您的性别是？", "性别"),
            ("姓名：_____", "姓名"),
            ("姓名 Name", "姓名"),
            ("身份证号 ID No.", "身份证号"),
            ("Name/姓名", "姓名"),
            ("一、姓名", "姓名"),
            ("2、手机号 Phone", "手机号"),
            ("入会时间(年/月/日)▼", "入会时间"),
            ("手机号码※必填", "手机号码"),
            ("▲姓名", "姓名"),
            ("出生日期 yyyy-mm-dd", "出生日期"),
        ] {
            let label = normalise_label(header);
            let found: Vec<&str> = asked_for(&label).collect();
            assert!(
                label == inner || found.contains(&inner),
                "{header}: {found:?}"
            );
        }
    }

    #[test]
    fn what_is_no_question_stays() {
        for header in [
            "姓名",
            "9月",
            "2023-09",
            "类别A",
            "2023.9",
            "10月份会费",
            "name",
            "1",
            "第一学期",
            "填写说明",
        ] {
            let label = normalise_label(header);
            assert_eq!(asked_for(&label).next(), None, "{header}");
        }
    }
}
