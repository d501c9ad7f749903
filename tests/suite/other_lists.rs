//! Lists for another purpose (签到表, 工资表 …) among the tables that a school reports: each is known for what
//! it is, none is counted, and no figure of the tables changes for them.

use super::support::{Cell as Written, lines, rows, run, write};
use gonghui::read::{Cell, Looks, Text, Value};
use gonghui::recognise::{Row, recognise};
use gonghui::schema::{Table, TableKind, schema};
use proptest::prelude::*;
use std::path::Path;
use tempfile::TempDir;

/// How much further ahead than any other a template must be.
const MARGIN: i64 = 12;

fn lists() -> Vec<&'static Table> {
    let all = schema().subjects().map(|(_, table)| table);
    all.filter(|table| table.of_other_purpose).collect()
}

/// The header of a sheet with a column for each label.
fn header<'t>(labels: impl Iterator<Item = &'t str>) -> Row<'static> {
    let cell = |(column, label): (u32, &str)| Cell {
        row: 0,
        column,
        value: Value::Text(Text::own(label.to_string())),
        looks: Looks::default(),
        format: None,
    };
    Row {
        index: 0,
        cells: (0..).zip(labels).map(cell).collect(),
    }
}

#[test]
fn the_header_of_each_table_is_that_table_by_a_margin() {
    for table in schema().tables() {
        let head = header(table.columns.iter().map(|column| column.title.zh));
        let found = recognise(table.title.zh, "", &[head], &[]).remove(0);
        assert_eq!(found.table.id, table.id);
        let weights: Vec<i64> = found.judgements.iter().map(|j| j.weight()).collect();
        let second = weights.get(1).copied().unwrap_or(0);
        assert!(weights[0] >= second + MARGIN, "{}: {weights:?}", table.id);
    }
}

#[test]
fn the_header_of_each_list_for_another_purpose_is_no_table() {
    for list in lists().into_iter().filter(|list| !list.aliases.is_empty()) {
        let head = header(list.columns.iter().map(|column| column.title.zh));
        let found = recognise(list.title.zh, "", &[head], &[]);
        assert_eq!(found[0].table.id, list.id);
        let weights: Vec<i64> = found[0].judgements.iter().map(|j| j.weight()).collect();
        let second = weights.get(1).copied().unwrap_or(0);
        assert!(weights[0] >= second + MARGIN, "{}: {weights:?}", list.id);
    }
}

/// No title is two tables' own: of those that stand in one text the last decides. But a sheet of the plan's own
/// may be called what a school calls its plans (活动计划), and the labels tell them apart.
#[test]
fn no_title_is_shared() {
    let mut known: Vec<(String, &str)> = Vec::new();
    let of_plan = |id: &str| {
        schema()
            .table(id)
            .is_some_and(|t| t.kind == TableKind::Plan)
    };
    for (_, table) in schema().subjects() {
        for name in table.names() {
            let name = gonghui::schema::normalise_label(name);
            let apart = |id: &str| table.of_other_purpose && of_plan(id);
            let mut known_here = known.iter().filter(|(_, id)| !apart(id));
            let other = known_here.find(|(other, _)| *other == name);
            assert!(
                other.is_none_or(|(_, id)| *id == table.id),
                "{name}: {} and {other:?}",
                table.id
            );
            known.push((name, &table.id));
        }
    }
}

pub(super) type Sheet = (String, Vec<Vec<String>>);

pub(super) fn owned(cells: &[&[&str]]) -> Vec<Vec<String>> {
    let row = |row: &&[&str]| row.iter().map(ToString::to_string).collect();
    cells.iter().map(row).collect()
}

/// The tables of a school, true ones.
pub(super) fn tables() -> Vec<Sheet> {
    vec![
        (
            "会员名册".into(),
            owned(&[
                &["姓名", "性别", "身份证号", "部门", "是否入会"],
                &["张三", "男", "110101198503072318", "语文组", "是"],
                &["李四", "女", "11010519491231002X", "数学组", "否"],
            ]),
        ),
        (
            "会费收缴".into(),
            owned(&[
                &["月份", "姓名", "应缴", "实缴", "签名"],
                &["2023-09", "张三", "16", "16", ""],
            ]),
        ),
        (
            "福利慰问".into(),
            owned(&[
                &["日期", "类别", "对象", "金额", "领取人签字"],
                &["2023-09-28", "节日慰问", "全体会员", "400", ""],
            ]),
        ),
    ]
}

/// A list for another purpose with `rows` people, under the first of its labels and those that it shares.
fn list(list: &'static Table, title: bool, rows: usize, name: String) -> Sheet {
    let labels: Vec<String> = list
        .columns
        .iter()
        .map(|c| c.title.zh.to_string())
        .collect();
    let value = |label: &String, at: usize| match label.as_str() {
        "姓名" => ["王五", "赵六", "钱七", "孙八"][at % 4].to_string(),
        "性别" => "男".to_string(),
        "部门" => "英语组".to_string(),
        "身份证号" => String::new(),
        label if label.ends_with("日期") || label.ends_with("时间") => "2023-09-20".to_string(),
        _ => (at + 1).to_string(),
    };
    let people = (0..rows).map(|at| labels.iter().map(|label| value(label, at)).collect());
    let head = title.then(|| vec![format!("2023年{}", list.title.zh)]);
    let all = head.into_iter().chain([labels.clone()]).chain(people);
    (name, all.collect())
}

pub(super) fn rows_of(sheets: &[Sheet]) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    write_sheets(folder.path(), sheets);
    let ran = run(folder.path(), "extract a.xlsx");
    lines(&ran.stdout).iter().map(ToString::to_string).collect()
}

/// Writes `a.xlsx` into the folder; short numbers as numbers.
pub(super) fn write_sheets(folder: &Path, sheets: &[Sheet]) {
    let written: Vec<(&str, Vec<Vec<Written>>)> = sheets
        .iter()
        .map(|(name, rows)| {
            let row = |row: &Vec<String>| {
                let cell = |text: &String| match text.parse::<f64>() {
                    Ok(number) if text.len() < 10 => Written::Number(number),
                    _ => Written::from(text.as_str()),
                };
                row.iter().map(cell).collect()
            };
            (name.as_str(), rows.iter().map(row).collect())
        })
        .collect();
    write(&folder.join("a.xlsx"), &written);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// A sign-in sheet beside the roster once made the membership 8/14.
    #[test]
    fn no_figure_changes_when_lists_for_another_purpose_stand_among_the_tables(
        picked in proptest::collection::vec((0_usize..100, any::<bool>(), 1_usize..5, 0_usize..4), 1..4),
    ) {
        let own = tables();
        let alone = rows_of(&own);
        let all = lists();
        let mut sheets = own;
        for (number, (which, title, rows, at)) in picked.into_iter().enumerate() {
            let kind = all[which % all.len()];
            // A list is known by its title, on the sheet or above its rows.
            let name = match title {
                true => format!("Sheet{}", number + 5),
                false => format!("{}{number}", kind.title.zh),
            };
            let at = at.min(sheets.len());
            sheets.insert(at, list(kind, title, rows, name));
        }
        prop_assert_eq!(rows_of(&sheets), alone);
    }
}

/// What `explain` of a file shows is the reasons that decided; a file or sheet that is not there is said.
#[test]
fn explain_of_a_file_shows_what_each_sheet_is_taken_for_and_why() {
    let folder = TempDir::new().unwrap();
    let roster = rows(&[&["姓名", "身份证号", "是否入会"], &["张三", "", "是"]]);
    let present = rows(&[
        &["序号", "姓名", "部门", "签名"],
        &["1", "张三", "语文组", ""],
    ]);
    let bare = rows(&[
        &["姓名", "身份证号", "电话"],
        &["张三", "110101198503072318", "13800000000"],
    ]);
    let sheets = [("会员名册", roster), ("签到", present), ("Sheet3", bare)];
    write(&folder.path().join("a.xlsx"), &sheets);
    let whole = run(folder.path(), "explain a.xlsx --lang zh");
    assert_eq!(whole.code, 0, "{}", whole.stderr);
    for said in [
        "工作表“会员名册”：当作“会员名册”计入了，表头从 A1 起，1 行。",
        "工作表“签到”：像签到表，不是要上报的表。",
        "“签名”列（D1）",
        "工作表名“签到”",
    ] {
        assert!(whole.stdout.contains(said), "{said}: {}", whole.stdout);
    }
    insta::assert_snapshot!("explain_of_a_file", whole.stdout);
    let one = run(folder.path(), "explain a.xlsx!签到 --lang zh");
    assert!(one.stdout.contains("签到表") && !one.stdout.contains("会员名册”计入了"));
    insta::assert_snapshot!("explain_of_a_sheet", one.stdout);
    let no_sheet = run(folder.path(), "explain a.xlsx!考勤 --lang zh");
    assert_eq!(no_sheet.code, 2);
    assert!(
        no_sheet.stderr.contains("文件里没有工作表“考勤”"),
        "{}",
        no_sheet.stderr
    );
    let no_file = run(folder.path(), "explain b.xlsx --lang zh");
    assert_eq!(no_file.code, 3);
    assert!(no_file.stderr.contains("路径不存在"), "{}", no_file.stderr);
}
