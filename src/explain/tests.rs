use super::layout::{Page, WIDTH};
use super::*;
use insta::assert_snapshot;
use unicode_width::UnicodeWidthStr;

/// A row rule, and one across tables, as `check/rules` declares them.
const RULES: &str = r#"
[[rule]]
code = "S101"
severity = "error"
table = "sports"
needs = ["entrants", "awarded"]
where = """
awarded * 3 > entrants * 2
"""
cell = "awarded"
title = { zh = "获奖人数超过参赛人数的三分之二", en = "More than two thirds of the entrants got a prize" }
message = { zh = "获奖 {awarded} 人，参赛 {entrants} 人", en = "{awarded} of {entrants} got a prize" }
why = { zh = "工会经费办文体比赛，获奖人数最多是参赛人数的三分之二，超出的部分在审计时会被要求退回。", en = "In an event paid from union funds at most two thirds of those taking part may get a prize." }
hint = { zh = "核对参赛人数和获奖人数；确实发多了的，按规定退回。", en = "Check both numbers; what was given out in excess has to be paid back." }
basis = { zh = "《基层工会经费收支管理办法》（总工办发〔2017〕32号）", en = "Rule 32 of 2017 on grassroots union funds" }
[[rule.wrong]]
event = "羽毛球"
entrant = "王芳"
entrants = "24"
awarded = "20"
[[rule.right]]
event = "羽毛球"
entrant = "王芳"
entrants = "24"
awarded = "16"

[[rule]]
code = "X101"
severity = "warning"
table = "dues"
title = { zh = "缴会费的人不在名册上", en = "Dues of somebody who is not on the roster" }
message = { zh = "名册上没有{name}", en = "{name} is not on the roster" }
why = { zh = "会费只向会员收。", en = "Only members pay dues." }
hint = { zh = "补进会员名册，或改正姓名。", en = "Add the person to the roster, or mend the name." }
[[rule.wrong]]
month = "2023-09"
name = "李强"
paid = "26.15"
[[rule.wrong]]
"@table" = "members"
name = "王芳"
"#;

fn declared() -> Vec<Rule> {
    #[derive(serde::Deserialize)]
    struct Declared {
        rule: Vec<Rule>,
    }
    toml::from_str::<Declared>(RULES).expect("sound rules").rule
}

fn page(id: &str, lang: Lang) -> String {
    explain(Some(id), lang).expect(id)
}

#[test]
fn each_kind_has_its_page() {
    // The rules have a test of their own, so that a new one is not a change here.
    let list = explain(None, Lang::Zh).expect("the list");
    let list = list.split("\n规则\n").next().unwrap_or_default();
    assert_snapshot!("index_zh", list);
    assert_snapshot!("rule_zh", explain_rule(&declared()[0], Lang::Zh));
    assert_snapshot!("rule_across_zh", explain_rule(&declared()[1], Lang::Zh));
    assert_snapshot!("metric_and_target_zh", page("dues_rate", Lang::Zh));
    assert_snapshot!("table_zh", page("dues", Lang::Zh));
    assert_snapshot!("column_zh", page("visits.kind", Lang::Zh));
}

#[test]
fn english_has_them_too() {
    assert_snapshot!("rule_en", explain_rule(&declared()[0], Lang::En));
    assert_snapshot!("table_en", page("terms", Lang::En));
    assert_snapshot!("target_en", page("观看电影次数", Lang::En));
}

#[test]
fn rules_are_listed_by_their_letter() {
    let mut page = Page::new(0);
    index::all_rules(&mut page, &declared(), Lang::Zh);
    assert_snapshot!("rules_zh", page.finish());
}

/// A letter without a title once left its rules out of the list, and nothing told.
#[test]
fn every_rules_letter_has_a_title() {
    for rule in crate::rule::rules() {
        let letter = rule.code.letter();
        let titled = words::LETTERS.iter().any(|(known, _)| *known == letter);
        assert!(
            titled,
            "{letter} has no title in LETTERS of explain/words.rs"
        );
    }
}

#[test]
fn a_name_is_found_however_it_is_written() {
    for (asked, begins) in [
        ("DUES", "表  会费收缴（dues）"),
        ("会费收缴", "表  会费收缴（dues）"),
        ("会费台账", "表  会费收缴（dues）"),
        ("dues.paid", "列  会费收缴 · 实缴（dues.paid）"),
        ("实缴", "列  会费收缴 · 实缴（dues.paid）"),
        ("会费收缴.实缴金额", "列  会费收缴 · 实缴（dues.paid）"),
        (
            "Membership_Rate.staff_other",
            "指标  其他人员入会率（membership_rate.staff_other）",
        ),
    ] {
        let page = page(asked, Lang::Zh);
        assert!(page.starts_with(begins), "{asked}: {page}");
    }
    let of_all_tables = page("id_number", Lang::Zh);
    assert_eq!(of_all_tables.matches("列  ").count(), 4);
    let alike = page("audits", Lang::Zh);
    for kind in ["表  ", "指标  ", "目标  "] {
        assert!(alike.lines().any(|line| line.starts_with(kind)), "{kind}");
    }
}

#[test]
fn an_unknown_name_brings_those_close_to_it() {
    let not_found = |asked: &str| explain(Some(asked), Lang::Zh).expect_err(asked);
    assert_eq!(
        not_found("due_rate").near.first().map(String::as_str),
        Some("dues_rate")
    );
    assert!(not_found("会费收激").near.contains(&"会费收缴".to_string()));
    assert!(
        not_found("会费收缴情况")
            .near
            .contains(&"会费收缴".to_string())
    );
    assert!(not_found("dues_rat").near.len() <= OFFERED);
    let nothing = not_found("zzzzzzzzzzzz");
    assert_eq!(nothing.near, Vec::<String>::new());
    assert!(nothing.message(Lang::Zh).contains("zzzzzzzzzzzz"));
    assert!(not_found("").near.is_empty());
    assert_snapshot!(not_found("due_rate").message(Lang::Zh), @"没有叫“due_rate”的编号或名称。是不是要查：dues_rate、due？不带编号运行 gonghui explain，可以看到全部。");
    assert_snapshot!(not_found("due_rate").message(Lang::En), @"Nothing is called due_rate. Did you mean dues_rate, due? Run gonghui explain without an id to see them all.");
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    for lang in [Lang::Zh, Lang::En] {
        let asked = candidates();
        let pages = asked.iter().map(|id| page(id, lang));
        for page in pages.chain([explain(None, lang).expect("the list")]) {
            for line in page.lines() {
                assert!(line.width() <= WIDTH, "{line}");
            }
        }
    }
}
