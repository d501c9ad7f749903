//! Vocabulary: why a sheet is taken for a table, or for a list of another purpose: what was seen, and how
//! much each speaks for it or against it. What anything weighs, `recognise` decides.

use crate::finding::{Arg, a1};
use crate::messages;
use crate::schema::Table;
use crate::words::{Lang, Words};

/// What was seen in a sheet, its name or its file's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A label that stands for a column of the table.
    Label,
    /// A label that sheets of the table carry beside its columns.
    Beside,
    /// Months, each over a column of its own, or the parts of a date.
    Parts,
    /// A required column.
    Required,
    /// A required column that is missing.
    Missing,
    /// A label that means nothing to the table.
    Unknown,
    /// The sheet's name.
    SheetName,
    /// A line above the header.
    Title,
    /// The file's name.
    FileName,
    /// Labels left of their values, row under row.
    FormRows,
}

impl Seen {
    fn words(self) -> Words {
        match self {
            Seen::Label | Seen::Beside | Seen::Unknown => messages::SEEN_LABEL,
            Seen::Parts => messages::SEEN_PARTS,
            Seen::Required | Seen::Missing => messages::SEEN_REQUIRED,
            Seen::SheetName => messages::SEEN_SHEET_NAME,
            Seen::Title => messages::SEEN_TITLE,
            Seen::FileName => messages::SEEN_FILE_NAME,
            Seen::FormRows => messages::SEEN_FORM_ROWS,
        }
    }
}

/// One reason for a table, or against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What was seen.
    pub seen: Seen,
    /// Its text, as it is written; the title of a column that is missing.
    pub text: String,
    /// The cell (row and column, 0-based), where it stands in one.
    pub cell: Option<(u32, u32)>,
    /// How much it speaks for the table; below 0 against it.
    pub weight: i64,
}

impl Reason {
    /// What was seen, in words: `“签名”列（E3）`. It says not for what or against what it speaks.
    pub fn what(&self, lang: Lang) -> String {
        let place = match self.cell {
            Some((row, column)) => messages::SEEN_AT.fill(lang, &[("cell", &a1(row, column))]),
            None => String::new(),
        };
        let seen = self.seen.words();
        seen.fill(lang, &[("text", &self.text), ("at", &place)])
    }
}

/// Why a block that is taken for a table may be none, or why another candidate is none whatever its reasons
/// weigh.
#[derive(Debug, Clone, Copy)]
pub enum Doubt {
    /// No title and no label of its own says that it is that table.
    Unsaid,
    /// It is nearly as like another one, of which one is a list for another purpose.
    Rival(&'static Table),
    /// It has too few of the table's columns.
    FewColumns,
    /// More of its labels mean nothing to the table than stand for columns.
    MoreUnknown,
    /// It lacks more of the required columns than it has.
    LacksRequired,
    /// Something names the first candidate, and nothing this one.
    OtherNamed,
}

impl Doubt {
    /// The doubt as a part of a sentence.
    pub fn arg(self) -> Arg {
        Arg::Words(match self {
            Doubt::Unsaid => messages::NAMED_BY_NOTHING,
            Doubt::Rival(other) => {
                return Arg::filled(messages::LIKE_TOO, Arg::Words(other.title));
            }
            Doubt::FewColumns => messages::HAS_FEW_COLUMNS,
            Doubt::MoreUnknown => messages::MORE_UNKNOWN_COLUMNS,
            Doubt::LacksRequired => messages::LACKS_REQUIRED_COLUMNS,
            Doubt::OtherNamed => messages::OTHER_IS_NAMED,
        })
    }
}

/// What a block of a sheet may be taken for, and why.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The table, or the list for another purpose.
    pub table: &'static Table,
    /// In the order of the header.
    pub reasons: Vec<Reason>,
    /// Why it may be none, or is none.
    pub doubt: Option<Doubt>,
}

/// How many reasons tell a person in short why.
const IN_SHORT: usize = 3;

impl Judgement {
    /// What the reasons weigh together.
    pub fn weight(&self) -> i64 {
        self.reasons.iter().map(|reason| reason.weight).sum()
    }

    /// Its reasons, those that speak for it most first, as far as they do.
    pub fn for_it(&self) -> Vec<&Reason> {
        let mut reasons: Vec<&Reason> = self.reasons.iter().filter(|r| r.weight > 0).collect();
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.weight));
        reasons
    }

    /// The few reasons that speak for it most, in words.
    pub fn in_short(&self, lang: Lang) -> String {
        let mut reasons = self.for_it();
        // A label says by itself that a required column is there; what weighs little beside the first tells
        // nobody why.
        let heaviest = reasons.first().map_or(0, |reason| reason.weight);
        reasons.retain(|reason| reason.seen != Seen::Required && reason.weight * 4 >= heaviest);
        let reasons = reasons.iter().take(IN_SHORT);
        let reasons: Vec<String> = reasons.map(|reason| reason.what(lang)).collect();
        lang.list(&reasons)
    }
}
