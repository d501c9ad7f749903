//! A summary beside its detail in one workbook: 会费汇总 by department beside the list of those who paid, 慰问汇总
//! by kind beside the list of gifts. Its rows do not count, and that is said once for it.

use super::facts::{FileFacts, OfFile};
use super::same_said::Sheet;
use crate::finding::{Arg, Code, Finding};
use crate::messages;
use crate::rows::{TypedRows, TypedValue};
use crate::schema::{Table, TableKind, schema};
use crate::sums::add;
use std::collections::{BTreeMap, BTreeSet};

/// What a sheet is called that sums others up.
const NAMES: [&str; 5] = ["汇总", "统计", "总表", "合计表", "分析表"];

/// Rows of one unit that stand under one header.
struct Part {
    sheet: Sheet,
    /// Their positions among the file's shares: of a wide sheet one a month.
    shares: Vec<usize>,
    /// The columns that hold a value in any of them, by position in the declaration.
    says: BTreeSet<usize>,
    /// The sums of its columns of money, in fen.
    sums: BTreeMap<usize, i64>,
    rows: usize,
    /// Whether it is called a summary.
    is_named: bool,
}

/// Parts by their sheet's position and their header's first cell.
type Group = BTreeMap<(u32, (u32, u32)), Part>;

/// Leaves out the summaries that stand in a workbook beside their detail, and says so.
pub(super) fn leave_out(files: &[FileFacts<'_>], of_files: &mut [OfFile]) {
    for (file, facts) in files.iter().enumerate() {
        let mut found: Vec<(Vec<usize>, Finding)> = Vec::new();
        for parts in parts(file, facts, &of_files[file]) {
            let is_summary = |part: &&Part| reason(part, &parts).is_some();
            for part in parts.iter().filter(is_summary) {
                let Some((others, why)) = reason(part, &parts) else {
                    continue;
                };
                let others = others.into_iter();
                let others = others.map(|other| other.sheet.named(&part.sheet, files));
                let finding = Finding::new(Code::T084, part.sheet.place())
                    .arg("other", Arg::names(others))
                    .arg("why", why)
                    .arg("rows", Arg::count(part.rows));
                found.push((part.shares.clone(), finding));
            }
        }
        let of = &mut of_files[file];
        for (shares, finding) in found {
            for at in shares {
                if let Some(share) = of.shares.get_mut(at) {
                    let rows = &facts.tables[share.table];
                    let count = share.rows.as_ref().map_or(rows.rows.len(), Vec::len);
                    *of.repeats.entry(share.table).or_default() += count;
                    share.repeats = true;
                }
            }
            of.findings.push(finding);
        }
    }
}

/// The parts of each table of each unit that count, where a file holds several of them.
fn parts(file: usize, facts: &FileFacts<'_>, of: &OfFile) -> Vec<Vec<Part>> {
    let mut found: BTreeMap<(Option<&str>, usize), Group> = BTreeMap::new();
    for (at, share) in of.shares.iter().enumerate() {
        let Some(rows) = facts.tables.get(share.table) else {
            continue;
        };
        let table = rows.block.table;
        let is_return = table.kind == TableKind::Return && !table.roster && !table.sent_again;
        let (true, Some(index)) = (
            is_return && of.counts(share, &table.id),
            schema().index(&table.id),
        ) else {
            continue;
        };
        let group = found.entry((share.unit.as_deref(), index)).or_default();
        let key = (rows.block.sheet_index, rows.block.header);
        let part = group
            .entry(key)
            .or_insert_with(|| Part::new(file, of, rows));
        part.add(at, rows, share.rows.as_deref());
    }
    let groups = found.into_values().filter(|group| group.len() > 1);
    groups.map(|group| group.into_values().collect()).collect()
}

impl Part {
    fn new(file: usize, of: &OfFile, rows: &TypedRows) -> Part {
        let block = &rows.block;
        let is_name = |title: &String| NAMES.iter().any(|name| title.contains(name));
        Part {
            sheet: Sheet::of(file, of.number, block),
            shares: Vec::new(),
            says: BTreeSet::new(),
            sums: BTreeMap::new(),
            rows: 0,
            is_named: block.titles.iter().any(is_name),
        }
    }

    /// Takes the share at `at`: of `rows` those at these positions, or all.
    fn add(&mut self, at: usize, rows: &TypedRows, positions: Option<&[usize]>) {
        self.shares.push(at);
        let all: Vec<usize> = match positions {
            Some(positions) => positions.to_vec(),
            None => (0..rows.rows.len()).collect(),
        };
        self.rows += all.len();
        let summed: Vec<usize> = rows.block.summed_money().collect();
        for (index, column) in rows.columns.iter().enumerate() {
            // What the title says of every row is no column of its own.
            if rows.block.month_in_title == Some(index) {
                self.says.insert(index);
                continue;
            }
            for &row in &all {
                let Some(value) = column.get(row) else {
                    continue;
                };
                self.says.insert(index);
                match value {
                    TypedValue::Int(fen) if summed.contains(&index) => {
                        add(self.sums.entry(index).or_default(), fen);
                    }
                    _ if !summed.contains(&index) => break,
                    _ => {}
                }
            }
        }
    }
}

/// The detail that `part` sums up, and what tells that it does; none where it is no summary.
fn reason<'p>(part: &Part, parts: &'p [Part]) -> Option<(Vec<&'p Part>, Arg)> {
    if part.rows == 0 {
        return None;
    }
    let is_detail = |other: &&Part| {
        let another = other.sheet.order() != part.sheet.order();
        another && other.rows > 0 && !(part.is_named && other.is_named)
    };
    let detail: Vec<&Part> = parts.iter().filter(is_detail).collect();
    if detail.is_empty() {
        return None;
    }
    let table: &'static Table = part.sheet.table;
    let own = |index: &usize| {
        let column = &table.columns[*index];
        column.required && !column.kind.is_figure()
    };
    let stated = |index: &usize| detail.iter().all(|other| other.says.contains(index));
    let lacking = (0..table.columns.len()).filter(own);
    let lacking: Vec<usize> = lacking
        .filter(|index| !part.says.contains(index) && stated(index))
        .collect();
    let same_sums = has_sums_of(part, &detail);
    let fewer = part.rows < detail.iter().map(|other| other.rows).sum();
    let is_summary = match part.is_named {
        true => same_sums || !lacking.is_empty(),
        false => same_sums && !lacking.is_empty() && fewer,
    };
    let titles = lacking
        .iter()
        .map(|index| Arg::Words(table.columns[*index].title));
    let titles: Vec<Arg> = titles.collect();
    let lacks = (!titles.is_empty())
        .then(|| Arg::filled(messages::SUMMARY_LACKS, Arg::names(titles.into_iter())));
    let same = same_sums.then_some(Arg::Words(messages::SUMMARY_OF_SAME_SUMS));
    let why = Arg::List(
        same.into_iter().chain(lacks).collect(),
        messages::BETWEEN_PARTS,
    );
    is_summary.then_some((detail, why))
}

/// Whether the amounts of `part` are what those of `detail` come to, of all of it or of one of its sheets.
fn has_sums_of(part: &Part, detail: &[&Part]) -> bool {
    let says = part.sums.values().any(|sum| *sum != 0);
    let same = |others: &[&Part]| {
        part.sums.iter().all(|(index, sum)| {
            let sums = others.iter().filter_map(|other| other.sums.get(index));
            sums.fold(0_i64, |all, sum| all.saturating_add(*sum)) == *sum
        })
    };
    says && (same(detail) || detail.iter().any(|one| same(&[*one])))
}
