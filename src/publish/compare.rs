//! What differs between tables that should be equal, for a reader to see.

use std::collections::BTreeMap;
use std::fmt;

use super::cells::{Cell, Table};
use super::release::SUMS;
use super::schema::Key;

/// One difference between two tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The table.
    pub table: &'static str,
    /// The key of the row.
    pub row: String,
    /// The column; empty where the row as a whole is missing, too many or out of place.
    pub column: &'static str,
    /// What should be there.
    pub expected: String,
    /// What is there.
    pub found: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, row {}", self.table, self.row)?;
        if !self.column.is_empty() {
            write!(f, ", {}", self.column)?;
        }
        write!(f, ": expected {}, found {}", self.expected, self.found)
    }
}

/// Compares tables by name: each missing row, row too many, changed cell, and
/// the first row of a table that is out of place.
pub fn compare(expected: &[Table], found: &[Table]) -> Vec<Difference> {
    let mut differences = Vec::new();
    for table in expected {
        let name = table.schema().name;
        match found.iter().find(|other| other.schema().name == name) {
            Some(other) => differences.extend(compare_table(table, other)),
            None => differences.push(Difference {
                table: name,
                row: "-".to_owned(),
                column: "",
                expected: "the table".to_owned(),
                found: "nothing".to_owned(),
            }),
        }
    }
    differences
}

/// Compares files by path, a line for each that is missing, too many or another one. Files of
/// `data/`, of `provenance/`, and the checksums are for others to compare.
pub fn compare_files(expected: &BTreeMap<String, Vec<u8>>, found: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let elsewhere = |path: &str| path.starts_with("data/") || path.starts_with("provenance/") || path == SUMS;
    let extra = found.keys().filter(|path| !elsewhere(path) && !expected.contains_key(*path));
    let extra = extra.map(|path| format!("{path}: it is no file of a release"));
    let differs = expected.iter().filter_map(|(path, bytes)| match found.get(path) {
        None => Some(format!("{path}: the file is missing")),
        Some(there) if there == bytes => None,
        Some(there) => Some(format!("{path}{}: it is not what the tables make", first_line(bytes, there))),
    });
    differs.chain(extra).collect()
}

/// Where two texts begin to differ; nothing of what is no text.
fn first_line(a: &[u8], b: &[u8]) -> String {
    if std::str::from_utf8(a).is_err() {
        return String::new();
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b);
    format!(", line {}", 1 + same.filter(|(byte, _)| **byte == b'\n').count())
}

/// Compares two tables of one schema.
pub fn compare_table(expected: &Table, found: &Table) -> Vec<Difference> {
    if expected.rows() == found.rows() {
        return Vec::new();
    }
    let schema = expected.schema();
    let whole = |table: &Table, row: &[Cell], expected: &str, found: &str| Difference {
        table: schema.name,
        row: table.row_name(row),
        column: "",
        expected: expected.to_owned(),
        found: found.to_owned(),
    };
    let mut differences = Vec::new();
    let (ours, theirs) = (by_key(expected), by_key(found));
    for (key, rows) in &ours {
        let others = theirs.get(key).map(Vec::as_slice).unwrap_or_default();
        for (index, row) in rows.iter().enumerate() {
            match others.get(index) {
                None => differences.push(whole(expected, row, "the row", "nothing")),
                Some(other) if schema.key != Key::Row => differences.extend(compare_rows(expected, row, other)),
                Some(_) => {}
            }
        }
    }
    for (key, others) in &theirs {
        let known = ours.get(key).map_or(0, Vec::len);
        differences.extend(others.iter().skip(known).map(|row| whole(found, row, "nothing", "the row")));
    }
    let misplaced =
        expected.rows().iter().zip(found.rows()).enumerate().find(|(_, (a, b))| expected.key_of(a) != found.key_of(b));
    if let (true, Some((index, (a, b)))) = (differences.is_empty(), misplaced) {
        differences.push(Difference {
            table: schema.name,
            row: format!("number {}", index + 1),
            column: "",
            expected: format!("the row {}", expected.row_name(a)),
            found: format!("the row {}", found.row_name(b)),
        });
    }
    differences
}

fn by_key(table: &Table) -> BTreeMap<Vec<&Cell>, Vec<&Vec<Cell>>> {
    let mut rows: BTreeMap<Vec<&Cell>, Vec<&Vec<Cell>>> = BTreeMap::new();
    for row in table.rows() {
        rows.entry(table.key_of(row)).or_default().push(row);
    }
    rows
}

fn compare_rows(table: &Table, expected: &[Cell], found: &[Cell]) -> Vec<Difference> {
    let columns = table.schema().columns.iter().zip(expected.iter().zip(found));
    let changed = columns.filter(|(_, (a, b))| a != b);
    let difference = |(column, (a, b)): (&super::schema::Column, (&Cell, &Cell))| Difference {
        table: table.schema().name,
        row: table.row_name(expected),
        column: column.name,
        expected: shown(a),
        found: shown(b),
    };
    changed.map(difference).collect()
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Null => "nothing".to_owned(),
        Cell::Text(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}
