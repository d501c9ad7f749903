//! Headers as questionnaires and forms for approval export them.

use super::messy::{codes, sheet, values};
use super::support::run;
use tempfile::TempDir;

/// A sheet with `1、您的姓名：` over its columns was no table at all.
#[test]
fn a_header_may_be_numbered_or_a_question() {
    for headers in [
        [
            "1、您的姓名：",
            "2、您的性别：",
            "3、身份证号码：",
            "4、手机号码：",
        ],
        ["1.姓名", "2.性别", "3.身份证号", "4.手机号"],
        ["Q1_姓名", "Q2_性别", "Q3_身份证号", "Q4_手机号"],
        ["①姓名", "②性别", "③身份证号", "④手机号"],
        ["（1）姓名", "（2）性别", "（3）身份证号", "（4）手机号"],
        [
            "请输入您的姓名",
            "请选择您的性别",
            "请填写身份证号",
            "您的手机号是？",
        ],
        ["姓名 Name", "性别 Sex", "身份证号 ID No.", "手机号 Phone"],
    ] {
        let folder = TempDir::new().unwrap();
        let person = ["张三", "男", "110101198503072318", "13800138000"];
        sheet(&folder, "Sheet1", &[&headers, &person]);
        let members = values(&folder, "members");
        assert_eq!(members.len(), 1, "{headers:?}");
        for (id, value) in ["name", "sex", "id_number", "phone"].iter().zip(person) {
            assert_eq!(members[0][*id], value, "{headers:?}");
        }
        // Names, sexes and numbers alone may be any list of people: that is asked, and who is a member.
        let found = codes(&folder);
        let of_sheets = found.iter().map(|(code, _)| code.as_str());
        let of_sheets: Vec<&str> = of_sheets.filter(|code| code.starts_with('T')).collect();
        assert_eq!(of_sheets, ["T021", "T064"], "{headers:?}");
    }
}

/// Of an export for approval more columns are not known than are.
#[test]
fn a_sheet_that_says_which_table_it_is_may_have_any_number_of_other_columns() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "慰问申请审批",
        &[
            &[
                "审批编号",
                "审批状态",
                "审批结果",
                "发起时间",
                "完成时间",
                "发起人",
                "慰问日期",
                "慰问类别",
                "慰问金额（元）",
                "附件",
            ],
            &[
                "20231011",
                "完成",
                "同意",
                "10-10 09:12",
                "10-10 15:01",
                "许敏",
                "2023-10-11",
                "住院慰问",
                "800.00",
                "发票.jpg",
            ],
        ],
    );
    let welfare = values(&folder, "welfare");
    assert_eq!(welfare.len(), 1);
    assert_eq!(welfare[0]["amount"], 80_000);
    let checked = run(folder.path(), "check a.xlsx --format json").json();
    let unknown = &checked["inputs"][0]["tables"][0]["unknown"];
    // What came of the request is known for what it is (审批状态, 审批结果).
    assert_eq!(unknown.as_array().unwrap().len(), 5);
}
