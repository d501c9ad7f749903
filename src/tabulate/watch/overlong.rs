//! Lines of a text (CSV) with more fields than their header.

use super::{Judged, Told, Watch};
use crate::finding::{Code, Finding};
use crate::findings::Findings;
use crate::parse::BlockParser;
use crate::recognise::{Lines, Recognised};
use crate::tabulate::kinds::RowKind;
use crate::tabulate::mend::overlong::{last_column, moved};

/// Watches a table under a header of rows.
pub(super) fn watch(recognised: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    let last = last_column(recognised)?;
    let findings = Findings::default();
    Some(Box::new(Overlong { last, findings }))
}

struct Overlong {
    last: u32,
    findings: Findings,
}

impl Watch for Overlong {
    /// C237 at the first field that no header stands over.
    fn row(&mut self, judged: &Judged<'_, '_>, months: &[BlockParser]) {
        if judged.answer.kind == RowKind::Data
            && let Some(month) = months.first()
            && let Some(at) = moved(judged.row, self.last, month.block())
        {
            let value = judged.row.at(at.1).map(|value| value.shown());
            let finding = Finding::new(Code::C237, month.block().place_at(at));
            self.findings.push(finding.value(value.unwrap_or_default()));
        }
    }

    fn done(self: Box<Self>, _: &[BlockParser], told: &mut Told) {
        told.findings.extend(self.findings.finish());
    }
}
