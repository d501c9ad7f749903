//! Of two versions of one workbook the newer one counts. Two files are versions when they are one
//! unit's, their names are alike but for marks such as `v2` or `最终版`, and their rows name the same
//! things; September's and October's return are alike in name and are not. What a newer version
//! lacks altogether counts on from the older one, and all of it is said.

use super::ingested::{Ingested, file_place};
use crate::finding::{Arg, Code, Finding};
use crate::messages;
use crate::recognise::FileName;
use crate::rows::{TypedRows, TypedValue};
use crate::schema::{Column, ColumnType, Table, narrow};
use crate::words::Words;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Every part of a return may state its unit (单位信息), which makes no two of them alike.
const NOT_ASKED: &str = "units";

/// Fewer rows than this do not speak against two files being versions of one.
const FEW: usize = 3;

/// Leaves out the rows of older versions, and says so.
pub(super) fn leave_out_older(files: &mut [Ingested]) {
    // A workbook of several schools' rows is no unit's own.
    let mut alike: BTreeMap<(Option<u32>, String), Vec<usize>> = BTreeMap::new();
    for (number, file) in files.iter().enumerate() {
        if !file.input.holds.is_empty() && !file.tables.is_empty() {
            let bare = FileName::read(&file.input.path).bare;
            let group = alike.entry((file.input.unit, bare)).or_default();
            group.push(number);
        }
    }
    for mut group in alike.into_values().filter(|group| group.len() > 1) {
        group.sort_by_cached_key(|&number| {
            let file = &files[number];
            let marks = FileName::read(&file.input.path).marks;
            (marks, file.saved.clone(), file.input.path.clone())
        });
        for (older, newer, why) in superseded(files, &group) {
            leave_out(files, older, &newer, why);
        }
    }
}

/// Of the files of `group`, in their order by name, those that give way: each with the files that
/// are newer, the newest first, and with what told so.
fn superseded(files: &mut [Ingested], group: &[usize]) -> Vec<(usize, Vec<usize>, Why)> {
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
                    say_part(files, (other, file), &tables);
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
fn which_is_newer(a: &Ingested, b: &Ingested) -> (Ordering, Why) {
    let marks = |file: &Ingested| FileName::read(&file.input.path).marks;
    let (of_a, of_b) = (marks(a), marks(b));
    let by_name = of_a.order(&of_b).filter(|order| order.is_ne());
    let by_saved = match (&a.saved, &b.saved) {
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

fn rows(file: &Ingested) -> usize {
    file.tables.iter().map(|table| table.rows.len()).sum()
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

fn overlap(a: &Ingested, b: &Ingested) -> Overlap {
    let mut same: Vec<&'static Table> = Vec::new();
    let mut others = false;
    for table in tables(a).intersection(&tables(b)) {
        let Some(table) = crate::schema::schema().table(table) else {
            continue;
        };
        let (in_a, in_b) = (tables_of(a, table), tables_of(b, table));
        let count = |of: &[&TypedRows]| of.iter().map(|t| t.rows.len()).sum::<usize>();
        let (least, most) = match (count(&in_a), count(&in_b)) {
            (a, b) if a < b => (a, b),
            (a, b) => (b, a),
        };
        // What goes missing with the larger one would be most of it.
        let alike = identities(table)
            .into_iter()
            .map(|of| matched(table, &in_a, &in_b, of))
            .max();
        let alike = alike.unwrap_or(0);
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
fn tables(file: &Ingested) -> BTreeSet<&'static str> {
    let with_rows = file.tables.iter().filter(|table| !table.rows.is_empty());
    with_rows
        .map(|table| table.block.table.id.as_str())
        .filter(|id| *id != NOT_ASKED)
        .collect()
}

fn tables_of<'f>(file: &'f Ingested, table: &Table) -> Vec<&'f TypedRows> {
    let of = |rows: &&TypedRows| rows.block.table.id == table.id;
    file.tables.iter().filter(of).collect()
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

/// How many rows of `a` name what a row of `b` does, by the columns of `table` at `positions` that
/// both have.
fn matched(table: &Table, a: &[&TypedRows], b: &[&TypedRows], positions: Vec<usize>) -> usize {
    let both_have = |&index: &usize| a.iter().chain(b).all(|rows| rows.block.has(index));
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
    for identity in a.iter().flat_map(|rows| identities_of(rows, &positions)) {
        *left.entry(identity).or_default() += 1;
    }
    let mut matched = 0;
    for identity in b.iter().flat_map(|rows| identities_of(rows, &positions)) {
        if let Some(count) = left.get_mut(&identity).filter(|count| **count > 0) {
            *count -= 1;
            matched += 1;
        }
    }
    matched
}

/// What each row is about, as a number; rows that state nothing of it are left out.
fn identities_of(rows: &TypedRows, positions: &BTreeSet<usize>) -> Vec<u64> {
    let identity = |row: usize| {
        let mut hasher = DefaultHasher::new();
        rows.block.unit.hash(&mut hasher);
        let mut says = false;
        for &index in positions {
            let value = rows.columns.get(index).and_then(|column| column.get(row));
            says |= value.is_some();
            match value {
                Some(TypedValue::Text(text)) => compared(text).hash(&mut hasher),
                value => value.hash(&mut hasher),
            }
        }
        says.then(|| hasher.finish())
    };
    (0..rows.rows.len()).filter_map(identity).collect()
}

/// A text as a person sees it.
fn compared(text: &str) -> String {
    let chars = text.chars().map(narrow);
    chars.filter(|c| !c.is_whitespace()).collect()
}

/// F031 at both of two files that hold the same in `tables` and else do not; both count.
fn say_part(files: &mut [Ingested], (a, b): (usize, usize), tables: &[&'static Table]) {
    let what: Vec<&str> = tables.iter().map(|table| table.title.zh).collect();
    for (here, other) in [(a, b), (b, a)] {
        let finding = finding(files, Code::F031, here, other, messages::VERSION_BOTH_COUNT)
            .arg("tables", Arg::Text(format!("（{}）", what.join("、"))));
        files[here].findings.push(finding);
    }
}

fn finding(files: &[Ingested], code: Code, here: usize, other: usize, what: Words) -> Finding {
    let number = u32::try_from(here).unwrap_or(u32::MAX);
    Finding::new(code, file_place(number))
        .arg("other", Arg::Text(files[other].input.path.clone()))
        .arg("what", Arg::Words(what))
}

/// Leaves out what `newer` (the newest first) has of the file at `older`, and says so.
fn leave_out(files: &mut [Ingested], older: usize, newer: &[usize], why: Why) {
    let Some(&newest) = newer.first() else { return };
    let replaced: BTreeSet<&'static str> = newer
        .iter()
        .flat_map(|&newer| &files[newer].tables)
        .filter(|table| !table.rows.is_empty())
        .map(|table| table.block.table.id.as_str())
        .collect();
    let mut said = vec![match why {
        Why::Told => finding(files, Code::F030, older, newest, messages::VERSION_TOLD),
        Why::AgainstSaved => finding(files, Code::F031, older, newest, messages::VERSION_BY_NAME),
        Why::Nothing => finding(files, Code::F031, older, newest, messages::VERSION_BY_ROWS),
    }];
    if why != Why::Told {
        said[0].args.push(("tables", Arg::Text(String::new())));
    }
    said.extend(rows_missing(files, older, newest, &replaced));
    let counts_on = |table: &TypedRows| !replaced.contains(table.block.table.id.as_str());
    let kept: Vec<&TypedRows> = files[older]
        .tables
        .iter()
        .filter(|t| counts_on(t))
        .collect();
    let kept_rows: usize = kept.iter().map(|table| table.rows.len()).sum();
    let asked = kept
        .iter()
        .any(|table| !table.rows.is_empty() && table.block.table.id != NOT_ASKED);
    if asked {
        let titles = titles(kept.iter().map(|table| table.block.table));
        said.push(
            finding(
                files,
                Code::F032,
                older,
                newest,
                messages::VERSION_COUNTS_ON,
            )
            .arg("tables", Arg::Text(titles))
            .arg(
                "rows",
                Arg::Count(i64::try_from(kept_rows).unwrap_or(i64::MAX)),
            ),
        );
    }
    // What could not be read of the file, or was said of it before, stays said.
    let always = |finding: &Finding| matches!(finding.code, Code::F016 | Code::F031);
    let file = &mut files[older];
    match asked {
        true => {
            file.tables.retain(counts_on);
            let counts_on = |id: &str| !replaced.contains(id);
            file.input.tables.retain(|table| counts_on(table.table));
            let stays = |finding: &Finding| finding.place.table.is_some_and(counts_on);
            file.findings
                .retain(|finding| stays(finding) || finding.code == Code::F031);
        }
        false => {
            file.tables.clear();
            file.input.older = true;
            file.findings.retain(always);
        }
    }
    file.findings.extend(said);
}

/// F032: rows of the file at `older` that its newest version does not have, in tables that are
/// `replaced`.
fn rows_missing(
    files: &[Ingested],
    older: usize,
    newest: usize,
    replaced: &BTreeSet<&'static str>,
) -> Option<Finding> {
    let mut missing = 0;
    let mut of: Vec<&'static Table> = Vec::new();
    for id in replaced.iter().filter(|id| **id != NOT_ASKED) {
        let Some(table) = crate::schema::schema().table(id) else {
            continue;
        };
        let (old, new) = (
            tables_of(&files[older], table),
            tables_of(&files[newest], table),
        );
        let rows: usize = old.iter().map(|t| t.rows.len()).sum();
        let found = identities(table)
            .into_iter()
            .map(|by| matched(table, &old, &new, by))
            .max();
        let lost = rows.saturating_sub(found.unwrap_or(0));
        if lost > 0 {
            missing += lost;
            of.push(table);
        }
    }
    (missing > 0).then(|| {
        finding(
            files,
            Code::F032,
            older,
            newest,
            messages::VERSION_ROWS_GONE,
        )
        .arg("tables", Arg::Text(titles(of.into_iter())))
        .arg(
            "rows",
            Arg::Count(i64::try_from(missing).unwrap_or(i64::MAX)),
        )
    })
}

fn titles(tables: impl Iterator<Item = &'static Table>) -> String {
    let mut titles: Vec<&str> = tables.map(|table| table.title.zh).collect();
    titles.dedup();
    titles.join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, saved: Option<&str>) -> Ingested {
        let mut file = Ingested {
            saved: saved.map(str::to_string),
            ..Ingested::default()
        };
        file.input.path = path.to_string();
        file
    }

    #[test]
    fn names_tell_before_documents_and_a_copy_tells_nothing() {
        let (early, late) = (Some("2023-10-08T08:00:00Z"), Some("2023-10-09T08:00:00Z"));
        let told = |a: (&str, Option<&str>), b: (&str, Option<&str>)| {
            which_is_newer(&file(a.0, a.1), &file(b.0, b.1))
        };
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
