//! What the readers have in common of making a value of what is written.

use super::{Text, Value};
use jiff::civil::Date;

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
            Struck::No => false,
        }
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
    match text.get(..10).map(str::parse::<Date>) {
        Some(Ok(date)) => Some(Value::Date(date)),
        _ => some_text(Text::own(text.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::iso;
    use crate::read::{Text, Value};
    use jiff::civil::date;

    #[test]
    fn iso_dates() {
        let day = Some(Value::Date(date(2023, 9, 1)));
        assert_eq!(iso("2023-09-01"), day);
        assert_eq!(iso("2023-09-01T08:30:00Z"), day);
        let text = |text: &str| Some(Value::Text(Text::own(text.to_string())));
        assert_eq!(iso("PT8H"), text("PT8H"));
        assert_eq!(iso("二〇二三年九月一日"), text("二〇二三年九月一日"));
        assert_eq!(iso(" "), None);
    }
}
