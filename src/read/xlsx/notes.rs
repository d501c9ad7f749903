//! The notes of a sheet: those of old, and the threads that newer programs keep beside a note that only says
//! that there is a thread.

use super::address;
use super::relations::Relations;
use crate::read::meter::Meter;
use crate::read::package::{Event, Package, Xml, ends_early};
use crate::read::{Limit, Note, ReadError};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Notes that are kept of a sheet.
const MOST: usize = 1_000;

/// How many bytes of a note are kept.
const LONGEST: usize = 2_000;

/// The notes of the sheet in the part called `name`. What is damaged in them is passed over: no figure
/// stands there.
pub(super) fn read(package: &Package<'_>, name: &str, meter: &Rc<Meter>) -> Vec<Note> {
    let Ok(relations) = Relations::read(package, name, meter) else {
        return Vec::new();
    };
    let mut found = BTreeMap::new();
    for kind in ["comments", "threadedComment"] {
        for part in relations.targets(kind) {
            // What the first cells say is kept where the rest is damaged.
            let _ = package
                .xml(part, meter)
                .and_then(|mut xml| of_part(&mut xml, meter, &mut found));
        }
    }
    let notes = found
        .into_iter()
        .map(|(cell, text): ((u32, u32), String)| Note {
            cell,
            text: text.trim().to_string(),
        });
    notes.filter(|note| !note.text.is_empty()).collect()
}

fn of_part(
    xml: &mut Xml<'_>,
    meter: &Meter,
    found: &mut BTreeMap<(u32, u32), String>,
) -> Result<(), ReadError> {
    let mut first_of_thread = BTreeMap::new();
    loop {
        match xml.next()? {
            Event::Start(tag) if matches!(tag.name, b"comment" | b"threadedComment") => {
                let thread = tag.name == b"threadedComment";
                let mut attributes = tag.attributes();
                let at = attributes.find(|(name, _)| *name == b"ref");
                let cell = at.and_then(|(_, at)| address::cell(at));
                let text = text(xml, meter)?;
                let Some(cell) = cell.filter(|_| found.len() < MOST) else {
                    continue;
                };
                match thread && first_of_thread.insert(cell, ()).is_some() {
                    true => {
                        let said = found.entry(cell).or_default();
                        if said.len() < LONGEST {
                            said.push_str(&format!("；{text}"));
                        }
                    }
                    false => drop(found.insert(cell, text)),
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The text of the note that has just begun, up to its end.
fn text(xml: &mut Xml<'_>, meter: &Meter) -> Result<String, ReadError> {
    let inside = xml.depth();
    let most = meter.most(Limit::StringLength);
    let mut text = String::new();
    loop {
        let depth = xml.depth();
        match xml.next()? {
            Event::Start(tag) if tag.name == b"text" => xml.text(&mut text, most)?,
            Event::End if depth == inside => break,
            Event::Eof => return Err(ends_early()),
            _ => {}
        }
    }
    Ok(said(&text).chars().take(LONGEST / 4).collect())
}

/// What a note says itself: one that stands for a thread tells old programs so first.
fn said(text: &str) -> &str {
    let thread = ["[线程批注]", "[Threaded comment]", "[對話式註解]"];
    if !thread
        .iter()
        .any(|mark| text.trim_start().starts_with(mark))
    {
        return text;
    }
    let labels = ["批注:", "批注：", "Comment:", "註解:"];
    let behind = labels
        .iter()
        .filter_map(|label| text.rsplit_once(label).map(|(_, said)| said));
    behind.min_by_key(|said| said.len()).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn a_note_that_stands_for_a_thread_says_what_the_thread_does() {
        let note = "[线程批注]\n\n你的Excel版本可读取此线程批注\n\n批注:\n    已调出，不再缴";
        assert_eq!(said(note).trim(), "已调出，不再缴");
        assert_eq!(said("已交 16.00 现金"), "已交 16.00 现金");
    }
}
