//! The 0 that programs store with formulas they do not work out. The bytes are as each program writes
//! them; `findings/formula-zeros.sh` asks those programs that can be had.

use super::ods_parts::{content, meta, parts_of as ods_parts, row, sheet as table};
use super::support::run;
use super::xls_parts::{EMPTY, Xls, xls};
use super::xlsx_parts::{part, parts_of, replace, sheet, zipped};
use gonghui::read::{Limits, Value, open};
use serde_json::Value as Json;
use tempfile::TempDir;

/// What the calculation is said to be, and the program.
struct Written {
    calc: &'static str,
    program: &'static str,
}

const XLSXWRITER: Written = Written {
    calc: r#"<calcPr calcId="124519" fullCalcOnLoad="1"/>"#,
    program: "Microsoft Excel",
};
const EXCEL: Written = Written {
    calc: r#"<calcPr calcId="191029"/>"#,
    program: "Microsoft Excel",
};

const POI: Written = Written {
    calc: "",
    program: "Apache POI",
};

/// An xlsx of two sheets, 会费收缴 and 明细, as `by` writes it.
fn workbook(by: &Written, first: &str, second: &str) -> Vec<u8> {
    zipped(&parts(by, first, second))
}

fn parts(by: &Written, first: &str, second: &str) -> Vec<super::xlsx_parts::Part> {
    let mut parts = parts_of(&sheet(first));
    let text = |name: &str, parts: &[super::xlsx_parts::Part]| {
        let found = parts.iter().find(|(part, _)| part == name).unwrap();
        String::from_utf8(found.1.clone()).unwrap()
    };
    let book = text("xl/workbook.xml", &parts).replace(
        "</sheets>",
        &format!(
            r#"<sheet name="明细" sheetId="2" r:id="rId9"/></sheets>{}"#,
            by.calc
        ),
    );
    let more = r#"<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;
    let relations = "xl/_rels/workbook.xml.rels";
    let related = text(relations, &parts).replace("</Relationships>", more);
    replace(&mut parts, "xl/workbook.xml", book);
    replace(&mut parts, relations, related);
    parts.push(part("xl/worksheets/sheet2.xml", sheet(second)));
    let app = format!(
        "<Properties><Application>{}</Application></Properties>",
        by.program
    );
    parts.push(part("docProps/app.xml", app));
    parts
}

/// The cells of all sheets: `?` for a formula without a result.
fn read(bytes: &[u8]) -> Vec<String> {
    let mut workbook = open(bytes, &Limits::default()).unwrap();
    let mut all = Vec::new();
    for index in 0..workbook.sheets().len() {
        let mut cells = workbook.cells(index).unwrap();
        while let Some(cell) = cells.next_cell().unwrap() {
            all.push(match cell.value {
                Value::Uncalculated => "?".to_string(),
                value => value.shown(),
            });
        }
    }
    all
}

/// XlsxWriter, and with it pandas, Excel::Writer::XLSX, libxlsxwriter, rust_xlsxwriter and write_xlsx,
/// say that they are Excel. A number, a date and a text are all 0.
#[test]
fn of_xlsxwriter_and_its_kin_nothing_was_worked_out() {
    let rows = r#"<row><c><v>0</v></c><c><f>300*2</f><v>0</v></c><c s="1"><f>DATE(2023,9,1)</f><v>0</v></c><c><f>"食堂"</f><v>0</v></c><c><f>A1</f><v></v></c></row>"#;
    let cells = read(&workbook(&XLSXWRITER, rows, ""));
    assert_eq!(cells, ["0", "?", "?", "?", "?"], "a typed 0 is a figure");
}

/// Its author may give the results of some formulas. A school whose system gave that of the total alone was
/// told that each row had come to nothing (W102), and that it was not number times price (C230).
#[test]
fn where_some_results_were_given_the_zeros_are_no_figures_all_the_same() {
    let first = r#"<row><c><f>B1-B1</f><v>0</v></c><c><f>明细!A1</f><v>0</v></c></row>"#;
    for result in [
        r#"<c><f>1+1</f><v>2</v></c>"#,
        r#"<c t="str"><f>"x"</f><v>x</v></c>"#,
        r#"<c t="b"><f>1=2</f><v>0</v></c>"#,
    ] {
        let second = format!("<row>{result}</row>");
        let cells = read(&workbook(&XLSXWRITER, first, &second));
        assert_eq!(cells[..2], ["?", "?"], "{result}");
        assert_ne!(cells[2], "?", "{result}");
    }
}

/// openpyxl, exceljs, SheetJS, EPPlus and XSSF of Apache POI store no result at all.
#[test]
fn a_formula_stored_without_a_result_has_none() {
    let rows = r#"<row><c><f>A1*2</f><v/></c><c><f>A1*2</f><v></v></c><c><f>A1*2</f></c></row>"#;
    for calc in [XLSXWRITER.calc, EXCEL.calc, ""] {
        let by = Written {
            calc,
            program: "Microsoft Excel Compatible / Openpyxl 3.1.5",
        };
        assert_eq!(read(&workbook(&by, rows, "")), ["?"; 3]);
    }
}

/// PhpSpreadsheet, told not to work formulas out, says that each comes to the text 0.
#[test]
fn the_text_zero_of_phpspreadsheet_is_no_result() {
    let calc = r#"<calcPr calcId="999999" calcMode="auto" calcCompleted="0" fullCalcOnLoad="1" forceFullCalc="1"/>"#;
    let by = Written {
        calc,
        program: "Microsoft Excel",
    };
    let rows = r#"<row><c t="str"><f>A1*2</f><v>0</v></c></row>"#;
    assert_eq!(read(&workbook(&by, rows, "")), ["?"]);
    // Told to work them out, it asks for nothing.
    let calc = r#"<calcPr calcId="999999" calcMode="auto" calcCompleted="1" fullCalcOnLoad="0" forceFullCalc="0"/>"#;
    let by = Written { calc, ..by };
    let rows = r#"<row><c><f>A1-A1</f><v>0</v></c></row>"#;
    assert_eq!(read(&workbook(&by, rows, "")), ["0"]);
}

/// SXSSF of Apache POI, with which large workbooks are written, stores 0.0 and asks for nothing. Where
/// its evaluator was run there are other results.
#[test]
fn of_poi_a_workbook_of_zeros_was_not_worked_out() {
    let zeros =
        r#"<row><c t="n"><f>A1*2</f><v>0.0</v></c><c t="n"><f>A1-1</f><v>0.0</v></c></row>"#;
    for program in ["Apache POI", "NPOI"] {
        let by = Written { calc: "", program };
        assert_eq!(read(&workbook(&by, zeros, "")), ["?", "?"], "{program}");
        let worked_out = r#"<row><c><f>1+1</f><v>2.0</v></c></row>"#;
        let cells = read(&workbook(&by, zeros, worked_out));
        assert_eq!(cells[..2], ["0", "0"], "{program}");
    }
}

/// Excel, WPS and LibreOffice work formulas out and ask for nothing.
#[test]
fn a_zero_that_was_worked_out_is_a_figure() {
    let rows = r#"<row><c><f>A2-A2</f><v>0</v></c></row>"#;
    let calculation =
        r#"<calcPr iterateCount="100" refMode="A1" iterate="false" iterateDelta="0.001"/>"#;
    for (calc, program) in [
        (EXCEL.calc, "Microsoft Excel"),
        (r#"<calcPr calcId="144525"/>"#, "WPS 表格"),
        (calculation, "LibreOffice/7.4.7.2$Linux_X86_64"),
        ("", "Microsoft Excel"),
        (
            r#"<calcPr calcId="191029" fullCalcOnLoad="0"/>"#,
            "Microsoft Excel",
        ),
    ] {
        let cells = read(&workbook(&Written { calc, program }, rows, ""));
        assert_eq!(cells, ["0"], "{calc}");
    }
}

/// A workbook of Excel's that a library filled in keeps the order in which Excel worked it out, and asks
/// for it to be done again: its zeros are those of the blank workbook.
#[test]
fn the_zeros_of_a_blank_workbook_that_was_filled_in_are_no_figures() {
    let rows = r#"<row><c r="A1"><f>A2*2</f><v>0</v></c></row>"#;
    let mut parts = parts(&XLSXWRITER, rows, "");
    parts.push(part(
        "xl/calcChain.xml",
        r#"<calcChain><c r="A1" i="1"/></calcChain>"#,
    ));
    assert_eq!(read(&zipped(&parts)), ["?"]);
}

/// A sheet whose part is damaged shows nothing; the others count.
#[test]
fn a_damaged_sheet_is_no_reason_to_take_zeros_for_figures() {
    let mut parts = parts(&POI, r#"<row><c><f>1+1</f><v>0</v></c></row>"#, "");
    replace(
        &mut parts,
        "xl/worksheets/sheet2.xml",
        "<worksheet><sheetData><row>",
    );
    let bytes = zipped(&parts);
    let mut workbook = open(&bytes, &Limits::default()).unwrap();
    let cell = workbook
        .cells(0)
        .unwrap()
        .next_cell()
        .unwrap()
        .unwrap()
        .value;
    assert_eq!(cell, Value::Uncalculated);
}

/// SheetJS stores 0 in an ods with each formula that it has no result of; in an xlsx it stores none.
#[test]
fn of_an_ods_by_sheetjs_zeros_are_no_figures() {
    let cell = |value: &str| {
        format!(
            r#"<table:table-cell table:formula="of:=[.A1]*2" office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>"#
        )
    };
    let text = r#"<table:table-cell table:formula="of:=&quot;x&quot;" office:value-type="string"><text:p></text:p></table:table-cell>"#;
    let ods = |generator: &str, cells: String| {
        let mut parts = ods_parts(&content("", &table("会费收缴", &row(&cells))));
        parts.push(meta(&format!(
            "<meta:generator>{generator}</meta:generator>"
        )));
        read(&zipped(&parts))
    };
    assert_eq!(
        ods("SheetJS 0.18.5", cell("0") + text + &cell("0")),
        ["?", "?"]
    );
    assert_eq!(
        ods("SheetJS 0.18.5", cell("0") + &cell("600")),
        ["?", "600"]
    );
    for program in [
        "LibreOffice/7.4.7.2$Linux_X86_64",
        "MicrosoftOffice/15.0 MicrosoftExcel/CalculationVersion-27601",
    ] {
        assert_eq!(ods(program, cell("0")), ["0"], "{program}");
    }
}

fn text(words: &str) -> String {
    format!(r#"<c t="inlineStr"><is><t>{words}</t></is></c>"#)
}

fn row_of(cells: &[String]) -> String {
    format!("<row>{}</row>", cells.concat())
}

fn said(bytes: &[u8]) -> Vec<(String, String)> {
    let folder = TempDir::new().unwrap();
    // What kind of workbook it is, its content says.
    std::fs::write(folder.path().join("育英小学.xlsx"), bytes).unwrap();
    let found = run(folder.path(), "check . --period 2023-09 --format json").json();
    let of = |f: &Json| {
        (
            f["code"].as_str().unwrap().to_string(),
            f["cell"].as_str().unwrap_or_default().to_string(),
        )
    };
    found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(of)
        .collect()
}

/// A school whose system writes `=人数*标准` was told that it had given nothing (W102).
#[test]
fn the_school_is_asked_to_open_the_file_and_not_blamed_for_the_zeros() {
    let header = row_of(&["日期", "类别", "人数", "标准", "金额"].map(text));
    let data = |amount: &str| {
        let money = format!("<c>{amount}</c>");
        row_of(&[
            text("2023-09-28"),
            text("节日慰问"),
            "<c><v>30</v></c>".into(),
            "<c><v>200</v></c>".into(),
            money,
        ])
    };
    let not_worked_out = said(&workbook(
        &XLSXWRITER,
        &(header.clone() + &data("<f>C2*D2</f><v>0</v>")),
        "",
    ));
    assert!(
        not_worked_out.contains(&("C003".into(), "E2".into())),
        "{not_worked_out:?}"
    );
    assert!(
        !not_worked_out.iter().any(|(code, _)| code.starts_with('W')),
        "{not_worked_out:?}"
    );
    // The same beside a result: the row that has one is the only one that is judged.
    let rows = header + &data("<f>C2*D2</f><v>6000</v>") + &data("<f>C3*D3</f><v>0</v>").repeat(2);
    let mixed = said(&workbook(&XLSXWRITER, &rows, ""));
    let of_amounts = mixed.iter().filter(|(_, cell)| cell.starts_with('E'));
    let of_amounts: Vec<_> = of_amounts
        .map(|(c, at)| (c.as_str(), at.as_str()))
        .collect();
    assert_eq!(of_amounts, [("C003", "E3"), ("C003", "E4")], "{mixed:?}");
}

/// A system's sheet has its formulas in more rows than it fills. They were padding while they came to 0, and
/// are while nobody worked them out; a row with anything typed is one.
#[test]
fn rows_of_nothing_but_formulas_that_were_not_worked_out_are_no_data() {
    let header = row_of(&["月份", "姓名", "基数", "应缴", "实缴"].map(text));
    let number = |number: &str| format!("<c><v>{number}</v></c>");
    let due = |stored: &str| format!("<c><f>C2*0.005</f>{stored}</c>");
    for stored in ["<v>0</v>", "<v></v>", ""] {
        let paid = row_of(&[
            text("2023-09"),
            text("张三"),
            number("5000"),
            due(stored),
            number("25"),
        ]);
        let nameless = row_of(&[
            text("2023-09"),
            "<c/>".into(),
            number("6000"),
            due(stored),
            number("30"),
        ]);
        let blank = row_of(&["<c/>".into(), "<c/>".into(), "<c/>".into(), due(stored)]);
        let found = said(&workbook(
            &XLSXWRITER,
            &(header.clone() + &paid + &nameless + &blank.repeat(30)),
            "",
        ));
        let at = |code: &str| -> Vec<&str> {
            let of_code = found.iter().filter(|(found, _)| found == code);
            of_code.map(|(_, cell)| cell.as_str()).collect()
        };
        assert_eq!(at("C003"), ["D2", "D3"], "{stored}: {found:?}");
        assert_eq!(at("C001"), ["B3"], "{stored}: {found:?}");
    }
}

/// xlwt writes an xls without properties, and stores the empty text with each formula; nothing was said of the
/// amounts. Others store 0.
#[test]
fn of_an_xls_that_no_program_saved_nothing_was_worked_out() {
    for stand_in in [EMPTY, 0_f64.to_le_bytes()] {
        let second = |result| {
            vec![
                (
                    "会费收缴",
                    vec![vec![Xls::Formula(stand_in), Xls::Number(0.0)]],
                ),
                ("明细", vec![vec![Xls::Formula(result)]]),
            ]
        };
        let shown = if stand_in == EMPTY { None } else { Some("0") };
        let cells = read(&xls(None, &second(stand_in)));
        assert_eq!(cells, ["?", "0", "?"], "a typed 0 is a figure");
        // With a result anywhere somebody worked them out, and so does whatever says its name.
        let worked_out = read(&xls(None, &second(2_f64.to_le_bytes())));
        let expected: Vec<&str> = shown.into_iter().chain(["0", "2"]).collect();
        assert_eq!(worked_out, expected);
        let excel = read(&xls(Some("Microsoft Excel"), &second(stand_in)));
        let expected: Vec<&str> = shown.into_iter().chain(["0"]).chain(shown).collect();
        assert_eq!(excel, expected);
    }
}

/// Of a ledger by xlwt all that was paid out was missing, and no word said of it; in a required column the
/// cell was said to be empty (C001).
#[test]
fn the_school_is_asked_to_save_an_xls_whose_amounts_nobody_worked_out() {
    let header = ["日期", "类别", "人数", "标准", "金额"].map(Xls::Text);
    let typed = [
        Xls::Text("2023-09-28"),
        Xls::Text("节日慰问"),
        Xls::Number(30.0),
        Xls::Number(200.0),
    ];
    let row = typed.into_iter().chain([Xls::Formula(EMPTY)]).collect();
    let found = said(&xls(None, &[("福利慰问", vec![header.into(), row])]));
    let of_amounts = found.iter().filter(|(_, cell)| cell.starts_with('E'));
    let of_amounts: Vec<_> = of_amounts
        .map(|(c, at)| (c.as_str(), at.as_str()))
        .collect();
    assert_eq!(of_amounts, [("C003", "E2")], "{found:?}");
}
