//! The output folder: one writer at a time, releases that are whole or absent.
//!
//! ```text
//! output/
//!   .lock                        held by the kernel while a run is at work
//!   current -> releases/<id>     swapped by one rename
//!   releases/<id>/               renamed into place once it is written, synced and checked
//!   history/releases.jsonl       a line each time that `current` came to point elsewhere
//!   history/CHANGELOG.md         the same for people, with what changed
//!   history/pinned               releases that are never removed
//!   refused/<id>/                the release that a gate refused last, see `refused.rs`
//!   runs/<run_id>.json           what a run says of itself: the only place with clock times
//! ```
//!
//! The order of [`Store::publish`] is such that, wherever a run ends, `current`
//! is absent or points to a whole release, and the next run cleans up and goes
//! on: prepare the history, stage, sync, check, rename, swap, note in the history, prune.
//! The history is `note`, what is pruned [`super::keep`].

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::history::HistoryEntry;
use super::keep::NEXT_PINNED;
use super::note::NEXT_CHANGELOG;
use super::read::{self, Release};
use super::refused::{NEXT_REFUSED, REFUSED};
use super::release::{Rendered, SUMS};
use super::tables::TABLES;
use super::{csv, frames};
use crate::error::{Error, Result};

/// Summaries of runs that are kept.
const RUNS_KEPT: usize = 200;

const CURRENT: &str = "current";
const NEXT_CURRENT: &str = ".current.next";
pub(super) const RELEASES: &str = "releases";
pub(super) const HISTORY: &str = "history/releases.jsonl";
pub(super) const NEXT_HISTORY: &str = "history/.releases.jsonl.next";
const STAGING: &str = ".staging-";
pub(super) const TRASH: &str = ".trash-";

/// What publishing came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// `current` points to this release now, and did not before, or it was
    /// damaged and is whole again.
    Published {
        /// The release.
        id: String,
    },
    /// `current` points to this release already; nothing was written.
    Unchanged {
        /// The release.
        id: String,
    },
}

impl Outcome {
    /// The release that is current.
    pub fn id(&self) -> &str {
        match self {
            Self::Published { id } | Self::Unchanged { id } => id,
        }
    }
}

/// An output folder, locked until this is dropped.
#[derive(Debug)]
pub struct Store {
    output: PathBuf,
    /// Holds the lock; the kernel lets go of it when the process ends, however it ends.
    lock: File,
    /// Called before each step that changes the folder. Tests end a run there,
    /// as a kill would.
    before: fn(&'static str) -> Result<()>,
}

/// The release that `current` points to, if there is one: its id and its
/// folder. Resolve once and read from there: the link may be swapped any time.
///
/// # Errors
/// [`Error::Corrupt`] where `current` is no link that reckoner made,
/// [`Error::Io`] where it cannot be read.
pub fn current(output: &Path) -> Result<Option<(String, PathBuf)>> {
    let link = output.join(CURRENT);
    let odd = |message: &str| Error::Corrupt {
        file: link.clone(),
        message: message.to_owned(),
        help: "move it away; reckoner makes it a link to the latest release".to_owned(),
    };
    let target = match fs::read_link(&link) {
        Ok(target) => target,
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(None),
        Err(why) if why.kind() == ErrorKind::InvalidInput => return Err(odd("it is no link")),
        Err(why) => return Err(Error::io(&link, "reading the link", why)),
    };
    let id = target.to_str().and_then(|target| target.strip_prefix("releases/")).filter(|id| is_release_id(id));
    let id = id.ok_or_else(|| odd("it points to no release"))?;
    Ok(Some((id.to_owned(), output.join(RELEASES).join(id))))
}

/// The releases that were current, oldest first; a release may be there twice.
///
/// # Errors
/// [`Error::Corrupt`] naming a line that cannot be read, [`Error::Io`].
pub fn history(output: &Path) -> Result<Vec<HistoryEntry>> {
    let file = output.join(HISTORY);
    let parse = |(index, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|why| Error::Corrupt {
            file: file.clone(),
            message: format!("line {}: {why}", index + 1),
            help: "mend the line or take it out".to_owned(),
        })
    };
    history_text(output)?.lines().enumerate().map(parse).collect()
}

pub(super) fn history_text(output: &Path) -> Result<String> {
    let file = output.join(HISTORY);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(text),
        Err(why) if why.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(why) => Err(Error::io(&file, "reading the history", why)),
    }
}

/// Whether a text has the form of a release id.
pub fn is_release_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Lets go of the lock itself: closing the file would not while a process that
/// another thread has just forked off holds a copy of it.
impl Drop for Store {
    fn drop(&mut self) {
        // The kernel lets go of it at the latest when the process ends.
        let _ = self.lock.unlock();
    }
}

impl Store {
    /// Makes the folder if need be, locks it, and removes what runs that were
    /// cut off left behind.
    ///
    /// # Errors
    /// [`Error::Locked`] where another run holds it, [`Error::Io`].
    pub fn open(output: &Path) -> Result<Self> {
        fs::create_dir_all(output).map_err(|why| Error::io(output, "making the output folder", why))?;
        let path = output.join(".lock");
        let lock = OpenOptions::new().create(true).write(true).truncate(false).open(&path);
        let lock = lock.map_err(|why| Error::io(&path, "opening the lock", why))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Locked { output: output.to_owned() }),
            Err(TryLockError::Error(why)) => return Err(Error::io(&path, "locking the output folder", why)),
        }
        let store = Self { output: output.to_owned(), lock, before: |_| Ok(()) };
        store.clean()?;
        Ok(store)
    }

    /// Has `before` called before each step that changes the folder.
    #[cfg(test)]
    pub(super) fn interrupt(&mut self, before: fn(&'static str) -> Result<()>) {
        self.before = before;
    }

    /// The lock as a process that was forked off and not yet executed holds it.
    #[cfg(test)]
    pub(super) fn lock_of_a_child(&self) -> File {
        self.lock.try_clone().unwrap()
    }

    /// Called before each step that changes the folder.
    pub(super) fn before(&self, step: &'static str) -> Result<()> {
        (self.before)(step)
    }

    /// The output folder.
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// The folder of a release.
    pub fn release_dir(&self, id: &str) -> PathBuf {
        self.output.join(RELEASES).join(id)
    }

    /// Makes `rendered` the current release, and prunes releases beyond
    /// `keep_releases` (at least two), oldest first.
    ///
    /// Where it is current and whole, nothing is written. Where its folder is
    /// there and whole, `current` is pointed to it. Where its folder is there
    /// and damaged, it is replaced.
    ///
    /// # Errors
    /// [`Error::Io`] and [`Error::Corrupt`] naming what could not be done; the
    /// release that was current is untouched, unless it is the damaged one.
    pub fn publish(&self, rendered: &Rendered, keep_releases: usize) -> Result<Outcome> {
        let outcome = self.publish_steps(rendered, keep_releases);
        if outcome.is_ok()
            && let Err(why) = remove(&self.output.join(REFUSED))
        {
            tracing::warn!(
                "release {} is published, but one refused before is still there: {why}",
                rendered.release_id
            );
        }
        if outcome.is_err() {
            // A full disk should not stay full. The first failure is the one to tell.
            let _ = self.clean();
        }
        outcome
    }

    pub(super) fn publish_steps(&self, rendered: &Rendered, keep_releases: usize) -> Result<Outcome> {
        let id = rendered.release_id.clone();
        let previous = current(&self.output)?.map(|(id, _)| id);
        let whole = is_whole(&self.release_dir(&id), rendered)?;
        if whole && previous.as_ref() == Some(&id) {
            // Only a run that was cut off after the swap leaves this to be done.
            self.note(self.prepare_note(rendered)?)?;
            return Ok(Outcome::Unchanged { id });
        }
        // What can fail, a full disk above all, fails before the swap.
        let prepared = self.prepare_note(rendered)?;
        if !whole {
            let staged = self.output.join(RELEASES).join(format!("{STAGING}{id}"));
            self.stage(rendered, &staged)?;
            self.install(&staged, &id)?;
        }
        self.point(&id)?;
        // It is published; what fails from here on, the next run does.
        if let Err(why) = self.note(prepared).and_then(|()| self.prune(keep_releases).map(drop)) {
            tracing::warn!("release {id} is published, but its history and older releases are not put in order: {why}");
        }
        Ok(Outcome::Published { id })
    }

    /// Writes the release to a folder beside its place, syncs it, and checks it as staged.
    pub(super) fn stage(&self, rendered: &Rendered, staging: &Path) -> Result<()> {
        let mut folders = BTreeSet::from([staging.to_owned()]);
        for path in rendered.files.keys() {
            folders.extend(staging.join(path).parent().map(Path::to_owned));
        }
        for folder in &folders {
            self.before("making a folder")?;
            fs::create_dir_all(folder).map_err(|why| Error::io(folder, "making a folder", why))?;
        }
        for (path, bytes) in &rendered.files {
            self.before("writing a file")?;
            write_synced(&staging.join(path), bytes)?;
        }
        folders.iter().try_for_each(|folder| sync_folder(folder))?;
        check_staged(staging, rendered)
    }

    /// Renames the staged release into its place; what is there is damaged and goes.
    fn install(&self, staged: &Path, id: &str) -> Result<()> {
        let (place, trash) = (self.release_dir(id), self.output.join(RELEASES).join(format!("{TRASH}{id}")));
        if fs::symlink_metadata(&place).is_ok() {
            tracing::warn!("release {id} was damaged and is replaced");
            self.before("moving a damaged release away")?;
            fs::rename(&place, &trash).map_err(|why| Error::io(&place, "moving a damaged release away", why))?;
        }
        self.before("moving the release into its place")?;
        fs::rename(staged, &place).map_err(|why| Error::io(&place, "moving the release into its place", why))?;
        sync_folder(&self.output.join(RELEASES))?;
        remove(&trash)
    }

    /// Swaps the link `current`.
    fn point(&self, id: &str) -> Result<()> {
        let (next, link) = (self.output.join(NEXT_CURRENT), self.output.join(CURRENT));
        remove(&next)?;
        self.before("making the link")?;
        std::os::unix::fs::symlink(Path::new(RELEASES).join(id), &next)
            .map_err(|why| Error::io(&next, "making the link to the release", why))?;
        self.before("swapping the link")?;
        fs::rename(&next, &link).map_err(|why| Error::io(&link, "swapping the link to the release", why))?;
        sync_folder(&self.output)
    }

    /// Removes what a run that was cut off left behind.
    fn clean(&self) -> Result<()> {
        remove(&self.output.join(NEXT_CURRENT))?;
        for next in [NEXT_HISTORY, NEXT_CHANGELOG, NEXT_PINNED, NEXT_REFUSED] {
            remove(&self.output.join(next))?;
        }
        let releases = self.output.join(RELEASES);
        for name in names(&releases)? {
            if name.starts_with(STAGING) || name.starts_with(TRASH) {
                remove(&releases.join(name))?;
            }
        }
        Ok(())
    }

    /// Writes the summary of a run as `runs/<run_id>.json`, keeps the newest
    /// 200 of them, and returns the file. The run's id is the moment in UTC and
    /// the process.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn write_run(&self, summary: &serde_json::Value) -> Result<PathBuf> {
        let folder = self.output.join("runs");
        fs::create_dir_all(&folder).map_err(|why| Error::io(&folder, "making a folder", why))?;
        let moment = Timestamp::now().strftime("%Y%m%dT%H%M%S%6fZ");
        let file = folder.join(format!("{moment}-{}.json", std::process::id()));
        write_synced(&file, format!("{summary:#}\n").as_bytes())?;
        let json = |name: &String| Path::new(name).extension().is_some_and(|extension| extension == "json");
        let mut runs: Vec<String> = names(&folder)?.into_iter().filter(json).collect();
        runs.sort_by(|a, b| b.cmp(a));
        runs.iter().skip(RUNS_KEPT).try_for_each(|name| remove(&folder.join(name)))?;
        Ok(file)
    }
}

/// Whether the folder holds each file of the release, to the byte. What else is
/// in it is for `verify` to tell.
fn is_whole(folder: &Path, rendered: &Rendered) -> Result<bool> {
    for (path, bytes) in &rendered.files {
        let file = folder.join(path);
        match fs::read(&file) {
            Ok(found) if found == *bytes => {}
            Ok(_) => return Ok(false),
            Err(why)
                if matches!(why.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory) =>
            {
                return Ok(false);
            }
            Err(why) => return Err(Error::io(&file, "reading a file of the release", why)),
        }
    }
    Ok(true)
}

/// Reads a staged release back: the checksums hold, and each table has the rows
/// that it should have.
fn check_staged(staging: &Path, rendered: &Rendered) -> Result<()> {
    let wrong = |what: String| Error::Corrupt {
        file: staging.to_owned(),
        message: format!("what was written does not read back: {what}"),
        help: "look at the disk; nothing was published".to_owned(),
    };
    let release = Release::open(staging)?;
    if let Some(damage) = read::check_sums(&release).first() {
        return Err(wrong(damage.to_string()));
    }
    if release.files.get(SUMS) != rendered.files.get(SUMS) {
        return Err(wrong(format!("{SUMS} changed")));
    }
    for table in &TABLES {
        let bytes = |path: String| release.files.get(&path).map(Vec::as_slice).unwrap_or_default();
        let expected = rendered.rows.get(table.name).copied().unwrap_or_default();
        for (path, rows) in [
            (table.csv_path(), csv::count_rows(bytes(table.csv_path()))),
            (table.parquet_path(), frames::count_rows(bytes(table.parquet_path()))),
        ] {
            let rows = rows.map_err(|why| wrong(format!("{path}: {why}")))?;
            if rows != expected {
                return Err(wrong(format!("{path} has {rows} rows, not {expected}")));
            }
        }
    }
    Ok(())
}

pub(super) fn write_synced(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = File::create_new(path).map_err(|why| Error::io(path, "making a file", why))?;
    file.write_all(bytes).map_err(|why| Error::io(path, "writing a file", why))?;
    file.sync_all().map_err(|why| Error::io(path, "syncing a file", why))
}

pub(super) fn sync_folder(path: &Path) -> Result<()> {
    File::open(path).and_then(|folder| folder.sync_all()).map_err(|why| Error::io(path, "syncing a folder", why))
}

/// Removes a file, a link or a folder with all in it, where it is there.
pub(super) fn remove(path: &Path) -> Result<()> {
    let failed = |why| Error::io(path, "removing what is left over", why);
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path).map_err(failed),
        Ok(_) => fs::remove_file(path).map_err(failed),
        Err(why) if why.kind() == ErrorKind::NotFound => Ok(()),
        Err(why) => Err(failed(why)),
    }
}

/// The names in a folder that are UTF-8; none where it is not there.
pub(super) fn names(folder: &Path) -> Result<Vec<String>> {
    let failed = |why| Error::io(folder, "listing a folder", why);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(why) => return Err(failed(why)),
    };
    let names = entries.map(|entry| entry.map(|entry| entry.file_name().into_string().ok()));
    Ok(names.collect::<std::io::Result<Vec<_>>>().map_err(failed)?.into_iter().flatten().collect())
}
