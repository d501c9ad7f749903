//! Oddities of sheets as a finance officer writes them down: `tests/cases/*.txt`, each a sheet and what
//! is expected of it. `tests/cases/README.md` says how they are written.

use super::made::Made;
use super::sheet_text::sheet_of;
use gonghui::finding::{a1, show_millionths, show_month, show_yuan};
use gonghui::pipeline::{outcome, returns};
use gonghui::read::Value;
use gonghui::request::Request;
use gonghui::rows::{TypedRows, TypedValue};
use gonghui::rule::message;
use gonghui::schema::{Column, ColumnType, Table, schema};
use gonghui::words::Lang;
use rayon::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::path::Path;
use tempfile::TempDir;

/// What each sheet alone brings with it and no case is about: which period was taken, that no plan was
/// given, whose file it is.
const ALWAYS: [&str; 4] = ["F012", "F013", "F027", "T083"];

/// One sheet, or several, and what is expected of them.
struct Case {
    /// The file, the line and the way of writing, for who reads that it failed.
    place: String,
    file: String,
    sheets: Vec<Made>,
    expected: Vec<String>,
}

/// What a sheet was read as.
struct Read {
    rows: Vec<TypedRows>,
    /// Code, cell and sentence; the cell is `-` where there is none.
    findings: Vec<(String, String, String)>,
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    let cases: Vec<Case> = paths.iter().flat_map(|path| cases_of(path)).collect();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let failed: Vec<String> = cases.par_iter().filter_map(fault).collect();
    assert!(failed.is_empty(), "\n\n{}\n", failed.join("\n\n"));
}

/// The cases of a file: one a part, and one a way of writing of each.
fn cases_of(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    let mut cases = Vec::new();
    let mut part = Vec::new();
    for (number, line) in (1..).zip(text.lines().chain(["===="])) {
        match line.starts_with("====") {
            false => part.push((number, line)),
            true => cases.extend(ways_of(name, &std::mem::take(&mut part))),
        }
    }
    cases
}

/// A part with `{甲、乙}` stands for two: one with 甲, one with 乙.
fn ways_of(file: &str, part: &[(usize, &str)]) -> Vec<Case> {
    let story = |(_, line): &&(usize, &str)| line.starts_with("# ") || *line == "#";
    let mut lines = part
        .iter()
        .filter(|line| !story(line))
        .skip_while(|(_, line)| line.is_empty());
    let first = lines.clone().next();
    let at = first
        .unwrap_or_else(|| panic!("{file}: a part without a sheet"))
        .0;
    let lines: Vec<&str> = lines.by_ref().map(|(_, line)| *line).collect();
    let ways = lines
        .iter()
        .flat_map(|line| groups(line))
        .map(|(_, ways, _)| ways.len());
    let ways: Vec<usize> = ways.collect();
    let count = ways.first().copied().unwrap_or(1);
    assert!(
        ways.iter().all(|of| *of == count),
        "{file}:{at}: all {{}} of a case hold as many ways"
    );
    (0..count)
        .map(|way| {
            let mut place = format!("tests/cases/{file}:{at}");
            if count > 1 {
                place.push_str(&format!(", way {} of {count}", way + 1));
            }
            let lines: Vec<String> = lines.iter().map(|line| chosen(line, way)).collect();
            case(place, &lines)
        })
        .collect()
}

/// The groups `{…}` of a line: where they begin, what they hold, where they end.
fn groups(line: &str) -> Vec<(usize, Vec<&str>, usize)> {
    let starts = line.match_indices('{').map(|(at, _)| at);
    starts
        .map(|at| {
            let end = line[at..]
                .find('}')
                .unwrap_or_else(|| panic!("no }} in {line}"))
                + at;
            (at, line[at + 1..end].split('、').collect(), end + 1)
        })
        .collect()
}

fn chosen(line: &str, way: usize) -> String {
    let mut text = String::new();
    let mut from = 0;
    for (start, ways, end) in groups(line) {
        text.push_str(&line[from..start]);
        text.push_str(ways[way]);
        from = end;
    }
    text + &line[from..]
}

fn case(place: String, lines: &[String]) -> Case {
    let end = lines.iter().position(|line| line == "--");
    let end =
        end.unwrap_or_else(|| panic!("{place}: no line -- between sheet and what is expected"));
    let mut file = "a.xlsx".to_string();
    let mut sheets: Vec<String> = Vec::new();
    for line in &lines[..end] {
        if let Some(name) = line.strip_prefix("文件 ") {
            file = name.to_string();
        } else if let Some(head) = line.strip_prefix("表 ") {
            sheets.push(head.to_string());
        } else {
            let cells: Vec<&str> = line.split(['|', '｜']).map(str::trim).collect();
            let sheet = sheets
                .last_mut()
                .unwrap_or_else(|| panic!("{place}: no line 表 first"));
            sheet.push('\n');
            sheet.push_str(&cells.join("\t"));
        }
    }
    let expected = lines[end + 1..].iter().map(|line| line.trim());
    Case {
        place,
        file,
        sheets: sheets
            .iter()
            .map(|sheet| sheet_of(sheet.trim_end()))
            .collect(),
        expected: expected
            .filter(|line| !line.is_empty())
            .map(str::to_string)
            .collect(),
    }
}

/// What of the case is otherwise, for a person; none where all is as expected.
fn fault(case: &Case) -> Option<String> {
    let read = read(case);
    let mut faults = Vec::new();
    let mut counts: Vec<String> = Vec::new();
    let mut found: Vec<(&str, &str, &str)> = Vec::new();
    let only = case
        .expected
        .iter()
        .find_map(|line| line.strip_prefix("只看 "));
    let asked = |code: &str| {
        let looked_at = |only: &str| only.split(' ').any(|start| code.starts_with(start));
        !ALWAYS.contains(&code) && only.is_none_or(looked_at)
    };
    let mut said: Vec<_> = read
        .findings
        .iter()
        .filter(|(code, ..)| asked(code))
        .collect();
    for line in &case.expected {
        if line.starts_with("只看 ") || line == "没有数据" {
            continue;
        }
        if line.ends_with(" 行") {
            counts.push(line.clone());
        } else if let Some((cell, code, sentence)) = finding(line) {
            found.push((cell, code, sentence));
        } else if line == "没有问题" {
            if !said.is_empty() {
                faults.push(line.clone());
            }
        } else if let Err(shown) = value(line, &read.rows) {
            faults.push(format!("{line}    (is: {shown})"));
        }
    }
    for (cell, code, sentence) in found {
        let at = said.iter().position(|(of, at, says)| {
            of == code && at == cell && sentence.split_whitespace().all(|word| says.contains(word))
        });
        match at {
            Some(at) => drop(said.remove(at)),
            None => faults.push(format!("{cell} {code} {sentence}")),
        }
    }
    let left = said
        .iter()
        .map(|(code, cell, _)| format!("{cell} {code}: not expected"));
    faults.extend(left);
    let tables = rows_by_table(&read.rows);
    counts.sort();
    if counts != tables {
        faults.push(counts.join(", "));
    }
    if faults.is_empty() {
        return None;
    }
    let mut shown = tables;
    let told = read.findings.iter().filter(|(code, ..)| asked(code));
    shown.extend(told.map(|(code, cell, says)| format!("{cell} {code} {says}")));
    Some(format!(
        "{}\n  differs:\n    {}\n  found:\n    {}",
        case.place,
        faults.join("\n    "),
        shown.join("\n    ")
    ))
}

/// A line `D4 C230 words`: the cell, the code, what its sentence has to say.
fn finding(line: &str) -> Option<(&str, &str, &str)> {
    let (cell, rest) = line.split_once(' ')?;
    let (code, sentence) = rest.split_once(' ').unwrap_or((rest, ""));
    let (letter, digits) = code.split_at_checked(1)?;
    let is_code = letter.bytes().all(|b| b.is_ascii_uppercase())
        && digits.len() == 3
        && digits.bytes().all(|b| b.is_ascii_digit());
    let is_cell = cell == "-"
        || cell
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    (is_code && is_cell).then_some((cell, code, sentence))
}

/// Whether a line `第 3 行 收入 100.00` or `合计 收入 100.00` holds; what stands there where it does not.
fn value(line: &str, rows: &[TypedRows]) -> Result<(), String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (row, label, expected) = match words.as_slice() {
        ["第", number, "行", label, expected @ ..] => {
            (number.parse::<u32>().ok(), label, expected)
        }
        ["合计", label, expected @ ..] => (None, label, expected),
        _ => return Err("no line of what may be expected".to_string()),
    };
    let of_label = |table: &Table| {
        let is = |column: &Column| column.names().any(|name| name == *label);
        table.columns.iter().position(is)
    };
    let mut shown = Vec::new();
    let mut sum = None;
    for rows in rows {
        let table = rows.block.table;
        let Some(column) = of_label(table) else {
            continue;
        };
        let kind = table.columns[column].kind;
        for (index, number) in rows.rows.iter().enumerate() {
            let value = rows.columns[column].get(index);
            match (row, &value) {
                (Some(row), _) if row == *number => shown.push(as_shown(kind, value)),
                (None, Some(TypedValue::Int(figure))) => {
                    sum = Some((kind, sum.map_or(0, |(_, sum)| sum) + figure));
                }
                _ => {}
            }
        }
    }
    if let Some((kind, sum)) = sum {
        shown.push(as_shown(kind, Some(TypedValue::Int(sum))));
    }
    match shown == expected {
        true => Ok(()),
        false => Err(shown.join(" ")),
    }
}

/// A value as a case writes it.
fn as_shown(kind: ColumnType, value: Option<TypedValue<'_>>) -> String {
    match value {
        None => "空".to_string(),
        Some(TypedValue::Text(text)) => text.split_whitespace().collect(),
        Some(TypedValue::Bool(true)) => "是".to_string(),
        Some(TypedValue::Bool(false)) => "否".to_string(),
        Some(TypedValue::Date(date)) if kind == ColumnType::Month => show_month(date),
        Some(TypedValue::Date(date)) => date.to_string(),
        Some(TypedValue::Int(fen)) if kind == ColumnType::Money => show_yuan(fen),
        Some(TypedValue::Int(part)) if kind == ColumnType::Decimal => show_millionths(part),
        Some(TypedValue::Int(count)) => count.to_string(),
    }
}

/// Each table that has rows, and how many: `会费收缴 3 行`.
fn rows_by_table(rows: &[TypedRows]) -> Vec<String> {
    let tables = schema().tables().iter();
    let count = |table: &Table| -> usize {
        let own = rows.iter().filter(|rows| rows.block.table.id == table.id);
        own.map(|rows| rows.rows.len()).sum()
    };
    let mut counts: Vec<String> = tables
        .map(|table| (table, count(table)))
        .filter(|(_, count)| *count > 0)
        .map(|(table, count)| format!("{} {count} 行", table.title.zh))
        .collect();
    counts.sort();
    counts
}

/// Writes the case's workbook, and reads it as `extract` and `check` do.
fn read(case: &Case) -> Read {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(&case.file);
    write(&case.sheets, &path);
    let request = Request {
        paths: vec![path],
        jobs: Some(1),
        ..Request::default()
    };
    let returns = returns(&request, &|_, _| {}).unwrap();
    let rows = returns.rows.clone();
    let outcome = outcome(returns);
    let findings = outcome.findings.iter().map(|finding| {
        let cell = finding.place.cell;
        let cell = cell.map_or("-".to_string(), |(row, column)| a1(row, column));
        let said = message(finding, Lang::Zh);
        assert!(!said.contains('{'), "a value is missing in: {said}");
        (finding.code.to_string(), cell, said)
    });
    Read {
        rows,
        findings: findings.collect(),
    }
}

fn write(sheets: &[Made], path: &Path) {
    let mut workbook = Workbook::new();
    for made in sheets {
        let sheet = workbook.add_worksheet().set_name(&made.name).unwrap();
        let plain = Format::new();
        for &(row, column, last_row, last_column) in &made.merges {
            let (column, last_column) = (column as u16, last_column as u16);
            let merged = sheet.merge_range(row, column, last_row, last_column, "", &plain);
            merged.unwrap();
        }
        for (&(row, column), (value, looks)) in &made.grid {
            let format = match (looks.struck, value) {
                (true, _) => Format::new().set_font_strikethrough(),
                (false, Value::Date(_)) => Format::new().set_num_format("yyyy-mm-dd"),
                (false, _) => Format::new(),
            };
            let column = column as u16;
            match value {
                Value::Text(text) => sheet.write_with_format(row, column, text.as_str(), &format),
                Value::Number(number) => sheet.write_with_format(row, column, *number, &format),
                Value::Bool(bool) => sheet.write_with_format(row, column, *bool, &format),
                Value::Date(day) => sheet.write_with_format(row, column, day, &format),
                Value::Error(error) => {
                    let formula = Formula::new("1/0").set_result(error);
                    sheet.write_with_format(row, column, formula, &format)
                }
                Value::Uncalculated => panic!("no case can hold a formula without a result"),
            }
            .unwrap();
            if looks.hidden_row {
                sheet.set_row_hidden(row).unwrap();
            }
        }
    }
    workbook.save(path).unwrap();
}
