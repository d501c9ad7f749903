//! The merged ranges of a sheet. They stand behind its rows, so the part is inflated once more and
//! searched for them; only what follows is read as XML.

use super::address;
use crate::finding::Code;
use crate::read::meter::Meter;
use crate::read::package::{Event, Part, Tag, Xml, quoted};
use crate::read::{Limit, Merge, ReadError};
use memchr::memmem;

const LIST: &[u8] = b"mergeCells";

/// The merged ranges in the sheet `part`.
///
/// # Errors
/// When the part is damaged, or there are too many.
pub(super) fn read(mut part: Part<'_>, meter: &Meter) -> Result<Vec<Merge>, ReadError> {
    let mut found = Vec::new();
    if !find_list(&mut part)? {
        return Ok(found);
    }
    let mut xml = Xml::of_rest(part);
    loop {
        match xml.next()? {
            Event::Start(tag) | Event::Empty(tag) if tag.name == b"mergeCell" => {
                found.push(range(tag)?);
                meter.check(Limit::Merges, found.len() as u64)?;
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The range of a `mergeCell`.
///
/// # Errors
/// `F016` when there is no such range.
pub(super) fn range(tag: Tag<'_>) -> Result<Merge, ReadError> {
    let written = tag.attribute(b"ref").unwrap_or_default();
    address::range(written)
        .ok_or_else(|| ReadError::new(Code::F016, format!("no range {}", quoted(written))))
}

/// Comes to behind the first place that names the list, if there is one. The name may stand in a
/// text too: what follows is then read as XML from there on, which finds the list just as well.
fn find_list(part: &mut Part<'_>) -> Result<bool, ReadError> {
    let finder = memmem::Finder::new(LIST);
    loop {
        let front = part.front();
        if let Some(at) = finder.find(front) {
            part.take(at + LIST.len());
            return Ok(true);
        }
        // The name may be cut between this piece and the next.
        let done = front.len().saturating_sub(LIST.len() - 1);
        part.take(done);
        if !part.more()? {
            return Ok(false);
        }
    }
}
