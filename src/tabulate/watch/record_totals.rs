//! Records that were unfolded, a row for each of their parts (an approval's recipients), with the record's
//! own total on each of them: added up it counts as often as there are parts.

use super::{Judged, Told, Watch};
use crate::finding::{Arg, Code, Finding};
use crate::parse::BlockParser;
use crate::recognise::{Lines, Recognised};
use crate::rows::Layout;
use crate::schema::{ColumnType, normalise_label};
use crate::tabulate::kinds::RowKind;
use std::collections::HashMap;

/// What the header over a record's number ends in.
const NUMBERS: &[&str] = &[
    "编号",
    "单号",
    "流水号",
    "审批号",
    "申请号",
    "业务号",
    "单据号",
    "批号",
    "流程号",
    "实例id",
    "id",
];

/// Watches a table with a column of such numbers that is none of its own, and one of money.
pub(super) fn watch(recognised: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    let Layout::Rows(columns) = &recognised.layout else {
        return None;
    };
    let number = recognised.unknown.iter().find(|header| {
        let label = normalise_label(&header.label).to_lowercase();
        NUMBERS.iter().any(|ending| label.ends_with(ending))
    })?;
    let declared = &recognised.table.columns;
    let money = columns.iter().find(|(at, _)| {
        let column = &declared[**at];
        column.summed && column.kind == ColumnType::Money
    });
    let (index, column) = money?;
    Some(Box::new(RecordTotals {
        number: number.cell.1,
        label: number.label.clone(),
        money: (*index, *column),
        records: HashMap::new(),
        parts: None,
        differ: false,
    }))
}

struct RecordTotals {
    /// The sheet's column of the records' numbers, and its header.
    number: u32,
    label: String,
    /// The column of money: its position in the declaration, and the sheet's column.
    money: (usize, u32),
    /// The amount on the first row of each record, by its number.
    records: HashMap<String, String>,
    /// The first row (0-based) that repeats the amount of its record, and how many do.
    parts: Option<(u32, String, usize)>,
    /// Whether the parts of a record have amounts of their own.
    differ: bool,
}

impl Watch for RecordTotals {
    fn row(&mut self, judged: &Judged<'_, '_>, _: &[BlockParser]) {
        if judged.answer.kind != RowKind::Data || self.differ {
            return;
        }
        let shown = |column: u32| judged.row.at(column).map(|value| value.shown());
        let (Some(number), Some(amount)) = (shown(self.number), shown(self.money.1)) else {
            return;
        };
        match self.records.get(&number) {
            None => {
                self.records.insert(number, amount);
            }
            Some(first) if *first == amount => {
                let first = (judged.row.index, amount, 0);
                self.parts.get_or_insert(first).2 += 1;
            }
            Some(_) => self.differ = true,
        }
    }

    /// T041, where no record has parts of different amounts.
    fn done(self: Box<Self>, months: &[BlockParser], told: &mut Told) {
        let (Some((row, amount, rows)), Some(month)) = (self.parts, months.first()) else {
            return;
        };
        if self.differ {
            return;
        }
        let block = month.block();
        let id: &'static str = &block.table.columns[self.money.0].id;
        let finding = Finding::new(Code::T041, block.place(Some(id), row + 1))
            .value(amount)
            .arg("label", Arg::Header(self.label))
            .arg("rows", Arg::count(rows));
        told.findings.push(finding);
    }
}
