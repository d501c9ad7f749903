//! What well-formed workbooks hold that no single program writes: every way to write a value, a
//! package whose parts lie elsewhere, other encodings, what is hidden and what is struck out.

use super::support::extract;
use super::xlsx_parts::{DUES, STRINGS, part, parts_of, relations, replace, sheet, zipped};
use gonghui::read::{Cell, Limits, Value, Visibility, open};
use tempfile::TempDir;

/// The cells of the first sheet, read whole.
fn cells(bytes: &[u8]) -> Vec<(String, String)> {
    looked(bytes, |cell| cell.value.shown())
}

fn looked(bytes: &[u8], look: impl Fn(&Cell<'_>) -> String) -> Vec<(String, String)> {
    let mut workbook = open(bytes, &Limits::default()).unwrap();
    let mut stream = workbook.cells(0).unwrap();
    let mut all = Vec::new();
    while let Some(cell) = stream.next_cell().unwrap() {
        let column = char::from(b'A' + u8::try_from(cell.column).unwrap());
        all.push((format!("{column}{}", cell.row + 1), look(&cell)));
    }
    all
}

#[track_caller]
fn holds(rows: &str, expected: &[(&str, &str)]) {
    let found = cells(&zipped(&parts_of(&sheet(rows))));
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(found, expected, "{rows}");
}

/// What `extract` prints of a file of `bytes`, without its path.
fn extracted(bytes: &[u8]) -> Vec<serde_json::Value> {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("晨星小学.xlsx"), bytes).unwrap();
    extract(folder.path(), &["晨星小学.xlsx"])
}

#[test]
fn every_way_to_write_a_value() {
    holds(
        "<row r=\"2\"><c r=\"A2\"><v>26.15</v></c><c r=\"B2\" t=\"n\"><v> 3 </v></c>\
         <c r=\"C2\" t=\"s\"><v>4</v></c><c r=\"D2\" t=\"str\"><f>A1</f><v>李&amp;四&#x5DE5;</v></c>\
         <c r=\"E2\" t=\"b\"><v>1</v></c><c r=\"F2\" t=\"e\"><v>#N/A</v></c>\
         <c r=\"G2\" t=\"d\"><v>2023-09-01T00:00:00</v></c><c r=\"H2\" s=\"1\"><v>45170</v></c>\
         <c r=\"I2\" t=\"inlineStr\"><is><t>王五</t></is></c></row>",
        &[
            ("A2", "26.15"),
            ("B2", "3"),
            ("C2", "张三"),
            ("D2", "李&四工"),
            ("E2", "TRUE"),
            ("F2", "#N/A"),
            ("G2", "2023-09-01"),
            ("H2", "2023-09-01"),
            ("I2", "王五"),
        ],
    );
}

#[test]
fn what_is_written_as_a_number_and_is_none_is_text() {
    holds(
        "<row><c><v>1e999</v></c><c><v>NaN</v></c><c><v>二十六</v></c><c t=\"b\"><v>是</v></c></row>",
        &[
            ("A1", "1e999"),
            ("B1", "NaN"),
            ("C1", "二十六"),
            ("D1", "是"),
        ],
    );
}

#[test]
fn rows_and_cells_without_addresses_are_counted() {
    holds(
        "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c r=\"B3\"><v>4</v></c><c><v>5</v></c></row>\
         <row><c r=\"A9\"><v>6</v></c></row>",
        &[
            ("A1", "1"),
            ("C1", "3"),
            ("B3", "4"),
            ("C3", "5"),
            ("A9", "6"),
        ],
    );
}

#[test]
fn texts_are_joined_from_their_runs() {
    let rows = "<row><c t=\"inlineStr\"><is><r><t xml:space=\"preserve\">王 </t></r><r><rPr><b/></rPr><t>五</t></r>\
                <rPh sb=\"0\" eb=\"1\"><t>おう</t></rPh></is></c>\
                <c t=\"inlineStr\"><is><t> 李四\n</t></is></c>\
                <c t=\"inlineStr\"><is><t>甲_x000D_乙_x005F_</t></is></c>\
                <c t=\"str\"><v><![CDATA[a<b&c]]></v></c>\
                <c t=\"inlineStr\"><is><t xml:space=\"preserve\">  </t></is></c></row>";
    holds(
        rows,
        &[
            ("A1", "王 五"),
            ("B1", "李四"),
            ("C1", "甲\r乙_"),
            ("D1", "a<b&c"),
        ],
    );
}

#[test]
fn a_formula_without_its_result_is_no_blank() {
    let uncalculated = |rows: &str| {
        let found = looked(&zipped(&parts_of(&sheet(rows))), |cell| {
            format!("{}", cell.value == Value::Uncalculated)
        });
        found
            .into_iter()
            .map(|(a, b)| format!("{a} {b}"))
            .collect::<Vec<_>>()
    };
    let rows = "<row><c><f>SUM(B1:C1)</f></c><c><f>1+1</f><v></v></c><c><f>1+1</f><v/></c><c><f t=\"shared\" si=\"0\"/></c>\
                <c t=\"str\"><f>A1</f></c><c t=\"str\"><f>A1</f><v></v></c><c><f>1+1</f><v>2</v></c></row>";
    assert_eq!(
        uncalculated(rows),
        [
            "A1 true", "B1 true", "C1 true", "D1 true", "E1 true", "G1 false"
        ],
        "a formula that comes to the empty text is blank"
    );
}

#[test]
fn dates_count_from_1904_where_the_workbook_says_so() {
    let mut parts = parts_of(&sheet(
        "<row><c s=\"1\"><v>43708</v></c><c><v>43708</v></c></row>",
    ));
    replace(
        &mut parts,
        "xl/workbook.xml",
        "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" xmlns:q=\"q\"><x:workbookPr date1904=\"true\"/>\
         <x:sheets><x:sheet name=\"甲&amp;乙\" sheetId=\"1\" state=\"hidden\" q:id=\"rId1\"/></x:sheets></x:workbook>",
    );
    let bytes = zipped(&parts);
    let found = cells(&bytes);
    assert_eq!(found[0].1, "2023-09-01");
    assert_eq!(found[1].1, "43708");
    let sheets = open(&bytes, &Limits::default()).unwrap().sheets();
    assert_eq!(sheets[0].name, "甲&乙");
    assert_eq!(sheets[0].visibility, Visibility::Hidden);
}

#[test]
fn what_a_person_does_not_see_or_sees_struck_out() {
    let rich = "<sst><si><r><rPr><strike/></rPr><t>张三</t></r></si>\
                <si><r><rPr><strike/></rPr><t>张</t></r><r><rPr><b/></rPr><t>三</t></r></si>\
                <si><r><t>张</t></r><r><rPr><strike/></rPr><t>三</t></r></si><si><t>张三</t></si></sst>";
    let text = |n: u32, style: u32| format!("<c t=\"s\" s=\"{style}\"><v>{n}</v></c>");
    let struck: String = (0..4)
        .map(|n| text(n, 0))
        .chain((0..4).map(|n| text(n, 2)))
        .collect();
    let sheet = format!(
        "<worksheet><cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"4\" max=\"16384\" hidden=\"0\"/></cols>\
         <sheetData><row>{struck}</row><row hidden=\"1\"><c><v>1</v></c></row></sheetData></worksheet>"
    );
    let mut parts = parts_of(&sheet);
    replace(&mut parts, "xl/sharedStrings.xml", rich);
    let looks = looked(&zipped(&parts), |cell| {
        let looks = cell.looks;
        let says = |yes: bool, word: &str| if yes { word.to_string() } else { String::new() };
        says(looks.hidden_row, "r")
            + &says(looks.hidden_column, "c")
            + &says(looks.struck, "s")
            + &says(looks.struck_in_part, "p")
    });
    let looks: Vec<String> = looks.into_iter().map(|(a, b)| format!("{a}{b}")).collect();
    assert_eq!(
        looks,
        [
            "A1s", "B1cp", "C1cp", "D1", "E1s", "F1p", "G1s", "H1s", "A2r"
        ]
    );
}

#[test]
fn merged_ranges_are_known_before_the_cells() {
    let merged = format!(
        "<x:worksheet><x:sheetData>{}<x:row><x:c t=\"str\"><x:v>mergeCells</x:v></x:c></x:row></x:sheetData>\
         <x:mergeCells count=\"9\"><x:mergeCell ref=\"A1:D1\"/><x:mergeCell ref=\"B9:B4\"></x:mergeCell></x:mergeCells></x:worksheet>",
        "<x:row><x:c><x:v>1</x:v></x:c></x:row>".repeat(3_000)
    );
    let bytes = zipped(&parts_of(&merged));
    let mut workbook = open(&bytes, &Limits::default()).unwrap();
    assert_eq!(workbook.merges(0).unwrap(), [(0, 0, 0, 3), (3, 1, 8, 1)]);
    let mut stream = workbook.cells(0).unwrap();
    let mut count = 0;
    while stream.next_cell().unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 3_001);
}

#[test]
fn charts_and_macros_are_no_sheets() {
    let mut parts = parts_of(&sheet(DUES));
    let of_book = [
        ("a", "chartsheet", "chartsheets/sheet1.xml"),
        ("b", "worksheet", "/xl/worksheets/sheet1.xml"),
        ("c", "xlMacrosheet", "macrosheets/sheet1.xml"),
        ("d", "sharedStrings", "sharedStrings.xml"),
    ];
    replace(
        &mut parts,
        "xl/_rels/workbook.xml.rels",
        relations(&of_book),
    );
    let named: String = ["a", "b", "c"]
        .iter()
        .map(|id| format!("<sheet name=\"{id}\" r:id=\"{id}\" state=\"veryHidden\"/>"))
        .collect();
    let book = format!("<workbook xmlns:r=\"r\"><sheets>{named}</sheets></workbook>");
    replace(&mut parts, "xl/workbook.xml", book);
    let bytes = zipped(&parts);
    let sheets = open(&bytes, &Limits::default()).unwrap().sheets();
    let names: Vec<&str> = sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(names, ["b"]);
    assert_eq!(sheets[0].visibility, Visibility::VeryHidden);
    assert_eq!(cells(&bytes).len(), 8);
}

/// The rows of DUES, however they are packed.
fn same_rows(bytes: &[u8]) {
    let expected = extracted(&zipped(&parts_of(&sheet(DUES))));
    assert_eq!(expected.len(), 1);
    assert_eq!(extracted(bytes), expected);
}

#[test]
fn parts_may_lie_elsewhere_and_be_named_in_other_cases() {
    let mut parts = parts_of(&sheet(DUES));
    for (name, _) in &mut parts {
        *name = match name.as_str() {
            "xl/worksheets/sheet1.xml" => "XL\\Worksheets\\Sheet1.XML".to_string(),
            "xl/sharedStrings.xml" => "xl/SharedStrings.xml".to_string(),
            other => other.to_string(),
        };
    }
    same_rows(&zipped(&parts));
    let mut parts: Vec<_> = parts_of(&sheet(DUES));
    for (name, _) in &mut parts {
        *name = name
            .replace("xl/workbook.xml", "office/book.xml")
            .replace("xl/_rels/workbook.xml.rels", "office/_rels/book.xml.rels");
    }
    let of_book = [
        ("rId1", "worksheet", "..\\xl\\worksheets\\sheet1.xml"),
        ("rId3", "sharedStrings", "/xl/sharedStrings.xml"),
    ];
    replace(
        &mut parts,
        "office/_rels/book.xml.rels",
        relations(&of_book),
    );
    replace(
        &mut parts,
        "_rels/.rels",
        relations(&[("x", "officeDocument", "/office/book.xml")]),
    );
    same_rows(&zipped(&parts));
}

#[test]
fn parts_in_other_encodings() {
    let declared =
        |encoding: &str| format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{STRINGS}");
    let wide: Vec<u16> = declared("UTF-16").encode_utf16().collect();
    let little: Vec<u8> = [0xfeff]
        .iter()
        .chain(&wide)
        .flat_map(|unit| unit.to_le_bytes())
        .collect();
    let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let marked = format!("\u{feff}{}", declared("utf-8"));
    let gbk = gbk(&declared("GB2312"));
    for bytes in [
        little,
        big,
        marked.into_bytes(),
        gbk,
        declared("UTF-16").into_bytes(),
    ] {
        let mut parts = parts_of(&sheet(DUES));
        replace(&mut parts, "xl/sharedStrings.xml", bytes);
        same_rows(&zipped(&parts));
    }
}

/// The characters of [`STRINGS`] in GB 2312, from its table.
fn gbk(text: &str) -> Vec<u8> {
    let known = [
        ('月', [0xd4, 0xc2]),
        ('份', [0xb7, 0xdd]),
        ('姓', [0xd0, 0xd5]),
        ('名', [0xc3, 0xfb]),
        ('应', [0xd3, 0xa6]),
        ('缴', [0xbd, 0xc9]),
        ('实', [0xca, 0xb5]),
        ('张', [0xd5, 0xc5]),
        ('三', [0xc8, 0xfd]),
    ];
    let mut bytes = Vec::new();
    for character in text.chars() {
        match known.iter().find(|(known, _)| *known == character) {
            Some((_, pair)) => bytes.extend(pair),
            None => bytes.push(u8::try_from(u32::from(character)).unwrap()),
        }
    }
    bytes
}

#[test]
fn a_size_that_lies_changes_nothing() {
    let lies = format!(
        "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{DUES}</sheetData></worksheet>"
    );
    same_rows(&zipped(&parts_of(&lies)));
    let nonsense = lies.replace("A1:XFD1048576", "x");
    same_rows(&zipped(&parts_of(&nonsense)));
}

#[test]
fn something_put_before_the_zip_changes_nothing() {
    let zip = zipped(&parts_of(&sheet(DUES)));
    let mut bytes = b"PK\x03\x04 not a part, and not counted in any offset".to_vec();
    bytes.extend(&zip);
    same_rows(&bytes);
    let mut bytes = zip;
    bytes.extend([0; 100]);
    same_rows(&bytes);
}

#[test]
fn a_document_says_when_it_was_saved() {
    let mut parts = parts_of(&sheet(DUES));
    let core = "<cp:coreProperties xmlns:cp=\"cp\" xmlns:dcterms=\"t\"><cp:category>总结 &amp; 计划</cp:category>\
                <dcterms:modified>2024-07-01T08:00:00Z</dcterms:modified></cp:coreProperties>";
    parts.push(part("docProps/core.xml", core));
    let bytes = zipped(&parts);
    let mut workbook = open(&bytes, &Limits::default()).unwrap();
    assert_eq!(workbook.saved().as_deref(), Some("2024-07-01T08:00:00Z"));
    assert_eq!(workbook.category().as_deref(), Some("总结 & 计划"));
    let bytes = zipped(&parts_of(&sheet(DUES)));
    assert_eq!(open(&bytes, &Limits::default()).unwrap().saved(), None);
}
