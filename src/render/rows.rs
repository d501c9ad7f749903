//! The typed rows themselves (`extract`), with where each came from: JSON lines, CSV, Parquet.

use crate::error::Error;
use crate::finding::show_month;
use crate::returns::Returns;
use crate::rows::{TypedRows, TypedValue};
use crate::schema::{Column, ColumnType, Table, narrow, schema};
use polars::prelude::{Column as Series, DataFrame};
use serde::{Serialize, Serializer};
use serde_json::{Number, Value, json};
use std::io::Write;

/// The unit's name and the input's path of a block.
fn origin<'r>(returns: &'r Returns, rows: &'r TypedRows) -> (Option<&'r str>, &'r str) {
    let input = returns.input(rows.block.input);
    let of_input = input
        .and_then(|input| input.unit)
        .and_then(|unit| returns.units.get(unit as usize))
        .map(|unit| unit.name.as_str());
    let unit = rows.block.unit.as_deref().or(of_input);
    (unit, input.map_or("", |input| input.path.as_str()))
}

/// A value as JSON: money in whole fen, dates YYYY-MM-DD, months YYYY-MM, decimals as numbers.
fn json_value(column: &Column, value: Option<TypedValue<'_>>) -> Value {
    match value {
        None => Value::Null,
        Some(TypedValue::Text(text)) => json!(text),
        Some(TypedValue::Bool(bool)) => json!(bool),
        Some(TypedValue::Date(month)) if column.kind == ColumnType::Month => {
            json!(show_month(month))
        }
        Some(TypedValue::Date(date)) => json!(date.to_string()),
        Some(TypedValue::Int(millionths)) if column.kind == ColumnType::Decimal => {
            Number::from_f64(millionths as f64 / 1e6).map_or(Value::Null, Value::Number)
        }
        Some(TypedValue::Int(int)) => json!(int),
    }
}

/// A row as it is printed; its keys and their order are fixed.
#[derive(Serialize)]
struct Line<'r> {
    table: &'r str,
    unit: Option<&'r str>,
    path: &'r str,
    sheet: &'r str,
    row: u32,
    values: Values<'r>,
}

/// The values of the row at an index, by column.
struct Values<'r>(&'r TypedRows, usize);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Values(rows, index) = *self;
        let columns = rows.block.table.columns.iter().zip(&rows.columns);
        serializer.collect_map(
            columns.map(|(column, data)| (&column.id, json_value(column, data.get(index)))),
        )
    }
}

/// Writes one JSON object a row, in the order of the inputs.
///
/// # Errors
/// The writer's own.
pub fn json_lines(returns: &Returns, out: &mut dyn Write) -> std::io::Result<()> {
    for rows in returns.rows_by_path() {
        let (unit, path) = origin(returns, rows);
        for (index, number) in rows.rows.iter().enumerate() {
            let line = Line {
                table: &rows.block.table.id,
                unit,
                path,
                sheet: &rows.block.sheet,
                row: *number,
                values: Values(rows, index),
            };
            serde_json::to_writer(&mut *out, &line)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// The tables that have rows, with their blocks.
fn by_table(returns: &Returns) -> impl Iterator<Item = (&'static Table, Vec<&TypedRows>)> {
    schema().tables().iter().filter_map(|table| {
        let blocks: Vec<&TypedRows> = returns
            .rows_by_path()
            .filter(|rows| rows.block.table.id == table.id)
            .collect();
        (!blocks.is_empty()).then_some((table, blocks))
    })
}

/// The names of the columns that say where a row came from.
const ORIGIN: [&str; 4] = ["unit", "path", "sheet", "row"];

/// The longest text that stands in a formula of Excel's, in UTF-16 units.
const LONGEST_LITERAL: usize = 255;

/// A text as a field of CSV that Excel, WPS and LibreOffice show as that text. What they would take for a
/// formula, a number or a date (`=1+1`, 0012, an ID number, 2:0) is `="0012"`, of which our own reader takes
/// the text too. Where that cannot be, since it is too long or has several lines, an apostrophe stands
/// before it: the text is seen with it and is none of a formula.
fn disarmed(text: &str) -> String {
    if !would_change(text) {
        return text.to_string();
    }
    match fits(text) {
        true => format!("=\"{}\"", text.replace('"', "\"\"")),
        false => format!("'{text}"),
    }
}

/// Whether a text stands in a formula.
fn fits(text: &str) -> bool {
    text.encode_utf16().count() <= LONGEST_LITERAL && !text.contains(['\n', '\r'])
}

/// Whether a spreadsheet would take a text for something else.
fn would_change(text: &str) -> bool {
    let mut chars = text.chars().map(narrow);
    let first = chars.clone().next().unwrap_or(' ');
    // What begins a formula, and what our own reader takes off.
    if "=+-@#'".contains(first) || first.is_control() || first.is_whitespace() {
        return true;
    }
    // English words among them are months, TRUE, or the E of 1E5; nothing is lost in the others. No figure
    // has two lines, and a long one is of digits.
    let of_figures =
        |c: char| c.is_ascii() && !c.is_control() || "年月日时分秒上下午￥".contains(c);
    (fits(text) || first.is_ascii_digit()) && chars.all(of_figures)
}

/// Each table as CSV (UTF-8 with a byte order mark, so that Excel reads it), by table id. A table
/// whose own columns hold a `unit` has that as `units.unit`, since the row's unit comes first.
///
/// # Errors
/// The CSV writer's own.
pub fn csv(returns: &Returns) -> Result<Vec<(&'static str, Vec<u8>)>, Error> {
    by_table(returns)
        .map(|(table, blocks)| {
            let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
            let fault = |error: csv::Error| Error::Engine(error.to_string());
            writer.write_record(headers(table)).map_err(fault)?;
            for rows in blocks {
                let (unit, path) = origin(returns, rows);
                for (index, number) in rows.rows.iter().enumerate() {
                    let mut record = vec![
                        disarmed(unit.unwrap_or_default()),
                        disarmed(path),
                        disarmed(&rows.block.sheet),
                        number.to_string(),
                    ];
                    let columns = table.columns.iter().zip(&rows.columns);
                    record.extend(columns.map(|(column, data)| match data.get(index) {
                        Some(TypedValue::Text(text)) => disarmed(text),
                        value => match json_value(column, value) {
                            Value::Null => String::new(),
                            Value::String(text) => text,
                            other => other.to_string(),
                        },
                    }));
                    writer.write_record(record).map_err(fault)?;
                }
            }
            let bytes = writer.into_inner();
            let bytes = bytes.map_err(|error| Error::Engine(error.to_string()))?;
            Ok((table.id.as_str(), bytes))
        })
        .collect()
}

/// The names of an output's columns.
fn headers(table: &Table) -> Vec<String> {
    let own = table.columns.iter().map(|column| {
        let id = column.id.as_str();
        match ORIGIN.contains(&id) {
            true => format!("{}.{id}", table.id),
            false => id.to_string(),
        }
    });
    ORIGIN.map(str::to_string).into_iter().chain(own).collect()
}

/// Each table as Parquet, by table id: money and integers as 64-bit integers, decimals in
/// millionths, dates as dates.
///
/// # Errors
/// Polars' own.
pub fn parquet(returns: &Returns) -> Result<Vec<(&'static str, Vec<u8>)>, Error> {
    by_table(returns)
        .map(|(table, blocks)| {
            let (mut units, mut paths, mut sheets, mut numbers) = (vec![], vec![], vec![], vec![]);
            let mut columns: Vec<_> = table
                .columns
                .iter()
                .map(crate::rows::ColumnData::for_column)
                .collect();
            for rows in blocks {
                let (unit, path) = origin(returns, rows);
                for number in &rows.rows {
                    units.push(unit);
                    paths.push(path);
                    sheets.push(rows.block.sheet.as_str());
                    numbers.push(*number);
                }
                for (into, from) in columns.iter_mut().zip(&rows.columns) {
                    into.append(from);
                }
            }
            let names = headers(table);
            let height = numbers.len();
            let mut all = vec![
                Series::new("unit".into(), units),
                Series::new("path".into(), paths),
                Series::new("sheet".into(), sheets),
                Series::new("row".into(), numbers),
            ];
            for (name, column) in names[ORIGIN.len()..].iter().zip(&columns) {
                all.push(column.to_polars(name)?);
            }
            let mut frame = DataFrame::new(height, all)?;
            let mut bytes = Vec::new();
            polars_io::parquet::write::ParquetWriter::new(&mut bytes).finish(&mut frame)?;
            Ok((table.id.as_str(), bytes))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limits, Value as Read, open_named};
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    /// What our own reader takes each of `texts` for, when they stand in a column of a file.
    fn read_back(texts: &[String]) -> Vec<String> {
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        let mut record = |first: &str| {
            let others = ["甲"; 30];
            writer
                .write_record([first].into_iter().chain(others))
                .expect("a record");
        };
        record("乙");
        texts.iter().for_each(|text| record(&disarmed(text)));
        let bytes = writer.into_inner().expect("bytes");
        let limits = Limits::default();
        let mut workbook = open_named(&bytes, "dues.csv", &limits).expect("a table");
        let mut cells = workbook.cells(0).expect("a sheet");
        let mut back = vec![String::new(); texts.len()];
        while let Some(cell) = cells.next_cell().expect("a cell") {
            let Some(row) = (cell.row as usize).checked_sub(1) else {
                continue;
            };
            if let (0, Read::Text(text)) = (cell.column, cell.value) {
                back[row] = text.as_str().to_string();
            }
        }
        back
    }

    #[test]
    fn what_a_spreadsheet_would_take_for_something_else_is_marked() {
        for (text, field) in [
            ("=1+1", "=\"=1+1\""),
            (
                "=HYPERLINK(\"http://e\",\"x\")",
                "=\"=HYPERLINK(\"\"http://e\"\",\"\"x\"\")\"",
            ),
            ("-5", "=\"-5\""),
            ("@x", "=\"@x\""),
            ("＝1", "=\"＝1\""),
            ("+86", "=\"+86\""),
            ("0012", "=\"0012\""),
            ("110101198503072318", "=\"110101198503072318\""),
            ("2:0", "=\"2:0\""),
            ("9月1日", "=\"9月1日\""),
            ("MARCH1", "=\"MARCH1\""),
            ("A\n+", "A\n+"),
            ("=A\n+", "'=A\n+"),
            ("张三", "张三"),
            ("记-35", "记-35"),
            ("报表/育才小学.xlsx", "报表/育才小学.xlsx"),
        ] {
            assert_eq!(disarmed(text), field);
        }
        let long = format!("={}", "长".repeat(300));
        assert_eq!(disarmed(&long), format!("'{long}"));
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            rng_seed: RngSeed::Fixed(8),
            ..ProptestConfig::default()
        })]
        #[test]
        fn what_is_written_is_read_back(
            texts in prop::collection::vec("[-=+@'\"#0-9A-Z张三年月 ,;|/:.\n]{0,12}", 1..6),
            long in "[=+@'张\"]{1,3}",
        ) {
            // The reader takes no spaces at the ends of a cell, and neither does any typed value have some.
            let mut texts: Vec<String> = texts.iter().map(|text| text.trim().to_string()).collect();
            texts.push(long.repeat(260));
            prop_assert_eq!(read_back(&texts), texts);
        }
    }
}
