//! What the fuzzer begins with (`fuzz/`): files as the program and the tests write them, and the words of
//! the declarations. Written only when it is asked for.

use super::bytes_fuzz::{spoiled_zip, text_of};
use super::grids::{NUMBERS, WORDS, make};
use super::made::{Made, words};
use super::ods_fuzz::spoiled_ods;
use super::sheet_text::text_of_sheet;
use super::support::{DEMO, parts};
use super::xlsx_fuzz::{Chance, sound};
use super::xlsx_parts::{DUES, Part, zipped};
use gonghui::read::{Limits, Value, open};
use gonghui::schema::schema;
use std::collections::BTreeSet;
use std::path::Path;

/// How many of what is made up by chance.
const EACH: u64 = 60;

/// Rows enough for a head and some data: a small seed is mutated more often.
const ROWS: usize = 8;

/// The digit by which the target `xlsx_part` knows a part.
fn digit(part: &str) -> Option<u8> {
    let digit = match part {
        _ if part.starts_with("xl/worksheets/sheet") => b'0',
        "xl/sharedStrings.xml" => b'1',
        "xl/styles.xml" => b'2',
        "xl/workbook.xml" => b'3',
        "xl/_rels/workbook.xml.rels" => b'4',
        "docProps/core.xml" => b'5',
        _ => return None,
    };
    Some(digit)
}

/// The first rows of each sheet of the workbook.
fn sheets_of(path: &Path) -> Vec<Made> {
    let bytes = std::fs::read(path).unwrap();
    let mut workbook = open(&bytes, &Limits::default()).unwrap();
    let names = workbook.sheets();
    let mut found = Vec::new();
    for (index, sheet) in names.into_iter().enumerate() {
        let merges = workbook.merges(index).unwrap();
        let mut made = Made {
            name: sheet.name,
            grid: Default::default(),
            merges,
        };
        let mut cells = workbook.cells(index).unwrap();
        while let Some(cell) = cells.next_cell().unwrap() {
            if cell.row < 12 {
                let value = own(&cell.value);
                made.grid
                    .insert((cell.row, cell.column), (value, cell.looks));
            }
        }
        found.push(made);
    }
    found
}

/// The value by itself; a workbook lends its text.
fn own(value: &Value<'_>) -> Value<'static> {
    match value {
        Value::Text(text) => words(text.as_str()),
        Value::Number(number) => Value::Number(*number),
        Value::Date(date) => Value::Date(*date),
        Value::Bool(bool) => Value::Bool(*bool),
        Value::Error(error) => Value::Error(error.clone()),
        Value::Uncalculated => Value::Uncalculated,
    }
}

/// A word as a fuzzer's dictionary writes it.
fn entry(word: &str) -> String {
    let bytes: String = word.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
    format!("\"{bytes}\"\n")
}

/// Every word by which a table, a column or a value of a category is known, and the tests' own.
fn dictionary() -> String {
    let mut words: BTreeSet<&str> = WORDS.iter().copied().collect();
    for table in schema().tables() {
        words.insert(table.title.zh);
        words.extend(table.aliases.iter().map(String::as_str));
        for column in &table.columns {
            words.extend(column.names());
            for value in &column.values {
                words.insert(&value.value);
                words.extend(value.aliases.iter().map(String::as_str));
            }
        }
    }
    // A fuzzer takes no longer ones.
    let fit = |word: &&&str| (1..=60).contains(&word.len());
    words.iter().filter(fit).map(|word| entry(word)).collect()
}

#[test]
#[ignore = "only when asked for: fuzz/seed.sh"]
fn seeds_for_the_fuzzer() {
    let root = std::env::var("FUZZ_CORPUS").expect("FUZZ_CORPUS: the folder of the seeds");
    let mut count = 0;
    let mut put = |target: &str, bytes: &[u8]| {
        let folder = Path::new(&root).join(target);
        std::fs::create_dir_all(&folder).unwrap();
        count += 1;
        std::fs::write(folder.join(format!("seed-{count:04}")), bytes).unwrap();
    };
    for book in sound() {
        put("xlsx", &zipped(&book));
    }
    put("xlsx_part", format!("6{DUES}").as_bytes());
    for path in DEMO.returns() {
        let of_demo: Vec<Part> = parts(&DEMO.file(&path)).into_iter().collect();
        for (name, bytes) in of_demo.iter().chain(&sound()[0]) {
            if let Some(digit) = digit(name).filter(|_| bytes.len() < 1 << 14) {
                put("xlsx_part", &[&[digit], bytes.as_slice()].concat());
            }
        }
        for made in sheets_of(&DEMO.file(&path)) {
            put("grid", text_of_sheet(&made).as_bytes());
            put(
                "csv",
                &text_of(&made, &mut Chance::of(made.grid.len() as u64)),
            );
        }
    }
    for seed in 0..EACH {
        let made = make(&mut Chance::of(seed), ROWS);
        put("grid", text_of_sheet(&made).as_bytes());
        put("csv", &text_of(&made, &mut Chance::of(seed)));
        put("archive", &spoiled_zip(&mut Chance::of(seed)));
        put("xlsx", &spoiled_ods(&mut Chance::of(seed)));
    }
    for word in WORDS {
        put("cell", word.as_bytes());
    }
    for number in NUMBERS {
        put("cell", &[&[0], number.to_le_bytes().as_slice()].concat());
    }
    std::fs::write(Path::new(&root).join("labels.dict"), dictionary()).unwrap();
}
