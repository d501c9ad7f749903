//! One value in several columns under its name: 凭证 over 字 and 号, 实缴 over 现金 and 微信.

use super::header_cell::{HeaderCell, Parts};
use super::labels::known;
use crate::schema::{ColumnType, normalise_label, schema};

/// Ways to pay. Each amount is paid in one of them or in several.
const MEANS: [&str; 15] = [
    "现金",
    "微信",
    "支付宝",
    "转账",
    "银行转账",
    "银行",
    "银行卡",
    "刷卡",
    "扫码",
    "代扣",
    "银行代扣",
    "工资代扣",
    "工资扣缴",
    "支票",
    "网银",
];

/// The cells with the parts of one value taken together: the first is called what its group is.
pub(super) fn joined(cells: Vec<HeaderCell>) -> Vec<HeaderCell> {
    let mut kept: Vec<HeaderCell> = Vec::with_capacity(cells.len());
    for cell in cells {
        match kept.last_mut().filter(|last| go_together(last, &cell)) {
            Some(last) => {
                let add_up = is_means(&cell.text);
                let parts = last.parts.get_or_insert_with(|| Parts {
                    columns: vec![last.column],
                    add_up,
                });
                parts.columns.push(cell.column);
            }
            None => kept.push(cell),
        }
    }
    for cell in kept.iter_mut().filter(|cell| cell.parts.is_some()) {
        let group = cell.group.take().unwrap_or_default();
        // 凭证 over 字 and 号 is the number.
        let called = known(&group).or_else(|| known(&format!("{group}号")));
        cell.labels = called.into_iter().collect();
        cell.text = group;
    }
    kept
}

/// Whether `cell` goes on with the value that `last` begins or is.
fn go_together(last: &HeaderCell, cell: &HeaderCell) -> bool {
    let end = last.parts.as_ref().and_then(|parts| parts.columns.last());
    let beside = end.unwrap_or(&last.column) + 1 == cell.column;
    let group = cell.group.as_deref().unwrap_or_default();
    if !beside || group.is_empty() || cell.group != last.group {
        return false;
    }
    let is = |cell: &HeaderCell, word: &str| normalise_label(&cell.text) == word;
    let number = last.parts.is_none() && is(last, "字") && is(cell, "号");
    number || (is_means(&last.text) && is_means(&cell.text) && is_money(group))
}

fn is_means(text: &str) -> bool {
    MEANS.contains(&normalise_label(text).as_str())
}

/// Whether `group` is a column of money's.
fn is_money(group: &str) -> bool {
    let meanings = known(group).map_or(&[][..], |known| known.meanings());
    let mut kinds = meanings
        .iter()
        .map(|(t, c)| schema().subject(*t).columns[*c].kind);
    kinds.any(|kind| kind == ColumnType::Money)
}
