//! What a day or a time shows as.

use super::code::{Section, Token};
use jiff::civil::DateTime;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// From Monday.
const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// The parts that a section may show.
struct Parts {
    date: Option<DateTime>,
    /// Of the time of day, or of the time in all.
    milliseconds: i64,
}

/// A day with its time.
pub(super) fn show(section: &Section, date: DateTime) -> String {
    let time = [date.hour(), date.minute(), date.second()];
    let seconds = time.iter().fold(0, |all, part| all * 60 + i64::from(*part));
    let milliseconds = seconds * 1_000 + i64::from(date.millisecond());
    let parts = Parts {
        date: Some(date),
        milliseconds,
    };
    parts.show(section)
}

/// A number of days without a date: a time of day, or more.
pub(super) fn show_serial(section: &Section, serial: f64) -> String {
    let milliseconds = (serial.abs() * 86_400_000.0).round() as i64;
    let parts = Parts {
        date: None,
        milliseconds,
    };
    let shown = parts.show(section);
    if serial < 0.0 {
        format!("-{shown}")
    } else {
        shown
    }
}

/// A time of day as a clock shows it, of which no more is known: `3:01`, `21:15:30`, `27:30`.
pub(super) fn clock_of(serial: f64) -> String {
    let seconds = (serial.abs() * 86_400.0).round() as i64;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match seconds {
        0 => format!("{hours}:{minutes:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

impl Parts {
    fn show(&self, section: &Section) -> String {
        let digits = section.tokens.iter().map(|token| match token {
            Token::Fraction(digits) => *digits,
            _ => 0,
        });
        let fraction = digits.max().unwrap_or(0).min(3);
        // What is not shown of a second is rounded, as Excel does where it shows a fraction.
        let step = 10_i64.pow(3 - u32::try_from(fraction).unwrap_or(0));
        let milliseconds = (self.milliseconds + step / 2) / step * step;
        let halves = section
            .tokens
            .iter()
            .any(|token| matches!(token, Token::Half(..)));
        let mut shown = String::new();
        for token in &section.tokens {
            match token {
                Token::Literal(literal) => shown.push_str(literal),
                Token::Part(letter, count) => {
                    shown.push_str(&self.part(*letter, *count, milliseconds, halves));
                }
                Token::Elapsed(letter, count) => {
                    let unit = match letter {
                        'h' => 3_600_000,
                        'm' => 60_000,
                        _ => 1_000,
                    };
                    shown.push_str(&padded(milliseconds / unit, *count));
                }
                Token::Fraction(digits) if *digits > 0 => {
                    let thousandths = format!("{:03}", milliseconds % 1_000);
                    shown.push('.');
                    shown.push_str(thousandths.get(..fraction).unwrap_or_default());
                }
                Token::Half(morning, afternoon) => {
                    let noon = milliseconds / 3_600_000 % 24 >= 12;
                    shown.push_str(if noon { afternoon } else { morning });
                }
                _ => {}
            }
        }
        shown
    }

    /// A part of the date or the time; of a date that there is not, nothing.
    fn part(&self, letter: char, count: usize, milliseconds: i64, halves: bool) -> String {
        let of_date = |part: fn(DateTime) -> String| self.date.map(part).unwrap_or_default();
        match (letter, count) {
            ('y', ..3) => of_date(|date| format!("{:02}", date.year().rem_euclid(100))),
            ('y', _) => of_date(|date| format!("{:04}", date.year())),
            ('M', 1) => of_date(|date| date.month().to_string()),
            ('M', 2) => of_date(|date| format!("{:02}", date.month())),
            ('M', 3) => of_date(|date| month(date)[..3].to_string()),
            ('M', _) => of_date(|date| month(date).to_string()),
            ('d', 1) => of_date(|date| date.day().to_string()),
            ('d', _) => of_date(|date| format!("{:02}", date.day())),
            ('a', 3) => of_date(|date| weekday(date).to_string()),
            ('a', _) => of_date(|date| format!("星期{}", weekday(date))),
            ('h', _) => {
                let hours = milliseconds / 3_600_000 % 24;
                let of_half = if hours % 12 == 0 { 12 } else { hours % 12 };
                padded(if halves { of_half } else { hours }, count)
            }
            ('m', _) => padded(milliseconds / 60_000 % 60, count),
            ('s', _) => padded(milliseconds / 1_000 % 60, count),
            _ => String::new(),
        }
    }
}

fn padded(number: i64, count: usize) -> String {
    match count {
        0 | 1 => number.to_string(),
        count => format!("{number:0count$}"),
    }
}

fn month(date: DateTime) -> &'static str {
    let index = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    MONTHS.get(index).copied().unwrap_or("January")
}

fn weekday(date: DateTime) -> &'static str {
    let index = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    WEEKDAYS.get(index).copied().unwrap_or("一")
}
