//! XML as a stream of events, each of a bounded size, nested no deeper than a workbook is. An event
//! lies where it was inflated to and nothing of it is copied. This is the part of XML that workbooks
//! have: no document type, and so no entities but XML's own.

use super::part::Part;
use crate::finding::Code;
use crate::read::{Limit, Over, ReadError};
use std::borrow::Cow;

/// Office nests some twenty deep, in what this reader passes over.
const DEEPEST: usize = 256;

/// One event.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) enum Event<'e> {
    /// An element begins.
    Start(Tag<'e>),
    /// An element that holds nothing.
    Empty(Tag<'e>),
    /// The element that began last ends; its name is the same.
    End,
    /// Text as written, with its references.
    Text(&'e [u8]),
    /// Text in which nothing is written otherwise.
    Plain(&'e [u8]),
    /// The part ends, all of its elements closed.
    Eof,
}

impl Event<'_> {
    /// Appends the text that it is, if it is one.
    ///
    /// # Errors
    /// `F003` for a reference to what XML does not know.
    pub(in crate::read) fn append(&self, into: &mut String) -> Result<(), ReadError> {
        match self {
            Event::Text(written) => resolve(written, into),
            Event::Plain(written) => push(written, into),
            _ => Ok(()),
        }
    }
}

/// An element's name and attributes.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Tag<'e> {
    /// Its name without a prefix.
    pub(in crate::read) name: &'e [u8],
    attributes: &'e [u8],
}

/// A part's events.
pub(in crate::read) struct Xml<'a> {
    part: Part<'a>,
    /// The names of the open elements, one behind the other.
    names: Vec<u8>,
    /// Where each begins.
    open: Vec<usize>,
    /// Whether the part began in the middle of open elements.
    rest: bool,
}

/// What stands at the front of what is not read yet, by its length.
enum Token {
    Start { name: usize, length: usize },
    Empty { name: usize, length: usize },
    End { length: usize },
    Text { length: usize },
    Plain { length: usize },
    Nothing { length: usize },
}

fn wrong(detail: impl std::fmt::Display) -> ReadError {
    ReadError::new(Code::F003, format!("XML: {detail}"))
}

/// The fault of a part that ends before its elements do.
pub(in crate::read) fn ends_early() -> ReadError {
    wrong("ends too soon")
}

/// What was written as text.
fn utf8(written: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(written).map_err(|_| wrong("not UTF-8"))
}

impl<'a> Xml<'a> {
    /// The events of `part`.
    pub(in crate::read) fn new(part: Part<'a>) -> Xml<'a> {
        Xml {
            part,
            names: Vec::new(),
            open: Vec::new(),
            rest: false,
        }
    }

    /// The same, of what is left of a part whose outer elements were begun before.
    pub(in crate::read) fn of_rest(part: Part<'a>) -> Xml<'a> {
        Xml {
            rest: true,
            ..Xml::new(part)
        }
    }

    /// How many elements are open.
    pub(in crate::read) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The next event.
    ///
    /// # Errors
    /// [`ReadError`] when the XML is not well-formed, the part is damaged, or a limit is reached.
    pub(in crate::read) fn next(&mut self) -> Result<Event<'_>, ReadError> {
        let token = loop {
            match self.token()? {
                Some(Token::Nothing { length }) => {
                    self.part.take(length);
                }
                Some(token) => break token,
                None if self.open.is_empty() || self.rest => return Ok(Event::Eof),
                None => return Err(ends_early()),
            }
        };
        Ok(match token {
            Token::Text { length } => Event::Text(self.part.take(length)),
            Token::Plain { length } => {
                let written = self.part.take(length);
                Event::Plain(&written[b"<![CDATA[".len()..length - b"]]>".len()])
            }
            Token::Start { name, length } => {
                if self.open.len() == DEEPEST {
                    return Err(wrong("nested too deep"));
                }
                let written = self.part.take(length);
                self.open.push(self.names.len());
                self.names.extend_from_slice(&written[1..name]);
                Event::Start(tag(written, name, length - 1))
            }
            Token::Empty { name, length } => {
                Event::Empty(tag(self.part.take(length), name, length - 2))
            }
            Token::End { length } => {
                let written = self.part.take(length);
                let name = written[2..length - 1].trim_ascii_end();
                match self.open.pop() {
                    Some(start) if self.names[start..] == *name => self.names.truncate(start),
                    None if self.rest => {}
                    _ => return Err(wrong("a tag closes what is not open")),
                }
                Event::End
            }
            Token::Nothing { .. } => return Err(ends_early()),
        })
    }

    /// The next event in the element that began when so many elements were open as `inside` says, with
    /// itself; none at its end.
    ///
    /// # Errors
    /// As [`Xml::next`]; and where the part ends before the element does.
    pub(in crate::read) fn next_in(
        &mut self,
        inside: usize,
    ) -> Result<Option<Event<'_>>, ReadError> {
        let ends = self.depth() == inside;
        match self.next()? {
            Event::End if ends => Ok(None),
            Event::Eof => Err(ends_early()),
            event => Ok(Some(event)),
        }
    }

    /// What stands at the front; none at the end of the part.
    fn token(&mut self) -> Result<Option<Token>, ReadError> {
        // What was looked through before there was more of it.
        let mut known = 0;
        loop {
            let front = self.part.front();
            let found = match front {
                [] => None,
                [b'<', b'!', ..] => bang(front)?,
                [b'<', b'?', ..] => {
                    let end = find(front, b"?>", known.max(2));
                    end.map(|length| Token::Nothing { length })
                }
                [b'<', b'/', ..] => {
                    let from = known.max(2);
                    let end = memchr::memchr(b'>', front.get(from..).unwrap_or_default());
                    end.map(|at| Token::End {
                        length: from + at + 1,
                    })
                }
                [b'<', _, ..] => start_tag(front)?,
                [b'<'] => None,
                _ => {
                    let length = until(front, b'<', known);
                    (length < front.len()).then_some(Token::Text { length })
                }
            };
            if found.is_some() {
                return Ok(found);
            }
            known = front.len().saturating_sub(2);
            if front.first().is_some_and(|byte| *byte != b'<') {
                known = front.len();
            }
            if !self.part.more()? {
                return match self.part.front() {
                    [] => Ok(None),
                    [b'<', ..] => Err(ends_early()),
                    rest => {
                        let length = rest.len();
                        Ok(Some(Token::Text { length }))
                    }
                };
            }
        }
    }

    /// Passes over the rest of the element that has just begun.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(in crate::read) fn skip(&mut self) -> Result<(), ReadError> {
        let inside = self.depth();
        while self.depth() >= inside {
            if let Event::Eof = self.next()? {
                return Err(ends_early());
            }
        }
        Ok(())
    }

    /// Appends to `into` the text of the element that has just begun, up to its end; at most `most`
    /// characters.
    ///
    /// # Errors
    /// As [`Xml::next`]; and [`Over`] for a longer text.
    pub(in crate::read) fn text(&mut self, into: &mut String, most: u64) -> Result<(), ReadError> {
        let inside = self.depth();
        let from = into.len();
        // A character has at most four bytes. The characters are counted when the text is whole.
        let bytes = most.saturating_mul(4);
        while self.depth() >= inside {
            match self.next()? {
                Event::Eof => return Err(ends_early()),
                event => event.append(into)?,
            }
            if (into.len() - from) as u64 > bytes {
                let limit = Limit::StringLength;
                return Err(Over { limit, most }.into());
            }
        }
        Ok(())
    }
}

/// The place of the first `what` in `bytes` from `at` on; their length where there is none. Most are
/// a few bytes away, where a loop is quicker than a search prepared for long ways.
fn until(bytes: &[u8], what: u8, mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != what {
        at += 1;
    }
    at
}

/// Behind the first `what` in `front` from `from` on.
fn find(front: &[u8], what: &[u8], from: usize) -> Option<usize> {
    let at = memchr::memmem::find(front.get(from..)?, what)?;
    Some(from + at + what.len())
}

/// A comment, or text in which nothing is written otherwise. A document type is refused.
fn bang(front: &[u8]) -> Result<Option<Token>, ReadError> {
    const PLAIN: &[u8] = b"<![CDATA[";
    if front.starts_with(b"<!--") {
        let end = find(front, b"-->", 4);
        return Ok(end.map(|length| Token::Nothing { length }));
    }
    if front.starts_with(PLAIN) {
        let end = find(front, b"]]>", PLAIN.len());
        return Ok(end.map(|length| Token::Plain { length }));
    }
    match PLAIN.starts_with(front) || b"<!--".starts_with(front) {
        true => Ok(None),
        false => Err(wrong("a document type, which no workbook has")),
    }
}

/// The tag that begins an element; a `>` in a value does not end it.
fn start_tag(front: &[u8]) -> Result<Option<Token>, ReadError> {
    let mut at = 1;
    while at < front.len() && !matches!(front[at], b' ' | b'>' | b'/' | b'\n' | b'\t' | b'\r') {
        at += 1;
    }
    // Of `<br/>` the name ends before the slash, of `<a/b>` too.
    let name = at;
    let mut quote = 0;
    while at < front.len() {
        let byte = front[at];
        if quote != 0 {
            if byte == quote {
                quote = 0;
            }
        } else if byte == b'"' || byte == b'\'' {
            quote = byte;
        } else if byte == b'>' {
            let length = at + 1;
            return match front[at - 1] {
                _ if name == 1 => Err(wrong("a tag without a name")),
                b'/' => Ok(Some(Token::Empty { name, length })),
                _ => Ok(Some(Token::Start { name, length })),
            };
        }
        at += 1;
    }
    Ok(None)
}

fn tag(written: &[u8], name: usize, end: usize) -> Tag<'_> {
    Tag {
        name: local(&written[1..name]),
        attributes: &written[name..end],
    }
}

/// A name without its prefix.
fn local(name: &[u8]) -> &[u8] {
    let mut at = name.len();
    while at > 0 {
        if name[at - 1] == b':' {
            break;
        }
        at -= 1;
    }
    &name[at..]
}

/// Appends text as written, its line ends as one character.
fn push(written: &[u8], into: &mut String) -> Result<(), ReadError> {
    let text = utf8(written)?;
    match memchr::memchr(b'\r', written) {
        None => into.push_str(text),
        Some(_) => into.push_str(&text.replace("\r\n", "\n").replace('\r', "\n")),
    }
    Ok(())
}

/// Appends text with its references resolved.
fn resolve(mut written: &[u8], into: &mut String) -> Result<(), ReadError> {
    let mut at = 0;
    while at < written.len() && written[at] != b'&' && written[at] != b'\r' {
        at += 1;
    }
    if at == written.len() {
        into.push_str(utf8(written)?);
        return Ok(());
    }
    while let Some(at) = memchr::memchr(b'&', written) {
        push(&written[..at], into)?;
        let rest = &written[at + 1..];
        let end = rest.iter().take(40).position(|byte| *byte == b';');
        let name = end.map(|end| &rest[..end]);
        let Some(found) = name.and_then(character) else {
            let name = String::from_utf8_lossy(name.unwrap_or_default()).into_owned();
            return Err(wrong(format!("no character &{name};")));
        };
        into.push(found);
        written = &rest[end.unwrap_or_default() + 1..];
    }
    push(written, into)
}

/// The character that a reference stands for.
fn character(name: &[u8]) -> Option<char> {
    match name {
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"amp" => Some('&'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        _ => {
            let number = std::str::from_utf8(name.strip_prefix(b"#")?).ok()?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number).filter(|c| *c != '\0')
        }
    }
}

impl<'e> Tag<'e> {
    /// Whether `what` stands anywhere in the attributes: quicker asked than walking them.
    pub(in crate::read) fn mentions(&self, what: &memchr::memmem::Finder<'_>) -> bool {
        what.find(self.attributes).is_some()
    }

    /// The value of the attribute `name`, as written.
    pub(in crate::read) fn attribute(&self, name: &[u8]) -> Option<&'e [u8]> {
        let mut attributes = self.attributes();
        attributes
            .find(|(found, _)| *found == name)
            .map(|(_, value)| value)
    }

    /// Whether the attribute `name` holds a value that `is` asks for.
    pub(in crate::read) fn says(&self, name: &[u8], is: impl Fn(&[u8]) -> bool) -> bool {
        let mut attributes = self.attributes();
        attributes.any(|(found, value)| found == name && is(value))
    }

    /// The attributes: their names without prefixes, and their values as written.
    pub(in crate::read) fn attributes(&self) -> Attributes<'e> {
        Attributes(self.attributes)
    }
}

/// Walks the attributes of a tag; what is not well-formed ends the walk.
pub(in crate::read) struct Attributes<'e>(&'e [u8]);

impl<'e> Iterator for Attributes<'e> {
    type Item = (&'e [u8], &'e [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.0;
        let start = past_space(bytes, 0);
        let equals = until(bytes, b'=', start);
        let open = past_space(bytes, equals + 1);
        if open >= bytes.len() {
            return None;
        }
        let quote = bytes[open];
        if quote != b'"' && quote != b'\'' {
            return None;
        }
        let close = until(bytes, quote, open + 1);
        if close >= bytes.len() {
            return None;
        }
        self.0 = &bytes[close + 1..];
        let name = local(bytes[start..equals].trim_ascii_end());
        Some((name, &bytes[open + 1..close]))
    }
}

/// The first place from `at` on that is no space.
fn past_space(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && matches!(bytes[at], b' ' | b'\n' | b'\t' | b'\r') {
        at += 1;
    }
    at
}

/// An attribute's value with its references resolved.
///
/// # Errors
/// `F003` for a reference to what XML does not know.
pub(in crate::read) fn value(written: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    if memchr::memchr(b'&', written).is_none() {
        return utf8(written).map(Cow::Borrowed);
    }
    let mut resolved = String::new();
    resolve(written, &mut resolved)?;
    Ok(Cow::Owned(resolved))
}

/// An attribute's value as it can be quoted in a finding.
pub(in crate::read) fn quoted(written: &[u8]) -> String {
    String::from_utf8_lossy(written).chars().take(40).collect()
}

/// A whole number as written; none for anything else, and for what does not fit.
pub(in crate::read) fn whole(written: &[u8]) -> Option<u32> {
    if written.is_empty() {
        return None;
    }
    let mut number: u32 = 0;
    for byte in written {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(u32::from(digit))?;
    }
    Some(number)
}

/// Whether an attribute of a yes-or-no kind says yes.
pub(in crate::read) fn is_true(written: &[u8]) -> bool {
    matches!(written, b"1" | b"true" | b"on")
}
