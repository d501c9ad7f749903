//! A wide sheet: one row a person and a column a month (`9月`, `2023-09`), as dues are often kept.

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

/// Whether a header over the months' side adds them up: 合计, 全年合计.
pub(super) fn is_row_total(text: &str) -> bool {
    let label = normalise_label(text);
    let ends = ["合计", "小计", "总计", "共计", "累计"]
        .iter()
        .any(|end| label.ends_with(end));
    ends && label.chars().count() <= 8
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
