//! A zip as it lies in memory: its directory, walked without believing a number in it, and the
//! packed bytes of one file. Nothing is allocated by what the zip says of itself, which the readers
//! of zips in general do.

use crate::finding::Code;
use crate::read::ReadError;
use std::ops::Range;

/// One file in the zip, as the directory has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Entry<'b> {
    /// Its name, as written.
    pub(in crate::read) name: &'b [u8],
    /// Whether it is under a password.
    pub(in crate::read) encrypted: bool,
    /// How it is packed: 0 not at all, 8 deflate.
    pub(in crate::read) method: u16,
    /// The checksum of its contents, unpacked.
    pub(in crate::read) crc: u32,
    /// Bytes in the zip.
    packed: u64,
    /// Where its own header stands, from the start of the zip.
    header: u64,
}

/// A zip's directory.
#[derive(Debug, Clone)]
pub(in crate::read) struct Archive<'b> {
    bytes: &'b [u8],
    /// What stands before the zip: a zip may have something put before it.
    before: usize,
    directory: Range<usize>,
    /// How many files the zip says that it has.
    declared: u64,
    /// Whether that number is one of 16 bits, and so only the remainder of a larger one.
    short: bool,
}

const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
const ENTRY: &[u8] = b"PK\x01\x02";
const HEADER: &[u8] = b"PK\x03\x04";
const END_LENGTH: usize = 22;
const ENTRY_LENGTH: usize = 46;
const HEADER_LENGTH: usize = 30;

/// The bytes from `at`, little-endian; none beyond the end.
pub(in crate::read) fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<u64> {
    let mut wide = [0; 8];
    let found = bytes.get(at..at.checked_add(N)?)?;
    wide[..N].copy_from_slice(found);
    Some(u64::from_le_bytes(wide))
}

fn damaged(detail: &str) -> ReadError {
    ReadError::new(Code::F003, format!("zip: {detail}"))
}

impl<'b> Archive<'b> {
    /// The directory of the zip that `bytes` hold.
    ///
    /// # Errors
    /// `F003` when there is none.
    pub(in crate::read) fn open(bytes: &'b [u8]) -> Result<Archive<'b>, ReadError> {
        // The end record is the last thing in a zip but for a comment of at most 64 KiB.
        let last = bytes.len().saturating_sub(END_LENGTH);
        let first = last.saturating_sub(usize::from(u16::MAX));
        (first..=last)
            .rev()
            .filter(|&at| bytes.get(at..).is_some_and(|rest| rest.starts_with(END)))
            .find_map(|at| Archive::ending_at(bytes, at))
            .ok_or_else(|| damaged("no directory"))
    }

    fn ending_at(bytes: &'b [u8], end: usize) -> Option<Archive<'b>> {
        let mut declared = number::<2>(bytes, end + 10)?;
        let mut size = number::<4>(bytes, end + 12)?;
        let mut offset = number::<4>(bytes, end + 16)?;
        let (mut upto, mut short) = (end, true);
        let is_64 = declared == 0xffff || size == 0xffff_ffff || offset == 0xffff_ffff;
        if is_64 && let Some(record) = record_64(bytes, end) {
            declared = number::<8>(bytes, record + 32)?;
            size = number::<8>(bytes, record + 40)?;
            offset = number::<8>(bytes, record + 48)?;
            (upto, short) = (record, false);
        }
        let archive = |start: usize| Archive {
            bytes,
            before: start.saturating_sub(usize::try_from(offset).unwrap_or(usize::MAX)),
            directory: start..upto,
            declared,
            short,
        };
        let is_start = |start: &usize| {
            *start == upto && declared == 0
                || *start < upto && bytes.get(*start..).is_some_and(|b| b.starts_with(ENTRY))
        };
        let by_size = usize::try_from(size).ok().and_then(|s| upto.checked_sub(s));
        let by_offset = usize::try_from(offset).ok();
        by_size
            .filter(is_start)
            .or(by_offset.filter(is_start))
            .map(archive)
    }

    /// The files, in the directory's order; an error is the last thing to come.
    pub(in crate::read) fn entries(&self) -> Entries<'b> {
        Entries {
            archive: self.clone(),
            at: self.directory.start,
            found: 0,
            done: false,
        }
    }

    /// The packed bytes of `entry`.
    ///
    /// # Errors
    /// `F003` when they are not where the directory says.
    pub(in crate::read) fn packed(&self, entry: &Entry<'b>) -> Result<&'b [u8], ReadError> {
        self.find_packed(entry)
            .ok_or_else(|| damaged("a file in it is not where the directory says"))
    }

    fn find_packed(&self, entry: &Entry<'b>) -> Option<&'b [u8]> {
        let at = usize::try_from(entry.header).ok()?;
        let at = at.checked_add(self.before)?;
        let header = self.bytes.get(at..at.checked_add(HEADER_LENGTH)?)?;
        if !header.starts_with(HEADER) {
            return None;
        }
        let names = number::<2>(header, 26)? + number::<2>(header, 28)?;
        let start = at + HEADER_LENGTH + usize::try_from(names).ok()?;
        let end = start.checked_add(usize::try_from(entry.packed).ok()?)?;
        self.bytes.get(start..end)
    }
}

/// Where the 64-bit end record stands, before the end record at `end`.
fn record_64(bytes: &[u8], end: usize) -> Option<usize> {
    let locator = end.checked_sub(20)?;
    if !bytes.get(locator..)?.starts_with(LOCATOR_64) {
        return None;
    }
    let is_record =
        |at: &usize| *at < locator && bytes.get(*at..).is_some_and(|b| b.starts_with(END_64));
    let said = number::<8>(bytes, locator + 8).and_then(|at| usize::try_from(at).ok());
    // With something put before the zip it stands elsewhere: right before its locator.
    said.filter(is_record)
        .or(locator.checked_sub(56).filter(is_record))
}

/// Walks a zip's directory.
pub(in crate::read) struct Entries<'b> {
    archive: Archive<'b>,
    at: usize,
    found: u64,
    done: bool,
}

impl<'b> Iterator for Entries<'b> {
    type Item = Result<Entry<'b>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        if self.at == self.archive.directory.end {
            self.done = true;
            let found = match self.archive.short {
                true => self.found & 0xffff,
                false => self.found,
            };
            return (found != self.archive.declared)
                .then(|| Err(damaged("the directory is not of the length that it says")));
        }
        let entry = self.entry();
        self.done = entry.is_none();
        self.found += 1;
        Some(entry.ok_or_else(|| damaged("the directory breaks off")))
    }
}

impl<'b> Entries<'b> {
    fn entry(&mut self) -> Option<Entry<'b>> {
        let rest = self
            .archive
            .bytes
            .get(self.at..self.archive.directory.end)?;
        if !rest.starts_with(ENTRY) {
            return None;
        }
        let name = usize::try_from(number::<2>(rest, 28)?).ok()?;
        let extra = usize::try_from(number::<2>(rest, 30)?).ok()?;
        let comment = usize::try_from(number::<2>(rest, 32)?).ok()?;
        let after_name = ENTRY_LENGTH + name;
        let length = after_name + extra + comment;
        if rest.len() < length {
            return None;
        }
        let mut entry = Entry {
            name: &rest[ENTRY_LENGTH..after_name],
            encrypted: number::<2>(rest, 8)? & 1 == 1,
            method: u16::try_from(number::<2>(rest, 10)?).ok()?,
            crc: u32::try_from(number::<4>(rest, 16)?).ok()?,
            packed: number::<4>(rest, 20)?,
            header: number::<4>(rest, 42)?,
        };
        let unpacked = number::<4>(rest, 24)?;
        widen(&mut entry, unpacked, &rest[after_name..after_name + extra]);
        self.at += length;
        Some(entry)
    }
}

/// Takes the numbers that do not fit into 32 bits from the field made for them.
fn widen(entry: &mut Entry<'_>, unpacked: u64, mut extra: &[u8]) {
    const FULL: u64 = 0xffff_ffff;
    while let (Some(id), Some(length)) = (number::<2>(extra, 0), number::<2>(extra, 2)) {
        let end = 4 + usize::try_from(length).unwrap_or(usize::MAX - 4);
        let Some(field) = extra.get(4..end) else {
            return;
        };
        if id == 1 {
            let mut at = 0;
            let mut wide = || {
                at += 8;
                number::<8>(field, at - 8)
            };
            if unpacked == FULL {
                wide();
            }
            if entry.packed == FULL {
                entry.packed = wide().unwrap_or(FULL);
            }
            if entry.header == FULL {
                entry.header = wide().unwrap_or(FULL);
            }
            return;
        }
        extra = &extra[end..];
    }
}
