//! A document's number formats, written as Excel would write them: there is one way to read a format.

use crate::read::ReadError;
use crate::read::package::{Event, Tag, Xml, ends_early, value, whole};
use std::collections::HashMap;

/// A format by its name.
#[derive(Debug, Default)]
pub(super) struct Formats(HashMap<Vec<u8>, Format>);

#[derive(Debug, Default)]
struct Format {
    code: String,
    /// Others that hold under a condition, which stands as Excel writes it (`>=0`).
    maps: Vec<(String, Vec<u8>)>,
}

/// More bytes of a code than any program writes.
const LONGEST: usize = 4_096;

/// Whether an element is a number's format.
pub(super) fn is_format(name: &[u8]) -> bool {
    matches!(
        name,
        b"number-style"
            | b"currency-style"
            | b"percentage-style"
            | b"date-style"
            | b"time-style"
            | b"text-style"
    )
}

/// The name of the format or style whose tag this is.
pub(super) fn name(tag: Tag<'_>) -> Vec<u8> {
    let mut attributes = tag.attributes();
    let name = attributes.find(|(name, _)| *name == b"name");
    name.map(|(_, name)| name.to_vec()).unwrap_or_default()
}

impl Formats {
    /// Takes the format called `name`, which has just begun, up to its end.
    ///
    /// # Errors
    /// When the XML is damaged.
    pub(super) fn read(&mut self, name: Vec<u8>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let inside = xml.depth();
        let mut format = Format::default();
        loop {
            let depth = xml.depth();
            match xml.next()? {
                Event::Start(tag) => match tag.name {
                    b"text" | b"currency-symbol" => {
                        let mut text = String::new();
                        xml.text(&mut text, LONGEST as u64)?;
                        format.literal(&text);
                    }
                    b"number" => {
                        let mut digits = digits(tag);
                        embedded(xml, &mut digits)?;
                        format.code.push_str(&digits);
                    }
                    _ => {
                        format.part(tag)?;
                        xml.skip()?;
                    }
                },
                Event::Empty(tag) if tag.name == b"number" => format.code.push_str(&digits(tag)),
                Event::Empty(tag) => format.part(tag)?,
                Event::End if depth == inside => break,
                Event::Eof => return Err(ends_early()),
                _ => {}
            }
        }
        if format.code.len() <= LONGEST {
            self.0.insert(name, format);
        }
        Ok(())
    }

    /// The format called `name` as Excel writes it.
    pub(super) fn code(&self, name: &[u8]) -> Option<String> {
        let format = self.0.get(name)?;
        let of = |name: &[u8]| self.0.get(name).map_or("", |format| format.code.as_str());
        let conditions: Vec<&str> = format.maps.iter().map(|(c, _)| c.as_str()).collect();
        // What these say Excel says by the order of the sections.
        let usual = matches!(
            conditions.as_slice(),
            [">=0"] | [">0", "<0"] | [">0", "<0", "=0"]
        );
        let mut code = String::new();
        for (condition, name) in format.maps.iter().take(3) {
            if !usual {
                code.push_str(&format!("[{condition}]"));
            }
            code.push_str(of(name));
            code.push(';');
        }
        code.push_str(&format.code);
        Some(code)
    }
}

impl Format {
    fn literal(&mut self, text: &str) {
        if !text.is_empty() {
            self.code.push('"');
            self.code.push_str(&text.replace('"', ""));
            self.code.push('"');
        }
    }

    /// A part that holds nothing itself.
    fn part(&mut self, tag: Tag<'_>) -> Result<(), ReadError> {
        let is = |of: &[u8], said: &[u8]| {
            let mut attributes = tag.attributes();
            attributes.any(|(name, value)| name == of && value == said)
        };
        let long = is(b"style", b"long");
        let code = match tag.name {
            b"year" if long => "yyyy",
            b"year" => "yy",
            b"month" => match (is(b"textual", b"true"), long) {
                (true, true) => "mmmm",
                (true, false) => "mmm",
                (false, true) => "mm",
                (false, false) => "m",
            },
            b"day" if long => "dd",
            b"day" => "d",
            b"day-of-week" if long => "aaaa",
            b"day-of-week" => "aaa",
            b"hours" if long => "hh",
            b"hours" => "h",
            b"minutes" if long => "mm",
            b"minutes" => "m",
            b"seconds" if long => "ss",
            b"seconds" => "s",
            b"am-pm" => "AM/PM",
            b"text-content" => "@",
            b"scientific-number" => "0E+0",
            b"fraction" => "#/#",
            b"map" => {
                let (mut condition, mut name) = (String::new(), Vec::new());
                for (attribute, written) in tag.attributes() {
                    match attribute {
                        b"condition" => condition = value(written)?.replace("value()", ""),
                        b"apply-style-name" => name = written.to_vec(),
                        _ => {}
                    }
                }
                let condition = condition.replace(' ', "").replace("!=", "<>");
                self.maps.push((condition, name));
                ""
            }
            _ => "",
        };
        self.code.push_str(code);
        Ok(())
    }
}

/// The places of digits that a tag asks for.
fn digits(tag: Tag<'_>) -> String {
    let (mut least, mut decimals, mut least_decimals, mut grouping, mut factor) =
        (0, 0, None, false, 1.0);
    let mut stated = false;
    for (name, value) in tag.attributes() {
        let number = whole(value).unwrap_or(0).min(30) as usize;
        match name {
            b"min-integer-digits" => (least, stated) = (number, true),
            b"decimal-places" => (decimals, stated) = (number, true),
            b"min-decimal-places" => least_decimals = Some(number),
            b"grouping" => grouping = value == b"true",
            b"display-factor" => {
                let text = std::str::from_utf8(value).unwrap_or_default();
                factor = text.parse::<f64>().unwrap_or(1.0);
            }
            _ => {}
        }
    }
    if !stated {
        return "General".to_string();
    }
    let mut code = match (grouping, least) {
        (true, _) => format!("#,##{}", "0".repeat(least.max(1))),
        (false, 0) => "#".to_string(),
        (false, _) => "0".repeat(least),
    };
    if decimals > 0 {
        let forced = least_decimals.unwrap_or(decimals).min(decimals);
        code.push('.');
        code.push_str(&"0".repeat(forced));
        code.push_str(&"#".repeat(decimals - forced));
    }
    let mut thousands = factor;
    while thousands >= 1_000.0 {
        code.push(',');
        thousands /= 1_000.0;
    }
    code
}

/// Puts the texts that stand among the digits of the `number` that has just begun into its code: each so
/// many digits from the right.
fn embedded(xml: &mut Xml<'_>, code: &mut String) -> Result<(), ReadError> {
    let inside = xml.depth();
    let mut texts: Vec<(usize, String)> = Vec::new();
    loop {
        let depth = xml.depth();
        match xml.next()? {
            Event::Start(tag) if tag.name == b"embedded-text" && texts.len() < 30 => {
                let mut attributes = tag.attributes();
                let position = attributes.find(|(name, _)| *name == b"position");
                let position = position
                    .and_then(|(_, position)| whole(position))
                    .unwrap_or(0);
                let mut text = String::new();
                xml.text(&mut text, LONGEST as u64)?;
                texts.push((position.min(30) as usize, text.replace('"', "")));
            }
            Event::Start(_) => xml.skip()?,
            Event::End if depth == inside => break,
            Event::Eof => return Err(ends_early()),
            _ => {}
        }
    }
    let deepest = texts.iter().map(|(position, _)| position + 1).max();
    let (whole, fraction) = code.split_once('.').unwrap_or((code, ""));
    let missing = deepest.unwrap_or(0).saturating_sub(whole.len());
    let whole = "#".repeat(missing) + whole;
    let mut out = String::new();
    for (at, digit) in whole.char_indices() {
        let right = whole.len() - at;
        for (_, text) in texts.iter().filter(|(position, _)| *position == right) {
            out.push_str(&format!("\"{text}\""));
        }
        out.push(digit);
    }
    let behind = texts.iter().filter(|(position, _)| *position == 0);
    out.extend(behind.map(|(_, text)| format!("\"{text}\"")));
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    *code = out;
    Ok(())
}
