//! What the heading above says of the rows of a table, as a column of state would: 二、退休会员, 三、调出人员,
//! 以下申请未通过：. It holds until the next heading of its own rank.

use super::watch::rows::Rows;
use crate::finding::{Arg, Code, Finding};
use crate::messages;
use crate::recognise::school_of_title;
use crate::rows::Block;
use crate::schema::{CameAbout, HeadingSays, heading_says, schema};

/// The headings of a table, as they are met.
#[derive(Default)]
pub(super) struct Sections {
    current: Option<Section>,
    done: Vec<Section>,
    /// The ranks of headings that stand above the first one of a state: groups, under which it stands.
    above: Vec<Rank>,
}

/// The rows under one heading.
struct Section {
    /// The heading's row (0-based) and column, and its text.
    cell: (u32, u32),
    text: String,
    says: HeadingSays,
    rank: Rank,
    rows: Rows,
}

/// How a heading is numbered, which tells its rank.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    /// 一、
    Chinese,
    /// （一）
    Bracketed,
    /// 1、
    Digits,
    Plain,
}

impl Rank {
    fn of(text: &str) -> Rank {
        let text = text.trim_start();
        let begins = |letters: &str| text.starts_with(|c| letters.contains(c));
        let number = text.split(['、', '.', '．', ')', '）']).next();
        let numbered = number.is_some_and(|number| number.len() < text.len());
        match numbered {
            true if begins("(（") => Rank::Bracketed,
            true if begins("一二三四五六七八九十") => Rank::Chinese,
            true if begins("0123456789０１２３４５６７８９") => Rank::Digits,
            _ => Rank::Plain,
        }
    }
}

/// What a section makes of a row.
pub(super) enum Below {
    /// It counts, with this value of the column at this position of the declaration.
    State(usize, &'static str),
    /// It does not count.
    NotHappened,
    /// It is a row like any other.
    Plain,
}

impl Sections {
    /// A heading that says `text` at the `cell` (row and column, 0-based) of the table in `block`.
    pub(super) fn heading(&mut self, block: &Block, cell: (u32, u32), text: &str) {
        let rank = Rank::of(text);
        // Whose people they are says nothing of whether they count.
        let school = school_of_title(text);
        let bare = school.as_ref().map(|school| text.replace(school, ""));
        let bare = bare.as_deref().unwrap_or(text);
        let Some(says) = heading_says(block.table, bare) else {
            let names_table = schema().tables().iter().any(|t| t.is_named_by(text));
            if names_table {
                // A page's title stands over all ranks, and ends nothing.
                return;
            }
            if self.current.is_none() && self.done.is_empty() {
                self.above.push(rank);
            }
            let same = |section: &Section| {
                self.above.contains(&rank) || rank != Rank::Plain && section.rank == rank
            };
            if self.current.as_ref().is_some_and(same) {
                self.end();
            }
            return;
        };
        self.end();
        self.current = Some(Section {
            cell,
            text: text.trim().to_string(),
            says,
            rank,
            rows: Rows::default(),
        });
    }

    fn end(&mut self) {
        self.done.extend(self.current.take());
    }

    /// Whether rows do not count here.
    pub(super) fn is_void(&self) -> bool {
        let no = HeadingSays::CameAbout(CameAbout::No);
        self.current
            .as_ref()
            .is_some_and(|section| section.says == no)
    }

    /// Takes the sheet's `row` (0-based) of data of the table in `block`.
    pub(super) fn row(&mut self, block: &Block, row: u32) -> Below {
        let Some(section) = &mut self.current else {
            return Below::Plain;
        };
        section.rows.add(row + 1);
        match section.says {
            HeadingSays::State { usual: true, .. } if !block.of_retired => Below::Plain,
            HeadingSays::State { column, value, .. } => Below::State(column, value),
            HeadingSays::CameAbout(CameAbout::No) => Below::NotHappened,
            _ => Below::Plain,
        }
    }

    /// T080 and T081, for each heading that has rows.
    pub(super) fn findings(mut self, block: &Block) -> Vec<Finding> {
        self.end();
        let said = self
            .done
            .iter()
            .filter_map(|section| section.finding(block));
        said.collect()
    }
}

impl Section {
    fn finding(&self, block: &Block) -> Option<Finding> {
        let finding = |code| {
            Finding::new(code, block.place_at(self.cell))
                .value(self.text.clone())
                .arg("heading", Arg::Text(self.text.clone()))
        };
        let below = |words| {
            let count = Arg::filled(messages::ROWS_BELOW, Arg::count(self.rows.count()));
            let rows = Arg::filled(words, self.rows.spoken());
            finding(Code::T080).arg("what", Arg::List(vec![count, rows], messages::NOTHING))
        };
        Some(match self.says {
            HeadingSays::Above => {
                finding(Code::T080).arg("what", Arg::Words(messages::OF_ROWS_ABOVE))
            }
            _ if self.rows.count() == 0 => return None,
            HeadingSays::State { usual: true, .. } | HeadingSays::CameAbout(CameAbout::Yes) => {
                return None;
            }
            HeadingSays::State { gone: true, .. } => below(messages::BELOW_ARE_GONE),
            HeadingSays::CameAbout(CameAbout::No) => below(messages::BELOW_DO_NOT_COUNT),
            HeadingSays::CameAbout(CameAbout::Open) | HeadingSays::Partly => {
                below(messages::BELOW_IS_NOT_CLEAR)
            }
            HeadingSays::State { value, .. } => finding(Code::T081)
                .arg("state", Arg::Static(value))
                .arg("count", Arg::count(self.rows.count()))
                .arg("rows", self.rows.spoken()),
        })
    }
}
