//! The stages in their order, and the batches and threads they run in: the only room that knows
//! them all. It decides nothing of its own beyond that. Two doors: [`returns`] ends with whose every
//! row is, [`outcome`] goes on from there.

mod archive;
mod copies;
mod held;
mod ingest;
mod ingested;
mod outcome;
mod plan;
mod returns;

pub use copies::sheet_copies;
pub use ingest::{tables, tables_and_findings};
pub use outcome::outcome;
pub use returns::{Progress, returns};
