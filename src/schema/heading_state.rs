//! What a heading among the rows of a table says of those below it: 三、调出人员, 以下申请未通过：. A heading that
//! names a group, a festival or a school says nothing of the kind.

use super::states::{CameAbout, acts, compared, of_headings};
use super::{ColumnType, Table};

/// What a heading says of the rows below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingSays {
    /// Whether what they tell of came about.
    CameAbout(CameAbout),
    /// The value of the table's column of state (its position in the declaration) in each of them; `usual` where
    /// it is the one that needs no saying, `gone` where it says that the people are not there any more.
    State {
        /// The column's position.
        column: usize,
        /// The value.
        value: &'static str,
        /// Whether it is the value that needs no saying: 在职.
        usual: bool,
        /// Whether the people are gone.
        gone: bool,
    },
    /// Words of a state stand in it beside others: what it says of the rows is not known.
    Partly,
    /// It speaks of the rows above it.
    Above,
}

/// The most letters of a heading that is asked about where it does not say 以下.
const SHORT: usize = 18;

/// What `text` says of the rows below it as a heading among those of `table`; none for one that says nothing
/// of whether they count.
pub fn heading_says(table: &'static Table, text: &str) -> Option<HeadingSays> {
    if text.len() > 240 {
        return None;
    }
    let (headings, words) = of_headings();
    let text = compared(text);
    let text = without_number(&text);
    if headings
        .remarks
        .iter()
        .any(|word| text.starts_with(word.as_str()))
    {
        return None;
    }
    let mut rest = text.to_string();
    let mut states: Vec<HeadingSays> = Vec::new();
    let mut long = false;
    for (word, said) in values(table) {
        if take(&mut rest, &word) {
            long |= !is_usual(said);
            states.push(said);
        }
    }
    let of_state = !states.is_empty();
    for (word, says) in words {
        if !take(&mut rest, word) {
            continue;
        }
        long |= *says == CameAbout::No && word.chars().count() > 1;
        if !of_state {
            states.push(HeadingSays::CameAbout(*says));
        }
    }
    for word in acts() {
        let acted = take(&mut rest, word);
        if acted && states.is_empty() && text.contains('已') {
            states.push(HeadingSays::CameAbout(CameAbout::Yes));
        }
    }
    for word in &headings.beside {
        take(&mut rest, word);
    }
    let whole = !rest.chars().any(char::is_alphabetic);
    let first = states.first().copied();
    let one = states.iter().all(|said| Some(*said) == first);
    match first {
        Some(_) if text.contains("以上") || text.contains("上述") => {
            long.then_some(HeadingSays::Above)
        }
        Some(said) if whole && one => Some(said),
        _ => {
            let below = ["以下", "下列", "下述"]
                .iter()
                .any(|word| text.contains(word));
            let short = text.chars().count() <= SHORT && !text.contains(['。', ';', ',']);
            (long && (short || below)).then_some(HeadingSays::Partly)
        }
    }
}

fn is_usual(said: HeadingSays) -> bool {
    matches!(said, HeadingSays::State { usual: true, .. })
}

/// Takes `word` out of `text`, and says whether it stood there.
fn take(text: &mut String, word: &str) -> bool {
    let there = text.contains(word);
    if there {
        *text = text.replace(word, "\u{0}");
    }
    there
}

/// The words for the values of the table's column of state, the longest first.
fn values(table: &'static Table) -> Vec<(String, HeadingSays)> {
    let (headings, _) = of_headings();
    let of_state = |column: &usize| {
        let column = &table.columns[*column];
        column.id == "state" && column.kind == ColumnType::Category
    };
    let Some(column) = (0..table.columns.len()).find(of_state) else {
        return Vec::new();
    };
    let mut words = Vec::new();
    for (at, value) in table.columns[column].values.iter().enumerate() {
        let said = HeadingSays::State {
            column,
            value: &value.value,
            usual: at == 0,
            gone: headings.gone.contains(&value.value),
        };
        let names = std::iter::once(&value.value).chain(&value.aliases);
        let names = names.map(|name| compared(name));
        words.extend(
            names
                .filter(|name| name.chars().count() > 1)
                .map(|name| (name, said)),
        );
    }
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
    words
}

/// A heading without the number before it: 三、, （二）, 2.
fn without_number(text: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十()【】第".contains(c);
    match text.split_once(['、', '.', ')', ':']) {
        Some((before, rest)) if before.chars().all(number) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::schema;

    fn says(table: &str, text: &str) -> Option<HeadingSays> {
        let table = schema().table(table).expect(table);
        heading_says(table, text)
    }

    fn state(text: &str) -> Option<&'static str> {
        match says("members", text) {
            Some(HeadingSays::State { value, .. }) => Some(value),
            _ => None,
        }
    }

    #[test]
    fn headings_that_are_a_state_of_people() {
        for (text, value) in [
            ("一、在职会员", "在职"),
            ("二、退休会员（3人）", "退休"),
            ("本学期调出人员", "调出"),
            ("以下人员已调出：", "调出"),
            ("（三）离退休教师", "退休"),
            ("2023年度调离教职工名单", "调出"),
            ("四、停薪留职", "停薪留职"),
            ("已故会员", "去世"),
            ("辞职人员", "离职"),
        ] {
            assert_eq!(state(text), Some(value), "{text}");
        }
    }

    #[test]
    fn headings_of_what_came_about_and_what_did_not() {
        use CameAbout::{No, Open, Yes};
        for (table, text, said) in [
            ("welfare", "以下申请未通过：", No),
            ("welfare", "2024年1月拟慰问名单（未发放）", No),
            ("activities", "二、拟开展", No),
            ("activities", "三、已取消的活动", No),
            ("activities", "一、已开展", Yes),
            ("dues", "未缴人员", Open),
            ("dues", "未缴费人员名单", Open),
            ("dues", "已缴人员", Yes),
            ("dues", "退款", Open),
            ("members", "二、退会人员", No),
            ("welfare", "作废", No),
        ] {
            assert_eq!(
                says(table, text),
                Some(HeadingSays::CameAbout(said)),
                "{text}"
            );
        }
    }

    #[test]
    fn headings_that_say_it_beside_something_else_are_asked_about() {
        for (table, text) in [
            ("members", "退休及调出人员"),
            ("members", "语文组退休教师"),
            ("members", "未退休"),
            ("welfare", "红星村取消"),
        ] {
            assert_eq!(says(table, text), Some(HeadingSays::Partly), "{text}");
        }
        assert_eq!(says("members", "以上人员已调出"), Some(HeadingSays::Above));
    }

    #[test]
    fn headings_of_groups_say_nothing_of_it() {
        for (table, text) in [
            ("members", "语文组"),
            ("members", "一、育英小学"),
            ("members", "注：退休人员不再缴纳会费。"),
            ("welfare", "二、退休慰问"),
            ("welfare", "中秋节"),
            ("activities", "三、离退休座谈会"),
            ("sports", "模拟比赛"),
            ("ledger", "2023年9月"),
            ("dues", "2023年9月会费"),
        ] {
            assert_eq!(says(table, text), None, "{text}");
        }
    }
}
