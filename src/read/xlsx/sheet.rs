//! A sheet's cells, one after the other as its part is inflated. Rows must come in order: what
//! stands twice, or comes again, would be counted twice.

use super::merges;
use super::row::{Kind, Row, THINNEST_COLUMN, Tag, is_below, wrong};
use super::strings::{SharedStrings, read_text, unescaped};
use super::styles::{Style, Styles};
use super::value::number;
use super::zero::is_zero;
use crate::finding::a1;
use crate::read::grid;
use crate::read::meter::{Meter, SheetMeter};
use crate::read::package::{Event, Tag as Element, Xml, is_true, quoted, whole};
use crate::read::values::{Runs, Struck, iso, some_text};
use crate::read::{Cell, Cells, Limit, Looks, ReadError, Text, Value};
use std::rc::Rc;

/// What of the workbook a sheet's cells need.
pub(super) struct Around<'a> {
    pub(super) strings: &'a SharedStrings,
    pub(super) styles: &'a Styles,
    pub(super) date1904: bool,
    /// Whether a 0 as the result of a formula stands for none.
    pub(super) zeros_stand_in: Box<dyn Fn() -> Result<bool, ReadError> + 'a>,
    pub(super) meter: Rc<Meter>,
}

/// The cells of one sheet.
pub(super) struct SheetCells<'a> {
    xml: Xml<'a>,
    around: Around<'a>,
    stage: Stage,
    hidden_columns: Vec<bool>,
    row: Row,
    held: SheetMeter,
    /// A cell's value as written.
    written: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Begin,
    Rows,
    InRow,
    Rest,
    Done,
}

/// What stands in a cell.
#[derive(Default)]
struct Contents {
    formula: bool,
    /// Whether a value is written, even an empty one.
    value: bool,
    /// Whether it is an inline text.
    inline: bool,
    runs: Runs,
}

/// The fault of a part that ends where a sheet does not.
fn no_sheet() -> ReadError {
    wrong("no sheet in it".to_string())
}

impl<'a> SheetCells<'a> {
    /// The cells in the part `xml`.
    pub(super) fn new(xml: Xml<'a>, around: Around<'a>) -> SheetCells<'a> {
        SheetCells {
            xml,
            stage: Stage::Begin,
            hidden_columns: Vec::new(),
            row: Row::default(),
            held: SheetMeter::new(Rc::clone(&around.meter)),
            written: String::new(),
            around,
        }
    }

    /// Reads what stands before the rows.
    fn begin(&mut self) -> Result<(), ReadError> {
        let mut columns = 0;
        loop {
            let depth = self.xml.depth();
            match self.xml.next()? {
                Event::Start(tag) | Event::Empty(tag) if depth == 0 && tag.name != b"worksheet" => {
                    let root = quoted(tag.name);
                    return Err(wrong(format!("<{root}> in place of a sheet")));
                }
                Event::Start(_) | Event::Empty(_) if depth == 0 => {}
                Event::Start(tag) => match tag.name {
                    b"sheetData" => {
                        self.stage = Stage::Rows;
                        return Ok(());
                    }
                    b"cols" | b"col" => {}
                    _ => self.xml.skip()?,
                },
                Event::Empty(tag) => match tag.name {
                    b"sheetData" => {
                        self.stage = Stage::Rest;
                        return Ok(());
                    }
                    b"col" => {
                        columns += 1;
                        if columns > grid::COLUMNS {
                            return Err(wrong("more columns than there are".to_string()));
                        }
                        hide(&mut self.hidden_columns, tag);
                    }
                    _ => {}
                },
                Event::Eof => return Err(no_sheet()),
                Event::End if depth == 1 => {
                    // A sheet without rows.
                    self.stage = Stage::Rest;
                    return Ok(());
                }
                _ => {}
            }
        }
    }

    /// Comes to the next row, or to the end of them.
    fn next_row(&mut self) -> Result<(), ReadError> {
        loop {
            match self.xml.next()? {
                Event::Start(tag) if tag.name == b"row" => {
                    self.row.begin(tag)?;
                    self.stage = Stage::InRow;
                    return Ok(());
                }
                Event::Empty(tag) if tag.name == b"row" => self.row.begin(tag)?,
                Event::Start(_) => self.xml.skip()?,
                Event::End => {
                    self.stage = Stage::Rest;
                    return Ok(());
                }
                Event::Eof => return Err(no_sheet()),
                _ => {}
            }
        }
    }

    /// The next cell of the row that holds something; none at the row's end.
    fn next_in_row(&mut self) -> Result<Option<Cell<'a>>, ReadError> {
        loop {
            match self.xml.next()? {
                Event::Start(tag) if tag.name == b"c" => {
                    let tag = self.row.cell(tag)?;
                    if let Some(cell) = self.cell(tag)? {
                        return Ok(Some(cell));
                    }
                }
                Event::Empty(tag) if tag.name == b"c" => {
                    self.row.cell(tag)?;
                }
                Event::Start(_) => self.xml.skip()?,
                Event::End => {
                    self.stage = Stage::Rows;
                    return Ok(None);
                }
                Event::Eof => return Err(no_sheet()),
                _ => {}
            }
        }
    }

    /// The cell whose tag has just been read; none when it holds nothing.
    fn cell(&mut self, tag: Tag) -> Result<Option<Cell<'a>>, ReadError> {
        let contents = self.contents()?;
        let style = self.around.styles.get(tag.style);
        let style = style.ok_or_else(|| self.at(tag, "no style", u64::from(tag.style)))?;
        let (value, struck) = self.value(tag, &contents, style)?;
        let Some(value) = value else { return Ok(None) };
        self.row.fill(tag)?;
        self.held.cell(tag.row, &value)?;
        let hidden_column = usize::try_from(tag.column)
            .ok()
            .and_then(|column| self.hidden_columns.get(column));
        Ok(Some(Cell {
            row: tag.row,
            column: tag.column,
            value,
            looks: Looks {
                hidden_row: self.row.hidden,
                hidden_column: hidden_column.copied().unwrap_or(false),
                struck: struck.seen(|| style.struck),
                struck_in_part: struck == Struck::InPart,
                white: style.white,
                ..Looks::default()
            },
            format: style.format.clone(),
        }))
    }

    fn at(&self, tag: Tag, what: &str, number: u64) -> ReadError {
        wrong(format!("{}: {what} {number}", a1(tag.row, tag.column)))
    }

    /// Reads what stands in a cell, its value into `written`, up to the cell's end.
    fn contents(&mut self) -> Result<Contents, ReadError> {
        let inside = self.xml.depth();
        let most = self.around.meter.most(Limit::StringLength);
        let mut contents = Contents::default();
        self.written.clear();
        loop {
            let depth = self.xml.depth();
            match self.xml.next()? {
                Event::Start(tag) => match tag.name {
                    b"v" => {
                        contents.value = true;
                        match contents.inline {
                            true => self.xml.skip()?,
                            false => self.xml.text(&mut self.written, most)?,
                        }
                    }
                    b"is" => {
                        contents.inline = true;
                        self.written.clear();
                        let meter = &self.around.meter;
                        contents.runs = read_text(&mut self.xml, &mut self.written, meter)?;
                    }
                    b"f" => {
                        contents.formula = true;
                        self.xml.skip()?;
                    }
                    _ => self.xml.skip()?,
                },
                Event::Empty(tag) => match tag.name {
                    b"v" => contents.value = true,
                    b"f" => contents.formula = true,
                    _ => {}
                },
                Event::End if depth == inside => return Ok(contents),
                Event::Eof => return Err(no_sheet()),
                _ => {}
            }
        }
    }

    /// What is written, as a value, and whether its text is struck out; no value for a cell that
    /// holds nothing.
    fn value(
        &self,
        tag: Tag,
        contents: &Contents,
        style: &Style,
    ) -> Result<(Option<Value<'a>>, Struck), ReadError> {
        let written = self.written.as_str();
        let trimmed = written.trim_ascii();
        if contents.formula && trimmed.is_empty() {
            // A formula may come to the empty text.
            let blank = tag.kind == Kind::Text && contents.value;
            return Ok(((!blank).then_some(Value::Uncalculated), Struck::ByCell));
        }
        if contents.formula && is_zero(tag.kind, trimmed) && (self.around.zeros_stand_in)()? {
            return Ok((Some(Value::Uncalculated), Struck::ByCell));
        }
        if contents.inline {
            return Ok(of_runs(
                Text::own(written.to_string()),
                Some(&contents.runs),
                style,
            ));
        }
        let value = match tag.kind {
            _ if trimmed.is_empty() => None,
            Kind::Shared => return self.shared(tag, trimmed, style),
            Kind::Number => match trimmed.parse::<f64>() {
                Ok(found) if found.is_finite() => {
                    Some(number(found, style.date, self.around.date1904))
                }
                // What is no number is handed on as it is written.
                _ => self.text(written)?,
            },
            Kind::Text | Kind::Inline => self.text(written)?,
            Kind::Bool => match trimmed {
                "1" | "true" | "TRUE" => Some(Value::Bool(true)),
                "0" | "false" | "FALSE" => Some(Value::Bool(false)),
                _ => self.text(written)?,
            },
            Kind::Error => Some(Value::Error(trimmed.chars().take(255).collect())),
            Kind::Iso => iso(trimmed),
        };
        Ok((value, Struck::ByCell))
    }

    fn shared(
        &self,
        tag: Tag,
        written: &str,
        style: &Style,
    ) -> Result<(Option<Value<'a>>, Struck), ReadError> {
        let strings: &'a SharedStrings = self.around.strings;
        let found = written.parse().ok().and_then(|index| strings.get(index));
        let (text, runs) = found.ok_or_else(|| {
            let written: String = written.chars().take(20).collect();
            let (at, all) = (a1(tag.row, tag.column), strings.len());
            wrong(format!("{at}: shared text {written} of {all}"))
        })?;
        Ok(of_runs(Text::shared(text), runs, style))
    }

    fn text(&self, written: &str) -> Result<Option<Value<'a>>, ReadError> {
        let text = unescaped(written);
        self.around.meter.length(&text)?;
        Ok(some_text(Text::own(text.into_owned())))
    }

    /// Reads what stands after the rows: it may break off too, and holds the merged ranges.
    fn rest(&mut self) -> Result<(), ReadError> {
        let mut found = 0;
        loop {
            match self.xml.next()? {
                Event::Start(tag) | Event::Empty(tag) => match tag.name {
                    b"mergeCell" => {
                        found += 1;
                        self.around.meter.check(Limit::Merges, found)?;
                        merges::range(tag)?;
                    }
                    b"sheetData" => return Err(wrong("a second <sheetData>".to_string())),
                    _ => {}
                },
                Event::Eof => {
                    self.stage = Stage::Done;
                    return Ok(());
                }
                _ => {}
            }
        }
    }
}

impl<'a> Cells<'a> for SheetCells<'a> {
    fn next_cell(&mut self) -> Result<Option<Cell<'a>>, ReadError> {
        loop {
            let step = match self.stage {
                Stage::Begin => self.begin(),
                Stage::Rows => self.next_row(),
                Stage::InRow => match self.next_in_row() {
                    Ok(Some(cell)) => return Ok(Some(cell)),
                    Ok(None) => Ok(()),
                    Err(error) => Err(error),
                },
                Stage::Rest => self.rest(),
                Stage::Done => return Ok(None),
            };
            if let Err(error) = step {
                self.stage = Stage::Done;
                return Err(error);
            }
        }
    }
}

/// A text of such runs in a cell of `style`: what is struck out of it, where some is not, is no part of it.
fn of_runs<'a>(text: Text<'a>, runs: Option<&Runs>, style: &Style) -> (Option<Value<'a>>, Struck) {
    let Some(runs) = runs else {
        return (some_text(text), Struck::ByCell);
    };
    if runs.is_mixed()
        && let Some(left) = runs.left_of(text.as_str(), style.struck)
    {
        return (some_text(Text::own(left)), Struck::InPart);
    }
    let said = |(range, _): &&(std::ops::Range<usize>, Struck)| {
        let run = text.as_str().get(range.clone()).unwrap_or_default();
        !run.trim().is_empty()
    };
    let mut seen = [false; 3];
    for (_, struck) in runs.0.iter().filter(said) {
        if let Some(of) = seen.get_mut(*struck as usize) {
            *of = true;
        }
    }
    (some_text(text), Struck::of_runs(seen))
}

/// Marks the columns that a `col` hides.
fn hide(hidden_columns: &mut Vec<bool>, tag: Element<'_>) {
    let (mut first, mut last, mut hidden) = (0, 0, false);
    for (name, value) in tag.attributes() {
        match name {
            b"min" => first = whole(value).unwrap_or(0),
            b"max" => last = whole(value).unwrap_or(0),
            b"hidden" => hidden |= is_true(value),
            b"width" => hidden |= is_below(value, THINNEST_COLUMN),
            _ => {}
        }
    }
    let last = last.min(grid::COLUMNS);
    if hidden && (1..=last).contains(&first) {
        let (first, last) = (first as usize, last as usize);
        hidden_columns.resize(grid::COLUMNS as usize, false);
        hidden_columns[first - 1..last].fill(true);
    }
}
