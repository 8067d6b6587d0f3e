//! What a release said before: the values of its figures, for gates to compare with.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

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
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let header = reader.headers().map_err(|why| corrupt(why.to_string()))?.clone();
    let column = |name: &str| header.iter().position(|column| column == name);
    let (Some(id), Some(value)) = (column("figure_id"), column("value")) else {
        return Err(corrupt("it has not the columns figure_id and value".to_owned()));
    };
    let mut values = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|why| corrupt(why.to_string()))?;
        let read = || Some((record.get(id)?.parse().ok()?, record.get(value)?.parse().ok()?));
        let (id, value) = read().ok_or_else(|| {
            let line = record.position().map_or(0, csv::Position::line);
            corrupt(format!("line {line} is no figure"))
        })?;
        values.insert(id, value);
    }
    Ok(values)
}
