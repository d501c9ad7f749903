//! check: typed frames → findings. A row rule is its declaration alone (`rules/*.toml`): its
//! condition is compiled once and evaluated over the batch. A rule across rows, tables, units or
//! periods is a function here, one file a theme, with the same declaration around it. No figure of
//! a report is counted here.

mod across;
mod activities;
mod audits;
mod balances;
mod births;
mod dues;
mod keys;
mod ledger;
mod membership;
mod persons;
mod plan;
mod row_rules;
mod sports;
mod totals;
mod welfare;

pub use across::Rosters;
pub use balances::balances;
pub use plan::check_plan;
pub use totals::totals;

use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::frame::{Batch, Frame};
use crate::rows::TypedValue;
use crate::schema::{ColumnType, Table};

/// A rule that is a function: batch in, findings out; it knows of no other.
type Check = fn(&Batch<'_>, &mut Findings);

/// The functions, with the codes whose declarations they carry out.
const FUNCTIONS: &[(&[Code], Check)] = &[
    (&[Code::T101], keys::repeated_rows),
    (&[Code::T064], membership::not_said),
    (&[Code::C231], births::moved_by_summer_time),
    (&[Code::T040], keys::same_rows),
    (&[Code::D101, Code::D109], dues::against_base),
    (&[Code::D105], dues::not_on_roster),
    (&[Code::D111, Code::D112], dues::paid_far_away),
    (&[Code::L103], ledger::side_of_subject),
    (&[Code::L104, Code::L105], ledger::running_balance),
    (&[Code::D106, Code::D107], dues::missing_months),
    (&[Code::D108], dues::six_months_unpaid),
    (&[Code::W103], welfare::holidays_of_plan),
    (&[Code::W104], welfare::ceilings),
    (&[Code::W105], welfare::repeated_vouchers),
    (&[Code::W107], welfare::gift_on_each_row),
    (&[Code::S102, Code::S103], sports::ranks),
    (&[Code::S104], sports::entrants),
    (&[Code::U105], audits::every_year),
    (&[Code::A102], activities::attendance),
    (&[Code::X101, Code::X102], across::staff_counts),
    (&[Code::X110], persons::several_of_a_name),
    (&[Code::X111], persons::other_id),
];

/// Codes whose rule looks across batches: [`Rosters`].
#[cfg(test)]
const ACROSS_BATCHES: &[Code] = &[Code::X103];

/// Everything that is wrong with the rows of a batch, in no order; and which rules could not be asked.
pub fn check(batch: &Batch<'_>) -> Vec<Finding> {
    let mut findings = Findings::default();
    row_rules::check(batch, &mut findings);
    for (_, check) in FUNCTIONS {
        check(batch, &mut findings);
    }
    findings.finish()
}

/// A finding of `code` at `column` of the row at `index` of `frame`, with the cell's value.
fn at(batch: &Batch<'_>, frame: &Frame, index: usize, code: Code, column: &'static str) -> Finding {
    let mut finding = Finding::new(code, batch.place(frame, index, column));
    finding.value = shown(frame, index, column);
    finding
}

/// The value of `column` in the row at `index` as a person reads it.
fn shown(frame: &Frame, index: usize, column: &str) -> Option<String> {
    arg(frame, index, column).map(|arg| arg.show(crate::words::Lang::Zh))
}

/// The value of `column`, declared or derived, in the row at `index`, for a sentence.
fn arg(frame: &Frame, index: usize, column: &str) -> Option<Arg> {
    let value = frame.value(column, index)?;
    let column = frame.table.column(column);
    let kind = column.map(|column| column.kind);
    Some(match (value, kind) {
        (TypedValue::Text(text), _) => Arg::of_column(column, text.to_string()),
        (TypedValue::Bool(bool), _) => Arg::Static(if bool { "是" } else { "否" }),
        (TypedValue::Date(month), Some(ColumnType::Month)) => Arg::Month(month),
        (TypedValue::Date(date), _) => Arg::Date(date),
        (TypedValue::Int(count), Some(ColumnType::Integer)) => Arg::Count(count),
        (TypedValue::Int(millionths), Some(ColumnType::Decimal)) => Arg::Decimal(millionths),
        (TypedValue::Int(fen), _) => Arg::Fen(fen),
    })
}

/// Where another row stands, for a sentence: the sheet's name and the row's number.
fn other_row(batch: &Batch<'_>, frame: &Frame, index: usize) -> Arg {
    let block = batch.blocks[frame.block[index] as usize];
    Arg::Row(block.sheet.clone(), frame.row[index])
}

/// The rows of `frame` in groups that `key` makes of them, each in the order of the inputs, the
/// groups in the order of their first rows. Rows without a key are left out.
fn groups<K: std::hash::Hash + Eq>(
    frame: &Frame,
    key: impl Fn(usize) -> Option<K>,
) -> Vec<Vec<usize>> {
    let mut position = std::collections::HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in 0..frame.len() {
        if let Some(key) = key(index) {
            let at = *position.entry(key).or_insert(groups.len());
            match groups.get_mut(at) {
                Some(group) => group.push(index),
                None => groups.push(vec![index]),
            }
        }
    }
    groups
}

/// The id of the column `id` as the table declares it, which lives as long as the program.
fn static_id(table: &'static Table, id: &str) -> Option<&'static str> {
    table.column(id).map(|column| column.id.as_str())
}

#[cfg(test)]
mod tests;
