//! The house's own rules, held by reading the sources as text: who may import whom, no two files that
//! need each other, files that fit a few screens, and no table's id as a literal where its declaration
//! should speak. Nothing of the program is run or linked.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The rooms of `src/`: the vocabulary, then the steps in the order of the data, then who joins them.
/// Behind each stands what it may import: rooms above it, and no others.
const ROOMS: &str = "
declared:
words:
messages:   words
schema:     declared words
finding:    words messages schema
findings:   finding
judgement:  words messages schema finding
rows:       schema finding
rule:       declared words messages schema finding findings
plan:       declared words schema rows
metric:     declared words plan
marks:
personal:   words messages schema finding
sums:
timings:
outcome:    words messages schema finding judgement findings rule plan
returns:    finding rows plan outcome
sheet_copy:
error:      words messages finding rule

discover:
read:       words messages schema finding marks discover
request:    plan read
recognise:  schema finding judgement rows read
parse:      schema finding findings rows plan read
tabulate:   messages schema finding judgement findings rows outcome read recognise parse
attribute:  words messages schema finding rows plan outcome sums error recognise

# An ID number's birth date and sex: `parse` knows its form.
frame:      messages schema finding rows plan outcome sums parse
check:      words messages schema finding findings rows rule plan metric outcome sums frame
measure:    words schema finding plan metric personal sums outcome frame
judge:      plan metric outcome
render:     words messages schema finding judgement findings rows rule plan metric marks personal sums outcome returns sheet_copy error
template:   words schema finding plan metric
explain:    words schema finding judgement rule plan metric outcome
demo:       declared schema finding plan outcome

pipeline:   words messages schema finding rows plan marks outcome returns sheet_copy error timings discover read request recognise parse tabulate attribute frame check measure judge
cli:        declared words plan error read request
commands:   words messages schema finding rule outcome returns error timings discover read request attribute pipeline render template explain demo cli
";

/// The most lines of a file under `src/`.
const MOST_LINES: usize = 500;

/// Where a table is named in Rust, as `file` or `file function`, and why. Everywhere else what is true
/// of one table is a key of its TOML.
const NAME_A_TABLE: &[(&str, &str)] = &[
    ("check/across.rs", "rules that hold two tables together"),
    ("check/activities.rs", "rules of one table"),
    ("check/audits.rs", "rules of one table"),
    ("check/births.rs", "rules of one table"),
    ("check/dues.rs", "rules of one table"),
    ("check/ledger.rs", "rules of one table"),
    ("check/membership.rs", "rules of one table"),
    ("check/plan.rs", "rules of one table"),
    ("check/sports.rs", "rules of one table"),
    ("check/welfare.rs", "rules of one table"),
    ("demo/", "writes one district, table by table"),
    ("explain/index.rs index", "lists the targets of the plan"),
    ("explain/mod.rs", "targets have pages of their own"),
    (
        "explain/pages.rs metric_page",
        "names the targets that use a metric",
    ),
    (
        "explain/words.rs LETTERS",
        "English words that are spelt like ids",
    ),
    ("frame/derived.rs", "columns worked out for one table each"),
    ("frame/people.rs new", "who is who stands in the roster"),
    (
        "frame/staff.rs",
        "staff stand in the roster and in 单位信息",
    ),
    ("measure/", "what a metric counts, table by table"),
    (
        "pipeline/ingest.rs schools_named",
        "the two tables that list schools",
    ),
    (
        "pipeline/ingested.rs is_plan",
        "the calendar alone may stand in a return",
    ),
    (
        "pipeline/plan.rs given",
        "the calendar alone may stand in a return",
    ),
    ("plan/mod.rs from_rows", "the plan is these tables"),
    ("render/json.rs outcome", "keys of the JSON"),
    (
        "render/workbook/",
        "names of anchors, and tables that a sheet shows",
    ),
    (
        "template/sheet.rs unit_line",
        "the unit's name heads each sheet",
    ),
    ("attribute/schools.rs", "单位信息 says whose a file is"),
    (
        "attribute/whose.rs stated_kind",
        "单位信息 says whose a file is",
    ),
    ("tabulate/mod.rs keep", "单位信息 says whose a file is"),
];

/// A file under `src/`, without its comments and its tests.
struct Source {
    /// From `src/` on.
    path: String,
    /// The module that it is: `read/xlsx/sheet.rs` is `["read", "xlsx", "sheet"]`.
    module: Vec<String>,
    lines: Vec<String>,
}

/// A place in a file that names another: the line, from 1, and the module named.
struct Import {
    line: usize,
    target: Vec<String>,
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// All files of Rust under `folder`, as paths from `src/` on with `/`.
fn files(folder: &Path, into: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let path = path.strip_prefix(src()).unwrap();
            into.push(path.to_str().unwrap().replace('\\', "/"));
        }
    }
}

fn paths() -> Vec<String> {
    let mut paths = Vec::new();
    files(&src(), &mut paths);
    paths.sort();
    assert!(paths.len() > 200, "the sources are not where they were");
    paths
}

fn module_of(path: &str) -> Vec<String> {
    let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
    module.split('/').map(str::to_string).collect()
}

/// The sources that are built into the program.
fn sources() -> Vec<Source> {
    let mut tests: Vec<Vec<String>> = Vec::new();
    let mut sources: Vec<Source> = Vec::new();
    for path in paths() {
        if ["lib.rs", "main.rs"].contains(&path.as_str()) {
            continue;
        }
        let module = module_of(&path);
        let text = std::fs::read_to_string(src().join(&path)).unwrap();
        let mut lines = Vec::new();
        let mut in_tests = false;
        let mut of_test = false;
        for line in text.lines() {
            let declares = line.strip_prefix("mod ").filter(|_| of_test);
            if let Some(name) = declares.and_then(|name| name.strip_suffix(';')) {
                tests.push([module.clone(), vec![name.to_string()]].concat());
            }
            in_tests = declares.is_some_and(|name| name.ends_with('{')) || in_tests && line != "}";
            of_test = line == "#[cfg(test)]";
            let code = match line.trim_start().starts_with("//") || in_tests {
                true => "",
                false => line.split(" // ").next().unwrap_or_default(),
            };
            lines.push(code.to_string());
        }
        sources.push(Source {
            path,
            module,
            lines,
        });
    }
    sources.retain(|source| !tests.iter().any(|test| source.module.starts_with(test)));
    sources
}

/// The paths that begin at `text`: `a::{b, c::d}` is `a::b` and `a::c::d`. Also where they end.
fn paths_at(text: &str, before: &[String], into: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        if rest.starts_with('{') {
            at += 1;
            while !text[at..].starts_with('}') {
                let skipped = text[at..].find(|c: char| !c.is_whitespace() && c != ',');
                at += skipped.expect("a group ends");
                if text[at..].starts_with('}') {
                    break;
                }
                at += paths_at(&text[at..], &path, into);
                // `self as other`, and what else no module is.
                let end = text[at..].find([',', '}', '{']);
                at += end.expect("a group ends");
            }
            return at + 1;
        }
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
        let word = &rest[..end.unwrap_or(rest.len())];
        path.push(word.to_string());
        at += word.len();
        if !text[at..].starts_with("::") {
            into.push(path);
            return at;
        }
        at += 2;
    }
}

/// What `source` names of this crate, as modules out of `modules`.
fn imports(source: &Source, modules: &BTreeSet<Vec<String>>) -> Vec<Import> {
    let text = source.lines.join("\n");
    let mut imports = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in text.match_indices(start) {
            let inside = |c: char| c.is_alphanumeric() || "_:$".contains(c);
            if text[..at].ends_with(inside) {
                continue;
            }
            let mut found = Vec::new();
            paths_at(&text[at..], &[], &mut found);
            let line = text[..at].lines().count().max(1);
            for path in found {
                let target = resolved(&source.module, &path, modules);
                imports.push(Import { line, target });
            }
        }
    }
    imports
}

/// The module that `path`, seen from `module`, leads to or into.
fn resolved(module: &[String], path: &[String], modules: &BTreeSet<Vec<String>>) -> Vec<String> {
    let mut target = module.to_vec();
    for step in path {
        match step.as_str() {
            "crate" => target.clear(),
            "super" => drop(target.pop()),
            "self" => {}
            name => {
                target.push(name.to_string());
                if !modules.contains(&target) {
                    target.pop();
                    break;
                }
            }
        }
    }
    target
}

fn modules(sources: &[Source]) -> BTreeSet<Vec<String>> {
    sources.iter().map(|source| source.module.clone()).collect()
}

/// Each room with what it may import, in order.
fn rooms() -> Vec<(&'static str, Vec<&'static str>)> {
    let lines = ROOMS.lines().filter(|line| !line.is_empty());
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines
        .map(|line| line.split_once(':').unwrap())
        .map(|(room, allowed)| (room, allowed.split_whitespace().collect()))
        .collect()
}

fn said(faults: &mut Vec<String>) {
    faults.dedup();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_room_imports_the_vocabulary_and_what_stands_before_it() {
    let rooms = rooms();
    let mut faults = Vec::new();
    for (position, (room, allowed)) in rooms.iter().enumerate() {
        for name in allowed {
            if !rooms[..position].iter().any(|(above, _)| above == name) {
                faults.push(format!("ROOMS: {name} does not stand above {room}"));
            }
        }
    }
    let sources = sources();
    let modules = modules(&sources);
    let mut used = BTreeSet::new();
    for source in &sources {
        let room = source.module[0].as_str();
        let Some((_, allowed)) = rooms.iter().find(|(name, _)| *name == room) else {
            faults.push(format!("src/{}: {room} is no room of ROOMS", source.path));
            continue;
        };
        for import in imports(source, &modules) {
            let Some(other) = import.target.first().filter(|other| *other != room) else {
                continue;
            };
            used.insert((room.to_string(), other.clone()));
            if !allowed.contains(&other.as_str()) {
                faults.push(format!(
                    "src/{}:{}: {room} may not import {other}: move what both need into the vocabulary, \
                     or let `pipeline` hand it on",
                    source.path, import.line
                ));
            }
        }
    }
    for (room, allowed) in &rooms {
        for other in allowed {
            if !used.contains(&(room.to_string(), other.to_string())) {
                faults.push(format!(
                    "ROOMS: {room} imports {other} nowhere: take it off"
                ));
            }
        }
    }
    said(&mut faults);
}

/// A folder's own file and those below it are one door; siblings, and cousins, are not.
fn are_kin(one: &[String], other: &[String]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

#[test]
fn no_two_files_need_each_other() {
    let sources = sources();
    let modules = modules(&sources);
    let mut needs: BTreeMap<&[String], BTreeMap<Vec<String>, usize>> = BTreeMap::new();
    for source in &sources {
        let of = needs.entry(&source.module).or_default();
        for import in imports(source, &modules) {
            if !are_kin(&source.module, &import.target) {
                of.entry(import.target).or_insert(import.line);
            }
        }
    }
    let mut faults = Vec::new();
    for (module, of) in &needs {
        for (target, line) in of {
            if reaches(target, module, &needs) {
                faults.push(format!(
                    "src/{}, line {line}: needs {}, which needs it: move what both need into a third file",
                    module.join("/"),
                    target.join("/")
                ));
            }
        }
    }
    said(&mut faults);
}

/// Whether what `from` needs, and that needs, comes to `to`.
fn reaches(
    from: &[String],
    to: &[String],
    needs: &BTreeMap<&[String], BTreeMap<Vec<String>, usize>>,
) -> bool {
    let mut open = vec![from.to_vec()];
    let mut seen = BTreeSet::new();
    while let Some(module) = open.pop() {
        if module == to {
            return true;
        }
        if seen.insert(module.clone())
            && let Some(of) = needs.get(module.as_slice())
        {
            open.extend(of.keys().cloned());
        }
    }
    false
}

#[test]
fn a_file_fits_a_few_screens() {
    let mut faults = Vec::new();
    for path in paths() {
        let text = std::fs::read_to_string(src().join(&path)).unwrap();
        let lines = text.lines().count();
        if lines >= MOST_LINES {
            faults.push(format!(
                "src/{path}: {lines} lines, fewer than {MOST_LINES} are allowed: move one of its two tasks \
                 into a file of its own"
            ));
        }
    }
    said(&mut faults);
}

/// The declared tables, by their files.
fn tables() -> BTreeSet<String> {
    let entries = std::fs::read_dir(src().join("schema/tables")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let tables: BTreeSet<String> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_string())
        .collect();
    assert!(tables.len() > 10);
    tables
}

/// The name of the function, constant or static that `line` begins.
fn item(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    words.find(|word| ["fn", "const", "static"].contains(word))?;
    let name = words.next()?;
    name.split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
}

#[test]
fn what_is_true_of_one_table_stands_in_its_declaration() {
    let tables = tables();
    let mut used = BTreeSet::new();
    let mut faults = Vec::new();
    for source in sources() {
        if source.module[0] == "schema" {
            continue;
        }
        let mut within = "";
        for (number, line) in (1..).zip(&source.lines) {
            within = item(line).unwrap_or(within);
            let named = tables.iter().find(|id| line.contains(&format!("\"{id}\"")));
            let Some(id) = named else {
                continue;
            };
            let place = format!("{} {within}", source.path);
            let listed = NAME_A_TABLE.iter().find(|(listed, _)| {
                place == *listed
                    || source.path == *listed
                    || listed.ends_with('/') && place.starts_with(listed)
            });
            match listed {
                Some((listed, _)) => drop(used.insert(*listed)),
                None => faults.push(format!(
                    "src/{}:{number}: `{within}` names the table {id}: make what is true of it a key of \
                     src/schema/tables/{id}.toml, or list the function in NAME_A_TABLE with its reason",
                    source.path
                )),
            }
        }
    }
    for (listed, why) in NAME_A_TABLE {
        if !used.contains(listed) {
            faults.push(format!(
                "NAME_A_TABLE: {listed} ({why}) names no table: take it off"
            ));
        }
    }
    said(&mut faults);
}
