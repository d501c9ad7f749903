//! `gonghui schema [TABLE]`

use super::{Context, print};
use crate::error::Error;
use crate::schema::{schema, table_schema};
use serde_json::{Map, Value};

pub(super) fn run(id: Option<String>, context: &Context) -> Result<u8, Error> {
    let object = match id {
        None => Value::Object(
            schema()
                .tables()
                .iter()
                .map(|table| (table.id.clone(), table_schema(table, context.lang)))
                .collect::<Map<_, _>>(),
        ),
        Some(id) => match schema().table(&id) {
            Some(table) => table_schema(table, context.lang),
            None => {
                let near = near(&id);
                return Err(Error::NotKnown(id, near));
            }
        },
    };
    print(&format!("{object:#}\n"))?;
    Ok(0)
}

/// The table ids near to `id`.
fn near(id: &str) -> Vec<String> {
    let mut near: Vec<(usize, &str)> = schema()
        .tables()
        .iter()
        .map(|table| (strsim::levenshtein(id, &table.id), table.id.as_str()))
        .filter(|(distance, _)| *distance <= 3)
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, id)| id.to_string()).collect()
}
