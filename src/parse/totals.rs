//! The rows of totals (合计, 小计, 总计) of a block: each figure in them against the sum of what it
//! totals. They are no data; a wrong one shows that a row is missing, doubled or mistyped.

use super::{Parsed, parse_decimal, parse_integer, parse_money};
use crate::finding::{Arg, Code, Finding};
use crate::read::Value;
use crate::rows::{TypedRows, TypedValue};
use crate::schema::{ColumnType, normalise_label};

/// One row of totals.
#[derive(Debug)]
struct TotalRow {
    /// The sheet's own number, from 1.
    number: u32,
    /// How many rows of data stand above it.
    position: usize,
    /// What it calls itself, as compared: 合计.
    label: String,
    /// Column of the declaration, the figure (fen, whole number or millionths), as it is shown.
    cells: Vec<(usize, i64, String)>,
}

impl TotalRow {
    /// Whether it is called the total of a part alone.
    fn of_part(&self) -> bool {
        let parts = ["小计", "本页", "本月", "本季"];
        parts.iter().any(|part| self.label.contains(part))
    }
}

/// The rows of totals of one block, and the cells that no sum can be held against.
#[derive(Debug, Default)]
pub(super) struct Totals {
    rows: Vec<TotalRow>,
    /// Column and row (both 0-based) of cells without a figure, though there is something to say.
    unreadable: Vec<(usize, usize)>,
    /// Column, row (0-based) above which it stands, and figure that was brought over from another page.
    carried: Vec<(usize, usize, i64)>,
    /// Column and row of amounts that were rounded to the fen.
    rounded: Vec<(usize, usize)>,
}

impl Totals {
    /// The cell of `column` in the data row at `row` has no figure that could be added up.
    pub(super) fn unreadable(&mut self, column: usize, row: usize) {
        self.unreadable.push((column, row));
    }

    /// Takes a row that brings figures over from the page before; totals below may hold them or not.
    pub(super) fn carried<'v, 'a: 'v>(
        &mut self,
        rows: &TypedRows,
        scale: impl Fn(usize) -> i64,
        cell: impl Fn(usize) -> Option<&'v Value<'a>>,
    ) {
        let figures = figures(rows, scale, cell).into_iter();
        let row = rows.rows.len();
        self.carried
            .extend(figures.map(|(column, figure, _)| (column, row, figure)));
    }

    /// The amount of `column` in the data row at `row` was rounded.
    pub(super) fn rounded(&mut self, column: usize, row: usize) {
        self.rounded.push((column, row));
    }

    /// The sum of `column` over the rows of `span`, and by how many fen amounts that were rounded may
    /// have moved it; none where a cell was not understood.
    pub(super) fn sum(
        &self,
        rows: &TypedRows,
        column: usize,
        span: (usize, usize),
    ) -> Option<(i64, u64)> {
        if touched(&self.unreadable, column, span) > 0 {
            return None;
        }
        let slack = touched(&self.rounded, column, span);
        Some((sum(rows, column, span)?, u64::try_from(slack).unwrap_or(0)))
    }

    /// Whether a cell of `column` was not understood.
    pub(super) fn any_unreadable(&self, column: usize) -> bool {
        // A required cell left empty is among them only where the column has to be there.
        self.unreadable.iter().any(|cell| cell.0 == column)
    }

    /// Adds the sheet's row `number` (1-based), which totals what stands above it in `rows`;
    /// `scale` is by how much the header of a column multiplies money.
    pub(super) fn add<'v, 'a: 'v>(
        &mut self,
        number: u32,
        label: &str,
        rows: &TypedRows,
        scale: impl Fn(usize) -> i64,
        cell: impl Fn(usize) -> Option<&'v Value<'a>>,
    ) {
        let cells = figures(rows, scale, cell);
        self.rows.push(TotalRow {
            number,
            position: rows.rows.len(),
            label: normalise_label(label),
            cells,
        });
    }

    /// C230 for each figure that is none of the sums that it may mean.
    pub(super) fn findings(&self, rows: &TypedRows) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (at, total) in self.rows.iter().enumerate() {
            for (column, figure, shown) in &total.cells {
                let Some(sum) = self.wrong(rows, at, *column, *figure) else {
                    continue;
                };
                let declared = &rows.block.table.columns[*column];
                let place = rows.block.place(Some(&declared.id), total.number);
                let sum = match declared.kind {
                    ColumnType::Money => Arg::Fen(sum),
                    ColumnType::Decimal => Arg::Text(super::decimal::show_millionths(sum)),
                    _ => Arg::Count(sum),
                };
                findings.push(
                    Finding::new(Code::C230, place)
                        .value(shown.clone())
                        .arg("cell_title", Arg::Words(declared.title))
                        .arg("sum", sum),
                );
            }
        }
        findings
    }

    /// The sum that the figure in `column` of the row of totals at `at` ought to be; none where it is
    /// right, or cannot be told.
    fn wrong(&self, rows: &TypedRows, at: usize, column: usize, figure: i64) -> Option<i64> {
        let total = &self.rows[at];
        if total.is_carried() {
            return None;
        }
        let carried: Vec<i64> = self
            .carried
            .iter()
            .filter(|(of, row, _)| *of == column && *row <= total.position)
            .map(|(.., figure)| *figure)
            .collect();
        let end = rows.rows.len();
        let next = self.rows.get(at + 1).map_or(end, |next| next.position);
        // A total on top goes with subtotals on top of their parts, or with some below them.
        let alike = |row: &&TotalRow| !row.is_carried() && row.of_part() == total.of_part();
        let first = self.rows.iter().find(alike);
        let on_top = first.is_some_and(|first| first.position == 0);
        let since = |earlier: &dyn Fn(&TotalRow) -> bool| {
            let before = self.rows[..at].iter().rev().find(|row| earlier(row));
            before.map_or(0, |row| row.position)
        };
        let last = since(&|row| row.position < total.position);
        let same = since(&|row| row.label == total.label && row.position < total.position);
        let spans = match on_top {
            true => vec![(total.position, end), (total.position, next), (0, end)],
            false => vec![
                (0, total.position),
                (last, total.position),
                (same, total.position),
            ],
        };
        let mut sums = Vec::with_capacity(spans.len());
        for span in spans {
            let (sum, slack) = self.sum(rows, column, span)?;
            let with_carried = carried
                .iter()
                .filter_map(|carried| sum.checked_add(*carried));
            let mut meant = std::iter::once(sum).chain(with_carried);
            if meant.any(|sum| figure.abs_diff(sum) <= slack) {
                return None;
            }
            sums.push(sum);
        }
        if total.is_running() {
            return self.wrong_running(rows, at, column, figure);
        }
        sums.get(usize::from(total.of_part())).copied()
    }

    /// What a running total (累计) that is no sum of rows above it ought to be. It may go back before
    /// this sheet, and then all running totals of the column are by the same amount more than the rows;
    /// so one is wrong only where another of them shows that the sheet begins at nothing, or where two
    /// others agree on what was brought forward.
    fn wrong_running(
        &self,
        rows: &TypedRows,
        at: usize,
        column: usize,
        figure: i64,
    ) -> Option<i64> {
        let position = self.rows[at].position;
        // Since the year changed, or another list began.
        let mut begins = self.rows[..at].iter().map(|row| row.position);
        let begun = begins.any(|begin| {
            let sum = self.sum(rows, column, (begin, position));
            sum.is_none_or(|(sum, slack)| figure.abs_diff(sum) <= slack)
        });
        if begun {
            return None;
        }
        let mut brought: Vec<i64> = Vec::new();
        // What is due and what was paid begin together: where one begins at nothing, so does the other.
        let together = rows.block.table.wide.is_some();
        for (other, figure, _) in self.rows[at].cells.iter().filter(|_| together) {
            let (sum, slack) = self.sum(rows, *other, (0, position))?;
            if *other != column && sum != 0 && figure.abs_diff(sum) <= slack {
                brought.push(0);
            }
        }
        let others = self.rows.iter().enumerate();
        for (_, other) in others.filter(|(i, row)| *i != at && row.is_running()) {
            let Some((_, figure, _)) = other.cells.iter().find(|cell| cell.0 == column) else {
                continue;
            };
            let (sum, slack) = self.sum(rows, column, (0, other.position))?;
            let before = figure.checked_sub(sum)?;
            brought.push(if before.unsigned_abs() <= slack {
                0
            } else {
                before
            });
        }
        let twice = |before: &&i64| brought.iter().filter(|other| other == before).count() > 1;
        let nothing = brought.iter().find(|before| **before == 0);
        let before = *nothing.or_else(|| brought.iter().find(twice))?;
        let (sum, slack) = self.sum(rows, column, (0, position))?;
        let sum = sum.checked_add(before)?;
        (figure.abs_diff(sum) > slack).then_some(sum)
    }
}

impl TotalRow {
    /// Whether it carries over what another page or sheet says: 承前页, 过次页.
    fn is_carried(&self) -> bool {
        self.label.contains('页') && !self.label.contains("本页")
    }

    /// Whether it goes back before the last row of totals, and perhaps before the sheet: 累计.
    fn is_running(&self) -> bool {
        self.label.contains("累计")
    }
}

/// How many of `cells` (column and row) are of `column` and in the rows of `span`.
fn touched(cells: &[(usize, usize)], column: usize, (from, to): (usize, usize)) -> usize {
    let inside = |cell: &&(usize, usize)| cell.0 == column && (from..to).contains(&cell.1);
    cells.iter().filter(inside).count()
}

/// The figures in the summed columns of a row of totals: the column of the declaration, the figure (fen,
/// whole number or millionths), as it is shown.
fn figures<'v, 'a: 'v>(
    rows: &TypedRows,
    scale: impl Fn(usize) -> i64,
    cell: impl Fn(usize) -> Option<&'v Value<'a>>,
) -> Vec<(usize, i64, String)> {
    let columns = rows.block.table.columns.iter().enumerate();
    let figure = |(index, column): (usize, &crate::schema::Column)| {
        let value = cell(index).filter(|_| column.summed)?;
        let parsed = match column.kind {
            ColumnType::Money => parse_money(value, scale(index)),
            ColumnType::Integer => parse_integer(value),
            ColumnType::Decimal => parse_decimal(value),
            _ => return None,
        };
        match (parsed, value) {
            (_, Value::Error(_) | Value::Uncalculated) => None,
            (Parsed::Value(figure) | Parsed::Doubtful(figure, _), _) => {
                Some((index, figure, value.shown()))
            }
            _ => None,
        }
    };
    columns.filter_map(figure).collect()
}

/// The sum of `column` over the rows from `from` up to `to`; none when it does not fit.
fn sum(rows: &TypedRows, column: usize, (from, to): (usize, usize)) -> Option<i64> {
    (from..to).try_fold(0_i64, |sum, row| match rows.columns[column].get(row) {
        Some(TypedValue::Int(figure)) => sum.checked_add(figure),
        _ => Some(sum),
    })
}
