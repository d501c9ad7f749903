//! The three workbooks as written and read back.

mod above;
mod fixture;
mod many;

use super::Workbooks;
use crate::sheet_copy::{CopyValue, SheetCopy};
use crate::words::Lang;
use calamine::{Data, Range, Reader, Xlsx};
use fixture::{ID, PHONE, outcome, sheets};
use std::io::Cursor;

type Book = Xlsx<Cursor<Vec<u8>>>;

fn open(bytes: &[u8]) -> Book {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook")
}

fn sheet(book: &mut Book, name: &str) -> Range<Data> {
    book.worksheet_range(name).expect("the sheet")
}

/// The row whose first or second cell says `label`; of several, the last.
fn row_of<'a>(range: &'a Range<Data>, label: &str) -> &'a [Data] {
    let says = |cell: &Data| matches!(cell, Data::String(text) if text == label);
    range
        .rows()
        .rfind(|row| row.iter().take(2).any(says))
        .expect(label)
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        Data::Int(number) => *number as f64,
        _ => f64::NAN,
    }
}

/// The value right of the cell that says `label`.
fn beside(range: &Range<Data>, label: &str) -> Data {
    let says = |cell: &Data| matches!(cell, Data::String(text) if text == label);
    // Beside the page stand the charts' numbers, under the same words.
    let at = |row: &&[Data]| row.iter().take(8).position(says);
    let row = range.rows().find(|row| at(row).is_some()).expect(label);
    at(&row).map_or(Data::Empty, |at| row[at + 1].clone())
}

/// The text of every part of the file.
fn parts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut all = String::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        std::io::Read::read_to_string(&mut part, &mut all).expect("text");
    }
    all
}

/// Where to leave the workbooks for a person to look at, if asked.
fn keep(name: &str, bytes: &[u8]) {
    if let Ok(dir) = std::env::var("GONGHUI_KEEP") {
        std::fs::write(std::path::Path::new(&dir).join(name), bytes).expect("a place to write");
    }
}

#[test]
fn the_district_has_its_sheets_in_order_and_its_totals_both_ways() {
    let bytes = Workbooks::new(&outcome(), Lang::Zh)
        .district()
        .expect("the workbook");
    keep("district.xlsx", &bytes);
    let mut book = open(&bytes);
    let names = [
        "概览",
        "达标情况",
        "达标明细",
        "会员",
        "会费",
        "会费明细",
        "福利",
        "文体",
        "审计",
        "问题清单",
        "数据来源",
    ];
    assert_eq!(book.sheet_names(), names);

    let members = sheet(&mut book, "会员");
    let total = row_of(&members, "合计");
    // 100+101+103 permanent, 3×20 contract, 3×8 substitute, 3×12 logistics, 3×2 uncategorised.
    assert_eq!(number(&total[1]), 304.0 + 60.0 + 24.0 + 36.0 + 6.0);
    assert_eq!(number(&total[2]), 3.0 * (98.0 + 20.0 + 6.0 + 11.0 + 2.0));
    let formulas = book.worksheet_formula("会员").expect("formulas");
    let all: Vec<&String> = formulas
        .rows()
        .flatten()
        .filter(|f| !f.is_empty())
        .collect();
    assert!(all.iter().any(|f| f.starts_with("SUM(G")), "{all:?}");
    assert!(all.iter().any(|f| f.contains("=0,\"—\"")));

    let dues = sheet(&mut book, "会费");
    let total = row_of(&dues, "合计");
    let due = 5.0 * (3.0 * 334_720.0 + 4_000.0) / 100.0;
    let credited = due - 3.0 * 261.5;
    assert_eq!(number(&total[4]), due);
    assert_eq!(number(&total[6]), credited);
    assert_eq!(number(&total[7]), 784.5);
    assert!((number(&total[8]) - credited / due).abs() < 1e-12);
    assert_eq!(row_of(&dues, "向阳幼儿园")[4], Data::String("—".into()));

    let overview = sheet(&mut book, "概览");
    assert_eq!(number(&beside(&overview, "应缴")), due);
    assert_eq!(number(&beside(&overview, "教职工")), 430.0);
    assert_eq!(number(&beside(&overview, "未报")), 1.0);
    assert_eq!(
        beside(&overview, "未报单位"),
        Data::String("向阳幼儿园".into())
    );
    assert_eq!(number(&beside(&overview, "审计次数")), 2.0);
    let formulas = book.worksheet_formula("概览").expect("formulas");
    assert!(
        formulas
            .rows()
            .flatten()
            .any(|f| f.contains("会费") && f.contains('!'))
    );
    assert!(parts(&bytes).matches("<c:chart>").count() >= 3);
}

#[test]
fn the_matrix_says_its_verdicts_in_words() {
    let mut book = open(
        &Workbooks::new(&outcome(), Lang::Zh)
            .district()
            .expect("the workbook"),
    );
    let matrix = sheet(&mut book, "达标情况");
    let row = row_of(&matrix, "育才小学");
    assert!(
        row.contains(&Data::String("未达标 98.7%\n（148/150）".into())),
        "{row:?}"
    );
    assert!(row.contains(&Data::String("达标 100%\n（150/150）".into())));
    let counts: f64 = row[1..4].iter().map(number).sum();
    assert_eq!(
        counts as usize,
        row.len() - 4,
        "each target is one of three"
    );
    assert!(row_of(&matrix, "全区").len() == row.len());
}

#[test]
fn what_goes_up_holds_no_id_number_phone_or_reason() {
    let outcome = outcome();
    for lang in [Lang::Zh, Lang::En] {
        let mut books = vec![
            Workbooks::new(&outcome, lang)
                .district()
                .expect("the district's"),
        ];
        for unit in 0..4 {
            let bytes = Workbooks::new(&outcome, lang)
                .end_of_term(unit)
                .expect("the unit's");
            if lang == Lang::Zh {
                keep(&format!("term{unit}.xlsx"), &bytes);
            }
            books.push(bytes);
        }
        for bytes in books {
            let text = parts(&bytes);
            assert!(!text.contains(ID) && !text.contains(PHONE) && !text.contains("因病住院"));
            assert!(!text.contains("#DIV/0!"));
        }
    }
    keep(
        "district-en.xlsx",
        &Workbooks::new(&outcome, Lang::En)
            .district()
            .expect("the district's"),
    );
}

#[test]
fn a_units_report_has_its_cover_and_says_where_there_is_nothing() {
    let outcome = outcome();
    let bytes = Workbooks::new(&outcome, Lang::Zh)
        .end_of_term(0)
        .expect("the workbook");
    let mut book = open(&bytes);
    let names = [
        "汇总",
        "目标完成情况",
        "会员",
        "会费",
        "福利慰问",
        "经费收支",
        "文体比赛",
        "经费审查",
        "问题清单",
        "数据来源",
    ];
    assert_eq!(book.sheet_names(), names);
    let cover = sheet(&mut book, "汇总");
    assert_eq!(beside(&cover, "单位名称"), Data::String("育才小学".into()));
    assert_eq!(
        number(&beside(&cover, "结余")),
        (16_736.0 + 98_000.0) - 61_500.06
    );
    assert_eq!(number(&beside(&cover, "慰问金额")), 61_500.06);
    let all: Vec<String> = cover.rows().flatten().map(ToString::to_string).collect();
    for label in [
        "制表人：",
        "审核人：",
        "工会主席：",
        "经审委员：",
        "日期：",
        "（盖章）",
    ] {
        assert!(all.iter().any(|text| text.starts_with(label)), "{label}");
    }
    let list = sheet(&mut book, "问题清单");
    assert_eq!(
        list.rows().count(),
        2 + 1 + 5,
        "title, header, five findings"
    );

    let mut silent = open(
        &Workbooks::new(&outcome, Lang::Zh)
            .end_of_term(2)
            .expect("the workbook"),
    );
    for name in ["会员", "会费", "福利慰问", "经费收支", "文体比赛"] {
        let range = sheet(&mut silent, name);
        let said = range
            .rows()
            .flatten()
            .any(|cell| *cell == Data::String("本期无数据".into()));
        assert!(said, "{name}");
    }
}

#[test]
fn feedback_links_colours_and_keeps_text_as_text() {
    let bytes = Workbooks::new(&outcome(), Lang::Zh)
        .feedback(0, &sheets())
        .expect("the workbook");
    keep("feedback.xlsx", &bytes);
    let mut book = open(&bytes);
    assert_eq!(
        book.sheet_names(),
        [
            "问题清单",
            "各表认成了什么",
            "1-会员名册",
            "2-会员名册",
            "它's _空_"
        ]
    );
    let copy = sheet(&mut book, "1-会员名册");
    assert_eq!(copy.get_value((3, 1)), Some(&Data::String(ID.into())));
    assert_eq!(copy.get_value((5, 2)), Some(&Data::String("=1+1".into())));
    let formulas = book.worksheet_formula("1-会员名册").expect("formulas");
    assert!(
        formulas.rows().flatten().all(String::is_empty),
        "nothing sent becomes a formula"
    );
    let text = parts(&bytes);
    assert!(text.contains("location=\"'1-会员名册'!B5\""));
    assert_eq!(
        text.matches("<comment ref=\"B5\"").count(),
        1,
        "one note for both findings"
    );
    assert!(text.contains("C181") && text.contains("T101"));
}

#[test]
fn feedback_without_findings_says_so() {
    let mut outcome = outcome();
    outcome.findings.clear();
    let sheet_of = SheetCopy {
        input: 2,
        name: "表1".into(),
        cells: vec![(0, 0, CopyValue::Number(1.0))],
        merges: Vec::new(),
    };
    let mut book = open(
        &Workbooks::new(&outcome, Lang::Zh)
            .feedback(0, &[sheet_of])
            .expect("the workbook"),
    );
    let list = sheet(&mut book, "问题清单");
    assert!(
        list.rows()
            .flatten()
            .any(|cell| cell.to_string().starts_with("没有发现问题"))
    );
}

#[test]
fn the_same_result_gives_the_same_bytes() {
    let write = || {
        let outcome = outcome();
        [
            Workbooks::new(&outcome, Lang::Zh)
                .district()
                .expect("the district's"),
            Workbooks::new(&outcome, Lang::Zh)
                .end_of_term(0)
                .expect("the unit's"),
            Workbooks::new(&outcome, Lang::Zh)
                .feedback(0, &sheets())
                .expect("the feedback"),
        ]
    };
    let first = write();
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert!(first == write(), "no clock and no chance in a workbook");
    assert!(parts(&first[0]).contains("2024-01-31T00:00:00Z"));
}

#[test]
fn a_district_of_many_units_draws_those_that_need_attention() {
    let mut outcome = outcome();
    for copy in 0..120u32 {
        let from = usize::try_from(copy % 4).expect("small");
        let (mut unit, figures) = (outcome.units[from].clone(), outcome.figures[from].clone());
        unit.name = format!("第{}{}", copy + 4, unit.name);
        let results: Vec<_> = outcome
            .targets
            .iter()
            .filter(|result| result.unit == Some(copy % 4))
            .cloned()
            .collect();
        outcome
            .targets
            .extend(results.into_iter().map(|mut result| {
                result.unit = Some(copy + 4);
                result
            }));
        outcome.units.push(unit);
        outcome.figures.push(figures);
    }
    let bytes = Workbooks::new(&outcome, Lang::Zh)
        .district()
        .expect("the workbook");
    keep("many.xlsx", &bytes);
    let overview = sheet(&mut open(&bytes), "概览");
    let names = overview
        .rows()
        .filter(|row| row.get(9).is_some_and(|cell| *cell != Data::Empty));
    assert!(names.count() < 45, "fifteen units a chart, and the months");
}
