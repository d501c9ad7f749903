//! How well a header fits each table, lists for another purpose among them, and which of them it is of.

use super::clues::{self, Clue, LEAST_EVIDENCE, MARGIN};
use super::header_cells::{HeaderCell, wide_columns};
use super::labels::{meaning, meanings};
use super::names::Above;
use super::{Row, split_date};
use crate::judgement::{Doubt, Judgement, Seen};
use crate::read::Value;
use crate::schema::{Column, ColumnType, Table, normalise_label, schema};
use std::collections::{BTreeMap, BTreeSet};

/// How many cells under a header are looked at.
const SAMPLES: usize = 3;
/// How many labels beside a table's own columns tell as much as one that a few tables know.
const BESIDE_AS_EVIDENCE: i64 = 2;

/// Rows that may be the header of a table.
#[derive(Clone)]
pub(super) struct Candidate {
    pub(super) table: &'static Table,
    pub(super) cells: Vec<HeaderCell>,
    /// How many columns of the table it names.
    pub(super) matched: usize,
    /// Whether it names all that are required.
    pub(super) complete: bool,
    /// How many labels mean nothing to it.
    pub(super) unknown: usize,
    /// What it may be taken for: itself first, then what comes next.
    pub(super) judgements: Vec<Judgement>,
    /// The first and last row, 0-based in the sheet.
    pub(super) rows: (u32, u32),
}

impl Candidate {
    /// The sheet's columns that its cells stand in, 0-based, with their labels as compared.
    pub(super) fn columns(&self) -> impl Iterator<Item = (u32, String)> {
        let cells = self.cells.iter();
        cells.map(|cell| (cell.column, normalise_label(&cell.text)))
    }

    /// Whether `label` stands for a column of its table that none of its own cells stands for.
    pub(super) fn names(&self, label: &str) -> bool {
        let table = schema().index(&self.table.id).unwrap_or(0);
        meaning(label, table).is_some_and(|column| {
            self.cells
                .iter()
                .all(|cell| cell.meaning(table) != Some(column))
        })
    }

    /// How many of its cells mean nothing to its table and something to another.
    pub(super) fn strangers(&self) -> usize {
        let table = schema().index(&self.table.id).unwrap_or(0);
        let of_tables = |&(other, _): &(usize, usize)| !schema().subject(other).of_other_purpose;
        let strange = |cell: &&HeaderCell| {
            cell.meaning(table).is_none()
                && cell.month(table).is_none()
                && !cell.is_aside()
                && meanings(&cell.text).iter().any(of_tables)
        };
        self.cells.iter().filter(strange).count()
    }
}

/// The table that a header fits best, and how well: one that is read unless a list for another purpose fits
/// better, and better by a margin where the sheet names the table.
pub(super) fn best_fit(cells: &[HeaderCell], above: &Above<'_, '_>) -> Option<Fit> {
    let (mut read, mut other): (Option<Fit>, Option<Fit>) = (None, None);
    let mut named: Option<&'static Table> = None;
    for found in matches(cells) {
        let of_other = found.table.of_other_purpose;
        let Ok(fit) = fit(found, cells, above) else {
            continue;
        };
        if of_other && fit.naming.names() {
            named = named.or(Some(fit.found.table));
        }
        let best = if of_other { &mut other } else { &mut read };
        let rank = |fit: &Fit| (fit.score, above.sheet_is_of(fit.found.index));
        // Of equals the one declared first.
        if best.as_ref().is_none_or(|best| rank(&fit) > rank(best)) {
            *best = Some(fit);
        }
    }
    // What a title says outweighs labels that both have; a file's name says less, since it is all sheets'.
    let ahead = |read: &Fit, other: &Fit| match (read.naming, other.naming) {
        (Naming::ByTitle, named) if !named.names() => MARGIN,
        (named, Naming::ByTitle | Naming::ByFile) if !named.names() => -MARGIN,
        _ => 0,
    };
    Some(match (read, other) {
        // 互助金收缴表 over 应缴 and 实缴: a title that says another purpose, and nothing of ours, is believed.
        (Some(read), Some(other))
            if (read.naming, other.naming) == (Naming::Nowhere, Naming::ByTitle) =>
        {
            other
        }
        (Some(read), Some(other)) if other.score > read.score + ahead(&read, &other) => {
            let names = read.naming.names() || !other.naming.names();
            let near = read.score + MARGIN > other.score && names;
            Fit {
                doubt: near.then_some(Doubt::Rival(read.found.table)),
                ..other
            }
        }
        (Some(read), Some(other))
            if other.score + MARGIN > read.score && (other.naming.names() || !read.told) =>
        {
            Fit {
                doubt: Some(Doubt::Rival(other.found.table)),
                ..read
            }
        }
        // Its labels are the table's, and it calls itself another one's: 活动方案 over 日期, 名称, 参加人数.
        (Some(read), _) if let Some(other) = named.filter(|_| !read.naming.names()) => Fit {
            doubt: Some(Doubt::Rival(other)),
            ..read
        },
        (Some(read), _) => read,
        (None, other) => other?,
    })
}

/// How a header fits a table.
pub(super) struct Fit {
    pub(super) found: Match,
    pub(super) score: i64,
    /// Where the table is named.
    naming: Naming,
    /// Whether labels of its own tell it from others.
    told: bool,
    doubt: Option<Doubt>,
}

/// What names a table, the strongest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Naming {
    Nowhere,
    /// A title that is about something else.
    InPassing,
    ByFile,
    /// The sheet's name or a line above the header.
    ByTitle,
}

impl Naming {
    fn of(clue: &Clue<'_>) -> Naming {
        match clue.seen {
            _ if !clue.is_of_name() => Naming::InPassing,
            Seen::FileName => Naming::ByFile,
            _ => Naming::ByTitle,
        }
    }

    /// Whether the table is meant.
    fn names(self) -> bool {
        self >= Naming::ByFile
    }
}

/// Which columns of a table a header names.
pub(super) struct Match {
    pub(super) table: &'static Table,
    /// The table's position among the subjects of the schema.
    pub(super) index: usize,
    /// Positions in the declaration.
    pub(super) columns: Vec<usize>,
    /// The cells, by position, that are months of a wide sheet or parts of a date.
    parts: Vec<usize>,
}

impl Match {
    /// How many of the first cells under its required column of a category hold one of the declared values,
    /// and how many hold anything; none where it has no such column.
    fn known_values(&self, cells: &[HeaderCell], below: &[Row<'_>]) -> Option<(usize, usize)> {
        let mut columns = self
            .columns
            .iter()
            .map(|index| (*index, &self.table.columns[*index]));
        let (index, column) =
            columns.find(|(_, column)| column.required && column.kind == ColumnType::Category)?;
        let cell = cells
            .iter()
            .find(|cell| cell.meaning(self.index) == Some(index))?;
        let texts = below.iter().filter_map(|row| match row.at(cell.column)? {
            Value::Text(text) => Some(normalise_label(text.as_str())),
            _ => None,
        });
        let known = |text: &String| {
            let mut values = column.values.iter();
            values.any(|value| {
                let mut names = std::iter::once(&value.value).chain(&value.aliases);
                names.any(|name| normalise_label(name) == *text)
            })
        };
        let texts: Vec<String> = texts.take(SAMPLES).collect();
        Some((texts.iter().filter(|text| known(text)).count(), texts.len()))
    }

    /// Whether it has ID numbers.
    fn has_identity(&self) -> bool {
        let mut columns = self.columns.iter();
        columns.any(|index| self.table.columns[*index].kind == ColumnType::NationalId)
    }

    /// What speaks for it, together.
    fn weight(&self, cells: &[HeaderCell], above: &Above<'_, '_>) -> i64 {
        let mut weight = 0;
        self.clues(cells, above, &mut |clue| weight += clue.weight);
        weight
    }

    fn judged(&self, cells: &[HeaderCell], above: &Above<'_, '_>) -> Judgement {
        let mut reasons = Vec::new();
        self.clues(cells, above, &mut |clue| reasons.push(clue.reason()));
        Judgement {
            table: self.table,
            reasons,
            doubt: None,
        }
    }

    /// As it is judged where it is not what the header is taken for: with what bars it.
    pub(super) fn barred(self, cells: &[HeaderCell], above: &Above<'_, '_>) -> Judgement {
        let judgement = self.judged(cells, above);
        Judgement {
            doubt: fit(self, cells, above).err(),
            ..judgement
        }
    }

    /// The clues for and against it.
    fn clues<'c>(
        &'c self,
        cells: &'c [HeaderCell],
        above: &'c Above<'_, '_>,
        clue: &mut dyn FnMut(Clue<'c>),
    ) {
        let header = clues::Header {
            table: self.index,
            cells,
            columns: &self.columns,
            parts: &self.parts,
        };
        header.clues(above, clue);
    }
}

impl Fit {
    pub(super) fn candidate(
        self,
        cells: Vec<HeaderCell>,
        rows: (u32, u32),
        above: &Above<'_, '_>,
    ) -> Candidate {
        let judgements = self.judgements(&cells, above);
        let unknown = |judgement: &Judgement| {
            let reasons = judgement.reasons.iter();
            reasons.filter(|r| r.seen == Seen::Unknown).count()
        };
        Candidate {
            table: self.found.table,
            matched: self.found.columns.len(),
            complete: is_complete(self.found.table, &self.found.columns),
            unknown: judgements.first().map_or(0, unknown),
            judgements,
            cells,
            rows,
        }
    }

    /// What the header may be taken for: itself, and of all others its rival, else what speaks for it most.
    fn judgements(&self, cells: &[HeaderCell], above: &Above<'_, '_>) -> Vec<Judgement> {
        let mut first = self.found.judged(cells, above);
        first.doubt = self.doubt;
        let others = matches(cells).into_iter();
        let others = others.filter(|found| found.index != self.found.index);
        let is_rival = |found: &Match| match self.doubt {
            Some(Doubt::Rival(rival)) => found.table.id == rival.id,
            _ => false,
        };
        // Of equals the one declared first.
        let second = others
            .rev()
            .max_by_key(|found| (is_rival(found), found.weight(cells, above)));
        let second = second.map(|found| {
            let second = found.barred(cells, above);
            let heavier = second.weight() >= self.score;
            Judgement {
                doubt: second.doubt.or(heavier.then_some(Doubt::OtherNamed)),
                ..second
            }
        });
        std::iter::once(first).chain(second).collect()
    }
}

/// Whether all required columns are among `columns`; a month may stand in a title.
fn is_complete(table: &Table, columns: &[usize]) -> bool {
    let needed =
        |(_, column): &(usize, &Column)| column.required && column.kind != ColumnType::Month;
    let mut needed = table.columns.iter().enumerate().filter(needed);
    needed.all(|(index, _)| columns.contains(&index))
}

/// For each table, which of its columns the header names.
pub(super) fn matches(cells: &[HeaderCell]) -> Vec<Match> {
    let mut by_table: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for cell in cells {
        let tables: BTreeSet<usize> = cell
            .labels
            .iter()
            .flat_map(|label| label.meanings().iter().map(|(table, _)| *table))
            .collect();
        for table in tables {
            by_table
                .entry(table)
                .or_default()
                .extend(cell.meaning(table));
        }
    }
    let found = by_table.into_iter().map(|(index, columns)| {
        let mut found = Match {
            table: schema().subject(index),
            index,
            columns: columns.into_iter().collect(),
            parts: Vec::new(),
        };
        if let Some(date) = split_date::find(cells, index) {
            let of_date = |column| cells.iter().position(|cell| cell.column == column);
            found.parts.extend(date.columns().filter_map(of_date));
            found.columns.push(date.index);
        }
        if let Some(wide) = wide_columns(cells, index) {
            found.parts.extend(wide.months.iter().map(|(at, _)| *at));
            for column in std::iter::once(wide.by).chain(wide.targets) {
                if !found.columns.contains(&column) {
                    found.columns.push(column);
                }
            }
        }
        found
    });
    found.collect()
}

/// How well a header fits a table; why not, when it does not.
///
/// A sheet whose name or title names the table needs two of its columns, or the one that is required
/// where it stands alone. Another needs three, half of the required ones, as many known labels as unknown
/// ones, and either all of several required columns or labels that tell it from others: a list of people
/// is a roster only when it says so. One of ID numbers on a sheet that says nothing may be one.
fn fit(found: Match, cells: &[HeaderCell], above: &Above<'_, '_>) -> Result<Fit, Doubt> {
    let matched = found.columns.len();
    let least = 2.min(found.table.columns.len());
    let few = matched < least && cells.len() > 1;
    // Said first, since it spares most rows of data the comparison of names.
    if matched == 0 || (few && !found.table.of_other_purpose) {
        return Err(Doubt::FewColumns);
    }
    let (mut score, mut told, mut unknown, mut beside) = (0, 0, 0, 0);
    let (mut required, mut missing) = (0, 0);
    let (mut naming, mut by_sheet) = (Naming::Nowhere, false);
    found.clues(cells, above, &mut |clue| {
        score += clue.weight;
        match clue.seen {
            Seen::Label | Seen::Parts => told += clues::evidence(&clue),
            Seen::Beside => beside += 1,
            Seen::Required => required += 1,
            Seen::Missing => missing += 1,
            Seen::Unknown => unknown += 1,
            Seen::SheetName | Seen::Title | Seen::FileName => {
                naming = naming.max(Naming::of(&clue));
                by_sheet |= clue.seen == Seen::SheetName;
            }
            Seen::FormRows => {}
        }
    });
    let named = naming.names();
    let by_own = told >= LEAST_EVIDENCE;
    let unlike = match () {
        () if matched < 3 => Some(Doubt::FewColumns),
        () if matched < unknown => Some(Doubt::MoreUnknown),
        () if required < missing => Some(Doubt::LacksRequired),
        () => None,
    };
    let mut told = told + beside / BESIDE_AS_EVIDENCE >= LEAST_EVIDENCE;
    let mut whole = required >= 2 && missing == 0;
    // Names and months are over attendance and duty, too, and names, events and ranks over examinations.
    let mut sure = by_own;
    if !named && (whole || told) {
        // 日期, 项目 and 金额 stand over purchases too: what is under them tells.
        match found.known_values(cells, above.below) {
            Some((0, SAMPLES..)) => (whole, sure) = (whole && told, false),
            Some((1.., _)) => (told, sure) = (true, true),
            _ => {}
        }
    }
    match named {
        true if found.table.of_other_purpose && few && naming != Naming::ByTitle => {
            return Err(Doubt::FewColumns);
        }
        true if found.table.of_other_purpose => {}
        // A list of names alone, on a sheet that says what it lists.
        true if matched < least && !(by_sheet && missing == 0) => return Err(Doubt::FewColumns),
        true => {}
        false if let Some(unlike) = unlike => return Err(unlike),
        false if told || whole || (above.says_nothing() && found.has_identity()) => {}
        false => return Err(Doubt::Unsaid),
    }
    let by_file = || above.file_names(found.index);
    let doubt = !named && !sure && !by_file();
    Ok(Fit {
        score,
        naming,
        doubt: doubt.then_some(Doubt::Unsaid),
        told,
        found,
    })
}
