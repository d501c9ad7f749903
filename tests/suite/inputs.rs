//! Bad input: each a message that names the file and says what to do, the right exit code, and the
//! rest of the batch done. What is printed is kept in snapshots, in both languages.

use super::support::{DEMO, Ran, gonghui, rows, run, write};
use std::path::Path;
use tempfile::TempDir;

const TERM: &str = "2023-2024-2";

/// A folder with whatever may arrive by mail.
fn mailbox() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    };
    let good = std::fs::read(DEMO.file("报表/育才小学工会报表.xlsx")).unwrap();
    write("育才小学.xlsx", &good);
    write("cut.xlsx", &good[..good.len() / 2]);
    write("text.xlsx", "姓名,月份\n张三,9月\n".as_bytes());
    write(
        "page.xls",
        b"<html><body><table><tr><td>1</td></tr></table></body></html>",
    );
    write("zero.xlsx", b"");
    write("locked.xlsx", &encrypted());
    write("notes.txt", "下周交".as_bytes());
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    folder
}

/// A compound file as Office writes one under a password: a header, and the name of its stream.
fn encrypted() -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(1024, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2048, 0);
    bytes
}

/// Runs `command` in both languages, for one snapshot.
fn both(folder: &Path, command: &str) -> String {
    ["zh", "en"]
        .map(|lang| {
            let command = format!("{command} --lang {lang}");
            run(folder, &command).transcript(&command)
        })
        .join("\n")
}

fn says(ran: &Ran, code: i32, words: &[&str]) {
    let all = format!("{}{}", ran.stdout, ran.stderr);
    assert_eq!(ran.code, code, "{all}");
    for word in words {
        assert!(all.contains(word), "{word} in:\n{all}");
    }
    assert!(
        !all.contains("panicked") && !all.contains("RUST_BACKTRACE"),
        "{all}"
    );
}

#[test]
fn whatever_is_wrong_with_a_file_is_said_and_the_rest_is_done() {
    let folder = mailbox();
    let command = format!("check . --period {TERM}");
    insta::assert_snapshot!(both(folder.path(), &command));
    assert!(
        folder
            .path()
            .join("reports/育才小学_反馈_2023-2024-2.xlsx")
            .is_file()
    );
}

#[test]
fn each_bad_file_has_its_code() {
    let folder = mailbox();
    let json = run(
        folder.path(),
        &format!("check . --period {TERM} --format json"),
    )
    .json();
    let found: Vec<(&str, &str)> = json["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|input| input["status"] == "unreadable")
        .map(|input| {
            (
                input["path"].as_str().unwrap(),
                input["error"]["code"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("cut.xlsx", "F003"),
        ("locked.xlsx", "F004"),
        ("page.xls", "F005"),
        ("text.xlsx", "F005"),
        ("zero.xlsx", "F006"),
    ];
    assert_eq!(found, expected);
    assert_eq!(json["summary"]["files"], 6, "a note is no input");
    assert_eq!(json["units"][0]["unit"], "育才小学");
}

#[test]
fn a_missing_path_and_an_empty_folder() {
    let folder = mailbox();
    insta::assert_snapshot!(both(folder.path(), "check nowhere empty"));
    let ran = run(
        folder.path(),
        "district 育才小学.xlsx nowhere empty --out out",
    );
    says(
        &ran,
        3,
        &["nowhere", "empty", "out/全区汇总_2023-2024-2.xlsx"],
    );
    assert!(
        folder
            .path()
            .join("out/全区汇总_2023-2024-2.xlsx")
            .is_file()
    );
}

#[test]
fn extract_says_what_it_could_not_read_beside_the_rows() {
    let folder = mailbox();
    insta::assert_snapshot!(both(folder.path(), "extract text.xlsx nowhere locked.xlsx"));
    let ran = run(folder.path(), "extract text.xlsx 育才小学.xlsx");
    says(&ran, 3, &["text.xlsx", "\"unit\":\"育才小学\""]);
}

#[test]
fn what_is_asked_for_and_not_known() {
    let folder = mailbox();
    let commands = [
        "schema nosuch",
        "schema due",
        "explain X999",
        "explain dues_rat",
        "check 育才小学.xlsx --period 2023-13",
        "check 育才小学.xlsx --period 九月",
        "check 育才小学.xlsx --unit 没有的学校",
    ];
    let all: Vec<String> = commands.iter().map(|c| both(folder.path(), c)).collect();
    insta::assert_snapshot!(all.join("\n"));
    assert_eq!(all.join("").matches("--- exit code 2").count(), 14);
}

#[test]
fn a_plan_that_is_missing_or_is_none() {
    let folder = mailbox();
    let commands = [
        "check 育才小学.xlsx --plan nowhere.xlsx",
        "check 育才小学.xlsx --plan text.xlsx",
        "check 育才小学.xlsx --plan 育才小学.xlsx",
    ];
    let all: Vec<String> = commands.iter().map(|c| both(folder.path(), c)).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn an_output_that_cannot_be_written() {
    let folder = mailbox();
    let commands = [
        "check 育才小学.xlsx --out notes.txt/reports",
        "extract 育才小学.xlsx --format csv --out notes.txt",
        "template notes.txt",
        "demo notes.txt/demo",
    ];
    let all: Vec<String> = commands
        .iter()
        .map(|c| both(folder.path(), c).replace('\\', "/"))
        .collect();
    insta::assert_snapshot!(all.join("\n"));
    assert_eq!(all.join("").matches("--- exit code 3").count(), 8);
    let ran = run(
        folder.path(),
        "district 育才小学.xlsx --out notes.txt --format json",
    );
    assert_eq!(ran.code, 3);
    assert_eq!(
        ran.json()["outputs"],
        serde_json::json!([]),
        "what was not written is not listed"
    );
    assert_eq!(
        std::fs::read(folder.path().join("notes.txt")).unwrap(),
        "下周交".as_bytes()
    );
}

#[test]
fn a_wrong_command_line() {
    let folder = mailbox();
    for command in [
        "",
        "chek .",
        "check",
        "check . --format xml",
        "check . --jobs 0",
        "check . --lang fr",
        "district . --colour",
        "completions tcsh",
    ] {
        let ran = run(folder.path(), command);
        assert_eq!(ran.code, 2, "{command}\n{}", ran.stdout);
        assert!(
            ran.stderr.contains("gonghui") || ran.stderr.contains("--help"),
            "{command}"
        );
        assert_eq!(ran.stdout, "", "{command}");
    }
    let commands = [
        "chek .",
        "check",
        "check . --format xml",
        "district . --colour",
    ];
    let all: Vec<String> = commands.iter().map(|c| both(folder.path(), c)).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn exit_codes() {
    let folder = mailbox();
    let dues = rows(&[
        &["填报单位：晨星小学"],
        &["月份", "姓名", "应缴", "实缴"],
        &["2024-06", "张三", "26.15", "26.15"],
    ]);
    write(&folder.path().join("晨星小学.xlsx"), &[("会费收缴", dues)]);
    let check = |flags: &str| {
        let command = format!("check 晨星小学.xlsx --period {TERM}{flags}");
        run(folder.path(), &command)
    };
    says(&check(""), 0, &["晨星小学_反馈_2023-2024-2.xlsx"]);
    assert_eq!(check(" --strict").code, 1, "targets without data");
    let command = format!("check 育才小学.xlsx --period {TERM}");
    let missed = run(folder.path(), &command);
    says(&missed, 1, &["错误 0 个", "未达标 2 项"]);
    let wrong = DEMO.file("报表/滨河小学.xlsx");
    let ran = gonghui(
        folder.path(),
        &["check", wrong.to_str().unwrap(), "--period", TERM],
    );
    assert_eq!(ran.code, 1, "errors found");
    let ran = run(folder.path(), "report 育才小学.xlsx --period 2024-06");
    assert_eq!(ran.code, 1, "targets missed: {}", ran.stdout);
    let quiet = run(
        folder.path(),
        &format!("check 育才小学.xlsx --period {TERM} --quiet"),
    );
    assert_eq!(
        quiet.stdout,
        "\n已写出：\n  reports/育才小学_反馈_2023-2024-2.xlsx\n"
    );
}

#[test]
fn the_same_workbook_twice_counts_once() {
    let folder = mailbox();
    let from = folder.path().join("育才小学.xlsx");
    std::fs::copy(&from, folder.path().join("育才小学（再报）.xlsx")).unwrap();
    let command =
        format!("district 育才小学.xlsx 育才小学（再报）.xlsx --period {TERM} --format json");
    let twice = run(folder.path(), &command).json();
    let command = format!("district 育才小学.xlsx --period {TERM} --format json");
    let once = run(folder.path(), &command).json();
    assert_eq!(twice["metrics"], once["metrics"]);
    assert_eq!(twice["summary"]["rows"], once["summary"]["rows"]);
    assert_eq!(twice["findings"][0]["code"], "F011");
}
