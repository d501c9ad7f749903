//! A workbook whose cells were read before: a reader behind the program's own trait that costs
//! next to nothing, so that what comes after reading can be timed without it.

use gonghui::read::{
    Cell, Cells, Limits, Looks, Merge, ReadError, Sheet, Text, Value, Workbook, open,
};
use std::collections::HashMap;

/// The cells of a workbook, kept.
pub(crate) struct Kept {
    sheets: Vec<(Sheet, Vec<KeptCell>)>,
    texts: Vec<String>,
}

/// Row, column, value.
type KeptCell = (u32, u32, KeptValue);

enum KeptValue {
    /// By its position among the texts; a text that was shared is kept once.
    Text(usize),
    Other(Value<'static>),
}

impl Kept {
    /// Reads the workbook that `bytes` hold.
    pub(crate) fn read(bytes: &[u8]) -> Result<Kept, ReadError> {
        let mut workbook = open(bytes, &Limits::default())?;
        let mut kept = Kept {
            sheets: Vec::new(),
            texts: Vec::new(),
        };
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for (index, sheet) in workbook.sheets().into_iter().enumerate() {
            let mut cells = Vec::new();
            let mut stream = workbook.cells(index)?;
            while let Some(cell) = stream.next_cell()? {
                let value = kept.value(cell.value, &mut shared);
                cells.push((cell.row, cell.column, value));
            }
            kept.sheets.push((sheet, cells));
        }
        Ok(kept)
    }

    fn value(&mut self, value: Value<'_>, shared: &mut HashMap<usize, usize>) -> KeptValue {
        KeptValue::Other(match value {
            Value::Text(text) => {
                let known = text.identity().and_then(|identity| shared.get(&identity));
                let position = known.copied().unwrap_or(self.texts.len());
                if position == self.texts.len() {
                    self.texts.push(text.as_str().to_string());
                }
                if let Some(identity) = text.identity() {
                    shared.insert(identity, position);
                }
                return KeptValue::Text(position);
            }
            Value::Number(number) => Value::Number(number),
            Value::Date(date) => Value::Date(date),
            Value::Bool(bool) => Value::Bool(bool),
            Value::Error(error) => Value::Error(error),
            Value::Uncalculated => Value::Uncalculated,
        })
    }
}

impl Workbook for Kept {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets.iter().map(|(sheet, _)| sheet.clone()).collect()
    }

    fn cells<'a>(&'a mut self, index: usize) -> Result<Box<dyn Cells<'a> + 'a>, ReadError> {
        Ok(Box::new(KeptCells {
            cells: self.sheets[index].1.iter(),
            texts: &self.texts,
        }))
    }

    fn category(&mut self) -> Option<String> {
        None
    }

    fn merges(&mut self, _index: usize) -> Result<Vec<Merge>, ReadError> {
        Ok(Vec::new())
    }
}

struct KeptCells<'a> {
    cells: std::slice::Iter<'a, KeptCell>,
    texts: &'a [String],
}

impl<'a> Cells<'a> for KeptCells<'a> {
    fn next_cell(&mut self) -> Result<Option<Cell<'a>>, ReadError> {
        Ok(self.cells.next().map(|(row, column, value)| Cell {
            row: *row,
            column: *column,
            value: match value {
                KeptValue::Text(position) => Value::Text(Text::shared(&self.texts[*position])),
                KeptValue::Other(value) => value.clone(),
            },
            looks: Looks::default(),
            format: None,
        }))
    }
}
