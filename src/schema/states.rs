//! Columns of state, and what their words say of a row: whether what it tells of came about, as
//! `states.toml` declares.

use super::normalise::{normalise_label, spoken};
use super::variants::plain;
use crate::declared::declared;
use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::sync::LazyLock;

/// Whether what a row tells of came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CameAbout {
    /// It did.
    Yes,
    /// It is not decided, or did in part, or the words are not known: the row counts.
    Open,
    /// It did not: the row does not count.
    No,
}

/// A kind of columns of state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateGroup(usize);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    asked: Vec<String>,
    group: Vec<Group>,
    words: Words,
    headings: Headings,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    names: Vec<String>,
    /// Whether its cells are free text, of which nothing is said where no word is known.
    #[serde(default)]
    free: bool,
    /// Whether labels that ask if an act was done are of it.
    #[serde(default)]
    asks: bool,
    #[serde(default)]
    void: Vec<String>,
    #[serde(default)]
    open: Vec<String>,
    #[serde(default)]
    happened: Vec<String>,
    /// Whether it says if what is due was paid; then its own `open` words say that it was not.
    #[serde(default)]
    of_payment: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// What was due and was not paid.
    unpaid: Vec<String>,
    void: Vec<String>,
    open: Vec<String>,
    happened: Vec<String>,
    /// What was done, where nothing else is said.
    acts: Vec<String>,
    /// What says in the midst of a text that something did not come about.
    spoken: Vec<String>,
}

/// Words of headings, as compared, the longest first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Headings {
    void: Vec<String>,
    open: Vec<String>,
    /// Values of a column of state that say that somebody is gone.
    pub(super) gone: Vec<String>,
    pub(super) beside: Vec<String>,
    /// What begins a remark.
    pub(super) remarks: Vec<String>,
}

struct States {
    groups: Vec<Group>,
    /// The acts that a label may ask about.
    asked: Vec<String>,
    /// The position of the group of such labels.
    asks: Option<usize>,
    /// As compared, the longest first.
    words: Vec<(String, CameAbout)>,
    acts: Vec<String>,
    unpaid: Vec<String>,
    headings: Headings,
    /// `words` and those of headings beside them, which go first.
    of_headings: Vec<(String, CameAbout)>,
    spoken: Option<AhoCorasick>,
}

static STATES: LazyLock<States> = LazyLock::new(|| {
    let Declared {
        asked,
        mut group,
        words,
        mut headings,
    } = declared("states", include_str!("states.toml"));
    for group in &mut group {
        let names = group.names.iter();
        group.names = names.map(|name| normalise_label(name)).collect();
    }
    let unpaid = words.unpaid.iter().map(|word| compared(word)).collect();
    let spoken = AhoCorasick::new(&words.spoken).ok();
    let acts = words.acts.iter().map(|word| compared(word)).collect();
    let of = |words: Vec<String>, says| {
        let compared = words.into_iter().map(|word| compared(&word));
        compared.map(move |word| (word, says)).collect::<Vec<_>>()
    };
    let mut words = [
        of(words.void, CameAbout::No),
        of(words.open, CameAbout::Open),
        of(words.happened, CameAbout::Yes),
    ]
    .concat();
    let longest = |words: &mut Vec<(String, CameAbout)>| {
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
    };
    longest(&mut words);
    let own = [
        of(std::mem::take(&mut headings.void), CameAbout::No),
        of(std::mem::take(&mut headings.open), CameAbout::Open),
    ];
    let mut of_headings = own.concat();
    let known = |word: &String| of_headings.iter().any(|(own, _)| own == word);
    let others = words.iter().filter(|(word, _)| !known(word)).cloned();
    let others: Vec<_> = others.collect();
    of_headings.extend(others);
    longest(&mut of_headings);
    headings.beside = headings.beside.iter().map(|word| compared(word)).collect();
    headings
        .beside
        .sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    States {
        asks: group.iter().position(|group| group.asks),
        groups: group,
        asked,
        words,
        acts,
        unpaid,
        headings,
        of_headings,
        spoken,
    }
});

/// The words of headings.
pub(super) fn of_headings() -> (&'static Headings, &'static [(String, CameAbout)]) {
    (&STATES.headings, &STATES.of_headings)
}

/// What was done, where nothing else is said.
pub(super) fn acts() -> &'static [String] {
    &STATES.acts
}

/// A cell's words as they are compared; what stands in brackets stays.
pub(super) fn compared(text: &str) -> String {
    let seen = spoken(text).map(plain);
    seen.flat_map(char::to_lowercase).collect()
}

/// The kind of column of state that a header's `label` names, if it does.
pub fn state_group(label: &str) -> Option<StateGroup> {
    if label.len() > 60 {
        return None;
    }
    let label = normalise_label(label);
    let longest = |name: &String| {
        let inside = name.chars().count() >= 3 && label.ends_with(name.as_str());
        (label == *name || inside).then_some(name.len())
    };
    let groups = STATES.groups.iter().enumerate();
    let found = groups.filter_map(|(at, group)| {
        let length = group.names.iter().filter_map(longest).max()?;
        Some((length, at))
    });
    let found = found.max().map(|(_, at)| at);
    found
        .or_else(|| STATES.asks.filter(|_| asks_of_act(&label)))
        .map(StateGroup)
}

/// Whether a label as compared asks if an act was done and says nothing else: 是否已支付, 已发放, 支付与否. The
/// act alone (支付) may be an amount.
fn asks_of_act(label: &str) -> bool {
    let asked = ["是否已经", "是否已", "是否", "有无", "已经", "已"];
    let before = asked.iter().find_map(|word| label.strip_prefix(word));
    let behind = before.unwrap_or(label).strip_suffix("与否");
    let act = behind.or(before);
    act.is_some_and(|act| STATES.asked.iter().any(|known| known == act))
}

impl StateGroup {
    /// What a cell of the column says, as it is shown; none for words that are not known.
    pub fn says(self, text: &str) -> Option<CameAbout> {
        let text = compared(text);
        let whole = |words: &[String]| words.contains(&text);
        let group = STATES.groups.get(self.0)?;
        if whole(&group.void) {
            return Some(CameAbout::No);
        }
        if whole(&group.open) {
            return Some(CameAbout::Open);
        }
        if whole(&group.happened) {
            return Some(CameAbout::Yes);
        }
        if whole(&group.open) {
            return Some(CameAbout::Open);
        }
        came_about(text)
    }

    /// Whether it says if what is due was paid (是否缴纳).
    pub fn is_of_payment(self) -> bool {
        STATES
            .groups
            .get(self.0)
            .is_some_and(|group| group.of_payment)
    }

    /// Whether a cell of the column, as it is shown, says that what is due was not paid.
    pub fn says_unpaid(self, text: &str) -> bool {
        let group = STATES.groups.get(self.0).filter(|group| group.of_payment);
        says_unpaid(text) || group.is_some_and(|group| group.open.contains(&compared(text)))
    }

    /// Whether its cells are free text.
    pub fn is_free(self) -> bool {
        STATES.groups.get(self.0).is_some_and(|group| group.free)
    }
}

/// Whether a whole text says that what is due was not paid: 未缴, 尚未缴纳, 欠费, 免缴.
pub fn says_unpaid(text: &str) -> bool {
    if text.len() > 36 {
        return false;
    }
    let text = compared(text);
    let text = text.trim_end_matches(['。', '!', '.', ',']);
    let mut bare = text;
    for before in ["会费", "本月", "当月", "尚", "还", "暂"] {
        bare = bare.strip_prefix(before).unwrap_or(bare);
    }
    let bare = bare.strip_suffix("会费").unwrap_or(bare);
    STATES.unpaid.iter().any(|word| word == bare)
}

/// Whether a whole text, in a column that is not known to be one of state, says that something did not come
/// about: 已退款, 作废, 2-拒绝.
pub fn says_void(text: &str) -> bool {
    if text.len() > 36 {
        return false;
    }
    let text = compared(text);
    let bare = text.trim_start_matches(|c: char| c.is_ascii_digit() || "-.、_:".contains(c));
    let bare = bare.strip_prefix('已').unwrap_or(bare);
    let bare = bare.trim_end_matches(['了', '。', '!', '.', ')']);
    let mut acts = STATES
        .acts
        .iter()
        .map(String::as_str)
        .chain(["交易", "订单", "申请", "全额", "缴费"]);
    let bare = acts.find_map(|act| bare.strip_prefix(act)).unwrap_or(bare);
    let bare = bare.strip_prefix('已').unwrap_or(bare);
    let words = STATES
        .words
        .iter()
        .filter(|(_, says)| *says == CameAbout::No);
    words.into_iter().any(|(word, _)| word == bare)
}

/// The word by which a text that is about something else says in passing that it did not come about: 取消 in
/// 看电影（取消）. Quick to say none: asked of many cells.
pub fn speaks_of_void(text: &str) -> Option<&str> {
    let mut found = STATES.spoken.iter().flat_map(|words| words.find_iter(text));
    let word = found.find(|word| {
        let before = text.get(..word.start()).unwrap_or_default();
        !before.ends_with(['未', '不', '没', '无', '勿'])
    })?;
    text.get(word.range())
}

/// What the words in a compared text say together, the longest taken first: 未通过 says nothing of 通过. Words
/// of both kinds leave it open.
fn came_about(mut text: String) -> Option<CameAbout> {
    let mut said: Option<CameAbout> = None;
    for (word, says) in &STATES.words {
        if !text.contains(word.as_str()) {
            continue;
        }
        text = text.replace(word.as_str(), "\u{0}");
        said = Some(match said {
            Some(other) if other != *says => CameAbout::Open,
            _ => *says,
        });
    }
    let acted = || STATES.acts.iter().any(|act| text.contains(act.as_str()));
    said.or_else(|| acted().then_some(CameAbout::Yes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(label: &str, text: &str) -> Option<CameAbout> {
        state_group(label).expect(label).says(text)
    }

    #[test]
    fn words_of_state_as_services_and_schools_write_them() {
        for (label, text) in [
            ("审批结果", "拒绝"),
            ("审批状态", "已撤销"),
            ("审批状态", "通过后撤销"),
            ("交易状态", "交易关闭"),
            ("交易状态", "已全额退款"),
            ("交易状态", "REFUND"),
            ("微信交易状态", "退款成功"),
            ("支付状态", "支付失败"),
            ("审核状态", "初审未通过"),
            ("审核状态（工会）", "2-不通过"),
            ("活动状态", "因疫情取消"),
            ("完成情况", "未开展"),
            ("是否开展", "否"),
            ("是否审批通过", "×"),
            ("已支付", "否"),
            ("发放与否", "✗"),
            ("审核结果", "✗"),
            ("审核", "否"),
            ("是否作废", "是"),
            ("会籍状态", "已退會"),
            ("订单状态", "已关闭（超时）"),
        ] {
            assert_eq!(says(label, text), Some(CameAbout::No), "{label} {text}");
        }
        for (label, text) in [
            ("审批结果", "同意"),
            ("审批状态", "已完成"),
            ("交易状态", "支付成功"),
            ("交易状态", "SUCCESS"),
            ("退款状态", "未退款"),
            ("退款状态", "退款失败"),
            ("完成情况", "已按计划完成，共60人参加"),
            ("是否作废", "否"),
            ("会籍状态", "正常"),
            ("审核结果", "✓"),
            ("是否已审核", "√"),
        ] {
            assert_eq!(says(label, text), Some(CameAbout::Yes), "{label} {text}");
        }
        for (label, text) in [
            ("审批状态", "审批中"),
            ("交易状态", "已退款(￥5.00)"),
            ("支付状态", "部分退款"),
            ("是否缴纳", "否"),
            ("完成情况", "春游取消，改为观影，已举办"),
        ] {
            assert_eq!(says(label, text), Some(CameAbout::Open), "{label} {text}");
        }
        assert_eq!(says("状态", "甲"), None);
        for label in [
            "婚姻状况",
            "健康状态",
            "人员状态",
            "姓名",
            "结果",
            "金额",
            "支付",
            "已缴",
            "是否入会",
            "发放金额",
        ] {
            assert_eq!(state_group(label), None, "{label}");
        }
    }

    #[test]
    fn what_was_not_paid_is_told() {
        for text in ["未缴", "欠费", "尚未缴纳", "会费未交", "免缴", "未缴。"] {
            assert!(says_unpaid(text), "{text}");
        }
        for text in ["已缴", "部分未缴", "已补缴欠费", "否", "", "缴"] {
            assert!(!says_unpaid(text), "{text}");
        }
        let group = state_group("是否缴纳").expect("declared");
        assert!(group.is_of_payment() && group.says_unpaid("否") && !group.says_unpaid("是"));
        let group = state_group("是否欠费").expect("declared");
        assert!(group.says_unpaid("是") && !group.says_unpaid("否"));
    }

    #[test]
    fn a_whole_text_that_says_void_is_told_from_one_that_speaks_of_it() {
        for text in [
            "作废",
            "已退款",
            "已作废。",
            "2-拒绝",
            "审核不通过",
            "取消了",
            "交易关闭",
        ] {
            assert!(says_void(text), "{text}");
        }
        for text in [
            "语文组",
            "退款已补交",
            "通过",
            "取消资格的情况说明",
            "否",
            "已婚",
            "",
        ] {
            assert!(!says_void(text), "{text}");
        }
    }
}
