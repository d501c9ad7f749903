//! A sheet written as text, so that a fuzzer can put words into it and a person can read what it found.
//!
//! The first line is the sheet's name and its merged cells (`会费 A2:A5`), every other line a row, its
//! cells parted by tabs. A cell that looks like a number is one; so with a date (`@2024-03-01`, `@2024-03-01T16:00:00`), an
//! error (`#REF!`), `TRUE`, `FALSE`, and `=` for a formula without a result. What begins with `'` is a
//! text whatever it looks like, with `~` struck out, with `^` in a hidden row; `\n` is a line break.

use super::made::{Grid, Made, words};
use gonghui::finding::column_letters;
use gonghui::read::{Looks, Merge, Value};

/// Beyond these a sheet is only slower, not other.
const ROWS: usize = 400;
const COLUMNS: usize = 60;

/// The sheet that `text` writes.
pub(super) fn sheet_of(text: &str) -> Made {
    let (head, rows) = text.split_once('\n').unwrap_or((text, ""));
    let mut said = head.split(' ');
    let name = said.next().unwrap_or_default().to_string();
    let merges = said.filter_map(merge).collect();
    let mut grid = Grid::new();
    for (row, line) in (0..).zip(rows.split('\n').take(ROWS)) {
        for (column, written) in (0..).zip(line.split('\t').take(COLUMNS)) {
            if let Some(cell) = cell(written) {
                grid.insert((row, column), cell);
            }
        }
    }
    Made { name, grid, merges }
}

fn merge(written: &str) -> Option<Merge> {
    let (from, to) = written.split_once(':')?;
    let ((row, column), (last_row, last_column)) = (address(from)?, address(to)?);
    Some((row, column, last_row, last_column))
}

/// A1 as row and column, 0-based.
fn address(written: &str) -> Option<(u32, u32)> {
    let digits = written.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = &written[..written.len() - digits.len()];
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = u32::from(letter - b'A') + 1;
        column.checked_mul(26)?.checked_add(letter)
    })?;
    let row: u64 = digits.parse().ok()?;
    let row = u32::try_from(row.checked_sub(1)?).ok()?;
    Some((row, column.checked_sub(1)?))
}

fn cell(written: &str) -> Option<(Value<'static>, Looks)> {
    let rest = written.trim_start_matches(['~', '^']);
    let marks = &written[..written.len() - rest.len()];
    let looks = Looks {
        struck: marks.contains('~'),
        hidden_row: marks.contains('^'),
        ..Looks::default()
    };
    (!rest.is_empty()).then(|| (value(rest), looks))
}

fn value(written: &str) -> Value<'static> {
    let text = |written: &str| words(&written.replace("\\n", "\n"));
    match written {
        "TRUE" => return Value::Bool(true),
        "FALSE" => return Value::Bool(false),
        "=" => return Value::Uncalculated,
        _ => {}
    }
    if let Some(quoted) = written.strip_prefix('\'') {
        return text(quoted);
    }
    if written.starts_with('#') {
        return Value::Error(written.to_string());
    }
    let day = written.strip_prefix('@').and_then(|day| day.parse().ok());
    match (day, written.parse::<f64>()) {
        (Some(day), _) => Value::Date(day),
        // As a reader hands them on: what is not finite stays a text.
        (None, Ok(number)) if number.is_finite() => Value::Number(number),
        _ => text(written),
    }
}

/// `made` as [`sheet_of`] reads it; what it cannot write is left out.
pub(super) fn text_of_sheet(made: &Made) -> String {
    let mut text = made.name.replace([' ', '\n'], "");
    for &(row, column, last_row, last_column) in &made.merges {
        let corner = |row: u32, column| format!("{}{}", column_letters(column), u64::from(row) + 1);
        if column.max(last_column) < u32::MAX {
            let (from, to) = (corner(row, column), corner(last_row, last_column));
            text.push_str(&format!(" {from}:{to}"));
        }
    }
    let (mut row, mut column) = (0, 0);
    text.push('\n');
    for (&(at, place), (value, looks)) in &made.grid {
        if at > row {
            text.push_str(&"\n".repeat((at - row) as usize));
            (row, column) = (at, 0);
        }
        text.push_str(&"\t".repeat((place - column) as usize));
        column = place;
        text.push_str(if looks.struck { "~" } else { "" });
        text.push_str(if looks.hidden_row { "^" } else { "" });
        text.push_str(&written(value));
    }
    text
}

fn written(of: &Value<'_>) -> String {
    match of {
        Value::Text(text) => {
            let text = text.as_str().replace('\t', " ").replace('\n', "\\n");
            let plain =
                matches!(value(&text), Value::Text(_)) && !text.starts_with(['\'', '~', '^']);
            if plain { text } else { format!("'{text}") }
        }
        Value::Number(number) => number.to_string(),
        Value::Date(day) if day.time() == jiff::civil::Time::midnight() => {
            format!("@{}", day.date())
        }
        Value::Date(day) => format!("@{day}"),
        Value::Uncalculated => "=".to_string(),
        other => other.shown(),
    }
}
