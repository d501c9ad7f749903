//! A wide sheet: one row a person and a column a month (`9月`, `2023-09`), as dues are often kept.

use super::Row;
use crate::read::{Value, english_month};
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
/// `202309`, with or without words behind it, `9月/2023`, `9/2023`, `Sep-23`; none for any other header.
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
    if let Some((year, month)) = year_behind(&label) {
        return found(year, month, "");
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

/// The year that stands behind a month, and the month: `9/2023`, `9月/2023年`, and of English names, which
/// alone go with a year of two digits, `Sep-23`, `September 2023`.
fn year_behind(label: &str) -> Option<(&str, u8)> {
    let closed = label.trim_end_matches(['年', '度']);
    let before = closed.trim_end_matches(|c: char| c.is_ascii_digit());
    let year = closed.get(before.len()..).filter(|year| is_year(year))?;
    let bare = before.trim_end_matches(['-', '/', '.', '\'', '’', ',', ' ']);
    if bare.is_empty() {
        return None;
    }
    if let Some(month) = english_month(bare) {
        return Some((year, month));
    }
    let (month, rest) = month_number(bare)?;
    let parted = rest.starts_with('月') || bare.len() < before.len();
    let whole = matches!(rest, "" | "月" | "月份");
    (whole && parted && year.len() == 4).then_some((year, month))
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

/// The months that the cells of a row stand for that are numbers (9, 10, 11, 12, 1, 2; 2023.09, 2023.1), by
/// column: each different and, with those that are written as months beside them (2023年9月, 10, 11), three or
/// more in the order of a year or a school year. None for any other row. Whether they are months, what else the sheet says has
/// to tell: columns, persons and ranks are numbered so too.
pub(super) fn months_in_numbers(row: &Row<'_>) -> Option<Vec<(u32, String)>> {
    // Asked of every row: three months and a name at least.
    if row.cells.len() < 4 {
        return None;
    }
    let mut months: Vec<Numbered> = Vec::new();
    for cell in &row.cells {
        match (Numbered::of(&cell.value, cell.column), &cell.value) {
            (Some(month), _) => months.push(month),
            (None, Value::Number(_)) => return None,
            _ => {}
        }
    }
    if months.len() < 2 {
        return None;
    }
    let written = |(column, text): (u32, &str)| Numbered::written(text, column);
    months.extend(row.texts().filter_map(written));
    months.sort_by_key(|month| month.column);
    let found = find_zeros(&months)?;
    let (first, last) = (*found.first()?, *found.last()?);
    let breaks = found.windows(2).filter(|pair| pair[0] >= pair[1]);
    let in_order = match breaks.count() {
        0 => true,
        1 => last < first,
        _ => false,
    };
    let is_number = |(month, _): &(&Numbered, u8)| !month.is_written;
    (found.len() >= 3 && in_order).then(|| {
        let months = months.iter().zip(found).filter(is_number);
        let shown = |(at, month): (&Numbered, u8)| match at.year {
            Some(year) => (at.column, format!("{year}年{month}月")),
            None => (at.column, format!("{month}月")),
        };
        months.map(shown).collect()
    })
}

/// A month of a row of numbers.
struct Numbered {
    column: u32,
    year: Option<u16>,
    /// 1 to 12; none of 2023.1, which is January, or October whose zero the number lost.
    month: Option<u8>,
    /// Whether it is written as a month is, and no number.
    is_written: bool,
}

impl Numbered {
    /// The month that a number is; none of any other value.
    fn of(value: &Value<'_>, column: u32) -> Option<Numbered> {
        let (year, month) = match value {
            // Whole and within 1 to 12.
            Value::Number(number) if (1.0..=12.0).contains(number) && number.fract() == 0.0 => {
                (None, Some(*number as u8))
            }
            Value::Number(number) => year_and_month(*number)?,
            Value::Text(text) => {
                let text = text.as_str().trim();
                let digits =
                    (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
                let month = text.parse().ok().filter(|month| (1..=12).contains(month));
                (None, Some(month.filter(|_| digits)?))
            }
            _ => return None,
        };
        Some(Numbered {
            column,
            year,
            month,
            is_written: false,
        })
    }

    /// The month that a text says in its own words: 2023年9月, 9月.
    fn written(text: &str, column: u32) -> Option<Numbered> {
        let label = month_label(text).filter(|label| label.rest.is_empty())?;
        let (_, month) = year_of_label(&label.month)?;
        Some(Numbered {
            column,
            year: None,
            month: Some(month),
            is_written: true,
        })
    }
}

/// The year and the month of a number such as 2023.09, 2023.9 or 2023.11; of 2023.1 the year alone.
fn year_and_month(number: f64) -> Option<(Option<u16>, Option<u8>)> {
    if !(2000.0..2101.0).contains(&number) {
        return None;
    }
    // Of hundreds of thousands at most.
    let hundredths = (number * 100.0).round();
    let whole = (hundredths - number * 100.0).abs() < 1e-6;
    let (year, digits) = (hundredths as u32 / 100, hundredths as u32 % 100);
    let month = match digits {
        10 => None,
        1..=12 => Some(digits as u8),
        20 | 30 | 40 | 50 | 60 | 70 | 80 | 90 => Some((digits / 10) as u8),
        _ => return None,
    };
    whole.then_some((u16::try_from(year).ok(), month))
}

/// The months, each of those that are January or October by those beside it; none where they do not tell.
fn find_zeros(months: &[Numbered]) -> Option<Vec<u8>> {
    let beside = |at: Option<usize>| at.and_then(|at| months.get(at)).and_then(|m| m.month);
    let found = months.iter().enumerate().map(|(at, month)| {
        let sides = (beside(at.checked_sub(1)), beside(Some(at + 1)));
        month.month.or(match sides {
            (Some(9), _) | (_, Some(11)) => Some(10),
            (Some(12), _) | (_, Some(2)) => Some(1),
            _ => None,
        })
    });
    found.collect()
}

/// The year, none where it has none, and the month of a label that [`month_label`] gave: `2023年9月`, `9月`.
pub(super) fn year_of_label(month: &str) -> Option<(Option<u16>, u8)> {
    let month = month.strip_suffix('月')?;
    match month.split_once('年') {
        Some((year, month)) => Some((Some(year.parse().ok()?), month.parse().ok()?)),
        None => Some((None, month.parse().ok()?)),
    }
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
            ("9月/2023", "2023年9月", ""),
            ("9月2023年", "2023年9月", ""),
            ("09/2023", "2023年9月", ""),
            ("Sep-23", "23年9月", ""),
            ("September 2023", "2023年9月", ""),
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
            "9-23",
            "Mar-99",
            "92023",
            "",
        ] {
            assert_eq!(month_label(header), None, "{header}");
        }
    }
}
