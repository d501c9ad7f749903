//! One part of the package while it is inflated, as UTF-8: what comes out is counted and held against
//! the limits, and of it no more is kept than what has not been taken yet.

use super::watch::Watch;
use crate::finding::Code;
use crate::read::{Limit, Over, ReadError};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use flate2::Crc;
use std::io::{ErrorKind, Read};
use std::rc::Rc;

const CHUNK: usize = 32 * 1024;
/// Below this much the ratio says nothing: an empty sheet is packed a thousandfold.
const RATIO_FROM: u64 = 16 * 1024 * 1024;
/// The largest tag, comment or run of text, unless a cell's text may be longer.
const TOKEN: u64 = 1024 * 1024;

/// A part being read.
pub(in crate::read) struct Part<'a> {
    source: Box<dyn Read + 'a>,
    watch: Rc<Watch>,
    packed: u64,
    inflated: u64,
    crc: Crc,
    expected_crc: u32,
    /// Of a part in another encoding than UTF-8.
    decoder: Option<Decoder>,
    /// What it decodes, as inflated.
    raw: Vec<u8>,
    /// UTF-8; from `at` up to `end` not consumed yet.
    ready: Vec<u8>,
    at: usize,
    end: usize,
    begun: bool,
    ended: bool,
    token_most: u64,
}

fn damaged(detail: impl Into<String>) -> ReadError {
    ReadError::new(Code::F003, detail)
}

impl<'a> Part<'a> {
    /// The part that `source` inflates out of `packed` bytes, its checksum `crc`.
    pub(in crate::read) fn new(
        source: Box<dyn Read + 'a>,
        packed: u64,
        crc: u32,
        watch: Rc<Watch>,
    ) -> Part<'a> {
        // A character may be written in a dozen bytes (`&#x1F600;`).
        let token_most = watch
            .most(Limit::StringLength)
            .saturating_mul(12)
            .max(TOKEN);
        Part {
            source,
            watch,
            packed,
            inflated: 0,
            crc: Crc::new(),
            expected_crc: crc,
            decoder: None,
            raw: Vec::new(),
            ready: Vec::new(),
            at: 0,
            end: 0,
            begun: false,
            ended: false,
            token_most,
        }
    }

    /// What is ready and not taken yet.
    pub(in crate::read) fn front(&self) -> &[u8] {
        &self.ready[self.at..self.end]
    }

    /// Takes `length` bytes, at most all, off the front.
    pub(in crate::read) fn take(&mut self, length: usize) -> &[u8] {
        let (from, mut upto) = (self.at, self.at + length);
        if upto > self.end {
            upto = self.end;
        }
        self.at = upto;
        &self.ready[from..upto]
    }

    /// Puts more behind the front; whether there was any.
    ///
    /// # Errors
    /// When the part is damaged, a limit is reached, or the front is longer than any tag or text.
    pub(in crate::read) fn more(&mut self) -> Result<bool, ReadError> {
        self.ready.copy_within(self.at..self.end, 0);
        self.end -= self.at;
        self.at = 0;
        if self.end as u64 > self.token_most {
            let most = self.token_most;
            return Err(damaged(format!("a tag or text of more than {most} bytes")));
        }
        let had = self.end;
        while self.end == had && !self.ended {
            match (self.begun, self.decoder.is_some()) {
                (false, _) => self.begin()?,
                (true, true) => self.decode_more()?,
                (true, false) => {
                    let mut ready = std::mem::take(&mut self.ready);
                    if ready.len() < had + CHUNK {
                        ready.resize(had + CHUNK, 0);
                    }
                    self.end += self.inflate(&mut ready[had..])?;
                    self.ready = ready;
                }
            }
        }
        Ok(self.end > had)
    }

    /// The first of it, whose first line tells the encoding.
    fn begin(&mut self) -> Result<(), ReadError> {
        self.begun = true;
        let mut first = vec![0; CHUNK];
        let mut read = 0;
        while read < 256 && !self.ended {
            read += self.inflate(&mut first[read..])?;
        }
        let found = encoding(&first[..read])?;
        self.decoder = found.map(Encoding::new_decoder_with_bom_removal);
        if self.decoder.is_some() {
            return self.decode(&first[..read]);
        }
        let mark = b"\xef\xbb\xbf";
        self.at = match first[..read].starts_with(mark) {
            true => mark.len(),
            false => 0,
        };
        (self.ready, self.end) = (first, read);
        Ok(())
    }

    fn decode_more(&mut self) -> Result<(), ReadError> {
        let mut raw = std::mem::take(&mut self.raw);
        raw.resize(CHUNK, 0);
        let read = self.inflate(&mut raw)?;
        self.decode(&raw[..read])?;
        self.raw = raw;
        Ok(())
    }

    /// Puts what `raw` means behind the front.
    fn decode(&mut self, raw: &[u8]) -> Result<(), ReadError> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(());
        };
        let room = decoder.max_utf8_buffer_length_without_replacement(raw.len());
        self.ready.resize(self.end + room.unwrap_or(4 * CHUNK), 0);
        let into = &mut self.ready[self.end..];
        match decoder.decode_to_utf8_without_replacement(raw, into, self.ended) {
            (DecoderResult::InputEmpty, _, written) => {
                self.end += written;
                Ok(())
            }
            _ => Err(damaged("characters that its encoding does not have")),
        }
    }

    /// Inflates into `into`; 0 bytes at the end, where the checksum must be right.
    fn inflate(&mut self, into: &mut [u8]) -> Result<usize, ReadError> {
        let read = loop {
            match self.source.read(into) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read.map_err(|error| damaged(error.to_string()))?,
            }
        };
        self.crc.update(&into[..read]);
        self.inflated += read as u64;
        self.watch.inflated(read as u64)?;
        let most = self.watch.most(Limit::Ratio);
        if self.inflated > RATIO_FROM && self.inflated / most > self.packed {
            let limit = Limit::Ratio;
            return Err(Over { limit, most }.into());
        }
        if read == 0 {
            self.ended = true;
            if self.crc.sum() != self.expected_crc {
                return Err(damaged("checksum"));
            }
        }
        Ok(read)
    }
}

/// The encoding that a part begins in; none for UTF-8.
fn encoding(start: &[u8]) -> Result<Option<&'static Encoding>, ReadError> {
    match start {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => return Ok(Some(UTF_16LE)),
        [0xfe, 0xff, ..] | [0, b'<', ..] => return Ok(Some(UTF_16BE)),
        [0xef, 0xbb, 0xbf, ..] => return Ok(None),
        _ => {}
    }
    let start = &start[..start.len().min(256)];
    let declaration = start
        .strip_prefix(b"<?xml")
        .and_then(|rest| rest.split(|byte| *byte == b'>').next());
    let label = declaration.and_then(|declaration| {
        let text = std::str::from_utf8(declaration).ok()?;
        let (_, rest) = text.split_once("encoding")?;
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    });
    let Some(label) = label else { return Ok(None) };
    match Encoding::for_label(label.as_bytes()) {
        // What says UTF-16 in single bytes is not in UTF-16.
        Some(found) if found == UTF_8 || found == UTF_16LE || found == UTF_16BE => Ok(None),
        Some(found) => Ok(Some(found)),
        None if label.eq_ignore_ascii_case("ascii") => Ok(None),
        None => Err(damaged(format!("encoding {label}"))),
    }
}
