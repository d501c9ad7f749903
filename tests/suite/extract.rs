//! `gonghui extract`: every row of every school, typed, with where it stands; as JSON lines, CSV and
//! Parquet the same.

use super::plain;
use super::support::{Cells, DEMO, DISTRICT, Ran, gonghui, lines, rows, run, sheets, text, write};
use calamine::Data;
use polars::prelude::{AnyValue, DataFrame, SerReader};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use tempfile::TempDir;

/// The tables' columns and types as the contract has them. t: text, name, number, phone or category;
/// d: date, m: month, f: money, i: integer, n: decimal, b: boolean.
const TABLES: &[(&str, &str)] = &[
    (
        "units",
        "unit:t credit_code:t district:t kind:t staff_permanent:i staff_contract:i staff_substitute:i staff_logistics:i staff_other:i committee_elected_on:d committee_expires_on:d preparer:t reviewer:t contact_phone:t",
    ),
    (
        "members",
        "name:t id_number:t sex:t birth_date:d department:t category:t member:b joined_on:d left_on:d state:t member_no:t service_card:b base_wage:f phone:t hardship:b retired:b conduct_review:t",
    ),
    (
        "dues",
        "month:m name:t id_number:t base:f due:f paid:f paid_on:d",
    ),
    (
        "welfare",
        "date:d category:t recipient:t reason:t form:t headcount:i unit_price:f amount:f voucher_no:t visitor:t",
    ),
    (
        "sports",
        "date:d level:t event:t group:t entrant:t team:b department:t rank:i score:t points:n entrants:i awarded:i prize:f",
    ),
    (
        "audits",
        "period:t audited_on:d report_no:t auditors:t opinion:t income_audited:f expense_audited:f problems:i congress_approved_on:d filed_on:d",
    ),
    (
        "activities",
        "date:d kind:t title:t planned_month:m attendance:i cost:f",
    ),
    (
        "ledger",
        "date:d voucher_no:t category:t item:t summary:t kind:t amount:f income:f expense:f balance:f handler:t",
    ),
    (
        "visits",
        "occurred_on:d person:t kind:t visited_on:d amount:f visitor:t",
    ),
    (
        "hardship",
        "name:t id_number:t reason:t level:t filed_on:d aid_amount:f aided_on:d",
    ),
    (
        "proposals",
        "no:t title:t proposer:t department:t state:t submitted_on:d answered_on:d",
    ),
    (
        "insurance",
        "name:t id_number:t year:i scheme:t premium:f claim:f paid_out:f",
    ),
    (
        "contracts",
        "name:t kind:t signed_on:d expires_on:d people_covered:i",
    ),
];

fn columns(table: &str) -> Vec<(&'static str, char)> {
    let (_, columns) = TABLES.iter().find(|(id, _)| *id == table).unwrap();
    let split = |column: &'static str| column.split_once(':').unwrap();
    columns
        .split(' ')
        .map(|column| (split(column).0, split(column).1.chars().next().unwrap()))
        .collect()
}

/// What the command printed of the whole sample.
pub static EXTRACTED: LazyLock<Ran> =
    LazyLock::new(|| run(&DEMO.root.join("demo"), "extract 报表 --plan 计划.xlsx"));

static ROWS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    assert_eq!(EXTRACTED.code, 3, "one workbook cannot be read");
    assert!(EXTRACTED.stderr.contains("长风高级中学（补报）.xlsx"));
    lines(&EXTRACTED.stdout)
});

fn digits(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(t, f)| match f {
            b'0' => t.is_ascii_digit(),
            _ => t == f,
        })
}

fn has_type(value: &Value, kind: char) -> bool {
    match kind {
        _ if value.is_null() => true,
        't' => value.as_str().is_some_and(|text| !text.trim().is_empty()),
        'd' => value
            .as_str()
            .is_some_and(|text| digits(text, "0000-00-00")),
        'm' => value.as_str().is_some_and(|text| digits(text, "0000-00")),
        'f' | 'i' => value.is_i64() || value.is_u64(),
        'n' => value.is_number(),
        'b' => value.is_boolean(),
        _ => panic!("{kind}"),
    }
}

#[test]
fn each_row_has_the_keys_and_types_of_its_table() {
    let mut seen = BTreeSet::new();
    for row in ROWS.iter() {
        let keys: Vec<&String> = row.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["table", "unit", "path", "sheet", "row", "values"]);
        let table = row["table"].as_str().unwrap();
        seen.insert(table);
        let values = row["values"].as_object().unwrap();
        let ids: Vec<&str> = columns(table).iter().map(|(id, _)| *id).collect();
        assert_eq!(
            values.keys().map(String::as_str).collect::<Vec<_>>(),
            ids,
            "{table}"
        );
        for (id, kind) in columns(table) {
            assert!(has_type(&values[id], kind), "{id}: {row}");
        }
        assert!(row["row"].as_u64().is_some_and(|number| number >= 1));
    }
    let all: BTreeSet<&str> = TABLES.iter().map(|(id, _)| *id).collect();
    assert_eq!(seen, all);
}

/// Each sheet's rows, by path and sheet.
fn by_sheet() -> BTreeMap<(&'static str, &'static str), Vec<&'static Value>> {
    let mut sheets: BTreeMap<(&str, &str), Vec<&Value>> = BTreeMap::new();
    for row in ROWS.iter() {
        let of = |key: &str| row[key].as_str().unwrap();
        sheets
            .entry((of("path"), of("sheet")))
            .or_default()
            .push(row);
    }
    sheets
}

#[test]
fn rows_stand_in_the_order_of_the_inputs_and_are_all_there() {
    let mut found: Vec<(&str, &str, u64)> = Vec::new();
    for row in ROWS.iter() {
        let (path, sheet) = (
            row["path"].as_str().unwrap(),
            row["sheet"].as_str().unwrap(),
        );
        match found.last_mut() {
            Some(last) if (last.0, last.1) == (path, sheet) => last.2 += 1,
            _ => found.push((path, sheet, 1)),
        }
    }
    let mut expected = Vec::new();
    for input in DISTRICT["inputs"].as_array().unwrap() {
        for table in input["tables"].as_array().unwrap() {
            let of = |value: &'static Value| value.as_str().unwrap();
            let rows = table["rows"].as_u64().unwrap();
            expected.push((of(&input["path"]), of(&table["sheet"]), rows));
        }
    }
    assert_eq!(found, expected);
    for rows in by_sheet().values() {
        assert!(
            rows.windows(2)
                .all(|w| w[0]["row"].as_u64() < w[1]["row"].as_u64())
        );
    }
}

/// The cells that the sample's list of mistakes names: what stands there need not be understood.
fn mistaken() -> BTreeSet<String> {
    include_str!("../demo/mistakes.toml")
        .split("[[mistake]]")
        .filter_map(|block| {
            let of = |key: &str| {
                let line = block
                    .lines()
                    .find(|line| line.starts_with(&format!("{key} = ")))?;
                Some(line.split('"').nth(1)?.to_string())
            };
            Some(format!("{}|{}|{}", of("path")?, of("sheet")?, of("cell")?))
        })
        .collect()
}

fn column_number(letters: &str) -> u32 {
    letters
        .bytes()
        .fold(0, |n, b| n * 26 + u32::from(b - b'A') + 1)
        - 1
}

/// A cell as `extract` ought to print it, by the plain reading of the tests; none for what the
/// plain reading does not attempt.
fn plainly(cell: &Data, kind: char) -> Option<Value> {
    let said = text(cell);
    match kind {
        _ if said.is_empty() => Some(Value::Null),
        'd' => plain::day(cell).map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}").into()),
        'm' => plain::day(cell).map(|(y, m, _)| format!("{y:04}-{m:02}").into()),
        'f' => plain::fen(cell).map(Value::from),
        'i' => said.parse::<f64>().ok().map(|n| Value::from(n as i64)),
        'b' => match said.as_str() {
            "是" | "团体" => Some(true.into()),
            "否" | "单项" => Some(false.into()),
            _ => Some(true.into()),
        },
        _ => None,
    }
}

#[test]
fn each_value_is_what_stands_in_its_cell() {
    let mistaken = mistaken();
    let mut compared = 0;
    for input in DISTRICT["inputs"].as_array().unwrap() {
        let path = input["path"].as_str().unwrap();
        if input["status"] == "unreadable" {
            continue;
        }
        let cells: BTreeMap<String, Cells> = sheets(&DEMO.file(path)).into_iter().collect();
        for table in input["tables"].as_array().unwrap() {
            let (id, sheet) = (
                table["table"].as_str().unwrap(),
                table["sheet"].as_str().unwrap(),
            );
            if id == "units" {
                continue; // Often a form, in which a column has no letter of its own.
            }
            for row in &by_sheet()[&(path, sheet)] {
                let number = row["row"].as_u64().unwrap();
                for (column, kind) in columns(id) {
                    let Some(letters) = table["columns"][column].as_str() else {
                        assert!(row["values"][column].is_null(), "{column}: {row}");
                        continue;
                    };
                    let place = (number as u32 - 1, column_number(letters));
                    let cell = cells[sheet].get(&place).unwrap_or(&Data::Empty);
                    if mistaken.contains(&format!("{path}|{sheet}|{letters}{number}")) {
                        continue;
                    }
                    let value = &row["values"][column];
                    match plainly(cell, kind) {
                        Some(expected) => assert_eq!(*value, expected, "{column}: {row}"),
                        None => assert!(!value.is_null(), "{column}: {row}"),
                    }
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 30_000, "{compared}");
}

#[test]
fn names_and_numbers_come_through_as_written() {
    for school in plain::SCHOOLS.iter() {
        for (table, plain_column, column) in [
            ("members", "name", "name"),
            ("members", "id", "id_number"),
            ("dues", "name", "name"),
            ("welfare", "recipient", "recipient"),
            ("proposals", "no", "no"),
        ] {
            let expected: Vec<String> = school
                .rows(table)
                .iter()
                .map(|row| row.text(plain_column))
                .collect();
            let found: Vec<&str> = ROWS
                .iter()
                .filter(|row| row["table"] == table && row["unit"] == school.unit)
                .map(|row| row["values"][column].as_str().unwrap_or_default())
                .collect();
            assert_eq!(found, expected, "{} {table}", school.unit);
        }
    }
}

/// By table: the header, and the rows as text.
type Written = BTreeMap<String, (Vec<String>, Vec<Vec<String>>)>;

/// What the JSON lines say, as a CSV would: nulls are blank.
fn expected() -> Written {
    let mut written = Written::new();
    for row in ROWS.iter() {
        let table = row["table"].as_str().unwrap();
        let origin = ["unit", "path", "sheet", "row"];
        let (header, rows) = written.entry(table.to_string()).or_insert_with(|| {
            let own = columns(table).into_iter().map(|(id, _)| match id {
                "unit" => "units.unit".to_string(),
                id => id.to_string(),
            });
            let header = origin.iter().map(|name| (*name).to_string()).chain(own);
            (header.collect(), Vec::new())
        });
        let show = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Number(n) => n.as_f64().unwrap().to_string(),
            other => other.to_string(),
        };
        let own = row["values"].as_object().unwrap().values().map(show);
        let record: Vec<String> = origin
            .iter()
            .map(|key| show(&row[*key]))
            .chain(own)
            .collect();
        assert_eq!(record.len(), header.len());
        rows.push(record);
    }
    written
}

fn same(written: Written, format: &str) {
    let expected = expected();
    assert_eq!(
        written.keys().collect::<Vec<_>>(),
        expected.keys().collect::<Vec<_>>()
    );
    for (table, (header, rows)) in written {
        assert_eq!(header, expected[&table].0, "{format} {table}");
        assert_eq!(rows.len(), expected[&table].1.len(), "{format} {table}");
        for (found, row) in rows.iter().zip(&expected[&table].1) {
            assert_eq!(found, row, "{format} {table}");
        }
    }
}

fn files(format: &str) -> Vec<(String, Vec<u8>)> {
    let out = format!("../{format}");
    let folder = DEMO.root.join("demo");
    let arguments = [
        "extract",
        "报表",
        "--plan",
        "计划.xlsx",
        "--format",
        format,
        "--out",
        &out,
    ];
    let ran = gonghui(&folder, &arguments);
    assert_eq!(ran.code, 3, "one workbook cannot be read");
    let mut files = Vec::new();
    super::support::collect(&DEMO.root.join(format), &mut files);
    files
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_string();
            assert!(
                ran.stdout.contains(&format!("{name}.{format}")),
                "{}",
                ran.stdout
            );
            (name, std::fs::read(path).unwrap())
        })
        .collect()
}

/// What a field stands for: `="0012"` is how a spreadsheet is kept from taking 0012 for a number.
fn unmarked(field: &str) -> String {
    let inner = field
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    inner.map_or(field.to_string(), |inner| inner.replace("\"\"", "\""))
}

#[test]
fn csv_holds_the_same_rows() {
    let mut written = Written::new();
    for (table, bytes) in files("csv") {
        let text = String::from_utf8(bytes).unwrap();
        let text = text
            .strip_prefix('\u{feff}')
            .expect("a mark, so that Excel reads it as UTF-8");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let owned = |r: &csv::StringRecord| r.iter().map(unmarked).collect::<Vec<_>>();
        let header = owned(reader.headers().unwrap());
        let mut rows: Vec<Vec<String>> = reader.records().map(|r| owned(&r.unwrap())).collect();
        for (index, (_, kind)) in columns(&table).into_iter().enumerate() {
            for row in rows.iter_mut().filter(|_| kind == 'n') {
                // 7.0 and 7 are the same number.
                let decimal: Option<f64> = row[index + 4].parse().ok();
                row[index + 4] = decimal.map(|n| n.to_string()).unwrap_or_default();
            }
        }
        written.insert(table, (header, rows));
    }
    same(written, "csv");
}

fn shown(frame: &DataFrame, table: &str, column: usize, row: usize) -> String {
    let id = frame.get_column_names()[column].as_str();
    let name = id.strip_prefix("units.").unwrap_or(id);
    let kind = match column < 4 {
        true => 't',
        false => {
            columns(table)
                .into_iter()
                .find(|(id, _)| *id == name)
                .unwrap()
                .1
        }
    };
    match frame.columns()[column].get(row).unwrap() {
        AnyValue::Null => String::new(),
        AnyValue::String(text) => text.to_string(),
        AnyValue::StringOwned(text) => text.to_string(),
        AnyValue::Boolean(bool) => bool.to_string(),
        AnyValue::Date(days) => {
            let epoch = super::support::serial(1970, 1, 1);
            let (y, m, d) = plain::day(&Data::Float(epoch + f64::from(days))).unwrap();
            match kind {
                'm' => format!("{y:04}-{m:02}"),
                _ => format!("{y:04}-{m:02}-{d:02}"),
            }
        }
        AnyValue::Int64(int) if kind == 'n' => (int as f64 / 1e6).to_string(),
        other => other.to_string(),
    }
}

#[test]
fn parquet_holds_the_same_rows() {
    let mut written = Written::new();
    for (table, bytes) in files("parquet") {
        let reader = polars_io::parquet::read::ParquetReader::new(std::io::Cursor::new(bytes));
        let frame = reader.finish().unwrap();
        let names = frame.get_column_names();
        let header: Vec<String> = names.iter().map(|name| name.to_string()).collect();
        let rows = (0..frame.height())
            .map(|row| {
                (0..header.len())
                    .map(|c| shown(&frame, &table, c, row))
                    .collect()
            })
            .collect();
        written.insert(table, (header, rows));
    }
    same(written, "parquet");
}

/// `check` says that it recognised them; so their rows are there, too.
#[test]
fn the_rows_of_a_plan_among_the_inputs_are_extracted() {
    let folder = TempDir::new().unwrap();
    let units = rows(&[
        &["单位名称", "单位类别"],
        &["第一小学", "小学"],
        &["第二小学", "小学"],
    ]);
    write(&folder.path().join("b计划.xlsx"), &[("应报单位", units)]);
    for (school, paid) in [("a第一小学", "26"), ("c第二小学", "25")] {
        let dues = rows(&[&["月份", "姓名", "实缴"], &["2023-09", "张三", paid]]);
        let path = folder.path().join(format!("{school}.xlsx"));
        write(&path, &[("会费收缴", dues)]);
    }
    let ran = run(folder.path(), "extract .");
    let found: Vec<(String, Value)> = lines(&ran.stdout)
        .iter()
        .map(|row| {
            (
                row["path"].as_str().unwrap().to_string(),
                row["table"].clone(),
            )
        })
        .collect();
    let row = |path: &str, table: &str| (path.to_string(), json!(table));
    let expected = [
        row("a第一小学.xlsx", "dues"),
        row("b计划.xlsx", "expected_units"),
        row("b计划.xlsx", "expected_units"),
        row("c第二小学.xlsx", "dues"),
    ];
    assert_eq!(found, expected);
}
