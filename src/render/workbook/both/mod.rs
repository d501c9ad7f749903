//! Sheets that stand in the district's summary and in a unit's report alike.

pub(super) mod audits;
pub(super) mod findings;
pub(super) mod sources;
pub(super) mod sports;
pub(super) mod target_detail;
