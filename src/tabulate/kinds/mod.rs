//! What a row below a header is: data, or something that people put among the data. One file a kind of
//! oddity, each a function that answers for the rows that are its own; the first answer in [`KINDS`] wins,
//! and says which test gave it and at which cell. No value is interpreted here, and no row is changed.
//!
//! A new oddity is a file, its line in [`KINDS`] and a case; a rule only if it says something of its own.

mod adds_up;
mod brought_forward;
mod evidence;
mod example;
mod footer;
mod header_again;
mod heading;
mod inline_total;
mod item;
mod line_above;
mod memo_line;
mod not_happened;
mod of_no_one;
pub(super) mod padding;
mod page_line;
mod section;
mod struck;
mod total;

pub(super) use adds_up::{may_add_up, of_the_whole};
pub(super) use example::{Example, example_of};
pub(super) use inline_total::{InlineTotal, inline_total};
pub(super) use item::item_of;
pub(super) use not_happened::state_at;
pub use of_no_one::is_worked_out;
pub(super) use total::whose as whose_total;

use crate::recognise::Row;
use crate::rows::{Block, Layout};
use crate::schema::Column;
use std::collections::BTreeMap;

/// The tests of a row, in the order in which they are asked: what is certain first.
const KINDS: &[fn(&RowView<'_, '_>) -> Option<Answer>] = &[
    example::is,
    page_line::is,
    memo_line::is,
    inline_total::is,
    item::is,
    brought_forward::is,
    total::is,
    of_no_one::is,
    section::is,
    line_above::is,
    footer::is,
    heading::is_outside,
    header_again::is,
    not_happened::is,
    heading::is,
    struck::is,
];

/// What a row below a header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A row of the table.
    Data,
    /// 合计, 小计, 总计.
    Total,
    /// What a book brings forward from the page (承前页) or the period before (上年结转, a balance and
    /// nothing else).
    BroughtForward,
    /// A line that repeats or divides what the rows hold: 其中, 平均, 较上年.
    MemoLine,
    /// Of several rows for one person, each with its item (应缴, 实缴) in a column, one whose item the months
    /// of the sheet are not.
    OtherItem,
    /// 制表人, 审核人, a remark under the table.
    Footnote,
    /// The template's example.
    Example,
    /// The header once more, after a page break.
    Header,
    /// No cell in any of the table's columns: a row that was only numbered.
    Blank,
    /// What did not come about, as a column of state (审批结果: 拒绝), the heading above or a line through the
    /// whole row says.
    NotHappened,
    /// A heading among the rows (一、在职会员), a remark: one text, and no person's name.
    Heading,
}

/// What told a row's kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clue {
    /// The test that answered; `data` where none did.
    pub test: &'static str,
    /// The sheet's column (0-based) of the cell that told; none where the whole row did.
    pub column: Option<u32>,
}

/// What a row is, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// What it is.
    pub kind: RowKind,
    /// What told.
    pub because: Clue,
}

impl Answer {
    /// Told by the cell in the sheet's `column` (0-based).
    fn at(kind: RowKind, test: &'static str, column: u32) -> Answer {
        let column = Some(column);
        let because = Clue { test, column };
        Answer { kind, because }
    }

    /// Told by the row as a whole.
    pub(super) fn of_row(kind: RowKind, test: &'static str) -> Answer {
        let column = None;
        let because = Clue { test, column };
        Answer { kind, because }
    }
}

/// A row under the header of a table.
struct RowView<'r, 'a> {
    row: &'r Row<'a>,
    block: &'r Block,
    /// From the column's position in the declaration to the sheet's column.
    columns: &'r BTreeMap<usize, u32>,
}

impl RowView<'_, '_> {
    /// The declaration of the sheet's `column`.
    fn column_at(&self, column: u32) -> Option<&Column> {
        let found = self.columns.iter().find(|(_, at)| **at == column);
        found.map(|(index, _)| &self.block.table.columns[*index])
    }

    /// How many of the row's cells are what their columns hold: figures, dates, values of a category.
    fn evidence(&self) -> usize {
        evidence::evidence(self.row, self.block, self.columns)
    }

    /// Whether it holds something in each column that has to be filled in.
    fn has_required(&self) -> bool {
        let table = self.block.table;
        let mut required = self
            .columns
            .iter()
            .filter(|(index, _)| table.columns[**index].required);
        required.all(|(_, column)| self.row.at(*column).is_some())
    }

    /// Whether it says when it was or what kind it is of, as totals and remarks do not.
    fn is_dated(&self) -> bool {
        evidence::is_dated(self.row, self.block, self.columns)
    }
}

/// What `row` is under the header of `block`.
pub fn row_kind(row: &Row<'_>, block: &Block) -> Answer {
    let data = Answer::of_row(RowKind::Data, "data");
    let Layout::Rows(columns) = &block.layout else {
        return data;
    };
    let view = RowView {
        row,
        block,
        columns,
    };
    KINDS.iter().find_map(|test| test(&view)).unwrap_or(data)
}
