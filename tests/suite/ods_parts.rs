//! An ods put together from its XML, as no program writes it.

use super::xlsx_parts::{Part, part, zipped};

const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/""#;

/// What an ods says of itself.
pub const MIMETYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The document's content: automatic styles, then sheets.
pub fn content(styles: &str, sheets: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"#
    )
}

/// The part of the styles that the document's own come from.
pub fn common_styles(styles: &str) -> Part {
    let text = format!(
        "<office:document-styles {NAMES}><office:styles>{styles}</office:styles></office:document-styles>"
    );
    part("styles.xml", text)
}

/// The part of the document's properties.
pub fn meta(properties: &str) -> Part {
    let text = format!(
        "<office:document-meta {NAMES}><office:meta>{properties}</office:meta></office:document-meta>"
    );
    part("meta.xml", text)
}

/// A manifest of which `content.xml` says `of_content`.
pub fn manifest(of_content: &str) -> Part {
    let text = format!(
        r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/><manifest:file-entry manifest:full-path="content.xml">{of_content}</manifest:file-entry></manifest:manifest>"#
    );
    part("META-INF/manifest.xml", text)
}

/// The parts of an ods of this content.
pub fn parts_of(content: &str) -> Vec<Part> {
    vec![
        part("mimetype", MIMETYPE),
        manifest(""),
        part("content.xml", content),
    ]
}

/// An ods whose one sheet, 会费收缴, holds `rows`.
pub fn ods(rows: &str) -> Vec<u8> {
    zipped(&parts_of(&content("", &sheet("会费收缴", rows))))
}

/// A sheet of these rows.
pub fn sheet(name: &str, rows: &str) -> String {
    format!("<table:table table:name=\"{name}\">{rows}</table:table>")
}

/// A row of these cells.
pub fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

/// A cell of a text.
pub fn text(text: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
    )
}

/// A cell of a number.
pub fn number(number: &str) -> String {
    format!("<table:table-cell office:value-type=\"float\" office:value=\"{number}\"/>")
}

/// A row of texts.
pub fn texts(of: &[&str]) -> String {
    row(&of.iter().map(|one| text(one)).collect::<String>())
}

/// A header of dues and one row of data.
pub fn dues() -> String {
    let data = [
        text("2024-06"),
        text("张三"),
        number("26.15"),
        number("26.15"),
    ];
    texts(&["月份", "姓名", "应缴", "实缴"]) + &row(&data.concat())
}
