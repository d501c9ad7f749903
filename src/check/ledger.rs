//! The ledger (经费收支): the subject says on which side an amount stands, and each balance follows from
//! the one before.

use super::{arg, at};
use crate::finding::{Arg, Code, Finding};
use crate::findings::Findings;
use crate::frame::{Batch, Frame};
use crate::messages;
use crate::schema::{is_income, takes_back};
use std::collections::BTreeMap;
use std::ops::Range;

/// L103: an amount stands on the side that its subject says.
pub(super) fn side_of_subject(batch: &Batch<'_>, findings: &mut Findings) {
    let ledger = batch.frame("ledger");
    for index in 0..ledger.len() {
        let subject = ledger.text("category", index);
        let Some(income) = subject.and_then(is_income) else {
            continue;
        };
        let summary = ledger.text("summary", index).unwrap_or_default();
        if takes_back(summary) {
            continue;
        }
        let there = |id| ledger.int(id, index).is_some_and(|fen| fen > 0);
        let said = match ledger.text("kind", index) {
            Some("收入") if there("amount") => Some(("kind", true)),
            Some("支出") if there("amount") => Some(("kind", false)),
            _ if there("income") && !there("expense") => Some(("income", true)),
            _ if there("expense") && !there("income") => Some(("expense", false)),
            _ => None,
        };
        let Some((column, _)) = said.filter(|(_, side)| *side != income) else {
            continue;
        };
        let sides = [messages::SIDE_EXPENSE, messages::SIDE_INCOME];
        let subject = arg(ledger, index, "category").unwrap_or(Arg::Static(""));
        findings.push(
            at(batch, ledger, index, Code::L103, column)
                .arg("subject", subject)
                .arg("side", Arg::Words(sides[usize::from(!income)])),
        );
    }
}

/// What a row adds to the balance, in fen; none where it does not say.
fn change(ledger: &Frame, index: usize) -> Option<i64> {
    let (income, expense) = (ledger.int("income", index), ledger.int("expense", index));
    if income.is_some() || expense.is_some() {
        return income.unwrap_or(0).checked_sub(expense.unwrap_or(0));
    }
    let amount = ledger.int("amount", index)?;
    match ledger.text("kind", index)? {
        "收入" => Some(amount),
        "支出" => amount.checked_neg(),
        _ => None,
    }
}

/// A balance beside the one before it.
struct Step {
    /// The row of the balance.
    row: usize,
    before: i64,
    balance: i64,
    /// What the rows since the balance before add up to.
    change: i64,
}

impl Step {
    fn follows(&self) -> bool {
        self.before.checked_add(self.change) == Some(self.balance)
    }

    fn is_turned(&self) -> bool {
        self.before.checked_sub(self.change) == Some(self.balance)
    }
}

/// The balances of `rows`, in their order, each beside the one before it. A day may have one balance for
/// several rows; a row that says no amount breaks the chain.
fn steps(ledger: &Frame, rows: impl Iterator<Item = usize>) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut before: Option<i64> = None;
    let mut sum: Option<i64> = Some(0);
    for row in rows {
        let of_row = match ledger.is_not_understood("balance", row) {
            true => None,
            false => change(ledger, row),
        };
        sum = sum
            .zip(of_row)
            .and_then(|(sum, more)| sum.checked_add(more));
        let Some(balance) = ledger.int("balance", row) else {
            continue;
        };
        if let (Some(before), Some(change)) = (before, sum) {
            steps.push(Step {
                row,
                before,
                balance,
                change,
            });
        }
        (before, sum) = (Some(balance), Some(0));
    }
    steps
}

/// The balances of a block read from the top, from the bottom (a bank lists the newest first), or account by
/// account: in the way in which the most follow.
fn best_steps(ledger: &Frame, rows: Range<usize>) -> Vec<Step> {
    let mut by_account: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for row in rows.clone() {
        by_account
            .entry(ledger.text("category", row))
            .or_default()
            .push(row);
    }
    let of_accounts = by_account.into_values();
    let of_accounts = of_accounts.flat_map(|rows| steps(ledger, rows.into_iter()));
    let mut ways = vec![steps(ledger, rows.clone())];
    let dates = || rows.clone().filter_map(|row| ledger.date("date", row));
    let falls = dates().zip(dates().skip(1)).filter(|(a, b)| a > b).count();
    if falls * 2 > rows.len().saturating_sub(1) {
        ways.push(steps(ledger, rows.clone().rev()));
    }
    ways.push(of_accounts.collect());
    let right = |steps: &Vec<Step>| {
        let of = |is: fn(&Step) -> bool| steps.iter().filter(|step| is(step)).count();
        of(Step::follows).max(of(Step::is_turned)) * 1000 / steps.len().max(1)
    };
    // Of two that are as good the first.
    ways.reverse();
    ways.into_iter().max_by_key(right).unwrap_or_default()
}

/// L104: a balance follows from the one before it. L105: it does so with income and expense changed, as on
/// a bank's statement.
pub(super) fn running_balance(batch: &Batch<'_>, findings: &mut Findings) {
    let ledger = batch.frame("ledger");
    let mut from = 0;
    for rows in ledger.block.chunk_by(|a, b| a == b) {
        let range = from..from + rows.len();
        from = range.end;
        let steps = best_steps(ledger, range);
        let follows = steps.iter().filter(|step| step.follows()).count();
        let turned = steps.iter().filter(|step| step.is_turned()).count();
        if turned > follows && turned * 2 > steps.len() {
            let first = steps.iter().find(|step| !step.follows());
            let column = |step: &Step| if step.change > 0 { "income" } else { "expense" };
            let found = first.map(|step| {
                at(batch, ledger, step.row, Code::L105, column(step))
                    .arg("rows", Arg::count(turned))
            });
            findings.extend(found);
            continue;
        }
        let mut wrong = steps.iter().enumerate().filter(|(_, step)| !step.follows());
        if follows * 2 < steps.len() {
            // The rows are of several accounts, or in no order: said once.
            findings.extend(wrong.next().map(|(_, step)| broken(batch, ledger, step)));
            continue;
        }
        let mut mended = None;
        for (place, step) in wrong {
            // One balance was typed wrong, and the next follows from the one that was meant.
            let meant = place.checked_sub(1).and_then(|before| steps.get(before));
            let meant = meant.filter(|_| mended != Some(place)).and_then(|earlier| {
                let both = earlier.change.checked_add(step.change)?;
                (earlier.before.checked_add(both)? == step.balance).then_some(())
            });
            if meant.is_some() && place > 0 && !steps[place - 1].follows() {
                mended = Some(place + 1);
                continue;
            }
            findings.push(broken(batch, ledger, step));
        }
    }
}

fn broken(batch: &Batch<'_>, ledger: &Frame, step: &Step) -> Finding {
    at(batch, ledger, step.row, Code::L104, "balance")
        .arg("before", Arg::Fen(step.before))
        .arg("change", Arg::Fen(step.change))
        .arg("sum", Arg::Fen(step.before.saturating_add(step.change)))
}
