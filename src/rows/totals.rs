//! What a sheet says that its rows add up to, beside the rows: `check` holds the one against the other.

use super::{TextColumn, TypedRows};

/// The totals of one block's columns, and what stands in the way of adding them up. Figures are fen,
/// whole numbers or millionths, as their column's are; rows and columns count from 0.
#[derive(Debug, Clone, Default)]
pub struct Totals {
    /// The rows of totals, from top to bottom.
    pub rows: Vec<TotalRow>,
    /// Figures brought forward from another page: the column, how many rows of data stand above, the
    /// figure.
    pub brought_forward: Vec<(usize, usize, i64)>,
    /// The balances that rows beside those of data say, from top to bottom.
    pub balances: Vec<SaidBalance>,
    /// Column and row of amounts that were rounded to the fen.
    pub rounded: Vec<(usize, usize)>,
}

/// One row of totals (合计, 小计, 累计).
#[derive(Debug, Clone)]
pub struct TotalRow {
    /// The sheet's own number, from 1.
    pub number: u32,
    /// How many rows of data stand above it.
    pub position: usize,
    /// What it calls itself, as labels are compared: 合计.
    pub label: String,
    /// Column of the declaration, the figure, and as it is shown.
    pub cells: Vec<(usize, i64, String)>,
}

/// A balance that a row of totals says, or one that is brought forward (期初余额, 承前页).
#[derive(Debug, Clone)]
pub struct SaidBalance {
    /// The sheet's own number of the row, from 1.
    pub number: u32,
    /// How many rows of data stand above it.
    pub position: usize,
    /// What the row calls itself, as labels are compared.
    pub label: String,
    /// In fen.
    pub fen: i64,
    /// As it is shown.
    pub shown: String,
    /// Whether the rows below go on from it.
    pub is_brought_forward: bool,
}

impl SaidBalance {
    /// Whether it is what the year before left, with which a year begins.
    pub fn is_of_year(&self) -> bool {
        let begins = ["上年", "年初", "上年度", "去年"];
        self.is_brought_forward && begins.iter().any(|word| self.label.contains(word))
    }
}

/// A table of a sheet, its rows all read.
#[derive(Debug, Default)]
pub struct SheetTable {
    /// Its rows; of a wide sheet those of each month, which share the sheet's rows.
    pub months: Vec<TypedRows>,
    /// The columns of a wide sheet that add up its months.
    pub row_totals: Vec<RowTotalColumn>,
    /// Totals that stand in one cell with their amount.
    pub inline_totals: Vec<InlineTotal>,
}

/// A column of a wide sheet that adds up the months beside it (合计, 全年).
#[derive(Debug)]
pub struct RowTotalColumn {
    /// The header's cell, 0-based row and column.
    pub header: (u32, u32),
    /// The header's text.
    pub label: String,
    /// Whether a year's sum is meant (全年, 累计), which may be of months on other sheets, too.
    pub of_year: bool,
    /// Which of the months' columns of the declaration it adds up, where its header says so.
    pub target: Option<usize>,
    /// The columns of the declaration that the months are.
    pub targets: Vec<usize>,
    /// Its figure in each row, in fen; none where there is none that can be read.
    pub figures: Vec<Option<i64>>,
    /// Its cells as they are shown.
    pub shown: TextColumn,
}

/// A total in one cell with its amount: `合计：218.55元`.
#[derive(Debug)]
pub struct InlineTotal {
    /// 0-based row and column.
    pub cell: (u32, u32),
    /// What the cell holds.
    pub shown: String,
    /// What it calls itself, as labels are compared.
    pub label: String,
    /// The column of the declaration whose money it is in, where that is known.
    pub column: Option<usize>,
    /// What is said to be the total, as it stands there and in fen: once in digits and once in words
    /// where both are there; empty where it is none that is certainly money (`合计：6人`).
    pub amounts: Vec<(String, i64)>,
    /// How many rows of data stand above it, and how many of these above the total before it.
    pub position: usize,
    /// As `position`.
    pub since: usize,
}
