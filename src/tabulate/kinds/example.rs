//! Rows that show how to fill a table in. What the program's own template marks is known, so that what was typed
//! over it is told from it: the values of a row decide, and not its mark. What other templates mark is theirs to
//! know.

use super::{Answer, RowKind, RowView};
use crate::parse::{differs_from_example, is_whole_example};
use crate::read::Value;
use crate::recognise::Row;
use crate::rows::{Block, Layout};
use crate::schema::{EXAMPLE_MARK, OWN_EXAMPLE_MARK, TableKind};

/// What a row has to do with an example; columns of the sheet are 0-based, those of the table its declaration's
/// positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tabulate) enum Example {
    /// The program's own, or what is left of it; or one that holds nothing that could be lost.
    Untouched,
    /// The program's own, all of it, and no mark says so: it counts, for it may be meant.
    Unmarked,
    /// What a person typed over the program's own: a row of data. The column of the mark.
    TypedOver(u32),
    /// Of another template: the table's column in which it differs from the program's own.
    Others(usize),
}

/// Whether the row is an example and no row of data: the values of the row decide, and not its mark.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    match example_of(view.row, view.block)? {
        Example::Untouched | Example::Others(_) => {
            Some(Answer::of_row(RowKind::Example, "example"))
        }
        Example::TypedOver(_) | Example::Unmarked => None,
    }
}

/// What `row` under the header of `block` has to do with an example; none where nothing says that it is one.
pub(in crate::tabulate) fn example_of(row: &Row<'_>, block: &Block) -> Option<Example> {
    let Layout::Rows(columns) = &block.layout else {
        return None;
    };
    let mark = row.texts().find(|(_, text)| marks_example(text));
    let Some((at, mark)) = mark else {
        // A plan's example may be a plan's row.
        let whole = block.table.kind == TableKind::Return
            && is_whole_example(block, |column| row.at(column));
        return whole.then_some(Example::Unmarked);
    };
    let typed = |column: u32| {
        let value = row.at(column)?;
        match value {
            Value::Text(text) if marks_example(text.as_str()) => None,
            value => Some(value),
        }
    };
    let Some(other) = differs_from_example(block, typed) else {
        return Some(Example::Untouched);
    };
    let own = [OWN_EXAMPLE_MARK.zh, OWN_EXAMPLE_MARK.en]
        .iter()
        .any(|own| mark.trim().starts_with(own));
    Some(match own && columns.values().all(|column| *column != at) {
        true => Example::TypedOver(at),
        false => Example::Others(other),
    })
}

/// Whether a cell marks its row as an example: the template's mark (`示例行，…`), or what other
/// templates write (`示例`, `例：`). A unit or person called 示例… is none.
fn marks_example(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches(['（', '(', '【']);
    let Some(rest) = [EXAMPLE_MARK, "样例", "范例", "举例", "例如", "例"]
        .iter()
        .find_map(|mark| text.strip_prefix(mark))
    else {
        return false;
    };
    rest.is_empty() || rest.starts_with(['行', ':', '：', '）', ')', '】'])
}

#[cfg(test)]
mod tests {
    use super::marks_example;

    #[test]
    fn a_school_called_example_is_no_example() {
        assert!(marks_example("示例行，请勿删除"));
        assert!(marks_example("示例"));
        assert!(marks_example("例：2023-09"));
        assert!(!marks_example("示例小学"));
        assert!(!marks_example("例会"));
    }
}
