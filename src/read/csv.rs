//! The reader of tables kept as text: CSV, TSV, and what Excel saves as "Unicode 文本".
//!
//! Records are divided here and not by a library: a row's number must be the one that Excel shows,
//! so blank lines count and a line break in quotes does not; and schools divide by full-width
//! commas too, which take more than one byte.

use super::meter::{Meter, SheetMeter};
use super::{Cell, Cells, Limit, Limits, Looks, Merge, Over, ReadError, Sheet, Text, Value};
use super::{Visibility, Workbook};
use crate::finding::Code;
use crate::marks::REPORT_MARK;
use crate::schema::narrow;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::rc::Rc;

/// What may divide the fields of a record; of two that fit alike the earlier one is taken.
const DELIMITERS: [char; 6] = [',', '\t', ';', '|', '，', '；'];

/// From how much of a text, in bytes, its delimiter is told.
const SAMPLE: usize = 64 * 1024;

/// How the header of `extract --format csv` begins.
const OWN_HEADER: [&str; 4] = ["unit", "path", "sheet", "row"];

/// The values by which Excel says that a formula has none.
const ERRORS: [&str; 7] = [
    "#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!",
];

/// Of so many characters one may make no sense: old programs cut texts in the midst of a character.
const SOUND: usize = 20;

/// What a file of text says.
#[derive(Debug)]
pub struct Decoded {
    text: String,
    /// How many of its characters could not be understood; each stands as `\u{fffd}`.
    pub not_understood: usize,
}

/// The text of `bytes`: UTF-8, UTF-16 where it begins with its mark, else GB18030 (of which GBK is
/// a part). None for bytes that are no text in any of them, or hold what no text holds.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let as_text = |encoding: &'static Encoding, bytes: &[u8]| {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    };
    let mut text = match bytes {
        [0xff, 0xfe, rest @ ..] => as_text(UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => as_text(UTF_16BE, rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => as_text(UTF_8, rest),
        rest => match std::str::from_utf8(rest) {
            Ok(text) => text.to_string(),
            // Hardly any text in GBK has characters that are sound in UTF-8.
            Err(_) => Some(as_text(UTF_8, rest))
                .filter(|text| {
                    broken(text) * SOUND <= text.chars().filter(|c| !c.is_ascii()).count()
                })
                .unwrap_or_else(|| as_text(GB18030, rest)),
        },
    };
    // Old programs end a text with the character 1A.
    text.truncate(text.trim_end_matches('\u{1a}').len());
    let all = text.chars().count();
    let not_understood = broken(&text);
    let odd = not_understood + text.chars().filter(|c| unprintable(*c)).count();
    (odd * SOUND <= all).then_some(Decoded {
        text,
        not_understood,
    })
}

/// How many characters of a text could not be understood.
fn broken(text: &str) -> usize {
    text.matches(char::REPLACEMENT_CHARACTER).count()
}

fn unprintable(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

impl Decoded {
    /// Whether it is a table beyond doubt: most of its lines are divided alike, into three fields or
    /// more. A note with commas in it is none.
    pub fn is_tabular(&self) -> bool {
        DELIMITERS.iter().any(|delimiter| {
            let counts = field_counts(&self.text, *delimiter);
            let (fields, records) = usual(&counts);
            fields >= 3 && records >= 2 && records * 2 >= counts.len()
        })
    }
}

/// Opens the table of a text that takes `bytes` in its file; its one sheet is called `name`.
pub(super) fn open(
    Decoded { text, .. }: Decoded,
    name: &str,
    bytes: u64,
    limits: &Limits,
) -> Result<Box<dyn Workbook>, ReadError> {
    // It is held whole, its cells' texts with it.
    limits.check(Limit::TextBytes, bytes)?;
    let (delimiter, start) = match said_delimiter(&text) {
        Some(said) => said,
        None => (delimiter(&text), 0),
    };
    Ok(Box::new(TextTable {
        text,
        start,
        delimiter,
        name: name.to_string(),
        meter: Rc::new(Meter::new(limits)),
    }))
}

/// The delimiter that a first line `sep=;` says, and where the next line begins. Excel takes such a
/// line for itself and shows no row of it.
fn said_delimiter(text: &str) -> Option<(char, usize)> {
    let line = text.split(['\r', '\n']).next()?;
    let said = line
        .get(..4)
        .filter(|word| word.eq_ignore_ascii_case("sep="))?;
    let mut rest = line.get(said.len()..)?.chars();
    let delimiter = rest.next()?;
    if rest.next().is_some() {
        return None;
    }
    let after = text.get(line.len()..)?;
    let end = match after.starts_with("\r\n") {
        true => 2,
        false => after.chars().next().map_or(0, char::len_utf8),
    };
    Some((delimiter, line.len() + end))
}

/// The delimiter that divides most lines alike.
fn delimiter(text: &str) -> char {
    let score = |delimiter: char| {
        let (fields, records) = usual(&field_counts(text, delimiter));
        records * fields.saturating_sub(1)
    };
    // The last of those that are alike is taken, and so the earliest.
    let delimiters = DELIMITERS.into_iter().rev();
    delimiters
        .max_by_key(|delimiter| score(*delimiter))
        .unwrap_or(',')
}

/// How many fields each of the first records has, blank lines left out.
fn field_counts(text: &str, delimiter: char) -> Vec<usize> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end).unwrap_or_default();
    let mut records = Records::new(sample, delimiter);
    let mut fields = Vec::new();
    let mut counts = Vec::new();
    while records.next(&mut fields) {
        if fields.iter().any(|field| !field.trim().is_empty()) {
            counts.push(fields.len());
        }
    }
    counts
}

/// The number of fields, of two or more, that most records have, and how many have it.
fn usual(counts: &[usize]) -> (usize, usize) {
    let of = |fields: usize| counts.iter().filter(|count| **count == fields).count();
    let mut different: Vec<usize> = counts.iter().copied().filter(|count| *count > 1).collect();
    different.sort_unstable();
    different.dedup();
    different
        .into_iter()
        .map(|fields| (fields, of(fields)))
        .max_by_key(|(fields, records)| (records * (fields - 1), *fields))
        .unwrap_or_default()
}

/// The most fields of a record: as many as Excel has columns.
const MOST_FIELDS: usize = 16_384;

/// Divides a text into records.
struct Records<'t> {
    rest: &'t str,
    /// What ends a field without quotes.
    ends: [char; 3],
}

impl<'t> Records<'t> {
    fn new(text: &'t str, delimiter: char) -> Records<'t> {
        Records {
            rest: text,
            ends: [delimiter, '\n', '\r'],
        }
    }

    /// Puts the fields of the next record into `fields`; false at the end.
    fn next(&mut self, fields: &mut Vec<Cow<'t, str>>) -> bool {
        fields.clear();
        if self.rest.is_empty() {
            return false;
        }
        loop {
            let field = self.field();
            // One more tells that there are too many; a line may have a hundred million.
            if fields.len() <= MOST_FIELDS {
                fields.push(field);
            }
            let mut rest = self.rest.chars();
            match rest.next() {
                Some(end) if end == self.ends[0] => self.rest = rest.as_str(),
                Some('\r') => {
                    let rest = rest.as_str();
                    self.rest = rest.strip_prefix('\n').unwrap_or(rest);
                    return true;
                }
                Some(_) => {
                    self.rest = rest.as_str();
                    return true;
                }
                None => return true,
            }
        }
    }

    /// The next field; what is left begins with what ended it.
    fn field(&mut self) -> Cow<'t, str> {
        if let Some((quoted, rest)) = self.rest.strip_prefix('"').and_then(quoted) {
            self.rest = rest;
            // What stands behind the closing quote belongs to the field, as in Excel.
            let behind = self.until_end();
            return match behind.is_empty() {
                true => quoted,
                false => Cow::Owned(quoted.into_owned() + behind),
            };
        }
        Cow::Borrowed(self.until_end())
    }

    fn until_end(&mut self) -> &'t str {
        let at = self.rest.find(self.ends).unwrap_or(self.rest.len());
        let (before, rest) = self.rest.split_at(at);
        self.rest = rest;
        before
    }
}

/// The text up to the closing quote, doubled quotes made single, and what follows; none where the
/// quote is never closed: it is a character like any other then.
fn quoted(inner: &str) -> Option<(Cow<'_, str>, &str)> {
    let mut from = 0;
    loop {
        let at = from + inner.get(from..)?.find('"')?;
        let behind = inner.get(at + 1..)?;
        if behind.starts_with('"') {
            from = at + 2;
            continue;
        }
        let text = inner.get(..at)?;
        let text = match text.contains('"') {
            true => Cow::Owned(text.replace("\"\"", "\"")),
            false => Cow::Borrowed(text),
        };
        return Some((text, behind));
    }
}

/// A text table as a workbook of one sheet.
struct TextTable {
    text: String,
    /// Where the first row begins, in bytes.
    start: usize,
    delimiter: char,
    name: String,
    meter: Rc<Meter>,
}

impl TextTable {
    fn records(&self) -> Records<'_> {
        let rows = self.text.get(self.start..).unwrap_or_default();
        Records::new(rows, self.delimiter)
    }
}

impl Workbook for TextTable {
    fn sheets(&self) -> Vec<Sheet> {
        vec![Sheet {
            name: self.name.clone(),
            visibility: Visibility::Visible,
        }]
    }

    fn cells<'a>(&'a mut self, index: usize) -> Result<Box<dyn Cells<'a> + 'a>, ReadError> {
        if index > 0 {
            return Err(ReadError::new(Code::F003, format!("no sheet {index}")));
        }
        Ok(Box::new(TextCells {
            records: self.records(),
            fields: Vec::new(),
            row: None,
            column: 0,
            meter: Rc::clone(&self.meter),
            held: SheetMeter::new(Rc::clone(&self.meter)),
        }))
    }

    fn category(&mut self) -> Option<String> {
        let mut fields = Vec::new();
        self.records().next(&mut fields);
        let own =
            fields.len() > OWN_HEADER.len() && fields.iter().zip(OWN_HEADER).all(|(a, b)| a == b);
        own.then(|| REPORT_MARK.to_string())
    }

    fn merges(&mut self, _index: usize) -> Result<Vec<Merge>, ReadError> {
        Ok(Vec::new())
    }
}

struct TextCells<'a> {
    records: Records<'a>,
    fields: Vec<Cow<'a, str>>,
    /// The row of `fields`, 0-based; none before the first.
    row: Option<u32>,
    /// The next field to be looked at.
    column: usize,
    meter: Rc<Meter>,
    held: SheetMeter,
}

impl<'a> Cells<'a> for TextCells<'a> {
    fn next_cell(&mut self) -> Result<Option<Cell<'a>>, ReadError> {
        loop {
            while let Some(field) = self.fields.get_mut(self.column) {
                let field = std::mem::take(field);
                let column = u32::try_from(self.column).unwrap_or(u32::MAX);
                self.column += 1;
                if let Some(value) = value(&field) {
                    let row = self.row.unwrap_or_default();
                    self.held.cell(row, &value)?;
                    return Ok(Some(Cell {
                        row,
                        column,
                        value,
                        looks: Looks {
                            in_line: true,
                            ..Looks::default()
                        },
                        format: None,
                    }));
                }
            }
            if !self.records.next(&mut self.fields) {
                return Ok(None);
            }
            without_graves(&mut self.fields);
            self.row = Some(self.row.map_or(0, |row| row.saturating_add(1)));
            self.column = 0;
            if self.fields.len() > MOST_FIELDS {
                let most = self.meter.most(Limit::Columns);
                let most = most.min(MOST_FIELDS as u64);
                return Err(Over {
                    limit: Limit::Columns,
                    most,
                }
                .into());
            }
            // Blank rows hold no cell that is counted. The clock costs more than a short row.
            if self.row.is_some_and(|row| row % 1024 == 1023) {
                self.meter.time()?;
            }
        }
    }
}

/// Takes the sign ` off the fields of a record all of which begin with it: payment services put it there to
/// keep Excel from taking digits for a number.
fn without_graves(fields: &mut [Cow<'_, str>]) {
    let said = |field: &&Cow<'_, str>| !field.trim().is_empty();
    let marked = |field: &Cow<'_, str>| field.trim_start().starts_with('`');
    let mut all = fields.iter().filter(said).peekable();
    if all.peek().is_none() || !all.all(marked) {
        return;
    }
    for field in fields {
        let bare = field.trim_start();
        *field = Cow::Owned(bare.strip_prefix('`').unwrap_or(bare).to_string());
    }
}

/// What a field holds; none for one of spaces. `="110…"` and `'110…` are how programs keep Excel
/// from taking digits for a number; what they stand for is the text itself.
fn value(field: &str) -> Option<Value<'static>> {
    let printable: String;
    let field = match field.contains(unprintable) {
        true => {
            printable = field.chars().filter(|c| !unprintable(*c)).collect();
            printable.as_str()
        }
        false => field,
    };
    let text =
        field.trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}');
    if text.is_empty() {
        return None;
    }
    if ERRORS.contains(&text) {
        return Some(Value::Error(text.to_string()));
    }
    let formula = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    let mark = marked(text);
    let text = match (formula, mark) {
        (Some(inner), _) => inner.replace("\"\"", "\"").trim().to_string(),
        (None, Some(rest)) => rest.to_string(),
        (None, None) => text.to_string(),
    };
    (!text.is_empty()).then(|| Value::Text(Text::own(text)))
}

/// The text behind an apostrophe that stands before it alone to keep digits, or a text that is no formula
/// and cannot stand in one (`extract --format csv` writes it so), what they are.
fn marked(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('\'')?;
    let digits = rest.starts_with(|c: char| c.is_ascii_digit());
    let apart = rest.contains(['\n', '\r']) || rest.encode_utf16().count() > 255;
    (digits || apart && rest.starts_with(|c| "=+-@#'".contains(narrow(c)))).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str, delimiter: char) -> Vec<Vec<String>> {
        let mut records = Records::new(text, delimiter);
        let mut fields = Vec::new();
        let mut all = Vec::new();
        while records.next(&mut fields) {
            all.push(fields.iter().map(|field| field.to_string()).collect());
        }
        all
    }

    #[test]
    fn records_end_as_they_do_in_excel() {
        assert_eq!(
            records("a,\"b\r\n\"\"c\"\"\"x,d\r\re,\n\"f", ','),
            [
                vec!["a", "b\r\n\"c\"x", "d"],
                vec![""],
                vec!["e", ""],
                vec!["\"f"]
            ]
        );
        assert_eq!(records("张三，1\n", '，'), [["张三", "1"]]);
    }

    #[test]
    fn the_delimiter_is_what_divides_lines_alike() {
        for (text, expected) in [
            ("会费收缴\n姓名,月份,应缴\n张三；李四,9,1\n", ','),
            ("姓名\t应缴\t备注\n张三\t5,230.00\ta,b\n", '\t'),
            ("姓名;应缴;实缴\n张三;26,15;26,15\n", ';'),
            ("姓名，月份，应缴\n张三，9，1\n", '，'),
            ("一句话\n", ','),
        ] {
            assert_eq!(delimiter(text), expected, "{text}");
        }
    }

    #[test]
    fn a_grave_before_every_field_is_no_part_of_it() {
        let bare = |fields: &[&'static str]| {
            let mut fields: Vec<_> = fields.iter().map(|field| Cow::Borrowed(*field)).collect();
            without_graves(&mut fields);
            fields
        };
        assert_eq!(bare(&["`2023-09", "", " `16.00"]), ["2023-09", "", "16.00"]);
        assert_eq!(bare(&["`2023-09", "16.00"]), ["`2023-09", "16.00"]);
        assert_eq!(bare(&["", ""]), ["", ""]);
    }

    #[test]
    fn a_note_is_no_table() {
        let is_tabular = |text: &str| decode(text.as_bytes()).is_some_and(|text| text.is_tabular());
        assert!(!is_tabular("你好，\n请查收，谢谢，\n王五\n"));
        assert!(is_tabular("姓名\t月份\t应缴\n张三\t9\t1\n"));
    }
}
