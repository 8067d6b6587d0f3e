//! The release that a gate refused last: kept beside the releases, for a person to look at.
//!
//! ```text
//! output/refused/
//!   <id>/          the whole release, as it would have been published
//!   REFUSED.md     which gates refused it, and what can be done
//! ```
//!
//! There is at most one, the newest; it goes when a release is published. It is swapped in
//! whole, and nothing else of the folder is touched.

use std::fs;
use std::path::{Path, PathBuf};

use super::release::Rendered;
use super::store::{Store, remove, sync_folder, write_synced};
use crate::error::{Error, Result};

/// The folder of the refused release in the output folder.
pub(super) const REFUSED: &str = "refused";
/// Where the next one is staged.
pub(super) const NEXT_REFUSED: &str = ".refused.next";
/// The account beside it.
const ACCOUNT: &str = "REFUSED.md";

impl Store {
    /// The folder of a refused release.
    pub fn refused_dir(&self, id: &str) -> PathBuf {
        self.output().join(REFUSED).join(id)
    }

    /// Keeps `rendered` as the refused release, with the `account` of why, in place of an
    /// earlier one; the folder of the release.
    ///
    /// # Errors
    /// [`Error::Io`] and [`Error::Corrupt`] naming what could not be done; releases and
    /// `current` are untouched in any case.
    pub fn refuse(&self, rendered: &Rendered, account: &str) -> Result<PathBuf> {
        let outcome = self.refuse_steps(rendered, account);
        if outcome.is_err() {
            // A full disk should not stay full. The first failure is the one to tell.
            let _ = remove(&self.output().join(NEXT_REFUSED));
        }
        outcome
    }

    fn refuse_steps(&self, rendered: &Rendered, account: &str) -> Result<PathBuf> {
        let (next, place) = (self.output().join(NEXT_REFUSED), self.output().join(REFUSED));
        remove(&next)?;
        fs::create_dir_all(&next).map_err(|why| Error::io(&next, "making a folder", why))?;
        self.stage(rendered, &next.join(&rendered.release_id))?;
        write_synced(&next.join(ACCOUNT), account.as_bytes())?;
        sync_folder(&next)?;
        self.before("removing an older refused release")?;
        remove(&place)?;
        self.before("moving the refused release into its place")?;
        fs::rename(&next, &place).map_err(|why| Error::io(&place, "moving the refused release into its place", why))?;
        sync_folder(self.output())?;
        Ok(place.join(&rendered.release_id))
    }
}

/// The account beside a refused release.
pub fn account_of(release: &Path) -> PathBuf {
    release.with_file_name(ACCOUNT)
}
