//! The folder of reports: what may be read from it, and what lies in it unlisted.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::config::file::{self, Fault};
use crate::error::{Error, Problem, Result};
use crate::model::Report;

use super::catalogue::{Entry, Source};
use super::format::Format;
use super::{Faults, Input, Read};

/// Why a report was not read.
#[derive(Debug)]
pub(super) enum Unread {
    Corrupt(Problem),
    Missing(Problem),
    Failed(Error),
}

/// The folder without links in its path; nothing where it is not there. Files
/// in it that no row names are noted.
pub(super) fn open(config: &Config, entries: &[Entry], faults: &mut Faults) -> Result<Option<PathBuf>> {
    let folder = &config.ingest.reports;
    let help = "create it, or mend its path in [ingest] or on the command line";
    let root = match fs::canonicalize(folder) {
        Ok(root) if root.is_dir() => root,
        Ok(_) => {
            faults.missing(folder, "the folder of reports is no folder", help);
            return Ok(None);
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            faults.missing(folder, "the folder of reports is not there", help);
            return Ok(None);
        }
        Err(source) => return Err(Error::io(folder, "opening", source)),
    };
    // Without any row every file would be unlisted: that is told already.
    if !entries.is_empty() {
        unlisted(config, entries, &root, &root, faults)?;
    }
    Ok(Some(root))
}

/// Notes files of a report's format that no row names.
fn unlisted(config: &Config, entries: &[Entry], root: &Path, folder: &Path, faults: &mut Faults) -> Result<()> {
    let listed: BTreeSet<&str> = entries.iter().map(|entry| entry.file.as_str()).collect();
    let tables: Vec<PathBuf> = [Some(&config.ingest.catalogue), config.ingest.overrides.as_ref()]
        .into_iter()
        .flatten()
        .filter_map(|path| fs::canonicalize(path).ok())
        .collect();
    let failed = |source| Error::io(folder, "listing", source);
    let mut found: Vec<fs::DirEntry> =
        fs::read_dir(folder).map_err(failed)?.collect::<io::Result<_>>().map_err(failed)?;
    found.sort_by_key(fs::DirEntry::file_name);
    for entry in found {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if name.starts_with('.') || tables.contains(&path) {
            continue;
        }
        // A link to a folder is no folder here: it may lead anywhere.
        if entry.file_type().map_err(failed)?.is_dir() {
            unlisted(config, entries, root, &path, faults)?;
            continue;
        }
        let inside = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
        if Format::of(&path).is_some() && !name.eq_ignore_ascii_case("README.md") && !listed.contains(inside.as_str()) {
            faults.corrupt.push(Problem {
                file: config.ingest.reports.join(&inside),
                place: None,
                message: "lies in the folder of reports, but the catalogue has no row for it".to_owned(),
                help: format!("add a row to {}, or take the file out of the folder", config.ingest.catalogue.display()),
            });
        }
    }
    Ok(())
}

/// Reads one report, however its row and its file may try to lead elsewhere.
pub(super) fn read(config: &Config, root: &Path, source: &Source) -> std::result::Result<Read, Unread> {
    let shown = config.ingest.reports.join(&source.meta.file);
    let problem =
        |message: String, help: &str| Problem { file: shown.clone(), place: None, message, help: help.to_owned() };
    let missing = || {
        let message = format!("is not there, but the catalogue has it on line {}", source.line);
        Unread::Missing(problem(message, "put the file into the folder, or remove the row"))
    };
    let path = match fs::canonicalize(root.join(&source.meta.file)) {
        Ok(path) => path,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Err(missing());
        }
        Err(error) => return Err(Unread::Failed(Error::io(&shown, "opening", error))),
    };
    if !path.starts_with(root) {
        let help = "put the file itself into the folder of reports";
        return Err(Unread::Corrupt(problem("is a link that leaves the folder of reports".to_owned(), help)));
    }
    let limit = config.ingest.max_report_bytes;
    let bytes = file::read(&path, limit).map_err(|fault| match fault {
        Fault::Missing => missing(),
        Fault::NotAFile(what) => Unread::Corrupt(problem(
            format!("is {what}, not a regular file"),
            "put the file itself into the folder of reports",
        )),
        Fault::TooLarge(bytes) => {
            let message = format!("has {bytes} bytes; at most {limit} are read");
            Unread::Corrupt(problem(message, "split the report, or raise `max_report_bytes` of [ingest]"))
        }
        Fault::Io(error) => Unread::Failed(Error::io(&shown, "reading", error)),
    })?;
    let input = Input::new(&source.meta.file, &bytes);
    let document = source.format.read(&shown, &source.meta, bytes).map_err(Unread::Corrupt)?;
    let meta = source.meta.clone();
    let report = Report::prose(meta, input.sha256.clone(), document.text, document.body_start);
    Ok((report, input, document.findings))
}
