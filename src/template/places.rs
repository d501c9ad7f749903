//! Which rows of a template's sheet are what (0-based).

/// The sheet's title.
pub(super) const TITLE_ROW: u32 = 0;
/// The unit's line.
pub(super) const LINE_ROW: u32 = 1;
/// The header.
pub(super) const HEADER_ROW: u32 = 2;
/// The example.
pub(super) const EXAMPLE_ROW: u32 = 3;
/// The first row that a person fills in.
pub(super) const FIRST_ROW: u32 = 4;
/// The last row that is prepared for a person.
pub(super) const LAST_ROW: u32 = 1003;
