//! L104 on what stands beside an account's rows: the balance that is brought forward to its first row, and
//! those that its rows of totals say. Those of the rows among themselves are the ledger's (`ledger.rs`).

use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::rows::{SaidBalance, SheetTable, TypedRows};
use crate::schema::ColumnType;
use crate::words::Lang;

/// Says of each balance of `table` beside its rows that does not follow from those above it.
pub fn balances(table: &SheetTable, findings: &mut Findings) {
    for rows in &table.months {
        if let Some(account) = Account::of(rows).filter(Account::runs) {
            account.walk(findings);
        }
    }
}

/// The rows of an account with a balance, and balances beside them.
struct Account<'r> {
    rows: &'r TypedRows,
    balance: usize,
}

/// A balance, and what was added since.
#[derive(Clone, Copy)]
struct Known {
    before: i64,
    change: i64,
    /// Whether it was brought forward and no row has one yet.
    is_opening: bool,
}

impl<'r> Account<'r> {
    fn of(rows: &'r TypedRows) -> Option<Account<'r>> {
        let balance = rows.block.table.column_index("balance")?;
        let kind = rows.block.table.columns[balance].kind;
        let there = rows.block.has(balance) && kind == ColumnType::Money;
        (there && !rows.totals.balances.is_empty()).then_some(Account { rows, balance })
    }

    fn int(&self, id: &str, row: usize) -> Option<i64> {
        self.rows.column(id)?.get(row)?.int()
    }

    /// What a row adds to the balance; none where it does not say.
    fn change(&self, row: usize) -> Option<i64> {
        if self.rows.not_understood.iter().any(|(_, odd)| *odd == row) {
            return None;
        }
        let (income, expense) = (self.int("income", row), self.int("expense", row));
        if income.is_some() || expense.is_some() {
            return income.unwrap_or(0).checked_sub(expense.unwrap_or(0));
        }
        let amount = self.int("amount", row)?;
        match self.rows.column("kind")?.get(row)?.text()? {
            "收入" => Some(amount),
            "支出" => amount.checked_neg(),
            _ => None,
        }
    }

    /// Whether the balances of the rows follow each other from the top, as those of one account do.
    fn runs(&self) -> bool {
        let (mut steps, mut follow) = (0_usize, 0_usize);
        let mut known: Option<i64> = None;
        for row in 0..self.rows.rows.len() {
            let balance = self.int("balance", row);
            let expected = known
                .zip(self.change(row))
                .map(|(known, more)| known.saturating_add(more));
            if let (Some(expected), Some(balance)) = (expected, balance) {
                steps += 1;
                follow += usize::from(expected == balance);
            }
            known = balance.or(expected);
        }
        follow * 2 >= steps
    }

    fn walk(&self, findings: &mut Findings) {
        let mut said = self.rows.totals.balances.iter().peekable();
        let mut known: Option<Known> = None;
        for row in 0..=self.rows.rows.len() {
            while let Some(beside) = said.next_if(|beside| beside.position <= row) {
                known = self.beside(beside, known, findings);
            }
            if row == self.rows.rows.len() {
                break;
            }
            let change = self.change(row);
            let now = known.zip(change).map(|(known, more)| Known {
                change: known.change.saturating_add(more),
                ..known
            });
            let balance = self.int("balance", row);
            if let (Some(now), Some(balance)) = (now.filter(|now| now.is_opening), balance) {
                // On a bank's statement the sides are turned, which L105 says.
                let turned = now.before.saturating_sub(now.change) == balance;
                if now.sum() != balance && !turned {
                    let number = self.rows.rows.get(row).copied().unwrap_or(1);
                    findings.push(self.broken(number, now));
                }
            }
            known = match balance {
                Some(before) => Some(Known {
                    before,
                    change: 0,
                    is_opening: false,
                }),
                None => now,
            };
        }
    }

    /// A balance beside the rows, held against what is `known` there; answers what is known below it.
    fn beside(
        &self,
        beside: &SaidBalance,
        known: Option<Known>,
        findings: &mut Findings,
    ) -> Option<Known> {
        match known {
            Some(known) => {
                if known.sum() != beside.fen {
                    let finding = self.broken(beside.number, known);
                    findings.push(finding.value(beside.shown.clone()));
                }
                Some(known)
            }
            None => beside.is_brought_forward.then_some(Known {
                before: beside.fen,
                change: 0,
                is_opening: true,
            }),
        }
    }

    /// L104 in the sheet's row `number`.
    fn broken(&self, number: u32, known: Known) -> Finding {
        let column: &'static str = &self.rows.block.table.columns[self.balance].id;
        let finding = Finding::new(Code::L104, self.rows.block.place(Some(column), number))
            .arg("before", Arg::Fen(known.before))
            .arg("change", Arg::Fen(known.change))
            .arg("sum", Arg::Fen(known.sum()));
        let row = self.rows.rows.iter().position(|row| *row == number);
        let written = row.and_then(|row| self.int("balance", row));
        match written {
            Some(fen) => finding.value(Arg::Fen(fen).show(Lang::Zh)),
            None => finding,
        }
    }
}

impl Known {
    fn sum(self) -> i64 {
        self.before.saturating_add(self.change)
    }
}
