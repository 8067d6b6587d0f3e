//! Noting in `history/` what became current: prepared before the swap, renamed after it.
//!
//! `CHANGELOG.md` goes first and `releases.jsonl` last, whose line says that both are
//! done. A run that is cut off between them leaves a section that the next run, which
//! finds no line, writes again in its place.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::diff::diff;
use super::history::{self, Comparison, HistoryEntry};
use super::read::{self, Release};
use super::release::Rendered;
use super::side::Side;
use super::store::{HISTORY, NEXT_HISTORY, Store, history, history_text, remove, sync_folder, write_synced};
use crate::error::{Error, Result};

pub(super) const CHANGELOG: &str = "history/CHANGELOG.md";
pub(super) const NEXT_CHANGELOG: &str = "history/.CHANGELOG.md.next";

/// Files beside their places, in the order in which they are renamed.
#[derive(Debug)]
pub(super) struct Note([(PathBuf, PathBuf); 2]);

impl Store {
    /// Prepares the history that ends with `rendered`, beside its place; nothing
    /// where it ends with it already, which is known from the history alone.
    pub(super) fn prepare_note(&self, rendered: &Rendered) -> Result<Option<Note>> {
        let entries = history(self.output())?;
        if entries.last().is_some_and(|entry| entry.release_id == rendered.release_id) {
            return Ok(None);
        }
        let new = Side::read(&rendered.files)
            .map_err(|why| Error::Unexpected(format!("the release cannot be read as it was made: {why}")))?;
        let comparison = self.comparison(&entries, rendered, &new);
        let entry = history::entry(&entries, &rendered.release_id, &comparison);
        let line = serde_json::to_string(&entry)
            .map_err(|why| Error::Unexpected(format!("the history cannot be written as JSON: {why}")))?;
        let mut lines = history_text(self.output())?;
        if !lines.is_empty() && !lines.ends_with('\n') {
            lines.push('\n');
        }
        lines.push_str(&line);
        lines.push('\n');
        let before = self.changelog()?;
        let changes = history::changelog(&before, &entries, &entry, &new.latest_publication, &comparison);
        let folder = self.output().join("history");
        fs::create_dir_all(&folder).map_err(|why| Error::io(&folder, "making a folder", why))?;
        let file = |next: &str, place: &str| (self.output().join(next), self.output().join(place));
        let note = Note([file(NEXT_CHANGELOG, CHANGELOG), file(NEXT_HISTORY, HISTORY)]);
        for ((next, _), text) in note.0.iter().zip([changes, lines]) {
            remove(next)?;
            self.before("writing the history")?;
            write_synced(next, text.as_bytes())?;
        }
        Ok(Some(note))
    }

    /// Puts a prepared history into its place.
    pub(super) fn note(&self, prepared: Option<Note>) -> Result<()> {
        let Some(note) = prepared else { return Ok(()) };
        for (next, place) in &note.0 {
            self.before("swapping the history")?;
            fs::rename(next, place).map_err(|why| Error::io(place, "writing the history", why))?;
            // In this order on the disk as well.
            sync_folder(&self.output().join("history"))?;
        }
        Ok(())
    }

    fn changelog(&self) -> Result<String> {
        let file = self.output().join(CHANGELOG);
        match fs::read_to_string(&file) {
            Ok(text) => Ok(text),
            Err(why) if why.kind() == ErrorKind::NotFound => Ok(String::new()),
            Err(why) => Err(Error::io(&file, "reading the change log", why)),
        }
    }

    /// How the release stands to the last of the history. That one may be gone or
    /// damaged, which keeps nothing from being published.
    fn comparison(&self, entries: &[HistoryEntry], rendered: &Rendered, new: &Side) -> Comparison {
        let Some(last) = entries.last() else {
            return Comparison::First(rendered.rows.get("figures").copied().unwrap_or_default());
        };
        let compared = Release::open(&self.release_dir(&last.release_id))
            .map_err(|why| why.to_string())
            .and_then(sound)
            .and_then(|files| Side::read(&files))
            .and_then(|old| diff(&old, new));
        compared.map_or_else(
            |why| {
                tracing::info!("release {} is not compared with the one before: {why}", rendered.release_id);
                Comparison::NotCompared
            },
            Comparison::Compared,
        )
    }
}

fn sound(release: Release) -> std::result::Result<BTreeMap<String, Vec<u8>>, String> {
    match read::check(&release).first() {
        None => Ok(release.files),
        Some(damage) => Err(damage.to_string()),
    }
}
