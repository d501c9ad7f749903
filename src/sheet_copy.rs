//! Vocabulary: a school's own sheet as it is copied into its feedback workbook.

use jiff::civil::Date;

/// One of the school's own sheets, as it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetCopy {
    /// The input's position (0-based) in [`Outcome::inputs`](crate::outcome::Outcome::inputs).
    pub input: u32,
    /// The sheet's name.
    pub name: String,
    /// Row and column (both 0-based) and contents of each cell that is not empty.
    pub cells: Vec<(u32, u32, CopyValue)>,
    /// First row, first column, last row, last column (all 0-based) of each merged range.
    pub merges: Vec<(u32, u32, u32, u32)>,
}

/// What a cell of a school's sheet holds.
#[derive(Debug, Clone, PartialEq)]
pub enum CopyValue {
    /// Text, written as text whatever it begins with.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// Yes or no.
    Bool(bool),
    /// An error such as `#REF!`, written as text.
    Error(String),
}
