//! A zip of files: its entries, and the bytes of one at a time. The sizes that a zip states are
//! checked before anything is inflated, and no entry is inflated beyond the size stated for it: so
//! what is stated, checked, bounds what is done. Of a zip on disk its directory alone is held.

use super::kind::{Kind, kind_of_zip};
use super::package::zipped::{self, Entry, HEADER_LENGTH, TAIL, header_names, reach};
use super::{Limit, Limits, ReadError};
use crate::finding::Code;
use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// Below so many bytes inflated, how well they were packed says nothing.
const SMALL: u64 = 1024 * 1024;

/// The entries of a zip.
#[derive(Debug)]
pub struct Archive {
    entries: Vec<Entry<'static>>,
}

impl Archive {
    /// Reads the list of the entries of the zip in `reader`.
    ///
    /// # Errors
    /// `F003` when it is damaged, `F019` when it has too many.
    pub fn open(mut reader: impl Read + Seek, limits: &Limits) -> Result<Archive, ReadError> {
        let length = reader.seek(SeekFrom::End(0)).map_err(damaged)?;
        let mut end = end_of(&mut reader, length, TAIL)?;
        let wanted = reach(&end).min(most_directory(limits)).min(length);
        if wanted > end.len() as u64 {
            end = end_of(&mut reader, length, wanted)?;
        }
        let archive = zipped::Archive::open_end(&end, length - end.len() as u64)?;
        let mut entries = Vec::new();
        for (number, entry) in (1..).zip(archive.entries()) {
            limits.check(Limit::Entries, number)?;
            entries.push(entry?.own());
        }
        Ok(Archive { entries })
    }

    /// What the whole is: a workbook is a zip too.
    pub fn kind(&self) -> Kind {
        let name = |entry: &Entry<'_>| String::from_utf8_lossy(&entry.name).into_owned();
        kind_of_zip(self.entries.iter().map(name))
    }

    /// The entries in their order; where one stands is its index.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<'static>> {
        self.entries.iter()
    }

    /// Checks that the entries of `sizes`, inflated, are within the limits of a zip of `packed`
    /// bytes; answers how many bytes they are together.
    ///
    /// # Errors
    /// `F019` when they are not.
    pub fn check_sizes(
        sizes: impl Iterator<Item = u64>,
        packed: u64,
        limits: &Limits,
    ) -> Result<u64, ReadError> {
        let inflated = sizes.fold(0, u64::saturating_add);
        limits.check(Limit::InflatedBytes, inflated)?;
        if inflated > SMALL {
            limits.check(Limit::Ratio, inflated.div_ceil(packed.max(1)))?;
        }
        Ok(inflated)
    }

    /// The bytes of the entry at `index`, from the `reader` that the zip is in.
    ///
    /// # Errors
    /// `F004` when it is under a password, `F019` when it has too many bytes, `F003` when it is
    /// damaged or inflates to another size than is stated.
    pub fn inflate(
        &self,
        mut reader: impl Read + Seek,
        index: usize,
        limits: &Limits,
    ) -> Result<Vec<u8>, ReadError> {
        let entry = self
            .entries
            .get(index)
            .ok_or_else(|| ReadError::new(Code::F003, format!("no entry {index}")))?;
        if entry.encrypted {
            return Err(ReadError::new(
                Code::F004,
                "Password required to decrypt file",
            ));
        }
        limits.check(Limit::FileBytes, entry.size)?;
        let mut header = [0; HEADER_LENGTH];
        reader
            .seek(SeekFrom::Start(entry.header))
            .map_err(damaged)?;
        reader.read_exact(&mut header).map_err(damaged)?;
        let names = header_names(&header).ok_or_else(|| ReadError::new(Code::F003, "no header"))?;
        let start = entry.header.saturating_add(HEADER_LENGTH as u64 + names);
        reader.seek(SeekFrom::Start(start)).map_err(damaged)?;
        let packed = BufReader::new(reader.take(entry.packed));
        let bytes = match entry.method {
            0 => inflated(packed, entry.size)?,
            8 => inflated(DeflateDecoder::new(packed), entry.size)?,
            method => return Err(ReadError::new(Code::F003, format!("zip: method {method}"))),
        };
        let mut crc = Crc::new();
        crc.update(&bytes);
        match (bytes.len() as u64 == entry.size, crc.sum() == entry.crc) {
            (true, true) => Ok(bytes),
            (true, false) => Err(ReadError::new(Code::F003, "Invalid checksum")),
            (false, _) => Err(ReadError::new(Code::F003, "size")),
        }
    }
}

/// What `source` holds, up to one byte more than the `size` that is stated.
fn inflated(source: impl Read, size: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let mut source = source.take(size.saturating_add(1));
    source.read_to_end(&mut bytes).map_err(damaged)?;
    Ok(bytes)
}

/// The last `most` of the `length` bytes in `reader`.
fn end_of(reader: &mut (impl Read + Seek), length: u64, most: u64) -> Result<Vec<u8>, ReadError> {
    let from = length.saturating_sub(most);
    reader.seek(SeekFrom::Start(from)).map_err(damaged)?;
    let mut end = Vec::new();
    let mut rest = reader.take(length - from);
    rest.read_to_end(&mut end).map_err(damaged)?;
    Ok(end)
}

/// How long a directory may be: a name takes some hundred bytes.
fn most_directory(limits: &Limits) -> u64 {
    limits
        .most(Limit::Entries)
        .saturating_add(1)
        .saturating_mul(1024)
        .saturating_add(TAIL)
}

fn damaged(error: io::Error) -> ReadError {
    ReadError::new(Code::F003, error.to_string())
}
