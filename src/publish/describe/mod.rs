//! What describes a release to programs and to people, all of it out of [`TABLES`], the
//! configuration and the tables' own cells, so that `verify` can write it again and compare.
//!
//! | file | for | where |
//! | --- | --- | --- |
//! | `datapackage.json` | tools that read Data Packages | `datapackage.rs` |
//! | `csv-metadata.json` | tools that read CSV on the Web | `csvw.rs` |
//! | `schema.sql` | `DuckDB`: the tables typed, and views | `duckdb.rs` |
//! | `schema.postgresql.sql` | PostgreSQL: tables, keys, comments, and the same views | `postgresql.rs` |
//! | `DATA_DICTIONARY.md` | people who ask what a column means | `dictionary.rs` |
//! | `README.md`, `CITATION.cff`, `LICENSE` | people who found the folder | `prose.rs` |
//!
//! The views are in [`super::views`].
//!
//! [`TABLES`]: super::tables::TABLES

mod csvw;
mod datapackage;
pub mod dictionary;
mod duckdb;
mod postgresql;
mod prose;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::cells::Table;
use super::dataset::{Dataset, ReportRow, order};
use super::linked::sorted;
use crate::config::{Config, Project};
use crate::error::{Error, Result};
use crate::model::PartialDate;

/// Name of the file that describes the release to programs.
pub const PACKAGE: &str = "datapackage.json";

/// What the descriptions tell of a release.
struct About<'a> {
    project: &'a Project,
    release_id: &'a str,
    /// By id.
    reports: Vec<&'a ReportRow>,
    latest: Option<PartialDate>,
    tables: &'a [Table],
    /// The files of `data/`, by path.
    data: &'a BTreeMap<String, Vec<u8>>,
}

/// Every file that describes the release of these tables, by path.
///
/// # Errors
/// [`Error::Unexpected`] where something cannot be written as JSON.
pub fn files(
    tables: &[Table],
    dataset: &Dataset,
    config: &Config,
    release_id: &str,
    data: &BTreeMap<String, Vec<u8>>,
) -> Result<BTreeMap<String, Vec<u8>>> {
    let reports = sorted(&dataset.reports, order::reports);
    let latest = dataset.latest_publication();
    let about = About { project: &config.project, release_id, reports, latest, tables, data };
    let texts = [
        (PACKAGE, datapackage::text(&about)?),
        ("csv-metadata.json", csvw::text(&about)?),
        ("schema.sql", duckdb::text(&about)),
        ("schema.postgresql.sql", postgresql::text(&about)),
        ("DATA_DICTIONARY.md", dictionary::text(&about)),
        ("README.md", prose::readme(&about)),
        ("CITATION.cff", prose::citation(&about)),
        ("LICENSE", prose::licence(&about)),
    ];
    Ok(texts.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect())
}

impl About<'_> {
    /// How many rows a table has.
    fn rows(&self, name: &str) -> usize {
        self.tables.iter().find(|table| table.schema().name == name).map_or(0, |table| table.rows().len())
    }

    /// Where the licence of the data can be read.
    fn licence_url(&self) -> String {
        format!("https://spdx.org/licenses/{}.html", self.project.data_licence)
    }
}

/// JSON for people: indented, with a line feed at the end.
fn json(value: &impl serde::Serialize, file: &str) -> Result<String> {
    let text = serde_json::to_string_pretty(value);
    text.map(|text| text + "\n").map_err(|why| Error::Unexpected(format!("{file} cannot be written: {why}")))
}
