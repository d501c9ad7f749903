//! tabulate: the sheets of a workbook → tables of typed rows. Which blocks of a sheet are which table
//! `recognise` tells, what a cell's text means `parse` does: both are driven from here.
//!
//! - `sheet.rs`: one sheet, from its head to its last row;
//! - `segment.rs`: where tables begin and end under each other, `table.rs` the one that is open,
//!   `header.rs` what its header gives;
//! - `pairs.rs`: two rows of one person, what was due and what was paid; `sides.rs`: on which side of an
//!   account an amount stands;
//! - `section.rs`: what the heading above says of rows (退休会员, 未通过);
//! - `kinds/`: what a row is (data, a total, a footnote …);
//! - `mend/`: what is put into a row before it is parsed (merged cells, split dates);
//! - `watch/`: what is looked for in the rows of a table and said when it is done;
//! - `context/`: what stands around the rows and holds for them: year, month, unit of money.
//!
//! Whose the rows are, and whether their figures are right, is not asked here.

mod context;
mod header;
mod kinds;
mod mend;
mod pairs;
mod section;
mod segment;
mod sheet;
mod sides;
mod table;
mod watch;

pub use kinds::{Answer, Clue, RowKind, is_worked_out, row_kind};

use crate::finding::{Arg, Code, Finding, Place, UNNUMBERED, a1, column_letters};
use crate::findings::Findings;
use crate::judgement::{Judgement, Reason, Seen};
use crate::messages;
use crate::outcome::{NoTable, RecognisedTable, UnrecognisedSheet};
use crate::parse::YearHint;
use crate::read::{ReadError, Workbook};
use crate::recognise::{Lines, school_of_title};
use crate::rows::{SheetTable, TypedValue};
use sheet::SheetReader;
use table::Done;

/// Where a workbook comes from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Source<'s> {
    /// The file's path, for what its name and its folders' say.
    pub path: &'s str,
    /// The year of a bare month, where no title tells it.
    pub years: Option<YearHint>,
}

/// What the sheets of a workbook hold.
#[derive(Debug, Default)]
pub struct Tabulated {
    /// The tables, sheet by sheet.
    pub tables: Vec<SheetTable>,
    /// The same, as an output lists them.
    pub recognised: Vec<RecognisedTable>,
    /// Sheets that hold no table.
    pub unrecognised: Vec<UnrecognisedSheet>,
    /// What is said of sheets and headers.
    pub findings: Vec<Finding>,
    /// What is said of rows and cells; there may be many alike.
    pub of_cells: Findings,
    /// Whether a sheet broke off.
    pub broken: bool,
    /// The unit that 单位信息 states.
    pub stated_unit: Option<String>,
    /// The unit of the first `填报单位：` line.
    pub unit_line: Option<String>,
    /// The school that the first title of a sheet begins with.
    pub unit_title: Option<String>,
}

/// Reads all sheets of `workbook`.
///
/// # Errors
/// When the workbook goes over a limit: nothing of it counts then.
pub fn tabulate(workbook: &mut dyn Workbook, source: Source<'_>) -> Result<Tabulated, ReadError> {
    let mut tabulated = Tabulated::default();
    for (index, sheet) in workbook.sheets().iter().enumerate() {
        let at = At {
            source,
            index: u32::try_from(index).unwrap_or(u32::MAX),
            sheet: &sheet.name,
            date1904: workbook.date1904(),
        };
        SheetReader::new(at, &mut tabulated).read(workbook, index, sheet)?;
    }
    Ok(tabulated)
}

/// The sheet that is being read.
#[derive(Clone, Copy)]
struct At<'s> {
    source: Source<'s>,
    index: u32,
    sheet: &'s str,
    date1904: bool,
}

impl At<'_> {
    /// A place in it: a cell by row and column, both 0-based.
    fn place(self, cell: Option<(u32, u32)>) -> Place {
        Place {
            input: Some(UNNUMBERED),
            sheet_index: self.index,
            cell,
            sheet: Some(self.sheet.to_string()),
            ..Place::default()
        }
    }
}

impl Tabulated {
    /// Takes note of the unit that the lines above a header name.
    fn unit_of(&mut self, lines: &Lines) {
        if self.unit_line.is_none() {
            self.unit_line = lines.unit.clone();
        }
        if self.unit_title.is_none() {
            // The first is the sheet's own name.
            let titles = lines.titles.iter().skip(1);
            self.unit_title = titles.filter_map(|title| school_of_title(title)).next();
        }
    }

    /// Says at `place` that nothing of `sheet`, or of a block in it, counts, and what it looks like.
    fn no_table(&mut self, place: Place, sheet: String, reason: NoTable, because: Vec<Judgement>) {
        if matches!(reason, NoTable::WithoutHeader | NoTable::OtherPurpose) {
            let place = Place {
                cell: None,
                ..place
            };
            self.findings.push(
                Finding::new(Code::T001, place)
                    .arg("sheet", Arg::Thing(sheet.clone()))
                    .arg("looks", looks(reason, &because)),
            );
        }
        self.unrecognised.push(UnrecognisedSheet {
            sheet,
            reason,
            because,
        });
    }

    /// Keeps a table whose rows are all read.
    fn keep(&mut self, done: Done) {
        let Some(first) = done.table.months.first() else {
            return;
        };
        let block = &first.block;
        if block.table.of_other_purpose {
            let sheet = block.sheet.clone();
            self.no_table(done.place, sheet, NoTable::OtherPurpose, done.because);
            return;
        }
        let mut columns = block.columns_by_letter();
        if let Some(column) = block.unit_column {
            columns.insert(0, ("unit", column_letters(column)));
        }
        let months = done.table.months.iter();
        self.recognised.push(RecognisedTable {
            sheet: block.sheet.clone(),
            table: &block.table.id,
            header: a1(block.header.0, block.header.1),
            rows: months.map(|rows| rows.rows.len()).sum(),
            columns,
            unknown: block.unknown.clone(),
            because: done.because,
        });
        if self.stated_unit.is_none() && block.table.id == "units" {
            let stated = first.column("unit").and_then(|column| column.get(0));
            if let Some(TypedValue::Text(unit)) = stated {
                self.stated_unit = Some(unit.to_string());
            }
        }
        self.findings.extend(done.of_header);
        self.of_cells.extend(done.of_rows);
        self.tables.push(done.table);
    }
}

/// What a sheet without a table looks like: what it has of that, and what it lacks of the table that it may
/// be.
fn looks(reason: NoTable, because: &[Judgement]) -> Arg {
    let texts = |judgement: &Judgement, seen: Seen| {
        let mut reasons: Vec<&Reason> = judgement.reasons.iter().collect();
        reasons.retain(|reason| reason.seen == seen);
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.weight));
        let texts = reasons.iter().take(3);
        let texts: Vec<Arg> = texts.map(|r| Arg::Header(r.text.clone())).collect();
        (!texts.is_empty()).then_some(Arg::List(texts, messages::BETWEEN_QUOTED))
    };
    let Some(first) = because.first() else {
        return Arg::Words(messages::HOLDS_NO_TABLE);
    };
    let like = Arg::filled(messages::LOOKS_LIKE, Arg::Words(first.table.title));
    let is_form = first.reasons.iter().any(|r| r.seen == Seen::FormRows);
    let labels = match is_form {
        true => Some(Arg::Words(messages::BY_FORM)),
        false => texts(first, Seen::Label).map(|labels| Arg::filled(messages::BY_LABELS, labels)),
    };
    let lacking = match reason {
        // Whose lines are no rows lacks no columns.
        _ if is_form => None,
        NoTable::OtherPurpose => because
            .get(1)
            .filter(|second| !second.table.of_other_purpose),
        _ => Some(first),
    };
    let lacking = lacking.map(|table| match texts(table, Seen::Missing) {
        Some(columns) => Arg::filled(messages::LACKS_COLUMNS, columns),
        None => Arg::filled(messages::LACKS_OWN, Arg::Words(table.table.title)),
    });
    let parts = std::iter::once(like).chain(labels).chain(lacking);
    Arg::List(parts.collect(), messages::NOTHING)
}
