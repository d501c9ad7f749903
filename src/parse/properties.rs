//! Properties of the parser of every type: no value stops it, and what it keeps, written as the
//! program writes it, is read as the same again.

use super::{ColumnParser, Fault};
use crate::finding::show_millionths;
use crate::finding::{Code, show_month, show_yuan};
use crate::read::{Text, Value};
use crate::rows::{ColumnData, TypedValue};
use crate::schema::{Column, ColumnType, schema};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// What cells are made of.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "0", "1", "2", "9", "12", "2023", "99999999999", "202309", "20230901", "45170", "1e5", "E+17", "NaN", "inf", ".", ",", "-", "—", "−",
    "/", "\\", "+", "(", ")", "（", "）", "%", "'", "’", " ", "　", "\t", "\n", "\u{200b}", "\u{feff}", "\u{202e}", "\u{0}", "年", "月", "日",
    "号", "万", "亿", "千", "百", "十", "元", "角", "分", "整", "正", "￥", "¥", "RMB", "人民币", "零", "〇", "一", "二", "两", "伍", "拾", "佰",
    "第", "名", "共", "人", "上午", "星期五", "T00:00:00Z", "Sep", "是", "否", "√", "其他", "张", "·", "X", "х", "１", "．", "转", "+86", "13800138000",
    "11010119850307231X", "81440000MCL468545M", "👨\u{200d}👩", "e\u{301}", "ß", "ŉ", "İ", "ﬁ", "ﷺ", ".0", ".-", "无", "〃", "同上", "示例",
];

fn cell() -> impl Strategy<Value = Value<'static>> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_string),
        1 => any::<char>().prop_map(String::from),
        1 => "[0-9]{1,20}",
    ];
    let text = prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat());
    prop_oneof![
        8 => text.prop_map(|text| Value::Text(Text::own(text))),
        2 => any::<f64>().prop_map(Value::Number),
        2 => (-1e9..1e9_f64).prop_map(Value::Number),
        1 => (0..3_000_000_i32).prop_map(|day| Value::Number(f64::from(day))),
        1 => any::<bool>().prop_map(Value::Bool),
    ]
}

/// A column of each type, categories and yes or no with whatever they declare.
fn columns() -> Vec<&'static Column> {
    let mut found: Vec<&Column> = Vec::new();
    for column in schema().tables().iter().flat_map(|table| &table.columns) {
        let declares = matches!(column.kind, ColumnType::Category | ColumnType::Boolean);
        if declares || found.iter().all(|other| other.kind != column.kind) {
            found.push(column);
        }
    }
    found
}

/// What is kept of `value`, and what is said.
fn read(
    column: &'static Column,
    scale: i64,
    date1904: bool,
    value: &Value<'_>,
) -> (ColumnData, Option<Fault>) {
    let mut parser = ColumnParser::new(column, scale, None).with_date1904(date1904);
    let mut into = ColumnData::for_column(column);
    let fault = parser.parse(Some(value), &mut into);
    (into, fault)
}

/// As the program writes it.
fn canonical(kind: ColumnType, value: &TypedValue<'_>) -> String {
    match (kind, value) {
        (_, TypedValue::Text(text)) => (*text).to_string(),
        (ColumnType::Money, TypedValue::Int(fen)) => show_yuan(*fen),
        (ColumnType::Decimal, TypedValue::Int(millionths)) => show_millionths(*millionths),
        (_, TypedValue::Int(int)) => int.to_string(),
        (ColumnType::Month, TypedValue::Date(date)) => show_month(*date),
        (_, TypedValue::Date(date)) => date.to_string(),
        (_, TypedValue::Bool(yes)) => (if *yes { "是" } else { "否" }).to_string(),
    }
}

/// The same values each time; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` bring others, and more.
fn config() -> ProptestConfig {
    let seed = std::env::var("PROPTEST_RNG_SEED").ok();
    let seed = seed.and_then(|seed| seed.parse().ok()).unwrap_or(7);
    ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_kept_reads_back_the_same(
        value in cell(),
        scale in prop::sample::select(&[1_i64, 100, 1_000, 10_000, 100_000_000][..]),
        date1904 in any::<bool>(),
    ) {
        for column in columns() {
            let (kept, fault) = read(column, scale, date1904, &value);
            prop_assert_eq!(kept.len(), 1);
            // What is doubted is kept as written, and may be doubted otherwise once it is tidied.
            let doubted = fault.is_some_and(|fault| !matches!(fault.code, Code::C131 | Code::C210 | Code::C211));
            let Some(first) = kept.get(0).filter(|_| !doubted) else { continue };
            let written = canonical(column.kind, &first);
            let again = Value::Text(Text::own(written.clone()));
            let (once_more, _) = read(column, 1, false, &again);
            prop_assert_eq!(
                once_more.get(0), Some(first), "{} {:?} {}", column.id, &value, written
            );
        }
    }
}
