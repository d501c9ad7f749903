//! What a file is, told from its contents: schools rename files, and mail programs too. Only of a
//! text the name says more: a list of words is a table if it is called one.

use super::csv::{Decoded, decode};
use super::package::{Archive, number};
use crate::discover::{Called, called};
use crate::messages;
use crate::words::Words;

/// What the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// xlsx or xlsm.
    Xlsx,
    /// xlsb.
    Xlsb,
    /// xls of Excel 97 and later, and WPS's et.
    Xls,
    /// ods and ots.
    Ods,
    /// A table kept as text: CSV, TSV, Excel's "Unicode 文本". Only [`look`] tells it.
    Csv,
    /// A zip of files.
    Archive,
    /// An Office file under a password.
    Encrypted,
    /// Begins as a zip or as an old Office file and does not go on as one: cut short, most often.
    Damaged,
    /// Nothing in it.
    Empty,
    /// Something else; what it looks like.
    Other(FileLooks),
}

/// What a file that is no workbook looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileLooks {
    /// Text.
    Text,
    /// Text in an encoding that is not known.
    TextUnknown,
    /// A page for a browser, as many systems export tables.
    Html,
    /// XML Spreadsheet 2003.
    XmlSheet,
    /// Other XML.
    Xml,
    /// A PDF.
    Pdf,
    /// A picture.
    Image,
    /// A document of Word's or of another program for texts.
    Word,
    /// A presentation.
    Slides,
    /// A zip, where none is read.
    Zip,
    /// A RAR archive.
    Rar,
    /// A 7z archive.
    SevenZip,
    /// What gzip packed.
    Gzip,
    /// A lock beside a workbook that is open.
    Lock,
    /// Too large to look into.
    Large,
    /// Nothing that is known.
    Unknown,
}

impl FileLooks {
    /// What it looks like, for a person.
    pub fn words(self) -> Words {
        match self {
            FileLooks::Text => messages::LOOKS_TEXT,
            FileLooks::TextUnknown => messages::LOOKS_TEXT_UNKNOWN,
            FileLooks::Html => messages::LOOKS_HTML,
            FileLooks::XmlSheet => messages::LOOKS_XML_SHEET,
            FileLooks::Xml => messages::LOOKS_XML,
            FileLooks::Pdf => messages::LOOKS_PDF,
            FileLooks::Image => messages::LOOKS_IMAGE,
            FileLooks::Word => messages::LOOKS_WORD,
            FileLooks::Slides => messages::LOOKS_SLIDES,
            FileLooks::Zip => messages::LOOKS_ZIP,
            FileLooks::Rar => messages::LOOKS_RAR,
            FileLooks::SevenZip => messages::LOOKS_7Z,
            FileLooks::Gzip => messages::LOOKS_PACKED,
            FileLooks::Lock => messages::LOOKS_LOCK,
            FileLooks::Large => messages::LOOKS_LARGE,
            FileLooks::Unknown => messages::LOOKS_UNKNOWN,
        }
    }

    /// What to do with it.
    pub fn what_to_do(self) -> Words {
        match self {
            FileLooks::Text => messages::TODO_TEXT,
            FileLooks::TextUnknown => messages::TODO_TEXT_UNKNOWN,
            FileLooks::Zip => messages::TODO_RENAME_ZIP,
            FileLooks::Lock => messages::TODO_LOCK,
            packed if packed.is_packed() => messages::TODO_UNPACK,
            FileLooks::Pdf | FileLooks::Image | FileLooks::Word | FileLooks::Slides => {
                messages::TODO_ASK
            }
            _ => messages::TODO_SAVE_AS,
        }
    }

    /// Whether it is an archive that is not read, and may hold workbooks.
    pub fn is_packed(self) -> bool {
        matches!(self, FileLooks::Rar | FileLooks::SevenZip | FileLooks::Gzip)
    }
}

const ZIP: &[u8] = b"PK\x03\x04";
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
const CFB: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// What a file is, and its text where it is one: that is decoded here and nowhere else.
#[derive(Debug)]
pub struct Looked {
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub text: Option<Decoded>,
}

/// What `bytes` are.
pub fn kind(bytes: &[u8]) -> Kind {
    look(bytes, "").kind
}

/// What the file called `path` is, whose bytes are `bytes`; a text is a table where its name ends in
/// .csv, .tsv or .txt.
pub fn look(bytes: &[u8], path: &str) -> Looked {
    let mut text = None;
    let kind = if bytes.is_empty() {
        Kind::Empty
    } else if bytes.starts_with(ZIP) || bytes.starts_with(EMPTY_ZIP) {
        zip_kind(bytes)
    } else if bytes.starts_with(CFB) {
        cfb_kind(bytes)
    } else if let Some(what) = other_kind(bytes) {
        Kind::Other(what)
    } else {
        text = decode(bytes);
        match text {
            Some(_) if matches!(called(path), Some(Called::Table | Called::Text)) => Kind::Csv,
            Some(_) => Kind::Other(FileLooks::Text),
            None => Kind::Other(FileLooks::TextUnknown),
        }
    };
    Looked { kind, text }
}

/// The file's own name in `path`, which may lead into a zip.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '!']).next().unwrap_or(path)
}

/// The file's own name without its ending, in a `path` that may lead into a zip.
pub fn stem(path: &str) -> &str {
    let name = file_name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn zip_kind(bytes: &[u8]) -> Kind {
    let Ok(archive) = Archive::open(bytes) else {
        return Kind::Damaged;
    };
    let mut damaged = false;
    let names = archive.entries().map_while(|entry| {
        damaged |= entry.is_err();
        Some(String::from_utf8_lossy(&entry.ok()?.name).into_owned())
    });
    let kind = kind_of_zip(names);
    match kind {
        _ if damaged => Kind::Damaged,
        Kind::Ods => open_document_kind(&archive),
        _ => kind,
    }
}

/// What an OpenDocument is, which says so at its beginning, not packed: a text and a presentation have
/// parts of the same names as a workbook.
fn open_document_kind(archive: &Archive<'_>) -> Kind {
    let mut entries = archive.entries().map_while(Result::ok);
    let said = entries
        .find(|entry| *entry.name == *b"mimetype" && entry.method == 0)
        .and_then(|entry| archive.packed(&entry).ok());
    let is = |what: &[u8]| {
        let rest = said.and_then(|said| said.strip_prefix(b"application/vnd.oasis.opendocument."));
        rest.is_some_and(|rest| rest.starts_with(what))
    };
    match said {
        Some(_) if is(b"text") => Kind::Other(FileLooks::Word),
        Some(_) if is(b"presentation") => Kind::Other(FileLooks::Slides),
        Some(said) if said.starts_with(b"application/") && !is(b"spreadsheet") => {
            Kind::Other(FileLooks::Unknown)
        }
        _ => Kind::Ods,
    }
}

/// What a zip is whose files are called `names`. Only what was found is kept: a zip may name millions
/// of files.
pub(super) fn kind_of_zip(names: impl Iterator<Item = String>) -> Kind {
    let mut found = [false; 8];
    for name in names {
        let name = name.to_ascii_lowercase().replace('\\', "/");
        let name = name.trim_start_matches('/');
        found[0] |= name == "xl/workbook.bin";
        found[1] |= name == "xl/workbook.xml" || name == "workbook.xml";
        found[2] |= name.starts_with("xl/worksheets/");
        found[3] |= name == "content.xml";
        found[4] |= name == "mimetype";
        found[5] |= name.starts_with("word/");
        found[6] |= name.starts_with("ppt/");
        found[7] |= name == "encrypted-package";
    }
    match found {
        [true, ..] => Kind::Xlsb,
        [_, true, ..] | [_, _, true, ..] => Kind::Xlsx,
        [_, _, _, true, true, ..] => Kind::Ods,
        // How LibreOffice 24.2 and later write an OpenDocument under a password, if asked to.
        [_, _, _, false, true, .., true] => Kind::Encrypted,
        [_, _, _, _, _, true, ..] => Kind::Other(FileLooks::Word),
        [.., true, _] => Kind::Other(FileLooks::Slides),
        _ => Kind::Archive,
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
        if has_file_pass(bytes) {
            return Kind::Encrypted;
        }
        Kind::Xls
    } else if has("WordDocument") {
        Kind::Other(FileLooks::Word)
    } else if directory_is_gone(bytes) {
        Kind::Damaged
    } else {
        Kind::Other(FileLooks::Unknown)
    }
}

/// Whether the records of an xls begin with the one that says that the rest stands under a password, in
/// whichever way; under the oldest (XOR) each record's head stands open, and it reads as a workbook of nothing.
fn has_file_pass(bytes: &[u8]) -> bool {
    const FILE_PASS: u16 = 0x2f;
    const WRITE_PROTECTION: u16 = 0x86;
    // The first record, of Excel 97 and of 95, with the sheets' common part behind it.
    let begins = [
        b"\x09\x08\x10\x00\x00\x06\x05\x00",
        b"\x09\x08\x08\x00\x00\x05\x05\x00",
    ];
    let mut found = begins
        .iter()
        .filter_map(|begin| memchr::memmem::find(bytes, begin.as_slice()));
    let record = |at: usize| {
        let head: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        Some((u16::from_le_bytes([head[0], head[1]]), at + 4 + length))
    };
    found.any(|at| {
        let behind = record(at).and_then(|(_, next)| record(next));
        match behind {
            Some((WRITE_PROTECTION, next)) => record(next).is_some_and(|(id, _)| id == FILE_PASS),
            Some((id, _)) => id == FILE_PASS,
            None => false,
        }
    })
}

/// Whether the list of a compound file's streams would stand behind the file's end, where it was cut
/// short. The header says in which sector it begins and how large a sector is.
fn directory_is_gone(bytes: &[u8]) -> bool {
    let (Some(size), Some(first)) = (number::<2>(bytes, 0x1e), number::<4>(bytes, 0x30)) else {
        return true;
    };
    // 9 or 12: sectors of 512 or 4,096 bytes. The header is one before the first.
    let begins = (first + 1) << size.min(12);
    begins >= bytes.len() as u64
}

/// What is neither a zip nor an old Office file; none for what may be a text.
fn other_kind(bytes: &[u8]) -> Option<FileLooks> {
    let start = &bytes[..bytes.len().min(2048)];
    let binary: &[(&[u8], FileLooks)] = &[
        (b"%PDF", FileLooks::Pdf),
        (b"\x89PNG", FileLooks::Image),
        (b"\xff\xd8\xff", FileLooks::Image),
        (b"GIF8", FileLooks::Image),
        (b"Rar!\x1a\x07", FileLooks::Rar),
        (b"7z\xbc\xaf\x27\x1c", FileLooks::SevenZip),
        (b"\x1f\x8b", FileLooks::Gzip),
    ];
    if let Some((_, what)) = binary.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Some(*what);
    }
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        return None;
    }
    if start.contains(&0) {
        return Some(FileLooks::Unknown);
    }
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    let says = |words: &str| text.contains(words);
    if text.starts_with("<?xml") && (says("excel.sheet") || says("office:spreadsheet")) {
        Some(FileLooks::XmlSheet)
    } else if text.starts_with("<?xml") && !says("<html") {
        Some(FileLooks::Xml)
    } else if text.starts_with('<') && HTML.iter().any(|tag| says(tag))
        || text.starts_with("mime-version:")
    {
        Some(FileLooks::Html)
    } else {
        None
    }
}

/// Tags by which a page for a browser is known, whatever it begins with.
const HTML: [&str; 6] = [
    "<!doctype html",
    "<html",
    "<head",
    "<meta",
    "<body",
    "<table",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_tell_and_not_names() {
        assert_eq!(kind(b""), Kind::Empty);
        assert_eq!(kind("姓名,月份".as_bytes()), Kind::Other(FileLooks::Text));
        assert_eq!(kind(b"%PDF-1.7"), Kind::Other(FileLooks::Pdf));
        assert_eq!(kind(b" <html>"), Kind::Other(FileLooks::Html));
        assert_eq!(kind(b"PK\x03\x04 cut short"), Kind::Damaged);
        let mut old = CFB.to_vec();
        assert_eq!(kind(&old), Kind::Damaged);
        old.resize(2_048, 0);
        old[0x1e] = 9;
        old[0x30] = 2;
        assert_eq!(kind(&old), Kind::Other(FileLooks::Unknown));
        old.truncate(1_536);
        assert_eq!(kind(&old), Kind::Damaged);
        assert_eq!(kind(b"Rar!\x1a\x07\x01\x00"), Kind::Other(FileLooks::Rar));
    }

    /// Under the oldest password an xls was a workbook in which nothing is recognised.
    #[test]
    fn an_xls_under_any_password_is_one() {
        let begin = [9, 8, 16, 0, 0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let protected = [0x86, 0, 0, 0];
        let pass = [0x2f, 0, 6, 0, 0, 0, 1, 2, 3, 4];
        let pages = [0x42, 0, 2, 0, 0xb0, 4];
        let name = || "Workbook".encode_utf16().flat_map(u16::to_le_bytes);
        let kind_of = |records: &[&[u8]]| {
            let bytes: Vec<u8> = CFB.iter().copied().chain(name()).collect();
            kind(&[bytes, records.concat()].concat())
        };
        assert_eq!(kind_of(&[&begin, &pass]), Kind::Encrypted);
        assert_eq!(kind_of(&[&begin, &protected, &pass]), Kind::Encrypted);
        assert_eq!(kind_of(&[&begin, &pages]), Kind::Xls);
        assert_eq!(kind_of(&[&begin]), Kind::Xls);
    }

    #[test]
    fn a_text_is_a_table_where_it_is_called_one() {
        let text = "姓名,月份".as_bytes();
        assert_eq!(look(text, "a.zip!b/名册.CSV").kind, Kind::Csv);
        assert_eq!(look(text, "名册.xlsx").kind, Kind::Other(FileLooks::Text));
        assert_eq!(stem("a.zip!b/名册.2.csv"), "名册.2");
    }
}
