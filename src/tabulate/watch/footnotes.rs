//! What stands under a table, or among its rows, and is no row of it: a unit of money, lines such as 其中
//! and 平均, and amounts in remarks and footers, of which it is said that they count nowhere.

use super::{Judged, Told, Watch};
use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::parse::{BlockParser, Parsed, parse_money};
use crate::read::Value;
use crate::recognise::{Lines, Recognised, Row, money_unit_name, money_unit_said, quoted};
use crate::rows::{Block, Layout};
use crate::schema::ColumnType;
use crate::tabulate::kinds::{RowKind, is_worked_out};
use std::collections::BTreeSet;

/// Watches every table.
pub(super) fn watch(_: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    Some(Box::new(Footnotes::default()))
}

/// What was met below the rows, or among them.
#[derive(Debug, Default)]
struct Footnotes {
    units: Vec<Unit>,
    memo_lines: Vec<MemoLine>,
    /// Amounts in rows that are taken for no data.
    left_out: Findings,
}

/// A unit of money that a line names.
#[derive(Debug)]
struct Unit {
    /// 0-based row and column.
    cell: (u32, u32),
    text: String,
    scale: i64,
}

/// A row that repeats or divides what the rows hold.
#[derive(Debug)]
struct MemoLine {
    /// The first amount, 0-based row and column.
    cell: (u32, u32),
    amount: String,
    label: String,
}

impl Watch for Footnotes {
    fn row(&mut self, judged: &Judged<'_, '_>, months: &[BlockParser]) {
        let row = judged.row;
        match judged.answer.kind {
            RowKind::MemoLine => self.memo_line(judged, months),
            RowKind::Footnote | RowKind::Heading => {
                let mut blocks = months.iter().map(BlockParser::block);
                let left_out = blocks.find_map(|block| amount_left_out(row, block));
                self.left_out.extend(left_out);
            }
            _ => return,
        }
        for cell in &row.cells {
            if let Value::Text(text) = &cell.value
                && let Some(scale) = money_unit_said(text.as_str())
            {
                self.units.push(Unit {
                    cell: (row.index, cell.column),
                    text: text.as_str().trim().to_string(),
                    scale,
                });
            }
        }
    }

    fn up_to(&mut self, row: u32) {
        self.units.retain(|unit| unit.cell.0 < row);
    }

    /// T012 and T015 for each line with an amount that does not count, T013 for a unit that is not the
    /// one by which the amounts were read.
    fn done(self: Box<Self>, months: &[BlockParser], told: &mut Told) {
        let Some(block) = months.first().map(BlockParser::block) else {
            return;
        };
        let at = |cell| block.place_at(cell);
        let scales = months.iter().flat_map(|month| month.block().money_scales());
        let scales: BTreeSet<i64> = scales.collect();
        told.findings.extend(self.left_out.finish());
        told.findings.extend(self.memo_lines.iter().map(|line| {
            Finding::new(Code::T012, at(line.cell))
                .value(line.amount.clone())
                .arg("label", Arg::Text(line.label.clone()))
        }));
        told.findings.extend(self.units.iter().filter_map(|unit| {
            let other = scales.iter().find(|scale| **scale != unit.scale)?;
            let finding = Finding::new(Code::T013, at(unit.cell)).value(unit.text.clone());
            let name = |scale| Arg::Static(money_unit_name(scale));
            Some(
                finding
                    .arg("read", name(*other))
                    .arg("said", name(unit.scale)),
            )
        }));
    }
}

impl Footnotes {
    /// A line that repeats or divides what the rows hold, by its first amount.
    fn memo_line(&mut self, judged: &Judged<'_, '_>, months: &[BlockParser]) {
        let row = judged.row;
        let block = months.first().map(BlockParser::block);
        let (Some(Layout::Rows(columns)), Some(block)) = (block.map(|b| &b.layout), block) else {
            return;
        };
        let money = |column: u32| {
            let mut columns = columns.iter().filter(|(_, place)| **place == column);
            columns.any(|(index, _)| block.table.columns[*index].kind == ColumnType::Money)
        };
        let amount = row.cells.iter().find(|cell| {
            let fen = match parse_money(&cell.value, 1) {
                Parsed::Value(fen) | Parsed::Doubtful(fen, _) => fen,
                _ => 0,
            };
            money(cell.column) && fen != 0
        });
        let label = judged.answer.because.column.and_then(|at| row.at(at));
        if let (Some(cell), Some(Value::Text(label))) = (amount, label) {
            self.memo_lines.push(MemoLine {
                cell: (row.index, cell.column),
                amount: cell.value.shown(),
                label: quoted(label.as_str()),
            });
        }
    }
}

/// T015 for a footer, a note or a remark with an amount in one of the columns of money of `block`; none
/// for what is worked out from the rows (人均, 金额大写).
fn amount_left_out(row: &Row<'_>, block: &Block) -> Option<Finding> {
    if is_worked_out(row) {
        return None;
    }
    let columns = block.table.columns.iter().enumerate();
    let mut money = columns.filter(|(_, column)| column.kind == ColumnType::Money);
    money.find_map(|(index, column)| {
        let (_, place) = block.cell(index, row.index + 1)?;
        let value = row.at(place).filter(|value| is_amount(value))?;
        let place = block.place(Some(&column.id), row.index + 1);
        let finding = Finding::new(Code::T015, place).value(value.shown());
        Some(finding.arg("cell_title", Arg::Words(column.title)))
    })
}

fn is_amount(value: &Value<'_>) -> bool {
    let too_large = match value {
        Value::Number(_) => true,
        Value::Text(text) => text.as_str().parse::<f64>().is_ok_and(f64::is_finite),
        _ => return false,
    };
    match parse_money(value, 1) {
        Parsed::Value(fen) | Parsed::Doubtful(fen, _) => fen != 0,
        Parsed::Blank => false,
        Parsed::Wrong(_) => too_large,
    }
}
