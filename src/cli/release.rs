//! `reckoner release pack`: a release as one file to hand on.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{Common, PackArgs};
use super::out::{self, Out};
use super::{beside, load, resolved, verify};
use crate::config::Replace;
use crate::error::{EXIT_OK, Error, Result};
use crate::publish::digest::sha256_hex;
use crate::publish::pack::{self, MAGIC};
use crate::publish::whole::Whole;
use crate::publish::words::{counted, escaped};

/// The release of that folder, or the current one of the configuration, found whole.
pub(super) fn whole(folder: Option<&Path>, common: &Common) -> Result<Whole> {
    let folder = match folder {
        Some(folder) => resolved(folder),
        None => resolved(&verify::current(&load(common, &Replace::default())?)?),
    };
    Whole::open(&folder)
}

/// Packs a release.
///
/// # Errors
/// Those of [`Whole::open`]; [`Error::Usage`] where the archive would lie in the
/// release or replace what is no archive; [`Error::Io`].
pub(super) fn pack(args: &PackArgs, common: &Common) -> Result<u8> {
    let release = whole(args.release.as_deref(), common)?;
    let file = target(args.to.as_deref(), &release)?;
    let bytes = pack::archive(&release).map_err(|why| Error::Unexpected(format!("packing: {why}")))?;
    let outcome = if fs::read(&file).is_ok_and(|found| found == bytes) {
        "unchanged"
    } else {
        beside::replace(&file, &bytes, "writing the archive")?;
        "packed"
    };
    let files = release.release.files.len();
    let shown = file.display().to_string();
    tracing::info!(outcome, release = release.id, file = shown, "release pack");
    let mut out = Out::new(common);
    if common.json {
        out.json(&json!({
            "outcome": outcome,
            "release_id": release.id,
            "project": release.project,
            "file": shown,
            "files": files,
            "bytes": bytes.len(),
            "sha256": sha256_hex(&bytes),
        }))?;
    } else if !common.quiet && out::is_terminal() {
        out.text(&format!(
            "{outcome} release {}: {}, {}, {}\n",
            release.id,
            escaped(&shown),
            counted(files, "file"),
            counted(bytes.len(), "byte")
        ))?;
    }
    out.flush()?;
    Ok(EXIT_OK)
}

/// Where the archive goes. Links are followed, so that the file they lead to is replaced.
fn target(to: Option<&Path>, release: &Whole) -> Result<PathBuf> {
    let name = format!("{}.tar.zst", pack::name(release));
    let file = match to {
        None => PathBuf::from(name),
        Some(folder) if folder.is_dir() => folder.join(name),
        Some(file) => file.to_owned(),
    };
    let file = resolved(&file);
    let refused = |why: &str, help: &str| Err(Error::Usage(format!("{}: {why}\n    {help}", file.display())));
    if resolved(folder_of(&file)).starts_with(resolved(&release.release.folder)) {
        return refused("the archive would be in the release that it is of", "name another place with --to");
    }
    match File::open(&file) {
        Err(why) if why.kind() == ErrorKind::NotFound => Ok(file),
        Err(why) => Err(Error::io(&file, "looking at what is there", why)),
        Ok(mut found) => {
            let mut start = [0; MAGIC.len()];
            let regular = found.metadata().is_ok_and(|metadata| metadata.is_file());
            if regular && found.read_exact(&mut start).is_ok() && start == MAGIC {
                return Ok(file);
            }
            refused("there is something that is no archive, and it is not replaced", "name another file with --to")
        }
    }
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
