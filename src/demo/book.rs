//! Tables onto the sheets of a workbook, in the layout of the school that sends them.

use super::district::{Aliases, district};
use super::layout::{Dates, Details, Headers, Heading, Layout, Money, Tabs};
use super::sheet::{Cell, Sheet};
use crate::schema::{Column, ColumnType, Table, table};
use jiff::civil::{Date, date};
use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

/// The day that every workbook says it was made on: the school year's last.
const MADE_ON: Date = date(2024, 7, 31);

/// Columns that a 合计 row adds up.
const SUMMED: &[&str] = &["due", "paid", "amount", "cost", "income", "expense"];

/// Who sends, as far as it stands on the sheets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sender<'a> {
    /// The union's name as it writes it.
    pub(crate) name: &'a str,
    /// 制表人.
    pub(crate) preparer: &'a str,
    /// 审核人.
    pub(crate) reviewer: &'a str,
}

/// An empty workbook whose properties do not depend on the day.
pub(crate) fn workbook() -> Workbook {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_creation_datetime(&MADE_ON);
    workbook.set_properties(&properties);
    workbook
}

/// The formats of a workbook.
struct Formats {
    title: Format,
    header: Format,
    text: Format,
    money: Format,
    day: Format,
    month: Format,
}

impl Formats {
    fn new() -> Formats {
        let cell = Format::new().set_border(FormatBorder::Thin);
        let chinese = "yyyy\"年\"m\"月\"";
        Formats {
            title: Format::new()
                .set_bold()
                .set_font_size(16)
                .set_align(FormatAlign::Center),
            header: cell
                .clone()
                .set_bold()
                .set_background_color("#DDEBF7")
                .set_align(FormatAlign::Center)
                .set_text_wrap(),
            money: cell.clone().set_num_format("#,##0.00"),
            day: cell.clone().set_num_format("yyyy-mm-dd"),
            month: cell.clone().set_num_format(chinese),
            text: cell,
        }
    }
}

/// A sheet being written.
struct Page<'a> {
    worksheet: &'a mut Worksheet,
    formats: Formats,
    layout: &'a Layout,
    table: &'static Table,
    sheet: &'a Sheet,
}

/// Adds `sheet` to `workbook`. `number` counts the sheets of the school from 1.
pub(crate) fn add(
    workbook: &mut Workbook,
    sheet: &Sheet,
    number: usize,
    layout: &Layout,
    sender: Sender,
) -> Result<(), XlsxError> {
    let declared = table(sheet.table);
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(tab(declared, number, layout))?;
    // A4, as wide as the page.
    worksheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    let mut page = Page {
        worksheet,
        formats: Formats::new(),
        layout,
        table: declared,
        sheet,
    };
    if sheet.table == "units" && layout.details != Details::Row {
        return page.form(sender);
    }
    let header = page.heading(sender)?;
    page.header(header)?;
    let mut row = header + 1;
    for cells in &sheet.rows {
        for (at, cell) in cells.iter().enumerate() {
            page.cell(row, at as u16, at, cell)?;
        }
        row += 1;
    }
    if layout.totals && page.total(header + 1, row)? {
        row += 1;
    }
    if layout.footer {
        let line = format!(
            "制表人：{}　　　　审核人：{}",
            sender.preparer, sender.reviewer
        );
        page.worksheet.write_string(row + 1, 0, line)?;
    }
    page.widths()?;
    Ok(())
}

/// Adds a sheet that holds nothing but lines of text.
pub(crate) fn add_notes(
    workbook: &mut Workbook,
    tab: &str,
    lines: &[&str],
) -> Result<(), XlsxError> {
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(tab)?;
    for (row, line) in lines.iter().enumerate() {
        worksheet.write_string(row as u32, 0, *line)?;
    }
    worksheet.set_column_width(0, 60)?;
    Ok(())
}

fn tab(table: &Table, number: usize, layout: &Layout) -> String {
    let title = table.title.zh.to_string();
    match layout.tabs {
        Tabs::Titles => title,
        Tabs::Numbered => format!("{number:02}{title}"),
        Tabs::Aliases => {
            let aliases = district().aliases.get(table.id.as_str());
            let alias = aliases.and_then(|aliases| aliases.tab);
            alias.map_or(title, str::to_string)
        }
    }
}

impl Page<'_> {
    fn column(&self, index: usize) -> Option<&'static Column> {
        self.table.column(self.sheet.columns[index])
    }

    fn aliases(&self) -> Option<&'static Aliases> {
        district().aliases.get(self.sheet.table)
    }

    /// What stands above the header; the answer is the header's row.
    fn heading(&mut self, sender: Sender) -> Result<u32, XlsxError> {
        let last = self.sheet.columns.len() as u16 - 1;
        let title = format!("{}2023—2024学年{}表", sender.name, self.table.title.zh);
        match self.layout.heading {
            Heading::Bare => return Ok(0),
            Heading::Title => {
                self.title(last, self.table.title.zh)?;
                return Ok(1);
            }
            Heading::Full => self.title(last, &title)?,
        }
        self.worksheet
            .write_string(1, 0, format!("填报单位：{}", sender.name))?;
        self.worksheet.write_string(2, last, "单位：元")?;
        Ok(3)
    }

    fn title(&mut self, last: u16, title: &str) -> Result<(), XlsxError> {
        self.worksheet
            .merge_range(0, 0, 0, last, title, &self.formats.title)?;
        Ok(())
    }

    fn header(&mut self, row: u32) -> Result<(), XlsxError> {
        for at in 0..self.sheet.columns.len() {
            let text = self.header_text(at);
            self.worksheet
                .write_string_with_format(row, at as u16, text, &self.formats.header)?;
        }
        self.worksheet.set_freeze_panes(row + 1, 0)?;
        Ok(())
    }

    fn header_text(&self, index: usize) -> String {
        let id = self.sheet.columns[index];
        let Some(column) = self.column(index) else {
            return id.to_string();
        };
        let title = column.title.zh;
        match self.layout.headers {
            Headers::Titles => title.to_string(),
            Headers::Aliases => {
                let alias = self.aliases().and_then(|aliases| aliases.headers.get(id));
                alias.copied().unwrap_or(title).to_string()
            }
            Headers::Decorated => decorated(column),
        }
    }

    /// Writes one value the way the layout has it.
    fn cell(&mut self, row: u32, at: u16, column: usize, cell: &Cell) -> Result<(), XlsxError> {
        let (sheet, formats) = (&mut *self.worksheet, &self.formats);
        match cell {
            Cell::Blank => sheet.write_blank(row, at, &formats.text)?,
            Cell::Integer(number) => {
                sheet.write_number_with_format(row, at, *number as f64, &formats.text)?
            }
            Cell::NotAvailable => {
                let formula = Formula::new("=NA()").set_result("#N/A");
                sheet.write_formula_with_format(row, at, formula, &formats.money)?
            }
            Cell::Fen(fen) if self.layout.money == Money::Number => {
                sheet.write_number_with_format(row, at, *fen as f64 / 100.0, &formats.money)?
            }
            Cell::Day(day) if self.layout.dates == Dates::Excel => {
                sheet.write_date_with_format(row, at, day, &formats.day)?
            }
            Cell::Month(day) if self.layout.dates == Dates::Excel => {
                sheet.write_date_with_format(row, at, day, &formats.month)?
            }
            Cell::Rank(rank) if self.layout.headers != Headers::Aliases => {
                sheet.write_number_with_format(row, at, *rank as f64, &formats.text)?
            }
            _ => {
                let text = self.text(column, cell);
                self.worksheet
                    .write_string_with_format(row, at, text, &self.formats.text)?
            }
        };
        Ok(())
    }

    /// A value as text.
    fn text(&self, column: usize, cell: &Cell) -> String {
        let id = self.sheet.columns[column];
        let aliased = self.layout.headers == Headers::Aliases;
        match cell {
            Cell::Day(day) => written_day(self.layout.dates, *day),
            Cell::Month(day) => written_month(self.layout.dates, *day),
            Cell::Fen(fen) => written_money(self.layout.money, *fen),
            Cell::Rank(rank) => format!("第{}名", chinese_digit(*rank)),
            Cell::Is(yes) if aliased && id == "team" => {
                (if *yes { "团体" } else { "单项" }).to_string()
            }
            Cell::Text(text) if aliased => {
                let values = self.aliases().and_then(|aliases| aliases.values.get(id));
                let alias = values.and_then(|values| values.get(text.as_str()));
                alias.map_or_else(|| text.clone(), |alias| (*alias).to_string())
            }
            other => other.show(),
        }
    }

    /// A 合计 row below the data, as live formulas where amounts are numbers. Says whether the
    /// table has anything to add up.
    fn total(&mut self, first: u32, row: u32) -> Result<bool, XlsxError> {
        let mut summed = false;
        for (at, id) in self.sheet.columns.iter().enumerate() {
            if !SUMMED.contains(id) {
                continue;
            }
            summed = true;
            let fen = self.sheet.rows.iter().map(|cells| match cells[at] {
                Cell::Fen(fen) => fen,
                _ => 0,
            });
            let fen: i64 = fen.sum();
            let at = at as u16;
            if self.layout.money == Money::Number {
                let letters = crate::finding::column_letters(u32::from(at));
                let formula = Formula::new(format!("=SUM({letters}{}:{letters}{row})", first + 1))
                    .set_result(format!("{}.{:02}", fen / 100, fen % 100));
                self.worksheet
                    .write_formula_with_format(row, at, formula, &self.formats.money)?;
            } else {
                let text = written_money(self.layout.money, fen);
                self.worksheet
                    .write_string_with_format(row, at, text, &self.formats.text)?;
            }
        }
        if summed {
            self.worksheet
                .write_string_with_format(row, 0, "合计", &self.formats.header)?;
        }
        Ok(summed)
    }

    /// 单位信息 with each label to the left of its value.
    fn form(&mut self, sender: Sender) -> Result<(), XlsxError> {
        let pairs = 1 + u32::from(self.layout.details == Details::WideForm);
        let last = pairs as u16 * 2 - 1;
        let title = format!("{}基本情况", sender.name);
        self.title(last, &title)?;
        let Some(cells) = self.sheet.rows.first() else {
            return Ok(());
        };
        for (place, cell) in cells.iter().enumerate() {
            let row = 1 + place as u32 / pairs;
            let left = (place as u32 % pairs) as u16 * 2;
            let label = self.header_text(place);
            self.worksheet
                .write_string_with_format(row, left, label, &self.formats.header)?;
            self.cell(row, left + 1, place, cell)?;
        }
        for at in 0..=last {
            self.worksheet
                .set_column_width(at, if at % 2 == 0 { 20 } else { 28 })?;
        }
        Ok(())
    }

    /// Columns as wide as what stands in them.
    fn widths(&mut self) -> Result<(), XlsxError> {
        for at in 0..self.sheet.columns.len() {
            let rows = self.sheet.rows.iter();
            let widest = rows.map(|cells| self.text(at, &cells[at]).width());
            let header = self.header_text(at).width();
            let width = widest.chain([header]).max().unwrap_or(8).clamp(6, 40);
            self.worksheet
                .set_column_width(at as u16, width as f64 + 2.0)?;
        }
        Ok(())
    }
}

/// A title as a template of the school's own has it: `*姓　名`, `金　额（元）`.
fn decorated(column: &Column) -> String {
    let mut title = column.title.zh.to_string();
    let letters: Vec<char> = title.chars().collect();
    if let [first, second] = letters[..] {
        title = format!("{first}　{second}");
    }
    if column.kind == ColumnType::Money {
        title.push_str("（元）");
    }
    if column.required {
        title.insert(0, '*');
    }
    title
}

fn written_day(dates: Dates, day: Date) -> String {
    let (y, m, d) = (day.year(), day.month(), day.day());
    match dates {
        Dates::Excel => format!("{y:04}-{m:02}-{d:02}"),
        Dates::Dotted => format!("{y}.{m}.{d}"),
        Dates::Chinese => format!("{y}年{m}月{d}日"),
        Dates::Compact => format!("{y:04}{m:02}{d:02}"),
        Dates::Slashed => format!("{y}/{m}/{d}"),
    }
}

fn written_month(dates: Dates, day: Date) -> String {
    let (y, m) = (day.year(), day.month());
    match dates {
        Dates::Chinese | Dates::Slashed => format!("{y}年{m}月"),
        _ => format!("{y:04}-{m:02}"),
    }
}

fn written_money(money: Money, fen: i64) -> String {
    let (yuan, rest) = (fen / 100, fen % 100);
    match money {
        Money::Yuan if fen == 0 => "-".to_string(),
        Money::Yuan => format!("{yuan}.{rest:02}元"),
        Money::Yen => format!("￥{}.{rest:02}", grouped(yuan)),
        Money::Number => format!("{yuan}.{rest:02}"),
    }
}

fn grouped(yuan: i64) -> String {
    let digits = yuan.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn chinese_digit(number: i64) -> String {
    let digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let digit = usize::try_from(number - 1)
        .ok()
        .and_then(|index| digits.get(index));
    digit.map_or_else(|| number.to_string(), |digit| (*digit).to_string())
}
