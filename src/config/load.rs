//! Loading: the file, its mistakes, and what the command line replaces.

use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::error::{Error, Problem, Result};

use super::check::{Rates, check};
use super::file::{self, Fault};
use super::raw::RawConfig;
use super::read::{Notes, read_table};
use super::valid::Config;

/// Largest `pipeline.toml`, in bytes.
const MAX_CONFIG_BYTES: u64 = 16 << 20;

/// What the command line gives in place of the configuration's paths. These
/// paths are relative to the working directory, those of the file to its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replace {
    /// The folder of reports.
    pub reports: Option<PathBuf>,
    /// The catalogue.
    pub catalogue: Option<PathBuf>,
    /// The output folder.
    pub output: Option<PathBuf>,
}

/// Reads, checks and resolves `pipeline.toml`.
///
/// Where `replace` gives reports or a catalogue, the configured tables and overrides
/// are not used: they belong to the configured inputs.
///
/// # Errors
/// [`Error::Missing`] where `path` is not there, [`Error::Io`] where it or the
/// rate table cannot be read, [`Error::Config`] with every mistake otherwise.
/// That inputs and output are there is not checked here: ingest and publish do.
pub fn load(path: &Path, replace: &Replace) -> Result<Config> {
    let text = read(path)?;
    let mut config = parse(path, &text)?;
    if replace.reports.is_some() || replace.catalogue.is_some() {
        config.ingest.overrides = None;
        config.ingest.tables.clear();
    }
    let replaced = |with: &Option<PathBuf>, path: &mut PathBuf| {
        if let Some(with) = with {
            path.clone_from(with);
        }
    };
    replaced(&replace.reports, &mut config.ingest.reports);
    replaced(&replace.catalogue, &mut config.ingest.catalogue);
    replaced(&replace.output, &mut config.publish.output);
    Ok(config)
}

fn read(path: &Path) -> Result<String> {
    let bytes = match file::read(path, MAX_CONFIG_BYTES) {
        Ok(bytes) => bytes,
        Err(Fault::Missing) => {
            return Err(Error::Missing {
                file: path.to_owned(),
                message: "the configuration is not there".to_owned(),
                help: "name it with --config FILE, or run where it is".to_owned(),
            });
        }
        Err(fault) => return Err(Error::Config(vec![file::explain(path, MAX_CONFIG_BYTES, fault)?])),
    };
    file::utf8(path, bytes).map_err(|problem| Error::Config(vec![problem]))
}

/// The configuration that a release keeps as its provenance: `text` was read
/// from `path`, and `fx` is the text of its rate table. No other file is read.
///
/// # Errors
/// [`Error::Config`] with every mistake.
pub fn restore(path: &Path, text: &str, fx: &str) -> Result<Config> {
    parse_with(path, text, Rates::Text(fx))
}

/// The configuration of a text that was read from `path`.
pub(super) fn parse(path: &Path, text: &str) -> Result<Config> {
    parse_with(path, text, Rates::File)
}

fn parse_with(path: &Path, text: &str, rates: Rates<'_>) -> Result<Config> {
    let (document, syntax) = DeTable::parse_recoverable(text);
    let mut notes = Notes::new(path, text);
    let raw: RawConfig = read_table(document.get_ref(), None, &mut notes);
    let config = check(raw, path, text, rates, &mut notes)?;
    let problems: Vec<Problem> = notes.into_problems(syntax);
    match config {
        Some(config) if problems.is_empty() => Ok(config),
        _ if problems.is_empty() => Err(Error::Unexpected("a configuration without mistakes is incomplete".to_owned())),
        _ => Err(Error::Config(problems)),
    }
}
