//! The same person in two sheets, written a little differently: joined where it is certain, said
//! where it is not. Whether dues are joined shows in D105 (nobody, or several, of that name) and in
//! D106 (a member without dues).

use super::support::{rows, run, write};
use serde_json::Value;
use tempfile::TempDir;

const ID: &str = "110101198503072318";
const OTHER_ID: &str = "11010519491231002X";

/// A roster of these names and ID numbers beside dues of those, and what is found.
fn found(roster: &[(&str, &str)], dues: &[(&str, &str)]) -> Vec<Value> {
    let mut members = rows(&[&["填报单位：育才小学"], &["姓名", "身份证号", "是否会员"]]);
    for (name, id) in roster {
        members.extend(rows(&[&[name, id, "是"]]));
    }
    let mut paid = rows(&[
        &["填报单位：育才小学"],
        &["月份", "姓名", "身份证号", "应缴", "实缴"],
    ]);
    for (name, id) in dues {
        paid.extend(rows(&[&["2023-09", name, id, "26.15", "26.15"]]));
    }
    findings(&[("会员名册", members), ("会费收缴", paid)])
}

fn findings(sheets: &[(&str, Vec<Vec<super::support::Cell>>)]) -> Vec<Value> {
    let folder = TempDir::new().unwrap();
    write(&folder.path().join("育才小学.xlsx"), sheets);
    let json = run(folder.path(), "check . --format json --period 2023-2024-1").json();
    json["findings"].as_array().unwrap().clone()
}

/// The codes among `findings` that tell of people.
fn codes(findings: &[Value]) -> Vec<&str> {
    let code = |finding: &Value| finding["code"].as_str().unwrap().to_string();
    findings
        .iter()
        .filter(|f| ["D105", "D106", "X110", "X111", "S104"].contains(&code(f).as_str()))
        .map(|f| f["code"].as_str().unwrap())
        .collect()
}

#[test]
fn small_differences_in_a_name_are_no_difference() {
    for (on_roster, in_dues) in [
        ("张三", "张　三"),
        ("黄丽", "黃丽"),
        ("黄丽", "⻩丽"),
        ("方小明", "⽅小明"),
        ("吕建国", "呂建國"),
        ("張偉", "张伟"),
        ("张三", "张三（退休）"),
        ("张三（借调）", "张三"),
        ("张三", "张三老师"),
        ("阿卜杜拉·买买提", "阿卜杜拉•买买提"),
        ("阿卜杜拉·买买提", "阿卜杜拉．买买提"),
        ("阿卜杜拉·买买提", "阿卜杜拉买买提"),
        ("Ann Lee", "ＡＮＮ　ＬＥＥ"),
    ] {
        for (roster_id, dues_id) in [("", ""), (ID, "")] {
            let found = found(&[(on_roster, roster_id)], &[(in_dues, dues_id)]);
            assert_eq!(codes(&found), [""; 0], "{on_roster} {in_dues}: {found:?}");
        }
    }
}

#[test]
fn what_was_typed_stays_typed() {
    let folder = TempDir::new().unwrap();
    let sheet = rows(&[
        &["月份", "姓名", "应缴", "实缴"],
        &["2023-09", "黃 丽", "5", "5"],
    ]);
    write(&folder.path().join("育才小学.xlsx"), &[("会费收缴", sheet)]);
    let line = super::support::lines(&run(folder.path(), "extract .").stdout).remove(0);
    assert_eq!(line["values"]["name"], "黃丽");
}

#[test]
fn an_id_number_joins_before_any_name() {
    let roster = [("张伟", ID), ("张伟", OTHER_ID)];
    let found = found(&roster, &[("张伟", ID), ("章伟", OTHER_ID)]);
    assert_eq!(codes(&found), [""; 0], "{found:?}");
}

#[test]
fn two_of_one_name_are_never_guessed() {
    // The second pair differ in a character of which one is the traditional form.
    for roster in [
        [("张伟", ID), ("张伟", OTHER_ID)],
        [("张伟", ID), ("張偉", OTHER_ID)],
    ] {
        let found = found(&roster, &[("张偉", "")]);
        assert!(codes(&found).contains(&"D105"), "{found:?}");
        assert_eq!(codes(&found).iter().filter(|c| **c == "D106").count(), 2);
        let said = found.iter().find(|f| f["code"] == "D105").unwrap();
        assert!(said["message"].as_str().unwrap().contains("同名"), "{said}");
    }
    // Typed as on the roster, it is that one.
    let found = found(&[("张伟", ID), ("張偉", OTHER_ID)], &[("张伟", "")]);
    assert_eq!(codes(&found), ["D106"], "{found:?}");
}

#[test]
fn an_id_number_with_a_slip_is_said_with_both_and_joined_to_nobody() {
    for slip in [
        "110101198503072317",
        "110101198503073218",
        "110101198503073718",
    ] {
        let found = found(&[("张三", ID)], &[("张三", slip)]);
        let expected = match slip {
            // Two digits: somebody else, or not.
            "110101198503073718" => vec!["D106", "D105"],
            _ => vec!["D106", "X111"],
        };
        assert_eq!(codes(&found), expected, "{slip}: {found:?}");
        if let Some(said) = found.iter().find(|f| f["code"] == "X111") {
            let message = said["message"].as_str().unwrap();
            assert!(message.contains(slip) && message.contains(ID), "{message}");
        }
    }
}

#[test]
fn a_name_one_character_off_is_proposed_where_there_is_one_alone() {
    let hint = |found: &[Value]| {
        let said = found.iter().find(|f| f["code"] == "D105").unwrap();
        said["hint"].as_str().unwrap().to_string()
    };
    let found_one = found(&[("欧阳小明", ID), ("王芳", OTHER_ID)], &[("欧阳晓明", "")]);
    assert!(hint(&found_one).contains("是不是名册上的“欧阳小明”？"));
    let found_two = found(
        &[("欧阳小明", ID), ("欧阳大明", OTHER_ID)],
        &[("欧阳晓明", "")],
    );
    assert!(!hint(&found_two).contains("是不是"));
}

#[test]
fn whoever_is_named_in_any_sheet_and_cannot_be_told_is_said_once_a_sheet() {
    let members = rows(&[
        &["姓名", "身份证号", "是否会员"],
        &["张伟", ID, "是"],
        &["张伟", OTHER_ID, "是"],
        &["李强", "", "是"],
    ]);
    let sheets = [
        ("会员名册", members),
        (
            "福利慰问",
            rows(&[
                &["日期", "类别", "慰问对象", "金额"],
                &["2023-09-12", "住院慰问", "张伟", "500"],
                &["2023-09-13", "住院慰问", "张伟、李强", "500"],
            ]),
        ),
        (
            "五必访",
            rows(&[
                &["发生日期", "姓名", "事项"],
                &["2023-10-09", "張偉", "住院"],
            ]),
        ),
        (
            "困难职工",
            rows(&[
                &["姓名", "身份证号", "困难原因", "困难程度"],
                &["张伟", "", "本人患病", "一般困难"],
                &["张伟", ID, "本人患病", "一般困难"],
            ]),
        ),
        (
            "文体比赛",
            rows(&[
                &["项目", "参赛者", "名次"],
                &["羽毛球", "张伟", "1"],
                &["乒乓球", "张伟", "2"],
            ]),
        ),
    ];
    let found = findings(&sheets);
    let said: Vec<&str> = found
        .iter()
        .filter(|f| f["code"] == "X110")
        .map(|f| f["table"].as_str().unwrap())
        .collect();
    assert_eq!(
        said,
        ["welfare", "visits", "hardship", "sports"],
        "{found:?}"
    );
}
