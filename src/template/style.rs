//! How the templates look: fonts, colours, number formats, widths, print set-up.

use super::words;
use crate::schema::ColumnType;
use crate::words::Lang;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet};
use unicode_width::UnicodeWidthStr;

/// Stands in every Excel and WPS in China, and a signed form is expected to look like it.
const FONT: &str = "宋体";
/// The titles' font.
const TITLE_FONT: &str = "黑体";
/// A4.
const PAPER: u8 = 9;
/// Headings and the guide's tab.
pub(super) const DARK: Color = Color::RGB(0x1F_3864);
/// Frames.
const GRID: Color = Color::RGB(0x8E_A9C1);

/// The cell format that everything else begins with.
pub(super) fn base() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(11)
        .set_font_charset(134)
        .set_align(FormatAlign::VerticalCenter)
}

/// A sheet's title.
pub(super) fn title() -> Format {
    base()
        .set_font_name(TITLE_FONT)
        .set_font_size(16)
        .set_bold()
        .set_align(FormatAlign::Center)
}

/// A heading of the guide.
pub(super) fn heading() -> Format {
    base()
        .set_font_name(TITLE_FONT)
        .set_font_size(12)
        .set_bold()
        .set_font_color(DARK)
}

/// The line under a sheet's title.
pub(super) fn line(align: FormatAlign) -> Format {
    base().set_align(align)
}

/// Running text.
pub(super) fn paragraph() -> Format {
    base()
        .set_text_wrap()
        .set_align(FormatAlign::Left)
        .set_align(FormatAlign::Top)
}

/// A cell of one of the guide's lists.
pub(super) fn listed() -> Format {
    base()
        .set_text_wrap()
        .set_align(FormatAlign::Left)
        .set_indent(1)
        .set_border(FormatBorder::Thin)
        .set_border_color(GRID)
}

/// The number of a line in one of the guide's lists.
pub(super) fn listed_number() -> Format {
    listed().set_indent(0).set_align(FormatAlign::Center)
}

/// A link in one of the guide's lists.
pub(super) fn link() -> Format {
    listed()
        .set_font_color(Color::RGB(0x05_63C1))
        .set_underline(rust_xlsxwriter::FormatUnderline::Single)
}

/// What kind of column a header stands over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeaderKind {
    /// Must be filled in.
    Required,
    /// May be filled in.
    Optional,
    /// 填写说明.
    Remark,
}

/// A header's cell.
pub(super) fn header(kind: HeaderKind) -> Format {
    let (fill, font) = match kind {
        HeaderKind::Required => (Color::RGB(0xF8_CBAD), Color::RGB(0x9C_2A00)),
        HeaderKind::Optional => (Color::RGB(0xDD_EBF7), DARK),
        HeaderKind::Remark => (Color::RGB(0xED_EDED), Color::RGB(0x59_5959)),
    };
    base()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_background_color(fill)
        .set_font_color(font)
        .set_border(FormatBorder::Thin)
        .set_border_color(GRID)
}

/// A cell that a person fills in, with the number format of its type.
pub(super) fn entry(kind: ColumnType) -> Format {
    let format = base();
    match kind {
        ColumnType::Date => format
            .set_num_format("yyyy-mm-dd")
            .set_align(FormatAlign::Center),
        ColumnType::Month => format
            .set_num_format("yyyy-mm")
            .set_align(FormatAlign::Center),
        ColumnType::Money => right(format).set_num_format("#,##0.00"),
        ColumnType::Integer => right(format).set_num_format("0"),
        ColumnType::Decimal => right(format),
        ColumnType::Boolean | ColumnType::Category => {
            format.set_num_format("@").set_align(FormatAlign::Center)
        }
        ColumnType::Text
        | ColumnType::Name
        | ColumnType::NationalId
        | ColumnType::CreditCode
        | ColumnType::Phone => format
            .set_num_format("@")
            .set_text_wrap()
            .set_align(FormatAlign::Left)
            .set_indent(1),
    }
}

fn right(format: Format) -> Format {
    format.set_align(FormatAlign::Right).set_indent(1)
}

/// As [`entry`], for a percentage that is written with `decimals` digits after the point.
pub(super) fn percentage(decimals: usize) -> Format {
    right(base()).set_num_format(match decimals {
        0 => "0%".to_string(),
        _ => format!("0.{}%", "0".repeat(decimals)),
    })
}

/// The same cell in the example row: grey, leaning, framed.
pub(super) fn example(entry: &Format) -> Format {
    entry
        .clone()
        .set_italic()
        .set_font_color(Color::RGB(0x80_8080))
        .set_background_color(Color::RGB(0xF7_F7F7))
        .set_border(FormatBorder::Thin)
        .set_border_color(GRID)
}

/// The frame that a row gets once it is begun.
pub(super) fn begun() -> Format {
    Format::new()
        .set_border(FormatBorder::Thin)
        .set_border_color(GRID)
}

/// A required cell that was left empty in a row that is begun.
pub(super) fn missing() -> Format {
    Format::new().set_background_color(Color::RGB(0xFF_C7CE))
}

/// The width of a text in columns of the default font, a Chinese character or sign taking two.
pub(super) fn width(text: &str) -> usize {
    text.lines()
        .map(UnicodeWidthStr::width_cjk)
        .max()
        .unwrap_or(0)
}

/// How many lines a text takes in a cell `columns` wide. A character of the default font is a
/// sixteenth narrower than the columns that Excel counts for it.
pub(super) fn lines(text: &str, columns: usize) -> usize {
    let columns = columns.max(1);
    text.lines()
        .map(|line| (line.width_cjk() * 15).div_ceil(columns * 16).max(1))
        .sum::<usize>()
        .max(1)
}

/// The height in points of a row of `lines` lines.
pub(super) fn height(lines: usize) -> f64 {
    f64::from(u32::try_from(lines).unwrap_or(1)) * 15.0 + 3.0
}

/// A column width as Excel counts it.
pub(super) fn column_width(columns: usize) -> f64 {
    f64::from(u32::try_from(columns).unwrap_or(8))
}

/// A4 on its side, as wide as the page, the header on every page, room for signatures.
pub(super) fn print_table(
    sheet: &mut Worksheet,
    lang: Lang,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    sheet
        .set_paper_size(PAPER)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(0.5, 0.5, 0.6, 0.8, 0.3, 0.4)
        .set_footer(words::FOOTER.get(lang));
    sheet.set_repeat_rows(0, super::places::HEADER_ROW)?;
    Ok(())
}

/// A4 upright for the guide.
pub(super) fn print_guide(sheet: &mut Worksheet, lang: Lang) {
    sheet
        .set_paper_size(PAPER)
        .set_portrait()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3)
        .set_footer(words::GUIDE_FOOTER.get(lang));
}
