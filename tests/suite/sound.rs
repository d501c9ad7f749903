//! What holds of every sheet that is read, whatever stands in it: no row is lost and none counted twice, no
//! value comes out that its own cell does not hold, and what does not come out is said.

use super::made::{Grid, Made};
use gonghui::finding::{Code, Finding};
use gonghui::pipeline::tables_and_findings;
use gonghui::read::{Cell, Value};
use gonghui::recognise::{HEAD_ROWS, HeaderPart, Row, is_under_header, part_of_header, recognise};
use gonghui::rows::{Block, Layout, TypedRows, TypedValue};
use gonghui::rule::{hint, message};
use gonghui::schema::ColumnType;
use gonghui::tabulate::{RowKind, is_worked_out, row_kind};
use gonghui::words::Lang;
use std::collections::{BTreeSet, HashSet};
use std::time::{Duration, SystemTime};

/// What a sheet may take that holds nothing, and each cell of one; ten times what they do.
pub(super) const MOMENT: Duration = Duration::from_millis(500);
const A_CELL: Duration = Duration::from_micros(200);

/// How long this thread has been at work, in so far as the system tells; else the hour. Of a bound in
/// time a busy machine takes nothing away then.
pub(super) fn worked() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    match told
        .split(' ')
        .next()
        .and_then(|nanoseconds| nanoseconds.parse().ok())
    {
        Some(nanoseconds) => Duration::from_nanos(nanoseconds),
        None => SystemTime::UNIX_EPOCH.elapsed().unwrap(),
    }
}

/// Of the words that are put into cells, those that mean what stands above.
const DITTO: [&str; 4] = ["〃", "同上", "″", "\""];

/// The digits of a text without the zeros at their ends.
fn digits(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap(),
        other => other,
    };
    let all: String = text
        .chars()
        .map(narrow)
        .filter(char::is_ascii_digit)
        .collect();
    all.trim_matches('0').to_string()
}

/// Whether `kept` (fen or millionths of a unit) is what `cell` says, in yuan or ten thousands.
pub(super) fn figure_of(kept: i64, cell: &Value<'_>) -> bool {
    match cell {
        Value::Number(number) => [1.0, 100.0, 1e3, 1e4, 1e6, 1e8]
            .iter()
            .flat_map(|scale| [number * scale, number * scale * 100.0])
            .any(|said| (said - kept as f64).abs() <= 0.6 + said.abs() * 1e-12),
        Value::Text(text) => {
            let said = digits(text.as_str());
            let kept = digits(&kept.to_string());
            // Rounded to the fen or millionth, or in Chinese numerals.
            said == kept || said.is_empty() || said.len() > 6 || text.as_str().contains('.')
        }
        _ => false,
    }
}

/// Whether the cell that `rows` takes `column` in row `number` from holds what was kept.
fn derived(made: &Made, rows: &TypedRows, index: usize, at: usize) -> Result<(), String> {
    let Some(value) = rows.columns[index].get(at) else {
        return Ok(());
    };
    if rows.block.month_in_title == Some(index) {
        return Ok(());
    }
    let implied = rows.block.table.columns[index].implied.as_ref();
    let said = implied.and_then(|by| rows.column(&by.column)?.get(at)?.text());
    if implied.is_some_and(|by| said == Some(&by.value) || rows.block.of_retired) {
        return Ok(());
    }
    let Some(place) = rows.block.cell(index, rows.rows[at]) else {
        return Err(format!("a value of no column: {value:?}"));
    };
    let figure = matches!(
        rows.block.table.columns[index].kind,
        ColumnType::Money | ColumnType::Integer | ColumnType::Decimal
    );
    let Some((cell, _)) = made.grid.get(&place) else {
        let merged = made.merges.iter().any(|(first, column, last, _)| {
            *first < place.0 && place.0 <= *last && *column == place.1
        });
        return match merged && !figure {
            true => Ok(()),
            false => Err(format!("{value:?} out of the empty cell {place:?}")),
        };
    };
    let ditto = |text: &str| DITTO.contains(&text.trim());
    match (cell, &value) {
        (Value::Error(_) | Value::Uncalculated, _) => Err(format!("{value:?} out of {cell:?}")),
        (Value::Text(text), _) if ditto(text.as_str()) => match at.checked_sub(1) {
            Some(above) if rows.columns[index].get(above).as_ref() == Some(&value) => Ok(()),
            _ => Err(format!("{value:?} is not what stands above {place:?}")),
        },
        (_, TypedValue::Int(kept)) if !figure_of(*kept, cell) => {
            Err(format!("{kept} out of {cell:?} at {place:?}"))
        }
        (Value::Date(day), TypedValue::Date(kept))
            if (kept.year(), kept.month()) != (day.year(), day.month()) =>
        {
            Err(format!("{kept} out of {day}"))
        }
        (Value::Bool(_), TypedValue::Date(_)) => Err(format!("{value:?} out of {cell:?}")),
        _ => Ok(()),
    }
}

/// No row twice, each row there, each value its cell's, and each figure in one row alone.
fn sound_tables(made: &Made, tables: &[TypedRows]) -> Result<(), String> {
    let mut counted: HashSet<(u32, u32)> = HashSet::new();
    for rows in tables {
        let there = |number: u32| {
            made.grid
                .range((number - 1, 0)..(number, 0))
                .next()
                .is_some()
        };
        let ascending = rows.rows.windows(2).all(|pair| pair[0] < pair[1]);
        if !ascending
            || rows
                .columns
                .iter()
                .any(|column| column.len() != rows.rows.len())
        {
            return Err(format!("rows {:?}", rows.rows));
        }
        for (at, &number) in rows.rows.iter().enumerate() {
            let below =
                matches!(rows.block.layout, Layout::Form(_)) || number > rows.block.header.0 + 1;
            if !below || !there(number) {
                return Err(format!("row {number} of {}", rows.block.table.id));
            }
            for (index, column) in rows.block.table.columns.iter().enumerate() {
                derived(made, rows, index, at)?;
                // A wide sheet's months share the base and what is due, but not what was paid.
                let wide = rows.block.table.wide.as_ref();
                let wide = wide.filter(|_| rows.block.month_in_title.is_some());
                let shared = wide.is_some_and(|wide| wide.value != column.id);
                let figure = column.kind == ColumnType::Money
                    && !shared
                    && rows.columns[index].get(at).is_some();
                let place = rows.block.cell(index, number).filter(|_| figure);
                if place.is_some_and(|place| !counted.insert(place)) {
                    let id = format!(
                        "{}.{} of {:?}",
                        rows.block.table.id, column.id, rows.block.layout
                    );
                    return Err(format!("the figure in {place:?} counts twice: {id}"));
                }
            }
        }
    }
    Ok(())
}

/// Tells whether a merged cell covers a place: nobody sees what it holds.
fn covered(made: &Made) -> impl Fn((u32, u32)) -> bool {
    let merges: BTreeSet<_> = made.merges.iter().copied().collect();
    move |(row, column)| {
        merges.iter().any(|&(first, left, last, right)| {
            let inside = (first..=last).contains(&row) && (left..=right).contains(&column);
            inside && (row, column) != (first, left)
        })
    }
}

/// The rows of the sheet that hold something that can be seen.
fn rows_of(made: &Made) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let is_covered = covered(made);
    let seen = made.grid.iter().filter(|(at, _)| !is_covered(**at));
    for (&(row, column), (value, looks)) in seen {
        if rows.last().is_none_or(|last| last.index != row) {
            rows.push(Row {
                index: row,
                cells: Vec::new(),
            });
        }
        rows.last_mut().unwrap().cells.push(Cell {
            row,
            column,
            value: value.clone(),
            looks: *looks,
            format: None,
        });
    }
    rows
}

/// Each row of data under a table's header is the table's, and each amount in one of its columns of money
/// is too, or stands in a total or a header, or is said to be left out. Of a sheet with one table in its
/// width.
fn no_row_lost(made: &Made, tables: &[TypedRows], findings: &[Finding]) -> Result<(), String> {
    let rows = rows_of(made);
    let head = &rows[..rows.len().min(HEAD_ROWS)];
    let recognised = recognise(&made.name, "", head, &[]);
    let [first] = recognised.as_slice() else {
        return Ok(());
    };
    if !matches!(first.layout, Layout::Rows(_)) {
        return Ok(());
    }
    let left_out = |finding: &&Finding| matches!(finding.code, Code::T012 | Code::T015);
    let of_rows = findings.iter().filter(left_out);
    let said: HashSet<u32> = of_rows.filter_map(|f| Some(f.place.cell?.0)).collect();
    let headers: BTreeSet<u32> = tables.iter().map(|rows| rows.block.header.0).collect();
    for &header in &headers {
        let next = headers.range(header + 1..).next().copied();
        let end = next.unwrap_or(u32::MAX);
        let of_header = || tables.iter().filter(|rows| rows.block.header.0 == header);
        let taken: HashSet<u32> = of_header().flat_map(|rows| rows.rows.clone()).collect();
        let under = |row: &&Row<'_>| header < row.index && row.index < end;
        let left = rows.iter().filter(under);
        for row in left.filter(|row| !taken.contains(&(row.index + 1))) {
            for table in of_header() {
                let near = row.index <= header + 3 || row.index + 3 > end;
                let of_header = row.index <= first.last_header_row
                    || near && (part_of_header(row) != HeaderPart::None || is_under_header(row));
                let lost = match row_kind(row, &table.block).kind {
                    RowKind::Total
                    | RowKind::BroughtForward
                    | RowKind::Example
                    | RowKind::Header
                    | RowKind::Blank => false,
                    // Under a remark (说明：) rows of a cell or two are taken for its own.
                    RowKind::Data if row.cells.len() > 2 => holds_its_own(row, &table.block),
                    _ => holds_money(row, &table.block) && !is_worked_out(row),
                };
                if lost && !of_header && !said.contains(&row.index) {
                    let id = &table.block.table.id;
                    return Err(format!("row {} of {id} is lost: {row:?}", row.index + 1));
                }
            }
        }
    }
    Ok(())
}

/// Whether a row holds more than one of a template's blank rows, which has a month, a yes or no and
/// zeros at most.
fn holds_its_own(row: &Row<'_>, block: &Block) -> bool {
    let columns = block.table.columns.iter().enumerate();
    let own = columns
        .filter(|(_, column)| !matches!(column.kind, ColumnType::Month | ColumnType::Boolean));
    let mut places = own.filter_map(|(index, _)| block.cell(index, row.index + 1));
    places.any(|(_, column)| match row.at(column) {
        None => false,
        Some(Value::Number(figure)) => *figure != 0.0,
        Some(value) => !is_nothing(value),
    })
}

fn holds_money(row: &Row<'_>, block: &Block) -> bool {
    let columns = block.table.columns.iter().enumerate();
    let money = columns.filter(|(_, column)| column.kind == ColumnType::Money);
    money
        .filter_map(|(index, _)| block.cell(index, row.index + 1))
        .any(|(_, column)| row.at(column).is_some_and(is_amount))
}

/// Whether a cell holds an amount beyond doubt: a number, or a text of nothing but one.
fn is_amount(value: &Value<'_>) -> bool {
    match value {
        Value::Number(figure) => *figure != 0.0,
        Value::Text(text) => {
            let text = text.as_str().trim_end_matches('元');
            let plain = |c: char| c.is_ascii_digit() || c == '.';
            text.parse::<f64>().is_ok_and(|figure| figure > 0.0) && text.chars().all(plain)
        }
        _ => false,
    }
}

/// Whether a text is what programs write for a cell that nobody filled in.
fn is_null(value: &Value<'_>) -> bool {
    let nulls = ["#N/A", "N/A", "NaN", "null", "NULL", "None", "undefined"];
    matches!(value, Value::Text(text) if nulls.contains(&text.as_str().trim()))
}

/// What is in no column of a table, though its cell holds something, is said at the cell.
fn nothing_unsaid(made: &Made, tables: &[TypedRows], findings: &[Finding]) -> Result<(), String> {
    let said: HashSet<(u32, u32)> = findings.iter().filter_map(|f| f.place.cell).collect();
    let is_covered = covered(made);
    for rows in tables {
        for (index, column) in rows.block.table.columns.iter().enumerate() {
            for (at, &number) in rows.rows.iter().enumerate() {
                let place = rows.block.cell(index, number);
                let place = place.filter(|_| rows.block.month_in_title != Some(index));
                let Some(place) = place.filter(|place| !said.contains(place)) else {
                    continue;
                };
                let empty = rows.columns[index].get(at).is_none();
                let held = made.grid.get(&place).map(|(value, _)| value);
                let held = held.filter(|_| !is_covered(place));
                if let Some(value) =
                    held.filter(|value| empty && !is_nothing(value) && !is_null(value))
                {
                    return Err(format!(
                        "{value:?} at {place:?} is no {} and unsaid",
                        column.id
                    ));
                }
            }
        }
    }
    Ok(())
}

/// Whether a cell holds nothing, or a sign that people write for nothing or for what stands above.
fn is_nothing(value: &Value<'_>) -> bool {
    let Value::Text(text) = value else {
        return false;
    };
    let said: String = text
        .as_str()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    matches!(
        said.as_str(),
        "" | "无" | "暂无" | "空" | "同上" | "同前" | "上同"
    )
}

/// A finding is at a place of the sheet, and its sentences can be said.
fn sound_finding(grid: &Grid, finding: &Finding) -> Result<(), String> {
    let code = finding.code;
    let far = |(row, column)| {
        let last = grid.keys().next_back().map_or(0, |place| place.0);
        let most = grid.keys().map(|place| place.1).max().unwrap_or(0);
        // The empty value of a form stands beside its label.
        row > last || column > most + 1
    };
    if finding.place.cell.is_some_and(far) {
        return Err(format!("{code} at {:?}", finding.place.cell));
    }
    for lang in [Lang::Zh, Lang::En] {
        let _ = hint(finding, lang);
        if message(finding, lang).is_empty() {
            return Err(format!("{code} says nothing"));
        }
    }
    Ok(())
}

/// Reads `made` twice and looks at what comes of it; says what does not hold.
pub(super) fn look(made: &mut Made) -> Result<(), String> {
    let begun = worked();
    let (tables, findings) = tables_and_findings(made);
    let cells = u32::try_from(made.grid.len()).unwrap();
    let (took, most) = (worked() - begun, MOMENT + A_CELL * cells);
    if took > most {
        return Err(format!("{cells} cells take {took:?}"));
    }
    sound_tables(made, &tables)?;
    no_row_lost(made, &tables, &findings)?;
    nothing_unsaid(made, &tables, &findings)?;
    for finding in &findings {
        sound_finding(&made.grid, finding)?;
    }
    let again = tables_and_findings(made);
    let told = |rows: &[TypedRows], findings: &[Finding]| {
        let rows: Vec<String> = rows
            .iter()
            .map(|r| format!("{:?}{:?}", r.rows, r.columns))
            .collect();
        format!("{rows:?}{findings:?}")
    };
    match told(&tables, &findings) == told(&again.0, &again.1) {
        true => Ok(()),
        false => Err("it is read otherwise the second time".to_string()),
    }
}
