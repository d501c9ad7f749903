//! What columns of state say of the rows (审批结果, 交易状态): rows of what did not come about are left out,
//! others may not be decided yet, and a column that is not known to be one of state may speak as one does.

use super::rows::Rows;
use super::{Judged, Told, Watch};
use crate::finding::{Arg, Code, Finding};
use crate::parse::{BlockParser, says_blank};
use crate::read::Value;
use crate::recognise::{Lines, Recognised, Row, UnknownHeader, UnknownWhy};
use crate::rows::{Block, Layout};
use crate::schema::{CameAbout, StateGroup, says_unpaid, says_void, speaks_of_void};
use crate::tabulate::kinds::{RowKind, state_at};
use std::collections::HashSet;

/// How many different words are named before the rest is left out.
const NAMED: usize = 5;

/// How many different texts a column of state has at most, when nothing but its words tells that it is one.
const DIFFERENT: usize = 60;

/// Watches a table that has columns beside its own.
pub(super) fn watch(recognised: &Recognised, _: &Lines) -> Option<Box<dyn Watch>> {
    let declared = &recognised.table.columns;
    let of_people = declared.iter().any(|column| !column.in_remarks.is_empty());
    let columns = recognised.unknown.iter().filter_map(|header| {
        let what = match header.why {
            UnknownWhy::State(group) => What::State(group),
            UnknownWhy::NotKnown(_) => What::Unknown,
            UnknownWhy::Remark => What::Remark { of_people },
            UnknownWhy::MoneyUnit | UnknownWhy::Twice(_) | UnknownWhy::RowTotal(_) => return None,
        };
        Some(Column::new(header.clone(), what))
    });
    let columns: Vec<Column> = columns.chain(own(recognised)).collect();
    (!columns.is_empty()).then(|| Box::new(States { columns }) as Box<dyn Watch>)
}

/// The table's own columns whose texts may say that something did not come about.
fn own(recognised: &Recognised) -> impl Iterator<Item = Column> {
    let columns = match &recognised.layout {
        Layout::Rows(columns) => Some(columns.iter()),
        Layout::Form(_) => None,
    };
    columns.into_iter().flatten().filter_map(|(index, column)| {
        let declared = &recognised.table.columns[*index];
        let header = UnknownHeader {
            label: declared.title.zh.to_string(),
            cell: (recognised.last_header_row, *column),
            why: UnknownWhy::Remark,
        };
        declared.may_be_void.then(|| Column::new(header, What::Own))
    })
}

struct States {
    columns: Vec<Column>,
}

/// A column of state, or one that may be.
struct Column {
    header: UnknownHeader,
    what: What,
    /// Rows that do not count; where the header does not say what it is, rows that count all the same.
    left_out: Said,
    /// Rows that count, though it is not decided whether they should.
    open: Said,
    /// What was seen of a column whose header does not say what it is; no more once it is too much.
    different: HashSet<String>,
}

/// What a column is that is looked at.
#[derive(Clone, Copy, PartialEq)]
enum What {
    /// One of state, as its header says.
    State(StateGroup),
    /// Not known: it may be one of state.
    Unknown,
    /// A remark, which may say anything; of people also that they left, which is not this watch's.
    Remark { of_people: bool },
    /// One of the table's own, whose text may say so in passing.
    Own,
}

/// Rows of which one thing is said, and the words that say it.
#[derive(Default)]
struct Said {
    rows: Rows,
    words: Vec<String>,
}

impl Said {
    fn add(&mut self, row: u32, word: &str) {
        self.rows.add(row + 1);
        if self.words.len() < NAMED && !self.words.iter().any(|known| known == word) {
            self.words.push(word.to_string());
        }
    }

    fn finding(&self, code: Code, block: &Block, header: &UnknownHeader) -> Option<Finding> {
        let first = self.rows.first()?;
        let words = self.words.iter().map(|word| Arg::Thing(word.clone()));
        let place = block.place_at((first.saturating_sub(1), header.cell.1));
        let finding = Finding::new(code, place)
            .value(self.words.first().cloned().unwrap_or_default())
            .arg("label", Arg::Header(header.label.clone()))
            .arg("words", Arg::names(words))
            .arg("count", Arg::count(self.rows.count()))
            .arg("rows", self.rows.spoken());
        Some(finding)
    }
}

impl Watch for States {
    fn row(&mut self, judged: &Judged<'_, '_>, months: &[BlockParser]) {
        let answer = judged.answer;
        for column in &mut self.columns {
            let at = column.header.cell.1;
            match (answer.kind, column.what) {
                (RowKind::NotHappened, What::State(group)) if answer.because.column == Some(at) => {
                    if let Some((_, word)) = state_at(judged.row, at, group) {
                        column.left_out.add(judged.row.index, &word);
                    }
                }
                (RowKind::Data, What::State(group)) => column.data(judged, group, months),
                (RowKind::Data, _) => column.unknown(judged, months),
                _ => {}
            }
        }
    }

    /// T030 for rows that do not count, T031 for those that count though it is not decided, T032 for a
    /// column that speaks of what did not come about and is not known.
    fn done(self: Box<Self>, months: &[BlockParser], told: &mut Told) {
        let Some(block) = months.first().map(BlockParser::block) else {
            return;
        };
        let paid = block.table.column_index("paid");
        let has_no_paid = paid.is_some_and(|paid| !block.has(paid));
        for column in &self.columns {
            // What was paid stands nowhere but there, and is no amount.
            if has_no_paid && column.is_of_payment() {
                told.findings.push(
                    Finding::new(Code::T050, block.place_at(column.header.cell))
                        .value(column.header.label.clone())
                        .arg("label", Arg::Header(column.header.label.clone())),
                );
                continue;
            }
            let code = match column.what {
                What::State(_) => Code::T030,
                What::Unknown | What::Remark { .. } => Code::T032,
                What::Own => Code::T031,
            };
            let said = [(code, &column.left_out), (Code::T031, &column.open)];
            let findings = said
                .into_iter()
                .filter_map(|(code, said)| said.finding(code, block, &column.header));
            told.findings.extend(findings);
        }
    }
}

/// Whether the table says what was paid.
fn pays(months: &[BlockParser]) -> bool {
    let mut blocks = months.iter().map(BlockParser::block);
    blocks.any(|block| block.has_column("paid"))
}

/// Whether a row says that something was paid.
fn is_paid(row: &Row<'_>, months: &[BlockParser]) -> bool {
    months.iter().map(BlockParser::block).any(|block| {
        let paid = block.table.column_index("paid");
        let cell = paid.and_then(|paid| block.cell(paid, row.index + 1));
        let shown = cell
            .and_then(|(_, column)| row.at(column))
            .map(Value::shown);
        shown.is_some_and(|shown| shown.contains(|c: char| ('1'..='9').contains(&c)))
    })
}

impl Column {
    fn new(header: UnknownHeader, what: What) -> Column {
        Column {
            header,
            what,
            left_out: Said::default(),
            open: Said::default(),
            different: HashSet::new(),
        }
    }

    /// Whether it says if what is due was paid.
    fn is_of_payment(&self) -> bool {
        matches!(self.what, What::State(group) if group.is_of_payment())
    }

    fn data(&mut self, judged: &Judged<'_, '_>, group: StateGroup, months: &[BlockParser]) {
        let Some((says, word)) = state_at(judged.row, self.header.cell.1, group) else {
            return;
        };
        // What was not paid counts as due; where it was paid all the same, C260 says so.
        if group.says_unpaid(&word) && pays(months) {
            return;
        }
        let open = match says {
            Some(says) => says == CameAbout::Open,
            None => !group.is_free() && !says_blank(&word),
        };
        if open {
            self.open.add(judged.row.index, &word);
        }
    }

    fn unknown(&mut self, judged: &Judged<'_, '_>, months: &[BlockParser]) {
        let Some(Value::Text(text)) = judged.row.at(self.header.cell.1) else {
            return;
        };
        let text = text.as_str().trim();
        let is_void = || says_void(text) || says_unpaid(text) && is_paid(judged.row, months);
        if self.what != What::Unknown {
            let whole = self.what == What::Remark { of_people: false } && is_void();
            let word = Some(text).filter(|_| whole);
            if let Some(word) = word.or_else(|| speaks_of_void(text)) {
                self.left_out.add(judged.row.index, word);
            }
            return;
        }
        let (many, known) = (
            self.different.len() >= DIFFERENT,
            self.different.contains(text),
        );
        if many && !known {
            return;
        }
        if !known {
            self.different.insert(text.to_string());
        }
        if is_void() {
            self.left_out.add(judged.row.index, text);
        }
    }
}
