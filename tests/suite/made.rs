//! A sheet that was made up, and the reader that hands it to the program.

use gonghui::read::{
    Cell, Cells, Looks, Merge, ReadError, Sheet, Text, Value, Visibility, Workbook,
};
use std::collections::BTreeMap;

/// What a made-up cell holds.
pub(super) type Grid = BTreeMap<(u32, u32), (Value<'static>, Looks)>;

/// A made-up sheet.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) name: String,
    pub(super) grid: Grid,
    pub(super) merges: Vec<Merge>,
}

pub(super) fn words(text: &str) -> Value<'static> {
    Value::Text(Text::own(text.to_string()))
}

impl Workbook for Made {
    fn sheets(&self) -> Vec<Sheet> {
        vec![Sheet {
            name: self.name.clone(),
            visibility: Visibility::Visible,
        }]
    }

    fn cells<'a>(&'a mut self, _: usize) -> Result<Box<dyn Cells<'a> + 'a>, ReadError> {
        Ok(Box::new(MadeCells(self.grid.iter())))
    }

    fn category(&mut self) -> Option<String> {
        None
    }

    fn merges(&mut self, _: usize) -> Result<Vec<Merge>, ReadError> {
        Ok(self.merges.clone())
    }
}

struct MadeCells<'a>(std::collections::btree_map::Iter<'a, (u32, u32), (Value<'static>, Looks)>);

impl<'a> Cells<'a> for MadeCells<'a> {
    fn next_cell(&mut self) -> Result<Option<Cell<'a>>, ReadError> {
        Ok(self.0.next().map(|(&(row, column), (value, looks))| Cell {
            row,
            column,
            value: match value {
                Value::Text(text) => Value::Text(Text::shared(text.as_str())),
                other => other.clone(),
            },
            looks: *looks,
            format: None,
        }))
    }
}
