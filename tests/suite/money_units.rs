//! In which unit money stands: what a header, the lines above it and a row under it say of 元 and 万元.
//! An amount read in the wrong one is 10,000 times off and looks like any other.

use super::messy::{codes, sheet, values};
use super::support::{Cell, rows, write};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The fen of the one amount 2.5 under `header` with these `lines` above, and what is said.
fn read(lines: &[&[&str]], header: &str, under: &[&[&str]]) -> (Value, Vec<(String, String)>) {
    let folder = TempDir::new().unwrap();
    let labels = ["日期", "类别", "对象", header];
    let mut cells: Vec<&[&str]> = lines.to_vec();
    cells.push(&labels);
    cells.extend(under);
    cells.push(&["2023-10-10", "其他", "第一组", "2.5"]);
    sheet(&folder, "福利慰问", &cells);
    let welfare = values(&folder, "welfare");
    assert_eq!(welfare.len(), 1, "{lines:?} {under:?}");
    (welfare[0]["amount"].clone(), codes(&folder))
}

/// 2.5 of so many yuan, in fen.
fn fen(yuan: i64) -> Value {
    json!(250 * yuan)
}

/// A row of units under the header was passed over as a hint, and 2.5万元 was read as 2.50.
#[test]
fn a_row_of_units_under_the_header_scales_its_columns() {
    for (unit, yuan) in [
        ("万元", 10_000),
        ("（万元）", 10_000),
        ("(千元)", 1_000),
        ("元", 1),
        ("单位：万元", 10_000),
        ("人民币万元", 10_000),
    ] {
        let (amount, said) = read(&[], "金额", &[&["", "", "", unit]]);
        assert_eq!((amount, said), (fen(yuan), vec![]), "{unit}");
        let (amount, said) = read(&[], "金额", &[&["", "", "人", unit]]);
        assert_eq!((amount, said), (fen(yuan), vec![]), "{unit}");
    }
    // The column's own unit goes before the sheet's.
    let (amount, said) = read(
        &[&["单位：万元"]],
        "金额",
        &[&["必填", "必填", "选填", "元"]],
    );
    assert_eq!((amount, said), (fen(1), vec![]));
    // Two columns in two units.
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "福利慰问",
        &[
            &["日期", "类别", "人数", "单价", "金额"],
            &["", "", "人", "元", "万元"],
            &["2023-10-10", "其他", "100", "250", "2.5"],
            &["合计", "", "100", "", "2.5"],
        ],
    );
    let welfare = values(&folder, "welfare");
    assert_eq!(welfare.len(), 1);
    assert_eq!(
        (&welfare[0]["unit_price"], &welfare[0]["amount"]),
        (&json!(25_000), &json!(2_500_000))
    );
    assert_eq!(codes(&folder), []);
}

#[test]
fn the_months_of_a_wide_sheet_take_the_units_under_them() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "2023年会费",
        &[
            &["姓名", "9月", "10月", "合计"],
            &["", "百元", "百元", "百元"],
            &["张三", "0.26", "0.26", "0.52"],
        ],
    );
    let paid: Vec<Value> = values(&folder, "dues")
        .iter()
        .map(|row| row["paid"].clone())
        .collect();
    assert_eq!(paid, [json!(2_600), json!(2_600)]);
    assert_eq!(codes(&folder), []);
}

#[test]
fn lines_above_the_header_scale_the_sheet() {
    for (line, yuan) in [
        ("单位：万元  2023年12月", 10_000),
        ("万元", 10_000),
        ("（万元）", 10_000),
        ("单位:RMB万元", 10_000),
        ("以万元为单位", 10_000),
        ("金额以万元计", 10_000),
        ("金额单位：人民币万元", 10_000),
        ("单位：万元（保留两位小数）", 10_000),
        ("計量單位：千元", 1_000),
        ("单位：元", 1),
        ("本年拨款3万元", 1),
        ("预算（万元）：50", 1),
        ("预算总额：    万元", 1),
        ("万元以上支出另附说明", 1),
    ] {
        let (amount, said) = read(&[&["福利慰问台账"], &["", "", "", line]], "金额", &[]);
        assert_eq!((amount, said), (fen(yuan), vec![]), "{line}");
    }
}

#[test]
fn a_header_may_say_its_unit_without_brackets() {
    for (header, yuan) in [
        ("金额：元", 1),
        ("金额\n万元", 10_000),
        ("金额/万元", 10_000),
        ("金额万元", 10_000),
        ("金额 ￥", 1),
        ("金额（单位：万元）", 10_000),
        ("金额（以万元计）", 10_000),
    ] {
        let (amount, said) = read(&[], header, &[]);
        assert_eq!((amount, said), (fen(yuan), vec![]), "{header}");
    }
}

/// What names 万元 and is not understood is said where it stands, and scales nothing.
#[test]
fn a_unit_that_is_not_understood_is_said() {
    let said = |cell: &str| vec![("T016".to_string(), cell.to_string())];
    for line in ["单位：元或万元", "经费万元表", "拨款总额：万元"] {
        let read = read(&[&["福利慰问台账"], &["", "", "", line]], "金额", &[]);
        assert_eq!(read, (fen(1), said("D2")), "{line}");
    }
    let two = read(&[&["单位：元"], &["", "单位：万元"]], "金额", &[]);
    assert_eq!(two.1, said("B2"));
    assert_eq!(read(&[], "金额（十万元）", &[]), (fen(1), said("D1")));
    let under = read(&[], "金额", &[&["", "", "", "（十万元）"]]);
    assert_eq!(under, (fen(1), said("D2")));
    // The header says 元, the row under it 万元.
    let both = read(&[], "金额（元）", &[&["", "", "", "万元"]]);
    assert_eq!(both, (fen(1), said("D2")));
    // A column that says its own unit leaves nothing open.
    let own = read(&[&["经费万元表"]], "金额（元）", &[]);
    assert_eq!(own, (fen(1), vec![]));
}

/// Of two tables under each other the lower one in 元 took the upper one's 万元.
#[test]
fn a_table_in_yuan_below_one_in_ten_thousands_is_in_yuan() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "经费",
        &[
            &["福利慰问", "", "", "单位：万元"],
            &["日期", "慰问类别", "慰问对象", "慰问金额"],
            &["2023-10-10", "其他", "张三", "2.5"],
            &["活动台账", "", "", "单位：元"],
            &["日期", "类别", "名称", "费用"],
            &["2023-10-12", "教代会", "三届二次教代会", "300"],
        ],
    );
    assert_eq!(values(&folder, "welfare")[0]["amount"], 2_500_000);
    assert_eq!(values(&folder, "activities")[0]["cost"], 30_000);
}

/// A unit that belongs to a figure beside it says nothing of the table, and 单位：万元 beside a year does.
#[test]
fn a_unit_beside_a_figure_is_the_figures() {
    let text = |text: &str| Cell::from(text);
    for (line, yuan) in [
        (vec![text("年度预算（万元）"), Cell::Number(50.0)], 1),
        (vec![text("年度预算"), Cell::Number(50.0), text("万元")], 1),
        (vec![text("单位：万元"), Cell::Number(2023.0)], 10_000),
    ] {
        let folder = TempDir::new().unwrap();
        let mut cells = vec![line];
        cells.extend(rows(&[
            &["日期", "类别", "对象", "金额"],
            &["2023-10-10", "其他", "第一组", "2.5"],
        ]));
        write(&folder.path().join("a.xlsx"), &[("福利慰问", cells)]);
        assert_eq!(values(&folder, "welfare")[0]["amount"], fen(yuan));
        assert_eq!(codes(&folder), []);
    }
}
