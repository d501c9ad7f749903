//! Digits of accounting paper (账页), one a column: 千 百 十 元 角 分 under 收入. Together they are one amount.

/// The places of a digit, the last first.
const PLACES: [char; 12] = [
    '分', '角', '元', '十', '百', '千', '万', '十', '百', '千', '亿', '十',
];
/// The least digits that are an amount.
const LEAST: usize = 3;

/// The digits of one amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digits {
    /// The sheet's columns, 0-based, from left to right.
    pub columns: Vec<u32>,
    /// How many digits stand behind the yuan: 2 where the last one is of fen.
    pub decimals: usize,
}

/// The digits that begin at the first of `labels` (column and text), with how many labels they take.
pub(super) fn at(labels: &[(u32, &str)]) -> Option<(Digits, usize)> {
    let place = |text: &str| {
        let mut letters = text.chars().filter(|c| !c.is_whitespace());
        let only = letters.next().filter(|_| letters.next().is_none())?;
        match only {
            '拾' => Some('十'),
            '佰' => Some('百'),
            '仟' => Some('千'),
            '萬' => Some('万'),
            '圆' => Some('元'),
            other => PLACES.contains(&other).then_some(other),
        }
    };
    let beside = |pair: &[(u32, &str)]| pair[0].0 + 1 == pair[1].0;
    let run = 1 + labels.windows(2).take_while(|pair| beside(pair)).count();
    let places: Vec<char> = labels
        .iter()
        .take(run)
        .map_while(|(_, text)| place(text))
        .collect();
    // Two amounts stand beside each other: the first ends where the places rise again.
    (LEAST..=places.len()).find_map(|count| {
        let last = PLACES
            .iter()
            .take(3)
            .position(|place| *place == places[count - 1])?;
        let own = places[..count].iter().rev();
        let falls = own.eq(PLACES[last..].iter().take(count));
        let ends = places
            .get(count)
            .is_none_or(|next| *next != PLACES[last.saturating_sub(1)] || last == 0);
        (falls && ends).then(|| {
            let columns = labels[..count].iter().map(|(column, _)| *column).collect();
            let decimals = 2_usize.saturating_sub(last);
            (Digits { columns, decimals }, count)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_beside_each_other_are_one_amount() {
        let of = |text: &'static str| -> Vec<(u32, &'static str)> {
            let letters = text
                .char_indices()
                .map(|(at, c)| &text[at..at + c.len_utf8()]);
            letters
                .zip(3..)
                .map(|(text, column)| (column, text))
                .collect()
        };
        for (text, count, decimals) in [
            ("千百十元角分", 6, 2),
            ("千百十元角分千百十元角分", 6, 2),
            ("百十元", 3, 0),
            ("百十万千百十元角分", 9, 2),
            ("拾元角", 3, 1),
        ] {
            let labels = of(text);
            let (digits, taken) = at(&labels).expect(text);
            assert_eq!((taken, digits.decimals), (count, decimals), "{text}");
            assert_eq!(digits.columns[0], 3);
        }
        for text in ["元角", "十百千", "分角元", "一二三"] {
            assert_eq!(at(&of(text)), None, "{text}");
        }
    }
}
