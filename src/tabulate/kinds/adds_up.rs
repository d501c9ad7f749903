//! A row that is a total whatever it is called: of no person, and its amounts are those of the rows above it.
//! The amounts are compared by the parser of the table, which has them.

use super::evidence::{is_dated, is_persons_name};
use super::{Answer, RowKind};
use crate::parse::{begins_with_surname, says_blank};
use crate::read::Value;
use crate::recognise::Row;
use crate::rows::{Block, Layout};
use crate::schema::ColumnType;

/// What such a row is; none for one that says whose, when or of what kind it is.
pub(in crate::tabulate) fn may_add_up(row: &Row<'_>, block: &Block) -> Option<Answer> {
    let Layout::Rows(columns) = &block.layout else {
        return None;
    };
    // Said first, since most rows have all that they need.
    let lacks = |(index, column): (&usize, &u32)| {
        let declared = &block.table.columns[*index];
        let words = matches!(
            declared.kind,
            ColumnType::Name | ColumnType::Date | ColumnType::Category
        );
        declared.required
            && words
            && match row.at(*column) {
                None => true,
                Some(Value::Text(text)) => {
                    let text = text.as_str();
                    let somebody = || {
                        // Surnames that few have begin as words do (计, 全, 和): a name of three letters is one.
                        let longer = text.chars().filter(|c| !c.is_whitespace()).count() > 2;
                        let is_word = [
                            "全校", "全体", "全员", "全部", "合共", "学校", "本校", "我校",
                        ];
                        is_persons_name(text)
                            && (longer || begins_with_surname(text) || !is_word.contains(&text))
                    };
                    says_blank(text) || declared.kind == ColumnType::Name && !somebody()
                }
                Some(_) => false,
            }
    };
    let found = columns.iter().any(lacks) && !is_dated(row, block, columns);
    found.then(|| Answer::of_row(RowKind::Total, "adds_up"))
}

/// What such a row is where it says when and of what kind it is, but of nobody but the whole school: 全体.
pub(in crate::tabulate) fn of_the_whole(row: &Row<'_>, block: &Block) -> Option<Answer> {
    let Layout::Rows(columns) = &block.layout else {
        return None;
    };
    let whole = |text: &str| {
        let begins = ["全体", "全校", "全员", "全部", "所有"];
        let short = text.len() <= 24;
        short
            && begins
                .iter()
                .any(|word| text.trim_start().starts_with(word))
    };
    let cell = row.cells.iter().find(|cell| match &cell.value {
        Value::Text(text) => whole(text.as_str()),
        _ => false,
    })?;
    let mut mapped = columns.iter().filter(|(_, at)| **at == cell.column);
    let names = mapped.any(|(index, _)| {
        let kind = block.table.columns[*index].kind;
        matches!(kind, ColumnType::Name | ColumnType::Text)
    });
    names.then(|| Answer::of_row(RowKind::Total, "adds_up"))
}
