//! Ods made to harm: each ends in a finding, none in a crash, and nothing is done as often as a file
//! says that it stands.

use super::isolation::peak;
use super::ods_parts::{
    common_styles, content, dues, manifest, number, ods, parts_of, row, sheet, text, texts,
};
use super::sound::worked;
use super::support::gonghui;
use super::xlsx_parts::{Part, part, replace, zipped};
use gonghui::read::{Limits, ReadError, open};
use std::time::Duration;
use tempfile::TempDir;

/// What refusing one may take of a processor.
const MOST: Duration = Duration::from_secs(4);

/// Reads everything under `limits`; how many cells there are.
fn read(bytes: &[u8], limits: &Limits) -> Result<u64, ReadError> {
    let mut workbook = open(bytes, limits)?;
    let mut count = 0;
    for index in 0..workbook.sheets().len() {
        workbook.merges(index)?;
        let mut cells = workbook.cells(index)?;
        loop {
            match cells.next_cell() {
                Ok(Some(_)) => count += 1,
                Ok(None) => break,
                Err(error) => {
                    assert!(cells.next_cell().unwrap().is_none(), "on after {error}");
                    return Err(error);
                }
            }
        }
    }
    Ok(count)
}

/// What is wrong with the workbook: the code, and the limit that it goes over.
#[track_caller]
fn fault_under(bytes: &[u8], limits: &[&str]) -> String {
    let mut all = Limits::default();
    for limit in limits {
        all.set(limit).unwrap();
    }
    let begun = worked();
    let error = read(bytes, &all).expect_err("it is read");
    let took = worked() - begun;
    assert!(took < MOST, "{took:?}");
    match error.over {
        Some(over) => format!("{} {}", error.code, over.limit.id()),
        None => error.code.to_string(),
    }
}

#[track_caller]
fn fault(bytes: &[u8]) -> String {
    fault_under(bytes, &[])
}

fn repeated(rows: &str, columns: &str) -> String {
    format!(
        r#"<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="5"/></table:table-row>"#
    )
}

#[test]
fn what_is_repeated_goes_over_no_limit() {
    let high = ods(&(dues() + &repeated("100000", "1")));
    assert_eq!(fault_under(&high, &["rows=99999"]), "F019 rows");
    assert_eq!(read(&high, &Limits::default()), Ok(100_008));
    let wide = ods(&(dues() + &repeated("1", "2001")));
    assert_eq!(fault(&wide), "F019 columns");
    let whole = ods(&repeated("1048576", "2000"));
    assert_eq!(fault(&whole), "F019 cells");
    let raised = ["cells=99999999999", "rows=1048576", "seconds=1"];
    assert_eq!(fault_under(&whole, &raised), "F019 seconds");
    let long = format!(
        r#"<table:table-row table:number-rows-repeated="100"><table:table-cell table:number-columns-repeated="1000" office:value-type="string"><text:p>{}</text:p></table:table-cell></table:table-row>"#,
        "会".repeat(10_000)
    );
    assert_eq!(fault(&ods(&long)), "F019 text-bytes");
}

#[test]
fn what_stands_outside_of_the_grid_is_said() {
    for (rows, columns) in [
        ("1048577", "1"),
        ("4294967295", "1"),
        ("99999999999999999999", "1"),
        ("1", "16385"),
        ("1", "18446744073709551617"),
        ("0", "1"),
        ("-1", "1"),
        ("1", "1.5"),
        ("", "1"),
        ("1", "many"),
    ] {
        let bytes = ods(&(dues() + &repeated(rows, columns)));
        assert_eq!(fault(&bytes), "F016", "{rows} × {columns}");
    }
    let behind = |blank: &str| ods(&(blank.to_string() + &dues()));
    let rows = r#"<table:table-row table:number-rows-repeated="4294967295"/>"#;
    assert_eq!(fault(&behind(&rows.repeat(3))), "F016");
    let column = r#"<table:table-row><table:table-cell table:number-columns-repeated="16384"/><table:table-cell office:value="1"/></table:table-row>"#;
    assert_eq!(fault(&behind(column)), "F016");
}

#[test]
fn a_table_where_none_belongs_is_said() {
    let inner = sheet("内", &dues());
    for rows in [
        row(&format!("<table:table-cell>{inner}</table:table-cell>")),
        row(&inner),
        inner.clone(),
        format!("<table:table-row-group>{inner}</table:table-row-group>"),
    ] {
        assert_eq!(fault(&ods(&rows)), "F016", "{rows}");
    }
}

#[test]
fn texts_are_bounded_before_they_are_made() {
    let spaces = |count: &str| ods(&texts(&[&format!("甲<text:s text:c=\"{count}\"/>")]));
    assert_eq!(fault(&spaces("4294967295")), "F019 string-length");
    assert_eq!(fault(&spaces("32767")), "F019 string-length");
    assert_eq!(read(&spaces("32766"), &Limits::default()), Ok(1));
    let many = "<text:s text:c=\"32767\"/>".repeat(1_000);
    assert_eq!(fault(&ods(&texts(&[&many]))), "F019 string-length");
    let lines = "<text:p/>".repeat(200_000);
    let cell = format!("<table:table-cell>{lines}</table:table-cell>");
    assert_eq!(fault(&ods(&row(&cell))), "F019 string-length");
    let value = format!(
        r#"<table:table-cell office:value-type="string" office:string-value="{}"/>"#,
        "会".repeat(32_768)
    );
    assert_eq!(fault(&ods(&row(&value))), "F019 string-length");
    let long = ods(&texts(&[&"会".repeat(101)]));
    assert_eq!(
        fault_under(&long, &["string-length=100"]),
        "F019 string-length"
    );
    let mut limits = Limits::default();
    limits.set("string-length=101").unwrap();
    assert_eq!(read(&long, &limits), Ok(1));
}

#[test]
fn merges_sheets_and_styles_are_counted() {
    let span = r#"<table:table-cell table:number-rows-spanned="2"/>"#;
    assert_eq!(fault(&ods(&row(span).repeat(100_000))), "F019 merges");
    let across = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" table:number-columns-spanned="2"/></table:table-row>"#;
    assert_eq!(fault(&ods(across)), "F019 merges");
    // In many sheets together they are no more than a workbook may have cells.
    let of_each = sheet("会费", &row(span).repeat(100));
    let sheets = zipped(&parts_of(&content("", &of_each.repeat(50))));
    assert_eq!(fault_under(&sheets, &["cells=4999"]), "F019 cells");
    let sheets = "<table:table/>".repeat(10_000);
    assert_eq!(
        fault(&zipped(&parts_of(&content("", &sheets)))),
        "F019 sheets"
    );
    let chain: String = (0..100_000)
        .map(|n| format!(r#"<style:style style:name="c{n}" style:family="table-cell" style:parent-style-name="c{}"/>"#, n + 1))
        .collect();
    let chained = zipped(&parts_of(&content(&chain, &sheet("会费", &dues()))));
    let begun = worked();
    assert_eq!(read(&chained, &Limits::default()), Ok(8));
    let took = worked() - begun;
    assert!(took < MOST, "{took:?}");
    let too_many = (chain.clone() + &chain.replace("\"c", "\"d")) + &chain.replace("\"c", "\"e");
    let bytes = zipped(&parts_of(&content(&too_many, &sheet("会费", &dues()))));
    assert_eq!(fault(&bytes), "F003");
}

fn with(name: &str, text: impl AsRef<[u8]>) -> Vec<u8> {
    let mut parts = parts_of(&content("", &sheet("会费", &dues())));
    replace(&mut parts, name, text);
    zipped(&parts)
}

#[test]
fn entities_are_never_expanded() {
    let bomb = r#"<!DOCTYPE a [<!ENTITY a "0123456789"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>"#;
    let whole = content("", &sheet("会费", &texts(&["&b;"])));
    let body = &whole[whole.find("<office").unwrap()..];
    assert_eq!(fault(&with("content.xml", format!("{bomb}{body}"))), "F003");
    assert_eq!(fault(&with("content.xml", body)), "F003");
    assert_eq!(fault(&with("styles.xml", format!("{bomb}<a/>"))), "F003");
    // What the properties and the manifest are, the sheets do not depend on.
    let limits = Limits::default();
    assert_eq!(
        read(&with("meta.xml", format!("{bomb}<a/>")), &limits),
        Ok(8)
    );
    let manifest = format!("{bomb}<a/>");
    assert_eq!(
        read(&with("META-INF/manifest.xml", manifest), &limits),
        Ok(8)
    );
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    // A text of more than 1 MiB would be refused for itself.
    let spaces = (" ".repeat(1 << 19) + "<x/>").repeat(80);
    let inside = ods(&format!("{}{spaces}", dues()));
    assert_eq!(fault(&inside), "F019 ratio");
    assert_eq!(
        fault(&with("styles.xml", format!("<a>{spaces}</a>"))),
        "F019 ratio"
    );
    assert_eq!(
        fault(&with("META-INF/manifest.xml", format!("<a>{spaces}</a>"))),
        "F019 ratio"
    );
    let fewer = (" ".repeat(1 << 19) + "<x/>").repeat(6);
    let inside = ods(&format!("{}{fewer}", dues()));
    assert_eq!(
        fault_under(&inside, &["inflated-bytes=3000000"]),
        "F019 inflated-bytes"
    );
    // Read twice, for what must be known before and for the cells, it counts once.
    let mut limits = Limits::default();
    limits.set("inflated-bytes=3200000").unwrap();
    assert_eq!(read(&inside, &limits), Ok(8));
}

#[test]
fn parts_that_are_missing_there_twice_or_of_something_else_are_said() {
    let right = content("", &sheet("会费", &dues()));
    for wrong in [
        right.replace("spreadsheet>", "text>"),
        right.replace("document-content", "document-styles"),
        right.replace("<table:table-row>", "<table:table-row"),
        right.replacen("</table:table-row>", "", 1),
        right.replace("</office:body>", ""),
        String::new(),
        "<html/>".to_string(),
    ] {
        assert_eq!(fault(&with("content.xml", &wrong)), "F003", "{wrong}");
    }
    let mut twice = parts_of(&right);
    twice.push(part("Content.XML", &right));
    assert_eq!(fault(&zipped(&twice)), "F003");
    let mut encrypted = parts_of("\u{1}\u{2}");
    encrypted[1] = manifest("<manifest:encryption-data manifest:checksum=\"x\"/>");
    assert_eq!(fault(&zipped(&encrypted)), "F004");
}

#[test]
fn what_is_cut_short_is_said_wherever_it_is_cut() {
    let whole = content("", &sheet("会费", &dues()));
    for end in (0..whole.len() - 1).filter(|end| whole.is_char_boundary(*end)) {
        assert_eq!(fault(&with("content.xml", &whole[..end])), "F003", "{end}");
    }
    let zip = ods(&dues());
    for end in (4..zip.len()).step_by(7) {
        assert_eq!(fault(&zip[..end]), "F003", "{end}");
    }
}

/// All of a sort in one folder, through the program.
#[test]
fn the_file_beside_them_is_read_and_memory_is_bounded() {
    let folder = TempDir::new().unwrap();
    let wide = r#"<table:table-row><table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>会</text:p></table:table-cell></table:table-row>"#;
    let columns = r#"<table:table-column table:number-columns-repeated="4294967295" table:visibility="collapse"/>"#;
    let common: Vec<Part> = vec![common_styles("<style:style/>")];
    let files = [
        ("晨星小学", ods(&dues())),
        ("宽", ods(&wide.repeat(5_000))),
        ("高", ods(&repeated("1048576", "16384"))),
        ("列", ods(&(columns.repeat(50_000) + &texts(&["甲"])))),
        ("空", zipped(&common)),
        ("深", ods(&"<table:table-row-group>".repeat(100_000))),
        ("行", ods(&row(&number("1")).repeat(10_000))),
        ("字", ods(&row(&text(&"会".repeat(30_000)).repeat(700)))),
    ];
    for (name, bytes) in files {
        std::fs::write(folder.path().join(format!("{name}.ods")), bytes).unwrap();
    }
    let ran = gonghui(folder.path(), &["check", ".", "--format", "json"]);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    let said = ran.json();
    let inputs = said["inputs"].as_array().unwrap();
    let error = |name: &str| {
        let path = format!("{name}.ods");
        let input = inputs.iter().find(|input| input["path"] == path.as_str());
        input.unwrap()["error"]["code"]
            .as_str()
            .unwrap_or_default()
            .to_string()
    };
    for (name, code) in [
        ("晨星小学", ""),
        ("宽", "F019"),
        ("高", "F019"),
        ("列", ""),
        ("深", "F003"),
        ("字", ""),
    ] {
        assert_eq!(error(name), code, "{name}");
    }
    if let Some(kib) = peak(folder.path(), &["check", "."]) {
        assert!(kib < 300 * 1024, "{kib} KiB");
    }
}
