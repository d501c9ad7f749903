//! The money in which each row's amounts stand, where a column says so (币种, 单位: 万元): the unit is put to
//! the amount, so that it is read as what it is, or said for what it is not.

use super::Mend;
use super::merged::Merged;
use super::shown::with_unit;
use crate::parse::means_the_same;
use crate::read::{Text, Value};
use crate::recognise::{MoneyColumn, Recognised, Row, RowMoney, money_of_row, money_unit_name};
use crate::rows::{Block, Layout};
use crate::schema::ColumnType;
use std::collections::{BTreeMap, BTreeSet};

/// Mends a table that has such a column.
pub(super) fn mend(recognised: &Recognised) -> Option<Box<dyn Mend>> {
    if recognised.money_columns.is_empty() {
        return None;
    }
    let wide = recognised.wide.iter();
    Some(Box::new(RowsMoney {
        columns: recognised.money_columns.clone(),
        own_units: recognised.own_units.clone(),
        months: wide.map(|month| (month.header.1, month.scale)).collect(),
        last: None,
        seen: BTreeSet::new(),
        is_odd: false,
    }))
}

struct RowsMoney {
    columns: Vec<MoneyColumn>,
    /// The units that headers state themselves, by the sheet's column.
    own_units: BTreeMap<u32, i64>,
    /// The columns of the months of a wide sheet, and the units that hold for them.
    months: Vec<(u32, i64)>,
    /// What the row above said.
    last: Option<(RowMoney, String)>,
    /// The units of the rows so far.
    seen: BTreeSet<i64>,
    /// Whether a row's money was another country's, or not understood.
    is_odd: bool,
}

/// What is put to the amounts of a row.
enum Put {
    /// A unit of so many yuan.
    Unit(i64),
    /// What the row says, which is no yuan, behind each amount.
    Behind(String),
}

impl Mend for RowsMoney {
    fn mend(&mut self, row: &mut Row<'_>, block: &Block, merged: &Merged) {
        let said = match self.is_as_above(row, merged) {
            true => self.last.clone(),
            false => self.said(row),
        };
        self.last.clone_from(&said);
        let put = match said {
            Some((RowMoney::Yuan(scale), _)) => Put::Unit(scale),
            Some((RowMoney::Other, text)) => Put::Behind(format!(" {text}")),
            Some((RowMoney::Unclear, text)) => Put::Behind(format!("（{text}）")),
            // Rows above are in another unit than yuan: this one may be in either.
            None if self.is_odd || self.seen.iter().any(|scale| *scale != 1) => {
                Put::Behind("（没有写单位）".to_string())
            }
            None => return,
        };
        match put {
            Put::Unit(scale) => {
                self.seen.insert(scale);
            }
            Put::Behind(_) => self.is_odd = true,
        }
        self.put(&put, row, block);
        self.take_out_of_schools(row, block);
    }

    fn total(&mut self, row: &mut Row<'_>, block: &Block) {
        let own = match self.said(row) {
            Some((RowMoney::Yuan(scale), _)) => Some(scale),
            _ => None,
        };
        let of_rows = || {
            let mut seen = self.seen.iter().filter(|_| !self.is_odd);
            seen.next().copied().filter(|_| seen.next().is_none())
        };
        let put = match own.or_else(of_rows) {
            Some(scale) => Put::Unit(scale),
            None if self.seen.is_empty() && !self.is_odd => return,
            // It adds up what is not alike, and is held against nothing.
            None => Put::Behind("…".to_string()),
        };
        self.put(&put, row, block);
    }
}

impl RowsMoney {
    /// What the row's cells say together, and the text that says it: what is no yuan before a unit of it, and
    /// 万元 before 元.
    fn said(&self, row: &Row<'_>) -> Option<(RowMoney, String)> {
        let said = self.columns.iter().filter_map(|column| {
            let text = row.at(column.column)?.shown();
            let money = money_of_row(&text, column.is_vague)?;
            Some((money, text.trim().to_string()))
        });
        said.max_by_key(|(money, _)| match money {
            RowMoney::Yuan(1) => 0,
            RowMoney::Yuan(_) => 1,
            RowMoney::Unclear => 2,
            RowMoney::Other => 3,
        })
    }

    /// The sheet's columns that hold money, and the unit that is said for them beside the row's own.
    fn money(&self, block: &Block) -> Vec<(u32, Option<i64>)> {
        let Layout::Rows(columns) = &block.layout else {
            return Vec::new();
        };
        let money = columns.iter().filter_map(|(index, place)| {
            let is_money = block.table.columns[*index].kind == ColumnType::Money;
            is_money.then(|| (*place, block.scale(*index)))
        });
        let months = self.months.iter().copied();
        let stated = |(place, scale): (u32, i64)| {
            let own = self.own_units.get(&place).copied();
            (place, own.or((scale != 1).then_some(scale)))
        };
        money.chain(months).map(stated).collect()
    }

    /// Whether it says what the row above it does: by a ditto, or as a part of a merged cell.
    fn is_as_above(&self, row: &Row<'_>, merged: &Merged) -> bool {
        self.columns
            .iter()
            .any(|column| match row.at(column.column) {
                None => merged.covers(row.index, column.column),
                Some(Value::Text(text)) => means_the_same(text.as_str()),
                Some(_) => false,
            })
    }

    fn put(&self, put: &Put, row: &mut Row<'_>, block: &Block) {
        for (place, stated) in self.money(block) {
            let Some(cell) = row.cells.iter_mut().find(|cell| cell.column == place) else {
                continue;
            };
            let shown = cell.value.shown();
            if !shown.contains(|c: char| c.is_ascii_digit() && c != '0') {
                continue;
            }
            let text = match (put, stated) {
                (Put::Unit(1), None) => None,
                (Put::Unit(scale), Some(stated)) if *scale == stated => None,
                (Put::Unit(scale), Some(stated)) => {
                    let (own, other) = (money_unit_name(*scale), money_unit_name(stated));
                    Some(format!("{shown}（这一行写{own}，表头是{other}）"))
                }
                (Put::Unit(scale), None) => in_unit(&cell.value, &shown, *scale),
                (Put::Behind(text), _) => Some(format!("{shown}{text}")),
            };
            if let Some(text) = text {
                cell.value = Value::Text(Text::own(text));
            }
        }
    }

    /// A unit of money is no school's name.
    fn take_out_of_schools(&self, row: &mut Row<'_>, block: &Block) {
        let of_schools = |cell: &&mut crate::read::Cell<'_>| {
            block.unit_column == Some(cell.column)
                && money_of_row(&cell.value.shown(), true).is_some()
        };
        let vague = self
            .columns
            .iter()
            .any(|column| Some(column.column) == block.unit_column);
        if let Some(cell) = row.cells.iter_mut().find(of_schools).filter(|_| vague) {
            cell.value = Value::Text(Text::own(String::new()));
        }
    }
}

/// An amount in units of `scale` yuan as a person writes it; none where it names a unit itself.
fn in_unit(value: &Value<'_>, shown: &str, scale: i64) -> Option<String> {
    let bare = |c: char| c.is_ascii_digit() || ",.-+ ".contains(c);
    match value {
        Value::Number(number) if scale > 0 => Some(with_unit(*number, scale)),
        Value::Text(_) | Value::Number(_) if !shown.chars().all(bare) => None,
        _ if scale > 0 => Some(format!("{}{}", shown.trim(), money_unit_name(scale))),
        _ => parts_of_yuan(shown, scale.saturating_neg()),
    }
}

/// An amount of which `parts` are a yuan (ten, a hundred), in yuan; by moving its decimal point.
fn parts_of_yuan(shown: &str, parts: i64) -> Option<String> {
    let places = if parts == 100 { 2 } else { 1 };
    let text = shown.trim().replace([',', ' '], "");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = format!("{:0>width$}", whole, width = places + 1);
    let (yuan, behind) = whole.split_at_checked(whole.len() - places)?;
    Some(format!("{sign}{yuan}.{behind}{fraction}元"))
}

#[cfg(test)]
mod tests {
    use super::parts_of_yuan;

    #[test]
    fn jiao_and_fen_are_yuan() {
        for (written, parts, yuan) in [
            ("500", 10, "50.0元"),
            ("5", 100, "0.05元"),
            ("-1,234.5", 10, "-123.45元"),
        ] {
            assert_eq!(parts_of_yuan(written, parts).as_deref(), Some(yuan));
        }
    }
}
