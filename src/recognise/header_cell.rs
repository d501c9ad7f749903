//! One cell of a header: what it may be called, the month that it stands for, and what stands over it.

use super::digits::Digits;
use super::labels::{Known, is_remark, meaning};
use super::wide::month_label;
use crate::schema::{ColumnType, normalise_label, schema, state_group};
use std::cell::OnceCell;

/// The header of one column of the sheet.
#[derive(Clone)]
pub(super) struct HeaderCell {
    /// The sheet's column, 0-based.
    pub(super) column: u32,
    /// The row of its own text, 0-based.
    pub(super) row: u32,
    /// Its own text.
    pub(super) text: String,
    /// What it may be called, as far as any table knows it: with its group's text before its own, then its
    /// own alone.
    pub(super) labels: Vec<&'static Known>,
    pub(super) is_aside: OnceCell<bool>,
    /// Its group's text.
    pub(super) group: Option<String>,
    /// The years that stand above it, or in brackets with it: of August to December, and of the other months.
    pub(super) years: Option<(i16, i16)>,
    /// The digits that its amounts stand in, of which it is over the first.
    pub(super) digits: Option<Digits>,
    /// The columns that its values stand in, of which it is over the first.
    pub(super) parts: Option<Parts>,
}

/// A column of a wide sheet: a month, and which column of the declaration its cells are, where the
/// header says so.
pub(super) struct WideMeaning {
    pub(super) month: String,
    pub(super) target: Option<usize>,
}

impl HeaderCell {
    /// The column of `table` that it stands for, as positions in the schema and the declaration.
    pub(super) fn meaning(&self, table: usize) -> Option<usize> {
        self.labels.iter().find_map(|label| label.column(table))
    }

    /// Whether its own text is a remark of the school's, or says a state: of no table.
    pub(super) fn is_aside(&self) -> bool {
        let aside = || is_remark(&self.text) || state_group(&self.text).is_some();
        *self.is_aside.get_or_init(aside)
    }

    /// The month that it stands for, where `table` may be wide.
    pub(super) fn month(&self, table: usize) -> Option<WideMeaning> {
        let declared = schema().subject(table);
        declared.wide.as_ref()?;
        let money = |label: &str| {
            meaning(label, table).filter(|c| declared.columns[*c].kind == ColumnType::Money)
        };
        let of_group = self.group.as_deref();
        if let Some(own) = month_label(&self.text) {
            let target = match own.rest.as_str() {
                "" => of_group.and_then(money),
                rest if says_no_more(rest) => of_group.and_then(money),
                rest => Some(money(rest)?),
            };
            return Some(WideMeaning {
                month: self.dated(own.month),
                target,
            });
        }
        let group = of_group.and_then(month_label)?;
        let target = meaning(&self.text, table);
        let part = match target {
            Some(target) => {
                let kind = declared.columns[target].kind;
                matches!(kind, ColumnType::Money | ColumnType::Date)
            }
            None => says_no_more(&normalise_label(&self.text)),
        };
        (group.rest.is_empty() && part).then(|| WideMeaning {
            month: self.dated(group.month),
            target,
        })
    }

    /// The month `text` (`9月`) with its year, where that stands above it.
    fn dated(&self, text: String) -> String {
        let number = text
            .strip_suffix('月')
            .and_then(|month| month.parse::<u8>().ok());
        match (number, self.years) {
            (Some(8..), Some((year, _))) | (Some(_), Some((_, year))) => format!("{year}年{text}"),
            _ => text,
        }
    }
}

/// Whether a word beside a month says no more than the sheet does: which of the columns it is of, it leaves open.
fn says_no_more(word: &str) -> bool {
    matches!(word, "会费" | "缴费" | "缴纳" | "金额")
}

/// The columns that one value stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The sheet's columns, 0-based, from left to right; the value is the first one's.
    pub columns: Vec<u32>,
    /// Whether it is their sum, and not one behind the other.
    pub add_up: bool,
}
