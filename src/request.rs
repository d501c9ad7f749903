//! Vocabulary: what a command asks for, resolved and typed: the command line is not looked at again.

use crate::plan::Period;
use crate::read::Limits;
use std::path::PathBuf;

/// What a command asks of the pipeline.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The plan's workbook; none to use one that is found among the inputs, else the built-in one.
    pub plan: Option<PathBuf>,
    /// The period; none for the newest term that the data covers.
    pub period: Option<Period>,
    /// The one unit to look at; none for all.
    pub unit: Option<String>,
    /// Whether the units together are judged as a district.
    pub district: bool,
    /// How many threads read files; none for one a core.
    pub jobs: Option<usize>,
    /// What a file may ask of the machine.
    pub limits: Limits,
}
