//! Rows of tables as JSON objects, exact: decimals are texts.

use serde_json::{Map, Value};

use crate::publish::cells::{Cell, Table};

/// A cell: null, text, true or false, a whole number; days and decimals as text.
pub(super) fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Bool(value) => Value::Bool(*value),
        Cell::Int(value) => Value::from(*value),
        Cell::Text(_) | Cell::Date(_) | Cell::Decimal(_) => Value::String(cell.to_string()),
    }
}

/// A row by its columns.
pub(super) fn object(table: &Table, row: &[Cell]) -> Value {
    let columns = table.schema().columns.iter().zip(row);
    Value::Object(columns.map(|(column, cell)| (column.name.to_owned(), value(cell))).collect::<Map<_, _>>())
}

/// The rows of the table `name` whose `column` is `text`.
pub(super) fn where_is(tables: &[Table], name: &str, column: &str, text: &str) -> Vec<Value> {
    let Some(table) = tables.iter().find(|table| table.schema().name == name) else { return Vec::new() };
    let Some(position) = table.schema().position(column) else { return Vec::new() };
    let is = |row: &&Vec<Cell>| row.get(position).is_some_and(|cell| cell.to_string() == text);
    table.rows().iter().filter(is).map(|row| object(table, row)).collect()
}
