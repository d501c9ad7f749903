//! What has been asked of the machine while one workbook is open, held against the limits: [`Meter`]
//! and [`SheetMeter`] for a reader that counts by itself, [`Metered`] around one that does not.

use super::{Cell, Cells, Limit, Limits, Merge, Over, ReadError, Sheet, Value, Workbook};
use std::cell::Cell as Counter;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// How often the clock is looked at, in cells.
const CLOCK: u64 = 1 << 12;

/// The limits, and what has been used of them.
#[derive(Debug)]
pub(super) struct Meter {
    limits: Limits,
    opened: Instant,
    inflated: Counter<u64>,
    cells: Counter<u64>,
    text_bytes: Counter<u64>,
}

impl Meter {
    /// From now on.
    pub(super) fn new(limits: &Limits) -> Meter {
        Meter {
            limits: limits.clone(),
            opened: Instant::now(),
            inflated: Counter::new(0),
            cells: Counter::new(0),
            text_bytes: Counter::new(0),
        }
    }

    /// The same limits and hour with nothing inflated yet: for a part that is read once more.
    pub(super) fn again(&self) -> Meter {
        Meter {
            opened: self.opened,
            ..Meter::new(&self.limits)
        }
    }

    /// What is allowed of `limit`.
    pub(super) fn most(&self, limit: Limit) -> u64 {
        self.limits.most(limit)
    }

    /// # Errors
    /// [`Over`] when `found` is more than is allowed.
    pub(super) fn check(&self, limit: Limit, found: u64) -> Result<(), Over> {
        self.limits.check(limit, found)
    }

    /// `bytes` more were inflated.
    ///
    /// # Errors
    /// [`Over`] when that is too many for the workbook, or the time is up.
    pub(super) fn inflated(&self, bytes: u64) -> Result<(), Over> {
        add(&self.inflated, bytes);
        self.check(Limit::InflatedBytes, self.inflated.get())?;
        self.time()
    }

    /// # Errors
    /// [`Over`] when the time is up.
    pub(super) fn time(&self) -> Result<(), Over> {
        let most = self.most(Limit::Seconds);
        match self.opened.elapsed() > Duration::from_secs(most) {
            true => Err(self.limits.over(Limit::Seconds)),
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
            self.length(text.as_str())?;
            add(&self.text_bytes, text.as_str().len() as u64);
        }
        self.check(Limit::Cells, self.cells.get())?;
        self.check(Limit::TextBytes, self.text_bytes.get())?;
        // Cells that are repeated, or of which all are in memory, come without anything being inflated.
        match self.cells.get().is_multiple_of(CLOCK) {
            true => self.time(),
            false => Ok(()),
        }
    }

    /// # Errors
    /// [`Over`] when `text` is too long for one cell.
    pub(super) fn length(&self, text: &str) -> Result<(), Over> {
        // A character is at least one byte.
        if text.len() as u64 <= self.most(Limit::StringLength) {
            return Ok(());
        }
        self.check(Limit::StringLength, text.chars().count() as u64)
    }
}

/// What has been read of one sheet.
pub(super) struct SheetMeter {
    meter: Rc<Meter>,
    row: Option<u32>,
    /// Rows that hold something.
    rows: u64,
    /// Cells of the last one that hold something.
    cells: u64,
}

impl SheetMeter {
    /// Of a sheet of the workbook that is under `meter`.
    pub(super) fn new(meter: Rc<Meter>) -> SheetMeter {
        SheetMeter {
            meter,
            row: None,
            rows: 0,
            cells: 0,
        }
    }

    /// One more cell, which holds `value`; of one row after the other.
    ///
    /// # Errors
    /// [`Over`] when that is one too many of the workbook, the row, or the sheet's rows, or its text is
    /// too long.
    pub(super) fn cell(&mut self, row: u32, value: &Value<'_>) -> Result<(), Over> {
        self.meter.cell(value)?;
        if self.row != Some(row) {
            self.row = Some(row);
            self.rows += 1;
            self.cells = 0;
            self.meter.check(Limit::Rows, self.rows)?;
        }
        self.cells += 1;
        self.meter.check(Limit::Columns, self.cells)
    }
}

fn add(counter: &Counter<u64>, more: u64) {
    counter.set(counter.get().saturating_add(more));
}

/// A workbook whose reader does not count.
pub(super) struct Metered<'b> {
    workbook: Box<dyn Workbook + 'b>,
    meter: Rc<Meter>,
}

impl<'b> Metered<'b> {
    /// `workbook`, which was opened under `meter`.
    ///
    /// # Errors
    /// `F019` when it has too many sheets, or opening it took too long.
    pub(super) fn new(
        workbook: Box<dyn Workbook + 'b>,
        meter: Meter,
    ) -> Result<Metered<'b>, ReadError> {
        meter.check(Limit::Sheets, workbook.sheets().len() as u64)?;
        meter.time()?;
        let meter = Rc::new(meter);
        Ok(Metered { workbook, meter })
    }
}

impl Workbook for Metered<'_> {
    fn sheets(&self) -> Vec<Sheet> {
        self.workbook.sheets()
    }

    fn cells<'a>(&'a mut self, index: usize) -> Result<Box<dyn Cells<'a> + 'a>, ReadError> {
        Ok(Box::new(MeteredCells {
            cells: self.workbook.cells(index)?,
            meter: SheetMeter::new(Rc::clone(&self.meter)),
        }))
    }

    fn saved(&mut self) -> Option<String> {
        self.workbook.saved()
    }

    fn category(&mut self) -> Option<String> {
        self.workbook.category()
    }

    fn merges(&mut self, index: usize) -> Result<Vec<Merge>, ReadError> {
        let merges = self.workbook.merges(index)?;
        self.meter.check(Limit::Merges, merges.len() as u64)?;
        Ok(merges)
    }
}

struct MeteredCells<'a> {
    cells: Box<dyn Cells<'a> + 'a>,
    meter: SheetMeter,
}

impl<'a> Cells<'a> for MeteredCells<'a> {
    fn next_cell(&mut self) -> Result<Option<Cell<'a>>, ReadError> {
        let cell = self.cells.next_cell()?;
        if let Some(cell) = &cell {
            self.meter.cell(cell.row, &cell.value)?;
        }
        Ok(cell)
    }
}
