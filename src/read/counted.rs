//! The limits on what a workbook holds, counted as it is read: [`Tally`] for a reader that counts by
//! itself, [`Counted`] around one that does not.

use super::{Cell, Cells, Limit, Limits, Merge, Over, ReadError, Sheet, Value, Workbook};
use std::time::{Duration, Instant};

/// How often the clock is looked at, in cells.
const CLOCK: u64 = 1 << 12;

/// What has been read of a workbook so far.
#[derive(Debug)]
pub(super) struct Tally {
    limits: Limits,
    /// When time is up; none where that is beyond what a clock can say.
    until: Option<Instant>,
    cells: u64,
    rows: u64,
    columns: u64,
    row: Option<u32>,
}

impl Tally {
    /// Of a workbook that is opened now.
    pub(super) fn new(limits: &Limits) -> Tally {
        let seconds = Duration::from_secs(limits.most(Limit::Seconds));
        Tally {
            limits: limits.clone(),
            until: Instant::now().checked_add(seconds),
            cells: 0,
            rows: 0,
            columns: 0,
            row: None,
        }
    }

    /// # Errors
    /// [`Over`] when `found` is more of `limit` than is allowed.
    pub(super) fn check(&self, limit: Limit, found: usize) -> Result<(), Over> {
        self.limits.check(limit, found as u64)
    }

    /// Another sheet begins.
    pub(super) fn sheet(&mut self) {
        (self.rows, self.columns, self.row) = (0, 0, None);
    }

    /// One more cell that holds something; of one row after the other.
    ///
    /// # Errors
    /// [`Over`] when that is one too many, its text too long, or time is up.
    pub(super) fn cell(&mut self, row: u32, value: &Value<'_>) -> Result<(), Over> {
        self.cells += 1;
        self.limits.check(Limit::Cells, self.cells)?;
        if self.row != Some(row) {
            self.row = Some(row);
            self.columns = 0;
            self.rows += 1;
            self.limits.check(Limit::Rows, self.rows)?;
        }
        self.columns += 1;
        self.limits.check(Limit::Columns, self.columns)?;
        if let Value::Text(text) = value {
            let bytes = text.as_str().len() as u64;
            if bytes > self.limits.most(Limit::StringLength) {
                let characters = text.as_str().chars().count();
                self.check(Limit::StringLength, characters)?;
            }
        }
        if self.cells.is_multiple_of(CLOCK) {
            self.clock()?;
        }
        Ok(())
    }

    /// # Errors
    /// [`Over`] when time is up.
    pub(super) fn clock(&self) -> Result<(), Over> {
        match self.until {
            Some(until) if Instant::now() > until => Err(self.limits.over(Limit::Seconds)),
            _ => Ok(()),
        }
    }
}

/// A workbook whose reader does not count.
pub(super) struct Counted<'b> {
    workbook: Box<dyn Workbook + 'b>,
    tally: Tally,
}

impl<'b> Counted<'b> {
    /// `workbook` under the limits of `tally`.
    ///
    /// # Errors
    /// `F019` when it has too many sheets, or opening it took too long.
    pub(super) fn new(
        workbook: Box<dyn Workbook + 'b>,
        tally: Tally,
    ) -> Result<Counted<'b>, ReadError> {
        tally.check(Limit::Sheets, workbook.sheets().len())?;
        tally.clock()?;
        Ok(Counted { workbook, tally })
    }
}

impl Workbook for Counted<'_> {
    fn sheets(&self) -> Vec<Sheet> {
        self.workbook.sheets()
    }

    fn cells<'a>(&'a mut self, index: usize) -> Result<Box<dyn Cells<'a> + 'a>, ReadError> {
        self.tally.sheet();
        Ok(Box::new(CountedCells {
            cells: self.workbook.cells(index)?,
            tally: &mut self.tally,
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
        self.tally.check(Limit::Merges, merges.len())?;
        Ok(merges)
    }
}

struct CountedCells<'a> {
    cells: Box<dyn Cells<'a> + 'a>,
    tally: &'a mut Tally,
}

impl<'a> Cells<'a> for CountedCells<'a> {
    fn next_cell(&mut self) -> Result<Option<Cell<'a>>, ReadError> {
        let cell = self.cells.next_cell()?;
        if let Some(cell) = &cell {
            self.tally.cell(cell.row, &cell.value)?;
        }
        Ok(cell)
    }
}
