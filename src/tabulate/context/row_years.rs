//! Years and months that stand among the rows: a column beside them (年度, 学年, 学期), and headings over some of
//! them (2022年, 2023年9月). They are nearer to the rows than what stands above the table, and outrank it. A year
//! stands once, and holds for the rows below it until the next one.

use super::period::{Said, Sources};
use crate::finding::{Finding, Place};
use crate::parse::{YearHint, month_hint, without_days, year_hint};
use crate::read::Value;
use crate::recognise::{Recognised, Row, YearColumn};
use crate::schema::normalise_label;
use jiff::civil::Date;

/// What is said of years among the rows of a table.
pub(in crate::tabulate) struct RowYears {
    column: Option<YearColumn>,
    /// What the year's column said last.
    last: String,
    /// What a bare month takes where the rows say nothing.
    above: Option<YearHint>,
    /// What is said of the year above the table and asked for.
    others: Vec<Said<YearHint>>,
}

impl RowYears {
    pub(in crate::tabulate) fn new(recognised: &Recognised, sources: &Sources) -> RowYears {
        RowYears {
            column: recognised.year_column,
            last: String::new(),
            above: sources.years(),
            others: sources.near_and_asked(),
        }
    }

    /// The sheet's column (0-based) that says the years, if any.
    pub(in crate::tabulate) fn column(&self) -> Option<u32> {
        self.column.map(|year| year.column)
    }

    /// The years that begin with `row`, where its column says others than the row above.
    pub(in crate::tabulate) fn row(&mut self, row: &Row<'_>) -> Option<Said<YearHint>> {
        let YearColumn { column, of_school } = self.column?;
        let by = row.at(column).map(Value::shown)?;
        if by == self.last {
            return None;
        }
        let what = match of_school {
            true => year_hint(&format!("{by}学年")),
            false => year_hint(&by),
        };
        let what = what?;
        self.last.clone_from(&by);
        Some(Said { what, by })
    }

    /// The years that a heading among the rows says of those below it.
    pub(in crate::tabulate) fn heading(&mut self, text: &str) -> Option<Said<YearHint>> {
        let what = year_hint(&period_in(text)?)?;
        self.above = Some(what);
        let by = text.trim().to_string();
        Some(Said { what, by })
    }

    /// The month, by its first day, that a heading among the rows says of those below it.
    pub(in crate::tabulate) fn month(&self, text: &str) -> Option<Date> {
        month_hint(&period_in(text)?, self.above)
    }

    /// T014, at `place`, where nothing of what is said above the rows and asked for has a year in common with
    /// what the rows say.
    pub(in crate::tabulate) fn differ(
        &self,
        said: &Said<YearHint>,
        place: &Place,
    ) -> Option<Finding> {
        let mut others = self.others.iter();
        others.find_map(|other| said.differs(other, place))
    }
}

/// Whether a text is a year, or a month of one, and nothing else.
pub(in crate::tabulate) fn says_years(text: &str) -> bool {
    // Asked of rows of one cell, of which most say something else.
    let digits = text.len() < 90 && text.contains(|c: char| c.is_ascii_digit());
    digits && period_in(text).is_some_and(|period| year_hint(&period).is_some())
}

/// The period that a heading is, and nothing else: `一、2022年`, `2023年9月会费`, `2022-2023学年第一学期`.
fn period_in(text: &str) -> Option<String> {
    const ABOUT: [&str; 8] = [
        "会费", "缴费", "收缴", "缴纳", "明细", "情况", "台账", "工会",
    ];
    const LETTERS: &str = "年度月份学期第一二三四五六七八九十上下半春秋季-—–~～至/.()";
    // 填报时间：2023年10月8日 is no heading, and a day is of one row.
    let text = without_days(text);
    let label = normalise_label(&text);
    let numbered = label
        .split_once('、')
        .filter(|(number, _)| number.chars().count() <= 3);
    let mut rest = numbered.map_or(label.as_str(), |(_, rest)| rest);
    while let Some(shorter) = ABOUT.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter;
    }
    let says = rest.contains(['年', '月']);
    let only = rest
        .chars()
        .all(|c| c.is_ascii_digit() || LETTERS.contains(c));
    (says && only).then(|| rest.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_is_a_period_and_nothing_else() {
        for (text, period) in [
            ("2022年", Some("2022年")),
            ("一、2022年度", Some("2022年度")),
            ("2023年9月会费收缴情况", Some("2023年9月")),
            ("2022-2023学年第一学期", Some("2022-2023学年第一学期")),
            ("九月份", Some("九月份")),
            ("以下为2022年入会的会员", None),
            ("2023年9月1日", None),
            ("填报日期：2023年10月8日", None),
            ("一、会员", None),
            ("语文组", None),
        ] {
            assert_eq!(period_in(text).as_deref(), period, "{text}");
        }
    }
}
