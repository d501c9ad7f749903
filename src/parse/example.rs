//! Whether a row is the example that its table declares: a person types over the example in the template, and
//! only what the cells hold tells that row from the example.

use super::ColumnParser;
use crate::finding::Code;
use crate::read::{Text, Value};
use crate::rows::{Block, ColumnData};
use crate::schema::{Column, ColumnType};

/// The column (its position in the declaration) in which a row under the header of `block` holds something else
/// than its table's example, one of amounts before others; none where it is the example or what is left of it.
/// `value` gives the row's cell of a sheet column (0-based). An empty cell says nothing, and the same value
/// written in another way (2023年9月, 26.150) is the same.
pub fn differs_from_example<'v, 'a: 'v>(
    block: &Block,
    value: impl Fn(u32) -> Option<&'v Value<'a>>,
) -> Option<usize> {
    let columns = block.table.columns.iter().enumerate();
    let differs = columns.filter(|(index, column)| {
        let value = block.cell(*index, 1).and_then(|(_, place)| value(place));
        value.is_some_and(|value| says_example(column, value, block) == Some(false))
    });
    let amounts_first = |(_, column): &(usize, &Column)| {
        (column.kind != ColumnType::Money, !column.kind.is_figure())
    };
    differs.min_by_key(amounts_first).map(|(index, _)| index)
}

/// Whether a row holds the whole example of its table: each value of each column that is declared.
pub fn is_whole_example<'v, 'a: 'v>(
    block: &Block,
    value: impl Fn(u32) -> Option<&'v Value<'a>>,
) -> bool {
    let columns = || block.table.columns.iter().enumerate();
    let cell = |index: usize| value(block.cell(index, 1)?.1);
    // Texts first, for this is asked of every row, and of nearly all one look is enough.
    let (mut texts, mut others) = (
        columns().filter(|(_, column)| column.kind.is_text()),
        columns().filter(|(_, column)| !column.kind.is_text()),
    );
    texts.all(|(index, column)| match cell(index) {
        Some(Value::Text(text)) => text.as_str().trim() == column.example,
        _ => false,
    }) && others.all(|(index, column)| {
        cell(index).is_some_and(|value| says_example(column, value, block) == Some(true))
    })
}

/// Whether a cell says what the example of its column does; none where it says nothing.
fn says_example(column: &'static Column, value: &Value<'_>, block: &Block) -> Option<bool> {
    let mut cells = ColumnData::for_column(column);
    let mut parser = ColumnParser::new(column, 1, None);
    let example = Value::Text(Text::own(column.example.clone()));
    parser.parse(Some(&example), &mut cells);
    let mut parser = parser.with_date1904(block.date1904);
    let fault = parser.parse(Some(value), &mut cells);
    match (cells.get(0), cells.get(1)) {
        (_, None) if fault.is_none_or(|fault| fault.code == Code::C001) => None,
        (example, said) => Some(said.is_some() && said == example),
    }
}
