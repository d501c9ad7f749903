//! An xls put together record by record: no program at hand stores a formula without a result.

/// What stands in a cell.
pub(super) enum Xls<'a> {
    Text(&'a str),
    Number(f64),
    /// A formula and the eight bytes of its result.
    Formula([u8; 8]),
}

/// The result of a formula that came to the empty text. xlwt stores it with every formula.
pub(super) const EMPTY: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xff, 0xff];

fn record(kind: u16, holds: &[u8]) -> Vec<u8> {
    let length = u16::try_from(holds.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), holds].concat()
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn characters(text: &str) -> u8 {
    u8::try_from(text.encode_utf16().count()).unwrap()
}

fn cell(row: u16, column: u16, holds: &Xls<'_>) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [15, 0]].concat();
    match holds {
        Xls::Text(text) => {
            let text = [&[characters(text), 0, 1][..], &utf_16(text)].concat();
            record(0x0204, &[place, text].concat())
        }
        Xls::Number(number) => record(0x0203, &[&place[..], &number.to_le_bytes()].concat()),
        // Its tokens: the whole number 1.
        Xls::Formula(result) => record(
            0x0006,
            &[&place[..], result, &[0; 6], &[3, 0, 0x1e, 1, 0]].concat(),
        ),
    }
}

fn sheet(rows: &[Vec<Xls<'_>>]) -> Vec<u8> {
    let mut records = record(0x0809, &[0, 6, 0x10, 0, 0, 0, 0, 0]);
    for (row, cells) in (0..).zip(rows) {
        for (column, holds) in (0..).zip(cells) {
            records.extend(cell(row, column, holds));
        }
    }
    records.extend(record(0x000a, &[]));
    records
}

fn book(sheets: &[(&str, Vec<Vec<Xls<'_>>>)]) -> Vec<u8> {
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let end = record(0x000a, &[]);
    let listed = |(name, at): (&str, usize)| {
        let at = u32::try_from(at).unwrap().to_le_bytes();
        let name = [&[characters(name), 1][..], &utf_16(name)].concat();
        record(0x0085, &[&at[..], &[0, 0], &name].concat())
    };
    let names = sheets.iter().map(|(name, _)| *name);
    let head: usize = names.clone().map(|name| listed((name, 0)).len()).sum();
    let mut at = begin.len() + head + end.len();
    let (mut list, mut all) = (Vec::new(), Vec::new());
    for (name, (_, rows)) in names.zip(sheets) {
        let sheet = sheet(rows);
        list.extend(listed((name, at)));
        at += sheet.len();
        all.extend(sheet);
    }
    [begin, list, end, all].concat()
}

/// The properties of a document of which nothing is said but its `program`.
fn summary(program: &str) -> Vec<u8> {
    let format = [
        0xe0, 0x85, 0x9f, 0xf2, 0xf9, 0x4f, 0x68, 0x10, 0xab, 0x91, 0x08, 0x00, 0x2b, 0x27, 0xb3,
        0xd9,
    ];
    let head = [&[0xfe, 0xff, 0, 0][..], &[0; 20], &[1, 0, 0, 0], &format].concat();
    let program = [program.as_bytes(), &[0]].concat();
    let length = u32::try_from(program.len()).unwrap();
    let words = [48, 24 + length, 1, 0x12, 16, 0x1e, length];
    let words: Vec<u8> = words.into_iter().flat_map(u32::to_le_bytes).collect();
    [head, words, program].concat()
}

/// An xls of `sheets`; where a `program` is named, its properties say that it was saved by it.
pub(super) fn xls(program: Option<&str>, sheets: &[(&str, Vec<Vec<Xls<'_>>>)]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xffff_fffe;
    let mut streams = vec![("Workbook", book(sheets))];
    streams.extend(program.map(|program| ("\u{5}SummaryInformation", summary(program))));
    let (mut chains, mut sectors) = (vec![0xffff_fffd, END], Vec::new());
    let mut entries = entry("Root Entry", 5, END, 0);
    for (name, mut stream) in streams {
        // A shorter stream would stand among the small ones.
        stream.resize(stream.len().next_multiple_of(SECTOR).max(4096), 0);
        let first = u32::try_from(chains.len()).unwrap();
        let count = u32::try_from(stream.len() / SECTOR).unwrap();
        chains.extend((1..count).map(|next| first + next));
        chains.push(END);
        entries.extend(entry(name, 2, first, stream.len()));
        sectors.extend(stream);
    }
    assert!(
        chains.len() <= SECTOR / 4,
        "one sector says what follows what"
    );
    chains.resize(SECTOR / 4, 0xffff_ffff);
    entries.resize(SECTOR, 0);
    let mut head = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    head.extend([0; 16]);
    head.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
    let words = [0, 1, 1, 0, 4096, END, 0, END, 0, 0];
    let free = std::iter::repeat_n(0xffff_ffff, 108);
    head.extend(words.into_iter().chain(free).flat_map(u32::to_le_bytes));
    let chains: Vec<u8> = chains.into_iter().flat_map(u32::to_le_bytes).collect();
    [head, chains, entries, sectors].concat()
}

/// An entry of the list of streams.
fn entry(name: &str, kind: u8, first: u32, length: usize) -> Vec<u8> {
    let mut entry = utf_16(name);
    let bytes = u16::try_from(entry.len() + 2).unwrap();
    entry.resize(64, 0);
    entry.extend(bytes.to_le_bytes());
    entry.extend([kind, 1]);
    // Its neighbours are found by going through the list.
    entry.extend([0xff; 12]);
    entry.resize(116, 0);
    entry.extend(first.to_le_bytes());
    entry.extend((length as u64).to_le_bytes());
    entry
}
