//! What a report prints at the foot of a page: 第1页/共2页, 打印时间：2023-10-08 09:12.

use super::{Answer, RowKind, RowView};
use crate::schema::spoken;

/// What such a line is about.
const BEGINNINGS: [&str; 8] = [
    "打印", "导出", "制表", "生成", "查询", "下载", "输出", "报表",
];

/// The first letters of such lines, and of a page's number.
const SIGNS: [char; 13] = [
    '第', '共', '页', 'P', 'p', '打', '导', '制', '生', '查', '下', '输', '报',
];

/// What of it.
const ABOUT: [&str; 10] = [
    "时间", "日期", "人", "员", "机构", "单位", "者", "用户", "编号", "批次",
];

/// Whether all that the row says is of that kind.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let row = view.row;
    let (first, _) = row.texts().next()?;
    // Asked of every row, and most say nothing that begins so.
    let may_be = |text: &str| {
        let first = text.chars().find(|c| !c.is_whitespace());
        first.is_some_and(|first| SIGNS.contains(&first))
    };
    if !row.texts().take(4).any(|(_, text)| may_be(text)) {
        return None;
    }
    let texts = row.texts().count();
    // A label, and its date or number in the cell beside it.
    let beside = |text: &str| !text.contains(char::is_alphabetic);
    let marks = row.texts().filter(|(_, text)| is_page_mark(text)).count();
    let all = row
        .texts()
        .all(|(_, text)| is_page_mark(text) || beside(text));
    let bare = marks * 2 >= texts && all && row.cells.len() <= 2 * texts;
    (bare && view.evidence() < 2).then(|| Answer::at(RowKind::Footnote, "page_line", first))
}

fn is_page_mark(text: &str) -> bool {
    // Asked of each row's first text, and most begin otherwise.
    let text = text.trim();
    let begins = |word: &str| text.starts_with(word);
    if text.len() > 150
        || !(begins("第") || begins("共") || begins("页") || begins("P") || begins("p"))
    {
        let begun = BEGINNINGS.iter().find_map(|word| text.strip_prefix(word));
        let about = begun.map(|rest| rest.trim_start());
        return about.is_some_and(|rest| ABOUT.iter().any(|word| rest.starts_with(word)));
    }
    let said: String = spoken(text).collect::<String>().to_lowercase();
    let bare: String = said
        .chars()
        .filter(|c| !c.is_ascii_digit() && !"一二三四五六七八九十".contains(*c))
        .filter(|c| !"/,，-—|:()".contains(*c))
        .collect();
    let counted = said.len() > bare.len();
    counted
        && [
            "第页",
            "共页",
            "第页共页",
            "共页第页",
            "页",
            "页码",
            "pageof",
            "page",
            "pof",
        ]
        .contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_page_mark;

    #[test]
    fn marks_of_pages_are_told_from_what_begins_alike() {
        for text in [
            "第1页/共2页",
            "第 1 页 共 2 页",
            "共2页,第1页",
            "第一页",
            "Page 1 of 2",
            "页码：1/2",
            "打印时间：2023-10-08 09:12:33",
            "导出日期: 2023-10-08",
            "打印人：李四",
        ] {
            assert!(is_page_mark(text), "{text}");
        }
        for text in [
            "第一名",
            "共同",
            "页",
            "打印机",
            "打印费",
            "第一小学",
            "张三",
            "共青团",
            "Paul",
        ] {
            assert!(!is_page_mark(text), "{text}");
        }
    }
}
