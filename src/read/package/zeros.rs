//! What the 0 is that a workbook stores as the result of a formula. Libraries that write workbooks
//! and work nothing out store 0 with each, and leave it to the program that opens the workbook.

use crate::read::{Doubtful, ReadError};
use std::cell::{Cell, OnceCell};

/// What a 0 is that stands with a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Zero {
    /// What the formula came to.
    Result,
    /// What stands where nobody worked anything out.
    StandIn,
    /// The one or the other: it is kept, and said.
    Doubtful,
}

/// The zeros with the formulas of one workbook: all are of one kind.
#[derive(Debug, Default)]
pub(in crate::read) struct Zeros {
    kind: OnceCell<Zero>,
    doubtful: Cell<Option<Doubtful>>,
}

impl Zeros {
    /// What the 0 is at `at`, a sheet, row and column; `judge` is asked the first time.
    ///
    /// # Errors
    /// Those of `judge`.
    pub(in crate::read) fn at(
        &self,
        (sheet, row, column): (usize, u32, u32),
        judge: impl FnOnce() -> Result<Zero, ReadError>,
    ) -> Result<Zero, ReadError> {
        let kind = self.kind(judge)?;
        if kind == Zero::Doubtful {
            let first = Doubtful {
                sheet,
                row,
                column,
                count: 0,
            };
            let mut doubtful = self.doubtful.get().unwrap_or(first);
            doubtful.count += 1;
            self.doubtful.set(Some(doubtful));
        }
        Ok(kind)
    }

    /// What they all are; `judge` is asked the first time.
    ///
    /// # Errors
    /// Those of `judge`.
    pub(in crate::read) fn kind(
        &self,
        judge: impl FnOnce() -> Result<Zero, ReadError>,
    ) -> Result<Zero, ReadError> {
        match self.kind.get() {
            Some(kind) => Ok(*kind),
            None => {
                let judged = judge()?;
                Ok(*self.kind.get_or_init(|| judged))
            }
        }
    }

    /// The doubtful ones that were met so far.
    pub(in crate::read) fn doubtful(&self) -> Option<Doubtful> {
        self.doubtful.get()
    }
}
