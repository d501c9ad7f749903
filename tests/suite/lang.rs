//! `--lang`: all that a person reads is in one language, help included.

use super::support::{DEMO, run};
use std::path::Path;
use tempfile::TempDir;

fn pages(folder: &Path, commands: &[&str], lang: &str) -> String {
    let page = |command: &&str| {
        let command = format!("{command} --lang {lang}");
        run(folder, &command).transcript(&command)
    };
    commands.iter().map(page).collect::<Vec<_>>().join("\n")
}

const HELP: [&str; 5] = [
    "--help",
    "check --help",
    "extract --help",
    "explain --help",
    "demo --help",
];
const EXPLAIN: [&str; 6] = [
    "explain D101",
    "explain W104",
    "explain dues_rate",
    "explain dues",
    "explain 会费收缴",
    "explain dues.paid",
];
const CHECK: &str = "check 报表/安澜职业技术学校 报表/职校工会材料 报表/滨河小学.xlsx --plan 计划.xlsx --out ../lang";

#[test]
fn help_in_chinese() {
    insta::assert_snapshot!(pages(&DEMO.root, &HELP, "zh"));
}

#[test]
fn help_in_english() {
    insta::assert_snapshot!(pages(&DEMO.root, &HELP, "en"));
}

#[test]
fn explain_in_chinese() {
    insta::assert_snapshot!(pages(&DEMO.root, &EXPLAIN, "zh"));
}

#[test]
fn explain_in_english() {
    insta::assert_snapshot!(pages(&DEMO.root, &EXPLAIN, "en"));
}

#[test]
fn the_list_of_all_that_can_be_explained() {
    for lang in ["zh", "en"] {
        insta::assert_snapshot!(
            format!("list_{lang}"),
            pages(&DEMO.root, &["explain"], lang)
        );
    }
}

#[test]
fn check_in_chinese() {
    insta::assert_snapshot!(pages(&DEMO.root.join("demo"), &[CHECK], "zh"));
}

#[test]
fn check_in_english() {
    insta::assert_snapshot!(pages(&DEMO.root.join("demo"), &[CHECK], "en"));
}

#[test]
fn the_locale_tells_where_no_flag_does() {
    let folder = TempDir::new().unwrap();
    let help = |lang: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_gonghui"))
            .current_dir(folder.path())
            .arg("--help")
            .env_remove("LANGUAGE")
            .env("LC_ALL", lang)
            .env("LANG", lang)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(help("en_US.UTF-8").starts_with("Checks the workbooks"));
    assert!(help("zh_CN.UTF-8").starts_with("工会："));
    assert!(help("C").starts_with("工会："), "its users read Chinese");
}

/// English sentences end in a full stop; a Chinese one shows that a sentence was not translated.
#[test]
fn no_chinese_sentence_in_english_output() {
    let demo = DEMO.root.join("demo");
    let mut commands: Vec<(&Path, &str)> = vec![
        (&demo, CHECK),
        (&demo, "district 报表 --plan 计划.xlsx --out ../lang"),
        (&demo, "report 报表/滨河小学.xlsx --out ../lang"),
    ];
    commands.extend(
        HELP.iter()
            .chain(&EXPLAIN)
            .map(|command| (DEMO.root.as_path(), *command)),
    );
    commands.push((&DEMO.root, "explain"));
    for (folder, command) in commands {
        let ran = run(folder, &format!("{command} --lang en"));
        for line in ran.stdout.lines().chain(ran.stderr.lines()) {
            assert!(!line.contains(['。', '；', '？']), "{command}: {line}");
        }
    }
}

/// The words that stand in a finding's English sentence are English, but for what is quoted.
#[test]
fn both_languages_say_the_same_findings() {
    let demo = DEMO.root.join("demo");
    let findings = |lang: &str| {
        let command =
            format!("district 报表 --plan 计划.xlsx --out ../lang --format json --lang {lang}");
        let json = run(&demo, &command).json();
        json["findings"].as_array().unwrap().clone()
    };
    let (zh, en) = (findings("zh"), findings("en"));
    assert_eq!(zh.len(), en.len());
    for (zh, en) in zh.iter().zip(&en) {
        for key in [
            "code", "severity", "path", "unit", "sheet", "cell", "column", "value",
        ] {
            assert_eq!(zh[key], en[key]);
        }
        for key in ["message", "hint"] {
            assert_ne!(zh[key], en[key], "{key} of {}", zh["code"]);
        }
    }
}
