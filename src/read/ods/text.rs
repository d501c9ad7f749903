//! The text that stands in a cell: its paragraphs, with the white space that is written and the one
//! that is meant, and whether it is struck out.

use super::row::{count, wrong};
use super::styles::{Family, Styles};
use crate::read::meter::Meter;
use crate::read::package::{Event, Tag, Xml};
use crate::read::values::{Runs, Struck};
use crate::read::{Limit, Over, ReadError};

/// What there was of a cell's text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found {
    pub(super) struck: Struck,
    /// Whether there is a paragraph, even an empty one.
    pub(super) any: bool,
}

/// A cell's text while it is read.
pub(super) struct Reading<'r> {
    pub(super) styles: &'r Styles,
    pub(super) meter: &'r Meter,
    /// What has been read.
    pub(super) into: &'r mut String,
    /// By what its runs say of themselves, nothing or otherwise: whether there is any.
    seen: [bool; 3],
    /// Where in `into` its runs stand.
    runs: Runs,
    /// Whether a white space that comes now says nothing: at the start, and behind another.
    swallows: bool,
}

impl<'r> Reading<'r> {
    /// Into `into`, which is emptied.
    pub(super) fn new(styles: &'r Styles, meter: &'r Meter, into: &'r mut String) -> Reading<'r> {
        into.clear();
        Reading {
            styles,
            meter,
            into,
            seen: [false; 3],
            runs: Runs::default(),
            swallows: true,
        }
    }

    /// Reads the cell that has just begun, up to its end: its paragraphs as lines. What is drawn in
    /// it and what is noted to it are no part of its text.
    ///
    /// # Errors
    /// When the XML is damaged, the text too long, or another table stands in the cell.
    pub(super) fn cell(mut self, xml: &mut Xml<'_>) -> Result<Found, ReadError> {
        let inside = xml.depth();
        let mut paragraphs = 0_u32;
        while let Some(event) = xml.next_in(inside)? {
            match event {
                Event::Start(tag) => match tag.name {
                    b"p" | b"h" => {
                        let struck = self.run(tag, Struck::ByCell);
                        self.line(&mut paragraphs)?;
                        self.paragraph(xml, struck)?;
                    }
                    b"list" | b"list-item" | b"list-header" | b"section" => {}
                    b"table" => return Err(wrong("a table in a cell".to_string())),
                    _ => xml.skip()?,
                },
                Event::Empty(tag) if matches!(tag.name, b"p" | b"h") => {
                    self.line(&mut paragraphs)?;
                }
                _ => {}
            }
        }
        self.meter.length(self.into)?;
        let struck = match self.runs.left_of(self.into, false) {
            Some(left) => {
                *self.into = left;
                Struck::InPart
            }
            None => Struck::of_runs(self.seen),
        };
        let any = paragraphs > 0;
        Ok(Found { struck, any })
    }

    /// Another paragraph begins.
    fn line(&mut self, paragraphs: &mut u32) -> Result<(), ReadError> {
        *paragraphs = paragraphs.saturating_add(1);
        match *paragraphs {
            1 => Ok(()),
            _ => self.repeat('\n', 1),
        }
    }

    /// Reads the paragraph that has just begun, up to its end.
    fn paragraph(&mut self, xml: &mut Xml<'_>, struck: Struck) -> Result<(), ReadError> {
        let inside = xml.depth();
        // How deep the runs begin that are open.
        let mut runs = vec![(inside, struck)];
        self.swallows = true;
        loop {
            let depth = xml.depth();
            let now = runs.last().map_or(struck, |(_, struck)| *struck);
            let Some(event) = xml.next_in(inside)? else {
                return Ok(());
            };
            match event {
                Event::Start(tag) => match tag.name {
                    b"s" | b"tab" | b"line-break" => {
                        self.space(tag)?;
                        xml.skip()?;
                    }
                    b"span" => runs.push((depth + 1, self.run(tag, now))),
                    name if is_beside(name) => xml.skip()?,
                    _ => {}
                },
                Event::Empty(tag) => self.space(tag)?,
                Event::End => {
                    runs.pop_if(|(began, _)| *began == depth);
                }
                event => self.text(&event, now)?,
            }
        }
    }

    /// What the run or paragraph of `tag` says of itself, or else what is around it.
    fn run(&self, tag: Tag<'_>, around: Struck) -> Struck {
        let family = match tag.name {
            b"span" => Family::Text,
            _ => Family::Paragraph,
        };
        let name = tag.attribute(b"style-name");
        let style = name.map(|name| self.styles.get(family, name));
        match style.and_then(|style| style.struck) {
            Some(true) => Struck::Yes,
            Some(false) => Struck::No,
            None => around,
        }
    }

    /// An element that stands for white space.
    fn space(&mut self, tag: Tag<'_>) -> Result<(), ReadError> {
        match tag.name {
            b"s" => {
                let count = tag.attribute(b"c").and_then(count);
                self.repeat(' ', count.unwrap_or(1).into())
            }
            b"tab" => self.repeat('\t', 1),
            b"line-break" => self.repeat('\n', 1),
            _ => Ok(()),
        }
    }

    /// Appends `character` `count` times, if that is allowed.
    fn repeat(&mut self, character: char, count: u64) -> Result<(), ReadError> {
        self.meter.check(Limit::StringLength, count)?;
        self.into.extend((0..count).map(|_| character));
        self.swallows = false;
        self.bounded()
    }

    /// Appends text. White space as it is written, however much, is one space.
    fn text(&mut self, event: &Event<'_>, struck: Struck) -> Result<(), ReadError> {
        let from = self.into.len();
        let read = self.append(event, struck);
        self.runs.0.push((from..self.into.len(), struck));
        read
    }

    fn append(&mut self, event: &Event<'_>, struck: Struck) -> Result<(), ReadError> {
        let from = self.into.len();
        event.append(self.into)?;
        let space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        if !self.into[from..].contains(space) {
            if self.into.len() > from {
                self.swallows = false;
                self.seen[struck as usize] = true;
            }
            return self.bounded();
        }
        let raw = self.into.split_off(from);
        let mut rest = raw.as_str();
        while let Some(next) = rest.chars().next() {
            if space(next) {
                rest = rest.trim_start_matches(space);
                if !self.swallows {
                    self.into.push(' ');
                    self.swallows = true;
                }
            } else {
                let end = rest.find(space).unwrap_or(rest.len());
                self.into.push_str(&rest[..end]);
                rest = &rest[end..];
                self.swallows = false;
                self.seen[struck as usize] = true;
            }
        }
        self.bounded()
    }

    /// The characters are counted when the text is whole; one has at most four bytes.
    fn bounded(&self) -> Result<(), ReadError> {
        let most = self.meter.most(Limit::StringLength);
        let limit = Limit::StringLength;
        match self.into.len() as u64 > most.saturating_mul(4) {
            true => Err(Over { limit, most }.into()),
            false => Ok(()),
        }
    }
}

/// Whether an element in a paragraph stands beside its text: notes, what is drawn, how a word is
/// pronounced.
fn is_beside(name: &[u8]) -> bool {
    matches!(
        name,
        b"annotation"
            | b"note"
            | b"ruby-text"
            | b"frame"
            | b"g"
            | b"rect"
            | b"line"
            | b"polyline"
            | b"polygon"
            | b"regular-polygon"
            | b"path"
            | b"circle"
            | b"ellipse"
            | b"connector"
            | b"caption"
            | b"measure"
            | b"control"
            | b"page-thumbnail"
            | b"custom-shape"
    )
}
