//! The grid that every sheet is a part of.

/// Rows of a sheet.
pub(super) const ROWS: u32 = 1_048_576;
/// Columns of a sheet.
pub(super) const COLUMNS: u32 = 16_384;
/// Longer than any name that Excel takes for a sheet (31 characters).
pub(super) const LONGEST_SHEET_NAME: usize = 255;
