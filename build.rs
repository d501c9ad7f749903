//! Makes the program's list of codes out of the declarations in `src/check/rules`, so that a code
//! that no rule declares does not compile, and lists the files of rules and of lists for another purpose,
//! so that a new one needs no line elsewhere.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The declarations, from the package's folder.
const RULES: &str = "src/check/rules";

/// What sheets for another purpose look like, likewise.
const OTHER_TABLES: &str = "src/schema/tables/other";

fn main() -> Result<(), Box<dyn Error>> {
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for folder in [RULES, OTHER_TABLES] {
        println!("cargo::rerun-if-changed={folder}");
    }
    let other = declarations(&package.join(OTHER_TABLES));
    fs::write(out.join("other_tables.rs"), listed(&other?)?)?;
    match write(&package.join(RULES), &out) {
        Ok(()) => {}
        Err(error) => println!("cargo::error={error}"),
    }
    Ok(())
}

/// Reads the declarations in `rules` and writes what the program includes into `out`: `codes.rs`,
/// the codes in their order, and `declarations.rs`, each file's name and text.
fn write(rules: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let paths = declarations(rules)?;
    let mut files = Vec::new();
    for path in &paths {
        let name = stem(path);
        let text = fs::read_to_string(path).map_err(|error| format!("{RULES}/{name}: {error}"))?;
        files.push((name, text));
    }
    let mut codes = String::new();
    for (code, file) in declared(&files)? {
        writeln!(codes, "/// Declared in `{RULES}/{file}.toml`.\n{code},")?;
    }
    fs::write(out.join("codes.rs"), format!("codes! {{\n{codes}}}\n"))?;
    fs::write(out.join("declarations.rs"), listed(&paths)?)?;
    Ok(())
}

/// The files of declarations in `folder`, in the order of their names.
fn declarations(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// A list in Rust of each file's name and text.
fn listed(paths: &[PathBuf]) -> Result<String, Box<dyn Error>> {
    let mut list = String::from("&[\n");
    for path in paths {
        writeln!(list, "({:?}, include_str!({path:?})),", stem(path))?;
    }
    list.push_str("]\n");
    Ok(list)
}

fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// The codes that files, by name and text, declare, each with its file: the first line of every
/// `[[rule]]`, a capital letter and three digits in quotes.
///
/// # Errors
/// In words, for a rule without such a line, and for a code declared twice.
pub fn declared(files: &[(String, String)]) -> Result<BTreeMap<String, String>, String> {
    let mut codes: BTreeMap<String, String> = BTreeMap::new();
    for (file, text) in files {
        let mut lines = text.lines().enumerate();
        while let Some((number, _)) = lines.find(|(_, line)| line.trim() == "[[rule]]") {
            let here = format!("{RULES}/{file}.toml, line {}", number + 2);
            let line = lines.next().map_or("", |(_, line)| line);
            let code = code(line).ok_or(format!(
                "{here}: after [[rule]] comes its code, a capital letter and three digits: \
                 code = \"X101\"; here stands: {line}"
            ))?;
            if let Some(other) = codes.insert(code.to_string(), file.clone()) {
                return Err(format!(
                    "{here}: {code} is declared already, in {RULES}/{other}.toml; a code means one \
                     rule and is never used again"
                ));
            }
        }
    }
    Ok(codes)
}

/// The code that the line `code = "X101"` gives.
fn code(line: &str) -> Option<&str> {
    let value = line
        .trim()
        .strip_prefix("code")?
        .trim_start()
        .strip_prefix('=')?;
    let code = value.trim_start().strip_prefix('"')?.strip_suffix('"')?;
    match code.as_bytes() {
        [letter, digits @ ..] if letter.is_ascii_uppercase() && digits.len() == 3 => {
            digits.iter().all(u8::is_ascii_digit).then_some(code)
        }
        _ => None,
    }
}
