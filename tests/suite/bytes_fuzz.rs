//! Texts, zips and the parts of an xlsb spoiled at random, through the doors that a file comes in by:
//! whatever comes of one, it is a value or a finding, in a moment, and the files beside it are read.

use super::grids::make;
use super::made::Made;
use super::ods_fuzz::spoiled_ods;
use super::sound::{MOMENT, worked};
use super::support::{DEMO, gonghui};
use super::xlsb_parts::xlsb;
use super::xlsx_fuzz::{Chance, asked, spoil};
use super::xlsx_parts::{DUES, part, parts_of, sheet, zipped};
use encoding_rs::{BIG5, GB18030, UTF_8};
use gonghui::pipeline::tables_and_findings;
use gonghui::read::{Archive, Isolation, Limits, guarded, look, open, open_named};
use std::io::Cursor;
use std::time::Instant;
use tempfile::TempDir;

/// The sheet as a text of some encoding, delimiter and line end, its quotes not always closed.
pub(super) fn text_of(made: &Made, chance: &mut Chance) -> Vec<u8> {
    let delimiter = chance.pick(&[",", ",", "\t", ";", "|", "，"]);
    let end = chance.pick(&["\n", "\r\n", "\r"]);
    let mut text = chance
        .pick(&["", "", "\u{feff}", "sep=;\n", "sep=\n"])
        .to_string();
    let (mut row, mut column) = (0, 0);
    for (&(at, place), (value, _)) in &made.grid {
        if at > row {
            text.push_str(&end.repeat((at - row) as usize));
            (row, column) = (at, 0);
        }
        text.push_str(&delimiter.repeat((place - column) as usize));
        column = place;
        let shown = value.shown();
        let quoted = shown.contains([',', '"', '\n', ';', '\t']) && !chance.once_in(6);
        match quoted || chance.once_in(20) {
            true => text.push_str(&format!("\"{}\"", shown.replace('"', "\"\""))),
            false => text.push_str(&shown),
        }
    }
    match chance.below(6) {
        0 => GB18030.encode(&text).0.into_owned(),
        1 => BIG5.encode(&text).0.into_owned(),
        2 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        3 => format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect(),
        _ => UTF_8.encode(&text).0.into_owned(),
    }
}

#[track_caller]
fn in_a_moment(seed: u64, read: impl FnOnce()) {
    let begun = worked();
    let result = guarded(|| {
        read();
        Ok(())
    });
    assert_eq!(result, Ok(()), "seed {seed}");
    let took = worked() - begun;
    assert!(took < MOMENT, "seed {seed} takes {took:?}");
}

fn spoil_text(seed: u64) {
    let mut chance = Chance::of(seed);
    let made = make(&mut chance, 16);
    let mut bytes = text_of(&made, &mut chance);
    if chance.once_in(2) && !bytes.is_empty() {
        spoil(&mut bytes, &mut chance);
    }
    let name = chance.pick(&["会费.csv", "会费.txt", "a.tsv", "会员名册"]);
    in_a_moment(seed, || {
        let _ = look(&bytes, name);
        let read = || {
            let mut workbook = open_named(&bytes, name, &Limits::default()).ok()?;
            Some(format!("{:?}", tables_and_findings(workbook.as_mut()).1))
        };
        assert_eq!(
            read(),
            read(),
            "seed {seed}: read otherwise the second time"
        );
    });
}

/// A zip of workbooks and other things, spoiled.
pub(super) fn spoiled_zip(chance: &mut Chance) -> Vec<u8> {
    let text = "填报单位：育才小学\n月份,姓名,应缴,实缴\n2024-06,张三,26.15,26.15\n";
    let inner = zipped(&[part("内/会费.csv", text)]);
    let entries = [
        part("报表/育才小学.xlsx", zipped(&parts_of(&sheet(DUES)))),
        part("报表/会费.csv", text),
        part("里.zip", inner),
        part("../../x.csv", text),
    ];
    let mut zip = zipped(&entries);
    spoil(&mut zip, chance);
    // Where sizes, names and addresses stand.
    let record = chance.pick(&[b"PK\x01\x02", b"PK\x05\x06", b"PK\x03\x04"]);
    let found = zip.windows(4).rposition(|w| w == record);
    if let Some(at) = found.filter(|_| chance.once_in(2)) {
        let field = (at + 4 + chance.below(42)).min(zip.len() - 1);
        zip[field] = chance.pick(&[0, 1, 0x7f, 0x80, 0xff]);
    }
    zip
}

fn spoil_zip(seed: u64) {
    let zip = spoiled_zip(&mut Chance::of(seed));
    in_a_moment(seed, || {
        let limits = Limits::default();
        let Ok(archive) = Archive::open(Cursor::new(&zip), &limits) else {
            return;
        };
        let _ = archive.kind();
        for index in 0..archive.entries().count() {
            let _ = archive.inflate(Cursor::new(&zip), index, &limits);
        }
    });
}

/// In the process apart, which may fall over, and answers for it with a finding.
fn spoil_apart(seed: u64) {
    let bytes = xlsb(&mut Chance::of(seed), true);
    let mut limits =
        Limits::default().isolated(Isolation::Child(env!("CARGO_BIN_EXE_gonghui").into()));
    limits.set("seconds=5").unwrap();
    in_a_moment(seed, || {
        if let Ok(mut workbook) = open(&bytes, &limits) {
            tables_and_findings(workbook.as_mut());
        }
    });
}

/// Many spoiled files in one folder, beside a sound one, through the program.
fn a_folder(seeds: std::ops::Range<u64>) {
    let folder = TempDir::new().unwrap();
    let all = folder.path().join("校");
    std::fs::create_dir(&all).unwrap();
    for seed in seeds {
        let mut chance = Chance::of(seed);
        let (ending, bytes) = match seed % 4 {
            0 => ("zip", spoiled_zip(&mut chance)),
            1 => ("ods", spoiled_ods(&mut chance)),
            2 => ("xlsb", xlsb(&mut chance, true)),
            _ => ("csv", text_of(&make(&mut chance, 16), &mut chance)),
        };
        std::fs::write(all.join(format!("{seed}.{ending}")), bytes).unwrap();
    }
    std::fs::copy(
        DEMO.file("报表/育才小学工会报表.xlsx"),
        all.join("育才小学.xlsx"),
    )
    .unwrap();
    let ran = gonghui(
        folder.path(),
        &["check", "校", "--format", "json", "--limit", "seconds=10"],
    );
    assert!((0..=3).contains(&ran.code), "{}", ran.stderr);
    assert_eq!(ran.stderr, "");
    let said = ran.json();
    let inputs = said["inputs"].as_array().unwrap();
    let sound = inputs
        .iter()
        .find(|input| input["path"] == "校/育才小学.xlsx");
    let sound = sound.unwrap();
    assert!(sound["tables"].as_array().unwrap().len() > 5, "{sound}");
    // A panic of the reading library is held to its file; there is none in what we read ourselves.
    let fell = |input: &&serde_json::Value| {
        let path = input["path"].as_str().unwrap();
        input["error"]["code"] == "F007" && !path.ends_with(".xlsb")
    };
    assert_eq!(inputs.iter().find(fell), None);
}

/// Else the spoiled ones would try nothing.
#[test]
fn the_xlsb_that_is_spoiled_is_sound_before() {
    let bytes = xlsb(&mut Chance::of(1), false);
    let mut workbook = open(&bytes, &Limits::default()).unwrap();
    let (tables, _) = tables_and_findings(workbook.as_mut());
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0].rows, [2, 3, 4]);
    let due = tables[0].column("due").unwrap();
    assert_eq!(due.get(0), Some(gonghui::rows::TypedValue::Int(2_615)));
}

#[test]
fn spoiled_texts_zips_and_xlsb_never_panic() {
    (0..120).for_each(spoil_text);
    (0..250).for_each(spoil_zip);
    (0..30).for_each(spoil_apart);
}

#[test]
fn a_folder_of_spoiled_files_keeps_the_sound_one() {
    a_folder(0..24);
}

#[test]
#[ignore = "as long as one likes: FUZZ_SECONDS=600 cargo test --test end_to_end -- --ignored fuzz"]
fn fuzz_bytes_for_a_while() {
    let (seeds, until) = asked();
    for seed in seeds {
        spoil_text(seed);
        spoil_zip(seed);
        if seed % 5 == 0 {
            spoil_apart(seed);
        }
        if seed % 1_000 == 0 {
            a_folder(seed..seed + 60);
        }
        if Instant::now() > until {
            println!("up to seed {seed}");
            break;
        }
    }
}
