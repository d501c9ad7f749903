//! 填表说明: the first sheet of each template, read once before anything is typed. It names no two
//! columns of one table in a row, so that it is never taken for a table itself.

use super::sheet::merge;
use super::style;
use super::words;
use crate::metric::{Metric, metrics};
use crate::schema::{GUIDE_SHEET, Table, TableKind};
use crate::words::{Lang, Words};
use rust_xlsxwriter::{Url, Workbook, Worksheet, XlsxError};

/// Widths of the four columns: number, title, id or short text, long text.
const WIDTHS: [usize; 4] = [5, 26, 35, 50];
const LAST: u16 = 3;

/// Adds the guide to the workbook of `kind` that holds `tables`.
pub(super) fn add(
    workbook: &mut Workbook,
    kind: TableKind,
    tables: &[&Table],
    lang: Lang,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(GUIDE_SHEET)?;
    sheet.set_screen_gridlines(false);
    sheet.set_tab_color(style::DARK);
    for (width, position) in WIDTHS.iter().zip(0_u16..) {
        sheet.set_column_width(position, style::column_width(*width))?;
    }
    let (title, what, how) = match kind {
        TableKind::Return => (words::SCHOOL_TITLE, words::SCHOOL_WHAT, words::SCHOOL_HOW),
        TableKind::Plan => (words::PLAN_TITLE, words::PLAN_WHAT, words::PLAN_HOW),
    };
    sheet.set_row_height(0, 36)?;
    merge(sheet, 0, (0, LAST), title.get(lang), &style::title())?;
    let mut page = Page {
        sheet,
        row: 1,
        lang,
    };
    page.heading(words::WHAT_HEADING)?;
    for paragraph in what {
        page.paragraph(None, *paragraph)?;
    }
    page.heading(words::HOW_HEADING)?;
    for (number, rule) in how.iter().enumerate() {
        page.paragraph(Some(number + 1), *rule)?;
    }
    page.heading(words::TABLES_HEADING)?;
    page.tables(tables)?;
    if kind == TableKind::Plan {
        page.heading(words::METRICS_HEADING)?;
        page.metrics(metrics())?;
    }
    style::print_guide(page.sheet, lang);
    Ok(())
}

/// The guide being written, from top to bottom.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    lang: Lang,
}

impl Page<'_> {
    fn heading(&mut self, text: Words) -> Result<(), XlsxError> {
        let (row, format) = (self.row + 1, style::heading());
        self.sheet.set_row_height(row - 1, 8)?;
        self.sheet.set_row_height(row, 24)?;
        merge(self.sheet, row, (0, LAST), text.get(self.lang), &format)?;
        self.row = row + 1;
        Ok(())
    }

    /// A paragraph over all columns, numbered or not.
    fn paragraph(&mut self, number: Option<usize>, text: Words) -> Result<(), XlsxError> {
        let text = text.get(self.lang);
        let format = style::paragraph();
        let first = u16::from(number.is_some());
        if let Some(number) = number {
            let number = format!("{number}.");
            self.sheet
                .write_string_with_format(self.row, 0, number, &format)?;
        }
        merge(self.sheet, self.row, (first, LAST), text, &format)?;
        let width: usize = WIDTHS[usize::from(first)..].iter().sum();
        self.sheet
            .set_row_height(self.row, style::height(style::lines(text, width - 3)))?;
        self.row += 1;
        Ok(())
    }

    fn list_header(&mut self, titles: [Words; 3]) -> Result<(), XlsxError> {
        let format = style::header(style::HeaderKind::Optional);
        self.sheet
            .write_string_with_format(self.row, 0, "", &format)?;
        for (title, position) in titles.iter().zip(1_u16..) {
            let title = title.get(self.lang);
            self.sheet
                .write_string_with_format(self.row, position, title, &format)?;
        }
        self.sheet.set_row_height(self.row, 22)?;
        self.row += 1;
        Ok(())
    }

    /// One line of a list; `link` is the sheet that its title leads to.
    fn listed(
        &mut self,
        number: usize,
        texts: [&str; 3],
        link: Option<&str>,
    ) -> Result<(), XlsxError> {
        let format = style::listed();
        let number = u32::try_from(number).unwrap_or(0);
        self.sheet
            .write_number_with_format(self.row, 0, number, &style::listed_number())?;
        let mut lines = 1;
        for ((text, position), width) in texts.iter().zip(1_u16..).zip(&WIDTHS[1..]) {
            match link.filter(|_| position == 1) {
                Some(sheet) => {
                    let url = Url::new(format!("internal:'{sheet}'!A1")).set_text(*text);
                    self.sheet
                        .write_url_with_format(self.row, position, url, &style::link())?;
                }
                None => {
                    self.sheet
                        .write_string_with_format(self.row, position, *text, &format)?;
                }
            }
            lines = lines.max(style::lines(text, width - 2));
        }
        self.sheet.set_row_height(self.row, style::height(lines))?;
        self.row += 1;
        Ok(())
    }

    fn tables(&mut self, tables: &[&Table]) -> Result<(), XlsxError> {
        self.list_header([words::LIST_TITLE, words::LIST_ROW, words::LIST_HELP])?;
        for (index, table) in tables.iter().enumerate() {
            let row = match self.lang {
                Lang::Zh => table.row.zh.to_string(),
                Lang::En => format!("{}: {}", table.title.en, table.row.en),
            };
            let (title, help) = (table.title.zh, table.help.get(self.lang));
            self.listed(index + 1, [title, &row, help], Some(title))?;
        }
        Ok(())
    }

    fn metrics(&mut self, metrics: &[Metric]) -> Result<(), XlsxError> {
        self.list_header([words::METRIC_TITLE, words::METRIC_ID, words::METRIC_COUNTS])?;
        for (index, metric) in metrics.iter().enumerate() {
            let counts = metric.counts.get(self.lang);
            let counts = match &metric.over {
                Some(over) => format!("{counts} ÷ {}", over.get(self.lang)),
                None => counts.to_string(),
            };
            self.listed(
                index + 1,
                [metric.title.get(self.lang), &metric.id, &counts],
                None,
            )?;
        }
        Ok(())
    }
}
