//! The unit that a file's path names, where the file itself names none.

use crate::plan::ExpectedUnits;
use crate::recognise::{FileName, Marks, is_school_name, school_in};
use crate::schema::{unit_name, unspaced};

/// The unit that the path of a file names: an expected unit's name in the file's name or in its
/// folders', the file's first; else what ends in 小学, 中学 and the like; else the file's own name.
pub(super) fn unit_from_path(path: &str, expected: &ExpectedUnits) -> String {
    let parts: Vec<&str> = path.rsplit(['/', '!']).collect();
    let stem = parts.first().map_or(path, |file| {
        file.rsplit_once('.').map_or(*file, |(stem, _)| stem)
    });
    let names: Vec<String> = std::iter::once(stem)
        .chain(parts.iter().skip(1).copied())
        .map(unspaced)
        .collect();
    names
        .iter()
        .find_map(|name| expected.named_in(name).map(|unit| unit.name.clone()))
        .or_else(|| names.iter().find_map(|name| school_in(name)))
        .unwrap_or_else(|| own_name(path, stem))
}

/// The file's own name as a unit's: without marks of a version, so that two versions are one unit's.
/// 新, 改 and 旧 may be the end of a place's name and stay.
fn own_name(path: &str, stem: &str) -> String {
    let file = FileName::read(path);
    match file.marks == Marks::default() || stem.trim_end().ends_with(['新', '改', '旧']) {
        true => unit_name(stem),
        false => unit_name(&file.bare),
    }
}

/// Whether the path of a file names its unit: an expected one, or what ends as a school's name does.
pub(super) fn path_names_unit(path: &str, expected: &ExpectedUnits) -> bool {
    let unit = unit_from_path(path, expected);
    expected.find(&unit).is_some() || is_school_name(&unit)
}

/// The unit that the name of the file at `path` itself names: an expected one, or a school.
pub(super) fn file_names_unit(path: &str, expected: &ExpectedUnits) -> Option<String> {
    let file = path.rsplit(['/', '!']).next()?;
    let name = unspaced(file.rsplit_once('.').map_or(file, |(stem, _)| stem));
    let named = expected.named_in(&name).map(|unit| unit.name.clone());
    let school = || school_in(&name).filter(|school| is_school_name(school));
    named.or_else(school)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::ExpectedUnit;

    #[test]
    fn a_file_names_its_unit() {
        let expected = ExpectedUnits::from(vec![ExpectedUnit {
            name: "育才小学".into(),
            aliases: vec!["育小".into()],
            kind: None,
        }]);
        for (path, unit) in [
            ("报表/育小2023年会费.xlsx", "育才小学"),
            ("报表/育才小学/会费.xlsx", "育才小学"),
            ("03-实验中学会费明细.xlsx", "实验中学"),
            ("附件3-育英小学-会费收缴表（9月）(1).xlsx", "育英小学"),
            ("【育英小学】会费.xlsx", "育英小学"),
            ("关于报送育英小学2023年会费的报告.xlsx", "育英小学"),
            ("2023年会费（育英小学）.xlsx", "育英小学"),
            (
                "238761234_按文本_育英小学工会会员信息采集_3_3.xlsx",
                "育英小学",
            ),
            ("育英小学会费（收集结果）.xlsx", "育英小学"),
            ("101中学会费.xlsx", "101中学"),
            ("会费.xlsx", "会费"),
            ("会费（1）.xlsx", "会费"),
            ("立新.xlsx", "立新"),
        ] {
            assert_eq!(unit_from_path(path, &expected), unit, "{path}");
        }
    }
}
