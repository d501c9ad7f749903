//! What has been asked of the machine while one workbook is open, held against the limits.

use crate::read::{Limit, Limits, Over, Value};
use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// How often the clock is looked at, in cells.
const CLOCK: u64 = 1 << 12;

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

    /// One more cell that holds `value`.
    ///
    /// # Errors
    /// [`Over`] when that is one too many.
    fn cell(&self, value: &Value<'_>) -> Result<(), Over> {
        add(&self.cells, 1);
        if let Value::Text(text) = value {
            add(&self.text_bytes, text.as_str().len() as u64);
        }
        self.check(Limit::Cells, self.cells.get())?;
        self.check(Limit::TextBytes, self.text_bytes.get())?;
        // Cells that are repeated come without anything being inflated.
        match self.cells.get().is_multiple_of(CLOCK) {
            true => self.time(),
            false => Ok(()),
        }
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

/// What has been read of one sheet.
pub(in crate::read) struct SheetWatch {
    watch: Rc<Watch>,
    row: Option<u32>,
    /// Rows that hold something.
    rows: u64,
    /// Cells of the last one that hold something.
    cells: u64,
}

impl SheetWatch {
    /// Of a sheet of the workbook that is under `watch`.
    pub(in crate::read) fn new(watch: Rc<Watch>) -> SheetWatch {
        SheetWatch {
            watch,
            row: None,
            rows: 0,
            cells: 0,
        }
    }

    /// One more cell, which holds `value`; of one row after the other.
    ///
    /// # Errors
    /// [`Over`] when that is one too many of the workbook, the row, or the sheet's rows.
    pub(in crate::read) fn cell(&mut self, row: u32, value: &Value<'_>) -> Result<(), Over> {
        self.watch.cell(value)?;
        if self.row != Some(row) {
            self.row = Some(row);
            self.rows += 1;
            self.cells = 0;
            self.watch.check(Limit::Rows, self.rows)?;
        }
        self.cells += 1;
        self.watch.check(Limit::Columns, self.cells)
    }
}

fn add(cell: &Cell<u64>, more: u64) {
    cell.set(cell.get().saturating_add(more));
}
