//! A zip of files: its entries, and the bytes of one at a time. The sizes that a zip states are
//! checked before anything is inflated, and no entry is inflated beyond the size stated for it: so
//! what is stated, checked, bounds what is done.

use super::kind::{Kind, kind_of_zip};
use super::{Limit, Limits, ReadError};
use crate::finding::Code;
use std::io::{Read, Seek};
use zip::read::{Config, OwnedZipFileEntry};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

/// Bit 11 of an entry's flags: its name is UTF-8.
const UTF8_NAMES: u16 = 1 << 11;

/// Below so many bytes inflated, how well they were packed says nothing.
const SMALL: u64 = 1024 * 1024;

/// The entries of a zip.
#[derive(Debug)]
pub struct Archive {
    entries: Vec<OwnedZipFileEntry>,
}

/// What a zip says of one entry.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Its name's bytes.
    pub name: &'a [u8],
    /// Whether the zip says that the name is UTF-8.
    pub utf8: bool,
    /// Whether it is a folder or a link, which hold nothing to be read.
    pub bare: bool,
    /// Bytes once inflated, as stated.
    pub size: u64,
}

impl Archive {
    /// Reads the list of the entries of the zip in `reader`.
    ///
    /// # Errors
    /// `F003` when it is damaged, `F019` when it has too many.
    pub fn open(reader: impl Read + Seek, limits: &Limits) -> Result<Archive, ReadError> {
        let mut list = ZipIterable::try_new(reader, Config::default()).map_err(damaged)?;
        limits.check(Limit::Entries, list.len() as u64)?;
        let entries = list
            .files()
            .map_err(damaged)?
            .map(|entry| entry.map(OwnedZipFileEntry::from).map_err(damaged))
            .collect::<Result<_, _>>()?;
        Ok(Archive { entries })
    }

    /// What the whole is: a workbook is a zip too.
    pub fn kind(&self) -> Kind {
        let name =
            |entry: &OwnedZipFileEntry| String::from_utf8_lossy(entry.name_raw()).into_owned();
        kind_of_zip(self.entries.iter().map(name))
    }

    /// The entries in their order; where one stands is its index.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.entries.iter().map(|entry| Entry {
            name: entry.name_raw(),
            utf8: entry.flags().as_u16() & UTF8_NAMES != 0,
            bare: entry.is_dir() || entry.is_symlink(),
            size: entry.size(),
        })
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
        if entry.encrypted() {
            return Err(ReadError::new(Code::F004, ZipError::PASSWORD_REQUIRED));
        }
        let size = entry.size();
        limits.check(Limit::FileBytes, size)?;
        let entry = entry
            .as_ref()
            .with_reader(&mut reader, zip::ZipReadOptions::new())
            .map_err(damaged)?;
        let mut bytes = Vec::new();
        entry
            .take(size.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| ReadError::new(Code::F003, error.to_string()))?;
        match bytes.len() as u64 == size {
            true => Ok(bytes),
            false => Err(ReadError::new(Code::F003, "size")),
        }
    }
}

fn damaged(error: ZipError) -> ReadError {
    ReadError::new(Code::F003, error.to_string())
}
