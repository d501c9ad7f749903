//! Characters of one meaning: traditional ones, other shapes of one character, and radicals that
//! stand for a character in text copied out of a PDF, each with the form that the mainland writes.

use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// From OpenCC's TSCharacters (`variants.NOTICE`). Characters that the 通用规范汉字表 brought back for
/// names (昇 喆 堃 甦 …) are characters of their own and not among them.
const OF_OPENCC: &str = include_str!("variants.txt");

/// What OpenCC does not have: radicals, as they stand in text out of a PDF, and shapes of other fonts.
const OTHER: &str = "⺠民 ⺼肉 ⻁虎 ⻄西 ⻅见 ⻉贝 ⻋车 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻨麦 ⻩黄 ⻬齐 ⻰龙 \
    兪俞 吿告 淸清 郞郎 鄕乡 靑青 鶏鸡";

/// The first and last of the characters that the table below is of.
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// For each character of the block of common ideographs the one that is compared.
static PLAIN: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut plain: Vec<char> = (FIRST..=LAST).filter_map(char::from_u32).collect();
    for (from, to) in variants() {
        if let Some(slot) = position(from).and_then(|at| plain.get_mut(at)) {
            *slot = to;
        }
    }
    plain
});

/// The same for the few characters outside of that block. Asked of every letter and digit of a name.
static OTHERS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let common = |c: char| (FIRST..=LAST).contains(&(c as u32));
    let kangxi = ('\u{2f00}'..='\u{2fd5}').filter_map(|c| Some((c, c.nfkc().next()?)));
    let kangxi = kangxi.map(|(radical, c)| {
        (
            radical,
            position(c)
                .and_then(|at| PLAIN.get(at))
                .copied()
                .unwrap_or(c),
        )
    });
    let others = variants().filter(|(from, _)| !common(*from));
    kangxi.chain(others).collect()
});

fn position(c: char) -> Option<usize> {
    usize::try_from((c as u32).checked_sub(FIRST)?).ok()
}

/// All pairs.
fn variants() -> impl Iterator<Item = (char, char)> {
    let pairs = OF_OPENCC.split_whitespace().chain(OTHER.split_whitespace());
    pairs.filter_map(|pair| {
        let mut chars = pair.chars();
        Some((chars.next()?, chars.next()?))
    })
}

/// `c` in the form that is compared: 黄 for 黃, and any character without another form itself.
pub fn plain(c: char) -> char {
    match position(c).and_then(|at| PLAIN.get(at)) {
        Some(plain) => *plain,
        None => OTHERS.get(&c).copied().unwrap_or(c),
    }
}

/// Whether `c` is among the common ideographs.
pub fn is_common(c: char) -> bool {
    (FIRST..=LAST).contains(&(c as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_variant_leads_to_another() {
        for (from, to) in variants() {
            assert_eq!(plain(from), to);
            assert_eq!(plain(to), to, "{from}");
        }
    }
}
