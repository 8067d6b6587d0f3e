//! What a release said before: the values of its figures, for gates to compare with.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::side::{Line, Rows};
use crate::error::{Error, Result};
use crate::model::{FigureId, Number};

/// The value of each figure of a release, by the names of its columns: a version of
/// reckoner that added some is understood.
///
/// # Errors
/// [`Error::Io`] and [`Error::Corrupt`] where the table cannot be read.
pub fn values(release: &Path) -> Result<BTreeMap<FigureId, Number>> {
    let file = release.join("data/figures.csv");
    let bytes = fs::read(&file).map_err(|why| Error::io(&file, "reading the figures of the current release", why))?;
    let corrupt = |message: String| Error::Corrupt {
        file: file.clone(),
        message,
        help: "`reckoner verify` tells what was changed".to_owned(),
    };
    let rows = Rows::read(&bytes).map_err(corrupt)?;
    let value = |(at, line): (usize, Line<'_>)| {
        let (id, value) = (line.get("figure_id").parse().ok(), line.get("value").parse().ok());
        id.zip(value).ok_or_else(|| corrupt(format!("row {at} is no figure")))
    };
    (1..).zip(rows.lines()).map(value).collect()
}
