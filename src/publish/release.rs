//! A release as bytes: every file of its folder, and the id that follows from them.
//!
//! Nothing here reads a clock, a locale, an environment or another release.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::Serialize;

use super::cells::Table;
use super::dataset::Dataset;
use super::digest::sha256_hex;
use super::page::{self, PAGE};
use super::schema::SCHEMA_VERSION;
use super::workbook::{self, WORKBOOK};
use super::{csv, describe, frames, rows};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::model::PartialDate;

/// Name of the file with the checksums of all others.
pub const SUMS: &str = "SHA256SUMS";
/// Name of the file that names the inputs.
pub const LOCK: &str = "provenance/inputs.lock.json";

/// What a release was made from, as text and as checksums.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// `pipeline.toml` as it was read.
    pub pipeline_toml: String,
    /// The catalogue as it was read.
    pub catalogue_csv: String,
    /// The exchange rates as they were read; empty where there are none.
    pub fx_csv: String,
    /// The overrides as they were read; empty where there are none.
    pub overrides_csv: String,
    /// Each input's name (never a path of this machine), SHA-256 as 64 hex
    /// digits, and length in bytes.
    pub inputs: Vec<(String, String, u64)>,
}

/// A release, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The release's id: 12 hex digits.
    pub release_id: String,
    /// Bytes by path inside the release, with forward slashes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Rows by table.
    pub rows: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct Lock<'a> {
    reckoner: &'static str,
    schema_version: u32,
    inputs: Vec<Input<'a>>,
}

#[derive(Serialize)]
struct Input<'a> {
    name: &'a str,
    sha256: &'a str,
    bytes: u64,
}

/// All files of the release of `dataset`.
///
/// # Errors
/// As [`rows::tables`]; [`Error::Unexpected`] where a file's bytes cannot be made.
pub fn render(dataset: &Dataset, config: &Config, provenance: &Provenance) -> Result<Rendered> {
    let tables = rows::tables(dataset, config)?;
    let written: Vec<_> =
        tables.par_iter().map(|table| rayon::join(|| csv::write(table), || frames::write_parquet(table))).collect();
    let mut files = BTreeMap::new();
    for (table, (text, parquet)) in tables.iter().zip(written) {
        files.insert(table.schema().csv_path(), text.map_err(Error::Unexpected)?);
        files.insert(table.schema().parquet_path(), parquet.map_err(Error::Unexpected)?);
    }
    files.insert("provenance/pipeline.toml".to_owned(), provenance.pipeline_toml.clone().into_bytes());
    files.insert("provenance/catalogue.csv".to_owned(), provenance.catalogue_csv.clone().into_bytes());
    files.insert("provenance/fx.csv".to_owned(), provenance.fx_csv.clone().into_bytes());
    files.insert("provenance/overrides.csv".to_owned(), provenance.overrides_csv.clone().into_bytes());
    files.insert(LOCK.to_owned(), lock(provenance)?);
    let release_id = release_id(&files);
    files.extend(shown(&tables, dataset, config, &release_id, &files)?);
    let sums = sums(&files);
    files.insert(SUMS.to_owned(), sums.into_bytes());
    let rows = tables.iter().map(|table: &Table| (table.schema().name, table.rows().len())).collect();
    Ok(Rendered { release_id, files, rows })
}

/// Every file that is made of the tables for programs and people, and is in no release's id.
/// Of the dataset neither `dismissed` nor `findings` are read, which cannot be worked out again.
///
/// # Errors
/// As [`describe::files`], [`workbook::write`] and [`page::render`].
pub fn shown(
    tables: &[Table],
    dataset: &Dataset,
    config: &Config,
    release_id: &str,
    data: &BTreeMap<String, Vec<u8>>,
) -> Result<BTreeMap<String, Vec<u8>>> {
    let latest = dataset.latest_publication().map(PartialDate::effective);
    let (book, (described, page)) = rayon::join(
        || workbook::write(tables, &config.project.title, release_id, latest),
        || (describe::files(tables, dataset, config, release_id, data), page::render(dataset, config, release_id)),
    );
    let mut files = described?;
    files.insert(WORKBOOK.to_owned(), book?);
    files.insert(PAGE.to_owned(), page?);
    Ok(files)
}

fn lock(provenance: &Provenance) -> Result<Vec<u8>> {
    let mut inputs: Vec<Input<'_>> = provenance
        .inputs
        .iter()
        .map(|(name, sha256, bytes)| Input { name, sha256: sha256.as_str(), bytes: *bytes })
        .collect();
    inputs.sort_by(|a, b| (a.name, a.sha256).cmp(&(b.name, b.sha256)));
    let lock = Lock { reckoner: env!("CARGO_PKG_VERSION"), schema_version: SCHEMA_VERSION, inputs };
    let mut text = serde_json::to_vec_pretty(&lock)
        .map_err(|why| Error::Unexpected(format!("inputs.lock.json cannot be written: {why}")))?;
    text.push(b'\n');
    Ok(text)
}

/// The id of a release of these files: the first 12 hex digits of SHA-256 over
/// the sorted hashes of its `data/` and `provenance/` files, a hash a line. In
/// the release's folder this is
/// `sha256sum data/* provenance/* | cut -c1-64 | sort | sha256sum | cut -c1-12`.
pub fn release_id(files: &BTreeMap<String, Vec<u8>>) -> String {
    let counts = |path: &str| path.starts_with("data/") || path.starts_with("provenance/");
    let mut hashes: Vec<String> =
        files.iter().filter(|(path, _)| counts(path)).map(|(_, bytes)| sha256_hex(bytes) + "\n").collect();
    hashes.sort();
    sha256_hex(hashes.concat().as_bytes()).chars().take(12).collect()
}

/// The text of `SHA256SUMS`, which `sha256sum -c` reads: every file but itself, by path.
pub fn sums(files: &BTreeMap<String, Vec<u8>>) -> String {
    let lines = files.iter().filter(|(path, _)| *path != SUMS);
    let lines: Vec<String> = lines.map(|(path, bytes)| format!("{}  {path}\n", sha256_hex(bytes))).collect();
    lines.concat()
}
