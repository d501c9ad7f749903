//! How the workbooks look: the only place that knows colours, fonts and number formats. Each
//! format is made once and shared by all sheets.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// On every Windows since 7; WPS and Excel both fall back well without it.
pub(super) const FONT: &str = "微软雅黑";
const MONO: &str = "Consolas";

const RED: u32 = 0x9E_1B_1B;
const INK: u32 = 0x26_26_26;
const GREY: u32 = 0x6B_6B_6B;
const LINE: u32 = 0xA6_A6_A6;
const HEAD_FILL: u32 = 0xF3_E4_E1;
const LABEL_FILL: u32 = 0xF7_F3_F2;
const TOTAL_FILL: u32 = 0xFB_F3_DF;

/// Colours of the charts: met, missed, no data, and the two of plain series.
pub(super) const CHART_MET: u32 = 0x5B_A3_6F;
pub(super) const CHART_MISSED: u32 = 0xD0_5A_4E;
pub(super) const CHART_NO_DATA: u32 = 0xBF_BF_BF;
pub(super) const CHART_FIRST: u32 = 0xB8_4A_3E;
pub(super) const CHART_SECOND: u32 = 0xE3_A8_57;
/// The colour of the first sheet's tab.
pub(super) const TAB: u32 = RED;

/// What a cell of a table holds, which decides its number format and its alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text, wrapped, at the left.
    Text,
    /// Short text in the middle.
    Centre,
    /// The number of a line.
    Order,
    /// A whole number.
    Count,
    /// Money.
    Yuan,
    /// A share of one as a percentage.
    Share,
    /// A number with decimals, as many as it has.
    Decimal,
    /// A day.
    Date,
    /// A month by its first day.
    Month,
    /// A checksum.
    Hash,
    /// Text that stays text when it is edited: a code, or what looks like a formula.
    Literal,
    /// A number so long that all its digits are shown.
    Long,
}

/// What a cell says beside what it holds, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Nothing.
    Plain,
    /// The value of a field, always in the middle.
    Field,
    /// A header.
    Head,
    /// The label of a field.
    Label,
    /// A total.
    Total,
    /// A target that is met.
    Met,
    /// A target that is missed.
    Missed,
    /// A target without data.
    NoData,
    /// A finding of severity error.
    Error,
    /// A finding of severity warning.
    Warning,
    /// A finding of severity info.
    Info,
}

const KINDS: [Kind; 12] = [
    Kind::Text,
    Kind::Centre,
    Kind::Order,
    Kind::Count,
    Kind::Yuan,
    Kind::Share,
    Kind::Decimal,
    Kind::Date,
    Kind::Month,
    Kind::Hash,
    Kind::Literal,
    Kind::Long,
];
const TONES: [Tone; 11] = [
    Tone::Plain,
    Tone::Field,
    Tone::Head,
    Tone::Label,
    Tone::Total,
    Tone::Met,
    Tone::Missed,
    Tone::NoData,
    Tone::Error,
    Tone::Warning,
    Tone::Info,
];

/// The formats of all sheets.
pub(super) struct Style {
    cells: Vec<Format>,
    /// A link in a table.
    pub(super) link: Format,
    /// The title of a sheet.
    pub(super) title: Format,
    /// The line under the title.
    pub(super) subtitle: Format,
    /// The heading of a part.
    pub(super) section: Format,
    /// An explanation.
    pub(super) note: Format,
    /// A sentence that is meant to be read first.
    pub(super) lead: Format,
    /// Said instead of an empty table.
    pub(super) nothing: Format,
    /// The label of a signature.
    pub(super) sign_label: Format,
    /// The line on which one signs.
    pub(super) sign_line: Format,
    /// The date of the signatures.
    pub(super) sign_date: Format,
    /// Small grey text outside of the printed page.
    pub(super) aside: Format,
}

/// Text in the workbooks' font.
fn base(size: f64) -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(size)
        .set_font_color(INK)
        .set_align(FormatAlign::VerticalCenter)
}

fn bordered(size: f64) -> Format {
    base(size)
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
}

/// Fill and ink of a tone.
fn toned(format: Format, tone: Tone) -> Format {
    let coloured = |fill: u32, ink: u32| {
        format
            .clone()
            .set_background_color(fill)
            .set_font_color(ink)
    };
    match tone {
        Tone::Plain | Tone::Field => format,
        Tone::Head => coloured(HEAD_FILL, INK).set_bold(),
        Tone::Label => coloured(LABEL_FILL, INK),
        Tone::Total => coloured(TOTAL_FILL, INK).set_bold(),
        Tone::Met => coloured(0xE4_F3_E8, 0x1E_6B_34),
        Tone::Missed => coloured(0xFB_DE_DB, 0xA3_1F_17),
        Tone::NoData => coloured(0xEF_EF_EF, GREY),
        Tone::Error => coloured(0xF9_CF_CB, 0x8F_14_0D),
        Tone::Warning => coloured(0xFF_EB_B8, 0x7A_4C_00),
        Tone::Info => coloured(0xD9_E8_FA, 0x1B_48_85),
    }
}

fn cell(kind: Kind, tone: Tone) -> Format {
    let format = toned(bordered(if kind == Kind::Hash { 8.0 } else { 10.0 }), tone);
    let middle = tone == Tone::Field || (kind == Kind::Text && tone == Tone::Head);
    let format = match kind {
        Kind::Text | Kind::Centre | Kind::Hash | Kind::Literal => format.set_text_wrap(),
        _ => format,
    };
    let format = match kind {
        Kind::Text | Kind::Centre | Kind::Decimal => format,
        Kind::Order => format.set_num_format("0"),
        Kind::Count => format.set_num_format("#,##0"),
        Kind::Yuan => format.set_num_format("#,##0.00"),
        Kind::Share => format.set_num_format("0.00%"),
        Kind::Date => format.set_num_format("yyyy-mm-dd"),
        Kind::Month => format.set_num_format("yyyy-mm"),
        Kind::Hash => format.set_font_name(MONO),
        Kind::Literal => format.set_num_format("@").set_quote_prefix(),
        Kind::Long => format.set_num_format("0"),
    };
    match kind {
        _ if middle => format.set_align(FormatAlign::Center),
        Kind::Text | Kind::Literal | Kind::Hash => format.set_align(FormatAlign::Left),
        Kind::Centre | Kind::Order | Kind::Date | Kind::Month => {
            format.set_align(FormatAlign::Center)
        }
        Kind::Count | Kind::Yuan | Kind::Share | Kind::Decimal | Kind::Long => {
            format.set_align(FormatAlign::Right)
        }
    }
}

impl Style {
    /// Makes all formats.
    pub(super) fn new() -> Style {
        let cells = KINDS
            .iter()
            .flat_map(|&kind| TONES.iter().map(move |&tone| cell(kind, tone)))
            .collect();
        Style {
            cells,
            link: cell(Kind::Centre, Tone::Plain)
                .set_font_color(0x05_63_C1)
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            title: base(18.0)
                .set_bold()
                .set_font_color(RED)
                .set_text_wrap()
                .set_align(FormatAlign::Center),
            subtitle: base(10.0)
                .set_font_color(GREY)
                .set_align(FormatAlign::Center),
            section: base(12.0)
                .set_bold()
                .set_font_color(RED)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(RED),
            note: base(9.0).set_font_color(GREY).set_text_wrap(),
            lead: base(11.0).set_text_wrap(),
            nothing: bordered(10.0)
                .set_font_color(GREY)
                .set_align(FormatAlign::Center),
            sign_label: base(11.0).set_align(FormatAlign::Right),
            sign_date: base(11.0).set_align(FormatAlign::Center),
            sign_line: base(11.0)
                .set_border_bottom(FormatBorder::Thin)
                .set_align(FormatAlign::Center),
            aside: base(8.0).set_font_color(GREY),
        }
    }

    /// The format of a table's cell.
    pub(super) fn cell(&self, kind: Kind, tone: Tone) -> &Format {
        &self.cells[kind as usize * TONES.len() + tone as usize]
    }
}

/// Fen as the number that a cell holds. Excel keeps every number as a float, so this is the one
/// place where money becomes one: the nearest float to the exact yuan, shown as `#,##0.00`.
pub(super) fn yuan(fen: i64) -> f64 {
    fen as f64 / 100.0
}

/// Millionths as the number that a cell holds.
pub(super) fn decimal(millionths: i64) -> f64 {
    millionths as f64 / 1_000_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_stands_at_its_place() {
        for (k, &kind) in KINDS.iter().enumerate() {
            assert_eq!(kind as usize, k);
        }
        for (t, &tone) in TONES.iter().enumerate() {
            assert_eq!(tone as usize, t);
        }
    }
}
