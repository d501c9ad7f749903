//! Rows of which one thing is said, once for all of them: the first are named and all are counted.

use crate::finding::Arg;
use crate::messages;

/// How many rows are named before the rest is only counted.
const NAMED: usize = 10;

/// Numbers of rows, from 1.
#[derive(Debug, Default)]
pub(in crate::tabulate) struct Rows {
    named: Vec<u32>,
    count: usize,
}

impl Rows {
    pub(in crate::tabulate) fn add(&mut self, number: u32) {
        self.count += 1;
        if self.named.len() < NAMED {
            self.named.push(number);
        }
    }

    /// The first, where there is one.
    pub(in crate::tabulate) fn first(&self) -> Option<u32> {
        self.named.first().copied()
    }

    pub(in crate::tabulate) fn count(&self) -> usize {
        self.count
    }

    pub(in crate::tabulate) fn spoken(&self) -> Arg {
        let named = self.named.iter().map(|row| Arg::Count(i64::from(*row)));
        let named = Arg::names(named);
        match self.count > self.named.len() {
            true => Arg::filled(messages::AND_SO_ON, named),
            false => named,
        }
    }
}
