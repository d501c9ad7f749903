//! Texts: those that the cells of a workbook share, and how a text is put together from its runs.

use crate::read::meter::Meter;
use crate::read::package::{Event, Tag, Xml, is_true};
use crate::read::values::{Runs, Struck};
use crate::read::{Limit, Over, ReadError};
use std::borrow::Cow;

/// The shared texts, one behind the other: a text has one place in memory as long as the workbook
/// is open.
#[derive(Debug, Default)]
pub(super) struct SharedStrings {
    text: String,
    ends: Vec<usize>,
    /// The texts whose runs have fonts of their own, in order.
    struck: Vec<(usize, Runs)>,
}

impl SharedStrings {
    /// Reads the part of the shared texts.
    ///
    /// # Errors
    /// When it is damaged, or holds too much.
    pub(super) fn read(xml: &mut Xml<'_>, meter: &Meter) -> Result<SharedStrings, ReadError> {
        let mut all = SharedStrings::default();
        loop {
            match xml.next()? {
                Event::Start(tag) => match tag.name {
                    b"sst" => {}
                    b"si" => {
                        let runs = read_text(xml, &mut all.text, meter)?;
                        all.end(runs, meter)?;
                    }
                    _ => xml.skip()?,
                },
                Event::Empty(tag) if tag.name == b"si" => {
                    all.end(Runs::default(), meter)?;
                }
                Event::Eof => break,
                _ => {}
            }
        }
        all.text.shrink_to_fit();
        Ok(all)
    }

    /// What was appended since the last end is one text.
    fn end(&mut self, runs: Runs, meter: &Meter) -> Result<(), ReadError> {
        meter.check(Limit::TextBytes, self.text.len() as u64)?;
        if runs.0.iter().any(|(_, struck)| *struck != Struck::ByCell) {
            self.struck.push((self.ends.len(), runs));
        }
        self.ends.push(self.text.len());
        Ok(meter.check(Limit::SharedStrings, self.ends.len() as u64)?)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text at `index`, and its runs where some have fonts of their own.
    pub(super) fn get(&self, index: usize) -> Option<(&str, Option<&Runs>)> {
        let end = *self.ends.get(index)?;
        let start = match index {
            0 => 0,
            _ => self.ends[index - 1],
        };
        let struck = match self.struck.binary_search_by_key(&index, |(at, _)| *at) {
            Ok(at) => Some(&self.struck[at].1),
            Err(_) => None,
        };
        Some((self.text.get(start..end)?, struck))
    }
}

/// Appends the text of the `si` or `is` that has just begun, up to its end: its runs joined, how it
/// is to be pronounced left out.
///
/// # Errors
/// When it is damaged or too long.
pub(super) fn read_text(
    xml: &mut Xml<'_>,
    into: &mut String,
    meter: &Meter,
) -> Result<Runs, ReadError> {
    let inside = xml.depth();
    let start = into.len();
    let most = meter.most(Limit::StringLength);
    let mut run = Struck::ByCell;
    let mut runs = Runs::default();
    while let Some(event) = xml.next_in(inside)? {
        match event {
            Event::Start(tag) => match tag.name {
                b"r" => run = Struck::ByCell,
                b"rPr" => run = read_font(xml)?,
                b"t" => {
                    let keeps = tag.says(b"space", |value| value == b"preserve");
                    let from = into.len();
                    xml.text(into, most)?;
                    tidy(into, from, keeps);
                    if (into.len() - start) as u64 > most.saturating_mul(4) {
                        let limit = Limit::StringLength;
                        return Err(Over { limit, most }.into());
                    }
                    runs.0.push((from - start..into.len() - start, run));
                }
                _ => xml.skip()?,
            },
            Event::Empty(tag) if tag.name == b"rPr" => run = Struck::No,
            _ => {}
        }
    }
    meter.length(&into[start..])?;
    Ok(runs)
}

/// Whether the run's font, which has just begun, strikes it out.
fn read_font(xml: &mut Xml<'_>) -> Result<Struck, ReadError> {
    let inside = xml.depth();
    let mut struck = Struck::No;
    while let Some(event) = xml.next_in(inside)? {
        match event {
            Event::Start(tag) | Event::Empty(tag) if strikes(tag) => struck = Struck::Yes,
            _ => {}
        }
    }
    Ok(struck)
}

/// Whether a tag in a font is one that strikes out.
pub(super) fn strikes(tag: Tag<'_>) -> bool {
    tag.name == b"strike"
        && tag
            .attributes()
            .all(|(name, value)| name != b"val" || is_true(value))
}

/// Makes of what was written from `from` on what it means: space around it goes unless it is asked
/// to stay, `_x000D_` is the character of that number.
fn tidy(text: &mut String, from: usize, keeps_space: bool) {
    if !keeps_space {
        let end = text[from..].trim_ascii_end().len() + from;
        text.truncate(end);
        let start = text.len() - text[from..].trim_ascii_start().len();
        if start > from {
            text.drain(from..start);
        }
    }
    if let Cow::Owned(plain) = unescaped(&text[from..]) {
        text.truncate(from);
        text.push_str(&plain);
    }
}

/// A text with its `_x000D_` resolved. A half of a pair of surrogates is the replacement character.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    let may_be = |at: usize| text.as_bytes().get(at + 1) == Some(&b'x');
    if !memchr::memchr_iter(b'_', text.as_bytes()).any(may_be) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    let flush = |units: &mut Vec<u16>, plain: &mut String| {
        plain.extend(
            char::decode_utf16(units.drain(..)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)),
        );
    };
    loop {
        let Some(at) = rest.find('_') else {
            flush(&mut units, &mut plain);
            plain.push_str(rest);
            return Cow::Owned(plain);
        };
        if at > 0 {
            flush(&mut units, &mut plain);
            plain.push_str(&rest[..at]);
        }
        rest = &rest[at..];
        match escape(rest) {
            Some(unit) => {
                units.push(unit);
                rest = &rest[7..];
            }
            None => {
                flush(&mut units, &mut plain);
                plain.push('_');
                rest = &rest[1..];
            }
        }
    }
}

/// The code unit of a text that begins `_x000D_`.
fn escape(text: &str) -> Option<u16> {
    let bytes = text.as_bytes().get(..7)?;
    let digits = bytes.strip_prefix(b"_x")?.strip_suffix(b"_")?;
    digits.iter().try_fold(0_u16, |unit, digit| {
        let digit = u16::try_from(char::from(*digit).to_digit(16)?).ok()?;
        Some(unit * 16 + digit)
    })
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_of_characters_that_xml_cannot_hold() {
        assert_eq!(unescaped("甲_x000D_\n乙"), "甲\r\n乙");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("_xD83D__xDE00_"), "😀");
        assert_eq!(unescaped("_xD83D_a"), "\u{fffd}a");
        assert_eq!(unescaped("a_x1_b_x00工_"), "a_x1_b_x00工_");
        assert_eq!(unescaped("_x"), "_x");
    }
}
