//! Audits (经费审查): one in every calendar year.

use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::frame::Batch;
use crate::plan::PeriodKind;

/// U105: a unit that sent its audits has one in each calendar year that is judged. A unit that
/// sent none at all has "no data" for that target, which is said there.
pub(super) fn every_year(batch: &Batch<'_>, findings: &mut Findings) {
    let audits = batch.frame("audits");
    for &unit in &batch.present {
        let mut blocks = batch.blocks_of(unit, "audits");
        let Some(block) = blocks.find(|block| block.has_column("audited_on")) else {
            continue;
        };
        for year in batch.plan.terms.judged(PeriodKind::Year, batch.period) {
            let span = batch.plan.terms.span(year);
            let held = audits.rows_of(unit).any(|index| {
                audits
                    .date("audited_on", index)
                    .is_some_and(|d| span.contains(d))
            });
            if !held {
                let mut place = block.place(Some("audited_on"), block.header.0 + 1);
                place.cell = None;
                findings.push(Finding::new(Code::U105, place).arg("year", Arg::Thing(year.id())));
            }
        }
    }
}
