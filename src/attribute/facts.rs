//! What is known of a file before it is anyone's, and what comes of it.

use super::departments;
use crate::finding::{Code, Finding};
use crate::rows::TypedRows;
use crate::schema::narrow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is known of one file.
#[derive(Debug, Clone, Copy, Default)]
pub struct FileFacts<'f> {
    /// As it is printed; a file in a zip is `a.zip!b/c.xlsx`.
    pub path: &'f str,
    /// SHA-256 of its bytes; empty where it could not be opened.
    pub sha256: &'f str,
    /// Whether it, or a sheet of it, could not be read.
    pub unreadable: bool,
    /// Whether it is no workbook and was found in a folder.
    pub passed_over: bool,
    /// When the document says that it was last saved, as it says it.
    pub saved: Option<&'f str>,
    /// The unit that its 单位信息 states.
    pub stated_unit: Option<&'f str>,
    /// The unit of its first `填报单位：` line.
    pub unit_line: Option<&'f str>,
    /// The school that the first title of its sheets begins with.
    pub unit_title: Option<&'f str>,
    /// Its tables, in the order of its sheets.
    pub tables: &'f [TypedRows],
}

/// Rows of one table of a file that are one unit's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The table's position (0-based) among the file's.
    pub table: usize,
    /// The unit's name, where the rows or their sheet name it; none for the file's own.
    pub unit: Option<String>,
    /// The rows' positions (0-based); none for all rows of the table.
    pub rows: Option<Vec<usize>>,
    /// Whether all of them stand in another share that counts, so that they do not.
    pub repeats: bool,
}

/// Which of a file's rows count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Counted {
    /// All of them.
    #[default]
    All,
    /// None: the same bytes stand among the inputs already.
    Repeated,
    /// None: a newer version of it stands among the inputs.
    Older,
    /// All but those of these tables (by id), which a newer version of it holds.
    Without(BTreeSet<&'static str>),
}

impl Counted {
    /// Whether rows of the table `id` count.
    pub fn holds(&self, id: &str) -> bool {
        match self {
            Counted::All => true,
            Counted::Repeated | Counted::Older => false,
            Counted::Without(replaced) => !replaced.contains(id),
        }
    }

    /// Whether what was found in the file before still stands.
    fn keeps(&self, finding: &Finding) -> bool {
        match self {
            Counted::All => true,
            Counted::Repeated => false,
            Counted::Older => is_broken_sheet(finding),
            Counted::Without(_) => finding.place.table.is_some_and(|id| self.holds(id)),
        }
    }
}

/// Whether a sheet could not be read to its end, which stays said whatever counts of the file: nobody
/// knows whose the missing rows are.
fn is_broken_sheet(finding: &Finding) -> bool {
    finding.code == Code::F016
}

/// The unit that is looked at alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Only {
    pub(super) unit: String,
    /// Whether what the file says of no unit is that unit's.
    pub(super) own: bool,
}

impl Only {
    pub(super) fn keeps(&self, unit: Option<&String>) -> bool {
        unit.map_or(self.own, |unit| *unit == self.unit)
    }
}

/// What comes of one file.
#[derive(Debug, Clone, Default)]
pub struct OfFile {
    /// Its position (0-based) in the list of inputs; none for a file that is no input, since another
    /// unit than its own is asked for.
    pub number: Option<u32>,
    /// Its unit's position (0-based) among the units; none for a file that is nobody's own.
    pub unit: Option<u32>,
    /// The positions of all units whose rows it holds.
    pub holds: Vec<u32>,
    /// Which of its rows count.
    pub counted: Counted,
    /// Whose its rows are, by table and then by unit.
    pub shares: Vec<Share>,
    /// The tables, by position, whose column 单位 names departments.
    pub(super) departments: BTreeSet<usize>,
    /// How many rows of each of its tables, by position, do not count because they stand elsewhere too.
    pub repeats: BTreeMap<usize, usize>,
    /// What is to be said of the file and whose it is, and of its versions.
    pub findings: Vec<Finding>,
    pub(super) only: Option<Only>,
}

impl OfFile {
    /// Whether the rows of `share`, which are of the table `id`, count.
    pub(super) fn counts(&self, share: &Share, id: &str) -> bool {
        let only = self.only.as_ref();
        !share.repeats
            && self.counted.holds(id)
            && only.is_none_or(|only| only.keeps(share.unit.as_ref()))
    }

    /// The file's `tables` with its number, those of several units divided, without what does not
    /// count; and what was found in it (`findings`), with whose row it is about, and [`Self::findings`].
    pub fn applied(
        &self,
        tables: Vec<TypedRows>,
        findings: Vec<Finding>,
    ) -> (Vec<TypedRows>, Vec<Finding>) {
        let whose = self.units_of_rows(&tables);
        let summaries = self.summaries(&tables);
        let sheets: BTreeSet<u32> = self
            .departments
            .iter()
            .filter_map(|&at| tables.get(at))
            .map(|rows| rows.block.sheet_index)
            .collect();
        // Who has no department is of the school all the same.
        let of_no_school =
            |f: &Finding| f.code == Code::T010 && sheets.contains(&f.place.sheet_index);
        let mut said = Vec::with_capacity(findings.len() + self.findings.len());
        for mut finding in findings.into_iter().filter(|f| !of_no_school(f)) {
            let row = finding.place.cell.map(|(row, _)| row + 1);
            if let Some(row) = row.filter(|_| finding.place.unit.is_none()) {
                let unit = whose.get(&(finding.place.sheet_index, row));
                finding.place.unit = unit.map(|unit| (*unit).clone());
            }
            let only = self.only.as_ref();
            let asked = only.is_none_or(|only| only.keeps(finding.place.unit.as_ref()))
                && !(finding.place.sheet.is_some()
                    && summaries.contains(&finding.place.sheet_index));
            if (asked || is_broken_sheet(&finding)) && self.counted.keeps(&finding) {
                finding.place.input = self.number;
                said.push(finding);
            }
        }
        said.extend(self.findings.iter().cloned());
        let of_departments = |(at, mut rows): (usize, TypedRows)| {
            if self.departments.contains(&at) {
                departments::move_into_column(&mut rows);
            }
            Some(rows)
        };
        let tables = tables.into_iter().enumerate();
        let mut tables: Vec<Option<TypedRows>> = tables.map(of_departments).collect();
        let mut rows = Vec::with_capacity(self.shares.len());
        for share in &self.shares {
            let Some(table) = tables.get_mut(share.table) else {
                continue;
            };
            let counts = |rows: &&mut TypedRows| self.counts(share, &rows.block.table.id);
            let Some(whole) = table.as_mut().filter(counts) else {
                continue;
            };
            whole.block.input = self.number.unwrap_or_default();
            rows.extend(match &share.rows {
                Some(indices) => Some(whole.of_one_unit(indices, share.unit.clone())),
                None => {
                    whole.block.unit.clone_from(&share.unit);
                    table.take()
                }
            });
        }
        (rows, said)
    }

    /// The sheets that hold nothing but summaries (T084): what they lack for a table of their own need not be
    /// mended.
    fn summaries(&self, tables: &[TypedRows]) -> BTreeSet<u32> {
        let said = self.findings.iter().filter(|f| f.code == Code::T084);
        let mut sheets: BTreeSet<u32> = said.map(|f| f.place.sheet_index).collect();
        for share in self.shares.iter().filter(|share| !share.repeats) {
            if let Some(rows) = tables.get(share.table) {
                sheets.remove(&rows.block.sheet_index);
            }
        }
        sheets
    }

    /// The unit of each row that is not the file's own, by sheet and row number.
    fn units_of_rows(&self, tables: &[TypedRows]) -> HashMap<(u32, u32), &String> {
        let mut whose = HashMap::new();
        for share in &self.shares {
            let (Some(unit), Some(rows)) = (&share.unit, tables.get(share.table)) else {
                continue;
            };
            let sheet = rows.block.sheet_index;
            match &share.rows {
                Some(indices) => {
                    let numbers = indices.iter().filter_map(|&index| rows.rows.get(index));
                    whose.extend(numbers.map(|&number| ((sheet, number), unit)));
                }
                None => whose.extend(rows.rows.iter().map(|&number| ((sheet, number), unit))),
            }
        }
        whose
    }
}

/// A text as a person sees it.
pub(super) fn compared(text: &str) -> String {
    let chars = text.chars().map(narrow);
    chars.filter(|c| !c.is_whitespace()).collect()
}
