//! Values under a label that is merged over several columns: a cell that stands under the label, in a column
//! that has none of its own, is the label's where the first column under it is empty.

use super::Mend;
use super::merged::Merged;
use crate::recognise::{Recognised, Row};
use crate::rows::{Block, Layout};

/// Mends every table of rows.
pub(super) fn mend(recognised: &Recognised) -> Option<Box<dyn Mend>> {
    let Layout::Rows(columns) = &recognised.layout else {
        return None;
    };
    Some(Box::new(WideLabels {
        labels: columns.values().copied().collect(),
        last: recognised.last_header_row,
        wide: None,
    }))
}

struct WideLabels {
    /// The columns that are read.
    labels: Vec<u32>,
    /// The header's last row.
    last: u32,
    /// The first and last column under each wide label, once it is known.
    wide: Option<Vec<(u32, u32)>>,
}

impl Mend for WideLabels {
    fn mend(&mut self, row: &mut Row<'_>, _: &Block, merged: &Merged) {
        let wide = self.wide.get_or_insert_with(|| {
            let over = merged.over_columns(self.last).into_iter();
            // What has a label of its own is not the wide one's.
            let own = |first: u32, last: u32| {
                let mut labels = self.labels.iter();
                labels.any(|column| *column > first && *column <= last)
            };
            over.filter(|(first, last)| self.labels.contains(first) && !own(*first, *last))
                .collect()
        });
        for (first, last) in wide {
            let from = row.cells.partition_point(|cell| cell.column < *first);
            let Some(cell) = row.cells.get_mut(from) else {
                continue;
            };
            if cell.column > *first && cell.column <= *last {
                cell.column = *first;
            }
        }
    }
}
