//! The package: parts by name in a zip, and the relationships by which one part names another.

use super::part::Part;
use super::watch::Watch;
use super::xml::{Event, Tag, Xml, quoted, value};
use crate::read::zipped::{Archive, Entry};
use crate::read::{Limit, ReadError};
use std::collections::HashMap;
use std::io::Read;
use std::rc::Rc;

/// Names longer than this are no part's that is looked for.
const LONGEST_NAME: usize = 1024;
/// Relationships of one part; a workbook has one a sheet and a dozen more.
const MOST_RELATIONS: usize = 20_000;

/// The parts of a package, by name.
pub(super) struct Package<'b> {
    archive: Archive<'b>,
    /// By [`part_name`]; none where two parts have one name.
    parts: HashMap<String, Option<Entry<'b>>>,
}

/// A part's name as it is looked up: names differ in case and, from some programs, in slashes.
fn part_name(written: &str) -> String {
    written
        .replace('\\', "/")
        .trim_start_matches('/')
        .to_ascii_lowercase()
}

impl<'b> Package<'b> {
    /// The package that `bytes` hold.
    ///
    /// # Errors
    /// `F003` when they are no zip, `F004` when it is under a password; and when it holds too many
    /// files.
    pub(super) fn open(bytes: &'b [u8], watch: &Watch) -> Result<Package<'b>, ReadError> {
        let archive = Archive::open(bytes)?;
        let mut parts: HashMap<String, Option<Entry<'b>>> = HashMap::new();
        for (number, entry) in (1..).zip(archive.entries()) {
            watch.check(Limit::Entries, number)?;
            let entry = entry?;
            if entry.encrypted {
                return Err(ReadError::new("F004", "zip"));
            }
            if entry.name.len() > LONGEST_NAME || entry.name.ends_with(b"/") {
                continue;
            }
            let name = part_name(&String::from_utf8_lossy(entry.name));
            parts
                .entry(name)
                .and_modify(|twice| *twice = None)
                .or_insert(Some(entry));
        }
        Ok(Package { archive, parts })
    }

    /// Whether there is a part called `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&part_name(name))
    }

    /// The part called `name`, to be read as XML; none when there is none.
    ///
    /// # Errors
    /// `F003` when two parts have the name, or its bytes are not there.
    pub(super) fn part(
        &self,
        name: &str,
        watch: &Rc<Watch>,
    ) -> Result<Option<Part<'b>>, ReadError> {
        let Some(entry) = self.parts.get(&part_name(name)) else {
            return Ok(None);
        };
        let entry = entry
            .as_ref()
            .ok_or_else(|| ReadError::new("F003", format!("zip: {name} twice")))?;
        let packed = self.archive.packed(entry)?;
        let source: Box<dyn Read + 'b> = match entry.method {
            0 => Box::new(packed),
            8 => Box::new(flate2::bufread::DeflateDecoder::new(packed)),
            method => return Err(ReadError::new("F003", format!("zip: method {method}"))),
        };
        let size = packed.len() as u64;
        Ok(Some(Part::new(source, size, entry.crc, Rc::clone(watch))))
    }

    /// The XML of the part called `name`.
    ///
    /// # Errors
    /// As [`Package::part`]; and `F003` when there is no such part.
    pub(super) fn xml(&self, name: &str, watch: &Rc<Watch>) -> Result<Xml<'b>, ReadError> {
        self.part(name, watch)?
            .map(Xml::new)
            .ok_or_else(|| ReadError::new("F003", format!("no part {name}")))
    }

    /// What the part called `name` (`""` for the package) refers to; nothing where it says nothing.
    ///
    /// # Errors
    /// When the part that lists it is damaged.
    pub(super) fn relations(&self, name: &str, watch: &Rc<Watch>) -> Result<Relations, ReadError> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let list = format!("{folder}/_rels/{file}.rels");
        let mut found = Relations::default();
        let Some(part) = self.part(&list, watch)? else {
            return Ok(found);
        };
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(tag) | Event::Empty(tag) if tag.name == b"Relationship" => {
                    found.add(folder, tag)?;
                }
                Event::Eof => return Ok(found),
                _ => {}
            }
        }
    }
}

/// What a part refers to.
#[derive(Debug, Default)]
pub(super) struct Relations(Vec<Relation>);

/// One reference of a part to another.
#[derive(Debug)]
pub(super) struct Relation {
    id: Vec<u8>,
    /// The last word of its type: `worksheet`. What stands before it differs between the strict and
    /// the transitional dialect.
    pub(super) kind: String,
    /// The name of the part.
    pub(super) target: String,
}

impl Relations {
    fn add(&mut self, folder: &str, tag: Tag<'_>) -> Result<(), ReadError> {
        let (mut id, mut kind, mut target) = (&b""[..], &b""[..], &b""[..]);
        let mut external = false;
        for (name, value) in tag.attributes() {
            match name {
                b"Id" => id = value,
                b"Type" => kind = value,
                b"Target" => target = value,
                b"TargetMode" => external = value == b"External",
                _ => {}
            }
        }
        let target = value(target)?;
        if external || target.len() > LONGEST_NAME || id.len() > LONGEST_NAME {
            return Ok(());
        }
        if self.0.len() == MOST_RELATIONS {
            return Err(ReadError::new("F003", "too many relationships"));
        }
        let kind = kind.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
        self.0.push(Relation {
            id: id.to_vec(),
            kind: quoted(kind),
            target: resolved(folder, &target),
        });
        Ok(())
    }

    /// The reference called `id`.
    pub(super) fn by_id(&self, id: &[u8]) -> Option<&Relation> {
        self.0.iter().find(|relation| relation.id == id)
    }

    /// The part of the first reference of `kind`.
    pub(super) fn target(&self, kind: &str) -> Option<&str> {
        let found = self.0.iter().find(|relation| relation.kind == kind);
        found.map(|relation| relation.target.as_str())
    }
}

/// The name of the part that `target` means in a part of `folder`.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let whole = match target.starts_with('/') {
        true => target,
        false => format!("{folder}/{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_relative_or_absolute() {
        assert_eq!(
            resolved("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(
            resolved("xl", "/xl/worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(resolved("xl", "..\\xl\\.\\sheet.xml"), "xl/sheet.xml");
        assert_eq!(resolved("", "../../../etc/passwd"), "etc/passwd");
    }
}
