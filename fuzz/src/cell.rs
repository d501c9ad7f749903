//! One cell through the parser of every type of column: what is kept is what stands there, and what is
//! not kept is said.

use crate::sound::figure_of;
use gonghui::finding::Code;
use gonghui::parse::{ColumnParser, Fault, year_hint};
use gonghui::read::{Text, Value, show_number};
use gonghui::rows::{ColumnData, TypedValue};
use gonghui::schema::{Column, ColumnType, schema};
use std::cell::RefCell;

/// A column and its parser.
struct Tried {
    column: &'static Column,
    parser: ColumnParser,
}

thread_local! {
    static TRIED: RefCell<Vec<Tried>> = RefCell::new(all());
}

/// A column of each type, and all that declare what they take; money in yuan and in ten thousands.
fn all() -> Vec<Tried> {
    let mut found: Vec<&'static Column> = Vec::new();
    for column in schema().tables().iter().flat_map(|table| &table.columns) {
        let declares = column.kind == ColumnType::Category;
        if declares || found.iter().all(|other| other.kind != column.kind) {
            found.push(column);
        }
    }
    let years = year_hint("2023-2024学年");
    let tried = |column: &'static Column| {
        let scales: &[i64] = match column.kind {
            ColumnType::Money => &[1, 10_000],
            _ => &[1],
        };
        scales.iter().map(move |scale| Tried {
            column,
            parser: ColumnParser::new(column, *scale, years),
        })
    };
    found.into_iter().flat_map(tried).collect()
}

/// Reads a cell and stops the fuzzer where something does not hold that has to. Of 9 bytes, the first a
/// zero, it is a number; else a text.
pub fn look_at_cell(bytes: &[u8]) {
    TRIED.with_borrow_mut(|all| {
        if let [0, number @ ..] = bytes
            && let Ok(number) = <[u8; 8]>::try_from(number)
        {
            let number = f64::from_le_bytes(number);
            if number.is_finite() {
                all.iter_mut()
                    .for_each(|tried| look_at_number(tried, number));
            }
            return;
        }
        let text = String::from_utf8_lossy(bytes);
        all.iter_mut().for_each(|tried| look_at_text(tried, &text));
    });
}

fn look_at_text(tried: &mut Tried, text: &str) {
    let id = &tried.column.id;
    let value = Value::Text(Text::own(text.to_string()));
    let (kept, fault) = read(tried, &value);
    let nothing = kept.get(0).is_none() && fault.is_none_or(|fault| fault.code == Code::C001);
    let unsaid = nothing && !is_nothing(text);
    assert!(!unsaid, "{id}: {text:?} is dropped unsaid");
    sound_figure(tried.column, &kept, &value);
}

fn look_at_number(tried: &mut Tried, number: f64) {
    let id = &tried.column.id;
    let value = Value::Number(number);
    let (kept, fault) = read(tried, &value);
    let dropped = kept.get(0).is_none() && fault.is_none();
    assert!(!dropped, "{id}: {number} is dropped unsaid");
    sound_figure(tried.column, &kept, &value);
    if is_figure(tried.column) {
        let shown = Value::Text(Text::own(show_number(number)));
        let (as_text, _) = read(tried, &shown);
        let same = kept.get(0) == as_text.get(0);
        assert!(same, "{id}: {kept:?} of {number}, {as_text:?} of its text");
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
fn read(tried: &mut Tried, value: &Value<'_>) -> (ColumnData, Option<Fault>) {
    let mut into = ColumnData::for_column(tried.column);
    let fault = tried.parser.parse(Some(value), &mut into);
    assert_eq!(into.len(), 1, "{}: {value:?}", tried.column.id);
    (into, fault)
}

/// Whether a text holds nothing, or a sign that people write for nothing.
fn is_nothing(text: &str) -> bool {
    let said: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(said.as_str(), "" | "无" | "暂无" | "空")
}
