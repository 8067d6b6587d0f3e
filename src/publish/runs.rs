//! What runs said of themselves, read back: for monitors.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};

use super::store::names;
use crate::error::Result;

/// The outcome of a run that a gate stopped.
pub const OUTCOME_REFUSED: &str = "refused";
/// The outcome of a run that something else stopped.
pub const OUTCOME_FAILED: &str = "failed";

/// What is read of a summary in `runs/`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Run {
    /// `published`, `unchanged`, `refused` or `failed`.
    pub outcome: String,
    /// The release that it made, where it came that far.
    #[serde(default)]
    pub release_id: Option<String>,
    /// When it ended; nothing where the version of reckoner did not note it and the file does not tell.
    #[serde(default, deserialize_with = "moment")]
    pub finished_at: Option<Timestamp>,
    /// Its exit code.
    #[serde(default)]
    pub exit_code: u8,
    /// What went wrong.
    #[serde(default)]
    pub error: Option<String>,
}

fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<Timestamp>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

impl Run {
    /// Whether the current release was what the inputs made.
    pub fn is_success(&self) -> bool {
        self.outcome != OUTCOME_REFUSED && self.outcome != OUTCOME_FAILED
    }
}

/// The summaries of runs in an output folder, newest first. What cannot be read is left
/// out: a run may be at work on it.
///
/// # Errors
/// [`crate::error::Error::Io`] where the folder cannot be listed.
pub fn runs(output: &Path) -> Result<Vec<Run>> {
    let folder = output.join("runs");
    let mut files = names(&folder)?;
    files.retain(|name| Path::new(name).extension().is_some_and(|extension| extension == "json"));
    files.sort_by(|a, b| b.cmp(a));
    let read = |name: &String| {
        let file = folder.join(name);
        let mut run: Run = serde_json::from_slice(&fs::read(&file).ok()?).ok()?;
        run.finished_at =
            run.finished_at.or_else(|| Timestamp::try_from(fs::metadata(&file).ok()?.modified().ok()?).ok());
        Some(run)
    };
    Ok(files.iter().filter_map(read).collect())
}
