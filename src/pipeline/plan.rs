//! The plan in force: from `--plan`, else from a workbook among the inputs, else the built-in one;
//! of a table that the workbook does not have, the built-in rows stand.

use super::ingest::Reading;
use super::ingested::{Ingested, file_place};
use crate::discover::{Candidate, shown};
use crate::error::Error;
use crate::finding::{Code, Finding};
use crate::outcome::PLAN_INPUT;
use crate::parse::rows_from_text;
use crate::plan::{Plan, default_rows};
use crate::request::Request;
use crate::returns::PlanInForce;
use crate::schema::{TableKind, schema};

/// Reads the workbook of `--plan`, if it was given.
pub(super) fn given(request: &Request) -> Result<Option<Ingested>, Error> {
    let Some(path) = &request.plan else {
        return Ok(None);
    };
    let here = std::env::current_dir().unwrap_or_default();
    let candidate = Candidate {
        path: shown(path, &here),
        source: path.clone(),
        inside: Vec::new(),
        named: true,
    };
    let reading = Reading {
        years: None,
        limits: &request.limits,
    };
    let plan = reading.ingest(&candidate);
    if plan.input.error.is_some() {
        let reason = plan.findings.first().cloned();
        return Err(Error::Plan(candidate.path, reason.map(Box::new)));
    }
    if !plan.is_plan() && !plan.tables.iter().any(|t| t.block.table.id == "calendar") {
        return Err(Error::NoPlan(candidate.path));
    }
    Ok(Some(plan))
}

/// Takes the first plan workbook out of `files`.
pub(super) fn take(files: &mut Vec<Ingested>) -> Option<Ingested> {
    let position = files.iter().position(Ingested::is_plan)?;
    let mut found = files.remove(position);
    found.findings.push(Finding::new(Code::F015, file_place()));
    Some(found)
}

/// The plan in force, with what is said of its `workbook`; `found` tells whether that was among the
/// inputs.
pub(super) fn in_force(workbook: Option<Ingested>, found: bool) -> (PlanInForce, Vec<Finding>) {
    let workbook = workbook.map(|file| file.numbered(PLAN_INPUT));
    let (input, mut tables, findings) = match workbook {
        Some(file) => (Some(file.input), file.tables, file.findings),
        None => (None, Vec::new(), Vec::new()),
    };
    let own = tables.len();
    let of_plan = schema().tables().iter();
    for table in of_plan.filter(|t| t.kind == TableKind::Plan) {
        if !tables.iter().any(|rows| rows.block.table.id == table.id) {
            tables.push(rows_from_text(table, default_rows(&table.id)).0);
        }
    }
    let plan = Plan::from_rows(&tables);
    tables.truncate(own);
    let plan = PlanInForce {
        plan,
        input,
        found,
        rows: tables,
    };
    (plan, findings)
}
