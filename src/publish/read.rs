//! A release read back: what is damaged, and its tables.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::cells::Table;
use super::compare::{Difference, compare_table};
use super::digest::sha256_hex;
use super::release::{SUMS, release_id};
use super::schema::TableSchema;
use super::tables::TABLES;
use super::{csv, frames};
use crate::error::{Error, Result};

/// The files of a release's folder.
#[derive(Debug, Clone)]
pub struct Release {
    /// The folder.
    pub folder: PathBuf,
    /// Bytes of each regular file by path in the folder, with forward slashes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Paths of what is no regular file: a release holds no links.
    pub irregular: Vec<String>,
}

/// What is wrong with a release's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// `SHA256SUMS` has this file, the folder has not.
    Missing(String),
    /// The file is not the one that `SHA256SUMS` has.
    Changed {
        /// The file.
        path: String,
        /// SHA-256 in `SHA256SUMS`.
        expected: String,
        /// SHA-256 of the file.
        found: String,
    },
    /// The folder has this, `SHA256SUMS` has not.
    Extra(String),
    /// A line of `SHA256SUMS` that is none.
    BadSums {
        /// The line, from 1.
        line: usize,
    },
    /// The folder's name is not the id of the files in it.
    OtherId {
        /// The folder's name.
        folder: String,
        /// The id that follows from the files.
        computed: String,
    },
    /// A table that cannot be read.
    Unreadable {
        /// The file.
        path: String,
        /// Why not.
        why: String,
    },
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "{path}: the file is missing"),
            Self::Changed { path, expected, found } => {
                write!(f, "{path}: the file was changed: its SHA-256 is {found}, not {expected}")
            }
            Self::Extra(path) => write!(f, "{path}: the file is no part of the release"),
            Self::BadSums { line } => write!(f, "{SUMS}, line {line}: it is no checksum and path"),
            Self::OtherId { folder, computed } => {
                write!(f, "the release is named {folder}, but its files make it {computed}")
            }
            Self::Unreadable { path, why } => write!(f, "{path}: it cannot be read: {why}"),
        }
    }
}

impl Release {
    /// Reads every file of a release's folder.
    ///
    /// # Errors
    /// [`Error::Missing`] where there is no such folder, [`Error::Io`].
    pub fn open(folder: &Path) -> Result<Self> {
        if let Err(why) = fs::read_dir(folder)
            && matches!(why.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
        {
            return Err(Error::Missing {
                file: folder.to_owned(),
                message: "there is no release here".to_owned(),
                help: "`reckoner run` makes one".to_owned(),
            });
        }
        let mut release = Self { folder: folder.to_owned(), files: BTreeMap::new(), irregular: Vec::new() };
        release.read_folder(folder, "")?;
        release.irregular.sort();
        Ok(release)
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        let failed = |why| Error::io(folder, "listing a folder of the release", why);
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type().map_err(failed)?;
            if kind.is_dir() {
                self.read_folder(&path, &format!("{name}/"))?;
            } else if kind.is_file() {
                let bytes = fs::read(&path).map_err(|why| Error::io(&path, "reading a file of the release", why))?;
                self.files.insert(name, bytes);
            } else {
                self.irregular.push(name);
            }
        }
        Ok(())
    }
}

/// Compares the files with `SHA256SUMS`, and the folder's name, or its end after a
/// dash, with the id that follows from the files: files missing, changed or too many,
/// each named.
pub fn check(release: &Release) -> Vec<Damage> {
    let mut damages = check_sums(release);
    let folder = release.folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let computed = release_id(&release.files);
    // A release that was packed lies in `<project>-<release_id>/` where it is unpacked.
    let packed = folder.strip_suffix(&computed).is_some_and(|project| project.ends_with('-'));
    if folder != computed && !packed {
        damages.push(Damage::OtherId { folder, computed });
    }
    damages
}

/// As [`check`], without the folder's name.
pub fn check_sums(release: &Release) -> Vec<Damage> {
    let Some(sums) = release.files.get(SUMS) else { return vec![Damage::Missing(SUMS.to_owned())] };
    let mut damages = Vec::new();
    let mut listed = BTreeMap::new();
    for (index, line) in String::from_utf8_lossy(sums).lines().enumerate() {
        match line.split_once("  ") {
            Some((hash, path)) if hash.len() == 64 => {
                listed.insert(path.to_owned(), hash.to_owned());
            }
            _ => damages.push(Damage::BadSums { line: index + 1 }),
        }
    }
    for (path, expected) in &listed {
        match release.files.get(path) {
            None => damages.push(Damage::Missing(path.clone())),
            Some(bytes) => {
                let found = sha256_hex(bytes);
                if found != *expected {
                    damages.push(Damage::Changed { path: path.clone(), expected: expected.clone(), found });
                }
            }
        }
    }
    let extra = release.files.keys().filter(|path| *path != SUMS && !listed.contains_key(*path));
    damages.extend(extra.chain(&release.irregular).cloned().map(Damage::Extra));
    damages
}

/// The tables as they can be read. A Parquet file is read only where it has its
/// checksum: on a damaged one polars may end the process, for it believes the
/// lengths in it.
struct Reader<'a> {
    release: &'a Release,
    damages: Vec<Damage>,
}

impl<'a> Reader<'a> {
    fn new(release: &'a Release) -> Self {
        Self { release, damages: check_sums(release) }
    }

    fn bytes(&self, path: &str) -> std::result::Result<&'a [u8], String> {
        self.release.files.get(path).map(Vec::as_slice).ok_or_else(|| "the file is missing".to_owned())
    }

    fn parquet(&self, schema: &'static TableSchema) -> std::result::Result<Table, String> {
        let path = schema.parquet_path();
        let sound = |damage: &Damage| match damage {
            Damage::Missing(other) | Damage::Extra(other) => *other != path && *other != SUMS,
            Damage::Changed { path: other, .. } => *other != path,
            Damage::BadSums { .. } | Damage::OtherId { .. } | Damage::Unreadable { .. } => true,
        };
        if !self.damages.iter().all(sound) {
            return Err("it has not the checksum that it should have".to_owned());
        }
        let rows = frames::read_parquet(self.bytes(&path)?, schema)?;
        Table::new(schema, rows).map_err(|why| why.to_string())
    }

    fn csv(&self, schema: &'static TableSchema) -> std::result::Result<Table, String> {
        let rows = csv::read(self.bytes(&schema.csv_path())?, schema)?;
        Table::new(schema, rows).map_err(|why| why.to_string())
    }
}

/// The tables of a release, from Parquet.
///
/// # Errors
/// [`Error::Corrupt`] naming the file that has not its checksum, cannot be
/// read, or is not what reckoner writes.
pub fn tables(release: &Release) -> Result<Vec<Table>> {
    let reader = Reader::new(release);
    let read = |schema: &'static TableSchema| {
        reader.parquet(schema).map_err(|why| Error::Corrupt {
            file: release.folder.join(schema.parquet_path()),
            message: why,
            help: "`reckoner verify` tells what was changed; `reckoner run` writes the release anew".to_owned(),
        })
    };
    TABLES.iter().map(read).collect()
}

/// Compares the CSV files with the Parquet files, cell by cell. Files that
/// cannot be read are told beside the differences.
pub fn compare_formats(release: &Release) -> (Vec<Damage>, Vec<Difference>) {
    let reader = Reader::new(release);
    let (mut damages, mut differences) = (Vec::new(), Vec::new());
    for schema in &TABLES {
        let (parquet, text) = (reader.parquet(schema), reader.csv(schema));
        for (path, table) in [(schema.parquet_path(), &parquet), (schema.csv_path(), &text)] {
            if let Err(why) = table {
                damages.push(Damage::Unreadable { path, why: why.clone() });
            }
        }
        if let (Ok(parquet), Ok(text)) = (parquet, text) {
            differences.extend(compare_table(&parquet, &text));
        }
    }
    (damages, differences)
}
