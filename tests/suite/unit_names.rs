//! Whose a sheet is: what a line above the header calls the unit, and how its name is written.

use super::support::{extract, rows, run, write};
use tempfile::TempDir;

/// The unit of the rows of a sheet with `line` above its header.
fn unit(line: &str) -> String {
    let folder = TempDir::new().unwrap();
    let cells = rows(&[
        &["经费收支明细"],
        &[line],
        &["日期", "科目", "收入", "支出"],
        &["2023-10-10", "会费收入", "2.5", ""],
    ]);
    write(&folder.path().join("ledger.xlsx"), &[("经费收支", cells)]);
    let read = extract(folder.path(), &["ledger.xlsx"]);
    read[0]["unit"].as_str().unwrap().to_string()
}

/// `核算单位：南塘小学工会` once was a unit called 核算单位:南塘小学.
#[test]
fn a_label_is_never_part_of_a_units_name() {
    for label in [
        "核算单位：",
        "账套名称：",
        "公司名称：",
        "部门：",
        "所在单位：",
        "使用单位：",
        "工会组织名称：",
        "制表单位：",
        "编制单位：",
        "单位名称_",
        "填报单位",
        "学校（盖章）：",
        "单位全称：",
    ] {
        assert_eq!(unit(&format!("{label}南塘小学工会")), "南塘小学", "{label}");
    }
    assert_eq!(
        unit("核算单位：南塘小学工会   会计期间：2023年10月"),
        "南塘小学"
    );
    // What is no school's name behind a weak label, and what another label is about, are no unit.
    for line in [
        "部门：语文组",
        "收款单位：北塘小学",
        "主办：北塘小学",
        "对方单位：北塘小学工会",
    ] {
        assert_eq!(unit(line), "ledger", "{line}");
    }
    // 学校 begins this name and is no label.
    assert_eq!(unit("学校路小学2023年经费收支"), "学校路小学");
}

/// 阜阳市第三中学（颍州校区） came out with narrow brackets.
#[test]
fn a_units_name_keeps_its_brackets_and_is_compared_without_their_width() {
    let wide = "阜阳市第三中学（颍州校区）";
    assert_eq!(unit(&format!("填报单位：{wide}")), wide);
    let folder = TempDir::new().unwrap();
    let sheet = |name: &str| {
        rows(&[
            &["单位名称", "在编教师数", "填表人", "联系电话"],
            &[name, "88", "陈洁", "0558-2212345"],
        ])
    };
    write(&folder.path().join("a.xlsx"), &[("单位信息", sheet(wide))]);
    let ledger = rows(&[
        &["填报单位：阜阳市第三中学(颍州校区)工会"],
        &["日期", "科目", "收入", "支出"],
        &["2023-10-10", "会费收入", "2.5", ""],
    ]);
    write(&folder.path().join("b.xlsx"), &[("经费收支", ledger)]);
    let read = extract(folder.path(), &["a.xlsx", "b.xlsx"]);
    let units: Vec<&str> = read
        .iter()
        .map(|row| row["unit"].as_str().unwrap())
        .collect();
    assert_eq!(units, [wide, wide]);
    let checked = run(folder.path(), "check a.xlsx b.xlsx --format json").json();
    assert_eq!(checked["units"].as_array().unwrap().len(), 1);
    assert_eq!(checked["units"][0]["unit"], wide);
    assert_eq!(checked["units"][0]["files"], 2);
    // Asked for in the other width, it is the same.
    let narrow = "阜阳市第三中学(颍州校区)";
    let arguments = [
        "check", "a.xlsx", "b.xlsx", "--format", "json", "--unit", narrow,
    ];
    let asked = super::support::gonghui(folder.path(), &arguments).json();
    assert_eq!(asked["units"][0]["unit"], wide);
}
