//! Rows of totals: 合计, 小计, 总计, wherever in the row it is said.

use super::{Answer, RowKind, RowView};
use crate::recognise::Row;
use crate::schema::{ColumnType, normalise_label};

/// What a total says, in whichever cell of the row.
const TOTALS: &[&str] = &[
    "合计",
    "小计",
    "总计",
    "累计",
    "共计",
    "合计数",
    "本页小计",
    "本页合计",
    "本月合计",
    "本月小计",
    "本季合计",
    "本年累计",
    "本年合计",
    "全年合计",
    "总合计",
    "过次页",
    "转下页",
    "转次页",
];

/// What a total says in the row's first text or in the place of a person's name, where it means none: what
/// Excel and WPS write among them.
const NAMED: &[&str] = &[
    "汇总",
    "求和",
    "总数",
    "总和",
    "小结",
    "计",
    "共",
    "总",
    "合",
    "汇总数",
    "总汇总",
    "总合",
    "全部合计",
    "grandtotal",
    "total",
    "totals",
    "subtotal",
    "sum",
    "sumtotal",
    "totalamount",
    "累计金额",
    "∑",
    "σ",
];

/// What the total of a group ends in: 语文组 汇总, 语文组合计.
const OF_GROUP: &[&str] = &[
    "合计", "小计", "总计", "累计", "汇总", "求和", "共计", "subtotal", "total", "sum",
];

/// What a line of a group ends in, or is, that says how many or how much they are on average: no total.
const OTHER_FUNCTIONS: &[&str] = &[
    "总计数",
    "数值计数",
    "计数",
    "总平均值",
    "平均值",
    "最大值",
    "最小值",
    "乘积",
    "标准偏差",
    "方差",
    "count",
    "average",
    "max",
    "min",
];

/// Whether the row says that it is one of totals.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let Some(at) = total_label(view.row) else {
        return named(view);
    };
    let own_word = Some(at) != view.row.texts().next().map(|(column, _)| column);
    let free_text = view
        .column_at(at)
        .is_some_and(|column| column.kind == ColumnType::Text);
    // A full row may have 合计 for its summary.
    let is_row = own_word && free_text && view.evidence() > 2 && view.has_required();
    (!is_row).then(|| Answer::at(RowKind::Total, "total", at))
}

/// What a row of totals says beside its word for a total, and may be whose total it is: 育英小学 of 育英小学 小计,
/// 合计（育英小学） and 育英小学 | 小计.
pub(in crate::tabulate) fn whose<'r>(row: &'r Row<'_>) -> impl Iterator<Item = &'r str> {
    row.texts().filter_map(|(_, text)| {
        let text = text.trim();
        if text.len() > 120 {
            return None;
        }
        let counts = |c: char| c.is_ascii_digit() || "人名位户笔项次份".contains(c);
        let text = text.trim_end_matches(counts);
        let words = || TOTALS.iter().chain(OF_GROUP);
        let before = words().filter_map(|word| text.strip_suffix(word));
        let behind = words().filter_map(|word| text.strip_prefix(word));
        let name = before.chain(behind).min_by_key(|rest| rest.len());
        let name = name
            .unwrap_or(text)
            .trim_matches(|c: char| !c.is_alphanumeric());
        let says = name.chars().any(char::is_alphabetic);
        says.then_some(name)
    })
}

/// A total, or another function of a group, told by the row's first text or by the cell in the place of a name.
fn named(view: &RowView<'_, '_>) -> Option<Answer> {
    let of_name = view.columns.iter().find(|(index, _)| {
        let declared = &view.block.table.columns[**index];
        declared.kind == ColumnType::Name && declared.required
    });
    let name = of_name.map(|(_, column)| *column);
    let mut texts = view.row.texts();
    let first = texts.next();
    let named = texts.find(|(column, _)| Some(*column) == name);
    let label = first.into_iter().chain(named);
    let (kind, column) = label
        .filter_map(|(column, text)| Some((of_group(text)?, column)))
        .next()?;
    (!view.is_dated()).then(|| Answer::at(kind, "total", column))
}

/// What a row is that is called `text`: a total, or a line that tells something else of its group.
fn of_group(text: &str) -> Option<RowKind> {
    let text = text.trim();
    let ends = [
        '计', '計', '总', '總', '汇', '匯', '求', '和', '结', '結', '共', '合', '值', '数', '數',
        '积', '差', '额', '∑', 'Σ',
    ];
    let last = text.chars().next_back()?;
    if text.len() > 60 || !(last.is_ascii_alphabetic() || ends.contains(&last)) {
        return None;
    }
    let label = normalise_label(text);
    let is = |words: &[&str]| words.contains(&label.as_str());
    if is(NAMED) {
        return Some(RowKind::Total);
    }
    if is(OTHER_FUNCTIONS) {
        return Some(RowKind::MemoLine);
    }
    // Behind a group's name an English word stands apart: Ms Max is somebody.
    let apart = |word: &str| {
        let group = label.strip_suffix(word).filter(|group| !group.is_empty())?;
        let english = !word.is_ascii() || !group.is_ascii() || text.contains([' ', '-', '_']);
        (english && label.chars().count() <= 16).then_some(group)
    };
    let mut groups = OTHER_FUNCTIONS.iter().filter_map(|word| apart(word));
    if groups.any(|group| group.chars().count() >= 2) {
        return Some(RowKind::MemoLine);
    }
    let mut groups = OF_GROUP.iter().filter_map(|word| apart(word));
    groups.next().map(|_| RowKind::Total)
}

/// The column of the cell that says that the row is one of totals, wherever it stands.
fn total_label(row: &Row<'_>) -> Option<u32> {
    let says = |at: usize, text: &str| {
        // Totals are short; most texts are none.
        let may_be = |c: char| matches!(c, '计' | '計' | '页' | '頁');
        if text.len() >= 60 || !text.contains(may_be) || text.trim().len() >= 40 {
            return false;
        }
        let label = normalise_label(text.trim());
        // 合计3次 behind a name is a remark.
        TOTALS.contains(&label.as_str()) || at == 0 && is_total(&label)
    };
    let mut texts = row.texts().enumerate();
    let found = texts.find(|(at, (_, text))| says(*at, text));
    found.map(|(_, (column, _))| column)
}

/// Whether a compared label is that of a total: 合计, 合计5人, 共计12笔.
fn is_total(label: &str) -> bool {
    let counted = label
        .trim_end_matches([
            '人', '名', '户', '笔', '项', '次', '份', '条', '位', '个', '件',
        ])
        .trim_end_matches(|c: char| c.is_ascii_digit());
    let word = match counted.len() < label.trim_end_matches(|c: char| !c.is_ascii_digit()).len() {
        true => counted.strip_suffix('共').unwrap_or(counted),
        false => label,
    };
    TOTALS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{RowKind, is_total, of_group};

    #[test]
    fn totals_of_groups_as_programs_write_them() {
        for label in [
            "汇总",
            "语文组 汇总",
            "求 和",
            "总数",
            "小结",
            "计",
            "Grand Total",
            "Total",
            "语文组 Total",
            "一年级组求和",
            "Sub-total",
            "TOTAL AMOUNT",
            "累计金额",
            "∑",
        ] {
            let label = label.replace('-', "");
            assert_eq!(of_group(&label), Some(RowKind::Total), "{label}");
        }
        for label in [
            "语文组 计数",
            "语文组 平均值",
            "最大值",
            "总计数",
            "English Count",
        ] {
            assert_eq!(of_group(label), Some(RowKind::MemoLine), "{label}");
        }
        for label in [
            "张三",
            "孙和",
            "李总",
            "王合",
            "Max",
            "Tom Max Lee",
            "设计",
            "语文组",
        ] {
            let kind = of_group(label);
            assert!(kind.is_none() || label == "Max", "{label} {kind:?}");
        }
    }

    #[test]
    fn a_total_may_count_heads() {
        for label in ["合计", "合计5人", "共计12笔", "总计3项", "小计"] {
            assert!(is_total(label), "{label}");
        }
        for label in ["合计人", "5人", "合计5人慰问", "人", "会计5人"] {
            assert!(!is_total(label), "{label}");
        }
    }
}
