//! A workbook that is a zip of parts in XML, as xlsx and ods are: what their readers share. `zipped`
//! walks the zip's directory, `part` inflates one part, `xml` cuts it into events, and `properties` reads
//! what a document says of itself.
//! Nothing is believed that a file says of itself, no size and no count.

mod part;
mod properties;
mod xml;
pub(in crate::read) mod zipped;

pub(in crate::read) use part::Part;
pub(in crate::read) use properties::{Properties, Property};
pub(in crate::read) use xml::{Event, Tag, Xml, ends_early, is_true, quoted, value, whole};
pub(in crate::read) use zipped::{Archive, number};

use super::meter::Meter;
use super::{Limit, ReadError};
use crate::finding::Code;
use std::collections::HashMap;
use std::io::Read;
use std::rc::Rc;
use zipped::Entry;

/// Names longer than this are no part's that is looked for.
pub(in crate::read) const LONGEST_NAME: usize = 1024;

/// The parts of a package, by name.
pub(in crate::read) struct Package<'b> {
    archive: Archive<'b>,
    /// By [`part_name`]; none where two parts have one name.
    parts: HashMap<String, Option<Entry<'b>>>,
}

/// What a part holds, its entry, and how many bytes it is packed in.
type Inflated<'p, 'b> = (Box<dyn Read + 'b>, &'p Entry<'b>, u64);

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
    pub(in crate::read) fn open(bytes: &'b [u8], meter: &Meter) -> Result<Package<'b>, ReadError> {
        let archive = Archive::open(bytes)?;
        let mut parts: HashMap<String, Option<Entry<'b>>> = HashMap::new();
        for (number, entry) in (1..).zip(archive.entries()) {
            meter.check(Limit::Entries, number)?;
            let entry = entry?;
            if entry.encrypted {
                return Err(ReadError::new(Code::F004, "zip"));
            }
            if entry.name.len() > LONGEST_NAME || entry.name.ends_with(b"/") {
                continue;
            }
            let name = part_name(&String::from_utf8_lossy(&entry.name));
            parts
                .entry(name)
                .and_modify(|twice| *twice = None)
                .or_insert(Some(entry));
        }
        Ok(Package { archive, parts })
    }

    /// Whether there is a part called `name`.
    pub(in crate::read) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&part_name(name))
    }

    /// The part called `name`, to be read as XML; none when there is none.
    ///
    /// # Errors
    /// `F003` when two parts have the name, or its bytes are not there.
    pub(in crate::read) fn part(
        &self,
        name: &str,
        meter: &Rc<Meter>,
    ) -> Result<Option<Part<'b>>, ReadError> {
        let Some((source, entry, size)) = self.inflated(name)? else {
            return Ok(None);
        };
        Ok(Some(Part::new(source, size, entry.crc, Rc::clone(meter))))
    }

    /// The bytes of the part called `name`, as many as are allowed; none when they cannot be had. Whether they
    /// are sound nobody looks: they are not the cells themselves.
    pub(in crate::read) fn bytes(&self, name: &str, meter: &Meter) -> Option<impl Read + 'b> {
        let (source, ..) = self.inflated(name).ok()??;
        Some(source.take(meter.most(Limit::InflatedBytes)))
    }

    /// What the part called `name` holds, its entry, and how many bytes it is packed in.
    fn inflated(&self, name: &str) -> Result<Option<Inflated<'_, 'b>>, ReadError> {
        let Some(entry) = self.parts.get(&part_name(name)) else {
            return Ok(None);
        };
        let entry = entry
            .as_ref()
            .ok_or_else(|| ReadError::new(Code::F003, format!("zip: {name} twice")))?;
        let packed = self.archive.packed(entry)?;
        let source: Box<dyn Read + 'b> = match entry.method {
            0 => Box::new(packed),
            8 => Box::new(flate2::bufread::DeflateDecoder::new(packed)),
            method => return Err(ReadError::new(Code::F003, format!("zip: method {method}"))),
        };
        Ok(Some((source, entry, packed.len() as u64)))
    }

    /// The XML of the part called `name`.
    ///
    /// # Errors
    /// As [`Package::part`]; and `F003` when there is no such part.
    pub(in crate::read) fn xml(&self, name: &str, meter: &Rc<Meter>) -> Result<Xml<'b>, ReadError> {
        self.part(name, meter)?
            .map(Xml::new)
            .ok_or_else(|| ReadError::new(Code::F003, format!("no part {name}")))
    }
}
