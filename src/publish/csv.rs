//! CSV as RFC 4180 has it, UTF-8, with a line feed after each row.
//!
//! Fields are quoted only where they must be. Null is an empty field: a
//! [`Table`] holds no empty text that it could be taken for.

use csv::{ReaderBuilder, Terminator, WriterBuilder};

use super::cells::{Cell, Table};
use super::schema::{Column, TableSchema, Type};

/// Writes a table with its header.
///
/// # Errors
/// What the library says; it has nothing to say of a [`Table`].
pub fn write(table: &Table) -> Result<Vec<u8>, String> {
    written(table.schema(), table.rows())
}

fn written(schema: &TableSchema, rows: &[Vec<Cell>]) -> Result<Vec<u8>, String> {
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(schema.columns.iter().map(|column| column.name)).map_err(|why| why.to_string())?;
    for row in rows {
        writer.write_record(row.iter().map(ToString::to_string)).map_err(|why| why.to_string())?;
    }
    writer.into_inner().map_err(|why| why.to_string())
}

/// Reads the rows that [`write()`] wrote: written again, they are the same bytes.
///
/// # Errors
/// A message with the line, where the text is no UTF-8, the header is another
/// one, a row has too many or too few fields, a field is not of its type, or
/// something is not written as [`write()`] writes it.
pub fn read(bytes: &[u8], schema: &TableSchema) -> Result<Vec<Vec<Cell>>, String> {
    let mut reader = ReaderBuilder::new().terminator(Terminator::Any(b'\n')).from_reader(bytes);
    let header = reader.headers().map_err(|why| why.to_string())?;
    if !header.iter().eq(schema.columns.iter().map(|column| column.name)) {
        return Err(format!("line 1: the columns are {}", header.iter().collect::<Vec<_>>().join(",")));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|why| why.to_string())?;
        let cells = schema.columns.iter().zip(&record).map(|(column, field)| cell(column, field));
        let line = record.position().map_or(0, csv::Position::line);
        rows.push(cells.collect::<Result<_, _>>().map_err(|why| format!("line {line}: {why}"))?);
    }
    // The library forgives what breaks RFC 4180.
    let again = written(schema, &rows)?;
    if again == bytes {
        return Ok(rows);
    }
    let same = bytes.iter().zip(&again).take_while(|(found, written)| found == written);
    let line = 1 + same.filter(|(byte, _)| **byte == b'\n').count();
    Err(format!("line {line}: it is not written as reckoner writes it"))
}

/// The number of rows under the header.
///
/// # Errors
/// As [`read`], for the numbers of fields alone.
pub fn count_rows(bytes: &[u8]) -> Result<usize, String> {
    let mut records = ReaderBuilder::new().has_headers(false).from_reader(bytes).into_records();
    let count = records.try_fold(0_usize, |count, record| record.map(|_| count + 1)).map_err(|why| why.to_string())?;
    count.checked_sub(1).ok_or_else(|| "no header".to_owned())
}

fn cell(column: &Column, field: &str) -> Result<Cell, String> {
    if field.is_empty() {
        return Ok(Cell::Null);
    }
    let wrong = || format!("column {}: {field:?} is no {}", column.name, column.kind.as_str());
    match column.kind {
        Type::Text => Ok(Cell::Text(field.to_owned())),
        Type::Date => field.parse().map(Cell::Date).map_err(|_| wrong()),
        Type::Boolean => field.parse().map(Cell::Bool).map_err(|_| wrong()),
        Type::Integer => field.parse().map(Cell::Int).map_err(|_| wrong()),
        Type::Decimal => field.parse().map(Cell::Decimal).map_err(|_| wrong()),
    }
}
