//! What schools type into single cells: numbers copied from elsewhere with what came along, amounts
//! as they are said.

use super::messy::{codes, sheet, values};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The values of a column, row by row.
fn column(rows: &[Value], id: &str) -> Vec<Value> {
    rows.iter().map(|row| row[id].clone()).collect()
}

#[test]
fn an_id_number_is_read_without_what_came_along_with_it() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "会员名册",
        &[
            &["姓名", "身份证号", "部门"],
            &["张三", "身份证：110101198503072318", "语文组"],
            &["李四", "身份证号码:11010519491231002x", "语文组"],
            &[
                "王五",
                "（身份证）440524188001010014",
                "\u{202d}数学组\u{202c}",
            ],
            &[
                "赵\u{200b}六",
                "\u{feff}’110105491231002\u{2069}",
                "\u{2066}数\u{ad}学组",
            ],
            &["孙七", "\u{202a}11010519491231\u{202c}0020", "\u{200b}"],
            &["周八", "1.10101e17", ""],
        ],
    );
    let members = values(&folder, "members");
    let ids = column(&members, "id_number");
    let kept = [
        json!("110101198503072318"),
        json!("11010519491231002X"),
        json!("440524188001010014"),
        json!("110105491231002"),
        json!("110105194912310020"),
        json!(null),
    ];
    assert_eq!(ids, kept);
    assert_eq!(members[3]["name"], "赵六");
    let groups = ["语文组", "语文组", "数学组", "数学组"].map(|group| json!(group));
    assert_eq!(column(&members[..4], "department"), groups);
    assert_eq!(members[4]["department"], json!(null));
    let of_ids = codes(&folder)
        .into_iter()
        .filter(|(_, cell)| cell.starts_with('B'));
    let said = [("C181", "B6"), ("C182", "B7")].map(|(c, at)| (c.to_string(), at.to_string()));
    assert_eq!(of_ids.collect::<Vec<_>>(), said);
}

#[test]
fn amounts_as_they_are_said_and_as_excel_exports_them() {
    let folder = TempDir::new().unwrap();
    let header: &[&str] = &["日期", "类别", "事由", "金额"];
    let mut rows: Vec<Vec<&str>> = vec![header.to_vec()];
    let read = [
        ("26元1角5分", 2_615),
        ("5元5角", 550),
        ("3角", 30),
        ("'26.15", 2_615),
        ("人民币5230元", 523_000),
        ("RMB 5230", 523_000),
        ("￥\u{200b}26.15", 2_615),
    ];
    let not_read = ["$26.15", "5元5", "5分"];
    for written in read.iter().map(|(written, _)| written).chain(&not_read) {
        rows.push(vec!["2023-09-28", "节日慰问", written, written]);
    }
    let cells: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    sheet(&folder, "福利慰问", &cells);
    let amounts = column(&values(&folder, "welfare"), "amount");
    let fen = read.iter().map(|(_, fen)| json!(fen));
    let expected: Vec<Value> = fen.chain(not_read.iter().map(|_| json!(null))).collect();
    assert_eq!(amounts, expected);
    let said: Vec<String> = codes(&folder)
        .into_iter()
        .filter(|(code, _)| code == "C130" || code == "C233")
        .map(|(_, cell)| cell)
        .collect();
    assert_eq!(said, ["D9", "D10", "D11"]);
}

#[test]
fn two_persons_in_one_cell_are_said() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "会员名册",
        &[
            &["姓名", "身份证号"],
            &["张三、李四", ""],
            &["王五 赵六", "110101198503072318 11010519491231002X"],
            &["欧阳 小明", ""],
            &["阿依 古丽", ""],
            &["孙　七", ""],
        ],
    );
    let members = values(&folder, "members");
    assert_eq!(members.len(), 5);
    assert_eq!(members[0]["name"], "张三、李四");
    assert_eq!(
        members[1]["id_number"],
        "110101198503072318 11010519491231002X"
    );
    let said: Vec<String> = codes(&folder)
        .into_iter()
        .filter(|(code, _)| code == "C221" || code == "C180")
        .map(|(code, cell)| format!("{code} {cell}"))
        .collect();
    assert_eq!(said, ["C221 A2", "C221 A3", "C221 B3"]);
    // Who hands something over may be two.
    sheet(
        &folder,
        "福利慰问",
        &[
            &["日期", "类别", "金额", "慰问人"],
            &["2023-09-28", "节日慰问", "300", "张三、李四"],
        ],
    );
    assert!(!codes(&folder).iter().any(|(code, _)| code == "C221"));
}

#[test]
fn dues_may_have_headers_in_english() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "Sheet1",
        &[
            &["Month", "Name", "Due", "Paid"],
            &["2023-09", "张三", "26.15", "26.15"],
        ],
    );
    assert_eq!(values(&folder, "dues")[0]["paid"], 2_615);
}
