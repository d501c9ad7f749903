//! The reader of xlsx and xlsm, which believes nothing that a file says of itself: no size, count,
//! address or dimension. Parts are inflated as they are read and counted while they are; of a sheet
//! no more than one row is held. What a workbook shares (texts, styles) is read when it is opened.
//!
//! Parts and their XML come from [`package`]; `relations` says which part is what, and `strings`,
//! `styles`, `sheet` and `merges` make of them what they mean.

mod address;
mod merges;
mod relations;
mod row;
mod sheet;
mod strings;
mod styles;
mod value;

use super::grid::LONGEST_SHEET_NAME;
use super::package::{self, Event, Package, Properties, Property, Tag, Watch, Xml, is_true};
use super::{Cells, Limit, Limits, Merge, ReadError, Sheet, Visibility, Workbook};
use crate::finding::Code;
use relations::Relations;
use sheet::{Around, SheetCells};
use std::cell::OnceCell;
use std::rc::Rc;
use strings::SharedStrings;
use styles::Styles;

/// A sheet and where it is.
struct Listed {
    sheet: Sheet,
    /// The name of its part; none when the file does not say.
    part: Option<String>,
}

struct Book<'b> {
    package: Package<'b>,
    watch: Rc<Watch>,
    sheets: Vec<Listed>,
    strings: SharedStrings,
    styles: Styles,
    from_1904: bool,
    properties: OnceCell<Properties>,
}

/// Opens an xlsx or xlsm.
///
/// # Errors
/// [`ReadError`] when the workbook as a whole cannot be read.
pub(super) fn open<'b>(
    bytes: &'b [u8],
    limits: &Limits,
) -> Result<Box<dyn Workbook + 'b>, ReadError> {
    let watch = Rc::new(Watch::new(limits));
    let package = Package::open(bytes, &watch)?;
    let name = main_part(&package, &watch)?;
    let relations = Relations::read(&package, &name, &watch)?;
    let mut book = Book {
        package,
        watch,
        sheets: Vec::new(),
        strings: SharedStrings::default(),
        styles: Styles::default(),
        from_1904: false,
        properties: OnceCell::new(),
    };
    book.list(&name, &relations)?;
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let part = |kind: &str, file: &str| match relations.target(kind) {
        Some(target) => target.to_string(),
        None => format!("{folder}/{file}"),
    };
    if let Some(part) = book
        .package
        .part(&part("styles", "styles.xml"), &book.watch)?
    {
        book.styles = Styles::read(&mut Xml::new(part))?;
    }
    if let Some(part) = book
        .package
        .part(&part("sharedStrings", "sharedStrings.xml"), &book.watch)?
    {
        book.strings = SharedStrings::read(&mut Xml::new(part), &book.watch)?;
    }
    Ok(Box::new(book))
}

/// The name of the workbook's own part.
fn main_part(package: &Package<'_>, watch: &Rc<Watch>) -> Result<String, ReadError> {
    let usual = "xl/workbook.xml";
    let relations = Relations::read(package, "", watch)?;
    let said = relations.target("officeDocument");
    match said.filter(|name| package.has(name)) {
        Some(name) => Ok(name.to_string()),
        None if package.has(usual) => Ok(usual.to_string()),
        None => Err(ReadError::new(Code::F003, format!("no part {usual}"))),
    }
}

impl Book<'_> {
    /// Reads the list of sheets in the workbook's own part, `name`.
    fn list(&mut self, name: &str, relations: &Relations) -> Result<(), ReadError> {
        let mut xml = self.package.xml(name, &self.watch)?;
        loop {
            let depth = xml.depth();
            match xml.next()? {
                Event::Start(tag) | Event::Empty(tag) => match tag.name {
                    root if depth == 0 && root != b"workbook" => {
                        return Err(ReadError::new(Code::F003, "no <workbook>"));
                    }
                    b"workbookPr" if depth == 1 => {
                        self.from_1904 |= tag
                            .attributes()
                            .any(|(name, value)| name == b"date1904" && is_true(value));
                    }
                    b"sheet" if depth == 2 => {
                        self.sheets.extend(listed(tag, relations)?);
                        let count = self.sheets.len() as u64;
                        self.watch.check(Limit::Sheets, count)?;
                    }
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// The name of the part of the sheet at `index`.
    fn part_of(&self, index: usize) -> Result<&str, ReadError> {
        let part = self.sheets.get(index).and_then(|l| l.part.as_deref());
        let part = part.ok_or_else(|| ReadError::new(Code::F016, "its part is not named"))?;
        let earlier = self.sheets[..index]
            .iter()
            .find(|listed| listed.part.as_deref() == Some(part));
        match earlier {
            Some(earlier) => Err(ReadError::new(
                Code::F016,
                format!("the same part as {}", earlier.sheet.name),
            )),
            None => Ok(part),
        }
    }

    fn properties(&self) -> &Properties {
        // Of a document that is damaged here nothing is known but its sheets.
        let read = || self.read_properties().unwrap_or_default();
        self.properties.get_or_init(read)
    }

    fn read_properties(&self) -> Result<Properties, ReadError> {
        let relations = Relations::read(&self.package, "", &self.watch)?;
        let part = relations
            .target("core-properties")
            .unwrap_or("docProps/core.xml");
        let mut xml = self.package.xml(part, &self.watch)?;
        let most = self.watch.most(Limit::StringLength);
        Properties::read(&mut xml, most, |tag| match tag.name {
            b"category" => Some(Property::Category),
            b"modified" => Some(Property::Modified),
            _ => None,
        })
    }
}

/// A sheet by its tag; none for what is no sheet of cells.
fn listed(tag: Tag<'_>, relations: &Relations) -> Result<Option<Listed>, ReadError> {
    let (mut name, mut id) = (String::new(), &b""[..]);
    let mut visibility = Visibility::Visible;
    for (attribute, value) in tag.attributes() {
        match attribute {
            b"name" => name = strings::unescaped(&package::value(value)?).into_owned(),
            b"id" => id = value,
            b"state" if value == b"hidden" => visibility = Visibility::Hidden,
            b"state" if value == b"veryHidden" => visibility = Visibility::VeryHidden,
            _ => {}
        }
    }
    if name.chars().count() > LONGEST_SHEET_NAME {
        return Err(ReadError::new(Code::F003, "a sheet's name is too long"));
    }
    let relation = relations.by_id(id);
    if relation.is_some_and(|relation| relation.kind != "worksheet") {
        return Ok(None);
    }
    Ok(Some(Listed {
        sheet: Sheet { name, visibility },
        part: relation.map(|relation| relation.target.clone()),
    }))
}

impl Workbook for Book<'_> {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets
            .iter()
            .map(|listed| listed.sheet.clone())
            .collect()
    }

    fn cells<'a>(&'a mut self, index: usize) -> Result<Box<dyn Cells<'a> + 'a>, ReadError> {
        let xml = self.package.xml(self.part_of(index)?, &self.watch)?;
        let around = Around {
            strings: &self.strings,
            styles: &self.styles,
            from_1904: self.from_1904,
            watch: Rc::clone(&self.watch),
        };
        Ok(Box::new(SheetCells::new(xml, around)))
    }

    fn counts_from_1904(&self) -> bool {
        self.from_1904
    }

    fn saved(&mut self) -> Option<String> {
        self.properties().modified.clone()
    }

    fn category(&mut self) -> Option<String> {
        self.properties().category.clone()
    }

    fn merges(&mut self, index: usize) -> Result<Vec<Merge>, ReadError> {
        // The part is inflated for its cells too; only that counts against the limit.
        let watch = Rc::new(self.watch.again());
        match self.package.part(self.part_of(index)?, &watch)? {
            Some(part) => merges::read(part, &watch),
            None => Ok(Vec::new()),
        }
    }
}
