//! The plan in force: from `--plan`, else from a workbook among the inputs, else the built-in one;
//! of a table that the workbook does not have, the built-in rows stand.

use super::Request;
use super::ingest::ingest;
use super::ingested::Ingested;
use crate::discover::{Candidate, shown};
use crate::error::Error;
use crate::finding::{Arg, Code, Finding};
use crate::metric::{metric, metrics};
use crate::outcome::{Input, PLAN_INPUT};
use crate::parse::BlockParser;
use crate::plan::{PeriodKind, Plan, default_rows, split_list};
use crate::read::{Text, Value};
use crate::rows::{Block, Layout, TypedRows, TypedValue};
use crate::schema::{Table, TableKind, schema};
use std::collections::BTreeMap;

/// The plan with where it came from.
pub(super) struct InForce {
    pub(super) plan: Plan,
    pub(super) input: Option<Input>,
    pub(super) findings: Vec<Finding>,
    /// The rows of its workbook.
    pub(super) rows: Vec<TypedRows>,
}

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
    let plan = ingest(&candidate, PLAN_INPUT, None, &request.limits);
    if plan.input.error.is_some() {
        let reason = plan.findings.first().cloned();
        return Err(Error::Plan(candidate.path, reason.map(Box::new)));
    }
    if !plan.is_plan() && !plan.tables.iter().any(|t| t.block.table.id == "calendar") {
        return Err(Error::NoPlan(candidate.path));
    }
    Ok(Some(plan))
}

/// Takes the first plan workbook out of `files` into `plan`; answers whether there was one.
pub(super) fn take(files: &mut Vec<Ingested>, plan: &mut Option<Ingested>) -> bool {
    let Some(position) = files.iter().position(Ingested::is_plan) else {
        return false;
    };
    let mut found = files.remove(position);
    let place = super::file_place(PLAN_INPUT);
    found.findings.push(Finding::new(Code::F015, place));
    *plan = Some(found);
    true
}

/// The plan in force, with the findings of its workbook.
pub(super) fn finish(workbook: Option<Ingested>) -> InForce {
    let mut workbook = workbook;
    let mut findings = Vec::new();
    let mut tables = Vec::new();
    if let Some(file) = &mut workbook {
        findings = std::mem::take(&mut file.findings);
        for finding in &mut findings {
            finding.place.input = Some(PLAN_INPUT);
        }
        tables = std::mem::take(&mut file.tables);
        for table in &mut tables {
            table.block.input = PLAN_INPUT;
            findings.extend(target_findings(table));
        }
    }
    let own = tables.len();
    for table in schema()
        .tables()
        .iter()
        .filter(|t| t.kind == TableKind::Plan)
    {
        if !tables.iter().any(|rows| rows.block.table.id == table.id) {
            tables.push(rows_from_text(table, default_rows(&table.id)).0);
        }
    }
    let plan = Plan::from_rows(&tables);
    tables.truncate(own);
    InForce {
        plan,
        input: workbook.map(|file| file.input),
        findings,
        rows: tables,
    }
}

/// The built-in plan.
pub fn plan_from_text() -> Plan {
    let tables: Vec<TypedRows> = schema()
        .tables()
        .iter()
        .filter(|table| table.kind == TableKind::Plan)
        .map(|table| rows_from_text(table, default_rows(&table.id)).0)
        .collect();
    Plan::from_rows(&tables)
}

/// Rows given as the texts of their cells, by column id, typed as a workbook's would be: as if they
/// stood under a header of the columns that any of them names. Row numbers count from 2.
pub fn rows_from_text(
    table: &'static Table,
    rows: &[BTreeMap<String, String>],
) -> (TypedRows, Vec<Finding>) {
    let named = |index: &usize| {
        rows.iter()
            .any(|row| row.contains_key(&table.columns[*index].id))
    };
    let columns: BTreeMap<usize, u32> = (0..table.columns.len())
        .filter(named)
        .zip(0_u32..)
        .collect();
    let block = Block {
        table,
        input: 0,
        sheet: table.title.zh.to_string(),
        sheet_index: 0,
        titles: vec![table.title.zh.to_string()],
        header: (0, 0),
        layout: Layout::Rows(columns.clone()),
        month_in_title: None,
        unknown: Vec::new(),
        unit_column: None,
        unit_is_vague: false,
        counts_from_1904: false,
        unit_line: None,
        unit: None,
    };
    let mut parser = BlockParser::new(block, &BTreeMap::new(), None);
    for (number, row) in (2_u32..).zip(rows) {
        let cells: BTreeMap<u32, Value<'static>> = columns
            .iter()
            .filter_map(|(index, place)| {
                let text = row
                    .get(&table.columns[*index].id)
                    .filter(|text| !text.is_empty())?;
                Some((*place, Value::Text(Text::own(text.clone()))))
            })
            .collect();
        parser.row(number, |column| cells.get(&column), &|_| false);
    }
    parser.finish()
}

/// P002, P003: targets that cannot be judged.
fn target_findings(rows: &TypedRows) -> Vec<Finding> {
    let mut findings = Vec::new();
    if rows.block.table.id != "targets" {
        return findings;
    }
    let text = |column: &str, index: usize| match rows.column(column).and_then(|c| c.get(index)) {
        Some(TypedValue::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    for (index, &number) in rows.rows.iter().enumerate() {
        let (target, id, period) = (
            text("target", index),
            text("metric", index),
            text("period", index),
        );
        let finding = |code, column, value: &str| {
            Finding::new(code, rows.block.place(Some(column), number))
                .value(value)
                .arg("target", Arg::Text(target.clone()))
        };
        if !id.is_empty() && metric(&id).is_none() {
            findings.push(
                finding(Code::P002, "metric", &id)
                    .arg("metric", Arg::Text(id.clone()))
                    .arg("suggestion", Arg::Text(nearest_metric(&id))),
            );
        }
        let unknown = |kind: &String| PeriodKind::parse(kind).is_none();
        if split_list(&period).iter().any(unknown) {
            findings.push(
                finding(Code::P003, "period", &period).arg("period", Arg::Text(period.clone())),
            );
        }
    }
    findings
}

fn nearest_metric(id: &str) -> String {
    metrics()
        .iter()
        .min_by_key(|metric| strsim::levenshtein(id, &metric.id))
        .map(|metric| metric.id.clone())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_plan_is_understood_to_the_last_row() {
        for table in schema()
            .tables()
            .iter()
            .filter(|t| t.kind == TableKind::Plan)
        {
            let (rows, findings) = rows_from_text(table, default_rows(&table.id));
            assert_eq!(findings, [], "{}", table.id);
            assert_eq!(target_findings(&rows), []);
        }
        let plan = plan_from_text();
        assert_eq!(plan.targets.len(), default_rows("targets").len());
        assert_eq!(plan.limits.len(), default_rows("limits").len());
    }
}
