//! The same rows twice in what one unit sent: a sheet beside its copy, months beside the list that joins
//! them, a form that was exported twice. What the rows say decides, not what sheets and files are called.
//! Rows that all stand elsewhere count once; where a part does, both count and it is asked.

use super::facts::{FileFacts, OfFile, Share, compared};
use super::same_said::{Alike, Sheet, SheetPair, said};
use crate::rows::{ColumnData, TypedRows, TypedValue};
use crate::schema::{ColumnType, Table, TableKind, schema};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Fewer rows that differ from each other may be alike by chance, and are asked about.
const FEW: usize = 3;

/// As many rows that differ from each other are not by chance the same in another month.
const MANY: usize = 5;

/// Rows that agree in fewer columns say too little to be asked about.
const LEAST_COLUMNS: usize = 4;

/// Rows of one table that one unit sent on one sheet; of a wide sheet those of a month.
struct Piece<'f> {
    file: usize,
    /// Its position among the file's shares.
    share: usize,
    sheet: Sheet,
    rows: &'f TypedRows,
    /// The rows' positions.
    all: Vec<usize>,
    /// Those of them that stand in another piece, which counts.
    gone: BTreeSet<usize>,
    /// The columns that hold a value in any of them, by position in the declaration.
    says: BTreeSet<usize>,
    /// The first and last day that they speak of.
    span: Option<(Date, Date)>,
    /// What each row says in some columns, as a number, in order, with its position.
    hashes: HashMap<Vec<usize>, Vec<(u64, usize)>>,
}

/// Leaves out rows of a unit that stand in another of its sheets that counts, and says so; says which
/// sheets are alike in part, and which rosters stand beside each other. `positions` are those of the units,
/// by name.
pub(super) fn count_once(
    files: &[FileFacts<'_>],
    of_files: &mut [OfFile],
    positions: &HashMap<String, u32>,
) {
    let mut pairs: Vec<SheetPair> = Vec::new();
    let mut findings = Vec::new();
    for group in groups(files, of_files, positions) {
        let mut pieces: Vec<Piece<'_>> = group
            .into_iter()
            .filter_map(|(file, share)| Piece::new(files, of_files, (file, share)))
            .collect();
        compare(&mut pieces, &mut pairs);
        findings.extend(super::rosters::beside_each_other(&standing(&pieces), files));
        for piece in pieces.iter().filter(|piece| !piece.gone.is_empty()) {
            let of = &mut of_files[piece.file];
            if let Some(share) = of.shares.get_mut(piece.share) {
                *of.repeats.entry(share.table).or_default() += piece.gone.len();
                let left = piece.left();
                share.repeats = left.is_empty();
                share.rows = Some(left).filter(|_| !share.repeats).or(share.rows.take());
            }
        }
    }
    // Versions of which a part was said to count twice, and which count once.
    for pair in pairs.iter().filter(|pair| pair.how == Alike::Once) {
        let (a, b) = (&pair.kept, &pair.other);
        for (here, other) in [(a.file, b.file), (b.file, a.file)] {
            let is_other = super::versions::is_of_both(files[other].path);
            of_files[here].findings.retain(|finding| !is_other(finding));
        }
    }
    findings.extend(said(files, pairs));
    for (file, finding) in findings {
        of_files[file].findings.push(finding);
    }
}

/// Where the rows that count of each table of a unit stand, as file and share, where they stand in several
/// places.
fn groups(
    files: &[FileFacts<'_>],
    of_files: &[OfFile],
    positions: &HashMap<String, u32>,
) -> Vec<Vec<(usize, usize)>> {
    let mut groups: BTreeMap<(u32, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for (file, (facts, of)) in files.iter().zip(of_files).enumerate() {
        for (at, share) in of.shares.iter().enumerate() {
            let Some(rows) = facts.tables.get(share.table) else {
                continue;
            };
            let table = rows.block.table;
            let named = share.unit.as_ref().and_then(|name| positions.get(name));
            let (Some(unit), Some(index)) = (named.copied().or(of.unit), schema().index(&table.id))
            else {
                continue;
            };
            let is_return = table.kind == TableKind::Return && !table.sent_again;
            if is_return && of.number.is_some() && of.counts(share, &table.id) {
                groups.entry((unit, index)).or_default().push((file, at));
            }
        }
    }
    groups
        .into_values()
        .filter(|group| group.len() > 1)
        .collect()
}

impl<'f> Piece<'f> {
    fn new(
        files: &[FileFacts<'f>],
        of_files: &[OfFile],
        (file, share): (usize, usize),
    ) -> Option<Piece<'f>> {
        let of = of_files.get(file)?;
        let part: &Share = of.shares.get(share)?;
        let rows = files.get(file)?.tables.get(part.table)?;
        let all = part.rows.clone();
        let all = all.unwrap_or_else(|| (0..rows.rows.len()).collect());
        let holds = |column: &ColumnData| all.iter().any(|&row| column.get(row).is_some());
        let columns = rows.columns.iter().enumerate();
        let says = columns
            .filter(|(_, column)| holds(column))
            .map(|(at, _)| at);
        let dates = rows.block.table.dates_period.as_deref();
        let dates = dates.and_then(|id| rows.column(id));
        let days = || all.iter().filter_map(|&row| dates?.get(row)?.date());
        let block = &rows.block;
        (!all.is_empty()).then(|| Piece {
            file,
            share,
            sheet: Sheet::of(file, of.number, block),
            rows,
            says: says.collect(),
            span: days().min().zip(days().max()),
            all: all.clone(),
            gone: BTreeSet::new(),
            hashes: HashMap::new(),
        })
    }

    /// The positions of the rows that stand nowhere else.
    fn left(&self) -> Vec<usize> {
        let rows = self.all.iter().copied();
        rows.filter(|row| !self.gone.contains(row)).collect()
    }

    fn len(&self) -> usize {
        self.all.len() - self.gone.len()
    }

    /// Whether the two may speak of the same days.
    fn meets(&self, other: &Piece<'_>) -> bool {
        match (self.span, other.span) {
            (Some((a, b)), Some((c, d))) => a <= d && c <= b,
            (None, None) => true,
            _ => false,
        }
    }

    /// Whether `other` says in figures, dates and yes or no all that it does.
    fn figures_in(&self, other: &Piece<'_>) -> bool {
        let is_words = |at: &usize| {
            let kind = self.sheet.table.columns[*at].kind;
            matches!(
                kind,
                ColumnType::Text | ColumnType::Phone | ColumnType::Name
            )
        };
        let mut lacks = self.says.difference(&other.says);
        lacks.all(is_words)
    }

    /// What each row says in `columns`; rows that leave one of `needed` open are left out.
    fn hashed(&mut self, columns: &[usize], needed: &[usize]) -> &[(u64, usize)] {
        let (rows, all) = (self.rows, &self.all);
        self.hashes.entry(columns.to_vec()).or_insert_with(|| {
            let value = |at: usize, row: usize| rows.columns[at].get(row);
            let stated = |row: &usize| needed.iter().all(|&at| value(at, *row).is_some());
            let hash = |row: usize| {
                let mut hasher = DefaultHasher::new();
                for &at in columns {
                    match value(at, row) {
                        Some(TypedValue::Text(text)) => compared(text).hash(&mut hasher),
                        value => value.hash(&mut hasher),
                    }
                }
                (hasher.finish(), row)
            };
            let mut hashes: Vec<(u64, usize)> =
                all.iter().copied().filter(stated).map(hash).collect();
            hashes.sort_unstable();
            hashes
        })
    }
}

/// The columns by which rows of two pieces can be told to be the same, and those of them that a row has to
/// state; none where the two have too few in common.
fn in_common(a: &Piece<'_>, b: &Piece<'_>) -> Option<(Vec<usize>, Vec<usize>)> {
    let table = a.sheet.table;
    let both: Vec<usize> = a.says.intersection(&b.says).copied().collect();
    let index = |id: &String| table.column_index(id);
    let mut needed: Vec<usize> = Vec::new();
    for id in &table.key {
        let column = table.column(id)?;
        let of_person = column.kind == ColumnType::NationalId;
        // A person is known by name where a list has no numbers.
        let name = || {
            table
                .columns
                .iter()
                .position(|c| c.kind == ColumnType::Name)
        };
        let at = match index(id)? {
            at if of_person && !both.contains(&at) => name()?,
            at => at,
        };
        if !column.optional_in_key {
            needed.push(at);
        }
    }
    needed.extend(table.dates_period.as_ref().and_then(index));
    let says_enough = both.len() >= FEW || table.roster && both.len() >= 2;
    let has_needed = needed.iter().all(|at| both.contains(at));
    (says_enough && has_needed).then_some((both, needed))
}

/// The rows of two pieces that say the same, one of `a` for one of `b`, and how many of them differ from
/// each other.
fn matched(
    a: &mut Piece<'_>,
    b: &mut Piece<'_>,
    columns: &[usize],
    needed: &[usize],
) -> (Vec<(usize, usize)>, usize) {
    let mut pairs = Vec::new();
    let mut different = 0;
    let (gone_a, gone_b) = (a.gone.clone(), b.gone.clone());
    let (of_a, of_b) = (a.hashed(columns, needed), b.hashed(columns, needed));
    let (mut i, mut j) = (0, 0);
    let mut last = None;
    while let (Some(&(x, row_a)), Some(&(y, row_b))) = (of_a.get(i), of_b.get(j)) {
        if x < y || gone_a.contains(&row_a) {
            i += 1;
        } else if x > y || gone_b.contains(&row_b) {
            j += 1;
        } else {
            pairs.push((row_a, row_b));
            different += usize::from(last != Some(x));
            last = Some(x);
            (i, j) = (i + 1, j + 1);
        }
    }
    (pairs, different)
}

/// Takes out of `pieces` what stands in another one, and adds which sheets are alike.
fn compare(pieces: &mut [Piece<'_>], pairs: &mut Vec<SheetPair>) {
    // Of two that hold the same the first counts.
    pieces.sort_by_key(|piece| (std::cmp::Reverse(piece.all.len()), piece.sheet.order()));
    for at in 1..pieces.len() {
        let (above, below) = pieces.split_at_mut(at);
        let Some(small) = below.first_mut() else {
            continue;
        };
        for large in above {
            let one_sheet = large.sheet.order() == small.sheet.order();
            if one_sheet || small.len() == 0 || large.len() == 0 {
                continue;
            }
            pairs.extend(match large.meets(small) {
                true => pair(large, small),
                false => copied(large, small),
            });
        }
    }
}

/// Two pieces without a key, of other days, that say the same but for these: a month was copied.
fn copied(large: &mut Piece<'_>, small: &mut Piece<'_>) -> Option<SheetPair> {
    let table = small.sheet.table;
    if !table.key.is_empty() || small.len() < MANY {
        return None;
    }
    let undated = |at: &usize| table.columns[*at].kind != ColumnType::Date;
    let both = large.says.intersection(&small.says).copied();
    let columns: Vec<usize> = both.filter(undated).collect();
    let (rows, different) = matched(large, small, &columns, &[]);
    let whole = rows.len() == small.len() && different >= MANY;
    (whole && columns.len() >= LEAST_COLUMNS).then(|| SheetPair {
        kept: large.sheet.clone(),
        other: small.sheet.clone(),
        rows: rows.len(),
        how: Alike::ButForDates,
    })
}

/// What is to be said of two pieces that are alike, after rows of one were taken out.
fn pair(large: &mut Piece<'_>, small: &mut Piece<'_>) -> Option<SheetPair> {
    let (columns, needed) = in_common(large, small)?;
    let (rows, different) = matched(large, small, &columns, &needed);
    let table: &Table = small.sheet.table;
    let whole = rows.len() == small.len().min(large.len());
    let once = |kept: &Piece<'_>, other: &Piece<'_>| SheetPair {
        kept: kept.sheet.clone(),
        other: other.sheet.clone(),
        rows: rows.len(),
        how: Alike::Once,
    };
    if whole && different >= FEW {
        let same_list = !table.roster || large.says == small.says && same_titles(large, small);
        if same_list && (small.says.is_subset(&large.says) || small.figures_in(large)) {
            let pair = once(large, small);
            small.gone.extend(rows.iter().map(|(_, row)| *row));
            return Some(pair);
        }
        if same_list && large.figures_in(small) {
            let pair = once(small, large);
            large.gone.extend(rows.iter().map(|(row, _)| *row));
            return Some(pair);
        }
    }
    // Of rows with a key T101 tells which are alike.
    let asked = table.key.is_empty() && !rows.is_empty() && columns.len() >= LEAST_COLUMNS;
    asked.then(|| SheetPair {
        how: Alike::Both,
        ..once(large, small)
    })
}

/// Whether two lists of people are of the same people by what they call themselves: of the staff, or of the
/// members among them.
fn same_titles(a: &Piece<'_>, b: &Piece<'_>) -> bool {
    let says = |piece: &Piece<'_>, word: &str| {
        let titles = &piece.rows.block.titles;
        titles.iter().any(|title| title.contains(word))
    };
    ["会员", "职工"]
        .iter()
        .all(|word| says(a, word) == says(b, word))
}

/// What still counts, for the question of rosters: the rows of each piece, and where they stand.
fn standing<'p>(pieces: &'p [Piece<'_>]) -> Vec<(&'p Sheet, &'p TypedRows, Vec<usize>)> {
    let roster = pieces.iter().filter(|piece| piece.sheet.table.roster);
    let mut standing: Vec<_> = roster
        .filter(|piece| piece.len() > 0)
        .map(|piece| (&piece.sheet, piece.rows, piece.left()))
        .collect();
    standing.sort_by_key(|(sheet, ..)| sheet.order());
    standing
}
