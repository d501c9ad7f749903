//! Rows of other items than the months of a wide sheet are (应缴 under 实缴): that they are not read is said.

use super::{Judged, Told, Watch};
use crate::finding::{Arg, Code, Finding};
use crate::parse::BlockParser;
use crate::read::Value;
use crate::recognise::{Lines, Recognised};
use crate::tabulate::kinds::RowKind;

/// Watches a wide sheet.
pub(super) fn watch(recognised: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    let wide = !recognised.wide.is_empty();
    wide.then(|| Box::new(Items::default()) as Box<dyn Watch>)
}

#[derive(Default)]
struct Items {
    /// The first such row's cell (0-based) and text.
    first: Option<((u32, u32), String)>,
    rows: i64,
}

impl Watch for Items {
    fn row(&mut self, judged: &Judged<'_, '_>, _: &[BlockParser]) {
        if judged.answer.kind != RowKind::OtherItem {
            return;
        }
        self.rows += 1;
        let Some(column) = judged
            .answer
            .because
            .column
            .filter(|_| self.first.is_none())
        else {
            return;
        };
        if let Some(Value::Text(text)) = judged.row.at(column) {
            self.first = Some(((judged.row.index, column), text.as_str().trim().to_string()));
        }
    }

    fn done(self: Box<Self>, months: &[BlockParser], told: &mut Told) {
        let Some((cell, item)) = self.first else {
            return;
        };
        if let Some(block) = months.first().map(BlockParser::block) {
            told.findings.push(
                Finding::new(Code::T026, block.place_at(cell))
                    .value(item.clone())
                    .arg("item", Arg::Header(item))
                    .arg("count", Arg::Count(self.rows)),
            );
        }
    }
}
