//! The template's example row, and those of other templates: 示例行, 例：2023-09.

use super::{Answer, RowKind, RowView};
use crate::schema::EXAMPLE_MARK;

/// Whether one of the row's cells marks it as an example.
pub(super) fn is(view: &RowView<'_, '_>) -> Option<Answer> {
    let mut texts = view.row.texts();
    let (column, _) = texts.find(|(_, text)| marks_example(text.trim_start()))?;
    Some(Answer::at(RowKind::Example, "example", column))
}

/// Whether a cell marks its row as an example: the template's mark (`示例行，…`), or what other
/// templates write (`示例`, `例：`). A unit or person called 示例… is none.
fn marks_example(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(', '【']);
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
