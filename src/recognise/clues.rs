//! How a header is judged: the clues for and against each table, lists for another purpose among them, and
//! what each weighs. All weights stand here.
//!
//! A label weighs the more, the fewer tables know it, as worked out from the declarations: 姓名 next to
//! nothing, 入会日期 much. What the sheet, its titles and its file call themselves counts, a title by the
//! table that it names last: 会员慰问品签领表 is a list of signatures.

use super::header_cells::HeaderCell;
use super::names::Above;
use super::quoted;
use crate::judgement::{Reason, Seen};
use crate::schema::schema;

/// What a label weighs that so many tables know, from one on.
const LABEL_KNOWN_TO: [i64; 9] = [16, 13, 10, 8, 6, 6, 4, 4, 4];
/// What a label weighs that more tables know than those.
const LABEL_KNOWN_TO_MANY: i64 = 2;
/// A column that months over columns of their own stand for, the parts of a date or the digits of an amount.
const PARTS: i64 = 10;
/// The months of a wide sheet, and the amount under each.
const MONTHS_ALONE: i64 = 2 * PARTS;
/// A required column that is there, beside what its label weighs, and one that is not.
const REQUIRED: i64 = 5;
/// A label that sheets of the table carry beside its columns: it speaks little for it, and not against it.
const BESIDE: i64 = 2;
/// A label that means nothing to the table.
const UNKNOWN: i64 = -3;
/// The sheet's name is the table's.
const SHEET_NAME: i64 = 35;
/// A line above the header names the table.
const TITLE: i64 = 25;
/// The file's name does, where the sheet's says nothing (Sheet1).
const FILE_NAME: i64 = 25;
/// A name that stands in a title that ends in another table's.
const NAMED_IN_PASSING: i64 = 8;

/// How far the labels of a table that nothing names must tell it from others, as `evidence` counts: the
/// labels that most lists of people have (姓名, 性别, 出生日期, 身份证号, 部门, 手机号) do not.
pub(super) const LEAST_EVIDENCE: i64 = 3;
/// By how much a table must be ahead of a list for another purpose to be sure.
pub(super) const MARGIN: i64 = 12;

/// One reason for a table, or against it, while headers are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clue<'c> {
    pub(super) seen: Seen,
    pub(super) text: &'c str,
    /// Row and column, 0-based.
    pub(super) cell: Option<(u32, u32)>,
    pub(super) weight: i64,
}

impl Clue<'_> {
    /// Whether a name says that the sheet is of the table.
    pub(super) fn is_of_name(&self) -> bool {
        let by_name = matches!(self.seen, Seen::SheetName | Seen::Title | Seen::FileName);
        by_name && self.weight > NAMED_IN_PASSING
    }

    /// To be kept.
    pub(super) fn reason(&self) -> Reason {
        Reason {
            seen: self.seen,
            text: quoted(self.text),
            cell: self.cell,
            weight: self.weight,
        }
    }
}

/// A header, and a table that it may be of.
pub(super) struct Header<'h> {
    /// The table's position among the subjects of the schema.
    pub(super) table: usize,
    pub(super) cells: &'h [HeaderCell],
    /// The columns of the declaration that the header names, by position.
    pub(super) columns: &'h [usize],
    /// The cells, by position, that are months of a wide sheet or parts of a date.
    pub(super) parts: &'h [usize],
}

impl<'h> Header<'h> {
    /// Gives `clue` all that speaks for the table and against it, under what stands `above`.
    pub(super) fn clues(&self, above: &'h Above<'_, '_>, clue: &mut dyn FnMut(Clue<'h>)) {
        self.of_labels(clue);
        self.of_columns(clue);
        for (seen, naming, weight) in [
            (Seen::SheetName, above.sheet(self.table), SHEET_NAME),
            (Seen::Title, above.title(self.table), TITLE),
            (Seen::FileName, above.file(self.table), FILE_NAME),
        ] {
            if let Some(naming) = naming {
                let weight = if naming.is_meant {
                    weight
                } else {
                    NAMED_IN_PASSING
                };
                clue(Clue {
                    seen,
                    text: &naming.text,
                    cell: naming.cell,
                    weight,
                });
            }
        }
    }

    fn of_labels(&self, clue: &mut dyn FnMut(Clue<'h>)) {
        let mut known: Vec<usize> = Vec::new();
        for (at, cell) in self.cells.iter().enumerate() {
            let (seen, weight) = match cell.meaning(self.table) {
                _ if self.parts.contains(&at) => continue,
                Some(column) if known.contains(&column) => continue,
                Some(column) => {
                    known.push(column);
                    (Seen::Label, cell.weight(self.table))
                }
                None if cell.is_aside() => continue,
                None if cell
                    .labels
                    .iter()
                    .any(|label| label.stands_beside(self.table)) =>
                {
                    (Seen::Beside, BESIDE)
                }
                // The same table twice beside itself has each label twice.
                None if self.cells[..at].iter().any(|o| o.text == cell.text) => continue,
                None => (Seen::Unknown, UNKNOWN),
            };
            clue(cell.clue(seen, weight));
            if cell.digits.is_some() {
                clue(cell.clue(Seen::Parts, PARTS));
            }
        }
        if let Some(first) = self.parts.first().and_then(|at| self.cells.get(*at)) {
            let columns = self.columns.iter();
            let of_parts = columns.filter(|column| !known.contains(column)).count();
            let weight = PARTS.saturating_mul(i64::try_from(of_parts).unwrap_or(1));
            clue(first.clue(Seen::Parts, weight));
        }
    }

    fn of_columns(&self, clue: &mut dyn FnMut(Clue<'h>)) {
        let declared = schema().subject(self.table);
        for (index, column) in declared.columns.iter().enumerate() {
            let (seen, weight) = match self.columns.contains(&index) {
                _ if !column.required => continue,
                true => (Seen::Required, REQUIRED),
                false => (Seen::Missing, -REQUIRED),
            };
            clue(Clue {
                seen,
                text: column.title.zh,
                cell: None,
                weight,
            });
        }
    }
}

impl HeaderCell {
    fn clue(&self, seen: Seen, weight: i64) -> Clue<'_> {
        Clue {
            seen,
            text: &self.text,
            cell: Some((self.row, self.column)),
            weight,
        }
    }

    /// What its label weighs for the table at `table`.
    fn weight(&self, table: usize) -> i64 {
        let mut known = self.labels.iter().filter_map(|label| label.known_as(table));
        known.next().map_or(0, weight)
    }
}

/// How far a clue tells its table from others: a label that hardly another table knows does alone, one that a
/// few know with two more; months and dates do where they stand for more than themselves and one figure.
pub(super) fn evidence(clue: &Clue<'_>) -> i64 {
    match (clue.seen, clue.weight) {
        (Seen::Parts, ..=MONTHS_ALONE) => 0,
        (_, 13..) => LEAST_EVIDENCE,
        (_, 8..) => 1,
        _ => 0,
    }
}

/// What a label weighs that so many tables know.
fn weight(tables: usize) -> i64 {
    let known = LABEL_KNOWN_TO.get(tables.saturating_sub(1));
    known.copied().unwrap_or(LABEL_KNOWN_TO_MANY)
}
