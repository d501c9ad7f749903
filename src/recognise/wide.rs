//! A wide sheet: one row a person and a column a month (`9月`, `2023-09`), as dues are often kept.

use super::Row;
use crate::read::Value;
use crate::schema::normalise_label;

/// A month as a header writes it, and what else the header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MonthLabel {
    /// As `parse` reads a month: `9月`, `2023-09`.
    pub(super) month: String,
    /// What stands behind it: 实缴 in `9月实缴`.
    pub(super) rest: String,
}

/// Chinese numerals of months, the longer ones first.
const NUMERALS: [(&str, u8); 13] = [
    ("十二", 12),
    ("十一", 11),
    ("十", 10),
    ("一", 1),
    ("二", 2),
    ("三", 3),
    ("四", 4),
    ("五", 5),
    ("六", 6),
    ("七", 7),
    ("八", 8),
    ("九", 9),
    ("元", 1),
];

/// The month that a header stands for: `9月`, `九月份`, `2023年9月`, `23年9月`, `2023-09`, `2023.9`,
/// `202309`, with or without words behind it; none for any other header.
pub(super) fn month_label(text: &str) -> Option<MonthLabel> {
    if text.len() > 60 || !text.contains(|c: char| c == '月' || c.is_numeric()) {
        return None;
    }
    let label = normalise_label(text);
    let label = match label.split_once("元月") {
        Some((year, rest)) if year.is_empty() || year.ends_with('年') => {
            format!("{year}1月{rest}")
        }
        _ => label,
    };
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    let (first, after) = label.split_at(digits);
    if digits == 6 && after.is_empty() && first.starts_with("20") {
        return found(&first[..4], first[4..].parse().ok()?, "");
    }
    if (digits == 4 && first.starts_with("20")) || digits == 2 {
        let behind = ["年", "-", ".", "/"].iter().find_map(|separator| {
            let rest = after.strip_prefix(separator)?;
            Some((*separator, rest))
        });
        if let Some((separator, rest)) = behind {
            let (month, rest) = month_number(rest)?;
            let closed = rest
                .strip_prefix("月份")
                .or_else(|| rest.strip_prefix('月'));
            return match closed {
                Some(rest) => found(first, month, rest),
                // `23.11` may be an amount, but not beside names and other months.
                None if rest.is_empty() && separator != "年" && is_year(first) => {
                    found(first, month, "")
                }
                None => None,
            };
        }
    }
    let (month, rest) = month_number(&label)?;
    let rest = rest
        .strip_prefix("月份")
        .or_else(|| rest.strip_prefix('月'))?;
    found("", month, rest)
}

/// Whether the digits of a year are those of one that a union's books may be of.
fn is_year(digits: &str) -> bool {
    match digits.parse() {
        Ok(15..=40_u16) => digits.len() == 2,
        Ok(year) => (2000..=2100).contains(&year),
        Err(_) => false,
    }
}

fn found(year: &str, month: u8, rest: &str) -> Option<MonthLabel> {
    if !(1..=12).contains(&month) || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let month = match year {
        "" => format!("{month}月"),
        year => format!("{year}年{month}月"),
    };
    Some(MonthLabel {
        month,
        rest: rest.to_string(),
    })
}

/// The months that the cells of a row stand for that are bare numbers (9, 10, 11, 12, 1, 2), by column:
/// three or more of 1 to 12, each different, in the order of a year or a school year. None for any
/// other row. Whether they are months, what else the sheet says has to tell: columns, persons and
/// ranks are numbered so too.
pub(super) fn months_in_numbers(row: &Row<'_>) -> Option<Vec<(u32, String)>> {
    let bare = |value: &Value<'_>| match value {
        // Whole and within 1 to 12.
        Value::Number(number) => {
            ((1.0..=12.0).contains(number) && number.fract() == 0.0).then_some(*number as u8)
        }
        Value::Text(text) => {
            let text = text.as_str().trim();
            let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            text.parse().ok().filter(|_| digits)
        }
        _ => None,
    };
    // Asked of every row: three months and a name at least.
    if row.cells.len() < 4 {
        return None;
    }
    let mut months: Vec<(u32, u8)> = Vec::new();
    for cell in &row.cells {
        match (bare(&cell.value), &cell.value) {
            (Some(month), _) => months.push((cell.column, month)),
            (None, Value::Number(_)) => return None,
            _ => {}
        }
    }
    let (first, last) = (months.first()?.1, months.last()?.1);
    let breaks = months.windows(2).filter(|pair| pair[0].1 >= pair[1].1);
    let in_order = match breaks.count() {
        0 => true,
        1 => last < first,
        _ => false,
    };
    let all = months.iter().all(|(_, month)| (1..=12).contains(month));
    (months.len() >= 3 && all && in_order).then(|| {
        let month = |(column, month): (u32, u8)| (column, format!("{month}月"));
        months.into_iter().map(month).collect()
    })
}

/// Whether one of `texts` says that a sheet is of dues: numbers over its columns may be months then.
pub(super) fn says_dues<'t>(mut texts: impl Iterator<Item = &'t str>) -> bool {
    const WORDS: [&str; 6] = ["会费", "应缴", "实缴", "应交", "实交", "已缴"];
    texts.any(|text| text.len() < 120 && WORDS.iter().any(|word| text.contains(word)))
}

/// The number that `text` begins with, in digits or Chinese numerals, and what is behind it.
fn month_number(text: &str) -> Option<(u8, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) {
        let (number, rest) = text.split_at(digits);
        return Some((number.parse().ok()?, rest));
    }
    NUMERALS
        .iter()
        .find_map(|(numeral, number)| Some((*number, text.strip_prefix(numeral)?)))
}

/// What a header over the sums of a wide sheet's months says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowTotal {
    /// 合计, 总额, 应缴合计: of the months beside it.
    OfMonths,
    /// 全年, 累计: perhaps of months, too, that stand on another sheet.
    OfYear,
}

/// Whether a header over the months' side adds them up: 合计, 全年合计, 合计金额.
pub(super) fn row_total(text: &str) -> Option<RowTotal> {
    let label = normalise_label(text);
    if label.chars().count() > 8 {
        return None;
    }
    const ENDS: [&str; 6] = ["合计", "小计", "总计", "共计", "累计", "总额"];
    const MONEY: [&str; 10] = [
        "金额", "会费", "应缴", "实缴", "应交", "实交", "已缴", "应收", "实收", "额",
    ];
    let of_money = |word: &str| {
        let rest = label.strip_prefix(word);
        rest.is_some_and(|rest| rest.is_empty() || MONEY.contains(&rest))
    };
    let sum = ENDS.iter().any(|end| label.ends_with(end))
        || ["合计", "总计", "总", "全年", "全年度", "累计"]
            .iter()
            .any(|word| of_money(word))
            && label != "总";
    let of_year = ["年", "累计"].iter().any(|word| label.contains(word));
    sum.then_some(match of_year {
        true => RowTotal::OfYear,
        false => RowTotal::OfMonths,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_as_headers_write_them() {
        for (header, month, rest) in [
            ("9月", "9月", ""),
            ("九 月 份", "9月", ""),
            ("十二月", "12月", ""),
            ("2023年9月", "2023年9月", ""),
            ("2023-09", "2023年9月", ""),
            ("2023.9", "2023年9月", ""),
            ("202309", "2023年9月", ""),
            ("23年9月", "23年9月", ""),
            ("23.11", "23年11月", ""),
            ("9月（元）", "9月", ""),
            ("9月实缴", "9月", "实缴"),
        ] {
            let found = month_label(header).expect(header);
            assert_eq!((found.month.as_str(), found.rest.as_str()), (month, rest));
        }
        for (header, total) in [
            ("合计", Some(RowTotal::OfMonths)),
            ("金额合计（元）", Some(RowTotal::OfMonths)),
            ("合计金额", Some(RowTotal::OfMonths)),
            ("总额", Some(RowTotal::OfMonths)),
            ("实缴合计", Some(RowTotal::OfMonths)),
            ("全年", Some(RowTotal::OfYear)),
            ("全年合计", Some(RowTotal::OfYear)),
            ("本年累计", Some(RowTotal::OfYear)),
            ("会费总额", Some(RowTotal::OfMonths)),
            ("合计人数", None),
            ("总", None),
            ("年", None),
            ("四季度", None),
        ] {
            assert_eq!(row_total(header), total, "{header}");
        }
        for header in [
            "月份",
            "13月",
            "9月12日",
            "姓名",
            "2023",
            "合计",
            "23.15",
            "1-6月",
            "",
        ] {
            assert_eq!(month_label(header), None, "{header}");
        }
    }
}
