//! The merged ranges of a copied sheet: those that Excel takes, and which cell shows what stands in
//! them. A file may say twenty thousand, or one over the whole sheet; neither may take long.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

/// Row and column, both 0-based.
pub(super) type Place = (u32, u32);
/// First row, first column, last row, last column, all 0-based.
pub(super) type Range = (u32, u32, u32, u32);

/// The most cells of a sheet that are merged in its copy: each of them is written. Ranges beyond it
/// stay as single cells, with their values where they were.
const MOST_MERGED: u64 = 200_000;

/// The merged ranges of one sheet.
pub(super) struct Merges {
    /// In the order of their first cells.
    ranges: Vec<Range>,
    /// For those of the asked places that lie in a range, its first cell.
    homes: HashMap<Place, Place>,
}

impl Merges {
    /// The ranges of `merges` that lie within `fits`, have more than a cell, and lie over none before
    /// them; with the homes of `places`.
    pub(super) fn new(
        merges: &[Range],
        fits: impl Fn(Place) -> bool,
        places: impl Iterator<Item = Place>,
    ) -> Merges {
        let mut sound: Vec<Range> = merges
            .iter()
            .copied()
            .filter(|&(row, column, last_row, last_column)| {
                row <= last_row
                    && column <= last_column
                    && (row, column) != (last_row, last_column)
                    && fits((last_row, last_column))
            })
            .collect();
        sound.sort_unstable();
        let mut ranges = Vec::new();
        let mut live = Live::default();
        let mut merged = 0;
        for range in sound {
            let (row, column, last_row, last_column) = range;
            let area = u64::from(last_row - row + 1) * u64::from(last_column - column + 1);
            live.reach(row);
            if live.over(column, last_column).is_none() && merged + area <= MOST_MERGED {
                merged += area;
                live.add(range);
                ranges.push(range);
            }
        }
        let homes = homes(&ranges, places);
        Merges { ranges, homes }
    }

    pub(super) fn ranges(&self) -> &[Range] {
        &self.ranges
    }

    /// The cell that holds what is seen at `place`: of a merged range its first.
    pub(super) fn home(&self, place: Place) -> Place {
        self.homes.get(&place).copied().unwrap_or(place)
    }

    /// Whether `place` lies in a merged range.
    pub(super) fn holds(&self, place: Place) -> bool {
        self.homes.contains_key(&place)
    }
}

fn homes(ranges: &[Range], places: impl Iterator<Item = Place>) -> HashMap<Place, Place> {
    let mut homes = HashMap::new();
    if ranges.is_empty() {
        return homes;
    }
    let mut places: Vec<Place> = places.collect();
    places.sort_unstable();
    let mut live = Live::default();
    let mut coming = ranges.iter().copied().peekable();
    for (row, column) in places {
        while let Some(range) = coming.next_if(|range| range.0 <= row) {
            live.add(range);
        }
        live.reach(row);
        if let Some(range) = live.over(column, column) {
            homes.insert((row, column), (range.0, range.1));
        }
    }
    homes
}

/// The ranges that one row lies in, none over another, as rows are gone through from the top.
#[derive(Default)]
struct Live {
    by_column: BTreeMap<u32, Range>,
    ends: BinaryHeap<Reverse<(u32, u32)>>,
}

impl Live {
    fn add(&mut self, range: Range) {
        self.by_column.insert(range.1, range);
        self.ends.push(Reverse((range.2, range.1)));
    }

    /// Forgets what ends above `row`.
    fn reach(&mut self, row: u32) {
        while let Some(&Reverse((last, column))) = self.ends.peek() {
            if last >= row {
                break;
            }
            self.ends.pop();
            // Another may have begun in the same column since.
            if self.by_column.get(&column).is_some_and(|r| r.2 == last) {
                self.by_column.remove(&column);
            }
        }
    }

    /// A range with any of these columns.
    fn over(&self, column: u32, last_column: u32) -> Option<Range> {
        let (_, range) = self.by_column.range(..=last_column).next_back()?;
        (range.3 >= column).then_some(*range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cell_finds_the_range_it_lies_in() {
        let given = [
            (0, 0, 0, 5),
            (2, 0, 4, 0),
            (2, 1, 2, 3),
            // Over one before it, of one cell, backwards.
            (3, 0, 3, 4),
            (7, 7, 7, 7),
            (9, 3, 8, 3),
            (5, 0, 6, 1),
        ];
        let all = (0..12).flat_map(|row| (0..8).map(move |column| (row, column)));
        let merges = Merges::new(&given, |_| true, all.clone());
        let kept = [(0, 0, 0, 5), (2, 0, 4, 0), (2, 1, 2, 3), (5, 0, 6, 1)];
        assert_eq!(merges.ranges(), kept);
        for (row, column) in all {
            // Looked up by going through all of them.
            let range = kept.iter().find(|range| {
                (range.0..=range.2).contains(&row) && (range.1..=range.3).contains(&column)
            });
            let home = range.map_or((row, column), |range| (range.0, range.1));
            assert_eq!(merges.home((row, column)), home);
            assert_eq!(merges.holds((row, column)), range.is_some());
        }
    }

    #[test]
    fn a_range_over_the_whole_sheet_is_not_merged() {
        let whole = (0, 0, 1_048_575, 16_383);
        let merges = Merges::new(&[whole, (3, 0, 3, 1)], |_| true, [(3, 1)].into_iter());
        assert_eq!(merges.ranges(), [(3, 0, 3, 1)]);
        assert_eq!(merges.home((3, 1)), (3, 0));
    }
}
