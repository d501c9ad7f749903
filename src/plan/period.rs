//! Periods (期间): a month, a term, a school year or a calendar year, and which of its own periods
//! a target is judged for.

use crate::words::Lang;
use jiff::Span as Days;
use jiff::civil::Date;

/// The kinds of period that a target can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// 月.
    Month,
    /// 学期.
    Term,
    /// 学年.
    SchoolYear,
    /// 年 (the calendar year, by which union accounts run).
    Year,
}

impl PeriodKind {
    /// Reads 月, 学期, 学年, 年 and their English and longer forms.
    pub fn parse(text: &str) -> Option<PeriodKind> {
        match text.trim() {
            "月" | "月份" | "每月" | "month" => Some(PeriodKind::Month),
            "学期" | "每学期" | "term" => Some(PeriodKind::Term),
            "学年" | "每学年" | "school year" | "school_year" => Some(PeriodKind::SchoolYear),
            "年" | "年度" | "自然年" | "每年" | "year" => Some(PeriodKind::Year),
            _ => None,
        }
    }

    /// The kind's name for a person.
    pub fn title(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (PeriodKind::Month, Lang::Zh) => "月",
            (PeriodKind::Term, Lang::Zh) => "学期",
            (PeriodKind::SchoolYear, Lang::Zh) => "学年",
            (PeriodKind::Year, Lang::Zh) => "年",
            (PeriodKind::Month, Lang::En) => "month",
            (PeriodKind::Term, Lang::En) => "term",
            (PeriodKind::SchoolYear, Lang::En) => "school year",
            (PeriodKind::Year, Lang::En) => "year",
        }
    }
}

/// One period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// `2023-09`
    Month(i16, i8),
    /// `2023-2024-1`: the school year's first calendar year, and 1 (上学期) or 2 (下学期).
    Term(i16, i8),
    /// `2023-2024`: the school year's first calendar year.
    SchoolYear(i16),
    /// `2023`
    Year(i16),
}

impl Period {
    /// Reads `2023`, `2023-09`, `2023-2024` or `2023-2024-1`.
    pub fn parse(text: &str) -> Option<Period> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let year = |text: &str| -> Option<i16> {
            let year: i16 = text.parse().ok()?;
            (text.len() == 4 && (1900..=2200).contains(&year)).then_some(year)
        };
        match parts.as_slice() {
            [y] => Some(Period::Year(year(y)?)),
            [y, m] if m.len() <= 2 => {
                let month: i8 = m.parse().ok()?;
                (1..=12).contains(&month).then_some(())?;
                Some(Period::Month(year(y)?, month))
            }
            [a, b] => {
                (year(b)? == year(a)? + 1).then_some(())?;
                Some(Period::SchoolYear(year(a)?))
            }
            [a, b, half] => {
                (year(b)? == year(a)? + 1).then_some(())?;
                match *half {
                    "1" => Some(Period::Term(year(a)?, 1)),
                    "2" => Some(Period::Term(year(a)?, 2)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The id of the JSON contract and of `--period`.
    pub fn id(self) -> String {
        match self {
            Period::Month(year, month) => format!("{year:04}-{month:02}"),
            Period::Term(year, half) => format!("{year:04}-{:04}-{half}", year + 1),
            Period::SchoolYear(year) => format!("{year:04}-{:04}", year + 1),
            Period::Year(year) => format!("{year:04}"),
        }
    }

    /// The period's name for a person: 2023—2024学年第一学期.
    pub fn title(self, lang: Lang) -> String {
        match (self, lang) {
            (Period::Month(year, month), Lang::Zh) => format!("{year}年{month}月"),
            (Period::Term(year, half), Lang::Zh) => format!(
                "{year}—{}学年第{}学期",
                year + 1,
                if half == 1 { "一" } else { "二" }
            ),
            (Period::SchoolYear(year), Lang::Zh) => format!("{year}—{}学年", year + 1),
            (Period::Year(year), Lang::Zh) => format!("{year}年"),
            (Period::Month(..) | Period::Year(_), Lang::En) => self.id(),
            (Period::Term(year, half), Lang::En) => {
                format!("school year {year}–{}, term {half}", year + 1)
            }
            (Period::SchoolYear(year), Lang::En) => format!("school year {year}–{}", year + 1),
        }
    }

    /// The kind of period.
    pub fn kind(self) -> PeriodKind {
        match self {
            Period::Month(..) => PeriodKind::Month,
            Period::Term(..) => PeriodKind::Term,
            Period::SchoolYear(_) => PeriodKind::SchoolYear,
            Period::Year(_) => PeriodKind::Year,
        }
    }
}

/// First and last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

/// A civil date that is known to exist.
fn day((year, month, day): (i16, i8, i8)) -> Date {
    Date::new(year, month, day).unwrap_or(Date::MAX)
}

impl Span {
    /// From `start` to `end`, each a year, a month and a day.
    fn between(start: (i16, i8, i8), end: (i16, i8, i8)) -> Span {
        Span {
            start: day(start),
            end: day(end),
        }
    }

    /// Whether `date` lies in it.
    pub fn contains(self, date: Date) -> bool {
        self.start <= date && date <= self.end
    }

    /// The day in the middle; of two, the earlier one.
    pub fn middle(self) -> Date {
        let days = (self.end - self.start).get_days();
        self.start
            .saturating_add(Days::new().days(i64::from(days / 2)))
    }
}

/// The dates of one term, from the plan's 学期 table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Always a [`Period::Term`].
    pub period: Period,
    /// Its first and last day.
    pub span: Span,
}

/// When periods start and end: the plan's terms, and for those not in it 1 August to 31 January
/// and 1 February to 31 July.
#[derive(Debug, Clone, Default)]
pub struct TermDates {
    terms: Vec<Term>,
}

impl TermDates {
    /// With the plan's terms.
    pub fn new(terms: Vec<Term>) -> TermDates {
        TermDates { terms }
    }

    /// First and last day of `period`.
    pub fn span(&self, period: Period) -> Span {
        match period {
            Period::Year(year) => Span::between((year, 1, 1), (year, 12, 31)),
            Period::Month(year, month) => {
                let start = day((year, month, 1));
                let end = start.last_of_month();
                Span { start, end }
            }
            Period::SchoolYear(year) => Span {
                start: self.span(Period::Term(year, 1)).start,
                end: self.span(Period::Term(year, 2)).end,
            },
            Period::Term(year, half) => {
                let planned = self.terms.iter().find(|term| term.period == period);
                let usual = || match half {
                    1 => Span::between((year, 8, 1), (year + 1, 1, 31)),
                    _ => Span::between((year + 1, 2, 1), (year + 1, 7, 31)),
                };
                planned.map_or_else(usual, |term| term.span)
            }
        }
    }

    /// The term that `date` lies in; a day between two terms of the plan belongs to the later one.
    pub fn term_of(&self, date: Date) -> Period {
        let year = date.year();
        [(year - 1, 1), (year - 1, 2), (year, 1), (year, 2)]
            .into_iter()
            .map(|(year, half)| Period::Term(year, half))
            .find(|&term| date <= self.span(term).end)
            .unwrap_or(Period::Term(year, 2))
    }

    /// The period of `kind` that contains `date`.
    fn containing(&self, kind: PeriodKind, date: Date) -> Period {
        match kind {
            PeriodKind::Month => Period::Month(date.year(), date.month()),
            PeriodKind::Year => Period::Year(date.year()),
            PeriodKind::Term => self.term_of(date),
            PeriodKind::SchoolYear => match self.term_of(date) {
                Period::Term(year, _) => Period::SchoolYear(year),
                other => other,
            },
        }
    }

    /// The periods of `kind` that are judged when `asked` is asked for: those whose
    /// middle day lies in it, and when none does, the one that contains its middle day.
    pub fn judged(&self, kind: PeriodKind, asked: Period) -> Vec<Period> {
        let asked_span = self.span(asked);
        let (first, last) = (asked_span.start.year() - 1, asked_span.end.year() + 1);
        let mut found: Vec<Period> = (first..=last)
            .flat_map(|year| -> Vec<Period> {
                match kind {
                    PeriodKind::Month => (1..=12).map(|m| Period::Month(year, m)).collect(),
                    PeriodKind::Term => vec![Period::Term(year, 1), Period::Term(year, 2)],
                    PeriodKind::SchoolYear => vec![Period::SchoolYear(year)],
                    PeriodKind::Year => vec![Period::Year(year)],
                }
            })
            .filter(|&period| asked_span.contains(self.span(period).middle()))
            .collect();
        if found.is_empty() {
            found.push(self.containing(kind, asked_span.middle()));
        }
        found
    }

    /// The widest span that any target judged for `asked` can look at: a dated row outside of it
    /// counts for nothing.
    pub fn reach(&self, asked: Period) -> Span {
        let mut reach = self.span(asked);
        for kind in [
            PeriodKind::Month,
            PeriodKind::Term,
            PeriodKind::SchoolYear,
            PeriodKind::Year,
        ] {
            for period in self.judged(kind, asked) {
                let span = self.span(period);
                reach.start = reach.start.min(span.start);
                reach.end = reach.end.max(span.end);
            }
        }
        reach
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(kind: PeriodKind, asked: &str) -> Vec<String> {
        let asked = Period::parse(asked).expect("a period");
        let judged = TermDates::default().judged(kind, asked);
        judged.into_iter().map(Period::id).collect()
    }

    #[test]
    fn the_examples_of_the_contract() {
        assert_eq!(ids(PeriodKind::Year, "2023"), ["2023"]);
        assert_eq!(
            ids(PeriodKind::Term, "2023"),
            ["2022-2023-2", "2023-2024-1"]
        );
        assert_eq!(ids(PeriodKind::Month, "2023").len(), 12);
        assert_eq!(ids(PeriodKind::Term, "2023-2024-1"), ["2023-2024-1"]);
        assert_eq!(ids(PeriodKind::Month, "2023-2024-1").len(), 6);
        assert_eq!(ids(PeriodKind::Year, "2023-2024-1"), ["2023"]);
        assert_eq!(ids(PeriodKind::SchoolYear, "2023-2024-1"), ["2023-2024"]);
        assert_eq!(ids(PeriodKind::Year, "2023-2024-2"), ["2024"]);
        assert_eq!(ids(PeriodKind::Term, "2023-09"), ["2023-2024-1"]);
    }

    #[test]
    fn periods_read_back_as_written() {
        for text in ["2023", "2023-09", "2023-2024", "2023-2024-2"] {
            assert_eq!(Period::parse(text).map(Period::id).as_deref(), Some(text));
        }
        for text in [
            "",
            "23",
            "2023-13",
            "2023-2025",
            "2023-2024-3",
            "2023-09-01-1",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
