//! Ods made up and spoiled at random, the same ones each time: what was written is read, and whatever
//! comes of a spoiled one is a value or a finding, in a moment.

use super::grids::make;
use super::made::{Grid, words};
use super::ods_parts::{common_styles, content, meta, parts_of, sheet};
use super::xlsx_fuzz::{Chance, asked, spoil, survives};
use super::xlsx_parts::{Part, zipped};
use gonghui::read::{Limits, Value, open};
use std::time::Instant;

const STYLES: &str = r#"<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Default"><style:text-properties style:text-line-through-style="solid"/></style:style><style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-type="single"/></style:style><style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>"#;

/// One of everything.
const ROWS: &str = r#"<table:table-column table:number-columns-repeated="2" table:default-cell-style-name="ce1"/><table:table-column-group table:display="false"><table:table-column table:visibility="collapse"/></table:table-column-group><table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3" table:number-rows-spanned="2" table:number-columns-spanned="2" office:value-type="string"><text:p>姓名<text:s text:c="2"/><text:span text:style-name="T1">旧</text:span></text:p><text:p/></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row-group><table:table-row table:visibility="filter"><table:table-cell office:value-type="float" office:value="26.15"><text:p>26.15</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-06-01"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell table:formula="of:=1+1"/><table:table-cell office:value-type="time" office:time-value="PT8H30M0S"><text:p>8:30</text:p></table:table-cell><table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"><office:annotation><text:p>注</text:p></office:annotation><text:p>#N/A</text:p></table:table-cell></table:table-row></table:table-row-group>"#;

/// What is put into the XML where it does not belong.
const PIECES: &[&str] = &[
    "table:number-rows-repeated=\"4294967295\" ",
    "table:number-columns-repeated=\"99999999999999999999\" ",
    "table:number-columns-repeated=\"-1\" ",
    "table:number-columns-repeated=\"16384\" ",
    "table:number-rows-spanned=\"4294967295\" ",
    "table:number-columns-spanned=\"0\" ",
    "table:style-name=\"ce1\" ",
    "<table:table-row>",
    "</table:table-row>",
    "<table:table-cell/>",
    "<table:table>",
    "</table:table>",
    "<table:table-row-group>",
    "<text:p>",
    "</text:span>",
    "<text:s text:c=\"4294967295\"/>",
    "office:value=\"1e999\" ",
    "office:date-value=\"99999-99-99\" ",
    "office:date-value=\"2023-12-31T23:59:59.9999\" ",
    "office:time-value=\"PT\" ",
    "office:value-type=\"\" ",
    "office:value-type=\"error\" ",
    "<office:annotation>",
];

/// An ods some of whose parts are spoiled before they are zipped.
pub(super) fn spoiled_ods(chance: &mut Chance) -> Vec<u8> {
    let sheets = format!(
        "{}<table:table table:name=\"二\" table:style-name=\"ta1\"/>{}",
        sheet("会费", ROWS),
        sheet("三", ROWS)
    );
    let mut content = content(STYLES, &sheets);
    for _ in 0..chance.below(4) {
        let places: Vec<usize> = content
            .match_indices(['<', ' '])
            .map(|(at, _)| at)
            .collect();
        let piece = chance.pick(PIECES);
        let at = chance.pick(&places);
        let after_space = usize::from(content[at..].starts_with(' '));
        content.insert_str(at + after_space, piece);
    }
    let mut parts: Vec<Part> = parts_of(&content);
    parts.push(common_styles(STYLES));
    parts.push(meta("<dc:date>2023-09-12T08:00:00</dc:date>"));
    if chance.once_in(2) {
        let which = chance.pick(&[1, 2, 2, 2, 3, 4]);
        spoil(&mut parts[which].1, chance);
    }
    let mut zip = zipped(&parts);
    if chance.once_in(6) {
        spoil(&mut zip, chance);
    }
    zip
}

/// A text as its paragraphs, all space in elements.
fn paragraphs(text: &str) -> String {
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace(' ', "<text:s/>")
        .replace('\t', "<text:tab/>");
    let lines = escaped.split('\n');
    lines
        .map(|line| format!("<text:p>{line}</text:p>"))
        .collect()
}

/// How a value is written, and what is to be read of it.
fn written(value: &Value<'_>) -> (String, String) {
    let typed = |kind: &str, name: &str, value: &str| {
        format!(r#"office:value-type="{kind}" office:{name}="{value}">"#)
    };
    let told = |value: &Value<'_>| format!("{value:?}");
    let text = |text: String| told(&words(&text));
    match value {
        Value::Text(held) => (
            format!(
                r#"office:value-type="string">{}"#,
                paragraphs(held.as_str())
            ),
            told(value),
        ),
        Value::Number(number) => {
            let shown = number.to_string();
            let read = match number.is_finite() {
                true => told(value),
                false => text(shown.clone()),
            };
            (typed("float", "value", &shown), read)
        }
        Value::Date(date) => {
            let read = match date.year() < 0 {
                true => text(date.date().to_string()),
                false => told(value),
            };
            (typed("date", "date-value", &date.date().to_string()), read)
        }
        Value::Bool(bool) => (
            typed("boolean", "boolean-value", &bool.to_string()),
            told(value),
        ),
        Value::Error(error) => (
            format!(
                r#"table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>{error}</text:p>"#
            ),
            told(value),
        ),
        Value::Uncalculated => (r#"table:formula="of:=1+1">"#.to_string(), told(value)),
    }
}

/// The grid as rows of an ods, what is alike beside each other written once; and what is to be read.
fn rows_of(grid: &Grid, chance: &mut Chance) -> (String, Vec<String>) {
    let (mut xml, mut expected) = (String::new(), Vec::new());
    let (mut row, mut column) = (0, 0);
    let mut open = false;
    let mut cells = grid.iter().peekable();
    while let Some((&(at, place), (value, _))) = cells.next() {
        if at > row || !open {
            if open {
                xml.push_str("</table:table-row>");
                row += 1;
            }
            if at > row {
                let many = at - row;
                xml.push_str(&format!(
                    "<table:table-row table:number-rows-repeated=\"{many}\"/>"
                ));
            }
            xml.push_str("<table:table-row>");
            (row, column, open) = (at, 0, true);
        }
        if place > column {
            let many = place - column;
            xml.push_str(&format!(
                "<table:table-cell table:number-columns-repeated=\"{many}\"/>"
            ));
        }
        let (cell, read) = written(value);
        let mut times = 1;
        expected.push(format!("{at} {place} {read}"));
        while chance.once_in(2) {
            let alike = |next: &(&(u32, u32), &(Value<'static>, _))| {
                *next.0 == (at, place + times) && written(&next.1.0).0 == cell
            };
            if cells.next_if(alike).is_none() {
                break;
            }
            expected.push(format!("{at} {} {read}", place + times));
            times += 1;
        }
        xml.push_str(&format!(
            "<table:table-cell table:number-columns-repeated=\"{times}\" {cell}</table:table-cell>"
        ));
        column = place + times;
    }
    if open {
        xml.push_str("</table:table-row>");
    }
    (xml, expected)
}

fn is_plain(value: &Value<'_>) -> bool {
    match value {
        // A line end of Windows is none in XML; and what is blank is no cell.
        Value::Text(text) => {
            let blank = |c: char| c.is_whitespace() || c == '\u{200b}';
            !text.as_str().contains('\r') && !text.as_str().chars().all(blank)
        }
        _ => true,
    }
}

fn made_up(seed: u64) {
    let mut chance = Chance::of(seed);
    let mut made = make(&mut chance, 24);
    made.grid.retain(|_, (value, _)| is_plain(value));
    let (rows, expected) = rows_of(&made.grid, &mut chance);
    let bytes = super::ods_parts::ods(&rows);
    let mut workbook = open(&bytes, &Limits::default()).unwrap();
    let mut cells = workbook.cells(0).unwrap();
    let mut found = Vec::new();
    while let Some(cell) = cells.next_cell().unwrap() {
        found.push(format!("{} {} {:?}", cell.row, cell.column, cell.value));
    }
    assert_eq!(found, expected, "seed {seed}");
}

#[test]
fn what_was_written_is_read() {
    (0..150).for_each(made_up);
}

#[test]
fn spoiled_ods_never_panic() {
    for seed in 0..400 {
        survives(&spoiled_ods(&mut Chance::of(seed)), seed);
    }
}

#[test]
#[ignore = "as long as one likes: FUZZ_SECONDS=600 cargo test --test end_to_end -- --ignored fuzz"]
fn fuzz_ods_for_a_while() {
    let (seeds, until) = asked();
    for seed in seeds {
        survives(&spoiled_ods(&mut Chance::of(seed)), seed);
        made_up(seed);
        if Instant::now() > until {
            println!("up to seed {seed}");
            break;
        }
    }
}
