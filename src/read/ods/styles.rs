//! Of a document's styles, what a person sees of cells and sheets beside their values: that a text is
//! struck out, that a sheet is hidden, what a number's format says more than the number.

use super::formats::{self, Formats, is_format};
use crate::finding::Code;
use crate::read::package::{Event, Tag, Xml};
use crate::read::{NumberFormat, ReadError};
use std::collections::HashMap;
use std::rc::Rc;

/// What a style is for; each family has names of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Cell,
    Text,
    Paragraph,
    Table,
}

/// What a style says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    /// Whether text is struck out; none where it does not say.
    pub(super) struck: Option<bool>,
    /// Of a sheet: whether it is hidden.
    pub(super) hidden: bool,
    /// Which of the document's formats that say more it has.
    format: Option<usize>,
}

/// More than this is no document's; LibreOffice and Excel make some thousand.
const MOST: usize = 200_000;
/// Bytes of all names together.
const MOST_BYTES: usize = 16 << 20;
/// Styles that one may come from. Programs make three or four.
const MOST_PARENTS: usize = 32;

/// A document's styles by their names, as they are written.
#[derive(Debug, Default)]
pub(super) struct Styles {
    families: [HashMap<Vec<u8>, Entry>; 4],
    /// Whether a cell of no style is struck out.
    of_cells: Option<bool>,
    formats: Formats,
    /// Those that say more than the number or the day.
    speaking: Vec<Rc<NumberFormat>>,
    count: usize,
    bytes: usize,
}

#[derive(Debug)]
struct Entry {
    style: Style,
    parent: Vec<u8>,
    /// The name of its number's format.
    format: Vec<u8>,
}

/// What the tag of a style says.
#[derive(Default)]
struct Head {
    /// None for a family that says nothing that is asked.
    family: Option<Family>,
    /// None for what holds for all of a family.
    name: Option<Vec<u8>>,
    parent: Vec<u8>,
    format: Vec<u8>,
}

impl Styles {
    /// Takes in the styles of the element that has just begun, up to its end. They go before what
    /// was there under the same names.
    ///
    /// # Errors
    /// When the XML is damaged, or there are too many.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let inside = xml.depth();
        while let Some(event) = xml.next_in(inside)? {
            match event {
                Event::Start(tag) => match head(tag) {
                    Some(head) => {
                        let style = properties(xml)?;
                        self.add(head, style)?;
                    }
                    None if is_format(tag.name) => {
                        let name = formats::name(tag);
                        self.grow(name.len())?;
                        self.formats.read(name, xml)?;
                    }
                    None => xml.skip()?,
                },
                Event::Empty(tag) => {
                    if let Some(head) = head(tag) {
                        self.add(head, Style::default())?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn add(&mut self, head: Head, style: Style) -> Result<(), ReadError> {
        let Some(family) = head.family else {
            return Ok(());
        };
        let Some(name) = head.name else {
            if family == Family::Cell {
                self.of_cells = style.struck;
            }
            return Ok(());
        };
        self.grow(name.len() + head.parent.len() + head.format.len())?;
        let (parent, format) = (head.parent, head.format);
        let entry = Entry {
            style,
            parent,
            format,
        };
        self.families[family as usize].insert(name, entry);
        Ok(())
    }

    /// One more style, whose names take so many bytes.
    fn grow(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.count += 1;
        self.bytes += bytes;
        match self.count > MOST || self.bytes > MOST_BYTES {
            true => Err(ReadError::new(Code::F003, "too many styles")),
            false => Ok(()),
        }
    }

    /// Gives each style what those say that it comes from.
    pub(super) fn settle(&mut self) {
        self.settle_formats();
        let of_cells = self.of_cells;
        for (index, family) in self.families.iter_mut().enumerate() {
            let default = match index == Family::Cell as usize {
                true => of_cells,
                // Text that does not say looks like its cell.
                false => None,
            };
            let settled: Vec<Option<bool>> = family
                .values()
                .map(|entry| struck(family, entry).or(default))
                .collect();
            // Nothing is put in between, so the order is the same.
            for (entry, struck) in family.values_mut().zip(settled) {
                entry.style.struck = struck;
            }
        }
    }

    /// Gives each style of a cell its format, or that of the nearest which it comes from.
    fn settle_formats(&mut self) {
        let mut known: HashMap<&[u8], Option<usize>> = HashMap::new();
        let cells = &self.families[Family::Cell as usize];
        let mut found = Vec::with_capacity(cells.len());
        for entry in cells.values() {
            let mut of = Some(entry);
            for _ in 0..MOST_PARENTS {
                of = match of {
                    Some(entry) if entry.format.is_empty() => cells.get(&entry.parent),
                    other => other,
                };
            }
            let name = of.map_or(&b""[..], |entry| &entry.format);
            let index = *known.entry(name).or_insert_with(|| {
                let format = self
                    .formats
                    .code(name)
                    .and_then(|code| NumberFormat::of(&code))?;
                self.speaking.push(Rc::new(format));
                Some(self.speaking.len() - 1)
            });
            found.push(index);
        }
        let cells = &mut self.families[Family::Cell as usize];
        // Nothing is put in between, so the order is the same.
        for (entry, index) in cells.values_mut().zip(found) {
            entry.style.format = index;
        }
    }

    /// The format of a style, where it says more than the number or the day.
    pub(super) fn format(&self, style: Style) -> Option<Rc<NumberFormat>> {
        self.speaking.get(style.format?).cloned()
    }

    /// The style of `family` called `name`, once [`settle`](Styles::settle)d; what says nothing where
    /// there is none.
    pub(super) fn get(&self, family: Family, name: &[u8]) -> Style {
        let entry = self.families[family as usize].get(name);
        entry.map(|entry| entry.style).unwrap_or_default()
    }

    /// Whether a cell of no style is struck out.
    pub(super) fn of_cells(&self) -> bool {
        self.of_cells == Some(true)
    }
}

/// Whether a style strikes out, or the nearest that it comes from and that says so or not.
fn struck<'s>(family: &'s HashMap<Vec<u8>, Entry>, mut entry: &'s Entry) -> Option<bool> {
    for _ in 0..MOST_PARENTS {
        if entry.style.struck.is_some() {
            return entry.style.struck;
        }
        entry = family.get(&entry.parent)?;
    }
    None
}

/// A style by its tag; none for a tag that is none.
fn head(tag: Tag<'_>) -> Option<Head> {
    if !matches!(tag.name, b"style" | b"default-style") {
        return None;
    }
    let mut head = Head::default();
    for (name, value) in tag.attributes() {
        match name {
            b"family" => {
                head.family = match value {
                    b"table-cell" => Some(Family::Cell),
                    b"text" => Some(Family::Text),
                    b"paragraph" => Some(Family::Paragraph),
                    b"table" => Some(Family::Table),
                    _ => None,
                };
            }
            b"name" if tag.name == b"style" => head.name = Some(value.to_vec()),
            b"parent-style-name" => head.parent = value.to_vec(),
            b"data-style-name" => head.format = value.to_vec(),
            _ => {}
        }
    }
    Some(head)
}

/// What the style that has just begun says, up to its end.
fn properties(xml: &mut Xml<'_>) -> Result<Style, ReadError> {
    let inside = xml.depth();
    let mut style = Style::default();
    while let Some(event) = xml.next_in(inside)? {
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.name {
                b"text-properties" => style.struck = strikes(tag).or(style.struck),
                b"table-properties" => {
                    style.hidden |= tag.says(b"display", |value| value == b"false");
                }
                _ => {}
            },
            _ => {}
        }
    }
    Ok(style)
}

/// Whether the properties of a text strike it out; none where they do not say.
fn strikes(tag: Tag<'_>) -> Option<bool> {
    let said = tag.attributes().filter_map(|(name, value)| match name {
        b"text-line-through-style" | b"text-line-through-type" => Some(value != b"none"),
        _ => None,
    });
    // A line without a style, or of no lines, is none.
    said.reduce(|all, one| all && one)
}
