//! One cell through the parser of every type of column: what is kept is what stands there, and what is
//! not kept is said.

use crate::sound::figure_of;
use gonghui::parse::{ColumnParser, Fault, YearHint, year_hint};
use gonghui::read::{Text, Value, show_number};
use gonghui::rows::{ColumnData, TypedValue};
use gonghui::rule::rule;
use gonghui::schema::{Column, ColumnType, schema};
use std::sync::LazyLock;

/// A column of each type, and all that declare what they take.
static COLUMNS: LazyLock<Vec<&'static Column>> = LazyLock::new(|| {
    let mut found: Vec<&Column> = Vec::new();
    for column in schema().tables().iter().flat_map(|table| &table.columns) {
        let declares = column.kind == ColumnType::Category;
        if declares || found.iter().all(|other| other.kind != column.kind) {
            found.push(column);
        }
    }
    found
});

/// Reads a cell and stops the fuzzer where something does not hold that has to. Of 9 bytes, the first a
/// zero, it is a number; else a text.
pub fn look_at_cell(bytes: &[u8]) {
    let years = year_hint("2023-2024学年");
    if let [0, number @ ..] = bytes
        && let Ok(number) = <[u8; 8]>::try_from(number)
    {
        let number = f64::from_le_bytes(number);
        if number.is_finite() {
            look_at_number(number, years);
        }
        return;
    }
    let text = String::from_utf8_lossy(bytes);
    let value = Value::Text(Text::own(text.clone().into_owned()));
    for column in COLUMNS.iter().copied() {
        for scale in [1, 10_000] {
            let (kept, fault) = read(column, scale, years, &value);
            let nothing = kept.get(0).is_none() && fault.is_none_or(|fault| fault.code == "C001");
            assert!(
                !nothing || is_nothing(&text),
                "{}: {text:?} is dropped unsaid",
                column.id
            );
            sound_figure(column, &kept, &value);
        }
    }
}

fn look_at_number(number: f64, years: Option<YearHint>) {
    let value = Value::Number(number);
    let shown = Value::Text(Text::own(show_number(number)));
    for column in COLUMNS.iter().copied() {
        for scale in [1, 10_000] {
            let (kept, fault) = read(column, scale, years, &value);
            let dropped = kept.get(0).is_none() && fault.is_none();
            assert!(!dropped, "{}: {number} is dropped unsaid", column.id);
            sound_figure(column, &kept, &value);
            if is_figure(column) {
                let (as_text, _) = read(column, scale, years, &shown);
                assert_eq!(
                    kept.get(0),
                    as_text.get(0),
                    "{}: {number} as a number and as a text",
                    column.id
                );
            }
        }
    }
}

fn is_figure(column: &Column) -> bool {
    matches!(
        column.kind,
        ColumnType::Money | ColumnType::Integer | ColumnType::Decimal
    )
}

fn sound_figure(column: &Column, kept: &ColumnData, value: &Value<'_>) {
    if let Some(TypedValue::Int(figure)) = kept.get(0) {
        let sound = !is_figure(column) || figure_of(figure, value);
        assert!(sound, "{}: {figure} out of {value:?}", column.id);
    }
}

/// What is kept of `value`, and what is said.
fn read(
    column: &'static Column,
    scale: i64,
    years: Option<YearHint>,
    value: &Value<'_>,
) -> (ColumnData, Option<Fault>) {
    let mut into = ColumnData::for_column(column);
    let fault = ColumnParser::new(column, scale, years).parse(Some(value), &mut into);
    assert_eq!(into.len(), 1, "{}: {value:?}", column.id);
    if let Some(fault) = &fault {
        assert!(rule(fault.code).is_some(), "{} is not declared", fault.code);
    }
    (into, fault)
}

/// Whether a text holds nothing, or a sign that people write for nothing.
fn is_nothing(text: &str) -> bool {
    let said: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(said.as_str(), "" | "无" | "暂无" | "空")
}
