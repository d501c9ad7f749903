//! What a file may ask of the machine. A school's workbook is far below every one of these; what
//! is above is a mistake or an attack, is refused as a whole, and said with the flag that allows it.

use crate::words::Words;
use std::fmt;
use std::path::PathBuf;

/// One limit. The order is that of [`Limit::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Bytes of the file on disk, or of a workbook inside a zip.
    FileBytes,
    /// Bytes of a workbook's parts together, once inflated.
    InflatedBytes,
    /// How many times larger one part of a workbook may be than it is in the file.
    Ratio,
    /// Files in a zip.
    Entries,
    /// Sheets of a workbook.
    Sheets,
    /// Cells of a workbook that hold something.
    Cells,
    /// Rows of one sheet that hold something.
    Rows,
    /// Cells in one row that hold something.
    Columns,
    /// Merged ranges of one sheet.
    Merges,
    /// Texts that the cells of a workbook share.
    SharedStrings,
    /// Characters of one cell's text; Excel itself holds 32,767.
    StringLength,
    /// Bytes of the texts of a workbook's cells together, each as often as it stands in a cell: a
    /// text that a million cells share is small in the file and large once it is handed on.
    TextBytes,
    /// Schools that one file names, or that a plan's list has: of each there are reports, targets
    /// and verdicts.
    Schools,
    /// Seconds that reading one file may take.
    Seconds,
}

struct Declared {
    limit: Limit,
    id: &'static str,
    default: u64,
    title: Words,
}

const fn declare(
    limit: Limit,
    id: &'static str,
    default: u64,
    zh: &'static str,
    en: &'static str,
) -> Declared {
    Declared {
        limit,
        id,
        default,
        title: Words::new(zh, en),
    }
}

const MIB: u64 = 1024 * 1024;

#[rustfmt::skip]
static DECLARED: [Declared; 14] = [
    declare(Limit::FileBytes, "file-bytes", 100 * MIB, "文件的字节数", "bytes of the file"),
    declare(Limit::InflatedBytes, "inflated-bytes", 1024 * MIB, "解压后的字节数", "bytes once inflated"),
    declare(Limit::Ratio, "ratio", 250, "压缩的倍数", "times inflated"),
    declare(Limit::Entries, "entries", 10_000, "压缩包里的文件数", "files in the zip"),
    declare(Limit::Sheets, "sheets", 1_000, "工作表数", "sheets"),
    declare(Limit::Cells, "cells", 3_000_000, "有内容的格数", "cells that hold something"),
    declare(Limit::Rows, "rows", 500_000, "一张工作表有内容的行数", "rows of one sheet that hold something"),
    declare(Limit::Columns, "columns", 2_000, "一行有内容的格数", "cells of one row that hold something"),
    declare(Limit::Merges, "merges", 20_000, "一张工作表的合并区域数", "merged ranges of one sheet"),
    declare(Limit::SharedStrings, "shared-strings", 1_000_000, "不同文字的个数", "different texts"),
    declare(Limit::StringLength, "string-length", 32_767, "一格文字的字数", "characters in one cell"),
    declare(Limit::TextBytes, "text-bytes", 64 * MIB, "各格文字合计的字节数", "bytes of all cells' texts"),
    declare(Limit::Schools, "schools", 1_000, "一个文件里的学校数", "schools in one file"),
    declare(Limit::Seconds, "seconds", 60, "读一个文件的秒数", "seconds for one file"),
];

impl Limit {
    /// All of them, as they are listed for a person.
    pub fn all() -> impl Iterator<Item = Limit> {
        DECLARED.iter().map(|declared| declared.limit)
    }

    fn declared(self) -> &'static Declared {
        // Every variant is declared once, in its own place: `each_limit_is_in_its_place` looks.
        &DECLARED[self as usize]
    }

    /// The name on the command line: `cells`.
    pub fn id(self) -> &'static str {
        self.declared().id
    }

    /// What it counts, in a few words.
    pub fn title(self) -> Words {
        self.declared().title
    }

    /// What is allowed unless a person says otherwise.
    pub fn default(self) -> u64 {
        self.declared().default
    }
}

/// Where xls and xlsb are read. Their reader believes sizes and counts that a file states, and
/// can use up all memory, which no program survives, or never come back: it is held to the limits
/// only in a process of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Isolation {
    /// In this process: for files that are known.
    #[default]
    InProcess,
    /// Each file in a process of its own, of this program, which hands over to
    /// [`serve_child`](super::serve_child) when its first argument is
    /// [`CHILD_ARGUMENT`](super::CHILD_ARGUMENT).
    Child(PathBuf),
}

/// The limits in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// By [`Limit`], in its order.
    most: [u64; 14],
    /// Where the formats are read whose reader knows no limits.
    pub(super) isolation: Isolation,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            most: std::array::from_fn(|index| DECLARED[index].default),
            isolation: Isolation::default(),
        }
    }
}

impl Limits {
    /// What is allowed of `limit`.
    pub fn most(&self, limit: Limit) -> u64 {
        self.most[limit as usize]
    }

    /// With `isolation` as where the formats are read whose reader knows no limits.
    pub fn isolated(mut self, isolation: Isolation) -> Limits {
        self.isolation = isolation;
        self
    }

    /// With another value for one limit, written `cells=5000000`.
    ///
    /// # Errors
    /// [`LimitError`] when there is no such limit or the value is no whole number above 0.
    pub fn set(&mut self, written: &str) -> Result<(), LimitError> {
        let (id, value) = written
            .split_once('=')
            .ok_or_else(|| LimitError::Form(written.to_string()))?;
        let limit = Limit::all()
            .find(|limit| limit.id() == id.trim())
            .ok_or_else(|| LimitError::Unknown(id.to_string()))?;
        let value: u64 = value
            .trim()
            .parse()
            .ok()
            .filter(|value| *value > 0)
            .ok_or_else(|| LimitError::Form(written.to_string()))?;
        self.most[limit as usize] = value;
        Ok(())
    }

    /// # Errors
    /// [`Over`] when `found` is more than is allowed.
    pub fn check(&self, limit: Limit, found: u64) -> Result<(), Over> {
        match found > self.most(limit) {
            true => Err(self.over(limit)),
            false => Ok(()),
        }
    }

    /// That a file goes over `limit`.
    pub fn over(&self, limit: Limit) -> Over {
        Over {
            limit,
            most: self.most(limit),
        }
    }
}

/// Which limit a file goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Over {
    /// The limit.
    pub limit: Limit,
    /// What is allowed.
    pub most: u64,
}

impl fmt::Display for Over {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} > {}", self.limit.id(), self.most)
    }
}

/// What is wrong with a limit as written on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LimitError {
    /// Not of the form `NAME=NUMBER`, the number whole and above 0.
    Form(String),
    /// No limit of that name.
    Unknown(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_is_in_its_place() {
        for (index, declared) in DECLARED.iter().enumerate() {
            assert_eq!(declared.limit as usize, index, "{}", declared.id);
        }
    }

    #[test]
    fn a_limit_is_set_by_its_name() {
        let mut limits = Limits::default();
        limits.set("cells=5000000").expect("a limit");
        assert_eq!(limits.most(Limit::Cells), 5_000_000);
        assert_eq!(
            limits.set("cells=0"),
            Err(LimitError::Form("cells=0".into()))
        );
        assert_eq!(
            limits.set("rooms=3"),
            Err(LimitError::Unknown("rooms".into()))
        );
    }
}
