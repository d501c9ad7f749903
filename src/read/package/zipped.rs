//! A zip, of which the end lies in memory or all of it: its directory, walked without believing a
//! number in it, and the packed bytes of one file. Nothing is allocated by what the zip says of itself, which the readers
//! of zips in general do.

use crate::finding::Code;
use crate::read::ReadError;
use std::borrow::Cow;
use std::ops::Range;

/// One file in the zip, as the directory has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'b> {
    /// Its name, as written; in UTF-8 where a field of its own says it so.
    pub name: Cow<'b, [u8]>,
    /// Whether the zip says that the name is UTF-8.
    pub utf8: bool,
    /// Whether it is a folder or a link, which hold nothing to be read.
    pub bare: bool,
    /// Whether it is under a password.
    pub(in crate::read) encrypted: bool,
    /// How it is packed: 0 not at all, 8 deflate.
    pub(in crate::read) method: u16,
    /// The checksum of its contents, unpacked.
    pub(in crate::read) crc: u32,
    /// Bytes once inflated, as stated.
    pub size: u64,
    /// Bytes in the zip.
    pub(in crate::read) packed: u64,
    /// Where its own header stands, which is followed by its packed bytes.
    pub(in crate::read) header: u64,
}

impl Entry<'_> {
    /// The entry by itself, without the bytes of the directory.
    pub(in crate::read) fn own(self) -> Entry<'static> {
        Entry {
            name: Cow::Owned(self.name.into_owned()),
            ..self
        }
    }
}

/// A zip's directory.
#[derive(Debug, Clone)]
pub(in crate::read) struct Archive<'b> {
    bytes: &'b [u8],
    /// What stands before the zip: a zip may have something put before it.
    before: u64,
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
pub(in crate::read) const HEADER_LENGTH: usize = 30;
/// A bit of an entry's flags: its name is UTF-8.
const UTF8_NAME: u64 = 1 << 11;

/// How much of the end of a file holds the end records of a zip, its comment with them.
pub(in crate::read) const TAIL: u64 = (END_LENGTH + u16::MAX as usize + 76) as u64;

/// How much of the end of a file holds the whole directory, as the end records say that stand in `tail`.
pub(in crate::read) fn reach(tail: &[u8]) -> u64 {
    let of = |at: usize| {
        let size = records(tail, 0, at).map_or(0, |records| records.size);
        size.saturating_add((tail.len() - at) as u64 + 76)
    };
    ends(tail).map(of).max().unwrap_or_default()
}

/// Where an end record may stand, from the last on. It is the last thing in a zip but for a comment of
/// at most 64 KiB.
fn ends(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let last = bytes.len().saturating_sub(END_LENGTH);
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last)
        .rev()
        .filter(|&at| bytes.get(at..).is_some_and(|rest| rest.starts_with(END)))
}

/// What the end record says of the directory, and the one of 64 bits before it.
struct Records {
    declared: u64,
    size: u64,
    offset: u64,
    /// Where the directory ends, in `bytes`.
    upto: usize,
    short: bool,
}

fn records(bytes: &[u8], origin: u64, end: usize) -> Option<Records> {
    let mut found = Records {
        declared: number::<2>(bytes, end + 10)?,
        size: number::<4>(bytes, end + 12)?,
        offset: number::<4>(bytes, end + 16)?,
        upto: end,
        short: true,
    };
    let is_64 =
        found.declared == 0xffff || found.size == 0xffff_ffff || found.offset == 0xffff_ffff;
    if is_64 && let Some(record) = record_64(bytes, origin, end) {
        found = Records {
            declared: number::<8>(bytes, record + 32)?,
            size: number::<8>(bytes, record + 40)?,
            offset: number::<8>(bytes, record + 48)?,
            upto: record,
            short: false,
        };
    }
    Some(found)
}

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
        Archive::open_end(bytes, 0)
    }

    /// The directory of the zip whose end is `bytes`, which begin at `origin` in it. What an entry of it
    /// packs is not there to be had.
    ///
    /// # Errors
    /// `F003` when there is none.
    pub(in crate::read) fn open_end(
        bytes: &'b [u8],
        origin: u64,
    ) -> Result<Archive<'b>, ReadError> {
        ends(bytes)
            .find_map(|at| Archive::ending_at(bytes, origin, at))
            .ok_or_else(|| damaged("no directory"))
    }

    fn ending_at(bytes: &'b [u8], origin: u64, end: usize) -> Option<Archive<'b>> {
        let Records {
            declared,
            size,
            offset,
            upto,
            short,
        } = records(bytes, origin, end)?;
        let archive = |start: usize| Archive {
            bytes,
            before: (start as u64 + origin).saturating_sub(offset),
            directory: start..upto,
            declared,
            short,
        };
        let is_start = |start: &usize| {
            *start == upto && declared == 0
                || *start < upto && bytes.get(*start..).is_some_and(|b| b.starts_with(ENTRY))
        };
        let by_size = usize::try_from(size).ok().and_then(|s| upto.checked_sub(s));
        let by_offset = offset.checked_sub(origin);
        let by_offset = by_offset.and_then(|at| usize::try_from(at).ok());
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
        let header = self.bytes.get(at..at.checked_add(HEADER_LENGTH)?)?;
        let start = at + HEADER_LENGTH + usize::try_from(header_names(header)?).ok()?;
        let end = start.checked_add(usize::try_from(entry.packed).ok()?)?;
        self.bytes.get(start..end)
    }
}

/// How many bytes of names stand between the `header` of an entry and its packed bytes; none where it is
/// no header.
pub(in crate::read) fn header_names(header: &[u8]) -> Option<u64> {
    let names = number::<2>(header, 26)? + number::<2>(header, 28)?;
    header.starts_with(HEADER).then_some(names)
}

/// Where the 64-bit end record stands, before the end record at `end`.
fn record_64(bytes: &[u8], origin: u64, end: usize) -> Option<usize> {
    let locator = end.checked_sub(20)?;
    if !bytes.get(locator..)?.starts_with(LOCATOR_64) {
        return None;
    }
    let is_record =
        |at: &usize| *at < locator && bytes.get(*at..).is_some_and(|b| b.starts_with(END_64));
    let said = number::<8>(bytes, locator + 8).and_then(|at| at.checked_sub(origin));
    let said = said.and_then(|at| usize::try_from(at).ok());
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
        let flags = number::<2>(rest, 8)?;
        let name = &rest[ENTRY_LENGTH..after_name];
        // Written on a Unix, its kind of file stands in the upper half.
        let link = rest[5] == 3 && number::<4>(rest, 38)? >> 28 == 0o12;
        let mut entry = Entry {
            name: Cow::Borrowed(name),
            utf8: flags & UTF8_NAME != 0,
            bare: link || name.ends_with(b"/") || name.ends_with(b"\\"),
            encrypted: flags & 1 == 1,
            method: u16::try_from(number::<2>(rest, 10)?).ok()?,
            crc: u32::try_from(number::<4>(rest, 16)?).ok()?,
            packed: number::<4>(rest, 20)?,
            size: number::<4>(rest, 24)?,
            header: number::<4>(rest, 42)?,
        };
        take_fields(&mut entry, &rest[after_name..after_name + extra]);
        entry.header = self.archive.before.saturating_add(entry.header);
        self.at += length;
        Some(entry)
    }
}

/// Takes from the fields behind an entry the numbers that do not fit into 32 bits, and its name in UTF-8.
fn take_fields<'b>(entry: &mut Entry<'b>, mut extra: &'b [u8]) {
    while let (Some(id), Some(length)) = (number::<2>(extra, 0), number::<2>(extra, 2)) {
        let end = 4 + usize::try_from(length).unwrap_or(usize::MAX - 4);
        let Some(field) = extra.get(4..end) else {
            return;
        };
        match id {
            1 => widen(entry, field),
            0x7075 => take_unicode_name(entry, field),
            _ => {}
        }
        extra = &extra[end..];
    }
}

fn widen(entry: &mut Entry<'_>, field: &[u8]) {
    const FULL: u64 = 0xffff_ffff;
    let mut at = 0;
    for number_of in [&mut entry.size, &mut entry.packed, &mut entry.header] {
        if *number_of == FULL {
            *number_of = number::<8>(field, at).unwrap_or(FULL);
            at += 8;
        }
    }
}

/// Takes the name that Info-ZIP writes beside one in another encoding, if it was made for that one.
fn take_unicode_name<'b>(entry: &mut Entry<'b>, field: &'b [u8]) {
    let mut crc = flate2::Crc::new();
    crc.update(&entry.name);
    if let [1, _, _, _, _, name @ ..] = field
        && number::<4>(field, 1) == Some(crc.sum().into())
    {
        (entry.name, entry.utf8) = (Cow::Borrowed(name), true);
    }
}
