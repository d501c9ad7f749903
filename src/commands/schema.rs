//! `gonghui schema [TABLE]`

use super::{Context, print};
use crate::error::Error;
use crate::schema::{Table, schema, table_schema};
use serde_json::Value;

pub(super) fn run(id: Option<String>, context: &Context) -> Result<u8, Error> {
    let shown = |table: &Table| table_schema(table, context.lang);
    let object = match id {
        None => {
            let tables = schema().tables().iter();
            Value::Object(
                tables
                    .map(|table| (table.id.clone(), shown(table)))
                    .collect(),
            )
        }
        Some(id) => match schema().table(&id) {
            Some(table) => shown(table),
            None => return Err(not_known(id)),
        },
    };
    print(&format!("{object:#}\n"))?;
    Ok(0)
}

/// There is no table `id`; those whose ids are near to it.
fn not_known(id: String) -> Error {
    let tables = schema().tables().iter();
    let mut near: Vec<(usize, &String)> = tables
        .map(|table| (strsim::levenshtein(&id, &table.id), &table.id))
        .filter(|(distance, _)| *distance <= 3)
        .collect();
    near.sort_unstable();
    let near = near.into_iter().map(|(_, id)| id.clone()).collect();
    Error::NotKnown(id, near)
}
