//! Rules about the plan itself.

use crate::finding::{Arg, Code, Finding};
use crate::metric::{metric, metrics};
use crate::plan::{PeriodKind, split_list};
use crate::rows::{TypedRows, TypedValue};

/// P002, P003: targets of the plan (`rows` are any of its tables) that cannot be judged.
pub fn check_plan(rows: &TypedRows) -> Vec<Finding> {
    let mut findings = Vec::new();
    if rows.block.table.id != "targets" {
        return findings;
    }
    let text = |column: &str, index: usize| match rows.column(column).and_then(|c| c.get(index)) {
        Some(TypedValue::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    for (index, &number) in rows.rows.iter().enumerate() {
        let [target, id, period] = ["target", "metric", "period"].map(|column| text(column, index));
        let finding = |code, column, value: &str| {
            Finding::new(code, rows.block.place(Some(column), number))
                .value(value)
                .arg("target", Arg::Thing(target.clone()))
        };
        if !id.is_empty() && metric(&id).is_none() {
            findings.push(
                finding(Code::P002, "metric", &id)
                    .arg("metric", Arg::Thing(id.clone()))
                    .arg("suggestion", Arg::Thing(nearest_metric(&id))),
            );
        }
        let unknown = |kind: &String| PeriodKind::parse(kind).is_none();
        if split_list(&period).iter().any(unknown) {
            findings.push(
                finding(Code::P003, "period", &period).arg("period", Arg::Thing(period.clone())),
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
    use crate::parse::rows_from_text;
    use crate::plan::{Plan, default_rows};
    use crate::schema::{TableKind, schema};

    #[test]
    fn the_built_in_plan_is_understood_to_the_last_row() {
        let mut tables = Vec::new();
        let of_plan = schema().tables().iter();
        for table in of_plan.filter(|t| t.kind == TableKind::Plan) {
            let (rows, findings) = rows_from_text(table, default_rows(&table.id));
            assert_eq!(findings, [], "{}", table.id);
            assert_eq!(check_plan(&rows), []);
            tables.push(rows);
        }
        let plan = Plan::from_rows(&tables);
        assert_eq!(plan.targets.len(), default_rows("targets").len());
        assert_eq!(plan.limits.len(), default_rows("limits").len());
    }
}
