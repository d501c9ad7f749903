//! render: the result of a run as a person or a program reads it. Each output takes the same
//! [`Outcome`](crate::outcome::Outcome) and computes no figure of its own.

mod alike;
pub mod json;
pub mod output;
pub mod public;
pub mod rows;
pub mod terminal;
pub mod workbook;

/// The tool's name and version, as outputs state it.
pub const TOOL: &str = concat!("gonghui ", env!("CARGO_PKG_VERSION"));
