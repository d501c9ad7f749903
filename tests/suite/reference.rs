//! `docs/reference/` holds what the declarations say: a page for the rules, one for the tables, one
//! for the metrics.

use super::support::{RENEW, renews};
use gonghui::finding::Severity;
use gonghui::metric::{MetricUnit, metrics};
use gonghui::plan::default_rows;
use gonghui::rule::{Example, Rule, rules};
use gonghui::schema::{Column, Table, TableKind, schema};
use gonghui::words::{Lang, Words};
use std::error::Error;
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the letter of a code is about.
const LETTERS: &[(&str, &str)] = &[
    ("F", "文件 Files"),
    ("T", "工作表 Sheets"),
    ("C", "单元格 Cells"),
    ("M", "会员名册 Members"),
    ("D", "会费收缴 Dues"),
    ("L", "经费收支 Ledger"),
    ("W", "福利慰问 Welfare"),
    ("A", "活动台账 Activities"),
    ("S", "文体比赛 Sports"),
    ("U", "经费审查 Audits"),
    ("V", "五必访 Visits"),
    ("X", "跨表、跨单位 Across tables and units"),
    ("P", "年度计划 The plan"),
];

fn is_current(name: &str, page: &str) -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs/reference")
        .join(name);
    if renews() {
        std::fs::write(&path, page)?;
    }
    // A checkout may have put carriage returns in.
    let stands = std::fs::read_to_string(&path)?.replace("\r\n", "\n");
    let difference = page.lines().zip(stands.lines()).find(|(a, b)| a != b);
    let hint = format!("is not what the declarations say; {RENEW}");
    assert_eq!(difference, None, "docs/reference/{name} {hint}");
    assert!(page == stands, "docs/reference/{name} {hint}");
    Ok(())
}

/// What begins every page.
fn head(title: &str, lead: &str) -> String {
    format!("# {title}\n\n{lead}\n\n本页由程序里的声明生成，请不要手改。\n")
}

/// Text as a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn both(words: &Words) -> String {
    format!("{} {}", words.zh, words.en)
}

fn column_title(table: &Table, id: &str) -> String {
    table
        .column(id)
        .map_or_else(|| id.to_string(), |column| column.title.zh.to_string())
}

#[test]
fn the_page_of_the_rules_is_current() -> Result<()> {
    let mut page = head(
        "规则 Rules",
        "程序会指出的每一种问题。同样的内容也可以用 `gonghui explain 编号` 查看，例如 `gonghui explain D101`。\n\n\
         - 错误：签字前必须改正。\n- 警告：请看一下，可能是对的。\n- 提示：程序自己做的判断，说一声。",
    );
    for (letter, title) in LETTERS {
        page.push_str(&format!("\n## {letter}　{title}\n"));
        let of_letter = rules()
            .iter()
            .filter(|rule| letter.contains(rule.code.letter()));
        for rule in of_letter {
            page.push_str(&rule_section(rule));
        }
    }
    let told = page.matches("\n### ").count();
    assert_eq!(told, rules().len(), "a letter has no title in this file");
    is_current("rules.md", &page)
}

fn rule_section(rule: &Rule) -> String {
    let severity = match rule.severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    };
    let mut section = format!("\n### {}　{}\n\n", rule.code, both(&rule.title));
    section.push_str(&format!("- 程度：{severity}\n"));
    let whole_kind = matches!(rule.code.letter(), 'C' | 'T');
    if let (Some(table), Some(column)) = (rule.table(), &rule.cell)
        && !whole_kind
    {
        let column = column_title(table, column);
        section.push_str(&format!("- 查哪里：{} · {column}\n", table.title.zh));
    }
    section.push_str(&format!("- 为什么：{}\n", rule.why.zh));
    section.push_str(&format!(
        "- 怎么改：{}\n",
        rule.hint_in_general(gonghui::words::Lang::Zh)
    ));
    if let Some(basis) = &rule.basis {
        section.push_str(&format!("- 依据：{}\n", basis.zh));
    }
    if let Some(condition) = &rule.condition {
        section.push_str(&format!("- 条件（SQL）：`{condition}`\n"));
    }
    for (label, rows) in [("错误的例子", &rule.wrong), ("正确的例子", &rule.right)] {
        for row in rows {
            section.push_str(&format!("- {label}：{}\n", example(rule, row)));
        }
    }
    section
}

/// One row of an example, in the order of the table's columns.
fn example(rule: &Rule, row: &Example) -> String {
    let other = row.get("@table").and_then(|id| schema().table(id));
    let mut parts = Vec::new();
    if let Some(unit) = row.get("@unit") {
        parts.push(format!("（{unit}）"));
    }
    if let Some(table) = other {
        parts.push(format!("（{}）", table.title.zh));
    }
    if let Some(table) = other.or_else(|| rule.table()) {
        for column in &table.columns {
            if let Some(text) = row.get(&column.id) {
                parts.push(format!("{} {text}", column.title.zh));
            }
        }
    }
    parts.join("，").replace("），", "）")
}

#[test]
fn the_page_of_the_tables_is_current() -> Result<()> {
    let mut page = head(
        "表和列 Tables and columns",
        "程序认得的每一种表和列。列的先后可以换，“也认作”里的写法都认得。\
         编号给程序和 `gonghui extract` 用。打 * 的列必填。",
    );
    for (kind, title) in [
        (TableKind::Return, "学校填报 What schools send"),
        (TableKind::Plan, "年度计划 The plan"),
    ] {
        page.push_str(&format!("\n## {title}\n"));
        for table in schema().tables().iter().filter(|table| table.kind == kind) {
            page.push_str(&table_section(table));
        }
    }
    is_current("tables.md", &page)
}

fn table_section(table: &Table) -> String {
    let mut section = format!("\n### {}（`{}`）\n\n", both(&table.title), table.id);
    section.push_str(&format!("{}\n\n", table.help.zh));
    section.push_str(&format!("- 一行是：{}\n", table.row.zh));
    if !table.key.is_empty() {
        let key: Vec<String> = table.key.iter().map(|id| column_title(table, id)).collect();
        section.push_str(&format!("- 不能重复的：{}\n", key.join(" × ")));
    }
    if !table.aliases.is_empty() {
        section.push_str(&format!("- 也认作：{}\n", table.aliases.join("、")));
    }
    section.push_str("\n| 列 | English | 编号 | 类型 | 取值、范围 | 也认作 | 说明 |\n");
    section.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
    for column in &table.columns {
        let star = if column.required { " *" } else { "" };
        let cells = [
            format!("{}{star}", column.title.zh),
            column.title.en.to_string(),
            format!("`{}`", column.id),
            column.kind.title(Lang::Zh).to_string(),
            allowed(column),
            column.aliases.join("、"),
            column.help.zh.to_string(),
        ];
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        section.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    section
}

/// The values of a category, each with its other spellings, or the bounds.
fn allowed(column: &Column) -> String {
    if !column.values.is_empty() {
        let values: Vec<String> = column
            .values
            .iter()
            .map(|value| match value.aliases.is_empty() {
                true => value.value.clone(),
                false => format!("{}（{}）", value.value, value.aliases.join("、")),
            })
            .collect();
        return values.join("；");
    }
    let bounds = column.min.as_ref().zip(column.max.as_ref());
    bounds.map_or(String::new(), |(min, max)| format!("{min} 至 {max}"))
}

#[test]
fn the_page_of_the_metrics_is_current() -> Result<()> {
    let mut page = head(
        "指标和目标 Metrics and targets",
        "每个指标怎么算，内置的年度计划要求多少。要求可以在年度计划的“目标”表里改。\n\n\
         没报有关的表、没有可算的行，都是“无数据”，不算达标。",
    );
    page.push_str("\n| 指标 | English | 编号 | 分子 | 分母 | 取自 | 内置目标 | 周期 |\n");
    page.push_str("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for metric in metrics() {
        let target = default_rows("targets")
            .iter()
            .find(|row| row.get("metric") == Some(&metric.id));
        let of = |id: &str| target.and_then(|row| row.get(id)).cloned();
        let goal = match (of("op"), of("goal"), of("goal_max")) {
            (_, Some(goal), Some(most)) => format!("{goal} 至 {most}"),
            (Some(op), Some(goal), None) => format!("{op} {goal}"),
            _ => String::new(),
        };
        let unit = match metric.unit {
            MetricUnit::Money if !goal.is_empty() => " 元",
            _ => "",
        };
        let tables: Vec<String> = metric
            .tables
            .iter()
            .filter_map(|id| schema().table(id))
            .map(|table| table.title.zh.to_string())
            .collect();
        let cells = [
            metric.title.zh.to_string(),
            metric.title.en.to_string(),
            format!("`{}`", metric.id),
            metric.counts.zh.to_string(),
            metric.over.as_ref().map_or("", |over| over.zh).to_string(),
            tables.join("、"),
            format!("{goal}{unit}"),
            of("period").unwrap_or_default(),
        ];
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        page.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    is_current("metrics.md", &page)
}
