//! The side of each amount of an account that has one column of amounts and says no side: its subject tells
//! it, or the sign, or the balance beside it. What tells nothing is asked.

use super::watch::Rows;
use crate::finding::{Arg, Code, Finding};
use crate::rows::{ColumnData, TextColumn, TypedRows, TypedValue};
use crate::schema::{is_income, takes_back};

/// What incomes and expenses are called in the column of sides.
const SIDES: [&str; 2] = ["支出", "收入"];

/// An account's columns, by their positions in the declaration.
struct Account {
    kind: usize,
    amount: usize,
    subject: Option<usize>,
    summary: Option<usize>,
    balance: Option<usize>,
}

/// Fills in the sides that `rows` do not say, and answers what is to be said of it.
pub(super) fn tell_sides(rows: &mut TypedRows) -> Vec<Finding> {
    let Some(account) = Account::of(rows) else {
        return Vec::new();
    };
    let untold: Vec<usize> = (0..rows.rows.len())
        .filter(|row| account.amount(rows, *row).is_some_and(|fen| fen != 0))
        .filter(|row| rows.columns[account.kind].get(*row).is_none())
        .collect();
    if untold.is_empty() {
        return Vec::new();
    }
    let is_signed = account.is_signed(rows, &untold);
    let mut sides: Vec<Option<bool>> = vec![None; rows.rows.len()];
    let (mut told, mut asked) = (Rows::default(), Rows::default());
    for &row in &untold {
        sides[row] = account.side(rows, row, is_signed);
        let number = rows.rows.get(row).copied().unwrap_or(1);
        match sides[row] {
            Some(_) => told.add(number),
            None => asked.add(number),
        }
    }
    account.fill(rows, &sides, is_signed);
    let finding = |(code, said): (Code, &Rows)| {
        let column: &'static str = &rows.block.table.columns[account.amount].id;
        let finding = Finding::new(code, rows.block.place(Some(column), said.first()?));
        let finding = finding.arg("count", Arg::count(said.count()));
        Some(finding.arg("rows", said.spoken()))
    };
    let said = [(Code::T051, &asked), (Code::T052, &told)];
    said.into_iter().filter_map(finding).collect()
}

impl Account {
    /// The columns of `rows`, where they are an account with amounts in one column.
    fn of(rows: &TypedRows) -> Option<Account> {
        let table = rows.block.table;
        let (income, expense) = (
            table.column_index("income")?,
            table.column_index("expense")?,
        );
        let amount = table.column_index("amount")?;
        let one = rows.block.has(amount) && !rows.block.has(income) && !rows.block.has(expense);
        one.then_some(())?;
        let has = |id| {
            table
                .column_index(id)
                .filter(|index| rows.block.has(*index))
        };
        Some(Account {
            kind: table.column_index("kind")?,
            amount,
            subject: has("category"),
            summary: has("summary"),
            balance: has("balance"),
        })
    }

    fn amount(&self, rows: &TypedRows, row: usize) -> Option<i64> {
        rows.columns[self.amount].get(row)?.int()
    }

    /// The side that the row's subject says.
    fn of_subject(&self, rows: &TypedRows, row: usize) -> Option<bool> {
        is_income(rows.columns[self.subject?].get(row)?.text()?)
    }

    fn is_taken_back(&self, rows: &TypedRows, row: usize) -> bool {
        let summary = self
            .summary
            .and_then(|column| rows.columns[column].get(row)?.text());
        summary.is_some_and(takes_back)
    }

    /// Whether what goes out is written below zero: such amounts are there, and no expense above zero.
    fn is_signed(&self, rows: &TypedRows, untold: &[usize]) -> bool {
        let of = |below: bool| {
            let mut found = untold.iter().filter(|row| {
                let fen = self.amount(rows, **row).unwrap_or(0);
                let expense = self.of_subject(rows, **row);
                (fen < 0) == below && expense.map_or(below, |income| !income)
            });
            found.any(|row| !below || !self.is_taken_back(rows, *row))
        };
        of(true) && !of(false)
    }

    /// On which side the amount in the row at `row` stands; none where nothing tells.
    fn side(&self, rows: &TypedRows, row: usize, is_signed: bool) -> Option<bool> {
        let fen = self.amount(rows, row)?;
        match self.of_subject(rows, row) {
            Some(true) => return Some(true),
            // Taken back, or put on the other side: it is asked.
            Some(false) if fen < 0 && !is_signed => {
                return self.is_taken_back(rows, row).then_some(false);
            }
            Some(false) => return Some(false),
            None => {}
        }
        if is_signed {
            return Some(fen > 0);
        }
        self.of_balance(rows, row)
    }

    /// The side by which the balance follows from the one before it.
    fn of_balance(&self, rows: &TypedRows, row: usize) -> Option<bool> {
        let at = |row: usize| rows.columns[self.balance?].get(row)?.int();
        let (before, balance) = (at(row.checked_sub(1)?)?, at(row)?);
        let fen = self.amount(rows, row)?;
        let comes_in = before.checked_add(fen) == Some(balance);
        let goes_out = before.checked_sub(fen) == Some(balance);
        (comes_in != goes_out).then_some(comes_in)
    }

    /// Writes the sides into the column of sides; an expense that the sign told is an amount above zero.
    fn fill(&self, rows: &mut TypedRows, sides: &[Option<bool>], is_signed: bool) {
        let mut kinds = TextColumn::default();
        for (row, side) in sides.iter().enumerate() {
            let said = rows.columns[self.kind].get(row).and_then(TypedValue::text);
            kinds.push(side.map(|income| SIDES[usize::from(income)]).or(said));
        }
        rows.columns[self.kind] = ColumnData::Text(kinds);
        let ColumnData::Int(amounts) = &mut rows.columns[self.amount] else {
            return;
        };
        for (fen, side) in amounts.iter_mut().zip(sides) {
            if is_signed && *side == Some(false) {
                *fen = fen.map(|fen| fen.saturating_neg());
            }
        }
    }
}
