//! Of a workbook's styles what changes what a cell says: whether its number is a date, what its format
//! shows beside the number, and whether its text is struck out.

use super::strings::strikes;
use crate::finding::Code;
use crate::read::package::{Event, Tag, Xml, value, whole};
use crate::read::{NumberFormat, ReadError};
use std::collections::HashMap;
use std::rc::Rc;

/// What a cell's style says.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Style {
    /// Its number is shown as a date.
    pub(super) date: bool,
    /// Its text is struck out.
    pub(super) struck: bool,
    /// Its text is white, and so is what is behind it.
    pub(super) white: bool,
    /// Its format, where that says more than the number or the day.
    pub(super) format: Option<Rc<NumberFormat>>,
}

/// More of anything than Excel takes (65,490 formats) is no workbook's.
const MOST: usize = 200_000;

/// A workbook's styles, as its cells number them.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Style>);

/// What a font says.
#[derive(Debug, Clone, Copy, Default)]
struct Font {
    struck: bool,
    white: bool,
}

/// What the part says, before the one is looked up in the other.
#[derive(Default)]
struct Lists {
    /// By its number, the formats that the workbook declares.
    formats: HashMap<u32, Format>,
    fonts: Vec<Font>,
    /// Whether each filling lets white show.
    fills: Vec<bool>,
    /// Each style's format, font and filling.
    styles: Vec<[u32; 3]>,
}

impl Styles {
    /// Reads the part of the styles.
    ///
    /// # Errors
    /// When it is damaged, or holds too much.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Styles, ReadError> {
        let mut lists = Lists::default();
        loop {
            match xml.next()? {
                Event::Start(tag) => match tag.name {
                    b"styleSheet" => {}
                    b"numFmts" => each(xml, |tag| lists.format(tag))?,
                    b"fonts" => lists.fonts = list(xml, b"font", font)?,
                    b"fills" => lists.fills = list(xml, b"fill", fill)?,
                    b"cellXfs" => each(xml, |tag| lists.style(tag))?,
                    _ => xml.skip()?,
                },
                Event::Eof => break,
                _ => {}
            }
        }
        let mut built_in = HashMap::new();
        let styles = lists.styles.iter().map(|[number, font, fill]| {
            let format = lists.formats.get(number);
            let format = format.unwrap_or_else(|| {
                let code = built_in_code(*number);
                built_in.entry(*number).or_insert_with(|| Format::of(code))
            });
            let font = at(&lists.fonts, *font).unwrap_or_default();
            Style {
                date: format.date,
                struck: font.struck,
                white: font.white && at(&lists.fills, *fill).unwrap_or(true),
                format: format.says.clone(),
            }
        });
        Ok(Styles(styles.collect()))
    }

    /// The style at `index`; none when there is no such style. A workbook without styles has all.
    pub(super) fn get(&self, index: u32) -> Option<&Style> {
        match self.0.get(usize::try_from(index).ok()?) {
            Some(style) => Some(style),
            None => self.0.is_empty().then_some(&PLAIN),
        }
    }
}

/// A style of a workbook that has none.
const PLAIN: Style = Style {
    date: false,
    struck: false,
    white: false,
    format: None,
};

fn at<T: Copy>(list: &[T], index: u32) -> Option<T> {
    list.get(usize::try_from(index).ok()?).copied()
}

/// A number format.
struct Format {
    date: bool,
    says: Option<Rc<NumberFormat>>,
}

impl Format {
    fn of(code: &str) -> Format {
        Format {
            date: is_date_format(code),
            says: NumberFormat::of(code).map(Rc::new),
        }
    }
}

fn too_many() -> ReadError {
    ReadError::new(Code::F003, "too many styles")
}

/// Hands on each child of the element that has just begun, up to its end.
fn each(
    xml: &mut Xml<'_>,
    mut child: impl FnMut(Tag<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let inside = xml.depth();
    while let Some(event) = xml.next_in(inside)? {
        match event {
            // What stands there for programs that do not know an extension.
            Event::Start(tag) if matches!(tag.name, b"AlternateContent" | b"Fallback") => {}
            Event::Start(tag) => {
                child(tag)?;
                xml.skip()?;
            }
            Event::Empty(tag) => child(tag)?,
            _ => {}
        }
    }
    Ok(())
}

/// The children called `name` of the element that has just begun, up to its end: what `one` makes of each.
fn list<T: Default>(
    xml: &mut Xml<'_>,
    name: &[u8],
    one: fn(&mut Xml<'_>) -> Result<T, ReadError>,
) -> Result<Vec<T>, ReadError> {
    let inside = xml.depth();
    let mut all = Vec::new();
    while let Some(event) = xml.next_in(inside)? {
        match event {
            Event::Start(tag) if tag.name == name => all.push(one(xml)?),
            Event::Start(_) => xml.skip()?,
            Event::Empty(tag) if tag.name == name => all.push(T::default()),
            _ => {}
        }
        if all.len() > MOST {
            return Err(too_many());
        }
    }
    Ok(all)
}

fn font(xml: &mut Xml<'_>) -> Result<Font, ReadError> {
    let mut font = Font::default();
    each(xml, |tag| {
        font.struck |= strikes(tag);
        font.white |= tag.name == b"color" && is_white(tag);
        Ok(())
    })?;
    Ok(font)
}

/// Whether a filling, which has just begun, is none, or white.
fn fill(xml: &mut Xml<'_>) -> Result<bool, ReadError> {
    let inside = xml.depth();
    let (mut none, mut white) = (false, false);
    while let Some(event) = xml.next_in(inside)? {
        if let Event::Start(tag) | Event::Empty(tag) = event {
            none |= tag.name == b"patternFill"
                && tag
                    .attributes()
                    .all(|(name, value)| name != b"patternType" || value == b"none");
            white |= tag.name == b"fgColor" && is_white(tag);
        }
    }
    Ok(none || white)
}

/// Whether a colour is white: as it is written, or the first of the theme's, which is that of paper.
fn is_white(tag: Tag<'_>) -> bool {
    let mut white = false;
    for (name, value) in tag.attributes() {
        match name {
            b"rgb" => {
                white = value.len() >= 6 && value[value.len() - 6..].eq_ignore_ascii_case(b"FFFFFF")
            }
            b"theme" => white = value == b"0",
            b"indexed" => white = matches!(value, b"1" | b"9"),
            // It is darkened.
            b"tint" if !matches!(value, b"0" | b"0.0") => return false,
            _ => {}
        }
    }
    white
}

impl Lists {
    fn format(&mut self, tag: Tag<'_>) -> Result<(), ReadError> {
        let (mut number, mut format) = (None, Format::of(""));
        for (name, written) in tag.attributes() {
            match name {
                b"numFmtId" => number = whole(written),
                b"formatCode" => format = Format::of(&value(written)?),
                _ => {}
            }
        }
        if let Some(number) = number {
            self.formats.insert(number, format);
        }
        match self.formats.len() > MOST {
            true => Err(too_many()),
            false => Ok(()),
        }
    }

    fn style(&mut self, tag: Tag<'_>) -> Result<(), ReadError> {
        if tag.name != b"xf" {
            return Ok(());
        }
        let (mut format, mut font, mut fill) = (0, 0, 0);
        for (name, written) in tag.attributes() {
            match name {
                b"numFmtId" => format = whole(written).unwrap_or(0),
                b"fontId" => font = whole(written).unwrap_or(0),
                b"fillId" => fill = whole(written).unwrap_or(0),
                _ => {}
            }
        }
        self.styles.push([format, font, fill]);
        match self.styles.len() > MOST {
            true => Err(too_many()),
            false => Ok(()),
        }
    }
}

/// The code of a format that has a number and no words, as Excel in China shows it; the empty one for what
/// shows the number as it is. 46 counts hours.
pub(in crate::read) fn built_in_code(number: u32) -> &'static str {
    match number {
        9 => "0%",
        10 => "0.00%",
        14 | 30 | 31 => "yyyy-m-d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy-m-d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 | 55 => "上午/下午h\"时\"mm\"分\"",
        35 | 56 => "上午/下午h\"时\"mm\"分\"ss\"秒\"",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        _ => "",
    }
}

/// Whether a format shows a day: by the letters of its first section that are not quoted, escaped,
/// or in brackets. A format that counts hours (`[h]:mm`) shows a duration and no day.
fn is_date_format(format: &str) -> bool {
    let mut rest = format.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = rest.next() {
        match letter {
            '"' => {
                rest.by_ref().find(|c| *c == '"');
            }
            // `_` leaves a width, `*` fills: the next character is only measured or repeated.
            '\\' | '_' | '*' => {
                rest.next();
            }
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                if counts_time(&inside) {
                    return false;
                }
            }
            ';' => return false,
            // `General`, whose letters stand for nothing.
            'G' | 'g' if begins(&rest, "eneral") => {
                rest.by_ref().take(6).for_each(drop);
            }
            // The weekday, `AM/PM` or `A/P`.
            'a' | 'A' if matches!(rest.peek(), Some('a' | 'A' | 'm' | 'M' | '/')) => return true,
            'd' | 'm' | 'h' | 'y' | 's' | 'b' | 'D' | 'M' | 'H' | 'Y' | 'S' | 'B' => return true,
            // The year of an era; after a digit it is the exponent.
            'e' | 'E' if !matches!(rest.peek(), Some('+' | '-')) && !is_digit(before) => {
                return true;
            }
            _ => {}
        }
        before = letter;
    }
    false
}

fn is_digit(letter: char) -> bool {
    matches!(letter, '0' | '#' | '?' | '.')
}

fn begins(rest: &(impl Iterator<Item = char> + Clone), word: &str) -> bool {
    let ahead = rest.clone().take(word.len());
    ahead.map(|c| c.to_ascii_lowercase()).eq(word.chars())
}

/// Whether what stands in brackets counts hours, minutes or seconds: `h`, `mm`.
fn counts_time(inside: &str) -> bool {
    let mut letters = inside.chars().map(|c| c.to_ascii_lowercase());
    match letters.next() {
        Some(first @ ('h' | 'm' | 's')) => letters.all(|letter| letter == first),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_date_format;

    #[test]
    fn formats_that_show_a_day() {
        for format in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy\"年\"m\"月\"",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "[$-411]ggge\"年\"m\"月\"d\"日\"",
            "[$-404]e\"年\"",
            "[$-804]aaaa;@",
            "m/d/yy h:mm",
            "h:mm AM/PM",
            "*-yyyy-mm-dd",
            "[Red]yyyy/m/d",
            "General d",
            "bbbb",
        ] {
            assert!(is_date_format(format), "{format}");
        }
    }

    #[test]
    fn formats_that_show_none() {
        for format in [
            "General",
            "general\"年\"",
            "0.00E+00",
            "##0.0E+0",
            "0.00",
            "#,##0.00_ ;[Red]\\-#,##0.00\\ ",
            "\"年\"0",
            "0\"d\"",
            "\\d0",
            "0*y",
            "[h]:mm",
            "[mm]:ss",
            "[ss].00",
            "[Blue]\\+[h]:mm;[Red]\\-[h]:mm",
            "#,##0\\ [$\\u20bd-46D]",
            "[$￥-804]#,##0.00",
            "0;yyyy",
            "@",
            "",
            "\"unclosed yyyy",
            "[unclosed yyyy",
        ] {
            assert!(!is_date_format(format), "{format}");
        }
    }
}
