//! Workbooks spoiled at random, the same ones each time: whatever comes of one, it is a value or a
//! finding, in a moment, and never a panic.

use super::sound::{MOMENT, worked};
use super::support::DEMO;
use super::xlsx_parts::{DUES, Part, parts_of, sheet, zipped};
use gonghui::finding::Code;
use gonghui::read::{Limits, ReadError, guarded, kind, open};
use std::time::{Duration, Instant};

/// A generator of numbers whose row depends on its first one alone (xorshift).
pub(super) struct Chance(u64);

impl Chance {
    /// The numbers that the seed `seed` begins.
    pub(super) fn of(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Whether it comes to pass, once in `times`.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(super) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (most.max(1) as u64)).unwrap()
    }
}

/// What is put where it does not belong.
const PIECES: &[&[u8]] = &[
    b"<",
    b">",
    b"</",
    b"/>",
    b"\"",
    b"'",
    b"=",
    b"&",
    b"&amp;",
    b"&#0;",
    b"&#x110000;",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<?",
    b"?>",
    b"<!DOCTYPE",
    b"<c>",
    b"</c>",
    b"<v>",
    b"<f/>",
    b"<row>",
    b"</row>",
    b"<is>",
    b"<t>",
    b"<r>",
    b"<rPr>",
    b"<si>",
    b"t=\"s\"",
    b"t=\"d\"",
    b" r=\"A1\"",
    b" r=\"XFD1048576\"",
    b" s=\"4294967295\"",
    b" r=\"0\"",
    b"-1",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
    b"_x",
    b"_xD800_",
    b"mergeCell",
    b"<mergeCells>",
    b"<mergeCell ref=\"A1:\"/>",
    b":",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xe5",
    b"[",
    b"y",
    b"<sheetData/>",
    b"<col min=\"0\" max=\"99999\" hidden=\"1\"/>",
    b"encoding=\"utf-16\"",
    b"\r\n",
];

pub(super) fn spoil(bytes: &mut Vec<u8>, chance: &mut Chance) {
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len());
        let length = chance.below(24).min(bytes.len() - at);
        match chance.below(7) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << chance.below(8),
            1 if !bytes.is_empty() => bytes[at] = u8::try_from(chance.below(256)).unwrap(),
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let copied = bytes[at..at + length].to_vec();
                let to = chance.below(bytes.len());
                bytes.splice(to..to, copied);
            }
            4 => bytes.truncate(bytes.len() - chance.below(bytes.len() / 8)),
            _ => {
                let piece = PIECES[chance.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
}

/// Reads everything in the workbook.
fn read(bytes: &[u8]) -> Result<usize, ReadError> {
    let mut workbook = open(bytes, &Limits::default())?;
    let (_, _) = (workbook.saved(), workbook.category());
    let mut cells = 0;
    for index in 0..workbook.sheets().len() {
        let _ = workbook.merges(index);
        let Ok(mut stream) = workbook.cells(index) else {
            continue;
        };
        while let Ok(Some(cell)) = stream.next_cell() {
            cells += cell.value.shown().len();
        }
        assert!(
            stream.next_cell().is_ok_and(|cell| cell.is_none()),
            "it goes on after an error"
        );
    }
    Ok(cells)
}

#[track_caller]
pub(super) fn survives(bytes: &[u8], seed: u64) {
    let begun = worked();
    let result = guarded(|| {
        let _ = kind(bytes);
        read(bytes)
    });
    if let Err(error) = result {
        assert_ne!(error.code, Code::F007, "seed {seed}: {}", error.detail);
    }
    let took = worked() - begun;
    assert!(took < MOMENT, "seed {seed} takes {took:?}");
}

/// The workbook by which the parts and the zip are spoiled: one of everything, and one of a program.
pub(super) fn sound() -> Vec<Vec<Part>> {
    let rich = "<row r=\"3\" hidden=\"1\"><c r=\"A3\" t=\"inlineStr\"><is><r><rPr><strike/></rPr><t xml:space=\"preserve\"> 李_x000D_</t></r><rPh><t>b</t></rPh></is></c>\
                <c r=\"B3\" s=\"1\"><f t=\"shared\" si=\"0\">A1</f><v>45170.5</v></c><c r=\"C3\" t=\"d\"><v>2023-09-01</v></c>\
                <c r=\"D3\" t=\"str\"><v><![CDATA[a]]>&#x5DE5;</v></c><c t=\"e\"><v>#REF!</v></c></row>";
    let whole = sheet(&format!("{DUES}{rich}"))
        .replace(
            "<sheetData>",
            "<!-- a --><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>",
        )
        .replace(
            "</sheetData>",
            "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B2\"/></mergeCells>",
        );
    let written = super::support::parts(&DEMO.file("报表/育才小学工会报表.xlsx"));
    vec![parts_of(&whole), written.into_iter().collect()]
}

fn run(seeds: std::ops::Range<u64>, until: Option<Instant>) -> u64 {
    let sound = sound();
    let mut done = 0;
    for seed in seeds {
        let mut chance = Chance::of(seed);
        let which = usize::from(chance.below(8) == 0);
        let mut parts = sound[which].clone();
        if chance.below(3) > 0 {
            for _ in 0..=chance.below(2) {
                let at = chance.below(parts.len());
                spoil(&mut parts[at].1, &mut chance);
            }
            survives(&zipped(&parts), seed);
        } else {
            let mut zip = zipped(&parts);
            spoil(&mut zip, &mut chance);
            survives(&zip, seed);
        }
        done += 1;
        if until.is_some_and(|until| Instant::now() > until) {
            break;
        }
    }
    done
}

#[test]
fn spoiled_workbooks_never_panic() {
    run(0..400, None);
}

/// The seeds of a long run, and when it ends: `FUZZ_SEED` and `FUZZ_SECONDS`.
pub(super) fn asked() -> (std::ops::Range<u64>, Instant) {
    let number = |name: &str, usual: u64| {
        let value = std::env::var(name).ok();
        value.and_then(|v| v.parse().ok()).unwrap_or(usual)
    };
    let seconds = Duration::from_secs(number("FUZZ_SECONDS", 60));
    (
        number("FUZZ_SEED", 1_000)..u64::MAX,
        Instant::now() + seconds,
    )
}

/// Goes on for as many seconds as `FUZZ_SECONDS` says, from the seed `FUZZ_SEED` on.
#[test]
#[ignore = "as long as one likes: FUZZ_SECONDS=600 cargo test --test end_to_end -- --ignored fuzz"]
fn fuzz_for_a_while() {
    let (seeds, until) = asked();
    let done = run(seeds, Some(until));
    println!("{done} workbooks");
}
