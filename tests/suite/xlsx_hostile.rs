//! Workbooks made to harm: each ends in a finding, none in a crash, and the file beside them is
//! read. All lie in one folder and are read by one run of the program.

use super::support::{Ran, run};
use super::xlsx_parts::{DUES, Part, part, parts_of, relations, replace, sheet, zipped};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;

const SHEET: &str = "xl/worksheets/sheet1.xml";
const BOOK: &str = "xl/workbook.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

/// What there is to be found of each file.
static FOUND: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in hostile() {
        std::fs::write(folder.path().join(format!("{name}.xlsx")), bytes).unwrap();
    }
    let good = zipped(&parts_of(&sheet(DUES)));
    std::fs::write(folder.path().join("good.xlsx"), good).unwrap();
    let ran = run(folder.path(), "check . --format json --period 2023-2024-2");
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    found(&ran)
});

/// The code of each file that could not be read, or not to its end, with what is said of it.
fn found(ran: &Ran) -> BTreeMap<String, String> {
    let json = ran.json();
    let inputs = json["inputs"].as_array().unwrap();
    let mut all = BTreeMap::new();
    for input in inputs {
        let path = input["path"].as_str().unwrap();
        let path = Path::new(path).file_stem().unwrap().to_str().unwrap();
        let error = &input["error"];
        let said = format!("{} {}", error["code"], error["message"]);
        all.insert(path.to_string(), said.replace('"', ""));
    }
    all
}

#[track_caller]
fn says(name: &str, words: &[&str]) {
    let said = &FOUND[name];
    for word in words {
        assert!(said.contains(word), "{name}: {word} in {said}");
    }
}

/// A workbook whose sheet is `rows`.
fn rows(rows: &str) -> Vec<u8> {
    zipped(&parts_of(&sheet(rows)))
}

/// A workbook with another text in the part `name`.
fn with(name: &str, text: impl AsRef<[u8]>) -> Vec<u8> {
    let mut parts = parts_of(&sheet(DUES));
    replace(&mut parts, name, text);
    zipped(&parts)
}

fn without(name: &str) -> Vec<u8> {
    let mut parts = parts_of(&sheet(DUES));
    parts.retain(|(part, _)| part != name);
    zipped(&parts)
}

fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let mut all = bombs();
    all.extend(addresses());
    all.extend(packages());
    all
}

fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let spaces = " ".repeat(40 << 20);
    // Too little to tell by how well it is packed.
    let fewer = " ".repeat(3 << 20);
    let spaced = format!("<x>{}</x>", " ".repeat(4_000)).repeat(10_000);
    let merges: String = (1..=30_000)
        .map(|row| format!("<mergeCell ref=\"A{row}:B{row}\"/>"))
        .collect();
    let merged = format!(
        "<worksheet><sheetData>{DUES}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    );
    let sheets: String = (0..10_000)
        .map(|n| format!("<sheet name=\"表{n}\" sheetId=\"{n}\" r:id=\"rId1\"/>"))
        .collect();
    let columns: String = "<c><v>1</v></c>".repeat(5_000);
    let long = "工".repeat(40_000);
    // One text that many cells of a table share.
    let one_text = format!("<si><t>{}</t></si></sst>", "工".repeat(30_000));
    let one_text = super::xlsx_parts::STRINGS.replace("</sst>", &one_text);
    let name_too_long = "<row><c t=\"s\"><v>5</v></c><c t=\"s\"><v>6</v></c></row>";
    let mut shared = parts_of(&sheet(&format!("{DUES}{}", name_too_long.repeat(5_000))));
    replace(&mut shared, STRINGS, one_text);
    let entity = "<!DOCTYPE a [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;\">]>";
    vec![
        ("spaces", rows(&spaces)),
        ("fewer-spaces", rows(&fewer)),
        ("ratio", rows(&spaced)),
        ("attribute", rows(&format!("<row a=\"{fewer}\"/>"))),
        ("comment", rows(&format!("<!--{fewer}-->"))),
        (
            "references",
            rows(&format!(
                "<row><c t=\"str\"><v>{}</v></c></row>",
                "&amp;".repeat(200_000)
            )),
        ),
        ("merges", with(SHEET, merged)),
        (
            "sheets",
            with(
                BOOK,
                format!("<workbook><sheets>{sheets}</sheets></workbook>"),
            ),
        ),
        ("columns", rows(&format!("<row>{columns}</row>"))),
        (
            "text",
            rows(&format!("<row><c t=\"str\"><v>{long}</v></c></row>")),
        ),
        (
            "inline",
            rows(&format!(
                "<row><c t=\"inlineStr\"><is><t>{long}</t></is></c></row>"
            )),
        ),
        (
            "shared-text",
            with(STRINGS, format!("<sst><si><t>{long}</t></si></sst>")),
        ),
        ("texts", zipped(&shared)),
        (
            "strings",
            with(
                STRINGS,
                format!("<sst>{}</sst>", "<si><t>工会</t></si>".repeat(1_000_001)),
            ),
        ),
        (
            "entities",
            with(SHEET, format!("{entity}<worksheet>&b;</worksheet>")),
        ),
        (
            "unknown-entity",
            rows("<row><c t=\"str\"><v>&lol9;</v></c></row>"),
        ),
        ("nested", rows(&"<a>".repeat(1_000_000))),
        (
            "styles",
            with(
                "xl/styles.xml",
                format!(
                    "<styleSheet><cellXfs>{}</cellXfs></styleSheet>",
                    "<xf/>".repeat(1_000_000)
                ),
            ),
        ),
    ]
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    says("ratio", &["F019", "250"]);
    says("spaces", &["F019", "250"]);
    says("fewer-spaces", &["F016", "1048576"]);
    says("attribute", &["F016", "1048576"]);
    says("comment", &["F016", "1048576"]);
    says("references", &["F019", "32767"]);
    says("merges", &["F019", "20000"]);
    says("sheets", &["F019", "1000"]);
    says("columns", &["F019", "2000"]);
    says("text", &["F019", "32767"]);
    says("inline", &["F019", "32767"]);
    says("shared-text", &["F019", "32767"]);
    says("texts", &["F019", "67108864"]);
    says("strings", &["F019", "1000000"]);
    says("styles", &["F003", "styles"]);
}

#[test]
fn entities_are_never_expanded() {
    says("entities", &["F016", "document type"]);
    says("unknown-entity", &["F016", "lol9"]);
    says("nested", &["F016", "deep"]);
}

fn addresses() -> Vec<(&'static str, Vec<u8>)> {
    let cell = |address: &str| rows(&format!("<row><c r=\"{address}\"><v>1</v></c></row>"));
    let tagged = |tag: &str| rows(&format!("{DUES}<row r=\"3\"><c r=\"A3\" {tag}</c></row>"));
    vec![
        ("last-cell", cell("XFD1048576")),
        ("beyond-column", cell("XFE1")),
        ("beyond-row", cell("A1048577")),
        ("no-address", cell("ZZZZZZ99999999999")),
        ("beyond-rows", rows("<row r=\"99999999999\"/>")),
        ("twice", rows(&format!("{DUES}{DUES}"))),
        (
            "cell-twice",
            rows(&format!(
                "{DUES}<row r=\"3\"><c r=\"C3\"><v>1</v></c><c r=\"A3\"><v>2</v></c><c r=\"C3\"><v>3</v></c></row>"
            )),
        ),
        (
            "cell-twice-once-empty",
            rows(
                "<row r=\"3\"><c r=\"C3\"><v>1</v></c><c r=\"A3\"><v>2</v></c><c r=\"C3\"><v/></c></row>",
            ),
        ),
        ("backwards", rows("<row r=\"9\"/><row r=\"2\"/>")),
        (
            "other-row",
            rows("<row r=\"3\"><c r=\"A4\"><v>1</v></c></row>"),
        ),
        ("lying-size", rows(DUES).to_vec()),
        ("string-99", tagged("t=\"s\"><v>99</v>")),
        ("string-minus", tagged("t=\"s\"><v>-1</v>")),
        ("style-99", tagged("s=\"99\"><v>1</v>")),
        (
            "range",
            with(
                SHEET,
                format!(
                    "<worksheet><sheetData>{DUES}</sheetData><mergeCells><mergeCell ref=\"A1:ZZZZ9\"/></mergeCells></worksheet>"
                ),
            ),
        ),
        (
            "second-data",
            with(
                SHEET,
                format!("<worksheet><sheetData/><sheetData>{DUES}</sheetData></worksheet>"),
            ),
        ),
    ]
}

#[test]
fn addresses_outside_of_the_sheet_are_said() {
    assert!(
        FOUND["last-cell"].starts_with("null"),
        "a sheet with one far cell is well-formed"
    );
    says("beyond-column", &["F016", "XFE1"]);
    says("beyond-row", &["F016", "A1048577"]);
    says("no-address", &["F016", "ZZZZZZ99999999999"]);
    says("beyond-rows", &["F016", "99999999999"]);
    says("other-row", &["F016", "row 4"]);
    says("range", &["F016", "A1:ZZZZ9"]);
}

#[test]
fn rows_that_come_twice_are_not_counted_twice() {
    says("twice", &["F016", "row 1 after row 2"]);
    says("backwards", &["F016", "row 2 after row 9"]);
    says("second-data", &["F016", "sheetData"]);
}

/// The later of two cells at one place stood, and the figure in the earlier one was gone unsaid.
#[test]
fn a_cell_that_comes_twice_is_said_and_neither_is_taken() {
    says("cell-twice", &["F016", "C3 comes twice"]);
    assert!(FOUND["cell-twice-once-empty"].starts_with("null"));
}

#[test]
fn what_is_pointed_at_and_is_not_there_names_its_cell() {
    says("string-99", &["F016", "A3", "99"]);
    says("string-minus", &["F016", "A3", "-1"]);
    says("style-99", &["F016", "A3", "99"]);
}

/// The zip with `bytes` in place of what stands at `at` from the end record on.
fn end_record(at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut zip = rows(DUES);
    let end = zip.len() - 22;
    zip[end + at..end + at + bytes.len()].copy_from_slice(bytes);
    zip
}

/// The zip with something changed in each entry of its directory.
fn entries(change: impl Fn(&mut [u8])) -> Vec<u8> {
    let mut zip = rows(DUES);
    let places: Vec<usize> = (0..zip.len() - 4)
        .filter(|at| zip[*at..].starts_with(b"PK\x01\x02"))
        .collect();
    for at in places {
        change(&mut zip[at..at + 46]);
    }
    zip
}

fn packages() -> Vec<(&'static str, Vec<u8>)> {
    let good = rows(DUES);
    let mut flipped = good.clone();
    let sheet_at = flipped.len() / 2;
    flipped[sheet_at] ^= 0x10;
    let mut two: Vec<Part> = parts_of(&sheet(DUES));
    two.push(part("XL/Worksheets/Sheet1.xml", sheet("")));
    let same = relations(&[
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "worksheet", "worksheets/sheet1.xml"),
    ]);
    let mut same_part = parts_of(&sheet(DUES));
    replace(&mut same_part, "xl/_rels/workbook.xml.rels", same);
    replace(
        &mut same_part,
        BOOK,
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"甲\" r:id=\"rId1\"/><sheet name=\"乙\" r:id=\"rId2\"/></sheets></workbook>",
    );
    let mut looped = parts_of(&sheet(DUES));
    replace(
        &mut looped,
        "_rels/.rels",
        relations(&[("rId1", "officeDocument", "_rels/.rels")]),
    );
    let many: Vec<Part> = (0..10_001)
        .map(|n| part(&format!("xl/worksheets/{n}.xml"), ""))
        .collect();
    vec![
        ("cut", good[..good.len() - 30].to_vec()),
        ("flipped", flipped),
        ("no-book", without(BOOK)),
        ("no-sheet", without(SHEET)),
        ("no-strings", without(STRINGS)),
        ("no-relations", without("xl/_rels/workbook.xml.rels")),
        ("two-of-a-name", zipped(&two)),
        ("same-part", zipped(&same_part)),
        ("loop", zipped(&looped)),
        ("files", zipped(&many)),
        ("other-root", with(SHEET, "<chartsheet/>")),
        ("not-xml", with(SHEET, "PK\u{3}\u{4}")),
        (
            "half",
            with(
                SHEET,
                "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v>",
            ),
        ),
        (
            "not-utf8",
            with(
                SHEET,
                [
                    b"<worksheet><sheetData><row><c t=\"str\"><v>".as_slice(),
                    &[0xff, 0xfe, 0xc3],
                    b"</v></c></row></sheetData></worksheet>",
                ]
                .concat(),
            ),
        ),
        ("count", end_record(8, &[0xff, 0xfe, 0xff, 0xfe])),
        ("directory-size", end_record(12, &[0xff, 0xff, 0xff, 0x7f])),
        (
            "directory-far",
            end_record(12, &[9, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f]),
        ),
        ("sizes", entries(|entry| entry[20..28].fill(0xfe))),
        ("offsets", entries(|entry| entry[42..46].fill(0xfe))),
        ("names", entries(|entry| entry[28..30].fill(0xff))),
        ("password", entries(|entry| entry[8] |= 1)),
        ("method", entries(|entry| entry[10] = 99)),
        ("unpacked-size", entries(|entry| entry[24..28].fill(0xfe))),
    ]
}

#[test]
fn parts_that_are_missing_or_there_twice_are_said() {
    says("no-book", &["F003", "workbook.xml"]);
    says("no-sheet", &["F016", "sheet1.xml"]);
    says("no-strings", &["F016", "A1"]);
    says("no-relations", &["F016"]);
    says("two-of-a-name", &["F016", "twice"]);
    says("same-part", &["F016", "甲"]);
    says("loop", &["F003"]);
    says("files", &["F019", "10000"]);
    says("other-root", &["F016", "chartsheet"]);
    says("not-xml", &["F016"]);
    says("half", &["F016"]);
    says("not-utf8", &["F016", "UTF-8"]);
}

#[test]
fn a_directory_that_lies_is_not_believed() {
    says("cut", &["F003"]);
    says("count", &["F003", "F003"]);
    says("directory-far", &["F003"]);
    says("sizes", &["F003"]);
    says("offsets", &["F003"]);
    says("names", &["F003"]);
    says("password", &["F004"]);
    says("method", &["F003", "99"]);
    assert!(
        !FOUND["flipped"].starts_with("null"),
        "{}",
        FOUND["flipped"]
    );
    // What is right beside the lie is enough to read these.
    assert!(FOUND["directory-size"].starts_with("null"));
    assert!(FOUND["unpacked-size"].starts_with("null"));
}

#[test]
fn the_file_beside_them_is_read() {
    assert!(FOUND["good"].starts_with("null"), "{}", FOUND["good"]);
}
