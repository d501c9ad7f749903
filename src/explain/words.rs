//! Every fixed sentence of the explanations.

use crate::finding::Severity;
use crate::schema::{Privacy, TableKind};
use crate::words::Words;

/// The first line of the list of all that can be asked.
pub(super) const INDEX: Words = Words::new(
    "可以查下面这些，编号和名称都行，例如：gonghui explain dues_rate，gonghui explain 会费收缴，gonghui explain dues.paid。",
    "Ask by id or by Chinese title: gonghui explain dues_rate, gonghui explain 会费收缴, gonghui explain dues.paid.",
);
/// Heading over the tables.
pub(super) const TABLES: Words = Words::new("表", "Tables");
/// Heading over the metrics.
pub(super) const METRICS: Words = Words::new("指标", "Metrics");
/// Heading over the targets.
pub(super) const TARGETS: Words = Words::new("内置计划的目标", "Targets of the built-in plan");
/// Heading over the rules.
pub(super) const RULES: Words = Words::new("规则", "Rules");

/// What the letter of a rule's code stands for.
pub(super) const LETTERS: &[(char, Words)] = &[
    ('F', Words::new("文件", "files")),
    ('T', Words::new("工作表", "sheets")),
    ('C', Words::new("单元格", "cells")),
    ('M', Words::new("会员名册", "membership roster")),
    ('D', Words::new("会费收缴", "dues")),
    ('L', Words::new("经费收支", "income and expenditure")),
    ('W', Words::new("福利慰问", "welfare")),
    ('A', Words::new("活动台账", "activities")),
    ('S', Words::new("文体比赛", "sports")),
    ('U', Words::new("经费审查", "audits")),
    ('V', Words::new("五必访", "visits")),
    ('X', Words::new("各表之间", "across tables")),
    ('P', Words::new("年度计划", "the plan")),
];

/// The kind of thing that a page is about.
pub(super) const KIND_RULE: Words = Words::new("规则", "Rule");
/// As above.
pub(super) const KIND_TABLE: Words = Words::new("表", "Table");
/// As above.
pub(super) const KIND_COLUMN: Words = Words::new("列", "Column");
/// As above.
pub(super) const KIND_METRIC: Words = Words::new("指标", "Metric");
/// As above.
pub(super) const KIND_TARGET: Words = Words::new("目标", "Target");

/// Labels of a rule's page.
pub(super) const SEVERITY: Words = Words::new("程度", "Severity");
/// Why the rule matters.
pub(super) const WHY: Words = Words::new("为什么", "Why");
/// What to do.
pub(super) const HINT: Words = Words::new("怎么办", "What to do");
/// The clause a rule or target comes from.
pub(super) const BASIS: Words = Words::new("依据", "Basis");
/// The table and column a rule looks at.
pub(super) const LOOKS_AT: Words = Words::new("查哪里", "Looks at");
/// The condition in SQL.
pub(super) const CONDITION: Words = Words::new("出错条件", "Wrong where");
/// How to read the condition.
pub(super) const CONDITION_NOTE: Words = Words::new(
    "（SQL；金额以分计，小数以百万分之一计）",
    "(SQL; money in fen, decimals in millionths)",
);
/// Heading over the rows that break a rule.
pub(super) const WRONG: Words = Words::new("错误的例子", "Wrong");
/// Heading over the same rows, mended.
pub(super) const RIGHT: Words = Words::new("正确的例子", "Right");

/// Labels of a metric's page.
pub(super) const NUMERATOR: Words = Words::new("分子", "Numerator");
/// What is counted, where there is no denominator.
pub(super) const COUNTS: Words = Words::new("数什么", "Counts");
/// What it is divided by.
pub(super) const DENOMINATOR: Words = Words::new("分母", "Denominator");
/// The tables it comes from.
pub(super) const FROM_TABLES: Words = Words::new("取自", "From");
/// The periods it is measured for.
pub(super) const PERIODS: Words = Words::new("周期", "Periods");
/// The targets that name it.
pub(super) const NAMED_BY: Words = Words::new("有关目标", "Targets");
/// The goal of a target.
pub(super) const GOAL: Words = Words::new("要求", "Goal");
/// The metric of a target.
pub(super) const METRIC: Words = Words::new("指标", "Metric");
/// When a target has no data.
pub(super) const NO_DATA: Words = Words::new(
    "没报有关的表、没有可算的行，都算“无数据”，不算达标。",
    "Without the table, or a row of it that could answer, there is no data, which is never met.",
);
/// Where a goal is changed.
pub(super) const CHANGE: Words = Words::new(
    "要求可以在年度计划的“目标”表里改。",
    "The goal is changed in the plan's sheet 目标 (targets).",
);

/// Labels of a table's and a column's page.
pub(super) const ROW: Words = Words::new("一行是", "One row is");
/// What a person should know.
pub(super) const HELP: Words = Words::new("说明", "Help");
/// Who fills a table in.
pub(super) const FILLED_BY: Words = Words::new("属于", "Belongs to");
/// Other names.
pub(super) const ALIASES: Words = Words::new("也认作", "Also read");
/// The columns that do not repeat.
pub(super) const KEY: Words = Words::new("不得重复", "Unique");
/// A column's type.
pub(super) const TYPE: Words = Words::new("类型", "Type");
/// A column's bounds.
pub(super) const BOUNDS: Words = Words::new("范围", "Bounds");
/// A category's values.
pub(super) const VALUES: Words = Words::new("可填", "Values");
/// An example.
pub(super) const EXAMPLE: Words = Words::new("例如", "Example");
/// Why a column stays with the school.
pub(super) const PRIVACY: Words = Words::new("保密", "Privacy");
/// The columns of a table, under this heading.
pub(super) const COLUMNS: Words = Words::new("各列", "Columns");
/// A column that must be filled in.
pub(super) const REQUIRED: Words = Words::new("必填", "required");
/// From one bound to the other.
pub(super) const FROM_TO: Words = Words::new("{min} 至 {max}", "{min} to {max}");

/// Nothing has the name that was asked for.
pub(super) const NOT_FOUND: Words = Words::new(
    "没有叫“{asked}”的编号或名称。",
    "Nothing is called {asked}.",
);
/// Names close to it.
pub(super) const NEAR: Words = Words::new("是不是要查：{near}？", "Did you mean {near}?");
/// Where all names stand.
pub(super) const SEE_INDEX: Words = Words::new(
    "不带编号运行 gonghui explain，可以看到全部。",
    "Run gonghui explain without an id to see them all.",
);

/// A severity's name.
pub(super) fn severity(severity: Severity) -> Words {
    match severity {
        Severity::Error => Words::new("错误", "error"),
        Severity::Warning => Words::new("警告", "warning"),
        Severity::Info => Words::new("提示", "info"),
    }
}

/// What a severity asks of a person.
pub(super) fn severity_meaning(severity: Severity) -> Words {
    match severity {
        Severity::Error => Words::new(
            "错误：签字前必须改正",
            "error: to be mended before anyone signs",
        ),
        Severity::Warning => Words::new(
            "警告：请核对，也可能没有错",
            "warning: to be looked at; may be right",
        ),
        Severity::Info => Words::new(
            "提示：程序作的判断，请知悉",
            "info: what the program decided, for you to know",
        ),
    }
}

/// The workbook that a table stands in.
pub(super) fn filled_by(kind: TableKind) -> Words {
    match kind {
        TableKind::Return => Words::new("填报模板，由学校报送", "the return that a school sends"),
        TableKind::Plan => Words::new("年度计划", "the year's plan"),
    }
}

/// What happens to what a column holds.
pub(super) fn privacy(privacy: Privacy) -> Words {
    match privacy {
        Privacy::Identity => Words::new(
            "只退回给报送的学校，不写进任何汇总",
            "goes back to the school that sent it and into no summary",
        ),
        Privacy::Name => Words::new(
            "在帮扶、慰问名单里只印姓（张*）",
            "printed as the family name alone in lists of aid (张*)",
        ),
        Privacy::Reason => Words::new(
            "病情和困难原因只退回给报送的学校，不写进任何汇总",
            "illness and hardship go back to the school that sent them and into no summary",
        ),
    }
}

/// What a sheet of a file is.
pub(super) const SHEET_IS: Words = Words::new(
    "工作表“{sheet}”：{verdict}。",
    "The sheet {sheet}: {verdict}.",
);
/// A file that could not be read.
pub(super) const UNREAD: Words =
    Words::new("没有读出来（{code}）。", "It could not be read ({code}).");
/// In a line, why a sheet is what it is taken for.
pub(super) const BECAUSE: Words = Words::new("理由：{why}。", "Because of {why}.");
/// Where all reasons are shown.
pub(super) const ALL_REASONS: Words = Words::new(
    "要看一张表的全部理由：gonghui explain 文件!工作表。",
    "For all reasons of one sheet: gonghui explain FILE!SHEET.",
);
/// Below the reasons: why what a sheet is taken for may not be so.
pub(super) const IS_DOUBTED: Words = Words::new(
    "“{table}”还不能肯定：{why}。",
    "{table} is not sure: {why}.",
);
/// Below the reasons: why a candidate is none, whatever it weighs.
pub(super) const IS_NOT: Words =
    Words::new("没有当作“{table}”：{why}。", "It is no {table}: {why}.");
/// The header over what was seen.
pub(super) const SEEN: Words = Words::new("看到的", "What was seen");
/// The last line of a list of reasons.
pub(super) const TOGETHER: Words = Words::new("合计", "together");
/// Below the reasons.
pub(super) const HOW_REASONS_COUNT: Words = Words::new(
    "正数说明像，负数说明不像；越少有别的表用的列名，分量越重。",
    "What is above 0 speaks for it, what is below against it; a label weighs the more, the fewer tables know it.",
);
