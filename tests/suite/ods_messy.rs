//! What well-formed ods hold: every way to write a value, what is repeated, merged, hidden and struck
//! out, and what is no part of a value.

use super::ods_parts::{
    common_styles, content, dues, manifest, meta, number, ods, parts_of, row, sheet, text, texts,
};
use super::support::{extract, gonghui};
use super::xlsx_parts::{part, zipped};
use gonghui::finding::Code;
use gonghui::read::{Cell, Kind, Limits, Value, Visibility, Workbook, kind, open};
use tempfile::TempDir;

fn opened(bytes: &[u8]) -> Box<dyn Workbook + '_> {
    open(bytes, &Limits::default()).unwrap()
}

/// The cells of the sheet at `index`, by their addresses, as `look` has them.
fn looked(
    workbook: &mut dyn Workbook,
    index: usize,
    look: impl Fn(&Cell<'_>) -> String,
) -> Vec<(String, String)> {
    let mut stream = workbook.cells(index).unwrap();
    let mut all = Vec::new();
    while let Some(cell) = stream.next_cell().unwrap() {
        let place = gonghui::finding::a1(cell.row, cell.column);
        all.push((place, look(&cell)));
    }
    all
}

/// A value with its kind, so that the text 5 is not the number.
fn told(cell: &Cell<'_>) -> String {
    let kind = match cell.value {
        Value::Text(_) => "",
        Value::Number(_) => "n:",
        Value::Date(_) => "d:",
        Value::Bool(_) => "b:",
        Value::Error(_) => "e:",
        Value::Uncalculated => "?",
    };
    let shown = match &cell.value {
        Value::Text(text) => text.as_str().to_string(),
        other => other.shown(),
    };
    format!("{kind}{shown}")
}

#[track_caller]
fn holds(rows: &str, expected: &[(&str, &str)]) {
    let bytes = ods(rows);
    let found = looked(opened(&bytes).as_mut(), 0, told);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(found, expected, "{rows}");
}

/// Holds one cell in A1.
#[track_caller]
fn cell(attributes: &str, inside: &str, expected: &str) {
    let rows = row(&format!(
        "<table:table-cell {attributes}>{inside}</table:table-cell>"
    ));
    match expected {
        "" => holds(&rows, &[]),
        expected => holds(&rows, &[("A1", expected)]),
    }
}

#[test]
fn every_way_to_write_a_value() {
    let shown = "<text:p>看到的</text:p>";
    for (attributes, expected) in [
        (
            r#"office:value-type="float" office:value="26.15" calcext:value-type="float""#,
            "n:26.15",
        ),
        (
            r#"office:value-type="percentage" office:value="0.985""#,
            "n:0.985",
        ),
        (
            r#"office:value-type="currency" office:currency="CNY" office:value="-5230""#,
            "n:-5230",
        ),
        (
            r#"office:value-type="date" office:date-value="2023-09-01""#,
            "d:2023-09-01",
        ),
        (
            r#"office:value-type="date" office:date-value="2023-09-01T08:30:00""#,
            "d:2023-09-01",
        ),
        (
            r#"office:value-type="boolean" office:boolean-value="true""#,
            "b:TRUE",
        ),
        (
            r#"office:value-type="boolean" office:boolean-value="false""#,
            "b:FALSE",
        ),
        (
            r#"office:value-type="string" office:string-value="存的 &amp; 值""#,
            "存的 & 值",
        ),
        (r#"office:value-type="string""#, "看到的"),
        (
            r#"office:value-type="string" office:string-value="""#,
            "看到的",
        ),
        // What some programs leave out.
        ("", "看到的"),
        (r#"office:value="3""#, "n:3"),
        (r#"office:value-type="float""#, "看到的"),
        (r#"office:value-type="void""#, "看到的"),
        // What makes no sense is handed on as it is written.
        (r#"office:value-type="float" office:value="1e999""#, "1e999"),
        (r#"office:value-type="float" office:value="NaN""#, "NaN"),
        (
            r#"office:value-type="date" office:date-value="2023-02-30""#,
            "2023-02-30",
        ),
        (
            r#"office:value-type="date" office:date-value="二〇二三年""#,
            "二〇二三年",
        ),
        (
            r#"office:value-type="boolean" office:boolean-value="是""#,
            "是",
        ),
    ] {
        cell(attributes, shown, expected);
    }
    let time = r#"office:value-type="time" office:time-value="PT27H30M00S""#;
    cell(time, "<text:p>27:30</text:p>", "27:30");
    // Hours that look like a number would be taken for an amount.
    cell(time, "<text:p>27.5</text:p>", "PT27H30M00S");
    cell(time, "", "PT27H30M00S");
    cell(r#"office:value-type="string""#, "<text:p>　 </text:p>", "");
}

/// Excel writes what failed as the number 0; read so, a due that nobody could work out would be 0 元.
#[test]
fn a_formula_that_failed_or_was_not_worked_out_is_no_number() {
    let formula = r#"table:formula="of:=[.A1]/0""#;
    let zero = format!(r#"{formula} office:value-type="float" office:value="0""#);
    cell(&zero, "<text:p>#DIV/0!</text:p>", "e:#DIV/0!");
    cell(&zero, "<text:p>#N/A</text:p>", "e:#N/A");
    cell(&zero, "<text:p>Err:502</text:p>", "e:Err:502");
    cell(&zero, "<text:p>0</text:p>", "n:0");
    let said = format!(
        r#"{formula} office:value-type="string" office:string-value="" calcext:value-type="error""#
    );
    cell(&said, "<text:p>#VALUE!</text:p>", "e:#VALUE!");
    cell(formula, "", "?");
    cell(&format!(r#"{formula} office:value-type="float""#), "", "?");
    // LibreOffice's way to say that a formula came to the empty text.
    cell(formula, "<text:p/>", "");
    cell(&format!(r#"{formula} office:value-type="string""#), "", "");
    // A number without a formula is what it is, however it is shown.
    cell(
        r#"office:value-type="float" office:value="0""#,
        "<text:p>#N/A</text:p>",
        "n:0",
    );
}

#[test]
fn a_text_is_its_paragraphs_and_the_space_that_is_meant() {
    let kind = r#"office:value-type="string""#;
    for (inside, expected) in [
        (
            "<text:p>一</text:p><text:p>二</text:p><text:p/><text:p>三</text:p>",
            "一\n二\n\n三",
        ),
        (
            "<text:p>李<text:s text:c=\"3\"/>四<text:s/></text:p>",
            "李   四 ",
        ),
        (
            "<text:p>甲<text:tab/>乙<text:line-break/>丙</text:p>",
            "甲\t乙\n丙",
        ),
        ("<text:p>\n   甲\n   乙</text:p>", "甲 乙"),
        ("<text:p>甲 <text:s/>乙</text:p>", "甲  乙"),
        (
            "<text:p><text:span>育<text:span>才</text:span></text:span>小<text:a href=\"x\">学</text:a></text:p>",
            "育才小学",
        ),
        (
            "<text:p>甲&amp;乙&#x5DE5;<![CDATA[<丙>]]></text:p>",
            "甲&乙工<丙>",
        ),
        (
            "<office:annotation><dc:date>2023-09-01</dc:date><text:p>批注</text:p></office:annotation><text:p>张三</text:p>",
            "张三",
        ),
        (
            "<text:p>张<office:annotation><text:p>批注</text:p></office:annotation>三</text:p>",
            "张三",
        ),
        (
            "<text:p><text:ruby><text:ruby-base>张</text:ruby-base><text:ruby-text>zhang</text:ruby-text></text:ruby></text:p>",
            "张",
        ),
        (
            "<draw:frame><draw:text-box><text:p>图里的字</text:p></draw:text-box></draw:frame><text:p>张三</text:p>",
            "张三",
        ),
        (
            "<text:p><text:sheet-name>会费</text:sheet-name></text:p>",
            "会费",
        ),
    ] {
        cell(kind, inside, expected);
    }
}

#[test]
fn what_is_repeated_stands_as_often_and_blanks_cost_nothing() {
    let twice = r#"<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="5"/>"#;
    let blank = r#"<table:table-cell table:number-columns-repeated="3"/>"#;
    let five = format!(
        "<table:table-row table:number-rows-repeated=\"2\">{blank}{twice}{}</table:table-row>",
        text("同")
    );
    let many = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let none = r#"<table:table-row table:number-rows-repeated="7"/>"#;
    let rest = r#"<table:table-row table:number-rows-repeated="4294967295"><table:table-cell table:number-columns-repeated="99999999999"/></table:table-row>"#;
    holds(
        &format!("{five}{many}{none}{}{rest}", texts(&["末"])),
        &[
            ("D1", "n:5"),
            ("E1", "n:5"),
            ("F1", "同"),
            ("D2", "n:5"),
            ("E2", "n:5"),
            ("F2", "同"),
            ("A1000010", "末"),
        ],
    );
}

#[test]
fn rows_stand_in_headers_and_groups_too() {
    let rows = format!(
        "<office:forms><table:table-row>{0}</table:table-row></office:forms>\
         <table:shapes><draw:frame><text:p>图</text:p></draw:frame></table:shapes>\
         <table:table-column/><table:table-header-rows>{1}</table:table-header-rows>\
         <table:table-rows>{2}</table:table-rows><table:table-row-group><table:table-row-group>{3}\
         </table:table-row-group></table:table-row-group><table:named-expressions/>",
        text("表单"),
        texts(&["一"]),
        texts(&["二"]),
        texts(&["三"]),
    );
    holds(&rows, &[("A1", "一"), ("A2", "二"), ("A3", "三")]);
}

#[test]
fn merged_ranges_are_known_and_what_they_cover_is_read() {
    let merged = |rows: u32, columns: u32, value: &str| {
        format!(
            "<table:table-cell table:number-rows-spanned=\"{rows}\" table:number-columns-spanned=\"{columns}\" office:value-type=\"string\"><text:p>{value}</text:p></table:table-cell>"
        )
    };
    let covered = "<table:covered-table-cell/>";
    let hidden = "<table:covered-table-cell office:value-type=\"float\" office:value=\"7\"/>";
    let rows = [
        row(&format!(
            "{}{covered}{}",
            merged(1, 2, "标题"),
            merged(3, 1, "九月")
        )),
        row(&format!("{}{hidden}", text("甲"))),
        r#"<table:table-row table:number-rows-repeated="2"/>"#.to_string(),
        row(&format!(
            "{}{}",
            merged(1, 1, "乙"),
            merged(4_294_967_295, 99_999, "丙")
        )),
    ];
    let bytes = ods(&rows.concat());
    let mut workbook = opened(&bytes);
    assert_eq!(
        workbook.merges(0).unwrap(),
        [(0, 0, 0, 1), (0, 2, 2, 2), (4, 1, 1_048_575, 16_383)]
    );
    let found = looked(workbook.as_mut(), 0, told);
    let found: Vec<_> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(
        found,
        [
            ("A1", "标题"),
            ("C1", "九月"),
            ("A2", "甲"),
            ("B2", "n:7"),
            ("A5", "乙"),
            ("B5", "丙")
        ]
    );
}

/// Until calamine was left, only the first row of them had a month.
#[test]
fn a_month_merged_over_several_rows_holds_for_each() {
    let folder = TempDir::new().unwrap();
    let month = r#"<table:table-cell table:number-rows-spanned="3" office:value-type="string"><text:p>2024-06</text:p></table:table-cell>"#;
    let covered = "<table:covered-table-cell/>";
    let member = |first: &str, name: &str| {
        row(&[first, &text(name), &number("26.15"), &number("26.15")].concat())
    };
    let rows = [
        texts(&["月份", "姓名", "应缴", "实缴"]),
        member(month, "张三"),
        member(covered, "李四"),
        member(covered, "王五"),
    ];
    std::fs::write(folder.path().join("晨星小学.ods"), ods(&rows.concat())).unwrap();
    let rows = extract(folder.path(), &["晨星小学.ods"]);
    let months: Vec<_> = rows
        .iter()
        .map(|row| row["values"]["month"].clone())
        .collect();
    assert_eq!(months, ["2024-06"; 3]);
}

const STYLES: &str = r#"
  <style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties/><style:text-properties style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>
  <style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1"/>
  <style:style style:name="ce3" style:family="table-cell" style:parent-style-name="ce1"><style:text-properties style:text-line-through-style="none" style:text-line-through-type="none"/></style:style>
  <style:style style:name="ce4" style:family="table-cell" style:parent-style-name="废止"/>
  <style:style style:name="ce5" style:family="table-cell" style:parent-style-name="ce6"/>
  <style:style style:name="ce6" style:family="table-cell" style:parent-style-name="ce5"/>
  <style:style style:name="ce7" style:family="text"><style:text-properties style:text-line-through-type="double"/></style:style>
  <style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-type="double"/></style:style>
  <style:style style:name="T2" style:family="text"><style:text-properties style:text-line-through-style="none"/></style:style>
  <style:style style:name="T3" style:family="text"><style:text-properties fo:color="red"/></style:style>
  <style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>
  <style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>"#;

/// Which of the addresses are struck out.
fn struck(sheets: &str) -> Vec<String> {
    let common = r#"<style:default-style style:family="table-cell"><style:text-properties fo:color="black"/></style:default-style><style:style style:name="废止" style:family="table-cell"><style:text-properties style:text-line-through-style="dash"/></style:style>"#;
    let mut parts = parts_of(&content(STYLES, sheets));
    parts.push(common_styles(common));
    let bytes = zipped(&parts);
    let found = looked(opened(&bytes).as_mut(), 0, |cell| {
        cell.looks.struck.to_string()
    });
    let struck = found.into_iter().filter(|(_, struck)| struck == "true");
    struck.map(|(place, _)| place).collect()
}

#[test]
fn what_is_struck_out_by_its_style_or_one_that_it_comes_from() {
    let cells = |styles: &[&str]| -> String {
        let one = |style: &&str| {
            format!(
                r#"<table:table-cell table:style-name="{style}" office:value-type="float" office:value="1"/>"#
            )
        };
        row(&styles.iter().map(one).collect::<String>())
    };
    // 5 and 6 come from each other, 7 is of another family, 8 is not there.
    let all = cells(&["ce1", "ce2", "ce3", "ce4", "ce5", "ce6", "ce7", "ce8"]);
    assert_eq!(struck(&sheet("会费", &all)), ["A1", "B1", "D1"]);
    let bare = number("1");
    let columns = r#"<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="ce1"/><table:table-column table:default-cell-style-name="ce3" table:number-columns-repeated="16381"/>"#;
    let of_row = format!(
        r#"<table:table-row table:default-cell-style-name="ce4">{}</table:table-row>"#,
        bare.repeat(3)
    );
    let own = cells(&["ce3", "ce3", "ce3"]);
    let across = r#"<table:table-row><table:table-cell table:number-columns-repeated="4" office:value-type="float" office:value="1"/></table:table-row>"#;
    assert_eq!(
        struck(&sheet(
            "会费",
            &format!("{columns}{}{of_row}{own}{across}", row(&bare.repeat(4)))
        )),
        ["C1", "A2", "B2", "C2", "C4"]
    );
}

#[test]
fn a_text_is_struck_out_where_all_that_is_seen_is() {
    let run = |style: &str, text: &str| {
        format!("<text:span text:style-name=\"{style}\">{text}</text:span>")
    };
    let of = |style: &str, inside: &str| {
        format!(
            r#"<table:table-cell table:style-name="{style}" office:value-type="string"><text:p>{inside}</text:p></table:table-cell>"#
        )
    };
    let cells = [
        of("", &run("T1", "张三")),
        of("", &(run("T1", "张三") + "李四")),
        of("", &(run("T1", "张三") + &run("T2", " "))),
        of("ce1", &(run("T2", "张三") + "李四")),
        of("ce1", &run("T3", "张三")),
        of("", &run("T1", &run("T3", "张三"))),
        of("", &run("T1", &run("T2", "张三"))),
    ];
    assert_eq!(
        struck(&sheet("会费", &row(&cells.concat()))),
        ["A1", "C1", "E1", "F1"]
    );
}

#[test]
fn what_a_person_does_not_see() {
    let column = |attributes: &str| format!("<table:table-column {attributes}/>");
    let rows = [
        column(""),
        column(r#"table:visibility="collapse" table:number-columns-repeated="2""#),
        column(r#"table:visibility="visible""#),
        format!(
            "<table:table-column-group table:display=\"false\">{}</table:table-column-group>",
            column("")
        ),
        column(r#"table:number-columns-repeated="16379""#),
        row(&number("1").repeat(6)),
        format!(
            r#"<table:table-row table:visibility="filter">{}</table:table-row>"#,
            number("1")
        ),
        format!(
            r#"<table:table-row table:visibility="collapse" table:number-rows-repeated="2">{}</table:table-row>"#,
            number("1")
        ),
        format!(
            "<table:table-row-group table:display=\"false\"><table:table-row-group>{0}</table:table-row-group>{0}</table:table-row-group>{0}",
            row(&number("1"))
        ),
    ];
    let bytes = ods(&rows.concat());
    let found = looked(opened(&bytes).as_mut(), 0, |cell| {
        format!(
            "{} {}",
            u8::from(cell.looks.hidden_row),
            u8::from(cell.looks.hidden_column)
        )
    });
    let found: Vec<_> = found.iter().map(|(a, b)| format!("{a} {b}")).collect();
    assert_eq!(
        found,
        [
            "A1 0 0", "B1 0 1", "C1 0 1", "D1 0 0", "E1 0 1", "F1 0 0", "A2 1 0", "A3 1 0",
            "A4 1 0", "A5 1 0", "A6 1 0", "A7 0 0"
        ]
    );
}

#[test]
fn sheets_have_names_and_may_be_hidden_empty_or_read_in_any_order() {
    let sheets = format!(
        "<table:calculation-settings><table:null-date table:date-value=\"1904-01-01\"/></table:calculation-settings>\
         {}<table:table table:name=\"甲&amp;乙\" table:style-name=\"ta2\">{}</table:table>\
         <table:table table:name=\"空\" table:style-name=\"ta1\"/>{}\
         <table:named-expressions/><table:dde-links><table:dde-link>{}</table:dde-link></table:dde-links>",
        sheet("一", &texts(&["甲", "乙"])),
        texts(&["丙"]),
        sheet("末", &texts(&["丁"])),
        sheet("不是", &texts(&["戊"])),
    );
    let bytes = zipped(&parts_of(&content(STYLES, &sheets)));
    let mut workbook = opened(&bytes);
    let listed = workbook.sheets();
    let listed: Vec<_> = listed
        .iter()
        .map(|s| (s.name.as_str(), s.visibility))
        .collect();
    let (shown, hidden) = (Visibility::Visible, Visibility::Hidden);
    assert_eq!(
        listed,
        [
            ("一", shown),
            ("甲&乙", hidden),
            ("空", shown),
            ("末", shown)
        ]
    );
    let mut first = |index: usize| {
        let mut cells = workbook.cells(index).unwrap();
        // One cell only: what is left of a sheet disturbs none behind it.
        cells.next_cell().unwrap().map(|cell| cell.value.shown())
    };
    let of = |text: &str| Some(text.to_string());
    for (index, expected) in [
        (0, of("甲")),
        (1, of("丙")),
        (2, None),
        (3, of("丁")),
        (1, of("丙")),
        (0, of("甲")),
        (3, of("丁")),
    ] {
        assert_eq!(first(index), expected, "sheet {index}");
    }
    assert_eq!(workbook.cells(4).err().unwrap().code, Code::F016);
    assert_eq!(
        looked(workbook.as_mut(), 3, told).len(),
        1,
        "after the fault"
    );
    // The days of an ods are written as days.
    assert!(!workbook.date1904());
}

#[test]
fn what_an_open_document_is() {
    let with = |mimetype: &str| {
        let mut parts = parts_of(&content("", &sheet("会费", &dues())));
        parts[0] = part("mimetype", mimetype);
        stored(&parts)
    };
    let of = "application/vnd.oasis.opendocument.";
    assert_eq!(kind(&with(&format!("{of}spreadsheet"))), Kind::Ods);
    assert_eq!(kind(&with(&format!("{of}spreadsheet-template"))), Kind::Ods);
    let word = Kind::Other(gonghui::read::FileLooks::Word);
    assert_eq!(kind(&with(&format!("{of}text"))), word);
    let slides = Kind::Other(gonghui::read::FileLooks::Slides);
    assert_eq!(kind(&with(&format!("{of}presentation"))), slides);
    let template = with(&format!("{of}spreadsheet-template"));
    assert_eq!(looked(opened(&template).as_mut(), 0, told).len(), 8);
    let whole = [
        part("mimetype", format!("{of}spreadsheet")),
        manifest(""),
        part("encrypted-package", [1, 2, 3]),
    ];
    assert_eq!(kind(&stored(&whole)), Kind::Encrypted);
}

/// As [`zipped`], nothing packed.
fn stored(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write;
    use zip::write::SimpleFileOptions;
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), stored).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_document_says_when_it_was_saved_and_what_it_is() {
    let mut parts = parts_of(&content("", &sheet("会费", &dues())));
    let bytes = zipped(&parts);
    assert_eq!(
        (opened(&bytes).saved(), opened(&bytes).category()),
        (None, None)
    );
    parts.push(meta(
        "<meta:creation-date>2020-01-01T00:00:00</meta:creation-date><dc:date>2023-09-12T08:00:00</dc:date>\
         <meta:user-defined meta:name=\"AppVersion\">12</meta:user-defined>\
         <meta:user-defined meta:name=\"OOXMLCorePropertyCategory\">gonghui:report</meta:user-defined>",
    ));
    let bytes = zipped(&parts);
    let mut workbook = opened(&bytes);
    assert_eq!(workbook.saved().as_deref(), Some("2023-09-12T08:00:00"));
    assert_eq!(workbook.category().as_deref(), Some("gonghui:report"));
    // The program's own report, saved as ods, is no return.
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("汇总.ods"), &bytes).unwrap();
    let ran = gonghui(folder.path(), &["check", ".", "--format", "json"]);
    let codes: Vec<_> = ran.json()["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["code"].clone())
        .collect();
    assert_eq!(codes[0], "F017", "{codes:?}");
}
