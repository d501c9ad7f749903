//! A part of an xlsx inside a package that is sound: the first byte says which part the others are.
#![no_main]

use gonghui::read::{Limits, open};
use gonghui_fuzz::{DUES, parts_of, read_twice, replace, sheet, watched, zipped};
use libfuzzer_sys::fuzz_target;

/// By the digit that an input begins with.
const PARTS: [&str; 6] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "docProps/core.xml",
];

/// From this digit on they are the rows of a sheet, inside the sheet's own elements.
const ROWS: u8 = 6;

fuzz_target!(|data: &[u8]| {
    let Some((which, part)) = data.split_first() else {
        return;
    };
    let mut parts = parts_of(&sheet(DUES));
    match which % 8 {
        which if which < ROWS => replace(&mut parts, PARTS[usize::from(which)], part),
        _ => replace(&mut parts, PARTS[0], sheet(&String::from_utf8_lossy(part))),
    }
    let bytes = zipped(&parts);
    watched(|| read_twice(|| open(&bytes, &Limits::default())));
});
