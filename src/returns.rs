//! Vocabulary: what was sent, as it was understood: inputs, typed rows, whose they are and of which
//! period they speak. Nothing of it is checked yet.

use crate::finding::Finding;
use crate::outcome::{Input, PLAN_INPUT, PeriodSource, Unit};
use crate::plan::{Period, Plan};
use crate::rows::TypedRows;

/// What was sent.
#[derive(Debug)]
pub struct Returns {
    /// The inputs, sorted by path; the plan's workbook is not among them.
    pub inputs: Vec<Input>,
    /// The rows that count, in the order of the inputs.
    pub rows: Vec<TypedRows>,
    /// The units, sorted by the plan's order and then by name.
    pub units: Vec<Unit>,
    /// The plan.
    pub plan: PlanInForce,
    /// The period asked for, or the newest term that the data covers.
    pub period: Period,
    /// Where the period came from.
    pub period_source: PeriodSource,
    /// Whether the units together are judged as a district.
    pub district: bool,
    /// What was found so far, in the order of their places: input, sheet, row, column, code.
    pub findings: Vec<Finding>,
}

/// The plan with where it came from.
#[derive(Debug)]
pub struct PlanInForce {
    /// The plan.
    pub plan: Plan,
    /// Its workbook, when one was given or found.
    pub input: Option<Input>,
    /// Whether that was found among the inputs.
    pub found: bool,
    /// The rows of its workbook.
    pub rows: Vec<TypedRows>,
}

impl Returns {
    /// The input that a place names.
    pub fn input(&self, number: u32) -> Option<&Input> {
        match number {
            PLAN_INPUT => self.plan.input.as_ref(),
            _ => self.inputs.get(number as usize),
        }
    }

    /// All rows, and among them those of a plan that was found, in the order of their paths.
    pub fn rows_by_path(&self) -> impl Iterator<Item = &TypedRows> {
        let plan = self.plan.input.as_ref().filter(|_| self.plan.found);
        let before = |rows: &&TypedRows| {
            let input = self.inputs.get(rows.block.input as usize);
            input.is_some_and(|input| plan.is_some_and(|plan| input.path < plan.path))
        };
        let at = self.rows.iter().take_while(before).count();
        let (first, last) = self.rows.split_at(at);
        let of_plan = plan.map_or(&[][..], |_| &self.plan.rows);
        first.iter().chain(of_plan).chain(last)
    }
}
