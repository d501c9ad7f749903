//! What the end-to-end tests share: the program, run as a person runs it; the sample district,
//! written once; workbooks read and written cell by cell.

use calamine::{Data, Reader, open_workbook_auto};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

/// What a run of the program came to.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}:\n{}\n{}", self.stdout, self.stderr))
    }

    /// For a snapshot: what was asked, and all that came of it.
    pub fn transcript(&self, command: &str) -> String {
        let part = |name: &str, text: &str| match text.is_empty() {
            true => String::new(),
            false => format!("--- {name}\n{text}"),
        };
        format!(
            "$ gonghui {command}\n{}{}--- exit code {}\n",
            part("stdout", &self.stdout),
            part("stderr", &self.stderr),
            self.code
        )
    }
}

/// Runs `gonghui` in `folder`, in Chinese where `--lang` does not say otherwise.
pub fn gonghui<S: AsRef<std::ffi::OsStr>>(folder: &Path, arguments: &[S]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_gonghui"))
        .current_dir(folder)
        .args(arguments)
        .env_remove("LANGUAGE")
        // Under cargo the program proposes `cargo run --`.
        .env_remove("CARGO")
        .env("LC_ALL", "zh_CN.UTF-8")
        .env("LANG", "zh_CN.UTF-8")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// `gonghui` with a command line as one string.
pub fn run(folder: &Path, command: &str) -> Ran {
    gonghui(folder, &command.split_whitespace().collect::<Vec<_>>())
}

/// The sample district, as `gonghui demo` writes it.
pub struct Demo {
    /// Where the command was run; the sample is in `demo/` there.
    pub root: PathBuf,
    /// What it printed.
    pub ran: Ran,
}

impl Demo {
    /// A file of the sample, by its path in `demo/`.
    pub fn file(&self, path: &str) -> PathBuf {
        self.root.join("demo").join(path)
    }

    /// The schools' workbooks that can be read, by their paths in `demo/`, in order.
    pub fn returns(&self) -> Vec<String> {
        let mut found = Vec::new();
        collect(&self.file("报表"), &mut found);
        let mut paths: Vec<String> = found
            .iter()
            .map(|path| slashed(path.strip_prefix(self.root.join("demo")).unwrap()))
            .filter(|path| !path.contains("（补报）"))
            .collect();
        paths.sort();
        paths
    }
}

/// How all that is made from the code, and committed, is made anew: insta's own variable, so that one
/// command does it for snapshots and files alike.
pub const RENEW: &str = "run INSTA_UPDATE=always cargo test";

/// Whether that is what this run is for.
pub fn renews() -> bool {
    std::env::var_os("INSTA_UPDATE").is_some_and(|how| how == "always")
}

/// A path with `/`, on any system.
pub fn slashed(path: &Path) -> String {
    path.to_str().unwrap().replace('\\', "/")
}

/// The files under `folder`.
pub fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => collect(&path, into),
            false => into.push(path),
        }
    }
    into.sort();
}

/// Written once a test run. A static is never dropped, so the folders of earlier runs are removed
/// here.
pub static DEMO: LazyLock<Demo> = LazyLock::new(|| {
    let all = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let old = SystemTime::now() - Duration::from_secs(600);
    for entry in std::fs::read_dir(all).into_iter().flatten().flatten() {
        let stale = entry.metadata().and_then(|m| m.modified());
        if entry.file_name().to_string_lossy().starts_with("demo-")
            && stale.is_ok_and(|time| time < old)
        {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
    let root = all.join(format!("demo-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&root);
    std::fs::create_dir_all(&root).unwrap();
    let ran = run(&root, "demo");
    Demo { root, ran }
});

/// What `district --format json` says of the sample, run in its folder.
pub static DISTRICT: LazyLock<Value> = LazyLock::new(|| {
    let folder = DEMO.root.join("demo");
    run(
        &folder,
        "district 报表 --plan 计划.xlsx --out ../district --format json",
    )
    .json()
});

/// The district's summary workbook of the sample.
pub fn district_workbook() -> PathBuf {
    DEMO.file("reports/全区汇总_2023-2024-2.xlsx")
}

/// The cells of a sheet by row and column, from 0.
pub type Cells = BTreeMap<(u32, u32), Data>;

/// A workbook's sheets with their cells.
pub fn sheets(path: &Path) -> Vec<(String, Cells)> {
    let mut workbook = open_workbook_auto(path).unwrap_or_else(|e| panic!("{path:?}: {e}"));
    workbook
        .sheet_names()
        .into_iter()
        .map(|name| {
            let range = workbook.worksheet_range(&name).unwrap();
            let (row, column) = range.start().unwrap_or_default();
            let cells = range
                .used_cells()
                .map(|(r, c, value)| ((r as u32 + row, c as u32 + column), value.clone()))
                .collect();
            (name, cells)
        })
        .collect()
}

/// The cells of the sheet `name`.
pub fn sheet(path: &Path, name: &str) -> Cells {
    let found = sheets(path).into_iter().find(|(sheet, _)| sheet == name);
    found
        .unwrap_or_else(|| panic!("{path:?} has no sheet {name}"))
        .1
}

/// A cell as text; numbers without a needless `.0`.
pub fn text(value: &Data) -> String {
    match value {
        Data::String(text) | Data::DateTimeIso(text) => text.trim().to_string(),
        Data::Int(int) => int.to_string(),
        Data::Float(float) => float.to_string(),
        Data::DateTime(date) => date.as_f64().to_string(),
        Data::Bool(bool) => bool.to_string(),
        _ => String::new(),
    }
}

/// The parts of a zip by name, as bytes.
pub fn parts(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        parts.insert(part.name().unwrap().to_string(), bytes);
    }
    parts
}

/// A cell to be written.
#[derive(Debug, Clone)]
pub enum Cell {
    Empty,
    Text(String),
    Number(f64),
    /// An Excel date: a number with a date's format.
    Date(i32, u32, u32),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        match text.is_empty() {
            true => Cell::Empty,
            false => Cell::Text(text.to_string()),
        }
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Cell {
        Cell::Number(number)
    }
}

/// Rows of text.
pub fn rows(rows: &[&[&str]]) -> Vec<Vec<Cell>> {
    rows.iter()
        .map(|row| row.iter().map(|text| Cell::from(*text)).collect())
        .collect()
}

/// Days from 1899-12-30, as Excel counts.
pub fn serial(year: i32, month: u32, day: u32) -> f64 {
    let (y, m) = match month > 2 {
        true => (i64::from(year), i64::from(month) - 3),
        false => (i64::from(year) - 1, i64::from(month) + 9),
    };
    let days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + i64::from(day) - 1;
    (days - 693_899) as f64
}

/// Writes a workbook of these sheets; row `n` of a sheet is its element `n`.
pub fn write(path: &Path, sheets: &[(&str, Vec<Vec<Cell>>)]) {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        for (r, row) in rows.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                let (r, c) = (r as u32, c as u16);
                match cell {
                    Cell::Empty => continue,
                    Cell::Text(text) => sheet.write_string(r, c, text),
                    Cell::Number(number) => sheet.write_number(r, c, *number),
                    Cell::Date(y, m, d) => {
                        sheet.write_number_with_format(r, c, serial(*y, *m, *d), &date)
                    }
                }
                .unwrap();
            }
        }
    }
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    workbook.save(path).unwrap();
}

/// The rows that `extract` prints of `paths`.
pub fn extract(folder: &Path, paths: &[&str]) -> Vec<Value> {
    let mut arguments = vec!["extract"];
    arguments.extend(paths);
    let ran = gonghui(folder, &arguments);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{paths:?}");
    lines(&ran.stdout)
}

/// JSON lines.
pub fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
