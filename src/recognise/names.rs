//! What a sheet, the lines above a header and the file's name call a table: each name that stands in them,
//! and which of them is what the text is about.

use super::Row;
use super::listed::{Listed, listed};
use crate::schema::{normalise_label, schema};
use aho_corasick::AhoCorasick;
use std::cell::OnceCell;
use std::sync::LazyLock;

/// A longer text is a remark and no title.
const LONGEST_TITLE: usize = 120;

/// A table that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Naming {
    /// By its position among the subjects of the schema.
    pub(super) table: usize,
    /// Whether the text is of it: of a name in passing (会费 in 会费签收单) what ends the text is another
    /// purpose's.
    pub(super) is_meant: bool,
    /// The text.
    pub(super) text: String,
    /// Where the text stands, row and column, 0-based.
    pub(super) cell: Option<(u32, u32)>,
}

/// Every title of every subject as it is compared, and whose it is.
struct Titles {
    automaton: AhoCorasick,
    /// By the pattern's number.
    subjects: Vec<usize>,
}

static TITLES: LazyLock<Option<Titles>> = LazyLock::new(|| {
    let titles = schema().subjects().flat_map(|(index, table)| {
        let names = table.names().map(normalise_label);
        names.map(move |name| (name, index))
    });
    let (names, subjects): (Vec<String>, Vec<usize>) = titles.unzip();
    let automaton = AhoCorasick::new(names).ok()?;
    Some(Titles {
        automaton,
        subjects,
    })
});

/// The tables that `text`, which stands at `cell`, names.
pub(super) fn named_by(text: &str, cell: Option<(u32, u32)>) -> Vec<Naming> {
    let Some(titles) = TITLES.as_ref().filter(|_| text.len() < LONGEST_TITLE) else {
        return Vec::new();
    };
    let label = normalise_label(text);
    let found = titles.automaton.find_overlapping_iter(&label);
    let found: Vec<(usize, usize, usize)> = found
        .map(|found| {
            (
                found.end(),
                found.len(),
                titles.subjects[found.pattern().as_usize()],
            )
        })
        .collect();
    let of_other = |subject: usize| schema().subject(subject).of_other_purpose;
    // The noun that a Chinese title is about stands at its end.
    let last = found.iter().max().copied();
    let other = last.filter(|(.., subject)| of_other(*subject));
    // Two tables may share a name: 活动计划 is the plan's own, and any other.
    let meant = |table: usize| match other {
        Some((end, length, _)) => found.contains(&(end, length, table)),
        None => !of_other(table),
    };
    let mut namings: Vec<Naming> = Vec::new();
    for (end, length, table) in &found {
        let noun = end - length..*end;
        let whose = schema().subject(*table).whose.as_ref();
        let listed = whose.map_or(Listed::All, |whose| listed(whose, text, &label, noun));
        let (table, is_meant) = match (listed, whose) {
            (Listed::Others, Some(whose)) => {
                let Some(some) = schema().index(&whose.not_all) else {
                    continue;
                };
                (some, other.is_none_or(|(.., last)| last == some))
            }
            _ => (
                *table,
                meant(*table) && (listed == Listed::All || other.is_some()),
            ),
        };
        match namings.iter_mut().find(|known| known.table == table) {
            Some(known) => known.is_meant |= is_meant,
            None => namings.push(Naming {
                table,
                is_meant,
                text: text.to_string(),
                cell,
            }),
        }
    }
    namings
}

/// What names the tables of one sheet.
pub(super) struct Names<'n> {
    sheet: &'n str,
    file: &'n str,
    /// What the sheet's name names, and the file's. Worked out when it is asked for: most headers that are tried fit
    /// nothing.
    of_sheet: OnceCell<Vec<Naming>>,
    of_file: OnceCell<Vec<Naming>>,
    rows: Vec<OnceCell<Vec<Naming>>>,
}

impl<'n> Names<'n> {
    /// The names of the sheet called `sheet` in the file called `file` (without its ending), whose first
    /// rows are `rows` many.
    pub(super) fn new(sheet: &'n str, file: &'n str, rows: usize) -> Names<'n> {
        Names {
            sheet,
            file,
            of_sheet: OnceCell::new(),
            of_file: OnceCell::new(),
            rows: vec![OnceCell::new(); rows],
        }
    }

    fn of_sheet(&self) -> &[Naming] {
        self.of_sheet.get_or_init(|| named_by(self.sheet, None))
    }

    fn of_file(&self) -> &[Naming] {
        self.of_file.get_or_init(|| named_by(self.file, None))
    }

    /// Whether the file's name speaks for the sheet, whose own says nothing.
    fn speaks_by_file(&self) -> bool {
        self.is_bare() && self.of_sheet().is_empty()
    }

    /// Whether the sheet's name says nothing.
    fn is_bare(&self) -> bool {
        is_bare(self.sheet)
    }

    /// Whether the sheet's own name names the table.
    pub(super) fn sheet_is_of(&self, table: usize) -> bool {
        naming(self.of_sheet(), table).is_some_and(|naming| naming.is_meant)
    }

    /// For a header below another one: nothing above is its own.
    pub(super) fn in_passing(&self) -> Above<'_, '_> {
        Above {
            names: self,
            rows: &[],
            below: &[],
            first: false,
        }
    }

    /// What stands above the `depth` rows at `top` of `head`, whose names these are, and what below.
    pub(super) fn around<'h, 'a>(
        &'h self,
        head: &'h [Row<'a>],
        top: usize,
        depth: usize,
    ) -> Above<'h, 'a> {
        Above {
            names: self,
            rows: head.get(..top).unwrap_or_default(),
            below: head.get(top + depth..).unwrap_or_default(),
            first: true,
        }
    }
}

/// The names that hold for a header.
pub(super) struct Above<'n, 'a> {
    names: &'n Names<'n>,
    rows: &'n [Row<'a>],
    /// The rows under the header, as far as they are read.
    pub(super) below: &'n [Row<'a>],
    /// Whether the header is the sheet's first, so that its name and the file's are about it.
    first: bool,
}

impl Above<'_, '_> {
    /// The sheet's name, where it names the table.
    pub(super) fn sheet(&self, table: usize) -> Option<&Naming> {
        naming(self.names.of_sheet(), table).filter(|_| self.first)
    }

    /// Whether the sheet's own name names the table, though it be not about this header.
    pub(super) fn sheet_is_of(&self, table: usize) -> bool {
        self.names.sheet_is_of(table)
    }

    /// Whether neither the sheet's name nor a line above the header says what it is.
    pub(super) fn says_nothing(&self) -> bool {
        let bare = self.names.speaks_by_file() && self.names.of_file().is_empty();
        bare && self.rows.iter().all(|row| row.texts().next().is_none())
    }

    /// The file's name, where it names the table and the sheet's says nothing.
    pub(super) fn file(&self, table: usize) -> Option<&Naming> {
        let speaks = self.first && self.names.speaks_by_file();
        naming(self.names.of_file(), table).filter(|_| speaks)
    }

    /// Whether the file's name says that it is of the table, whatever its sheets are called.
    pub(super) fn file_names(&self, table: usize) -> bool {
        let named = naming(self.names.of_file(), table);
        self.first && named.is_some_and(|naming| naming.is_meant)
    }

    /// A line above the header that names the table.
    pub(super) fn title(&self, table: usize) -> Option<&Naming> {
        let found = self
            .rows
            .iter()
            .zip(&self.names.rows)
            .filter_map(|(row, names)| {
                let names = names.get_or_init(|| {
                    let named = |(column, text)| named_by(text, Some((row.index, column)));
                    row.texts().flat_map(named).collect()
                });
                naming(names, table)
            });
        found.max_by_key(|naming| naming.is_meant)
    }
}

/// The one of `namings` that is of `table`, one that is meant before one in passing.
fn naming(namings: &[Naming], table: usize) -> Option<&Naming> {
    let of_table = namings.iter().filter(|naming| naming.table == table);
    of_table.max_by_key(|naming| naming.is_meant)
}

/// Whether a sheet's name is one that a program gives, or a time: Sheet1, 工作表2, 数据, 10月.
pub fn is_bare(sheet: &str) -> bool {
    let name = normalise_label(sheet);
    let numbers = "年月日度第元一二三四五六七八九十上下学期季半份号班次-_.()";
    let name = name.trim_matches(|c: char| c.is_ascii_digit() || numbers.contains(c));
    const BARE: [&str; 12] = [
        "",
        "sheet",
        "工作表",
        "表",
        "页",
        "数据",
        "data",
        "table",
        "sheetjs",
        "worksheet",
        "导出",
        "export",
    ];
    BARE.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_title_ends_in_is_what_it_is_about() {
        let meant = |text: &str| -> Vec<&str> {
            let named = named_by(text, None);
            let meant = named.iter().filter(|naming| naming.is_meant);
            meant
                .map(|naming| schema().subject(naming.table).id.as_str())
                .collect()
        };
        for (title, ids) in [
            ("2023年9月会费收缴表", vec!["dues"]),
            ("会费签收单", vec!["gift_list"]),
            ("2023年中秋节慰问品签领表", vec!["gift_list"]),
            ("2023年会员变动情况表", vec!["changes_list"]),
            ("育英小学会员名册", vec!["members"]),
            ("会员名册签到表", vec!["sign_in_list"]),
            ("会议通知", vec![]),
        ] {
            assert_eq!(meant(title), ids, "{title}");
        }
    }
}
