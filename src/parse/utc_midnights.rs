//! Columns whose dates are midnights of China that a program wrote in UTC: all of them stand at 16:00:00
//! of the day before. Whether they are is known when the column is read.

use crate::read::UTC_MIDNIGHT;
use jiff::civil::{Date, DateTime};

/// What the times of a column's dates were.
#[derive(Debug, Default)]
pub(super) struct UtcMidnights {
    /// The rows (0-based) whose date stands at 16:00:00, and the day after that date.
    at_sixteen: Vec<(usize, Date)>,
    /// Whether a date stands at a midnight, or has no time.
    midnights: bool,
    /// Whether a date has another time: the column holds times then, and 16:00 is one.
    times: bool,
}

/// What the dates at 16:00:00 of a column are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// There are none, or they are times.
    Times,
    /// Midnights, written in UTC.
    Midnights,
    /// Among dates without a time: it is not clear which.
    Unclear,
}

impl UtcMidnights {
    /// Takes the date in the row at `row` (0-based); `None` where it has no time.
    pub(super) fn date(&mut self, row: usize, date: Option<DateTime>) {
        match date.filter(|date| date.time() != jiff::civil::Time::midnight()) {
            None => self.midnights = true,
            Some(_) if self.times => {}
            Some(date) if date.time() == UTC_MIDNIGHT => {
                self.at_sixteen
                    .extend(date.date().tomorrow().ok().map(|next| (row, next)));
            }
            Some(_) => {
                self.times = true;
                self.at_sixteen = Vec::new();
            }
        }
    }

    /// What the dates at 16:00:00 are, once all are known.
    pub(super) fn meaning(&self) -> Meaning {
        match (self.at_sixteen.is_empty() || self.times, self.midnights) {
            (true, _) => Meaning::Times,
            (false, false) => Meaning::Midnights,
            (false, true) => Meaning::Unclear,
        }
    }

    /// The rows whose date stands at 16:00:00, and the day after it.
    pub(super) fn rows(&self) -> &[(usize, Date)] {
        &self.at_sixteen
    }
}

#[cfg(test)]
mod tests {
    use super::{Meaning, UtcMidnights};
    use jiff::civil::date;

    #[test]
    fn dates_at_sixteen_are_midnights_where_all_are() {
        let sixteen = Some(date(2023, 8, 31).at(16, 0, 0, 0));
        let midnight = Some(date(2023, 9, 1).at(0, 0, 0, 0));
        let evening = Some(date(2023, 8, 31).at(22, 30, 0, 0));
        for (dates, meaning) in [
            (vec![], Meaning::Times),
            (vec![midnight, None], Meaning::Times),
            (vec![sixteen, sixteen], Meaning::Midnights),
            (vec![sixteen, midnight], Meaning::Unclear),
            (vec![sixteen, None], Meaning::Unclear),
            (vec![sixteen, evening, sixteen], Meaning::Times),
            (vec![evening, sixteen, midnight], Meaning::Times),
        ] {
            let mut column = UtcMidnights::default();
            for (row, date) in dates.iter().enumerate() {
                column.date(row, *date);
            }
            assert_eq!(column.meaning(), meaning, "{dates:?}");
        }
    }
}
