//! What a person typed into a file that the program once wrote is not lost: `template` and `demo` write what is
//! not there yet, and leave what differs as it is.

use super::support::{Ran, collect, rows, run, slashed, write};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const SCHOOL: &str = "填报模板.xlsx";
const PLAN: &str = "年度计划.xlsx";

/// A workbook with what a person filled in.
fn filled_in(path: &Path) -> Vec<u8> {
    let typed = rows(&[&["月份", "姓名", "实缴"], &["2023-09", "张三", "26.15"]]);
    write(path, &[("会费收缴", typed)]);
    fs::read(path).unwrap()
}

/// The files under `folder` with their bytes, the hidden ones too.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    collect(folder, &mut paths);
    let named = |path: PathBuf| {
        let name = slashed(path.strip_prefix(folder).unwrap());
        (name, fs::read(&path).unwrap())
    };
    paths.into_iter().map(named).collect()
}

/// That the run left `paths` as they were, and said of each and of no other that it did.
fn left(ran: &Ran, paths: &[&str]) {
    assert_eq!(ran.code, 3, "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stderr.contains("--force"), "{}", ran.stderr);
    assert!(ran.stderr.contains("换一个文件夹"), "{}", ran.stderr);
    let named: Vec<&str> = ran
        .stderr
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .collect();
    assert_eq!(named, paths, "{}", ran.stderr);
}

/// A finance officer filled in 填报模板.xlsx, ran `gonghui demo` another day, followed its hint to run `gonghui
/// template .`, and had a blank workbook.
#[test]
fn a_template_that_was_filled_in_is_not_put_back_to_blank() {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    let ran = run(path, "template");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    let blank = files(path);
    for (name, other) in [(SCHOOL, PLAN), (PLAN, SCHOOL)] {
        let typed = filled_in(&path.join(name));
        fs::remove_file(path.join(other)).unwrap();
        let ran = run(path, "template .");
        left(&ran, &[name]);
        let expected = [
            (name.to_string(), typed),
            (other.to_string(), blank[other].clone()),
        ];
        assert_eq!(files(path), BTreeMap::from(expected));
        assert!(ran.stdout.contains(other), "the other is written");
        assert!(!ran.stdout.contains(name), "{}", ran.stdout);
        let ran = run(path, "template . --force");
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        assert_eq!(files(path), blank, "--force writes them anew");
    }
}

#[test]
fn what_is_there_already_is_no_complaint() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), "template");
    let mut permissions = fs::metadata(folder.path().join(SCHOOL))
        .unwrap()
        .permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path().join(SCHOOL), permissions).unwrap();
    fs::remove_file(folder.path().join(PLAN)).unwrap();
    let ran = run(folder.path(), "template");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(
        ran.stdout,
        format!("\n已写出：\n  {PLAN}\n\n已有，内容一样，没有动：\n  {SCHOOL}\n")
    );
    let ran = run(folder.path(), "template --lang en");
    assert_eq!(ran.code, 3, "the English ones differ");
    assert_eq!(
        ran.stderr,
        format!(
            "error: these files stand there already and differ from what would be written; they have been left as \
             they are:\n  {SCHOOL}\n  {PLAN}\nChoose another folder, or write over them with --force.\n"
        )
    );
}

/// Both the sample's workbooks and the reports on them.
#[test]
fn what_was_typed_into_the_sample_stays() {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    run(path, "demo");
    let sample = path.join("demo");
    let fresh = files(&sample);
    let ran = run(path, "demo");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "nothing changed");
    let first = run(path, "demo").stdout;
    assert_eq!(ran.stdout, first, "it says where all of it is");
    let returned = fresh.keys().find(|name| name.starts_with("报表/")).unwrap();
    let report = "reports/全区汇总_2023-2024-2.xlsx";
    let typed = [
        (returned.as_str(), filled_in(&sample.join(returned))),
        (report, filled_in(&sample.join(report))),
    ];
    fs::remove_file(sample.join("计划.xlsx")).unwrap();
    let ran = run(path, "demo");
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    let now = files(&sample);
    for (name, bytes) in &typed {
        assert!(now[*name] == *bytes, "{name} is as it was typed");
        assert!(
            ran.stderr.contains(&format!("  demo/{name}\n")),
            "{}",
            ran.stderr
        );
    }
    assert!(
        now["计划.xlsx"] == fresh["计划.xlsx"],
        "what was gone is back"
    );
    let ran = run(path, "demo --force");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    let now = files(&sample);
    assert!(typed.iter().all(|(name, _)| now[*name] == fresh[*name]));
}

/// A plan that cannot be read ends the run over the sample; that it was left is said all the same.
#[test]
fn a_plan_of_the_samples_that_cannot_be_read_is_left_too() {
    let folder = TempDir::new().unwrap();
    let plan = folder.path().join("demo/计划.xlsx");
    fs::create_dir(folder.path().join("demo")).unwrap();
    fs::write(&plan, "我的计划").unwrap();
    let ran = run(folder.path(), "demo");
    assert_eq!(ran.code, 3);
    assert!(ran.stderr.contains("  demo/计划.xlsx\n"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&plan).unwrap(), "我的计划");
}

/// Reports are the program's own: they speak of the inputs as they are now.
#[test]
fn a_report_is_written_anew_each_time() {
    let folder = TempDir::new().unwrap();
    let sheet = rows(&[
        &["填报单位：育才小学"],
        &["月份", "姓名", "应缴", "实缴"],
        &["2024-06", "张三", "26", "26"],
    ]);
    write(&folder.path().join("in/a.xlsx"), &[("会费收缴", sheet)]);
    for command in ["check", "report", "district"] {
        let command = format!("{command} in --period 2024-06 --out {command}");
        run(folder.path(), &command);
        let written = files(folder.path());
        let out = written
            .keys()
            .find(|name| !name.starts_with("in/"))
            .unwrap();
        fs::write(folder.path().join(out), "上一次的").unwrap();
        let ran = run(folder.path(), &command);
        assert!(ran.code < 2, "{}", ran.stderr);
        assert!(files(folder.path()) == written, "{out}");
        fs::remove_dir_all(folder.path().join(Path::new(out).parent().unwrap())).unwrap();
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::symlink;

    /// A link is followed to see what stands there, and never replaced: what it points to may be what a person
    /// typed, on another disk.
    #[test]
    fn a_link_in_the_templates_place_stays_one() {
        let folder = TempDir::new().unwrap();
        let path = folder.path();
        run(path, "template blank");
        let typed = filled_in(&path.join("mine.xlsx"));
        let here = path.join("here");
        fs::create_dir(&here).unwrap();
        symlink(path.join("mine.xlsx"), here.join(SCHOOL)).unwrap();
        symlink(path.join("nowhere"), here.join(PLAN)).unwrap();
        let ran = run(path, "template here");
        left(&ran, &[&format!("here/{SCHOOL}"), &format!("here/{PLAN}")]);
        assert_eq!(fs::read(path.join("mine.xlsx")).unwrap(), typed);
        let is_link = |name: &str| here.join(name).symlink_metadata().unwrap().is_symlink();
        assert!(is_link(SCHOOL) && is_link(PLAN));
        assert!(!path.join("nowhere").exists());
        for name in [SCHOOL, PLAN] {
            fs::remove_file(here.join(name)).unwrap();
            symlink(path.join("blank").join(name), here.join(name)).unwrap();
        }
        let ran = run(path, "template here");
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "the same bytes");
    }

    /// A pipe is not waited for.
    #[test]
    fn a_pipe_in_the_templates_place_is_left() {
        let folder = TempDir::new().unwrap();
        let pipe = folder.path().join(SCHOOL);
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        left(&run(folder.path(), "template"), &[SCHOOL]);
        assert!(!pipe.symlink_metadata().unwrap().is_file());
    }

    /// What may not be read cannot be held against what would be written.
    #[test]
    fn a_file_that_may_not_be_read_is_left() {
        use std::os::unix::fs::PermissionsExt;
        let folder = TempDir::new().unwrap();
        let path = folder.path().join(SCHOOL);
        run(folder.path(), "template");
        let set = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        set(&path, 0o000);
        set(folder.path(), 0o777);
        let Some(mut command) = super::super::outputs::as_nobody() else {
            return;
        };
        let output = command
            .current_dir(folder.path())
            .args(["template", "--lang", "zh"])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains(&format!("\n  {SCHOOL}\n")), "{said}");
        assert!(!said.contains(PLAN), "{said}");
    }
}
