//! A release as one file: `<project>-<release_id>.tar.zst`, the same bytes each time.
//!
//! Nothing of the machine comes in: files are in the order of their paths, belong to
//! nobody (user and group 0, no names), have one mode, and were all last changed on
//! the day of the latest publication in the release. Not in 1970: that date too would
//! be the same each time, but says nothing in a listing, and some versions of tar warn
//! of it as implausible. The compressor works in one thread; its version is pinned in
//! `Cargo.lock`, and with another one the archive has other bytes for the same files.

use std::collections::BTreeSet;
use std::io::{self, Write as _};

use jiff::civil::{Date, date};
use tar::{Builder, EntryType, Header};

use super::whole::Whole;
use crate::model::PartialDate;

/// How hard to compress: a release is packed once and fetched often.
const LEVEL: i32 = 19;
/// The day of files where no report is dated: the first that every archiver knows.
const UNDATED: Date = date(1980, 1, 1);
/// The start of every zstd frame.
pub const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The name of the release where it stands beside others: of the archive before its
/// ending, and of the folder in it.
pub fn name(release: &Whole) -> String {
    // The id of a dataset has no such characters; a file that says otherwise leads nowhere else.
    let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
    let project: String = release.project.chars().map(safe).collect();
    let project = project.trim_start_matches('.');
    format!("{}-{}", if project.is_empty() { "reckoner" } else { project }, release.id)
}

/// The bytes of the archive.
///
/// # Errors
/// What the libraries say; they have nothing to say of a release.
pub fn archive(release: &Whole) -> io::Result<Vec<u8>> {
    let tar = tar(release)?;
    let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), LEVEL)?;
    encoder.include_checksum(true)?;
    encoder.set_pledged_src_size(u64::try_from(tar.len()).ok())?;
    encoder.include_contentsize(true)?;
    encoder.write_all(&tar)?;
    encoder.finish()
}

fn tar(release: &Whole) -> io::Result<Vec<u8>> {
    let top = name(release);
    let files = &release.release.files;
    let mut folders = BTreeSet::from([format!("{top}/")]);
    for path in files.keys() {
        let ends = path.match_indices('/').map(|(at, _)| format!("{top}/{}/", &path[..at]));
        folders.extend(ends);
    }
    let files = files.iter().map(|(path, bytes)| (format!("{top}/{path}"), Some(bytes.as_slice())));
    let mut entries: Vec<_> = folders.into_iter().map(|path| (path, None)).chain(files).collect();
    entries.sort();
    let changed = changed(release);
    let mut builder = Builder::new(Vec::new());
    for (path, bytes) in entries {
        // GNU's headers hold names of any length.
        let mut header = Header::new_gnu();
        header.set_entry_type(if bytes.is_some() { EntryType::Regular } else { EntryType::Directory });
        header.set_mode(if bytes.is_some() { 0o644 } else { 0o755 });
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(changed);
        let bytes = bytes.unwrap_or_default();
        header.set_size(u64::try_from(bytes.len()).map_err(io::Error::other)?);
        builder.append_data(&mut header, &path, bytes)?;
    }
    builder.into_inner()
}

/// Seconds from 1970 to the start of the day, in UTC.
fn changed(release: &Whole) -> u64 {
    let seconds = |day: Date| {
        let days = day.since(date(1970, 1, 1)).map_or(0, |span| span.get_days());
        u64::try_from(i64::from(days) * 86_400).unwrap_or_default()
    };
    let day = release.latest_publication.map_or(UNDATED, PartialDate::effective);
    seconds(day.max(UNDATED))
}
