//! Whatever else may lie in a folder of returns: links, pipes, locks, files of systems, names that
//! are no text.

use super::support::{RENEW, renews, run};
use gonghui::read::Limit;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A month's dues; no two of a name alike.
fn dues(unit: &str) -> String {
    format!("填报单位：{unit}\n月份,姓名,应缴,实缴\n2024-06,张三,26.15,26.15\n")
}

fn put(folder: &TempDir, name: &str, text: &str) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
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

#[test]
fn what_programs_leave_is_no_input() {
    let folder = TempDir::new().unwrap();
    put(&folder, "in/一小.csv", &dues("第一小学"));
    for name in [
        "~$一小.xlsx",
        ".~一小.xlsx",
        ".DS_Store",
        "Thumbs.db",
        "THUMBS.DB",
        "desktop.ini",
        "~WRD0001.tmp",
        ".hidden.csv",
        "__MACOSX/a.csv",
        "$RECYCLE.BIN/b.csv",
        ".git/c.csv",
    ] {
        put(&folder, &format!("in/{name}"), &dues(name));
        put(&folder, &format!("nothing/{name}"), &dues(name));
    }
    let found = check(folder.path(), "in");
    assert_eq!(inputs(&found), json!([["in/一小.csv", null]]));
    assert!(
        found["findings"]
            .as_array()
            .unwrap()
            .iter()
            .all(|f| f["code"] != "F010"),
        "and nothing is said of them"
    );
    assert_eq!(
        inputs(&check(folder.path(), "nothing")),
        json!([["nothing", "F002"]])
    );
    // `check *.xlsx` names the lock too.
    let found = check(folder.path(), "in/~$一小.xlsx in/一小.csv");
    assert_eq!(inputs(&found), json!([["in/一小.csv", null]]));
    let said = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["code"] == "F010");
    let said = said.unwrap();
    assert_eq!(said["path"], "in/~$一小.xlsx");
    assert!(said["message"].as_str().unwrap().contains("锁文件"));
}

#[test]
fn a_file_named_twice_or_beside_its_folder_counts_once() {
    let folder = TempDir::new().unwrap();
    put(&folder, "in/a/一小.csv", &dues("第一小学"));
    let found = check(folder.path(), "in in/a in/a/一小.csv ./in/../in");
    assert_eq!(inputs(&found), json!([["in/a/一小.csv", null]]));
}

#[test]
fn very_long_names_and_deep_folders() {
    let folder = TempDir::new().unwrap();
    // 255 bytes are the most that a name may have; a path may have 4096.
    let name = format!("{}.csv", "长".repeat(83));
    let deep = format!("in/{}", "第/".repeat(60));
    put(&folder, &format!("{deep}{name}"), &dues("第一小学"));
    assert_eq!(
        inputs(&check(folder.path(), "in")),
        json!([[format!("{deep}{name}"), null]])
    );
    assert!(
        folder
            .path()
            .join("reports/第一小学_反馈_2024-06.xlsx")
            .is_file()
    );
}

/// The table of limits in the manual is made from the program's own.
#[test]
fn the_limits_in_the_manual_are_those_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/workbooks.md");
    let page = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (begin, end) = ("<!-- limits -->\n", "<!-- /limits -->");
    let (before, rest) = page.split_once(begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    let mut table = String::from("\n| 名称 | 管什么 | 最多 |\n| --- | --- | --- |\n");
    for limit in Limit::all() {
        let most = limit.default();
        let most = match limit.id().ends_with("bytes") {
            true => format!("{} MiB", most / 1024 / 1024),
            false => grouped(most),
        };
        table += &format!("| `{}` | {} | {most} |\n", limit.id(), limit.title().zh);
    }
    let current = format!("{before}{begin}{table}\n{end}{after}");
    if renews() {
        fs::write(&path, &current).unwrap();
        return;
    }
    assert!(page == current, "docs/workbooks.md is stale; {RENEW}");
}

/// A number with commas.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|g| std::str::from_utf8(g).unwrap())
        .collect();
    groups.join(",")
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    #[test]
    fn links_lead_to_each_file_once_and_circles_have_an_end() {
        let folder = TempDir::new().unwrap();
        put(&folder, "in/z/一小.csv", &dues("第一小学"));
        put(&folder, "outside/二小.csv", &dues("第二小学"));
        let at = |name: &str| folder.path().join(name);
        symlink("z", at("in/a")).unwrap();
        symlink("..", at("in/z/up")).unwrap();
        symlink(".", at("in/self")).unwrap();
        symlink("z/一小.csv", at("in/link.csv")).unwrap();
        symlink(at("outside"), at("in/z/elsewhere")).unwrap();
        symlink("nowhere.xlsx", at("in/broken.xlsx")).unwrap();
        symlink("round.xlsx", at("in/round.xlsx")).unwrap();
        let found = check(folder.path(), "in");
        assert_eq!(
            inputs(&found),
            json!([
                ["in/broken.xlsx", "F001"],
                ["in/round.xlsx", "F001"],
                ["in/z/elsewhere/二小.csv", null],
                ["in/z/一小.csv", null]
            ])
        );
        // A link that is named is printed as it was named.
        assert_eq!(
            inputs(&check(folder.path(), "in/link.csv")),
            json!([["in/link.csv", null]])
        );
    }

    #[test]
    fn pipes_sockets_and_devices_are_never_waited_for() {
        let folder = TempDir::new().unwrap();
        put(&folder, "in/一小.csv", &dues("第一小学"));
        let made = Command::new("mkfifo")
            .arg(folder.path().join("in/管道.xlsx"))
            .status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!("skipped: there is no mkfifo here");
            return;
        }
        let _socket = UnixListener::bind(folder.path().join("in/套接字.xlsx")).unwrap();
        // Called as workbooks, they are missed: that they were not read is said.
        let said = json!([
            ["in/一小.csv", null],
            ["in/套接字.xlsx", "F001"],
            ["in/管道.xlsx", "F001"]
        ]);
        assert_eq!(inputs(&check(folder.path(), "in")), said);
        for named in ["in/管道.xlsx", "in/套接字.xlsx", "/dev/null", "/dev/zero"] {
            let ran = run(
                folder.path(),
                &format!("check {named} in/一小.csv --period 2024-06"),
            );
            assert_eq!(ran.code, 3, "{named}");
            assert!(
                ran.stdout.contains("F001") && ran.stdout.contains("管道、套接字或设备"),
                "{named}: {}",
                ran.stdout
            );
            assert!(
                ran.stdout.contains("第一小学_反馈_2024-06.xlsx"),
                "{named}: the rest is done"
            );
        }
        let ran = run(folder.path(), "check in/一小.csv --plan in/管道.xlsx");
        assert_eq!(ran.code, 3, "{}", ran.stderr);
    }

    #[test]
    fn a_file_that_grows_while_it_is_read_is_not_read_in_half() {
        let folder = TempDir::new().unwrap();
        // The system says that it is empty, and then it holds something: as a file does that is
        // being written.
        if !Path::new("/proc/version").exists() {
            eprintln!("skipped: there is no /proc here");
            return;
        }
        let ran = run(folder.path(), "check /proc/version --period 2024-06");
        assert_eq!(ran.code, 3);
        assert!(
            ran.stdout.contains("F001") && ran.stdout.contains("正在被改动"),
            "{}",
            ran.stdout
        );
    }

    #[test]
    fn names_that_are_no_text_are_shown_as_well_as_they_can_be() {
        let folder = TempDir::new().unwrap();
        let input = folder.path().join("in");
        fs::create_dir(&input).unwrap();
        // Two names in GBK that look alike when what is no UTF-8 is left out of them.
        for (name, unit) in [(b"\xb5\xb5.csv", "第一小学"), (b"\xb6\xb6.csv", "第二小学")] {
            let name = std::ffi::OsStr::from_bytes(name);
            if fs::write(input.join(name), dues(unit)).is_err() {
                eprintln!("skipped: this file system takes no such names");
                return;
            }
        }
        let found = check(folder.path(), "in");
        assert_eq!(found["summary"]["files"], 2, "{}", found["inputs"]);
        assert_eq!(found["summary"]["unreadable"], 0);
        assert!(
            found["inputs"][0]["path"]
                .as_str()
                .unwrap()
                .contains('\u{fffd}')
        );
    }

    #[test]
    fn a_file_or_folder_that_may_not_be_read_is_said() {
        let folder = TempDir::new().unwrap();
        put(&folder, "in/一小.csv", &dues("第一小学"));
        put(&folder, "in/秘密.csv", &dues("第二小学"));
        put(&folder, "in/锁着/三小.csv", &dues("第三小学"));
        let mode = |name: &str, mode: u32| {
            let path = folder.path().join(name);
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        mode("", 0o755);
        mode("in/秘密.csv", 0o000);
        mode("in/锁着", 0o000);
        let Some(mut command) = super::super::outputs::as_nobody() else {
            mode("in/锁着", 0o755);
            return;
        };
        let output = command
            .current_dir(folder.path())
            .args(["extract", "in", "--lang", "zh"])
            .output()
            .unwrap();
        mode("in/锁着", 0o755);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{said}");
        for name in ["in/秘密.csv", "in/锁着"] {
            assert!(
                said.contains(&format!("{name}: 打不开：没有权限")),
                "{name}: {said}"
            );
        }
        assert!(
            String::from_utf8(output.stdout)
                .unwrap()
                .contains("第一小学")
        );
    }
}
