//! What a person means by the ending of a file's name. What a file is, its contents tell.

/// What a file is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called {
    /// A workbook.
    Workbook,
    /// A table kept as text.
    Table,
    /// A text, which may be a table and is a note as often as not.
    Text,
    /// A zip of workbooks.
    Zip,
}

const ENDINGS: [(&str, Called); 12] = [
    ("xlsx", Called::Workbook),
    ("xlsm", Called::Workbook),
    ("xls", Called::Workbook),
    ("xlsb", Called::Workbook),
    ("xltx", Called::Workbook),
    ("ods", Called::Workbook),
    ("ots", Called::Workbook),
    ("et", Called::Workbook),
    ("csv", Called::Table),
    ("tsv", Called::Table),
    ("txt", Called::Text),
    ("zip", Called::Zip),
];

/// What the file at `path`, which may lead into a zip, is called, in capitals or not; none where no
/// person means it to be read.
pub fn called(path: &str) -> Option<Called> {
    let name = path.rsplit(['/', '!']).next()?;
    let (_, ending) = name.rsplit_once('.')?;
    let known = ENDINGS.iter();
    known
        .filter(|(known, _)| ending.eq_ignore_ascii_case(known))
        .map(|(_, called)| *called)
        .next()
}

/// Whether a person who sees the name takes the file for something with workbooks' tables in it.
pub fn is_called_workbook(path: &str) -> bool {
    called(path).is_some_and(|called| called != Called::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_the_files_own_name_tells() {
        for (path, what) in [
            ("报表/会费.XLSX", Some(Called::Workbook)),
            ("a.zip!b/名册.Csv", Some(Called::Table)),
            ("a.zip!b.zip", Some(Called::Zip)),
            ("a.zip!b/名册", None),
            ("报表.xlsx/说明.txt", Some(Called::Text)),
            ("xlsx", None),
        ] {
            assert_eq!(called(path), what, "{path}");
        }
        assert!(is_called_workbook("a.zip"));
        assert!(!is_called_workbook("说明.txt"));
    }
}
