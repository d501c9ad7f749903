//! What is said of sheets that hold the same rows: once for all that have one sheet in common, as a joined
//! list has with each of its months.

use super::facts::FileFacts;
use crate::finding::{Arg, Code, Finding, Place};
use crate::messages;
use crate::rows::Block;
use crate::schema::Table;
use std::collections::BTreeMap;

/// Where a table stands.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) file: usize,
    /// The file's number among the inputs.
    pub(super) number: u32,
    pub(super) index: u32,
    /// The header's first cell, 0-based row and column.
    pub(super) header: (u32, u32),
    pub(super) name: String,
    pub(super) table: &'static Table,
}

/// What puts sheets in order: the file, the sheet, the header.
pub(super) type Order = (usize, u32, (u32, u32));

impl Sheet {
    /// The sheet that `block` stands in, of the file at `file`, which has this `number` among the inputs.
    pub(super) fn of(file: usize, number: Option<u32>, block: &Block) -> Sheet {
        Sheet {
            file,
            number: number.unwrap_or_default(),
            index: block.sheet_index,
            header: block.header,
            name: block.sheet.clone(),
            table: block.table,
        }
    }

    pub(super) fn order(&self) -> Order {
        (self.file, self.index, self.header)
    }

    pub(super) fn place(&self) -> Place {
        Place {
            input: Some(self.number),
            sheet_index: self.index,
            cell: Some(self.header),
            sheet: Some(self.name.clone()),
            table: Some(&self.table.id),
            ..Place::default()
        }
    }

    /// Its name, with its file's where that is another one than `from`.
    pub(super) fn named(&self, from: &Sheet, files: &[FileFacts<'_>]) -> Arg {
        let name = Arg::filled(messages::QUOTED, Arg::Thing(self.name.clone()));
        match self.file == from.file {
            true => name,
            false => {
                let path = Arg::Thing(files[self.file].path.to_string());
                Arg::List(vec![path, name], messages::NOTHING)
            }
        }
    }
}

/// Two sheets that hold the same rows.
pub(super) struct SheetPair {
    /// The one whose rows count.
    pub(super) kept: Sheet,
    pub(super) other: Sheet,
    /// How many rows are alike.
    pub(super) rows: usize,
    pub(super) how: Alike,
}

/// How the rows of two sheets are alike, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Alike {
    /// They count once.
    Once,
    /// Both count.
    Both,
    /// In all but their dates; both count.
    ButForDates,
}

/// F033 and F031, each with the file that it is said of.
pub(super) fn said(files: &[FileFacts<'_>], pairs: Vec<SheetPair>) -> Vec<(usize, Finding)> {
    let mut times: BTreeMap<Order, usize> = BTreeMap::new();
    for pair in &pairs {
        for sheet in [&pair.kept, &pair.other] {
            *times.entry(sheet.order()).or_default() += 1;
        }
    }
    // The sheet that most pairs have stands for them; of two the one that is too many.
    let mut found: BTreeMap<(Alike, bool, Order), Vec<SheetPair>> = BTreeMap::new();
    for pair in pairs {
        let of = |sheet: &Sheet| times.get(&sheet.order()).copied().unwrap_or(0);
        let at_kept = of(&pair.kept) > of(&pair.other);
        let here = if at_kept { &pair.kept } else { &pair.other };
        let key = (pair.how, at_kept, here.order());
        found.entry(key).or_default().push(pair);
    }
    let said = found.into_iter().filter_map(|((how, at_kept, _), pairs)| {
        let first = pairs.first()?;
        let here = if at_kept { &first.kept } else { &first.other };
        let rows: usize = pairs.iter().map(|pair| pair.rows).sum();
        let mut others: BTreeMap<Order, &Sheet> = BTreeMap::new();
        for pair in &pairs {
            let other = if at_kept { &pair.other } else { &pair.kept };
            others.insert(other.order(), other);
        }
        let others = || Arg::names(others.values().map(|other| other.named(here, files)));
        let finding = match how {
            Alike::Once => Finding::new(Code::F033, here.place())
                .arg("other", others())
                .arg("rows", Arg::count(rows))
                .arg(
                    "kept",
                    if at_kept {
                        here.named(here, files)
                    } else {
                        others()
                    },
                ),
            Alike::Both | Alike::ButForDates => {
                let message = match how {
                    Alike::ButForDates => messages::ROWS_ALIKE_BUT_FOR_DATES,
                    _ => messages::ROWS_ALIKE,
                };
                let rows = Arg::filled(message, Arg::count(rows));
                Finding::new(Code::F031, here.place())
                    .arg("other", others())
                    .arg("tables", Arg::filled(messages::IN_BRACKETS, rows))
                    .arg("what", Arg::Words(messages::ROWS_BOTH_COUNT))
            }
        };
        Some((here.file, finding))
    });
    said.collect()
}
