//! Ingest: files to reports.
//!
//! The catalogue is the whole input: one row a report. Beside it stand the
//! folder with the reports' files and, where configured, tables of figures with
//! their mappings (`table.rs`) and people's decisions (`overrides.csv`). Everything is looked at before anything is told, so that
//! one run of `reckoner check` names every problem of the input:
//!
//! - corrupt (exit code 65): rows that say something impossible, files that are
//!   too large, no regular files, not UTF-8 or outside of the folder, and
//!   files in the folder that no row names;
//! - missing (66): the catalogue, the folder, a row's file, any row at all.
//!
//! Hidden files, `README.md`, the catalogue, the overrides and files whose
//! extension is that of no [`Format`] may lie in the folder without a row.
//!
//! What is merely odd about a report is a [`Finding`].

mod catalogue;
mod columns;
mod folder;
mod format;
mod overrides;
mod table;
mod text;

use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::config::file::{self, Fault, MAX_TABLE_BYTES};
use crate::error::{Error, InputFault, Problem, Result};
use crate::finding::{Finding, Severity};
use crate::model::{Override, Report, ReportId, ReportMeta, Span};

pub use catalogue::{LANGUAGE_ASSUMED, REPORT_UNDATED};
pub use format::Format;
pub use table::{TABLE_REPORT_DIFFERS, TABLE_SUBJECT_UNMAPPED};
pub use text::Document;
pub use text::{
    CONTROL_CHARACTERS, FRONT_MATTER_DIFFERS, FRONT_MATTER_MALFORMED, FRONT_MATTER_UNKNOWN_KEY,
    FRONT_MATTER_UNTERMINATED, REPLACEMENT_CHARACTERS, REPORT_EMPTY,
};

use catalogue::Entry;

/// Two reports of the same bytes, of which neither is said to repeat the other.
pub const REPORT_SAME_BYTES: &str = "report_same_bytes";

/// What ingest hands on.
#[derive(Debug, Clone)]
pub struct Ingested {
    /// The reports, sorted by id.
    pub reports: Vec<Report>,
    /// People's decisions, in the order of their file.
    pub overrides: Vec<Override>,
    /// What is odd about the reports, in the order of the reports.
    pub findings: Vec<Finding>,
    /// Every file read: catalogue, overrides, then the reports by id.
    pub inputs: Vec<Input>,
    /// The catalogue's text, for provenance.
    pub catalogue_text: String,
    /// The overrides' text, for provenance; empty where there are none.
    pub overrides_text: String,
}

/// A file that was read, by content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// `catalogue`, `overrides`, a report's file as in the catalogue, a table or mapping as in the
    /// configuration: never a path of this machine.
    pub name: String,
    /// SHA-256 of its bytes, 64 hex digits.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
}

impl Input {
    fn new(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), sha256: sha256_hex(bytes), bytes: bytes.len() as u64 }
    }
}

/// What is wrong with the input so far.
#[derive(Debug, Default)]
struct Faults {
    corrupt: Vec<Problem>,
    missing: Vec<Problem>,
}

impl Faults {
    fn missing(&mut self, path: &Path, message: impl Into<String>, help: impl Into<String>) {
        self.missing.push(Problem { file: path.to_owned(), place: None, message: message.into(), help: help.into() });
    }

    /// The error, if anything is wrong: corrupt where anything is corrupt.
    fn check(self) -> Result<()> {
        let fault = if self.corrupt.is_empty() { InputFault::Missing } else { InputFault::Corrupt };
        let problems: Vec<Problem> = self.corrupt.into_iter().chain(self.missing).collect();
        if problems.is_empty() { Ok(()) } else { Err(Error::Input { fault, problems }) }
    }
}

/// Reads the catalogue, every report in it, and the overrides.
///
/// # Errors
/// [`Error::Input`] with every problem of the input; [`Error::Io`] where
/// something is there but reading fails.
pub fn run(config: &Config) -> Result<Ingested> {
    let mut faults = Faults::default();
    let (mut inputs, mut findings) = (Vec::new(), Vec::new());

    let mut catalogue_text = String::new();
    let mut entries = Vec::new();
    if let Some(text) = read_table(&config.ingest.catalogue, "catalogue", &mut inputs, &mut faults)? {
        entries = catalogue::read(config, &text, &mut findings, &mut faults);
        catalogue_text = text;
    }
    let mut overrides_text = String::new();
    let mut overrides = Vec::new();
    if let Some(path) = &config.ingest.overrides
        && let Some(text) = read_table(path, "overrides", &mut inputs, &mut faults)?
    {
        let (rows, problems) = overrides::read(path, &text);
        faults.corrupt.extend(problems);
        overrides = rows;
        overrides_text = text;
    }
    let mut reports = Vec::new();
    for (report, input, odd) in read_reports(config, &entries, &mut faults)? {
        reports.push(report);
        inputs.push(input);
        findings.extend(odd);
    }
    findings.extend(same_bytes(&reports));
    let ids: Vec<ReportId> = reports.iter().map(|report: &Report| report.meta.id.clone()).collect();
    reports.extend(table::read(config, &ids, &mut inputs, &mut findings, &mut faults)?);
    reports.sort_by(|a, b| a.meta.id.cmp(&b.meta.id));
    faults.check()?;
    findings.sort_by(|a, b| a.report.cmp(&b.report));
    Ok(Ingested { reports, overrides, findings, inputs, catalogue_text, overrides_text })
}

/// The rows of a catalogue's text, and what is odd about them; no file is looked for.
///
/// # Errors
/// [`Error::Input`] with every mistake.
pub fn read_catalogue(config: &Config, text: &str) -> Result<(Vec<ReportMeta>, Vec<Finding>)> {
    let (mut findings, mut faults) = (Vec::new(), Faults::default());
    let entries = catalogue::read(config, text, &mut findings, &mut faults);
    faults.check()?;
    Ok((entries.into_iter().filter_map(|entry| Some(entry.source?.meta)).collect(), findings))
}

/// The decisions of a text that a release keeps as its provenance; `path` is for
/// messages. No text is no decisions.
///
/// # Errors
/// [`Error::Input`] with every mistake.
pub fn restore_overrides(path: &Path, text: &str) -> Result<Vec<Override>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let (rows, problems) = overrides::read(path, text);
    Faults { corrupt: problems, missing: Vec::new() }.check()?;
    Ok(rows)
}

/// The text of the catalogue or of the overrides; nothing where a fault was noted.
fn read_table(path: &Path, name: &str, inputs: &mut Vec<Input>, faults: &mut Faults) -> Result<Option<String>> {
    let bytes = match file::read(path, MAX_TABLE_BYTES) {
        Ok(bytes) => bytes,
        Err(Fault::Missing) => {
            faults.missing(
                path,
                format!("the file of the {name} is not there"),
                "create it, or mend its path in [ingest] or on the command line",
            );
            return Ok(None);
        }
        Err(fault) => {
            faults.corrupt.push(file::explain(path, MAX_TABLE_BYTES, fault)?);
            return Ok(None);
        }
    };
    inputs.push(Input::new(name, &bytes));
    match file::utf8(path, bytes) {
        Ok(text) => Ok(Some(text)),
        Err(problem) => {
            faults.corrupt.push(problem);
            Ok(None)
        }
    }
}

type Read = (Report, Input, Vec<Finding>);

/// Every report of the catalogue, in parallel, in the order of the ids.
fn read_reports(config: &Config, entries: &[Entry], faults: &mut Faults) -> Result<Vec<Read>> {
    let Some(root) = folder::open(config, entries, faults)? else { return Ok(Vec::new()) };
    let read: Vec<std::result::Result<Read, folder::Unread>> = entries
        .par_iter()
        .filter_map(|entry| entry.source.as_ref())
        .map(|source| folder::read(config, &root, source))
        .collect();
    let mut reports = Vec::new();
    for result in read {
        match result {
            Ok(report) => reports.push(report),
            Err(folder::Unread::Corrupt(problem)) => faults.corrupt.push(problem),
            Err(folder::Unread::Missing(problem)) => faults.missing.push(problem),
            Err(folder::Unread::Failed(error)) => return Err(error),
        }
    }
    reports.sort_by(|(a, ..), (b, ..)| a.meta.id.cmp(&b.meta.id));
    Ok(reports)
}

/// Reports that would speak twice.
fn same_bytes(reports: &[Report]) -> Vec<Finding> {
    let mut by_hash: Vec<&Report> = reports.iter().collect();
    by_hash.sort_by(|a, b| (&a.sha256, &a.meta.id).cmp(&(&b.sha256, &b.meta.id)));
    let pairs = by_hash.windows(2).filter(|pair| pair[0].sha256 == pair[1].sha256 && pair[1].meta.repost_of.is_none());
    pairs
        .map(|pair| {
            let message = format!(
                "the file has the same bytes as that of `{}`; say so in `repost_of`, or take one of them out",
                pair[0].meta.id
            );
            Finding::new(REPORT_SAME_BYTES, Severity::Warning, message).in_report(&pair[1].meta.id)
        })
        .collect()
}

/// SHA-256 in 64 lower-case hex digits.
fn sha256_hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// The span of the first of some characters that are not plain ASCII, and how many there are.
fn count_chars(text: &str, odd: impl Fn(char) -> bool) -> Option<(Span, usize)> {
    /// Bytes that are looked at at once.
    const RUN: usize = 64;
    // Most of a text is plain: only the other characters are decoded.
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n');
    let runs = text.as_bytes().chunks(RUN).enumerate();
    let mixed = runs.filter(|(_, run)| run.iter().fold(false, |found, byte| found | !plain(byte)));
    let places = mixed.flat_map(|(at, run)| (0..run.len()).map(move |place| at * RUN + place));
    let begins = places.filter(|at| !plain(&text.as_bytes()[*at]) && text.is_char_boundary(*at));
    let mut found = begins.filter_map(|at| Some((at, text[at..].chars().next()?))).filter(|(_, c)| odd(*c));
    let (at, first) = found.next()?;
    Some((Span::new(at, at + first.len_utf8()), 1 + found.count()))
}

#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod tests;
