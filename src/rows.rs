//! Vocabulary: what `recognise` finds in a sheet (a [`Block`]) and what `parse` makes of it
//! ([`TypedRows`]): the typed values of a table, column by column, each row with its own number in
//! the sheet. Nothing is read or judged here.

mod totals;

pub use totals::{InlineTotal, RowTotalColumn, SaidBalance, SheetTable, TotalRow, Totals};

use crate::finding::{Place, column_letters};
use crate::schema::{Column, ColumnType, StateGroup, Table};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A table where it stands in a sheet.
#[derive(Debug, Clone)]
pub struct Block {
    /// Which table.
    pub table: &'static Table,
    /// The input's position (0-based) in the sorted list of inputs.
    pub input: u32,
    /// The sheet's name.
    pub sheet: String,
    /// The sheet's position (0-based) in its workbook.
    pub sheet_index: u32,
    /// What the sheet calls itself: its name and the lines above the header, for rules that ask
    /// whether it says 会员 or 教职工.
    pub titles: Vec<String>,
    /// The header's first cell, 0-based row and column.
    pub header: (u32, u32),
    /// Where the columns are.
    pub layout: Layout,
    /// The month column (its position in the declaration), where the sheet has none and its name or
    /// title says the month of every row.
    pub month_in_title: Option<usize>,
    /// Columns (by their positions in the declaration) that the sheet lacks and headings among the rows say.
    pub in_headings: BTreeSet<usize>,
    /// By how much the unit that holds for a column multiplies its money, by position in the
    /// declaration; 1 where nothing is said.
    pub scales: BTreeMap<usize, i64>,
    /// Headers that stand for no column, as written.
    pub unknown: Vec<String>,
    /// What stands under them, as a number for each of the sheet's rows (1-based), in a table in which rows may
    /// be alike in all else.
    pub unread: BTreeMap<u32, u64>,
    /// The sheet's columns (0-based) that say whether what a row tells of came about, and of which kind.
    pub states: Vec<(u32, StateGroup)>,
    /// Whether its title says that it lists retired people.
    pub of_retired: bool,
    /// The sheet's column (0-based) that says whose each row is, where one sheet holds several units.
    pub unit_column: Option<u32>,
    /// Whether that column's header (单位) may mean something else than a school.
    pub unit_is_vague: bool,
    /// The unit that the sheet's own `填报单位：` line names.
    pub unit_line: Option<String>,
    /// Whether it has a column a month.
    pub is_wide: bool,
    /// Whether a bare number in a date's column counts days from 1904 and not from 1900.
    pub date1904: bool,
    /// Whose the rows are, where that is not the whole file's unit: the name by which it is known.
    pub unit: Option<String>,
}

/// Where a block's columns are.
#[derive(Debug, Clone)]
pub enum Layout {
    /// A header row with rows under it: from the column's position in the declaration to its
    /// column in the sheet, both 0-based.
    Rows(BTreeMap<usize, u32>),
    /// A form, label left and value right: from the column's position in the declaration to the
    /// value's cell (row, column), all 0-based.
    Form(BTreeMap<usize, (u32, u32)>),
}

impl Block {
    /// The table `table` in the first sheet of the first input, called `sheet`, its header in the first
    /// row; what else may be known of a block is not.
    pub fn new(table: &'static Table, sheet: String, layout: Layout) -> Block {
        Block {
            table,
            input: 0,
            titles: vec![sheet.clone()],
            sheet,
            sheet_index: 0,
            header: (0, 0),
            layout,
            month_in_title: None,
            in_headings: BTreeSet::new(),
            scales: BTreeMap::new(),
            unknown: Vec::new(),
            unread: BTreeMap::new(),
            states: Vec::new(),
            of_retired: false,
            is_wide: false,
            unit_column: None,
            unit_is_vague: false,
            unit_line: None,
            date1904: false,
            unit: None,
        }
    }

    /// Whether the sheet has the column at `index` of the declaration, or says it in its title or in headings.
    pub fn has(&self, index: usize) -> bool {
        if self.month_in_title == Some(index) || self.in_headings.contains(&index) {
            return true;
        }
        match &self.layout {
            Layout::Rows(columns) => columns.contains_key(&index),
            Layout::Form(cells) => cells.contains_key(&index),
        }
    }

    /// By how much the column at `index` of the declaration multiplies its money; below zero, how many of its
    /// unit a yuan is.
    pub fn scale(&self, index: usize) -> i64 {
        self.scales.get(&index).copied().unwrap_or(1)
    }

    /// The columns of money that rows of totals add up and the sheet has, by their positions in the
    /// declaration.
    pub fn summed_money(&self) -> impl Iterator<Item = usize> {
        let columns = self.table.columns.iter().enumerate();
        let money = columns.filter(|(_, c)| c.summed && c.kind == ColumnType::Money);
        money
            .map(|(index, _)| index)
            .filter(|index| self.has(*index))
    }

    /// The units of money by which its columns were read, each as so many yuan.
    pub fn money_scales(&self) -> impl Iterator<Item = i64> {
        let of_money = |index: &usize| self.table.columns[*index].kind == ColumnType::Money;
        let scales = self.scales.iter();
        scales
            .filter(move |(index, _)| of_money(index))
            .map(|(_, scale)| *scale)
    }

    /// Whether the sheet has the column `id`.
    pub fn has_column(&self, id: &str) -> bool {
        self.table.column_index(id).is_some_and(|i| self.has(i))
    }

    /// The cell (0-based row and column) of the column at `index` in the sheet's row `row` (1-based).
    /// A column that the sheet does not have answers none.
    pub fn cell(&self, index: usize, row: u32) -> Option<(u32, u32)> {
        match &self.layout {
            Layout::Rows(columns) => columns
                .get(&index)
                .map(|&column| (row.saturating_sub(1), column)),
            Layout::Form(cells) => cells.get(&index).copied(),
        }
    }

    /// The letters of each column in the sheet, by column id.
    pub fn columns_by_letter(&self) -> Vec<(&'static str, String)> {
        columns_by_letter(self.table, &self.layout)
    }

    /// The place of a finding about the column `column` in the sheet's row `row` (1-based). Where
    /// the sheet lacks the column, the row's first column is pointed at, so that a person finds
    /// the row.
    pub fn place(&self, column: Option<&'static str>, row: u32) -> Place {
        let index = column.and_then(|id| self.table.column_index(id));
        let first = || match &self.layout {
            Layout::Rows(columns) => columns.values().min().map(|&c| (row.saturating_sub(1), c)),
            Layout::Form(cells) => cells.values().min().copied(),
        };
        Place {
            input: Some(self.input),
            sheet_index: self.sheet_index,
            cell: index.and_then(|i| self.cell(i, row)).or_else(first),
            sheet: Some(self.sheet.clone()),
            unit: self.unit.clone(),
            table: Some(self.table.id.as_str()),
            column,
        }
    }

    /// The place of a finding about a cell (0-based row and column) that is of no column or of several.
    pub fn place_at(&self, cell: (u32, u32)) -> Place {
        Place {
            cell: Some(cell),
            ..self.place(None, cell.0 + 1)
        }
    }
}

/// The letters in the sheet of each column of `table` that `layout` has, by column id.
pub fn columns_by_letter(table: &'static Table, layout: &Layout) -> Vec<(&'static str, String)> {
    let letter =
        |index: &usize, column: u32| (table.columns[*index].id.as_str(), column_letters(column));
    match layout {
        Layout::Rows(columns) => columns.iter().map(|(i, c)| letter(i, *c)).collect(),
        Layout::Form(cells) => cells.iter().map(|(i, (_, c))| letter(i, *c)).collect(),
    }
}

/// The rows of one block, typed, column by column.
#[derive(Debug, Clone)]
pub struct TypedRows {
    /// Where they come from.
    pub block: Block,
    /// The sheet's own number (1-based) of each row.
    pub rows: Vec<u32>,
    /// The values, one column for each of the table's columns, each as long as `rows`.
    pub columns: Vec<ColumnData>,
    /// Whose each row is, as written, where the sheet has a column that says so; else empty.
    pub of_unit: TextColumn,
    /// The headings among the rows, each with how many rows stand above it: it may be whose those below are.
    pub headings: Vec<(usize, String)>,
    /// What totals among the rows name beside the word for a total (育英小学 of 育英小学 小计), each with how many
    /// rows stand above it: it may be whose those are.
    pub sums_of: Vec<(usize, String)>,
    /// Column of the declaration and row (both 0-based) of cells without a value, though there is something
    /// to say of them: of what they hold, or that they have to hold something.
    pub not_understood: Vec<(usize, usize)>,
    /// What the sheet says that the rows add up to, until it has been held against them.
    pub totals: Totals,
}

impl TypedRows {
    /// The rows at `indices` (0-based, in order), under a block that says that they are the unit
    /// `unit`'s; none for the file's own.
    pub fn of_one_unit(&self, indices: &[usize], unit: Option<String>) -> TypedRows {
        let mut part = TypedRows::new(Block {
            unit,
            ..self.block.clone()
        });
        for &index in indices {
            part.rows.push(self.rows[index]);
            for (into, from) in part.columns.iter_mut().zip(&self.columns) {
                into.push(from.get(index));
            }
        }
        let kept = |&(column, row)| Some((column, indices.binary_search(&row).ok()?));
        part.not_understood = self.not_understood.iter().filter_map(kept).collect();
        part
    }

    /// No rows yet, under `block`.
    pub fn new(block: Block) -> TypedRows {
        let columns = block
            .table
            .columns
            .iter()
            .map(ColumnData::for_column)
            .collect();
        TypedRows {
            block,
            rows: Vec::new(),
            columns,
            of_unit: TextColumn::default(),
            headings: Vec::new(),
            sums_of: Vec::new(),
            not_understood: Vec::new(),
            totals: Totals::default(),
        }
    }

    /// Puts texts into columns of text, each with its column (by position in the declaration) and the sheet's
    /// row (1-based).
    pub fn put(&mut self, texts: &[(usize, u32, String)]) {
        for (index, column) in self.columns.iter_mut().enumerate() {
            let mut of_row: BTreeMap<usize, &str> = BTreeMap::new();
            for (_, row, text) in texts.iter().filter(|(at, ..)| *at == index) {
                of_row.extend(
                    self.rows
                        .binary_search(row)
                        .ok()
                        .map(|row| (row, text.as_str())),
                );
            }
            if let (ColumnData::Text(column), false) = (column, of_row.is_empty()) {
                let mut changed = TextColumn::default();
                for (row, text) in column.iter().enumerate() {
                    changed.push(of_row.get(&row).copied().or(text));
                }
                *column = changed;
            }
        }
    }

    /// The values of the column `id`.
    pub fn column(&self, id: &str) -> Option<&ColumnData> {
        self.block
            .table
            .column_index(id)
            .map(|index| &self.columns[index])
    }
}

/// The values of one column. An empty or not understood cell is `None`.
#[derive(Debug, Clone)]
pub enum ColumnData {
    /// Text, name, number of a document, category.
    Text(TextColumn),
    /// Money in fen, decimals in millionths, integers.
    Int(Vec<Option<i64>>),
    /// Dates, and months by their first day.
    Date(Vec<Option<Date>>),
    /// Yes and no.
    Bool(Vec<Option<bool>>),
}

/// One typed value, as it goes into a column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypedValue<'a> {
    /// Text, name, number of a document, category.
    Text(&'a str),
    /// Money in fen, decimals in millionths, integers.
    Int(i64),
    /// A date, or a month by its first day.
    Date(Date),
    /// Yes or no.
    Bool(bool),
}

impl<'a> TypedValue<'a> {
    /// The text that it is, if it is one.
    pub fn text(self) -> Option<&'a str> {
        match self {
            TypedValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number that it is: fen, millionths or a count.
    pub fn int(self) -> Option<i64> {
        match self {
            TypedValue::Int(int) => Some(int),
            _ => None,
        }
    }

    /// The date that it is, a month's first day.
    pub fn date(self) -> Option<Date> {
        match self {
            TypedValue::Date(date) => Some(date),
            _ => None,
        }
    }

    /// The yes or no that it is.
    pub fn bool(self) -> Option<bool> {
        match self {
            TypedValue::Bool(bool) => Some(bool),
            _ => None,
        }
    }
}

impl ColumnData {
    /// An empty column of the type that `column` declares.
    pub fn for_column(column: &Column) -> ColumnData {
        match column.kind {
            ColumnType::Text
            | ColumnType::Name
            | ColumnType::NationalId
            | ColumnType::CreditCode
            | ColumnType::Phone
            | ColumnType::Category => ColumnData::Text(TextColumn::default()),
            ColumnType::Date | ColumnType::Month => ColumnData::Date(Vec::new()),
            ColumnType::Money | ColumnType::Integer | ColumnType::Decimal => {
                ColumnData::Int(Vec::new())
            }
            ColumnType::Boolean => ColumnData::Bool(Vec::new()),
        }
    }

    /// Adds a value, or an empty cell where it is `None` or of another type than the column's.
    pub fn push(&mut self, value: Option<TypedValue<'_>>) {
        match (self, value) {
            (ColumnData::Text(column), Some(TypedValue::Text(text))) => column.push(Some(text)),
            (ColumnData::Text(column), _) => column.push(None),
            (ColumnData::Int(column), Some(TypedValue::Int(int))) => column.push(Some(int)),
            (ColumnData::Int(column), _) => column.push(None),
            (ColumnData::Date(column), Some(TypedValue::Date(date))) => column.push(Some(date)),
            (ColumnData::Date(column), _) => column.push(None),
            (ColumnData::Bool(column), Some(TypedValue::Bool(bool))) => column.push(Some(bool)),
            (ColumnData::Bool(column), _) => column.push(None),
        }
    }

    /// The value at `index` (0-based), or none where the cell is empty.
    pub fn get(&self, index: usize) -> Option<TypedValue<'_>> {
        match self {
            ColumnData::Text(column) => column.get(index).map(TypedValue::Text),
            ColumnData::Int(column) => column.get(index).copied().flatten().map(TypedValue::Int),
            ColumnData::Date(column) => column.get(index).copied().flatten().map(TypedValue::Date),
            ColumnData::Bool(column) => column.get(index).copied().flatten().map(TypedValue::Bool),
        }
    }

    /// How many cells, empty ones included.
    pub fn len(&self) -> usize {
        match self {
            ColumnData::Text(column) => column.len(),
            ColumnData::Int(column) => column.len(),
            ColumnData::Date(column) => column.len(),
            ColumnData::Bool(column) => column.len(),
        }
    }

    /// Whether there is no cell at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds the value at `index` (0-based) once more.
    pub fn push_again(&mut self, index: usize) {
        match self {
            ColumnData::Text(column) => {
                let text = column.get(index).map(str::to_string);
                column.push(text.as_deref());
            }
            ColumnData::Int(column) => column.push(column.get(index).copied().flatten()),
            ColumnData::Date(column) => column.push(column.get(index).copied().flatten()),
            ColumnData::Bool(column) => column.push(column.get(index).copied().flatten()),
        }
    }
}

/// A column of texts in one piece of memory: a million names are two allocations, not a million.
#[derive(Debug, Clone, Default)]
pub struct TextColumn {
    bytes: String,
    /// Where each text ends in `bytes`, and whether there is one.
    ends: Vec<(usize, bool)>,
}

impl TextColumn {
    /// Adds a text, or an empty cell.
    pub fn push(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.bytes.push_str(text);
        }
        self.ends.push((self.bytes.len(), text.is_some()));
    }

    /// The text at `index` (0-based), or none where the cell is empty.
    pub fn get(&self, index: usize) -> Option<&str> {
        let &(end, there) = self.ends.get(index)?;
        let start = match index {
            0 => 0,
            _ => self.ends[index - 1].0,
        };
        there.then(|| &self.bytes[start..end])
    }

    /// How many cells, empty ones included.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no cell at all.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cells in order.
    pub fn iter(&self) -> impl Iterator<Item = Option<&str>> {
        (0..self.len()).map(|index| self.get(index))
    }
}
