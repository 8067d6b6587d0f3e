//! `csv-metadata.json`: the CSV files described as CSV on the Web
//! (<https://www.w3.org/TR/tabular-metadata/>).

use serde_json::{Map, Value, json};

use super::super::schema::{Column, Constraint, Key, Presence, TableSchema, Type};
use super::super::tables::TABLES;
use super::About;
use crate::error::Result;

pub(super) fn text(about: &About<'_>) -> Result<String> {
    let metadata = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "dc:title": about.project.title,
        "dc:identifier": about.release_id,
        "dc:license": { "@id": about.licence_url() },
        "dialect": { "encoding": "utf-8", "lineTerminators": ["\n"], "header": true, "doubleQuote": true },
        "tables": TABLES.iter().map(table).collect::<Vec<_>>(),
    });
    super::json(&metadata, "csv-metadata.json")
}

fn table(table: &TableSchema) -> Value {
    let mut schema = Map::new();
    schema.insert("columns".to_owned(), table.columns.iter().map(column).collect());
    // CSVW knows no key whose columns may be null.
    if let Key::Primary(columns) = table.key {
        schema.insert("primaryKey".to_owned(), json!(columns));
    }
    let foreign = table.references.iter().map(|reference| {
        json!({
            "columnReference": reference.column,
            "reference": { "resource": format!("data/{}.csv", reference.table), "columnReference": reference.target },
        })
    });
    schema.insert("foreignKeys".to_owned(), foreign.collect());
    json!({ "url": table.csv_path(), "dc:description": table.description, "tableSchema": schema })
}

fn column(column: &Column) -> Value {
    let mut value = json!({
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": datatype(column),
        "required": column.presence == Presence::Required,
    });
    if let Some(unit) = column.unit {
        value["dc:format"] = json!(unit);
    }
    value
}

fn datatype(column: &Column) -> Value {
    match (column.kind, column.constraint) {
        (Type::Text, Constraint::OneOf(names)) => json!({ "base": "string", "format": names().join("|") }),
        (Type::Text, Constraint::Pattern(pattern)) => json!({ "base": "string", "format": pattern }),
        (Type::Text, Constraint::Free) => json!("string"),
        (Type::Date, _) => json!("date"),
        (Type::Boolean, _) => json!("boolean"),
        (Type::Integer, _) => json!("long"),
        (Type::Decimal, _) => json!("decimal"),
    }
}
