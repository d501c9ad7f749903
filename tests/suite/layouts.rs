//! Sheets as schools lay them out: every declared name, columns in any order, titles
//! above, totals and signatures below.

use super::aliases::{Column, TABLES, Table, VALUES};
use super::support::{Cell, extract, gonghui, rows, run, write};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

fn names(list: &'static str) -> Vec<&'static str> {
    list.split(' ').collect()
}

/// The `k`-th name, over and over.
fn nth(list: &'static str, k: usize) -> &'static str {
    let names = names(list);
    names[k % names.len()]
}

fn json_of(column: &Column) -> Value {
    serde_json::from_str(column.3).unwrap()
}

/// The columns of `table` in another order for each `k`.
fn shuffled(table: &Table, k: usize) -> Vec<Column> {
    let mut columns = table.2.to_vec();
    let by = k * 3 % columns.len();
    columns.rotate_left(by);
    if k % 2 == 1 {
        columns.reverse();
    }
    columns
}

/// One row of each table under the names of round `k`, each in its own sheet called `sheet`.
fn book(k: usize, sheet: impl Fn(usize, &Table) -> String) -> Vec<(String, Vec<Vec<Cell>>)> {
    TABLES
        .iter()
        .enumerate()
        .map(|(index, table)| {
            let columns = shuffled(table, k);
            let header = columns.iter().map(|c| Cell::from(nth(c.1, k))).collect();
            let row = columns.iter().map(|c| Cell::from(c.2)).collect();
            (sheet(index, table), vec![header, row])
        })
        .collect()
}

fn save(path: &Path, sheets: &[(String, Vec<Vec<Cell>>)]) {
    let sheets: Vec<(&str, Vec<Vec<Cell>>)> = sheets
        .iter()
        .map(|(name, rows)| (name.as_str(), rows.clone()))
        .collect();
    write(path, &sheets);
}

/// Each table once, with the values of its columns.
fn is_each_table_once(found: &[Value], what: &str) {
    assert_eq!(found.len(), TABLES.len(), "{what}");
    for (row, (table, _, columns)) in found.iter().zip(TABLES) {
        assert_eq!(row["table"], *table, "{what}: {row}");
        assert_eq!(row["unit"], "育红小学", "{what}");
        for column in *columns {
            let value = &row["values"][column.0];
            assert_eq!(*value, json_of(column), "{what}: {table}.{}", column.0);
        }
    }
}

#[test]
fn every_name_of_every_column_and_table() {
    let folder = TempDir::new().unwrap();
    let rounds = TABLES
        .iter()
        .flat_map(|(_, titles, columns)| columns.iter().map(|c| c.1).chain([*titles]))
        .map(|list| names(list).len())
        .max()
        .unwrap();
    for k in 0..rounds {
        let name = format!("{k}.xlsx");
        save(
            &folder.path().join(&name),
            &book(k, |_, table| nth(table.1, k).to_string()),
        );
        let found = extract(folder.path(), &[&name]);
        is_each_table_once(&found, &format!("round {k}"));
    }
}

#[test]
fn any_sheet_name_will_do() {
    let folder = TempDir::new().unwrap();
    save(
        &folder.path().join("a.xlsx"),
        &book(0, |index, _| format!("Sheet{}", index + 1)),
    );
    is_each_table_once(&extract(folder.path(), &["a.xlsx"]), "Sheet1, Sheet2, …");
}

#[test]
fn headers_with_marks_spaces_breaks_and_units() {
    let folder = TempDir::new().unwrap();
    let marks: [fn(&str) -> String; 7] = [
        |title| format!("*{title}"),
        |title| format!("{title}："),
        |title| title.chars().map(|c| format!("{c}\u{3000}")).collect(),
        |title| {
            let middle = title.chars().count() / 2;
            let (left, right): (String, String) = (
                title.chars().take(middle).collect(),
                title.chars().skip(middle).collect(),
            );
            format!("{left}\n{right}")
        },
        |title| format!("  {title} *"),
        |title| format!("{title}（必填）"),
        |title| format!("{title}(注)"),
    ];
    for (round, mark) in marks.iter().enumerate() {
        let sheets: Vec<(String, Vec<Vec<Cell>>)> = book(0, |_, table| nth(table.1, 0).to_string())
            .into_iter()
            .map(|(name, mut rows)| {
                for cell in &mut rows[0] {
                    if let Cell::Text(title) = cell {
                        *title = mark(title);
                    }
                }
                (name, rows)
            })
            .collect();
        let name = format!("{round}.xlsx");
        save(&folder.path().join(&name), &sheets);
        is_each_table_once(&extract(folder.path(), &[&name]), &format!("mark {round}"));
    }
}

#[test]
fn the_unit_in_a_header_scales_its_column() {
    let folder = TempDir::new().unwrap();
    let header = ["日期", "类别", "单价（元）", "金额（万元）"];
    let sheets = [(
        "福利慰问",
        rows(&[&header, &["2023-9-26", "节日慰问", "200", "0.4"]]),
    )];
    write(&folder.path().join("育红小学.xlsx"), &sheets);
    let found = extract(folder.path(), &["育红小学.xlsx"]);
    assert_eq!(found[0]["values"]["unit_price"], 20_000);
    assert_eq!(found[0]["values"]["amount"], 400_000);
    let titled = rows(&[
        &["福利慰问登记表"],
        &["", "", "", "单位：万元"],
        &["日期", "类别", "单价", "金额"],
        &["2023-9-26", "节日慰问", "0.02", "0.4"],
    ]);
    write(&folder.path().join("b.xlsx"), &[("福利慰问", titled)]);
    let found = extract(folder.path(), &["b.xlsx"]);
    assert_eq!(found[0]["values"]["unit_price"], 20_000);
    assert_eq!(found[0]["values"]["amount"], 400_000);
}

#[test]
fn the_header_may_stand_on_the_thirtieth_row_that_says_something() {
    let folder = TempDir::new().unwrap();
    let at = |row: usize| {
        let mut all = rows(&[&["育红小学会费台账"], &["填报单位：育红小学"]]);
        all.resize(row - 1, rows(&[&["填表说明：按月填写。"]]).remove(0));
        all.extend(rows(&[
            &["月份", "姓名", "应缴", "实缴"],
            &["2023-09", "张三", "26.15", "26.15"],
        ]));
        all
    };
    write(&folder.path().join("a.xlsx"), &[("会费", at(30))]);
    let found = extract(folder.path(), &["a.xlsx"]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (&found[0]["row"], &found[0]["unit"]),
        (&json!(31), &json!("育红小学"))
    );
    write(&folder.path().join("b.xlsx"), &[("会费", at(31))]);
    let ran = run(folder.path(), "check b.xlsx --format json");
    assert_eq!(ran.code, 0);
    let json = ran.json();
    assert_eq!(json["findings"][0]["code"], "T001");
    assert_eq!(json["inputs"][0]["unrecognised"][0]["sheet"], "会费");
    // Empty rows are not counted.
    let mut low = at(3);
    low.splice(2..2, vec![Vec::new(); 60]);
    write(&folder.path().join("c.xlsx"), &[("会费", low)]);
    assert_eq!(extract(folder.path(), &["c.xlsx"])[0]["row"], 64);
}

#[test]
fn totals_footers_and_examples_are_no_data() {
    let folder = TempDir::new().unwrap();
    let table = rows(&[
        &["序号", "月份", "姓名", "应缴", "实缴"],
        &["示例", "2023-09", "张三", "26.15", "26.15"],
        &["1", "2023-09", "李四", "26.15", "26.15"],
        &["2", "2023-09", "王五", "30.00", "30.00"],
        &["小计", "", "", "56.15", "56.15"],
        &[],
        &["3", "2023-10", "李四", "26.15", "26.15"],
        &["合 计", "", "", "82.30", "82.30"],
        &["", "", "总计", "82.30", "82.30"],
        &["制表人：李四", "", "审核人：赵六"],
        &["填报日期：2023年11月1日"],
        &["备注：本表一式两份"],
    ]);
    write(&folder.path().join("育红小学.xlsx"), &[("会费收缴", table)]);
    let found = extract(folder.path(), &["育红小学.xlsx"]);
    let rows: Vec<(u64, &str)> = found
        .iter()
        .map(|row| {
            (
                row["row"].as_u64().unwrap(),
                row["values"]["name"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(rows, [(3, "李四"), (4, "王五"), (7, "李四")]);
}

/// The template as it is written, with one row typed below its example.
#[test]
fn a_template_that_was_filled_in() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run(folder.path(), "template blank").code, 0);
    let blank = folder.path().join("blank/填报模板.xlsx");
    assert!(extract(folder.path(), &["blank/填报模板.xlsx"]).is_empty());
    let sheets: Vec<(String, Vec<Vec<Cell>>)> = super::support::sheets(&blank)
        .into_iter()
        .map(|(name, cells)| {
            let last = cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
            let mut rows = vec![Vec::new(); last as usize + 1];
            for ((row, column), cell) in &cells {
                let row: &mut Vec<Cell> = &mut rows[*row as usize];
                row.resize(*column as usize, Cell::Empty);
                row.push(Cell::from(super::support::text(cell).as_str()));
            }
            if name == "会费收缴" {
                let typed = [
                    "2023-09",
                    "李四",
                    "11010519491231002X",
                    "5230",
                    "26.15",
                    "26.15",
                ];
                let header = cells
                    .iter()
                    .find(|(_, cell)| super::support::text(cell).contains("月份"));
                let (row, column) = *header.unwrap().0;
                assert!(row < last, "an example stands below");
                let mut row = vec![Cell::Empty; column as usize];
                row.extend(typed.map(Cell::from));
                rows.push(row);
            }
            (name, rows)
        })
        .collect();
    save(&folder.path().join("育红小学.xlsx"), &sheets);
    let found = extract(folder.path(), &["育红小学.xlsx"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["values"]["name"], "李四");
    assert_eq!(found[0]["values"]["due"], 2615);
}

#[test]
fn unit_details_as_a_form() {
    let folder = TempDir::new().unwrap();
    let narrow = rows(&[
        &["育红小学基本情况表"],
        &["单位名称", "育红小学工会委员会"],
        &["统一社会信用代码", "81440000MCL468545M"],
        &["在编教师数", "30"],
        &["本届届满日期", "2026年5月19日"],
        &["填表人：", "张三"],
    ]);
    let wide = rows(&[
        &[
            "单位名称",
            "育红小学",
            "统一社会信用代码",
            "81440000MCL468545M",
        ],
        &["在编教师数", "30", "本届届满日期", "2026-5-19"],
        &["填表人", "张三"],
    ]);
    for (name, rows) in [("narrow.xlsx", narrow), ("wide.xlsx", wide)] {
        write(&folder.path().join(name), &[("基本情况", rows)]);
        let found = extract(folder.path(), &[name]);
        assert_eq!(found.len(), 1, "{name}");
        let values = &found[0]["values"];
        assert_eq!(found[0]["unit"], "育红小学", "{name}");
        assert_eq!(values["credit_code"], "81440000MCL468545M");
        assert_eq!(values["staff_permanent"], 30);
        assert_eq!(values["committee_expires_on"], "2026-05-19");
        assert_eq!(values["preparer"], "张三");
    }
}

const DUES: &[&[&str]] = &[
    &["月份", "姓名", "应缴", "实缴"],
    &["2023-09", "张三", "26.15", "26.15"],
];

/// The unit and the findings about files of a check of `path`.
fn unit_of(folder: &Path, path: &str) -> (String, Vec<String>) {
    let json = gonghui(
        folder,
        &["check", path, "--period", "2023-09", "--format", "json"],
    )
    .json();
    let findings = json["findings"].as_array().unwrap().iter();
    let codes = findings.map(|f| f["code"].as_str().unwrap().to_string());
    let unit = json["inputs"][0]["unit"]
        .as_str()
        .unwrap_or("nobody's")
        .to_string();
    (unit, codes.filter(|code| code.starts_with('F')).collect())
}

#[test]
fn whose_a_workbook_is() {
    let folder = TempDir::new().unwrap();
    let details = rows(&[&["单位名称", "填表人"], &["育红小学工会", "张三"]]);
    let with_line = |line: &str| {
        let mut all = rows(&[&["会费收缴表"], &[line]]);
        all.extend(rows(DUES));
        all
    };
    let write =
        |path: &str, sheets: &[(&str, Vec<Vec<Cell>>)]| write(&folder.path().join(path), sheets);
    write(
        "其他小学.xlsx",
        &[("会费收缴", rows(DUES)), ("单位信息", details)],
    );
    assert_eq!(
        unit_of(folder.path(), "其他小学.xlsx"),
        // The sheet counts; that the file is named after another school is said.
        ("育红小学".into(), vec!["F034".into()])
    );
    write(
        "某某.xlsx",
        &[("会费收缴", with_line("填报单位：育红小学工会委员会"))],
    );
    assert_eq!(
        unit_of(folder.path(), "某某.xlsx"),
        ("育红小学".into(), vec!["F013".into()])
    );
    write(
        "一.xlsx",
        &[(
            "会费收缴",
            with_line("填报单位: 育红小学   填报日期：2023年9月30日"),
        )],
    );
    assert_eq!(
        unit_of(folder.path(), "一.xlsx"),
        ("育红小学".into(), vec!["F013".into()])
    );
    for path in [
        "育红小学.xlsx",
        "03-育红小学2023年9月.xlsx",
        "育红小学/会费.xlsx",
        "育红小学工会材料/9月/会费收缴.xlsx",
    ] {
        write(path, &[("会费收缴", rows(DUES))]);
        let found = unit_of(folder.path(), path);
        assert_eq!(found, ("育红小学".into(), vec!["F012".into()]), "{path}");
    }
}

/// One column is enough where the sheet says what it lists.
#[test]
fn a_list_of_names_alone() {
    let folder = TempDir::new().unwrap();
    let names = |title: &str| rows(&[&[title], &["育红小学"], &["望湖小学"]]);
    let plan = [("应报单位", names("单位名称"))];
    write(&folder.path().join("计划.xlsx"), &plan);
    let details = [
        ("单位信息", rows(&[&["单位名称"], &["育红小学工会"]])),
        ("会费收缴", rows(DUES)),
    ];
    write(&folder.path().join("某某.xlsx"), &details);
    let json = run(
        folder.path(),
        "district 某某.xlsx --plan 计划.xlsx --period 2023-09 --format json",
    )
    .json();
    let units: Vec<(&Value, &Value)> = json["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|u| (&u["unit"], &u["status"]))
        .collect();
    let expected = [("育红小学", "received"), ("望湖小学", "not_received")];
    assert_eq!(
        units,
        expected
            .map(|(unit, status)| (json!(unit), json!(status)))
            .each_ref()
            .map(|(u, s)| (u, s))
    );
    // A title and a line above are no list of names.
    let notes = rows(&[&["填报单位：育红小学"], &["下周一前报齐"]]);
    write(&folder.path().join("通知.xlsx"), &[("单位信息", notes)]);
    let json = run(
        folder.path(),
        "check 通知.xlsx --period 2023-09 --format json",
    )
    .json();
    assert_eq!(json["inputs"][0]["tables"], json!([]));
}

#[test]
fn no_sheet_with_a_table() {
    let folder = TempDir::new().unwrap();
    let notes = rows(&[&["下周一前报齐"], &["联系张老师"]]);
    write(
        &folder.path().join("育红小学.xlsx"),
        &[("通知", notes), ("空", Vec::new())],
    );
    assert!(extract(folder.path(), &["育红小学.xlsx"]).is_empty());
    let json = run(folder.path(), "check 育红小学.xlsx --format json").json();
    assert_eq!(json["inputs"][0]["tables"], json!([]));
    let sheets: Vec<&Value> = json["inputs"][0]["unrecognised"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| &s["sheet"])
        .collect();
    assert_eq!(sheets, ["通知", "空"]);
    assert_eq!(json["summary"]["rows"], 0);
}

/// One row a written value, and what it means.
#[test]
fn what_people_write_for_a_category() {
    let folder = TempDir::new().unwrap();
    let file = |index: usize| format!("{index:02}.xlsx");
    for (index, (table, column, written, _)) in VALUES.iter().enumerate() {
        let (_, titles, columns) = TABLES.iter().find(|(id, ..)| id == table).unwrap();
        let title = |c: &Column| Cell::from(nth(c.1, 0));
        let mut all: Vec<Vec<Cell>> = vec![columns.iter().map(title).collect()];
        for written in names(written) {
            let cell = |c: &Column| Cell::from(if c.0 == *column { written } else { c.2 });
            all.push(columns.iter().map(cell).collect());
        }
        write(&folder.path().join(file(index)), &[(nth(titles, 0), all)]);
    }
    let found = extract(folder.path(), &["."]);
    for (index, (table, column, written, value)) in VALUES.iter().enumerate() {
        let rows: Vec<&Value> = found
            .iter()
            .filter(|row| row["path"] == file(index))
            .collect();
        assert_eq!(rows.len(), names(written).len(), "{table}.{column}");
        for (row, written) in rows.iter().zip(names(written)) {
            let value = serde_json::from_str(value).unwrap_or_else(|_| json!(value));
            assert_eq!(row["values"][column], value, "{table}.{column}: {written}");
        }
    }
}
