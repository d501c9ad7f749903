//! Where the year and the month of a sheet's rows are said, where the rows do not say it: the title, the
//! sheet's name, the file's, its folders', the period asked for. The nearest to the rows is taken; that
//! two of them differ is said. A year in the title goes before one in the sheet's name; of a month the
//! sheet's name goes first.

use crate::finding::{Arg, Code, Finding, Place};
use crate::parse::{YearHint, month_hint, without_days, year_hint};
use crate::recognise::{FileName, Lines};
use crate::tabulate::At;
use jiff::civil::Date;

/// A year or a month, and the text that says it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::tabulate) struct Said<T> {
    pub(in crate::tabulate) what: T,
    pub(in crate::tabulate) by: String,
}

impl Said<YearHint> {
    /// T014 where `other`, which is farther from the rows, has no year in common.
    pub(in crate::tabulate) fn differs(&self, other: &Self, place: &Place) -> Option<Finding> {
        apart(self.what, other.what).then(|| differ(place, self.by.clone(), other.by.clone()))
    }
}

/// What is said above a table and of its file, the nearest to the rows first.
pub(in crate::tabulate) struct Sources {
    /// The titles as they stand, the sheet's name, the file's name.
    near: Vec<Vec<String>>,
    folders: Vec<String>,
    asked: Option<YearHint>,
}

impl Sources {
    pub(in crate::tabulate) fn new(at: At<'_>, lines: &Lines) -> Sources {
        let titles = lines.titles.iter().filter(|title| *title != at.sheet);
        let titles = titles.map(|title| without_days(title)).collect();
        let file = FileName::read(at.source.path).bare;
        let folders = at.source.path.rsplit(['/', '!']).skip(1);
        Sources {
            near: vec![
                titles,
                vec![without_days(at.sheet)],
                vec![without_days(&file)],
            ],
            // A folder may be named after a school or a number; a year says that it is one.
            folders: folders
                .filter(|name| name.contains('年') || name.len() == 4)
                .map(without_days)
                .collect(),
            asked: at.source.years,
        }
    }

    /// The year of a bare month.
    pub(in crate::tabulate) fn years(&self) -> Option<YearHint> {
        self.said_years()
            .next()
            .map(|said| said.what)
            .or(self.asked)
    }

    fn said_years(&self) -> impl Iterator<Item = Said<YearHint>> {
        let folders = self.folders.iter().find_map(|text| said_year(text));
        self.said_near().chain(folders)
    }

    /// The years that are said above the table and in the file's name.
    fn said_near(&self) -> impl Iterator<Item = Said<YearHint>> {
        let said = |texts: &Vec<String>| texts.iter().find_map(|text| said_year(text));
        self.near.iter().filter_map(said)
    }

    /// The years that are said above the table, in the file's name and asked for.
    pub(in crate::tabulate) fn near_and_asked(&self) -> Vec<Said<YearHint>> {
        self.said_near().chain(self.asked()).collect()
    }

    /// The years of the period asked for.
    fn asked(&self) -> Option<Said<YearHint>> {
        let years = self.asked?;
        Some(Said {
            what: years,
            by: format!("--period {}", years.from_august),
        })
    }

    /// T014 where the years that are said differ: no month lies in both. `place` is the header's.
    pub(in crate::tabulate) fn years_differ(&self, place: &Place) -> Option<Finding> {
        let mut said = self.said_years();
        let near = said.next()?;
        // A folder is named after the day on which it was collected as often as not.
        let of_folder = self.said_near().next().is_none();
        let mut others = self.said_near().chain(self.asked().filter(|_| of_folder));
        let far = others.find(|far| apart(near.what, far.what))?;
        Some(differ(place, near.by, far.by))
    }

    /// T014 where the header writes the years of its `months`, beginning with `text`, and none is of the
    /// years that the titles or the period asked for say.
    pub(in crate::tabulate) fn header_differs(
        &self,
        place: &Place,
        months: &[Date],
        text: &str,
    ) -> Option<Finding> {
        let mut said = self.said_near().chain(self.asked());
        let outside = |said: &Said<YearHint>| {
            let of = |month: &Date| match month.month() {
                8.. => said.what.from_august == month.year(),
                _ => said.what.before_august == month.year(),
            };
            !months.is_empty() && !months.iter().any(of)
        };
        let far = said.find(outside)?;
        Some(differ(place, text.to_string(), far.by))
    }

    /// The month, by its first day, of all rows.
    pub(in crate::tabulate) fn month(&self) -> Option<Date> {
        self.said_months().next().map(|(month, _)| month)
    }

    /// The month of all rows that is said without a year, where no year is said: `9月`.
    pub(in crate::tabulate) fn month_without_year(&self) -> Option<String> {
        let any = YearHint::of(2000);
        let mut months = self.near.iter().flatten();
        let month = months.find_map(|text| month_hint(text, Some(any)))?;
        Some(format!("{}月", month.month()))
    }

    /// The months that are said, each with its text. A sheet's name goes first here: of two sheets each
    /// has its own, while a title is copied along with the sheet. Only a copy's name (`9月 (2)`) may be
    /// the other one's.
    fn said_months(&self) -> impl Iterator<Item = (Date, &String)> {
        let years = self.years();
        let said = move |texts: &'_ Vec<String>| -> Option<(Date, usize)> {
            let months = texts.iter().enumerate();
            months
                .filter_map(|(at, text)| Some((month_hint(text, years)?, at)))
                .next()
        };
        let copied = self.near.get(1).and_then(|sheet| sheet.first());
        let copied = copied.is_some_and(|sheet| sheet.trim_end().ends_with(')'));
        let order = if copied { [0, 1, 2] } else { [1, 0, 2] };
        order.into_iter().filter_map(move |source| {
            let texts = self.near.get(source)?;
            let (month, at) = said(texts)?;
            Some((month, texts.get(at)?))
        })
    }

    /// T014 where the title and the sheet's name say different months.
    pub(in crate::tabulate) fn months_differ(&self, place: &Place) -> Option<Finding> {
        let file = self.near.get(2).and_then(|file| file.first());
        let mut said = self.said_months().filter(|(_, text)| Some(*text) != file);
        let (month, near) = said.next()?;
        let (_, far) = said.find(|(other, _)| *other != month)?;
        Some(differ(place, near.clone(), far.clone()))
    }

    /// Whether the month of all rows takes its year from another text than its own.
    pub(in crate::tabulate) fn month_takes_year(&self) -> bool {
        let month = self.said_months().next();
        month.is_some_and(|(_, text)| month_hint(text, None).is_none())
    }
}

fn said_year(text: &str) -> Option<Said<YearHint>> {
    Some(Said {
        what: year_hint(text)?,
        by: text.to_string(),
    })
}

/// Whether two years, or school years, have no year in common.
fn apart(a: YearHint, b: YearHint) -> bool {
    let of = |years: YearHint| [years.from_august, years.before_august];
    !of(a).iter().any(|year| of(b).contains(year))
}

fn differ(place: &Place, near: String, far: String) -> Finding {
    Finding::new(Code::T014, place.clone())
        .arg("near", Arg::Text(near))
        .arg("far", Arg::Text(far))
}
