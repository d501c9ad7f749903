//! What the readers have in common of making a value of what is written.

use super::{Text, Value};
use jiff::Span;
use jiff::civil::{Date, DateTime, Time};

/// Milliseconds of a day.
pub(super) const DAY: i64 = 86_400_000;

/// Milliseconds that a time may lie from a midnight and still mean it.
const NEAR: i64 = 120_000;

/// The second that people write for the end of a day, in milliseconds of the day.
const LAST_SECOND: std::ops::Range<i64> = 86_399_000..86_400_000;

/// The number, 1 to 12, of a month by its English name in small letters, or the first three of them or more.
pub(crate) fn english_month(name: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let mut names = NAMES.iter();
    let at = names.position(|month| name.len() >= 3 && month.starts_with(name))?;
    u8::try_from(at + 1).ok()
}

/// The day `day` at `milliseconds` after its midnight, of which those of whole days are more days. A time
/// within two minutes of a midnight is that midnight, but 23:59:59 stays on its day: JavaScript in China
/// reads and writes a whole day 43 seconds beside its midnight, since Shanghai's clock stood 5 minutes and
/// 43 seconds off its zone before 1901. What is half a millisecond before a midnight is that, as programs
/// show it.
pub(crate) fn settled(day: Date, milliseconds: i64) -> Option<DateTime> {
    // Asked of every date: most are days.
    if milliseconds == 0 {
        return Some(day.to_datetime(Time::midnight()));
    }
    let (mut days, mut time) = (milliseconds.div_euclid(DAY), milliseconds.rem_euclid(DAY));
    if time >= DAY - NEAR && !LAST_SECOND.contains(&time) {
        days += 1;
        time = 0;
    } else if time <= NEAR {
        time = 0;
    }
    let day = day.checked_add(Span::new().try_days(days).ok()?).ok()?;
    let time = Time::midnight() + Span::new().milliseconds(time);
    Some(day.to_datetime(time))
}

/// The time in China, in milliseconds from the midnight of the day beside it, of a `clock` (`16:00:00.000Z`,
/// `08:30`, `T16:00:00+00:00`) whose zone is its own, or else China's; none for what is no clock.
pub(crate) fn clock(text: &str) -> Option<i64> {
    let text = text.split('(').next().unwrap_or_default();
    let text = text.trim_start_matches(['T', 't', ' ']).trim_end();
    let zone = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (time, zone) = text.split_at(zone);
    let time = time.trim_end();
    let time = ["GMT", "UTC"]
        .iter()
        .find_map(|of| time.strip_suffix(of))
        .unwrap_or(time);
    let mut parts = time.trim_end().split(':');
    let whole = |part: &str, most: i64| {
        let number = part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
        let number = number.then(|| part.parse::<i64>().ok()).flatten();
        number.filter(|number| *number < most)
    };
    let hours = whole(parts.next()?, 24)?;
    let minutes = whole(parts.next()?, 60)?;
    let (seconds, thousandths) = match parts.next() {
        None => (0, 0),
        Some(part) => {
            let (seconds, fraction) = part.split_once(['.', ',']).unwrap_or((part, ""));
            let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
            (whole(seconds, 60)?, fraction.parse::<i64>().ok()?)
        }
    };
    if parts.next().is_some() {
        return None;
    }
    let time = ((hours * 60 + minutes) * 60 + seconds) * 1_000 + thousandths;
    Some(time + (8 * 60 - zone_minutes(zone)?) * 60_000)
}

/// By how many minutes a zone is before Greenwich: `Z`, `+08:00`, `+0000`; China's where none is written.
fn zone_minutes(zone: &str) -> Option<i64> {
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let sign = match zone.chars().next() {
        None => return Some(8 * 60),
        Some('Z' | 'z') => return (zone.len() == 1).then_some(0),
        Some('-') => -1,
        Some(_) => 1,
    };
    let (hours, minutes) = match digits.len() {
        2 => (digits.parse::<i64>().ok()?, 0),
        4 => (digits[..2].parse::<i64>().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    (hours <= 14).then_some(sign * (hours * 60 + minutes))
}

/// Whether a text is struck out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Struck {
    /// The cell's style or font says.
    #[default]
    ByCell,
    /// All of it that can be seen.
    Yes,
    /// Some of it is not.
    No,
    /// Some of it was, and is left out: it is no part of what the cell says.
    InPart,
}

impl Struck {
    /// What a text is of whose runs some say nothing of it, some that they are struck out, and some
    /// that they are not: `seen` in the order of the variants.
    pub(super) fn of_runs(seen: [bool; 3]) -> Struck {
        match seen {
            [_, _, true] => Struck::No,
            [false, true, false] => Struck::Yes,
            _ => Struck::ByCell,
        }
    }

    /// Whether a person sees it struck out, in a cell of which `by_cell` tells.
    pub(super) fn seen(self, by_cell: impl FnOnce() -> bool) -> bool {
        match self {
            Struck::ByCell => by_cell(),
            Struck::Yes => true,
            Struck::No | Struck::InPart => false,
        }
    }
}

/// The runs of a text: where each stands in it, and whether it is struck out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Runs(pub(super) Vec<(std::ops::Range<usize>, Struck)>);

impl Runs {
    /// Whether some of it may be struck out and some not, as the cell's font has it.
    pub(super) fn is_mixed(&self) -> bool {
        let mut runs = self.0.iter().map(|(_, struck)| struck);
        let first = runs.next();
        first.is_some_and(|first| runs.any(|other| other != first))
    }

    /// What of `text` is not struck out, in a cell whose font is, or not, `by_cell`; none where all of it is
    /// or nothing.
    pub(super) fn left_of(&self, text: &str, by_cell: bool) -> Option<String> {
        let is = |struck: &Struck| struck.seen(|| by_cell);
        let said = |(range, _): &&(std::ops::Range<usize>, Struck)| {
            let run = text.get(range.clone()).unwrap_or_default();
            !run.trim().is_empty()
        };
        let struck = self.0.iter().filter(said).any(|(_, struck)| is(struck));
        let left: String = self
            .0
            .iter()
            .filter(|(_, struck)| !is(struck))
            .filter_map(|(range, _)| text.get(range.clone()))
            .collect();
        (struck && !left.trim().is_empty()).then_some(left)
    }
}

/// A text that says something; a cell of spaces holds nothing.
pub(super) fn some_text(text: Text<'_>) -> Option<Value<'_>> {
    (!is_blank(text.as_str())).then_some(Value::Text(text))
}

fn is_blank(text: &str) -> bool {
    // Most texts begin with a character that says something.
    if text.as_bytes().first().is_some_and(u8::is_ascii_graphic) {
        return false;
    }
    text.chars().all(|c| c.is_whitespace() || c == '\u{200b}')
}

/// An ISO date or time stamp; anything else stays text.
pub(super) fn iso(text: &str) -> Option<Value<'static>> {
    let day = text.get(..10).and_then(|day| day.parse::<Date>().ok());
    // What stands behind a day and is no clock is left out.
    let at = |day| settled(day, text.get(10..).and_then(clock).unwrap_or(0));
    match day.and_then(at) {
        Some(date) => Some(Value::Date(date)),
        None => some_text(Text::own(text.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::{clock, iso, settled};
    use crate::read::{Text, Value};
    use jiff::civil::date;

    #[test]
    fn iso_dates() {
        let at = |hour, minute| Some(Value::Date(date(2023, 9, 1).at(hour, minute, 0, 0)));
        assert_eq!(iso("2023-09-01"), at(0, 0));
        assert_eq!(iso("2023-09-01T08:30:00"), at(8, 30));
        assert_eq!(iso("2023-09-01T08:30:00Z"), at(16, 30));
        assert_eq!(iso("2023-08-31T16:00:00Z"), at(0, 0));
        assert_eq!(iso("2023-08-31T16:00:00.000Z"), at(0, 0));
        let text = |text: &str| Some(Value::Text(Text::own(text.to_string())));
        assert_eq!(iso("PT8H"), text("PT8H"));
        assert_eq!(iso("二〇二三年九月一日"), text("二〇二三年九月一日"));
        assert_eq!(iso(" "), None);
    }

    /// Excel's days from China as JavaScript writes them, and those that people write.
    #[test]
    fn a_time_beside_a_midnight_means_it() {
        let day = date(2023, 8, 31);
        for (clock_of, (date, hour, minute, second)) in [
            ("23:59:17", (date(2023, 9, 1), 0, 0, 0)),
            ("23:58:00", (date(2023, 9, 1), 0, 0, 0)),
            ("00:00:43", (day, 0, 0, 0)),
            ("00:02:00", (day, 0, 0, 0)),
            ("00:02:01", (day, 0, 2, 1)),
            ("23:59:59", (day, 23, 59, 59)),
            ("22:30", (day, 22, 30, 0)),
            ("16:00:00Z", (date(2023, 9, 1), 0, 0, 0)),
            ("15:59:17.000Z", (date(2023, 9, 1), 0, 0, 0)),
            ("16:00:00+00:00", (date(2023, 9, 1), 0, 0, 0)),
            ("08:00:00 +0800", (day, 8, 0, 0)),
            ("08:00:00 GMT+0800 (中国标准时间)", (day, 8, 0, 0)),
        ] {
            let milliseconds = clock(clock_of).expect(clock_of);
            let found = settled(day, milliseconds);
            assert_eq!(found, Some(date.at(hour, minute, second, 0)), "{clock_of}");
        }
        for none in [
            "",
            "24:00",
            "8",
            "8:60",
            "8:30:61",
            "8:30:00:00",
            "下午 3:30",
            "16:00Y",
        ] {
            assert_eq!(clock(none), None, "{none}");
        }
    }
}
