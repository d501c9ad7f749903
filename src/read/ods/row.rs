//! Rows and columns: what is repeated, what is hidden, and which style holds where a cell has none.

use super::styles::{Family, Style, Styles};
use crate::finding::Code;
use crate::read::ReadError;
use crate::read::grid::COLUMNS;
use crate::read::package::{Tag, quoted};

/// A fault of a sheet.
pub(super) fn wrong(detail: String) -> ReadError {
    ReadError::new(Code::F016, detail)
}

/// Whether rows or columns may stand in the element called `name`.
pub(super) fn is_container(name: &[u8]) -> bool {
    matches!(
        name,
        b"table-rows"
            | b"table-header-rows"
            | b"table-row-group"
            | b"table-columns"
            | b"table-header-columns"
            | b"table-column-group"
    )
}

/// How often something stands, as written; what is too large is as large as can be. None for 0 and
/// for what is no number.
pub(super) fn count(written: &[u8]) -> Option<u32> {
    let digits = written.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.wrapping_sub(b'0');
        let more = number.saturating_mul(10).saturating_add(digit.into());
        (digit <= 9).then_some(more)
    });
    digits.filter(|number| *number > 0)
}

/// As [`count`].
///
/// # Errors
/// `F016` for what is no such number.
pub(super) fn repeated(written: &[u8]) -> Result<u32, ReadError> {
    count(written).ok_or_else(|| wrong(format!("repeated {} times", quoted(written))))
}

/// What the tag of a row or column says.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// How often it stands.
    pub(super) repeated: u32,
    pub(super) hidden: bool,
    /// The style of its cells that have none; of a row.
    pub(super) style: Option<Style>,
}

impl Line {
    /// A row or column by its tag.
    ///
    /// # Errors
    /// `F016` when it is repeated so often as makes no sense.
    pub(super) fn of(tag: Tag<'_>, styles: &Styles) -> Result<Line, ReadError> {
        let mut line = Line {
            repeated: 1,
            hidden: false,
            style: None,
        };
        for (name, value) in tag.attributes() {
            match name {
                b"number-rows-repeated" | b"number-columns-repeated" => {
                    line.repeated = repeated(value)?;
                }
                b"visibility" => line.hidden = matches!(value, b"collapse" | b"filter"),
                b"default-cell-style-name" => {
                    line.style = Some(styles.get(Family::Cell, value));
                }
                _ => {}
            }
        }
        Ok(line)
    }
}

/// Whether a group of rows or columns is folded.
pub(super) fn is_folded(tag: Tag<'_>) -> bool {
    tag.says(b"display", |value| value == b"false")
}

/// The columns of a sheet, as stretches of what is alike.
#[derive(Default)]
pub(super) struct Columns {
    stretches: Vec<(u32, Line)>,
}

impl Columns {
    /// The next columns. Those beyond the last that a sheet may have are left out.
    pub(super) fn add(&mut self, line: Line) {
        let from = self.stretches.last().map_or(0, |(upto, _)| *upto);
        if from < COLUMNS {
            let upto = from.saturating_add(line.repeated).min(COLUMNS);
            self.stretches.push((upto, line));
        }
    }

    /// What is said of the column at `index` (0-based).
    pub(super) fn at(&self, index: u32) -> Option<&Line> {
        let place = self.stretches.partition_point(|(upto, _)| *upto <= index);
        self.stretches.get(place).map(|(_, line)| line)
    }
}

#[cfg(test)]
mod tests {
    use super::{Columns, Line, count};

    #[test]
    fn what_is_repeated_is_counted_and_bounded() {
        assert_eq!(count(b"1"), Some(1));
        assert_eq!(count(b"1048576"), Some(1_048_576));
        assert_eq!(count(b"99999999999999999999"), Some(u32::MAX));
        for none in [&b""[..], b"0", b"-1", b"1.5", b"many", b"+1"] {
            assert_eq!(count(none), None);
        }
    }

    #[test]
    fn columns_are_found_by_their_stretch() {
        let mut columns = Columns::default();
        for (repeated, hidden) in [(2, false), (3, true), (u32::MAX, false), (1, true)] {
            columns.add(Line {
                repeated,
                hidden,
                style: None,
            });
        }
        let hidden: Vec<bool> = (0..7)
            .filter_map(|at| Some(columns.at(at)?.hidden))
            .collect();
        assert_eq!(hidden, [false, false, true, true, true, false, false]);
        assert!(columns.at(16_384).is_none());
    }
}
