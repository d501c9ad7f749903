//! On which side of an account a subject stands, as its name says.

/// Whether a subject is one of income (会费收入), or else of expense (维权支出); none for one that says neither.
pub fn is_income(subject: &str) -> Option<bool> {
    let ends = |words: &[&str]| words.iter().any(|word| subject.ends_with(word));
    match (ends(&["收入", "收益"]), ends(&["支出", "费用"])) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Words of an entry that takes another one back, and so stands on the other side or is below zero.
const TAKEN_BACK: &[&str] = &[
    "退", "冲", "红字", "更正", "调整", "结转", "转出", "转入", "上解", "上缴",
];

/// Whether what an entry says of itself is that it takes another one back.
pub fn takes_back(summary: &str) -> bool {
    TAKEN_BACK.iter().any(|word| summary.contains(word))
}
