//! Names for the copies of sheets: legal, at most 31 characters, no two alike.

use super::SheetCopy;
use crate::render::workbook::words;
use crate::words::Lang;
use std::collections::{HashMap, HashSet};

/// Excel's limit, in UTF-16 units.
const LONGEST: usize = 31;

/// A name for each of `sheets`, none of them `taken`. Sheets of two files that are called alike
/// are prefixed with the file's number.
pub(super) fn unique(sheets: &[SheetCopy], taken: &[&str], lang: Lang) -> Vec<String> {
    let mut files: Vec<u32> = sheets.iter().map(|sheet| sheet.input).collect();
    files.sort_unstable();
    files.dedup();
    let legal: Vec<String> = sheets
        .iter()
        .map(|sheet| legal(&sheet.name, lang))
        .collect();
    let taken = || taken.iter().map(|name| name.to_lowercase());
    let mut alike: HashMap<String, usize> = taken().map(|name| (name, 1)).collect();
    for name in &legal {
        *alike.entry(name.to_lowercase()).or_default() += 1;
    }
    let mut used = taken().collect::<HashSet<_>>();
    let mut names = Vec::with_capacity(sheets.len());
    for (sheet, name) in sheets.iter().zip(legal) {
        let number = files.binary_search(&sheet.input).unwrap_or_default() + 1;
        let mut name = if alike
            .get(&name.to_lowercase())
            .is_some_and(|&count| count > 1)
        {
            shortened(&format!("{number}-{name}"), LONGEST)
        } else {
            name
        };
        let wanted = name.clone();
        let mut again = 2;
        while !used.insert(name.to_lowercase()) {
            let suffix = format!("~{again}");
            name = shortened(&wanted, LONGEST - suffix.len()) + &suffix;
            again += 1;
        }
        names.push(name);
    }
    names
}

/// `name` without what Excel does not take in a sheet's name.
fn legal(name: &str, lang: Lang) -> String {
    let replaced: String = name
        .chars()
        .map(|c| match c {
            '*' | '?' | ':' | '[' | ']' | '\\' | '/' => '_',
            c if c.is_control() => '_',
            c => c,
        })
        .collect();
    let trimmed = replaced.trim().trim_matches('\'');
    let cut = shortened(trimmed, LONGEST);
    let cut = cut.trim_matches('\'');
    if cut.is_empty() {
        words::COPY_UNNAMED.get(lang).to_string()
    } else if cut.eq_ignore_ascii_case("history") {
        format!("{cut}_")
    } else {
        cut.to_string()
    }
}

/// The beginning of `name`, at most `most` UTF-16 units.
fn shortened(name: &str, most: usize) -> String {
    let mut length = 0;
    name.chars()
        .take_while(|c| {
            length += c.len_utf16();
            length <= most
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(sheets: &[(u32, &str)]) -> Vec<String> {
        let sheets: Vec<SheetCopy> = sheets
            .iter()
            .map(|(input, name)| SheetCopy {
                input: *input,
                name: (*name).to_string(),
                ..SheetCopy::default()
            })
            .collect();
        unique(&sheets, &["问题清单"], Lang::Zh)
    }

    #[test]
    fn names_are_legal_and_no_two_alike() {
        assert_eq!(names(&[(4, "会员"), (4, "会费")]), ["会员", "会费"]);
        assert_eq!(names(&[(4, "会员"), (7, "会员")]), ["1-会员", "2-会员"]);
        assert_eq!(names(&[(0, "问题清单")]), ["1-问题清单"]);
        assert_eq!(
            names(&[(0, "'a/b'"), (0, "History"), (0, "")]),
            ["a_b", "History_", "表"]
        );
        let long = "很".repeat(40);
        let found = names(&[(0, &long), (0, &format!("{long}长")), (1, &long)]);
        assert!(found.iter().all(|name| name.encode_utf16().count() <= 31));
        assert_eq!(found.iter().collect::<HashSet<_>>().len(), 3);
    }
}
