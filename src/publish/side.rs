//! One of two releases that are compared, by what it says itself.
//!
//! A release of an older reckoner may lack tables, or columns at their end. So
//! its rows are read by the header of its own CSV files and not by today's
//! schema: what it has is compared, what it lacks is told.

use std::collections::{BTreeMap, BTreeSet};

use csv::{ReaderBuilder, StringRecord};
use serde::Deserialize;

use super::describe::PACKAGE;
use super::release::LOCK;

/// Tables whose rows a comparison looks at; of others it is the header.
const COMPARED: [&str; 6] = ["figures", "evidence", "claims", "derived", "reports", "indicators"];

/// A table as its own header has it.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    columns: Vec<String>,
    records: Vec<StringRecord>,
}

/// A row of it.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    rows: &'a Rows,
    record: &'a StringRecord,
}

/// What is compared of a release.
#[derive(Debug, Clone, Default)]
pub struct Side {
    /// The columns of each table, in order.
    pub columns: BTreeMap<String, Vec<String>>,
    /// The codes that a column is confined to, by table and column.
    pub codes: BTreeMap<(String, String), BTreeSet<String>>,
    /// The latest publication among its reports; empty where none has a date.
    pub latest_publication: String,
    /// The version of reckoner that made it.
    pub reckoner: String,
    /// SHA-256 of each input by name.
    pub inputs: BTreeMap<String, String>,
    /// The files of `provenance/`.
    pub provenance: BTreeMap<String, Vec<u8>>,
    tables: BTreeMap<String, Rows>,
}

/// What is read of `inputs.lock.json`.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Lock {
    reckoner: String,
    inputs: Vec<Input>,
}

#[derive(Deserialize)]
struct Input {
    name: String,
    sha256: String,
}

/// What is read of `datapackage.json`.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Package {
    latest_publication: Option<String>,
    resources: Vec<Resource>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Resource {
    path: String,
    schema: Option<Schema>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Schema {
    fields: Vec<Field>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Field {
    name: String,
    constraints: Option<Constraints>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Constraints {
    #[serde(rename = "enum")]
    codes: Option<BTreeSet<String>>,
}

impl Rows {
    /// Reads a CSV text with a header.
    ///
    /// # Errors
    /// What the library says, with the line.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut reader = ReaderBuilder::new().from_reader(bytes);
        let columns = reader.headers().map_err(|why| why.to_string())?.iter().map(str::to_owned).collect();
        let records = reader.into_records().collect::<Result<_, _>>().map_err(|why| why.to_string())?;
        Ok(Self { columns, records })
    }

    /// The rows in order.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.records.iter().map(|record| Line { rows: self, record })
    }

    /// The rows by the column that tells them apart.
    pub fn by(&self, column: &str) -> BTreeMap<&str, Line<'_>> {
        self.lines().map(|line| (line.get(column), line)).collect()
    }
}

impl<'a> Line<'a> {
    /// The text of a cell; empty where it is null, and where there is no such column.
    pub fn get(self, column: &str) -> &'a str {
        self.cell(column).unwrap_or_default()
    }

    fn cell(self, column: &str) -> Option<&'a str> {
        self.record.get(self.rows.columns.iter().position(|name| name == column)?)
    }

    /// Whether one of these columns, where both rows have it, holds something else.
    pub fn differs(self, other: Self, columns: &[&str]) -> bool {
        let both = |column: &&str| self.cell(column).zip(other.cell(column));
        columns.iter().filter_map(both).any(|(a, b)| a != b)
    }

    /// Whether a column that both rows have, but for `except`, holds something else.
    pub fn differs_but(self, other: Self, except: &[&str]) -> bool {
        let columns: Vec<&str> = self.rows.columns.iter().map(String::as_str).collect();
        let columns: Vec<&str> = columns.into_iter().filter(|column| !except.contains(column)).collect();
        self.differs(other, &columns)
    }
}

impl Side {
    /// Reads a release's files, by path.
    ///
    /// # Errors
    /// The path of the file that cannot be read, and why.
    pub fn read(files: &BTreeMap<String, Vec<u8>>) -> Result<Self, String> {
        let mut side = Self::default();
        for (path, bytes) in files {
            let Some(name) = path.strip_prefix("data/").and_then(|name| name.strip_suffix(".csv")) else { continue };
            let end = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| end + 1);
            let read = if COMPARED.contains(&name) { bytes.as_slice() } else { &bytes[..end] };
            let rows = Rows::read(read).map_err(|why| format!("{path}: {why}"))?;
            side.columns.insert(name.to_owned(), rows.columns.clone());
            side.tables.insert(name.to_owned(), rows);
        }
        for (name, column) in [("figures", "figure_id"), ("evidence", "figure_id"), ("claims", "claim_id")] {
            if !side.columns.get(name).is_some_and(|columns| columns.iter().any(|c| c == column)) {
                return Err(format!("data/{name}.csv: it is missing, or has no column {column}"));
            }
        }
        side.describe(files)?;
        let provenance = files.iter().filter(|(path, _)| path.starts_with("provenance/"));
        side.provenance = provenance.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        Ok(side)
    }

    fn describe(&mut self, files: &BTreeMap<String, Vec<u8>>) -> Result<(), String> {
        let package: Package = json(files, PACKAGE)?;
        self.latest_publication = package.latest_publication.unwrap_or_default();
        for resource in package.resources {
            let table = resource.path.strip_prefix("data/").and_then(|name| name.strip_suffix(".csv"));
            let (Some(table), Some(schema)) = (table, resource.schema) else { continue };
            for field in schema.fields {
                if let Some(codes) = field.constraints.and_then(|constraints| constraints.codes) {
                    self.codes.insert((table.to_owned(), field.name), codes);
                }
            }
        }
        let lock: Lock = json(files, LOCK)?;
        self.reckoner = lock.reckoner;
        self.inputs = lock.inputs.into_iter().map(|input| (input.name, input.sha256)).collect();
        Ok(())
    }

    /// A table; one without rows where the release has none of that name.
    pub fn table(&self, name: &str) -> &Rows {
        static NONE: Rows = Rows { columns: Vec::new(), records: Vec::new() };
        self.tables.get(name).unwrap_or(&NONE)
    }

    /// A file of `provenance/`; empty where it is not there.
    pub fn provenance(&self, name: &str) -> &[u8] {
        self.provenance.get(&format!("provenance/{name}")).map(Vec::as_slice).unwrap_or_default()
    }
}

fn json<T: for<'a> Deserialize<'a> + Default>(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Result<T, String> {
    let Some(bytes) = files.get(path) else { return Ok(T::default()) };
    serde_json::from_slice(bytes).map_err(|why| format!("{path}: {why}"))
}
