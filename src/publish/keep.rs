//! Which releases stay: the current one, the one before, the newest, and those that are pinned.
//!
//! `history/pinned` holds an id a line; lines that are empty or begin with `#` are for
//! people. It is a text so that an editor can mend it where a command cannot.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::store::{RELEASES, Store, TRASH, current, history, is_release_id, names, remove, sync_folder, write_synced};
use crate::error::{Error, Result};

/// Releases that are always kept: the current one and the one before.
const LEAST_KEPT: usize = 2;

const PINNED: &str = "history/pinned";
pub(super) const NEXT_PINNED: &str = "history/.pinned.next";

/// What is asked of a release's pin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// It stays.
    Set,
    /// It goes when its time comes.
    Unset,
}

/// Whether a file was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pinned {
    /// As was asked.
    Changed,
    /// It was so already.
    Unchanged,
}

fn text(output: &Path) -> Result<String> {
    let file = output.join(PINNED);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(text),
        Err(why) if why.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(why) => Err(Error::io(&file, "reading what is pinned", why)),
    }
}

/// The releases that are pinned.
///
/// # Errors
/// [`Error::Corrupt`] naming a line that is no id, [`Error::Io`].
pub fn pinned(output: &Path) -> Result<BTreeSet<String>> {
    let mut ids = BTreeSet::new();
    for (index, line) in text(output)?.lines().map(str::trim).enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if !is_release_id(line) {
            return Err(Error::Corrupt {
                file: output.join(PINNED),
                message: format!("line {}: {line:?} is no id of a release", index + 1),
                help: "mend the line or take it out; until then no release is removed".to_owned(),
            });
        }
        ids.insert(line.to_owned());
    }
    Ok(ids)
}

/// The releases that are there, newest first. Newest is who became current last; a
/// release that never did is older than all that did.
fn newest_first(output: &Path) -> Result<Vec<String>> {
    let found = names(&output.join(RELEASES))?;
    let mut there: BTreeSet<String> = found.into_iter().filter(|name| is_release_id(name)).collect();
    let noted = history(output)?.into_iter().rev().map(|entry| entry.release_id);
    let noted: Vec<String> = noted.filter(|id| there.remove(id)).collect();
    Ok(noted.into_iter().chain(there.into_iter().rev()).collect())
}

/// The release that was current before `id` was, where the history tells.
///
/// # Errors
/// As [`history`].
pub fn before(output: &Path, id: &str) -> Result<Option<String>> {
    let entries = history(output)?;
    Ok(entries.into_iter().rev().find(|entry| entry.release_id == id).and_then(|entry| entry.previous))
}

/// The releases beyond the newest `keep` (never fewer than two) that may go, oldest
/// first: not `current`, not the one before it, none that is pinned.
///
/// # Errors
/// As [`pinned`] and [`history`].
pub fn removable(output: &Path, keep: usize) -> Result<Vec<String>> {
    let mut kept = pinned(output)?;
    if let Some((id, _)) = current(output)? {
        kept.extend(before(output, &id)?);
        kept.insert(id);
    }
    let beyond = newest_first(output)?.into_iter().skip(keep.max(LEAST_KEPT));
    let mut beyond: Vec<String> = beyond.filter(|id| !kept.contains(id)).collect();
    beyond.reverse();
    Ok(beyond)
}

impl Store {
    /// Removes the releases that [`removable`] names, and returns them.
    ///
    /// # Errors
    /// As [`removable`]; [`Error::Io`].
    pub fn prune(&self, keep: usize) -> Result<Vec<String>> {
        let (removed, releases) = (removable(self.output(), keep)?, self.output().join(RELEASES));
        for id in &removed {
            let (place, trash) = (releases.join(id), releases.join(format!("{TRASH}{id}")));
            self.before("moving an old release away")?;
            // Renamed first, so that nobody finds half a release under its id.
            fs::rename(&place, &trash).map_err(|why| Error::io(&place, "moving an old release away", why))?;
            self.before("removing an old release")?;
            remove(&trash)?;
        }
        if !removed.is_empty() {
            sync_folder(&releases)?;
        }
        Ok(removed)
    }

    /// Pins a release, or takes its pin away. Other lines of the file stay as they are.
    ///
    /// # Errors
    /// [`Error::Missing`] where there is no such release to pin; as [`pinned`]; [`Error::Io`].
    pub fn pin(&self, id: &str, pin: Pin) -> Result<Pinned> {
        let is_pinned = pinned(self.output())?.contains(id);
        if is_pinned == (pin == Pin::Set) {
            return Ok(Pinned::Unchanged);
        }
        let mut lines: Vec<String> = text(self.output())?.lines().map(str::to_owned).collect();
        match pin {
            Pin::Unset => lines.retain(|line| line.trim() != id),
            Pin::Set => {
                let folder = self.release_dir(id);
                if !is_release_id(id) || !folder.is_dir() {
                    return Err(Error::Missing {
                        file: folder,
                        message: "there is no such release to pin".to_owned(),
                        help: "name one of the folders in releases/".to_owned(),
                    });
                }
                lines.push(id.to_owned());
            }
        }
        let (folder, next, file) =
            (self.output().join("history"), self.output().join(NEXT_PINNED), self.output().join(PINNED));
        fs::create_dir_all(&folder).map_err(|why| Error::io(&folder, "making a folder", why))?;
        remove(&next)?;
        let text: String = lines.into_iter().map(|line| line + "\n").collect();
        write_synced(&next, text.as_bytes())?;
        fs::rename(&next, &file).map_err(|why| Error::io(&file, "writing what is pinned", why))?;
        sync_folder(&folder)?;
        Ok(Pinned::Changed)
    }
}
