//! An xlsb put together record by record, and spoiled so: no program at hand writes one.

use super::xlsx_fuzz::Chance;
use super::xlsx_parts::{part, relations, zipped};
use gonghui::finding::Code;
use gonghui::pipeline::tables_and_findings;
use gonghui::read::{Limits, open};
use gonghui::rows::TypedValue;

/// A record: its type and what is in it.
type Record = (u16, Vec<u8>);

/// A text with its length before it.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap().to_le_bytes();
    let bytes = units.into_iter().flat_map(u16::to_le_bytes);
    length.into_iter().chain(bytes).collect()
}

/// A cell in `column`: its place and format, then what it holds.
fn cell(kind: u16, column: u32, holds: &[u8]) -> Record {
    (kind, [&column.to_le_bytes()[..], &[0; 4], holds].concat())
}

fn row(number: u32) -> Record {
    (0x0000, [&number.to_le_bytes()[..], &[0; 13]].concat())
}

fn book() -> Vec<Record> {
    let sheet = [&[0; 8][..], &wide("rId1"), &wide("会费收缴")].concat();
    vec![
        (0x0083, Vec::new()),
        (0x0099, vec![0; 12]),
        (0x008f, Vec::new()),
        (0x009c, sheet),
        (0x0090, Vec::new()),
        (0x0027, [&[0; 9][..], &wide("名"), &[0; 8]].concat()),
        (0x009d, vec![0; 26]),
        (0x0084, Vec::new()),
    ]
}

fn sheet() -> Vec<Record> {
    let mut records = vec![
        (0x0081, Vec::new()),
        (0x0094, vec![0; 16]),
        (0x0091, Vec::new()),
        row(0),
    ];
    for (column, label) in (0..).zip(["月份", "姓名", "应缴", "实缴"]) {
        records.push(cell(0x0006, column, &wide(label)));
    }
    for number in 1..4 {
        records.push(row(number));
        records.push(cell(0x0006, 0, &wide("2024-06")));
        records.push(cell(0x0007, 1, &0_u32.to_le_bytes()));
        records.push(cell(0x0005, 2, &26.15_f64.to_le_bytes()));
        records.push(cell(0x0002, 3, &(26_i32 << 2 | 2).to_le_bytes()));
        records.push(cell(0x0003, 4, &[0x2a]));
        records.push(cell(0x0004, 5, &[1]));
        records.push(cell(
            0x0009,
            6,
            &[&1.0_f64.to_le_bytes()[..], &[0; 10]].concat(),
        ));
    }
    records.extend([(0x0092, Vec::new()), (0x0082, Vec::new())]);
    records
}

fn strings() -> Vec<Record> {
    let one = |text: &str| (0x0013, [&[0][..], &wide(text)].concat());
    vec![
        (0x009f, [2_u32.to_le_bytes(), 2_u32.to_le_bytes()].concat()),
        one("张秀英"),
        one("王建国"),
        (0x00a0, Vec::new()),
    ]
}

/// The records one behind the other; now and then one states another length than it has.
fn bytes_of(records: &[Record], chance: &mut Chance, spoiled: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (kind, holds) in records {
        match kind {
            0..=0x7f => bytes.push(u8::try_from(*kind).unwrap()),
            _ => bytes.extend([(kind & 0x7f) as u8 | 0x80, (kind >> 7) as u8]),
        }
        let mut length = holds.len();
        if spoiled && chance.once_in(60) {
            length = chance.pick(&[0, 1, 0x7f, 0x3fff, 0x0fff_ffff]);
        }
        while length > 0x7f {
            bytes.push((length & 0x7f) as u8 | 0x80);
            length >>= 7;
        }
        bytes.push(length as u8);
        bytes.extend(holds);
    }
    bytes
}

/// Spoils records: other numbers in them, some twice, some lost.
fn spoil(records: &mut Vec<Record>, chance: &mut Chance) {
    for _ in 0..chance.below(4) {
        let at = chance.below(records.len());
        match chance.below(5) {
            0 => drop(records.remove(at)),
            1 => records.insert(at, records[at].clone()),
            2 => {
                let length = chance.below(records[at].1.len() + 1);
                records[at].1.truncate(length);
            }
            3 => records[at].0 = u16::try_from(chance.below(0x300)).unwrap(),
            _ => {
                let holds = &mut records[at].1;
                let from = chance.below(holds.len());
                let number =
                    chance.pick(&[0_u32, 1, 0x7fff_ffff, 0x8000_0000, 0x0010_0000, u32::MAX]);
                for (byte, with) in holds.iter_mut().skip(from).zip(number.to_le_bytes()) {
                    *byte = with;
                }
            }
        }
        if records.is_empty() {
            return;
        }
    }
}

/// A workbook of 会费 with three members, spoiled where it is asked.
pub(super) fn xlsb(chance: &mut Chance, spoiled: bool) -> Vec<u8> {
    let mut parts = [book(), sheet(), strings()];
    if spoiled {
        for _ in 0..=chance.below(2) {
            let which = chance.pick(&[0, 1, 1, 1, 2]);
            spoil(&mut parts[which], chance);
        }
    }
    package(
        parts.map(|records| bytes_of(&records, chance, spoiled)),
        &[],
    )
}

/// The sound workbook, its parts changed: the book's, the sheet's and that of the shared texts.
pub(super) fn xlsb_with(change: impl FnOnce(&mut [Vec<u8>; 3])) -> Vec<u8> {
    let mut chance = Chance::of(1);
    let mut parts = [book(), sheet(), strings()].map(|r| bytes_of(&r, &mut chance, false));
    change(&mut parts);
    package(parts, &[])
}

/// The sound workbook with 应缴 in the number format `code`.
fn xlsb_in_format(code: &str) -> Vec<u8> {
    let mut sheet = sheet();
    for (kind, holds) in &mut sheet {
        if *kind == 0x0005 && holds[0] == 2 {
            holds[4] = 1;
        }
    }
    let xf = |format: u16| (47, [&[0; 2][..], &format.to_le_bytes(), &[0; 12]].concat());
    let styles = vec![
        (615, 1_u32.to_le_bytes().to_vec()),
        (44, [&164_u16.to_le_bytes()[..], &wide(code)].concat()),
        (616, Vec::new()),
        (626, 1_u32.to_le_bytes().to_vec()),
        xf(164),
        (627, Vec::new()),
        (617, 2_u32.to_le_bytes().to_vec()),
        xf(0),
        xf(164),
        (618, Vec::new()),
    ];
    let mut chance = Chance::of(1);
    let mut bytes = |records: Vec<Record>| bytes_of(&records, &mut chance, false);
    let styles = bytes(styles);
    package([book(), sheet, strings()].map(bytes), &styles)
}

/// A 千元 that the format shows was read as yuan, a hidden figure was not said: of formats nothing was read.
#[test]
fn what_the_format_of_an_xlsb_shows_is_read() {
    for (code, fen, found) in [
        ("0.00\"千元\"", 2_615_000, None),
        ("#,##0.00", 2_615, None),
        (";;;", 2_615, Some(Code::C235)),
    ] {
        let bytes = xlsb_in_format(code);
        let mut workbook = open(&bytes, &Limits::default()).unwrap();
        let (tables, findings) = tables_and_findings(workbook.as_mut());
        let due = tables[0].column("due").unwrap().get(0);
        assert_eq!(due, Some(TypedValue::Int(fen)), "{code}");
        let of_formats = findings.iter().map(|finding| finding.code);
        let hidden = of_formats.into_iter().find(|at| *at == Code::C235);
        assert_eq!(hidden, found, "{code}");
    }
}

/// `styles` are left out where they hold nothing.
fn package([book, sheet, strings]: [Vec<u8>; 3], styles: &[u8]) -> Vec<u8> {
    let of_book = relations(&[
        ("rId1", "worksheet", "worksheets/sheet1.bin"),
        ("rId2", "sharedStrings", "sharedStrings.bin"),
        ("rId3", "styles", "styles.bin"),
    ]);
    let of_all = relations(&[("rId1", "officeDocument", "xl/workbook.bin")]);
    let styles = (!styles.is_empty()).then(|| part("xl/styles.bin", styles));
    let parts = [
        part("_rels/.rels", of_all),
        part("xl/workbook.bin", book),
        part("xl/_rels/workbook.bin.rels", of_book),
        part("xl/worksheets/sheet1.bin", sheet),
        part("xl/sharedStrings.bin", strings),
    ];
    zipped(&parts.into_iter().chain(styles).collect::<Vec<_>>())
}
