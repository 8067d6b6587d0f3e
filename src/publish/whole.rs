//! A release that was found whole, with what it says of itself: what may be handed on.

use std::path::Path;

use serde::Deserialize;

use super::cells::{self, Table};
use super::csv;
use super::describe::PACKAGE;
use super::read::{self, Release};
use super::release::release_id;
use super::schema::SCHEMA_VERSION;
use super::tables::TABLES;
use crate::error::{Error, Result};
use crate::model::PartialDate;

/// Damages that are named; the rest is counted.
const NAMED: usize = 5;

/// A release whose files are those of its checksums.
#[derive(Debug)]
pub struct Whole {
    /// The files.
    pub release: Release,
    /// The release's id.
    pub id: String,
    /// Id of the dataset.
    pub project: String,
    /// Version of the tables' shape.
    pub schema_version: u32,
    /// The latest publication among its reports.
    pub latest_publication: Option<PartialDate>,
}

/// What is read of `datapackage.json`.
#[derive(Deserialize)]
struct Said {
    name: String,
    schema_version: u32,
    latest_publication: Option<String>,
}

impl Whole {
    /// Reads a release's folder and holds it against its checksums.
    ///
    /// # Errors
    /// [`Error::Missing`] where there is no folder, [`Error::Corrupt`] naming what is
    /// damaged, [`Error::Io`].
    pub fn open(folder: &Path) -> Result<Self> {
        let release = Release::open(folder)?;
        let damages = read::check(&release);
        if !damages.is_empty() {
            let mut lines: Vec<String> = damages.iter().take(NAMED).map(ToString::to_string).collect();
            if damages.len() > NAMED {
                lines.push(format!("and {} more", damages.len() - NAMED));
            }
            let message = format!("the release is damaged\n    {}", lines.join("\n    "));
            let help = "it is not handed on; `reckoner verify` tells all, `reckoner run` makes it anew".to_owned();
            return Err(Error::Corrupt { file: folder.to_owned(), message, help });
        }
        let text = release.files.get(PACKAGE).map(Vec::as_slice).unwrap_or_default();
        let said: Said = serde_json::from_slice(text).map_err(|why| Error::Corrupt {
            file: folder.join(PACKAGE),
            message: format!("it does not describe a release: {why}"),
            help: "`reckoner run` makes the release anew".to_owned(),
        })?;
        let latest_publication = said.latest_publication.and_then(|date| date.parse().ok());
        let id = release_id(&release.files);
        Ok(Self { release, id, project: said.name, schema_version: said.schema_version, latest_publication })
    }

    /// Its tables, from CSV, which all fit their schemas and each other.
    ///
    /// # Errors
    /// [`Error::Corrupt`] naming the file that cannot be read, or was written by a
    /// version of reckoner with other columns.
    pub fn tables(&self) -> Result<Vec<Table>> {
        let corrupt = |path: &str, message: String| Error::Corrupt {
            file: self.release.folder.join(path),
            message,
            help: "take the version of reckoner that made the release, or make it anew: `reckoner run`".to_owned(),
        };
        if self.schema_version != SCHEMA_VERSION {
            let message = format!("its tables have version {}, this reckoner's {SCHEMA_VERSION}", self.schema_version);
            return Err(corrupt(PACKAGE, message));
        }
        let mut tables = Vec::new();
        for schema in &TABLES {
            let path = schema.csv_path();
            let bytes = self.release.files.get(&path).map(Vec::as_slice).unwrap_or_default();
            let rows = csv::read(bytes, schema).map_err(|why| corrupt(&path, why))?;
            tables.push(Table::new(schema, rows).map_err(|why| corrupt(&path, why.to_string()))?);
        }
        cells::check_references(&tables).map_err(|why| corrupt("data", why.to_string()))?;
        Ok(tables)
    }
}
