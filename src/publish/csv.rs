//! CSV as RFC 4180 has it, UTF-8, with a line feed after each row.
//!
//! Fields are quoted only where they must be. Null is an empty field and empty
//! text is `""`: the `csv` crate reads both alike, and so this is its own reader
//! and writer.

use super::cells::{Cell, Table};
use super::schema::{Column, TableSchema, Type};

/// Writes a table with its header.
pub fn write(table: &Table) -> Vec<u8> {
    let mut text = String::new();
    let names: Vec<&str> = table.schema().columns.iter().map(|column| column.name).collect();
    text.push_str(&names.join(","));
    text.push('\n');
    for row in table.rows() {
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            match cell {
                Cell::Text(value) => push_quoted(&mut text, value),
                other => text.push_str(&other.to_string()),
            }
        }
        text.push('\n');
    }
    text.into_bytes()
}

fn push_quoted(text: &mut String, value: &str) {
    if !value.is_empty() && !value.contains(['"', ',', '\n', '\r']) {
        text.push_str(value);
        return;
    }
    text.push('"');
    text.push_str(&value.replace('"', "\"\""));
    text.push('"');
}

/// Reads the rows that [`write()`] wrote.
///
/// # Errors
/// A message with the line, where the text is no UTF-8, the header is another
/// one, a row has too many or too few fields, or a field is not of its type.
pub fn read(bytes: &[u8], schema: &TableSchema) -> Result<Vec<Vec<Cell>>, String> {
    let text = std::str::from_utf8(bytes).map_err(|why| format!("no UTF-8: {why}"))?;
    let mut records = Records { rest: text, line: 1 };
    let header = records.next().ok_or("no header")??;
    let names: Vec<&str> = header.fields.iter().map(|field| field.as_deref().unwrap_or_default()).collect();
    if !names.iter().copied().eq(schema.columns.iter().map(|column| column.name)) {
        return Err(format!("line 1: the columns are {}", names.join(",")));
    }
    records
        .map(|record| {
            let Record { fields, line } = record?;
            if fields.len() != schema.columns.len() {
                return Err(format!("line {line}: {} fields in {} columns", fields.len(), schema.columns.len()));
            }
            let cells = schema.columns.iter().zip(fields);
            cells.map(|(column, field)| cell(column, field).map_err(|why| format!("line {line}: {why}"))).collect()
        })
        .collect()
}

/// The number of rows under the header.
///
/// # Errors
/// As [`read`], for the quoting alone.
pub fn count_rows(bytes: &[u8]) -> Result<usize, String> {
    let text = std::str::from_utf8(bytes).map_err(|why| format!("no UTF-8: {why}"))?;
    let records = Records { rest: text, line: 1 };
    let rows = records.collect::<Result<Vec<_>, _>>()?.len();
    rows.checked_sub(1).ok_or_else(|| "no header".to_owned())
}

fn cell(column: &Column, field: Option<String>) -> Result<Cell, String> {
    let Some(field) = field else { return Ok(Cell::Null) };
    let wrong = || format!("column {}: {field:?} is no {}", column.name, column.kind.as_str());
    match column.kind {
        Type::Text => Ok(Cell::Text(field)),
        Type::Date => field.parse().map(Cell::Date).map_err(|_| wrong()),
        Type::Boolean => field.parse().map(Cell::Bool).map_err(|_| wrong()),
        Type::Integer => field.parse().map(Cell::Int).map_err(|_| wrong()),
        Type::Decimal => field.parse().map(Cell::Decimal).map_err(|_| wrong()),
    }
}

/// Fields, where an unquoted empty one is nothing, with the line they begin on.
struct Record {
    fields: Vec<Option<String>>,
    line: usize,
}

struct Records<'a> {
    rest: &'a str,
    line: usize,
}

impl Records<'_> {
    /// The next field, and the character that ends it.
    fn field(&mut self) -> Result<(Option<String>, char), String> {
        let Some(quoted) = self.rest.strip_prefix('"') else {
            let end = self.rest.find([',', '\n', '"']).ok_or_else(|| format!("line {}: it has no end", self.line))?;
            let (field, rest) = self.rest.split_at(end);
            self.rest = rest;
            return Ok(((!field.is_empty()).then(|| field.to_owned()), self.end_of_field()?));
        };
        self.rest = quoted;
        let mut field = String::new();
        loop {
            let end = self.rest.find('"').ok_or_else(|| format!("line {}: a quote has no end", self.line))?;
            let (part, rest) = self.rest.split_at(end);
            field.push_str(part);
            self.line += part.matches('\n').count();
            self.rest = &rest[1..];
            match self.rest.strip_prefix('"') {
                Some(after) => {
                    field.push('"');
                    self.rest = after;
                }
                None => return Ok((Some(field), self.end_of_field()?)),
            }
        }
    }

    fn end_of_field(&mut self) -> Result<char, String> {
        let mut rest = self.rest.chars();
        match rest.next() {
            Some(end @ (',' | '\n')) => {
                self.rest = rest.as_str();
                Ok(end)
            }
            other => Err(format!("line {}: {other:?} after a field", self.line)),
        }
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Record, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let mut record = Record { fields: Vec::new(), line: self.line };
        loop {
            match self.field() {
                Ok((field, end)) => {
                    record.fields.push(field);
                    if end == '\n' {
                        self.line += 1;
                        return Some(Ok(record));
                    }
                }
                Err(why) => {
                    // What follows a broken quote cannot be told apart.
                    self.rest = "";
                    return Some(Err(why));
                }
            }
        }
    }
}
