//! Every fixed sentence of the explanations.

use crate::finding::Severity;
use crate::schema::{Privacy, TableKind};
use crate::words::Message;

/// The first line of the list of all that can be asked.
pub(super) const INDEX: Message = Message {
    zh: "可以查下面这些，编号和名称都行，例如：gonghui explain dues_rate，gonghui explain 会费收缴，gonghui explain dues.paid。",
    en: "Ask by id or by Chinese title: gonghui explain dues_rate, gonghui explain 会费收缴, gonghui explain dues.paid.",
};
/// Heading over the tables.
pub(super) const TABLES: Message = Message {
    zh: "表",
    en: "Tables",
};
/// Heading over the metrics.
pub(super) const METRICS: Message = Message {
    zh: "指标",
    en: "Metrics",
};
/// Heading over the targets.
pub(super) const TARGETS: Message = Message {
    zh: "内置计划的目标",
    en: "Targets of the built-in plan",
};
/// Heading over the rules.
pub(super) const RULES: Message = Message {
    zh: "规则",
    en: "Rules",
};

/// What the letter of a rule's code stands for.
pub(super) const LETTERS: &[(char, Message)] = &[
    (
        'F',
        Message {
            zh: "文件",
            en: "files",
        },
    ),
    (
        'T',
        Message {
            zh: "工作表",
            en: "sheets",
        },
    ),
    (
        'C',
        Message {
            zh: "单元格",
            en: "cells",
        },
    ),
    (
        'M',
        Message {
            zh: "会员名册",
            en: "membership roster",
        },
    ),
    (
        'D',
        Message {
            zh: "会费收缴",
            en: "dues",
        },
    ),
    (
        'L',
        Message {
            zh: "经费收支",
            en: "income and expenditure",
        },
    ),
    (
        'W',
        Message {
            zh: "福利慰问",
            en: "welfare",
        },
    ),
    (
        'A',
        Message {
            zh: "活动台账",
            en: "activities",
        },
    ),
    (
        'S',
        Message {
            zh: "文体比赛",
            en: "sports",
        },
    ),
    (
        'U',
        Message {
            zh: "经费审查",
            en: "audits",
        },
    ),
    (
        'V',
        Message {
            zh: "五必访",
            en: "visits",
        },
    ),
    (
        'X',
        Message {
            zh: "各表之间",
            en: "across tables",
        },
    ),
    (
        'P',
        Message {
            zh: "年度计划",
            en: "the plan",
        },
    ),
];

/// The kind of thing that a page is about.
pub(super) const KIND_RULE: Message = Message {
    zh: "规则",
    en: "Rule",
};
/// As above.
pub(super) const KIND_TABLE: Message = Message {
    zh: "表",
    en: "Table",
};
/// As above.
pub(super) const KIND_COLUMN: Message = Message {
    zh: "列",
    en: "Column",
};
/// As above.
pub(super) const KIND_METRIC: Message = Message {
    zh: "指标",
    en: "Metric",
};
/// As above.
pub(super) const KIND_TARGET: Message = Message {
    zh: "目标",
    en: "Target",
};

/// Labels of a rule's page.
pub(super) const SEVERITY: Message = Message {
    zh: "程度",
    en: "Severity",
};
/// Why the rule matters.
pub(super) const WHY: Message = Message {
    zh: "为什么",
    en: "Why",
};
/// What to do.
pub(super) const HINT: Message = Message {
    zh: "怎么办",
    en: "What to do",
};
/// The clause a rule or target comes from.
pub(super) const BASIS: Message = Message {
    zh: "依据",
    en: "Basis",
};
/// The table and column a rule looks at.
pub(super) const LOOKS_AT: Message = Message {
    zh: "查哪里",
    en: "Looks at",
};
/// The condition in SQL.
pub(super) const CONDITION: Message = Message {
    zh: "出错条件",
    en: "Wrong where",
};
/// How to read the condition.
pub(super) const CONDITION_NOTE: Message = Message {
    zh: "（SQL；金额以分计，小数以百万分之一计）",
    en: "(SQL; money in fen, decimals in millionths)",
};
/// Heading over the rows that break a rule.
pub(super) const WRONG: Message = Message {
    zh: "错误的例子",
    en: "Wrong",
};
/// Heading over the same rows, mended.
pub(super) const RIGHT: Message = Message {
    zh: "正确的例子",
    en: "Right",
};

/// Labels of a metric's page.
pub(super) const NUMERATOR: Message = Message {
    zh: "分子",
    en: "Numerator",
};
/// What is counted, where there is no denominator.
pub(super) const COUNTS: Message = Message {
    zh: "数什么",
    en: "Counts",
};
/// What it is divided by.
pub(super) const DENOMINATOR: Message = Message {
    zh: "分母",
    en: "Denominator",
};
/// The tables it comes from.
pub(super) const FROM_TABLES: Message = Message {
    zh: "取自",
    en: "From",
};
/// The periods it is measured for.
pub(super) const PERIODS: Message = Message {
    zh: "周期",
    en: "Periods",
};
/// The targets that name it.
pub(super) const NAMED_BY: Message = Message {
    zh: "有关目标",
    en: "Targets",
};
/// The goal of a target.
pub(super) const GOAL: Message = Message {
    zh: "要求",
    en: "Goal",
};
/// The metric of a target.
pub(super) const METRIC: Message = Message {
    zh: "指标",
    en: "Metric",
};
/// When a target has no data.
pub(super) const NO_DATA: Message = Message {
    zh: "没报有关的表、没有可算的行，都算“无数据”，不算达标。",
    en: "Without the table, or a row of it that could answer, there is no data, which is never met.",
};
/// Where a goal is changed.
pub(super) const CHANGE: Message = Message {
    zh: "要求可以在年度计划的“目标”表里改。",
    en: "The goal is changed in the plan's sheet 目标 (targets).",
};

/// Labels of a table's and a column's page.
pub(super) const ROW: Message = Message {
    zh: "一行是",
    en: "One row is",
};
/// What a person should know.
pub(super) const HELP: Message = Message {
    zh: "说明",
    en: "Help",
};
/// Who fills a table in.
pub(super) const FILLED_BY: Message = Message {
    zh: "属于",
    en: "Belongs to",
};
/// Other names.
pub(super) const ALIASES: Message = Message {
    zh: "也认作",
    en: "Also read",
};
/// The columns that do not repeat.
pub(super) const KEY: Message = Message {
    zh: "不得重复",
    en: "Unique",
};
/// A column's type.
pub(super) const TYPE: Message = Message {
    zh: "类型",
    en: "Type",
};
/// A column's bounds.
pub(super) const BOUNDS: Message = Message {
    zh: "范围",
    en: "Bounds",
};
/// A category's values.
pub(super) const VALUES: Message = Message {
    zh: "可填",
    en: "Values",
};
/// An example.
pub(super) const EXAMPLE: Message = Message {
    zh: "例如",
    en: "Example",
};
/// Why a column stays with the school.
pub(super) const PRIVACY: Message = Message {
    zh: "保密",
    en: "Privacy",
};
/// The columns of a table, under this heading.
pub(super) const COLUMNS: Message = Message {
    zh: "各列",
    en: "Columns",
};
/// A column that must be filled in.
pub(super) const REQUIRED: Message = Message {
    zh: "必填",
    en: "required",
};
/// From one bound to the other.
pub(super) const FROM_TO: Message = Message {
    zh: "{min} 至 {max}",
    en: "{min} to {max}",
};

/// Nothing has the name that was asked for.
pub(super) const NOT_FOUND: Message = Message {
    zh: "没有叫“{asked}”的编号或名称。",
    en: "Nothing is called {asked}.",
};
/// Names close to it.
pub(super) const NEAR: Message = Message {
    zh: "是不是要查：{near}？",
    en: "Did you mean {near}?",
};
/// Where all names stand.
pub(super) const SEE_INDEX: Message = Message {
    zh: "不带编号运行 gonghui explain，可以看到全部。",
    en: "Run gonghui explain without an id to see them all.",
};

/// A severity's name.
pub(super) fn severity(severity: Severity) -> Message {
    match severity {
        Severity::Error => Message {
            zh: "错误",
            en: "error",
        },
        Severity::Warning => Message {
            zh: "警告",
            en: "warning",
        },
        Severity::Info => Message {
            zh: "提示",
            en: "info",
        },
    }
}

/// What a severity asks of a person.
pub(super) fn severity_meaning(severity: Severity) -> Message {
    match severity {
        Severity::Error => Message {
            zh: "错误：签字前必须改正",
            en: "error: to be mended before anyone signs",
        },
        Severity::Warning => Message {
            zh: "警告：请核对，也可能没有错",
            en: "warning: to be looked at; may be right",
        },
        Severity::Info => Message {
            zh: "提示：程序作的判断，请知悉",
            en: "info: what the program decided, for you to know",
        },
    }
}

/// The workbook that a table stands in.
pub(super) fn filled_by(kind: TableKind) -> Message {
    match kind {
        TableKind::Return => Message {
            zh: "填报模板，由学校报送",
            en: "the return that a school sends",
        },
        TableKind::Plan => Message {
            zh: "年度计划",
            en: "the year's plan",
        },
    }
}

/// What happens to what a column holds.
pub(super) fn privacy(privacy: Privacy) -> Message {
    match privacy {
        Privacy::Identity => Message {
            zh: "只退回给报送的学校，不写进任何汇总",
            en: "goes back to the school that sent it and into no summary",
        },
        Privacy::Name => Message {
            zh: "在帮扶、慰问名单里只印姓（张*）",
            en: "printed as the family name alone in lists of aid (张*)",
        },
        Privacy::Reason => Message {
            zh: "病情和困难原因只退回给报送的学校，不写进任何汇总",
            en: "illness and hardship go back to the school that sent them and into no summary",
        },
    }
}
