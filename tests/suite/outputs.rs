//! Outputs are whole or not there at all, whatever stands in their way; the former one stays, the
//! others are written, and what failed is said by name.

use super::support::{DEMO, Ran, rows, run, write};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const ONE: &str = "第一小学_反馈_2024-06.xlsx";
const TWO: &str = "第二小学_反馈_2024-06.xlsx";

/// Two schools' returns, in `in/`.
fn returns() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (unit, paid) in [("第一小学", "26.15"), ("第二小学", "26.10")] {
        let sheet = rows(&[
            &["月份", "姓名", "应缴", "实缴"],
            &["2024-06", "张三", paid, paid],
        ]);
        write(
            &folder.path().join(format!("in/{unit}.xlsx")),
            &[("会费收缴", sheet)],
        );
    }
    folder
}

/// The hidden files in `folder`, which are what is left of outputs that were never finished.
fn half(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    all.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with('.'))
        .collect()
}

/// A school's own members.csv, a plan and a return that is called as its feedback would be were replaced
/// by outputs of the very run that had read them, without a word.
#[test]
fn no_output_takes_the_place_of_what_was_read() {
    let folder = TempDir::new().unwrap();
    let own =
        "姓名,身份证号,部门,是否入会\n张三,110101198503072318,语文组,是\n我的备注列不要丢,,,\n";
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/members.csv"), own).unwrap();
    let ran = run(folder.path(), "extract in --format csv --out in");
    failed(&ran, "in/members.csv", "这次读的就是这个文件");
    let members = folder.path().join("in/members.csv");
    assert_eq!(fs::read_to_string(&members).unwrap(), own);
    // A second run in another folder, over outputs of its own that lie among the inputs, goes on.
    for _ in 0..2 {
        let ran = run(folder.path(), "extract in --format csv --out in/reports");
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let sheet = rows(&[
        &["月份", "姓名", "应缴", "实缴"],
        &["2024-06", "张三", "26.15", "26.15"],
    ]);
    let named = folder.path().join("out").join(ONE);
    write(&named, &[("会费收缴", sheet)]);
    let before = fs::read(&named).unwrap();
    let ran = run(folder.path(), "check out --period 2024-06 --out out");
    assert!(
        fs::read(&named).unwrap() == before,
        "{}{}",
        ran.stdout,
        ran.stderr
    );
}

fn failed(ran: &Ran, path: &str, why: &str) {
    assert_eq!(ran.code, 3, "{}{}", ran.stdout, ran.stderr);
    let line = ran.stderr.lines().find(|line| line.contains(path));
    let line = line.unwrap_or_else(|| panic!("{path} in {}", ran.stderr));
    assert!(line.contains(why), "{why} in {line}");
}

/// The program as a user who may write nowhere; none, aloud, where that cannot be had.
#[cfg(unix)]
pub fn as_nobody() -> Option<Command> {
    let program = env!("CARGO_BIN_EXE_gonghui");
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", program]);
    let mut probe = Command::new("setpriv");
    probe.args([
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        program,
        "--version",
    ]);
    match probe.stdout(Stdio::null()).stderr(Stdio::null()).status() {
        Ok(status) if status.success() => Some(command),
        _ => {
            eprintln!("skipped: the program cannot be run as another user here");
            None
        }
    }
}

#[test]
fn two_schools_whose_names_make_one_files_name_get_a_file_each() {
    let folder = TempDir::new().unwrap();
    for (file, unit) in [("a", "甲/乙小学"), ("b", "甲_乙小学"), ("c", "甲|乙小学")] {
        let sheet = rows(&[
            &[&format!("填报单位：{unit}")],
            &["月份", "姓名", "应缴", "实缴"],
            &["2024-06", "张三", "26", "26"],
        ]);
        write(
            &folder.path().join(format!("in/{file}.xlsx")),
            &[("会费收缴", sheet)],
        );
    }
    let found = run(folder.path(), "check in --out out --format json").json();
    let mut written: Vec<&str> = found["outputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|path| path.as_str().unwrap())
        .collect();
    assert_eq!(written.len(), 3, "{written:?}");
    written.sort_unstable();
    written.dedup();
    assert_eq!(written.len(), 3, "{written:?}");
    assert!(written.iter().all(|path| folder.path().join(path).exists()));
}

#[test]
fn a_folder_in_an_outputs_place_stops_only_that_one() {
    let folder = returns();
    let place = folder.path().join("reports").join(ONE);
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join("keep.txt"), "x").unwrap();
    let ran = run(folder.path(), "check in --period 2024-06");
    failed(&ran, ONE, "那里是一个文件夹");
    assert!(
        folder.path().join("reports").join(TWO).is_file(),
        "the other one is written"
    );
    assert!(place.join("keep.txt").is_file());
    assert_eq!(half(&folder.path().join("reports")), Vec::<PathBuf>::new());
}

#[test]
fn a_former_output_that_is_read_only_stays() {
    let folder = returns();
    let path = folder.path().join("reports").join(ONE);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "去年的反馈").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let ran = run(folder.path(), "check in --period 2024-06");
    failed(&ran, ONE, "请先关闭 Excel");
    assert_eq!(fs::read_to_string(&path).unwrap(), "去年的反馈");
    assert!(folder.path().join("reports").join(TWO).is_file());
    assert!(
        !ran.stdout.contains(ONE),
        "what was not written is not listed: {}",
        ran.stdout
    );
    assert_eq!(half(path.parent().unwrap()), Vec::<PathBuf>::new());
}

#[test]
fn every_command_that_writes_holds_to_it() {
    let folder = returns();
    for (command, place) in [
        (
            "check in --period 2024-06 --out a",
            "a/第一小学_反馈_2024-06.xlsx",
        ),
        (
            "report in --period 2024-06 --out a",
            "a/第一小学_期末报告_2024-06.xlsx",
        ),
        (
            "district in --period 2024-06 --out a",
            "a/全区汇总_2024-06.xlsx",
        ),
        ("extract in --format csv --out a", "a/dues.csv"),
        ("extract in --format parquet --out a", "a/dues.parquet"),
        ("template a", "a/填报模板.xlsx"),
        ("demo b", "b/计划.xlsx"),
        ("demo c", "c/reports/全区汇总_2023-2024-2.xlsx"),
    ] {
        fs::create_dir_all(folder.path().join(place)).unwrap();
        let ran = run(folder.path(), command);
        failed(&ran, place, "那里是一个文件夹");
        assert!(folder.path().join(place).is_dir(), "{command}");
    }
    assert_eq!(half(&folder.path().join("a")), Vec::<PathBuf>::new());
}

#[test]
fn what_killed_runs_left_is_no_input_and_goes_after_an_hour() {
    let folder = returns();
    let reports = folder.path().join("reports");
    fs::create_dir_all(&reports).unwrap();
    let good = fs::read(folder.path().join("in/第一小学.xlsx")).unwrap();
    let (old, new) = (
        reports.join(".gonghui-aB3x.tmp"),
        reports.join(".gonghui-cD4y.tmp"),
    );
    fs::write(&old, &good).unwrap();
    fs::write(&new, &good).unwrap();
    fs::write(reports.join(".gonghui-notes"), "mine").unwrap();
    let before = std::time::SystemTime::now() - std::time::Duration::from_secs(2 * 60 * 60);
    fs::File::options()
        .write(true)
        .open(&old)
        .unwrap()
        .set_modified(before)
        .unwrap();
    let found = run(folder.path(), "check . --period 2024-06 --format json").json();
    assert_eq!(found["summary"]["files"], 2, "{}", found["inputs"]);
    assert!(!old.exists(), "left by a killed run");
    assert!(new.exists(), "may be another run's, which is still writing");
    assert!(reports.join(".gonghui-notes").exists());
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::ExitStatusExt;

    const PROGRAM: &str = env!("CARGO_BIN_EXE_gonghui");

    /// Runs `check` where no file may grow beyond 4 KiB; with `trap`, a shell's words, before.
    fn with_small_files(folder: &Path, trap: &str) -> std::process::Output {
        let script =
            format!("{trap} ulimit -f 8; exec '{PROGRAM}' check in --period 2024-06 --lang zh");
        Command::new("sh")
            .args(["-c", &script])
            .current_dir(folder)
            .output()
            .unwrap()
    }

    #[test]
    fn a_run_killed_while_it_writes_leaves_the_former_output() {
        let folder = returns();
        let path = folder.path().join("reports").join(ONE);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "上一次的反馈").unwrap();
        // The system kills it at the first byte too many: in the midst of writing.
        let output = with_small_files(folder.path(), "");
        assert!(output.status.signal().is_some(), "{output:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "上一次的反馈");
        assert_eq!(
            half(path.parent().unwrap()).len(),
            1,
            "half an output, under a hidden name"
        );
        assert!(!path.with_file_name(TWO).exists());
        let ran = run(folder.path(), "check in --period 2024-06");
        assert_eq!(ran.code, 0, "{}", ran.stdout);
        assert!(
            fs::read(&path).unwrap().starts_with(b"PK"),
            "the next run writes it"
        );
    }

    #[test]
    fn a_write_that_fails_half_way_leaves_nothing_behind() {
        let folder = returns();
        let path = folder.path().join("reports").join(ONE);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "上一次的反馈").unwrap();
        let output = with_small_files(folder.path(), "trap '' XFSZ;");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains(ONE) && said.contains(TWO), "{said}");
        assert!(
            !said.contains(".tmp"),
            "the output is named, not what stands for it: {said}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "上一次的反馈");
        assert_eq!(half(path.parent().unwrap()), Vec::<PathBuf>::new());
    }

    #[test]
    fn a_full_disk_is_said_and_the_former_output_stays() {
        let folder = returns();
        let disk = folder.path().join("disk");
        fs::create_dir(&disk).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=8k", "tmpfs"])
            .arg(&disk)
            .stderr(Stdio::null())
            .status();
        if !mounted.is_ok_and(|status| status.success()) {
            eprintln!("skipped: a small disk cannot be mounted here");
            return;
        }
        let former = disk.join(ONE);
        fs::write(&former, "上一次的反馈").unwrap();
        let ran = run(folder.path(), "check in --period 2024-06 --out disk");
        let (kept, left) = (fs::read_to_string(&former), half(&disk));
        let _ = Command::new("umount").arg(&disk).status();
        failed(&ran, ONE, "磁盘已满");
        assert_eq!(kept.unwrap(), "上一次的反馈");
        assert_eq!(left, Vec::<PathBuf>::new());
    }

    #[test]
    fn a_folder_that_may_not_be_written_to_is_said() {
        let folder = returns();
        let mode = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode));
        mode(0o755).unwrap();
        let Some(mut command) = as_nobody() else {
            return;
        };
        command.current_dir(folder.path());
        let output = command
            .args(["check", "in", "--period", "2024-06", "--lang", "zh"])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(
            said.contains(ONE) && said.contains(TWO) && said.contains("没有权限"),
            "{said}"
        );
        assert!(!folder.path().join("reports").exists());
    }

    #[test]
    fn a_reader_of_stdout_that_goes_away_is_no_error() {
        let returns = DEMO.file("报表/育才小学工会报表.xlsx");
        let returns = returns.to_str().unwrap();
        for arguments in [vec!["extract", returns], vec!["schema"], vec!["explain"]] {
            let mut child = Command::new(PROGRAM)
                .args(&arguments)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            drop(child.stdout.take());
            let output = child.wait_with_output().unwrap();
            assert_eq!(
                String::from_utf8(output.stderr).unwrap(),
                "",
                "{arguments:?}"
            );
            assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        }
    }

    #[test]
    fn a_result_that_stdout_does_not_take_is_not_lost_unsaid() {
        if !Path::new("/dev/full").exists() {
            eprintln!("skipped: there is no /dev/full here");
            return;
        }
        let folder = returns();
        for command in [
            "extract in",
            "check in --period 2024-06",
            "check in --period 2024-06 --format json",
            "check in --period 2024-06 --quiet",
            "schema",
            "explain",
            "completions bash",
            "template blank",
        ] {
            let full = fs::File::options().write(true).open("/dev/full").unwrap();
            let output = Command::new(PROGRAM)
                .current_dir(folder.path())
                .args(command.split(' '))
                .args(["--lang", "zh"])
                .stdout(full)
                .output()
                .unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(3), "{command}: {said}");
            assert!(
                said.contains("结果没能全部输出（磁盘已满）"),
                "{command}: {said}"
            );
        }
    }
}
