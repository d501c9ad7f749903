//! What holds always: the same bytes on every run, nothing private in what goes up, text stays text,
//! an output is whole or not there.

use super::plain::SCHOOLS;
use super::support::{
    Cell, DEMO, DISTRICT, collect, district_workbook, parts, rows, run, sheets, text, write,
};
use calamine::{Reader, open_workbook_auto};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The files under `folder` by their names.
fn written(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = Vec::new();
    collect(folder, &mut files);
    files
        .into_iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_string();
            (name, std::fs::read(path).unwrap())
        })
        .collect()
}

#[test]
fn the_same_bytes_on_a_second_run_and_with_one_job() {
    // The first run is the sample's own, one process for all three commands.
    let first = written(&DEMO.file("reports"));
    for command in ["district", "report", "check"] {
        let arguments = "demo/报表 --plan demo/计划.xlsx --out one-job --jobs 1";
        run(&DEMO.root, &format!("{command} {arguments}"));
    }
    let again = written(&DEMO.root.join("one-job"));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&first), names(&again));
    for (name, bytes) in &again {
        assert!(*bytes == first[name], "{name} differs");
    }
}

#[test]
fn the_same_words_and_rows_on_a_second_run_and_with_one_job() {
    let demo = DEMO.root.join("demo");
    let command = "district 报表 --plan 计划.xlsx --out ../district --format json --jobs 1";
    let one = run(&demo, command);
    assert!(one.json() == *DISTRICT);
    let one = run(&demo, "extract 报表 --plan 计划.xlsx --jobs 1");
    let first = &super::extract::EXTRACTED;
    assert!(first.stdout == one.stdout);
    assert_eq!((first.code, &first.stderr), (one.code, &one.stderr));
}

/// One school's workbook, some of it wrong; `paid` and the ID number of its first member make it its own.
fn school(path: &Path, unit: &str, paid: &str, id: &str) {
    let of = format!("填报单位：{unit}");
    let members = rows(&[
        &[&of],
        &["姓名", "性别", "身份证号", "入会日期", "是否会员"],
        &["张三", "女", id, "2010-09-01", "是"],
        &["李四", "男", "11010519491231002X", "2011-09-31", "是"],
    ]);
    let dues = rows(&[
        &[&of],
        &["月份", "姓名", "应缴", "实缴", "经办"],
        &["2024-03", "张三", "26.15", paid, ""],
        &["2024-03", "李四", "25", "二十多", "甲"],
        &["2024-03", "王五", "25", "25", "乙"],
        &["合计", "", "76.15", "80"],
    ]);
    let welfare = rows(&[
        &["日期", "类别", "对象", "金额"],
        &["2024-03-08", "节日慰问", unit, "200"],
        &["2024-04-31", "节日慰问", "王五", "300"],
    ]);
    let sheets = [
        ("会员名册", members),
        ("会费收缴", dues),
        ("福利慰问", welfare),
    ];
    write(path, &sheets);
}

/// Several schools in folders and in zips, older versions, copies, a file of several schools, a text and
/// what cannot be read.
fn corpus(folder: &Path) {
    for number in 0..5 {
        let unit = format!("第{number}小学");
        let id = format!("11010119850307{number}318");
        let path = folder.join(format!("{unit}/报表.xlsx"));
        school(&path, &unit, "26.15", &id);
        let older = folder.join(format!("{unit}/报表（旧）.xlsx"));
        school(&older, &unit, "20", &id);
        std::fs::copy(&path, folder.join(format!("{unit}/副本.xlsx"))).unwrap();
    }
    let mut packed = Vec::new();
    for unit in ["晨星中学", "东风小学", "红旗小学"] {
        // The same person on three rosters.
        let path = folder.join("了.xlsx");
        school(&path, unit, "25", "110101198503072318");
        packed.push((format!("{unit}/报表.xlsx"), std::fs::read(&path).unwrap()));
        std::fs::remove_file(path).unwrap();
    }
    let inner = zip_of(&packed[..1]);
    let outer = [&packed[1..], &[("晨星中学.zip".to_string(), inner)]].concat();
    std::fs::write(folder.join("邮件.zip"), zip_of(&outer)).unwrap();
    let of_several = rows(&[
        &["学校", "月份", "姓名", "应缴", "实缴"],
        &["第1小学", "2024-04", "张三", "26.15", "26.15"],
        &["育才小学", "2024-04", "李四", "25", "坏"],
    ]);
    write(&folder.join("汇总.xlsx"), &[("会费收缴", of_several)]);
    let text = "填报单位：实验小学\n月份,姓名,应缴,实缴\n2024-06,张三,26.15,26.15\n";
    std::fs::write(folder.join("实验小学.csv"), text).unwrap();
    std::fs::write(folder.join("坏.xlsx"), b"PK\x03\x04 and no more").unwrap();
}

fn zip_of(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name.as_str(), options).unwrap();
        std::io::Write::write_all(&mut writer, bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn the_same_bytes_with_any_number_of_jobs() {
    let folder = TempDir::new().unwrap();
    corpus(&folder.path().join("报表"));
    for command in [
        "check --format json",
        "report",
        "district --format json",
        "extract --format csv",
        "extract",
    ] {
        let of = |jobs: u32| {
            let out = match command {
                "extract" => "",
                _ => "--out 出",
            };
            let ran = run(
                folder.path(),
                &format!("{command} 报表 {out} --jobs {jobs}"),
            );
            let files = match command {
                "extract" => BTreeMap::new(),
                _ => written(&folder.path().join("出")),
            };
            let _ = std::fs::remove_dir_all(folder.path().join("出"));
            (ran.code, ran.stdout, ran.stderr, files)
        };
        let one = of(1);
        assert!(
            one.1.len() > 100 || !one.3.is_empty(),
            "{command}: {}",
            one.2
        );
        assert!(
            command != "check --format json" || one.3.len() == 10,
            "{:?}",
            one.3.keys()
        );
        for jobs in [2, 3, 8] {
            assert!(of(jobs) == one, "{command} with {jobs} jobs is otherwise");
        }
    }
}

#[test]
fn the_sample_itself_is_the_same_each_time() {
    let folder = TempDir::new().unwrap();
    run(folder.path(), "demo");
    let (first, again) = (
        written(&DEMO.file("报表")),
        written(&folder.path().join("demo/报表")),
    );
    assert!(first == again);
    assert!(written(&DEMO.file("reports")) == written(&folder.path().join("demo/reports")));
}

/// ID numbers, phones, and what people are ill of or poor by, as the schools wrote them.
fn private() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in DEMO.returns() {
        for (name, cells) in sheets(&DEMO.file(&path)) {
            for said in cells.values().map(text) {
                let digits = said.bytes().filter(u8::is_ascii_digit).count();
                let number = said.len() >= 10 && digits + 1 >= said.len();
                // Codes of unions and numbers of cards and dates are shorter, or begin otherwise.
                let personal = number && (said.starts_with("9901") || said.starts_with("199"));
                let reason = name.contains("困难") && said.contains("家庭");
                if personal || reason {
                    found.insert(said);
                }
            }
        }
    }
    assert!(found.len() > 400, "{}", found.len());
    for school in SCHOOLS.iter() {
        for row in school.rows("members") {
            assert!(found.contains(&row.text("id")), "{}", row.text("id"));
        }
    }
    found
}

/// All that stands in a workbook, notes and names included.
fn all_text(path: &Path) -> String {
    let parts = parts(path).into_iter();
    let xml = parts.filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".vml"));
    xml.map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect()
}

#[test]
fn nothing_private_goes_up() {
    let private = private();
    // What goes back to a school holds its own numbers: the search would find them.
    let feedback = all_text(&DEMO.file("reports/反馈/滨河小学_反馈_2023-2024-2.xlsx"));
    let found = private
        .iter()
        .filter(|number| feedback.contains(number.as_str()));
    assert!(found.count() > 15);
    let mut files = vec![district_workbook()];
    collect(&DEMO.file("reports/期末报告"), &mut files);
    for file in files {
        let all = all_text(&file);
        let numbers: BTreeSet<&str> = all
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| word.len() >= 10)
            .collect();
        for number in &private {
            let there = match number.is_ascii() {
                true => numbers.contains(number.as_str()),
                false => all.contains(number.as_str()),
            };
            assert!(!there, "{number} in {file:?}");
        }
    }
}

#[test]
fn names_of_the_aided_are_masked() {
    for school in SCHOOLS.iter() {
        let report = format!("reports/期末报告/{}_期末报告_2023-2024-2.xlsx", school.unit);
        let mut seen = 0;
        for (_, cells) in sheets(&DEMO.file(&report)) {
            for ((row, _), cell) in &cells {
                let category = text(cell);
                let aided = [
                    "结婚慰问",
                    "生育慰问",
                    "住院慰问",
                    "困难帮扶",
                    "退休慰问",
                    "送温暖",
                ];
                if !aided.contains(&category.as_str()) {
                    continue;
                }
                seen += 1;
                for said in cells
                    .range((*row, 0)..(*row + 1, 0))
                    .map(|(_, cell)| text(cell))
                {
                    let whole = school
                        .rows("members")
                        .iter()
                        .any(|r| r.text("name") == said);
                    assert!(!whole, "{said} in {report}");
                }
            }
        }
        assert!(seen > 0, "{report}");
    }
}

const TRICKS: [&str; 5] = [
    "=1+1",
    "+cmd|' /C calc'!A1",
    "-2+3",
    "@SUM(A1)",
    "=HYPERLINK(\"http://x\",\"y\")",
];

#[test]
fn text_of_an_input_is_never_a_formula_of_an_output() {
    let folder = TempDir::new().unwrap();
    let mut welfare = rows(&[&[
        "日期",
        "类别",
        "对象",
        "事由",
        "形式",
        "人数",
        "单价",
        "金额",
        "凭证号",
    ]]);
    for (index, trick) in TRICKS.iter().enumerate() {
        let mut row =
            rows(&[&["2023-9-26", "节日慰问", trick, trick, trick, "1", "1", "1"]]).remove(0);
        row.push(Cell::Text(format!("{trick}{index}")));
        welfare.push(row);
    }
    let mut sports = rows(&[&["日期", "项目", "组别", "参赛者", "名次", "得分"]]);
    sports.extend(TRICKS.map(|t| rows(&[&["2023-10-20", t, t, t, "1", "7"]]).remove(0)));
    let details = rows(&[&["单位名称", "填表人"], &["=育红小学", "=1+1"]]);
    let sheets = [
        ("单位信息", details),
        ("福利慰问", welfare),
        ("文体比赛", sports),
    ];
    write(&folder.path().join("育红小学.xlsx"), &sheets);
    let rows = super::support::extract(folder.path(), &["育红小学.xlsx"]);
    let reasons = rows.iter().filter(|row| row["table"] == "welfare");
    let reasons: Vec<&str> = reasons
        .map(|r| r["values"]["reason"].as_str().unwrap())
        .collect();
    assert_eq!(reasons, TRICKS);
    for command in ["check", "report", "district"] {
        run(
            folder.path(),
            &format!("{command} 育红小学.xlsx --period 2023-2024-1 --out {command}"),
        );
        let mut files = Vec::new();
        collect(&folder.path().join(command), &mut files);
        assert_eq!(files.len(), 1, "{command}");
        holds_as_text(&files[0], command == "check");
    }
}

fn holds_as_text(file: &Path, all: bool) {
    let mut workbook = open_workbook_auto(file).unwrap();
    let mut said = BTreeSet::new();
    for name in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&name).unwrap();
        for (_, _, formula) in formulas.used_cells() {
            let trick = ["1+1", "cmd", "2+3", "@SUM", "HYPERLINK", "育红小学"];
            assert!(
                !trick.iter().any(|t| formula.starts_with(t)),
                "{file:?}: ={formula}"
            );
        }
        let cells = workbook.worksheet_range(&name).unwrap();
        said.extend(cells.used_cells().map(|(_, _, cell)| text(cell)));
    }
    for trick in TRICKS.iter().filter(|_| all) {
        assert!(said.contains(*trick), "{trick} in {file:?}");
    }
}

/// A folder in the output's place: the file cannot be written, and what was there stays.
#[test]
fn a_failed_write_leaves_what_was_there() {
    let folder = TempDir::new().unwrap();
    let school = DEMO.file("报表/育才小学工会报表.xlsx");
    std::fs::copy(&school, folder.path().join("育才小学.xlsx")).unwrap();
    let out = folder.path().join("out/全区汇总_2023-2024-2.xlsx");
    std::fs::create_dir_all(&out).unwrap();
    std::fs::write(out.join("kept"), "kept").unwrap();
    let ran = run(folder.path(), "district 育才小学.xlsx --out out");
    assert_eq!(ran.code, 3);
    assert!(
        ran.stderr.contains("全区汇总_2023-2024-2.xlsx"),
        "{}",
        ran.stderr
    );
    assert_eq!(std::fs::read_to_string(out.join("kept")).unwrap(), "kept");
    let beside = std::fs::read_dir(folder.path().join("out"))
        .unwrap()
        .count();
    assert_eq!(beside, 1, "nothing half-written stays beside it");
}

/// Killed in the middle of a write: the former output stands as it was.
#[cfg(unix)]
#[test]
fn a_killed_run_leaves_the_former_output() {
    let folder = TempDir::new().unwrap();
    let school = DEMO.file("报表/育才小学工会报表.xlsx");
    std::fs::copy(&school, folder.path().join("育才小学.xlsx")).unwrap();
    run(folder.path(), "district 育才小学.xlsx --out out");
    let out: PathBuf = folder.path().join("out/全区汇总_2023-2024-2.xlsx");
    let before = std::fs::read(&out).unwrap();
    // No file may grow beyond a few kilobytes: the system kills who tries.
    let script = format!(
        "ulimit -c 0; ulimit -f 8; exec {} district 育才小学.xlsx --out out",
        env!("CARGO_BIN_EXE_gonghui")
    );
    let status = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder.path())
        .output()
        .unwrap()
        .status;
    assert!(!status.success());
    assert!(std::fs::read(&out).unwrap() == before);
}
