//! What has been asked of the machine while one workbook is open, held against the limits.

use crate::read::{Limit, Limits, Over};
use std::cell::Cell;
use std::time::{Duration, Instant};

/// The limits, and what has been used of them.
#[derive(Debug)]
pub(in crate::read) struct Watch {
    limits: Limits,
    opened: Instant,
    inflated: Cell<u64>,
    cells: Cell<u64>,
    text_bytes: Cell<u64>,
}

impl Watch {
    /// From now on.
    pub(in crate::read) fn new(limits: &Limits) -> Watch {
        Watch {
            limits: limits.clone(),
            opened: Instant::now(),
            inflated: Cell::new(0),
            cells: Cell::new(0),
            text_bytes: Cell::new(0),
        }
    }

    /// The same limits and hour with nothing inflated yet: for a part that is read once more.
    pub(in crate::read) fn again(&self) -> Watch {
        Watch {
            opened: self.opened,
            ..Watch::new(&self.limits)
        }
    }

    /// What is allowed of `limit`.
    pub(in crate::read) fn most(&self, limit: Limit) -> u64 {
        self.limits.most(limit)
    }

    /// # Errors
    /// [`Over`] when `found` is more than is allowed.
    pub(in crate::read) fn check(&self, limit: Limit, found: u64) -> Result<(), Over> {
        self.limits.check(limit, found)
    }

    /// `bytes` more were inflated.
    ///
    /// # Errors
    /// [`Over`] when that is too many for the workbook, or the time is up.
    pub(in crate::read) fn inflated(&self, bytes: u64) -> Result<(), Over> {
        add(&self.inflated, bytes);
        self.check(Limit::InflatedBytes, self.inflated.get())?;
        self.time()
    }

    fn time(&self) -> Result<(), Over> {
        let most = self.most(Limit::Seconds);
        match self.opened.elapsed() > Duration::from_secs(most) {
            true => Err(Over {
                limit: Limit::Seconds,
                most,
            }),
            false => Ok(()),
        }
    }

    /// One more cell that holds something, with a text of `bytes`.
    ///
    /// # Errors
    /// [`Over`] when that is one too many.
    pub(in crate::read) fn cell(&self, bytes: usize) -> Result<(), Over> {
        add(&self.cells, 1);
        add(&self.text_bytes, bytes as u64);
        self.check(Limit::Cells, self.cells.get())?;
        self.check(Limit::TextBytes, self.text_bytes.get())
    }

    /// # Errors
    /// [`Over`] when `text` is too long for one cell.
    pub(in crate::read) fn length(&self, text: &str) -> Result<(), Over> {
        // A character is at least one byte.
        if text.len() as u64 <= self.most(Limit::StringLength) {
            return Ok(());
        }
        self.check(Limit::StringLength, text.chars().count() as u64)
    }
}

fn add(cell: &Cell<u64>, more: u64) {
    cell.set(cell.get().saturating_add(more));
}
