//! Tables of different kinds under each other: where one ends and which rows are the next one's
//! header. Each of these was once read wrong without a word.

use super::messy::{codes, pick, sheet, tables, values};
use serde_json::json;
use tempfile::TempDir;

const MEMBERS: [&[&str]; 4] = [
    &["会员名册"],
    &["姓名", "性别", "部门", "是否入会"],
    &["张三", "男", "语文组", "是"],
    &["李四", "女", "数学组", "是"],
];

#[test]
fn a_wider_table_below_is_not_cut_at_the_upper_ones_edge() {
    let below: [&[&str]; 3] = [
        &["序号", "日期", "项目", "参赛人员", "名次", "奖金", "备注"],
        &["1", "2023-10-11", "拔河", "张三", "1", "200", "校级"],
        &["2", "2023-10-12", "跳绳", "李四", "2", "100", "校级"],
    ];
    for gap in [
        &[][..],
        &[&[] as &[&str]][..],
        &[&["文体比赛"] as &[&str]][..],
    ] {
        let folder = TempDir::new().unwrap();
        let all: Vec<&[&str]> = MEMBERS.iter().chain(gap).chain(&below).copied().collect();
        sheet(&folder, "材料", &all);
        assert_eq!(values(&folder, "members").len(), 2, "{gap:?}");
        let sports = values(&folder, "sports");
        let found: Vec<_> = sports
            .iter()
            .map(|row| pick(row, &["event", "entrant", "prize"]))
            .collect();
        let expected = [
            [json!("拔河"), json!("张三"), json!(20000)],
            [json!("跳绳"), json!("李四"), json!(10000)],
        ];
        assert_eq!(found, expected, "{gap:?}");
    }
}

#[test]
fn the_upper_table_keeps_the_second_row_of_its_header() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "材料",
        &[
            &["教代会提案"],
            &["提案编号", "提案内容", "登记内容", "", "办理情况"],
            &["", "", "提案人", "提出日期", ""],
            &["2023-01", "改善食堂", "张三", "2023-10-11", "已办结"],
            &["活动台账"],
            &["日期", "类别", "名称", "人数", "经费"],
            &["2023-10-12", "教代会", "三届二次教代会", "50", "300"],
        ],
    );
    let proposals = values(&folder, "proposals");
    let found: Vec<_> = proposals
        .iter()
        .map(|row| pick(row, &["proposer", "submitted_on"]))
        .collect();
    assert_eq!(found, [[json!("张三"), json!("2023-10-11")]]);
    assert_eq!(values(&folder, "activities").len(), 1);
}

#[test]
fn the_header_of_a_table_below_may_begin_with_a_row_of_groups() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "材料",
        &[
            MEMBERS[0],
            MEMBERS[1],
            MEMBERS[2],
            &["困难职工档案"],
            &["救助金额", "登记内容"],
            &["", "员工姓名", "建档时间"],
            &["1,343.55", "何欣怡", "2023-09-20"],
            &["经费审查"],
            &["有关情况", "", "审查时间", "审查期间"],
            &["序号", "存在问题数"],
            &["1", "5", "2023-10-02", "2022年度"],
        ],
    );
    let hardship = values(&folder, "hardship");
    let found: Vec<_> = hardship
        .iter()
        .map(|row| pick(row, &["name", "filed_on", "aid_amount"]))
        .collect();
    assert_eq!(
        found,
        [[json!("何欣怡"), json!("2023-09-20"), json!(134_355)]]
    );
    let audits = values(&folder, "audits");
    assert_eq!(audits.len(), 1);
    assert_eq!(pick(&audits[0], &["problems"]), [json!(5)]);
    assert_eq!(values(&folder, "members").len(), 1);
}

#[test]
fn the_next_tables_title_is_nobody() {
    for title in ["活动台账", "　活动台账 "] {
        let folder = TempDir::new().unwrap();
        sheet(
            &folder,
            "材料",
            &[
                &["困难职工档案"],
                &["姓名", "建档时间", "救助金额"],
                &["张三", "2023-09-20", "500"],
                &[title],
                &["日期", "类别", "名称", "人数"],
                &["2023-10-12", "教代会", "三届二次教代会", "50"],
            ],
        );
        assert_eq!(values(&folder, "hardship").len(), 1);
        assert_eq!(values(&folder, "activities").len(), 1);
        assert!(codes(&folder).iter().all(|(code, _)| code != "C001"));
    }
}

#[test]
fn a_header_stands_at_its_first_cell_and_a_number_is_understood() {
    let folder = TempDir::new().unwrap();
    sheet(
        &folder,
        "会员名册",
        &[
            &["育才小学会员名册"],
            &["", "序号", "姓名", "性别", "备注", "宿舍"],
            &["", "1", "张三", "男", "", "3-201"],
        ],
    );
    let found = tables(&folder);
    assert_eq!(found[0]["header"], "B2");
    assert_eq!(found[0]["columns"], json!({"name": "C", "sex": "D"}));
    assert_eq!(found[0]["unknown"], json!(["宿舍"]));
}
