//! What a document says of itself, in the part that holds its properties.

use super::{Event, Tag, Xml};
use crate::read::ReadError;

/// The properties that are asked for.
#[derive(Debug, Clone, Default)]
pub(in crate::read) struct Properties {
    pub(in crate::read) category: Option<String>,
    /// When it was last saved, as it says it.
    pub(in crate::read) modified: Option<String>,
    /// The program that wrote it.
    pub(in crate::read) program: Option<String>,
}

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Property {
    Category,
    Modified,
    Program,
}

impl Properties {
    /// Reads them to the end of `xml`: the texts, of at most `most` characters, of the elements that
    /// are one by `property`; an empty text says nothing.
    ///
    /// # Errors
    /// When the part is damaged, or a text is too long.
    pub(in crate::read) fn read(
        xml: &mut Xml<'_>,
        most: u64,
        property: impl Fn(Tag<'_>) -> Option<Property>,
    ) -> Result<Properties, ReadError> {
        let mut found = Properties::default();
        loop {
            let which = match xml.next()? {
                Event::Start(tag) => property(tag),
                Event::Eof => return Ok(found),
                _ => None,
            };
            let Some(which) = which else { continue };
            let mut text = String::new();
            xml.text(&mut text, most)?;
            let text = Some(text.trim().to_string()).filter(|text| !text.is_empty());
            match which {
                Property::Category => found.category = text,
                Property::Modified => found.modified = text,
                Property::Program => found.program = text,
            }
        }
    }
}
