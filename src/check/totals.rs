//! C230: what a sheet says that its rows add up to, against the rows: rows of totals, the sums at the end
//! of a wide sheet's rows, totals in one cell with their amount. They are no data; a wrong one shows that a
//! row is missing, doubled or mistyped.

use crate::finding::{Arg, Code, Finding, Place};
use crate::findings::Findings;
use crate::rows::{
    InlineTotal, RowTotalColumn, SaidBalance, SheetTable, TotalRow, TypedRows, TypedValue,
};
use crate::schema::{Column, ColumnType};
use std::collections::HashSet;

/// Says of each total of `table` that is none of the sums that it may mean.
pub fn totals(table: &SheetTable, findings: &mut Findings) {
    for column in &table.row_totals {
        of_row_totals(column, &table.row_totals, &table.months, findings);
    }
    for total in &table.inline_totals {
        let wrong = |amount: &(String, i64)| wrong_inline(total, amount, &table.months);
        // A running total may go back before this sheet.
        if !total.label.contains("累计") {
            findings.extend(total.amounts.iter().filter_map(wrong));
        }
    }
    // What the months of a wide sheet share is said once.
    let mut said = HashSet::new();
    for rows in &table.months {
        let fresh = |finding: &Finding| said.insert(finding.place.cell);
        findings.extend(of_rows(rows).into_iter().filter(fresh));
    }
}

/// The rows of totals of one block.
fn of_rows(rows: &TypedRows) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, total) in rows.totals.rows.iter().enumerate() {
        for (column, figure, shown) in &total.cells {
            let Some(sum) = wrong(rows, at, *column, *figure) else {
                continue;
            };
            let declared = &rows.block.table.columns[*column];
            let place = rows.block.place(Some(&declared.id), total.number);
            let sum = match declared.kind {
                ColumnType::Money => Arg::Fen(sum),
                ColumnType::Decimal => Arg::Decimal(sum),
                _ => Arg::Count(sum),
            };
            findings.push(differs(place, shown.clone(), declared, sum));
        }
    }
    findings
}

/// C230 at `place`, which shows `shown` where the cells of `column` add up to `sum`.
fn differs(place: Place, shown: impl Into<String>, column: &Column, sum: Arg) -> Finding {
    Finding::new(Code::C230, place)
        .value(shown)
        .arg("cell_title", Arg::Words(column.title))
        .arg("sum", sum)
}

/// The sum that the figure in `column` of the row of totals at `at` ought to be; none where it is
/// right, or cannot be told.
fn wrong(rows: &TypedRows, at: usize, column: usize, figure: i64) -> Option<i64> {
    let total = &rows.totals.rows[at];
    if total.is_brought_forward() {
        return None;
    }
    let carried: Vec<i64> = rows
        .totals
        .brought_forward
        .iter()
        .filter(|(of, row, _)| *of == column && *row <= total.position)
        .map(|(.., figure)| *figure)
        .collect();
    let end = rows.rows.len();
    let next = rows
        .totals
        .rows
        .get(at + 1)
        .map_or(end, |next| next.position);
    // A total on top goes with subtotals on top of their parts, or with some below them.
    let alike = |row: &&TotalRow| !row.is_brought_forward() && row.of_part() == total.of_part();
    let first = rows.totals.rows.iter().find(alike);
    let on_top = first.is_some_and(|first| first.position == 0);
    let since = |earlier: &dyn Fn(&TotalRow) -> bool| {
        let before = rows.totals.rows[..at].iter().rev().find(|row| earlier(row));
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
        let (sum, slack) = sum(rows, column, span)?;
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
        return wrong_running(rows, at, column, figure);
    }
    sums.get(usize::from(total.of_part())).copied()
}

/// What a running total (累计) that is no sum of rows above it ought to be. It may go back before
/// this sheet, and then all running totals of the column are by the same amount more than the rows;
/// so one is wrong only where another of them shows that the sheet begins at nothing, or where two
/// others agree on what was brought forward.
fn wrong_running(rows: &TypedRows, at: usize, column: usize, figure: i64) -> Option<i64> {
    let position = rows.totals.rows[at].position;
    // Since the year changed, or another list began.
    let mut begins = rows.totals.rows[..at].iter().map(|row| row.position);
    let begun = begins.any(|begin| {
        let sum = sum(rows, column, (begin, position));
        sum.is_none_or(|(sum, slack)| figure.abs_diff(sum) <= slack)
    });
    if begun {
        return None;
    }
    let mut brought: Vec<i64> = Vec::new();
    // What is due and what was paid, income and expense begin together: where one begins at nothing, so does
    // the other.

    let together = rows.block.table.amounts.len() > 1;
    for (other, figure, _) in rows.totals.rows[at].cells.iter().filter(|_| together) {
        let (sum, slack) = sum(rows, *other, (0, position))?;
        if *other != column && sum != 0 && figure.abs_diff(sum) <= slack {
            brought.push(0);
        }
    }
    // What the year before left stands where the year begins.
    let of_year = rows.totals.rows[at].label.contains("本年");
    let begins = |balance: &SaidBalance| balance.position == 0 && balance.is_of_year();
    if of_year && rows.totals.balances.iter().any(begins) {
        brought.push(0);
    }
    let others = rows.totals.rows.iter().enumerate();
    for (_, other) in others.filter(|(i, row)| *i != at && row.is_running()) {
        let Some((_, figure, _)) = other.cells.iter().find(|cell| cell.0 == column) else {
            continue;
        };
        let (sum, slack) = sum(rows, column, (0, other.position))?;
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
    let (sum, slack) = sum(rows, column, (0, position))?;
    let sum = sum.checked_add(before)?;
    (figure.abs_diff(sum) > slack).then_some(sum)
}

impl TotalRow {
    /// Whether it is called the total of a part alone.
    fn of_part(&self) -> bool {
        let parts = ["小计", "本页", "本月", "本季"];
        parts.iter().any(|part| self.label.contains(part))
    }

    /// Whether it brings forward what another page or sheet says: 承前页, 过次页.
    fn is_brought_forward(&self) -> bool {
        self.label.contains('页') && !self.label.contains("本页")
    }

    /// Whether it goes back before the last row of totals, and perhaps before the sheet: 累计.
    fn is_running(&self) -> bool {
        self.label.contains("累计")
    }
}

/// The sum of `column` over the rows of `span`, in fen, wholes or millionths, and by how many fen amounts
/// that were rounded may have moved it; none where a cell was not understood, or where it does not fit.
fn sum(rows: &TypedRows, column: usize, (from, to): (usize, usize)) -> Option<(i64, u64)> {
    let span = (from, to);
    if touched(&rows.not_understood, column, span) > 0 {
        return None;
    }
    let mut figures = (from..to).map(|row| match rows.columns[column].get(row) {
        Some(TypedValue::Int(figure)) => figure,
        _ => 0,
    });
    let sum = figures.try_fold(0_i64, i64::checked_add)?;
    let slack = touched(&rows.totals.rounded, column, span);
    Some((sum, u64::try_from(slack).unwrap_or(0)))
}

/// How many of `cells` (column and row) are of `column` and in the rows of `span`.
fn touched(cells: &[(usize, usize)], column: usize, (from, to): (usize, usize)) -> usize {
    let inside = |cell: &&(usize, usize)| cell.0 == column && (from..to).contains(&cell.1);
    cells.iter().filter(inside).count()
}

/// The sums at the end of a wide sheet's rows. A year's sum (全年, 累计) that is hardly ever that of the
/// months beside it is of months on other sheets, too: it is not judged, and T003 says so.
fn of_row_totals(
    column: &RowTotalColumn,
    all: &[RowTotalColumn],
    months: &[TypedRows],
    findings: &mut Findings,
) {
    let Some(block) = months.first().map(|rows| &rows.block) else {
        return;
    };
    // 应缴合计 beside what was paid adds up what the months do not hold.
    let of_others = column
        .target
        .is_some_and(|target| !column.targets.contains(&target));
    let rows = || (0..column.figures.len()).filter(|row| column.figures[*row].is_some());
    let is_wrong = |row: &usize| wrong_across(column, all, months, *row).is_some();
    let wrong = if of_others {
        0
    } else {
        rows().filter(is_wrong).count()
    };
    if of_others || column.of_year && wrong > rows().count() - wrong {
        let finding =
            Finding::new(Code::T003, block.place_at(column.header)).value(column.label.clone());
        findings.push(finding.arg("label", Arg::Header(column.label.clone())));
        return;
    }
    findings.extend(rows().filter_map(|row| wrong_across(column, all, months, row)));
}

/// C230 where the sum in the row at `row` is that of no months it may mean.
fn wrong_across(
    column: &RowTotalColumn,
    all: &[RowTotalColumn],
    months: &[TypedRows],
    row: usize,
) -> Option<Finding> {
    let figure = (*column.figures.get(row)?)?;
    let at = column.header.1;
    // 小计 adds up the months since the last one, 合计 all of them.
    let before = all.iter().map(|other| other.header.1);
    let since = before.filter(|other| *other < at).max().unwrap_or(0);
    let sum_of = |target: usize, of: &dyn Fn(u32) -> bool| {
        let figures = months.iter().map(|rows| {
            let place = rows.block.cell(target, 1).map(|(_, place)| place);
            match rows.columns[target].get(row) {
                Some(TypedValue::Int(fen)) if place.is_some_and(of) => fen,
                _ => 0,
            }
        });
        figures.fold(0_i64, i64::saturating_add)
    };
    // 合计 alone may be of what is due or of what was paid.
    let targets = match &column.target {
        Some(target) => std::slice::from_ref(target),
        None => &column.targets,
    };
    let unknown = |rows: &TypedRows, target| touched(&rows.not_understood, target, (row, row + 1));
    if months
        .iter()
        .any(|rows| targets.iter().any(|target| unknown(rows, *target) > 0))
    {
        return None;
    }
    let right = |target: &usize| {
        sum_of(*target, &|_| true) == figure
            || sum_of(*target, &|place| place < at) == figure
            || sum_of(*target, &|place| since < place && place < at) == figure
    };
    let &target = targets.last().filter(|_| !targets.iter().any(right))?;
    let first = months.first()?;
    let cell = (first.rows.get(row)?.saturating_sub(1), at);
    let (place, shown) = (first.block.place_at(cell), column.shown.get(row));
    let sum = Arg::Fen(sum_of(target, &|_| true));
    let declared = &first.block.table.columns[target];
    Some(differs(place, shown.unwrap_or_default(), declared, sum))
}

/// C230 where `amount` is the sum of no column. Which column such a total is of it does not say.
fn wrong_inline(
    total: &InlineTotal,
    (amount, figure): &(String, i64),
    months: &[TypedRows],
) -> Option<Finding> {
    let block = &months.first()?.block;
    let titled = total.column?;
    let spans = [(0, total.position), (total.since, total.position)];
    for column in block.summed_money() {
        for span in spans {
            let (sum, slack) = sum_of_months(months, column, span)?;
            if figure.abs_diff(sum) <= slack {
                return None;
            }
        }
    }
    let of_part = total.label != "合计" && total.label.contains(['小', '本']);
    let (sum, _) = sum_of_months(months, titled, spans[usize::from(of_part)])?;
    let (place, declared) = (block.place_at(total.cell), &block.table.columns[titled]);
    let differs = differs(place, total.shown.clone(), declared, Arg::Fen(sum));
    Some(differs.arg("value", Arg::Text(amount.clone())))
}

/// The sum of a column over all months; one that they share counts once.
fn sum_of_months(months: &[TypedRows], column: usize, span: (usize, usize)) -> Option<(i64, u64)> {
    let mut places = Vec::new();
    let own = months.iter().filter(|rows| {
        let place = rows.block.cell(column, 1);
        let fresh = place.is_some() && !places.contains(&place);
        places.push(place);
        fresh
    });
    own.map(|rows| sum(rows, column, span))
        .try_fold((0_i64, 0_u64), |(sum, slack), of_month| {
            let (fen, more) = of_month?;
            Some((sum.checked_add(fen)?, slack + more))
        })
}
