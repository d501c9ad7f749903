//! Months written with a point whose last zero a program may have lost: 2023.1 beside 2023.9 and 2023.11 is
//! October as well as January. Whether it may be is known when the column is read.

use crate::read::Value;
use std::collections::BTreeSet;

/// What the months of a column written as `2023.9` were.
#[derive(Debug, Default)]
pub(super) struct LostZeros {
    /// The years and rows (0-based) that say `2023.1`.
    ones: Vec<(i16, usize)>,
    /// The years of which a late month stands there (9, 11, 12), and so near to October.
    late: BTreeSet<i16>,
    /// Whether a month keeps a zero (2023.10, 2023.01): none was lost then.
    kept: bool,
}

impl LostZeros {
    /// Takes a cell in the row at `row` (0-based).
    pub(super) fn cell(&mut self, row: usize, value: &Value<'_>) {
        let Value::Text(text) = value else { return };
        let text = text.as_str().trim();
        if text.len() > "2023.11".len() {
            return;
        }
        let Some((year, month)) = text.split_once('.').filter(|(year, _)| year.len() == 4) else {
            return;
        };
        let Ok(year) = year.parse::<i16>() else {
            return;
        };
        match month {
            "1" => self.ones.push((year, row)),
            "9" | "11" | "12" => drop(self.late.insert(year)),
            "10" | "01" => self.kept = true,
            _ => {}
        }
    }

    /// The rows whose month may be October.
    pub(super) fn unclear(&self) -> Vec<usize> {
        let late = |(year, _): &&(i16, usize)| !self.kept && self.late.contains(year);
        self.ones.iter().filter(late).map(|(_, row)| *row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::LostZeros;
    use crate::read::{Text, Value};

    #[test]
    fn a_january_among_late_months_may_be_october() {
        for (months, unclear) in [
            (vec!["2023.9", "2023.1", "2023.11"], vec![1]),
            (vec!["2023.9", "2023.11", "2024.1"], vec![]),
            (vec!["2023.1", "2023.2", "2023.3"], vec![]),
            (vec!["2023.9", "2023.10", "2024.1"], vec![]),
            (vec!["2023.1"], vec![]),
            (vec!["2023-9", "2023-1"], vec![]),
        ] {
            let mut column = LostZeros::default();
            for (row, month) in months.iter().enumerate() {
                column.cell(row, &Value::Text(Text::own((*month).to_string())));
            }
            assert_eq!(column.unclear(), unclear, "{months:?}");
        }
    }
}
