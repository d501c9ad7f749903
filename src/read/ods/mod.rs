//! The reader of ods, which believes nothing that a file says of itself: what stands a million times
//! is held once, and counted each time that it is handed on. All sheets stand in one part,
//! `content.xml`. It is read once for what has to be known before any cell (`content`: styles, names,
//! merged ranges), and once for the cells (`sheet`), of which no more than one row is held.

mod cell;
mod content;
mod formats;
mod row;
mod sheet;
mod styles;
mod text;

use super::package::{Event, Package, Properties, Property, Tag, Xml};
use super::{Cells, Limit, Limits, Merge, ReadError, Sheet, Workbook};
use crate::finding::Code;
use crate::read::meter::Meter;
use content::Table;
use sheet::{Cursor, SheetCells};
use std::cell::OnceCell;
use std::rc::Rc;
use styles::Styles;

const CONTENT: &str = "content.xml";

struct Book<'b> {
    package: Package<'b>,
    meter: Rc<Meter>,
    styles: Styles,
    tables: Vec<Table>,
    cursor: Option<Cursor<'b>>,
    properties: OnceCell<Properties>,
}

/// Opens an ods or ots.
///
/// # Errors
/// [`ReadError`] when the workbook as a whole cannot be read.
pub(super) fn open<'b>(
    bytes: &'b [u8],
    limits: &Limits,
) -> Result<Box<dyn Workbook + 'b>, ReadError> {
    let meter = Rc::new(Meter::new(limits));
    let package = Package::open(bytes, &meter)?;
    if is_encrypted(&package, &meter)? {
        return Err(ReadError::new(Code::F004, "encryption-data"));
    }
    let mut styles = Styles::default();
    if let Some(part) = package.part("styles.xml", &meter)? {
        common_styles(&mut Xml::new(part), &mut styles)?;
    }
    let mut xml = package.xml(CONTENT, &meter)?;
    let tables = content::read(&mut xml, &mut styles, &meter)?;
    Ok(Box::new(Book {
        package,
        meter,
        styles,
        tables,
        cursor: None,
        properties: OnceCell::new(),
    }))
}

/// Whether the manifest says that the sheets are under a password. What it says otherwise is of no
/// concern, and where it is damaged it says nothing.
fn is_encrypted(package: &Package<'_>, meter: &Rc<Meter>) -> Result<bool, ReadError> {
    let Some(part) = package.part("META-INF/manifest.xml", meter)? else {
        return Ok(false);
    };
    match names_encryption(&mut Xml::new(part)) {
        Err(error) if error.over.is_none() => Ok(false),
        found => found,
    }
}

fn names_encryption(xml: &mut Xml<'_>) -> Result<bool, ReadError> {
    let mut of_content = false;
    loop {
        match xml.next()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.name {
                b"file-entry" => {
                    of_content = tag.says(b"full-path", |path| path == CONTENT.as_bytes());
                }
                b"encryption-data" if of_content => return Ok(true),
                _ => {}
            },
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// Takes in the styles that the document's own come from.
fn common_styles(xml: &mut Xml<'_>, styles: &mut Styles) -> Result<(), ReadError> {
    loop {
        let depth = xml.depth();
        match xml.next()? {
            Event::Start(_) if depth == 0 => {}
            Event::Start(tag) if tag.name == b"styles" => styles.read(xml)?,
            Event::Start(_) => xml.skip()?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

impl Book<'_> {
    fn properties(&self) -> &Properties {
        // Of a document that is damaged here nothing is known but its sheets.
        let read = || self.read_properties().unwrap_or_default();
        self.properties.get_or_init(read)
    }

    /// Whether a 0 as the result of a formula stands for none. SheetJS stores one with each formula of a
    /// number that it was given no result of; the other programs work formulas out, or store nothing.
    fn zeros_stand_in(&self) -> bool {
        let program = self.properties().program.as_deref();
        program.is_some_and(|program| program.starts_with("SheetJS"))
    }

    fn read_properties(&self) -> Result<Properties, ReadError> {
        let mut xml = self.package.xml("meta.xml", &self.meter)?;
        let most = self.meter.most(Limit::StringLength);
        Properties::read(&mut xml, most, |tag| match tag.name {
            b"date" => Some(Property::Modified),
            b"generator" => Some(Property::Program),
            b"user-defined" if is_category(tag) => Some(Property::Category),
            _ => None,
        })
    }
}

/// Whether a property is the category that the document had as an xlsx; LibreOffice keeps it so.
fn is_category(tag: Tag<'_>) -> bool {
    tag.says(b"name", |name| name == b"OOXMLCorePropertyCategory")
}

impl<'b> Workbook for Book<'b> {
    fn sheets(&self) -> Vec<Sheet> {
        self.tables
            .iter()
            .map(|table| table.sheet.clone())
            .collect()
    }

    fn cells<'a>(&'a mut self, index: usize) -> Result<Box<dyn Cells<'a> + 'a>, ReadError> {
        let cursor = match self.cursor.take().filter(|cursor| cursor.is_before(index)) {
            Some(cursor) => cursor,
            None => {
                // What is read once more does not count once more.
                let again = Rc::new(self.meter.again());
                Cursor::new(self.package.xml(CONTENT, &again)?)?
            }
        };
        let zeros_stand_in = self.zeros_stand_in();
        let cursor = self.cursor.insert(cursor);
        let filled = cursor.enter(index)?;
        Ok(Box::new(SheetCells::new(
            cursor,
            &self.styles,
            &self.meter,
            zeros_stand_in,
            !filled,
        )))
    }

    fn saved(&mut self) -> Option<String> {
        self.properties().modified.clone()
    }

    fn category(&mut self) -> Option<String> {
        self.properties().category.clone()
    }

    fn merges(&mut self, index: usize) -> Result<Vec<Merge>, ReadError> {
        let table = self.tables.get(index);
        let merges = table.map(|table| table.merges.clone());
        merges.ok_or_else(|| ReadError::new(Code::F016, format!("no sheet {index}")))
    }
}
