//! Sheets that hold no list among the tables that a school reports: pivots as Excel and WPS write them, forms,
//! statements of a bank, accounts of others. No figure of the tables changes for them; what is read of one all
//! the same is asked about.

use super::other_lists::{Sheet, owned, rows_of, tables, write_sheets};
use super::support::run;
use proptest::prelude::*;
use tempfile::TempDir;

const NAMES: [&str; 4] = ["王五", "赵六", "钱七", "孙八"];

/// A kind of sheet: what it is called, and its rows, of which so many say something.
type Kind = (&'static str, fn(usize) -> Vec<Vec<String>>);

const KINDS: [Kind; 14] = [
    ("透视表", compact_pivot),
    ("透视", pivot_across),
    ("汇总", tabular_pivot),
    ("Sheet9", outlined_pivot),
    ("统计", counted_pivot),
    ("审批单", approval),
    ("入会申请", registration),
    ("慰问审批", condolence),
    ("封面", cover),
    ("银行对账单", bank_statement),
    ("交易明细", bank_export),
    ("食堂账", canteen),
    ("明细账", expense_account),
    ("工会经费支出", subject_account),
];

fn with_rows(
    head: &[&[&str]],
    rows: usize,
    row: impl Fn(usize) -> Vec<String>,
) -> Vec<Vec<String>> {
    let head = owned(head).into_iter();
    head.chain((0..rows).map(row)).collect()
}

fn cells(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

fn name(at: usize) -> &'static str {
    NAMES[at % NAMES.len()]
}

fn month(at: usize) -> String {
    format!("2023-{:02}", 9 + at % 4)
}

/// As Excel lays one out first: all fields of rows in one column.
fn compact_pivot(rows: usize) -> Vec<Vec<String>> {
    let mut all = with_rows(
        &[&[], &[], &["行标签", "求和项:应缴", "求和项:实缴"]],
        rows,
        |at| cells(&[name(at), "16", "16"]),
    );
    all.push(cells(&[
        "总计",
        &(16 * rows).to_string(),
        &(16 * rows).to_string(),
    ]));
    all
}

/// Values of one field across, whose labels stand under 列标签.
fn pivot_across(rows: usize) -> Vec<Vec<String>> {
    let head: [&[&str]; 2] = [
        &["求和项:实缴", "列标签"],
        &["行标签", "2023-09", "2023-10", "总计"],
    ];
    let mut all = with_rows(&head, rows, |at| cells(&[name(at), "16", "16", "32"]));
    let sum = (16 * rows).to_string();
    all.push(cells(&["总计", &sum, &sum, &(32 * rows).to_string()]));
    all
}

/// In the form of a table: a column for each field of rows, each with its sum.
fn tabular_pivot(rows: usize) -> Vec<Vec<String>> {
    let mut all = with_rows(
        &[&["部门", "姓名", "求和项:实缴", "计数项:姓名"]],
        rows,
        |at| cells(&["语文组", name(at), "16", "1"]),
    );
    all.push(cells(&[
        "语文组 汇总",
        "",
        &(16 * rows).to_string(),
        &rows.to_string(),
    ]));
    all.push(cells(&[
        "总计",
        "",
        &(16 * rows).to_string(),
        &rows.to_string(),
    ]));
    all
}

/// As WPS and Excel 2003 write it: 数据 over the values, the fields filtered by above.
fn outlined_pivot(rows: usize) -> Vec<Vec<String>> {
    let head: [&[&str]; 4] = [
        &["类别", "(全部)"],
        &[],
        &["", "数据"],
        &["月份", "求和项:金额", "计数项:对象"],
    ];
    let mut all = with_rows(&head, rows, |at| cells(&[&month(at), "400", "1"]));
    all.push(cells(&[
        "总计",
        &(400 * rows).to_string(),
        &rows.to_string(),
    ]));
    all
}

fn counted_pivot(rows: usize) -> Vec<Vec<String>> {
    let head: [&[&str]; 2] = [&["计数项:姓名", "性别"], &["部门", "男", "女", "总计"]];
    let mut all = with_rows(&head, rows, |_| cells(&["语文组", "1", "1", "2"]));
    all.push(cells(&[
        "总计",
        &rows.to_string(),
        &rows.to_string(),
        &(2 * rows).to_string(),
    ]));
    all
}

fn approval(rows: usize) -> Vec<Vec<String>> {
    let one = |at: usize| {
        owned(&[
            &["费用审批单"],
            &["申请人", name(at), "部门", "语文组"],
            &["申请日期", "2023-09-12", "申请金额", "500"],
            &["申请事由", "看望住院职工"],
            &["部门意见", "同意", "工会意见", "同意"],
            &[],
        ])
    };
    (0..rows).flat_map(one).collect()
}

fn registration(rows: usize) -> Vec<Vec<String>> {
    let one = |at: usize| {
        owned(&[
            &["中华全国总工会入会申请书"],
            &["姓名", name(at), "性别", "女", "照片"],
            &["出生日期", "1985-03-07", "民族", "汉"],
            &["身份证号", "11010519491231002X", "学历", "本科"],
            &["部门", "语文组", "联系电话", "13800000000"],
            &["单位意见", "同意"],
            &[],
        ])
    };
    (0..rows).flat_map(one).collect()
}

fn condolence(rows: usize) -> Vec<Vec<String>> {
    let one = |at: usize| {
        owned(&[
            &["职工慰问审批表"],
            &["慰问对象", name(at), "日期", "2023-10-12"],
            &["慰问类别", "住院慰问", "慰问金额", "1000"],
            &["慰问事由", "住院"],
            &["主席意见", "同意", "经办人", "周九"],
            &[],
        ])
    };
    (0..rows).flat_map(one).collect()
}

fn cover(_: usize) -> Vec<Vec<String>> {
    owned(&[
        &["工会经费报表"],
        &["年度", "2023"],
        &["编制人", "周九"],
        &["联系电话", "13800000000"],
        &["报送日期", "2023-12-31"],
    ])
}

fn bank_statement(rows: usize) -> Vec<Vec<String>> {
    let head: [&[&str]; 2] = [
        &["中国工商银行账户明细"],
        &[
            "交易日期",
            "摘要",
            "借方发生额",
            "贷方发生额",
            "余额",
            "对方户名",
        ],
    ];
    with_rows(&head, rows, |at| {
        let balance = (1000 - 100 * at).to_string();
        cells(&["2023-09-12", "转账", "100", "", &balance, "某某商店"])
    })
}

fn bank_export(rows: usize) -> Vec<Vec<String>> {
    with_rows(
        &[&[
            "交易时间",
            "交易金额",
            "账户余额",
            "对方户名",
            "对方账号",
            "附言",
        ]],
        rows,
        |at| {
            let balance = (1000 - 100 * at).to_string();
            cells(&["2023-09-12", "-100", &balance, "某某商店", "6222", "货款"])
        },
    )
}

fn canteen(rows: usize) -> Vec<Vec<String>> {
    let head: [&[&str]; 2] = [
        &["2023年食堂收支明细账"],
        &["日期", "品名", "数量", "单价", "金额", "采购人"],
    ];
    with_rows(&head, rows, |_| {
        cells(&["2023-09-12", "大米", "10", "5", "50", "周九"])
    })
}

/// The account of an expense, as accounting programs print it: its debit is what was spent.
fn expense_account(rows: usize) -> Vec<Vec<String>> {
    let head: [&[&str]; 3] = [
        &["明细账"],
        &["科目：职工活动支出"],
        &["日期", "凭证号", "摘要", "借方", "贷方", "方向", "余额"],
    ];
    with_rows(&head, rows, |at| {
        let balance = (100 * (at + 1)).to_string();
        cells(&["2023-09-12", "记-1", "购器材", "100", "", "借", &balance])
    })
}

fn subject_account(rows: usize) -> Vec<Vec<String>> {
    with_rows(
        &[&[
            "日期",
            "凭证字号",
            "科目编码",
            "科目名称",
            "摘要",
            "借方金额",
            "贷方金额",
        ]],
        rows,
        |_| {
            let row = [
                "2023-09-12",
                "记-1",
                "50102",
                "文体活动费",
                "购器材",
                "100",
                "",
            ];
            cells(&row)
        },
    )
}

/// Whether `check` asks about the sheet called `sheet`, or says that it does not count.
fn is_asked_about(sheets: &[Sheet], sheet: &str) -> bool {
    let folder = TempDir::new().unwrap();
    write_sheets(folder.path(), sheets);
    let found = run(folder.path(), "check a.xlsx --format json --lang zh").json();
    let findings = found["findings"].as_array().unwrap();
    findings
        .iter()
        .any(|finding| finding["sheet"] == sheet && finding["severity"] != "info")
}

/// Each kind by itself, so that none is left to chance.
#[test]
fn no_figure_changes_for_a_pivot_a_form_or_a_statement() {
    let alone = rows_of(&tables());
    for (name, kind) in KINDS {
        for (called, rows) in [(name, 1), (name, 3), ("Sheet7", 3)] {
            let mut sheets = tables();
            sheets.push((called.to_string(), kind(rows)));
            let found = rows_of(&sheets);
            assert!(
                found == alone || is_asked_about(&sheets, called),
                "{name} of {rows} as {called}: {found:#?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_figure_changes_for_several_of_them_wherever_they_stand(
        picked in proptest::collection::vec((0..KINDS.len(), 1_usize..5, 0_usize..4), 1..4),
    ) {
        let mut sheets = tables();
        let mut called = Vec::new();
        for (number, (which, rows, at)) in picked.into_iter().enumerate() {
            let (name, kind) = KINDS[which];
            let name = format!("{name}{number}");
            let at = at.min(sheets.len());
            called.push(name.clone());
            sheets.insert(at, (name, kind(rows)));
        }
        let asked = || called.iter().all(|name| is_asked_about(&sheets, name));
        prop_assert!(rows_of(&sheets) == rows_of(&tables()) || asked());
    }
}
