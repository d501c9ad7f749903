//! xls and xlsb are read in a process of their own: the same comes out of it, and what a file
//! does to that process is said of the file and of no other.

use super::formats::{convert, soffice};
use super::support::{Cell, DEMO, Ran, gonghui, rows, write};
use super::xlsb_parts::xlsb_with;
use gonghui::finding::Code;
use gonghui::read::{Isolation, Limit, Limits, Workbook, open};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Reads with the program itself as the process that reads.
fn apart() -> Limits {
    Limits::default().isolated(Isolation::Child(env!("CARGO_BIN_EXE_gonghui").into()))
}

/// An xlsb whose sheet begins with a record that claims to be of 256 MiB.
fn claiming() -> Vec<u8> {
    xlsb_with(|parts| {
        let record = [0x81, 0x01, 0xff, 0xff, 0xff, 0x7f];
        parts[1].splice(..0, record);
    })
}

/// A sound workbook beside the bad one: 会费 of one member.
fn sound(folder: &Path) {
    let dues: Vec<Vec<Cell>> = rows(&[
        &["姓名", "月份", "应缴金额", "实缴金额"],
        &["张秀英", "2024-03", "25", "25"],
    ]);
    write(&folder.join("校/育才小学.xlsx"), &[("会费", dues)]);
}

/// What `check` says of the folder `校`, which holds a sound workbook and a bad one; nothing stands
/// on stderr, and the sound one was read.
fn beside_a_sound_one(folder: &Path, flags: &[&str]) -> (Ran, Value) {
    let mut arguments = vec!["check", "校", "--format", "json"];
    arguments.extend(flags);
    let ran = gonghui(folder, &arguments);
    assert_eq!(ran.stderr, "", "nothing raw on stderr");
    let said = ran.json();
    let inputs = said["inputs"].as_array().unwrap();
    let sound = inputs
        .iter()
        .find(|input| input["path"] == "校/育才小学.xlsx");
    let sound = sound.unwrap();
    assert_eq!(sound["error"], Value::Null, "the sound file is read");
    assert_eq!(sound["tables"][0]["rows"], 1);
    (ran, said)
}

/// The findings of `code` about a file whole.
fn messages(said: &Value, code: &str) -> Vec<String> {
    let findings = said["findings"].as_array().unwrap();
    findings
        .iter()
        .filter(|finding| finding["code"] == code)
        .map(|finding| finding["message"].as_str().unwrap().to_string())
        .collect()
}

/// All that a workbook tells, as lines.
fn told(workbook: &mut dyn Workbook) -> Vec<String> {
    let mut told = vec![format!("{:?} {:?}", workbook.saved(), workbook.category())];
    for (index, sheet) in workbook.sheets().iter().enumerate() {
        told.push(format!("{sheet:?}"));
        told.push(format!("{:?}", workbook.merges(index).unwrap()));
        let mut cells = workbook.cells(index).unwrap();
        while let Some(cell) = cells.next_cell().unwrap() {
            told.push(format!("{} {} {:?}", cell.row, cell.column, cell.value));
        }
    }
    // Where a shared text is lent from is nobody's business.
    told.iter()
        .map(|line| line.replace("shared: true", "shared: false"))
        .collect()
}

#[test]
fn the_same_is_read_apart_as_in_the_process() {
    let Some(soffice) = soffice() else { return };
    let folder = TempDir::new().unwrap();
    let source = DEMO.file("报表/向阳学校.xlsx");
    convert(soffice, "xls", &[source], folder.path());
    let bytes = std::fs::read(folder.path().join("向阳学校.xls")).unwrap();
    let expected = told(open(&bytes, &Limits::default()).unwrap().as_mut());
    assert!(expected.len() > 1_000, "{} lines", expected.len());
    let mut workbook = open(&bytes, &apart()).unwrap();
    // A sheet that nobody reads to its end does not disturb what follows.
    let mut cells = workbook.cells(1).unwrap();
    cells.next_cell().unwrap().unwrap();
    drop(cells);
    assert_eq!(told(workbook.as_mut()), expected);
    assert!(expected.iter().any(|line| line.starts_with("[(")));
}

#[test]
fn a_file_that_takes_all_memory_is_said_and_the_rest_is_read() {
    let folder = TempDir::new().unwrap();
    sound(folder.path());
    std::fs::write(folder.path().join("校/炸弹.xlsb"), claiming()).unwrap();
    let (ran, said) = beside_a_sound_one(folder.path(), &[]);
    assert_eq!(ran.code, 3);
    let found = messages(&said, "F020");
    assert_eq!(found.len(), 1, "{:?}", said["findings"]);
    assert!(found[0].contains("整个文件没有读取"), "{found:?}");
}

#[test]
fn a_file_that_takes_too_long_is_given_up() {
    let folder = TempDir::new().unwrap();
    sound(folder.path());
    // Half a gibibyte of records of nothing, half a megabyte on the disk.
    let slow = xlsb_with(|parts| parts[2] = vec![0; 1 << 29]);
    std::fs::write(folder.path().join("校/慢.xlsb"), slow).unwrap();
    let (ran, said) = beside_a_sound_one(folder.path(), &["--limit", "seconds=1"]);
    assert_eq!(ran.code, 3);
    let found = messages(&said, "F019");
    assert!(
        found.len() == 1 && found[0].starts_with("读一个文件的秒数超过上限 1"),
        "{found:?}"
    );
}

/// A program that takes whatever it is given and never answers.
#[cfg(unix)]
#[test]
fn a_process_that_never_answers_is_ended() {
    let folder = TempDir::new().unwrap();
    let program = folder.path().join("silent");
    // Written by another process: one that is forked here meanwhile would hold it open.
    let script = |does: &str| {
        let written = Command::new("sh")
            .arg("-c")
            .arg(format!(
                "printf '#!/bin/sh\\nexec {does}\\n' >silent; chmod +x silent"
            ))
            .current_dir(folder.path())
            .status();
        assert!(written.unwrap().success());
    };
    script("cat 3>&1 >/dev/null");
    let bytes = xlsb_with(|_| {});
    let mut limits = Limits::default().isolated(Isolation::Child(program.clone()));
    limits.set("seconds=1").unwrap();
    let error = open(&bytes, &limits).err().unwrap();
    assert_eq!(error.over.map(|over| over.limit), Some(Limit::Seconds));
    // One that does not even begin.
    limits = limits.isolated(Isolation::Child(folder.path().join("absent")));
    assert_eq!(open(&bytes, &limits).err().unwrap().code, Code::F020);
    // One that answers nonsense without end.
    script("yes");
    limits = limits.isolated(Isolation::Child(program));
    assert_eq!(open(&bytes, &limits).err().unwrap().code, Code::F020);
}

#[test]
fn the_process_apart_is_in_no_help() {
    let folder = TempDir::new().unwrap();
    let name = gonghui::read::CHILD_ARGUMENT;
    for arguments in [&["--help"][..], &["completions", "bash"], &["help"]] {
        let ran = gonghui(folder.path(), arguments);
        assert!(!ran.stdout.contains(name), "{arguments:?}");
    }
}

/// An xls of 会费, as LibreOffice writes it.
fn xls(folder: &Path) -> Option<Vec<u8>> {
    let soffice = soffice()?;
    let source = DEMO.file("报表/育才小学工会报表.xlsx");
    convert(soffice, "xls", &[source], folder);
    Some(std::fs::read(folder.join("育才小学工会报表.xls")).unwrap())
}

#[test]
fn an_xls_that_claims_what_it_has_not_is_said() {
    let folder = TempDir::new().unwrap();
    sound(folder.path());
    let Some(right) = xls(folder.path()) else {
        return;
    };
    // The shared strings: a record 0x00FC, its length, how often they are used, how many there are.
    let number = |at: usize| u32::from_le_bytes(right[at..at + 4].try_into().unwrap());
    let strings = (0..right.len() - 12).find(|&at| {
        let (uses, texts) = (number(at + 4), number(at + 8));
        right[at..at + 2] == [0xfc, 0]
            && (1..10_000).contains(&texts)
            && (texts..10_000).contains(&uses)
    });
    let strings = strings.unwrap();
    let claims: [(&str, usize, &[u8]); 4] = [
        ("strings", strings + 4, &[0xff; 8]),
        ("length of the strings", strings + 2, &[0xff; 2]),
        ("sectors", 44, &[0xff, 0xff, 0xff, 0x7f]),
        ("first directory", 48, &[0xff, 0xff, 0xff, 0x7f]),
    ];
    for (what, at, bytes) in claims {
        let mut wrong = right.clone();
        wrong[at..at + bytes.len()].copy_from_slice(bytes);
        std::fs::write(folder.path().join("校/错.xls"), wrong).unwrap();
        let (ran, said) = beside_a_sound_one(folder.path(), &["--limit", "seconds=20"]);
        let bad = said["inputs"]
            .as_array()
            .unwrap()
            .iter()
            .find(|i| i["path"] == "校/错.xls");
        let error = &bad.unwrap()["error"];
        // Either it is said, or what was claimed did not matter and all is read.
        if error.is_null() {
            assert!(
                bad.unwrap()["tables"].as_array().unwrap().len() > 10,
                "{what}"
            );
        } else {
            assert_eq!(ran.code, 3, "{what}");
        }
    }
}

/// The most memory (KiB) of the program or of a process that it started; none without GNU time.
pub(super) fn peak(folder: &Path, arguments: &[&str]) -> Option<u64> {
    let output = Command::new("/usr/bin/time")
        .args(["-f", "%M"])
        .arg(env!("CARGO_BIN_EXE_gonghui"))
        .args(arguments)
        .current_dir(folder)
        .stdout(std::process::Stdio::null())
        .output();
    let kib = output.ok().and_then(|output| {
        let said = String::from_utf8(output.stderr).ok()?;
        said.lines().last()?.parse().ok()
    });
    if kib.is_none() {
        let _ = writeln!(std::io::stderr(), "skipped: no GNU time to measure memory");
    }
    kib
}

#[test]
fn memory_of_a_hostile_file_is_bounded() {
    let folder = TempDir::new().unwrap();
    sound(folder.path());
    std::fs::write(folder.path().join("校/炸弹.xlsb"), claiming()).unwrap();
    let Some(kib) = peak(folder.path(), &["check", "校"]) else {
        return;
    };
    assert!(kib < 400 * 1024, "{kib} KiB");
}

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

/// `right` with some bytes spoiled, and now and then cut.
fn spoiled(right: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = right.to_vec();
    for _ in 0..=numbers.below(30) {
        let at = numbers.below(bytes.len());
        let byte = match numbers.below(4) {
            0 => 0xff,
            1 => 0,
            2 => bytes[at] ^ (1 << numbers.below(8)),
            _ => u8::try_from(numbers.below(256)).unwrap(),
        };
        bytes[at] = byte;
    }
    if numbers.below(8) == 0 {
        bytes.truncate(numbers.below(bytes.len()));
    }
    bytes
}

/// The files of `SPOIL`, where it names a folder of xls and xlsb, beside one that LibreOffice writes
/// of the sample.
fn to_spoil(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    if let Some(given) = std::env::var_os("SPOIL") {
        super::support::collect(Path::new(&given), &mut files);
    }
    if let Some(soffice) = soffice() {
        convert(
            soffice,
            "xls",
            &[DEMO.file("报表/育才小学工会报表.xlsx")],
            folder,
        );
        files.push(folder.join("育才小学工会报表.xls"));
    }
    files
}

/// `SPOIL=folder cargo test -- --ignored spoiled_at_random`: hundreds of spoiled workbooks. None of
/// them ends the program, nor keeps it.
#[test]
#[ignore = "takes minutes"]
fn files_spoiled_at_random_end_nothing() {
    let folder = TempDir::new().unwrap();
    let right = to_spoil(folder.path());
    let mut numbers = Numbers(2024);
    let spoil = folder.path().join("校");
    std::fs::create_dir(&spoil).unwrap();
    let mut number = 0;
    while !right.is_empty() && number < 600 {
        let from = &right[number % right.len()];
        let bytes = std::fs::read(from).unwrap();
        let ending = from.extension().unwrap().to_str().unwrap();
        if !bytes.is_empty() {
            let to = spoil.join(format!("{number}.{ending}"));
            std::fs::write(to, spoiled(&bytes, &mut numbers)).unwrap();
        }
        number += 1;
    }
    sound(folder.path());
    let (ran, said) = beside_a_sound_one(folder.path(), &["--limit", "seconds=10"]);
    assert_eq!(ran.code, 3);
    let mut codes = std::collections::BTreeMap::new();
    for input in said["inputs"].as_array().unwrap() {
        let message = input["error"]["code"].as_str().unwrap_or("read");
        *codes.entry(message.to_string()).or_insert(0) += 1;
    }
    let _ = writeln!(std::io::stderr(), "{codes:?}");
    let Some(kib) = peak(folder.path(), &["extract", "校"]) else {
        return;
    };
    let _ = writeln!(std::io::stderr(), "{kib} KiB at most");
    assert!(kib < 512 * 1024, "{kib} KiB");
}

/// How long a small xls takes, read in the process and apart: the median of 21 each, by turns.
#[test]
#[ignore = "a measurement"]
fn what_reading_apart_costs() {
    let folder = TempDir::new().unwrap();
    let Some(bytes) = xls(folder.path()) else {
        return;
    };
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..21 {
        for (times, limits) in times.iter_mut().zip([Limits::default(), apart()]) {
            let begun = std::time::Instant::now();
            assert!(told(open(&bytes, &limits).unwrap().as_mut()).len() > 1_000);
            times.push(begun.elapsed());
        }
    }
    let [inside, outside] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    let ratio = outside.as_secs_f64() / inside.as_secs_f64();
    let _ = writeln!(
        std::io::stderr(),
        "{inside:?} in the process, {outside:?} apart, {ratio:.1} times"
    );
}
