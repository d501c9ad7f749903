//! A table as a Table Schema of the Frictionless Data standard
//! (<https://specs.frictionlessdata.io/table-schema/>), for programs that take what `extract`
//! writes. So it describes the typed rows and not the cells that people fill in: fields are named
//! by column id, money is whole fen, a month is `2023-09`. What the standard has no word for goes
//! under `gonghui:`.

use super::{Column, ColumnType, Privacy, Table};
use crate::words::Lang;
use serde_json::{Map, Value, json};

/// The Table Schema of `table`, its titles and descriptions in `lang`.
pub fn table_schema(table: &Table, lang: Lang) -> Value {
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|column| Value::Object(field(column, lang)))
        .collect();
    let mut schema = Map::new();
    schema.insert("name".into(), json!(table.id));
    schema.insert("title".into(), json!(table.title.get(lang)));
    schema.insert("description".into(), json!(table.help.get(lang)));
    schema.insert("fields".into(), Value::Array(fields));
    if !table.key.is_empty() {
        schema.insert("primaryKey".into(), json!(table.key));
    }
    schema.insert("missingValues".into(), json!([""]));
    schema.insert("gonghui:row".into(), json!(table.row.get(lang)));
    schema.insert("gonghui:aliases".into(), json!(table.aliases));
    Value::Object(schema)
}

fn field(column: &Column, lang: Lang) -> Map<String, Value> {
    let mut field = Map::new();
    field.insert("name".into(), json!(column.id));
    field.insert("type".into(), json!(standard_type(column.kind)));
    field.insert("title".into(), json!(column.title.get(lang)));
    field.insert("description".into(), json!(column.help.get(lang)));
    field.insert("format".into(), json!("default"));
    field.insert("constraints".into(), Value::Object(constraints(column)));
    field.insert("example".into(), value(column.kind, &column.example));
    field.insert("gonghui:type".into(), json!(column.kind.id()));
    if column.kind == ColumnType::Money {
        field.insert("gonghui:unit".into(), json!("fen"));
    }
    field.insert("gonghui:header".into(), json!(column.title.zh));
    field.insert("gonghui:aliases".into(), json!(column.aliases));
    if let Some(privacy) = column.privacy {
        field.insert("gonghui:privacy".into(), json!(privacy_id(privacy)));
    }
    field
}

/// The standard's type for the values of a typed row.
fn standard_type(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Text
        | ColumnType::Name
        | ColumnType::NationalId
        | ColumnType::CreditCode
        | ColumnType::Phone
        | ColumnType::Category => "string",
        ColumnType::Date => "date",
        ColumnType::Month => "yearmonth",
        ColumnType::Money | ColumnType::Integer => "integer",
        ColumnType::Decimal => "number",
        ColumnType::Boolean => "boolean",
    }
}

fn constraints(column: &Column) -> Map<String, Value> {
    let mut constraints = Map::new();
    constraints.insert("required".into(), json!(column.required));
    for (name, bound) in [("minimum", &column.min), ("maximum", &column.max)] {
        if let Some(bound) = bound {
            constraints.insert(name.into(), value(column.kind, bound));
        }
    }
    if !column.values.is_empty() {
        let values: Vec<&str> = column.values.iter().map(|v| v.value.as_str()).collect();
        constraints.insert("enum".into(), json!(values));
    }
    let pattern = match column.kind {
        ColumnType::NationalId => Some("^([0-9]{17}[0-9X]|[0-9]{15})$"),
        ColumnType::CreditCode => Some("^[0-9A-HJ-NP-RT-UW-Y]{18}$"),
        _ => None,
    };
    if let Some(pattern) = pattern {
        constraints.insert("pattern".into(), json!(pattern));
    }
    constraints
}

/// A declared text as the typed row holds it. What is not of its type stays text, so that a
/// mistake in a declaration is seen.
fn value(kind: ColumnType, text: &str) -> Value {
    let typed = match kind {
        ColumnType::Money => fen(text).map(|fen| json!(fen)),
        ColumnType::Integer => text.parse::<i64>().ok().map(|int| json!(int)),
        ColumnType::Decimal => match text.strip_suffix('%') {
            Some(percent) => percent.parse::<f64>().ok().map(|p| json!(p / 100.0)),
            None => text.parse::<f64>().ok().map(|number| json!(number)),
        },
        ColumnType::Boolean => match text {
            "是" => Some(json!(true)),
            "否" => Some(json!(false)),
            _ => None,
        },
        _ => None,
    };
    typed.unwrap_or_else(|| json!(text))
}

/// A declared amount in yuan, `29600` or `26.15`, as whole fen.
fn fen(yuan: &str) -> Option<i64> {
    let (whole, cents) = yuan.split_once('.').unwrap_or((yuan, ""));
    if cents.len() > 2 {
        return None;
    }
    format!("{whole}{cents:0<2}").parse().ok()
}

fn privacy_id(privacy: Privacy) -> &'static str {
    match privacy {
        Privacy::Identity => "identity",
        Privacy::Name => "name",
        Privacy::Reason => "reason",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{schema, table};

    fn field_of<'a>(schema: &'a Value, name: &str) -> &'a Value {
        let fields = schema["fields"].as_array().expect("fields");
        fields
            .iter()
            .find(|field| field["name"] == name)
            .expect(name)
    }

    #[test]
    fn dues_are_described_as_extract_prints_them() {
        let schema = table_schema(table("dues"), Lang::Zh);
        assert_eq!(schema["primaryKey"], json!(["month", "name", "id_number"]));
        assert_eq!(schema["missingValues"], json!([""]));
        assert_eq!(field_of(&schema, "month")["type"], "yearmonth");
        assert_eq!(field_of(&schema, "paid_on")["type"], "date");
        let due = field_of(&schema, "due");
        assert_eq!(due["type"], "integer");
        assert_eq!(due["gonghui:type"], "money");
        assert_eq!(due["gonghui:unit"], "fen");
        assert_eq!(due["example"], json!(2615));
        assert_eq!(
            due["constraints"],
            json!({"required": false, "minimum": 0, "maximum": 10_000_000})
        );
        assert_eq!(due["title"], "应缴");
    }

    #[test]
    fn a_category_lists_its_values_and_english_is_english() {
        let schema = table_schema(table("members"), Lang::En);
        let sex = field_of(&schema, "sex");
        assert_eq!(sex["constraints"]["enum"], json!(["男", "女"]));
        assert_eq!(sex["title"], "Sex");
        assert_eq!(field_of(&schema, "member")["example"], json!(true));
        assert_eq!(
            field_of(&schema, "id_number")["gonghui:privacy"],
            "identity"
        );
    }

    #[test]
    fn a_table_without_a_key_has_no_primary_key() {
        assert!(
            table_schema(table("ledger"), Lang::Zh)
                .get("primaryKey")
                .is_none()
        );
    }

    #[test]
    fn every_example_and_bound_is_of_the_standards_type() {
        for table in schema().tables() {
            let schema = table_schema(table, Lang::Zh);
            for field in schema["fields"].as_array().expect("fields") {
                let constraints = &field["constraints"];
                let values = [
                    &field["example"],
                    &constraints["minimum"],
                    &constraints["maximum"],
                ];
                for value in values.into_iter().filter(|value| !value.is_null()) {
                    let fits = match field["type"].as_str() {
                        Some("integer") => value.is_i64(),
                        Some("number") => value.is_number(),
                        Some("boolean") => value.is_boolean(),
                        _ => value.is_string(),
                    };
                    assert!(fits, "{}.{}: {value}", table.id, field["name"]);
                }
            }
        }
    }

    #[test]
    fn yuan_become_fen_without_a_float() {
        for (yuan, whole) in [
            ("26.15", Some(2615)),
            ("26.1", Some(2610)),
            ("0", Some(0)),
            ("-0.5", Some(-50)),
        ] {
            assert_eq!(fen(yuan), whole);
        }
        assert_eq!(fen("1.234"), None);
    }
}
