//! What a file is, told from its contents: schools rename files, and mail programs too.

use crate::messages;
use crate::words::Message;
use std::io::Cursor;

/// What the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// xlsx or xlsm.
    Xlsx,
    /// xlsb.
    Xlsb,
    /// xls of Excel 97 and later, and WPS's et.
    Xls,
    /// ods.
    Ods,
    /// An Office file under a password.
    Encrypted,
    /// Begins as a zip and cannot be opened as one: cut short, most often.
    DamagedZip,
    /// Nothing in it.
    Empty,
    /// Something else; what it looks like.
    Other(Message),
}

const ZIP: &[u8] = b"PK\x03\x04";
const CFB: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// What `bytes` are.
pub fn kind(bytes: &[u8]) -> Kind {
    if bytes.is_empty() {
        Kind::Empty
    } else if bytes.starts_with(ZIP) {
        zip_kind(bytes)
    } else if bytes.starts_with(CFB) {
        cfb_kind(bytes)
    } else {
        Kind::Other(other_kind(bytes))
    }
}

fn zip_kind(bytes: &[u8]) -> Kind {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Kind::DamagedZip;
    };
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| name.ok().map(|name| name.to_ascii_lowercase()))
        .collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    let under = |folder: &str| names.iter().any(|n| n.starts_with(folder));
    if has("xl/workbook.bin") {
        Kind::Xlsb
    } else if has("xl/workbook.xml") || under("xl/worksheets/") {
        Kind::Xlsx
    } else if has("content.xml") && has("mimetype") {
        Kind::Ods
    } else if under("word/") {
        Kind::Other(messages::LOOKS_WORD)
    } else if under("ppt/") {
        Kind::Other(messages::LOOKS_SLIDES)
    } else {
        Kind::Other(messages::LOOKS_ZIP)
    }
}

/// Old Office files are compound files; the names of their streams stand in them in UTF-16.
fn cfb_kind(bytes: &[u8]) -> Kind {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if has("EncryptedPackage") {
        Kind::Encrypted
    } else if has("Workbook") || has("Book") {
        Kind::Xls
    } else if has("WordDocument") {
        Kind::Other(messages::LOOKS_WORD)
    } else {
        Kind::Other(messages::LOOKS_UNKNOWN)
    }
}

fn other_kind(bytes: &[u8]) -> Message {
    let start = &bytes[..bytes.len().min(512)];
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    if start.starts_with(b"%PDF") {
        messages::LOOKS_PDF
    } else if text.starts_with("<!doctype html") || text.starts_with("<html") {
        messages::LOOKS_HTML
    } else if text.starts_with("<?xml") {
        messages::LOOKS_XML
    } else if start.starts_with(b"\x89PNG") || start.starts_with(b"\xff\xd8\xff") {
        messages::LOOKS_IMAGE
    } else if start.contains(&0) {
        messages::LOOKS_UNKNOWN
    } else {
        messages::LOOKS_TEXT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_tell_and_not_names() {
        assert_eq!(kind(b""), Kind::Empty);
        assert_eq!(
            kind("姓名,月份".as_bytes()),
            Kind::Other(messages::LOOKS_TEXT)
        );
        assert_eq!(kind(b"%PDF-1.7"), Kind::Other(messages::LOOKS_PDF));
        assert_eq!(kind(b" <html>"), Kind::Other(messages::LOOKS_HTML));
        assert_eq!(kind(b"PK\x03\x04 cut short"), Kind::DamagedZip);
    }
}
