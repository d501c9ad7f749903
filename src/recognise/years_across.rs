//! Years of months beside each other: `2022年9月 10月 11月 12月 2023年1月 2月`. A month without a year goes on
//! with the one before it.

use super::header_cell::{HeaderCell, WideMeaning};
use super::wide::year_of_label;
use std::collections::{BTreeMap, BTreeSet};

/// Gives the months that have no year that of the month beside them, where any has one: the same, and where the
/// number falls the next one. What stands before the first year counts back from it. Months of another column of
/// the declaration (应缴, 实缴) are a row of their own; one without any year has those of the others.
pub(super) fn carry(months: &mut [(usize, WideMeaning)]) {
    let dated = |(_, meaning): &&(usize, WideMeaning)| meaning.month.contains('年');
    let with_year = months.iter().filter(dated).count();
    if with_year == 0 || with_year == months.len() {
        return;
    }
    let targets: BTreeSet<Option<usize>> = months.iter().map(|(_, m)| m.target).collect();
    for target in targets {
        let of_target = |meaning: &&mut WideMeaning| meaning.target == target;
        let meanings = months.iter_mut().map(|(_, meaning)| meaning);
        carry_in(&mut meanings.filter(of_target).collect::<Vec<_>>());
    }
    let said = |(_, meaning): &(usize, WideMeaning)| {
        let (year, month) = year_of_label(&meaning.month)?;
        Some((month, year?))
    };
    let years: BTreeMap<u8, u16> = months.iter().filter_map(said).collect();
    for (_, meaning) in months {
        if let Some((None, month)) = year_of_label(&meaning.month)
            && let Some(year) = years.get(&month)
        {
            meaning.month = written(*year, month);
        }
    }
}

/// As [`carry`], the months of one column of the declaration.
fn carry_in(months: &mut [&mut WideMeaning]) {
    let mut last: Option<(u16, u8)> = None;
    for meaning in months.iter_mut() {
        last = match (year_of_label(&meaning.month), last) {
            (Some((Some(year), month)), _) => Some((year, month)),
            (Some((None, month)), Some((year, before))) => {
                let year = year + u16::from(month < before);
                meaning.month = written(year, month);
                Some((year, month))
            }
            _ => None,
        };
    }
    let mut next: Option<(u16, u8)> = None;
    for meaning in months.iter_mut().rev() {
        next = match (year_of_label(&meaning.month), next) {
            (Some((Some(year), month)), _) => Some((year, month)),
            (Some((None, month)), Some((year, after))) => {
                let year = year.saturating_sub(u16::from(month > after));
                meaning.month = written(year, month);
                Some((year, month))
            }
            _ => None,
        };
    }
}

fn written(year: u16, month: u8) -> String {
    format!("{year:02}年{month}月")
}

/// How many different years stand over the columns of a header or in brackets in it, where there are several. One
/// alone may as well be the sheet's title.
pub(super) fn several(cells: &[HeaderCell]) -> usize {
    let years: BTreeSet<(i16, i16)> = cells.iter().filter_map(|cell| cell.years).collect();
    years.len() * usize::from(years.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried(months: &[(&str, Option<usize>)]) -> Vec<String> {
        let meaning = |(month, target): &(&str, Option<usize>)| WideMeaning {
            month: (*month).to_string(),
            target: *target,
        };
        let mut months: Vec<_> = months.iter().map(meaning).enumerate().collect();
        carry(&mut months);
        months.into_iter().map(|(_, m)| m.month).collect()
    }

    #[test]
    fn a_month_without_a_year_goes_on_with_the_one_before_it() {
        let one = |months: &[&'static str]| -> Vec<(&'static str, Option<usize>)> {
            months.iter().map(|month| (*month, None)).collect()
        };
        for (months, expected) in [
            (
                vec!["2022年9月", "12月", "1月", "2月"],
                vec!["2022年9月", "2022年12月", "2023年1月", "2023年2月"],
            ),
            (
                vec!["11月", "12月", "2023年1月"],
                vec!["2022年11月", "2022年12月", "2023年1月"],
            ),
            (vec!["22年12月", "1月"], vec!["22年12月", "23年1月"]),
            (vec!["9月", "10月"], vec!["9月", "10月"]),
        ] {
            assert_eq!(carried(&one(&months)), expected);
        }
        // 应缴 over 2022年9月 10月, then 实缴 over the same; under each month both.
        let (due, paid) = (Some(1), Some(2));
        let both = ["2022年9月", "2022年10月", "2022年9月", "2022年10月"];
        for paid_in in ["9月", "2022年9月"] {
            let months = [
                ("2022年9月", due),
                ("10月", due),
                (paid_in, paid),
                ("10月", paid),
            ];
            assert_eq!(carried(&months), both);
        }
    }
}
