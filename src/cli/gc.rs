//! `reckoner gc`, `release pin` and `release unpin`: which old releases stay.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{Common, GcArgs, PinArgs};
use super::load;
use super::out::{self, Out};
use crate::config::Replace;
use crate::error::{EXIT_OK, Error, Result};
use crate::publish::keep::{self, Pin, Pinned};
use crate::publish::words::{counted, escaped};
use crate::publish::{Store, store};

/// Removes releases beyond the newest.
///
/// # Errors
/// [`Error::Missing`] where there is no release, [`Error::Locked`], [`Error::Corrupt`]
/// where the history or what is pinned cannot be read, [`Error::Io`].
pub(super) fn run(args: &GcArgs, common: &Common) -> Result<u8> {
    let output = output(args.output.as_deref(), common)?;
    let (outcome, ids) = if args.dry_run {
        ("would remove", keep::removable(&output, args.keep.into())?)
    } else {
        ("removed", Store::open(&output)?.prune(args.keep.into())?)
    };
    tracing::info!(outcome, releases = ids.len(), "gc");
    let mut out = Out::new(common);
    if common.json {
        out.json(&json!({ "outcome": outcome, "dry_run": args.dry_run, "releases": ids }))?;
    } else if !common.quiet && (out::is_terminal() || args.dry_run) {
        let names = if ids.is_empty() { String::new() } else { format!(": {}", ids.join(", ")) };
        out.text(&format!("{outcome} {}{names}\n", counted(ids.len(), "release")))?;
    }
    out.flush()?;
    Ok(EXIT_OK)
}

/// Pins a release, or takes its pin away.
///
/// # Errors
/// Those of [`Store::pin`] and [`Store::open`].
pub(super) fn pin(args: &PinArgs, pin: Pin, common: &Common) -> Result<u8> {
    let output = output(args.output.as_deref(), common)?;
    let outcome = match (Store::open(&output)?.pin(&args.release, pin)?, pin) {
        (Pinned::Unchanged, _) => "unchanged",
        (Pinned::Changed, Pin::Set) => "pinned",
        (Pinned::Changed, Pin::Unset) => "unpinned",
    };
    tracing::info!(outcome, release = args.release, "release pin");
    let mut out = Out::new(common);
    if common.json {
        out.json(&json!({ "outcome": outcome, "release_id": args.release, "pinned": keep::pinned(&output)? }))?;
    } else if !common.quiet && out::is_terminal() {
        out.text(&format!("{outcome} release {}\n", escaped(&args.release)))?;
    }
    out.flush()?;
    Ok(EXIT_OK)
}

/// The output folder, which must hold a release: nothing is made here.
fn output(named: Option<&Path>, common: &Common) -> Result<PathBuf> {
    let replace = Replace { output: named.map(Path::to_owned), ..Replace::default() };
    let output = load(common, &replace)?.publish.output;
    if store::current(&output)?.is_none() {
        return Err(Error::Missing {
            file: output.join("current"),
            message: "there is no release".to_owned(),
            help: "`reckoner run` makes one".to_owned(),
        });
    }
    Ok(output)
}
