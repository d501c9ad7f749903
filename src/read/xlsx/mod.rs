//! The reader of xlsx and xlsm, which believes nothing that a file says of itself: no size, count,
//! address or dimension. Parts are inflated as they are read and counted while they are; of a sheet
//! no more than one row is held. What a workbook shares (texts, styles) is read when it is opened.
//!
//! Parts and their XML come from [`package`]; `relations` says which part is what, and `strings`,
//! `styles`, `sheet` and `merges` make of them what they mean.

mod address;
mod merges;
mod notes;
mod relations;
mod row;
mod sheet;
mod strings;
mod styles;
mod value;
mod zero;

use super::grid::LONGEST_SHEET_NAME;
use super::package::{self, Event, Package, Properties, Property, Tag, Xml, is_true};
use super::{Cells, Limit, Limits, Merge, Note, ReadError, Sheet, Visibility, Workbook};
use crate::finding::Code;
use crate::read::meter::Meter;
pub(super) use relations::Relations;
use sheet::{Around, SheetCells};
use std::cell::OnceCell;
use std::rc::Rc;
use strings::SharedStrings;
use styles::Styles;

pub(super) use styles::built_in_code;

/// A sheet and where it is.
struct Listed {
    sheet: Sheet,
    /// The name of its part; none when the file does not say.
    part: Option<String>,
}

struct Book<'b> {
    package: Package<'b>,
    meter: Rc<Meter>,
    sheets: Vec<Listed>,
    strings: SharedStrings,
    styles: Styles,
    date1904: bool,
    /// Whether it asks whoever opens it to work out its formulas.
    asks: bool,
    /// Whether a 0 as the result of a formula stands for none; not known before one is met.
    zeros_stand_in: OnceCell<bool>,
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
    let meter = Rc::new(Meter::new(limits));
    let package = Package::open(bytes, &meter)?;
    let name = main_part(&package, &meter)?;
    let relations = Relations::read(&package, &name, &meter)?;
    let mut book = Book {
        package,
        meter,
        sheets: Vec::new(),
        strings: SharedStrings::default(),
        styles: Styles::default(),
        date1904: false,
        asks: false,
        zeros_stand_in: OnceCell::new(),
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
        .part(&part("styles", "styles.xml"), &book.meter)?
    {
        book.styles = Styles::read(&mut Xml::new(part))?;
    }
    if let Some(part) = book
        .package
        .part(&part("sharedStrings", "sharedStrings.xml"), &book.meter)?
    {
        book.strings = SharedStrings::read(&mut Xml::new(part), &book.meter)?;
    }
    Ok(Box::new(book))
}

/// The name of the workbook's own part.
fn main_part(package: &Package<'_>, meter: &Rc<Meter>) -> Result<String, ReadError> {
    let usual = "xl/workbook.xml";
    let relations = Relations::read(package, "", meter)?;
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
        let mut xml = self.package.xml(name, &self.meter)?;
        loop {
            let depth = xml.depth();
            match xml.next()? {
                Event::Start(tag) | Event::Empty(tag) => match tag.name {
                    root if depth == 0 && root != b"workbook" => {
                        return Err(ReadError::new(Code::F003, "no <workbook>"));
                    }
                    b"workbookPr" if depth == 1 => {
                        self.date1904 |= tag.says(b"date1904", is_true);
                    }
                    b"calcPr" if depth == 1 => {
                        self.asks |= tag.says(b"fullCalcOnLoad", is_true);
                    }
                    b"sheet" if depth == 2 => {
                        self.sheets.extend(listed(tag, relations)?);
                        let count = self.sheets.len() as u64;
                        self.meter.check(Limit::Sheets, count)?;
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
        let read = || {
            let properties = self.properties_in("core-properties", "docProps/core.xml");
            properties.unwrap_or_default()
        };
        self.properties.get_or_init(read)
    }

    /// What the part says that is of `kind`, and usually called `usual`.
    fn properties_in(&self, kind: &str, usual: &str) -> Result<Properties, ReadError> {
        let relations = Relations::read(&self.package, "", &self.meter)?;
        let part = relations.target(kind).unwrap_or(usual);
        let mut xml = self.package.xml(part, &self.meter)?;
        let most = self.meter.most(Limit::StringLength);
        Properties::read(&mut xml, most, |tag| match tag.name {
            b"category" => Some(Property::Category),
            b"modified" => Some(Property::Modified),
            b"Application" => Some(Property::Program),
            _ => None,
        })
    }

    /// Whether a 0 as the result of a formula stands for none.
    ///
    /// # Errors
    /// When a limit is reached on the way.
    fn zeros_stand_in(&self) -> Result<bool, ReadError> {
        if let Some(known) = self.zeros_stand_in.get() {
            return Ok(*known);
        }
        let stand_in = self.asks || self.is_by_poi() && !self.any_result()?;
        Ok(*self.zeros_stand_in.get_or_init(|| stand_in))
    }

    fn is_by_poi(&self) -> bool {
        let said = self.properties_in("extended-properties", "docProps/app.xml");
        let program = said.unwrap_or_default().program;
        program.is_some_and(|program| zero::is_stored_by(&program))
    }

    /// Whether any formula of any sheet has another result than 0.
    fn any_result(&self) -> Result<bool, ReadError> {
        // What is read once more does not count once more.
        let meter = Rc::new(self.meter.again());
        for index in 0..self.sheets.len() {
            // A sheet that is damaged shows no result; that it is damaged is said when it is its turn.
            let found = self
                .part_of(index)
                .and_then(|part| zero::any_result(&mut self.package.xml(part, &meter)?, &meter));
            match found {
                Ok(true) => return Ok(true),
                Err(error) if error.over.is_some() => return Err(error),
                _ => {}
            }
        }
        Ok(false)
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
        let book = &*self;
        let xml = book.package.xml(book.part_of(index)?, &book.meter)?;
        let around = Around {
            strings: &book.strings,
            styles: &book.styles,
            date1904: book.date1904,
            zeros_stand_in: Box::new(|| book.zeros_stand_in()),
            meter: Rc::clone(&book.meter),
        };
        Ok(Box::new(SheetCells::new(xml, around)))
    }

    fn date1904(&self) -> bool {
        self.date1904
    }

    fn saved(&mut self) -> Option<String> {
        self.properties().modified.clone()
    }

    fn category(&mut self) -> Option<String> {
        self.properties().category.clone()
    }

    fn notes(&mut self, index: usize) -> Vec<Note> {
        match self.part_of(index) {
            Ok(part) => notes::read(&self.package, part, &self.meter),
            Err(_) => Vec::new(),
        }
    }

    fn merges(&mut self, index: usize) -> Result<Vec<Merge>, ReadError> {
        // The part is inflated for its cells too; only that counts against the limit.
        let meter = Rc::new(self.meter.again());
        match self.package.part(self.part_of(index)?, &meter)? {
            Some(part) => merges::read(part, &meter),
            None => Ok(Vec::new()),
        }
    }
}
