//! Birth dates that a program moved.

use super::{arg, at};
use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::frame::Batch;
use std::collections::BTreeMap;

/// C231: birth dates of a sheet that are one day before the ID numbers', all in China's summer time.
pub(super) fn moved_by_summer_time(batch: &Batch<'_>, findings: &mut Findings) {
    let frame = batch.frame("members");
    // By block: the first finding, and how many rows.
    let mut sheets: BTreeMap<u32, (Finding, i64)> = BTreeMap::new();
    for index in 0..frame.len() {
        if frame.bool("summer_slip", index) != Some(true) {
            continue;
        }
        let first = || {
            let mut finding = at(batch, frame, index, Code::C231, "birth_date");
            for name in ["birth_date", "id_birth"] {
                if let Some(value) = arg(frame, index, name) {
                    finding = finding.arg(name, value);
                }
            }
            (finding, 0)
        };
        sheets.entry(frame.block[index]).or_insert_with(first).1 += 1;
    }
    for (finding, count) in sheets.into_values() {
        findings.push(finding.arg("count", Arg::Count(count)));
    }
}
