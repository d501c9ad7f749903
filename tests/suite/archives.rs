//! Zips as schools mail them. Each workbook in one is an input of its own, and nothing that is wrong
//! with one entry, or done to a zip on purpose, harms the others.

use super::support::{DEMO, extract, rows, run, write};
use encoding_rs::GB18030;
use serde_json::{Value, json};
use std::io::{Cursor, Write};
use std::path::Path;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip of these entries.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The zip with the bytes of a name, wherever it stands in it, replaced by others of that length.
fn renamed(zip: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut zip = zip.to_vec();
    let mut at = 0;
    while let Some(found) = zip[at..].windows(from.len()).position(|w| w == from) {
        zip[at + found..at + found + to.len()].copy_from_slice(to);
        at += found + to.len();
    }
    zip
}

/// Where the headers with this signature begin.
fn headers(zip: &[u8], signature: &[u8; 4]) -> Vec<usize> {
    let found = zip.windows(4).enumerate();
    found
        .filter(|(_, w)| w == signature)
        .map(|(at, _)| at)
        .collect()
}

/// A workbook of one school's dues of a month; no two alike.
fn dues(unit: &str, paid: &str) -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.xlsx");
    let of = format!("填报单位：{unit}");
    let sheet = rows(&[
        &[&of],
        &["月份", "姓名", "应缴", "实缴"],
        &["2024-06", "张三", "26.15", paid],
    ]);
    write(&path, &[("会费收缴", sheet)]);
    std::fs::read(path).unwrap()
}

fn csv(unit: &str) -> Vec<u8> {
    format!("填报单位：{unit}\n月份,姓名,应缴,实缴\n2024-06,张三,26.15,26.15\n").into()
}

fn check(folder: &Path, paths: &str) -> Value {
    run(
        folder,
        &format!("check {paths} --period 2024-06 --format json"),
    )
    .json()
}

/// Path and error code (or null) of each input.
fn inputs(found: &Value) -> Value {
    let inputs = found["inputs"].as_array().unwrap();
    inputs
        .iter()
        .map(|i| json!([i["path"], i["error"]["code"]]))
        .collect()
}

fn put(folder: &TempDir, name: &str, bytes: &[u8]) {
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_zip_counts_as_the_folder_that_it_was_packed_from() {
    let folder = TempDir::new().unwrap();
    let mut entries = Vec::new();
    for path in DEMO.returns() {
        let bytes = std::fs::read(DEMO.file(&path)).unwrap();
        put(&folder, &path, &bytes);
        entries.push((path, bytes));
    }
    let entries: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(p, b)| (p.as_str(), b.as_slice()))
        .collect();
    put(&folder, "全区.zip", &zip(&entries));
    let plan = DEMO.file("计划.xlsx");
    let district = |paths: &str, out: &str| {
        let command = format!(
            "district {paths} --plan {} --out {out} --format json",
            plan.display()
        );
        run(folder.path(), &command).json()
    };
    let (zipped, plain) = (district("全区.zip", "a"), district("报表", "b"));
    for part in ["metrics", "targets", "units", "summary"] {
        assert_eq!(zipped[part], plain[part], "{part}");
    }
    let paths = |found: &Value| -> Vec<(String, Value)> {
        let inputs = found["inputs"].as_array().unwrap();
        inputs
            .iter()
            .map(|i| (i["path"].as_str().unwrap().to_string(), i["sha256"].clone()))
            .collect()
    };
    let expected: Vec<(String, Value)> = paths(&plain)
        .into_iter()
        .map(|(p, sha)| (format!("全区.zip!{p}"), sha))
        .collect();
    assert_eq!(
        paths(&zipped),
        expected,
        "path and SHA-256 of each workbook in it"
    );
}

#[test]
fn the_feedback_and_the_rows_come_from_inside_the_zip() {
    let folder = TempDir::new().unwrap();
    let inner = zip(&[("二小/会费收缴.csv", &csv("第二小学"))]);
    put(
        &folder,
        "报表.zip",
        &zip(&[
            ("一小/a.xlsx", &dues("第一小学", "20")),
            ("二小.zip", &inner),
        ]),
    );
    let found = check(folder.path(), "报表.zip");
    assert_eq!(
        inputs(&found),
        json!([
            ["报表.zip!一小/a.xlsx", null],
            ["报表.zip!二小.zip!二小/会费收缴.csv", null]
        ])
    );
    for (unit, sheet) in [("第一小学", "会费收缴"), ("第二小学", "会费收缴")] {
        let feedback = folder
            .path()
            .join(format!("reports/{unit}_反馈_2024-06.xlsx"));
        let copy = super::support::sheet(&feedback, sheet);
        assert_eq!(super::support::text(&copy[&(2, 1)]), "张三", "{unit}");
    }
    let rows = extract(folder.path(), &["报表.zip"]);
    assert_eq!(rows[1]["path"], "报表.zip!二小.zip!二小/会费收缴.csv");
    assert_eq!(
        (&rows[1]["sheet"], &rows[1]["row"]),
        (&json!("会费收缴"), &json!(3))
    );
}

#[test]
fn the_unit_may_stand_in_the_name_of_the_zip_alone() {
    let folder = TempDir::new().unwrap();
    let unnamed = String::from_utf8(csv(""))
        .unwrap()
        .replace("填报单位：\n", "");
    put(
        &folder,
        "滨河小学.zip",
        &zip(&[("会费收缴.csv", unnamed.as_bytes())]),
    );
    assert_eq!(
        check(folder.path(), "滨河小学.zip")["inputs"][0]["unit"],
        "滨河小学"
    );
}

#[test]
fn names_as_windows_and_macs_write_them() {
    let folder = TempDir::new().unwrap();
    let names = ["第一小学/会费.csv", "第二小学/会费.csv"];
    let made = zip(&[
        ("AAAAAAAA/BBBB.csv", &csv("第一小学")),
        ("CCCCCCCC/DDDD.csv", &csv("第二小学")),
        ("__MACOSX/._DDDD.csv", b"x"),
        (".DS_Store", b"x"),
        ("x/~$a.xlsx", b"x"),
        ("x/Thumbs.db", b"x"),
        ("x/desktop.ini", b"x"),
    ]);
    let gbk = |name: &str| GB18030.encode(name).0.into_owned();
    let windows = renamed(&made, b"AAAAAAAA/BBBB.csv", &gbk("第一小学\\会费.csv"));
    let windows = renamed(&windows, b"CCCCCCCC/DDDD.csv", &gbk("第二小学\\会费.csv"));
    put(&folder, "windows.zip", &windows);
    // UTF-8 and no flag that says so, as the Mac's own does.
    let mac = zip(&[
        ("AAAAAAAAAAAA/BBBBBB.csv", &csv("第一小学")),
        ("CCCCCCCCCCCC/DDDDDD.csv", &csv("第二小学")),
    ]);
    let mac = renamed(&mac, b"AAAAAAAAAAAA/BBBBBB.csv", names[0].as_bytes());
    put(
        &folder,
        "mac.zip",
        &renamed(&mac, b"CCCCCCCCCCCC/DDDDDD.csv", names[1].as_bytes()),
    );
    put(
        &folder,
        "flagged.zip",
        &zip(&[(names[0], &csv("第一小学")), (names[1], &csv("第二小学"))]),
    );
    for archive in ["windows.zip", "mac.zip", "flagged.zip"] {
        let expected: Value = names
            .iter()
            .map(|name| json!([format!("{archive}!{name}"), null]))
            .collect();
        assert_eq!(
            inputs(&check(folder.path(), archive)),
            expected,
            "{archive}"
        );
    }
}

#[test]
fn tricks_with_names_change_only_what_is_printed() {
    let folder = TempDir::new().unwrap();
    let made = zip(&[
        ("../../x.csv", &csv("第一小学")),
        ("/etc/passwd.csv", &csv("第二小学")),
        ("C:\\a\\..\\b.csv", &csv("第三小学")),
        ("1.csv", &csv("第四小学")),
        ("2.csv", &csv("第五小学")),
    ]);
    put(&folder, "in/a.zip", &renamed(&made, b"2.csv", b"1.csv"));
    let found = check(folder.path(), "in/a.zip");
    assert_eq!(
        inputs(&found),
        json!([
            ["in/a.zip!1.csv", null],
            ["in/a.zip!1（2）.csv", null],
            ["in/a.zip!a/b.csv", null],
            ["in/a.zip!etc/passwd.csv", null],
            ["in/a.zip!x.csv", null]
        ])
    );
    let units: Vec<&Value> = found["units"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|u| u["files"] == 1)
        .collect();
    assert_eq!(units.len(), 5, "both entries of one name were read");
    let mut written = Vec::new();
    super::support::collect(folder.path(), &mut written);
    assert!(
        !folder.path().join("x.csv").exists() && written.len() == 6,
        "{written:?}"
    );
}

#[test]
fn what_is_wrong_with_one_entry_is_said_of_that_one() {
    let folder = TempDir::new().unwrap();
    let (one, two, three) = (
        dues("第一小学", "1"),
        dues("第二小学", "2"),
        dues("第三小学", "3"),
    );
    let mut made = zip(&[
        ("a.xlsx", &one),
        ("b.xlsx", &two),
        ("c.xlsx", &three),
        ("d.csv", &csv("第四小学")),
    ]);
    // b is under a password: bit 0 of its flags, in both headers.
    let (local, central) = (headers(&made, b"PK\x03\x04"), headers(&made, b"PK\x01\x02"));
    let of = |starts: &[usize], skip: usize, name: &[u8], zip: &[u8]| {
        let at = starts
            .iter()
            .find(|at| zip[**at + skip..].starts_with(name));
        *at.unwrap()
    };
    let b = (
        of(&local, 30, b"b.xlsx", &made),
        of(&central, 46, b"b.xlsx", &made),
    );
    made[b.0 + 6] |= 1;
    made[b.1 + 8] |= 1;
    // c is damaged in the midst.
    let c = of(&local, 30, b"c.xlsx", &made);
    for byte in &mut made[c + 200..c + 260] {
        *byte ^= 0x5a;
    }
    // d says that it is shorter than it is.
    let d = of(&central, 46, b"d.csv", &made);
    made[d + 24] -= 3;
    put(&folder, "a.zip", &made);
    let found = check(folder.path(), "a.zip");
    assert_eq!(
        inputs(&found),
        json!([
            ["a.zip!a.xlsx", null],
            ["a.zip!b.xlsx", "F004"],
            ["a.zip!c.xlsx", "F003"],
            ["a.zip!d.csv", "F003"]
        ])
    );
    assert!(
        folder
            .path()
            .join("reports/第一小学_反馈_2024-06.xlsx")
            .is_file()
    );
}

#[test]
fn what_counts_in_a_zip_is_decided_as_for_a_folder() {
    let folder = TempDir::new().unwrap();
    put(
        &folder,
        "a.zip",
        &zip(&[
            ("照片/1.jpg", b"\xff\xd8\xff\xe0"),
            ("通知.txt", "请查收，谢谢".as_bytes()),
            ("材料.rar", b"Rar!\x1a\x07\x01\x00"),
            ("会费.csv", &csv("第一小学")),
            ("page.xls", b"<html><table>"),
        ]),
    );
    let found = check(folder.path(), "a.zip");
    assert_eq!(
        inputs(&found),
        json!([["a.zip!page.xls", "F005"], ["a.zip!会费.csv", null]])
    );
    let said = |code: &str| -> Vec<&Value> {
        let findings = found["findings"].as_array().unwrap().iter();
        findings
            .filter(|f| f["code"] == code)
            .map(|f| &f["path"])
            .collect()
    };
    assert_eq!(said("F010"), ["a.zip!照片/1.jpg", "a.zip!通知.txt"]);
    assert_eq!(said("F024"), ["a.zip!材料.rar"], "it may hold returns");
}

#[test]
fn zips_that_hold_nothing_are_damaged_or_lie_too_deep_are_said() {
    let folder = TempDir::new().unwrap();
    put(&folder, "in/empty.zip", &zip(&[]));
    put(
        &folder,
        "in/photos.zip",
        &zip(&[("1.jpg", b"\xff\xd8\xff\xe0")]),
    );
    let whole = zip(&[("a.csv", &csv("第一小学"))]);
    put(&folder, "in/cut.zip", &whole[..whole.len() - 30]);
    let deep = zip(&[("c.zip", &whole), ("a.csv", &csv("第二小学"))]);
    put(&folder, "in/deep.zip", &zip(&[("b.zip", &deep)]));
    put(&folder, "in/workbook.zip", &dues("第三小学", "1"));
    put(&folder, "in/renamed.xlsx", &whole);
    put(&folder, "in/材料.7z", b"7z\xbc\xaf\x27\x1c\x00\x04");
    let found = check(folder.path(), "in");
    assert_eq!(
        inputs(&found),
        json!([
            ["in/cut.zip", "F003"],
            ["in/deep.zip!b.zip!a.csv", null],
            ["in/deep.zip!b.zip!c.zip", "F022"],
            ["in/renamed.xlsx", "F005"],
            ["in/workbook.zip", null]
        ])
    );
    let codes: Vec<Value> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["code"] == "F021")
        .map(|f| f["path"].clone())
        .collect();
    assert_eq!(codes, ["in/empty.zip", "in/photos.zip"]);
    for (named, code, word) in [
        ("in/empty.zip", "F021", ""),
        ("in/材料.7z", "F005", ".zip"),
        ("in/renamed.xlsx", "F005", ".zip"),
    ] {
        let found = check(folder.path(), named);
        assert_eq!(found["inputs"][0]["error"]["code"], code, "{named}");
        assert!(
            found["findings"][0]["hint"]
                .as_str()
                .unwrap()
                .contains(word),
            "{named}"
        );
    }
}

#[test]
fn a_zip_goes_over_no_limit() {
    let folder = TempDir::new().unwrap();
    let zeros = vec![b'0'; 8 * 1024 * 1024];
    put(
        &folder,
        "bomb.zip",
        &zip(&[("a.csv", &zeros), ("b.csv", &csv("第一小学"))]),
    );
    let inner = zip(&[("a.csv", &zeros)]);
    put(
        &folder,
        "nested.zip",
        &zip(&[("a.zip", &inner), ("b.csv", &csv("第一小学"))]),
    );
    let many: Vec<String> = (0..30).map(|n| format!("{n}.csv")).collect();
    let unit = csv("第一小学");
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|name| (name.as_str(), unit.as_slice()))
        .collect();
    put(&folder, "many.zip", &zip(&many));
    let refused = |archive: &str, limit: &str| {
        let flag = match limit {
            "" => String::new(),
            limit => format!(" --limit {limit}"),
        };
        let found = run(
            folder.path(),
            &format!("check {archive} --period 2024-06 --format json{flag}"),
        )
        .json();
        let findings = found["findings"].as_array().unwrap().clone();
        let over: Vec<Value> = findings
            .into_iter()
            .filter(|f| f["code"] == "F019")
            .collect();
        let said = over
            .iter()
            .map(|f| f["hint"].as_str().unwrap().to_string())
            .collect::<String>();
        (inputs(&found), said)
    };
    let (found, said) = refused("bomb.zip", "");
    assert_eq!(found, json!([["bomb.zip", "F019"]]));
    assert!(said.contains("ratio="), "{said}");
    let (found, said) = refused("bomb.zip", "inflated-bytes=1000000");
    assert_eq!(found, json!([["bomb.zip", "F019"]]));
    assert!(said.contains("inflated-bytes="), "{said}");
    let (found, said) = refused("nested.zip", "");
    assert_eq!(
        found,
        json!([["nested.zip!a.zip", "F019"], ["nested.zip!b.csv", null]])
    );
    assert!(said.contains("ratio="), "{said}");
    let (found, said) = refused("many.zip", "entries=29");
    assert_eq!(found, json!([["many.zip", "F019"]]));
    assert!(said.contains("entries="), "{said}");
    let (found, said) = refused("bomb.zip", "file-bytes=100000");
    assert_eq!(
        found,
        json!([["bomb.zip!a.csv", "F019"], ["bomb.zip!b.csv", null]]),
        "one entry alone"
    );
    assert!(said.contains("file-bytes="), "{said}");
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let folder = TempDir::new().unwrap();
    let entries: Vec<(String, Vec<u8>)> = (0..12)
        .map(|n| (format!("{n}/会费.csv"), csv(&format!("第{n}小学"))))
        .collect();
    let entries: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(p, b)| (p.as_str(), b.as_slice()))
        .collect();
    let inner = zip(&entries[..6]);
    let mut outer = entries[6..].to_vec();
    outer.push(("前六.zip", &inner));
    put(&folder, "a.zip", &zip(&outer));
    let of = |jobs: u32| {
        run(
            folder.path(),
            &format!("check a.zip --period 2024-06 --format json --jobs {jobs}"),
        )
        .stdout
    };
    assert_eq!(of(1), of(7));
    assert_eq!(
        inputs(&check(folder.path(), "a.zip"))
            .as_array()
            .unwrap()
            .len(),
        12
    );
}

/// A zip of files that are not packed, each with its name, the field behind it and its contents; `before`
/// stands before it, and `comment` behind.
fn stored(entries: &[(&[u8], &[u8], &[u8])], before: &[u8], comment: &[u8]) -> Vec<u8> {
    let sum = |bytes: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum().to_le_bytes()
    };
    let two = |length: usize| u16::try_from(length).unwrap().to_le_bytes();
    let four = |length: usize| u32::try_from(length).unwrap().to_le_bytes();
    let (mut all, mut directory) = (before.to_vec(), Vec::new());
    for (name, field, contents) in entries {
        let header = all.len() - before.len();
        // Version, flags, method, time and date; then sums and lengths.
        let mut common = [&[20, 0][..], &[0; 8], &sum(contents)].concat();
        common.extend([four(contents.len()), four(contents.len())].concat());
        common.extend([two(name.len()), two(field.len())].concat());
        all.extend([&b"PK\x03\x04"[..], &common, name, field, contents].concat());
        directory.extend([&b"PK\x01\x02\x14\x00"[..], &common, &[0; 10], &four(header)].concat());
        directory.extend([*name, *field].concat());
    }
    let begins = all.len() - before.len();
    let count = two(entries.len());
    let end = [
        &b"PK\x05\x06\0\0\0\0"[..],
        &count,
        &count,
        &four(directory.len()),
        &four(begins),
    ];
    let end = [&end.concat()[..], &two(comment.len()), comment].concat();
    [all, directory, end].concat()
}

/// Info-ZIP writes the name in UTF-8 into a field behind the one in the system's own encoding.
#[test]
fn a_name_may_stand_in_a_field_of_its_own() {
    let folder = TempDir::new().unwrap();
    let field = |of: &[u8], name: &str| {
        let mut crc = flate2::Crc::new();
        crc.update(of);
        let inside = [&[1][..], &crc.sum().to_le_bytes(), name.as_bytes()].concat();
        let length = u16::try_from(inside.len()).unwrap().to_le_bytes();
        [&b"up"[..], &length, &inside].concat()
    };
    let (a, b) = (csv("第一小学"), csv("第二小学"));
    let entries: [(&[u8], &[u8], &[u8]); 2] = [
        (b"????.csv", &field(b"????.csv", "一小.csv"), &a),
        // Made for another name: whoever renamed the file left it.
        (b"b.csv", &field(b"c.csv", "旧.csv"), &b),
    ];
    put(&folder, "a.zip", &stored(&entries, b"", b""));
    let expected = json!([["a.zip!b.csv", null], ["a.zip!一小.csv", null]]);
    assert_eq!(inputs(&check(folder.path(), "a.zip")), expected);
}

/// Its directory is looked for from the end of the file, of which only so much is held as it takes.
#[test]
fn a_zip_may_have_something_before_and_behind_it_and_be_longer_than_its_directory() {
    let folder = TempDir::new().unwrap();
    let unit = csv("第一小学");
    let large = vec![b'x'; 300_000];
    let names: Vec<String> = (0..900).map(|n| format!("{n:0>200}.jpg")).collect();
    let mut entries: Vec<(&[u8], &[u8], &[u8])> = vec![(b"large.jpg", b"", &large)];
    entries.extend(
        names
            .iter()
            .map(|name| (name.as_bytes(), &b""[..], &b"\xff\xd8\xff"[..])),
    );
    entries.push((b"a.csv", b"", &unit));
    // A zip that was to be split begins so; and a comment may hold what looks like another end.
    let comment = [&b"PK\x05\x06"[..], &[b'-'; 60_000]].concat();
    for (before, comment) in [(&b""[..], &b""[..]), (b"PK00", b""), (b"", &comment)] {
        put(&folder, "a.zip", &stored(&entries, before, comment));
        assert_eq!(
            inputs(&check(folder.path(), "a.zip")),
            json!([["a.zip!a.csv", null]])
        );
    }
    // A directory that says it is longer than the whole file.
    let mut lying = stored(&entries, b"", b"");
    let at = lying.len() - 10;
    lying[at..at + 4].copy_from_slice(&0x7fff_ffff_u32.to_le_bytes());
    put(&folder, "a.zip", &lying);
    assert_eq!(
        inputs(&check(folder.path(), "a.zip")),
        json!([["a.zip!a.csv", null]]),
        "where it begins is told too"
    );
}
