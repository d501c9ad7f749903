//! Writes one sheet from the top down: title, parts, tables, notes. It knows where the next free
//! row is and how high a row must be for its text; what stands in a sheet is its caller's matter.

use super::cell::{Anchors, Cell, DASH, Field};
use super::print::{self, Fit, Page, column_number, letters};
use super::style::{Kind, Style, Tone, decimal, yuan};
use super::words;
use crate::personal::without_numbers;
use crate::words::{Lang, Words};
use rust_xlsxwriter::utility::quote_sheet_name;
use rust_xlsxwriter::{Format, Formula, Url, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

/// What Excel takes in one cell.
const LONGEST_TEXT: usize = 32_767;
/// Links that Excel takes in one sheet.
const MOST_LINKS: usize = 60_000;
const LINE_HEIGHT: f64 = 16.0;
const TALLEST: f64 = 400.0;

/// One sheet while it is written.
pub(super) struct SheetWriter<'a> {
    /// The sheet itself, for what only one sheet does (charts).
    pub(super) sheet: Worksheet,
    /// The formats.
    pub(super) style: &'a Style,
    /// The language.
    pub(super) lang: Lang,
    /// The next free row.
    pub(super) row: u32,
    /// The cells that sheets written later refer to.
    pub(super) anchors: &'a mut Anchors,
    name: String,
    goes_up: bool,
    widths: Vec<f64>,
    repeat: Option<(u32, u32)>,
    frozen: bool,
    links: usize,
    /// The first column that titles and sentences stand in, and how wide a page is, in characters.
    page: (u16, f64),
}

impl<'a> SheetWriter<'a> {
    /// An empty sheet `name`. Where it `goes_up` to the district, no ID number or phone is written.
    pub(super) fn new(
        name: &str,
        style: &'a Style,
        lang: Lang,
        goes_up: bool,
        anchors: &'a mut Anchors,
    ) -> Result<SheetWriter<'a>, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        Ok(SheetWriter {
            sheet,
            style,
            lang,
            row: 0,
            anchors,
            name: name.to_string(),
            goes_up,
            widths: Vec::new(),
            repeat: None,
            frozen: false,
            links: 0,
            page: (0, f64::INFINITY),
        })
    }

    /// A sentence in the sheet's language.
    pub(super) fn say(&self, message: Words) -> String {
        message.get(self.lang).to_string()
    }

    /// The widths of the columns, in characters.
    pub(super) fn columns(&mut self, widths: &[f64]) -> Result<(), XlsxError> {
        self.widths = widths.to_vec();
        for (index, &width) in widths.iter().enumerate() {
            self.sheet.set_column_width(column_number(index), width)?;
        }
        Ok(())
    }

    /// The last column.
    fn last_column(&self) -> u16 {
        column_number(self.widths.len().saturating_sub(1))
    }

    /// How wide the columns `first` to `last` are together.
    fn width(&self, first: u16, last: u16) -> f64 {
        let (first, last) = (usize::from(first), usize::from(last));
        self.widths.iter().take(last + 1).skip(first).sum()
    }

    /// How wide a column is, in characters.
    pub(super) fn column_width(&self, column: u32) -> f64 {
        let index = usize::try_from(column).unwrap_or(usize::MAX);
        self.widths.get(index).copied().unwrap_or(10.0)
    }

    /// The sheet goes on beside over several pages that repeat the first column: titles and sentences
    /// stand once, on the first page.
    pub(super) fn goes_on_beside(&mut self) {
        self.page = (1, 108.0);
    }

    /// The columns over which titles and sentences go: as far as a page is wide.
    fn span(&self) -> (u16, u16) {
        let (first, room) = self.page;
        let mut width = 0.0;
        for (index, column) in self.widths.iter().enumerate().skip(usize::from(first)) {
            width += column;
            if width > room {
                return (first, column_number(index.saturating_sub(1)).max(first));
            }
        }
        (first, self.last_column())
    }

    /// Title and the line under it.
    pub(super) fn title(&mut self, title: &str, subtitle: &str) -> Result<(), XlsxError> {
        let (style, (first, last)) = (self.style, self.span());
        let lines = lines(title, self.width(first, last) / 1.9);
        self.sheet.set_row_height(self.row, 32.0 * lines)?;
        self.across(self.row, first, last, title, &style.title)?;
        self.sheet.set_row_height(self.row + 1, 20.0)?;
        self.across(self.row + 1, first, last, subtitle, &style.subtitle)?;
        self.row += 2;
        Ok(())
    }

    /// The heading of a part, with an empty row before it.
    pub(super) fn section(&mut self, heading: Words) -> Result<(), XlsxError> {
        let style = self.style;
        self.sheet.set_row_height(self.row, 8.0)?;
        self.sheet.set_row_height(self.row + 1, 22.0)?;
        let (heading, (first, last)) = (heading.get(self.lang), self.span());
        self.across(self.row + 1, first, last, heading, &style.section)?;
        self.row += 2;
        Ok(())
    }

    /// A sentence across the sheet.
    pub(super) fn sentence(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        let (first, last) = self.span();
        let height = lines(text, self.width(first, last)) * LINE_HEIGHT + 4.0;
        self.sheet.set_row_height(self.row, height)?;
        self.across(self.row, first, last, text, format)?;
        self.row += 1;
        Ok(())
    }

    /// An explanation in small grey letters.
    pub(super) fn note(&mut self, message: Words) -> Result<(), XlsxError> {
        self.remark(message.get(self.lang))
    }

    /// The same, of a sentence with its values put in.
    pub(super) fn remark(&mut self, text: &str) -> Result<(), XlsxError> {
        let style = self.style;
        self.sentence(text, &style.note)
    }

    /// 本期无数据, where there would be an empty table.
    pub(super) fn nothing(&mut self, message: Words) -> Result<(), XlsxError> {
        let style = self.style;
        self.sheet.set_row_height(self.row, 30.0)?;
        let text = message.get(self.lang);
        let (first, last) = self.span();
        self.across(self.row, first, last, text, &style.nothing)?;
        self.row += 1;
        Ok(())
    }

    /// An empty row.
    pub(super) fn gap(&mut self) {
        self.row += 1;
    }

    /// A form: so many `pairs` of label and value beside each other over the sheet's width; a label is one
    /// column wide.
    pub(super) fn fields(&mut self, fields: &[Field], pairs: usize) -> Result<(), XlsxError> {
        let (style, wide) = (self.style, self.pair_width(pairs));
        for row in fields.chunks(pairs) {
            let mut height: f64 = 1.0;
            for (index, field) in row.iter().enumerate() {
                let label = column_number(index) * wide;
                let text = self.say(field.label);
                let format = style.cell(Kind::Centre, Tone::Label);
                height = height.max(lines(&text, self.width(label, label)));
                self.across(self.row, label, label, &text, format)?;
                let (first, last) = (label + 1, label + wide - 1);
                if let Cell::Text(text) | Cell::Toned(text, _) = &field.cell {
                    height = height.max(lines(text, self.width(first, last)));
                }
                if first < last {
                    let plain = style.cell(field.kind, Tone::Field);
                    self.sheet
                        .merge_range(self.row, first, self.row, last, "", plain)?;
                }
                self.put(self.row, first, &field.cell, field.kind, Tone::Field)?;
            }
            let height = (height * LINE_HEIGHT + 8.0).min(TALLEST);
            self.sheet.set_row_height(self.row, height)?;
            self.row += 1;
        }
        Ok(())
    }

    /// How many columns each of `pairs` of label and value takes beside the others.
    fn pair_width(&self, pairs: usize) -> u16 {
        column_number(self.widths.len() / pairs)
    }

    /// One label and one long value across the sheet.
    pub(super) fn wide_field(&mut self, label: Words, text: &str) -> Result<(), XlsxError> {
        let (style, (_, last)) = (self.style, self.span());
        let name = self.say(label);
        let head = style.cell(Kind::Centre, Tone::Label);
        self.across(self.row, 0, 0, &name, head)?;
        let body = style.cell(Kind::Text, Tone::Plain);
        self.across(self.row, 1, last, text, body)?;
        let lines = lines(text, self.width(1, last)).max(lines(&name, self.width(0, 0)));
        self.sheet
            .set_row_height(self.row, (lines * LINE_HEIGHT + 8.0).min(TALLEST))?;
        self.row += 1;
        Ok(())
    }

    /// Writes text from column `first` to `last` of `row`.
    pub(super) fn across(
        &mut self,
        row: u32,
        first: u16,
        last: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if first < last {
            self.sheet.merge_range(row, first, row, last, "", format)?;
        }
        let text = self.clean(text);
        self.sheet
            .write_string_with_format(row, first, text, format)?;
        Ok(())
    }

    /// Writes one cell of a table.
    pub(super) fn put(
        &mut self,
        row: u32,
        column: u16,
        cell: &Cell,
        kind: Kind,
        tone: Tone,
    ) -> Result<(), XlsxError> {
        let style = self.style;
        let kind = cell.kind().unwrap_or(kind);
        let format = style.cell(kind, tone);
        let centred = style.cell(Kind::Centre, tone);
        match cell {
            Cell::Blank | Cell::Computed => self.sheet.write_blank(row, column, format)?,
            Cell::None => self
                .sheet
                .write_string_with_format(row, column, DASH, centred)?,
            Cell::Text(text) => {
                let text = if kind == Kind::Hash {
                    text.clone()
                } else {
                    self.clean(text)
                };
                let number = !matches!(kind, Kind::Text | Kind::Centre | Kind::Hash);
                let format = if number { centred } else { format };
                self.sheet
                    .write_string_with_format(row, column, text, format)?
            }
            Cell::Toned(text, tone) => {
                let text = self.clean(text);
                let format = style.cell(kind, *tone);
                self.sheet
                    .write_string_with_format(row, column, text, format)?
            }
            Cell::Order(count) | Cell::Count(count) => {
                self.sheet
                    .write_number_with_format(row, column, *count as f64, format)?
            }
            Cell::Yuan(fen) => {
                self.sheet
                    .write_number_with_format(row, column, yuan(*fen), format)?
            }
            Cell::Decimal(millionths) => {
                let number = decimal(*millionths);
                self.sheet
                    .write_number_with_format(row, column, number, format)?
            }
            Cell::Date(date) => self
                .sheet
                .write_date_with_format(row, column, *date, format)?,
            Cell::Link(text, place) => return self.link(row, column, text, place),
            Cell::Calc(formula, stored) => {
                let formula = Formula::new(formula).set_result(stored.text());
                self.sheet
                    .write_formula_with_format(row, column, formula, format)?
            }
        };
        Ok(())
    }

    /// A link to a place in this workbook; past what Excel takes, only its text.
    fn link(&mut self, row: u32, column: u16, text: &str, place: &str) -> Result<(), XlsxError> {
        let style = self.style;
        let text = self.clean(text);
        if self.links >= MOST_LINKS {
            let format = style.cell(Kind::Centre, Tone::Plain);
            self.sheet
                .write_string_with_format(row, column, text, format)?;
        } else {
            let url = Url::new(format!("internal:{place}")).set_text(text);
            self.sheet
                .write_url_with_format(row, column, url, &style.link)?;
            self.links += 1;
        }
        Ok(())
    }

    /// Text as it may be written: cut to what a cell takes, and where the sheet goes up, without
    /// ID numbers and phones.
    pub(super) fn clean(&self, text: &str) -> String {
        let text = if self.goes_up {
            without_numbers(text, self.lang)
        } else {
            text.to_string()
        };
        cut(text)
    }

    /// Sets the height of `row` for what stands in it.
    pub(super) fn fit_row<'t>(
        &mut self,
        row: u32,
        texts: impl Iterator<Item = (usize, &'t str)>,
    ) -> Result<(), XlsxError> {
        let lines = texts
            .map(|(column, text)| lines(text, self.widths.get(column).copied().unwrap_or(10.0)))
            .fold(1.0, f64::max);
        let height = (lines * LINE_HEIGHT + 4.0).min(TALLEST);
        self.sheet.set_row_height(row, height)?;
        Ok(())
    }

    /// Remembers that the rows `first` to `last` are a header: the first such repeats on each page
    /// and stays in sight.
    pub(super) fn header_rows(
        &mut self,
        first: u32,
        last: u32,
        columns: u16,
    ) -> Result<(), XlsxError> {
        if !self.frozen {
            self.frozen = true;
            self.repeat = Some((first, last));
            self.sheet.set_freeze_panes(last + 1, columns)?;
        }
        Ok(())
    }

    /// The next tables are parts of a form: nothing repeats and nothing stays in sight.
    pub(super) fn no_header(&mut self) {
        self.frozen = true;
    }

    /// A formula of another sheet that reads the cell.
    pub(super) fn reference(&self, row: u32, column: usize) -> String {
        let (name, letters) = (quote_sheet_name(&self.name), letters(column));
        format!("{name}!${letters}${}", row + 1)
    }

    /// What was written into a column, for a formula of another sheet.
    pub(super) fn range(&self, column: usize, Placed { first, last }: Placed) -> String {
        let first = self.reference(first, column);
        format!("{first}:${}${}", letters(column), last + 1)
    }

    /// A cell of another sheet, or — where that sheet has no such cell.
    pub(super) fn read(&self, anchor: &str) -> Cell {
        let calc = self.anchors.get(anchor).cloned();
        calc.map_or(Cell::None, |(formula, stored)| Cell::Calc(formula, stored))
    }

    /// Fields that read cells of other sheets.
    pub(super) fn read_all(&self, fields: &[(Words, &str)]) -> Vec<Field> {
        let read = |&(label, anchor): &(Words, &str)| Field::new(label, self.read(anchor));
        fields.iter().map(read).collect()
    }

    /// The sheet's name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The finished sheet, set up for printing under `title`.
    pub(super) fn finish(mut self, title: &str, fit: Fit) -> Result<Worksheet, XlsxError> {
        let title = self.clean(title);
        let page = Page {
            fit,
            title: &title,
            sheet_title: &self.name,
            widths: &self.widths,
            repeat: self.repeat,
            last_row: self.row.saturating_sub(1),
        };
        print::set_up(&mut self.sheet, &page, self.lang)?;
        Ok(self.sheet)
    }
}

/// Where the rows of a table were written, without its totals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    /// The first row.
    pub(super) first: u32,
    /// The last row.
    pub(super) last: u32,
}

/// Text cut to what a cell takes.
pub(super) fn cut(text: String) -> String {
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text;
    }
    let mut length = 0;
    text.chars()
        .take_while(|c| {
            length += c.len_utf16();
            length < LONGEST_TEXT
        })
        .collect()
}

/// How many lines `text` takes in a cell of `width` characters, to the generous side.
pub(super) fn lines(text: &str, width: f64) -> f64 {
    let room = (width * 1.02 - 0.6).max(2.0);
    text.split('\n')
        .map(|line| (line.width() as f64 / room).ceil().max(1.0))
        .sum()
}

/// The signature block: so many `pairs` of label and line to sign on beside each other.
pub(super) fn signatures(
    w: &mut SheetWriter<'_>,
    labels: &[Words],
    pairs: usize,
) -> Result<(), XlsxError> {
    let (style, wide) = (w.style, w.pair_width(pairs));
    for row in labels.chunks(pairs) {
        w.sheet.set_row_height(w.row, 36.0)?;
        for (index, &message) in row.iter().enumerate() {
            let first = column_number(index) * wide;
            let colon = if w.lang == Lang::Zh { "：" } else { ": " };
            let text = format!("{}{colon}", message.get(w.lang));
            let last = first + wide - 1;
            if message == words::SIGN_DATE {
                let text = format!("{text}{}", words::SIGN_DAY.get(w.lang));
                w.across(w.row, first, last, &text, &style.sign_date)?;
                continue;
            }
            w.across(w.row, first, first, &text, &style.sign_label)?;
            w.across(w.row, first + 1, last, "", &style.sign_line)?;
        }
        w.row += 1;
    }
    Ok(())
}
