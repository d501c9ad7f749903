//! Vocabulary: the result of a run, which every output reads and none adds a figure to.
//!
//! Counts and sums only ever add up, so outcomes of two batches, districts or machines can be
//! merged in any order.

mod figures;
mod taken;

pub use figures::{
    ActivityKind, Arrear, Audit, DuesMonth, LedgerCategory, STAFF_CATEGORIES, SportsEvent,
    SportsResult, StaffFigures, UnitFigures, UnitInfo, WelfareCategory, WelfarePayment,
};

pub use taken::{Surety, Taken};

use crate::finding::{Code, Finding};
use crate::judgement::Judgement;
use crate::messages;
use crate::plan::{Period, Plan, Span, Target};
use crate::schema::Table;
use crate::words::{Lang, Words};

/// Everything a run found out.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The period asked for, or the newest term that the data covers.
    pub period: Period,
    /// Where the period came from.
    pub period_source: PeriodSource,
    /// First and last day of the period.
    pub span: Span,
    /// The plan in force.
    pub plan: Plan,
    /// The inputs, sorted by path; the plan's workbook is not among them.
    pub inputs: Vec<Input>,
    /// The plan's workbook, when one was given or found.
    pub plan_input: Option<Input>,
    /// Whether the plan's workbook was found among the inputs.
    pub plan_found: bool,
    /// The units, sorted by the plan's order and then by name.
    pub units: Vec<Unit>,
    /// In the order of their places: input, sheet, row, column, code.
    pub findings: Vec<Finding>,
    /// By unit (none: the whole district, first), metric, period.
    pub metrics: Vec<MetricValue>,
    /// By unit (none: the whole district, first), target, period.
    pub targets: Vec<TargetResult>,
    /// One for each of `units`, in the same order.
    pub figures: Vec<UnitFigures>,
}

/// Where the period came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodSource {
    /// It was asked for.
    Asked,
    /// It is the newest term that the data covers.
    Newest,
    /// Nothing in the data has a date, and nothing was asked for.
    NoData,
}

/// The number by which a [`crate::finding::Place`] names the plan's workbook, which is no input.
pub const PLAN_INPUT: u32 = u32::MAX;

impl Outcome {
    /// The input that a place names.
    pub fn input(&self, number: u32) -> Option<&Input> {
        match number {
            PLAN_INPUT => self.plan_input.as_ref(),
            _ => self.inputs.get(number as usize),
        }
    }

    /// The unit that a finding is about: its place's own, else that of its input.
    pub fn unit_of<'o>(&'o self, finding: &'o Finding) -> Option<&'o str> {
        if let Some(unit) = &finding.place.unit {
            return Some(unit);
        }
        self.unit_name(self.input(finding.place.input?)?.unit)
    }

    /// The name of a unit by its position; none for the whole district.
    pub fn unit_name(&self, unit: Option<u32>) -> Option<&str> {
        let unit = self.units.get(unit? as usize)?;
        Some(unit.name.as_str())
    }

    /// How many targets came to `status`.
    pub fn verdicts(&self, status: TargetStatus) -> usize {
        let of = self.targets.iter().filter(|target| target.status == status);
        of.count()
    }

    /// The inputs that are any.
    fn taken(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|input| !input.passed_over)
    }

    /// How many files were looked into, the plan's among them where it was found with the others.
    pub fn files(&self) -> usize {
        self.taken().count() + usize::from(self.plan_found)
    }

    /// How many of them could not be read.
    pub fn unreadable(&self) -> usize {
        self.taken().filter(|input| input.error.is_some()).count()
    }

    /// How many rows count.
    pub fn rows(&self) -> usize {
        let counted = self.taken().filter(|input| !input.left_out());
        let tables = counted.flat_map(|input| &input.tables);
        tables.map(|table| table.rows).sum()
    }

    /// How many findings are of `severity`, those included that are counted and not listed.
    pub fn count(&self, severity: crate::finding::Severity) -> usize {
        let of = |finding: &&Finding| crate::rule::severity(finding) == severity;
        self.findings
            .iter()
            .filter(of)
            .map(crate::findings::weight)
            .sum()
    }
}

/// One input file.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// Relative to where the command was run, with `/`.
    pub path: String,
    /// Where it is read from.
    pub source: std::path::PathBuf,
    /// In a zip, its entry's index (0-based), and in a zip in that zip, that one's too.
    pub inside: Vec<usize>,
    /// SHA-256 of its bytes in lower-case hexadecimal; empty where it could not be opened.
    pub sha256: String,
    /// Why it could not be read, as the code of the finding that says so.
    pub error: Option<crate::finding::Code>,
    /// The unit's position (0-based) in [`Outcome::units`].
    pub unit: Option<u32>,
    /// The positions of all units whose rows it holds; a workbook of several schools has more than one.
    pub holds: Vec<u32>,
    /// Whether its rows are left out because the same workbook stands among the inputs already.
    pub repeated: bool,
    /// Whether its rows are left out because a newer version of it stands among the inputs.
    pub older: bool,
    /// Whether it is no workbook and was found in a folder: named in a finding, no input.
    pub passed_over: bool,
    /// What was recognised, in the order of the sheets.
    pub tables: Vec<RecognisedTable>,
    /// Sheets without a table.
    pub unrecognised: Vec<UnrecognisedSheet>,
}

impl Input {
    /// Whether none of its rows count because they stand in another input.
    pub fn left_out(&self) -> bool {
        self.repeated || self.older
    }

    /// Whether its rows count, and it is the unit's own.
    pub fn counts_for(&self, unit: u32) -> bool {
        self.unit == Some(unit) && self.error.is_none() && !self.left_out() && !self.passed_over
    }

    /// Whether `finding`, which is about this input, says why it, or what is packed in it, was not read.
    pub fn is_unread_by(&self, finding: &Finding) -> bool {
        self.error == Some(finding.code) || matches!(finding.code, Code::F021 | Code::F024)
    }
}

/// One table that was recognised in a sheet.
#[derive(Debug, Clone)]
pub struct RecognisedTable {
    /// The sheet's name.
    pub sheet: String,
    /// The table's id.
    pub table: &'static str,
    /// The header's first cell in A1 form.
    pub header: String,
    /// How many rows were read.
    pub rows: usize,
    /// Column id and its letters in the sheet, in the declaration's order.
    pub columns: Vec<(&'static str, String)>,
    /// Headers that were not understood, as written.
    pub unknown: Vec<String>,
    /// Why it is taken for that table, and what else it may be: the table itself first.
    pub because: Vec<Judgement>,
}

/// A sheet, or a block in one, that holds no table to be read.
#[derive(Debug, Clone)]
pub struct UnrecognisedSheet {
    /// The sheet's name.
    pub sheet: String,
    /// Why.
    pub reason: NoTable,
    /// What speaks for what it may be: first for what it is taken for, if it is.
    pub because: Vec<Judgement>,
}

impl UnrecognisedSheet {
    /// The list for another purpose that it is taken for.
    pub fn taken_for(&self) -> Option<&'static Table> {
        let first = self.because.first().map(|judgement| judgement.table);
        first.filter(|_| self.reason == NoTable::OtherPurpose)
    }

    /// The reason for a person.
    pub fn words(&self, lang: Lang) -> String {
        let title = self.taken_for().map_or("", |table| table.title.get(lang));
        self.reason.words().fill(lang, &[("value", title)])
    }
}

/// Why a sheet has no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTable {
    /// Nothing stands in it.
    Empty,
    /// The template brings it along.
    OfTemplate,
    /// None of its first rows is the header of a table.
    WithoutHeader,
    /// It is a list for another purpose.
    OtherPurpose,
}

impl NoTable {
    fn words(self) -> Words {
        match self {
            NoTable::Empty => messages::SHEET_EMPTY,
            NoTable::OfTemplate => messages::SHEET_OF_TEMPLATE,
            NoTable::WithoutHeader => messages::SHEET_WITHOUT_HEADER,
            NoTable::OtherPurpose => messages::SHEET_OF_OTHER_PURPOSE,
        }
    }
}

/// Whether a unit sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitStatus {
    /// 已报: at least one of its workbooks was read.
    Received,
    /// 未报: on the plan's list, and nothing of it was read.
    NotReceived,
    /// 不在应报名单: sent, and is not on the plan's list.
    NotExpected,
}

impl UnitStatus {
    /// The id of the JSON contract.
    pub fn id(self) -> &'static str {
        match self {
            UnitStatus::Received => "received",
            UnitStatus::NotReceived => "not_received",
            UnitStatus::NotExpected => "not_expected",
        }
    }
}

/// One unit (单位).
#[derive(Debug, Clone)]
pub struct Unit {
    /// The name by which it is known.
    pub name: String,
    /// 单位类别, from its 单位信息, else from the plan.
    pub kind: Option<String>,
    /// Whether it sent.
    pub status: UnitStatus,
    /// How many of its files were read.
    pub files: usize,
}

impl Unit {
    /// Whether the unit counts when the district's targets are judged: it has to send, or there
    /// is no list of those who have to.
    pub fn has_to_send(&self) -> bool {
        self.status != UnitStatus::NotExpected
    }
}

/// A metric (指标) of one unit, or of the whole district, in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricValue {
    /// The unit's position (0-based) in [`Outcome::units`]; none for the whole district.
    pub unit: Option<u32>,
    /// The metric's id.
    pub metric: String,
    /// The period.
    pub period: Period,
    /// What was counted; none for no data.
    pub measured: Option<Measured>,
}

/// What a metric counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// The numerator, or the count. A sum of money is in fen.
    pub numerator: i64,
    /// The denominator; none for a count.
    pub denominator: Option<i64>,
}

impl Measured {
    /// Whether it can be judged: a rate over nothing can not.
    pub fn answers(self) -> bool {
        self.denominator != Some(0)
    }

    /// The value rounded to eight decimals, for JSON and for cells; none for a rate over nothing.
    pub fn value(self) -> Option<f64> {
        const SCALE: i128 = 100_000_000;
        match self.denominator {
            None => Some(self.numerator as f64),
            Some(0) => None,
            Some(denominator) => {
                let scaled = i128::from(self.numerator) * SCALE * 2 + i128::from(denominator);
                let rounded = scaled.div_euclid(i128::from(denominator) * 2);
                Some(rounded as f64 / SCALE as f64)
            }
        }
    }
}

/// Whether a target was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetStatus {
    /// 达标.
    Met,
    /// 未达标.
    Missed,
    /// 无数据: never counted as met.
    NoData,
}

impl TargetStatus {
    /// The id of the JSON contract.
    pub fn id(self) -> &'static str {
        match self {
            TargetStatus::Met => "met",
            TargetStatus::Missed => "missed",
            TargetStatus::NoData => "no_data",
        }
    }
}

/// A target (目标) judged for one unit, or for the whole district, in one period.
#[derive(Debug, Clone)]
pub struct TargetResult {
    /// The unit's position (0-based) in [`Outcome::units`]; none for the whole district.
    pub unit: Option<u32>,
    /// The target's position (0-based) in [`Plan::targets`].
    pub target: usize,
    /// The period.
    pub period: Period,
    /// What was measured; none for no data.
    pub measured: Option<Measured>,
    /// The comparison in force: for the district, a count asks that all units meet it (`=` 1).
    pub comparison: crate::plan::Comparison,
    /// The goal in millionths of the metric's unit (for money: of a fen).
    pub goal: i64,
    /// The upper end of a range, likewise.
    pub goal_max: Option<i64>,
    /// The verdict.
    pub status: TargetStatus,
}

impl TargetResult {
    /// The target as the plan declares it.
    pub fn target<'a>(&self, plan: &'a Plan) -> &'a Target {
        &plan.targets[self.target]
    }
}
