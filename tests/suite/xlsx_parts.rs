//! Workbooks put together from parts, as no program writes them.

use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A part: its name and what is in it.
pub type Part = (String, Vec<u8>);

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub fn part(name: &str, text: impl AsRef<[u8]>) -> Part {
    (name.to_string(), text.as_ref().to_vec())
}

/// The zip of `parts`, packed.
pub fn zipped(parts: &[Part]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The relationships of a part: id, last word of the type, target.
pub fn relations(list: &[(&str, &str, &str)]) -> String {
    let each: String = list
        .iter()
        .map(|(id, kind, target)| {
            format!("<Relationship Id=\"{id}\" Type=\"{TYPES}/{kind}\" Target=\"{target}\"/>")
        })
        .collect();
    format!("<Relationships xmlns=\"{RELATIONS}\">{each}</Relationships>")
}

/// A sheet of these rows.
pub fn sheet(rows: &str) -> String {
    format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>")
}

/// The parts of a workbook with one sheet, 会费收缴, whose part is `sheet`.
pub fn parts_of(sheet: &str) -> Vec<Part> {
    let book = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns=\"{MAIN}\" xmlns:r=\"{TYPES}\">\
         <sheets><sheet name=\"会费收缴\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let of_book = [
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "styles", "styles.xml"),
        ("rId3", "sharedStrings", "sharedStrings.xml"),
    ];
    vec![
        part(
            "_rels/.rels",
            relations(&[("rId1", "officeDocument", "xl/workbook.xml")]),
        ),
        part("xl/workbook.xml", book),
        part("xl/_rels/workbook.xml.rels", relations(&of_book)),
        part("xl/styles.xml", STYLES),
        part("xl/sharedStrings.xml", STRINGS),
        part("xl/worksheets/sheet1.xml", sheet),
    ]
}

/// Puts another text into the part `name`.
pub fn replace(parts: &mut Vec<Part>, name: &str, text: impl AsRef<[u8]>) {
    parts.retain(|(part, _)| part != name);
    parts.push(part(name, text));
}

/// Style 0 is plain, 1 a date's, 2 struck out.
pub const STYLES: &str = "<styleSheet><numFmts count=\"1\">\
    <numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts>\
    <fonts count=\"2\"><font/><font><strike/></font></fonts>\
    <cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"164\" fontId=\"0\"/>\
    <xf numFmtId=\"0\" fontId=\"1\"/></cellXfs></styleSheet>";

/// The words of a sheet of dues: 0 to 3 are its header.
pub const STRINGS: &str = "<sst count=\"9\" uniqueCount=\"9\"><si><t>月份</t></si><si><t>姓名</t></si>\
    <si><t>应缴</t></si><si><t>实缴</t></si><si><t>张三</t></si><si><t>2024-06</t></si></sst>";

/// A header of dues and one row of data, as a spreadsheet program writes them.
pub const DUES: &str = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>\
    <c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c></row>\
    <row r=\"2\"><c r=\"A2\" t=\"s\"><v>5</v></c><c r=\"B2\" t=\"s\"><v>4</v></c>\
    <c r=\"C2\"><v>26.15</v></c><c r=\"D2\"><v>26.15</v></c></row>";
