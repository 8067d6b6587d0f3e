//! Writing a file beside its place and renaming it, so that nobody sees half of it.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use crate::error::{Error, Result};

/// Puts `bytes` into the place of `file`, whatever is there. `what` is done, for messages.
///
/// # Errors
/// [`Error::Io`] naming the file; nothing is left beside it where that can be helped.
pub(super) fn replace(file: &Path, bytes: &[u8], what: &'static str) -> Result<()> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    // Hidden, and with an end of its own: who looks for files of that kind passes it by.
    let part = file.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let written = File::create(&part).and_then(|mut made| {
        made.write_all(bytes)?;
        made.sync_all()
    });
    let written = written.and_then(|()| fs::rename(&part, file));
    written.map_err(|why| {
        // What is left of it is of no use; where it cannot be removed either, the first failure is the one to tell.
        let _ = fs::remove_file(&part);
        Error::io(file, what, why)
    })
}
