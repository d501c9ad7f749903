//! Of two versions of one workbook the newer one counts. Two files are versions when they are one
//! unit's, their names are alike but for marks such as `v2` or `最终版`, and their rows name the same
//! things; September's and October's return are alike in name and are not. What a newer version
//! lacks altogether counts on from the older one, and all of it is said.

use super::facts::{Counted, FileFacts, Share, compared};
use crate::finding::{Arg, Code, Finding, Place};
use crate::messages;
use crate::recognise::FileName;
use crate::rows::{TypedRows, TypedValue};
use crate::schema::{Column, ColumnType, Table, schema};
use crate::words::Words;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Fewer rows than this do not speak against two files being versions of one.
const FEW: usize = 3;

/// A file that may be a version of another one.
pub(super) struct Version<'f> {
    pub(super) facts: &'f FileFacts<'f>,
    /// Its position among the inputs.
    pub(super) number: u32,
    /// Its unit's position; none for a workbook of several schools, which is no unit's own.
    pub(super) unit: Option<u32>,
    /// Those of its rows that are looked at, in the order of its tables.
    pub(super) parts: Vec<Part<'f>>,
}

/// Rows of one table that are one unit's.
#[derive(Clone, Copy)]
pub(super) struct Part<'f> {
    pub(super) rows: &'f TypedRows,
    pub(super) share: &'f Share,
}

impl Part<'_> {
    fn len(&self) -> usize {
        let indices = self.share.rows.as_ref();
        indices.map_or(self.rows.rows.len(), Vec::len)
    }

    fn id(&self) -> &'static str {
        &self.rows.block.table.id
    }

    /// Whether rows of it tell one return from another. Every part of a return may state its unit
    /// (单位信息), which makes no two of them alike.
    fn tells(&self) -> bool {
        self.len() > 0 && !self.rows.block.table.sent_again
    }
}

/// What of older versions does not count, by their positions in `files`; and what is to be said, each
/// with the position of the file that it is said of.
pub(super) fn older(files: &[Version<'_>]) -> (BTreeMap<usize, Counted>, Vec<(usize, Finding)>) {
    let mut alike: BTreeMap<(Option<u32>, String), Vec<usize>> = BTreeMap::new();
    for (position, file) in files.iter().enumerate() {
        let bare = FileName::read(file.facts.path).bare;
        alike.entry((file.unit, bare)).or_default().push(position);
    }
    let (mut counted, mut said) = (BTreeMap::new(), Vec::new());
    for mut group in alike.into_values().filter(|group| group.len() > 1) {
        group.sort_by_cached_key(|&position| {
            let file = files[position].facts;
            (FileName::read(file.path).marks, file.saved, file.path)
        });
        let gave_way = superseded(files, &group, &mut said);
        for (older, newer, why) in gave_way {
            counted.insert(older, left_out(files, older, &newer, why, &mut said));
        }
    }
    (counted, said)
}

/// Of the files of `group`, in their order by name, those that give way: each with the files that
/// are newer, the newest first, and with what told so.
fn superseded(
    files: &[Version<'_>],
    group: &[usize],
    said: &mut Vec<(usize, Finding)>,
) -> Vec<(usize, Vec<usize>, Why)> {
    let mut standing: Vec<usize> = Vec::new();
    let mut gave_way: BTreeMap<usize, (usize, Why)> = BTreeMap::new();
    for &file in group {
        let mut stands = true;
        standing.retain(|&other| {
            if !stands {
                return true;
            }
            match overlap(&files[other], &files[file]) {
                Overlap::Nothing => true,
                Overlap::Part(tables) => {
                    said.extend(both_count(files, (other, file), &tables));
                    true
                }
                Overlap::Versions => {
                    let (order, why) = which_is_newer(&files[other], &files[file]);
                    if order == Ordering::Greater {
                        gave_way.insert(file, (other, why));
                        stands = false;
                        return true;
                    }
                    gave_way.insert(other, (file, why));
                    false
                }
            }
        });
        if stands {
            standing.push(file);
        }
    }
    let newer_than = |file: usize| {
        let mut newer = Vec::new();
        let mut next = gave_way.get(&file);
        while let Some((to, _)) = next {
            newer.insert(0, *to);
            next = gave_way.get(to);
        }
        newer
    };
    let whys = gave_way.iter();
    whys.map(|(&file, &(_, why))| (file, newer_than(file), why))
        .collect()
}

/// What told which of two versions is the newer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// The names, or where they say nothing the documents.
    Told,
    /// The names; the documents say the contrary.
    AgainstSaved,
    /// Nothing: the one with more rows counts.
    Nothing,
}

/// `Greater` where `a` is to count and `b` to give way.
fn which_is_newer(a: &Version<'_>, b: &Version<'_>) -> (Ordering, Why) {
    let marks = |file: &Version<'_>| FileName::read(file.facts.path).marks;
    let (of_a, of_b) = (marks(a), marks(b));
    let by_name = of_a.order(&of_b).filter(|order| order.is_ne());
    let by_saved = match (a.facts.saved, b.facts.saved) {
        (Some(a), Some(b)) => Some(a.cmp(b)).filter(|order| order.is_ne()),
        _ => None,
    };
    match (by_name, by_saved) {
        (Some(_), Some(saved)) if of_a.apart_by_copy_alone(&of_b) => (saved, Why::Told),
        (Some(name), Some(saved)) if name != saved => (name, Why::AgainstSaved),
        (Some(order), _) | (None, Some(order)) => (order, Why::Told),
        (None, None) => (rows(a).cmp(&rows(b)), Why::Nothing),
    }
}

fn rows(file: &Version<'_>) -> usize {
    count(&file.parts)
}

fn count(parts: &[Part<'_>]) -> usize {
    parts.iter().map(Part::len).sum()
}

/// How much of two files is the same.
enum Overlap {
    /// No table of theirs names the same things: parts, or months, of one return.
    Nothing,
    /// Some of their tables do (these), others do not.
    Part(Vec<&'static Table>),
    /// All that both hold.
    Versions,
}

fn overlap(a: &Version<'_>, b: &Version<'_>) -> Overlap {
    let mut same: Vec<&'static Table> = Vec::new();
    let mut others = false;
    for table in tables(a).intersection(&tables(b)) {
        let Some(table) = schema().table(table) else {
            continue;
        };
        let (in_a, in_b) = (tables_of(a, table), tables_of(b, table));
        let (least, most) = match (count(&in_a), count(&in_b)) {
            (a, b) if a < b => (a, b),
            (a, b) => (b, a),
        };
        // What goes missing with the larger one would be most of it.
        let alike = alike(table, &in_a, &in_b);
        if alike > 0 && alike * 2 >= least && (alike * 2 >= most || least <= FEW) {
            same.push(table);
        } else if least >= FEW {
            others = true;
            // A part of it stands in both and would count twice.
            if alike * 2 >= least {
                same.push(table);
            }
        }
    }
    match (same.is_empty(), others) {
        (true, _) => Overlap::Nothing,
        (false, true) => Overlap::Part(same),
        (false, false) => Overlap::Versions,
    }
}

/// The ids of the tables of which a file holds rows.
fn tables(file: &Version<'_>) -> BTreeSet<&'static str> {
    let parts = file.parts.iter().filter(|part| part.tells());
    parts.map(Part::id).collect()
}

fn tables_of<'f>(file: &Version<'f>, table: &Table) -> Vec<Part<'f>> {
    let parts = file.parts.iter().copied();
    parts.filter(|part| part.id() == table.id).collect()
}

/// The ways in which a row of `table` tells what it is about, each the positions of its columns.
/// Where a key is declared, the key; else what does not change when an amount is put right, and what
/// does not when a voucher's number is filled in.
fn identities(table: &Table) -> Vec<Vec<usize>> {
    let positions = |which: &dyn Fn(&Column) -> bool| -> Vec<usize> {
        let columns = table.columns.iter().enumerate();
        columns.filter(|(_, c)| which(c)).map(|(i, _)| i).collect()
    };
    let is_date = |c: &Column| matches!(c.kind, ColumnType::Date | ColumnType::Month);
    if !table.key.is_empty() {
        return vec![positions(&|c| table.key.contains(&c.id))];
    }
    let is_amount = |c: &Column| matches!(c.kind, ColumnType::Money | ColumnType::Integer);
    let is_text =
        |c: &Column| !is_amount(c) && !matches!(c.kind, ColumnType::Decimal | ColumnType::Boolean);
    vec![
        positions(&is_text),
        positions(&|c| is_date(c) || is_amount(c) || c.kind == ColumnType::Name),
    ]
}

/// How many rows of `a` name what a row of `b` does, told in the way that finds the most.
fn alike(table: &Table, a: &[Part<'_>], b: &[Part<'_>]) -> usize {
    let ways = identities(table).into_iter();
    ways.map(|by| matched(table, a, b, by)).max().unwrap_or(0)
}

/// How many rows of `a` name what a row of `b` does, by the columns of `table` at `positions` that
/// both have.
fn matched(table: &Table, a: &[Part<'_>], b: &[Part<'_>], positions: Vec<usize>) -> usize {
    let both_have = |&index: &usize| a.iter().chain(b).all(|part| part.rows.block.has(index));
    let name = table.column_index("name").filter(both_have);
    let positions: BTreeSet<usize> = positions
        .into_iter()
        // An ID number may have been filled in or put right: the person is the same.
        .map(|index| match table.columns[index].kind {
            ColumnType::NationalId => name.unwrap_or(index),
            _ => index,
        })
        .filter(both_have)
        .collect();
    let mut left: HashMap<u64, usize> = HashMap::new();
    for identity in a.iter().flat_map(|part| identities_of(part, &positions)) {
        *left.entry(identity).or_default() += 1;
    }
    let mut matched = 0;
    for identity in b.iter().flat_map(|part| identities_of(part, &positions)) {
        if let Some(count) = left.get_mut(&identity).filter(|count| **count > 0) {
            *count -= 1;
            matched += 1;
        }
    }
    matched
}

/// What each row is about, as a number; rows that state nothing of it are left out.
fn identities_of(part: &Part<'_>, positions: &BTreeSet<usize>) -> Vec<u64> {
    let identity = |row: usize| {
        let mut hasher = DefaultHasher::new();
        part.share.unit.hash(&mut hasher);
        let mut says = false;
        for &index in positions {
            let value = part
                .rows
                .columns
                .get(index)
                .and_then(|column| column.get(row));
            says |= value.is_some();
            match value {
                Some(TypedValue::Text(text)) => compared(text).hash(&mut hasher),
                value => value.hash(&mut hasher),
            }
        }
        says.then(|| hasher.finish())
    };
    match &part.share.rows {
        Some(indices) => indices.iter().copied().filter_map(identity).collect(),
        None => (0..part.len()).filter_map(identity).collect(),
    }
}

/// Tells the findings that say of a file that it and the one at the path `other` both count.
pub(super) fn is_of_both(other: &str) -> impl Fn(&Finding) -> bool {
    move |finding: &Finding| {
        let has = |name: &str, arg: &Arg| finding.args.iter().any(|(n, a)| *n == name && a == arg);
        finding.code == Code::F031
            && has("what", &Arg::Words(messages::VERSION_BOTH_COUNT))
            && has("other", &Arg::Thing(other.to_string()))
    }
}

/// F031 at both of two files that hold the same in `tables` and else do not; both count.
fn both_count(
    files: &[Version<'_>],
    (a, b): (usize, usize),
    tables: &[&'static Table],
) -> [(usize, Finding); 2] {
    let what = titles(tables.iter().copied());
    [(a, b), (b, a)].map(|(here, other)| {
        let finding = finding(
            files,
            Code::F031,
            (here, other),
            messages::VERSION_BOTH_COUNT,
        )
        .arg("tables", Arg::filled(messages::IN_BRACKETS, what.clone()));
        (here, finding)
    })
}

/// A finding at the file `here` that names the `other`.
fn finding(
    files: &[Version<'_>],
    code: Code,
    (here, other): (usize, usize),
    what: Words,
) -> Finding {
    Finding::new(code, Place::of_input(files[here].number))
        .arg("other", Arg::Thing(files[other].facts.path.to_string()))
        .arg("what", Arg::Words(what))
}

/// What counts of the file at `older` beside those that are `newer` (the newest first), and what is
/// said of it.
fn left_out(
    files: &[Version<'_>],
    older: usize,
    newer: &[usize],
    why: Why,
    said: &mut Vec<(usize, Finding)>,
) -> Counted {
    let Some(&newest) = newer.first() else {
        return Counted::All;
    };
    let replaced: BTreeSet<&'static str> = newer
        .iter()
        .flat_map(|&newer| &files[newer].parts)
        .filter(|part| part.len() > 0)
        .map(Part::id)
        .collect();
    let both = (older, newest);
    let mut first = match why {
        Why::Told => finding(files, Code::F030, both, messages::VERSION_TOLD),
        Why::AgainstSaved => finding(files, Code::F031, both, messages::VERSION_BY_NAME),
        Why::Nothing => finding(files, Code::F031, both, messages::VERSION_BY_ROWS),
    };
    if why != Why::Told {
        first.args.push(("tables", Arg::Static("")));
    }
    said.push((older, first));
    let missing = rows_missing(files, both, &replaced);
    said.extend(missing.map(|finding| (older, finding)));
    let parts = files[older].parts.iter().copied();
    let kept: Vec<Part<'_>> = parts.filter(|part| !replaced.contains(part.id())).collect();
    if !kept.iter().any(Part::tells) {
        return Counted::Older;
    }
    let titles = titles(kept.iter().map(|part| part.rows.block.table));
    let counts_on = finding(files, Code::F032, both, messages::VERSION_COUNTS_ON)
        .arg("tables", titles)
        .arg("rows", Arg::count(count(&kept)));
    said.push((older, counts_on));
    Counted::Without(replaced)
}

/// F032: rows of the file at `older` that its newest version does not have, in tables that are
/// `replaced`.
fn rows_missing(
    files: &[Version<'_>],
    both: (usize, usize),
    replaced: &BTreeSet<&'static str>,
) -> Option<Finding> {
    let mut missing = 0;
    let mut of: Vec<&'static Table> = Vec::new();
    let replaced = replaced.iter().filter_map(|id| schema().table(id));
    for table in replaced.filter(|table| !table.sent_again) {
        let old = tables_of(&files[both.0], table);
        let new = tables_of(&files[both.1], table);
        let lost = count(&old).saturating_sub(alike(table, &old, &new));
        if lost > 0 {
            missing += lost;
            of.push(table);
        }
    }
    (missing > 0).then(|| {
        finding(files, Code::F032, both, messages::VERSION_ROWS_GONE)
            .arg("tables", titles(of.into_iter()))
            .arg("rows", Arg::count(missing))
    })
}

fn titles(tables: impl Iterator<Item = &'static Table>) -> Arg {
    let mut titles: Vec<&str> = tables.map(|table| table.title.zh).collect();
    titles.dedup();
    Arg::names(titles.into_iter().map(Arg::Static))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(a: (&str, Option<&str>), b: (&str, Option<&str>)) -> (Ordering, Why) {
        let facts = [a, b].map(|(path, saved)| FileFacts {
            path,
            saved,
            ..FileFacts::default()
        });
        let version = |facts| Version {
            facts,
            number: 0,
            unit: None,
            parts: Vec::new(),
        };
        which_is_newer(&version(&facts[0]), &version(&facts[1]))
    }

    #[test]
    fn names_tell_before_documents_and_a_copy_tells_nothing() {
        let (early, late) = (Some("2023-10-08T08:00:00Z"), Some("2023-10-09T08:00:00Z"));
        let newer_second = (Ordering::Less, Why::Told);
        assert_eq!(
            told(("会费.xlsx", None), ("会费v2.xlsx", None)),
            newer_second
        );
        assert_eq!(
            told(("会费.xlsx", early), ("会费v2.xlsx", late)),
            newer_second
        );
        assert_eq!(
            told(("会费.xlsx", late), ("会费v2.xlsx", early)),
            (Ordering::Less, Why::AgainstSaved)
        );
        assert_eq!(
            told(("a/会费.xlsx", early), ("b/会费.xlsx", late)),
            newer_second
        );
        assert_eq!(
            told(("会费 - 副本.xlsx", early), ("会费.xlsx", late)),
            newer_second
        );
        assert_eq!(
            told(("会费修改版.xlsx", early), ("会费v2.xlsx", late)),
            newer_second
        );
        assert_eq!(
            told(("a/会费.xlsx", late), ("b/会费.xlsx", late)),
            (Ordering::Equal, Why::Nothing)
        );
    }
}
