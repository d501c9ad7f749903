//! The printed page: paper, margins, what repeats on each page. Every sheet of every workbook is
//! set up here.

use super::words;
use crate::finding::{self, column_letters};
use crate::words::Lang;
use rust_xlsxwriter::{Worksheet, XlsxError};

const A4: u8 = 9;
/// What of an A4 page is printed on, in the pixels in which columns are measured.
const PORTRAIT_WIDTH: f64 = 690.0;
const LANDSCAPE_WIDTH: f64 = 1_020.0;
/// How small the pages of a table that goes on beside are printed.
const BESIDE_SCALE: u16 = 62;

/// How a sheet goes onto paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// One page wide: upright where the columns are few, else lying.
    OneWide,
    /// One page wide and upright.
    Upright,
    /// Too wide for a page: whole columns go on beside, the first one repeated on each page.
    Beside {
        /// A page may end only before this column,
        from: usize,
        /// and before each so many columns after it.
        step: usize,
    },
}

/// What a page needs to know of its sheet.
pub(super) struct Page<'a> {
    /// How it goes onto paper.
    pub(super) fit: Fit,
    /// Left in the header: what the workbook is.
    pub(super) title: &'a str,
    /// Right in the header: the sheet.
    pub(super) sheet_title: &'a str,
    /// Widths of the columns, in characters.
    pub(super) widths: &'a [f64],
    /// The rows that repeat on each page, first and last.
    pub(super) repeat: Option<(u32, u32)>,
    /// The last row that is printed.
    pub(super) last_row: u32,
}

/// The pixels of a column of `width` characters.
fn pixels(width: f64) -> f64 {
    width * 7.0 + 5.0
}

/// Sets up `sheet` for printing.
pub(super) fn set_up(sheet: &mut Worksheet, page: &Page<'_>, lang: Lang) -> Result<(), XlsxError> {
    let last_column = column_number(page.widths.len().saturating_sub(1));
    let total: f64 = page.widths.iter().map(|&width| pixels(width)).sum();
    sheet
        .set_paper_size(A4)
        .set_margins(0.55, 0.55, 0.75, 0.7, 0.3, 0.3)
        .set_print_center_horizontally(true)
        .set_header(header(page))
        .set_footer(format!("&C&9{}", words::PAGE_FOOTER.get(lang)));
    match page.fit {
        Fit::Upright => {
            sheet.set_portrait().set_print_fit_to_pages(1, 0);
        }
        Fit::OneWide => {
            if total > PORTRAIT_WIDTH * 1.12 {
                sheet.set_landscape();
            }
            sheet.set_print_fit_to_pages(1, 0);
        }
        Fit::Beside { .. } if total * 0.7 <= LANDSCAPE_WIDTH => {
            sheet.set_landscape().set_print_fit_to_pages(1, 0);
        }
        Fit::Beside { from, step } => {
            sheet.set_landscape().set_print_scale(BESIDE_SCALE);
            sheet.set_page_order(true);
            sheet.set_vertical_page_breaks(&breaks(page.widths, from, step))?;
            sheet.set_repeat_columns(0, 0)?;
        }
    }
    if let Some((first, last)) = page.repeat {
        sheet.set_repeat_rows(first, last)?;
    }
    sheet.set_print_area(0, 0, page.last_row, last_column)?;
    Ok(())
}

/// The header: an `&` of a name is doubled, and a name is cut to what a header may hold.
fn header(page: &Page<'_>) -> String {
    let part = |text: &str| -> String {
        let cut: String = text.chars().take(60).collect();
        cut.replace('&', "&&")
    };
    format!(
        "&L&9{}&R&9{}",
        led(part(page.title)),
        led(part(page.sheet_title))
    )
}

/// A digit right after a font size would be read as part of it.
fn led(text: String) -> String {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        format!(" {text}")
    } else {
        text
    }
}

/// Where new pages start, so that each holds the first column and as many others as go in.
/// A quarter of the page is left free, since columns are wider where the workbook's fonts are not
/// installed, and a page that overflows prints twice as many.
fn breaks(widths: &[f64], from: usize, step: usize) -> Vec<u32> {
    let room = LANDSCAPE_WIDTH * 74.0 / f64::from(BESIDE_SCALE);
    let width = |columns: &[f64]| -> f64 { columns.iter().map(|&width| pixels(width)).sum() };
    let kept = width(&widths[..1.min(widths.len())]);
    let mut used = width(&widths[..from.min(widths.len())]);
    let mut breaks = Vec::new();
    let mut column = from;
    for group in widths.get(from..).unwrap_or_default().chunks(step.max(1)) {
        if used + width(group) > room && used > kept {
            breaks.push(u32::from(column_number(column)));
            used = kept;
        }
        used += width(group);
        column += group.len();
    }
    breaks
}

/// The position of a column as the writer takes it; a sheet has no more columns than that.
pub(super) fn column_number(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// The letters of a column.
pub(super) fn letters(column: usize) -> String {
    column_letters(u32::from(column_number(column)))
}

/// The address of a cell in A1 form.
pub(super) fn a1(row: u32, column: usize) -> String {
    finding::a1(row, u32::from(column_number(column)))
}

/// A count of rows as the writer takes it; a sheet has no more rows than that.
pub(super) fn row_number(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
