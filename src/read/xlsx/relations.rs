//! The relationships by which one part of an Office package names another.

use crate::finding::Code;
use crate::read::ReadError;
use crate::read::meter::Meter;
use crate::read::package::{Event, LONGEST_NAME, Package, Tag, Xml, quoted, value};
use std::rc::Rc;

/// Relationships of one part; a workbook has one a sheet and a dozen more.
const MOST_RELATIONS: usize = 20_000;

/// What a part refers to.
#[derive(Debug, Default)]
pub(in crate::read) struct Relations(Vec<Relation>);

/// One reference of a part to another.
#[derive(Debug)]
pub(in crate::read) struct Relation {
    id: Vec<u8>,
    /// The last word of its type: `worksheet`. What stands before it differs between the strict and
    /// the transitional dialect.
    pub(in crate::read) kind: String,
    /// The name of the part.
    pub(in crate::read) target: String,
}

impl Relations {
    /// What the part called `name` (`""` for the package) refers to; nothing where it says nothing.
    ///
    /// # Errors
    /// When the part that lists it is damaged.
    pub(in crate::read) fn read(
        package: &Package<'_>,
        name: &str,
        meter: &Rc<Meter>,
    ) -> Result<Relations, ReadError> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let list = format!("{folder}/_rels/{file}.rels");
        let mut found = Relations::default();
        let Some(part) = package.part(&list, meter)? else {
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
            return Err(ReadError::new(Code::F003, "too many relationships"));
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
    pub(in crate::read) fn by_id(&self, id: &[u8]) -> Option<&Relation> {
        self.0.iter().find(|relation| relation.id == id)
    }

    /// The parts of all references of `kind`.
    pub(super) fn targets(&self, kind: &str) -> impl Iterator<Item = &str> {
        let found = self.0.iter().filter(move |relation| relation.kind == kind);
        found.map(|relation| relation.target.as_str())
    }

    /// The part of the first reference of `kind`.
    pub(in crate::read) fn target(&self, kind: &str) -> Option<&str> {
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
