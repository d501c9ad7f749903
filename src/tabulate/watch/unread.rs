//! What stands in columns that are not read, of tables in which rows may be alike in all else: two people of one
//! name differ by an ID number that the table has no column for.

use super::{Judged, Told, Watch};
use crate::parse::BlockParser;
use crate::recognise::{Lines, Recognised, UnknownWhy};
use crate::tabulate::kinds::RowKind;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Watches a table without a key that has such columns.
pub(super) fn watch(recognised: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    let unknown = recognised.unknown.iter();
    let unknown = unknown.filter(|header| matches!(header.why, UnknownWhy::NotKnown(_)));
    let columns: Vec<u32> = unknown.map(|header| header.cell.1).collect();
    let watched = recognised.table.key.is_empty() && !columns.is_empty();
    watched.then(|| {
        let unread = BTreeMap::new();
        Box::new(Unread { columns, unread }) as Box<dyn Watch>
    })
}

struct Unread {
    columns: Vec<u32>,
    unread: BTreeMap<u32, u64>,
}

impl Watch for Unread {
    fn row(&mut self, judged: &Judged<'_, '_>, _: &[BlockParser]) {
        if judged.answer.kind != RowKind::Data {
            return;
        }
        let mut hasher = DefaultHasher::new();
        for column in &self.columns {
            let value = judged.row.at(*column);
            value.map(|value| value.shown()).hash(&mut hasher);
        }
        self.unread.insert(judged.row.index + 1, hasher.finish());
    }

    fn done(self: Box<Self>, _: &[BlockParser], told: &mut Told) {
        told.unread = self.unread;
    }
}
