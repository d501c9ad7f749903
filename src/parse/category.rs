//! Categories (类别): one of the declared values, or a finding; 其他 is never assumed.

use super::{Fault, Parsed, means_nothing};
use crate::finding::Arg;
use crate::read::Value;
use crate::schema::{Column, normalise_label};
use std::collections::HashMap;

/// What a cell's text is among a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Nothing,
    Value(usize),
    Unknown,
}

/// Reads the cells of one category column. A shared text is looked up once.
pub(super) struct CategoryParser {
    column: &'static Column,
    by_label: HashMap<String, usize>,
    by_identity: HashMap<usize, Known>,
}

impl CategoryParser {
    pub(super) fn new(column: &'static Column) -> CategoryParser {
        let mut by_label = HashMap::new();
        for (index, value) in column.values.iter().enumerate() {
            by_label.insert(normalise_label(&value.value), index);
            for alias in &value.aliases {
                by_label.entry(normalise_label(alias)).or_insert(index);
            }
        }
        CategoryParser {
            column,
            by_label,
            by_identity: HashMap::new(),
        }
    }

    /// The declared value; an unknown one is kept as written and said.
    pub(super) fn parse(&mut self, value: &Value<'_>) -> Parsed<String> {
        match self.known(value) {
            Known::Nothing => Parsed::Blank,
            Known::Value(index) => Parsed::Value(self.column.values[index].value.clone()),
            Known::Unknown => {
                let written = value.shown();
                let fault = self.fault(&written);
                Parsed::Doubtful(written, fault)
            }
        }
    }

    fn known(&mut self, value: &Value<'_>) -> Known {
        let identity = match value {
            Value::Text(text) => text.identity(),
            _ => None,
        };
        if let Some(known) = identity.and_then(|identity| self.by_identity.get(&identity)) {
            return *known;
        }
        let written = value.shown();
        let known = match self.by_label.get(&normalise_label(&written)) {
            Some(&index) => Known::Value(index),
            None if means_nothing(&written) => Known::Nothing,
            None => Known::Unknown,
        };
        if let Some(identity) = identity {
            self.by_identity.insert(identity, known);
        }
        known
    }

    /// The finding of an unknown value, with the values allowed.
    fn fault(&self, _written: &str) -> Fault {
        let values: Vec<&str> = self.column.values.iter().map(|v| v.value.as_str()).collect();
        Fault::new("C170").arg("allowed", Arg::Text(values.join("、")))
    }
}
