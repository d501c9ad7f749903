//! `B7` and `B7:D9`, within the grid.

use crate::read::Merge;
use crate::read::grid::{COLUMNS, ROWS};
use crate::read::package::whole;

/// The row and column, 0-based, of a cell written `B7`; none when there is no such cell.
pub(super) fn cell(written: &[u8]) -> Option<(u32, u32)> {
    let is_letter = |byte: &&u8| byte.is_ascii_alphabetic();
    let (letters, digits) = written.split_at(written.iter().take_while(is_letter).count());
    let column = letters.iter().try_fold(0_u32, |column, letter| {
        let column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        (column <= COLUMNS).then_some(column)
    });
    let row = whole(digits).filter(|row| *row <= ROWS);
    Some((row?.checked_sub(1)?, column?.checked_sub(1)?))
}

/// The corners of a range written `B7:D9`, or of one cell.
pub(super) fn range(written: &[u8]) -> Option<Merge> {
    let (from, to) = match written.iter().position(|byte| *byte == b':') {
        Some(colon) => (&written[..colon], &written[colon + 1..]),
        None => (written, written),
    };
    let (a, b) = (cell(from)?, cell(to)?);
    Some((a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)))
}

#[cfg(test)]
mod tests {
    use crate::read::Merge;

    fn cell(written: &str) -> Option<(u32, u32)> {
        super::cell(written.as_bytes())
    }

    fn range(written: &str) -> Option<Merge> {
        super::range(written.as_bytes())
    }

    #[test]
    fn a_cell_is_in_the_grid_or_none() {
        assert_eq!(cell("A1"), Some((0, 0)));
        assert_eq!(cell("b7"), Some((6, 1)));
        assert_eq!(cell("AA10"), Some((9, 26)));
        assert_eq!(cell("XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in [
            "",
            "A",
            "7",
            "A0",
            "XFE1",
            "A1048577",
            "A1B",
            "$A$1",
            "ZZZZZZ99999999999",
            "Ａ1",
            "A-1",
        ] {
            assert_eq!(cell(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_range_has_its_corners_in_order() {
        assert_eq!(range("B7:D9"), Some((6, 1, 8, 3)));
        assert_eq!(range("D9:B7"), Some((6, 1, 8, 3)));
        assert_eq!(range("D9"), Some((8, 3, 8, 3)));
        assert_eq!(range("D9:"), None);
    }
}
